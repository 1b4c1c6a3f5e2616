//! Files that were written into a mounted folder and are not in the storage yet, as rclone's own
//! notes have them: they outlive it, and are sent when the same bucket is mounted again.
//! <https://rclone.org/commands/rclone_mount/#vfs-file-caching>

use std::{
    fs,
    io::{self, ErrorKind},
    path::Path,
};

use serde::Deserialize;
use store::bounds::{MOUNT_NOTE, read_file};

/// What rclone notes of a file; the rest is of no matter here.
#[derive(Deserialize)]
struct Note {
    #[serde(rename = "Dirty", default)]
    dirty: bool,
}

/// How many there are. Only what is not there counts as none.
///
/// # Errors
/// A note or a folder of notes is there and could not be read: nobody knows how many there are.
pub(super) fn count(cache: &Path) -> io::Result<usize> {
    below(&cache.join("vfsMeta"))
}

fn below(folder: &Path) -> io::Result<usize> {
    let Some(entries) = there(folder, fs::read_dir(folder))? else { return Ok(0) };
    let mut all = 0;
    for entry in entries {
        let entry = entry?;
        // By the name, not by the folder's word: a link leads to where the note is.
        let at = entry.path();
        let Some(found) = there(&at, fs::metadata(&at))? else { continue };
        all += match found.is_dir() {
            true => below(&at)?,
            false => usize::from(is_dirty(&at)?),
        };
    }
    Ok(all)
}

/// A note that is just being written does not read as one; it is of a file that is in use. Neither
/// is one that is longer than notes are, of which nobody knows whether its file was sent.
fn is_dirty(note: &Path) -> io::Result<bool> {
    let text = there(note, read_file(note, MOUNT_NOTE))?;
    Ok(text.is_some_and(|text| serde_json::from_slice(&text).map_or(true, |note: Note| note.dirty)))
}

/// What is not there is nothing; every other error stays one, and says where.
fn there<T>(at: &Path, looked: io::Result<T>) -> io::Result<Option<T>> {
    match looked {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", at.display()))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn notes_of_files_that_were_not_sent_are_counted() {
        let cache = tempfile::tempdir().unwrap();
        assert_eq!(count(cache.path()).unwrap(), 0);
        let notes = cache.path().join("vfsMeta/bucketwise/photos/deep");
        fs::create_dir_all(&notes).unwrap();
        fs::write(notes.join("sent"), r#"{"ModTime":"2026-01-01T00:00:00Z","Size":5,"Dirty":false}"#).unwrap();
        fs::write(notes.join("not"), r#"{"Size":5,"Rs":[{"Pos":0,"Size":5}],"Dirty":true}"#).unwrap();
        fs::write(notes.join("just being written"), "{").unwrap();
        assert_eq!(count(cache.path()).unwrap(), 2);
    }

    /// A note that is no note, and has no end that anybody would wait for.
    #[test]
    fn a_note_is_read_up_to_its_bound_and_does_not_count_as_sent_past_it() {
        let cache = tempfile::tempdir().unwrap();
        let notes = cache.path().join("vfsMeta/bucketwise");
        fs::create_dir_all(&notes).unwrap();
        let note = notes.join("huge");
        let mut text = br#"{"Dirty":false}"#.to_vec();
        text.resize(MOUNT_NOTE, b' ');
        fs::write(&note, &text).unwrap();
        assert_eq!(count(cache.path()).unwrap(), 0);
        text.push(b' ');
        fs::write(&note, &text).unwrap();
        assert_eq!(count(cache.path()).unwrap_err().kind(), ErrorKind::FileTooLarge);
    }

    /// What cannot be read may be the only copy of a file.
    #[test]
    fn what_cannot_be_read_does_not_count_as_sent() {
        let cache = tempfile::tempdir().unwrap();
        // A file in the place of the folder of notes: an error for everybody, root too.
        fs::write(cache.path().join("vfsMeta"), "").unwrap();
        assert!(count(cache.path()).is_err());
        fs::remove_file(cache.path().join("vfsMeta")).unwrap();
        let notes = cache.path().join("vfsMeta/bucketwise");
        fs::create_dir_all(&notes).unwrap();
        fs::write(notes.join("sent"), r#"{"Dirty":false}"#).unwrap();
        assert_eq!(count(cache.path()).unwrap(), 0);
        #[cfg(unix)]
        {
            // A link in a circle cannot be followed.
            std::os::unix::fs::symlink("circle", notes.join("circle")).unwrap();
            assert!(count(cache.path()).is_err());
            fs::remove_file(notes.join("circle")).unwrap();
            // One that leads nowhere is a note that is not there.
            std::os::unix::fs::symlink("nowhere", notes.join("gone")).unwrap();
            assert_eq!(count(cache.path()).unwrap(), 0);
        }
    }
}
