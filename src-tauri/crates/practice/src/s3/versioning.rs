//! Versions: whether a bucket keeps them, and which one a request means.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html>

use std::sync::Arc;

use http::{HeaderMap, HeaderValue, StatusCode};
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};
use uuid::Uuid;

use super::{Endpoint, answer, custom, find, no_such_key};
use crate::store::{Bucket, Change, Index, NULL, Object as Stored, Older};

type Reply<T> = S3Result<S3Response<T>>;

pub(super) async fn get(
    endpoint: &Endpoint,
    req: S3Request<GetBucketVersioningInput>,
) -> Reply<GetBucketVersioningOutput> {
    let keeps = endpoint.look(&req.input.bucket, |bucket| Ok(bucket.keeps))?;
    let status = keeps.map(|keeps| match keeps {
        true => BucketVersioningStatus::from_static(BucketVersioningStatus::ENABLED),
        false => BucketVersioningStatus::from_static(BucketVersioningStatus::SUSPENDED),
    });
    answer(GetBucketVersioningOutput { status, ..Default::default() })
}

pub(super) async fn put(
    endpoint: &Endpoint,
    req: S3Request<PutBucketVersioningInput>,
) -> Reply<PutBucketVersioningOutput> {
    let PutBucketVersioningInput { bucket, versioning_configuration: asked, .. } = req.input;
    let keeps = match asked.status.as_ref().map(BucketVersioningStatus::as_str) {
        Some(BucketVersioningStatus::ENABLED) => true,
        Some(BucketVersioningStatus::SUSPENDED) => false,
        _ => {
            let message = "The Versioning element must be specified";
            return Err(custom(StatusCode::BAD_REQUEST, "IllegalVersioningConfigurationException", message));
        }
    };
    let decide = move |index: &Index| {
        if !keeps && find(index, &bucket)?.lock.is_some() {
            let message =
                "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.";
            return Err(custom(StatusCode::CONFLICT, "InvalidBucketState", message));
        }
        find(index, &bucket)?;
        Ok(Change::SetVersioning { bucket, keeps })
    };
    endpoint.commit(decide).await?;
    answer(PutBucketVersioningOutput::default())
}

/// The id that what is stored or deleted now gets.
pub(super) fn fresh(bucket: &Bucket) -> String {
    if bucket.keeps == Some(true) { Uuid::new_v4().simple().to_string() } else { NULL.to_owned() }
}

/// The id as an answer tells it: of a bucket that never kept versions none.
pub(super) fn told(bucket: &Bucket, version: &str) -> Option<String> {
    bucket.keeps.map(|_| version.to_owned())
}

/// The object of a key: this version of it, or the current one.
pub(super) fn of(bucket: &Bucket, key: &str, version: Option<&str>) -> S3Result<Arc<Stored>> {
    let Some(version) = version else {
        let current = bucket.objects.get(key).cloned();
        return current.ok_or_else(|| match bucket.history(key).next() {
            Some(marker) => hidden(no_such_key(), marker.version()),
            None => no_such_key(),
        });
    };
    match bucket.history(key).find(|one| one.version() == version) {
        Some(Older::Object(object)) => Ok(object),
        Some(Older::Marker { version, .. }) => {
            let message = "The specified method is not allowed against this resource.";
            Err(hidden(custom(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message), &version))
        }
        None => Err(s3_error!(NoSuchVersion, "The specified version does not exist.")),
    }
}

/// The same error, which tells that a delete marker is the cause.
fn hidden(mut error: S3Error, marker: &str) -> S3Error {
    let mut headers = HeaderMap::new();
    headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    headers.insert("x-amz-delete-marker", HeaderValue::from_static("true"));
    if let Ok(id) = HeaderValue::try_from(marker) {
        headers.insert("x-amz-version-id", id);
    }
    error.set_headers(headers);
    error
}
