//! A page of another site, played: the question that its browser asks first (OPTIONS) and a GET by
//! a presigned link, each with an `Origin`. Sent from here, since the program's own web view has
//! rules of its own. What the answers mean is for the engine to say.

use crate::error::{StoreError, StoreErrorKind, Subject, from_connector};
use crate::reach::with_body;
use crate::{ObjectAt, Store};
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};

/// What a server told a page. Any status is an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageAnswer {
    /// The HTTP status that the server answered with.
    pub status: u16,
    /// The S3 error code, where the body has one.
    pub code: Option<String>,
    /// The server's own text: untrusted.
    pub message: Option<String>,
    /// `Access-Control-Allow-Origin`
    pub allow_origin: Option<String>,
    /// `Access-Control-Allow-Methods`
    pub allow_methods: Vec<String>,
    /// `Access-Control-Allow-Headers`
    pub allow_headers: Vec<String>,
    /// `Access-Control-Expose-Headers`
    pub expose: Vec<String>,
    /// `Access-Control-Max-Age`
    pub max_age: Option<String>,
}

impl Store {
    /// Asks as a browser does before it sends a page's request. Unsigned, without retry; changes
    /// nothing; may be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there; a refusal is an answer.
    pub async fn preflight(
        &self,
        at: &ObjectAt,
        origin: &str,
        method: &str,
        headers: &[String],
    ) -> Result<PageAnswer, StoreError> {
        let subject = self.checked(at, "Preflight")?;
        let link = self.link(subject, at).await?;
        let mut request = HttpRequest::empty();
        let address = link.split('?').next().unwrap_or_default();
        let asked = headers.join(",");
        let built = request.set_method("OPTIONS").is_ok()
            && request.set_uri(address).is_ok()
            && set(&mut request, "origin", origin)
            && set(&mut request, "access-control-request-method", method)
            && (asked.is_empty() || set(&mut request, "access-control-request-headers", &asked));
        self.play(subject, built, request).await
    }

    /// The first byte of a file by a presigned link, as a page of `origin` would get it. Changes
    /// nothing; may be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there; a refusal is an answer.
    pub async fn get_as_page(&self, at: &ObjectAt, origin: &str) -> Result<PageAnswer, StoreError> {
        let subject = self.checked(at, "GetAsPage")?;
        let link = self.link(subject, at).await?;
        let mut request = HttpRequest::empty();
        let built = request.set_uri(link).is_ok()
            && set(&mut request, "origin", origin)
            && set(&mut request, "range", "bytes=0-0");
        self.play(subject, built, request).await
    }

    async fn play(&self, subject: Subject<'_>, built: bool, request: HttpRequest) -> Result<PageAnswer, StoreError> {
        if !built {
            return Err(subject.refuse(StoreErrorKind::Other, "not what a browser could send"));
        }
        let tls = self.is_https();
        let answer = self.0.http.call(request).await.map_err(|error| from_connector(subject, tls, error))?;
        Ok(heard(&with_body(answer).await))
    }
}

/// Whether the value can be a header's.
fn set(request: &mut HttpRequest, name: &'static str, value: &str) -> bool {
    request.headers_mut().try_insert(name, value.to_owned()).is_ok()
}

fn heard(answer: &HttpResponse) -> PageAnswer {
    let headers = answer.headers();
    let list = |name: &str| -> Vec<String> {
        let values = headers.get_all(name).flat_map(|value| value.split(','));
        values.map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
    };
    let body = String::from_utf8_lossy(answer.body().bytes().unwrap_or_default()).into_owned();
    PageAnswer {
        status: answer.status().as_u16(),
        code: element(&body, "Code"),
        message: element(&body, "Message"),
        allow_origin: headers.get("access-control-allow-origin").map(str::to_owned),
        allow_methods: list("access-control-allow-methods"),
        allow_headers: list("access-control-allow-headers"),
        expose: list("access-control-expose-headers"),
        max_age: headers.get("access-control-max-age").map(str::to_owned),
    }
}

/// The text of an element of an S3 error, cut to what fits on a line.
pub(crate) fn element(body: &str, name: &str) -> Option<String> {
    let (_, rest) = body.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(text.chars().filter(|c| !c.is_control()).take(300).collect())
}
