//! Forms by which a browser stores files in a folder of a bucket without a sign-in: a policy that
//! says what is accepted, signed here with the connection's own keys (SigV4 POST). Whoever has the
//! fields of a form can store files until it ends; so they leave this module as [`Secret`]s, and no
//! error and no log quotes one. Where a server knows no forms, a link for one file takes their
//! place, which limits neither sizes nor types. How long either is to last is the engine's to say.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html>

use crate::error::{StoreError, StoreErrorKind, Subject, from_connector};
use crate::link::{LONGEST_LINK, Linking, pays_by_address, refusal};
use crate::reach::{clock, with_body};
use crate::{Credentials, LinkRefusal, ObjectAt, Secret, Store};
use aws_sdk_s3::config::RequestChecksumCalculation;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::{DateTime, Format};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

/// The most that one form stores at once: 5 GiB, as one PUT.
pub const LARGEST_FORM: u64 = 5 << 30;

/// How signatures of version 4 are called.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// A key that stands for any, to learn where the bucket itself is.
const PROBE: &str = "x";

/// Which types of files a form stores, by what the browser says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormTypes {
    /// All.
    Any,
    /// This one alone: `application/pdf`.
    Is(&'static str),
    /// Those that begin so: `image/`.
    Begins(&'static str),
}

/// What a form is to be like.
#[derive(Clone, Debug)]
pub struct Forming {
    /// When it is signed, by the server's clock; whole seconds count.
    pub signed_at: SystemTime,
    /// From then on, up to [`LONGEST_LINK`].
    pub lasts: Duration,
    /// What the key of every file begins with.
    pub prefix: String,
    /// The types that are stored.
    pub types: FormTypes,
    /// The smallest file, in bytes; one at least, so that a form can be tried by an empty file.
    pub smallest: u64,
    /// The largest file, in bytes, up to [`LARGEST_FORM`].
    pub largest: u64,
}

/// A form that was signed. `Debug` shows none of its values.
#[derive(Clone, Debug)]
pub struct UploadForm {
    /// The address that it is sent to.
    pub action: String,
    /// Its fields but for the key, the type and the file, which whoever fills it in adds.
    pub fields: Vec<(&'static str, Secret)>,
}

/// What a server said to a form with an empty file, which its policy does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormAnswer {
    /// The HTTP status.
    pub status: u16,
    /// What came of it.
    pub heard: FormHeard,
    /// The server's clock by its `Date` header, in milliseconds since 1970.
    pub server_time: Option<i64>,
}

/// How a server takes a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormHeard {
    /// It accepts the signature and refuses the file for its size, as the policy says.
    Heeds,
    /// It stored what the policy does not take. The version that it made, where it told one.
    Stored(Option<String>),
    /// It knows no forms.
    Unknown,
    /// It refuses the form itself.
    Refuses(LinkRefusal),
}

impl Store {
    /// Whether the server takes forms for this bucket, as far as its provider tells. Directory
    /// buckets take none.
    pub fn takes_forms(&self, bucket: &str) -> bool {
        self.provider().quirks.takes_forms && self.longest_link(bucket) == LONGEST_LINK
    }

    /// Signs a form for the region where the bucket is known to be. No network once the connection
    /// is signed in.
    ///
    /// # Errors
    /// [`SignIn`](StoreErrorKind::SignIn) where there are no keys; `ReadOnly`; `RefusedKey` and
    /// `BadBucketName`.
    pub async fn sign_form(&self, bucket: &str, how: &Forming) -> Result<UploadForm, StoreError> {
        let at = ObjectAt::new(bucket, format!("{}{PROBE}", how.prefix));
        let subject = self.may_store(&at, "SignForm")?;
        Box::pin(self.0.signer.ready()).await?;
        let Some(keys) = self.0.signer.credentials() else {
            return Err(subject.refuse(StoreErrorKind::Other, "nothing signs for this connection"));
        };
        let files = self.plain_address(&ObjectAt::new(bucket, PROBE)).await?;
        let action = files.strip_suffix(PROBE).unwrap_or(&files).to_owned();
        let fields = fields(bucket, &self.known_region(bucket), &keys, how)
            .ok_or_else(|| subject.refuse(StoreErrorKind::Other, "not a time that a form can have"))?;
        Ok(UploadForm { action, fields })
    }

