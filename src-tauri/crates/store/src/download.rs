//! Getting an object or a range of it, as a stream. Where the bytes go is left to the engine.
//!
//! The end: [`Download::chunk`] answers `None` once, after exactly the announced bytes. Dropping a
//! [`Download`] closes its connection and leaves nothing behind. A reader may pause for as long as
//! it likes; while it waits for a chunk, 60 s without one is [`StoreErrorKind::TimedOut`].

use crate::checksum::{Algorithm, Checksum, Hasher};
use crate::error::{StoreError, StoreErrorKind, Subject, from_body};
use crate::object::millis;
use crate::{ObjectAt, ObjectHead, Store, etag};
use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumMode;
use bytes::Bytes;
use std::ops::Range;

/// Which bytes of an object to get, and on what condition.
#[derive(Clone, Debug, Default)]
pub struct Get {
    /// Only these bytes; `None` for all. The server may end the range at the object's end.
    pub range: Option<Range<u64>>,
    /// Only if the object still has this ETag; else [`StoreErrorKind::PreconditionFailed`].
    pub if_match: Option<String>,
}

/// An object on its way: its head is known, and its bytes come as they are read.
pub struct Download {
    /// What the server says about the whole object.
    pub head: ObjectHead,
    at: ObjectAt,
    left: Option<u64>,
    body: ByteStream,
}

impl Store {
    /// Begins to get an object. A whole object is validated against the checksum the server keeps,
    /// where it keeps one; a range is not (rclone sends the whole object's checksum with it).
    /// A range without a byte is [`StoreErrorKind::BadRange`] without asking; a server that sends
    /// the whole object instead of a range is [`StoreErrorKind::NotSupported`].
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`Archived`](crate::StoreErrorKind::Archived);
    /// [`BadRange`](crate::StoreErrorKind::BadRange);
    /// [`PreconditionFailed`](crate::StoreErrorKind::PreconditionFailed) where it is not `if_match`
    /// any more; [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server ignores
    /// ranges.
    pub async fn get(&self, at: &ObjectAt, get: Get) -> Result<Download, StoreError> {
        let subject = self.checked(at, "GetObject")?;
        if get.range.as_ref().is_some_and(Range::is_empty) {
            return Err(subject.refuse(StoreErrorKind::BadRange, "a range needs at least one byte"));
        }
        // RFC 9110, 14.1.2: both ends are part of the range.
        let header = get.range.as_ref().map(|range| format!("bytes={}-{}", range.start, range.end - 1));
        let whole = get.range.is_none().then_some(ChecksumMode::Enabled);
        let ask = async || {
            let packed = &self.0.packed;
            self.call(subject, |client| {
                client
                    .get_object()
                    .bucket(&at.bucket)
                    .key(&at.key)
                    .set_version_id(at.version.clone())
                    .set_range(header.clone())
                    .set_if_match(get.if_match.as_deref().map(etag::quoted))
                    .set_checksum_mode(whole.clone())
                    .customize()
                    .interceptor(packed.clone())
                    .send()
            })
            .await
        };
        let asked = self.0.packed.is_asked_for();
        let mut answer = ask().await?;
        if asked != self.0.packed.is_asked_for() {
            // These are the unpacked bytes, which nobody stored.
            answer = ask().await?;
        }
        let left = answer.content_length().and_then(|length| u64::try_from(length).ok());
        let began = answer.content_range().and_then(start_of);
        if get.range.as_ref().is_some_and(|range| began.is_some_and(|began| began != range.start)) {
            return Err(subject.refuse(StoreErrorKind::BadAnswer, "another range came than was asked for"));
        }
        let size = match (&get.range, answer.content_range().and_then(total_of)) {
            (None, _) => match left {
                Some(left) => left,
                None => self.told_size(at, answer.e_tag()).await?,
            },
            (Some(_), Some(total)) => total,
            // No Content-Range: acceptable only where the range happens to be the whole object.
            (Some(range), None) if range.start == 0 && left.is_some_and(|left| left <= range.end) => {
                left.unwrap_or_default()
            }
            (Some(_), None) => return Err(subject.refuse(StoreErrorKind::NotSupported, "the server ignores ranges")),
        };
        // Without a length of its own, what the object has is what has to come.
        let left = left.or(get.range.is_none().then_some(size));
        let checksum = match get.range {
            // rclone sends the whole object's with a range, others the range's own.
            Some(_) => None,
            None => told(&answer),
        };
        let etag_is_md5 = self.etag_is_md5(answer.server_side_encryption(), answer.sse_customer_algorithm());
        let head = head_of(&answer, size, checksum, etag_is_md5);
        Ok(Download { head, at: at.clone(), left, body: answer.body })
    }

    /// The size of an object whose answer came without a length. One that has another ETag by now
    /// was replaced.
    async fn told_size(&self, at: &ObjectAt, etag: Option<&str>) -> Result<u64, StoreError> {
        let head = Box::pin(self.head(at)).await?;
        // A proxy may leave the ETag out of one of the two.
        match etag::told(etag).zip(head.etag) {
            Some((came, now)) if came != now => Err(at
                .subject("GetObject")
                .refuse(StoreErrorKind::PreconditionFailed, "another object stands there now")),
            _ => Ok(head.size),
        }
    }
}

