//! Multipart uploads as a whole: begun, completed, aborted, listed. Their parts are `parts`'s.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>. Completing copies no bytes: the object is
//! its parts.

use std::sync::Arc;

use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};
use uuid::Uuid;

use super::bucket::owner;
use super::conditions::check_write;
use super::list::{PAGE, encoded};
use super::write::about;
use super::{Endpoint, answer, find, locks, tags, versioning};
use crate::checksum::{self, Algorithm, Checksum};
use crate::store::{Bucket, Change, Index, NULL, Object as Stored, Part as StoredPart, Upload, VersionState, now};

type Reply<T> = S3Result<S3Response<T>>;

/// 5 MiB: the least that every part but the last holds.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
const LEAST_PART: u64 = 5 << 20;

pub(super) async fn create(
    endpoint: &Endpoint,
    req: S3Request<CreateMultipartUploadInput>,
) -> Reply<CreateMultipartUploadOutput> {
    let mut input = req.input;
    let algorithm = input.checksum_algorithm.as_ref().and_then(|asked| Algorithm::named(asked.as_str()));
    let whole = match input.checksum_type.as_ref().map(ChecksumType::as_str) {
        Some(kind) => kind == ChecksumType::FULL_OBJECT,
        None => algorithm == Some(Algorithm::Crc64nvme),
    };
    let upload = Upload {
        key: input.key.clone(),
        started: now(),
        about: {
            let mut about = about!(input);
            about.content_type.get_or_insert_with(|| "binary/octet-stream".to_owned());
            about
        },
        tags: tags::said(input.tagging.as_ref())?,
        checksum: algorithm.map(|algorithm| (algorithm, !whole)),
        parts: Default::default(),
    };
    let id = Uuid::new_v4().simple().to_string();
    let (bucket, fresh) = (input.bucket.clone(), id.clone());
    let decide = move |index: &Index| {
        find(index, &bucket)?;
        Ok(Change::StartUpload { bucket, id: fresh, upload })
    };
    endpoint.commit(decide).await?;
    answer(CreateMultipartUploadOutput {
        checksum_type: algorithm.map(|_| kind(!whole)),
        checksum_algorithm: input.checksum_algorithm,
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(id),
        ..Default::default()
    })
}

fn kind(composite: bool) -> ChecksumType {
    ChecksumType::from_static(if composite { ChecksumType::COMPOSITE } else { ChecksumType::FULL_OBJECT })
}

pub(super) async fn complete(
    endpoint: &Endpoint,
    req: S3Request<CompleteMultipartUploadInput>,
) -> Reply<CompleteMultipartUploadOutput> {
    let input = req.input;
    let named = input.multipart_upload.and_then(|named| named.parts).unwrap_or_default();
    let size = input.mpu_object_size;
    let conditions = (input.if_match, input.if_none_match);
    let (bucket, key, id) = (input.bucket.clone(), input.key.clone(), input.upload_id);
    let (tell, told) = tokio::sync::oneshot::channel();
    let decide = move |index: &Index| {
        let found = find(index, &bucket)?;
        let upload = upload_of(found, &key, &id)?;
        check_write(found, &key, conditions.0.as_ref(), conditions.1.as_ref())?;
        let kept = VersionState { tags: upload.tags.clone(), ..locks::of_new(found, None, None, None)? };
        let object = Stored { version: versioning::fresh(found), kept, ..object_of(upload, &named)? };
        let object = Arc::new(object);
        if size.is_some_and(|said| u64::try_from(said) != Ok(object.size())) {
            return Err(s3_error!(InvalidRequest, "The provided MpuObjectSize does not match the object's size"));
        }
        // Nobody listens when the caller has gone; the change is made all the same.
        let _ = tell.send((Arc::clone(&object), versioning::told(found, &object.version)));
        Ok(Change::FinishUpload { bucket, id, object })
    };
    endpoint.commit(decide).await?;
    let (object, version_id) = told.await.map_err(S3Error::internal_error)?;
    let checksum = object.checksum.as_ref();
    let value = |algorithm| Checksum::value_of(checksum, algorithm);
    answer(CompleteMultipartUploadOutput {
        location: Some(format!("/{}/{}", input.bucket, input.key)),
        bucket: Some(input.bucket),
        key: Some(input.key),
        e_tag: Some(ETag::Strong(object.etag.clone())),
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        checksum_type: checksum.map(Checksum::kind),
        version_id,
        ..Default::default()
    })
}

/// The object that the named parts make.
fn object_of(upload: &Upload, named: &[CompletedPart]) -> S3Result<Stored> {
    if named.is_empty() {
        return Err(s3_error!(MalformedXML, "You must specify at least one part"));
    }
    let parts = named.iter().map(|part| part_of(upload, part)).collect::<S3Result<Vec<_>>>()?;
    if !named.is_sorted_by(|a, b| a.part_number < b.part_number) {
        return Err(s3_error!(
            InvalidPartOrder,
            "The list of parts was not in ascending order. Parts must be ordered by part number."
        ));
    }
    if parts.iter().rev().skip(1).any(|part| part.piece.size < LEAST_PART) {
        return Err(s3_error!(EntityTooSmall, "Your proposed upload is smaller than the minimum allowed size"));
    }
    let mut md5 = Md5::new();
    parts.iter().for_each(|part| md5.update(&hex::decode(&part.etag).unwrap_or_default()));
    Ok(Stored {
        etag: format!("{}-{}", hex::encode(md5.finalize()), parts.len()),
        modified: now(),
        about: upload.about.clone(),
        checksum: checksum_of(upload, &parts),
        version: NULL.to_owned(),
        kept: VersionState::default(),
        pieces: parts.into_iter().map(|part| part.piece.clone()).collect(),
    })
}

