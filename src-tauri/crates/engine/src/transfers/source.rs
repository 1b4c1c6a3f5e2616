//! What an upload reads: a file of this computer, or an object that is being copied; and whether it stayed the same
//! meanwhile.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use store::{About, Algorithm, Checksum, Hasher, ObjectAt, ObjectHead, Pace, Payload, Store};

use super::{
    context::{Context, Progress},
    job::{Outcome, Stop},
    journal::Ledger,
};
use crate::fault;

/// Something to send, as it was when the sending began.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) size: u64,
    of: Of,
}

#[derive(Clone)]
enum Of {
    File { path: PathBuf, modified: Option<SystemTime> },
    Object(Box<Original>),
}

/// An object that is being copied.
#[derive(Clone)]
pub(super) struct Original {
    pub(super) store: Store,
    pub(super) at: ObjectAt,
    pub(super) head: ObjectHead,
    /// What goes with its bytes.
    pub(super) about: About,
    /// Its server is also the copy's, and copies by itself.
    pub(super) near: bool,
}

/// One source on its way to one key.
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
        Ok(Self { size: found.len(), of: Of::File { path: path.to_owned(), modified: found.modified().ok() } })
    }

    pub(super) fn object(original: Original) -> Self {
        Self { size: original.head.size, of: Of::Object(Box::new(original)) }
    }

    /// The object, where it is one.
    pub(super) fn original(&self) -> Option<&Original> {
        match &self.of {
            Of::File { .. } => None,
            Of::Object(original) => Some(original),
        }
    }

    /// The object, where its server makes the copy.
    pub(super) fn near(&self) -> Option<&Original> {
        self.original().filter(|original| original.near)
    }

    /// The source as it is now, for another try.
    pub(super) async fn again(&self) -> Result<Self, Outcome> {
        match &self.of {
            Of::File { path, .. } => Self::open(path).await,
            Of::Object(_) => Ok(self.clone()),
        }
    }

    /// Whether it is still the same. Of an object, every request asked for the one version.
    pub(super) async fn is_unchanged(&self) -> Result<bool, Outcome> {
        match &self.of {
            Of::File { path, modified } => {
                let found = tokio::fs::metadata(path).await.map_err(|error| unreadable(path, &error))?;
                Ok(found.len() == self.size && found.modified().ok() == *modified)
            }
            Of::Object(original) if original.head.etag.is_some() => Ok(true),
            Of::Object(original) => original.is_unchanged().await,
        }
    }

    /// It did not stay the same; `kept`: and what was made of it is there.
    pub(super) fn changed(&self, kept: bool) -> Outcome {
        Outcome::failed(match &self.of {
            Of::File { path, .. } => fault::transfer::changed_while_read(path, kept),
            Of::Object(original) => fault::transfer::changed_while_copied(&original.at.key),
        })
    }

    /// Its time in milliseconds since 1970, as the journal keeps it.
    pub(super) fn modified(&self) -> Option<i64> {
        match &self.of {
            Of::File { modified, .. } => {
                let since = (*modified)?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
                i64::try_from(since.as_millis()).ok()
            }
            Of::Object(original) => original.head.modified,
        }
    }

    /// The version of an object.
    pub(super) fn version(&self) -> Option<&str> {
        self.original()?.head.etag.as_deref()
    }

    /// What goes with its bytes to `key`.
    pub(super) fn about(&self, key: &str) -> About {
        match &self.of {
            Of::File { .. } => About::of_type(mime_guess::from_path(key).first_raw().map(str::to_owned)),
            Of::Object(original) => original.about.clone(),
        }
    }

    /// These of its bytes, to be sent.
    pub(super) fn payload(&self, offset: u64, len: u64, progress: &Arc<Progress>, pace: &Arc<Pace>) -> Payload {
        let counted = Some(progress.on_bytes());
        let payload = match &self.of {
            Of::File { path, .. } => Payload::file(path.clone(), offset, len, counted),
            Of::Object(original) => {
                let Original { store, at, head, .. } = &**original;
                Payload::object(store.clone(), at.clone(), offset..offset + len, head.etag.clone(), counted)
            }
        };
        payload.paced(Arc::clone(pace))
    }

    /// What its bytes come to now, summed up in the way that `theirs` can be held against; of an object, what its server
    /// says.
    pub(super) async fn sum(&self, theirs: &ObjectHead) -> Option<Checksum> {
        match &self.of {
            Of::File { path, .. } => sum_of(path.clone(), theirs.hasher()?).await,
            Of::Object(original) => original.told(),
        }
    }

    /// What to say when storage could not be given the bytes.
    pub(super) async fn refused(&self, error: &store::StoreError) -> Outcome {
        use store::StoreErrorKind::{Changed, LocalFile};
        match (error.kind, &self.of) {
            (Changed, _) => self.changed(false),
            (LocalFile, Of::File { .. }) => match self.is_unchanged().await {
                Err(outcome) => outcome,
                Ok(false) => self.changed(false),
                Ok(true) => Outcome::failed(fault::from_store(error)),
            },
            _ => Outcome::refused(error),
        }
    }
}

impl Original {
    /// What its server says of all its bytes.
    pub(super) fn told(&self) -> Option<Checksum> {
        let etag = self.head.etag.clone().filter(|_| self.head.etag_is_md5 != Some(false));
        let md5 = || etag.map(|value| Checksum { algorithm: Algorithm::Md5, value });
        self.head.checksum.clone().or_else(md5)
    }

    /// Whether the object is still the one that was copied.
    pub(super) async fn is_unchanged(&self) -> Result<bool, Outcome> {
        match self.store.head(&self.at).await {
            Ok(now) => {
                Ok(now.etag == self.head.etag && now.size == self.head.size && now.modified == self.head.modified)
            }
            Err(error) if error.kind == store::StoreErrorKind::NoSuchKey => Ok(false),
            Err(error) => Err(Outcome::refused(&error)),
        }
    }
}

/// What the bytes of a file come to.
pub(super) async fn sum_of(path: PathBuf, mut hasher: Hasher) -> Option<Checksum> {
    let read = move || {
        let mut file = std::fs::File::open(path).ok()?;
        hasher.read(&mut file).ok()?;
        Some(hasher.finish())
    };
    tokio::task::spawn_blocking(read).await.ok().flatten()
}

fn unreadable(path: &Path, error: &io::Error) -> Outcome {
    Outcome::failed(fault::transfer::reading(path, error))
}
