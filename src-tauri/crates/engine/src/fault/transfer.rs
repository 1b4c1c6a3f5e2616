//! Faults of moving files: this computer's side of it, and answers of storage that do not agree
//! with what was sent.

use std::{io, path::Path};

use words::{Value, faults, say};

use super::Fault;
pub use super::copying::*;

/// A local file could not be read, sorted by why.
#[must_use]
pub fn reading(path: &Path, error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => file_vanished(path),
        _ => file_unreadable(path, error),
    }
}

/// The file is no longer where it was when it was chosen.
#[must_use]
pub fn file_vanished(path: &Path) -> Fault {
    Fault::told("file_vanished", say!(faults::FileVanished, name = name(path)))
        .details(path.display().to_string())
        .retry(true)
}

/// The file is there, but this user may not read it or the disk does not give it.
#[must_use]
pub fn file_unreadable(path: &Path, error: &io::Error) -> Fault {
    Fault::told("file_unreadable", say!(faults::FileUnreadable, name = name(path)))
        .details(format!("{}\n{error}", path.display()))
        .retry(true)
}

/// The storage takes no object of this size.
#[must_use]
pub fn too_large(name: &str, bytes: u64, most: u64) -> Fault {
    Fault::told("too_large", say!(faults::TooLarge, name, size = bytes, most))
        .details(format!("size: {bytes} bytes\nlargest: {most} bytes"))
}

/// A folder inside what was chosen could not be looked into.
#[must_use]
pub fn folder_unreadable(path: &Path) -> Fault {
    Fault::told("folder_unreadable", say!(faults::FolderUnreadable, name = name(path)))
        .details(path.display().to_string())
}

/// So many files of one group failed that the rest was not begun.
#[must_use]
pub fn too_many_failed() -> Fault {
    Fault::told("too_many_failed", say!(faults::TooManyFailed)).retry(true)
}

/// So many restored copies were archived again before the last file of their group was there.
#[must_use]
pub fn restored_lapsed(count: u64) -> Fault {
    Fault::told("restored_lapsed", say!(faults::RestoredLapsed, count))
}

/// The file got other bytes while they were being sent.
#[must_use]
pub fn changed_while_read(path: &Path, kept: bool) -> Fault {
    let stored = if kept { "kept" } else { "dropped" };
    Fault::told("changed_while_read", say!(faults::ChangedWhileRead, name = name(path), stored))
        .details(path.display().to_string())
        .retry(true)
}

/// No space for a download. `free` is what the disk has left, in bytes, where it tells.
#[must_use]
pub fn disk_full(folder: &Path, needed: u64, free: Option<u64>) -> Fault {
    let left = free.map_or_else(|| Value::from("unknown"), Value::from);
    Fault::told("disk_full", say!(faults::DiskFull, needed, free = left))
        .details(format!("{}\nneeded: {needed} bytes\nfree: {free:?}", folder.display()))
        .retry(true)
}

/// The folder that a download should go to is not there.
#[must_use]
pub fn folder_gone(folder: &Path) -> Fault {
    Fault::told("folder_gone", say!(faults::FolderGone, name = name(folder)))
        .details(folder.display().to_string())
        .retry(true)
}

/// Something that is not a plain folder, or not a plain file, holds the name that a download needs.
#[must_use]
pub fn in_the_way(folder: &Path, below: &str) -> Fault {
    Fault::told("in_the_way", say!(faults::InTheWay, name = below))
        .details(folder.join(below).display().to_string())
        .retry(true)
}

/// A download could not be written for any other reason.
#[must_use]
pub fn not_written(folder: &Path, below: &str, error: &io::Error) -> Fault {
    Fault::told("not_written", say!(faults::NotWritten, name = below))
        .details(format!("{}\n{error}", folder.join(below).display()))
        .retry(true)
}

/// Over a thousand files of the same name with a number: something is off.
#[must_use]
pub fn no_free_name(name: &str) -> Fault {
    Fault::told("no_free_name", say!(faults::NoFreeName, name))
}

/// The upload was accepted, but nothing is there under exactly its key.
#[must_use]
pub fn stored_elsewhere(key: &str) -> Fault {
    Fault::told("stored_elsewhere", say!(faults::StoredElsewhere, name = key)).details(format!("key: {key:?}"))
}

