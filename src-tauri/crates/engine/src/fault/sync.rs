//! Faults of comparing two places and keeping them the same.

use words::{faults, say};

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
