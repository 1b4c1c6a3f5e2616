//! From an error of the SDK to a [`StoreError`]: the only mapping.

use super::chain::kind_of_transport;
use super::codes::{kind_of_code, kind_of_status, kind_of_words};
use super::{StoreError, StoreErrorKind, Subject};
use crate::Secret;
use crate::lenient::root;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use std::error::Error;

/// A failed call. `https` says what the endpoint speaks; `secrets` are all that the call sent or
/// was signed with: a server may quote them, and nobody may read them in an error.
pub(crate) fn from_sdk<E>(
    subject: Subject<'_>,
    https: bool,
    error: SdkError<E, HttpResponse>,
    secrets: &[Secret],
) -> StoreError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    let mut told = match &error {
        SdkError::ServiceError(answer) => from_answer(subject, answer.raw(), answer.err()),
        SdkError::ResponseError(answer) => from_unreadable(subject, https, answer.raw(), &error),
        SdkError::TimeoutError(_) => subject.error(StoreErrorKind::TimedOut),
        SdkError::DispatchFailure(failure) => {
            let fallback = match failure.is_timeout() {
                true => StoreErrorKind::TimedOut,
                false if failure.is_io() => StoreErrorKind::Interrupted,
                false => StoreErrorKind::Other,
            };
            subject.error(kind_of_transport(&error, https).unwrap_or(fallback))
        }
        _ => subject.error(kind_of_transport(&error, https).unwrap_or(StoreErrorKind::Other)),
    };
    told.source = Some(Box::new(error));
    told.tidied(secrets)
}

/// The unsigned first contact failed before any answer.
pub(crate) fn from_connector(subject: Subject<'_>, https: bool, error: ConnectorError) -> StoreError {
    let fallback = if error.is_timeout() { StoreErrorKind::TimedOut } else { StoreErrorKind::Interrupted };
    let mut told = subject.error(kind_of_transport(&error, https).unwrap_or(fallback));
    told.source = Some(Box::new(error));
    told
}

/// A body failed while it was being read.
pub(crate) fn from_body(subject: Subject<'_>, error: Box<dyn Error + Send + Sync>) -> StoreError {
    // What broke off in the middle of a body is a cut download, however the connection put it.
    let kind = match kind_of_transport(error.as_ref(), true) {
        Some(kind @ (StoreErrorKind::TimedOut | StoreErrorKind::BadDigest)) => kind,
        _ => StoreErrorKind::Cut,
    };
    StoreError { source: Some(error), ..subject.error(kind) }
}

/// The server answered with an error.
fn from_answer(subject: Subject<'_>, raw: &HttpResponse, error: &impl ProvideErrorMetadata) -> StoreError {
    let status = raw.status().as_u16();
    let code = error.code().filter(|code| !code.is_empty() && *code != "Unknown");
    let mut told = StoreError {
        status: Some(status),
        code: code.map(str::to_owned),
        message: error.message().map(str::to_owned),
        request_id: request_id(raw),
        region: region_named(raw),
        ..subject.error(StoreErrorKind::Other)
    };
    let named = code.and_then(kind_of_code);
    let worded = kind_of_words(status, named, told.message.as_deref().unwrap_or_default(), subject.key.is_some());
    told.kind = match worded.or(named) {
        Some(kind) => kind,
        // A good answer that makes no sense as the answer to this call.
        None if status < 300 && is_answer_to(subject, raw) => StoreErrorKind::BadAnswer,
        None if status < 300 => StoreErrorKind::NotS3,
        None if is_web_page(raw) && status < 500 => page_kind(raw),
        // HEAD answers: the SDK names a 404 "NotFound", and a 400 with a region means the wrong
        // one.
        None if told.region.is_some() && matches!(status, 301 | 307 | 400) => StoreErrorKind::WrongRegion,
        None => kind_of_status(status, subject.key.is_some()),
    };
    told
}

/// Whether a good answer is the one that S3 gives to such a call, though not all of it could be
/// read: the document by its root, and an answer about an object by the marks that S3 puts on it.
fn is_answer_to(subject: Subject<'_>, raw: &HttpResponse) -> bool {
    let expected = match subject.operation {
        "ListObjectsV2" => "ListBucketResult",
        "ListObjectVersions" => "ListVersionsResult",
        "ListBuckets" => "ListAllMyBucketsResult",
        "ListMultipartUploads" => "ListMultipartUploadsResult",
        "ListParts" => "ListPartsResult",
        "DeleteObjects" => "DeleteResult",
        "CopyObject" => "CopyObjectResult",
        "UploadPartCopy" => "CopyPartResult",
        "CompleteMultipartUpload" => "CompleteMultipartUploadResult",
        "CreateMultipartUpload" => "InitiateMultipartUploadResult",
        "GetObject" | "HeadObject" | "PutObject" | "UploadPart" => {
            return raw.headers().get("etag").is_some() || request_id(raw).is_some();
        }
        _ => return false,
    };
    let body = raw.body().bytes().and_then(|body| std::str::from_utf8(body).ok());
    body.and_then(root).is_some_and(|root| root == expected)
}

/// Something answered that the SDK could not read.
fn from_unreadable(subject: Subject<'_>, https: bool, raw: &HttpResponse, error: &(dyn Error + 'static)) -> StoreError {
    let status = raw.status().as_u16();
    let kind = match kind_of_transport(error, https) {
        Some(kind) => kind,
        None if status >= 500 => kind_of_status(status, subject.key.is_some()),
        None if status < 300 && is_answer_to(subject, raw) => StoreErrorKind::BadAnswer,
        None => page_kind(raw),
    };
    let (request_id, region) = (request_id(raw), region_named(raw));
    StoreError { status: Some(status), request_id, region, ..subject.error(kind) }
}

/// What a page means that is no S3 answer.
fn page_kind(raw: &HttpResponse) -> StoreErrorKind {
    if looks_like_tls_port(raw) { StoreErrorKind::PlainHttp } else { StoreErrorKind::NotS3 }
}

/// Whether this is how Go and nginx answer plain HTTP on a TLS port: a 400 that says so.
pub(crate) fn looks_like_tls_port(raw: &HttpResponse) -> bool {
    let text = String::from_utf8_lossy(raw.body().bytes().unwrap_or_default()).to_ascii_lowercase();
    raw.status().as_u16() == 400 && text.contains("http request") && text.contains("https")
}

/// Whether a body is there and is no XML: an S3 error is XML or, for HEAD, nothing at all.
fn is_web_page(raw: &HttpResponse) -> bool {
    let body = raw.body().bytes().unwrap_or_default().trim_ascii();
    let html = raw.headers().get("content-type").is_some_and(|kind| kind.contains("text/html"));
    !body.is_empty() && (html || !body.starts_with(b"<"))
}

/// The server's id of the request; Amazon's header, which others copy.
fn request_id(raw: &HttpResponse) -> Option<String> {
    raw.headers().get("x-amz-request-id").map(str::to_owned)
}

/// Where the server says the bucket is: the header, or `<Region>` in the body of
/// AuthorizationHeaderMalformed.
pub(crate) fn region_named(raw: &HttpResponse) -> Option<String> {
    if let Some(region) = raw.headers().get("x-amz-bucket-region") {
        return Some(region.to_owned());
    }
    let body = std::str::from_utf8(raw.body().bytes()?).ok()?;
    let (_, rest) = body.split_once("<Region>")?;
    let (region, _) = rest.split_once("</Region>")?;
    Some(region.to_owned()).filter(|region| !region.is_empty())
}
