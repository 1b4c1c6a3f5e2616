//! What goes over the wire: exact paths, signing, regions, and nothing secret in any log line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::testing::{Recorded, access, answer, at, header, refusal, store, wiring};
use crate::wire::Wiring;
use crate::{Environment, Get, ListRequest, ObjectAt, Payload, Put, Store, StoreErrorKind};
use bytes::Bytes;
use std::io::Write;
use std::sync::{Arc, Mutex};

mod astray;

#[tokio::test]
async fn keys_reach_the_wire_as_they_are() {
    let server = Recorded::new(vec![answer(200, &[], "")]).await;
    let store = server.store();
    for (key, path) in [
        ("a//b", "/bucket/a//b"),
        ("/lead", "/bucket//lead"),
        ("//two", "/bucket///two"),
        ("tail/", "/bucket/tail/"),
        ("../x", "/bucket/../x"),
        ("..", "/bucket/.."),
        ("a/./b/../c", "/bucket/a/./b/../c"),
        ("a+b c", "/bucket/a%2Bb%20c"),
        ("%41", "/bucket/%2541"),
        ("a\\b", "/bucket/a%5Cb"),
        ("\u{1}\n", "/bucket/%01%0A"),
        ("ü?#&", "/bucket/%C3%BC%3F%23%26"),
    ] {
        store.head(&at(key)).await.unwrap();
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.lines().next().unwrap(), format!("HEAD {path} HTTP/1.1"), "{key:?}");
    }
}

#[tokio::test]
async fn a_copy_source_is_encoded_once() {
    let server = Recorded::new(vec![answer(200, &[], "<CopyObjectResult/>")]).await;
    server.store().copy(&at("a//b+c ü%41"), &at("to"), crate::Copying::default()).await.unwrap();
    assert_eq!(header(&server.seen()[0], "x-amz-copy-source"), Some("bucket/a//b%2Bc%20%C3%BC%2541"));
}

/// What names a version is asked of just that one, whatever is under the key now, and never written
/// to.
#[tokio::test]
async fn a_version_is_read_copied_and_deleted_as_itself() {
    let server = Recorded::new(vec![answer(200, &[("etag", "\"e\"")], "<CopyObjectResult/>")]).await;
    let (store, old) = (server.store(), at("a b").version("v/1+"));
    let last = || server.seen().pop().unwrap();
    let asks = |text: &str, line: &str| assert!(text.starts_with(line), "{text}");
    store.head(&old).await.unwrap();
    asks(&last(), "HEAD /bucket/a%20b?versionId=v%2F1%2B HTTP/1.1");
    store.get(&old, Get::default()).await.unwrap();
    asks(&last(), "GET /bucket/a%20b?");
    assert!(last().contains("versionId=v%2F1%2B"), "{}", last());
    store.copy(&old, &at("to"), crate::Copying::default()).await.unwrap();
    asks(&last(), "PUT /bucket/to?x-id=CopyObject HTTP/1.1");
    assert_eq!(header(&last(), "x-amz-copy-source"), Some("bucket/a%20b?versionId=v/1%2B"));
    store.restore(&old, Some(1), crate::RestoreTier::Standard).await.unwrap();
    asks(&last(), "POST /bucket/a%20b?restore&versionId=v%2F1%2B HTTP/1.1");
    // The answer is none of tags; what was asked is what matters.
    let _ = store.object_tags(&old).await;
    asks(&last(), "GET /bucket/a%20b?tagging&versionId=v%2F1%2B HTTP/1.1");
    store.get_as_page(&old, "https://a.example").await.unwrap();
    assert!(last().contains("versionId=v%2F1%2B"), "{}", last());
    store.delete(&old).await.unwrap();
    assert!(last().starts_with("DELETE /bucket/a%20b?") && last().contains("versionId=v%2F1%2B"), "{}", last());

    let before = server.seen().len();
    let put = || Payload::bytes(Bytes::from_static(b"x"));
    let refused = [
        store.put(&old, put(), Put::default()).await.unwrap_err(),
        store.copy(&at("from"), &old, crate::Copying::default()).await.unwrap_err(),
        store.create_upload(&old, Put::default()).await.unwrap_err(),
    ];
    assert!(refused.iter().all(|error| error.kind == StoreErrorKind::Other), "{refused:?}");
    assert_eq!(server.seen().len(), before, "nothing was sent");
}

