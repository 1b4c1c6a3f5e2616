//! Faults of copying and moving between folders and buckets.

use super::Fault;

/// The original was replaced between two pieces of one copy.
#[must_use]
pub fn changed_while_copied(key: &str) -> Fault {
    Fault::new(
        "changed_while_copied",
        "The file changed while it was being copied",
        format!("Somebody wrote “{key}” in the meantime. Pieces of two versions are never put together, so no copy was kept."),
        "Try again when it is quiet.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// A move found another original than it had copied.
#[must_use]
pub fn original_changed(key: &str) -> Fault {
    Fault::new(
        "original_changed",
        "The original has changed since it was copied",
        format!(
            "“{key}” was copied, and then somebody wrote or removed the original. It was left alone: both are there."
        ),
        "Look at both, then move it again or delete the one that is not wanted.",
    )
    .details(format!("key: {key:?}"))
}

/// A move that was interrupted finds no original and no copy that fits.
#[must_use]
pub fn original_gone(key: &str) -> Fault {
    Fault::new(
        "original_gone",
        "The file is no longer where it was",
        format!("“{key}” was removed or moved before it could be moved from here. Nothing was deleted by this."),
        "Look for it where it may have gone.",
    )
    .details(format!("key: {key:?}"))
}

/// The login may not look at the copy, so the original stays.
#[must_use]
pub fn copy_unseen(key: &str) -> Fault {
    Fault::new(
        "copy_unseen",
        "The copy could not be checked",
        format!(
            "“{key}” was copied, but this login may not look at the copy. The original was kept, so both are there."
        ),
        "Delete the original yourself once somebody has seen the copy, or use a login that may read there.",
    )
    .details(format!("key: {key:?}"))
}

/// A folder cannot go into itself.
#[must_use]
pub fn into_itself() -> Fault {
    Fault::new(
        "into_itself",
        "A folder cannot go into itself",
        "The folder that was chosen lies inside one of those that would go there. Nothing was changed.",
        "Choose another folder.",
    )
}

/// A move that leads to where the things are.
#[must_use]
pub fn already_here() -> Fault {
    Fault::new(
        "already_here",
        "They are in this folder already",
        "Moving something to where it is changes nothing.",
        "Choose another folder.",
    )
}
