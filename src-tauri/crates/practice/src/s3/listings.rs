//! The three listings of objects: version 2, version 1, and of versions (each object has one,
//! called `null`).

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result};

use super::bucket::owner;
use super::list::{Asked, from_token, shown, token};
use super::{Endpoint, answer};
use crate::store::{after_key, after_prefix};

type Reply<T> = S3Result<S3Response<T>>;

pub(super) async fn v2(endpoint: &Endpoint, req: S3Request<ListObjectsV2Input>) -> Reply<ListObjectsV2Output> {
    let input = req.input;
    let asked = Asked {
        bucket: input.bucket,
        prefix: input.prefix,
        delimiter: input.delimiter,
        max_keys: input.max_keys,
        encoding: input.encoding_type,
    };
    // A token counts before start-after.
    let from = match (&input.continuation_token, &input.start_after) {
        (Some(token), _) => from_token(token)?,
        (None, Some(key)) if !key.is_empty() => after_key(key),
        _ => String::new(),
    };
    let lines = asked.page(endpoint, from)?;
    let with_owner = input.fetch_owner.unwrap_or(false);
    let count = lines.objects.len() + lines.prefixes.len();
    answer(ListObjectsV2Output {
        max_keys: Some(asked.limit()?),
        key_count: i32::try_from(count).ok(),
        continuation_token: input.continuation_token,
        is_truncated: Some(lines.next.is_some()),
        next_continuation_token: lines.next.as_deref().map(token),
        contents: Some(lines.objects.into_iter().map(|(key, object)| shown(key, &object, with_owner)).collect()),
        common_prefixes: Some(lines.prefixes),
        delimiter: asked.encoded_option(asked.delimiter.as_ref()),
        start_after: asked.encoded_option(input.start_after.as_ref()),
        prefix: Some(asked.encoded(asked.prefix.clone().unwrap_or_default())),
        encoding_type: asked.encoding,
        name: Some(asked.bucket),
        ..Default::default()
    })
}

pub(super) async fn v1(endpoint: &Endpoint, req: S3Request<ListObjectsInput>) -> Reply<ListObjectsOutput> {
    let input = req.input;
    let asked = Asked {
        bucket: input.bucket,
        prefix: input.prefix,
        delimiter: input.delimiter,
        max_keys: input.max_keys,
        encoding: input.encoding_type,
    };
    let lines = asked.page(endpoint, after_marker(&asked, input.marker.as_deref()))?;
    // S3 names the next marker only where there is a delimiter: otherwise it is the last key.
    let next = lines.next.as_ref().and(asked.delimiter.as_ref()).and(lines.last);
    answer(ListObjectsOutput {
        marker: Some(asked.encoded(input.marker.unwrap_or_default())),
        max_keys: Some(asked.limit()?),
        is_truncated: Some(lines.next.is_some()),
        next_marker: asked.encoded_option(next.as_ref()),
        contents: Some(lines.objects.into_iter().map(|(key, object)| shown(key, &object, true)).collect()),
        common_prefixes: Some(lines.prefixes),
        delimiter: asked.encoded_option(asked.delimiter.as_ref()),
        prefix: Some(asked.encoded(asked.prefix.clone().unwrap_or_default())),
        encoding_type: asked.encoding,
        name: Some(asked.bucket),
        ..Default::default()
    })
}

pub(super) async fn versions(
    endpoint: &Endpoint,
    req: S3Request<ListObjectVersionsInput>,
) -> Reply<ListObjectVersionsOutput> {
    let input = req.input;
    let asked = Asked {
        bucket: input.bucket,
        prefix: input.prefix,
        delimiter: input.delimiter,
        max_keys: input.max_keys,
        encoding: input.encoding_type,
    };
    let lines = asked.page(endpoint, after_marker(&asked, input.key_marker.as_deref()))?;
    let next = lines.next.as_ref().and(lines.last);
    let versions = lines.objects.into_iter().map(|(key, object)| ObjectVersion {
        e_tag: Some(ETag::Strong(object.etag.clone())),
        is_latest: Some(true),
        key: Some(key),
        last_modified: Some(object.modified.clone()),
        owner: Some(owner()),
        size: i64::try_from(object.size()).ok(),
        storage_class: Some(ObjectVersionStorageClass::from_static(ObjectVersionStorageClass::STANDARD)),
        version_id: Some("null".to_owned()),
        ..Default::default()
    });
    answer(ListObjectVersionsOutput {
        versions: Some(versions.collect()),
        common_prefixes: Some(lines.prefixes),
        is_truncated: Some(lines.next.is_some()),
        key_marker: Some(asked.encoded(input.key_marker.unwrap_or_default())),
        next_version_id_marker: next.as_ref().map(|_| "null".to_owned()),
        next_key_marker: asked.encoded_option(next.as_ref()),
        max_keys: Some(asked.limit()?),
        delimiter: asked.encoded_option(asked.delimiter.as_ref()),
        prefix: Some(asked.encoded(asked.prefix.clone().unwrap_or_default())),
        encoding_type: asked.encoding,
        name: Some(asked.bucket),
        ..Default::default()
    })
}

/// Where a listing goes on after `marker`: after the key, or after everything below it when the
/// marker is a common prefix.
fn after_marker(asked: &Asked, marker: Option<&str>) -> String {
    let Some(marker) = marker.filter(|marker| !marker.is_empty()) else {
        return String::new();
    };
    let delimiter = asked.delimiter.as_deref().filter(|delimiter| !delimiter.is_empty());
    if delimiter.is_some_and(|delimiter| marker.ends_with(delimiter)) {
        return after_prefix(marker).unwrap_or_else(|| after_key(marker));
    }
    after_key(marker)
}
