//! Files that were written into a mounted folder and are not in the storage yet, as rclone's own notes have them: they
//! outlive it, and are sent when the same bucket is mounted again.
//! <https://rclone.org/commands/rclone_mount/#vfs-file-caching>

use std::{fs, path::Path};

use serde::Deserialize;

/// What rclone notes of a file; the rest is of no matter here.
#[derive(Deserialize)]
struct Note {
    #[serde(rename = "Dirty", default)]
    dirty: bool,
}

/// How many there are.
pub(super) fn count(cache: &Path) -> usize {
    below(&cache.join("vfsMeta"))
}

fn below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => below(&entry.path()),
            Ok(kind) if kind.is_file() => usize::from(is_dirty(&entry.path())),
            _ => 0,
        })
        .sum()
}

/// A note that is just being written does not read; it is of a file that is in use.
fn is_dirty(note: &Path) -> bool {
    match fs::read(note) {
        Ok(text) => serde_json::from_slice(&text).map_or(true, |note: Note| note.dirty),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn notes_of_files_that_were_not_sent_are_counted() {
        let cache = tempfile::tempdir().unwrap();
        assert_eq!(count(cache.path()), 0);
        let notes = cache.path().join("vfsMeta/bucketwise/photos/deep");
        fs::create_dir_all(&notes).unwrap();
        fs::write(notes.join("sent"), r#"{"ModTime":"2026-01-01T00:00:00Z","Size":5,"Dirty":false}"#).unwrap();
        fs::write(notes.join("not"), r#"{"Size":5,"Rs":[{"Pos":0,"Size":5}],"Dirty":true}"#).unwrap();
        fs::write(notes.join("just being written"), "{").unwrap();
        assert_eq!(count(cache.path()), 2);
    }
}