fn part_of<'u>(upload: &'u Upload, named: &CompletedPart) -> S3Result<&'u StoredPart> {
    let number = named.part_number.and_then(|number| u16::try_from(number).ok());
    let part = number.and_then(|number| upload.parts.get(&number));
    let tag = named.e_tag.as_ref().map(ETag::value);
    // A tag that was not given matches nothing, as on S3.
    part.filter(|part| tag == Some(part.etag.as_str())).ok_or_else(|| {
        s3_error!(
            InvalidPart,
            "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified \
             entity tag may not match the part's entity tag."
        )
    })
}

fn checksum_of(upload: &Upload, parts: &[&StoredPart]) -> Option<Checksum> {
    let (algorithm, composite) = upload.checksum?;
    let sums = parts.iter().map(|part| Some((part.checksum.clone()?, part.piece.size))).collect::<Option<Vec<_>>>()?;
    if composite { checksum::composite(algorithm, &sums) } else { checksum::full_object(algorithm, &sums) }
}

/// The upload with this id, if it is of this key.
pub(super) fn upload_of<'b>(bucket: &'b Bucket, key: &str, id: &str) -> S3Result<&'b Upload> {
    let found = bucket.uploads.get(id).filter(|upload| upload.key == key);
    found.ok_or_else(|| {
        s3_error!(
            NoSuchUpload,
            "The specified multipart upload does not exist. The upload ID might be invalid, or the multipart upload might \
             have been aborted or completed."
        )
    })
}

pub(super) async fn abort(
    endpoint: &Endpoint,
    req: S3Request<AbortMultipartUploadInput>,
) -> Reply<AbortMultipartUploadOutput> {
    let AbortMultipartUploadInput { bucket, key, upload_id, .. } = req.input;
    let decide = move |index: &Index| {
        upload_of(find(index, &bucket)?, &key, &upload_id)?;
        Ok(Change::DropUpload { bucket, id: upload_id })
    };
    endpoint.commit(decide).await?;
    answer(AbortMultipartUploadOutput::default())
}

/// By key, then by the id. Without a delimiter: a bucket has few uploads under way.
pub(super) async fn list(
    endpoint: &Endpoint,
    req: S3Request<ListMultipartUploadsInput>,
) -> Reply<ListMultipartUploadsOutput> {
    let input = req.input;
    if input.delimiter.as_ref().is_some_and(|delimiter| !delimiter.is_empty()) {
        return Err(s3_error!(NotImplemented, "The practice server lists uploads without a delimiter"));
    }
    let prefix = input.prefix.clone().unwrap_or_default();
    let after = (input.key_marker.clone().unwrap_or_default(), input.upload_id_marker.clone());
    let limit = usize::try_from(input.max_uploads.unwrap_or(PAGE).clamp(1, PAGE)).unwrap_or_default();
    let encoding = input.encoding_type.as_ref();
    let mut uploads = endpoint.look(&input.bucket, |bucket| {
        let mut found: Vec<_> =
            bucket.uploads.iter().map(|(id, upload)| (upload.key.clone(), id.clone(), upload.clone())).collect();
        found.retain(|(key, id, _)| key.starts_with(&prefix) && is_after(key, id, &after));
        found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        Ok(found)
    })?;
    let truncated = uploads.len() > limit;
    uploads.truncate(limit);
    let next = uploads.last().filter(|_| truncated).map(|(key, id, _)| (key.clone(), id.clone()));
    let shown = uploads.into_iter().map(|(key, id, upload)| MultipartUpload {
        key: Some(encoded(encoding, key)),
        upload_id: Some(id),
        initiated: Some(upload.started),
        checksum_algorithm: upload.checksum.map(|(algorithm, _)| ChecksumAlgorithm::from_static(algorithm.name())),
        checksum_type: upload.checksum.map(|(_, composite)| kind(composite)),
        owner: Some(owner()),
        storage_class: Some(StorageClass::from_static(StorageClass::STANDARD)),
        ..Default::default()
    });
    answer(ListMultipartUploadsOutput {
        uploads: Some(shown.collect()),
        is_truncated: Some(truncated),
        max_uploads: i32::try_from(limit).ok(),
        key_marker: Some(encoded(encoding, input.key_marker.unwrap_or_default())),
        upload_id_marker: Some(input.upload_id_marker.unwrap_or_default()),
        next_upload_id_marker: next.as_ref().map(|(_, id)| id.clone()),
        next_key_marker: next.map(|(key, _)| encoded(encoding, key)),
        prefix: Some(encoded(encoding, input.prefix.unwrap_or_default())),
        bucket: Some(input.bucket),
        encoding_type: input.encoding_type,
        ..Default::default()
    })
}

fn is_after(key: &str, id: &str, marker: &(String, Option<String>)) -> bool {
    match &marker.1 {
        Some(after) if key == marker.0 => id > after.as_str(),
        _ => key > marker.0.as_str(),
    }
}
