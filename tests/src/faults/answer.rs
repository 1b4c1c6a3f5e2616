//! What the proxy says in a server's place, and what it makes of what the server says.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::{Act, connection::head_len};

/// An answer that is held back to be changed is at most so long; a longer one passes as it is.
const HELD: usize = 256 * 1024;

/// What S3 says when it wants fewer requests, or has failed. The body of the refused request may
/// still be under way: it is read to its end first for a moment, or the kernel would answer with a
/// reset that hides the answer.
pub(super) async fn for_server(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    act: Act,
) -> std::io::Result<()> {
    let (status, code, after) = match act {
        Act::Busy(after) => ("503 Slow Down", "SlowDown", after),
        Act::TooMany(after) => ("429 Too Many Requests", "TooManyRequests", after),
        Act::Refuse(status, code) => (status, code, None),
        Act::AsIfDeleted => ("200 OK", "", None),
        _ => ("500 Internal Server Error", "InternalError", None),
    };
    let deleted = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult></DeleteResult>";
    let refused = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>Said by the proxy.</Message><RequestId>PROXY</RequestId></Error>"
    );
    let body = if act == Act::AsIfDeleted { deleted } else { &refused };
    let after = after.map_or_else(String::new, |seconds| format!("Retry-After: {seconds}\r\n"));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/xml\r\n{after}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    to.write_all(head.as_bytes()).await?;
    to.write_all(body.as_bytes()).await?;
    to.shutdown().await?;
    let mut rest = vec![0; 64 * 1024];
    let drain = async {
        while from.read(&mut rest).await? > 0 {}
        Ok(())
    };
    tokio::time::timeout(Duration::from_secs(5), drain).await.unwrap_or(Ok(()))
}

/// Reads on until the whole answer that begins in `held` is there, if it is a short one.
pub(super) async fn complete(held: &mut Vec<u8>, from: &mut (impl AsyncRead + Unpin)) {
    while held.len() < HELD && !is_complete(held) {
        if from.read_buf(held).await.unwrap_or(0) == 0 {
            return;
        }
    }
}

fn is_complete(held: &[u8]) -> bool {
    let head = head_len(held);
    let body = &held[head..];
    match field(&held[..head], "content-length").and_then(|value| value.parse::<usize>().ok()) {
        Some(length) => body.len() >= length || length > HELD,
        None if field(&held[..head], "transfer-encoding").is_some() => body.ends_with(b"0\r\n\r\n"),
        // No body: 204, 304, the answer to a HEAD.
        None => held[..head].ends_with(b"\r\n\r\n"),
    }
}

/// A header's value.
fn field(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head).into_owned();
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

/// Does to a whole answer what `act` says; one that it does not fit stays as it is.
pub(super) fn change(answer: &mut Vec<u8>, act: Act) {
    let head = head_len(answer);
    match act {
        Act::WrongSum => {
            let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
            let named = text.match_indices("\r\nx-amz-checksum-").map(|(at, _)| at + 2);
            let told = named
                .filter(|at| !text[*at..].starts_with("x-amz-checksum-type"))
                .find_map(|at| Some(at + text[at..].find(": ")? + 2));
            // Another letter of the same alphabet.
            if let Some(at) = told.filter(|at| *at < head) {
                answer[at] = if answer[at] == b'A' { b'B' } else { b'A' };
            }
        }
        Act::HalfXml => {
            let body = body_of(answer, head);
            if is_complete(answer) && body.trim_ascii_start().starts_with(b"<?xml") {
                let half = &body[..body.len() / 2];
                let kept = String::from_utf8_lossy(&answer[..head]).into_owned();
                let kept = kept.trim_end().split("\r\n").filter(|line| {
                    let line = line.to_ascii_lowercase();
                    !line.starts_with("content-length:") && !line.starts_with("transfer-encoding:")
                });
                let lines = kept.collect::<Vec<_>>().join("\r\n");
                let new = format!("{lines}\r\nContent-Length: {}\r\n\r\n", half.len());
                *answer = [new.as_bytes(), half].concat();
            }
        }
        _ => {}
    }
}

/// The body, its chunks joined.
fn body_of(answer: &[u8], head: usize) -> Vec<u8> {
    let body = &answer[head..];
    if field(&answer[..head], "transfer-encoding").is_none() {
        return body.to_vec();
    }
    let (mut joined, mut rest) = (Vec::new(), body);
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
        let Some(size) = size.filter(|size| *size > 0 && rest.len() >= end + 4 + size) else { break };
        joined.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Act, change, is_complete};

    #[test]
    fn half_a_document_looks_like_a_whole_answer() {
        for (head, body) in [
            ("Content-Length: 16", "<?xml?><a>1</a> "),
            ("Transfer-Encoding: chunked", "10\r\n<?xml?><a>1</a> \r\n0\r\n\r\n"),
        ] {
            let mut answer = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}").into_bytes();
            assert!(is_complete(&answer));
            change(&mut answer, Act::HalfXml);
            assert_eq!(answer, b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n<?xml?><");
        }
    }

    #[test]
    fn another_checksum_is_told() {
        let mut answer = b"HTTP/1.1 200 OK\r\nX-Amz-Checksum-Crc64nvme: Qk==\r\n\r\n".to_vec();
        change(&mut answer, Act::WrongSum);
        assert_eq!(answer, b"HTTP/1.1 200 OK\r\nX-Amz-Checksum-Crc64nvme: Ak==\r\n\r\n");
    }
}
