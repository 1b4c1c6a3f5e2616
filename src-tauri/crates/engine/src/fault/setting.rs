//! Faults of a bucket's settings that no storage answered with.

use super::Fault;

/// The draft has something that storage would refuse.
#[must_use]
pub fn setting_unfit(why: &str) -> Fault {
    Fault::new(
        "setting_unfit",
        "Something needs a change first",
        format!("{why} Nothing was saved."),
        "Change it, then save again.",
    )
}

/// The setting was never read as S3 has it, so nothing may be written over it.
#[must_use]
pub fn setting_unread() -> Fault {
    Fault::new(
        "setting_unread",
        "This setting could not be read, so it is not changed",
        "Bucketwise changes only what it has seen. Nothing was saved.",
        "Open the setting again; when it can be read, it can be changed.",
    )
}

/// A bucket of that name is there already, and this login gets in.
#[must_use]
pub fn bucket_taken(name: &str) -> Fault {
    Fault::new(
        "bucket_exists",
        "That bucket is there already",
        format!("“{name}” exists and this login may open it. Nothing was made or changed."),
        "Open it from the list, or choose another name.",
    )
}

/// The server does not answer as S3 does, so nobody can say what deleting a bucket there would remove.
pub(crate) fn bucket_not_counted() -> Fault {
    Fault::new(
        "bucket_not_counted",
        "This bucket is not deleted from here",
        "The storage does not answer as S3 does, so it cannot be said what is in the bucket besides its files. Nothing was deleted.",
        "Delete its files from the list, and the bucket with the storage’s own tools.",
    )
}

/// What was typed is not the bucket's name.
pub(crate) fn name_differs(bucket: &str) -> Fault {
    Fault::new(
        "name_differs",
        "That is another name",
        format!("The bucket is called “{bucket}”. Nothing was deleted."),
        "Type the name as it is written there.",
    )
}

/// More is in the bucket than was counted, or it keeps files otherwise than it did.
pub(crate) fn bucket_changed() -> Fault {
    Fault::new(
        "bucket_changed",
        "Something came in since it was counted",
        "The bucket holds what was not counted before, so deleting ended there.",
        "Count again to see what is in it now.",
    )
}

/// One thing in the bucket could not be deleted.
pub(crate) fn not_deleted(key: &str, why: Fault) -> Fault {
    Fault { what: format!("“{key}” could not be deleted. {}", why.what), ..why }
}

/// Emptying ended early: what is gone and what stays.
pub(crate) fn bucket_kept(why: Fault, removed: u64) -> Fault {
    let gone = match removed {
        0 => "Nothing was deleted, and the bucket is as it was.".to_owned(),
        1 => "1 thing was deleted and does not come back; the bucket and the rest are there.".to_owned(),
        many => format!("{many} things were deleted and do not come back; the bucket and the rest are there."),
    };
    Fault { what: format!("{} {gone}", why.what), ..why }
}
