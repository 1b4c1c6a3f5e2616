//! Faults of copying and moving between folders and buckets.

use super::Fault;

/// The code of what was not written since nobody could see what has its name.
pub(crate) const NAME_UNSEEN: &str = "name_unseen";

/// Whether a name is taken may not be seen, and the server might write over what has it.
#[must_use]
pub fn name_unseen(key: &str) -> Fault {
    Fault::new(
        NAME_UNSEEN,
        "It could not be checked whether the name is taken",
        format!(
            "This login may add files but not see which are there, and this server is not known to protect existing files. “{key}” was not written, because it could have replaced another file."
        ),
        "Use a login that may read or list this folder, or choose “Replace existing files” in the transfers panel.",
    )
    .details(format!("key: {key:?}"))
}

/// A name is taken, as the server says, and what has it may not be seen: it cannot be told whether it is older or other.
#[must_use]
pub fn not_compared(key: &str) -> Fault {
    Fault {
        title: "The file that is there could not be compared".into(),
        what: format!(
            "The storage has a file of the name “{key}” already, and this login may not look at it. It stayed as it is, and yours was not written."
        )
        .into(),
        ..name_unseen(key)
    }
}

/// Time and again somebody else had written where a file was to go.
#[must_use]
pub fn taken_again(key: &str) -> Fault {
    Fault::new(
        "taken_again",
        "The storage did not let the file be written",
        format!(
            "Each time “{key}” was about to be written, the storage said that another file had come there since it was looked. What is there stayed as it is."
        ),
        "Try again when nobody else writes there.",
    )
    .details(format!("key: {key:?}"))
    .retry(true)
}

/// The same of a new folder, which never replaces anything.
#[must_use]
pub fn folder_unseen(name: &str) -> Fault {
    Fault { next: "Use a login that may read or list this folder.".into(), ..name_unseen(name) }
}

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

/// Nothing proves that original and copy are two files, so the original stays.
#[must_use]
pub fn original_kept(key: &str) -> Fault {
    Fault::new(
        "original_kept",
        "The file was copied, and the original was kept",
        format!(
            "“{key}” may be one and the same file in both places, seen in two ways. This login is not allowed to find \
             out, so the original was not deleted."
        ),
        "Check that both files are there, then delete the original yourself.",
    )
    .details(format!("key: {key:?}"))
}

/// Both places of a move are one.
#[must_use]
pub fn same_object(key: &str) -> Fault {
    Fault::new(
        "same_object",
        "Both places are the same",
        format!("The server has only one “{key}” for both places. It was not deleted, and nothing was moved."),
        "Choose another folder or another name.",
    )
    .details(format!("key: {key:?}"))
}

/// A move would lose tags that may not be read.
#[must_use]
pub fn tags_unread(key: &str) -> Fault {
    Fault::new(
        "tags_unread",
        "The file was not moved, because its tags cannot be read",
        format!(
            "This login is not allowed to read the tags of “{key}”, and they would be lost. The file is where it was."
        ),
        "Ask for the permission s3:GetObjectTagging and move the file again, or copy it without its tags.",
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
