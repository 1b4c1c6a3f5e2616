//! A server of recorded answers on loopback, for this crate's own tests. It proves what goes over
//! the wire and what comes of an answer; that real servers give such answers is the store suite's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::wire::Wiring;
use crate::{Access, Credentials, Endpoint, Environment, ObjectAt, Secret, Store, provider};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;

/// Gives its answers in turn, one a connection; the last one again and again.
pub(crate) struct Recorded {
    pub(crate) endpoint: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Recorded {
    pub(crate) async fn new(answers: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let noted = seen.clone();
        tokio::spawn(async move {
            let mut turn = 0;
            while let Ok((mut socket, _)) = listener.accept().await {
                let answer = &answers[turn.min(answers.len() - 1)];
                let Some(request) = read_request(&mut socket).await else { continue };
                turn += 1;
                noted.lock().unwrap().push(request);
                let _ = socket.write_all(answer).await;
                let _ = socket.shutdown().await;
            }
        });
        Self { endpoint, seen }
    }

    /// Answers every request, head and body, as `answer` says.
    pub(crate) async fn by(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let noted = seen.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let Some(request) = read_request(&mut socket).await else { continue };
                let said = answer(&request);
                noted.lock().unwrap().push(request);
                let _ = socket.write_all(&said).await;
                let _ = socket.shutdown().await;
            }
        });
        Self { endpoint, seen }
    }

    /// The requests so far, head and body.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn store(&self) -> Store {
        store("other", &self.endpoint)
    }
}

/// Reads one request whole: its head, and the body its Content-Length announces.
pub(crate) async fn read_request(socket: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            if bytes.len() >= head.len() + 4 + length {
                return Some(text);
            }
        }
    }
}

/// The value of a header in a request or answer.
pub(crate) fn header<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let lines = text.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_once(':')).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
}

/// An answer as it goes over the wire.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n");
    if !headers.iter().any(|(name, _)| *name == "content-length") {
        text += &format!("content-length: {}\r\n", body.len());
    }
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    format!("{text}\r\n{body}").into_bytes()
}

/// An S3 error as AWS writes it.
pub(crate) fn refusal(status: u16, code: &str) -> Vec<u8> {
    let body = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>words</Message></Error>");
    answer(status, &[("content-type", "application/xml"), ("x-amz-request-id", "R1")], &body)
}

pub(crate) fn access(provider_id: &str, endpoint: &str) -> Access {
    let credentials = Credentials {
        access_key: "AKIDEXAMPLE".to_owned(),
        secret: Secret::new("NEVERPRINTTHISSECRET".to_owned()),
        session_token: Some(Secret::new("NEVERPRINTTHISTOKEN".to_owned())),
    };
    let provider = provider(provider_id).unwrap();
    let endpoint = Some(Endpoint::parse(endpoint).unwrap());
    let region = "us-east-1".to_owned();
    Access { endpoint, region, path_style: true, sign_in: credentials.into(), ..Access::to(provider) }
}

/// One attempt, and impatient.
pub(crate) fn wiring() -> Wiring {
    Wiring { idle: Duration::from_millis(300), digest: Duration::from_millis(300), attempts: 1, trust: Vec::new() }
}

pub(crate) fn store(provider_id: &str, endpoint: &str) -> Store {
    Store::open_with(access(provider_id, endpoint), Environment::default(), &wiring()).unwrap()
}

pub(crate) fn at(key: &str) -> ObjectAt {
    ObjectAt::new("bucket", key)
}
