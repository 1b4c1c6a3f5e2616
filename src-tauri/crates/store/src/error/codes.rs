//! Which S3 error code means which kind. Codes are AWS's, from "Error responses" in the S3
//! reference, with the few that other servers are known to send instead.

use super::StoreErrorKind;

/// The kind behind a code, or `None` for a code nobody acts on.
pub(crate) fn kind_of_code(code: &str) -> Option<StoreErrorKind> {
    use StoreErrorKind as Kind;
    Some(match code {
        "InvalidAccessKeyId" | "InvalidClientTokenId" => Kind::AccessKeyUnknown,
        "SignatureDoesNotMatch" => Kind::SignatureMismatch,
        "ExpiredToken" | "ExpiredTokenException" | "TokenRefreshRequired" => Kind::TokenExpired,
        "InvalidToken" => Kind::TokenUnknown,
        "RequestTimeTooSkewed" => Kind::ClockSkew,
        "AccessDenied"
        | "AccessDeniedException"
        | "AllAccessDisabled"
        | "AccountProblem"
        | "NotSignedUp"
        | "UnauthorizedAccess"
        | "Forbidden" => Kind::NotPermitted,
        "InvalidObjectState" => Kind::Archived,
        "NoSuchBucket" => Kind::NoSuchBucket,
        "NoSuchKey" | "NoSuchVersion" => Kind::NoSuchKey,
        "NoSuchUpload" => Kind::NoSuchUpload,
        "BucketAlreadyExists" | "BucketAlreadyOwnedByYou" => Kind::BucketExists,
        "BucketNotEmpty" => Kind::BucketNotEmpty,
        "InvalidBucketName" => Kind::BadBucketName,
        "KeyTooLongError" | "KeyTooLong" => Kind::KeyTooLong,
        "PermanentRedirect"
        | "TemporaryRedirect"
        | "Redirect"
        | "IllegalLocationConstraintException"
        | "InvalidLocationConstraint"
        | "InvalidRegion" => Kind::WrongRegion,
        "NotImplemented" | "MethodNotAllowed" | "UnsupportedOperation" => Kind::NotSupported,
        "PreconditionFailed" => Kind::PreconditionFailed,
        "InvalidRange" => Kind::BadRange,
        "BadDigest" | "InvalidDigest" | "XAmzContentSHA256Mismatch" | "XAmzContentChecksumMismatch" => Kind::BadDigest,
        "EntityTooLarge" => Kind::TooLarge,
        "StorageFull" | "XMinioStorageFull" | "QuotaExceeded" => Kind::StorageFull,
        // The last two ask for the same call again: somebody else's write was in the way.
        "SlowDown"
        | "Busy"
        | "ServiceUnavailable"
        | "Throttling"
        | "ThrottlingException"
        | "RequestLimitExceeded"
        | "TooManyRequests"
        | "OperationAborted"
        | "ConditionalRequestConflict" => Kind::SlowDown,
        "InternalError" | "InternalFailure" => Kind::ServerFault,
        "RequestTimeout" => Kind::TimedOut,
        "IncompleteBody" => Kind::Interrupted,
        _ => return None,
    })
}

/// The kind that a server's words tell, where its code is one for several things. Some (Garage,
/// Ceph with other logins) answer a wrong secret and an unknown key with 403 AccessDenied, which on
/// AWS means that the login is right; others answer a key that is too long with the words of their
/// database or file system.
pub(super) fn kind_of_words(
    status: u16,
    named: Option<StoreErrorKind>,
    message: &str,
    about_object: bool,
) -> Option<StoreErrorKind> {
    use StoreErrorKind as Kind;
    let said = message.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if matches!(status, 401 | 403) && matches!(named, None | Some(Kind::NotPermitted)) {
        if says(&["invalid signature", "signature does not match", "signature mismatch", "wrong signature"]) {
            return Some(Kind::SignatureMismatch);
        }
        // Of an object the same words mean the object.
        let unknown = ["no such access key", "invalid access key", "access key id", "unknown access key"];
        if says(&unknown) && says(&["no such", "not exist", "invalid", "unknown", "not found"])
            || !about_object && says(&["no such key"])
        {
            return Some(Kind::AccessKeyUnknown);
        }
    }
    let long = [
        "mdb_bad_valsize",
        "file name too long",
        "filename too long",
        "key too long",
        "key is too long",
        "name too long",
    ];
    (status >= 400 && about_object && says(&long)).then_some(Kind::KeyTooLong)
}

/// The kind behind a bare status: HEAD answers carry no body, and some servers send none.
/// `about_object` tells a missing key from a missing bucket.
pub(super) fn kind_of_status(status: u16, about_object: bool) -> StoreErrorKind {
    use StoreErrorKind as Kind;
    match status {
        301 | 302 | 307 | 308 => Kind::WrongRegion,
        401 | 403 => Kind::NotPermitted,
        404 if about_object => Kind::NoSuchKey,
        404 => Kind::NoSuchBucket,
        405 | 501 => Kind::NotSupported,
        408 => Kind::TimedOut,
        412 => Kind::PreconditionFailed,
        413 => Kind::TooLarge,
        416 => Kind::BadRange,
        429 | 503 => Kind::SlowDown,
        507 => Kind::StorageFull,
        500..=599 => Kind::ServerFault,
        _ => Kind::Other,
    }
}
