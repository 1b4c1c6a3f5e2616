//! What is sent: bytes in memory, or a slice of a file or of another object that is read while it
//! goes.
//!
//! A slice is read in pieces of at most 128 KiB and read anew from disk on every attempt, so a
//! large file costs no memory. A file that vanished, shrank or cannot be read is
//! [`StoreErrorKind::LocalFile`], and the server keeps nothing of the attempt.

use crate::body::{FileSlice, LocalFile};
use crate::checksum::{Algorithm, Checksum, Hasher};
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::relay::{Relay, Remote};
use crate::{ObjectAt, ObjectHead, Pace, Store};
use aws_sdk_s3::primitives::{ByteStream, SdkBody};
use bytes::Bytes;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Hears of bytes handed to the wire, from a task of the runtime: it must return at once.
///
/// Positive numbers are bytes newly handed over. When an attempt failed and the body starts again,
/// one negative number takes back what the attempt had counted. So the sum of all calls is what
/// the present attempt has sent; after success it is the payload's length, and after an error or
/// a dropped call it is 0.
pub type OnBytes = Arc<dyn Fn(i64) + Send + Sync>;

/// The bytes of a request, from memory, a file or another object; read again where it is sent
/// again.
#[derive(Clone)]
pub struct Payload(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    File { path: PathBuf, offset: u64, len: u64, count: Arc<Count>, pace: Arc<Pace> },
    Object { remote: Remote, count: Arc<Count> },
}

impl Payload {
    /// Bytes held in memory.
    pub fn bytes(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }

    /// The bytes `offset .. offset + len` of a file.
    pub fn file(path: PathBuf, offset: u64, len: u64, on_bytes: Option<OnBytes>) -> Self {
        Self(Content::File { path, offset, len, count: Count::new(on_bytes), pace: Arc::default() })
    }

    /// The same, sent no faster than `pace` has it. Bytes held in memory are not held up.
    #[must_use]
    pub fn paced(mut self, by: Arc<Pace>) -> Self {
        match &mut self.0 {
            Content::Bytes(_) => {}
            Content::File { pace, .. } | Content::Object { remote: Remote { pace, .. }, .. } => *pace = by,
        }
        self
    }

    /// These bytes of another object, which is read while they are sent. One that is no longer what
    /// was `seen` of it is [`StoreErrorKind::Changed`]; what else its server says is the error of
    /// the call that sends it.
    pub fn object(store: Store, at: ObjectAt, bytes: Range<u64>, seen: &ObjectHead, on_bytes: Option<OnBytes>) -> Self {
        if bytes.is_empty() {
            return Self(Content::Bytes(Bytes::new()));
        }
        let remote = Remote { store, at, bytes, seen: Box::new(seen.clone()), pace: Arc::default() };
        Self(Content::Object { remote, count: Count::new(on_bytes) })
    }

