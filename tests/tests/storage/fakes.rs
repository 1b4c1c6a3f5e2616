//! The fakes themselves: servers start, answer and leave nothing behind; the proxy does what it is
//! told. Proves nothing about Bucketwise.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use bucketwise_tests::faults::{Fault, Proxy};
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;

/// Stores a file with one client, reads it with another, and looks for it with the third.
fn keeps_a_file(kind: Kind) {
    let server = Server::start(kind);
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a b+ü.txt"), "kept").unwrap();
    tools::s5cmd(&server, ["mb", "s3://world"]);
    tools::s5cmd(&server, ["cp", &format!("{}/", dir.path().display()), "s3://world/in/"]);
    tools::rclone_check(&server, "world/in", dir.path());
    let listed = tools::aws(
        &server,
        ["s3api", "list-objects-v2", "--bucket", "world", "--query", "Contents[].[Key]", "--output", "text"],
    );
    assert_eq!(listed.trim(), "in/a b+ü.txt");
    let address = server.endpoint.trim_start_matches("http://").to_string();
    assert!(TcpStream::connect(&address).is_ok());
    drop(server);
    assert!(TcpStream::connect(&address).is_err(), "{address} still answers");
}

#[test]
fn ministack_keeps_a_file() {
    keeps_a_file(Kind::MiniStack);
}

#[test]
fn seaweedfs_keeps_a_file() {
    keeps_a_file(Kind::SeaweedFs);
}

#[test]
fn rclone_keeps_a_file() {
    keeps_a_file(Kind::Rclone);
}

#[test]
fn practice_keeps_a_file() {
    keeps_a_file(Kind::Practice);
}

#[test]
fn ministack_checks_signatures() {
    let mut server = Server::start(Kind::MiniStack);
    server.secret_key.push('x');
    let refused = tools::command(&server, "s5cmd").args(["--retry-count", "0", "ls"]).output().unwrap();
    let words = String::from_utf8_lossy(&refused.stderr).to_string();
    assert!(!refused.status.success() && words.contains("SignatureDoesNotMatch"), "{words}");
}

#[test]
#[should_panic(expected = "differences found")]
fn rclone_check_sees_one_changed_byte() {
    let server = Server::start(Kind::Rclone);
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("file"), "kept").unwrap();
    tools::s5cmd(&server, ["mb", "s3://world"]);
    tools::s5cmd(&server, ["cp", &format!("{}/file", dir.path().display()), "s3://world/"]);
    std::fs::write(dir.path().join("file"), "kepp").unwrap();
    tools::rclone_check(&server, "world", dir.path());
}

/// A server of one answer: 100 KiB, whatever is asked.
async fn proxy() -> Proxy {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = client.read(&mut request).await;
            let _ = client.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 102400\r\nconnection: close\r\n\r\n").await;
            let _ = client.write_all(&vec![b'x'; 102_400]).await;
        }
    });
    Proxy::start(&endpoint).await
}

/// The status and the length of the body of a GET, or why there is none.
async fn get(proxy: &Proxy) -> Result<(u16, usize), String> {
    let endpoint = proxy.endpoint();
    let asked = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.get(&endpoint).call().map_err(|e| e.to_string())?;
        let body = answer.body_mut().read_to_vec().map_err(|e| e.to_string())?;
        Ok((answer.status().as_u16(), body.len()))
    });
    asked.await.unwrap()
}

#[tokio::test]
async fn the_proxy_passes_everything_when_healed() {
    let proxy = proxy().await;
    proxy.set(Fault { refuse: true, ..Fault::default() });
    assert!(get(&proxy).await.is_err());
    proxy.heal();
    assert_eq!(get(&proxy).await, Ok((200, 102_400)));
    assert_eq!(proxy.connections(), 2);
}

#[tokio::test]
async fn the_proxy_cuts_a_download() {
    let proxy = proxy().await;
    proxy.set(Fault { cut_download_after: Some(50_000), ..Fault::default() });
    assert!(get(&proxy).await.is_err());
    // Long enough for the head and the body: nothing is cut.
    proxy.set(Fault { cut_download_after: Some(200_000), ..Fault::default() });
    assert_eq!(get(&proxy).await, Ok((200, 102_400)));
}

#[tokio::test]
async fn the_proxy_cuts_an_upload() {
    let proxy = proxy().await;
    proxy.set(Fault { cut_upload_after: Some(10), ..Fault::default() });
    assert!(get(&proxy).await.is_err());
}

#[tokio::test]
async fn the_proxy_answers_busy_as_often_as_told() {
    let proxy = proxy().await;
    proxy.answer_busy(2);
    assert_eq!(get(&proxy).await.unwrap().0, 503);
    assert_eq!(get(&proxy).await.unwrap().0, 503);
    assert_eq!(get(&proxy).await, Ok((200, 102_400)));
    assert_eq!(proxy.busy_answers_left(), 0);
}

#[tokio::test]
async fn the_proxy_drips() {
    let proxy = proxy().await;
    proxy.set(Fault { drip: Some(10_240), delay: Duration::from_millis(10), ..Fault::default() });
    let start = Instant::now();
    assert_eq!(get(&proxy).await, Ok((200, 102_400)));
    // Ten drops at least, each after its wait.
    assert!(start.elapsed() >= Duration::from_millis(100));
}
