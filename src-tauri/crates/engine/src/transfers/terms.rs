//! The words that every part of transfers shares, as the page reads them. Values only.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One file's work inside a group; counted from 0 in each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JobId(pub(crate) u32);

/// Which way the bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TransferKind {
    Upload,
    Download,
    Delete,
    Copy,
    Move,
    Undelete,
    Change,
    Restore,
    RestoreArchived,
    Lock,
    Sync,
}

impl TransferKind {
    /// Whether it is measured in files, since no bytes are moved.
    pub(crate) fn counts_files(self) -> bool {
        matches!(self, Self::Delete | Self::Undelete | Self::Change | Self::RestoreArchived | Self::Lock)
    }

    /// Whether the storage goes on with it for hours after it was asked, and the group waits for
    /// that.
    pub(crate) fn is_awaited(self) -> bool {
        self == Self::RestoreArchived
    }
}

/// How it is known that both sides hold the same bytes: by a checksum of the whole object, by an
/// ETag made of MD5s, by its size alone (the server says nothing else), or not at all (this login
/// may not look).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Proof {
    Checksum,
    Etag,
    Size,
    Unseen,
}

/// What to do with a name that is already there. The last two replace it, where it has other bytes
/// or is older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OnConflict {
    Ask,
    Skip,
    Replace,
    KeepBoth,
    IfDifferent,
    IfNewer,
}

/// Where a group stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum GroupState {
    Planning,
    Asking,
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// What a group that does nothing waits for: a person who paused it, the network, a server that
/// asked to slow down, a login that has to be renewed, a person's word since its connection leads
/// to another server now, the storage that restores its files from the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Wait {
    Paused,
    Network,
    Busy,
    SignIn,
    OtherServer,
    Archive,
}

/// Where one file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum JobState {
    Waiting,
    Paused,
    Running,
    Done,
    Skipped,
    Failed,
    Cancelled,
}
