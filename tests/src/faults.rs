//! A TCP proxy on loopback that does to a connection what networks do: waits, drips, cuts, refuses, answers for the
//! server. The test changes the [`Fault`] while requests run. It knows nothing of TLS, and of HTTP only how to answer 503.
//!
//! Signatures cover the `Host` header, so a client is pointed at [`Proxy::endpoint`] and the server sees that name;
//! every server of the suites accepts it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What the proxy does. Byte counts are per connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fault {
    /// Wait this long before each piece in either direction is passed on.
    pub delay: Duration,
    /// Close both sides once this many bytes went from the client to the server.
    pub cut_upload_after: Option<usize>,
    /// Close both sides once this many bytes went from the server to the client.
    pub cut_download_after: Option<usize>,
    /// Close every new connection at once.
    pub refuse: bool,
    /// Pass on at most this many bytes at a time, so that with `delay` the line drips.
    pub drip: Option<usize>,
}

/// What happens to one request, and to the connection that carries it. Positions are in bytes of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Pass,
    /// 503 SlowDown without asking the server; with seconds, a `Retry-After`.
    Busy(Option<u32>),
    /// 500 InternalError without asking the server.
    Fail,
    /// A status line and an S3 error code without asking the server: `400 Bad Request`, `MalformedXML`.
    Refuse(&'static str, &'static str),
    /// The server gets it and answers, and the answer is lost.
    LoseAnswer,
    /// The connection ends after so much of the request.
    CutUpload(usize),
    /// The connection ends after so much of the answer.
    CutDownload(usize),
    /// One byte of the request arrives changed.
    FlipUpload(usize),
    /// One byte of the answer arrives changed.
    FlipDownload(usize),
}

/// Decides by a request's first line.
type Script = Box<dyn FnMut(&str) -> Act + Send>;

/// A running proxy; dropping it closes it with all its connections.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    accept: tokio::task::JoinHandle<()>,
}

struct Shared {
    server: String,
    fault: Mutex<Fault>,
    busy_answers: AtomicUsize,
    connections: AtomicUsize,
    script: Mutex<Option<Script>>,
}

impl Proxy {
    /// Listens on a free port in front of `endpoint` (`http://HOST:PORT`), without a fault.
    pub async fn start(endpoint: &str) -> Self {
        let server = endpoint.strip_prefix("http://").expect("an http endpoint").trim_end_matches('/').to_string();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let shared = Arc::new(Shared {
            server,
            fault: Mutex::default(),
            busy_answers: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            script: Mutex::default(),
        });
        let accept = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared, accept }
    }

    /// Where to point the client.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, this fault, on open connections too.
    pub fn set(&self, fault: Fault) {
        *self.shared.fault.lock().expect("not poisoned") = fault;
    }

    /// From now on asks `decide` what happens to each request, by its first line (`PUT /bucket/key?… HTTP/1.1`).
    pub fn script(&self, decide: impl FnMut(&str) -> Act + Send + 'static) {
        *self.shared.script.lock().expect("not poisoned") = Some(Box::new(decide));
    }

    /// Does `act` to the next request whose first line holds all of `words`.
    pub fn once(&self, words: &'static [&'static str], act: Act) {
        let mut left = Some(act);
        self.script(move |line| match words.iter().all(|word| line.contains(word)) {
            true => left.take().unwrap_or(Act::Pass),
            false => Act::Pass,
        });
    }

    /// No fault any more.
    pub fn heal(&self) {
        self.set(Fault::default());
        *self.shared.script.lock().expect("not poisoned") = None;
        self.shared.busy_answers.store(0, Ordering::SeqCst);
    }

    /// Answers the next `count` requests with 503 SlowDown without asking the server.
    pub fn answer_busy(&self, count: usize) {
        self.shared.busy_answers.store(count, Ordering::SeqCst);
    }

    /// How many of those answers are still to be given.
    pub fn busy_answers_left(&self) -> usize {
        self.shared.busy_answers.load(Ordering::SeqCst)
    }

    /// How many connections were taken since the start, refused ones included.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // The connections are tasks of the accepting one and end with it.
        self.accept.abort();
    }
}

impl Shared {
    fn fault(&self) -> Fault {
        *self.fault.lock().expect("not poisoned")
    }

    /// What happens to the request that begins with these bytes.
    fn act(&self, request: &[u8]) -> Act {
        if self.busy_answers.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
            return Act::Busy(None);
        }
        let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        self.script.lock().expect("not poisoned").as_mut().map_or(Act::Pass, |decide| decide(&line))
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        if !shared.fault().refuse {
            connections.spawn(serve(client, Arc::clone(&shared)));
        }
        while connections.try_join_next().is_some() {}
    }
}

