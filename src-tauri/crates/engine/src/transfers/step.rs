//! A step of keeping two places the same, with what was seen of both sides: it is done only while
//! they are that. Values only.

use serde::{Deserialize, Serialize};
use store::ObjectHead;

use super::seen::FileSeen;

/// The folder, below a folder of this computer, in which a synchronization keeps what it removed or
/// replaced there.
pub(crate) const REMOVED: &str = ".bucketwise-removed";

/// What is done about one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SyncStep {
    pub(crate) deed: SyncDeed,
    /// What was seen of the source; none where there is none.
    pub(crate) from: Option<FileSeen>,
    /// What was seen under the name at the target; none where nothing was.
    pub(crate) over: Option<FileSeen>,
}

/// The ways. The job's key is the name in the bucket: the target's, where both are buckets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SyncDeed {
    /// The file at `below`, below the chosen folder, becomes the object.
    Upload { below: String },
    /// The object becomes the file at `below`. `aside`: the folder that keeps what it replaces.
    Download { below: String, aside: Option<String> },
    /// The object with the key `from` at the source becomes the object.
    Copy { from: String },
    /// The object is deleted, while the source has nothing at `from`: a file below the chosen
    /// folder, or a key.
    Delete { from: String },
    /// The file at `below` is removed.
    Remove { below: String, aside: Option<String> },
}

impl SyncDeed {
    /// Whether it takes something away.
    pub(crate) fn removes(&self) -> bool {
        matches!(self, Self::Delete { .. } | Self::Remove { .. })
    }
}

impl SyncStep {
    /// Whether a file of this size and time, or this object, is the source that was seen.
    pub(crate) fn has_source(&self, size: u64, modified: Option<i64>, head: Option<&ObjectHead>) -> bool {
        self.from.as_ref().is_none_or(|from| match head {
            Some(head) => from.is_of(head),
            None => (from.size, from.modified) == (size, modified),
        })
    }

    /// Whether the object that has the key is what was seen. That nothing has it, the server's own
    /// condition decides.
    pub(crate) fn has_target(&self, there: Option<&ObjectHead>) -> bool {
        self.over.as_ref().is_none_or(|over| there.is_some_and(|head| over.is_of(head)))
    }

    /// The folder below the chosen one that keeps what a download replaces, where it is kept.
    pub(crate) fn aside(&self) -> Option<String> {
        match &self.deed {
            SyncDeed::Download { below, aside } => Some(aside_of(aside.as_deref()?, below)),
            _ => None,
        }
    }
}

/// The folder that keeps what was removed at `below` by the synchronization of that name.
pub(crate) fn aside_of(stamp: &str, below: &str) -> String {
    let folders = below.rsplit_once('/').map_or("", |(folders, _)| folders);
    format!("{REMOVED}/{stamp}/{folders}")
}
