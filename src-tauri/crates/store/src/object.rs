//! One object: what it is called and what its head says. Its bytes come by `download` and go by
//! `upload` and `multipart`.

use crate::checksum::{Algorithm, Checksum};
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::{check_bucket, check_key};
use crate::{Entry, ListRequest, Store, etag};
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::{ChecksumMode, ServerSideEncryption};
use std::time::{Duration, SystemTime};

/// An object's address. The key is exact: nothing is added, folded or decoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ObjectAt {
    /// The name of its bucket.
    pub bucket: String,
    /// The key, 1 to 1,024 bytes of UTF-8 on AWS.
    pub key: String,
    /// The id of one version, as [`Store::list_versions`] has it; none for what is there now. What
    /// names a version can be read, copied from and deleted, and not written to.
    pub version: Option<String>,
}

impl ObjectAt {
    /// What is under this key now.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), version: None }
    }

    /// One version of the same.
    #[must_use]
    pub fn version(self, id: impl Into<String>) -> Self {
        Self { version: Some(id.into()), ..self }
    }

    /// Whether browsers change the address of this object: a part of its key is `.` or `..`, which
    /// an address has not, spelled out or as `%2e`. What they then ask for is something else.
    /// <https://url.spec.whatwg.org/#path-state>
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        self.key.split('/').any(|part| matches!(part, "." | ".."))
    }

    /// The subject of a call about this object.
    pub(crate) fn subject(&self, operation: &'static str) -> Subject<'_> {
        Subject::new(operation).bucket(&self.bucket).key(&self.key)
    }
}

/// What the server says about an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectHead {
    /// Size of the whole object in bytes, also when only a range was asked for.
    pub size: u64,
    /// The ETag without its quotes; good for `if_match`.
    pub etag: Option<String>,
    /// Last change, in milliseconds since 1970.
    pub modified: Option<i64>,
    /// When its file was written before it became an object, where whoever sent it kept that.
    pub written: Option<SystemTime>,
    /// The media type it was stored with.
    pub content_type: Option<String>,
    /// The checksum of all its bytes, where the server keeps one and was asked (not for a range).
    pub checksum: Option<Checksum>,
    /// Whether the ETag is made of MD5s, where that is known; see [`crate::Quirks::etag_is_md5`].
    pub etag_is_md5: Option<bool>,
    /// The id of this version, where the bucket keeps versions; none for what was stored while it
    /// kept none.
    pub version: Option<String>,
}

impl ObjectHead {
    /// When the bytes were written, as well as that is known: the file's own time, else the
    /// object's.
    pub fn time(&self) -> Option<SystemTime> {
        let modified = || {
            let since = Duration::from_millis(self.modified?.unsigned_abs());
            match self.modified? < 0 {
                true => SystemTime::UNIX_EPOCH.checked_sub(since),
                false => SystemTime::UNIX_EPOCH.checked_add(since),
            }
        };
        self.written.or_else(modified)
    }

    /// Whether what another answer says is of this same object, and not of one that has replaced
    /// it. A proxy may leave the ETag out of one answer and not of another: then size and time
    /// tell. `None` where nothing does.
    #[must_use]
    pub fn is_same(&self, told: &Self) -> Option<bool> {
        fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
            one.zip(other).map(|(one, other)| one == other)
        }
        // Of the two forms of a time that are seen, one has whole seconds only.
        let second = |head: &Self| head.modified.map(|at| at.div_euclid(1000));
        if let Some(same) = agree(self.etag.as_ref(), told.etag.as_ref()) {
            return Some(same);
        }
        match agree(self.version.as_ref(), told.version.as_ref()) {
            Some(same) => Some(same),
            None if self.size != told.size => Some(false),
            None => agree(second(self), second(told)),
        }
    }
}

impl Store {
    /// What the server says about an object, without its bytes. May be dropped. HEAD answers carry
    /// no text, so that some refusals look alike.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey),
    /// also where the bucket is missing; [`NotPermitted`](crate::StoreErrorKind::NotPermitted) for
    /// a missing key where the login may not list.
    pub async fn head(&self, at: &ObjectAt) -> Result<ObjectHead, StoreError> {
        let head = self.head_object(at).await?;
        let size = self.size_of(at, &head).await?;
        Ok(ObjectHead { size, ..head_of(self, &head) })
    }

    pub(crate) async fn head_object(&self, at: &ObjectAt) -> Result<HeadObjectOutput, StoreError> {
        let subject = self.checked(at, "HeadObject")?;
        let ask = async || {
            let packed = &self.0.packed;
            self.call(subject, |client| {
                let call = client.head_object().bucket(&at.bucket).key(&at.key).set_version_id(at.version.clone());
                call.checksum_mode(ChecksumMode::Enabled).customize().interceptor(packed.clone()).send()
            })
            .await
        };
        let asked = self.0.packed.is_asked_for();
        let head = ask().await?;
        // It is of the unpacked bytes, which nobody stored.
        if asked != self.0.packed.is_asked_for() { ask().await } else { Ok(head) }
    }