    /// Signs a link that stores one file, whatever its size and type, in place of one that is
    /// there. No network once the connection is signed in.
    ///
    /// # Errors
    /// As [`Store::sign_form`]; `Other` for a length of time that no link can have.
    pub async fn sign_upload(&self, at: &ObjectAt, how: &Linking) -> Result<Secret, StoreError> {
        let subject = self.may_store(at, "SignUpload")?;
        Box::pin(self.0.signer.ready()).await?;
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| StoreError {
            source: Some(error),
            ..subject.error(StoreErrorKind::Other)
        };
        let terms = PresigningConfig::builder().start_time(how.signed_at).expires_in(how.lasts).build();
        let terms = terms.map_err(|error| failed(error.into()))?;
        // A checksum would be that of no bytes.
        let plain = RequestChecksumCalculation::WhenRequired;
        let plain = aws_sdk_s3::config::Builder::new().request_checksum_calculation(plain);
        let client = self.signing_client(&at.bucket, &self.known_region(&at.bucket));
        let call = client.put_object().bucket(&at.bucket).key(&at.key);
        let link = call.customize().config_override(plain).mutate_request(pays_by_address).presigned(terms).await;
        Ok(Secret::new(link.map_err(|error| failed(error.into()))?.uri().to_owned()))
    }

    /// Sends a form as whoever gets it would, with an empty file at this key: unsigned, without
    /// retry. Every form takes one byte at least, so a server that heeds it stores nothing; one
    /// that does store says so. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there; a refusal is an answer.
    pub async fn try_form(&self, at: &ObjectAt, form: &UploadForm, kind: &str) -> Result<FormAnswer, StoreError> {
        let subject = self.may_store(at, "TryForm")?;
        let mark = format!("form-{}", uuid::Uuid::new_v4().simple());
        let mut request = HttpRequest::new(SdkBody::from(filled(&mark, &at.key, form, kind)));
        let built = request.set_method("POST").is_ok()
            && request.set_uri(form.action.as_str()).is_ok()
            && request
                .headers_mut()
                .try_insert("content-type", format!("multipart/form-data; boundary={mark}"))
                .is_ok()
            && request.headers_mut().try_insert("user-agent", "Mozilla/5.0").is_ok();
        if !built {
            return Err(subject.refuse(StoreErrorKind::Other, "not what a browser could send"));
        }
        let tls = self.is_https();
        let answer = self.0.http.call(request).await.map_err(|error| from_connector(subject, tls, error))?;
        Ok(told(&with_body(answer).await))
    }

    /// Whether others may be let store something here through this connection.
    fn may_store<'a>(&self, at: &'a ObjectAt, operation: &'static str) -> Result<Subject<'a>, StoreError> {
        let subject = self.checked(at, operation)?;
        match (self.0.access.read_only, self.signs()) {
            (true, _) => Err(subject.error(StoreErrorKind::ReadOnly)),
            (_, false) => Err(subject.refuse(StoreErrorKind::Other, "nothing signs for this connection")),
            _ => Ok(subject),
        }
    }
}

