//! Faults of moving files: this computer's side of it, and answers of storage that do not agree with what was sent.

use std::{io, path::Path};

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
    Fault::new(
        "file_vanished",
        "The file is no longer on this computer",
        format!(
            "“{}” was moved, renamed or deleted after you chose it. Nothing of it was kept in the storage.",
            name(path)
        ),
        "Put it back and try again, or choose it where it is now.",
    )
    .details(path.display().to_string())
    .retry(true)
}

/// The file is there, but this user may not read it or the disk does not give it.
#[must_use]
pub fn file_unreadable(path: &Path, error: &io::Error) -> Fault {
    Fault::new(
        "file_unreadable",
        "A file on this computer could not be read",
        format!("“{}” may not be opened by you, or its disk does not answer. Nothing of it was sent.", name(path)),
        "Check who may read it, then try again.",
    )
    .details(format!("{}\n{error}", path.display()))
    .retry(true)
}

/// The storage takes no object of this size.
#[must_use]
pub fn too_large(name: &str, bytes: u64, most: u64) -> Fault {
    Fault::new(
        "too_large",
        "The file is too large for this storage",
        format!(
            "“{name}” has {}, and this storage takes {} in one file at most. Nothing of it was sent.",
            size(bytes),
            size(most)
        ),
        "Split it into smaller files, or choose storage that takes larger ones.",
    )
    .details(format!("size: {bytes} bytes\nlargest: {most} bytes"))
}

/// A folder inside what was chosen could not be looked into.
#[must_use]
pub fn folder_unreadable(path: &Path) -> Fault {
    Fault::new(
        "folder_unreadable",
        "A folder on this computer could not be opened",
        format!("“{}” may not be opened by you, so nothing inside it was uploaded.", name(path)),
        "Check who may open it, then upload that folder again.",
    )
    .details(path.display().to_string())
}

/// So many files of one group failed that the rest was not begun.
#[must_use]
pub fn too_many_failed() -> Fault {
    Fault::new(
        "too_many_failed",
        "Too many files failed",
        "So many failed that the rest of what you chose was not begun. What was done is kept.",
        "Look at why the first ones failed. Once that is put right, Retry goes on with all that is left.",
    )
    .retry(true)
}

/// The file got other bytes while they were being sent.
#[must_use]
pub fn changed_while_read(path: &Path, kept: bool) -> Fault {
    let what = if kept {
        "was written to while it was being uploaded, so what the storage holds now may mix old and new."
    } else {
        "was written to while it was being uploaded, so the upload was thrown away."
    };
    Fault::new(
        "changed_while_read",
        "The file changed while it was being read",
        format!("“{}” {what}", name(path)),
        "Close the program that writes it, then try again.",
    )
    .details(path.display().to_string())
    .retry(true)
}

/// No room for a download. `free` is what the disk has left, in bytes, where it tells.
#[must_use]
pub fn disk_full(folder: &Path, needed: u64, free: Option<u64>) -> Fault {
    let left = free.map_or_else(String::new, |free| format!(" and {} is free", size(free)));
    Fault::new(
        "disk_full",
        "The disk is full",
        format!(
            "{} is needed{left}. The incomplete copy was removed; the file in the storage is untouched.",
            size(needed)
        ),
        "Make room or choose another disk, then try again.",
    )
    .details(format!("{}\nneeded: {needed} bytes\nfree: {free:?}", folder.display()))
    .retry(true)
}

/// The folder that a download should go to is not there.
#[must_use]
pub fn folder_gone(folder: &Path) -> Fault {
    Fault::new(
        "folder_gone",
        "The folder to download to is no longer there",
        format!("“{}” was moved or deleted, or its disk was taken out.", name(folder)),
        "Put it back and try again, or download to another folder.",
    )
    .details(folder.display().to_string())
    .retry(true)
}

