//! Faults of copying and moving between folders and buckets.

use words::{faults, say};

use super::Fault;

/// The code of what was not written since nobody could see what has its name.
pub(crate) const NAME_UNSEEN: &str = "name_unseen";

/// Whether a name is taken may not be seen, and the server might write over what has it.
#[must_use]
pub fn name_unseen(key: &str) -> Fault {
    Fault::told(NAME_UNSEEN, say!(faults::NameUnseen, key)).details(format!("key: {key:?}"))
}

/// A name is taken, as the server says, and what has it may not be seen: it cannot be told whether
/// it is older or other.
#[must_use]
pub fn not_compared(key: &str) -> Fault {
    Fault::told(NAME_UNSEEN, say!(faults::NotCompared, key)).details(format!("key: {key:?}"))
}

/// Time and again somebody else had written where a file was to go.
#[must_use]
pub fn taken_again(key: &str) -> Fault {
    Fault::told("taken_again", say!(faults::TakenAgain, key)).details(format!("key: {key:?}")).retry(true)
}

/// The same of a new folder, which never replaces anything.
#[must_use]
pub fn folder_unseen(name: &str) -> Fault {
    Fault::told(NAME_UNSEEN, say!(faults::FolderUnseen, name)).details(format!("key: {name:?}"))
}

/// The original was replaced between two pieces of one copy.
#[must_use]
pub fn changed_while_copied(key: &str) -> Fault {
    Fault::told("changed_while_copied", say!(faults::ChangedWhileCopied, key))
        .details(format!("key: {key:?}"))
        .retry(true)
}

/// A move found another original than it had copied.
#[must_use]
pub fn original_changed(key: &str) -> Fault {
    Fault::told("original_changed", say!(faults::OriginalChanged, key)).details(format!("key: {key:?}"))
}

/// A move that was interrupted finds no original and no copy that fits.
#[must_use]
pub fn original_gone(key: &str) -> Fault {
    Fault::told("original_gone", say!(faults::OriginalGone, key)).details(format!("key: {key:?}"))
}

/// The login may not look at the copy, so the original stays.
#[must_use]
pub fn copy_unseen(key: &str) -> Fault {
    Fault::told("copy_unseen", say!(faults::CopyUnseen, key)).details(format!("key: {key:?}"))
}

/// Nothing proves that original and copy are two files, so the original stays.
#[must_use]
pub fn original_kept(key: &str) -> Fault {
    Fault::told("original_kept", say!(faults::OriginalKept, key)).details(format!("key: {key:?}"))
}

/// Both places of a move are one.
#[must_use]
pub fn same_object(key: &str) -> Fault {
    Fault::told("same_object", say!(faults::SameObject, key)).details(format!("key: {key:?}"))
}

/// A move would lose tags that may not be read.
#[must_use]
pub fn tags_unread(key: &str) -> Fault {
    Fault::told("tags_unread", say!(faults::TagsUnread, key)).details(format!("key: {key:?}"))
}

/// A copy in parts would lose annotations.
#[must_use]
pub fn annotated(key: &str) -> Fault {
    Fault::told("annotated", say!(faults::Annotated, key)).details(format!("key: {key:?}"))
}

/// A folder cannot go into itself.
#[must_use]
pub fn into_itself() -> Fault {
    Fault::told("into_itself", say!(faults::IntoItself))
}

/// A move that leads to where the things are.
#[must_use]
pub fn already_here() -> Fault {
    Fault::told("already_here", say!(faults::AlreadyHere))
}
