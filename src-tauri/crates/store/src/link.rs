//! Links that open one file without a sign-in: signed here with the connection's own keys, and
//! tried as whoever gets one would. A link is a secret: it leaves this module as a [`Secret`], and
//! no error and no log quotes it. How long one is to last, and what ends it, is the engine's to
//! say.

use crate::error::{StoreError, StoreErrorKind, Subject, from_connector};
use crate::reach::{clock, with_body};
use crate::{ObjectAt, Secret, Store};
use aws_sdk_s3::Client;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use serde::Serialize;
use std::time::{Duration, SystemTime};
use ts_rs::TS;
use url::Url;

/// The longest that a link can last: what signatures of version 4 take.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
pub const LONGEST_LINK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How long a session of a directory bucket is good, and how the names of such buckets end.
const DIRECTORY_SESSION: Duration = Duration::from_secs(5 * 60);
const DIRECTORY: &str = "--x-s3";

/// How long the link of a check is good for.
const CHECK: Duration = Duration::from_secs(60);

/// The header, and the parameter of a link, that accepts the cost of a request.
const PAYER: &str = "x-amz-request-payer";

/// What a link is to be like.
#[derive(Clone, Debug)]
pub struct Linking {
    /// When it begins to be good, by the server's clock; whole seconds count.
    pub signed_at: SystemTime,
    /// From then on, one second to [`LONGEST_LINK`].
    pub lasts: Duration,
    /// `Content-Disposition` of the answer, in ASCII; none for what is stored.
    pub disposition: Option<String>,
}

/// Until when the keys of a login are good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// They have no end of their own.
    Never,
    /// Until then.
    At(SystemTime),
    /// They are temporary, and nothing says until when.
    Untold,
}

/// What a server told somebody who opened a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Why it does not open the file; none where it does.
    pub refused: Option<LinkRefusal>,
    /// The server's clock by its `Date` header, in milliseconds since 1970.
    pub server_time: Option<i64>,
    /// `Content-Disposition`: untrusted.
    pub disposition: Option<String>,
}

/// Why a link does not open its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkRefusal {
    /// It has ended, or its keys have.
    Expired,
    /// By the server's clock it is not good now.
    NotYet,
    /// The signature does not hold: a proxy changes requests, or the server checks it otherwise.
    Signature,
    /// The key may not read the file, or a policy refuses links.
    Denied,
    /// There is no such file.
    Missing,
    /// The file is archived.
    Archived,
    /// The server sends on to another address.
    Elsewhere,
    /// A page answers that is nothing of S3, as a gateway does that asks for a login.
    Page,
    /// Browsers change the address, because of `.` or `..` in the key.
    Unreachable,
    /// The server asks to come back later, or failed.
    Busy,
    /// None of these.
    Other,
}

impl Store {
    /// Whether requests are signed, so that a link can be.
    pub fn signs(&self) -> bool {
        !self.0.signer.is_anonymous()
    }

    /// Until when the keys are good that sign now, and the access key's ID. Signs in if need be;
    /// may be dropped.
    ///
    /// # Errors
    /// [`SignIn`](crate::StoreErrorKind::SignIn) where there are no keys.
    pub async fn session(&self) -> Result<(SessionEnd, Option<String>), StoreError> {
        Box::pin(self.0.signer.ready()).await?;
        Ok(self.0.signer.session())
    }

    /// Signs a link that opens the file, this version of it or the one there is then, for the
    /// region where its bucket is known to be. No network once the connection is signed in.
    ///
    /// # Errors
    /// [`SignIn`](crate::StoreErrorKind::SignIn) where there are no keys; `RefusedKey` and
    /// `BadBucketName`; `Other` for a length of time that no link can have.
    pub async fn sign_link(&self, at: &ObjectAt, how: &Linking) -> Result<Secret, StoreError> {
        let subject = self.checked(at, "SignLink")?;
        if !self.signs() {
            return Err(subject.refuse(StoreErrorKind::Other, "nothing signs for this connection"));
        }
        Box::pin(self.0.signer.ready()).await?;
        self.signed(subject, at, how).await
    }

    /// Opens a link as whoever gets it would: a GET of the first byte, unsigned, without retry, of
    /// the address that a browser makes of it. The proxy and the certificates are the connection's.
    /// Changes nothing; may be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there; a refusal is an answer.
    pub async fn try_link(&self, at: &ObjectAt, link: &Secret) -> Result<LinkAnswer, StoreError> {
        let subject = self.checked(at, "TryLink")?;
        let mut request = HttpRequest::empty();
        let address = Url::parse(link.expose()).ok();
        let headers = address.is_some_and(|address| request.set_uri(String::from(address)).is_ok())
            && request.headers_mut().try_insert("range", "bytes=0-0").is_ok()
            && request.headers_mut().try_insert("accept", "*/*").is_ok()
            && request.headers_mut().try_insert("user-agent", "Mozilla/5.0").is_ok();
        if !headers {
            return Err(subject.refuse(StoreErrorKind::Other, "not what a browser could send"));
        }
        let tls = self.is_https();
        let answer = self.0.http.call(request).await.map_err(|error| from_connector(subject, tls, error))?;
        let told = told(&with_body(answer).await);
        let refused = told.refused.map(|why| if at.is_unreachable() { LinkRefusal::Unreachable } else { why });
        Ok(LinkAnswer { refused, ..told })
    }

