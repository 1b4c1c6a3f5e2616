//! What can go wrong, in terms of S3. [`from_sdk`] is the only place where an error of the SDK
//! becomes a [`StoreError`]; the words a person reads are made by `engine::fault`.

mod chain;
mod codes;
mod sdk;

pub(crate) use codes::kind_of_code;
pub(crate) use sdk::{from_body, from_connector, from_sdk, looks_like_tls_port, region_named};

use crate::{Secret, SignInProblem};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// What a form keeps as it is: RFC 3986, 2.3.
const QUOTED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters kept of what a server says about an error.
const SAID: usize = 500;

/// One failed call: what kind of failure, in which operation, at which place, and what the server
/// said. Neither `Display` nor `Debug` prints a secret: `Debug` shows the source by its words
/// alone, since the SDK's own `Debug` quotes whole answers, and some servers put a session token
/// into one.
pub struct StoreError {
    /// What went wrong; decides what a person is told.
    pub kind: StoreErrorKind,
    /// The S3 operation by its name in Amazon's reference, for instance `ListObjectsV2`.
    pub operation: &'static str,
    /// The bucket the call was about.
    pub bucket: Option<String>,
    /// The key the call was about, exactly.
    pub key: Option<String>,
    /// The HTTP status, where an answer arrived.
    pub status: Option<u16>,
    /// The S3 error code, for instance `NoSuchKey`.
    pub code: Option<String>,
    /// The server's own text: untrusted, quoted wherever it is shown; one line of 500 characters at
    /// most.
    pub message: Option<String>,
    /// The server's id of the request, for its support.
    pub request_id: Option<String>,
    /// The region a server named when it sent the caller elsewhere.
    pub region: Option<String>,
    /// Why signing in came to nothing, for [`StoreErrorKind::SignIn`].
    pub sign_in: Option<Box<SignInProblem>>,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
}

/// The kinds of failure. A kind exists because somebody does something different about it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StoreErrorKind {
    /// The host name has no address (or there is no network to ask in).
    NameNotFound,
    /// Nobody listens at that host and port.
    ConnectionRefused,
    /// No connection within 10 s, or nothing moved for 60 s.
    TimedOut,
    /// The connection broke before the answer was complete.
    Interrupted,
    /// The server's TLS certificate is unknown, expired or for another name.
    Certificate,
    /// Something answered, but it is not S3: a web page, a login page, another service.
    NotS3,
    /// The answer is S3's and cannot be used: a field that decides is missing, cannot be read or
    /// contradicts another; see [`StoreError::reason`].
    BadAnswer,
    /// A list goes on and does not say where, or leads back to where it has been.
    BrokenList,
    /// TLS was spoken to a port that speaks plain HTTP, or the reverse.
    PlainHttp,
    /// The server does not know the access key.
    AccessKeyUnknown,
    /// The server knows the access key, but the secret does not fit it.
    SignatureMismatch,
    /// The session token has run out.
    TokenExpired,
    /// The session token is not one of the server's.
    TokenUnknown,
    /// The computer's clock and the server's are too far apart.
    ClockSkew,
    /// No keys could be had: see [`StoreError::sign_in`].
    SignIn,
    /// The connection is read-only; nothing was sent.
    ReadOnly,
    /// The login is known, but may not do this.
    NotPermitted,
    /// The object lies in an archive and has to be fetched from there first (InvalidObjectState).
    Archived,
    /// No bucket of that name (or none that this login may know of).
    NoSuchBucket,
    /// No object under that key.
    NoSuchKey,
    /// No such multipart upload: completed, aborted, or never begun.
    NoSuchUpload,
    /// A bucket of that name exists already, the caller's or another's.
    BucketExists,
    /// A bucket can be deleted only when nothing is in it.
    BucketNotEmpty,
    /// Not a name that a bucket can have.
    BadBucketName,
    /// The key is longer than the server takes (1,024 bytes on AWS).
    KeyTooLong,
    /// The key was not sent, because servers take it for the bucket itself.
    RefusedKey,
    /// The bucket is in another region; see [`StoreError::region`].
    WrongRegion,
    /// The server does not know this operation.
    NotSupported,
    /// A change would cost a setting something that this program does not know; nothing was sent.
    /// [`StoreError::reason`] is what it is.
    WouldLose,
    /// A condition (`If-Match`, `If-None-Match`) did not hold.
    PreconditionFailed,
    /// What was being copied was replaced meanwhile.
    Changed,
    /// The range lies outside the object.
    BadRange,
    /// The bytes that arrived are not the bytes that were sent.
    BadDigest,
    /// Larger than the server takes in one request.
    TooLarge,
    /// The server has no space left, or this login has used up its share.
    StorageFull,
    /// The server asks to slow down or to come back.
    SlowDown,
    /// The server failed (a 5xx that is none of the above).
    ServerFault,
    /// A body ended before its announced length.
    Cut,
    /// The file on this computer vanished, shrank or cannot be read.
    LocalFile,
    /// None of these: see code and message.
    Other,
}

