//! Conditions on a request: `If-Match` and its kin, for reads, copies and writes.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html> (which one counts when two are sent) and
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>.

use http::HeaderMap;
use http::header::{ETAG, LAST_MODIFIED};
use s3s::dto::{ETag, ETagCondition, Timestamp, TimestampFormat};
use s3s::{S3Error, S3ErrorCode, S3Result, s3_error};

use super::no_such_key;
use crate::store::{Bucket, Object};

/// The four conditions of a read.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub(super) matches: Option<ETagCondition>,
    pub(super) matches_none: Option<ETagCondition>,
    pub(super) modified_since: Option<Timestamp>,
    pub(super) unmodified_since: Option<Timestamp>,
}

impl Conditions {
    /// For GET and HEAD: 412, or 304 when the reader has it already.
    pub(super) fn check_read(&self, object: &Object) -> S3Result<()> {
        if self.is_stale(object) {
            return Err(failed());
        }
        if self.is_known(object) { Err(not_modified(object)) } else { Ok(()) }
    }

    /// For the source of a copy: always 412.
    pub(super) fn check_source(&self, object: &Object) -> S3Result<()> {
        if self.is_stale(object) || self.is_known(object) {
            return Err(failed());
        }
        Ok(())
    }

    fn is_stale(&self, object: &Object) -> bool {
        match (&self.matches, &self.unmodified_since) {
            (Some(wanted), _) => !fits(wanted, object),
            (None, Some(date)) => object.modified > *date,
            (None, None) => false,
        }
    }

    fn is_known(&self, object: &Object) -> bool {
        match (&self.matches_none, &self.modified_since) {
            (Some(known), _) => fits(known, object),
            (None, Some(date)) => object.modified <= *date,
            (None, None) => false,
        }
    }
}

/// For a write to `key`: nothing there (`If-None-Match: *`), or just what the writer saw
/// (`If-Match`).
pub(super) fn check_write(
    bucket: &Bucket,
    key: &str,
    matches: Option<&ETagCondition>,
    matches_none: Option<&ETagCondition>,
) -> S3Result<()> {
    let there = bucket.objects.get(key);
    if let Some(wanted) = matches {
        let object = there.ok_or_else(no_such_key)?;
        if !fits(wanted, object) {
            return Err(failed());
        }
    }
    match (matches_none, there) {
        (Some(known), Some(object)) if fits(known, object) => Err(failed()),
        _ => Ok(()),
    }
}

fn fits(condition: &ETagCondition, object: &Object) -> bool {
    match condition {
        ETagCondition::Any => true,
        ETagCondition::ETag(tag) => tag.value() == object.etag,
    }
}

fn failed() -> S3Error {
    s3_error!(PreconditionFailed, "At least one of the pre-conditions you specified did not hold")
}

/// 304 tells what the reader has, in headers alone.
fn not_modified(object: &Object) -> S3Error {
    let mut error = S3Error::new(S3ErrorCode::NotModified);
    let mut headers = HeaderMap::new();
    if let Ok(tag) = ETag::Strong(object.etag.clone()).to_http_header() {
        headers.insert(ETAG, tag);
    }
    let mut date = Vec::new();
    if object.modified.format(TimestampFormat::HttpDate, &mut date).is_ok()
        && let Ok(date) = http::HeaderValue::from_bytes(&date)
    {
        headers.insert(LAST_MODIFIED, date);
    }
    error.set_headers(headers);
    error
}
