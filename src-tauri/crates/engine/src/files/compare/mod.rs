//! Whether files of a bucket are those of this computer, or those that a list of checksums names.
//!
//! What the storage says of all bytes of a file is held against what the local ones come to, so
//! that nothing is downloaded; where it says nothing that can be, a file is downloaded if that is
//! wanted, and nothing of it is kept. Same is said on evidence of every byte alone
//! ([`ObjectHead::agrees`](store::ObjectHead::agrees)).
//!
//! A [`Comparisons`] has what a page compares. Reads only: stopped or dropped, nothing is left
//! behind. Results are in memory until the comparison is let go.

mod list;
mod local;
mod report;
mod run;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::Serialize;
use store::Store;
use tokio::task::AbortHandle;
use ts_rs::TS;
use words::Words;

pub use self::report::Results;
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::CompareId,
    listing::Choice,
};

/// Comparisons that are kept; past that the oldest is let go.
const KEPT: usize = 4;

/// What the files of a bucket are held against.
#[derive(Clone, Debug)]
pub enum Against {
    /// A file or folder of this computer.
    Local(PathBuf),
    /// A list of checksums, as text.
    List(String),
}

/// What came of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// The bytes are others.
    Differs,
    /// It is in the storage alone.
    OnlyStored,
    /// It is on this computer, or in the list, alone.
    OnlyHere,
    /// Nothing shows whether the bytes are the same.
    Unclear,
    /// Every byte is the same.
    Same,
}

/// One file that was compared.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ComparedFile {
    /// Its name below the folder that is compared.
    pub name: String,
    /// What came of it.
    pub result: Compared,
    /// Why, in words.
    pub why: Words,
}

/// How far a comparison is. `odd`: lines of the list that are no checksums. `of`: files to compare,
/// 0 while they are being listed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct CompareCount {
    pub of: usize,
    pub done: usize,
    pub same: usize,
    pub differs: usize,
    pub only_stored: usize,
    pub only_here: usize,
    pub unclear: usize,
    pub odd: usize,
    pub complete: bool,
    pub fault: Option<Fault>,
}

impl CompareCount {
    fn add(&mut self, result: Compared) {
        self.done += 1;
        *match result {
            Compared::Differs => &mut self.differs,
            Compared::OnlyStored => &mut self.only_stored,
            Compared::OnlyHere => &mut self.only_here,
            Compared::Unclear => &mut self.unclear,
            Compared::Same => &mut self.same,
        } += 1;
    }
}

/// What is compared: these of a bucket against that; `downloads` those of which the storage says
/// nothing that could be held against anything.
#[derive(Debug)]
pub struct Comparison {
    /// The login.
    pub store: Store,
    /// The folder that was shown.
    pub place: Place,
    /// What was picked in it.
    pub picked: Choice,
    /// What it is held against.
    pub against: Against,
    /// Whether files may be downloaded for it.
    pub downloads: bool,
}

/// The comparisons of a page.
#[derive(Default)]
pub struct Comparisons(Mutex<Vec<Held>>);

struct Held {
    id: CompareId,
    found: Arc<Mutex<Vec<ComparedFile>>>,
    running: AbortHandle,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Comparisons {
    /// Begins to compare; `sink` hears how far it is, ten times a second at most, and the end.
    /// Needs a runtime.
    pub fn begin(&self, wanted: Comparison, sink: impl Fn(CompareCount) + Send + Sync + 'static) -> CompareId {
        let (id, found) = (CompareId::fresh(), Arc::new(Mutex::default()));
        let results = Arc::clone(&found);
        let running = tokio::spawn(async move {
            let mut count = CompareCount::default();
            let ended = run::run(wanted, &mut count, &sink).await;
            match ended {
                Ok(files) => {
                    *lock(&results) = files;
                    count.complete = true;
                }
                Err(fault) => count.fault = Some(fault),
            }
            sink(count);
        });
        let mut held = lock(&self.0);
        held.push(Held { id: id.clone(), found, running: running.abort_handle() });
        let old = held.len().saturating_sub(KEPT);
        held.drain(..old);
        id
    }

    /// At most `most` of the results from the one at `from` on: first those that are not the same,
    /// by name.
    ///
    /// # Errors
    /// The comparison was let go.
    pub fn read(&self, id: &CompareId, from: usize, most: usize) -> Result<Vec<ComparedFile>, Fault> {
        let found = self.found(id)?;
        let files = lock(&found);
        Ok(files.iter().skip(from).take(most).cloned().collect())
    }

    /// All results so far, to be saved as a table for programs and spreadsheets.
    ///
    /// # Errors
    /// The comparison was let go.
    pub fn results(&self, id: &CompareId) -> Result<Results, Fault> {
        let found = self.found(id)?;
        let files = lock(&found).clone();
        Ok(Results(files))
    }

    /// Stops a comparison and lets it go. One that is not there is no error.
    pub fn close(&self, id: &CompareId) {
        lock(&self.0).retain(|held| held.id != *id);
    }

    /// Lets go of all of them.
    pub fn close_all(&self) {
        lock(&self.0).clear();
    }

    fn found(&self, id: &CompareId) -> Result<Arc<Mutex<Vec<ComparedFile>>>, Fault> {
        let held = lock(&self.0);
        held.iter()
            .find(|held| held.id == *id)
            .map(|held| Arc::clone(&held.found))
            .ok_or_else(|| fault::gone("compare"))
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
