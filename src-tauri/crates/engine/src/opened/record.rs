//! What is known of one opened file over a restart: a small file beside the folder of its copy.
//!
//! `ID/NAME` is the copy and `ID.json` its record, which is written once the copy is whole and
//! before any program has it. Until then `ID.fetching` is there: with it and without a record, a
//! folder is of a fetch that broke off, and nobody worked in it. With neither, a program saved
//! there after the copy went.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};
use store::{Algorithm, Hasher, ObjectHead};

use crate::{at::FileAt, ids::OpenedId, kept};

const VERSION: u32 = 1;

/// One opened file: where it is from, and what both sides had when they last agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) at: FileAt,
    /// The server that it is from, as the Store names it; empty where an earlier program did not
    /// write it down.
    #[serde(default)]
    pub(super) server: String,
    /// Of the copy.
    pub(super) name: String,
    pub(super) etag: Option<String>,
    pub(super) version: Option<String>,
    pub(super) size: u64,
    pub(super) modified: Option<i64>,
    /// The SHA-256 of the bytes, in base64.
    pub(super) agreed: String,
    /// Changes are uploaded without asking.
    pub(super) always: bool,
    /// The connection may not write.
    pub(super) locked: bool,
    /// When it was last opened or uploaded, in milliseconds since 1970.
    pub(super) used: i64,
    /// The copy is UTF-8, and the file was not when it was last read.
    #[serde(default)]
    pub(super) recoded: bool,
}

#[derive(Default, Serialize, Deserialize)]
struct OnDisk {
    opened: Option<Record>,
}

impl Record {
    /// The record in this file, where it can be read.
    pub(super) fn read(file: &Path) -> Option<Self> {
        kept::read::<OnDisk>(file, VERSION).ok()?.opened
    }

    pub(super) fn keep(&self, file: &Path) -> io::Result<()> {
        kept::replace(file, VERSION, OnDisk { opened: Some(self.clone()) })
    }

    /// Whether the object is still the one that the copy is of; `None` where nothing tells.
    pub(super) fn is_of(&self, head: &ObjectHead) -> Option<bool> {
        let own = ObjectHead {
            size: self.size,
            etag: self.etag.clone(),
            modified: self.modified,
            version: self.version.clone(),
            ..ObjectHead::default()
        };
        own.is_same(head)
    }

    /// What the file is called in the bucket: after Keep both, something else than the copy.
    pub(super) fn shown_name(&self) -> &str {
        let name = self.at.key.rsplit('/').next().unwrap_or_default();
        if name.is_empty() { &self.name } else { name }
    }

    /// Whether `server` has the buckets that it is from.
    pub(super) fn is_from(&self, server: &str) -> bool {
        !self.server.is_empty() && store::same_server(&self.server, server)
    }

    /// The copy is of this object now.
    pub(super) fn agrees_with(&mut self, head: &ObjectHead) {
        (self.etag, self.version) = (head.etag.clone(), head.version.clone());
        (self.size, self.modified) = (head.size, head.modified);
    }
}

/// Where the copy of a file is, and what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Home {
    pub(super) folder: PathBuf,
    pub(super) record: PathBuf,
    /// An empty file, there while the copy is on its way.
    pub(super) fetching: PathBuf,
}

impl Home {
    pub(super) fn of(room: &Path, id: &OpenedId) -> Self {
        let beside = |ending| room.join(format!("{}.{ending}", id.as_str()));
        Self { folder: room.join(id.as_str()), record: beside("json"), fetching: beside("fetching") }
    }

    /// Marks the folder as one in which nobody works yet; before there is anything in it.
    pub(super) fn begin_fetch(&self) -> io::Result<()> {
        File::create(&self.fetching).map(drop)
    }

    /// Removes what is left of a fetch, and its mark last.
    pub(super) fn broke_off(&self) -> io::Result<()> {
        if !self.record.exists() {
            or_gone(fs::remove_dir_all(&self.folder))?;
        }
        or_gone(fs::remove_file(&self.fetching))
    }

    /// The file that a program put there, of which nothing is known; where there are several, one
    /// that is no program's own.
    pub(super) fn stray(&self) -> Option<String> {
        let entries = fs::read_dir(&self.folder).ok()?.flatten();
        let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let names = files.filter_map(|entry| entry.file_name().into_string().ok());
        names.min_by_key(|name| (name.starts_with('.'), name.clone()))
    }

