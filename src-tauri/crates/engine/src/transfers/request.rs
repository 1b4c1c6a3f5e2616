//! What the shell asks of transfers, and how it becomes a group.

use std::{path::PathBuf, sync::Arc, time::Instant};

use futures_util::future::BoxFuture;
use store::Store;
use words::Words;

use super::plan::{
    CopyPlan, FoundGroup, LocalPlan, Picked, Planner, RemotePlan,
    archived::ArchivedPlan,
    awaited::ArchivedFiles,
    change::{ChangePlan, Changing},
    deletion::DeletePlan,
    locking::{LockPlan, LockedFiles},
    restoration::{Restoration, RestorePlan},
    synced::{SyncPlan, SyncSteps},
    undeletion::{UndeletePlan, Undeletion, UndoDelete},
};
use crate::{
    at::{FileAt, Place},
    fault::{self, Fault},
    files::{
        properties::edits::PropertyEdits,
        versions::{Current, name},
    },
    ids::{ConnectionId, GroupId},
    listing::{AsListed, Choice, Selected},
    transfers::{
        Clock,
        context::{Context, Originals, Plan},
        journal::Journal,
        limits::{CopySizes, Pacing, Throttle},
        queue::group::Group,
        safe::{noted, time_in_name},
        servers::Servers,
        standing::{Over, Standing},
        terms::{OnConflict, TransferKind},
        title,
        upload_options::UploadOptions,
        work::{Copies, KeptWork},
    },
};

/// Opens the login of a connection, as its keeper has it. A fault that [`Fault::is_gone`] says that
/// there is no such connection; with any other, nobody is signed in yet.
pub type OpenStore = Arc<dyn Fn(ConnectionId) -> BoxFuture<'static, Result<Store, Fault>> + Send + Sync>;

/// How transfers run, from the start of the program to its end.
#[derive(Clone)]
pub struct Options {
    /// Where the journal is; without one nothing outlives the program, and its end cancels what
    /// runs.
    pub journal: Option<PathBuf>,
    /// Asked for the login of what the journal held, and again when a connection wakes.
    pub open_store: OpenStore,
    /// How fast, and how much at the same time, until a person says otherwise; a request of a
    /// deletion counts as a file.
    pub pacing: Pacing,
    /// Sizes at which a server copies in another way.
    pub copy_sizes: CopySizes,
    /// Called when a group ends, from the owner's task: quick, and again after a retry.
    pub on_over: Arc<dyn Fn(Over) + Send + Sync>,
    /// Called when the whole of it stands otherwise than before, likewise.
    pub on_standing: Arc<dyn Fn(Standing) + Send + Sync>,
    /// Time for speed, pauses and ticks.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        let start = Instant::now();
        Self {
            journal: None,
            open_store: Arc::new(|_| Box::pin(async { Err(fault::signed_out()) })),
            pacing: Pacing::default(),
            copy_sizes: CopySizes::default(),
            on_over: Arc::new(|_| {}),
            on_standing: Arc::new(|_| {}),
            clock: Arc::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)),
        }
    }
}

/// What to move, with chosen paths and listings resolved by the shell.
pub enum Work {
    /// Files and folders of this computer into a place.
    Upload {
        /// The login that reaches the bucket.
        store: Store,
        /// As chosen or dropped.
        paths: Vec<PathBuf>,
        /// The folder of the bucket.
        to: Place,
    },
    /// Part of a bucket into a folder of this computer.
    Download {
        /// The login that reaches the bucket.
        store: Store,
        /// The rows that were selected, as they stood then.
        picked: Choice,
        /// The folder in view; local paths begin below it.
        from: Place,
        /// The folder that was chosen.
        folder: PathBuf,
    },
    /// A deletion that was counted, and that a person said yes to.
    Delete(DeletePlan),
    /// Files get other properties, as a person was shown.
    Change(ChangePlan),
    /// Files that were deleted come back, as they were counted.
    Undelete(UndeletePlan),
    /// What a folder had at an earlier time becomes current again, as it was counted.
    Restore(RestorePlan),
    /// Archived files are asked for, as they were counted.
    RestoreArchived(ArchivedPlan),
    /// Versions are locked otherwise than they were, as they were counted.
    Lock(LockPlan),
    /// Two places become the same, as it was compared.
    Sync(SyncPlan),
    /// What a deletion of this run of the program hid comes back.
    UndoDelete {
        /// The login that reaches the bucket.
        store: Store,
        /// Where it was deleted.
        place: Place,
        /// The group that deleted it; none where the journal has it of the group itself.
        group: Option<GroupId>,
    },
    /// Part of a bucket to another folder or bucket.
    Copy {
        /// Where the originals are.
        store: Store,
        /// Where the copies go; the same where it is one connection.
        target: Store,
        /// What is copied, and into which folder.
        copies: Copies,
    },
}

