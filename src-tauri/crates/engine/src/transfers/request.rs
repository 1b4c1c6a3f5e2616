//! What the shell asks of transfers, and how it becomes a group.

use std::{path::PathBuf, sync::Arc, time::Instant};

use store::Store;
use tokio::sync::Mutex;

use super::{
    Clock,
    context::Context,
    deleting::DeletePlan,
    group::Group,
    plan::{LocalPlan, Planner, RemotePlan},
    terms::{GroupState, OnConflict, TransferKind},
    title,
};
use crate::{
    ids::GroupId,
    listing::{Place, Selected},
};

/// A group came to its end; a listing of `to` is out of date.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// The group.
    pub group: GroupId,
    /// Which way.
    pub kind: TransferKind,
    /// The place that an upload or delete changed.
    pub to: Option<Place>,
    /// How it ended.
    pub state: GroupState,
}

/// How transfers run.
#[derive(Clone)]
pub struct Options {
    /// Files moved at the same time; a request of a deletion counts as one.
    pub files_at_once: usize,
    /// Called when a group ends, from the owner's task: quick, and again after a retry.
    pub on_over: Arc<dyn Fn(Over) + Send + Sync>,
    /// Time for speed, pauses and ticks.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        let start = Instant::now();
        Self {
            files_at_once: 4,
            on_over: Arc::new(|_| {}),
            clock: Arc::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)),
        }
    }
}

/// What to move, with grants and listings already resolved by the shell.
pub enum Work {
    /// Files and folders of this computer into a place.
    Upload {
        /// Where the bucket is.
        store: Store,
        /// As chosen or dropped.
        paths: Vec<PathBuf>,
        /// The folder of the bucket.
        to: Place,
    },
    /// Part of a bucket into a folder of this computer.
    Download {
        /// Where the bucket is.
        store: Store,
        /// What was selected.
        picked: Vec<Selected>,
        /// The folder in view; local paths begin below it.
        from: Place,
        /// The folder that was chosen.
        folder: PathBuf,
    },
    /// A counted deletion.
    Delete(DeletePlan),
}

/// One thing that a person asks for.
pub struct Request {
    /// Made by the page: the same id twice counts once.
    pub op_id: String,
    /// What to move.
    pub work: Work,
    /// What to do with names that are there.
    pub on_conflict: OnConflict,
}

/// A new group and what its jobs will share.
pub(super) fn open(work: Work, on_conflict: OnConflict) -> (Group, Context) {
    let (kind, title, store, place, to, root, planner) = match work {
        Work::Upload { store, paths, to } => {
            let names: Vec<_> = paths.iter().filter_map(|path| path.file_name()).map(|n| n.to_string_lossy()).collect();
            let title = title::of("Upload", names.iter().map(AsRef::as_ref));
            let plan = Planner::Local(Some(Box::new(LocalPlan::new(paths, to.prefix.clone()))));
            (TransferKind::Upload, title, store, to.clone(), Some(to), None, plan)
        }
        Work::Download { store, picked, from, folder } => {
            let title = title::of_picked("Download", &picked, &from.prefix);
            let (bucket, prefix) = (from.bucket.clone(), from.prefix.clone());
            let plan = RemotePlan::new(store.clone(), bucket, prefix, folder.clone(), picked);
            (TransferKind::Download, title, store, from, None, Some(folder), Planner::Remote(Box::new(plan)))
        }
        Work::Delete(DeletePlan { store, place, title, list, .. }) => {
            (TransferKind::Delete, title, store, place.clone(), Some(place), None, Planner::Delete(list))
        }
    };
    let mut group = Group::new(GroupId::fresh(), kind, title, to.clone(), place.prefix.len());
    group.on_conflict = on_conflict;
    (
        group,
        Context {
            kind,
            store,
            connection: place.connection,
            bucket: place.bucket,
            to,
            root,
            planner: Mutex::new(planner),
            orphans: Mutex::default(),
        },
    )
}
