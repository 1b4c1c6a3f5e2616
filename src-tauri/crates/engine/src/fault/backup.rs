//! Faults of dated copies and of their schedule.

use super::Fault;

const KEPT: &str = "What was copied so far is kept and does not count as a copy. Earlier copies are untouched.";

/// No backup has this name.
#[must_use]
pub fn unknown(name: &str) -> Fault {
    Fault::new(
        "backup_unknown",
        "There is no such backup",
        format!("No backup is called “{name}”. Nothing was copied."),
        "List them with `bucketwise backup list`, and set one up in the window.",
    )
}

/// It runs already, here or in another process.
#[must_use]
pub fn busy() -> Fault {
    Fault::new(
        "backup_running",
        "This backup is running already",
        "One run at a time works on a backup, also when the schedule started the other.",
        "Wait until it has ended.",
    )
    .retry(true)
}

/// One of the two places is missing.
#[must_use]
pub fn place_needed() -> Fault {
    Fault::new(
        "backup_place",
        "A backup needs two buckets",
        "It copies from one bucket to another, and one of them is not chosen yet.",
        "Choose both.",
    )
}

/// Both places are in one bucket.
#[must_use]
pub fn same_bucket() -> Fault {
    Fault::new(
        "backup_same_bucket",
        "A copy belongs in another bucket",
        "Both places are in the same bucket: whatever happened to it would happen to its copies, and copies would be copied again.",
        "Choose another bucket for the copies, best of another account.",
    )
}

/// Another backup has this name.
#[must_use]
pub fn name_taken(name: &str) -> Fault {
    Fault::new(
        "backup_name",
        "There is a backup of that name already",
        format!("“{name}” is the name of another backup."),
        "Choose another name.",
    )
}

/// Another backup puts its copies there.
#[must_use]
pub fn folder_taken(place: &str) -> Fault {
    Fault::new(
        "backup_folder",
        "Another backup puts its copies there",
        format!("Dated copies of two backups in {place} could not be told apart."),
        "Choose a folder of its own for each.",
    )
}

/// A schedule needs logins that are there without the window.
#[must_use]
pub fn login_does_not_last() -> Fault {
    Fault::new(
        "backup_login",
        "This login is gone when the window closes",
        "A backup that runs by itself needs both logins saved in the keychain, and none that asks a person to sign in. The practice bucket is closed then, too.",
        "Save the connection with a key, or run this backup by hand.",
    )
}

/// The login ran out while nobody was there to renew it.
#[must_use]
pub fn signed_out() -> Fault {
    Fault::new(
        "backup_signed_out",
        "The login ran out during the backup",
        format!("The storage no longer takes it, and a backup asks nobody. {KEPT}"),
        "Sign in again in the window, then run the backup.",
    )
}

/// Nothing moved for a quarter of an hour.
#[must_use]
pub fn stood_still() -> Fault {
    Fault::new(
        "backup_stood_still",
        "Nothing moved for a quarter of an hour",
        format!("The network or the storage did not answer. {KEPT}"),
        "Run it again once the storage answers; it goes on where it was.",
    )
    .retry(true)
}

/// The place that is to be copied is empty.
#[must_use]
pub fn nothing_there(bucket: &str) -> Fault {
    Fault::new(
        "backup_nothing",
        "There is nothing to copy",
        format!(
            "There is no file in “{bucket}” where this backup looks. No copy was made, and no earlier one was removed."
        ),
        "Look whether the files are where they should be; an earlier copy can be restored.",
    )
}

/// A file kept changing.
#[must_use]
pub fn never_still(name: &str) -> Fault {
    Fault::new(
        "backup_never_still",
        "A file changes faster than it can be copied",
        format!("“{name}” was copied three times and was another one each time. {KEPT}"),
        "Run it when it is quiet.",
    )
    .retry(true)
}

/// The storage of the copies does not keep a file as it was sent.
#[must_use]
pub fn not_kept(name: &str) -> Fault {
    Fault::new(
        "backup_not_kept",
        "The storage did not keep a file of the copy",
        format!(
            "“{name}” was copied three times, and each time the storage of the copies had no file of that name or other bytes. Some storage cannot keep files whose name ends in “/”. {KEPT}"
        ),
        "Rename the file, leave it out, or choose another storage for copies.",
    )
}