impl Work {
    /// One version of a file, saved as `name (2026-01-31 14.05).ext` by this computer's clock.
    #[must_use]
    pub fn download_version(
        store: Store,
        at: FileAt,
        id: String,
        size: u64,
        modified: Option<i64>,
        folder: PathBuf,
    ) -> Self {
        let FileAt { connection, bucket, key } = at;
        let name = name(&key);
        let prefix = key[..key.len() - name.len()].to_owned();
        let saved_as = modified.map(|made| noted(name, &time_in_name(made)));
        let listed = AsListed { etag: None, modified };
        let picked = Selected::Version { key, size, id, saved_as, listed }.into();
        Self::Download { store, picked, from: Place { connection, bucket, prefix }, folder }
    }

    /// Makes a version of a file the current one again; see [`Copies::restore`].
    #[must_use]
    pub fn restore_version(store: Store, at: &FileAt, id: String, size: u64, over: Current) -> Self {
        Self::Copy { target: store.clone(), store, copies: Copies::restore(at, id, size, over) }
    }

    /// What is kept of it over a restart; a deletion is not.
    fn kept(&self) -> Option<KeptWork> {
        Some(match self {
            Self::Upload { paths, to, .. } => KeptWork::Upload { paths: paths.clone(), to: to.clone() },
            Self::Download { from, folder, .. } => KeptWork::Download { from: from.clone(), folder: folder.clone() },
            Self::Copy { copies, .. } => KeptWork::Copy(Box::new(copies.clone())),
            Self::UndoDelete { place, .. } => KeptWork::UndoDelete { from: place.clone() },
            Self::Change(plan) => plan.kept(),
            Self::Undelete(plan) => KeptWork::Undelete { from: plan.place.clone(), until: plan.until },
            Self::Restore(plan) => KeptWork::Restore(plan.wanted.clone()),
            Self::RestoreArchived(plan) => KeptWork::RestoreArchived(plan.wanted.clone()),
            Self::Lock(plan) => KeptWork::Lock(plan.wanted.clone()),
            Self::Sync(plan) => KeptWork::Sync(plan.route.wanted()),
            Self::Delete(_) => return None,
        })
    }

    /// The servers that it goes to, for each of its connections.
    fn servers(&self) -> Vec<String> {
        let name = |store: &Store| store.server();
        match self {
            Self::Upload { store, .. }
            | Self::Download { store, .. }
            | Self::UndoDelete { store, .. }
            | Self::Restore(RestorePlan { store, .. })
            | Self::RestoreArchived(ArchivedPlan { store, .. })
            | Self::Lock(LockPlan { store, .. })
            | Self::Change(ChangePlan { store, .. })
            | Self::Undelete(UndeletePlan { store, .. }) => vec![name(store)],
            Self::Copy { store, copies, .. } if copies.from.connection == copies.to.connection => vec![name(store)],
            Self::Copy { store, target, .. } => vec![name(store), name(target)],
            Self::Sync(plan) => plan.route.stores().map(name).collect(),
            // Never kept, so never begun again.
            Self::Delete(_) => Vec::new(),
        }
    }

    /// What was picked of a bucket, for it.
    fn picked(&self) -> Option<&Choice> {
        match self {
            Self::Download { picked, .. }
            | Self::Restore(RestorePlan { picked, .. })
            | Self::RestoreArchived(ArchivedPlan { picked, .. })
            | Self::Lock(LockPlan { picked, .. })
            | Self::Change(ChangePlan { picked, .. })
            | Self::Undelete(UndeletePlan { picked, .. })
            | Self::Copy { copies: Copies { picked, .. }, .. } => Some(picked),
            Self::Upload { .. } | Self::Delete(_) | Self::UndoDelete { .. } | Self::Sync(_) => None,
        }
    }

    /// How many rows the journal keeps for its plan.
    fn rows(&self) -> usize {
        match self {
            Self::Sync(plan) => plan.steps(),
            work => work.picked().into_iter().flatten().count(),
        }
    }