#[tokio::test]
async fn what_goes_with_the_bytes_is_said_when_parts_begin_too() {
    let begun = "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
    let server = Recorded::new(vec![answer(200, &[], begun)]).await;
    let about = crate::About {
        cache_control: Some("no-store".to_owned()),
        metadata: [("author".to_owned(), "sappho".to_owned())].into(),
        class: Some("GLACIER_IR".to_owned()),
        tags: Some("a=b&c=d".to_owned()),
        ..crate::About::of_type(Some("text/x-poem".to_owned()))
    };
    server.store().create_upload(&at("key"), Put { about, ..Put::default() }).await.unwrap();
    for (name, value) in [
        ("content-type", "text/x-poem"),
        ("cache-control", "no-store"),
        ("x-amz-meta-author", "sappho"),
        ("x-amz-storage-class", "GLACIER_IR"),
        ("x-amz-tagging", "a=b&c=d"),
    ] {
        assert_eq!(header(&server.seen()[0], name), Some(value));
    }
}

/// What a copy would take from its bucket otherwise.
#[tokio::test]
async fn a_copy_keeps_whether_its_original_has_a_bucket_key() {
    const DONE: &str = "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>";
    for (told, kept) in [(None, "false"), (Some(("x-amz-server-side-encryption-bucket-key-enabled", "true")), "true")] {
        let headers: Vec<_> = told.into_iter().chain([("x-amz-server-side-encryption", "aws:kms")]).collect();
        let answers = [answer(200, &headers, ""), answer(200, &[], DONE), answer(200, &[("etag", "\"e\"")], "")];
        let server = Recorded::new(answers.to_vec()).await;
        let store = store("aws", &server.endpoint);
        let (_, about, _) = store.head_with_about(&at("a")).await.unwrap();
        let how = crate::Copying { bucket_key: about.bucket_key, ..crate::Copying::default() };
        store.copy(&at("a"), &at("b"), how).await.unwrap();
        store.put(&at("c"), Payload::bytes("x".into()), Put { about, ..Put::default() }).await.unwrap();
        for seen in &server.seen()[1..] {
            assert_eq!(header(seen, "x-amz-server-side-encryption-bucket-key-enabled"), Some(kept));
        }
    }
}

#[tokio::test]
async fn an_original_that_changed_is_told_from_a_name_that_is_taken() {
    use crate::StoreErrorKind::{Changed, PreconditionFailed};
    for (now, kind) in [("\"old\"", PreconditionFailed), ("\"new\"", Changed)] {
        let refused = crate::testing::refusal(412, "PreconditionFailed");
        let server = Recorded::new(vec![refused, answer(200, &[("etag", now), ("content-length", "0")], "")]).await;
        let how =
            crate::Copying { if_match: Some("old".to_owned()), only_if_absent: true, ..crate::Copying::default() };
        assert_eq!(server.store().copy(&at("a"), &at("b"), how).await.unwrap_err().kind, kind);
        assert_eq!(header(&server.seen()[0], "x-amz-copy-source-if-match"), Some("\"old\""));
    }
}

/// What a server sees of an upload: payload mode, length, transfer coding, body.
async fn upload(provider: &str, payload: Payload) -> String {
    let server = Recorded::new(vec![answer(200, &[("etag", "\"e\"")], "")]).await;
    store(provider, &server.endpoint).put(&at("key"), payload, Put::default()).await.unwrap();
    server.seen().remove(0)
}

