//! The comparisons that a page has open, each under an id and in a task of its own: closed, it
//! stops, and what it found is gone.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    compare::{Comparison, SyncProgress},
    filter::SyncFilter,
    judge::CompareBy,
    side::SyncSide,
};
use crate::{
    background::Background,
    fault::{self, Fault},
    ids::SyncId,
};

/// A comparison, with the task that makes it.
type Running = (Arc<Comparison>, Background<()>);

/// The open ones.
#[derive(Default)]
pub struct SyncComparisons {
    open: Mutex<HashMap<SyncId, Running>>,
}

impl SyncComparisons {
    /// Begins to compare; `sink` sees how far it is. Must be called on the tokio runtime.
    ///
    /// # Errors
    /// As [`Comparison::new`].
    pub fn begin(
        &self,
        left: SyncSide,
        right: SyncSide,
        by: CompareBy,
        filter: &SyncFilter,
        sink: impl Fn(SyncProgress) + Send + Sync + 'static,
    ) -> Result<SyncId, Fault> {
        let comparison = Arc::new(Comparison::new(left, right, by, filter)?);
        let (id, own) = (SyncId::fresh(), Arc::clone(&comparison));
        let running = Background::begin(async move { own.run(sink).await });
        self.open().insert(id.clone(), (comparison, running));
        Ok(id)
    }

    /// An open one.
    ///
    /// # Errors
    /// It was closed.
    pub fn get(&self, id: &SyncId) -> Result<Arc<Comparison>, Fault> {
        let found = self.open().get(id).map(|(comparison, _)| Arc::clone(comparison));
        found.ok_or_else(|| fault::gone("comparison"))
    }

    /// Closes one and stops it. Closing twice is no error.
    pub fn close(&self, id: &SyncId) {
        self.open().remove(id);
    }

    /// Closes all, as when the page starts anew.
    pub fn close_all(&self) {
        self.open().clear();
    }

    fn open(&self) -> MutexGuard<'_, HashMap<SyncId, Running>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
