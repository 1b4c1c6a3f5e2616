//! One connection: two streams, and what happens to the bytes between them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::{Act, Fault, Shared, answer};

const PIECE: usize = 64 * 1024;
/// Pieces that a long connection holds: enough for 800 MB a second at 40 ms.
const ON_THE_WAY: usize = 512;

/// Serves a client until one side ends; `number`: which connection it is.
pub(super) async fn serve(client: TcpStream, number: usize, shared: Arc<Shared>) {
    let _ = client.set_nodelay(true);
    let latency = shared.fault().latency;
    if latency.is_zero() {
        return talk(client, number, shared).await;
    }
    let (near, far) = tokio::io::duplex(PIECE);
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = tokio::io::split(far);
    let there = async {
        late(from_client, to_server, latency).await;
        // The answer may still be on its way.
        std::future::pending::<()>().await;
    };
    let back = async { tokio::join!(talk(near, number, shared), late(from_server, to_client, latency)) };
    tokio::select! { () = there => {}, _ = back => {} }
}

/// Passes everything on, each piece so much later than it came.
async fn late(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, by: Duration) {
    let (sender, mut pieces) = mpsc::channel::<(Instant, Vec<u8>)>(ON_THE_WAY);
    let take = async move {
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = from.read_buf(&mut piece).await.unwrap_or(0);
            if read == 0 || sender.send((Instant::now() + by, piece)).await.is_err() {
                return;
            }
        }
    };
    let give = async move {
        while let Some((at, piece)) = pieces.recv().await {
            tokio::time::sleep_until(at).await;
            if to.write_all(&piece).await.is_err() {
                return;
            }
        }
        let _ = to.shutdown().await;
    };
    tokio::join!(take, give);
}

/// Both directions. Whatever goes wrong on either side closes both, as a broken connection would.
async fn talk(client: impl AsyncRead + AsyncWrite + Unpin, number: usize, shared: Arc<Shared>) {
    let Ok(server) = TcpStream::connect(&shared.server).await else { return };
    let _ = server.set_nodelay(true);
    let (mut from_server, mut to_server) = server.into_split();
    let (mut from_client, mut to_client) = tokio::io::split(client);
    // Of the request that is under way: one at a time, as HTTP/1.1 without pipelining has it.
    let now = Mutex::new((Act::Pass, false));
    let up = async {
        let (mut sent, mut buffer, mut body) = (0, vec![0; PIECE], 0);
        loop {
            let read = from_client.read(&mut buffer).await.unwrap_or(0);
            shared.unless_dead(number).await;
            // A request begins with its method; only then may it be answered in the server's place.
            let begins =
                [&b"GET "[..], b"PUT ", b"POST ", b"HEAD ", b"DELETE "].iter().any(|m| buffer[..read].starts_with(m));
            if begins {
                let act = shared.act(&buffer[..read]);
                if matches!(act, Act::Busy(_) | Act::TooMany(_) | Act::Fail | Act::Refuse(..) | Act::AsIfDeleted) {
                    return Some(act);
                }
                if let Act::InBucket(name) = act
                    && let Some(slash) = buffer[..read].iter().position(|byte| *byte == b'/')
                {
                    buffer[slash + 1..][..name.len()].copy_from_slice(name.as_bytes());
                }
                *now.lock().expect("not poisoned") = (act, buffer[..read].starts_with(b"HEAD "));
                body = 0;
            }
            let head = if begins { head_len(&buffer[..read]) } else { 0 };
            let (act, _) = *now.lock().expect("not poisoned");
            let kept = mangle(&mut buffer[head..read], &mut body, act, true) + head;
            let passed = pass(&mut to_server, &buffer[..kept], &mut sent, &shared, |f| f.cut_upload_after).await;
            if read == 0 || kept < read || passed.is_none() {
                return None;
            }
        }
    };
    let down = async {
        let (mut sent, mut buffer, mut body) = (0, vec![0; PIECE], 0);
        loop {
            let read = from_server.read(&mut buffer).await.unwrap_or(0);
            shared.unless_dead(number).await;
            let (act, bodyless) = *now.lock().expect("not poisoned");
            if act == Act::LoseAnswer {
                return;
            }
            let begins = buffer[..read].starts_with(b"HTTP/1.");
            if begins && matches!(act, Act::HalfXml | Act::WrongSum) {
                let mut whole = buffer[..read].to_vec();
                if !bodyless {
                    answer::complete(&mut whole, &mut from_server).await;
                }
                answer::change(&mut whole, act);
                let passed = pass(&mut to_client, &whole, &mut sent, &shared, |f| f.cut_download_after).await;
                if passed.is_none() {
                    return;
                }
                continue;
            }
            let head = if begins { head_len(&buffer[..read]) } else { 0 };
            body = if begins { 0 } else { body };
            let kept = mangle(&mut buffer[head..read], &mut body, act, false) + head;
            let passed = pass(&mut to_client, &buffer[..kept], &mut sent, &shared, |f| f.cut_download_after).await;
            if read == 0 || kept < read || passed.is_none() {
                return;
            }
        }
    };
    let refused = tokio::select! { act = up => act, () = down => None };
    if let Some(act) = refused {
        let _ = answer::for_server(&mut from_client, &mut to_client, act).await;
    }
}

/// Length of the head in the first bytes of a request or answer.
pub(super) fn head_len(bytes: &[u8]) -> usize {
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
        let left = cut(&fault).map_or(usize::MAX, |limit| limit.saturating_sub(*sent));
        let now = bytes.len().min(fault.drip.unwrap_or(usize::MAX)).min(left);
        to.write_all(&bytes[..now]).await.ok()?;
        *sent += now;
        bytes = &bytes[now..];
        if now == left {
            return None;
        }
    }
    Some(())
}
