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
        let mut walk = Self { levels: Vec::new(), not_text: 0 };
        match fs::metadata(root) {
            Ok(found) if found.is_dir() => {}
            _ => return Err(fault::transfer::folder_gone(root)),
        }
        let names = walk.names(root, "").map_err(|_| fault::transfer::folder_unreadable(root))?;
        walk.levels.push(Level { path: root.to_owned(), below: String::new(), names });
        Ok(walk)
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
            if below.is_empty() && is_folder && name == REMOVED || !is_folder && is_part(&name) {
                continue;
            }
            names.push(if is_folder { format!("{name}/") } else { name });
        }
        names.sort_unstable_by(|one, other| other.cmp(one));
        Ok(names)
    }
}

/// A file as it is now; none where it went meanwhile.
fn file(path: &Path, name: String) -> Option<NamedFile> {
    let found = fs::symlink_metadata(path).ok()?;
    match found.is_file() {
        true => Some(NamedFile { name, kind: FileKind::File, seen: FileSeen::of_file(&found) }),
        false => Some(other(name, FileKind::Other)),
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
