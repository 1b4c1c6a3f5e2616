//! The parts of a multipart upload: put, copied from an object, listed.

use std::ops::Range as Bytes;

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::body::{self, Received, Said, receive};
use super::bucket::owner;
use super::conditions::Conditions;
use super::list::PAGE;
use super::multipart::upload_of;
use super::write::{fits, source};
use super::{Endpoint, answer, archive, find};
use crate::checksum::{Algorithm, Checksum};
use crate::store::{Change, Index, Part as Stored, now};

type Reply<T> = S3Result<S3Response<T>>;

/// Where a part goes.
struct PartPath {
    bucket: String,
    key: String,
    id: String,
    number: i32,
}

pub(super) async fn put(endpoint: &Endpoint, req: S3Request<UploadPartInput>) -> Reply<UploadPartOutput> {
    let input = req.input;
    let path = PartPath { bucket: input.bucket, key: input.key, id: input.upload_id, number: input.part_number };
    fits(input.content_length)?;
    let algorithm = path.algorithm(endpoint)?;
    let mut said = Said::of(&req.headers, req.trailing_headers, algorithm);
    said.size = input.content_length;
    let received = receive(endpoint, input.body, said).await?;
    let part = path.keep(endpoint, received).await?;
    let value = |algorithm| Checksum::value_of(part.checksum.as_ref(), algorithm);
    answer(UploadPartOutput {
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        e_tag: Some(ETag::Strong(part.etag)),
        ..Default::default()
    })
}

pub(super) async fn copy(endpoint: &Endpoint, req: S3Request<UploadPartCopyInput>) -> Reply<UploadPartCopyOutput> {
    let input = req.input;
    let (from_bucket, from_key, from_version) = source(&input.copy_source)?;
    let object = endpoint.object(from_bucket, from_key, from_version)?;
    let conditions = Conditions {
        matches: input.copy_source_if_match,
        matches_none: input.copy_source_if_none_match,
        modified_since: input.copy_source_if_modified_since,
        unmodified_since: input.copy_source_if_unmodified_since,
    };
    conditions.check_source(&object)?;
    archive::check(&object)?;
    let bytes = copied_range(input.copy_source_range.as_deref(), object.size())?;
    fits(i64::try_from(bytes.end - bytes.start).ok())?;
    let path = PartPath { bucket: input.bucket, key: input.key, id: input.upload_id, number: input.part_number };
    let said = Said { checksum: path.algorithm(endpoint)?.map(|algorithm| (algorithm, None)), ..Said::default() };
    let received = receive(endpoint, Some(body::stream(&object.pieces, bytes)), said).await?;
    let part = path.keep(endpoint, received).await?;
    let value = |algorithm| Checksum::value_of(part.checksum.as_ref(), algorithm);
    let result = CopyPartResult {
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        last_modified: Some(part.modified),
        e_tag: Some(ETag::Strong(part.etag)),
    };
    answer(UploadPartCopyOutput { copy_part_result: Some(result), ..Default::default() })
}

/// `bytes=first-last`, both named and both in the object: unlike a GET, S3 clips nothing here.
fn copied_range(asked: Option<&str>, size: u64) -> S3Result<Bytes<u64>> {
    let Some(asked) = asked else {
        return Ok(0..size);
    };
    match Range::parse(asked) {
        Ok(Range::Int { first, last: Some(last) }) if last < size => Ok(first..last + 1),
        Ok(Range::Int { last: Some(_), .. }) => {
            Err(s3_error!(InvalidArgument, "Range specified is not valid for source object of size: {size}"))
        }
        _ => Err(s3_error!(
            InvalidArgument,
            "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the \
             zero-based offsets of the first and last bytes to copy"
        )),
    }
}

impl PartPath {
    /// Checks that there can be such a part, and tells what its upload is checked with.
    fn algorithm(&self, endpoint: &Endpoint) -> S3Result<Option<Algorithm>> {
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
        if !(1..=10_000).contains(&self.number) {
            return Err(s3_error!(InvalidArgument, "Part number must be an integer between 1 and 10000, inclusive"));
        }
        endpoint.look(&self.bucket, |bucket| {
            let upload = upload_of(bucket, &self.key, &self.id)?;
            Ok(upload.checksum.map(|(algorithm, _)| algorithm))
        })
    }

    async fn keep(self, endpoint: &Endpoint, received: Received) -> S3Result<Stored> {
        let part =
            Stored { etag: received.etag(), piece: received.piece, modified: now(), checksum: received.checksum };
        let kept = part.clone();
        let decide = move |index: &Index| {
            upload_of(find(index, &self.bucket)?, &self.key, &self.id)?;
            Ok(Change::PutPart {
                bucket: self.bucket,
                id: self.id,
                number: u16::try_from(self.number).unwrap_or_default(),
                part: kept,
            })
        };
        endpoint.commit(decide).await?;
        Ok(part)
    }
}

pub(super) async fn list(endpoint: &Endpoint, req: S3Request<ListPartsInput>) -> Reply<ListPartsOutput> {
    let input = req.input;
    let upload = endpoint.look(&input.bucket, |bucket| Ok(upload_of(bucket, &input.key, &input.upload_id)?.clone()))?;
    let marker = input.part_number_marker.unwrap_or(0);
    let limit = input.max_parts.unwrap_or(PAGE).clamp(0, PAGE);
    let mut rest = upload.parts.into_iter().filter(|(number, _)| i32::from(*number) > marker).peekable();
    let mut parts = Vec::new();
    while parts.len() < usize::try_from(limit).unwrap_or_default()
        && let Some((number, part)) = rest.next()
    {
        parts.push(shown(number, part));
    }
    let truncated = rest.peek().is_some() && limit > 0;
    answer(ListPartsOutput {
        next_part_number_marker: parts.last().filter(|_| truncated).and_then(|part: &Part| part.part_number),
        parts: Some(parts),
        is_truncated: Some(truncated),
        max_parts: Some(limit),
        part_number_marker: Some(marker),
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(input.upload_id),
        checksum_algorithm: upload.checksum.map(|(algorithm, _)| ChecksumAlgorithm::from_static(algorithm.name())),
        owner: Some(owner()),
        storage_class: Some(StorageClass::from_static(StorageClass::STANDARD)),
        ..Default::default()
    })
}

fn shown(number: u16, part: Stored) -> Part {
    let value = |algorithm| Checksum::value_of(part.checksum.as_ref(), algorithm);
    Part {
        checksum_crc32: value(Algorithm::Crc32),
        checksum_crc32c: value(Algorithm::Crc32c),
        checksum_crc64nvme: value(Algorithm::Crc64nvme),
        checksum_sha1: value(Algorithm::Sha1),
        checksum_sha256: value(Algorithm::Sha256),
        part_number: Some(i32::from(number)),
        size: i64::try_from(part.piece.size).ok(),
        last_modified: Some(part.modified),
        e_tag: Some(ETag::Strong(part.etag)),
    }
}
