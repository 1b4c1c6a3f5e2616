//! What restoring a folder of an earlier time would change, counted before anybody says yes, and
//! then the plan of it.
//!
//! A file is restored by a copy of its version of then onto its own key, so that its history stays;
//! one that is as it was is left alone. Counting reads the versions once and keeps what is to be
//! done in a temporary file, and exactly that is done: a file that was changed later, or whose
//! version of then has expired, is left as it is and said to be, however long the question stays
//! open. What was added since is deleted only where it is known to have been added: nothing of it
//! was written over unseen.
//!
//! After a restart the plan is made [`anew`].

use serde::Serialize;
use store::{Store, Version, Versioning};
use ts_rs::TS;
use words::Words;

use super::{
    Picked,
    anew::Anew,
    listed::{TaskList, listed},
    stood::{PickedFile, Stood},
};
use crate::{
    at::Place,
    fault::Fault,
    history::{KeyState, Stands},
    listing::Choice,
    transfers::{
        job::{Action, Task},
        terms::TransferKind,
        title,
        work::RestoreWanted,
    },
};

/// What is counted so far: `files` are restored, `bytes` in all, of which `archived` have to come
/// out of an archive first. `same` are as they were. `added` were not there then and are now;
/// of `unsure` that cannot be known, and `undeletable` ones stay, since the bucket would not keep
/// what a deletion takes the place of. `unkept` of the files cannot be restored, since the bucket
/// would not keep what they are now; of `lost` ones that were picked nothing is left of then.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct RestoreCount {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    #[ts(type = "number")]
    pub archived: u64,
    #[ts(type = "number")]
    pub same: u64,
    #[ts(type = "number")]
    pub added: u64,
    #[ts(type = "number")]
    pub unsure: u64,
    #[ts(type = "number")]
    pub undeletable: u64,
    #[ts(type = "number")]
    pub unkept: u64,
    #[ts(type = "number")]
    pub lost: u64,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// A counted restoration, ready to run.
pub struct RestorePlan {
    pub(crate) store: Store,
    pub(crate) title: Words,
    pub(crate) picked: Choice,
    pub(in crate::transfers) wanted: RestoreWanted,
    /// What is to be done, as it was counted; none after a restart.
    pub(in crate::transfers) list: Option<TaskList>,
    /// What will be restored, as it was counted.
    pub count: RestoreCount,
}

impl RestorePlan {
    /// As an earlier start of the program counted it; what was picked is in the journal.
    pub(in crate::transfers) fn restored(store: Store, wanted: RestoreWanted) -> Self {
        let picked = Choice::default();
        let title = title::of_picked(TransferKind::Restore, &picked, &wanted.from.prefix);
        Self { store, title, picked, wanted, list: None, count: RestoreCount::default() }
    }

    /// The same; `exact`: what was added since is deleted, so that nothing is there but what was
    /// then. Its versions stay.
    #[must_use]
    pub fn exactly(mut self, exact: bool) -> Self {
        self.wanted.exact = exact;
        self
    }
}

/// Counts what restoring `picked` would change; `sink` sees the count at most ten times a second
/// and at the end.
///
/// # Errors
/// What the list of versions answered, also told to `sink`. Dropping the future stops the count.
pub(crate) async fn count(
    store: Store,
    from: Place,
    picked: Choice,
    moment: i64,
    sink: impl Fn(RestoreCount),
) -> Result<RestorePlan, Fault> {
    let title = title::of_picked(TransferKind::Restore, &picked, &from.prefix);
    // Who may not read it may restore all the same: each file is looked at again before.
    let keeps = !matches!(store.get_versioning(&from.bucket).await, Ok(None | Some(Versioning::Suspended)));
    let mut stood = Stood::at(store.clone(), from.bucket.clone(), Picked::from(&picked), moment);
    let (mut count, mut until) = (RestoreCount::default(), None);
    let take = |count: &mut RestoreCount, found: PickedFile| {
        until = until.max(found.told.newest.modified);
        count_in(count, &found, keeps);
        task(found, None, keeps)
    };
    match listed(&mut stood, &mut count, &sink, take).await {
        Ok(list) => {
            count.lost += stood.vanished;
            count.complete = true;
            sink(count.clone());
            let wanted = RestoreWanted { from, moment, until, exact: false, keeps, files: count.files };
            Ok(RestorePlan { store, title, picked, wanted, list: Some(list), count })
        }
        Err(fault) => {
            sink(RestoreCount { fault: Some(fault.clone()), ..count });
            Err(fault)
        }
    }
}

