//! Faults of what was deleted or was there earlier.

use words::{faults, say};

use super::Fault;

/// Something was to be done with rows of an earlier time that is only done with what is there now.
#[must_use]
pub fn of_the_past() -> Fault {
    Fault::told("of_the_past", say!(faults::OfThePast))
}

/// Something was to be done with deleted files that is only done with what is there.
#[must_use]
pub fn are_deleted() -> Fault {
    Fault::told("are_deleted", say!(faults::AreDeleted))
}

/// A deleted file is not brought back, since another one has its name by now.
#[must_use]
pub(crate) fn exists_again(key: &str) -> Fault {
    Fault::told("exists_again", say!(faults::ExistsAgain, key)).details(format!("key: {key:?}"))
}

/// A deleted file is not brought back, since it was deleted once more.
#[must_use]
pub(crate) fn deleted_again(key: &str) -> Fault {
    Fault::told("deleted_again", say!(faults::DeletedAgain, key)).details(format!("key: {key:?}"))
}

/// A file is not restored, since its version of then is gone.
#[must_use]
pub(crate) fn version_gone(key: &str) -> Fault {
    Fault::told("version_gone", say!(faults::VersionGone, key)).details(format!("key: {key:?}"))
}

/// A file that was added is not deleted, since the bucket would not keep what it is now.
#[must_use]
pub(crate) fn would_be_lost(key: &str) -> Fault {
    Fault::told("would_be_lost", say!(faults::WouldBeLost, key)).details(format!("key: {key:?}"))
}

/// What has the name, or the id `null`, was stored after it was listed.
#[must_use]
pub(crate) fn changed_since_listed(key: &str) -> Fault {
    Fault::told("changed_since_listed", say!(faults::ChangedSinceListed, key)).details(format!("key: {key:?}"))
}

/// Another version than the one that was counted would come back.
#[must_use]
pub(crate) fn other_version(key: &str) -> Fault {
    Fault::told("other_version", say!(faults::OtherVersion, key)).details(format!("key: {key:?}"))
}

/// No delete marker of a deletion is known.
#[must_use]
pub(crate) fn nothing_hidden() -> Fault {
    Fault::told("nothing_hidden", say!(faults::NothingHidden))
}

/// Nothing is left of a deleted file.
#[must_use]
pub(crate) fn no_version_left(key: &str) -> Fault {
    Fault::told("no_version_left", say!(faults::NoVersionLeft, key)).details(format!("key: {key:?}"))
}
