//! The readable file of saved pairs: two places, how they are compared and made the same, when, and
//! how the last run ended. The window and a run without it share the file ([`crate::kept`]).

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::Words;

use crate::{
    at::Place,
    backups::Schedule,
    connections::Connections,
    fault::{self, Fault},
    ids::{ConnectionId, PairId},
    kept::{self, Listed},
    sync::{CompareBy, SyncFilter, SyncSide, SyncWish},
};

/// One of the two places, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PairPlace {
    Bucket {
        place: Place,
    },
    Folder {
        #[serde(with = "crate::kept::paths")]
        path: PathBuf,
    },
}

/// Two places that are kept under a name, and how their last run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedPair {
    /// Its own name among pairs, which never changes.
    pub id: PairId,
    /// What a person calls it.
    pub name: String,
    /// The first place.
    pub left: PairPlace,
    /// The second place.
    pub right: PairPlace,
    /// What files are compared by.
    pub by: CompareBy,
    /// What is compared.
    pub filter: SyncFilter,
    /// What is done.
    pub wish: SyncWish,
    /// When it runs by itself.
    pub schedule: Schedule,
    /// The servers of both places when a person last looked at them: a connection may be edited to
    /// lead to another one.
    pub servers: [Option<String>; 2],
    /// How the last run ended.
    pub last: Option<LastSync>,
    /// Why it does not run by itself, until a person looked at it in the window.
    pub locked: Option<PairTrouble>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LastSync {
    /// When, in milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Files that were added or replaced.
    #[ts(type = "number")]
    pub copied: u64,
    /// Files that were removed from the target.
    #[ts(type = "number")]
    pub removed: u64,
    /// Files about which nothing could be done.
    #[ts(type = "number")]
    pub failed: u64,
    /// Files that would be replaced or removed, and wait for a person.
    #[ts(type = "number")]
    pub spared: u64,
    /// Files of which nothing could be said: they were left as they are.
    #[serde(default)]
    #[ts(type = "number")]
    pub held: u64,
    /// Why not all of it was done; none where it was.
    pub trouble: Option<PairTrouble>,
}

/// Why a run did not do all of it, in the words of [`crate::fault`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct PairTrouble {
    pub code: String,
    pub title: Words,
    pub what: Words,
    pub next: Words,
}

impl PairPlace {
    pub(super) fn of(side: &SyncSide) -> Self {
        match side {
            SyncSide::Folder(path) => Self::Folder { path: path.clone() },
            SyncSide::Bucket { place, .. } => Self::Bucket { place: place.clone() },
        }
    }

    async fn open(&self, connections: &Connections) -> Result<SyncSide, Fault> {
        match self {
            Self::Folder { path } => Ok(SyncSide::Folder(path.clone())),
            Self::Bucket { place } => {
                let store = connections.store(&place.connection).await?;
                Ok(SyncSide::Bucket { store, place: place.clone() })
            }
        }
    }

    /// The connection that reaches it; none to a folder of this computer.
    #[must_use]
    pub fn connection(&self) -> Option<&ConnectionId> {
        match self {
            Self::Folder { .. } => None,
            Self::Bucket { place } => Some(&place.connection),
        }
    }
}

impl SavedPair {
    /// Both places, with the logins that reach them.
    ///
    /// # Errors
    /// A login is not there.
    pub async fn open(&self, connections: &Connections) -> Result<(SyncSide, SyncSide), Fault> {
        Ok((self.left.open(connections).await?, self.right.open(connections).await?))
    }
}

impl PairTrouble {
    pub(super) fn of(fault: &Fault) -> Self {
        let Fault { code, title, what, next, .. } = fault.clone();
        Self { code: code.to_owned(), title, what, next }
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PairsFile {
    pairs: Vec<SavedPair>,
}

/// All pairs, in one file.
pub(super) type Book = kept::Book<PairsFile>;

impl Listed for PairsFile {
    type Item = SavedPair;
    type Id = PairId;
    const FILE: &'static str = "pairs.json";
    const VERSION: u32 = 1;

    fn items(&mut self) -> &mut Vec<SavedPair> {
        &mut self.pairs
    }

    fn id(item: &SavedPair) -> &PairId {
        &item.id
    }

    fn gone() -> Fault {
        fault::gone("pair")
    }

    fn unreadable(why: &str) -> Fault {
        fault::sync::book_unreadable(why)
    }

    fn unwritable(why: &str) -> Fault {
        fault::sync::book_unwritable(why)
    }
}
