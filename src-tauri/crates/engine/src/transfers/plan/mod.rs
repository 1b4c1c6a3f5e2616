//! The plan: what a person chose, expanded into tasks a step at a time, so that memory per step
//! stays bounded.
//!
//! A network that is away for a while is waited for. A [`Planner`] can be asked again after a fault
//! and goes on where it was; dropping it leaves nothing behind (the list of a deletion is an
//! unnamed temporary file). It reads names and sizes only; the jobs look at the files themselves.

mod anew;
pub(super) mod archived;
pub(super) mod asked;
pub(super) mod awaited;
pub(super) mod change;
mod copies;
pub(super) mod counted;
pub(super) mod deletion;
mod expand;
mod listed;
mod local;
pub(super) mod locking;
pub(super) mod names;
mod note;
mod remote;
pub(super) mod restoration;
mod stood;
pub(super) mod synced;
pub(super) mod undeletion;

pub(super) use copies::{Aim, CopyPlan};
pub(super) use expand::{FoundGroup, Picked};
pub(super) use local::LocalPlan;
pub(super) use remote::RemotePlan;

use std::time::Duration;

use store::{ListRequest, Page, Store, StoreError, StoreErrorKind as Kind};
use words::Words;

use self::{
    awaited::ArchivedFiles,
    change::Changing,
    deletion::KeyList,
    locking::LockedFiles,
    restoration::Restoration,
    synced::SyncSteps,
    undeletion::{Undeletion, UndoDelete},
};
use super::job::{Action, Task};
use crate::{
    fault::{self, Fault},
    until::until,
};

/// Seconds before a page of a listing is asked for again, after a failure that passes: together
/// more than two minutes.
const PAUSES: [u64; 8] = [1, 2, 4, 8, 16, 32, 32, 32];

/// A page of a listing; what passes by itself is waited for.
async fn page(store: &Store, request: &ListRequest) -> Result<Page, Fault> {
    patiently(|| store.list(request.clone())).await
}

/// What a question of the storage answers; what passes by itself is waited for.
async fn patiently<T, F>(ask: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, StoreError>>,
{
    let away = |error: &StoreError| matches!(error.kind, Kind::ConnectionRefused | Kind::NameNotFound);
    let passes =
        |answer: &Result<T, StoreError>| answer.as_ref().is_err_and(|error| error.is_temporary() || away(error));
    let pauses = PAUSES.map(Duration::from_secs);
    let answer = until(pauses, ask, |answer| !passes(answer)).await;
    answer.map_err(|error| fault::from_store(&error))
}

/// One kind of plan, under way.
pub(super) enum Planner {
    /// Gone while a step runs on another thread; a step that never came back ends the plan.
    Local(Option<Box<LocalPlan>>),
    Remote(Box<RemotePlan>),
    Delete(KeyList),
    Copy(Box<CopyPlan>),
    Change(Box<Changing>),
    Undelete(Box<Undeletion>),
    Restore(Box<Restoration>),
    UndoDelete(Box<UndoDelete>),
    RestoreArchived(Box<ArchivedFiles>),
    Lock(Box<LockedFiles>),
    Sync(Box<SyncSteps>),
}

impl Planner {
    /// Goes on under this login; `target`: of where it writes.
    pub(super) fn under(&mut self, store: &Store, target: &Store) {
        match self {
            Self::Remote(plan) => plan.found.store = store.clone(),
            Self::Copy(plan) => plan.found.store = store.clone(),
            Self::Change(plan) => plan.found.store = store.clone(),
            Self::Undelete(plan) => plan.found.store = store.clone(),
            Self::Restore(plan) => plan.under(store),
            Self::UndoDelete(plan) => plan.store = store.clone(),
            Self::RestoreArchived(plan) => plan.under(store),
            Self::Lock(plan) => plan.found.store = store.clone(),
            Self::Sync(plan) => plan.under(store, target),
            Self::Local(_) | Self::Delete(_) => {}
        }
    }

    /// The next tasks (perhaps none yet), or `None` at the end.
    pub(super) async fn step(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        match self {
            Self::Local(plan) => {
                let Some(mut now) = plan.take() else { return Ok(None) };
                let stepped = tokio::task::spawn_blocking(move || {
                    let tasks = now.step();
                    (now, tasks)
                });
                let (back, tasks) = stepped.await.map_err(|_| fault::defect("planning an upload"))?;
                *plan = Some(back);
                Ok(tasks)
            }
            Self::Remote(plan) => plan.step().await,
            Self::Copy(plan) => plan.step().await,
            Self::Change(plan) => plan.tasks().await,
            Self::Undelete(plan) => plan.tasks().await,
            Self::Restore(plan) => plan.tasks().await,
            Self::UndoDelete(plan) => plan.tasks().await,
            Self::RestoreArchived(plan) => plan.tasks().await,
            Self::Lock(plan) => plan.tasks().await,
            Self::Sync(plan) => plan.tasks().await,
            Self::Delete(list) => {
                let keys = list.next_keys().map_err(|error| fault::transfer::list_not_kept(&error))?;
                let task = |(key, bytes)| Task { key, bytes, action: Action::Delete };
                Ok(Some(keys.into_iter().map(task).collect::<Vec<_>>()).filter(|tasks| !tasks.is_empty()))
            }
        }
    }

    /// What was handed out before the next steps, which wait until all of it is there; `None` where
    /// they need not.
    pub(super) fn waits_for(&self) -> Option<usize> {
        match self {
            Self::Sync(plan) => plan.waits_for(),
            _ => None,
        }
    }

    /// Once nothing more is found: what its group waits for.
    pub(super) fn awaited(&mut self) -> Option<&mut ArchivedFiles> {
        if let Self::RestoreArchived(plan) = self { Some(plan) } else { None }
    }

    /// What was left out or changed so far, in words.
    pub(super) fn note(&self) -> Vec<Words> {
        match self {
            Self::Local(plan) => plan.as_ref().map_or_else(Vec::new, |plan| plan.note()),
            Self::Remote(plan) => plan.note(),
            Self::Copy(plan) => plan.note(),
            Self::Restore(plan) => plan.note(),
            Self::RestoreArchived(plan) => plan.note(),
            _ => Vec::new(),
        }
    }
}
