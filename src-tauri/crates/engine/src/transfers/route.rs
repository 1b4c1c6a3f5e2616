//! The two ends of a synchronization, with the logins that reach them. Values only.

use std::path::PathBuf;

use store::Store;
use words::{Words, jobs, say};

use super::work::SyncWanted;
use crate::at::Place;

/// The originals of a copy: their login and folder, and whether they are of the same connection.
type Others = (Store, Place, bool);

/// Where from and where to, with the logins.
#[derive(Clone)]
pub enum SyncRoute {
    /// A folder of this computer to a bucket.
    Up {
        /// The folder that is the source.
        folder: PathBuf,
        /// The login that reaches the bucket.
        store: Store,
        /// The folder of the bucket that becomes like it.
        to: Place,
    },
    /// A bucket to a folder of this computer.
    Down {
        /// The login that reaches the bucket.
        store: Store,
        /// The folder of the bucket that is the source.
        from: Place,
        /// The folder that becomes like it.
        folder: PathBuf,
    },
    /// A bucket to a bucket.
    Across {
        /// The login that reaches the source.
        store: Store,
        /// The folder that is the source.
        from: Place,
        /// The login that reaches the target; the same where it is one connection.
        target: Store,
        /// The folder that becomes like it.
        to: Place,
    },
}

impl SyncRoute {
    /// What the group is called.
    pub(in crate::transfers) fn title(&self) -> Words {
        let place = |place: &Place| {
            let folder = place.prefix.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
            if folder.is_empty() { place.bucket.clone() } else { folder }
        };
        let name = match self {
            Self::Up { to, .. } | Self::Across { to, .. } => place(to),
            Self::Down { folder, .. } => {
                folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
            }
        };
        say!(jobs::Sync, name)
    }

    /// The login and place of what its jobs are named after, where the group shows that it goes,
    /// the folder of this computer, and the other side of a copy.
    pub(in crate::transfers) fn ends(self) -> (Store, Place, Option<Place>, Option<PathBuf>, Option<Others>) {
        match self {
            Self::Up { folder, store, to } => (store, to.clone(), Some(to), Some(folder), None),
            Self::Down { store, from, folder } => (store, from, None, Some(folder), None),
            Self::Across { store, from, target, to } => {
                let near = from.connection == to.connection;
                (target, to.clone(), Some(to), None, Some((store, from, near)))
            }
        }
    }

    /// The logins of its connections, in their order.
    pub(in crate::transfers) fn stores(&self) -> impl Iterator<Item = &Store> {
        let (first, second) = match self {
            Self::Up { store, .. } | Self::Down { store, .. } => (store, None),
            Self::Across { store, from, to, .. } if from.connection == to.connection => (store, None),
            Self::Across { store, target, .. } => (store, Some(target)),
        };
        [Some(first), second].into_iter().flatten()
    }

    /// What is kept of it over a restart.
    pub(in crate::transfers) fn wanted(&self) -> SyncWanted {
        match self {
            Self::Up { folder, to, .. } => SyncWanted::Up { folder: folder.clone(), to: to.clone() },
            Self::Down { from, folder, .. } => SyncWanted::Down { from: from.clone(), folder: folder.clone() },
            Self::Across { from, to, .. } => SyncWanted::Across { from: from.clone(), to: to.clone() },
        }
    }
}
