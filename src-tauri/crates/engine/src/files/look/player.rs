//! What the window's own player reads a film or a sound from: a listener on this computer's
//! loopback address, since on Linux players know no other scheme
//! (<https://github.com/tauri-apps/tauri/issues/3725>).
//!
//! An address has 122 random bits, is good for one reading while that is open, and answers GET and
//! HEAD that name this host and port; so no page of a browser reaches it by a name of its own, and
//! none can guess it. Bytes go from storage to the player as it takes them; where it stops taking,
//! storage is not read on. The listener ends with [`Player`].

use std::{
    collections::HashMap,
    convert::Infallible,
    io,
    net::{Ipv4Addr, SocketAddr},
    ops::Range,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use http_body_util::{BodyExt, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::{
    HeaderMap, Method, Request, Response, StatusCode,
    body::{Frame, Incoming},
    header,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use store::Download;
use tokio::net::TcpListener;

use super::Reading;
use crate::{background::Background, fault::Fault, ids::ReadingId, stop::Stop};

/// Connections that players may have open at once; past that a new one is closed.
const MOST: usize = 16;
/// Bytes that a player has at once, and of the first request for it.
const FIRST: u64 = 1 << 20;
/// Bytes of one request at most.
const LONGEST: u64 = 16 << 20;

type Body = UnsyncBoxBody<Bytes, io::Error>;

/// The listener.
pub(super) struct Player {
    shared: Arc<Shared>,
    port: u16,
    _listening: Background<()>,
}

#[derive(Default)]
struct Shared {
    /// Readings by the path that they are played at.
    played: Mutex<HashMap<String, Weak<Reading>>>,
}

impl Player {
    pub(super) async fn listen() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let shared = Arc::<Shared>::default();
        let listening = Background::begin(serve(listener, Arc::clone(&shared), port));
        Ok(Self { shared, port, _listening: listening })
    }

    /// The address at which this reading is played.
    pub(super) fn play(&self, reading: &Arc<Reading>) -> String {
        // An id of its own: the reading's is known to the page's console and logs.
        let path = format!("/{}", ReadingId::fresh().as_str());
        let mut played = self.shared.played.lock().unwrap_or_else(PoisonError::into_inner);
        played.retain(|_, reading| reading.strong_count() > 0);
        played.insert(path.clone(), Arc::downgrade(reading));
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>, port: u16) {
    let mut open = tokio::task::JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = open.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) if open.len() < MOST => {
                    let shared = Arc::clone(&shared);
                    open.spawn(async move {
                        let answer = service_fn(|request| {
                            let shared = Arc::clone(&shared);
                            async move { Ok::<_, Infallible>(shared.answer(&request, port).await) }
                        });
                        let mut http = http1::Builder::new();
                        http.timer(TokioTimer::new()).max_buf_size(16 << 10);
                        if let Err(error) = http.serve_connection(TokioIo::new(socket), answer).await {
                            tracing::debug!(%error, "a player hung up");
                        }
                    });
                }
                Ok(_) => tracing::warn!("too many connections to the player"),
                Err(error) => {
                    tracing::warn!(%error, "a connection of the player was not accepted");
                    // No file handles are left, for one: others need time to give theirs back.
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            },
        }
    }
}

impl Shared {
    async fn answer(&self, request: &Request<Incoming>, port: u16) -> Response<Body> {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        if host != Some(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).to_string()) {
            return bare(StatusCode::FORBIDDEN);
        }
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return bare(StatusCode::METHOD_NOT_ALLOWED);
        }
        let reading = {
            let played = self.played.lock().unwrap_or_else(PoisonError::into_inner);
            played.get(request.uri().path()).and_then(Weak::upgrade)
        };
        let Some(reading) = reading.filter(|reading| !reading.closed().is_asked()) else {
            return bare(StatusCode::NOT_FOUND);
        };
        let size = reading.view().size;
        let Some((range, part)) = asked(request.headers(), size) else {
            let mut answer = bare(StatusCode::RANGE_NOT_SATISFIABLE);
            put(&mut answer, header::CONTENT_RANGE, &format!("bytes */{size}"));
            return answer;
        };
        let mut answer = if request.method() == Method::HEAD || range.is_empty() {
            bare(StatusCode::OK)
        } else {
            match body(&reading, range.clone()).await {
                Ok(body) => Response::new(body),
                Err(status) => return bare(status),
            }
        };
        *answer.status_mut() = if part { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
        put(&mut answer, header::ACCEPT_RANGES, "bytes");
        put(&mut answer, header::CONTENT_TYPE, &playable(&reading.view().format));
        put(&mut answer, header::CONTENT_LENGTH, &(range.end - range.start).to_string());
        if part {
            let last = range.end.saturating_sub(1);
            put(&mut answer, header::CONTENT_RANGE, &format!("bytes {}-{last}/{size}", range.start));
        }
        put(&mut answer, header::CACHE_CONTROL, "no-store");
        put(&mut answer, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        answer
    }
}

