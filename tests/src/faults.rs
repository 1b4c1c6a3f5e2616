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

    /// No fault any more.
    pub fn heal(&self) {
        self.set(Fault::default());
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

    /// Whether this request is one of those to answer with 503.
    fn takes_busy(&self) -> bool {
        self.busy_answers.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
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
    let up = async {
        let (mut sent, mut buffer) = (0, vec![0; 64 * 1024]);
        loop {
            let read = from_client.read(&mut buffer).await.unwrap_or(0);
            // A request begins with its method; only then may it be answered in the server's place.
            let begins =
                [&b"GET "[..], b"PUT ", b"POST ", b"HEAD ", b"DELETE "].iter().any(|m| buffer[..read].starts_with(m));
            if begins && shared.takes_busy() {
                return true;
            }
            if read == 0
                || pass(&mut to_server, &buffer[..read], &mut sent, &shared, |f| f.cut_upload_after).await.is_none()
            {
                return false;
            }
        }
    };
    let down = async {
        let (mut sent, mut buffer) = (0, vec![0; 64 * 1024]);
        loop {
            let read = from_server.read(&mut buffer).await.unwrap_or(0);
            if read == 0
                || pass(&mut to_client, &buffer[..read], &mut sent, &shared, |f| f.cut_download_after).await.is_none()
            {
                return;
            }
        }
    };
    let busy = tokio::select! { busy = up => busy, () = down => false };
    if busy {
        let _ = answer_busy(&mut client).await;
    }
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

/// What S3 says when it wants fewer requests. The body of the refused request may still be under way: it is read to its
/// end first for a moment, or the kernel would answer with a reset that hides the 503.
async fn answer_busy(client: &mut TcpStream) -> std::io::Result<()> {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message><RequestId>PROXY503</RequestId></Error>";
    let head = format!(
        "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
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