impl StoreError {
    /// Whether the same call may well succeed later without anybody changing anything: timeouts,
    /// broken connections, a server that is busy or failing. A name without an address and a
    /// refused connection are not: a mistyped endpoint is their usual cause.
    pub fn is_temporary(&self) -> bool {
        use StoreErrorKind::{Cut, Interrupted, ServerFault, SlowDown, TimedOut};
        matches!(self.kind, TimedOut | Interrupted | SlowDown | ServerFault | Cut)
    }
}

impl StoreError {
    /// Makes what the server said fit to be shown: short, on one line, and without the login's own
    /// secrets, which a server might quote: as they are, or as they stood in an address or a form.
    pub(crate) fn tidied(mut self, secrets: &[Secret]) -> Self {
        let trimmed = |secret: &Secret| Secret::new(secret.expose().trim().to_owned());
        let encoded = |secret: &Secret| Secret::new(utf8_percent_encode(secret.expose().trim(), QUOTED).to_string());
        let forms: Vec<Secret> = secrets.iter().flat_map(|secret| [trimmed(secret), encoded(secret)]).collect();
        for said in [&mut self.message, &mut self.code, &mut self.request_id, &mut self.region].into_iter().flatten() {
            for secret in forms.iter().map(Secret::expose).filter(|secret| !secret.is_empty()) {
                *said = said.replace(secret, "***");
            }
            *said = one_line(said);
        }
        self
    }
}

impl StoreError {
    /// What was found on this side, in our own words, where the server did not say it.
    pub fn reason(&self) -> Option<&str> {
        let found = self.source.as_ref().and_then(|source| source.downcast_ref::<Reason>()).map(|reason| &*reason.0);
        found.or((self.kind == StoreErrorKind::BadAnswer).then_some("a field of the answer cannot be read"))
    }

    /// The same failure, known to be one of signing in.
    pub(crate) fn because(self, problem: SignInProblem) -> Self {
        Self { kind: StoreErrorKind::SignIn, sign_in: Some(Box::new(problem)), ..self }
    }

    /// The same failure for another who waited for the same call; where it came from stays with the
    /// first.
    pub(crate) fn again(&self) -> Self {
        let Self { kind, operation, bucket, key, status, code, message, request_id, region, sign_in, source: _ } = self;
        Self {
            kind: *kind,
            operation,
            bucket: bucket.clone(),
            key: key.clone(),
            status: *status,
            code: code.clone(),
            message: message.clone(),
            request_id: request_id.clone(),
            region: region.clone(),
            sign_in: sign_in.clone(),
            source: None,
        }
    }
}

/// Without control characters and those that turn the direction of writing, cut to [`SAID`].
fn one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = |c: char| if c.is_control() || turns(c) { ' ' } else { c };
    let mut line: String = text.chars().take(SAID).map(plain).collect();
    if text.chars().nth(SAID).is_some() {
        line.push('…');
    }
    line
}

impl fmt::Debug for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { message, request_id, region, source, .. } = self;
        let source = source.as_ref().map(ToString::to_string);
        write!(f, "{self}, message {message:?}, request {request_id:?}, region {region:?}, source {source:?}")
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.operation, self.kind)?;
        if let Some(bucket) = &self.bucket {
            write!(f, " in {bucket:?}")?;
        }
        if let Some(key) = &self.key {
            write!(f, " at {key:?}")?;
        }
        if let Some(status) = self.status {
            write!(f, ", status {status}")?;
        }
        match &self.code {
            Some(code) => write!(f, ", code {code}"),
            None => Ok(()),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as &(dyn Error + 'static))
    }
}

/// Why a call was refused here, without asking the server.
#[derive(Debug)]
struct Reason(Cow<'static, str>);

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Reason {}

/// Which operation, on what: the part of an error that the caller knows beforehand.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) operation: &'static str,
    pub(crate) bucket: Option<&'a str>,
    pub(crate) key: Option<&'a str>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(operation: &'static str) -> Self {
        Self { operation, bucket: None, key: None }
    }

    pub(crate) fn bucket(self, bucket: &'a str) -> Self {
        Self { bucket: Some(bucket), ..self }
    }

    pub(crate) fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// An error of this kind here, with nothing known from a server yet.
    pub(crate) fn error(self, kind: StoreErrorKind) -> StoreError {
        StoreError {
            kind,
            operation: self.operation,
            bucket: self.bucket.map(str::to_owned),
            key: self.key.map(str::to_owned),
            status: None,
            code: None,
            message: None,
            request_id: None,
            region: None,
            sign_in: None,
            source: None,
        }
    }

    /// A sign-in that came to nothing here.
    pub(crate) fn sign_in(self, problem: SignInProblem) -> StoreError {
        self.error(StoreErrorKind::SignIn).because(problem)
    }

    /// An error of this kind that was decided here, without asking the server.
    pub(crate) fn refuse(self, kind: StoreErrorKind, why: impl Into<Cow<'static, str>>) -> StoreError {
        StoreError { source: Some(Box::new(Reason(why.into()))), ..self.error(kind) }
    }
}

#[cfg(test)]
mod tests;
