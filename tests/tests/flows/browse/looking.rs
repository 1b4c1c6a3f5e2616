//! Files that are looked at: what is read of them, and what is said when they are no longer what
//! was opened. That a window shows them is not proved here.

use std::{
    io::{Read, Write},
    net::TcpListener,
    ops::Range,
    sync::atomic::Ordering,
};

use bucketwise_tests::{
    faults::Proxy,
    servers::{Kind, Server},
    tools,
};
use engine::{
    fault::Fault,
    files::look::{LookKind, Pictured, Readings},
};

mod odd;

use super::watched::{self, at};

/// Puts a file there with a client nobody here wrote.
fn put(server: &Server, bucket: &str, key: &str, content: &[u8]) {
    tools::put(server, bucket, key, content, &[]);
}

/// Bytes of which every stretch is another.
fn content(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at ^ (at >> 8) ^ (at >> 16)) as u8).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_in_stretches_and_nothing_is_asked_for_twice() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let (bucket, name) = ("looking-stretches", &server.name);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let content = content(3 << 20);
        put(server, bucket, "a/größe + 1%.bin", &content);
        let proxy = Proxy::start(&server.endpoint).await;
        let asked = proxy.count();
        let readings = Readings::default();
        let view = readings
            .open(watched::store(server, &proxy.endpoint()), &at(bucket, "a/größe + 1%.bin"), None)
            .await
            .unwrap();
        assert_eq!((view.size, view.kind), (content.len() as u64, LookKind::Bytes), "{name}");
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{name}: one request opens a file");
        let reading = readings.get(&view.id).unwrap();
        for (start, length) in [(0, 100), (65_535, 2), (1_000_000, 200_000), (3_145_000, 10_000), (0, 3 << 20)] {
            let end = (start + length).min(content.len());
            let read = reading.read(start as u64, length as u64).await.unwrap();
            assert!(read[..] == content[start..end], "{name}: {start} + {length}");
        }
        let before = asked.load(Ordering::SeqCst);
        assert_eq!(reading.read(0, 3 << 20).await.unwrap().len(), content.len());
        assert_eq!(asked.load(Ordering::SeqCst), before, "{name}: what was read is held");
        assert_eq!(reading.read(u64::MAX, 10).await.unwrap().len(), 0, "{name}");
        assert!(reading.whole().await.unwrap()[..] == content, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_versions_are_never_mixed() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let (bucket, name) = ("looking-replaced", &server.name);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        for key in ["replaced", "deleted"] {
            put(server, bucket, key, &content(200_000));
        }
        let (readings, store) = (Readings::default(), watched::store(server, &server.endpoint));
        let replaced = readings.open(store.clone(), &at(bucket, "replaced"), None).await.unwrap();
        let deleted = readings.open(store.clone(), &at(bucket, "deleted"), None).await.unwrap();
        // Of the same size: only what it is tells them apart.
        put(server, bucket, "replaced", &vec![b'n'; 200_000]);
        tools::aws(server, ["s3", "rm", &format!("s3://{bucket}/deleted")]);
        for (view, codes) in [(replaced, &["replaced"][..]), (deleted, &["no_such_key", "replaced"])] {
            let reading = readings.get(&view.id).unwrap();
            assert_eq!(reading.read(0, 1_000).await.unwrap().len(), 1_000, "{name}: what was read stays");
            let fault = reading.read(100_000, 1_000).await.unwrap_err();
            assert!(codes.contains(&fault.code), "{name}: {fault:?}");
        }
        let again = readings.open(store, &at(bucket, "replaced"), None).await.unwrap();
        let reading = readings.get(&again.id).unwrap();
        assert!(reading.read(150_000, 10).await.unwrap()[..] == *b"nnnnnnnnnn", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_was_replaced_is_read_on_where_versions_are_kept() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let (bucket, name) = ("looking-versions", &server.name);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let on = "Status=Enabled";
        tools::aws(server, ["s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", on]);
        let first = content(200_000);
        put(server, bucket, "file", &first);
        let (readings, store) = (Readings::default(), watched::store(server, &server.endpoint));
        let view = readings.open(store.clone(), &at(bucket, "file"), None).await.unwrap();
        assert!(view.version.is_some(), "{name}");
        put(server, bucket, "file", &vec![b'n'; 200_000]);
        let reading = readings.get(&view.id).unwrap();
        // MiniStack sends a version only whole: there the reading ends, and says so.
        let ranges = kind != Kind::MiniStack;
        let kept = |read: Result<Vec<u8>, Fault>, range: Range<usize>| match read {
            Ok(read) => assert!(ranges && read[..] == first[range], "{name}"),
            Err(fault) => assert!(!ranges && fault.code == "replaced", "{name}: {fault:?}"),
        };
        kept(reading.read(100_000, 1_000).await.map(Into::into), 100_000..101_000);
        tools::aws(server, ["s3", "rm", &format!("s3://{bucket}/file")]);
        kept(reading.read(180_000, 1_000).await.map(Into::into), 180_000..181_000);
        // And by its id.
        let by_id = readings.open(store, &at(bucket, "file"), view.version.clone()).await.unwrap();
        let reading = readings.get(&by_id.id).unwrap();
        assert!(reading.read(0, 1_000).await.unwrap()[..] == first[..1_000], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_says_so_and_an_empty_file_is_one() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let (bucket, name) = ("looking-odd", &server.name);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        put(server, bucket, "empty.bin", b"");
        let (readings, store) = (Readings::default(), watched::store(server, &server.endpoint));
        let view = readings.open(store.clone(), &at(bucket, "empty.bin"), None).await.unwrap();
        assert_eq!((view.size, view.kind), (0, LookKind::Text), "{name}");
        let reading = readings.get(&view.id).unwrap();
        assert!(reading.read(0, 10).await.unwrap().is_empty() && reading.whole().await.unwrap().is_empty(), "{name}");
        let fault = readings.open(store.clone(), &at(bucket, "gone"), None).await.unwrap_err();
        assert_eq!(fault.code, "no_such_key", "{name}");
        readings.close(&view.id);
        assert_eq!(readings.get(&view.id).map(drop).unwrap_err().code, "gone", "{name}");
    }
    let server = Server::shared(Kind::MiniStack);
    let cold = ["--key", "cold", "--storage-class", "GLACIER"];
    tools::aws(server, [&["s3api", "put-object", "--bucket", "looking-odd"][..], &cold[..]].concat());
    let store = watched::store(server, &server.endpoint);
    let fault = Readings::default().open(store, &at("looking-odd", "cold"), None).await.unwrap_err();
    assert_eq!(fault.code, "archived");
    assert!(fault.remedy.is_some(), "it can be asked for");
}

/// A server that sends files whole, whatever is asked for.
fn without_ranges(content: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 8192];
            let _ = stream.read(&mut head);
            let told = format!("Content-Length: {}\r\nETag: \"a\"\r\nConnection: close\r\n\r\n", content.len());
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{told}");
            let _ = stream.write_all(&content);
        }
    });
    format!("http://{address}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_ranges_shows_what_is_small_and_says_why_not_the_rest() {
    let any = Server::shared(Kind::Practice);
    let small = content(300_000);
    let (readings, store) = (Readings::default(), watched::store(any, &without_ranges(small.clone())));
    let view = readings.open(store, &at("bucket", "small"), None).await.unwrap();
    let reading = readings.get(&view.id).unwrap();
    assert!(reading.read(290_000, 20_000).await.unwrap()[..] == small[290_000..]);
    let store = watched::store(any, &without_ranges(content(65 << 20)));
    let fault = readings.open(store, &at("bucket", "large"), None).await.unwrap_err();
    assert_eq!(fault.code, "sent_only_whole", "{fault:?}");
    // Two that do not fit into memory together: what went is asked for again.
    let all = [content(20 << 20), content((20 << 20) + 1)];
    let mut open = Vec::new();
    for bytes in &all {
        let store = watched::store(any, &without_ranges(bytes.clone()));
        open.push(readings.open(store, &at("bucket", "large"), None).await.unwrap().id);
    }
    for (id, bytes) in open.iter().zip(&all).chain(open.iter().zip(&all)) {
        let read = readings.get(id).unwrap().read(19 << 20, 2 << 20).await.unwrap();
        assert!(read[..] == bytes[19 << 20..]);
    }
    // For a thumbnail no such file is fetched.
    let store = watched::store(any, &without_ranges(content(5 << 20)));
    let of = Pictured { at: at("bucket", "large"), etag: Some("a".to_owned()), size: 5 << 20 };
    let fault = readings.open_pictured(store, &of, 100_000).await.unwrap_err();
    assert_eq!(fault.code, "sent_only_whole", "{fault:?}");
}

