//! A folder below the one that a person chose, opened step by step so that no link leads out of it.
//!
//! [`Folder`] creates a `.part` file beside the target, which gets the target's name only when
//! whole ([`Folder::publish`]), without replacing anything unless that was chosen. What cancel and
//! failure leave: nothing, the caller removes its part. What a crash leaves: a file
//! `name.XXXXXXXX.part`, never a half file under its real name.
//!
//! Linux and macOS hold the folder by descriptor, so moving things about while it is written cannot
//! redirect it; on other systems each step is checked by path just before use, which leaves a gap
//! of microseconds.

use std::{fs::File, io, path::Path};

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod descriptor;
#[cfg(any(test, not(any(target_os = "linux", target_os = "macos"))))]
#[cfg_attr(any(target_os = "linux", target_os = "macos"), allow(dead_code))]
mod path;

#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) use descriptor::Folder;
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) use path::Folder;

use super::safe::shorten;
use crate::fault::{self, Fault};

/// What is under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    File,
    Folder,
    /// A link, a device, a socket: never written through.
    Other,
}

/// What a disk takes for the same name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folds {
    /// `A` and `a`.
    pub(crate) case: bool,
    /// `é` as one character and as two.
    pub(crate) forms: bool,
}

/// Tries what the disk under `root` takes for the same name, with a file that is gone again at the
/// end.
pub(crate) fn folds(root: &Path) -> io::Result<Folds> {
    let folder = Folder::open(root, "")?;
    let part = part_name("caf\u{e9}-a");
    drop(folder.create(&part)?);
    let case = folder.look(&part.replace("-a", "-A")).map(|found| found.is_some());
    let forms = folder.look(&part.replace('\u{e9}', "e\u{301}")).map(|found| found.is_some());
    folder.remove(&part)?;
    Ok(Folds { case: case?, forms: forms? })
}

/// Keeps a file of a folder in another as well, under its name; one that has it there stays.
/// Blocking.
pub(super) fn keep(folder: &Folder, name: &str, other: &Folder) -> io::Result<()> {
    let taken = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
    let kept = folder.link_into(name, other).or_else(|error| {
        if taken(&error) {
            return Err(error);
        }
        // No hard links on this disk.
        let part = part_name(name);
        let copied = copy_whole(&folder.open_file(name, false)?, &other.create(&part)?);
        let kept = copied.and_then(|()| other.publish(&part, name, false));
        if kept.is_err() {
            let _ = other.remove(&part);
        }
        kept
    });
    // Under its name it is whole, also from an earlier try.
    kept.or_else(|error| if taken(&error) { Ok(()) } else { Err(error) })
}

/// Copies a file to another, with its time, and puts it on the disk.
fn copy_whole(mut from: &File, mut to: &File) -> io::Result<()> {
    io::copy(&mut from, &mut to)?;
    // A disk that keeps no times is no reason to lose the bytes.
    let _ = from.metadata()?.modified().map(|time| to.set_modified(time));
    to.sync_all()
}

/// A name for the unfinished file, unlike any other.
pub(crate) fn part_name(name: &str) -> String {
    let unique = uuid::Uuid::new_v4().simple().to_string();
    format!("{}.{}.part", shorten(name, 200), &unique[..8])
}

/// Whether a name is one that [`part_name`] gives.
pub(crate) fn is_part(name: &str) -> bool {
    let unique = name.strip_suffix(".part").and_then(|name| name.rsplit_once('.')).map(|(_, unique)| unique);
    unique.is_some_and(|unique| unique.len() == 8 && unique.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A name that leads nowhere else; one from the journal is looked at again.
fn plain(name: &str) -> io::Result<&str> {
    let leads = name.is_empty() || name == "." || name == ".." || name.contains(['/', '\\', '\0']);
    if leads { Err(in_the_way()) } else { Ok(name) }
}

fn in_the_way() -> io::Error {
    io::Error::from(io::ErrorKind::NotADirectory)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
/// Words for what this computer said while a download was written.
pub(crate) fn writing(root: &Path, below: &str, needed: u64, free: Option<u64>, error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => fault::transfer::disk_full(root, needed, free),
        io::ErrorKind::NotADirectory => fault::transfer::in_the_way(root, below),
        io::ErrorKind::NotFound => fault::transfer::folder_gone(root),
        _ => fault::transfer::not_written(root, below, error),
    }
}
