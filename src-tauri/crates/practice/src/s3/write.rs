//! Putting and copying objects.

use std::sync::Arc;

use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::body::{self, Received, Said, receive};
use super::conditions::{Conditions, check_write};
use super::{Endpoint, answer, archive, find, locks, tags, versioning};
use crate::checksum::{Algorithm, Checksum};
use crate::store::{About, Change, Index, NULL, Object as Stored, VersionState, now};

type Reply<T> = S3Result<S3Response<T>>;

/// 5 GiB: the most that one PUT or one copy may carry.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
pub(super) const ONE_PUT: u64 = 5 << 30;

/// What an upload says about its bytes, from the fields that the inputs share.
macro_rules! about {
    ($input:expr) => {
        crate::store::About {
            content_type: $input.content_type.take(),
            content_encoding: $crate::s3::write::encoding($input.content_encoding.take()),
            content_disposition: $input.content_disposition.take(),
            content_language: $input.content_language.take(),
            cache_control: $input.cache_control.take(),
            expires: $input.expires.take(),
            storage_class: $crate::s3::write::class($input.storage_class.take()),
            metadata: $input.metadata.take().unwrap_or_default().into_iter().collect(),
        }
    };
}
pub(super) use about;

/// Without `aws-chunked`, which is how the body travelled and not what it is.
pub(super) fn encoding(said: Option<String>) -> Option<String> {
    let said = said?;
    let kept: Vec<&str> =
        said.split(',').map(str::trim).filter(|part| !part.eq_ignore_ascii_case("aws-chunked")).collect();
    let kept = kept.join(",");
    (!kept.is_empty()).then_some(kept)
}

/// `STANDARD` goes without saying.
pub(super) fn class(said: Option<StorageClass>) -> Option<String> {
    said.map(|class| class.as_str().to_owned()).filter(|class| class != StorageClass::STANDARD)
}

pub(super) async fn put(endpoint: &Endpoint, req: S3Request<PutObjectInput>) -> Reply<PutObjectOutput> {
    let mut input = req.input;
    // Both are asked again at the end; a sender hears of a wrong name before it has sent a
    // gigabyte.
    let conditions = (input.if_match.take(), input.if_none_match.take());
    endpoint
        .look(&input.bucket, |bucket| check_write(bucket, &input.key, conditions.0.as_ref(), conditions.1.as_ref()))?;
    fits(input.content_length)?;
    let mut said = Said::of(&req.headers, req.trailing_headers, None);
    said.size = input.content_length;
    let about = about!(input);
    let tags = tags::said(input.tagging.as_ref())?;
    let received = receive(endpoint, input.body.take(), said).await?;
    let (etag, checksum) = (received.etag(), received.checksum.clone());
    let object = object_of(received, about);
    let (tell, told) = tokio::sync::oneshot::channel();
    let decide = move |index: &Index| {
        let found = find(index, &input.bucket)?;
        check_write(found, &input.key, conditions.0.as_ref(), conditions.1.as_ref())?;
        let (mode, until) = (input.object_lock_mode.as_ref(), input.object_lock_retain_until_date.as_ref());
        let kept = locks::of_new(found, mode, until, input.object_lock_legal_hold_status.as_ref())?;
        let kept = VersionState { tags, ..kept };
        let object = Arc::new(Stored { version: versioning::fresh(found), kept, ..object });
        // Nobody listens when the caller has gone; the change is made all the same.
        let _ = tell.send(versioning::told(found, &object.version));
        Ok(Change::PutObject { bucket: input.bucket, key: input.key, object })
    };
    endpoint.commit(decide).await?;
    let value = |algorithm| Checksum::value_of(checksum.as_ref(), algorithm);
    answer(PutObjectOutput {
        e_tag: Some(ETag::Strong(etag)),
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        checksum_type: checksum.as_ref().map(Checksum::kind),
        version_id: told.await.map_err(S3Error::internal_error)?,
        ..Default::default()
    })
}

fn object_of(received: Received, mut about: About) -> Stored {
    // What S3 answers for an object that was put without a type.
    about.content_type.get_or_insert_with(|| "binary/octet-stream".to_owned());
    Stored {
        etag: received.etag(),
        pieces: vec![received.piece],
        modified: now(),
        about,
        checksum: received.checksum,
        version: NULL.to_owned(),
        kept: VersionState::default(),
    }
}

