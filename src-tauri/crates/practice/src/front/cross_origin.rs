//! A page of another origin: its preflight answered from the bucket's rules, and the headers that
//! let it read an answer.
//!
//! As S3 does: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html> and
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html>. Preflights are never signed.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderName, HeaderValue, ORIGIN, VARY,
};
use http::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;
use policy::cors::{Config, Preflight, Rule, decide, header_names, may_read};
use s3s::{Body, S3Error};

use crate::s3::custom;
use crate::store::Store;

/// A page that calls, and what it calls for.
pub(super) struct Page {
    asked: Preflight,
    bucket: String,
}

impl Page {
    /// From a request that a browser marked with an origin.
    pub(super) fn of<B>(request: &Request<B>) -> Option<Self> {
        let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
        let origin = text(ORIGIN)?.to_owned();
        let method = match text(ACCESS_CONTROL_REQUEST_METHOD) {
            Some(asked) => asked,
            None if request.method() == Method::OPTIONS => "",
            None => request.method().as_str(),
        };
        let bucket = request.uri().path().trim_start_matches('/').split('/').next().unwrap_or_default();
        let headers = text(ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default().split(',').map(str::to_owned);
        Some(Self {
            asked: Preflight { origin, method: method.to_owned(), headers: headers.collect() },
            bucket: percent_decode_str(bucket).decode_utf8_lossy().into_owned(),
        })
    }

    /// Answers a preflight; a 403 of S3 says which of its three reasons it is.
    pub(super) fn preflight(&self, store: &Store) -> Result<Response<Body>, S3Error> {
        if self.asked.method.is_empty() {
            return Err(custom(StatusCode::BAD_REQUEST, "BadRequest", "Invalid Access-Control-Request-Method: null"));
        }
        let rules = self.rules(store).ok_or_else(|| forbidden("CORSResponse: CORS is not enabled for this bucket."))?;
        let rule = decide(&rules, &self.asked).rule.and_then(|at| rules.rules.get(at)).ok_or_else(|| {
            forbidden(
                "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, \
                 request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the \
                 resource's CORS spec.",
            )
        })?;
        let mut response = Response::new(Body::empty());
        self.allow(rule, response.headers_mut());
        Ok(response)
    }

    /// Adds what lets the page read an answer; nothing where no rule allows it.
    pub(super) fn let_read(&self, store: &Store, headers: &mut HeaderMap) {
        let rules = self.rules(store).unwrap_or_default();
        if let Some(rule) = may_read(&rules, &self.asked.origin, &self.asked.method) {
            self.allow(rule, headers);
        }
    }

    fn rules(&self, store: &Store) -> Option<Config> {
        store.read(|index| index.buckets.get(&self.bucket)?.cors.clone()).map(|rules| Config { rules })
    }

    fn allow(&self, rule: &Rule, headers: &mut HeaderMap) {
        let mut put = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        };
        if rule.is_for_everyone() {
            put(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        } else {
            put(ACCESS_CONTROL_ALLOW_ORIGIN, &self.asked.origin);
            put(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        put(ACCESS_CONTROL_ALLOW_METHODS, &rule.methods.join(", "));
        let asked: Vec<String> = header_names(&self.asked.headers).collect();
        if !asked.is_empty() {
            put(ACCESS_CONTROL_ALLOW_HEADERS, &asked.join(", "));
        }
        if !rule.expose.is_empty() {
            put(ACCESS_CONTROL_EXPOSE_HEADERS, &rule.expose.join(", "));
        }
        if let Some(seconds) = rule.max_age {
            put(ACCESS_CONTROL_MAX_AGE, &seconds.to_string());
        }
        put(VARY, "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }
}

/// OPTIONS from something that is no browser.
pub(super) fn no_origin() -> S3Error {
    let message = "Insufficient information. Origin request header needed.";
    custom(StatusCode::BAD_REQUEST, "BadRequest", message)
}

fn forbidden(message: &'static str) -> S3Error {
    custom(StatusCode::FORBIDDEN, "AccessForbidden", message)
}