#[tokio::test]
async fn off_aws_a_body_is_sent_plain() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "0123456789").unwrap();
    let streamed = upload("other", Payload::file(file.path().to_owned(), 2, 5, None)).await;
    assert_eq!(header(&streamed, "x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    assert_eq!(header(&streamed, "content-length"), Some("5"));
    assert!(streamed.ends_with("\r\n\r\n23456"), "{streamed}");
    let held = upload("other", Payload::bytes(Bytes::from_static(b"abc"))).await;
    // SHA-256 of "abc", FIPS 180-2.
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(header(&held, "x-amz-content-sha256"), Some(sha256));
    for request in [streamed, held] {
        let told = [
            "x-amz-trailer",
            "x-amz-checksum-crc32",
            "x-amz-sdk-checksum-algorithm",
            "content-encoding",
            "transfer-encoding",
        ];
        assert_eq!(told.map(|name| header(&request, name)), [None; 5], "{request}");
    }
}

#[tokio::test]
async fn aws_gets_a_checksum() {
    let held = upload("aws", Payload::bytes(Bytes::from_static(b"0123456789"))).await;
    assert_eq!(header(&held, "x-amz-checksum-crc64nvme"), Some("Ffmx7kz9nB0="));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "0123456789").unwrap();
    let streamed = upload("aws", Payload::file(file.path().to_owned(), 0, 10, None)).await;
    assert_eq!(header(&streamed, "x-amz-trailer"), Some("x-amz-checksum-crc64nvme"));
    assert_eq!(header(&streamed, "x-amz-decoded-content-length"), Some("10"));
    assert!(streamed.contains("x-amz-checksum-crc64nvme:Ffmx7kz9nB0="), "{streamed}");
}

#[tokio::test]
async fn a_redirect_is_followed_once_and_remembered() {
    let moved = answer(301, &[("x-amz-bucket-region", "eu-west-3")], "");
    let server = Recorded::new(vec![moved, answer(200, &[("content-length", "0")], "")]).await;
    let store = server.store();
    store.head(&at("key")).await.unwrap();
    store.head(&at("key")).await.unwrap();
    store.head(&ObjectAt::new("elsewhere", "key")).await.unwrap();
    let regions: Vec<_> = server
        .seen()
        .iter()
        .map(|request| header(request, "authorization").unwrap().split('/').nth(2).unwrap().to_owned())
        .collect();
    assert_eq!(regions, ["us-east-1", "eu-west-3", "eu-west-3", "us-east-1"]);
}

#[tokio::test]
async fn a_malformed_authorization_names_the_region() {
    let body = "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message><Region>garage</Region></Error>";
    let server = Recorded::new(vec![answer(400, &[], body), answer(200, &[], "<ListBucketResult/>")]).await;
    let request = ListRequest { bucket: "bucket".to_owned(), ..ListRequest::default() };
    server.store().list(request).await.unwrap();
    assert!(header(&server.seen()[1], "authorization").unwrap().contains("/garage/s3/"));
}

