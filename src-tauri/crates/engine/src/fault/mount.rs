//! Faults of buckets that are folders of this computer.

use super::Fault;

/// rclone or what carries it is not installed.
#[must_use]
pub fn not_ready(how: &str) -> Fault {
    Fault::new(
        "mount_not_ready",
        "A program is needed for this first",
        "A bucket becomes a folder by means of rclone and of what the system carries such folders with. One of them is not installed here.",
        how,
    )
}

/// Keys that last an hour would end the mount with them.
#[must_use]
pub fn login_does_not_last(name: &str) -> Fault {
    Fault::new(
        "mount_login",
        "This login does not last long enough",
        format!(
            "“{name}” signs in with keys that end after some hours, or is kept for this session only. The folder would stop working in the middle of your work."
        ),
        "Save a connection with a lasting access key, then use that one. Among the integrations, “Another program” makes such a key for this bucket.",
    )
}

/// The program that carries the folder would sign in by itself, through the storage's proxy and certificate.
#[must_use]
pub fn sign_in_apart(name: &str) -> Fault {
    Fault::new(
        "mount_sign_in",
        "This connection cannot be mounted safely",
        format!(
            "“{name}” has a proxy or certificate for its storage only. rclone would use them for signing in at AWS as well, and whoever runs them could read the sign-in. Nothing was mounted."
        ),
        "Save a connection with an access key of its own, then mount that one.",
    )
}

/// The folder has something in it.
#[must_use]
pub fn folder_not_empty(name: &str) -> Fault {
    Fault::new(
        "mount_folder",
        "The folder has something in it",
        format!("What is in “{name}” would be hidden for as long as the bucket is there. Nothing was changed."),
        "Choose an empty folder, or let Bucketwise make one.",
    )
}

/// The folder could not be made or looked into.
#[must_use]
pub fn folder_unusable(details: &str) -> Fault {
    Fault::new(
        "mount_folder_unusable",
        "The folder could not be made",
        "There may be no room, or you may not write there. Nothing was changed.",
        "Choose another folder.",
    )
    .details(details)
}

/// The same is mounted already.
#[must_use]
pub fn already(name: &str) -> Fault {
    Fault::new(
        "mount_there",
        "This is a folder already",
        format!("It is in “{name}”. Twice would let two programs write over each other."),
        "Open it in the sidebar, or take it off first.",
    )
}

/// rclone ended, or did not come so far.
#[must_use]
pub fn failed(details: &str) -> Fault {
    Fault::new(
        "mount_failed",
        "The bucket did not become a folder",
        "rclone was started and gave up. Nothing in the bucket was changed.",
        "Look at the details: its last words are there.",
    )
    .details(details)
    .retry(true)
}

/// A program has a file open in there.
#[must_use]
pub fn busy(name: &str) -> Fault {
    Fault::new(
        "mount_busy",
        "A program is still using the folder",
        format!("A file in “{name}” is open, or a terminal or file manager stands in it. It was left as it is."),
        "Close what uses it, then take it off again.",
    )
    .retry(true)
}

/// Files were not sent yet.
#[must_use]
pub fn unsent(count: usize) -> Fault {
    let files = if count == 1 { "1 file was".to_owned() } else { format!("{count} files were") };
    Fault::new(
        "mount_unsent",
        "Not everything is in the bucket yet",
        format!("{files} written into the folder and not sent so far; the network may be slow or away. The folder was left as it is."),
        "Wait a moment and take it off again. Taken off all the same, they wait on this computer until the bucket is a folder again.",
    )
    .retry(true)
}

/// Whether files were sent could not be read.
#[must_use]
pub fn unsent_unknown(details: &str) -> Fault {
    Fault::new(
        "mount_unsent",
        "It is not known whether everything is in the bucket",
        "rclone’s notes on this computer could not be read, so files may still wait to be sent. The folder and the files on this computer were left as they are.",
        "Check that you may read what the details name, then take it off again. Taken off all the same, files that wait stay on this computer.",
    )
    .details(details)
    .retry(true)
}

/// The system did not take it off.
#[must_use]
pub fn stays(details: &str) -> Fault {
    Fault::new(
        "mount_stays",
        "The folder could not be taken off",
        "The system refused. The files in the bucket are untouched.",
        "Close what uses it and try again; after the next start of the computer it is gone.",
    )
    .details(details)
    .retry(true)
}

/// The list of mounted folders could not be written.
#[must_use]
pub fn unwritten(details: &str) -> Fault {
    Fault::new(
        "mounts_unwritten",
        "It could not be written down",
        "What is mounted is noted first, so that it is found again after a crash. Nothing was mounted.",
        "Make room on this computer’s disk, then try again.",
    )
    .details(details)
}

/// Files that wait to be sent are for another server than the connection leads to now, or nobody knows for which (`None`).
#[must_use]
pub fn other_server(before: Option<&str>, now: &str) -> Fault {
    let to = store::server_name(now);
    let why = match before {
        None => format!(
            "An earlier version of Bucketwise kept them and did not note which server they are for. The connection leads to {to}."
        ),
        Some(before) if store::same_address(before, now) => format!(
            "They were written with another access key for {to}, where another key can open other buckets of the same names."
        ),
        Some(before) => format!("They are for {}, and the connection now leads to {to}.", store::server_name(before)),
    };
    Fault::new(
        "other_server",
        "Unsent files wait for your choice",
        format!("Files written into this folder are not in the bucket yet. {why} Nothing is sent until you choose, and the files stay on this computer."),
        format!("If they belong on {to}, send them there. If not, edit the connection back first."),
    )
    .details(format!("written for: {}\nleads to: {now}", before.unwrap_or("unknown")))
}
