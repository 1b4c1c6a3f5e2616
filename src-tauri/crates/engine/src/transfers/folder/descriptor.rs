//! [`Folder`] by descriptor, for Linux and macOS.

use std::{fs::File, io, os::fd::OwnedFd, path::Path};

use rustix::{
    fs::{AtFlags, FileType, Mode, OFlags, RenameFlags},
    io::Errno,
};

use super::{Existing, in_the_way, plain};

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// An open folder.
#[derive(Debug)]
pub(in crate::transfers) struct Folder(OwnedFd);

impl Folder {
    /// Opens `below` (safe names joined with `/`, or empty) under `root`, making what is missing. A
    /// link on the way, other than `root` itself, is `NotADirectory`.
    pub(in crate::transfers) fn open(root: &Path, below: &str) -> io::Result<Self> {
        let mut folder = rustix::fs::open(root, FOLDER, Mode::empty())?;
        for name in below.split('/').filter(|name| !name.is_empty()) {
            match rustix::fs::mkdirat(&folder, name, Mode::from_raw_mode(0o777)) {
                Ok(()) | Err(Errno::EXIST) => {}
                Err(error) => return Err(error.into()),
            }
            folder = match rustix::fs::openat(&folder, name, FOLDER | OFlags::NOFOLLOW, Mode::empty()) {
                Err(Errno::LOOP | Errno::NOTDIR) => return Err(in_the_way()),
                opened => opened?,
            };
        }
        Ok(Self(folder))
    }

    /// What is under `name`, without following a link.
    pub(in crate::transfers) fn look(&self, name: &str) -> io::Result<Option<Existing>> {
        let found = match rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => return Ok(None),
            found => found?,
        };
        Ok(Some(match FileType::from_raw_mode(found.st_mode) {
            FileType::RegularFile => Existing::File,
            FileType::Directory => Existing::Folder,
            _ => Existing::Other,
        }))
    }

    /// A plain file of this folder, not through a link.
    pub(in crate::transfers) fn open_file(&self, name: &str, write: bool) -> io::Result<File> {
        let access = if write { OFlags::RDWR } else { OFlags::RDONLY };
        let flags = access | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::openat(&self.0, plain(name)?, flags, Mode::empty())?);
        if file.metadata()?.is_file() { Ok(file) } else { Err(in_the_way()) }
    }

    /// A new, empty file.
    pub(in crate::transfers) fn create(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(File::from(rustix::fs::openat(&self.0, plain(name)?, flags, Mode::from_raw_mode(0o666))?))
    }

    /// Gives `part` its real name. Without `replace`, a name that is there is `AlreadyExists` and
    /// stays as it is.
    pub(in crate::transfers) fn publish(&self, part: &str, name: &str, replace: bool) -> io::Result<()> {
        if replace {
            rustix::fs::renameat(&self.0, part, &self.0, name)?;
        } else {
            match rustix::fs::renameat_with(&self.0, part, &self.0, name, RenameFlags::NOREPLACE) {
                // This disk does not know the flag; a hard link refuses a taken name just as well.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.link(part, name)?,
                renamed => renamed?,
            }
        }
        Ok(())
    }

    /// The folder once more, to be flushed: a name reaches the disk with it.
    pub(in crate::transfers) fn handle(&self) -> Option<File> {
        self.0.try_clone().ok().map(File::from)
    }

    fn link(&self, part: &str, name: &str) -> io::Result<()> {
        match rustix::fs::linkat(&self.0, part, &self.0, name, AtFlags::empty()) {
            Ok(()) => self.remove(part),
            // No hard links either (a memory card): look, then rename.
            Err(Errno::PERM | Errno::NOTSUP | Errno::NOSYS) => match self.look(name)? {
                None => Ok(rustix::fs::renameat(&self.0, part, &self.0, name)?),
                Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// Gives a file of this folder its name in another as well; a name that is taken there is
    /// `AlreadyExists`, and a disk without hard links fails.
    pub(in crate::transfers) fn link_into(&self, name: &str, other: &Self) -> io::Result<()> {
        Ok(rustix::fs::linkat(&self.0, plain(name)?, &other.0, name, AtFlags::empty())?)
    }

    /// Removes a file of this folder.
    pub(in crate::transfers) fn remove(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    /// Bytes that this user may still write to the disk.
    pub(in crate::transfers) fn free(&self) -> Option<u64> {
        let disk = rustix::fs::fstatvfs(&self.0).ok()?;
        disk.f_bavail.checked_mul(disk.f_frsize)
    }
}
