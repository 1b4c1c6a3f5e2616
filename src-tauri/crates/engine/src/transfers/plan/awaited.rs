//! Archived files that were counted are asked for, and waited for.
//!
//! Exactly what was counted is asked for: a file that was stored later is not, since every restore
//! is paid for. Where the plan is made anew after a restart, what was counted is known by the time
//! of its newest file: one that was picked by itself and is newer fails with the reason when its
//! turn comes, and those below folders are said.
//!
//! Once all is asked for, the plan waits until the storage has restored the files, and so does its
//! group: also after a restart. A page of the list is looked at again until nothing of it is on its
//! way, then the next: some requests each time, ever more seldom. Dropped, it leaves nothing.

use std::time::Duration;

use store::Store;
use words::Words;

use super::{
    Picked,
    archived::{Archives, Stand, task},
    expand::Expansion,
    listed::TaskList,
    note::Note,
};
use crate::{
    fault::Fault,
    listing::AsListed,
    transfers::{
        job::{Action, Task},
        work::ArchivedWanted,
    },
};

/// It is looked again whether files are there after a quarter of the time that was waited so far,
/// but not sooner and not later than this.
const SOONEST: Duration = Duration::from_secs(2);
const LATEST: Duration = Duration::from_secs(15 * 60);

/// What was counted, as a plan.
pub(in super::super) struct ArchivedFiles {
    /// Found anew, after a restart.
    archives: Archives,
    /// As it was counted.
    list: Option<TaskList>,
    wanted: ArchivedWanted,
    /// Files below folders that were stored after the count.
    later: u64,
    /// How far it was seen that files are there.
    watched: Archives,
}

impl ArchivedFiles {
    pub(in super::super) fn new(store: Store, picked: Picked, wanted: ArchivedWanted, list: Option<TaskList>) -> Self {
        let found = Expansion::new(store, wanted.from.bucket.clone(), picked);
        let watched = Archives { found: found.clone() };
        Self { archives: Archives { found }, list, wanted, later: 0, watched }
    }

    /// Goes on under this login.
    pub(super) fn under(&mut self, store: &Store) {
        self.archives.found.store = store.clone();
        self.watched.found.store = store.clone();
    }

    /// Waits until nothing that was picked is on its way out of the archive.
    ///
    /// # Errors
    /// What the storage answered, where that does not pass by itself. May be dropped.
    pub(in super::super) async fn there(&mut self) -> Result<(), Fault> {
        let (mut waited, mut there) = (Duration::ZERO, self.are_there().await);
        loop {
            match there {
                Ok(true) => return Ok(()),
                Err(fault) if !fault.retry => return Err(fault),
                Ok(false) | Err(_) => {}
            }
            let pause = (waited / 4).clamp(SOONEST, LATEST);
            tokio::time::sleep(pause).await;
            waited += pause;
            there = self.are_there().await;
        }
    }

    /// Looks on from where something was on its way.
    async fn are_there(&mut self) -> Result<bool, Fault> {
        loop {
            let before = self.watched.found.clone();
            let Some(found) = self.watched.seen().await? else { return Ok(true) };
            if found.iter().any(|(_, stands)| matches!(stands, Stand::Restoring)) {
                self.watched.found = before;
                return Ok(false);
            }
        }
    }

    /// The next files that are to be asked for (perhaps none yet), or `None` at the end.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let tasks = match &mut self.list {
            Some(list) => list.next()?,
            None => self.anew().await?,
        };
        let ArchivedWanted { tier: chosen, days: wanted, .. } = self.wanted;
        let as_chosen = |mut task: Task| {
            if let Action::RestoreArchived { tier, days, .. } = &mut task.action {
                (*tier, *days) = (tier.map(|_| chosen), wanted);
            }
            task
        };
        Ok(tasks.map(|tasks| tasks.into_iter().map(as_chosen).collect()))
    }

    async fn anew(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let Some(found) = self.archives.step().await? else { return Ok(None) };
        let mut tasks = Vec::new();
        for (file, stands) in found {
            let modified = file.listed.modified;
            let (later, alone) = (modified.zip(self.wanted.until).is_some_and(|(at, until)| at > until), file.alone);
            match task(file, &stands) {
                Some(task) if later && alone => tasks.push(never(task)),
                Some(_) if later => self.later += 1,
                Some(task) => tasks.push(task),
                None => {}
            }
        }
        Ok(Some(tasks))
    }

    /// What was left out, in words.
    pub(super) fn note(&self) -> Vec<Words> {
        Note { later: self.later, ..Note::default() }.words()
    }
}

/// The same task of a file that is not the one that was counted: it fails with the reason.
fn never(mut task: Task) -> Task {
    if let Action::RestoreArchived { seen, .. } = &mut task.action {
        // No file has an empty ETag.
        *seen = Some(Box::new(AsListed { etag: Some(String::new()), modified: None }));
    }
    task
}