/// One connection. Whatever goes wrong on either side closes both, as a broken line would.
async fn serve(mut client: TcpStream, shared: Arc<Shared>) {
    let Ok(server) = TcpStream::connect(&shared.server).await else { return };
    let (mut from_server, mut to_server) = server.into_split();
    let (mut from_client, mut to_client) = client.split();
    // Of the request that is under way: one at a time, as HTTP/1.1 without pipelining has it.
    let now = Mutex::new(Act::Pass);
    let up = async {
        let (mut sent, mut buffer, mut body) = (0, vec![0; 64 * 1024], 0);
        loop {
            let read = from_client.read(&mut buffer).await.unwrap_or(0);
            // A request begins with its method; only then may it be answered in the server's place.
            let begins =
                [&b"GET "[..], b"PUT ", b"POST ", b"HEAD ", b"DELETE "].iter().any(|m| buffer[..read].starts_with(m));
            if begins {
                let act = shared.act(&buffer[..read]);
                if matches!(act, Act::Busy(_) | Act::Fail | Act::Refuse(..)) {
                    return Some(act);
                }
                *now.lock().expect("not poisoned") = act;
                body = 0;
            }
            let head = if begins { head_len(&buffer[..read]) } else { 0 };
            let act = *now.lock().expect("not poisoned");
            let kept = mangle(&mut buffer[head..read], &mut body, act, true) + head;
            let passed = pass(&mut to_server, &buffer[..kept], &mut sent, &shared, |f| f.cut_upload_after).await;
            if read == 0 || kept < read || passed.is_none() {
                return None;
            }
        }
    };
    let down = async {
        let (mut sent, mut buffer, mut body) = (0, vec![0; 64 * 1024], 0);
        loop {
            let read = from_server.read(&mut buffer).await.unwrap_or(0);
            let act = *now.lock().expect("not poisoned");
            if act == Act::LoseAnswer {
                return;
            }
            let begins = buffer[..read].starts_with(b"HTTP/1.");
            let head = if begins { head_len(&buffer[..read]) } else { 0 };
            body = if begins { 0 } else { body };
            let kept = mangle(&mut buffer[head..read], &mut body, act, false) + head;
            let passed = pass(&mut to_client, &buffer[..kept], &mut sent, &shared, |f| f.cut_download_after).await;
            if read == 0 || kept < read || passed.is_none() {
                return;
            }
        }
    };
    let answer = tokio::select! { answer = up => answer, () = down => None };
    if let Some(act) = answer {
        let _ = answer_for_server(&mut client, act).await;
    }
}

/// Length of the head in the first bytes of a request or answer.
fn head_len(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4)
}

/// Does to the next bytes of a body what `act` says; answers how many of them are passed on.
fn mangle(bytes: &mut [u8], body: &mut usize, act: Act, upwards: bool) -> usize {
    let (begin, end) = (*body, *body + bytes.len());
    *body = end;
    match act {
        Act::FlipUpload(at) if upwards && (begin..end).contains(&at) => bytes[at - begin] ^= 0x20,
        Act::FlipDownload(at) if !upwards && (begin..end).contains(&at) => bytes[at - begin] ^= 0x20,
        Act::CutUpload(at) if upwards && end > at => return at.saturating_sub(begin),
        Act::CutDownload(at) if !upwards && end > at => return at.saturating_sub(begin),
        _ => {}
    }
    bytes.len()
}

/// Passes `bytes` on under the fault in force; `None` closes the connection.
async fn pass(
    to: &mut (impl AsyncWriteExt + Unpin),
    mut bytes: &[u8],
    sent: &mut usize,
    shared: &Shared,
    cut: impl Fn(&Fault) -> Option<usize>,
) -> Option<()> {
    while !bytes.is_empty() {
        let fault = shared.fault();
        tokio::time::sleep(fault.delay).await;
        let room = cut(&fault).map_or(usize::MAX, |limit| limit.saturating_sub(*sent));
        let now = bytes.len().min(fault.drip.unwrap_or(usize::MAX)).min(room);
        to.write_all(&bytes[..now]).await.ok()?;
        *sent += now;
        bytes = &bytes[now..];
        if now == room {
            return None;
        }
    }
    Some(())
}

/// What S3 says when it wants fewer requests, or has failed. The body of the refused request may still be under way: it is
/// read to its end first for a moment, or the kernel would answer with a reset that hides the answer.
async fn answer_for_server(client: &mut TcpStream, act: Act) -> std::io::Result<()> {
    let (status, code, after) = match act {
        Act::Busy(after) => ("503 Slow Down", "SlowDown", after),
        Act::Refuse(status, code) => (status, code, None),
        _ => ("500 Internal Server Error", "InternalError", None),
    };
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>Said by the proxy.</Message><RequestId>PROXY</RequestId></Error>"
    );
    let after = after.map_or_else(String::new, |seconds| format!("Retry-After: {seconds}\r\n"));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/xml\r\n{after}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    client.write_all(head.as_bytes()).await?;
    client.write_all(body.as_bytes()).await?;
    client.shutdown().await?;
    let mut rest = vec![0; 64 * 1024];
    let drain = async {
        while client.read(&mut rest).await? > 0 {}
        Ok(())
    };
    tokio::time::timeout(Duration::from_secs(5), drain).await.unwrap_or(Ok(()))
}
