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