/// None for times that are none of a calendar.
fn fields(bucket: &str, region: &str, keys: &Credentials, how: &Forming) -> Option<Vec<(&'static str, Secret)>> {
    let signed_at = DateTime::from(how.signed_at).fmt(Format::DateTime).ok()?;
    let date: String = signed_at.chars().filter(|letter| !matches!(letter, '-' | ':')).collect();
    let date = format!("{}Z", date.split(['.', 'Z']).next()?);
    let until = DateTime::from(how.signed_at.checked_add(how.lasts)?).fmt(Format::DateTime).ok()?;
    // With milliseconds, as Amazon's own examples have it: some servers read no other form.
    let until = format!("{}.000Z", until.split(['.', 'Z']).next()?);
    let credential = format!("{}/{}/{region}/s3/aws4_request", keys.access_key, date.get(..8)?);
    let mut signed = vec![("x-amz-algorithm", ALGORITHM.to_owned()), ("x-amz-credential", credential)];
    signed.push(("x-amz-date", date));
    if let Some(token) = &keys.session_token {
        signed.push(("x-amz-security-token", token.expose().to_owned()));
    }
    let types = match how.types {
        FormTypes::Any => json!(["starts-with", "$Content-Type", ""]),
        FormTypes::Is(kind) => json!(["eq", "$Content-Type", kind]),
        FormTypes::Begins(with) => json!(["starts-with", "$Content-Type", with]),
    };
    let mut conditions = vec![
        json!({ "bucket": bucket }),
        json!(["starts-with", "$key", how.prefix]),
        types,
        json!(["content-length-range", how.smallest, how.largest]),
    ];
    conditions.extend(signed.iter().map(|(name, value)| json!({ *name: value })));
    let policy = document(&json!({ "expiration": until, "conditions": conditions }));
    let policy = base64::encode(policy);
    let signature = signature(keys.secret.expose(), how.signed_at, region, &policy);
    signed.extend([("policy", policy), ("x-amz-signature", signature)]);
    Some(signed.into_iter().map(|(name, value)| (name, Secret::new(value))).collect())
}

/// In a value `$` may begin the name of a field, so it is written as a number.
fn document(policy: &Value) -> String {
    let known = ["$Content-Type", "$key"];
    let escaped = policy.to_string().replace('$', "\\u0024");
    known.iter().fold(escaped, |text, name| text.replace(&format!("\"\\u0024{}\"", &name[1..]), &format!("\"{name}\"")))
}

/// What is signed of a form is its policy, in Base64.
fn signature(secret: &str, signed_at: SystemTime, region: &str, policy: &str) -> String {
    calculate_signature(generate_signing_key(secret, signed_at, region, "s3"), policy.as_bytes())
}

/// A form with an empty file (RFC 7578); the file comes last.
fn filled(mark: &str, key: &str, form: &UploadForm, kind: &str) -> Vec<u8> {
    let own = [("key", key), ("Content-Type", kind)];
    let fields = own.into_iter().chain(form.fields.iter().map(|(name, value)| (*name, value.expose())));
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!("--{mark}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += &format!("--{mark}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"empty\"\r\n");
    body += &format!("content-type: application/octet-stream\r\n\r\n\r\n--{mark}--\r\n");
    body.into_bytes()
}

fn told(answer: &HttpResponse) -> FormAnswer {
    let status = answer.status().as_u16();
    let body = String::from_utf8_lossy(answer.body().bytes().unwrap_or_default());
    let element = |name| crate::cross_origin::element(&body, name).unwrap_or_default();
    let version = answer.headers().get("x-amz-version-id").map(str::to_owned);
    let heard = heard(status, &element("Code"), &element("Message"), version);
    FormAnswer { status, heard, server_time: clock(answer) }
}

fn heard(status: u16, code: &str, message: &str, version: Option<String>) -> FormHeard {
    let says = |word: &str| message.to_ascii_lowercase().contains(word);
    match (status, code) {
        (200..=299, _) => FormHeard::Stored(version),
        (_, "EntityTooSmall") => FormHeard::Heeds,
        // The condition on the size is among those that some call by no code of their own.
        (400 | 403, _) if says("content-length-range") || says("content length range") => FormHeard::Heeds,
        (405 | 501, _) | (_, "MethodNotAllowed" | "NotImplemented") => FormHeard::Unknown,
        _ => refusal(status, code, message).map_or(FormHeard::Unknown, FormHeard::Refuses),
    }
}

#[cfg(test)]
mod tests;
