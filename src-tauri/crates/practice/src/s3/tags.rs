//! Tags of objects: ten of each version at most, said with what is stored or later.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html>

use std::collections::BTreeMap;

use http::StatusCode;
use percent_encoding::percent_decode_str;
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::{Endpoint, answer, custom, find, versioning};
use crate::store::{Change, Index, VersionState};

type Reply<T> = S3Result<S3Response<T>>;
type Tags = BTreeMap<String, String>;

/// Tags of one version.
const MOST: usize = 10;
/// Characters of a key, and of a value.
const LENGTHS: (usize, usize) = (128, 256);

/// What `x-amz-tagging` says, which is written as the query of a URL.
pub(super) fn said(header: Option<&TaggingHeader>) -> S3Result<Tags> {
    let Some(header) = header.filter(|header| !header.is_empty()) else { return Ok(Tags::new()) };
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8().map(Into::into).map_err(|_| unencoded())
    };
    let pairs = header.split('&').map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decoded(key)?, decoded(value)?))
    });
    checked(pairs.collect::<S3Result<Vec<_>>>()?)
}

fn unencoded() -> S3Error {
    s3_error!(
        InvalidArgument,
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
    )
}

fn checked(pairs: Vec<(String, String)>) -> S3Result<Tags> {
    let wrong = |message| Err(custom(StatusCode::BAD_REQUEST, "InvalidTag", message));
    if pairs.len() > MOST {
        return Err(custom(StatusCode::BAD_REQUEST, "BadRequest", "Object tags cannot be greater than 10"));
    }
    let mut tags = Tags::new();
    for (key, value) in pairs {
        let (in_key, in_value) = (key.chars().count(), value.chars().count());
        if !(1..=LENGTHS.0).contains(&in_key) || key.starts_with("aws:") {
            return wrong("The TagKey you have provided is invalid");
        }
        if in_value > LENGTHS.1 {
            return wrong("The TagValue you have provided is invalid");
        }
        if tags.insert(key, value).is_some() {
            return wrong("Cannot provide multiple Tags with the same key");
        }
    }
    Ok(tags)
}

/// How many a version has, where it has any.
pub(super) fn count(kept: &VersionState) -> Option<i32> {
    i32::try_from(kept.tags.len()).ok().filter(|count| *count > 0)
}

pub(super) async fn get(endpoint: &Endpoint, req: S3Request<GetObjectTaggingInput>) -> Reply<GetObjectTaggingOutput> {
    let GetObjectTaggingInput { bucket, key, version_id, .. } = req.input;
    let object = endpoint.object(&bucket, &key, version_id.as_deref())?;
    let version_id = endpoint.look(&bucket, |found| Ok(versioning::told(found, &object.version)))?;
    let tag = |(key, value): (&String, &String)| Tag { key: Some(key.clone()), value: Some(value.clone()) };
    answer(GetObjectTaggingOutput { tag_set: object.kept.tags.iter().map(tag).collect(), version_id })
}

pub(super) async fn put(endpoint: &Endpoint, req: S3Request<PutObjectTaggingInput>) -> Reply<PutObjectTaggingOutput> {
    let PutObjectTaggingInput { bucket, key, version_id, tagging, .. } = req.input;
    let pair = |tag: Tag| (tag.key.unwrap_or_default(), tag.value.unwrap_or_default());
    let tags = checked(tagging.tag_set.into_iter().map(pair).collect())?;
    let version_id = tag(endpoint, (bucket, key, version_id), tags).await?;
    answer(PutObjectTaggingOutput { version_id })
}

pub(super) async fn delete(
    endpoint: &Endpoint,
    req: S3Request<DeleteObjectTaggingInput>,
) -> Reply<DeleteObjectTaggingOutput> {
    let DeleteObjectTaggingInput { bucket, key, version_id, .. } = req.input;
    let version_id = tag(endpoint, (bucket, key, version_id), Tags::new()).await?;
    answer(DeleteObjectTaggingOutput { version_id })
}

/// Gives one version these tags and no others; answers its id, where it has one.
async fn tag(
    endpoint: &Endpoint,
    (bucket, key, version): (String, String, Option<String>),
    tags: Tags,
) -> S3Result<Option<String>> {
    let (tell, told) = tokio::sync::oneshot::channel();
    let decide = move |index: &Index| {
        let found = find(index, &bucket)?;
        let object = versioning::of(found, &key, version.as_deref())?;
        let kept = VersionState { tags, ..object.kept.clone() };
        // Nobody listens when the caller has gone; the change is made all the same.
        let _ = tell.send(versioning::told(found, &object.version));
        Ok(Change::Keep { bucket, key, version: object.version.clone(), kept })
    };
    endpoint.commit(decide).await?;
    told.await.map_err(S3Error::internal_error)
}