/// What a client gets that is no browser: `curl`, with its exit code.
fn curl(arguments: &[&str]) -> (String, Vec<u8>) {
    let out = tempfile::NamedTempFile::new().unwrap();
    let body = out.path().display().to_string();
    let ran = std::process::Command::new("curl")
        .args(["-s", "--noproxy", "*", "-m", "20", "-o", &body, "-D", "-"])
        .args(arguments)
        .output()
        .unwrap();
    (String::from_utf8_lossy(&ran.stdout).to_ascii_lowercase(), std::fs::read(out.path()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_has_its_stretches_and_nobody_else_has_any() {
    let server = Server::shared(Kind::SeaweedFs);
    let bucket = "looking-played";
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let mut film = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81".to_vec();
    film.extend(content(500_000));
    put(server, bucket, "film.webm", &film);
    let (readings, store) = (Readings::default(), watched::store(server, &server.endpoint));
    let view = readings.open(store, &at(bucket, "film.webm"), None).await.unwrap();
    let address = readings.play(&view.id).await.unwrap();
    let tried = tokio::task::spawn_blocking({
        let (address, film) = (address.clone(), film.clone());
        move || {
            let (head, body) = curl(&[&address]);
            assert!(head.contains("200 ok") && head.contains("content-type: video/webm") && body == film, "{head}");
            let (head, body) = curl(&["-r", "100000-100099", &address]);
            assert!(head.contains("206 partial") && head.contains("bytes 100000-100099/500008"), "{head}");
            assert_eq!(body, film[100_000..100_100]);
            let (head, body) = curl(&["-r", "-10", &address]);
            assert!(head.contains("206 partial") && body == film[film.len() - 10..], "{head}");
            let (head, _) = curl(&["-r", "600000-", &address]);
            assert!(head.contains("416"), "{head}");
            let (head, body) = curl(&["-I", &address]);
            assert!(head.contains("content-length: 500008") && !body.starts_with(&film[..8]), "{head}");
            for wrong in ["Host: example.com", "Host: localhost", "Host: 127.0.0.1"] {
                assert!(curl(&["-H", wrong, &address]).0.contains("403"), "{wrong}");
            }
            assert!(curl(&["-X", "POST", "-d", "x", &address]).0.contains("405"));
            let (root, _) = address.rsplit_once('/').unwrap();
            for other in ["", "/", "/..", "/00000000000000000000000000000000"] {
                assert!(curl(&["--path-as-is", &format!("{root}{other}")]).0.contains("404"), "{other}");
            }
        }
    });
    tried.await.unwrap();
    readings.close(&view.id);
    let (head, _) = tokio::task::spawn_blocking(move || curl(&[&address])).await.unwrap();
    assert!(head.contains("404"), "closed: {head}");
}
