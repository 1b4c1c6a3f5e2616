//! An S3 Inventory report opened as a listing: the rows come out of the report's files, and the
//! bucket that it is of is not asked at all.
//!
//! The files are read through the store, one after the other, and unpacked as they arrive: what is
//! in memory is some batches of rows, whatever the size of a file. A failure keeps the rows; going
//! on reads the file that failed again and passes over the rows that it has given. Dropping the
//! future (a closed tab) stops request and unpacking; nothing on S3 changes.

mod arriving;
mod lines;
mod manifest;
mod tables;

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use store::{
    Entry, Get, ObjectAt, Page, Store,
    bounds::{MANIFEST, REPORT_UNPACKED},
};
use tokio::sync::mpsc;
use ts_rs::TS;

use self::{
    arriving::{arriving, fetch},
    manifest::{File, Kind, Manifest},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::ConnectionId,
};

/// Rows handed on at once: as many as a page of S3 has.
const BATCH: usize = 1_000;
/// Batches that wait to be taken.
const WAITING: usize = 4;

/// How many bytes `came` bytes of a file may be unpacked to. A small file may shrink by more than a
/// large one.
fn unpacked_most(came: u64) -> u64 {
    came.saturating_mul(REPORT_UNPACKED).saturating_add(SLACK)
}

/// See [`unpacked_most`].
const SLACK: u64 = 64 << 20;

/// Where a report's manifest lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct ReportAt {
    pub bucket: String,
    pub key: String,
}

/// What a report says of itself: of which bucket it is (`of`), when it was made, how many files it
/// is in and how large they are, packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ReportView {
    pub at: ReportAt,
    pub of: Place,
    #[ts(type = "number | null")]
    pub made: Option<i64>,
    pub files: usize,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Rows on their way to `give`, so many at once.
struct Batches<G> {
    batch: Vec<Entry>,
    give: G,
}

impl<G: FnMut(Vec<Entry>) -> bool> Batches<G> {
    fn new(give: G) -> Self {
        Self { batch: Vec::with_capacity(BATCH), give }
    }

    /// False when no more are wanted.
    fn add(&mut self, entry: Option<Entry>) -> bool {
        self.batch.extend(entry);
        self.batch.len() < BATCH || (self.give)(std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH)))
    }

    fn end(mut self) {
        if !self.batch.is_empty() {
            (self.give)(self.batch);
        }
    }
}

/// A row is an object that is there now, and neither an old version nor the mark of a deletion. In
/// a report of a bucket that keeps no versions rows say nothing of it.
fn is_there(latest: Option<bool>, marker: Option<bool>) -> bool {
    latest != Some(false) && marker != Some(true)
}

/// Reads what a report says of itself.
///
/// # Errors
/// It could not be read, or is no report that can be opened.
pub async fn look_at_report(store: &Store, connection: ConnectionId, at: ReportAt) -> Result<ReportView, Fault> {
    let manifest = read_manifest(store, &at).await?;
    let bytes = manifest.files.iter().fold(0, |sum: u64, file| sum.saturating_add(file.size));
    let of = Place { connection, bucket: manifest.source, prefix: String::new() };
    Ok(ReportView { at, of, made: manifest.made, files: manifest.files.len(), bytes })
}

/// How far a report was read: its files, and rows of the next.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reached {
    file: usize,
    rows: usize,
}

/// Reads on from where it was. True: to the end; false: until `take` wanted no more.
pub(super) async fn read(
    store: &Store,
    at: &ReportAt,
    reached: &Mutex<Reached>,
    mut take: impl FnMut(Page) -> bool,
) -> Result<bool, Fault> {
    let manifest = read_manifest(store, at).await?;
    loop {
        let now = *reached.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = manifest.files.get(now.file) else { return Ok(true) };
        let bucket = manifest.files_in.clone().unwrap_or_else(|| at.bucket.clone());
        let from = ObjectAt::new(bucket, file.key.clone());
        let mut passed = 0;
        let give = |mut entries: Vec<Entry>| {
            let known = now.rows.saturating_sub(passed).min(entries.len());
            passed += entries.len();
            entries.drain(..known);
            reached.lock().unwrap_or_else(PoisonError::into_inner).rows += entries.len();
            entries.is_empty() || take(Page { prefixes: Vec::new(), entries, next: None })
        };
        if !read_file(store, &from, &manifest, file, give).await? {
            return Ok(false);
        }
        *reached.lock().unwrap_or_else(PoisonError::into_inner) = Reached { file: now.file + 1, rows: 0 };
    }
}

/// One file to its end. What went wrong on the way here is told rather than what unpacking made of
/// it.
async fn read_file(
    store: &Store,
    from: &ObjectAt,
    manifest: &Manifest,
    file: &File,
    mut give: impl FnMut(Vec<Entry>) -> bool,
) -> Result<bool, Fault> {
    let (rows, mut batches) = mpsc::channel(WAITING);
    let hand_on = move |batch| rows.blocking_send(batch).is_ok();
    let taking = async move {
        while let Some(batch) = batches.recv().await {
            if !give(batch) {
                return false;
            }
        }
        true
    };
    let (sender, bytes) = arriving();
    let kind = manifest.kind.clone();
    let unpacking = tokio::task::spawn_blocking(move || match kind {
        Kind::Lines { columns } => lines::read(bytes, &columns, hand_on),
        Kind::Parquet => tables::read(bytes, hand_on),
    });
    let (fetched, wanted) = tokio::join!(fetch(store, from, file, sender), taking);
    let unpacked = unpacking.await;
    if wanted {
        fetched?;
    }
    // A defect in there is a damaged file's work as well: nothing else comes in.
    let unpacked = unpacked.unwrap_or_else(|defect| Err(io::Error::other(defect)));
    unpacked.map_err(|error| fault::report_damaged(from, &error.to_string()))?;
    Ok(wanted)
}

async fn read_manifest(store: &Store, at: &ReportAt) -> Result<Manifest, Fault> {
    let from = ObjectAt::new(at.bucket.clone(), at.key.clone());
    let mut download = store.get(&from, Get::default()).await.map_err(|error| fault::from_store(&error))?;
    let text = download.whole(MANIFEST).await.map_err(|error| fault::from_store(&error))?;
    let text = text.ok_or_else(|| fault::not_an_inventory(&from, &fault::NoReport::TooLong))?;
    manifest::parse(&text).map_err(|why| fault::not_an_inventory(&from, &why))
}