/// The storage holds another number of bytes than were sent.
#[must_use]
pub fn stored_size_differs(key: &str, sent: u64, stored: u64) -> Fault {
    Fault::told("stored_size_differs", say!(faults::StoredSizeDiffers, name = key, sent, stored))
        .details(format!("key: {key:?}\nsent: {sent}\nstored: {stored}"))
        .retry(true)
}

/// The storage holds other bytes than were sent, again and again.
#[must_use]
pub fn stored_differs(key: &str) -> Fault {
    Fault::told("stored_differs", say!(faults::StoredDiffers, name = key)).details(format!("key: {key:?}")).retry(true)
}

/// What arrived is not what the storage says it has, again and again.
#[must_use]
pub fn arrived_differs(key: &str) -> Fault {
    Fault::told("arrived_differs", say!(faults::ArrivedDiffers, name = key))
        .details(format!("key: {key:?}"))
        .retry(true)
}

/// The object was replaced between two pieces of one download, again and again.
#[must_use]
pub fn changed_while_downloading(key: &str) -> Fault {
    Fault::told("changed_while_downloading", say!(faults::ChangedWhileDownloading, name = key))
        .details(format!("key: {key:?}"))
        .retry(true)
}

/// The list of what a deletion would remove could not be kept on this computer.
#[must_use]
pub fn list_not_kept(error: &io::Error) -> Fault {
    Fault::told("list_not_kept", say!(faults::ListNotKept)).details(error.to_string()).retry(true)
}

/// What the journal keeps for a transfer that is not planned to its end does not come back whole.
#[must_use]
pub fn list_lost() -> Fault {
    Fault::told("list_lost", say!(faults::ListLost))
}

/// The connection of a transfer was edited and leads to another server, or may lead to other
/// buckets of the same one.
#[must_use]
pub fn other_server(before: &str, now: &str) -> Fault {
    if store::same_address(before, now) {
        return other_key(before, now);
    }
    Fault::told(
        "other_server",
        say!(faults::OtherServer, before = store::server_name(before), now = store::server_name(now)),
    )
    .details(format!("started for: {before}\nleads to: {now}"))
}

/// The connection of a transfer has another key, on a server where bucket names belong to a key or
/// a project.
fn other_key(before: &str, now: &str) -> Fault {
    Fault::told("other_server", say!(faults::OtherKey, server = store::server_name(now)))
        .details(format!("started for: {before}\nleads to: {now}"))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Another program has the list of transfers.
#[must_use]
pub fn journal_taken() -> Fault {
    Fault::told("journal_taken", say!(faults::JournalTaken))
}

/// The list of transfers could not be opened, and was left as it is.
#[must_use]
pub fn journal_unusable(details: &str) -> Fault {
    Fault::told("journal_unusable", say!(faults::JournalUnusable)).details(details)
}

/// A part of the list of transfers could not be read.
#[must_use]
pub fn journal_unread() -> Fault {
    Fault::told("journal_unread", say!(faults::JournalUnread)).retry(true)
}

/// The list of transfers has a line for a file that this version cannot read.
#[must_use]
pub fn job_unread() -> Fault {
    Fault::told("job_unread", say!(faults::JobUnread))
}

/// What happens to transfers cannot be written down for now.
#[must_use]
pub fn journal_behind(details: &str) -> Fault {
    Fault::told("journal_behind", say!(faults::JournalBehind)).details(details)
}

/// The list of transfers was damaged, and was moved away.
#[must_use]
pub fn journal_damaged(aside: &str) -> Fault {
    Fault::told("journal_damaged", say!(faults::JournalDamaged)).details(aside)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn a_file_that_is_too_large_says_how_large_one_may_be() {
        let fault = super::too_large("all.tar", 60_000_000_000_000, 50_000 << 30);
        assert!(
            fault.what.to_string().starts_with("“all.tar” is 60.0 TB. This server accepts files of up to 53.7 TB."),
            "{}",
            fault.what
        );
        assert!(!fault.retry, "another try cannot help");
    }

    #[test]
    fn a_full_disk_says_what_is_needed_and_free() {
        let fault = super::disk_full(Path::new("/tmp"), 5_000_000, Some(1_000));
        assert!(fault.what.to_string().starts_with("The download needs 5.0 MB and 1 KB is free."), "{}", fault.what);
    }
}
