//! What an upload reads: a file of this computer, or an object that is being copied; and whether it
//! stayed the same meanwhile.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use store::{About, Algorithm, Checksum, Hasher, ObjectAt, ObjectHead, Pace, Part, Payload, Store};

use super::media;
use crate::{
    fault,
    stop::Stop,
    transfers::{
        context::{Context, Progress},
        job::Outcome,
        journal::Ledger,
        seen::millis,
        step::SyncStep,
    },
};

/// Files up to this size are read once and held in memory while they are sent, in bytes.
const HELD: u64 = 128 * 1024;
/// So much of a larger one is read to see what kind of file it is, in bytes.
pub(crate) const FIRST: u64 = 4 * 1024;

/// Something to send, as it was when the sending began.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) size: u64,
    of: Of,
    /// What goes with its bytes, where that is not made of them.
    about: Option<Box<About>>,
}

#[derive(Clone)]
enum Of {
    File { path: PathBuf, modified: Option<SystemTime>, read: Read },
    Object(Box<Original>),
}

/// What was read of a file when it was opened.
#[derive(Clone)]
enum Read {
    /// All of it, as it was at one moment.
    Whole(Bytes),
    /// How it begins.
    First(Bytes),
}

/// An object that is being copied.
#[derive(Clone)]
pub(crate) struct Original {
    pub(crate) store: Store,
    pub(crate) at: ObjectAt,
    pub(crate) head: ObjectHead,
    /// What goes with its bytes.
    pub(crate) about: About,
    /// Its server is also the copy's, and copies by itself.
    pub(crate) near: bool,
}

/// One source on its way to one key.
pub(crate) struct Sending<'a> {
    pub(crate) context: &'a Context,
    pub(crate) source: &'a Source,
    pub(crate) at: &'a ObjectAt,
    pub(crate) progress: &'a Arc<Progress>,
    pub(crate) stop: &'a Stop,
    pub(crate) ledger: &'a Ledger,
    /// What is looked at once all parts are there, right before they become one object.
    pub(crate) last: Option<Last<'a>>,
}

