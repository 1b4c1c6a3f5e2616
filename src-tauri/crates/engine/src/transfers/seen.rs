//! What was seen of a file when two places were compared: by it a later look tells whether the file
//! is still the same.

use std::{fs::Metadata, time::SystemTime};

use serde::{Deserialize, Serialize};
use store::{Entry, ObjectHead};
use ts_rs::TS;

/// A file of this computer or of a bucket, as a list showed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileSeen {
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Last change, in milliseconds since 1970: of a file its own time, of an object when it was
    /// stored.
    #[ts(type = "number | null")]
    pub modified: Option<i64>,
    /// The object's ETag; none of a file of this computer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    pub etag: Option<String>,
}

impl FileSeen {
    /// A file of this computer.
    #[must_use]
    pub fn of_file(found: &Metadata) -> Self {
        Self { size: found.len(), modified: found.modified().ok().and_then(millis), etag: None }
    }

    /// An object, as a listing shows it.
    #[must_use]
    pub fn of_entry(entry: &Entry) -> Self {
        Self { size: entry.size, modified: entry.modified, etag: entry.etag.clone() }
    }

    /// Whether the object is still the one that was seen: by its ETag, or where either answer has
    /// none, by its size and the second it was stored in.
    #[must_use]
    pub fn is_of(&self, head: &ObjectHead) -> bool {
        let seconds = |told: Option<i64>| told.map(|told| told.div_euclid(1_000));
        match (&self.etag, &head.etag) {
            (Some(before), Some(now)) => before == now,
            _ => (self.size, seconds(self.modified)) == (head.size, seconds(head.modified)),
        }
    }
}

/// Milliseconds since 1970, negative before; none where no computer has such a time.
#[must_use]
pub fn millis(time: SystemTime) -> Option<i64> {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).ok(),
        Err(before) => i64::try_from(before.duration().as_millis()).ok().map(|before| -before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_the_same_by_its_etag_else_by_size_and_second() {
        let seen = |etag: Option<&str>| FileSeen { size: 3, modified: Some(1_000), etag: etag.map(Into::into) };
        let head = |etag: Option<&str>, size, modified| ObjectHead {
            size,
            modified: Some(modified),
            etag: etag.map(Into::into),
            ..ObjectHead::default()
        };
        assert!(seen(Some("a")).is_of(&head(Some("a"), 3, 9_000)));
        assert!(!seen(Some("a")).is_of(&head(Some("b"), 3, 1_000)));
        assert!(seen(None).is_of(&head(Some("b"), 3, 1_999)));
        assert!(!seen(None).is_of(&head(Some("b"), 4, 1_000)) && !seen(Some("a")).is_of(&head(None, 3, 2_000)));
    }
}