    /// The size of an object. A server, or a proxy before it, may leave out Content-Length: then
    /// the listing tells.
    pub(crate) async fn size_of(&self, at: &ObjectAt, head: &HeadObjectOutput) -> Result<u64, StoreError> {
        match head.content_length().and_then(|size| u64::try_from(size).ok()) {
            Some(size) => Ok(size),
            None => self.listed_size(at, etag::told(head.e_tag()).as_deref()).await,
        }
    }

    /// What a listing says of the size of an object that still has this ETag. Servers that list by
    /// folders may name others first whose keys begin alike.
    async fn listed_size(&self, at: &ObjectAt, etag: Option<&str>) -> Result<u64, StoreError> {
        let alike = ListRequest { bucket: at.bucket.clone(), prefix: at.key.clone(), ..ListRequest::default() };
        let untold = || at.subject("HeadObject").refuse(StoreErrorKind::BadAnswer, "no answer tells how large it is");
        if at.version.is_some() && etag.is_none() {
            // A listing is of what is there now, which nothing tells to be the same.
            return Err(untold());
        }
        let listed = Box::pin(self.first_files(alike))
            .await
            .map_err(|error| if error.is_temporary() { error } else { untold() })?;
        let same = |entry: &Entry| entry.key == at.key && (etag.is_none() || entry.etag.as_deref() == etag);
        listed.iter().find(|entry| same(entry)).map(|entry| entry.size).ok_or_else(untold)
    }

    /// Whether an ETag beside these two headers is made of MD5s.
    pub(crate) fn etag_is_md5(&self, encryption: Option<&ServerSideEncryption>, own_key: Option<&str>) -> Option<bool> {
        let plain = matches!(encryption, None | Some(ServerSideEncryption::Aes256)) && own_key.is_none();
        if plain { self.provider().quirks.etag_is_md5.then_some(true) } else { Some(false) }
    }

    /// The subject of a call that writes there, or why the call must not be made: what is written
    /// is a version of its own.
    pub(crate) fn checked_to_write<'a>(
        &self,
        at: &'a ObjectAt,
        operation: &'static str,
    ) -> Result<Subject<'a>, StoreError> {
        let subject = self.checked(at, operation)?;
        match at.version {
            None => Ok(subject),
            Some(_) => Err(subject.refuse(StoreErrorKind::Other, "no version is written to again")),
        }
    }

    /// The subject of a call about this object, or why the call must not be made.
    pub(crate) fn checked<'a>(&self, at: &'a ObjectAt, operation: &'static str) -> Result<Subject<'a>, StoreError> {
        let subject = at.subject(operation);
        check_bucket(subject)?;
        check_key(subject, &self.provider().quirks)?;
        Ok(subject)
    }
}

pub(crate) fn head_of(store: &Store, head: &HeadObjectOutput) -> ObjectHead {
    ObjectHead {
        size: head.content_length().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
        etag: etag::told(head.e_tag()),
        modified: head.last_modified().and_then(millis),
        written: crate::mtime::read(head.metadata()),
        content_type: head.content_type().map(str::to_owned),
        checksum: Checksum::told([
            (Algorithm::Crc64Nvme, head.checksum_crc64_nvme()),
            (Algorithm::Crc32c, head.checksum_crc32_c()),
            (Algorithm::Crc32, head.checksum_crc32()),
            (Algorithm::Sha256, head.checksum_sha256()),
            (Algorithm::Sha1, head.checksum_sha1()),
        ]),
        etag_is_md5: store.etag_is_md5(head.server_side_encryption(), head.sse_customer_algorithm()),
        version: version(head.version_id()),
    }
}

/// The id of a version, unless it is the one that all have that were stored while none were kept.
pub(crate) fn version(id: Option<&str>) -> Option<String> {
    id.filter(|id| !id.is_empty() && *id != "null").map(str::to_owned)
}

/// Milliseconds since 1970.
pub(crate) fn millis(at: &DateTime) -> Option<i64> {
    at.to_millis().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_an_etag_is_told_by_size_and_time() {
        let head = |etag: Option<&str>, size, modified| ObjectHead {
            etag: etag.map(str::to_owned),
            size,
            modified,
            ..ObjectHead::default()
        };
        let seen = head(Some("a"), 5, Some(1_000));
        for (told, same) in [
            (head(Some("a"), 5, Some(1_000)), Some(true)),
            (head(Some("b"), 5, Some(1_000)), Some(false)),
            // The ETag has the last word, whatever the times look like.
            (head(Some("a"), 5, Some(9_000)), Some(true)),
            (head(None, 5, Some(1_000)), Some(true)),
            (head(None, 5, Some(1_892)), Some(true)),
            (head(None, 5, Some(2_000)), Some(false)),
            (head(None, 6, Some(1_000)), Some(false)),
            (head(None, 6, None), Some(false)),
            (head(None, 5, None), None),
        ] {
            assert_eq!((seen.is_same(&told), told.is_same(&seen)), (same, same), "{told:?}");
        }
        let version = |id: &str| ObjectHead { version: Some(id.to_owned()), ..head(None, 5, None) };
        assert_eq!(version("1").is_same(&version("1")), Some(true));
        assert_eq!(version("1").is_same(&version("2")), Some(false));
    }
}