/// Only what is played is named as what it is: nothing else becomes a page that way.
fn playable(format: &str) -> String {
    let played = format.starts_with("audio/") || format.starts_with("video/");
    if played { format.to_owned() } else { "application/octet-stream".into() }
}

/// Which bytes a request asks for, and whether it asks for a part; none where there are none such.
/// One range is all that players ask for (RFC 9110, 14.2: anything else may be ignored).
fn asked(headers: &HeaderMap, size: u64) -> Option<(Range<u64>, bool)> {
    let all = Some((0..size, false));
    let Some(value) = headers.get(header::RANGE).and_then(|value| value.to_str().ok()) else { return all };
    let Some((first, last)) = value.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return all;
    };
    let range = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) => first..last.saturating_add(1).min(size),
        (Ok(first), Err(_)) if last.trim().is_empty() => first..size,
        (Err(_), Ok(last)) if first.trim().is_empty() => size.saturating_sub(last)..size,
        _ => return all,
    };
    (range.start < range.end).then_some((range, true))
}

/// Bytes that a player has so long after it asked. It takes whatever it is given while it makes the
/// first picture, of a film that may never be played: so it gets what that takes, and then more and
/// more, 80 MB in seven seconds.
fn may_have(after: Duration) -> u64 {
    let ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX).min(1_000_000);
    FIRST + 500 * ms + ms * ms * 3 / 2
}

/// A stretch on its way to a player, in requests of which each is twice as long as the one before:
/// what is asked for in one is on its way at once, also where the player takes none of it.
struct Played {
    reading: Arc<Reading>,
    begun: Instant,
    given: u64,
    /// What is left of it, and how much of that is asked for next.
    range: Range<u64>,
    next: u64,
    download: Option<(Download, u64)>,
}

impl Played {
    async fn of(reading: &Arc<Reading>, range: Range<u64>) -> Result<Self, Fault> {
        let reading = Arc::clone(reading);
        let mut played = Self { reading, begun: Instant::now(), given: 0, range, next: FIRST, download: None };
        played.ask().await?;
        Ok(played)
    }

    async fn ask(&mut self) -> Result<(), Fault> {
        let end = self.range.end.min(self.range.start + self.next);
        self.download = Some((self.reading.begin(self.range.start..end).await?, end));
        self.next = (self.next * 2).min(LONGEST);
        Ok(())
    }

    async fn piece(&mut self) -> io::Result<Option<Bytes>> {
        while self.given > may_have(self.begun.elapsed()) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        while let Some((download, end)) = &mut self.download {
            if let Some(bytes) = download.chunk().await.map_err(io::Error::other)? {
                self.given += bytes.len() as u64;
                self.range.start += bytes.len() as u64;
                return Ok(Some(bytes));
            }
            if self.range.start != *end {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.download = None;
            if !self.range.is_empty() {
                self.ask().await.map_err(|fault| io::Error::other(fault.code))?;
            }
        }
        Ok(None)
    }
}

async fn body(reading: &Arc<Reading>, range: Range<u64>) -> Result<Body, StatusCode> {
    let refused = |fault: Fault| {
        tracing::info!(code = fault.code, "a player could not be given its bytes");
        StatusCode::BAD_GATEWAY
    };
    if let Some(held) = reading.held(range.clone()).await.map_err(refused)? {
        return Ok(Full::new(held).map_err(|never| match never {}).boxed_unsync());
    }
    let played = Played::of(reading, range).await.map_err(refused)?;
    let pieces = stream::try_unfold(played, |mut played| async move {
        let bytes = played.piece().await?;
        Ok(bytes.map(|bytes| (Frame::data(bytes), played)))
    });
    Ok(BodyExt::boxed_unsync(StreamBody::new(until(pieces, reading.closed().clone()))))
}

/// Pieces for as long as the reading is open.
fn until(
    pieces: impl Stream<Item = io::Result<Frame<Bytes>>> + Send,
    closed: Stop,
) -> impl Stream<Item = io::Result<Frame<Bytes>>> + Send {
    pieces.take_until(async move { closed.asked().await })
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut answer = Response::new(Full::default().map_err(|never| match never {}).boxed_unsync());
    *answer.status_mut() = status;
    answer
}

fn put(answer: &mut Response<Body>, name: header::HeaderName, value: &str) {
    if let Ok(value) = value.parse() {
        answer.headers_mut().insert(name, value);
    }
}
