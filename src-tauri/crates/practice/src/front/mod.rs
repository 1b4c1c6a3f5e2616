//! What stands before S3: only names of this computer are answered, browsers get their CORS
//! headers, every answer gets an id.
//!
//! A page in a browser may point a host name of its own at 127.0.0.1 (DNS rebinding); it is refused
//! by the `Host` header it sends.

mod cross_origin;
mod xml;

use std::sync::Arc;

use http::header::{CONTENT_TYPE, HOST, HeaderValue, SERVER};
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use s3s::service::S3Service;
use s3s::{Body, HttpError, S3Error, s3_error};
use uuid::Uuid;

use self::cross_origin::Page;
pub(crate) use self::xml::placed;
use crate::store::Store;

/// The status of an answer, as an extension of it, where `s3s` would give it another.
#[derive(Clone, Copy)]
pub(crate) struct Status(pub(crate) StatusCode);

/// The door of one server.
pub(crate) struct Front {
    service: S3Service,
    store: Arc<Store>,
}

impl Front {
    pub(crate) fn new(service: S3Service, store: Arc<Store>) -> Self {
        Self { service, store }
    }

    /// Answers one request.
    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, HttpError> {
        let page = Page::of(&request);
        let mut response = match self.refusal(&request) {
            Some(error) => refused(error),
            None if request.method() == Method::OPTIONS => self.preflight(page.as_ref()),
            None => {
                let mut response = self.service.call(request.map(Body::from)).await?;
                if let Some(Status(status)) = response.extensions_mut().remove() {
                    *response.status_mut() = status;
                }
                if let Some(page) = page {
                    page.let_read(&self.store, response.headers_mut());
                }
                response
            }
        };
        name(&mut response);
        Ok(response)
    }

    fn preflight(&self, page: Option<&Page>) -> Response<Body> {
        let answer = match page {
            Some(page) => page.preflight(&self.store),
            None => Err(cross_origin::no_origin()),
        };
        answer.unwrap_or_else(refused)
    }

    /// Why a request does not reach S3.
    fn refusal(&self, request: &Request<Incoming>) -> Option<S3Error> {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        // The name alone: whatever stands between on this computer (a proxy, a tunnel) has a port
        // of its own.
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        if !matches!(name, "127.0.0.1" | "localhost") {
            return Some(s3_error!(AccessDenied, "The practice server answers to 127.0.0.1 and localhost only."));
        }
        // `s3s` would gather such a form in memory.
        let kind = request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        if request.method() == Method::POST && kind.to_ascii_lowercase().starts_with(b"multipart/form-data") {
            return Some(s3_error!(NotImplemented, "The practice server takes no uploads by form."));
        }
        None
    }
}

fn refused(error: S3Error) -> Response<Body> {
    error.to_http_response().unwrap_or_else(|_| {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

/// S3 gives every answer an id that support can ask for.
fn name(response: &mut Response<Body>) {
    let id = Uuid::new_v4().simple().to_string().to_uppercase();
    xml::mend(response, &id[..16]);
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::try_from(&id[..16]) {
        headers.insert("x-amz-request-id", id);
    }
    headers.insert(SERVER, HeaderValue::from_static("practice"));
}