fn count_in(count: &mut RestoreCount, found: &PickedFile, keeps: bool) {
    let told = &found.told;
    match &told.stands {
        Stands::There(then) if then.id == told.newest.id => count.same += 1,
        Stands::There(then) => {
            count.files += 1;
            // A server may claim any size.
            count.bytes = count.bytes.saturating_add(then.size);
            count.archived += u64::from(is_archived(then));
            // The version `null` may take its own place.
            count.unkept += u64::from(!keeps && told.has_null && then.id != "null");
        }
        Stands::Gone { .. } | Stands::NotYet if found.was_there => count.lost += 1,
        Stands::Gone { .. } | Stands::NotYet if told.newest.marker => {}
        Stands::Gone { .. } | Stands::NotYet if told.unsure => count.unsure += 1,
        Stands::Gone { .. } | Stands::NotYet if !is_deletable(told, keeps) => count.undeletable += 1,
        Stands::Gone { .. } | Stands::NotYet => count.added += 1,
    }
}

/// Whether a deletion takes the place of nothing but what is current: while versions are not kept,
/// it also replaces the version `null`, of which nothing would be left.
fn is_deletable(told: &KeyState, keeps: bool) -> bool {
    keeps || !told.has_null
}

/// By its class alone: it may have come out for a while.
fn is_archived(version: &Version) -> bool {
    matches!(version.class.as_deref(), Some("GLACIER" | "DEEP_ARCHIVE"))
}

/// What makes a file what it was, or deletes it where it is known to have been added since.
/// `until`: what was changed later than this was not counted, and fails with the reason when its
/// turn comes. `keeps`: the bucket kept versions then.
pub(super) fn task(found: PickedFile, until: Option<i64>, keeps: bool) -> Option<Task> {
    let deletable = is_deletable(&found.told, keeps);
    let PickedFile { told: KeyState { key, stands, newest, unsure, .. }, was_there, .. } = found;
    // No version has an empty id: nothing is over it.
    let later = newest.modified.zip(until).is_some_and(|(newest, until)| newest > until);
    let over = if later { String::new() } else { newest.id.clone() };
    match stands {
        Stands::There(then) if then.id == newest.id => None,
        Stands::There(then) => {
            let action = Action::Copy { to: key.clone(), version: Some(then.id), over: Some(over), seen: None };
            Some(Task { key, bytes: then.size, action })
        }
        Stands::Gone { .. } | Stands::NotYet => {
            let hides = !newest.marker && !unsure && !was_there && deletable;
            hides.then_some(Task { key, bytes: 0, action: Action::Hide { version: over } })
        }
    }
}

/// A selection that is to be as it was at a moment, a step at a time.
pub(in super::super) enum Restoration {
    /// As it was counted.
    Counted { list: TaskList, exact: bool },
    /// After a restart.
    Anew(Box<Anew>),
}

impl Restoration {
    pub(in super::super) fn new(store: Store, picked: Picked, wanted: RestoreWanted, list: Option<TaskList>) -> Self {
        match list {
            Some(list) => Self::Counted { list, exact: wanted.exact },
            None => Self::Anew(Box::new(Anew::new(store, picked, wanted))),
        }
    }

    /// Goes on under this login.
    pub(super) fn under(&mut self, store: &Store) {
        if let Self::Anew(anew) = self {
            anew.found.store = store.clone();
        }
    }

    /// The next files that are to change (perhaps none yet), or `None` at the end.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        match self {
            Self::Counted { list, exact } => {
                let wanted = |task: &Task| *exact || !matches!(task.action, Action::Hide { .. });
                Ok(list.next()?.map(|tasks| tasks.into_iter().filter(wanted).collect()))
            }
            Self::Anew(anew) => anew.tasks().await,
        }
    }

    /// What could not be found again, in words.
    pub(super) fn note(&self) -> Vec<Words> {
        match self {
            Self::Counted { .. } => Vec::new(),
            Self::Anew(anew) => anew.note(),
        }
    }
}
