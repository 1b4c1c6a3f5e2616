//! Deleting a bucket with everything in it: counted first, old versions and unfinished uploads too;
//! then, once its name was typed, emptied and deleted.
//!
//! Nothing is deleted on a server whose GETs do not answer as S3 does, since some take the deletion
//! of a setting for the deletion of the bucket. Never more things go than were counted: if
//! something came in meanwhile, emptying ends there.
//!
//! A stop is heeded between two requests; a failure ends at once. Either leaves the bucket, with
//! less in it, and so does a crash: counting again and deleting again goes on from there. What was
//! deleted does not come back.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::Serialize;
use store::{Store, StoreErrorKind};
use ts_rs::TS;

mod count;
mod empty;

use self::count::Versions;
use crate::{
    fault::{self, Fault},
    ids::RemovalId,
    stop::Stop,
};

/// What is in a bucket, as far as it was counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct BucketCount {
    /// Files as a list shows them.
    #[ts(type = "number")]
    pub files: u64,
    /// Older versions of files.
    #[ts(type = "number")]
    pub old_versions: u64,
    /// Marks that a file was deleted.
    #[ts(type = "number")]
    pub markers: u64,
    /// Uploads that were begun and not ended.
    #[ts(type = "number")]
    pub uploads: u64,
    /// Files and versions together.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether all was counted; else the counts are of what was seen.
    pub complete: bool,
    /// Why counting stopped.
    pub fault: Option<Fault>,
}

impl BucketCount {
    /// Things that have to go before the bucket can.
    fn things(&self) -> u64 {
        self.files + self.old_versions + self.markers + self.uploads
    }
}

/// How far emptying a bucket is, at most ten times a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct RemovalTick {
    #[ts(type = "number")]
    pub removed: u64,
    #[ts(type = "number")]
    pub of: u64,
}

/// How removing a bucket ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum Removed {
    /// The bucket and all that was in it are gone.
    Gone,
    /// It was stopped; the bucket is there, with less in it.
    Stopped {
        /// Things that are gone.
        #[ts(type = "number")]
        removed: u64,
    },
}

/// The buckets that are about to be deleted.
#[derive(Default)]
pub struct Removals {
    open: Mutex<HashMap<RemovalId, Arc<Removal>>>,
}

struct Removal {
    store: Store,
    bucket: String,
    stop: Stop,
    /// What was counted, once all was.
    counted: Mutex<Option<(BucketCount, Versions)>>,
}

impl Removals {
    /// Counts what is in the bucket; `sink` sees it at most ten times a second and at the end.
    pub fn count(&self, store: Store, bucket: String, sink: impl Fn(BucketCount) + Send + Sync + 'static) -> RemovalId {
        let (id, stop) = (RemovalId::fresh(), Stop::default());
        let removal = Arc::new(Removal { store, bucket, stop, counted: Mutex::default() });
        self.all().insert(id.clone(), removal.clone());
        tokio::spawn(async move {
            let _ = removal.stop.unless(removal.count(&sink)).await;
        });
        id
    }

    /// Empties the bucket and deletes it, if `typed` is its name.
    ///
    /// # Errors
    /// The name is another, not all was counted, more came in, or the storage refused. What went
    /// before is gone.
    pub async fn run(&self, id: &RemovalId, typed: &str, sink: impl Fn(RemovalTick)) -> Result<Removed, Fault> {
        let removal = self.all().get(id).cloned().ok_or_else(|| fault::gone("question"))?;
        if typed != removal.bucket {
            return Err(fault::name_differs(&removal.bucket));
        }
        // Taken, so that a second press finds nothing to run.
        let counted = removal.counted().take().ok_or_else(|| fault::gone("question"))?;
        let ended = empty::run(&removal.store, &removal.bucket, &counted, &removal.stop, &sink).await;
        self.stop(id);
        ended
    }

    /// Stops counting or emptying. Stopping twice is no error.
    pub fn stop(&self, id: &RemovalId) {
        if let Some(removal) = self.all().remove(id) {
            removal.stop.stop();
        }
    }

    /// Stops them all, as when the page starts anew.
    pub fn stop_all(&self) {
        self.all().drain().for_each(|(_, removal)| removal.stop.stop());
    }

    fn all(&self) -> MutexGuard<'_, HashMap<RemovalId, Arc<Removal>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Removal {
    async fn count(&self, sink: &(impl Fn(BucketCount) + Send + Sync)) {
        match count::count(&self.store, &self.bucket, sink).await {
            Ok((count, versions)) => {
                *self.counted() = Some((count.clone(), versions));
                sink(count);
            }
            Err((count, error)) => sink(BucketCount { fault: Some(refusal(&error)), ..count }),
        }
    }

    fn counted(&self) -> MutexGuard<'_, Option<(BucketCount, Versions)>> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a bucket cannot be counted: a server that is not like S3 is told apart from other failures.
fn refusal(error: &store::StoreError) -> Fault {
    match error.kind {
        StoreErrorKind::NotSupported => fault::bucket_not_counted().details(fault::from_store(error).details),
        _ => fault::from_store(error),
    }
}