/// Something that is not a plain folder, or not a plain file, holds the name that a download needs.
#[must_use]
pub fn in_the_way(folder: &Path, below: &str) -> Fault {
    Fault::new(
        "in_the_way",
        "Something else has that name",
        format!("Where “{below}” should go there is a link, a folder or a file of another kind. It was left as it is, and nothing was written through it."),
        "Move it away, then try again.",
    )
    .details(folder.join(below).display().to_string())
    .retry(true)
}

/// A download could not be written for any other reason.
#[must_use]
pub fn not_written(folder: &Path, below: &str, error: &io::Error) -> Fault {
    Fault::new(
        "not_written",
        "The file could not be saved",
        format!("“{below}” could not be written to the folder you chose. The incomplete copy was removed."),
        "Check that you may write there, then try again.",
    )
    .details(format!("{}\n{error}", folder.join(below).display()))
    .retry(true)
}

/// Over a thousand files of the same name with a number: something is off.
#[must_use]
pub fn no_free_name(name: &str) -> Fault {
    Fault::new(
        "no_free_name",
        "No free name was found",
        format!("“{name}” is there already, and so are its next thousand numbered names."),
        "Upload or download to another folder.",
    )
}

/// The upload was accepted, but nothing is there under exactly its key.
#[must_use]
pub fn stored_elsewhere(key: &str) -> Fault {
    Fault::new(
        "stored_elsewhere",
        "The storage did not keep that name",
        format!("The server took “{key}” but does not have it under that name. Some servers join double slashes or change dots."),
        "Look for it under a similar name, and upload it with a simpler one.",
    )
    .details(format!("key: {key:?}"))
}

/// The storage holds another number of bytes than were sent.
#[must_use]
pub fn stored_size_differs(key: &str, sent: u64, stored: u64) -> Fault {
    Fault::new(
        "stored_size_differs",
        "The storage kept another size",
        format!("{sent} bytes of “{key}” were sent, but the storage says it has {stored}. Somebody else may have written it."),
        "Look at what is there, then upload it again.",
    )
    .details(format!("key: {key:?}\nsent: {sent}\nstored: {stored}"))
    .retry(true)
}