/// A last look, after hours perhaps.
pub(crate) type Last<'a> = &'a (dyn Fn() -> BoxFuture<'a, Result<(), Outcome>> + Sync);

impl Source {
    /// Opens the file and reads how it begins; a small one whole.
    pub(crate) async fn open(path: &Path) -> Result<Self, Outcome> {
        let own = path.to_owned();
        let opened = tokio::task::spawn_blocking(move || look(&own)).await;
        let (size, modified, read) = match opened {
            Ok(looked) => looked.map_err(|error| unreadable(path, &error))?,
            Err(_) => return Err(Outcome::failed(fault::defect("reading a file"))),
        };
        Ok(Self { size, of: Of::File { path: path.to_owned(), modified, read }, about: None })
    }

    pub(crate) fn object(original: Original) -> Self {
        Self { size: original.head.size, of: Of::Object(Box::new(original)), about: None }
    }

    /// The same, with this beside its bytes but for the time of the file.
    pub(crate) fn kept_as(mut self, about: About) -> Self {
        self.about = Some(Box::new(about));
        self
    }

    /// The object, where it is one.
    pub(crate) fn original(&self) -> Option<&Original> {
        match &self.of {
            Of::File { .. } => None,
            Of::Object(original) => Some(original),
        }
    }

    /// The object, where its server makes the copy.
    pub(crate) fn near(&self) -> Option<&Original> {
        self.original().filter(|original| original.near)
    }

    /// It is an earlier version of what its server is to have at this very address again.
    pub(crate) fn restores(&self, at: &ObjectAt) -> bool {
        let named = self.near().map(|original| &original.at).filter(|original| original.version.is_some());
        named.is_some_and(|original| (&original.bucket, &original.key) == (&at.bucket, &at.key))
    }

    /// All its bytes, where they are in memory.
    pub(crate) fn held(&self) -> Option<&Bytes> {
        match &self.of {
            Of::File { read: Read::Whole(bytes), .. } => Some(bytes),
            _ => None,
        }
    }

    /// The source as it is now, for another try.
    pub(crate) async fn again(&self) -> Result<Self, Outcome> {
        match &self.of {
            Of::File { path, .. } => Ok(Self { about: self.about.clone(), ..Self::open(path).await? }),
            Of::Object(_) => Ok(self.clone()),
        }
    }

    /// Whether it is still the same. What was held in memory is, and of an object read here every
    /// answer was of the one version. A server that copies by itself may not know the condition, so
    /// it is asked.
    pub(crate) async fn is_unchanged(&self) -> Result<bool, Outcome> {
        match &self.of {
            Of::File { read: Read::Whole(_), .. } => Ok(true),
            Of::File { path, modified, .. } => {
                let found = tokio::fs::metadata(path).await.map_err(|error| unreadable(path, &error))?;
                Ok(found.len() == self.size && found.modified().ok() == *modified)
            }
            Of::Object(original) if original.head.etag.is_some() && !original.near => Ok(true),
            Of::Object(original) => original.is_unchanged().await,
        }
    }

    /// It did not stay the same; `kept`: and what was made of it is there.
    pub(crate) fn changed(&self, kept: bool) -> Outcome {
        Outcome::failed(match &self.of {
            Of::File { path, .. } => fault::transfer::changed_while_read(path, kept),
            Of::Object(original) => fault::transfer::changed_while_copied(&original.at.key),
        })
    }

    /// Whether it is what a comparison saw.
    pub(crate) fn is_seen(&self, step: &SyncStep) -> bool {
        let head = self.original().map(|original| &original.head);
        step.has_source(self.size, self.time().and_then(millis), head)
    }

    /// When its bytes were written, as well as that is known.
    pub(crate) fn time(&self) -> Option<SystemTime> {
        match &self.of {
            Of::File { modified, .. } => *modified,
            Of::Object(original) => original.head.time(),
        }
    }

    /// Its time in milliseconds since 1970, as the journal keeps it.
    pub(crate) fn modified(&self) -> Option<i64> {
        match &self.of {
            Of::File { modified, .. } => {
                let since = (*modified)?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
                i64::try_from(since.as_millis()).ok()
            }
            Of::Object(original) => original.head.modified,
        }
    }

    /// The version of an object.
    pub(crate) fn version(&self) -> Option<&str> {
        self.original()?.head.etag.as_deref()
    }

    /// What goes with its bytes to `key`.
    pub(crate) fn about(&self, key: &str) -> About {
        if let Some(about) = &self.about {
            return (**about).clone().written(self.time());
        }
        match &self.of {
            Of::File { modified, read: Read::Whole(first) | Read::First(first), .. } => {
                About::of_type(media::kind_of(key, first)).written(*modified)
            }
            Of::Object(original) => original.about.clone(),
        }
    }

    /// These of its bytes, to be sent.
    pub(crate) fn payload(&self, offset: u64, len: u64, progress: &Arc<Progress>, pace: &Arc<Pace>) -> Payload {
        let counted = Some(progress.on_bytes());
        let payload = match &self.of {
            Of::File { read: Read::Whole(bytes), .. } => return Payload::bytes(bytes.clone()),
            Of::File { path, .. } => Payload::file(path.clone(), offset, len, counted),
            Of::Object(original) => {
                let Original { store, at, head, .. } = &**original;
                Payload::object(store.clone(), at.clone(), offset..offset + len, head, counted)
            }
        };
        payload.paced(Arc::clone(pace))
    }

    /// What its bytes come to now, summed up with `hasher`; of an object, what its server says.
    pub(crate) async fn sum(&self, hasher: Option<Hasher>) -> Option<Checksum> {
        match &self.of {
            Of::File { read: Read::Whole(bytes), .. } => {
                let mut hasher = hasher?;
                hasher.update(bytes);
                Some(hasher.finish())
            }
            Of::File { path, .. } => sum_of(path.clone(), hasher?).await,
            Of::Object(original) => original.told(),
        }
    }

    /// Whether the bytes from `offset` on are still those of a part that was sent before.
    pub(crate) async fn still_has(&self, offset: u64, part: &Part) -> bool {
        match &self.of {
            Of::File { path, .. } => {
                let Some(sent) = part.checksum.clone() else { return false };
                let (path, size) = (path.clone(), part.size);
                let read = move || sum_of_range(&path, offset, size, sent.algorithm).is_ok_and(|sum| sum == sent);
                tokio::task::spawn_blocking(read).await.unwrap_or(false)
            }
            // Without a version nothing says that it is the same.
            Of::Object(original) => original.head.etag.is_some(),
        }
    }

    /// What to say when storage could not be given the bytes.
    pub(crate) async fn refused(&self, error: &store::StoreError) -> Outcome {
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
    pub(crate) fn told(&self) -> Option<Checksum> {
        self.head.checksum.clone().or_else(|| self.told_by_etag())
    }

    /// The same by its ETag, where that may be such a sum.
    pub(crate) fn told_by_etag(&self) -> Option<Checksum> {
        let etag = self.head.etag.clone().filter(|_| self.head.etag_is_md5 != Some(false));
        etag.map(|value| Checksum { algorithm: Algorithm::Md5, value })
    }

    /// Whether the object is still the one that was copied.
    pub(crate) async fn is_unchanged(&self) -> Result<bool, Outcome> {
        match self.store.head(&self.at).await {
            Ok(now) => Ok(are_one(&self.head, &now)),
            Err(error) if error.kind == store::StoreErrorKind::NoSuchKey => Ok(false),
            Err(error) => Err(Outcome::refused(&error)),
        }
    }
}

/// Whether what a key shows is what it showed then. The same bytes written again within a second
/// differ in their version alone.
fn are_one(then: &ObjectHead, now: &ObjectHead) -> bool {
    let rewritten = now.version.as_ref().zip(then.version.as_ref()).is_some_and(|(now, then)| now != then);
    !rewritten && (&now.etag, now.size, now.modified) == (&then.etag, then.size, then.modified)
}

/// Size, time and first bytes of a file. Blocking.
fn look(path: &Path) -> io::Result<(u64, Option<SystemTime>, Read)> {
    let file = std::fs::File::open(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let size = found.len();
    let most = if size <= HELD { size } else { FIRST };
    let mut first = Vec::with_capacity(usize::try_from(most).unwrap_or_default());
    // One more than it should have: a file that grew is seen.
    io::Read::read_to_end(&mut io::Read::take(&file, most + 1), &mut first)?;
    let whole = size <= HELD && first.len() as u64 == size && file.metadata()?.modified().ok() == found.modified().ok();
    let read = if whole { Read::Whole(first.into()) } else { Read::First(first.into()) };
    Ok((size, found.modified().ok(), read))
}

/// What these bytes of a file come to. Blocking.
fn sum_of_range(path: &Path, offset: u64, len: u64, algorithm: Algorithm) -> io::Result<Checksum> {
    let mut file = std::fs::File::open(path)?;
    io::Seek::seek(&mut file, io::SeekFrom::Start(offset))?;
    let mut hasher = Hasher::new(algorithm);
    hasher.read(&mut io::Read::take(file, len))?;
    Ok(hasher.finish())
}

/// What the bytes of a file come to.
pub(crate) async fn sum_of(path: PathBuf, mut hasher: Hasher) -> Option<Checksum> {
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

#[cfg(test)]
mod tests {
    use store::ObjectHead;

    use super::are_one;

    #[test]
    fn the_same_bytes_written_again_are_another_version() {
        let head = |version: Option<&str>, etag: &str| ObjectHead {
            size: 3,
            etag: Some(etag.into()),
            modified: Some(1_000),
            written: None,
            content_type: None,
            checksum: None,
            etag_is_md5: None,
            version: version.map(Into::into),
        };
        let then = head(Some("1"), "a");
        assert!(are_one(&then, &then) && are_one(&then, &head(None, "a")) && are_one(&head(None, "a"), &then));
        assert!(!are_one(&then, &head(Some("2"), "a")) && !are_one(&then, &head(Some("1"), "b")));
    }
}
