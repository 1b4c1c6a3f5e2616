//! A small S3 client: `hyper` on the wire, `reqsign` for the signatures. It sends what it is told,
//! wrong things too.

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::TokioIo;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use practice::Practice;
use reqsign_aws_v4::{Credential, RequestSigner};
use reqsign_core::{Context, SignRequest as _};
use tempfile::TempDir;
use tokio::net::TcpStream;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A server over a folder of its own.
pub(crate) struct Place {
    pub(crate) practice: Practice,
    folder: TempDir,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A request in the making.
pub(crate) struct Call<'p> {
    place: &'p Place,
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

impl Place {
    pub(crate) async fn open() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let practice = practice::start(&folder.path().join("practice")).await?;
        Ok(Self { practice, folder })
    }

    /// Stops, and starts again over the same folder.
    pub(crate) async fn reopen(self) -> Outcome<Self> {
        self.practice.stop().await;
        let practice = practice::start(&self.folder.path().join("practice")).await?;
        Ok(Self { practice, folder: self.folder })
    }

    pub(crate) fn host(&self) -> &str {
        self.practice.endpoint().trim_start_matches("http://")
    }

    /// A call of `path`, which is sent as it stands.
    pub(crate) fn call(&self, method: Method, path: impl Into<String>) -> Call<'_> {
        Call { place: self, method, path: path.into(), headers: Vec::new(), body: Bytes::new() }
    }

    pub(crate) fn get(&self, path: impl Into<String>) -> Call<'_> {
        self.call(Method::GET, path)
    }

    pub(crate) fn put(&self, path: impl Into<String>, body: impl Into<Bytes>) -> Call<'_> {
        self.call(Method::PUT, path).body(body)
    }

    /// The credentials, with another secret if one is given.
    fn credential(&self, secret: Option<&str>) -> Credential {
        Credential {
            access_key_id: self.practice.access_key().to_owned(),
            secret_access_key: secret.unwrap_or(self.practice.secret_key()).to_owned(),
            session_token: None,
            expires_in: None,
        }
    }
}

/// The path of a key: everything but its slashes and plain letters percent-encoded.
pub(crate) fn path_of(bucket: &str, key: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    format!("/{bucket}/{}", utf8_percent_encode(key, KEPT))
}

impl<'p> Call<'p> {
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends it signed in the headers.
    pub(crate) async fn send(self) -> Outcome<Reply> {
        let (place, signed) = self.signed(None, None).await?;
        transmit(place, signed).await
    }

    /// Sends it signed in the URL.
    pub(crate) async fn send_presigned(self, valid: Duration) -> Outcome<Reply> {
        let (place, signed) = self.signed(Some(valid), None).await?;
        transmit(place, signed).await
    }

    /// Sends it signed with a secret that is not the server's.
    pub(crate) async fn send_forged(self) -> Outcome<Reply> {
        let (place, signed) = self.signed(None, Some("not the secret")).await?;
        transmit(place, signed).await
    }

    /// Sends it without a signature.
    pub(crate) async fn send_unsigned(self) -> Outcome<Reply> {
        let (place, request) = self.request()?;
        transmit(place, request).await
    }

    /// The signed request, to be spoilt before it is sent.
    pub(crate) async fn signed(
        self,
        valid: Option<Duration>,
        secret: Option<&str>,
    ) -> Outcome<(&'p Place, Request<Full<Bytes>>)> {
        let (place, request) = self.request()?;
        let (mut parts, body) = request.into_parts();
        let signer = RequestSigner::new("s3", place.practice.region());
        signer.sign_request(&Context::new(), &mut parts, Some(&place.credential(secret)), valid).await?;
        Ok((place, Request::from_parts(parts, body)))
    }

    fn request(self) -> Outcome<(&'p Place, Request<Full<Bytes>>)> {
        let uri = format!("{}{}", self.place.practice.endpoint(), self.path);
        let mut request = Request::builder().method(self.method).uri(uri);
        if !self.headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", self.place.host());
        }
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        Ok((self.place, request.body(Full::new(self.body))?))
    }
}

/// Sends a request over a connection of its own.
pub(crate) async fn transmit(place: &Place, request: Request<Full<Bytes>>) -> Outcome<Reply> {
    let stream = TcpStream::connect(place.host()).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let talking = tokio::spawn(connection);
    let (mut parts, body) = request.into_parts();
    parts.uri = parts.uri.path_and_query().map(|path| path.as_str()).unwrap_or("/").parse()?;
    let response = sender.send_request(Request::from_parts(parts, body)).await?;
    let (parts, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    drop(sender);
    talking.await??;
    Ok(Reply { status: parts.status, headers: parts.headers, body })
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The texts of every element of this name.
    pub(crate) fn all(&self, element: &str) -> Vec<String> {
        let text = self.text();
        let (start, end) = (format!("<{element}>"), format!("</{element}>"));
        text.split(&start).skip(1).filter_map(|rest| Some(rest.split_once(&end)?.0.to_owned())).collect()
    }

    /// The text of the first element of this name.
    pub(crate) fn one(&self, element: &str) -> String {
        self.all(element).into_iter().next().unwrap_or_default()
    }

    /// Status and error code, to compare.
    pub(crate) fn fault(&self) -> (u16, String) {
        (self.status.as_u16(), self.one("Code"))
    }
}
