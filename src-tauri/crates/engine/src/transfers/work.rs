//! What a person asked for, enough to ask for it again after a restart.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};
use words::Words;

use crate::{
    at::Place,
    files::{properties::edits::PropertyEdits, versions::Current},
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
    /// What a restored version takes the place of, and of nothing else.
    #[serde(default)]
    pub(super) over: Option<Current>,
}

/// What a person asked for, enough to ask for it again. Paths and places; never a login. What was
/// picked of a bucket is kept beside it, in rows of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum KeptWork {
    Upload {
        paths: Vec<PathBuf>,
        to: Place,
    },
    Download {
        from: Place,
        folder: PathBuf,
    },
    Copy(Copies),
    Undelete {
        from: Place,
        until: Option<i64>,
    },
    Change {
        from: Place,
        edits: PropertyEdits,
        until: Option<i64>,
    },
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
            | Self::UndoDelete { from: place } => vec![place.connection.clone()],
            Self::Copy(Copies { from, to, .. }) => vec![from.connection.clone(), to.connection.clone()],
        };
        all.dedup();
        all
    }

    /// The folder of a download.
    pub(super) fn folder(&self) -> Option<&PathBuf> {
        match self {
            Self::Download { folder, .. } => Some(folder),
            _ => None,
        }
    }
}
