//! Who can see a bucket, on real servers: what the overview says is what a request without a login
//! really gets.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::settings::{Fact, FactId, overview};

use super::{bucket, store};

async fn said(server: &Server, bucket: &str) -> (String, String) {
    let found = Mutex::new((String::new(), String::new()));
    let say = |fact: Fact| {
        if fact.id == FactId::Visibility {
            *found.lock().unwrap() = (fact.title.to_string(), fact.text.to_string());
        }
    };
    overview::look(&store(server), bucket, &say).await;
    found.into_inner().unwrap()
}

/// Whether a stranger may open the file, asked over a bare connection.
fn opens(server: &Server, bucket: &str) -> bool {
    let host = server.endpoint.strip_prefix("http://").unwrap();
    let mut line = TcpStream::connect(host).unwrap();
    write!(line, "GET /{bucket}/a.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).unwrap();
    answer.starts_with(b"HTTP/1.1 2")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_what_a_stranger_gets() {
    for kind in Kind::ALL {
        let name = "seen-by-strangers";
        let server = bucket(kind, name);
        tools::aws(server, ["s3api", "put-object", "--bucket", name, "--key", "a.txt", "--body", "/etc/hostname"]);
        let (title, text) = said(server, name).await;
        println!("{}: {title}: {text}", server.name);
        assert_eq!(title == "Public", opens(server, name), "{}: {title}: {text}", server.name);
        if !matches!(kind, Kind::MiniStack | Kind::SeaweedFs) {
            continue;
        }
        let policy = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{name}/*"}}]}}"#
        );
        if kind == Kind::MiniStack {
            tools::aws(server, ["s3api", "delete-public-access-block", "--bucket", name]);
        }
        tools::aws(server, ["s3api", "put-bucket-policy", "--bucket", name, "--policy", &policy]);
        let (title, text) = said(server, name).await;
        println!("{}: with a public policy: {title}: {text}", server.name);
        assert_eq!((title.as_str(), opens(server, name)), ("Public", true), "{}: {text}", server.name);
    }
}
