//! The first contact: one unsigned GET of the endpoint's root, through the same HTTP client as
//! everything else. It tells whether the name, the port, TLS and S3 are there before any key is
//! tried. Judging the answer is left to the engine's probe.

use crate::Store;
use crate::bounds::BEGINNING;
use crate::error::{StoreError, StoreErrorKind, Subject, from_connector, looks_like_tls_port, region_named};
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::{DateTime, Format};
use std::pin::Pin;

/// What answered a knock, before anybody signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The HTTP status; 403 is what most servers say to an unsigned call.
    pub status: u16,
    /// The server's clock by its `Date` header, in milliseconds since 1970.
    pub server_time: Option<i64>,
    /// Whether headers or body look like S3 rather than like a web page.
    pub looks_like_s3: bool,
    /// The region, where the server tells one.
    pub region: Option<String>,
    /// Whether TLS was spoken (and the certificate was found good).
    pub tls: bool,
}

impl Store {
    /// Knocks once, without retry. Any HTTP answer is `Ok`, a web page too (see
    /// [`Reached::looks_like_s3`]), except the page by which a TLS port answers plain HTTP. May be
    /// dropped.
    ///
    /// # Errors
    /// Those of the way there; [`PlainHttp`](crate::StoreErrorKind::PlainHttp) where the port
    /// speaks TLS.
    pub async fn reach(&self) -> Result<Reached, StoreError> {
        let subject = Subject::new("Reach");
        let tls = self.is_https();
        let request = HttpRequest::get(format!("{}/", self.root()))
            .map_err(|error| StoreError { source: Some(Box::new(error)), ..subject.error(StoreErrorKind::Other) })?;
        let answer = self.0.http.call(request).await.map_err(|error| from_connector(subject, tls, error))?;
        let answer = with_body(answer).await;
        if looks_like_tls_port(&answer) {
            return Err(subject.error(StoreErrorKind::PlainHttp));
        }
        Ok(Reached {
            status: answer.status().as_u16(),
            server_time: clock(&answer),
            looks_like_s3: looks_like_s3(&answer),
            region: region_named(&answer),
            tls,
        })
    }

    /// The address whose root is asked: the endpoint, or AWS's for the region.
    fn root(&self) -> String {
        match &self.0.access.endpoint {
            Some(endpoint) => endpoint.url().to_owned(),
            None => {
                let region = self.region();
                let known = self.provider().regions.iter().find(|known| known.id == region);
                let suffix = match known.map(|known| known.partition) {
                    Some("aws-cn") => "amazonaws.com.cn",
                    Some("aws-eusc") => "amazonaws.eu",
                    _ => "amazonaws.com",
                };
                format!("https://s3.{region}.{suffix}")
            }
        }
    }
}

/// The server's clock by the `Date` header, in milliseconds since 1970.
pub(crate) fn clock(answer: &HttpResponse) -> Option<i64> {
    let date = answer.headers().get("date")?;
    DateTime::from_str(date, Format::HttpDate).ok()?.to_millis().ok()
}

/// The answer with the beginning of its body in memory. A body that breaks off is no matter here.
pub(crate) async fn with_body(mut answer: HttpResponse) -> HttpResponse {
    let mut body = std::mem::replace(answer.body_mut(), SdkBody::taken());
    let mut seen = Vec::new();
    while seen.len() < BEGINNING {
        let next = std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut body), cx)).await;
        let Some(Ok(frame)) = next else { break };
        if let Ok(data) = frame.into_data() {
            seen.extend_from_slice(&data);
        }
    }
    *answer.body_mut() = SdkBody::from(seen);
    answer
}

/// Amazon's headers, which every server copies, or an S3 document.
fn looks_like_s3(answer: &HttpResponse) -> bool {
    let headers = answer.headers();
    let amazon = headers.contains_key("x-amz-request-id") || headers.contains_key("x-amz-id-2");
    let body = String::from_utf8_lossy(answer.body().bytes().unwrap_or_default());
    amazon || body.contains("<ListAllMyBucketsResult") || (body.contains("<Error") && body.contains("<Code>"))
}
