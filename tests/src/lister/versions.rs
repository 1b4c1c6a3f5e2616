//! The versions that the lister tells: of each of its keys as many as it was asked to have, one a
//! day, all with contents of their own.

use std::time::{Duration, SystemTime};

use s3s::dto::{
    CommonPrefix, ETag, EncodingType, ListObjectVersionsInput, ListObjectVersionsOutput, ObjectVersion,
    ObjectVersionStorageClass, Timestamp,
};
use s3s::{S3Response, S3Result, s3_error};

use super::{Shelf, encoded, shelf, size_of};

/// When the first version of every key was made, in seconds since 1970:
/// 14 November 2023, 22:13:20.
const FIRST_VERSION: u64 = 1_700_000_000;
/// How long after the one before each version was made, in seconds.
const VERSIONS_APART: u64 = 86_400;
const PAGE: usize = 1_000;

/// A page of versions, whole keys alone; `each`: so many of every key, the newest first.
pub(super) fn page(
    shelf: &Shelf,
    asked: ListObjectVersionsInput,
    each: usize,
) -> S3Result<S3Response<ListObjectVersionsOutput>> {
    if each == 0 || each > PAGE {
        return Err(s3_error!(NotImplemented));
    }
    let most = usize::try_from(asked.max_keys.unwrap_or(1_000).clamp(0, 1_000)).unwrap_or_default();
    let question = shelf::Question {
        prefix: asked.prefix.as_deref().unwrap_or_default(),
        folders: asked.delimiter.is_some(),
        after: asked.key_marker.as_deref(),
        by_folder: false,
        backwards: false,
        limit: (most / each).max(1),
    };
    let page = shelf.page(&question);
    let versions = page.keys.iter().flat_map(|key| (0..each).rev().map(move |at| version(key, at, at + 1 == each)));
    Ok(S3Response::new(ListObjectVersionsOutput {
        name: Some(asked.bucket),
        prefix: asked.prefix.as_deref().map(encoded),
        max_keys: asked.max_keys,
        encoding_type: Some(EncodingType::from_static(EncodingType::URL)),
        is_truncated: Some(page.next.is_some()),
        next_key_marker: page.next.as_deref().map(encoded),
        versions: Some(versions.collect()),
        common_prefixes: Some(
            page.folders.iter().map(|folder| CommonPrefix { prefix: Some(encoded(folder)) }).collect(),
        ),
        ..ListObjectVersionsOutput::default()
    }))
}

fn version(key: &str, at: usize, latest: bool) -> ObjectVersion {
    let made = Duration::from_secs(FIRST_VERSION + at as u64 * VERSIONS_APART);
    ObjectVersion {
        key: Some(encoded(key)),
        version_id: Some(format!("{at:032x}")),
        is_latest: Some(latest),
        size: i64::try_from(size_of(key) + at as u64).ok(),
        last_modified: Some(Timestamp::from(SystemTime::UNIX_EPOCH + made)),
        e_tag: Some(ETag::Strong(format!("{at:032x}"))),
        storage_class: Some(ObjectVersionStorageClass::from_static(ObjectVersionStorageClass::STANDARD)),
        ..ObjectVersion::default()
    }
}
