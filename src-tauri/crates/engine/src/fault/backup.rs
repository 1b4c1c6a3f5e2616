//! Faults of backups, their copies and their schedule.

use words::{Words, faults, say};

use super::Fault;

/// No backup has this name.
#[must_use]
pub fn unknown(name: &str) -> Fault {
    Fault::told("backup_unknown", say!(faults::BackupUnknown, name))
}

/// It runs already, here or in another process.
#[must_use]
pub fn busy() -> Fault {
    Fault::told("backup_running", say!(faults::BackupRunning)).retry(true)
}

/// One of the two places is missing.
#[must_use]
pub fn place_needed() -> Fault {
    Fault::told("backup_place", say!(faults::BackupPlace))
}

/// Both places are in one bucket.
#[must_use]
pub fn same_bucket() -> Fault {
    Fault::told("backup_same_bucket", say!(faults::BackupSameBucket))
}

/// Another backup has this name.
#[must_use]
pub fn name_taken(name: &str) -> Fault {
    Fault::told("backup_name", say!(faults::BackupName, name))
}

/// Another backup puts its copies there.
#[must_use]
pub fn folder_taken(place: &str) -> Fault {
    Fault::told("backup_folder", say!(faults::BackupFolder, place))
}

/// A schedule needs logins that are there without the window.
#[must_use]
pub fn login_does_not_last() -> Fault {
    Fault::told("backup_login", say!(faults::BackupLogin))
}

/// The login ran out while nobody was there to renew it.
#[must_use]
pub fn signed_out() -> Fault {
    Fault::told("backup_signed_out", say!(faults::BackupSignedOut))
}

/// Nothing moved for a quarter of an hour.
#[must_use]
pub fn stood_still() -> Fault {
    Fault::told("backup_stood_still", say!(faults::BackupStoodStill)).retry(true)
}

/// The place that is to be copied is empty.
#[must_use]
pub fn nothing_there(bucket: &str) -> Fault {
    Fault::told("backup_nothing", say!(faults::BackupNothing, bucket))
}

/// A file kept changing.
#[must_use]
pub fn never_still(name: &str) -> Fault {
    Fault::told("backup_never_still", say!(faults::BackupNeverStill, name)).retry(true)
}

/// The storage of the copies does not keep a file as it was sent.
#[must_use]
pub fn not_kept(name: &str) -> Fault {
    Fault::told("backup_not_kept", say!(faults::BackupNotKept, name))
}

/// Another run took the copy over, or somebody replaced its record.
#[must_use]
pub fn taken_over(key: &str) -> Fault {
    Fault::told("backup_taken_over", say!(faults::BackupTakenOver)).details(format!("key: {key:?}")).retry(true)
}

/// What the person confirmed was about a copy that is no longer the newest.
#[must_use]
pub fn newer_copy(asked: &str, newest: &str) -> Fault {
    Fault::told("backup_newer_copy", say!(faults::BackupNewerCopy, asked, newest))
        .details(format!("asked: {asked}, newest: {newest}"))
}

/// A copy of what the backup copied before it was changed.
#[must_use]
pub fn other_source(from: &str) -> Fault {
    Fault::told("backup_other_source", say!(faults::BackupOtherSource, from))
}

/// Somebody writes into the copy.
#[must_use]
pub fn disturbed(name: &str) -> Fault {
    Fault::told("backup_disturbed", say!(faults::BackupDisturbed, name))
}

/// Something came under the name of a file before that was copied.
#[must_use]
pub fn disturbed_name(name: &str) -> Fault {
    Fault::told("backup_disturbed", say!(faults::BackupDisturbedName, name))
}

/// Somebody put a file into the folder of a new copy before anything was copied there.
#[must_use]
pub fn disturbed_before(name: &str) -> Fault {
    Fault::told("backup_disturbed", say!(faults::BackupDisturbedBefore, name))
}

/// A run of before did not end, and since then a file came into its copy that no run put there.
#[must_use]
pub fn half_left(copy: &str, name: &str) -> Fault {
    Fault::told("backup_disturbed", say!(faults::BackupHalfLeft, name, copy))
}

/// The record was written and does not read back.
#[must_use]
pub fn record_lost(key: &str) -> Fault {
    Fault::told("backup_record", say!(faults::BackupRecord)).details(format!("key: {key:?}")).retry(true)
}

/// A half copy is not restored.
#[must_use]
pub fn half_copy() -> Fault {
    Fault::told("backup_half", say!(faults::BackupHalf))
}

/// A good copy lost or got files since.
#[must_use]
pub fn copy_changed(then: u64, now: u64) -> Fault {
    Fault::told("backup_changed", say!(faults::BackupChanged, then, now))
}

/// An old copy has other files than when it was verified, so that no rule removes it.
#[must_use]
pub fn changed_since(copy: &str) -> Fault {
    Fault::told("backup_changed_since", say!(faults::BackupChangedSince, copy))
}

/// The last good copy goes only when it is said twice.
#[must_use]
pub fn last_copy() -> Fault {
    Fault::told("backup_last_copy", say!(faults::BackupLastCopy))
}

/// The last copy from before much was gone goes only when it is said twice.
#[must_use]
pub fn last_full_copy() -> Fault {
    Fault::told("backup_last_copy", say!(faults::BackupLastFullCopy))
}

/// The file of backups is damaged or of a newer program.
#[must_use]
pub fn book_unreadable(details: &str) -> Fault {
    Fault::told("backups_unreadable", say!(faults::BackupsUnreadable)).details(details)
}

/// The program's own files of backups could not be written.
#[must_use]
pub fn book_unwritable(details: &str) -> Fault {
    Fault::told("backups_unwritable", say!(faults::BackupsUnwritable)).details(details)
}

/// The scheduler's files could not be written.
#[must_use]
pub fn timer_unwritten(details: &str) -> Fault {
    Fault::told("timer_unwritten", say!(faults::TimerUnwritten)).details(details)
}

/// The scheduler refused.
#[must_use]
pub fn timer_refused(details: &str) -> Fault {
    Fault::told("timer_refused", say!(faults::TimerRefused)).details(details)
}

/// A run that a person stopped. It is no fault, but is told as one.
#[must_use]
pub fn stopped() -> Fault {
    Fault::told("stopped", say!(faults::BackupStopped))
}

/// A run that made its copy and could not delete older ones.
#[must_use]
pub fn older_kept(why: &Fault) -> Words {
    say!(faults::BackupOlderKept, why = &why.what)
}
