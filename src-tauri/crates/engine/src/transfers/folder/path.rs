//! [`Folder`] by path, for systems without the calls that the other one needs.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{Existing, in_the_way, plain};

/// An open folder.
#[derive(Debug)]
pub(in crate::transfers) struct Folder(PathBuf);

impl Folder {
    /// Opens `below` (safe names joined with `/`, or empty) under `root`, making what is missing. A
    /// link on the way, other than `root` itself, is `NotADirectory`.
    pub(in crate::transfers) fn open(root: &Path, below: &str) -> io::Result<Self> {
        if !fs::metadata(root)?.is_dir() {
            return Err(in_the_way());
        }
        let mut path = root.to_owned();
        for name in below.split('/').filter(|name| !name.is_empty()) {
            path.push(name);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            if !fs::symlink_metadata(&path)?.is_dir() {
                return Err(in_the_way());
            }
        }
        Ok(Self(path))
    }

    /// What is under `name`, without following a link.
    pub(in crate::transfers) fn look(&self, name: &str) -> io::Result<Option<Existing>> {
        match fs::symlink_metadata(self.0.join(name)) {
            Ok(found) if found.is_file() => Ok(Some(Existing::File)),
            Ok(found) if found.is_dir() => Ok(Some(Existing::Folder)),
            Ok(_) => Ok(Some(Existing::Other)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A new, empty file.
    pub(in crate::transfers) fn create(&self, name: &str) -> io::Result<File> {
        File::options().read(true).write(true).create_new(true).open(self.0.join(plain(name)?))
    }

    /// A plain file of this folder, not through a link.
    pub(in crate::transfers) fn open_file(&self, name: &str, write: bool) -> io::Result<File> {
        match self.look(plain(name)?)? {
            Some(Existing::File) => File::options().read(true).write(write).open(self.0.join(name)),
            Some(_) => Err(in_the_way()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Gives `part` its real name. Without `replace`, a name that is there is `AlreadyExists` and
    /// stays as it is.
    pub(in crate::transfers) fn publish(&self, part: &str, name: &str, replace: bool) -> io::Result<()> {
        let (from, to) = (self.0.join(part), self.0.join(name));
        if replace {
            return fs::rename(from, to);
        }
        match fs::hard_link(&from, &to) {
            Ok(()) => fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // No hard links on this disk: look, then rename.
            Err(_) => match self.look(name)? {
                None => fs::rename(from, to),
                Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
            },
        }
    }

    /// The folder once more, to be flushed: not known here.
    pub(in crate::transfers) fn handle(&self) -> Option<File> {
        None
    }

    /// Gives a file of this folder its name in another as well; a name that is taken there is
    /// `AlreadyExists`, and a disk without hard links fails.
    pub(in crate::transfers) fn link_into(&self, name: &str, other: &Self) -> io::Result<()> {
        fs::hard_link(self.0.join(plain(name)?), other.0.join(name))
    }

    /// Removes a file of this folder.
    pub(in crate::transfers) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    /// Bytes that this user may still write to the disk: not asked here.
    pub(in crate::transfers) fn free(&self) -> Option<u64> {
        None
    }
}