    /// What is to be different about files that stay where they are.
    fn edits(&self) -> Option<Arc<PropertyEdits>> {
        let Self::Change(plan) = self else { return None };
        Some(Arc::clone(&plan.edits))
    }

    /// What was kept, with the logins that it needs: where it reads from, and where it writes to.
    /// What was picked for it stays in the journal.
    pub(super) fn restored(kept: KeptWork, store: Store, target: Store) -> Self {
        match kept {
            KeptWork::Copy(copies) => Self::Copy { store, target, copies: *copies },
            KeptWork::Upload { paths, to } => Self::Upload { store, paths, to },
            KeptWork::UndoDelete { from: place } => Self::UndoDelete { store, place, group: None },
            KeptWork::Change { from, edits, until } => Self::Change(ChangePlan::restored(store, from, *edits, until)),
            KeptWork::Restore(wanted) => Self::Restore(RestorePlan::restored(store, wanted)),
            KeptWork::RestoreArchived(wanted) => Self::RestoreArchived(ArchivedPlan::restored(store, wanted)),
            KeptWork::Lock(wanted) => Self::Lock(LockPlan::restored(store, wanted)),
            KeptWork::Sync(wanted) => Self::Sync(SyncPlan::restored(wanted, store, target)),
            KeptWork::Undelete { from, until } => Self::Undelete(UndeletePlan::restored(store, from, until)),
            KeptWork::Download { from, folder } => Self::Download { store, picked: Choice::default(), from, folder },
        }
    }
}

/// One thing that a person asks for.
pub struct Request {
    /// Made by the page: the same id twice counts once.
    pub op_id: String,
    /// What to move, copy or delete.
    pub work: Work,
    /// What to do with names that are there.
    pub on_conflict: OnConflict,
    /// How what is stored is kept.
    pub upload_options: UploadOptions,
}

/// What work comes to: its kind and title, the login, where it happens, and its plan.
type Opened = (TransferKind, Words, Store, Place, Option<Place>, Option<PathBuf>, Planner);

fn upload(store: Store, paths: Vec<PathBuf>, to: Place) -> Opened {
    let title = title::of_paths(TransferKind::Upload, &paths);
    let plan = Planner::Local(Some(Box::new(LocalPlan::new(paths, to.prefix.clone()))));
    (TransferKind::Upload, title, store, to.clone(), Some(to), None, plan)
}

fn download(store: Store, choice: &Choice, from: Place, folder: PathBuf, picked: Picked) -> Opened {
    let title = title::of_picked(TransferKind::Download, choice, &from.prefix);
    let (bucket, prefix) = (from.bucket.clone(), from.prefix.clone());
    let plan = RemotePlan::new(store.clone(), bucket, prefix, folder.clone(), picked);
    (TransferKind::Download, title, store, from, None, Some(folder), Planner::Remote(Box::new(plan)))
}

fn delete(DeletePlan { store, place, title, list, .. }: DeletePlan) -> Opened {
    (TransferKind::Delete, title, store, place.clone(), Some(place), None, Planner::Delete(list))
}

fn undelete(UndeletePlan { store, place, title, until, list, .. }: UndeletePlan, picked: Picked) -> Opened {
    let plan = Undeletion::new(store.clone(), place.bucket.clone(), picked, until, list);
    (TransferKind::Undelete, title, store, place.clone(), Some(place), None, Planner::Undelete(Box::new(plan)))
}

fn change(plan: ChangePlan, picked: Picked) -> Opened {
    let ChangePlan { store, place, title, until, .. } = plan;
    let plan = Changing::new(store.clone(), place.bucket.clone(), picked, until);
    (TransferKind::Change, title, store, place.clone(), Some(place), None, Planner::Change(Box::new(plan)))
}

fn undo_delete(store: Store, place: Place, group: Option<&GroupId>, id: &GroupId, journal: &Journal) -> Opened {
    group.iter().for_each(|group| journal.hand_over(group, id));
    let plan = UndoDelete::new(store.clone(), place.bucket.clone(), journal.clone(), id.clone());
    let title = title::of_picked(TransferKind::Undelete, &Choice::default(), &place.prefix);
    (TransferKind::Undelete, title, store, place.clone(), Some(place), None, Planner::UndoDelete(Box::new(plan)))
}

