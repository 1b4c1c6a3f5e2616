//! Faults of buckets that are mounted as drives.

use words::{Words, faults, say};

use super::Fault;

/// rclone or what carries it is not installed.
#[must_use]
pub fn not_ready(how: Option<Words>) -> Fault {
    let how = how.unwrap_or_else(|| "".into());
    Fault::told("mount_not_ready", say!(faults::MountNotReady, how))
}

/// Keys that last an hour would end the mount with them.
#[must_use]
pub fn login_does_not_last(name: &str) -> Fault {
    Fault::told("mount_login", say!(faults::MountLogin, name))
}

/// The program that carries the folder would sign in by itself, through the storage's proxy and
/// certificate.
#[must_use]
pub fn sign_in_apart(name: &str) -> Fault {
    Fault::told("mount_sign_in", say!(faults::MountSignIn, name))
}

/// The folder has something in it.
#[must_use]
pub fn folder_not_empty(name: &str) -> Fault {
    Fault::told("mount_folder", say!(faults::MountFolder, name))
}

/// The folder could not be made or looked into.
#[must_use]
pub fn folder_unusable(details: &str) -> Fault {
    Fault::told("mount_folder_unusable", say!(faults::MountFolderUnusable)).details(details)
}

/// The same is mounted already.
#[must_use]
pub fn already(name: &str) -> Fault {
    Fault::told("mount_there", say!(faults::MountThere, name))
}

/// rclone ended, or did not come so far.
#[must_use]
pub fn failed(details: &str) -> Fault {
    Fault::told("mount_failed", say!(faults::MountFailed)).details(details).retry(true)
}

/// A program has a file open in there.
#[must_use]
pub fn busy(name: &str) -> Fault {
    Fault::told("mount_busy", say!(faults::MountBusy, name)).retry(true)
}

/// Files were not sent yet.
#[must_use]
pub fn unsent(count: usize) -> Fault {
    Fault::told("mount_unsent", say!(faults::MountUnsent, count)).retry(true)
}

/// Whether files were sent could not be read.
#[must_use]
pub fn unsent_unknown(details: &str) -> Fault {
    Fault::told("mount_unsent", say!(faults::MountUnsentUnknown)).details(details).retry(true)
}

/// The system did not take it off.
#[must_use]
pub fn stays(details: &str) -> Fault {
    Fault::told("mount_stays", say!(faults::MountStays)).details(details).retry(true)
}

/// The list of mounted folders could not be written.
#[must_use]
pub fn unwritten(details: &str) -> Fault {
    Fault::told("mounts_unwritten", say!(faults::MountsUnwritten)).details(details)
}

/// Files that wait to be sent are for another server than the connection leads to now, or nobody
/// knows for which (`None`).
#[must_use]
pub fn other_server(before: Option<&str>, now: &str) -> Fault {
    let server = store::server_name(now);
    let why: Words = match before {
        None => say!(faults::MountUnsentOlder, server = &server),
        Some(before) if store::same_address(before, now) => say!(faults::MountUnsentOtherKey, server = &server),
        Some(before) => say!(faults::MountUnsentOtherServer, before = store::server_name(before), server = &server),
    };
    Fault::told("other_server", say!(faults::MountUnsentWaiting, why, server))
        .details(format!("written for: {}\nleads to: {now}", before.unwrap_or("unknown")))
}
