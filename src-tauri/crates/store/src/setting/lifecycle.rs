//! What a bucket does with files by itself as they get older.

use crate::Store;
use crate::Tag;
use crate::error::{StoreError, Subject};
use crate::names::check_bucket;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod wire;

/// One rule: which files, and what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LifecycleRule {
    /// Its name; a storage that demands one makes one up for an empty one.
    pub id: String,
    /// Whether it is switched on.
    pub on: bool,
    /// Only files whose keys begin with this; empty for all.
    pub prefix: String,
    /// Only files with all of these tags.
    pub tags: Vec<Tag>,
    /// Only files larger than this many bytes.
    #[ts(type = "number | null")]
    pub larger_than: Option<i64>,
    /// Only files smaller than this many bytes.
    #[ts(type = "number | null")]
    pub smaller_than: Option<i64>,
    /// Files are deleted when this old.
    pub expire: Option<When>,
    /// Delete markers with nothing behind them are cleaned away.
    pub clean_markers: bool,
    /// Files are moved to other classes of storage.
    pub moves: Vec<Move>,
    /// Old versions are deleted this many days after they were replaced.
    pub old_expire: Option<i32>,
    /// But this many of the newest are kept.
    pub old_keep: Option<i32>,
    /// Old versions are moved to other classes of storage.
    pub old_moves: Vec<OldMove>,
    /// Uploads not ended within this many days are cleaned away.
    pub abort: Option<i32>,
}

/// When something happens to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
#[ts(rename = "LifecycleWhen")]
pub enum When {
    /// So many days after it was stored.
    Days {
        /// How many days, 1 or more.
        days: i32,
    },
    /// On a day, as `2026-12-31T00:00:00Z`.
    On {
        /// The day, as `2026-12-31T00:00:00Z`.
        date: String,
    },
}

/// A move to another class of storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LifecycleMove")]
pub struct Move {
    /// At what age, or on which day, it is moved.
    pub when: When,
    /// Where to, as `STANDARD_IA`.
    pub class: String,
}

/// A move of old versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LifecycleOldMove")]
pub struct OldMove {
    /// Days after a version was replaced.
    pub days: i32,
    /// So many of the newest stay where they are.
    pub keep: Option<i32>,
    /// The storage class that it is moved to, by S3's name.
    pub class: String,
}

impl Store {
    /// The rules; `None` where none are set. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_lifecycle(&self, bucket: &str) -> Result<Option<Vec<LifecycleRule>>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Puts these rules in the place of all that are set. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_lifecycle(&self, bucket: &str, rules: &[LifecycleRule]) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&rules.to_vec())).await
    }

    /// Removes all rules. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). A server that does not know the setting may take this
    /// for the deletion of the bucket.
    pub async fn delete_lifecycle(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteBucketLifecycle").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_bucket_lifecycle().bucket(bucket).send()).await.map(drop)
    }
}