impl Download {
    /// All of its bytes, or `None` where it has more than `most`, which a body can have though its
    /// head says less.
    ///
    /// # Errors
    /// As [`Download::chunk`].
    pub async fn whole(&mut self, most: usize) -> Result<Option<Vec<u8>>, StoreError> {
        if self.head.size > most as u64 {
            return Ok(None);
        }
        let mut whole = Vec::new();
        while let Some(piece) = self.chunk().await? {
            if whole.len() + piece.len() > most {
                return Ok(None);
            }
            whole.extend_from_slice(&piece);
        }
        Ok(Some(whole))
    }

    /// The CRC64NVME of all its bytes, worked out here.
    ///
    /// # Errors
    /// As [`Download::chunk`].
    pub async fn sum(mut self) -> Result<Checksum, StoreError> {
        let mut hasher = Hasher::new(Algorithm::Crc64Nvme);
        while let Some(piece) = self.chunk().await? {
            hasher.update(&piece);
        }
        Ok(hasher.finish())
    }

    /// The next bytes, or `None` after the last. Cancel-safe: a dropped call loses nothing.
    /// A body that ends early is [`StoreErrorKind::Cut`], one that does not fit its checksum
    /// [`StoreErrorKind::BadDigest`] (told at the end: what came before is not to be trusted).
    ///
    /// # Errors
    /// [`Cut`](crate::StoreErrorKind::Cut), [`Interrupted`](crate::StoreErrorKind::Interrupted) or
    /// [`TimedOut`](crate::StoreErrorKind::TimedOut): the rest can be asked for.
    /// [`BadDigest`](crate::StoreErrorKind::BadDigest): none of it is to be trusted.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
        let subject = Subject::new("GetObject").bucket(&self.at.bucket).key(&self.at.key);
        match self.body.next().await {
            Some(Ok(bytes)) => {
                let got = bytes.len() as u64;
                match self.left {
                    Some(left) if left < got => {
                        return Err(subject.refuse(StoreErrorKind::BadDigest, "more bytes than announced"));
                    }
                    Some(left) => self.left = Some(left - got),
                    None => {}
                }
                Ok(Some(bytes))
            }
            Some(Err(error)) => Err(from_body(subject, error.into())),
            None if self.left.is_some_and(|left| left > 0) => {
                Err(subject.refuse(StoreErrorKind::Cut, "fewer bytes than announced"))
            }
            None => Ok(None),
        }
    }
}

fn told(answer: &GetObjectOutput) -> Option<Checksum> {
    Checksum::told([
        (Algorithm::Crc64Nvme, answer.checksum_crc64_nvme()),
        (Algorithm::Crc32c, answer.checksum_crc32_c()),
        (Algorithm::Crc32, answer.checksum_crc32()),
        (Algorithm::Sha256, answer.checksum_sha256()),
        (Algorithm::Sha1, answer.checksum_sha1()),
    ])
}

fn head_of(answer: &GetObjectOutput, size: u64, checksum: Option<Checksum>, etag_is_md5: Option<bool>) -> ObjectHead {
    ObjectHead {
        checksum,
        etag_is_md5,
        size,
        etag: etag::told(answer.e_tag()),
        modified: answer.last_modified().and_then(millis),
        written: crate::mtime::read(answer.metadata()),
        content_type: answer.content_type().map(str::to_owned),
        version: crate::object::version(answer.version_id()),
    }
}

/// Where `Content-Range: bytes 0-9/100` begins.
fn start_of(content_range: &str) -> Option<u64> {
    content_range.trim().strip_prefix("bytes")?.trim().split_once('-')?.0.trim().parse().ok()
}

/// The size behind the slash of `Content-Range: bytes 0-9/100`.
fn total_of(content_range: &str) -> Option<u64> {
    content_range.rsplit_once('/')?.1.trim().parse().ok()
}
