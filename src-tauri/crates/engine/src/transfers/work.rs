//! What a person asked for, enough to ask for it again after a restart.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};
use store::RestoreTier;
use words::Words;

use crate::{
    at::Place,
    files::{locks::LockWish, properties::edits::PropertyEdits, versions::Current},
    ids::ConnectionId,
    listing::Choice,
};

/// What is copied, and where to. Kept over a restart; never a login.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Copies {
    /// Kept beside the rest, not with it.
    #[serde(skip)]
    pub(crate) picked: Choice,
    pub(crate) from: Place,
    pub(crate) to: Place,
    /// Keys and prefixes that go elsewhere than below `to` under their own names.
    pub(crate) named: BTreeMap<String, String>,
    /// Whether the originals are deleted after their copies.
    pub(crate) leave: bool,
    /// Files are copied to where they are.
    #[serde(default)]
    pub(super) stays: bool,
    /// What it is called, where that does not follow from the rest.
    #[serde(default)]
    pub(super) title: Option<Words>,
    /// What the names of copies are marked with, where these are of an earlier time and stay in
    /// their folder.
    #[serde(default)]
    pub(super) note: Option<String>,
    /// What a restored version takes the place of, and of nothing else.
    #[serde(default)]
    pub(super) over: Option<Current>,
    /// Copies of archived files are of the standard class, so that they can be read.
    #[serde(default)]
    pub(super) readable: bool,
}

/// A folder that is to be as it was: what of it was picked is kept beside this.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct RestoreWanted {
    pub(super) from: Place,
    /// The moment, in milliseconds since 1970, by the clock of the storage.
    pub(super) moment: i64,
    /// The newest that was counted: what came later was not seen.
    pub(super) until: Option<i64>,
    /// Whether what was added since is deleted, so that nothing is there but what was then.
    pub(super) exact: bool,
    /// Whether the bucket kept versions when it was counted.
    #[serde(default)]
    pub(super) keeps: bool,
    /// How many files were counted to be restored.
    #[serde(default)]
    pub(super) files: u64,
}

/// Archived files that are to be restored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ArchivedWanted {
    pub(super) from: Place,
    /// The newest that was counted below a folder; what came later was not seen.
    pub(super) until: Option<i64>,
    pub(super) tier: RestoreTier,
    /// How long the restored copies stay.
    pub(super) days: i32,
    /// What is done with them once all are there.
    #[serde(default)]
    pub(super) then: Option<ThenWork>,
}

/// What is done with what was picked, as a group of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum ThenWork {
    Download {
        #[serde(with = "crate::kept::paths")]
        folder: PathBuf,
        /// What that group is called.
        title: Words,
    },
    Copy {
        copies: Box<Copies>,
        /// Those that it was chosen for, as the group's [`Servers`](super::servers::Servers).
        servers: Vec<String>,
    },
}

/// Versions that are to be locked otherwise: they are kept beside this, by their ids.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct LockWanted {
    pub(super) from: Place,
    pub(super) wish: LockWish,
}

/// A place that becomes like another: between a folder of this computer and a bucket, or between
/// two buckets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum SyncWanted {
    Up {
        #[serde(with = "crate::kept::paths")]
        folder: PathBuf,
        to: Place,
    },
    Down {
        from: Place,
        #[serde(with = "crate::kept::paths")]
        folder: PathBuf,
    },
    Across {
        from: Place,
        to: Place,
    },
}

/// What a person asked for, enough to ask for it again. Paths and places; never a login. What was
/// picked of a bucket is kept beside it, in rows of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum KeptWork {
    Upload {
        #[serde(with = "crate::kept::paths::many")]
        paths: Vec<PathBuf>,
        to: Place,
    },
    Download {
        from: Place,
        #[serde(with = "crate::kept::paths")]
        folder: PathBuf,
    },
    Copy(Box<Copies>),
    Undelete {
        from: Place,
        until: Option<i64>,
    },
    Change {
        from: Place,
        edits: Box<PropertyEdits>,
        until: Option<i64>,
    },
    Restore(RestoreWanted),
    RestoreArchived(ArchivedWanted),
    Lock(LockWanted),
    Sync(SyncWanted),
    /// What a deletion hid, which the journal has, in this place.
    UndoDelete {
        from: Place,
    },
}

impl KeptWork {
    /// The connections it goes through: the one that it reads from, or the only one, first.
    pub(super) fn connections(&self) -> Vec<ConnectionId> {
        let mut all = match self {
            Self::Upload { to: place, .. }
            | Self::Download { from: place, .. }
            | Self::Undelete { from: place, .. }
            | Self::Change { from: place, .. }
            | Self::Restore(RestoreWanted { from: place, .. })
            | Self::RestoreArchived(ArchivedWanted { from: place, .. })
            | Self::Lock(LockWanted { from: place, .. })
            | Self::UndoDelete { from: place } => vec![place.connection.clone()],
            Self::Sync(SyncWanted::Up { to: place, .. } | SyncWanted::Down { from: place, .. }) => {
                vec![place.connection.clone()]
            }
            Self::Sync(SyncWanted::Across { from, to }) => vec![from.connection.clone(), to.connection.clone()],
            Self::Copy(copies) => vec![copies.from.connection.clone(), copies.to.connection.clone()],
        };
        all.dedup();
        all
    }

    /// The folder of a download.
    pub(super) fn folder(&self) -> Option<&PathBuf> {
        match self {
            Self::Download { folder, .. } => Some(folder),
            Self::Sync(SyncWanted::Down { folder, .. }) => Some(folder),
            _ => None,
        }
    }
}
