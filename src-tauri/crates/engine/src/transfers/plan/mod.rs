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

use std::{iter, time::Duration};

use store::{Store, StoreError, StoreErrorKind as Kind};
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

/// The same where nobody waits: for ever.
const LAST_PAUSE: u64 = 60;

/// For how long failures that pass by themselves are waited out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Patience {
    /// While somebody waits for it, or may.
    #[default]
    Minutes,
    /// For whatever takes the storage days itself.
    Endless,
}

impl Patience {
    /// What a question of the storage answers; what passes by itself is waited for.
    ///
    /// # Errors
    /// What does not pass, or has not so far. May be dropped.
    async fn ask<T, F>(self, ask: impl Fn() -> F) -> Result<T, Fault>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        // In the middle of a plan these two mean a network or a server that is away, not a mistyped
        // endpoint.
        let away = |error: &StoreError| matches!(error.kind, Kind::ConnectionRefused | Kind::NameNotFound);
        let passes = |error: &StoreError| error.is_temporary() || away(error);
        let more = if self == Self::Endless { usize::MAX } else { 0 };
        let pauses = PAUSES.into_iter().chain(iter::repeat_n(LAST_PAUSE, more)).map(Duration::from_secs);
        let answer = until(pauses, ask, |answer| !answer.as_ref().is_err_and(passes)).await;
        answer.map_err(|error| {
            let fault = fault::from_store(&error);
            if away(&error) { fault.retry(true) } else { fault }
        })
    }
}

/// What a question of the storage answers; what passes within minutes is waited for.
async fn patiently<T, F>(ask: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, StoreError>>,
{
    Patience::Minutes.ask(ask).await
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use store::{Access, ListRequest};
    use tokio::time::timeout;

    use super::*;

    /// Nobody listens there.
    pub(super) fn away() -> Store {
        let endpoint = Some(store::Endpoint::parse("http://127.0.0.1:1").unwrap());
        let access = Access { endpoint, region: "us-east-1".into(), ..Access::to(store::provider("other").unwrap()) };
        Store::open(access).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_is_away_is_waited_for_some_minutes_or_for_ever() {
        let store = away();
        let request = ListRequest { bucket: "b".into(), ..ListRequest::default() };
        let ask = |patience: Patience| patience.ask(|| store.list(request.clone()));
        let fault = ask(Patience::Minutes).await.unwrap_err();
        assert_eq!((fault.code, fault.retry), ("connection_refused", true), "it may be there again later");
        let hours = Duration::from_secs(12 * 3_600);
        assert!(timeout(hours, ask(Patience::Endless)).await.is_err(), "still waited for");
    }
}
