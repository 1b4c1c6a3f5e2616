//! Archived files that were counted are asked for, and waited for.
//!
//! Exactly what was counted is asked for: a file that was stored later is not, since every restore
//! is paid for. Where the plan is made anew after a restart, what was counted is known by the time
//! of its newest file: one that was picked by itself and is newer fails with the reason when its
//! turn comes, and those below folders are said.
//!
//! Once all is asked for, the plan waits until the storage has restored the files, and so does its
//! group: also after a restart. A page of the list is looked at again until nothing of it is on its
//! way, then the next: some requests each time, ever more seldom. Where that took a while, all of
//! it is looked at once more, since restored copies lapse after some days. A storage that cannot be
//! reached meanwhile is waited for, however long. Dropped, it leaves nothing.

use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use store::Store;
use words::Words;

use super::{
    Patience, Picked,
    archived::{Archives, Stand, task},
    expand::{Expansion, PickedFile},
    listed::TaskList,
    note::Note,
};
use crate::{
    fault::{self, Fault},
    files::archive::is_archive,
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
    /// All that was picked, from its beginning: waiting for it begins there each time.
    all: Expansion,
}

impl ArchivedFiles {
    pub(in super::super) fn new(store: Store, picked: Picked, wanted: ArchivedWanted, list: Option<TaskList>) -> Self {
        let mut found = Expansion::new(store, wanted.from.bucket.clone(), picked);
        let mut all = found.clone();
        all.patience = Patience::Endless;
        if list.is_none() {
            // After a restart there may be no network yet: what was waited for then is now as well.
            found.patience = Patience::Endless;
        }
        Self { archives: Archives { found }, list, wanted, later: 0, all }
    }

    /// Goes on under this login.
    pub(super) fn under(&mut self, store: &Store) {
        self.archives.found.store = store.clone();
        self.all.store = store.clone();
    }

    /// Waits until nothing that was counted is on its way out of the archive.
    ///
    /// # Errors
    /// What the storage answered, where that does not pass by itself; or copies have lapsed while
    /// the slowest file was waited for: what was seen on its way, or there, is archived again. May
    /// be dropped.
    pub(in super::super) async fn there(&mut self) -> Result<(), Fault> {
        let (mut waited, mut seen, hasher) = (Duration::ZERO, HashSet::new(), RandomState::new());
        loop {
            // What came first may be gone when the last comes: at the end all is seen in one go.
            let (mut watched, mut in_one_go, mut lapsed) = (Archives { found: self.all.clone() }, true, 0);
            loop {
                let before = watched.found.clone();
                let Some(mut found) = watched.seen().await? else { break };
                found.retain(|(file, _)| !self.is_later(file));
                let hash = |(file, _): &(PickedFile, Stand)| hasher.hash_one(&file.key);
                seen.extend(found.iter().filter(|found| is_restored(found)).map(hash));
                if found.iter().any(|(_, stands)| matches!(stands, Stand::Restoring)) {
                    (watched.found, in_one_go) = (before, false);
                    let pause = (waited / 4).clamp(SOONEST, LATEST);
                    tokio::time::sleep(pause).await;
                    waited += pause;
                    continue;
                }
                // What was never seen restored may have been archived all the time, or only since:
                // a lifecycle rule moves files there as well.
                let archived = found.iter().filter(|(_, stands)| matches!(stands, Stand::Archived { .. }));
                lapsed += archived.map(hash).filter(|key| seen.contains(key)).count() as u64;
            }
            match lapsed {
                _ if !in_one_go => {}
                0 => return Ok(()),
                lapsed => return Err(fault::transfer::restored_lapsed(lapsed)),
            }
        }
    }

    /// Stored after the count: nobody asked for it.
    fn is_later(&self, file: &PickedFile) -> bool {
        file.listed.modified.zip(self.wanted.until).is_some_and(|(at, until)| at > until)
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
            let (later, alone) = (self.is_later(&file), file.alone);
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

/// Whether a file is on its way out of the archive, or was restored; not there all the time.
fn is_restored((file, stands): &(PickedFile, Stand)) -> bool {
    match stands {
        Stand::Restoring => true,
        Stand::There => is_archive(file.listed.class.as_deref()),
        Stand::Archived { .. } | Stand::Unsure | Stand::Gone => false,
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

#[cfg(test)]
mod tests {
    use store::RestoreTier;

    use super::*;
    use crate::{
        at::Place,
        listing::{Choice, Selected},
        transfers::plan::tests::away,
    };

    /// A computer that is offline overnight: what it waits for was asked for, and is paid for.
    #[tokio::test(start_paused = true)]
    async fn a_wait_outlasts_a_network_that_is_away() {
        let from = Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
        let wanted = ArchivedWanted { from, until: None, tier: RestoreTier::Bulk, days: 1, then: None };
        for picked in [
            Selected::Folder { prefix: "a/".into() },
            Selected::File { key: "a".into(), size: 1, modified: None, etag: None },
        ] {
            let picked = Picked::from(&Choice::from(picked));
            let mut files = ArchivedFiles::new(away(), picked, wanted.clone(), None);
            let waited = tokio::time::timeout(Duration::from_secs(12 * 3_600), files.there()).await;
            assert!(waited.is_err(), "{waited:?}");
        }
    }
}