    /// The address of a file without anything that would sign it: who opens it is nobody.
    ///
    /// # Errors
    /// As [`Store::sign_link`].
    pub async fn plain_address(&self, at: &ObjectAt) -> Result<String, StoreError> {
        let link = self.link(self.checked(at, "Address")?, at).await?;
        let address = link.split('?').next().unwrap_or_default();
        Ok(match &at.version {
            Some(version) => format!("{address}?versionId={}", ground::quoting::query(version)),
            None => address.to_owned(),
        })
    }

    /// How long a link to something in this bucket can last. In a directory bucket (S3 Express One
    /// Zone) it ends with the session that signs it.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html>
    pub fn longest_link(&self, bucket: &str) -> Duration {
        match !self.provider().needs_endpoint && self.endpoint().is_none() && bucket.ends_with(DIRECTORY) {
            true => DIRECTORY_SESSION,
            false => LONGEST_LINK,
        }
    }

    /// What signs something that lasts. The session of a directory bucket begins with it: one that
    /// requests share may be about to end.
    pub(crate) fn signing_client(&self, bucket: &str, region: &str) -> Client {
        if self.longest_link(bucket) < LONGEST_LINK { self.new_client(region) } else { self.client(region) }
    }

    /// A link for the moment of a check. No network once the connection is signed in.
    pub(crate) async fn link(&self, subject: Subject<'_>, at: &ObjectAt) -> Result<String, StoreError> {
        let how = Linking { signed_at: SystemTime::now(), lasts: CHECK, disposition: None };
        Ok(self.signed(subject, at, &how).await?.expose().to_owned())
    }

    async fn signed(&self, subject: Subject<'_>, at: &ObjectAt, how: &Linking) -> Result<Secret, StoreError> {
        let region = self.known_region(&at.bucket);
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| StoreError {
            source: Some(error),
            ..subject.error(StoreErrorKind::Other)
        };
        let terms = PresigningConfig::builder().start_time(how.signed_at).expires_in(how.lasts).build();
        let terms = terms.map_err(|error| failed(error.into()))?;
        let call = self.signing_client(&at.bucket, &region).get_object().bucket(&at.bucket).key(&at.key);
        let call = call.set_version_id(at.version.clone());
        let call = call.set_response_content_disposition(how.disposition.clone());
        // What is signed as a header has to be sent as one, which a browser does not.
        let link = call.customize().mutate_request(pays_by_address).presigned(terms).await;
        Ok(Secret::new(link.map_err(|error| failed(error.into()))?.uri().to_owned()))
    }
}

/// Moves what accepts the cost of the request from its headers into its address.
pub(crate) fn pays_by_address(request: &mut HttpRequest) {
    if let Some(payer) = request.headers_mut().remove(PAYER) {
        let address = request.uri().to_owned();
        let sign = if address.contains('?') { '&' } else { '?' };
        // It is an address already, and these are letters of one.
        let _ = request.set_uri(format!("{address}{sign}{PAYER}={payer}"));
    }
}

fn told(answer: &HttpResponse) -> LinkAnswer {
    let (status, headers) = (answer.status().as_u16(), answer.headers());
    let body = String::from_utf8_lossy(answer.body().bytes().unwrap_or_default());
    let element = |name| crate::cross_origin::element(&body, name).unwrap_or_default();
    let is_page = status == 200 && !["etag", "x-amz-request-id"].iter().any(|name| headers.get(*name).is_some());
    LinkAnswer {
        status,
        refused: is_page
            .then_some(LinkRefusal::Page)
            .or_else(|| refusal(status, &element("Code"), &element("Message"))),
        server_time: clock(answer),
        disposition: headers.get("content-disposition").map(str::to_owned),
    }
}

/// An empty file has no first byte: that it is told so is enough.
pub(crate) fn refusal(status: u16, code: &str, message: &str) -> Option<LinkRefusal> {
    use LinkRefusal::{Archived, Busy, Denied, Elsewhere, Expired, Missing, NotYet, Other, Signature};
    let says = |word: &str| message.to_ascii_lowercase().contains(word);
    match (status, code) {
        (200..=299, _) | (416, "InvalidRange" | "") => None,
        (300..=399, _) | (_, "PermanentRedirect" | "TemporaryRedirect") => Some(Elsewhere),
        (_, "ExpiredToken" | "ExpiredPresignRequest" | "RequestExpired" | "TokenRefreshRequired") => Some(Expired),
        (400..=403, _) if says("expired") => Some(Expired),
        (_, "RequestTimeTooSkewed") => Some(NotYet),
        (400..=403, _) if says("not yet valid") || says("in the future") || says("request time") => Some(NotYet),
        (_, "SignatureDoesNotMatch" | "AuthorizationQueryParametersError" | "AuthorizationHeaderMalformed") => {
            Some(Signature)
        }
        (_, "InvalidObjectState") => Some(Archived),
        (404 | 410, _) => Some(Missing),
        (429 | 500..=599, _) => Some(Busy),
        (401 | 403, _) => Some(Denied),
        _ => Some(Other),
    }
}

#[cfg(test)]
mod tests;
