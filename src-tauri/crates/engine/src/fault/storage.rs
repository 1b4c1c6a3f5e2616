//! What storage answered, in words: the one place where a `StoreError` becomes a [`Fault`].

use store::{StoreError, StoreErrorKind as Kind};
use words::{Told, Words, faults, say};

use super::{Fault, subject::place};

/// The words for what storage answered. Exhaustive on purpose: a new kind does not compile until it
/// has words.
#[must_use]
pub fn from_store(error: &StoreError) -> Fault {
    if let Some(problem) = &error.sign_in {
        let fault = super::sign_in_failed(problem).details(details(error)).retry(true);
        return fault.remedy(super::remedy::of_sign_in(problem));
    }
    if error.kind == Kind::WouldLose {
        return super::setting::would_lose(error);
    }
    if let Some(told) = super::reasons::explained(error) {
        return told.details(details(error)).refusal(super::refusal::refusal(error));
    }
    let (code, told) = told(error.kind, &place(error));
    Fault::told(code, told)
        .details(details(error))
        .remedy(super::remedy::of(error))
        .retry(error.is_temporary() || matches!(error.kind, Kind::ClockSkew | Kind::BadDigest | Kind::NoSuchUpload))
        .refusal(super::refusal::refusal(error))
}

/// One line a fact, for support. The server's own text comes last and in quotes: it is not ours.
pub(super) fn details(error: &StoreError) -> String {
    let facts = [
        Some(format!("operation: {}", error.operation)),
        error.bucket.as_ref().map(|bucket| format!("bucket: {bucket}")),
        error.key.as_ref().map(|key| format!("key: {key:?}")),
        error.status.map(|status| format!("status: {status}")),
        error.code.as_ref().map(|code| format!("code: {code}")),
        error.region.as_ref().map(|region| format!("region named by the server: {region}")),
        error.request_id.as_ref().map(|id| format!("request id: {id}")),
        error.reason().map(|reason| format!("reason: {reason}")),
        error.message.as_ref().map(|text| format!("server said: {text:?}")),
        Some(format!("kind: {:?}", error.kind)),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The code and the message of a kind of failure.
fn told(kind: Kind, place: &Words) -> (&'static str, Told) {
    match kind {
        Kind::NameNotFound => ("name_not_found", say!(faults::NameNotFound)),
        Kind::ConnectionRefused => ("connection_refused", say!(faults::ConnectionRefused)),
        Kind::TimedOut => ("timed_out", say!(faults::TimedOut)),
        Kind::Interrupted => ("interrupted", say!(faults::Interrupted, place)),
        Kind::Certificate => ("certificate", say!(faults::Certificate)),
        Kind::NotS3 => ("not_s3", say!(faults::NotS3)),
        Kind::BadAnswer => ("bad_answer", say!(faults::BadAnswer, place)),
        Kind::BrokenList => ("broken_list", say!(faults::BrokenList, place)),
        Kind::PlainHttp => ("plain_http", say!(faults::PlainHttp)),
        Kind::AccessKeyUnknown => ("access_key_unknown", say!(faults::AccessKeyUnknown)),
        Kind::SignatureMismatch => ("signature_mismatch", say!(faults::SignatureMismatch)),
        Kind::TokenExpired => ("token_expired", say!(faults::TokenExpired)),
        Kind::TokenUnknown => ("token_unknown", say!(faults::TokenUnknown)),
        Kind::ClockSkew => ("clock_skew", say!(faults::ClockSkew)),
        Kind::SignIn => ("sign_in", say!(faults::SignIn)),
        Kind::ReadOnly => ("read_only", say!(faults::ReadOnly, place)),
        Kind::NotPermitted => ("not_permitted", say!(faults::NotPermitted, place)),
        Kind::Archived => ("archived", say!(faults::Archived, place)),
        Kind::NoSuchBucket => ("no_such_bucket", say!(faults::NoSuchBucket, place)),
        Kind::NoSuchKey => ("no_such_key", say!(faults::NoSuchKey, place)),
        Kind::NoSuchUpload => ("no_such_upload", say!(faults::NoSuchUpload, place)),
        Kind::BucketExists => ("bucket_exists", say!(faults::BucketExists)),
        Kind::BucketNotEmpty => ("bucket_not_empty", say!(faults::BucketNotEmpty, place)),
        Kind::BadBucketName => ("bad_bucket_name", say!(faults::BadBucketName)),
        Kind::KeyTooLong => ("key_too_long", say!(faults::KeyTooLong)),
        Kind::RefusedKey => ("refused_key", say!(faults::RefusedKey)),
        Kind::WrongRegion => ("wrong_region", say!(faults::WrongRegion, place)),
        Kind::NotSupported => ("not_supported", say!(faults::NotSupported)),
        Kind::WouldLose => ("would_lose", say!(faults::WouldLose)),
        Kind::PreconditionFailed => ("precondition_failed", say!(faults::PreconditionFailed, place)),
        Kind::Changed => ("changed_while_copied", say!(faults::Changed, place)),
        Kind::BadRange => ("bad_range", say!(faults::BadRange, place)),
        Kind::BadDigest => ("bad_digest", say!(faults::BadDigest, place)),
        Kind::TooLarge => ("too_large", say!(faults::TooLargeThere)),
        Kind::StorageFull => ("storage_full", say!(faults::StorageFull, place)),
        Kind::SlowDown => ("slow_down", say!(faults::SlowDown)),
        Kind::ServerFault => ("server_fault", say!(faults::ServerFault)),
        Kind::Cut => ("cut", say!(faults::Cut, place)),
        Kind::LocalFile => ("local_file", say!(faults::LocalFile)),
        Kind::Other => ("refused", say!(faults::Refused, place)),
    }
}