/// The storage holds other bytes than were sent, again and again.
#[must_use]
pub fn stored_differs(key: &str) -> Fault {
    Fault::new(
        "stored_differs",
        "The storage kept other bytes than were sent",
        format!("“{key}” was sent, and what the storage says of it does not fit the original. Do not rely on the copy that is there."),
        "Check the network (a proxy or a virus scanner may change files on the way), then upload it again.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// What arrived is not what the storage says it has, again and again.
#[must_use]
pub fn arrived_differs(key: &str) -> Fault {
    Fault::new(
        "arrived_differs",
        "The file arrived changed",
        format!("“{key}” was fetched several times, and what arrived never fitted what the storage says of it. Nothing was kept."),
        "Check the network (a proxy or a virus scanner may change files on the way), then download it again.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// The object was replaced between two pieces of one download, again and again.
#[must_use]
pub fn changed_while_downloading(key: &str) -> Fault {
    Fault::new(
        "changed_while_downloading",
        "The file keeps changing in the storage",
        format!("Somebody wrote “{key}” while it was being downloaded. Pieces of two versions are never put together, so nothing was kept."),
        "Try again when it is quiet.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// The list of what a deletion would remove could not be kept on this computer.
#[must_use]
pub fn list_not_kept(error: &io::Error) -> Fault {
    Fault::new(
        "list_not_kept",
        "The list of files could not be kept",
        "What would be deleted is written to a temporary file first, and that did not work. Nothing was deleted.",
        "Check that the disk has room, then try again.",
    )
    .details(error.to_string())
    .retry(true)
}

/// The connection of a transfer was edited and leads to another server, or may lead to other buckets of the same one.
#[must_use]
pub fn other_server(before: &str, now: &str) -> Fault {
    if store::same_address(before, now) {
        return other_key(before, now);
    }
    Fault::new(
        "other_server",
        "The connection leads to another server now",
        format!(
            "This transfer was started for {}, and its connection now leads to {}. It is paused, so that nothing goes to another server without your consent. Files that are done are kept where they are.",
            store::server_name(before),
            store::server_name(now)
        ),
        "Continue on the new server, or stop the transfer. To finish it where it was started, edit the connection back.",
    )
    .details(format!("started for: {before}\nleads to: {now}"))
}

/// The connection of a transfer has another key, on a server where bucket names belong to a key or a project.
fn other_key(before: &str, now: &str) -> Fault {
    Fault::new(
        "other_server",
        "The connection has another access key now",
        format!(
            "This transfer was started with another key for {}, where another key can open other buckets of the same names. Nothing showed that the new key opens the same ones, so it is paused. Files that are done are kept where they are.",
            store::server_name(now)
        ),
        "If the new key is for the same buckets, continue. If not, stop the transfer, or edit the connection back to finish it.",
    )
    .details(format!("started for: {before}\nleads to: {now}"))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A size for people, in units of a thousand.
fn size(bytes: u64) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let digits = usize::from(unit > 0 && value < 99.95);
    format!("{value:.digits$} {}", units[unit])
}

/// Another program has the list of transfers.
#[must_use]
pub fn journal_taken() -> Fault {
    Fault::new(
        "journal_taken",
        "Another Bucketwise is already open",
        "It has the list of your transfers, and they are untouched. Transfers that you start in this window work, but they end when the window closes.",
        "Use the other window, or keep this one open until its transfers are done.",
    )
}

/// The list of transfers could not be opened, and was left as it is.
#[must_use]
pub fn journal_unusable(details: &str) -> Fault {
    Fault::new(
        "journal_unusable",
        "The list of transfers could not be opened",
        "The disk may be full, or the file may be in use. It was left as it is: transfers from before are in it, and they continue at the next start that can open it. Transfers that you start now work, but they end when Bucketwise closes.",
        "Free some space on this computer’s disk, then start Bucketwise again.",
    )
    .details(details)
}

/// What happens to transfers cannot be written down for now.
#[must_use]
pub fn journal_behind(details: &str) -> Fault {
    Fault::new(
        "journal_behind",
        "Transfers are not being saved",
        "The list of transfers could not be written, probably because this computer’s disk is full. Transfers go on, but if Bucketwise closes now, those that are not finished have to be started again.",
        "Free some space on this computer’s disk. Bucketwise then saves them by itself.",
    )
    .details(details)
}

/// The list of transfers was damaged, and was moved away.
#[must_use]
pub fn journal_damaged(aside: &str) -> Fault {
    Fault::new(
        "journal_damaged",
        "The list of transfers was damaged",
        "It was moved aside, and a new list was started. Transfers that were not finished are not on the new list. No file was changed by this.",
        "Start again the transfers that were not finished. Files that are already there can be skipped.",
    )
    .details(aside)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn sizes_are_for_people() {
        let words = [0, 999, 1_000, 999_960, 12_345_678, 300_000_000_000].map(super::size);
        assert_eq!(words, ["0 bytes", "999 bytes", "1.0 kB", "1.0 MB", "12.3 MB", "300 GB"]);
    }

    #[test]
    fn a_file_that_is_too_large_says_how_large_one_may_be() {
        let fault = super::too_large("all.tar", 60_000_000_000_000, 50_000 << 30);
        assert!(
            fault.what.to_string().starts_with("“all.tar” has 60.0 TB, and this storage takes 53.7 TB"),
            "{}",
            fault.what
        );
        assert!(!fault.retry, "another try cannot help");
    }

    #[test]
    fn a_full_disk_says_what_is_needed_and_free() {
        let fault = super::disk_full(Path::new("/tmp"), 5_000_000, Some(1_000));
        assert!(fault.what.to_string().starts_with("5.0 MB is needed and 1.0 kB is free."), "{}", fault.what);
    }
}
