//! GET and HEAD of an object: conditions, then the range or part asked for.

use std::ops::Range as Bytes;

use http::header::{CONTENT_RANGE, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::body;
use super::conditions::Conditions;
use super::locks::hold_of;
use super::{Endpoint, answer, archive, custom, tags, versioning};
use crate::checksum::{Algorithm, Checksum};
use crate::store::{About, Object as Stored, VersionState};

type Reply<T> = S3Result<S3Response<T>>;

pub(super) async fn get(endpoint: &Endpoint, req: S3Request<GetObjectInput>) -> Reply<GetObjectOutput> {
    let input = req.input;
    let object = endpoint.object(&input.bucket, &input.key, input.version_id.as_deref())?;
    let version = endpoint.look(&input.bucket, |bucket| Ok(versioning::told(bucket, &object.version)))?;
    let conditions = Conditions {
        matches: input.if_match,
        matches_none: input.if_none_match,
        modified_since: input.if_modified_since,
        unmodified_since: input.if_unmodified_since,
    };
    conditions.check_read(&object)?;
    archive::check(&object)?;
    let found = AskedBytes::of(&object, input.range, input.part_number)?;
    let checksum = found.checksum(&object, input.checksum_mode.as_ref());
    let value = |algorithm| Checksum::value_of(checksum, algorithm);
    let about = object.about.clone();
    let locks = Locks::of(&object.kept);
    answer(GetObjectOutput {
        accept_ranges: Some("bytes".to_owned()),
        body: Some(body::stream(&object.pieces, found.bytes.clone())),
        content_length: found.length(),
        content_range: found.content_range(),
        parts_count: found.parts,
        e_tag: Some(ETag::Strong(object.etag.clone())),
        last_modified: Some(object.modified.clone()),
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        checksum_type: checksum.map(Checksum::kind),
        version_id: version,
        restore: archive::told(&object),
        tag_count: tags::count(&object.kept),
        object_lock_mode: locks.mode,
        object_lock_retain_until_date: locks.until,
        object_lock_legal_hold_status: locks.held,
        metadata: metadata(&about),
        storage_class: about.storage_class.map(StorageClass::from),
        content_type: about.content_type,
        content_encoding: about.content_encoding,
        content_disposition: about.content_disposition,
        content_language: about.content_language,
        cache_control: about.cache_control,
        expires: about.expires,
        ..Default::default()
    })
}

pub(super) async fn head(endpoint: &Endpoint, req: S3Request<HeadObjectInput>) -> Reply<HeadObjectOutput> {
    let input = req.input;
    let object = endpoint.object(&input.bucket, &input.key, input.version_id.as_deref())?;
    let version = endpoint.look(&input.bucket, |bucket| Ok(versioning::told(bucket, &object.version)))?;
    let conditions = Conditions {
        matches: input.if_match,
        matches_none: input.if_none_match,
        modified_since: input.if_modified_since,
        unmodified_since: input.if_unmodified_since,
    };
    conditions.check_read(&object)?;
    let found = AskedBytes::of(&object, input.range, input.part_number)?;
    let checksum = found.checksum(&object, input.checksum_mode.as_ref());
    let value = |algorithm| Checksum::value_of(checksum, algorithm);
    let about = object.about.clone();
    let locks = Locks::of(&object.kept);
    let mut reply = S3Response::new(HeadObjectOutput {
        accept_ranges: Some("bytes".to_owned()),
        content_length: found.length(),
        content_range: found.content_range(),
        parts_count: found.parts,
        e_tag: Some(ETag::Strong(object.etag.clone())),
        last_modified: Some(object.modified.clone()),
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        checksum_type: checksum.map(Checksum::kind),
        version_id: version,
        restore: archive::told(&object),
        object_lock_mode: locks.mode,
        object_lock_retain_until_date: locks.until,
        object_lock_legal_hold_status: locks.held,
        metadata: metadata(&about),
        storage_class: about.storage_class.map(StorageClass::from),
        content_type: about.content_type,
        content_encoding: about.content_encoding,
        content_disposition: about.content_disposition,
        content_language: about.content_language,
        cache_control: about.cache_control,
        expires: about.expires,
        ..Default::default()
    });
    // `s3s` has no field for it.
    if let Some(count) = tags::count(&object.kept) {
        reply.headers.insert("x-amz-tagging-count", HeaderValue::from(count));
    }
    reply.status = found.partial.then_some(StatusCode::PARTIAL_CONTENT);
    Ok(reply)
}

/// What Object Lock says of a version, as its headers do.
struct Locks {
    mode: Option<ObjectLockMode>,
    until: Option<Timestamp>,
    held: Option<ObjectLockLegalHoldStatus>,
}

impl Locks {
    fn of(kept: &VersionState) -> Self {
        let mode = |compliance| match compliance {
            true => ObjectLockMode::from_static(ObjectLockMode::COMPLIANCE),
            false => ObjectLockMode::from_static(ObjectLockMode::GOVERNANCE),
        };
        Self {
            mode: kept.retained.as_ref().map(|retained| mode(retained.compliance)),
            until: kept.retained.as_ref().map(|retained| retained.until.clone()),
            held: kept.held.then(|| hold_of(true)),
        }
    }
}

fn metadata(about: &About) -> Option<Metadata> {
    let pairs = about.metadata.iter().map(|(name, value)| (name.clone(), value.clone()));
    (!about.metadata.is_empty()).then(|| pairs.collect())
}

/// The bytes that a request asks for.
struct AskedBytes {
    bytes: Bytes<u64>,
    size: u64,
    partial: bool,
    parts: Option<i32>,
}

impl AskedBytes {
    fn of(object: &Stored, range: Option<Range>, part: Option<i32>) -> S3Result<Self> {
        let size = object.size();
        match (range, part) {
            (Some(_), Some(_)) => {
                Err(s3_error!(InvalidRequest, "Cannot specify both Range header and partNumber query parameter"))
            }
            (Some(range), None) => {
                // S3 has no range of an empty object, not even its last bytes.
                let bytes = range.check(size).ok().filter(|bytes| !bytes.is_empty());
                Ok(Self { bytes: bytes.ok_or_else(|| not_satisfiable(size))?, size, partial: true, parts: None })
            }
            (None, Some(number)) => Self::part(object, number),
            (None, None) => Ok(Self { bytes: 0..size, size, partial: false, parts: None }),
        }
    }

    fn part(object: &Stored, number: i32) -> S3Result<Self> {
        let message = "The requested partnumber is not satisfiable";
        let missing = || custom(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidPartNumber", message);
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).ok_or_else(missing)?;
        let piece = object.pieces.get(at).ok_or_else(missing)?;
        let start: u64 = object.pieces.iter().take(at).map(|piece| piece.size).sum();
        Ok(Self {
            bytes: start..start + piece.size,
            size: object.size(),
            partial: true,
            parts: object.is_multipart().then(|| i32::try_from(object.pieces.len()).unwrap_or(i32::MAX)),
        })
    }

    fn length(&self) -> Option<i64> {
        i64::try_from(self.bytes.end - self.bytes.start).ok()
    }

    fn content_range(&self) -> Option<String> {
        let Bytes { start, end } = self.bytes;
        (self.partial && start < end).then(|| format!("bytes {start}-{}/{}", end - 1, self.size))
    }

    /// The object's checksum, if it was asked for and these are all its bytes: a reader would hold
    /// the range against it.
    fn checksum<'o>(&self, object: &'o Stored, mode: Option<&ChecksumMode>) -> Option<&'o Checksum> {
        let asked = mode.is_some_and(|mode| mode.as_str() == ChecksumMode::ENABLED);
        object.checksum.as_ref().filter(|_| asked && !self.partial)
    }
}

/// 416, which also tells how long the object is.
fn not_satisfiable(size: u64) -> S3Error {
    let mut error = s3_error!(InvalidRange, "The requested range is not satisfiable");
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    if let Ok(range) = HeaderValue::try_from(format!("bytes */{size}")) {
        headers.insert(CONTENT_RANGE, range);
    }
    error.set_headers(headers);
    error
}
