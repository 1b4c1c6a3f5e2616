//! What storage answered, in words: the one place where a `StoreError` becomes a [`Fault`].

use store::{StoreError, StoreErrorKind as Kind};

use super::Fault;

/// The words for what storage answered. Exhaustive on purpose: a new kind does not compile until it has words.
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
    let [code, title, what, next] = words(error.kind);
    Fault::new(code, title, what.replace("{place}", &place(error)), next)
        .details(details(error))
        .remedy(super::remedy::of(error))
        .retry(error.is_temporary() || matches!(error.kind, Kind::ClockSkew | Kind::BadDigest | Kind::NoSuchUpload))
        .refusal(super::refusal::refusal(error))
}

/// What it was about, in quotation marks.
pub(super) fn place(error: &StoreError) -> String {
    match (&error.bucket, &error.key) {
        (Some(bucket), Some(key)) if !key.is_empty() => format!("“{key}” in “{bucket}”"),
        (Some(bucket), _) => format!("“{bucket}”"),
        (None, _) => "this storage".to_owned(),
    }
}

/// One line a fact, for support. The server's own text comes last and in quotes: it is not ours.
fn details(error: &StoreError) -> String {
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

/// Code, title, what happened, what to do next.
type Words = [&'static str; 4];

fn words(kind: Kind) -> Words {
    match kind {
        Kind::NameNotFound => NAME_NOT_FOUND,
        Kind::ConnectionRefused => CONNECTION_REFUSED,
        Kind::TimedOut => TIMED_OUT,
        Kind::Interrupted => INTERRUPTED,
        Kind::Certificate => CERTIFICATE,
        Kind::NotS3 => NOT_S3,
        Kind::BadAnswer => BAD_ANSWER,
        Kind::BrokenList => BROKEN_LIST,
        Kind::PlainHttp => PLAIN_HTTP,
        Kind::AccessKeyUnknown => ACCESS_KEY_UNKNOWN,
        Kind::SignatureMismatch => SIGNATURE_MISMATCH,
        Kind::TokenExpired => TOKEN_EXPIRED,
        Kind::TokenUnknown => TOKEN_UNKNOWN,
        Kind::ClockSkew => CLOCK_SKEW,
        Kind::SignIn => SIGN_IN,
        Kind::ReadOnly => READ_ONLY,
        Kind::NotPermitted => NOT_PERMITTED,
        Kind::Archived => ARCHIVED,
        Kind::NoSuchBucket => NO_SUCH_BUCKET,
        Kind::NoSuchKey => NO_SUCH_KEY,
        Kind::NoSuchUpload => NO_SUCH_UPLOAD,
        Kind::BucketExists => BUCKET_EXISTS,
        Kind::BucketNotEmpty => BUCKET_NOT_EMPTY,
        Kind::BadBucketName => BAD_BUCKET_NAME,
        Kind::KeyTooLong => KEY_TOO_LONG,
        Kind::RefusedKey => REFUSED_KEY,
        Kind::WrongRegion => WRONG_REGION,
        Kind::NotSupported => NOT_SUPPORTED,
        Kind::WouldLose => WOULD_LOSE,
        Kind::PreconditionFailed => PRECONDITION_FAILED,
        Kind::Changed => CHANGED,
        Kind::BadRange => BAD_RANGE,
        Kind::BadDigest => BAD_DIGEST,
        Kind::TooLarge => TOO_LARGE,
        Kind::StorageFull => STORAGE_FULL,
        Kind::SlowDown => SLOW_DOWN,
        Kind::ServerFault => SERVER_FAULT,
        Kind::Cut => CUT,
        Kind::LocalFile => LOCAL_FILE,
        Kind::Other => OTHER,
    }
}

const NAME_NOT_FOUND: Words = [
    "name_not_found",
    "No computer answers to that address",
    "The name in the endpoint could not be found. Nothing was sent.",
    "Check the endpoint for a typing slip, and that this computer is online.",
];

const CONNECTION_REFUSED: Words = [
    "connection_refused",
    "The server did not let the connection in",
    "A computer with that address is there, but nothing listens on that port. Nothing was sent.",
    "Check the port in the endpoint, and that the server is running.",
];

const TIMED_OUT: Words = [
    "timed_out",
    "The server took too long to answer",
    "The request was given up after waiting. What was already moved is kept.",
    "Try again. If it stays slow, check the network or a VPN that this storage needs.",
];

const INTERRUPTED: Words = [
    "interrupted",
    "The connection broke off",
    "The network dropped while {place} was being read or written. What was already moved is kept.",
    "Try again.",
];

const CERTIFICATE: Words = [
    "certificate",
    "The server’s certificate is not trusted",
    "This computer cannot tell whether the server is the one it claims to be, so no key was sent to it.",
    "Check the endpoint. If your organisation makes its own certificates, ask for its root certificate and choose that file.",
];

const NOT_S3: Words = [
    "not_s3",
    "That address is not S3 storage",
    "Something answered there, but not in the way S3 storage does: a web page, the sign-in page of a network, or a control panel (MinIO’s is on port 9001, its storage on 9000).",
    "Ask your provider for the “S3 endpoint” or “API endpoint”; it often has another port or begins with “s3.”.",
];

const BAD_ANSWER: Words = [
    "bad_answer",
    "The storage’s answer cannot be used",
    "The server is S3 storage, but its answer about {place} is incomplete or contradicts itself, so Bucketwise did not rely on it.",
    "Try again. If it repeats, send the details to your provider.",
];

const BROKEN_LIST: Words = [
    "broken_list",
    "The server did not send the whole list",
    "The server says that the list of {place} goes on, but not where. What is shown may not be everything, and no file is copied, moved or deleted because of it.",
    "Try again. If it repeats, send the details to your provider.",
];

const PLAIN_HTTP: Words = [
    "plain_http",
    "Encryption does not match",
    "One side speaks encrypted (https) and the other does not (http). Nothing was sent.",
    "Change the start of the endpoint from https to http, or the other way about.",
];

const ACCESS_KEY_UNKNOWN: Words = [
    "access_key_unknown",
    "The access key is not known there",
    "The server does not know this access key. It may be switched off, deleted, or belong to another provider.",
    "Copy the access key again, and check that the provider and the region are the ones it was made for.",
];

const SIGNATURE_MISMATCH: Words = [
    "signature_mismatch",
    "The secret key does not fit the access key",
    "The server knows the access key but the secret does not belong to it.",
    "Copy the secret key again, whole and without spaces. If it is lost, have a new key made: a secret is shown only once.",
];

const TOKEN_EXPIRED: Words = [
    "token_expired",
    "This login has run out",
    "The session token was good for a limited time, and that time is over. Nothing was changed.",
    "Get a new set of access key, secret and session token, and connect with those.",
];

const TOKEN_UNKNOWN: Words = [
    "token_unknown",
    "The session token does not fit",
    "The server does not accept the session token that came with this key.",
    "Copy the access key, the secret and the token again from the same place; the three belong together.",
];

const CLOCK_SKEW: Words = [
    "clock_skew",
    "This computer’s clock is off",
    "The server refuses requests whose time is more than 15 minutes from its own. Nothing was changed.",
    "Set this computer’s date, time and time zone to “automatic”, then try again.",
];

const SIGN_IN: Words = [
    "sign_in",
    "Signing in did not work",
    "No keys could be had for this connection. Nothing was changed.",
    "Try again. If it repeats, connect anew.",
];

const READ_ONLY: Words = [
    "read_only",
    "This connection is for looking only",
    "It was set up so that nothing can be changed through it. Nothing was sent to {place}.",
    "To change files here, add a connection that is not for looking only.",
];

const NOT_PERMITTED: Words = [
    "not_permitted",
    "This login may not do that",
    "The server knows who you are, but {place} does not allow this action for your login. Nothing was changed.",
    "Send the text to whoever manages this storage. No reason was given: it may be a permission, the bucket’s policy, its key, or another account’s.",
];

const ARCHIVED: Words = [
    "archived",
    "The file is in an archive",
    "{place} is kept in slow, cheap storage and cannot be read from there directly. Nothing was changed.",
    "Have it fetched from the archive, which takes minutes to hours; then try again.",
];

const NO_SUCH_BUCKET: Words = [
    "no_such_bucket",
    "There is no such bucket",
    "{place} does not exist there, or it is spelled differently. Bucket names use small letters.",
    "Check the bucket’s name and the region.",
];

const NO_SUCH_KEY: Words = [
    "no_such_key",
    "The file is no longer there",
    "{place} was deleted or renamed by somebody in the meantime.",
    "Refresh the folder.",
];

const NO_SUCH_UPLOAD: Words = [
    "no_such_upload",
    "The upload was ended elsewhere",
    "The unfinished upload of {place} was removed on the server. Nothing incomplete was kept.",
    "Upload the file again.",
];

const BUCKET_EXISTS: Words = [
    "bucket_exists",
    "That bucket name is taken",
    "Somebody already has a bucket with this name. Names are shared by everyone on a provider.",
    "Choose another name.",
];

const BUCKET_NOT_EMPTY: Words = [
    "bucket_not_empty",
    "The bucket still has files in it",
    "{place} can only be removed once it is empty. Nothing was removed.",
    "Delete what is inside first.",
];

const BAD_BUCKET_NAME: Words = [
    "bad_bucket_name",
    "That cannot be a bucket’s name",
    "Bucket names have 3 to 63 characters: small letters, digits, dots and hyphens.",
    "Check the name for capitals, spaces or underscores.",
];

const KEY_TOO_LONG: Words = [
    "key_too_long",
    "The name is too long for this storage",
    "Folders and file name together may take 1,024 bytes; some servers allow 255 for each part.",
    "Use a shorter name or fewer nested folders.",
];

const REFUSED_KEY: Words = [
    "refused_key",
    "That name would be dangerous here",
    "A name made only of slashes is taken for the bucket itself by several servers, which would then delete it. Nothing was sent.",
    "Leave this entry, or ask the storage’s administrator to remove it.",
];

const WRONG_REGION: Words = [
    "wrong_region",
    "The bucket is in another region",
    "{place} is kept in another region than the one in this connection.",
    "Change the region of the connection to the one named in the details.",
];

const NOT_SUPPORTED: Words = [
    "not_supported",
    "This storage cannot do that",
    "The server does not offer this function. Nothing was changed.",
    "Send the text to your provider, who knows whether it can be switched on.",
];

const WOULD_LOSE: Words = [
    "would_lose",
    "This change would lose a part of the setting",
    "The setting has something that Bucketwise does not know. Nothing was saved.",
    "Make this change with the tool that the setting was made with.",
];

const PRECONDITION_FAILED: Words = [
    "precondition_failed",
    "It changed in the meantime",
    "Somebody wrote {place} while this was under way, so it was left as it is.",
    "Refresh, look at what is there now, and decide again.",
];

const CHANGED: Words = [
    "changed_while_copied",
    "The file changed while it was being copied",
    "Somebody wrote {place} in the meantime. No copy was kept.",
    "Try again when it is quiet.",
];

const BAD_RANGE: Words = [
    "bad_range",
    "The file is shorter than expected",
    "{place} changed while it was being read.",
    "Refresh the folder and try again.",
];

const BAD_DIGEST: Words = [
    "bad_digest",
    "The bytes did not arrive as they were sent",
    "A checksum of {place} did not agree, so the copy was thrown away. The original is untouched.",
    "Try again. If it repeats, the network or a disk is damaging data.",
];

const TOO_LARGE: Words = [
    "too_large",
    "Too large for this storage",
    "The server refuses files of this size.",
    "Send the text to your provider to learn the largest size it takes, or split the file.",
];

const STORAGE_FULL: Words = [
    "storage_full",
    "The storage is full",
    "There is no room left for {place}. Nothing incomplete was kept, and what was there is untouched.",
    "Make room there (practice files take it from this computer’s own disk), or ask for more, then try again.",
];

const SLOW_DOWN: Words = [
    "slow_down",
    "The storage asks for a pause",
    "More requests arrived than it accepts at the moment. What was already moved is kept.",
    "Wait a minute and try again.",
];

const SERVER_FAULT: Words = [
    "server_fault",
    "The storage had a problem of its own",
    "The server reported a fault on its side. What was already moved is kept.",
    "Try again in a minute. If it stays, give the details to your provider.",
];

const CUT: Words = [
    "cut",
    "The file ended too early",
    "The server sent fewer bytes of {place} than it had announced. The incomplete copy was not kept.",
    "Try again.",
];

const LOCAL_FILE: Words = [
    "local_file",
    "A file on this computer could not be read",
    "It vanished, became shorter, or may not be opened by you. Nothing incomplete was kept in the storage.",
    "Check the file on this computer, then try again.",
];

const OTHER: Words = [
    "refused",
    "The storage said no",
    "The server refused the request for {place} in a way Bucketwise does not know.",
    "Try again. If it repeats, give the details to your provider or administrator.",
];
