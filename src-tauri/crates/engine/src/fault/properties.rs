//! Faults of changing what files say of themselves.

use words::{Told, faults, say};

use super::Fault;

/// What a person wants different cannot be carried out; the form says why.
#[must_use]
pub(crate) fn edits_unfit() -> Fault {
    Fault::told("edits_unfit", say!(faults::EditsUnfit))
}

/// The file is another than the one that was shown.
#[must_use]
pub(crate) fn properties_changed(key: &str) -> Fault {
    told("properties_changed", key, say!(faults::PropertiesChanged, key))
}

/// With those that are added the file would have more tags than it can.
#[must_use]
pub(crate) fn properties_tags(key: &str, count: usize, most: usize) -> Fault {
    told("properties_tags", key, say!(faults::PropertiesTags, key, count, most))
}

/// With what is added the file would have more metadata than it can.
#[must_use]
pub(crate) fn properties_metadata(key: &str, bytes: usize, most: usize) -> Fault {
    told("properties_metadata", key, say!(faults::PropertiesMetadata, key, bytes, most))
}

/// The file has to be restored from its archive first.
#[must_use]
pub(crate) fn properties_archived(key: &str) -> Fault {
    told("properties_archived", key, say!(faults::PropertiesArchived, key))
}

/// The file is encrypted with a key that only whoever uploaded it has.
#[must_use]
pub(crate) fn properties_own_key(key: &str) -> Fault {
    told("properties_own_key", key, say!(faults::PropertiesOwnKey, key))
}

/// The file has metadata that no header carries, and a copy would lose it.
#[must_use]
pub(crate) fn properties_unseen(key: &str) -> Fault {
    told("properties_unseen", key, say!(faults::PropertiesUnseen, key))
}

/// The file may have tags, which a copy would lose.
#[must_use]
pub(crate) fn properties_tags_unread(key: &str) -> Fault {
    told("properties_tags_unread", key, say!(faults::PropertiesTagsUnread, key))
}

/// The file may be retained or held, which a copy would lose.
#[must_use]
pub(crate) fn properties_lock_unread(key: &str) -> Fault {
    told("properties_lock_unread", key, say!(faults::PropertiesLockUnread, key))
}

/// The storage shows other properties than were sent. `wrong` names them.
#[must_use]
pub(crate) fn properties_differ(key: &str, wrong: &[&'static str]) -> Fault {
    let fault = told("properties_differ", key, say!(faults::PropertiesDiffer, key));
    let details = format!("{}\ndifferent: {}", fault.details, wrong.join(", "));
    fault.details(details)
}

fn told(code: &'static str, key: &str, told: Told) -> Fault {
    Fault::told(code, told).details(format!("key: {key:?}"))
}
