//! The key-exact store of the practice server: a folder that keeps every key as it was given.
//!
//! No key ever becomes a path. The folder holds `practice.lock`, the journal `journal.jsonl` (every
//! change, one line each) and `blobs/` (the bytes, in files with random names).
//!
//! **The promise.** A change that was answered is kept, and an object is either the old one or the
//! new one, never half of each, when the server is killed at any instant. Bytes reach the disk
//! before the line that names them, and the line before the answer. A change may be seen by others
//! a moment before it is on the disk. Opening the folder drops a half-written last line, rewrites
//! the journal to its shortest form and sweeps the blob files that nothing names.
//!
//! All calls here block; `s3` moves them off the async threads. What S3 allows is decided by the
//! callers.

mod blob;
mod history;
mod index;
mod journal;
mod listing;
mod object;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

pub(crate) use self::blob::{Blob, Blobs};
pub(crate) use self::history::{Deletion, Older, VersionLine, VersionQuery};
pub(crate) use self::index::{Bucket, Change, Index, LockDefault, ObjectLock};
use self::journal::{Journal, ReadError};
pub(crate) use self::listing::{Entry, Page, Query, after_key, after_prefix};
pub(crate) use self::object::{
    About, NULL, Object, Part, Piece, Restored, Retained, Upload, VersionState, at, now, seconds,
};
use crate::PracticeError;

const LOCK: &str = "practice.lock";
const JOURNAL: &str = "journal.jsonl";
const BLOBS: &str = "blobs";

/// An open store. One server at a time holds a folder.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) blobs: Blobs,
    index: RwLock<Index>,
    /// `None` once closed.
    journal: Mutex<Option<Journal>>,
    /// How many lines of the journal are on the disk: those who wait for one sync share it.
    synced: Mutex<u64>,
    lock: Lock,
}

/// Why a change was not made.
#[derive(Debug)]
pub(crate) enum CommitError<R> {
    /// The caller's own decision.
    Refused(R),
    Io(io::Error),
}

impl Store {
    /// Opens the store in `folder`, making both when absent.
    pub(crate) fn open(folder: &Path) -> Result<Self, PracticeError> {
        let failed = |source| PracticeError::folder(folder, source);
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = take(folder)?;
        let mut index = journal::read(&folder.join(JOURNAL)).map_err(|error| match error {
            ReadError::Io(source) => failed(source),
            ReadError::Damaged(line) => PracticeError::Damaged { journal: folder.join(JOURNAL), line },
        })?;
        let journal = Journal::rewrite(&folder.join(JOURNAL), &index).map_err(failed)?;
        let blobs = Blobs::open(folder.join(BLOBS)).map_err(failed)?;
        let swept = blobs.sweep(&index.adopt(&blobs)).map_err(failed)?;
        tracing::debug!(buckets = index.buckets.len(), swept, "practice folder opened");
        Ok(Self { blobs, index: RwLock::new(index), journal: Mutex::new(Some(journal)), synced: Mutex::new(0), lock })
    }

    /// Whether a store was made in `folder`.
    pub(crate) fn is_at(folder: &Path) -> bool {
        folder.join(LOCK).exists()
    }

    /// Removes the store in `folder`. The journal goes first: bytes that nothing names are swept at
    /// the next opening.
    pub(crate) fn erase(folder: &Path) -> Result<(), PracticeError> {
        let failed = |source| PracticeError::folder(folder, source);
        let present = |done: io::Result<()>| match done {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
            _ => Ok(()),
        };
        if !folder.try_exists().map_err(failed)? {
            return Ok(());
        }
        let _lock = take(folder)?;
        present(fs::remove_file(folder.join(JOURNAL)))?;
        present(fs::remove_dir_all(folder))
    }

    /// Looks at the table.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Index) -> T) -> T {
        look(&self.index.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the change that `decide` finds right in the table as it is, and returns once it is on
    /// the disk. Nothing else changes between the decision and the change.
    pub(crate) fn commit<R>(&self, decide: impl FnOnce(&Index) -> Result<Change, R>) -> Result<(), CommitError<R>> {
        let line = {
            let mut journal = self.journal();
            let Some(journal) = journal.as_mut() else {
                return Err(CommitError::Io(closed()));
            };
            let change = self.read(decide).map_err(CommitError::Refused)?;
            let line = journal.append(&change).map_err(CommitError::Io)?;
            self.index.write().unwrap_or_else(PoisonError::into_inner).apply(change);
            line
        };
        self.sync(line).map_err(CommitError::Io)
    }

    /// Brings the journal's first `line` lines to the disk.
    fn sync(&self, line: u64) -> io::Result<()> {
        let mut synced = self.synced.lock().unwrap_or_else(PoisonError::into_inner);
        if *synced < line {
            // The journal is free for the next change while the disk works.
            let (file, lines) = self.journal().as_ref().ok_or_else(closed)?.handle()?;
            file.sync_data()?;
            *synced = lines;
        }
        Ok(())
    }

    /// Refuses every further change and lets another server open the folder. What is under way
    /// fails.
    pub(crate) fn close(&self) {
        *self.journal() = None;
        self.lock.free();
    }

    fn journal(&self) -> MutexGuard<'_, Option<Journal>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lock of a folder, until it is dropped. Closing the file alone would leave it taken while a
/// child is being started: until that has become its program, it has a copy of every open file.
#[derive(Debug)]
struct Lock(File);

impl Lock {
    fn free(&self) {
        if let Err(error) = self.0.unlock() {
            tracing::debug!(%error, "the practice folder stays locked until the process ends");
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.free();
    }
}

/// Takes the lock of `folder`, if it is a store's or empty.
fn take(folder: &Path) -> Result<Lock, PracticeError> {
    let failed = |source| PracticeError::folder(folder, source);
    if !Store::is_at(folder) && fs::read_dir(folder).map_err(failed)?.next().is_some() {
        return Err(PracticeError::Foreign(folder.to_owned()));
    }
    let lock = File::create(folder.join(LOCK)).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(Lock(lock)),
        Err(TryLockError::WouldBlock) => Err(PracticeError::InUse(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn closed() -> io::Error {
    io::Error::other("the practice server has stopped")
}
