//! What is left of a file after it is deleted, by what its bucket really does: a bucket that keeps
//! versions hides the file and keeps it, one whose versioning is suspended keeps only what came
//! before.

use serde::Serialize;
use store::{Store, StoreErrorKind, Versioning};
use ts_rs::TS;

/// What is left of deleted files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "remains", rename_all = "snake_case")]
pub enum Remains {
    /// Nothing: the bucket never kept versions, or its storage has none.
    Nothing,
    /// Each file, as an old version behind a delete marker.
    Versions {
        /// Days after which a lifecycle rule of the bucket deletes old versions for good, where one
        /// does.
        days: Option<i32>,
    },
    /// Versions from before versioning was suspended; what was stored since is gone.
    OlderVersions,
    /// It could not be read, so the worst is to be expected.
    Unknown,
}

impl Remains {
    /// Asks the bucket. Reads only; never fails.
    pub(super) async fn of(store: &Store, bucket: &str) -> Self {
        match store.get_versioning(bucket).await {
            Ok(None) => Self::Nothing,
            Ok(Some(Versioning::Suspended)) => Self::OlderVersions,
            Ok(Some(Versioning::On)) => Self::Versions { days: cleaned_after(store, bucket).await },
            Err(error) if error.kind == StoreErrorKind::NotSupported => Self::Nothing,
            Err(_) => Self::Unknown,
        }
    }
}

/// The soonest that a rule deletes old versions, whichever files it is for: rather too soon than
/// too late.
async fn cleaned_after(store: &Store, bucket: &str) -> Option<i32> {
    let rules = store.get_lifecycle(bucket).await.ok().flatten().unwrap_or_default();
    rules.iter().filter(|rule| rule.on).filter_map(|rule| rule.old_expire).min()
}
