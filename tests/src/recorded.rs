//! A server that answers what it is told to: recorded answers of services that nobody can be asked
//! to break on demand (AWS's refusals, the company sign-in, a machine's own keys). It proves what
//! comes of an answer and what was sent; that the real service gives such answers stands in its
//! reference.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers besides the length; with `transfer-encoding: chunked` the body is in chunks already.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// One with this body.
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// An error as S3 words it.
    pub fn s3(status: u16, code: &str, message: &str) -> Self {
        let escaped = message.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let body = format!(
            "<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{escaped}</Message><RequestId>R1</RequestId></Error>"
        );
        Self::new(status, body).header("content-type", "application/xml").header("x-amz-request-id", "R1")
    }

    /// An error as STS and IAM word it.
    pub fn query(status: u16, code: &str, message: &str) -> Self {
        let escaped = message.replace('&', "&amp;").replace('<', "&lt;");
        let body = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escaped}</Message></Error><RequestId>R1</RequestId></ErrorResponse>"
        );
        Self::new(status, body).header("content-type", "text/xml")
    }

    /// JSON, as the company sign-in and the machine's own keys speak it.
    pub fn json(body: impl Into<String>) -> Self {
        Self::new(200, body).header("content-type", "application/json")
    }

    /// An error as the company sign-in words it.
    pub fn json_error(status: u16, code: &str) -> Self {
        Self::new(status, format!("{{\"error\": \"x\", \"error_description\": \"{code}\"}}"))
            .header("content-type", "application/json")
            .header("x-amzn-errortype", code)
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The running server; it ends with the process.
pub struct Recorded {
    /// `http://127.0.0.1:PORT`
    pub endpoint: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Recorded {
    /// Answers every request, head and body, as `answer` says.
    pub fn start(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("a bound address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (noted, answer) = (Arc::clone(&seen), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, answer) = (Arc::clone(&noted), Arc::clone(&answer));
                thread::spawn(move || {
                    let _ = serve(stream, &noted, &*answer);
                });
            }
        });
        Self { endpoint, seen }
    }

    /// The same answer to everything.
    pub fn always(answer: Answer) -> Self {
        Self::start(move |_| answer.clone())
    }

    /// What was asked so far, head and body.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("not poisoned").clone()
    }
}

fn serve(
    mut stream: TcpStream,
    noted: &Mutex<Vec<String>>,
    answer: &(dyn Fn(&str) -> Answer + Send + Sync),
) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let request = loop {
        let mut piece = [0; 16 * 1024];
        let read = stream.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, _)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().filter_map(|line| line.split_once(':'));
        let mut length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        let length = length.next().and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0);
        if bytes.len() >= head.len() + 4 + length {
            break text.into_owned();
        }
    };
    noted.lock().expect("not poisoned").push(request.clone());
    let Answer { status, headers, body } = answer(&request);
    let mut text = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n");
    if !headers.iter().any(|(name, _)| ["content-length", "transfer-encoding"].contains(&name.as_str())) {
        text += &format!("content-length: {}\r\n", body.len());
    }
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    let body = if request.starts_with("HEAD ") { "" } else { &body };
    stream.write_all(format!("{text}\r\n{body}").as_bytes())
}
