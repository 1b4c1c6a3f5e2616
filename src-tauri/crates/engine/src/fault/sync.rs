//! Faults of comparing two places and keeping them the same.

use words::{Words, faults, say};

use super::Fault;

/// Both places are folders of this computer.
#[must_use]
pub fn two_folders() -> Fault {
    Fault::told("sync_two_folders", say!(faults::SyncTwoFolders))
}

/// Both places are one, or one is within the other.
#[must_use]
pub fn same_place() -> Fault {
    Fault::told("sync_same_place", say!(faults::SyncSamePlace))
}

/// So many files in an order that cannot be compared as it comes.
#[must_use]
pub fn too_many_unsorted() -> Fault {
    Fault::told("sync_too_many", say!(faults::SyncTooMany))
}

/// Files of this computer have names that are not text.
#[must_use]
pub fn not_text(count: u64) -> Fault {
    Fault::told("sync_not_text", say!(faults::SyncNotText, count))
}

/// Both places are in one bucket, under two names, and one is within the other.
#[must_use]
pub fn one_bucket() -> Fault {
    Fault::told("sync_one_bucket", say!(faults::SyncOneBucket))
}

/// Nothing proves that the two places are in two buckets.
#[must_use]
pub fn maybe_one_bucket() -> Fault {
    Fault::told("sync_maybe_one_bucket", say!(faults::SyncMaybeOneBucket)).retry(true)
}

/// A pattern of a filter that cannot be read.
#[must_use]
pub fn bad_pattern(pattern: &str) -> Fault {
    Fault::told("sync_bad_pattern", say!(faults::SyncBadPattern, pattern))
}

/// A filter has more patterns than `most`.
#[must_use]
pub fn too_many_patterns(most: u64) -> Fault {
    Fault::told("sync_too_many_patterns", say!(faults::SyncTooManyPatterns, most))
}

/// One side of a file is not what was compared: nothing was done about it.
#[must_use]
pub fn changed_since(name: &str) -> Fault {
    Fault::told("sync_changed", say!(faults::SyncChanged, name))
}

/// Files could not be brought across, so that nothing is removed.
#[must_use]
pub fn removals_wait(count: u64) -> Fault {
    Fault::told("sync_removals_wait", say!(faults::SyncRemovalsWait, count)).retry(true)
}

/// The source has no files: mirrored, the target would have none either.
#[must_use]
pub fn source_empty() -> Fault {
    Fault::told("sync_source_empty", say!(faults::SyncSourceEmpty))
}

/// The source has files, and the filter leaves none of them.
#[must_use]
pub fn all_filtered() -> Fault {
    Fault::told("sync_all_filtered", say!(faults::SyncAllFiltered))
}

/// A folder could not be read, so that nobody knows what is missing.
#[must_use]
pub fn unread() -> Fault {
    Fault::told("sync_unread", say!(faults::SyncUnread))
}

/// More would be removed than goes without asking.
#[must_use]
pub fn many_removed(count: u64) -> Fault {
    Fault::told("sync_many_removed", say!(faults::SyncManyRemoved, count))
}

/// What is to be run is not what was shown.
#[must_use]
pub fn plan_changed() -> Fault {
    Fault::told("sync_plan_changed", say!(faults::SyncPlanChanged)).retry(true)
}

/// No saved pair has this name.
#[must_use]
pub fn unknown(name: &str) -> Fault {
    Fault::told("pair_unknown", say!(faults::PairUnknown, name))
}

/// It runs already, here or in another process.
#[must_use]
pub fn busy() -> Fault {
    Fault::told("pair_running", say!(faults::PairRunning)).retry(true)
}

/// Another pair has this name.
#[must_use]
pub fn name_taken(name: &str) -> Fault {
    Fault::told("pair_name", say!(faults::PairName, name))
}

/// A schedule needs logins that are there without the window.
#[must_use]
pub fn login_does_not_last() -> Fault {
    Fault::told("pair_login", say!(faults::PairLogin))
}

/// The login ran out while nobody was there to renew it.
#[must_use]
pub fn signed_out() -> Fault {
    Fault::told("pair_signed_out", say!(faults::PairSignedOut))
}

/// Nothing moved for a quarter of an hour.
#[must_use]
pub fn stood_still() -> Fault {
    Fault::told("pair_stood_still", say!(faults::PairStoodStill)).retry(true)
}

/// A folder of this computer said nothing any more, as a network drive whose server is away.
#[must_use]
pub fn silent(name: &str) -> Fault {
    Fault::told("pair_silent", say!(faults::PairSilent, name)).retry(true)
}

/// A person stopped a run.
#[must_use]
pub fn stopped() -> Fault {
    Fault::told("pair_stopped", say!(faults::PairStopped))
}

/// It does not run by itself until a person looked at it: what went wrong before.
#[must_use]
pub fn locked(name: &str, why: &Words) -> Fault {
    Fault::told("pair_locked", say!(faults::PairLocked, name, why))
}

/// The source has no files, or none of those that it had.
#[must_use]
pub fn source_gone() -> Fault {
    Fault::told("pair_source_gone", say!(faults::PairSourceGone))
}

/// The target has none of the files that it had.
#[must_use]
pub fn target_gone() -> Fault {
    Fault::told("pair_target_gone", say!(faults::PairTargetGone))
}

/// A connection leads to another server than it did.
#[must_use]
pub fn other_server() -> Fault {
    Fault::told("pair_other_server", say!(faults::PairOtherServer))
}

/// Files were left out by hand, which a pair does not remember.
#[must_use]
pub fn pair_left_out(count: u64) -> Fault {
    Fault::told("pair_left_out", say!(faults::PairLeftOut, count))
}

/// The file of pairs is damaged or of a newer program.
#[must_use]
pub fn book_unreadable(details: &str) -> Fault {
    Fault::told("pairs_unreadable", say!(faults::PairsUnreadable)).details(details)
}

/// The program's own files of pairs could not be written.
#[must_use]
pub fn book_unwritable(details: &str) -> Fault {
    Fault::told("pairs_unwritable", say!(faults::PairsUnwritable)).details(details)
}
