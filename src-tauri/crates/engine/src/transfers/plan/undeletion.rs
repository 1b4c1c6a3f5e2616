//! What undeleting would bring back, counted before anybody says yes, and then the plan of it.
//!
//! A deleted file is one whose newest versions are delete markers: they go, by their version ids,
//! and the version below them is there again. Counting reads the versions once and keeps what is to
//! be done in a temporary file, and exactly that is done: of a file that cannot come back by then
//! it is said. Where the plan is made anew after a restart, it is known by the time of the newest
//! marker that was counted: what was deleted later stays deleted. (Times are the storage's own; of
//! two deletions within its one second both come back.)

use serde::Serialize;
use store::{Store, Version};
use ts_rs::TS;
use words::Words;

use super::{
    Picked,
    listed::{TaskList, listed},
    patiently,
    stood::{PickedFile, Stood},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    history::{KeyState, Stands, of_keys},
    ids::GroupId,
    listing::Choice,
    transfers::{
        job::{Action, Task},
        journal::Journal,
        terms::TransferKind,
        title,
    },
};

/// Files of a deletion that are looked at together.
const FILES_A_STEP: usize = 1_000;

/// What is counted so far: `files` come back, `bytes` in all. `lost` have no version left, and
/// `there` were picked but are not deleted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct UndeleteCount {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    #[ts(type = "number")]
    pub lost: u64,
    #[ts(type = "number")]
    pub there: u64,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// A counted undeletion, ready to run.
pub struct UndeletePlan {
    pub(crate) store: Store,
    pub(crate) place: Place,
    pub(crate) title: Words,
    pub(crate) picked: Choice,
    /// The newest marker that was counted; none where no server told a time.
    pub(crate) until: Option<i64>,
    /// What is to be done, as it was counted; none after a restart.
    pub(in crate::transfers) list: Option<TaskList>,
    /// What will come back, as it was counted.
    pub count: UndeleteCount,
}

impl UndeletePlan {
    /// As an earlier start of the program counted it; what was picked is in the journal.
    pub(crate) fn restored(store: Store, place: Place, until: Option<i64>) -> Self {
        let picked = Choice::default();
        let title = title::of_picked(TransferKind::Undelete, &picked, &place.prefix);
        Self { store, place, title, picked, until, list: None, count: UndeleteCount::default() }
    }
}

/// Counts what undeleting `picked` would bring back; `sink` sees the count at most ten times a
/// second and at the end.
///
/// # Errors
/// What the list of versions answered, also told to `sink`. Dropping the future stops the count.
pub(crate) async fn count(
    store: Store,
    place: Place,
    picked: Choice,
    sink: impl Fn(UndeleteCount),
) -> Result<UndeletePlan, Fault> {
    let title = title::of_picked(TransferKind::Undelete, &picked, &place.prefix);
    let mut plan = Stood::now(store.clone(), place.bucket.clone(), Picked::from(&picked));
    let (mut count, mut until) = (UndeleteCount::default(), None);
    let take = |count: &mut UndeleteCount, found: PickedFile| {
        count_in(count, &mut until, &found);
        task(found.told, None)
    };
    match listed(&mut plan, &mut count, &sink, take).await {
        Ok(list) => {
            count.lost += plan.vanished;
            count.complete = true;
            sink(count.clone());
            Ok(UndeletePlan { store, place, title, picked, until, list: Some(list), count })
        }
        Err(fault) => {
            sink(UndeleteCount { fault: Some(fault.clone()), ..count });
            Err(fault)
        }
    }
}

fn count_in(count: &mut UndeleteCount, until: &mut Option<i64>, found: &PickedFile) {
    match &found.told.stands {
        Stands::Gone { markers, below: Some(below) } => {
            count.files += 1;
            // A server may claim any size.
            count.bytes = count.bytes.saturating_add(below.size);
            *until = (*until).max(markers.first().and_then(|marker| marker.modified));
        }
        Stands::Gone { below: None, .. } => count.lost += 1,
        Stands::There(_) | Stands::NotYet => count.there += u64::from(found.picked),
    }
}

/// A selection, with how each file of it stands, a step at a time.
pub(in super::super) struct Undeletion {
    pub(super) found: Stood,
    until: Option<i64>,
    list: Option<TaskList>,
}

impl Undeletion {
    /// `list`: what was counted. Without one, after a restart, it is found anew.
    pub(in super::super) fn new(
        store: Store,
        bucket: String,
        picked: Picked,
        until: Option<i64>,
        list: Option<TaskList>,
    ) -> Self {
        Self { found: Stood::now(store, bucket, picked), until, list }
    }

    /// The next files that come back (perhaps none yet), or `None` at the end.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        if let Some(list) = &mut self.list {
            return list.next();
        }
        let found = self.found.step().await?;
        Ok(found.map(|found| found.into_iter().filter_map(|found| task(found.told, self.until)).collect()))
    }
}

/// What brings a file back, where it was deleted by then and can come.
fn task(told: KeyState, until: Option<i64>) -> Option<Task> {
    let Stands::Gone { markers, below: Some(below) } = told.stands else { return None };
    let newest = markers.first().and_then(|marker| marker.modified);
    let later = newest.zip(until).is_some_and(|(newest, until)| newest > until);
    let markers = markers.into_iter().map(|marker| marker.id).collect();
    let (bytes, version) = (below.size, below.id);
    (!later).then_some(Task { key: told.key, bytes, action: Action::Undelete { markers, version } })
}

/// What a deletion hid, with the markers that it made, from the journal: exactly those files, and
/// nothing of the kind that somebody else deleted.
pub(in super::super) struct UndoDelete {
    pub(super) store: Store,
    bucket: String,
    journal: Journal,
    group: GroupId,
    behind: String,
}

impl UndoDelete {
    pub(in super::super) fn new(store: Store, bucket: String, journal: Journal, group: GroupId) -> Self {
        Self { store, bucket, journal, group, behind: String::new() }
    }

    /// The next files, or `None` at the end. One that cannot come is among them, and fails with the
    /// reason when its turn comes.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let hidden = self.journal.hidden_of(self.group.clone(), self.behind.clone(), FILES_A_STEP).await;
        let hidden = hidden.ok_or_else(|| fault::defect("reading what was deleted"))?;
        let Some((last, _)) = hidden.last() else {
            return if self.behind.is_empty() { Err(fault::nothing_hidden()) } else { Ok(None) };
        };
        let last = last.clone();
        let keys: Vec<_> = hidden.iter().map(|(key, _)| key.clone()).collect();
        let mut told = patiently(|| of_keys(&self.store, &self.bucket, keys.clone(), None)).await?;
        self.behind = last;
        let task = |(key, marker): (String, String)| {
            let below = match told.remove(&key).map(|told| told.stands) {
                Some(Stands::Gone { below, .. }) => below.unwrap_or_default(),
                _ => Version::default(),
            };
            Task { key, bytes: below.size, action: Action::Undelete { markers: vec![marker], version: below.id } }
        };
        Ok(Some(hidden.into_iter().map(task).collect()))
    }
}