    /// In bytes; what is sent is never longer or shorter.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::File { len, .. } => *len,
            Content::Object { remote, .. } => remote.bytes.end - remote.bytes.start,
        }
    }

    /// Whether there is nothing to send but the object itself.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Looks at the file before the server hears of it.
    pub(crate) async fn check(&self, subject: Subject<'_>) -> Result<(), StoreError> {
        let Content::File { path, offset, len, .. } = &self.0 else { return Ok(()) };
        let fault = match tokio::fs::File::open(path).await {
            Ok(file) => match file.metadata().await {
                Ok(seen) if seen.is_file() && seen.len() >= offset.saturating_add(*len) => return Ok(()),
                Ok(_) => io::Error::new(io::ErrorKind::UnexpectedEof, "not a file of that length any more"),
                Err(error) => error,
            },
            Err(error) => error,
        };
        let source = Box::new(LocalFile { path: path.clone(), source: fault });
        Err(StoreError { source: Some(source), ..subject.error(StoreErrorKind::LocalFile) })
    }

    /// The body as the SDK takes it: every clone of it reads from the start.
    pub(crate) fn body(&self, algorithm: Algorithm) -> ByteStream {
        match &self.0 {
            Content::Bytes(bytes) => ByteStream::from(bytes.clone()),
            Content::File { path, offset, len, count, pace } => {
                let (path, offset, len) = (path.clone(), *offset, *len);
                let (count, pace) = (count.clone(), pace.clone());
                ByteStream::new(SdkBody::retryable(move || {
                    let on_piece = count.attempt(algorithm, len);
                    SdkBody::from_body_1_x(FileSlice::new(path.clone(), offset, len, pace.clone(), on_piece))
                }))
            }
            Content::Object { remote, count } => {
                let (remote, count, len) = (remote.clone(), count.clone(), self.len());
                ByteStream::new(SdkBody::retryable(move || {
                    let (on_piece, told) = (count.attempt(algorithm, len), count.clone());
                    let on_fault = move |fault: &StoreError| {
                        *told.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault.again());
                    };
                    SdkBody::from_body_1_x(Relay::new(remote.clone(), on_piece, Box::new(on_fault)))
                }))
            }
        }
    }

    /// Why a call that sent it failed: what the other side said, if it was that.
    pub(crate) fn why(&self, error: StoreError) -> StoreError {
        match &self.0 {
            Content::Object { count, .. } => {
                count.fault.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or(error)
            }
            _ => error,
        }
    }

    /// What the bytes came to in the latest attempt that read a file to its end, also where the
    /// answer was lost.
    pub fn sum(&self) -> Option<Checksum> {
        match &self.0 {
            Content::Bytes(_) => None,
            Content::File { count, .. } | Content::Object { count, .. } => {
                count.sum.lock().unwrap_or_else(PoisonError::into_inner).clone()
            }
        }
    }

    /// What the bytes came to, once they were sent.
    pub(crate) fn sent(&self, algorithm: Algorithm) -> Option<Checksum> {
        match &self.0 {
            Content::Bytes(bytes) => Some(Checksum::of(algorithm, bytes)),
            Content::File { len: 0, .. } => Some(Checksum::of(algorithm, b"")),
            Content::File { .. } | Content::Object { .. } => self.sum(),
        }
    }

    /// Takes back what was counted unless it is told that the payload arrived.
    pub(crate) fn tally(&self) -> Tally {
        match &self.0 {
            Content::Bytes(_) => Tally(None),
            Content::File { count, .. } | Content::Object { count, .. } => Tally(Some(count.clone())),
        }
    }
}

struct Count {
    on_bytes: Option<OnBytes>,
    handed: AtomicI64,
    /// What the latest attempt that read to the end came to.
    sum: Mutex<Option<Checksum>>,
    /// What the other side said when it could not give the bytes.
    fault: Mutex<Option<StoreError>>,
}

impl Count {
    fn new(on_bytes: Option<OnBytes>) -> Arc<Self> {
        Arc::new(Self { on_bytes, handed: AtomicI64::new(0), sum: Mutex::default(), fault: Mutex::default() })
    }

    /// A new attempt at `left` bytes: what sees each of its pieces.
    fn attempt(self: &Arc<Self>, algorithm: Algorithm, mut left: u64) -> Box<dyn FnMut(&Bytes) + Send + Sync> {
        let (count, mut begun, mut hasher) = (self.clone(), false, Some(Hasher::new(algorithm)));
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Box::new(move |piece| {
            if !begun {
                begun = true;
                count.take_back();
            }
            left = left.saturating_sub(piece.len() as u64);
            if let Some(hasher) = &mut hasher {
                hasher.update(piece);
            }
            // The last attempt to come to its end is the one that was answered.
            if let Some(whole) = hasher.take_if(|_| left == 0) {
                *count.sum.lock().unwrap_or_else(PoisonError::into_inner) = Some(whole.finish());
            }
            count.add(piece.len());
        })
    }

    fn add(&self, size: usize) {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        self.handed.fetch_add(size, Ordering::Relaxed);
        self.tell(size);
    }

    fn take_back(&self) {
        match self.handed.swap(0, Ordering::Relaxed) {
            0 => {}
            handed => self.tell(-handed),
        }
    }

    fn tell(&self, bytes: i64) {
        if let Some(on_bytes) = &self.on_bytes {
            on_bytes(bytes);
        }
    }
}

/// The count of one call, from its start to its end.
pub(crate) struct Tally(Option<Arc<Count>>);

impl Tally {
    /// The payload arrived: the count stands.
    pub(crate) fn stands(mut self) {
        self.0 = None;
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        if let Some(count) = &self.0 {
            count.take_back();
        }
    }
}

#[cfg(test)]
mod tests;