pub(super) fn fits(size: Option<i64>) -> S3Result<()> {
    if size.and_then(|size| u64::try_from(size).ok()).is_some_and(|size| size > ONE_PUT) {
        return Err(s3_error!(EntityTooLarge, "Your proposed upload exceeds the maximum allowed object size."));
    }
    Ok(())
}

pub(super) async fn copy(endpoint: &Endpoint, req: S3Request<CopyObjectInput>) -> Reply<CopyObjectOutput> {
    let mut input = req.input;
    endpoint.look(&input.bucket, |_| Ok(()))?;
    let (from_bucket, from_key, from_version) = source(&input.copy_source)?;
    let object = endpoint.object(from_bucket, from_key, from_version)?;
    let conditions = Conditions {
        matches: input.copy_source_if_match.take(),
        matches_none: input.copy_source_if_none_match.take(),
        modified_since: input.copy_source_if_modified_since.take(),
        unmodified_since: input.copy_source_if_unmodified_since.take(),
    };
    conditions.check_source(&object)?;
    archive::check(&object)?;
    fits(i64::try_from(object.size()).ok())?;
    let replace = input.metadata_directive.as_ref().is_some_and(|asked| asked.as_str() == MetadataDirective::REPLACE);
    let other = input.tagging_directive.as_ref().is_some_and(|asked| asked.as_str() == TaggingDirective::REPLACE);
    let tags = if other { tags::said(input.tagging.as_ref())? } else { object.kept.tags.clone() };
    let class = class(input.storage_class.take());
    let itself = from_bucket == input.bucket && from_key == input.key && from_version.is_none();
    if !replace && itself && class == object.about.storage_class {
        return Err(s3_error!(
            InvalidRequest,
            "This copy request is illegal because it is trying to copy an object to itself without changing the \
             object's metadata, storage class, website redirect location or encryption attributes."
        ));
    }
    // The class is said anew with each copy.
    let about = if replace { about!(input) } else { object.about.clone() };
    let about = About { storage_class: class, ..about };
    // A composite checksum does not hold for bytes in one piece; S3 computes the plain one anew.
    let asked = input.checksum_algorithm.as_ref().and_then(|asked| Algorithm::named(asked.as_str()));
    let algorithm = asked.or(object.checksum.as_ref().map(|checksum| checksum.algorithm));
    let said = Said { checksum: algorithm.map(|algorithm| (algorithm, None)), ..Said::default() };
    let body = body::stream(&object.pieces, 0..object.size());
    let received = receive(endpoint, Some(body), said).await?;
    let copied = object_of(received, about);
    let result = copy_result(&copied);
    let copied_version = endpoint.look(from_bucket, |bucket| Ok(versioning::told(bucket, &object.version)))?;
    let (tell, told) = tokio::sync::oneshot::channel();
    let decide = move |index: &Index| {
        let found = find(index, &input.bucket)?;
        let (mode, until) = (input.object_lock_mode.as_ref(), input.object_lock_retain_until_date.as_ref());
        let kept = locks::of_new(found, mode, until, input.object_lock_legal_hold_status.as_ref())?;
        let kept = VersionState { tags, ..kept };
        let object = Arc::new(Stored { version: versioning::fresh(found), kept, ..copied });
        let _ = tell.send(versioning::told(found, &object.version));
        Ok(Change::PutObject { bucket: input.bucket, key: input.key, object })
    };
    endpoint.commit(decide).await?;
    answer(CopyObjectOutput {
        copy_object_result: Some(result),
        copy_source_version_id: copied_version,
        version_id: told.await.map_err(S3Error::internal_error)?,
        ..Default::default()
    })
}

fn copy_result(object: &Stored) -> CopyObjectResult {
    let checksum = object.checksum.as_ref();
    let value = |algorithm| Checksum::value_of(checksum, algorithm);
    CopyObjectResult {
        e_tag: Some(ETag::Strong(object.etag.clone())),
        last_modified: Some(object.modified.clone()),
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        checksum_type: checksum.map(Checksum::kind),
    }
}

/// The bucket, the key and the version that a copy reads.
pub(super) fn source(source: &CopySource) -> S3Result<(&str, &str, Option<&str>)> {
    match source {
        CopySource::Bucket { bucket, key, version_id } => Ok((bucket, key, version_id.as_deref())),
        _ => Err(s3_error!(NotImplemented, "The practice server has no access points")),
    }
}
