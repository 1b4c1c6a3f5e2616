//! What restoring a folder of an earlier time would change, counted before anybody says yes, and
//! then the plan of it.
//!
//! A file is restored by a copy of its version of then onto its own key, so that its history stays;
//! one that is as it was is left alone. Counting reads the versions once, and so does the plan:
//! nothing is kept but the time of the newest entry that was counted. A file that was changed later
//! is left as it is and said to be, however long the question stays open, also where the plan is
//! made anew after a restart. (Times are the storage's own, of one second.)

use serde::Serialize;
use store::{Store, Version, Versioning};
use ts_rs::TS;
use words::Words;

use super::{
    Picked,
    stood::{PickedFile, Stood},
};
use crate::{
    at::Place,
    fault::Fault,
    history::{KeyState, Stands},
    listing::Choice,
    ticks::Ticks,
    transfers::{
        job::{Action, Task},
        terms::TransferKind,
        title,
        work::RestoreWanted,
    },
};

/// What is counted so far: `files` are restored, `bytes` in all, of which `archived` have to come
/// out of an archive first. `same` are as they were. `added` were not there then and are now.
/// `unkept` of the files cannot be restored, since the bucket would not keep what they are now.
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
    pub unkept: u64,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// A counted restoration, ready to run.
pub struct RestorePlan {
    pub(crate) store: Store,
    pub(crate) title: Words,
    pub(crate) picked: Choice,
    pub(in crate::transfers) wanted: RestoreWanted,
    /// What will be restored, as it was counted.
    pub count: RestoreCount,
}

impl RestorePlan {
    /// As an earlier start of the program counted it; what was picked is in the journal.
    pub(in crate::transfers) fn restored(store: Store, wanted: RestoreWanted) -> Self {
        let picked = Choice::default();
        let title = title::of_picked(TransferKind::Restore, &picked, &wanted.from.prefix);
        Self { store, title, picked, wanted, count: RestoreCount::default() }
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
    let (mut count, mut until, mut ticks) = (RestoreCount::default(), None, Ticks::new());
    loop {
        match stood.step().await {
            Ok(Some(found)) => found.iter().for_each(|PickedFile { told, .. }| {
                until = until.max(told.newest.modified);
                count_in(&mut count, told, keeps);
            }),
            Ok(None) => break,
            Err(fault) => {
                sink(RestoreCount { fault: Some(fault.clone()), ..count });
                return Err(fault);
            }
        }
        if ticks.is_due() {
            sink(count.clone());
        }
    }
    count.complete = true;
    sink(count.clone());
    Ok(RestorePlan { store, title, picked, wanted: RestoreWanted { from, moment, until, exact: false }, count })
}

fn count_in(count: &mut RestoreCount, told: &KeyState, keeps: bool) {
    match &told.stands {
        Stands::There(then) if then.id == told.newest.id => count.same += 1,
        Stands::There(then) => {
            count.files += 1;
            // A server may claim any size.
            count.bytes = count.bytes.saturating_add(then.size);
            count.archived += u64::from(is_archived(then));
            count.unkept += u64::from(!keeps && told.has_null);
        }
        Stands::Gone { .. } | Stands::NotYet => count.added += u64::from(!told.newest.marker),
    }
}

/// By its class alone: it may have come out for a while.
fn is_archived(version: &Version) -> bool {
    matches!(version.class.as_deref(), Some("GLACIER" | "DEEP_ARCHIVE"))
}

/// A selection that is to be as it was at a moment, a step at a time.
pub(in super::super) struct Restoration {
    pub(super) found: Stood,
    until: Option<i64>,
    exact: bool,
}

impl Restoration {
    pub(in super::super) fn new(store: Store, picked: Picked, wanted: RestoreWanted) -> Self {
        let RestoreWanted { from, moment, until, exact } = wanted;
        Self { found: Stood::at(store, from.bucket, picked, moment), until, exact }
    }

    /// The next files that are to change (perhaps none yet), or `None` at the end. One that was
    /// changed since it was counted is among them, and fails with the reason when its turn comes.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let found = self.found.step().await?;
        Ok(found.map(|found| found.into_iter().filter_map(|found| self.task(found.told)).collect()))
    }

    fn task(&self, told: KeyState) -> Option<Task> {
        let KeyState { key, stands, newest, .. } = told;
        // No version has an empty id: nothing is over it.
        let later = newest.modified.zip(self.until).is_some_and(|(newest, until)| newest > until);
        let over = if later { String::new() } else { newest.id.clone() };
        match stands {
            Stands::There(then) if then.id == newest.id => None,
            Stands::There(then) => {
                let action = Action::Copy { to: key.clone(), version: Some(then.id), over: Some(over) };
                Some(Task { key, bytes: then.size, action })
            }
            Stands::Gone { .. } | Stands::NotYet => {
                let hides = self.exact && !newest.marker;
                hides.then_some(Task { key, bytes: 0, action: Action::Hide { version: over } })
            }
        }
    }
}