/// Another run took the copy over, or somebody replaced its record.
#[must_use]
pub fn taken_over(key: &str) -> Fault {
    Fault::new(
        "backup_taken_over",
        "Another computer is working on this copy",
        "Its record was written by somebody else meanwhile, so this run does not call it good. Earlier copies are untouched.",
        "Run it again once the other run has ended. If two computers share the settings of this backup, keep it on one of them.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// What the person confirmed was about a copy that is no longer the newest.
#[must_use]
pub fn newer_copy(asked: &str, newest: &str) -> Fault {
    Fault::new(
        "backup_newer_copy",
        "A newer copy was made in the meantime",
        format!("You confirmed the copy of {asked}, and the newest one is that of {newest}. Nothing was changed."),
        "Look at the newest copy, then confirm again.",
    )
    .details(format!("asked: {asked}, newest: {newest}"))
}

/// A copy of what the backup copied before it was changed.
#[must_use]
pub fn other_source(from: &str) -> Fault {
    Fault::new(
        "backup_other_source",
        "This is a copy of another place",
        format!("It was copied from {from}, and this backup copies another place now. Nothing was restored."),
        "Restore it into a folder of its own.",
    )
}

/// Somebody writes into the copy.
#[must_use]
pub fn disturbed(name: &str) -> Fault {
    Fault::new(
        "backup_disturbed",
        "Somebody else writes into this copy",
        format!("“{name}” is in the folder of the copy and was never in the original. {KEPT}"),
        "Find out who writes there, then run it again.",
    )
}

/// Something came under the name of a file before that was copied.
#[must_use]
pub fn disturbed_name(name: &str) -> Fault {
    Fault::new(
        "backup_disturbed",
        "Somebody else writes into this copy",
        format!("“{name}” came into the folder of the copy before that file was copied, and was left as it is. {KEPT}"),
        "Find out who writes there, then run it again.",
    )
}

/// Somebody put a file into the folder of a new copy before anything was copied there.
#[must_use]
pub fn disturbed_before(name: &str) -> Fault {
    Fault::new(
        "backup_disturbed",
        "Somebody else writes into this copy",
        format!(
            "“{name}” came into the folder of the new copy before anything was copied there. Nothing in the folder was changed, and this copy does not count. Earlier copies are untouched."
        ),
        "Find out who writes there, then run it again: it uses another folder.",
    )
}

/// A run of before did not end, and since then a file came into its copy that no run put there.
#[must_use]
pub fn half_left(copy: &str, name: &str) -> Fault {
    Fault::new(
        "backup_disturbed",
        "Somebody else’s file is in a half copy",
        format!(
            "“{name}” is in the folder of the half copy {copy}, and no run of this backup is known to have put it there. The half copy was left as it is, and does not count. Earlier copies are untouched."
        ),
        "Look at what is in that folder, then remove the copy once nothing in it is needed.",
    )
}

/// The record was written and does not read back.
#[must_use]
pub fn record_lost(key: &str) -> Fault {
    Fault::new(
        "backup_record",
        "The record of the copy was not kept",
        "It was written and does not read back as it was, so this copy does not count. Earlier copies are untouched.",
        "Run it again; if it stays so, choose another storage for copies.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// A half copy is not restored.
#[must_use]
pub fn half_copy() -> Fault {
    Fault::new(
        "backup_half",
        "This copy was never finished",
        "It does not hold everything, so it is not restored as if it did. Nothing was changed.",
        "Choose a copy that is verified, or run the backup again.",
    )
}

/// A good copy lost or got files since.
#[must_use]
pub fn copy_changed(then: u64, now: u64) -> Fault {
    Fault::new(
        "backup_changed",
        "This copy is no longer what it was",
        format!(
            "It was verified with {then} files and now has {now}, or others. Somebody changed it. Nothing was restored."
        ),
        "Choose another copy, or open its folder and copy what you need by hand.",
    )
}

/// An old copy has other files than when it was verified, so that no rule removes it.
#[must_use]
pub fn changed_since(copy: &str) -> Fault {
    Fault::new(
        "backup_changed_since",
        "An old copy was changed by somebody else",
        format!(
            "The copy {copy} has other files than when it was verified. It was left as it is, although it is due to be removed."
        ),
        "Look at what is in its folder, then remove the copy once nothing in it is needed.",
    )
}

/// The last good copy goes only when it is said twice.
#[must_use]
pub fn last_copy() -> Fault {
    Fault::new(
        "backup_last_copy",
        "This is the last good copy",
        "Once it is gone there is nothing to restore from. It was left as it is.",
        "Run the backup first, or say that the last copy may go.",
    )
}

/// The last copy from before much was gone goes only when it is said twice.
#[must_use]
pub fn last_full_copy() -> Fault {
    Fault::new(
        "backup_last_copy",
        "This is the last full copy",
        "The copies after it have much less, and nobody has confirmed that the files were meant to go. It was left as it is.",
        "Restore what is missing first, or confirm that this copy may go.",
    )
}

/// The file of backups is damaged or of a newer program.
#[must_use]
pub fn book_unreadable(details: &str) -> Fault {
    Fault::new(
        "backups_unreadable",
        "The list of backups cannot be read",
        "The file is damaged or of a newer Bucketwise. It was left as it is; copies and schedules are untouched.",
        "Mend or move the file backups.json in the configuration folder.",
    )
    .details(details)
}

/// The program's own files of backups could not be written.
#[must_use]
pub fn book_unwritable(details: &str) -> Fault {
    Fault::new(
        "backups_unwritable",
        "The list of backups could not be written",
        "Nothing about the backup was changed.",
        "Make room on this computer’s disk, then try again.",
    )
    .details(details)
}

/// The scheduler's files could not be written.
#[must_use]
pub fn timer_unwritten(details: &str) -> Fault {
    Fault::new(
        "timer_unwritten",
        "The schedule could not be written",
        "The backup is kept and runs by hand; the files that the system’s scheduler reads could not be changed.",
        "Check that you may write to your own settings folder, then save the schedule again.",
    )
    .details(details)
}

/// The scheduler refused.
#[must_use]
pub fn timer_refused(details: &str) -> Fault {
    Fault::new(
        "timer_refused",
        "The system’s scheduler did not take it",
        "The backup is kept and runs by hand, but not by itself.",
        "Ask whoever looks after this computer whether you may schedule tasks, then save it again.",
    )
    .details(details)
}
