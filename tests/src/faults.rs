//! A TCP proxy on loopback that does to a connection what networks do: waits, drips, cuts, refuses,
//! answers for the server, changes what it says. The test changes the [`Fault`] while requests run,
//! or writes a script of [`Act`]s. It knows nothing of TLS, and of HTTP only where a head ends, how
//! long a body is, and how to say no.
//!
//! Signatures cover the `Host` header, so a client is pointed at [`Proxy::endpoint`] and the server
//! sees that name; every server of the suites accepts it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

mod answer;
mod connection;

/// What the proxy does. Byte counts are per connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fault {
    /// Wait this long before each piece in either direction is passed on: a narrow connection.
    pub delay: Duration,
    /// Each piece arrives so much later, and others are on their way meanwhile: a long connection
    /// that is not narrow.
    pub latency: Duration,
    /// Close both sides once this many bytes went from the client to the server.
    pub cut_upload_after: Option<usize>,
    /// Close both sides once this many bytes went from the server to the client.
    pub cut_download_after: Option<usize>,
    /// Close every new connection at once.
    pub refuse: bool,
    /// Pass on at most this many bytes at a time, so that with `delay` the bytes drip.
    pub drip: Option<usize>,
}

/// What happens to one request, and to the connection that carries it. Positions are in bytes of
/// the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Pass,
    /// 503 SlowDown without asking the server; with seconds, a `Retry-After`.
    Busy(Option<u32>),
    /// 429 TooManyRequests, likewise.
    TooMany(Option<u32>),
    /// 500 InternalError without asking the server.
    Fail,
    /// A status line and an S3 error code without asking the server: `400 Bad Request`,
    /// `MalformedXML`.
    Refuse(&'static str, &'static str),
    /// Says that a deletion of many is done without asking the server, as a gateway does that keeps
    /// what is on hold.
    AsIfDeleted,
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
    /// The checksum that the answer tells is another one; nothing where it tells none.
    WrongSum,
    /// The request is for the bucket of this name, which is as long as its own: one bucket that has
    /// two names. For a server that looks at no signature.
    InBucket(&'static str),
    /// Half of an XML document arrives as if it were whole; nothing where the answer is none.
    HalfXml,
}

/// Decides by a request's first line.
type Script = Box<dyn FnMut(&str) -> Act + Send>;

/// A running proxy; dropping it closes it with all its connections.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    accept: Mutex<JoinHandle<()>>,
}

struct Shared {
    server: String,
    fault: Mutex<Fault>,
    busy_answers: AtomicUsize,
    connections: AtomicUsize,
    /// Connections up to this number are dead.
    dead: AtomicUsize,
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
            dead: AtomicUsize::new(0),
            script: Mutex::default(),
        });
        let accept = Mutex::new(tokio::spawn(accept(listener, Arc::clone(&shared))));
        Self { address, shared, accept }
    }

    /// Ends every connection; new ones are refused by the system, as where no server runs.
    pub fn shut(&self) {
        // The connections are tasks of the accepting one and end with it, as does the listener.
        self.accept.lock().expect("not poisoned").abort();
    }

    /// Listens again, on the same port.
    pub async fn reopen(&self) {
        let listener = loop {
            match TcpListener::bind(self.address).await {
                Ok(listener) => break listener,
                // The old one is on its way out.
                Err(_) => tokio::task::yield_now().await,
            }
        };
        *self.accept.lock().expect("not poisoned") = tokio::spawn(accept(listener, Arc::clone(&self.shared)));
    }

    /// Where to point the client.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, this fault, on open connections too.
    pub fn set(&self, fault: Fault) {
        *self.shared.fault.lock().expect("not poisoned") = fault;
    }

    /// From now on asks `decide` what happens to each request, by its first line (`PUT
    /// /bucket/key?… HTTP/1.1`).
    pub fn script(&self, decide: impl FnMut(&str) -> Act + Send + 'static) {
        *self.shared.script.lock().expect("not poisoned") = Some(Box::new(decide));
    }

    /// From now on passes every request, and counts them.
    pub fn count(&self) -> Arc<AtomicUsize> {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        self.script(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
            Act::Pass
        });
        count
    }

    /// Does `act` to the next request whose first line holds all of `words`.
    pub fn once(&self, words: &'static [&'static str], act: Act) {
        let mut left = Some(act);
        self.script(move |line| match words.iter().all(|word| line.contains(word)) {
            true => left.take().unwrap_or(Act::Pass),
            false => Act::Pass,
        });
    }

    /// From now on no byte passes any more, and nothing is closed or refused: the connection is
    /// gone without a word.
    pub fn fall_silent(&self) {
        self.shared.dead.store(usize::MAX, Ordering::SeqCst);
    }

    /// New connections pass bytes again. Those of before stay silent for ever, as behind a router
    /// that forgot them.
    pub fn speak(&self) {
        self.shared.dead.store(self.connections(), Ordering::SeqCst);
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
        self.shut();
    }
}

impl Shared {
    fn fault(&self) -> Fault {
        *self.fault.lock().expect("not poisoned")
    }

    /// Waits for ever on a connection that is dead.
    async fn unless_dead(&self, connection: usize) {
        if connection <= self.dead.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
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
        let number = shared.connections.fetch_add(1, Ordering::SeqCst) + 1;
        if !shared.fault().refuse {
            connections.spawn(connection::serve(client, number, Arc::clone(&shared)));
        }
        while connections.try_join_next().is_some() {}
    }
}
