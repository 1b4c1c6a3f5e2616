//! The three listings of objects: version 2, version 1, and of versions.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result};

use super::bucket::owner;
use super::list::{Asked, class, from_token, shown, token, wants_restore};
use super::{Endpoint, answer, archive};
use crate::front::placed;
use crate::store::{Older, VersionLine, VersionQuery, after_key, after_prefix};

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
    let with_restore = wants_restore(input.optional_object_attributes.as_ref());
    let count = lines.objects.len() + lines.prefixes.len();
    answer(ListObjectsV2Output {
        max_keys: Some(asked.limit()?),
        key_count: i32::try_from(count).ok(),
        continuation_token: input.continuation_token,
        is_truncated: Some(lines.next.is_some()),
        next_continuation_token: lines.next.as_deref().map(token),
        contents: Some(
            lines.objects.into_iter().map(|(key, object)| shown(key, &object, with_owner, with_restore)).collect(),
        ),
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
    let with_restore = wants_restore(input.optional_object_attributes.as_ref());
    // S3 names the next marker only where there is a delimiter: otherwise it is the last key.
    let next = lines.next.as_ref().and(asked.delimiter.as_ref()).and(lines.last);
    answer(ListObjectsOutput {
        marker: Some(asked.encoded(input.marker.unwrap_or_default())),
        max_keys: Some(asked.limit()?),
        is_truncated: Some(lines.next.is_some()),
        next_marker: asked.encoded_option(next.as_ref()),
        contents: Some(
            lines.objects.into_iter().map(|(key, object)| shown(key, &object, true, with_restore)).collect(),
        ),
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
    let from = match (&input.key_marker, &input.version_id_marker) {
        (Some(key), Some(version)) if !version.is_empty() => (key.clone(), Some(version.clone())),
        (marker, _) => (after_marker(&asked, marker.as_deref()), None),
    };
    let query = VersionQuery {
        prefix: asked.prefix.as_deref().unwrap_or_default(),
        delimiter: asked.delimiter.as_deref(),
        from,
        limit: usize::try_from(asked.limit()?).unwrap_or_default(),
    };
    let (lines, more) = endpoint.look(&asked.bucket, |bucket| Ok(query.page(bucket)))?;
    let next = lines.last().filter(|_| more).cloned();
    let (next_key, next_version) = match next {
        Some(VersionLine::Version { key, of, .. }) => (Some(key), Some(of.version().to_owned())),
        Some(VersionLine::Prefix(prefix)) => (Some(prefix), None),
        None => (None, None),
    };
    let with_restore = wants_restore(input.optional_object_attributes.as_ref());
    let shown = Versions::of(&asked, lines, with_restore);
    answer(ListObjectVersionsOutput {
        versions: Some(shown.versions),
        delete_markers: Some(shown.markers),
        common_prefixes: Some(shown.prefixes),
        is_truncated: Some(more),
        key_marker: Some(asked.encoded(input.key_marker.unwrap_or_default())),
        version_id_marker: input.version_id_marker,
        next_version_id_marker: next_version,
        next_key_marker: asked.encoded_option(next_key.as_ref()),
        max_keys: Some(asked.limit()?),
        delimiter: asked.encoded_option(asked.delimiter.as_ref()),
        prefix: Some(asked.encoded(asked.prefix.clone().unwrap_or_default())),
        encoding_type: asked.encoding,
        name: Some(asked.bucket),
        ..Default::default()
    })
}

/// A page of versions, as S3 says it. `s3s` writes versions and markers apart; each carries its
/// place in the owner's name, by which `front::xml` puts them in order again.
#[derive(Default)]
struct Versions {
    versions: Vec<ObjectVersion>,
    markers: Vec<DeleteMarkerEntry>,
    prefixes: Vec<CommonPrefix>,
}

impl Versions {
    fn of(asked: &Asked, lines: Vec<VersionLine>, with_restore: bool) -> Self {
        let mut all = Self::default();
        for (nth, line) in lines.into_iter().enumerate() {
            let owner = Some(Owner { display_name: Some(placed(nth)), ..owner() });
            match line {
                VersionLine::Prefix(prefix) => all.prefixes.push(CommonPrefix { prefix: Some(asked.encoded(prefix)) }),
                VersionLine::Version { key, of: Older::Object(object), latest } => all.versions.push(ObjectVersion {
                    e_tag: Some(ETag::Strong(object.etag.clone())),
                    is_latest: Some(latest),
                    key: Some(asked.encoded(key)),
                    last_modified: Some(object.modified.clone()),
                    owner,
                    restore_status: with_restore.then(|| archive::listed(&object)).flatten(),
                    size: i64::try_from(object.size()).ok(),
                    storage_class: Some(ObjectVersionStorageClass::from(class(&object))),
                    version_id: Some(object.version.clone()),
                    ..Default::default()
                }),
                VersionLine::Version { key, of: Older::Marker { version, made }, latest } => {
                    all.markers.push(DeleteMarkerEntry {
                        is_latest: Some(latest),
                        key: Some(asked.encoded(key)),
                        last_modified: Some(made),
                        owner,
                        version_id: Some(version),
                    });
                }
            }
        }
        all
    }
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