#[tokio::test]
async fn a_server_that_sends_round_in_circles_is_left() {
    let moved = |region: &str| answer(301, &[("x-amz-bucket-region", region)], "");
    let server = Recorded::new(vec![moved("eu-west-3"), moved("eu-west-2")]).await;
    let error = server.store().head(&at("key")).await.unwrap_err();
    assert_eq!((error.kind, error.region.as_deref()), (StoreErrorKind::WrongRegion, Some("eu-west-2")));
    assert_eq!(server.seen().len(), 2);
    // A region that could not be one is not believed: it would become part of a host name.
    let server = Recorded::new(vec![moved("evil.example/")]).await;
    assert_eq!(server.store().head(&at("key")).await.unwrap_err().kind, StoreErrorKind::WrongRegion);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_cost_that_is_accepted_is_said_and_signed() {
    let server = Recorded::new(vec![answer(200, &[("content-length", "0")], "")]).await;
    let accepts = crate::Access { requester_pays: true, ..access("other", &server.endpoint) };
    Store::open_with(accepts, Environment::default(), &wiring()).unwrap().head(&at("key")).await.unwrap();
    server.store().head(&at("key")).await.unwrap();
    let seen = server.seen();
    assert_eq!(header(&seen[0], "x-amz-request-payer"), Some("requester"));
    assert!(header(&seen[0], "authorization").unwrap().contains("x-amz-request-payer"), "it is signed");
    assert_eq!(header(&seen[1], "x-amz-request-payer"), None, "nobody pays unasked");
}

/// The promise of the crate's head: a clock that is wrong is corrected by the server's.
#[tokio::test]
async fn a_wrong_clock_is_corrected() {
    let late = [("date", "Sat, 01 Jan 2050 00:00:00 GMT")];
    let skewed = answer(403, &late, "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>");
    let server = Recorded::new(vec![skewed, answer(200, &late, "<ListBucketResult/>")]).await;
    let store = Store::open_with(
        access("other", &server.endpoint),
        Environment::default(),
        &Wiring { attempts: 2, ..wiring() },
    )
    .unwrap();
    store.list(ListRequest { bucket: "bucket".to_owned(), ..ListRequest::default() }).await.unwrap();
    assert!(header(&server.seen()[1], "x-amz-date").unwrap().starts_with("20500101T0000"));
}

#[tokio::test]
async fn the_region_of_a_bucket_is_known_whatever_the_status() {
    for status in [200, 301, 403, 404] {
        let server = Recorded::new(vec![answer(status, &[("x-amz-bucket-region", "sa-east-1")], "")]).await;
        assert_eq!(server.store().bucket_region("bucket").await.unwrap().as_deref(), Some("sa-east-1"), "{status}");
    }
    let server = Recorded::new(vec![answer(200, &[], "")]).await;
    assert_eq!(server.store().bucket_region("bucket").await.unwrap(), None);
}

#[tokio::test]
async fn deleting_many_carries_both_integrity_headers() {
    let server = Recorded::new(vec![answer(200, &[], "<DeleteResult/>")]).await;
    assert!(server.store().delete_many("bucket", vec!["a&b".to_owned(), "c".to_owned()]).await.unwrap().is_empty());
    let request = server.seen().remove(0);
    assert!(header(&request, "content-md5").is_some_and(|md5| md5.len() == 24), "{request}");
    assert!(header(&request, "x-amz-checksum-crc32").is_some(), "{request}");
    assert!(header(&request, "authorization").unwrap().contains("content-md5"), "it is signed");
    assert!(request.contains("<Key>a&amp;b</Key>"), "{request}");
}

#[tokio::test]
async fn a_server_without_delete_objects_is_asked_one_by_one() {
    let server =
        Recorded::new(vec![refusal(501, "NotImplemented"), answer(204, &[], ""), refusal(403, "AccessDenied")]).await;
    let failed = server.store().delete_many("bucket", vec!["a".to_owned(), "b".to_owned()]).await.unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].1.kind, StoreErrorKind::NotPermitted);
    assert_eq!(server.seen().iter().filter(|request| request.starts_with("DELETE ")).count(), 2);
}

#[tokio::test]
async fn a_server_that_ignores_ranges_is_found_out() {
    let server = Recorded::new(vec![answer(200, &[], "0123456789")]).await;
    let store = server.store();
    let at = at("key");
    let range = |range| store.get(&at, Get { range: Some(range), if_match: None });
    let refused = range(2..4).await.err().unwrap();
    assert_eq!(refused.kind, StoreErrorKind::NotSupported);
    assert_eq!(range(3..3).await.err().unwrap().kind, StoreErrorKind::BadRange);
    assert_eq!(range(0..10).await.unwrap().head.size, 10);
    assert_eq!(header(&server.seen()[0], "range"), Some("bytes=2-3"));
}

#[tokio::test]
async fn first_contact_is_unsigned_and_tells_the_time() {
    let headers = [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("x-amz-request-id", "1")];
    let server = Recorded::new(vec![answer(403, &headers, "<Error><Code>AccessDenied</Code></Error>")]).await;
    let reached = server.store().reach().await.unwrap();
    assert_eq!((reached.status, reached.looks_like_s3, reached.tls), (403, true, false));
    // The example date of RFC 9110, 5.6.7.
    assert_eq!(reached.server_time, Some(784_111_777_000));
    assert_eq!(header(&server.seen()[0], "authorization"), None);
    let page = Recorded::new(vec![answer(200, &[("content-type", "text/html")], "<html>hello</html>")]).await;
    assert!(!page.store().reach().await.unwrap().looks_like_s3);
}

