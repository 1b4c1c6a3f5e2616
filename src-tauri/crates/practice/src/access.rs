//! Who may come in: one pair of keys, made at each start, and Signature Version 4 with it.
//!
//! `s3s` verifies signatures, clocks (15 minutes) and the end of a presigned URL. What it lets
//! through and S3 does not is refused here: the old signature, another region, a URL signed for
//! longer than a week, and a request without any signature.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use percent_encoding::percent_decode_str;
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::{S3Auth, SecretKey};
use s3s::{S3Error, S3Result, s3_error};
use uuid::Uuid;

use crate::s3::REGION;

/// Seven days in seconds:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
const LONGEST_URL: u64 = 7 * 24 * 60 * 60;

/// The pair of keys. It has no `Debug`, so that no log shows the secret.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) access: String,
    pub(crate) secret: String,
}

impl Keys {
    /// A random pair, in the shape of Amazon's: 20 and 40 characters.
    pub(crate) fn random() -> Self {
        let random = || Uuid::new_v4().simple().to_string();
        Self {
            access: format!("PRAC{}", &random().to_uppercase()[..16]),
            secret: format!("{}{}", random(), &random()[..8]),
        }
    }
}

#[async_trait::async_trait]
impl S3Auth for Keys {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        if access_key == self.access {
            return Ok(SecretKey::from(self.secret.clone()));
        }
        Err(s3_error!(InvalidAccessKeyId, "The AWS Access Key Id you provided does not exist in our records."))
    }
}

/// The rules for a request whose signature, if it has one, was found right.
pub(crate) struct Rules;

#[async_trait::async_trait]
impl S3Access for Rules {
    async fn check(&self, cx: &mut S3AccessContext<'_>) -> S3Result<()> {
        if cx.credentials().is_none() {
            return Err(s3_error!(AccessDenied, "Access Denied"));
        }
        let query = cx.uri().query().unwrap_or_default();
        let Some(region) = signed_region(cx.headers(), query) else {
            return Err(s3_error!(
                InvalidRequest,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
            ));
        };
        if region != REGION {
            return Err(wrong_region(&region));
        }
        let expires = parameter(query, "X-Amz-Expires").and_then(|seconds| seconds.parse::<u64>().ok());
        if expires.is_some_and(|seconds| seconds > LONGEST_URL) {
            return Err(s3_error!(
                AuthorizationQueryParametersError,
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less \
                 than 604800 seconds"
            ));
        }
        Ok(())
    }
}

/// The region in `KEY/DATE/REGION/s3/aws4_request`, from the header or the URL; `None` with the old
/// signature, which has none.
fn signed_region(headers: &HeaderMap, query: &str) -> Option<String> {
    let in_header = || {
        let signed = headers.get(AUTHORIZATION)?.to_str().ok()?;
        let scope = signed.strip_prefix("AWS4-HMAC-SHA256")?.split("Credential=").nth(1)?;
        Some(scope.to_owned())
    };
    let scope = parameter(query, "X-Amz-Credential").or_else(in_header)?;
    scope.split('/').nth(2).map(str::to_owned)
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(found, _)| *found == name)?.1;
    Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
}

/// S3 names the right region in a header, which clients follow.
fn wrong_region(region: &str) -> S3Error {
    let mut error = s3_error!(
        AuthorizationHeaderMalformed,
        "The authorization header is malformed; the region '{region}' is wrong; expecting '{REGION}'"
    );
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    headers.insert("x-amz-bucket-region", HeaderValue::from_static(REGION));
    error.set_headers(headers);
    error
}
