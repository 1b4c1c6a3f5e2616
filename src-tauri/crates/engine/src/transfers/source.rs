//! The local file behind an upload, and whether it stayed the same while it was read.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use store::{Checksum, Hasher, ObjectAt};

use super::{
    context::{Context, Progress},
    job::{Outcome, Stop},
    journal::Ledger,
};
use crate::fault;

/// A file as it was when the upload began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) size: u64,
    modified: Option<SystemTime>,
}

/// One file on its way to one key.
pub(super) struct Sending<'a> {
    pub(super) context: &'a Context,
    pub(super) source: &'a Source,
    pub(super) at: &'a ObjectAt,
    pub(super) progress: &'a Arc<Progress>,
    pub(super) stop: &'a Stop,
    pub(super) ledger: &'a Ledger,
}

impl Source {
    /// Looks at the file and tries to open it.
    pub(super) async fn open(path: &Path) -> Result<Self, Outcome> {
        let file = tokio::fs::File::open(path).await.map_err(|error| unreadable(path, &error))?;
        let found = file.metadata().await.map_err(|error| unreadable(path, &error))?;
        if !found.is_file() {
            return Err(unreadable(path, &io::ErrorKind::IsADirectory.into()));
        }
        Ok(Self { path: path.to_owned(), size: found.len(), modified: found.modified().ok() })
    }

    /// Whether the file still has its size and time, and is still there.
    pub(super) async fn is_unchanged(&self) -> Result<bool, Outcome> {
        let found = tokio::fs::metadata(&self.path).await.map_err(|error| unreadable(&self.path, &error))?;
        Ok(found.len() == self.size && found.modified().ok() == self.modified)
    }

    /// Its time in milliseconds since 1970, as the journal keeps it.
    pub(super) fn modified(&self) -> Option<i64> {
        let since = self.modified?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_millis()).ok()
    }

    /// What its bytes come to now.
    pub(super) async fn sum(&self, mut hasher: Hasher) -> Option<Checksum> {
        let path = self.path.clone();
        let read = move || {
            let mut file = std::fs::File::open(path).ok()?;
            hasher.read(&mut file).ok()?;
            Some(hasher.finish())
        };
        tokio::task::spawn_blocking(read).await.ok().flatten()
    }

    /// What to say when storage could not be given the bytes.
    pub(super) async fn refused(&self, error: &store::StoreError) -> Outcome {
        if error.kind != store::StoreErrorKind::LocalFile {
            return Outcome::refused(error);
        }
        match self.is_unchanged().await {
            Err(outcome) => outcome,
            Ok(false) => Outcome::failed(fault::transfer::changed_while_read(&self.path, false)),
            Ok(true) => Outcome::failed(fault::from_store(error)),
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Outcome {
    Outcome::failed(fault::transfer::reading(path, error))
}
