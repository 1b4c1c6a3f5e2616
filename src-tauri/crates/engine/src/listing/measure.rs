//! How much lies below a folder: counted while it is read, as a stream. Nothing is kept but the
//! sums; leaving the question stops the requests under way.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use store::Page;
use ts_rs::TS;

use super::reading::Reader;
use crate::{fault::Fault, ticks::Ticks};

/// What was counted so far. `complete` is false while counting goes on or after `fault` stopped it.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[allow(missing_docs)]
pub struct FolderSize {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// Where the sums so far go, at most ten times a second, and the last one.
pub type SizeSink = Box<dyn Fn(FolderSize) + Send + Sync>;

/// Counts everything below a place. Markers of folders (`a/`, empty) are no files.
pub(super) async fn measure(reader: &Reader, sink: &SizeSink) {
    let sums = Mutex::new(FolderSize::default());
    let spans = Mutex::new(reader.spans());
    let mut ticks = Ticks::new();
    let take = |page: Page| {
        let now = add(&mut lock(&sums), &page).clone();
        if ticks.is_due() {
            sink(now);
        }
        true
    };
    let end = reader.read(&spans, take, || *lock(&sums) = FolderSize::default()).await;
    let mut sums = lock(&sums).clone();
    sums.complete = end.is_ok();
    sums.fault = end.err();
    sink(sums);
}

fn add<'a>(sums: &'a mut FolderSize, page: &Page) -> &'a FolderSize {
    for file in page.entries.iter().filter(|entry| entry.size > 0 || !entry.key.ends_with('/')) {
        sums.files += 1;
        // A server may claim any size.
        sums.bytes = sums.bytes.saturating_add(file.size);
    }
    sums
}

fn lock(sums: &Mutex<FolderSize>) -> MutexGuard<'_, FolderSize> {
    sums.lock().unwrap_or_else(PoisonError::into_inner)
}