fn restore(plan: RestorePlan, picked: Picked, originals: &mut Option<Originals>) -> Opened {
    let RestorePlan { store, wanted, title, list, .. } = plan;
    let place = wanted.from.clone();
    *originals = Some(Originals::within(store.clone(), &place));
    let plan = Planner::Restore(Box::new(Restoration::new(store.clone(), picked, wanted, list)));
    (TransferKind::Restore, title, store, place.clone(), Some(place), None, plan)
}

fn restore_archived(ArchivedPlan { store, wanted, title, list, .. }: ArchivedPlan, picked: Picked) -> Opened {
    let place = wanted.from.clone();
    let plan = Planner::RestoreArchived(Box::new(ArchivedFiles::new(store.clone(), picked, wanted, list)));
    (TransferKind::RestoreArchived, title, store, place, None, None, plan)
}

fn lock(LockPlan { store, wanted, title, .. }: LockPlan, picked: Picked) -> Opened {
    let place = wanted.from.clone();
    let plan = Planner::Lock(Box::new(LockedFiles::new(store.clone(), picked, wanted)));
    (TransferKind::Lock, title, store, place, None, None, plan)
}

fn sync(plan: SyncPlan, (id, rows): (&GroupId, usize), journal: &Journal, originals: &mut Option<Originals>) -> Opened {
    let (kind, title) = (TransferKind::Sync, plan.route.title());
    let steps = Planner::Sync(Box::new(SyncSteps::new(journal.clone(), id.clone(), &plan.route, rows)));
    if let Some(list) = plan.list {
        journal.list(id, list);
    }
    let (store, place, to, root, others) = plan.route.ends();
    *originals = others.map(Originals::beside);
    (kind, title, store, place, to, root, steps)
}

/// A new group and what its jobs will share. `found`: the journal has it, with what was picked for
/// it.
pub(crate) fn open(
    work: Work,
    mut on_conflict: OnConflict,
    found: Option<FoundGroup>,
    journal: Journal,
    copy_sizes: CopySizes,
    throttle: Arc<Throttle>,
) -> (Group, Context) {
    let (kept, servers, edits) = (work.kept(), Servers::of(work.servers()), work.edits());
    let rows = found.as_ref().map_or_else(|| work.rows(), |(_, rows)| *rows);
    let (id, picked) = Picked::begun(work.picked(), kept.is_some(), found, &journal);
    let (mut originals, mut left, mut strip) = (None, None, None);
    let (kind, title, store, place, to, root, planner) = match work {
        Work::Upload { store, paths, to } => upload(store, paths, to),
        Work::Download { store, picked: choice, from, folder } => download(store, &choice, from, folder, picked),
        Work::Delete(plan) => delete(plan),
        Work::Undelete(plan) => undelete(plan, picked),
        Work::Change(plan) => change(plan, picked),
        Work::Restore(plan) => {
            on_conflict = OnConflict::Replace;
            restore(plan, picked, &mut originals)
        }
        Work::Sync(plan) => sync(plan, (&id, rows), &journal, &mut originals),
        Work::RestoreArchived(plan) => restore_archived(plan, picked),
        Work::Lock(plan) => lock(plan, picked),
        Work::UndoDelete { store, place, group } => undo_delete(store, place, group.as_ref(), &id, &journal),
        Work::Copy { store, target, copies } => {
            let (title, aim, leave) = (copies.title(), copies.aim(), copies.leave);
            let kind = if leave { TransferKind::Move } else { TransferKind::Copy };
            on_conflict = if copies.stays() { OnConflict::KeepBoth } else { on_conflict };
            originals = Some(Originals::of(store.clone(), &copies));
            let Copies { from, to, readable, .. } = copies;
            let plan = CopyPlan::new(store, from.bucket.clone(), aim, picked, readable);
            (strip, left) = (Some(from.prefix.len()), leave.then_some(from));
            (kind, title, target, to.clone(), Some(to), None, Planner::Copy(Box::new(plan)))
        }
    };
    let mut group = Group::new(id, kind, title, to, strip.unwrap_or(place.prefix.len()));
    (group.from, group.on_conflict, group.work, group.servers, group.rows) = (left, on_conflict, kept, servers, rows);
    (
        group,
        Context {
            store,
            connection: place.connection,
            bucket: place.bucket,
            originals,
            edits,
            root,
            plan: Arc::new(Plan::new(planner)),
            journal,
            copy_sizes,
            upload_options: UploadOptions::default(),
            throttle,
            restored: false,
            begun: std::sync::Mutex::default(),
            locks: tokio::sync::OnceCell::new(),
            versions: tokio::sync::OnceCell::new(),
        },
    )
}