    /// Removes the copy, and its folder where nothing else is in it; else all of it stays. The
    /// record goes last, so that a copy never loses it.
    pub(super) fn clear(&self, name: &str) -> io::Result<bool> {
        if self.has_more(name)? {
            return Ok(false);
        }
        for done in
            [fs::remove_file(self.folder.join(name)), fs::remove_dir(&self.folder), fs::remove_file(&self.record)]
        {
            or_gone(done)?;
        }
        Ok(true)
    }

    /// Something that a person or a program put beside the copy: a lock of an editor, another file.
    fn has_more(&self, name: &str) -> io::Result<bool> {
        match fs::read_dir(&self.folder) {
            Ok(entries) => {
                for entry in entries {
                    if entry?.file_name() != *name {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn or_gone(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// What tells cheaply that a file may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Another file under the same name, as after an atomic save.
    file: u64,
    /// When anything of it changed: a program may set back the time that it shows, but not this.
    noted: (i64, i64),
}

impl Stamp {
    /// Of the file at `path`; a link is none, since it may lead to any other file. Blocking.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let found = fs::symlink_metadata(path)?;
        if !found.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        #[cfg(unix)]
        let (file, noted) = {
            use std::os::unix::fs::MetadataExt;
            (found.ino(), (found.ctime(), found.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let (file, noted) = (0, (0, 0));
        Ok(Self { size: found.len(), modified: found.modified().ok(), file, noted })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.size == 0
    }
}

/// Opens a copy to be read, and no file that a link in its place leads to. Blocking.
pub(super) fn open(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use rustix::fs::{Mode, OFlags};
        let how = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(rustix::fs::open(path, how, Mode::empty())?))
    }
    #[cfg(not(unix))]
    {
        Stamp::of(path)?;
        File::open(path)
    }
}

/// The SHA-256 of a file, in base64. Blocking.
pub(super) fn sum_of(path: &Path) -> io::Result<String> {
    let mut hasher = Hasher::new(Algorithm::Sha256);
    hasher.read(&mut open(path)?)?;
    Ok(hasher.finish().value)
}

/// Makes a folder that its owner alone may look into.
pub(super) fn private(folder: &Path) -> io::Result<()> {
    let mut make = fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Lets the owner alone read a copy, and write where the login may; nobody runs it.
pub(super) fn guard(path: &Path, locked: bool) -> io::Result<()> {
    #[cfg(unix)]
    {
        let rights = std::os::unix::fs::PermissionsExt::from_mode(if locked { 0o400 } else { 0o600 });
        open(path)?.set_permissions(rights)
    }
    #[cfg(not(unix))]
    {
        Stamp::of(path)?;
        let mut rights = fs::metadata(path)?.permissions();
        rights.set_readonly(locked);
        fs::set_permissions(path, rights)
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_in_the_place_of_a_copy_leads_to_no_other_file() {
        let folder = tempfile::tempdir().unwrap();
        let [other, link] = ["other", "copy"].map(|name| folder.path().join(name));
        fs::write(&other, "private").unwrap();
        fs::set_permissions(&other, PermissionsExt::from_mode(0o640)).unwrap();
        symlink(&other, &link).unwrap();
        assert!(Stamp::of(&link).is_err() && open(&link).is_err() && sum_of(&link).is_err());
        assert!(guard(&link, true).is_err());
        assert_eq!(fs::metadata(&other).unwrap().permissions().mode() & 0o777, 0o640);
        guard(&other, true).unwrap();
        assert_eq!(fs::metadata(&other).unwrap().permissions().mode() & 0o777, 0o400);
    }

    #[test]
    fn a_record_of_an_unknown_server_is_from_none() {
        let record = |server: &str| Record {
            at: FileAt { connection: "here".into(), bucket: "b".into(), key: "k".into() },
            server: server.to_owned(),
            name: "k".to_owned(),
            etag: None,
            version: None,
            size: 0,
            modified: None,
            agreed: String::new(),
            always: false,
            locked: false,
            used: 0,
            recoded: false,
        };
        assert!(record("https://a").is_from("https://a") && !record("https://a").is_from("https://b"));
        assert!(record("https://a").is_from("https://a one"), "told apart once both say it");
        assert!(!record("https://a one").is_from("https://a two") && !record("").is_from("https://a"));
        // As an earlier program wrote it.
        let mut told = serde_json::to_value(record("https://a")).unwrap();
        told.as_object_mut().unwrap().retain(|name, _| !["server", "recoded"].contains(&name.as_str()));
        assert_eq!(serde_json::from_value::<Record>(told).unwrap(), record(""));
    }
}
