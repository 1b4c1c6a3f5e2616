//! A restoration whose counted list went with an earlier start of the program, found anew.
//!
//! What was counted is known by its number and by the time of its newest entry: a file that was
//! changed later is among the tasks and fails with the reason when its turn comes. (Times are the
//! storage's own, of one second.) What was added since is deleted last, and only where all that was
//! counted is found: a file whose version of then has expired looks as if it had been added.

use store::Store;
use words::{Words, jobs, say};

use super::{
    Picked,
    listed::{Listing, TaskList},
    restoration::task,
    stood::{PickedFile, Stood},
};
use crate::{
    fault::Fault,
    history::{Stands, has_same_bytes},
    transfers::{
        job::{Action, Task},
        work::RestoreWanted,
    },
};

/// A selection that is to be as it was at a moment, looked through once more.
pub(in super::super) struct Anew {
    pub(super) found: Stood,
    until: Option<i64>,
    exact: bool,
    keeps: bool,
    /// Files that were counted, and were not found yet.
    missing: u64,
    /// What is deleted once all the others were found.
    waiting: Option<Listing>,
    hides: Option<TaskList>,
}

impl Anew {
    pub(super) fn new(store: Store, picked: Picked, wanted: RestoreWanted) -> Self {
        let RestoreWanted { from, moment, until, exact, keeps, files } = wanted;
        let found = Stood::at(store, from.bucket, picked, moment);
        Self { found, until, exact, keeps, missing: files, waiting: None, hides: None }
    }

    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        if let Some(hides) = &mut self.hides {
            return hides.next();
        }
        let Some(found) = self.found.step().await? else {
            let waiting = self.waiting.take().filter(|_| self.missing == 0);
            let Some(waiting) = waiting else { return Ok(None) };
            return self.hides.insert(waiting.end()?).next();
        };
        let mut tasks = Vec::new();
        for found in found {
            self.missing = self.missing.saturating_sub(u64::from(self.is_counted(&found)));
            match task(found, self.until, self.keeps) {
                Some(task) if matches!(task.action, Action::Hide { .. }) => self.wait(&task)?,
                Some(task) => tasks.push(task),
                None => {}
            }
        }
        Ok(Some(tasks))
    }

    fn wait(&mut self, task: &Task) -> Result<(), Fault> {
        if !self.exact {
            return Ok(());
        }
        let waiting = match &mut self.waiting {
            Some(waiting) => waiting,
            None => self.waiting.insert(Listing::new()?),
        };
        waiting.add(task)
    }

    /// Whether it is one of those that were counted to be restored, or what one of them became.
    fn is_counted(&self, found: &PickedFile) -> bool {
        let newest = &found.told.newest;
        let later = newest.modified.zip(self.until).is_some_and(|(newest, until)| newest > until);
        match &found.told.stands {
            Stands::There(then) if then.id == newest.id => false,
            Stands::There(then) => !later || !newest.marker && has_same_bytes(then, newest),
            Stands::Gone { .. } | Stands::NotYet => false,
        }
    }

    pub(super) fn note(&self) -> Vec<Words> {
        let count = self.missing;
        match (count, self.exact) {
            (0, _) => Vec::new(),
            (_, true) => vec![say!(jobs::NotFoundAndKept, count)],
            (_, false) => vec![say!(jobs::NotFound, count)],
        }
    }
}
