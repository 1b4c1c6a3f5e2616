//! The files below a folder of this computer, in the order in which a bucket lists its keys.
//!
//! A folder sorts as its name with the `/` behind it, as in its keys: `a-` comes before what is in
//! `a`, which comes before `a0`. Holds the names of the folders that it is in, one list a level.
//! Links are not followed, so no loop can happen; a folder that may not be opened is told by its
//! name and is not taken for an empty one. Our own unfinished downloads are left out, and so is the
//! folder in which a synchronization keeps what it removed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::file::{FileKind, NamedFile};
use crate::{
    fault::{self, Fault},
    transfers::{FileSeen, REMOVED, is_part},
};

/// Names in one step.
const NAMES_A_STEP: usize = 512;

/// A walk through a folder.
pub(super) struct FolderWalk {
    root: PathBuf,
    identity: (u64, u64),
    levels: Vec<Level>,
    /// Names that are not text, which no bucket can have.
    pub(super) not_text: u64,
}

struct Level {
    path: PathBuf,
    /// The folder's name below the root, ending with `/`; empty for the root.
    below: String,
    /// What is in it, from the last to the first; folders end with `/`.
    names: Vec<String>,
}

impl FolderWalk {
    /// Begins at `root`. Blocking.
    ///
    /// # Errors
    /// The folder is missing or may not be read.
    pub(super) fn new(root: &Path) -> Result<Self, Fault> {
        let found = fs::metadata(root).ok().filter(fs::Metadata::is_dir);
        let found = found.ok_or_else(|| fault::transfer::folder_gone(root))?;
        let mut walk = Self { root: root.to_owned(), identity: identity(&found), levels: Vec::new(), not_text: 0 };
        let names = walk.names(root, "").map_err(|_| fault::transfer::folder_unreadable(root))?;
        walk.levels.push(Level { path: root.to_owned(), below: String::new(), names });
        Ok(walk)
    }

    /// Whether the folder is still there: a disk that was unplugged has none of its files.
    pub(super) fn is_there(&self) -> bool {
        fs::metadata(&self.root).is_ok_and(|found| found.is_dir() && identity(&found) == self.identity)
    }

    /// The next files; none at the end. Blocking.
    pub(super) fn step(&mut self) -> Option<Vec<NamedFile>> {
        let mut found = Vec::new();
        while found.len() < NAMES_A_STEP {
            let Some(level) = self.levels.last_mut() else { break };
            let Some(name) = level.names.pop() else {
                self.levels.pop();
                continue;
            };
            let (path, below) = (level.path.join(name.trim_end_matches('/')), format!("{}{name}", level.below));
            match name.ends_with('/') {
                false => found.extend(file(&path, below)),
                true => match self.names(&path, &below) {
                    Ok(names) => self.levels.push(Level { path, below, names }),
                    Err(_) => found.push(other(below, FileKind::Unread)),
                },
            }
        }
        Some(found).filter(|found| !found.is_empty())
    }

    /// What is in a folder, from the last name to the first.
    fn names(&mut self, path: &Path, below: &str) -> std::io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                self.not_text += 1;
                continue;
            };
            let is_folder = entry.file_type()?.is_dir();
            let name = if is_folder { format!("{name}/") } else { name };
            if !is_ours(&format!("{below}{name}")) {
                names.push(name);
            }
        }
        names.sort_unstable_by(|one, other| other.cmp(one));
        Ok(names)
    }
}

