//! The one HTTP client: TLS by rustls with the operating system's trust anchors (`SSL_CERT_FILE`
//! and `SSL_CERT_DIR` are heeded), names by the system's resolver, 10 s to connect, and 60 s
//! without any byte moving before a call counts as dead; less after a sleep ([`crate::wakes`]).
//!
//! The SDK's own read timeout counts from the start of a request and would end a large upload on
//! a slow connection; its stalled-stream watch would end a download that a person paused. So both
//! are off, and the watch here counts only time in which nothing moves while something should.

use crate::Endpoint;
use crate::body::{Idle, PIECE, Watched};
use crate::bounds::REFUSAL;
use crate::wakes::Wakes;
use aws_smithy_http_client::Connector;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{self, TlsContext, TrustStore, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns, ResolveDnsError};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::Instant;

/// How long a TCP and TLS connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// What the outside may not choose and tests must.
#[derive(Clone, Debug)]
pub(crate) struct Wiring {
    /// How long nothing may move while bytes are sent or awaited.
    pub(crate) idle: Duration,
    /// The same between the last byte of a PUT or POST and the first of its answer: the system may
    /// still hold some megabytes of the body, and joining or copying a large object takes its time.
    pub(crate) digest: Duration,
    /// Attempts a call has, the first included.
    pub(crate) attempts: u32,
    /// Certificates in PEM to trust besides the system's.
    pub(crate) trust: Vec<Vec<u8>>,
}

impl Default for Wiring {
    fn default() -> Self {
        Self { idle: Duration::from_secs(60), digest: Duration::from_secs(300), attempts: 3, trust: Vec::new() }
    }
}

/// A new client for an endpoint, or for AWS where there is none. Without TLS no trust anchor is
/// read, so plain endpoints work on a computer that has none. The proxy that the environment names
/// (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`) is used, except for this computer itself; a `proxy`
/// that the person named is used for everything.
pub(crate) fn connector(
    endpoint: Option<&Endpoint>,
    pem: &str,
    proxy: Option<&Endpoint>,
    wiring: &Wiring,
) -> Result<SharedHttpConnector, Box<dyn Error + Send + Sync>> {
    let plain = endpoint.is_some_and(|endpoint| !endpoint.is_https());
    let here = endpoint.is_some_and(Endpoint::is_loopback);
    let mut trust = if plain { TrustStore::empty() } else { TrustStore::default() };
    for pem in &wiring.trust {
        trust.add_pem_certificate(pem.clone());
    }
    if !pem.is_empty() {
        trust.add_pem_certificate(pem.as_bytes());
    }
    let proxy = match proxy {
        Some(proxy) => ProxyConfig::all(proxy.url())?,
        None if here => ProxyConfig::disabled(),
        None => ProxyConfig::from_env(),
    };
    let inner = Connector::builder()
        .proxy_config(proxy)
        .connector_settings(HttpConnectorSettings::builder().connect_timeout(CONNECT).build())
        .tls_provider(tls::Provider::Rustls(CryptoMode::Ring))
        .tls_context(TlsContext::builder().with_trust_store(trust).build()?)
        .build_with_resolver(SystemNames);
    let Wiring { idle, digest, .. } = *wiring;
    let wakes = Arc::new(Wakes::new());
    Ok(SharedHttpConnector::new(Wire { inner: SharedHttpConnector::new(inner), idle, digest, wakes }))
}

/// A client that goes past every proxy, for addresses that exist only for this computer.
pub(crate) fn direct(endpoint: Option<&Endpoint>) -> Result<SharedHttpConnector, Box<dyn Error + Send + Sync>> {
    let plain = endpoint.is_some_and(|endpoint| !endpoint.is_https());
    let trust = if plain { TrustStore::empty() } else { TrustStore::default() };
    let inner = Connector::builder()
        .proxy_config(ProxyConfig::disabled())
        .connector_settings(HttpConnectorSettings::builder().connect_timeout(CONNECT).build())
        .tls_provider(tls::Provider::Rustls(CryptoMode::Ring))
        .tls_context(TlsContext::builder().with_trust_store(trust).build()?)
        .build_with_resolver(SystemNames);
    Ok(SharedHttpConnector::new(inner))
}

/// The same connector as the SDK takes it.
pub(crate) fn client(connector: SharedHttpConnector) -> SharedHttpClient {
    http_client_fn(move |_, _| connector.clone())
}

/// The system's resolver, wrapped so that a name without an address is told from other failures.
#[derive(Clone, Debug)]
struct SystemNames;

impl ResolveDns for SystemNames {
    fn resolve_dns<'a>(&'a self, name: &'a str) -> DnsFuture<'a> {
        DnsFuture::new(async move {
            let found = tokio::net::lookup_host((name, 0)).await.map_err(ResolveDnsError::new)?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

#[derive(Debug)]
struct Wire {
    inner: SharedHttpConnector,
    idle: Duration,
    digest: Duration,
    wakes: Arc<Wakes>,
}

impl HttpConnector for Wire {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let writes = matches!(request.method(), "PUT" | "POST");
        let (idle, digest, wakes) = (self.idle, self.digest, Arc::clone(&self.wakes));
        let sent = Arc::new(Mutex::new(Sent { at: Instant::now(), all: false }));
        let body = request.take_body();
        // Without a body nothing says how long it is, and some servers ask for that (411), of
        // copies by parts too.
        if writes && body.content_length() == Some(0) && request.headers().get("content-length").is_none() {
            request.headers_mut().insert("content-length", "0");
        }
        *request.body_mut() = SdkBody::from_body_1_x(Sending { body, rest: Bytes::new(), sent: sent.clone() });
        let mut answer = self.inner.call(request);
        HttpConnectorFuture::new(async move {
            loop {
                let Sent { at, all } = *sent.lock().unwrap_or_else(PoisonError::into_inner);
                let limit = if writes && all { digest } else { idle };
                tokio::select! {
                    answer = &mut answer => {
                        return answer.map(|answer| {
                            let most = if answer.status().is_success() { u64::MAX } else { REFUSAL as u64 };
                            answer.map(|body| SdkBody::from_body_1_x(Watched::new(body, idle, most, Arc::clone(&wakes))))
                        });
                    }
                    waited = wakes.patience(at, limit) => {
                        if sent.lock().unwrap_or_else(PoisonError::into_inner).at == at {
                            return Err(ConnectorError::timeout(Idle(waited).into()));
                        }
                    }
                }
            }
        })
    }
}

/// When the last piece of a request left, and whether it was the last.
struct Sent {
    at: Instant,
    all: bool,
}

/// A request's body that notes every piece taken from it. Large pieces are cut, so that a body
/// held in memory shows its progress as well.
struct Sending {
    body: SdkBody,
    rest: Bytes,
    sent: Arc<Mutex<Sent>>,
}

impl Sending {
    fn note(&self, all: bool) {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Sent { at: Instant::now(), all };
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                end => {
                    self.note(true);
                    return Poll::Ready(end);
                }
            }
        }
        let size = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(size);
        self.note(self.is_end_stream());
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (held, inner) = (self.rest.len() as u64, self.body.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(inner.lower() + held);
        if let Some(upper) = inner.upper() {
            hint.set_upper(upper + held);
        }
        hint
    }
}