/// Collects every log line of the SDK and of this crate.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_secret_is_printed_or_logged() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Recorded::new(vec![answer(200, &[], "0123456789"), refusal(403, "SignatureDoesNotMatch")]).await;
    let store = server.store();
    store.get(&at("key"), Get::default()).await.unwrap();
    let error = store.put(&at("key"), Payload::bytes(Bytes::from_static(b"x")), Put::default()).await.unwrap_err();
    let printed = format!("{store:?} {:?} {error:?} {error}", access("aws", &server.endpoint));
    let logged = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("GetObject"), "the log was listened to");
    for secret in ["NEVERPRINTTHISSECRET", "NEVERPRINTTHISTOKEN"] {
        assert!(!printed.contains(secret), "{printed}");
        let leaks: Vec<_> = logged.lines().filter(|line| line.contains(secret)).collect();
        assert!(leaks.is_empty(), "{leaks:#?}");
    }
}

#[test]
fn opening_needs_no_network_and_names_what_is_missing() {
    let mut access = access("aws", "http://127.0.0.1:1");
    access.endpoint = None;
    access.region = String::new();
    assert_eq!(Store::open(access.clone()).unwrap().region(), "us-east-1");
    access.region = "a/b".to_owned();
    assert_eq!(
        Store::open_with(access.clone(), Environment::default(), &wiring()).unwrap_err().kind,
        StoreErrorKind::Other
    );
    access.region = String::new();
    access.provider = crate::provider("minio").unwrap();
    assert_eq!(Store::open(access).unwrap_err().kind, StoreErrorKind::Other);
}

/// The engine spawns these calls as tasks.
#[test]
fn calls_are_send() {
    fn send<T: Send>(_: &T) {}
    let store = store("other", "http://127.0.0.1:1");
    let at = at("key");
    send(&store);
    send(&store.put(&at, Payload::bytes(Bytes::new()), Put::default()));
    send(&store.get(&at, Get::default()));
    send(&store.delete_many("bucket", Vec::new()));
    send(&store.list(ListRequest::default()));
    send(&store.list_buckets());
    send(&store.reach());
}

/// s3-lite-client#48, req_s3#22, minio-js#1370: the path is part of what is asked and of what is
/// signed.
#[tokio::test]
async fn a_path_of_the_endpoint_is_in_front_of_the_bucket() {
    let server = Recorded::new(vec![answer(200, &[], "<ListBucketResult></ListBucketResult>")]).await;
    let below = crate::testing::store("other", &format!("{}/storage/v1/s3", server.endpoint));
    below.list(crate::ListRequest { bucket: "bucket".to_owned(), ..crate::ListRequest::default() }).await.unwrap();
    assert!(server.seen()[0].starts_with("GET /storage/v1/s3/bucket/?"), "{}", server.seen()[0]);
}

#[test]
fn a_server_is_known_by_its_address_or_where_that_changes_by_its_name() {
    let server = |provider, endpoint| crate::testing::store(provider, endpoint).server();
    assert_eq!(server("other", "http://127.0.0.1:9000"), "http://127.0.0.1:9000");
    assert_eq!(server("practice", "http://127.0.0.1:9000"), server("practice", "http://127.0.0.1:9001"));
    let [one, other] = ["one", "another"].map(|namespace| {
        let store = crate::testing::store("garage", "http://127.0.0.1:3900");
        let unsaid = store.server();
        store.set_namespace(namespace.to_owned());
        assert!(crate::same_server(&unsaid, &store.server()));
        store
    });
    assert!(!crate::same_server(&one.server(), &other.server()) && one.is_same_server(&other));
    assert_eq!(crate::server_name("aws"), "Amazon S3");
    assert_eq!(crate::server_name("https://s3.example.com"), "https://s3.example.com");
}
