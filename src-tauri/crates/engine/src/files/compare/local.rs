//! The files of a folder of this computer, by their names below it.
//!
//! Symbolic links to folders are not followed, so that no walk goes in a circle.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use store::Hasher;

/// Files that are compared at once.
pub(super) const MOST: usize = 100_000;

/// A file of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Local {
    pub(super) path: PathBuf,
    /// In bytes.
    pub(super) size: u64,
}

/// The files below `folder` by their names with `/` between the folders; `None` where there are too
/// many. A file alone has its own name. Blocking.
///
/// # Errors
/// A folder cannot be read.
pub(super) fn walk(folder: &Path) -> io::Result<Option<BTreeMap<String, Local>>> {
    let mut found = BTreeMap::new();
    let about = fs::metadata(folder)?;
    if about.is_file() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.insert(name, Local { path: folder.to_owned(), size: about.len() });
        return Ok(Some(found));
    }
    let mut left = vec![(folder.to_owned(), String::new())];
    while let Some((folder, below)) = left.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                left.push((entry.path(), format!("{name}/")));
                continue;
            }
            // A link to a file is that file; one that leads nowhere, or to a folder, is none.
            if let Ok(about) = fs::metadata(entry.path())
                && about.is_file()
            {
                found.insert(free(&found, name), Local { path: entry.path(), size: about.len() });
            }
            if found.len() > MOST {
                return Ok(None);
            }
        }
    }
    Ok(Some(found))
}

/// This name, or one that no other file has: two names that are no Unicode may be spelled alike.
fn free(found: &BTreeMap<String, Local>, mut name: String) -> String {
    while found.contains_key(&name) {
        name.push(char::REPLACEMENT_CHARACTER);
    }
    name
}

/// What the bytes of a file come to, and how many they were. Blocking.
///
/// # Errors
/// It cannot be read.
pub(super) fn sum(path: &Path, mut hasher: Hasher) -> io::Result<(store::Checksum, u64)> {
    let size = hasher.read(&mut fs::File::open(path)?)?;
    Ok((hasher.finish(), size))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn files_have_their_names_below_the_folder_and_a_walk_has_an_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("in/deeper")).unwrap();
        for (name, content) in [("a.txt", "a"), ("in/ü", "bb"), ("in/deeper/c", "")] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        #[cfg(unix)]
        for (to, link) in [("..", "in/circle"), ("a.txt", "linked"), ("nowhere", "broken")] {
            std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(link)).unwrap();
        }
        let found = walk(folder.path()).unwrap().unwrap();
        let sizes: Vec<_> = found.iter().map(|(name, local)| (name.as_str(), local.size)).collect();
        let linked = cfg!(unix).then_some(("linked", 1));
        let mut wanted = vec![("a.txt", 1), ("in/deeper/c", 0), ("in/ü", 2)];
        wanted.extend(linked);
        assert_eq!(sizes, wanted);
        let alone = walk(&folder.path().join("a.txt")).unwrap().unwrap();
        assert_eq!(alone.keys().collect::<Vec<_>>(), ["a.txt"]);
        walk(&folder.path().join("missing")).unwrap_err();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn two_names_that_are_spelled_alike_are_two_files() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [(b"r\xe9sum\xe9".as_slice(), "a"), (b"r\xe8sum\xe8", "bb")] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), content).unwrap();
        }
        let sizes: Vec<_> = walk(folder.path()).unwrap().unwrap().values().map(|local| local.size).collect();
        assert_eq!(sizes.iter().sum::<u64>(), 3, "{sizes:?}");
    }
}
