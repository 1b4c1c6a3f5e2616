//! Faults of a file's history and of what keeps a version from being deleted.

use jiff::{Timestamp, tz::TimeZone};
use store::{Retained, RetentionMode, StoreError};
use words::{faults, say};

use super::Fault;

/// The version has to come out of its archive first; `asked`: it is on its way.
#[must_use]
pub(crate) fn version_archived(key: &str, asked: bool) -> Fault {
    let told = if asked { say!(faults::VersionRestoring, key) } else { say!(faults::VersionArchived, key) };
    Fault::told("version_archived", told).retry(asked)
}

/// The name that was typed is another.
#[must_use]
pub(crate) fn file_name_differs(name: &str) -> Fault {
    Fault::told("name_differs", say!(faults::FileNameDiffers, name))
}

/// What is there is no longer what a person saw when they chose.
#[must_use]
pub(crate) fn version_changed(key: &str) -> Fault {
    Fault::told("version_changed", say!(faults::VersionChanged, key)).details(format!("key: {key:?}"))
}

/// A copy would take the place of a version of which nothing would be left.
#[must_use]
pub(crate) fn restore_would_lose(key: &str) -> Fault {
    Fault::told("restore_would_lose", say!(faults::RestoreWouldLose, key)).details(format!("key: {key:?}"))
}

/// Object Lock keeps the version; `None` where nothing of it does.
#[must_use]
pub(crate) fn version_locked(key: &str, retained: Option<Retained>, held: bool) -> Option<Fault> {
    let told = match (retained, held) {
        (_, true) => say!(faults::VersionHeld, key),
        (Some(Retained { mode: RetentionMode::Compliance, until }), _) => {
            say!(faults::VersionCompliance, key, until = moment(until))
        }
        (Some(Retained { until, .. }), _) => say!(faults::VersionGovernance, key, until = moment(until)),
        (None, false) => return None,
    };
    Some(Fault::told("version_locked", told))
}

/// A retention that would end before it began.
#[must_use]
pub(crate) fn retention_past() -> Fault {
    Fault::told("retention_past", say!(faults::RetentionPast))
}

/// Compliance is never shortened.
#[must_use]
pub(crate) fn retention_firm(key: &str, until: i64) -> Fault {
    Fault::told("retention_firm", say!(faults::RetentionFirm, key, until = moment(until)))
}

/// Governance is not shortened without a word about it.
#[must_use]
pub(crate) fn retention_shortened(error: &StoreError) -> Fault {
    Fault::told("retention_shortened", say!(faults::RetentionShortened, key = error.key.clone().unwrap_or_default()))
        .details(super::storage::details(error))
}

/// What governance retains is not ended without a word about it.
#[must_use]
pub(crate) fn bypass_unsaid() -> Fault {
    Fault::told("bypass_unsaid", say!(faults::BypassUnsaid))
}

/// The bucket cannot lock its files: it was made without Object Lock, or its storage has none.
#[must_use]
pub(crate) fn no_object_lock(bucket: &str) -> Fault {
    Fault::told("no_object_lock", say!(faults::NoObjectLock, bucket))
}

/// More versions than are locked in one go.
#[must_use]
pub(crate) fn too_many_to_lock(most: usize) -> Fault {
    Fault::told("too_many_to_lock", say!(faults::TooManyToLock, most = most as u64))
}

/// What nobody can undo was not confirmed by the bucket's name.
#[must_use]
pub(crate) fn lock_unconfirmed(bucket: &str) -> Fault {
    Fault::told("lock_unconfirmed", say!(faults::LockUnconfirmed, bucket))
}

/// `2027-01-31 14:05`, by this computer's clock.
fn moment(at: i64) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(TimeZone::system());
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