/// What tells a folder from another that has its path later: the folder that a disk was mounted on.
#[cfg(unix)]
fn identity(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Elsewhere a disk that is gone has no path.
#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether a name below a compared folder is of this program's own making: an unfinished download,
/// or what a synchronization keeps. It is left out of both places, or it would be missing in one.
pub(super) fn is_ours(name: &str) -> bool {
    let folders = name.rsplit_once('/').map_or("", |(folders, _)| folders);
    // Also what one of a folder below keeps, which would be synchronized by itself otherwise.
    let kept = folders.split('/').any(|folder| folder.eq_ignore_ascii_case(REMOVED));
    kept || name.rsplit('/').next().is_some_and(is_part)
}

/// A file as it is now; none where it went meanwhile. One that may not be looked at, or whose disk
/// does not answer, is not taken for one that is gone.
fn file(path: &Path, name: String) -> Option<NamedFile> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Some(NamedFile { name, kind: FileKind::File, seen: FileSeen::of_file(&found) }),
        Ok(_) => Some(other(name, FileKind::Other)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(_) => Some(other(name, FileKind::Unread)),
    }
}

fn other(name: String, kind: FileKind) -> NamedFile {
    NamedFile { name, kind, seen: FileSeen::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn all(root: &Path) -> Vec<NamedFile> {
        let mut walk = FolderWalk::new(root).unwrap();
        std::iter::from_fn(|| walk.step()).flatten().collect()
    }

    fn make(root: &Path, name: &str) -> std::io::Result<()> {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap())?;
        fs::write(path, name)
    }

    proptest! {
        #[test]
        fn files_come_in_the_order_of_keys(names in prop::collection::btree_set("[ab./é-]{1,3}(/[a-c0!]{1,2}){0,2}", 0..24)) {
            let root = tempfile::tempdir().unwrap();
            // A name that is a folder of another cannot be made, as on every disk.
            let plain = |name: &String| name.split('/').all(|part| !matches!(part, "" | "." | ".."));
            let made: std::collections::BTreeSet<_> =
                names.iter().filter(|name| plain(name) && make(root.path(), name).is_ok()).cloned().collect();
            let found: Vec<_> = all(root.path()).into_iter().map(|file| file.name).collect();
            prop_assert_eq!(found, made.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_this_program_makes_is_told_from_files_of_that_look() {
        let ours =
            ["a/b.txt.0123abcd.part", ".bucketwise-removed/2026/a", ".Bucketwise-Removed/a", "a/.bucketwise-removed/b"];
        assert!(ours.iter().all(|name| is_ours(name)));
        assert!(!["a.part", ".bucketwise-removed", "a/.bucketwise-removed"].iter().any(|name| is_ours(name)));
    }

    #[test]
    fn a_folder_that_another_has_taken_the_place_of_is_not_there() {
        let outside = tempfile::tempdir().unwrap();
        let root = outside.path().join("disk");
        fs::create_dir(&root).unwrap();
        let walk = FolderWalk::new(&root).unwrap();
        assert!(walk.is_there());
        // Kept, so that its number is not given to the next.
        fs::rename(&root, outside.path().join("unplugged")).unwrap();
        assert!(!walk.is_there());
        fs::create_dir(&root).unwrap();
        assert_eq!(walk.is_there(), cfg!(not(unix)));
    }

    #[cfg(unix)]
    #[test]
    fn links_closed_folders_and_unfinished_files_are_not_taken_for_files() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let root = tempfile::tempdir().unwrap();
        for name in ["a/file", ".hidden", "b.txt.0123abcd.part", "closed/x", &format!("{REMOVED}/2026/old")] {
            make(root.path(), name).unwrap();
        }
        symlink(root.path(), root.path().join("a/loop")).unwrap();
        let closed = root.path().join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        // Whoever may read everything, as root may, sees what is in it.
        let all_powerful = fs::read_dir(&closed).is_ok();
        let found = all(root.path());
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        let last = if all_powerful { ("closed/x", FileKind::File) } else { ("closed/", FileKind::Unread) };
        let seen: Vec<_> = found.iter().map(|file| (file.name.as_str(), file.kind)).collect();
        let expected = [(".hidden", FileKind::File), ("a/file", FileKind::File), ("a/loop", FileKind::Other), last];
        assert_eq!(seen, expected);
        assert_eq!(FolderWalk::new(&root.path().join("nowhere")).err().unwrap().code, "folder_gone");
    }
}
