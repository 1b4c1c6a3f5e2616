//! Every kind, obtained from a real condition on loopback or from a recorded answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::StoreErrorKind::{self as Kind, *};
use super::*;
use crate::testing::{Recorded, answer, at, read_request, refusal, store};
use crate::{Get, ListRequest, Payload, Put};
use bytes::Bytes;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

async fn get(recorded: Vec<u8>) -> StoreError {
    let server = Recorded::new(vec![recorded]).await;
    let outcome = server.store().get(&at("key"), Get::default()).await;
    outcome.err().expect("the answer is an error")
}

async fn list(endpoint: &str) -> Kind {
    let request = ListRequest { bucket: "bucket".to_owned(), ..ListRequest::default() };
    store("other", endpoint).list(request).await.expect_err("this cannot work").kind
}

#[tokio::test]
async fn codes_become_kinds() {
    for (status, code, kind) in [
        (403, "InvalidAccessKeyId", AccessKeyUnknown),
        (403, "SignatureDoesNotMatch", SignatureMismatch),
        (400, "ExpiredToken", TokenExpired),
        (400, "InvalidToken", TokenUnknown),
        // Without a Date header the SDK cannot correct the clock, and says what the server said.
        (403, "RequestTimeTooSkewed", ClockSkew),
        (403, "AccessDenied", NotPermitted),
        (403, "InvalidObjectState", Archived),
        (404, "NoSuchBucket", NoSuchBucket),
        (404, "NoSuchKey", NoSuchKey),
        (404, "NoSuchUpload", NoSuchUpload),
        (409, "BucketAlreadyOwnedByYou", BucketExists),
        (409, "BucketNotEmpty", BucketNotEmpty),
        (400, "InvalidBucketName", BadBucketName),
        (400, "KeyTooLongError", KeyTooLong),
        (301, "PermanentRedirect", WrongRegion),
        (501, "NotImplemented", NotSupported),
        (412, "PreconditionFailed", PreconditionFailed),
        (416, "InvalidRange", BadRange),
        (400, "BadDigest", BadDigest),
        (400, "EntityTooLarge", TooLarge),
        (507, "", StorageFull),
        (507, "XMinioStorageFull", StorageFull),
        (503, "SlowDown", SlowDown),
        (500, "InternalError", ServerFault),
        (400, "RequestTimeout", TimedOut),
        (400, "SomethingElse", Other),
        (418, "", Other),
    ] {
        let error = get(refusal(status, code)).await;
        assert_eq!((error.kind, error.status), (kind, Some(status)), "{code}: {error:?}");
        assert_eq!(error.code.as_deref(), Some(code).filter(|code| !code.is_empty()));
        assert_eq!((error.operation, error.request_id.as_deref()), ("GetObject", Some("R1")));
        assert_eq!((error.bucket.as_deref(), error.key.as_deref()), (Some("bucket"), Some("key")));
        assert_eq!(error.message.as_deref(), Some("words"));
    }
}

#[tokio::test]
async fn heads_without_a_body_go_by_their_status() {
    for (status, kind) in [
        (403, NotPermitted),
        (404, NoSuchKey),
        (412, PreconditionFailed),
        (405, NotSupported),
        (503, SlowDown),
        (500, ServerFault),
        (400, Other),
    ] {
        let server = Recorded::new(vec![answer(status, &[], "")]).await;
        let error = server.store().head(&at("key")).await.expect_err("an error status");
        assert_eq!((error.kind, error.status), (kind, Some(status)), "{error:?}");
    }
    let server = Recorded::new(vec![answer(404, &[], "")]).await;
    assert_eq!(server.store().head_bucket("bucket").await.unwrap_err().kind, NoSuchBucket);
}

#[tokio::test]
async fn a_web_page_is_not_s3() {
    let html = &[("content-type", "text/html")];
    for (status, kind) in [(200, NotS3), (404, NotS3), (403, NotS3), (502, ServerFault), (503, SlowDown)] {
        let server = Recorded::new(vec![answer(status, html, "<!DOCTYPE html><html><body>Hello</body></html>")]).await;
        assert_eq!(list(&server.endpoint).await, kind, "{status}");
    }
    for other in ["{\"status\":\"ok\"}", "<?xml version=\"1.0\"?><rss/>", ""] {
        let server = Recorded::new(vec![answer(200, &[], other)]).await;
        assert_eq!(list(&server.endpoint).await, NotS3, "{other}");
    }
}

#[tokio::test]
async fn plain_http_on_a_tls_port() {
    // Go and nginx say so in a page, others answer with a TLS alert.
    for recorded in [
        answer(400, &[], "Client sent an HTTP request to an HTTPS server.\n"),
        answer(400, &[("content-type", "text/html")], "<html>The plain HTTP request was sent to HTTPS port</html>"),
        b"\x15\x03\x01\x00\x02\x02\x16".to_vec(),
    ] {
        let server = Recorded::new(vec![recorded]).await;
        assert_eq!(list(&server.endpoint).await, PlainHttp);
        assert_eq!(server.store().reach().await.unwrap_err().kind, PlainHttp);
    }
}

#[tokio::test]
async fn tls_on_a_plain_port() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = socket.write_all(&answer(400, &[], "what?")).await;
        }
    });
    assert_eq!(list(&endpoint).await, PlainHttp);
}

#[tokio::test]
async fn nobody_there() {
    // A port that was free just now may be somebody's by the time it is asked.
    assert_eq!(list("http://127.0.0.1:1").await, ConnectionRefused);
    // RFC 6761 keeps `.invalid` without addresses.
    assert_eq!(list("http://s3.invalid:9").await, NameNotFound);
}

#[tokio::test]
async fn a_server_that_says_nothing_and_one_that_hangs_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    assert_eq!(list(&format!("http://{}", silent.local_addr().unwrap())).await, TimedOut);

    let rude = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", rude.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = rude.accept().await {
            let _ = read_request(&mut socket).await;
        }
    });
    assert_eq!(list(&endpoint).await, Interrupted);
}

/// Reads a recorded download to its end or its error.
async fn download(recorded: Vec<u8>) -> Result<Vec<u8>, Kind> {
    download_of(vec![recorded]).await
}

async fn download_of(recorded: Vec<Vec<u8>>) -> Result<Vec<u8>, Kind> {
    let server = Recorded::new(recorded).await;
    let mut download = server.store().get(&at("key"), Get::default()).await.map_err(|error| error.kind)?;
    let mut whole = Vec::new();
    while let Some(bytes) = download.chunk().await.map_err(|error| error.kind)? {
        whole.extend_from_slice(&bytes);
    }
    Ok(whole)
}

#[tokio::test]
async fn a_download_is_whole_or_an_error() {
    assert_eq!(download(answer(200, &[], "0123456789")).await, Ok(b"0123456789".to_vec()));
    assert_eq!(download(answer(200, &[("content-length", "100")], "0123456789")).await, Err(Cut));
    let chunked = [("content-length", "x"), ("transfer-encoding", "chunked")];
    let unended =
        String::from_utf8(answer(200, &chunked, "a\r\n0123456789\r\n")).unwrap().replace("content-length: x\r\n", "");
    let told = answer(200, &[], "0123456789");
    assert_eq!(download_of(vec![unended.into_bytes(), told]).await, Err(Cut));
    // The CRC32 of "0123456789" is a684c7c6.
    assert_eq!(
        download(answer(200, &[("x-amz-checksum-crc32", "poTHxg==")], "0123456789")).await,
        Ok(b"0123456789".to_vec())
    );
    assert_eq!(download(answer(200, &[("x-amz-checksum-crc32", "poTHxg==")], "0123456780")).await, Err(BadDigest));
}

#[tokio::test]
async fn an_answer_cut_in_the_middle_is_no_listing() {
    let server = Recorded::new(vec![answer(200, &[("content-length", "500")], "<ListBucketResult><Name>")]).await;
    let kind = list(&server.endpoint).await;
    assert!(matches!(kind, Interrupted | Cut), "{kind:?}");
}

#[tokio::test]
async fn two_hundred_with_an_error_inside_is_an_error() {
    let error = "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>m</Message></Error>";
    let server = Recorded::new(vec![answer(200, &[], error)]).await;
    assert_eq!(server.store().copy(&at("a"), &at("b"), crate::Copying::default()).await.unwrap_err().kind, ServerFault);
    let upload = crate::Upload { at: at("a"), id: "1".to_owned(), begun: None, by: None };
    assert_eq!(server.store().complete_upload(&upload, Vec::new()).await.unwrap_err().kind, ServerFault);
}

#[tokio::test]
async fn what_is_refused_here_never_leaves() {
    let server = Recorded::new(vec![refusal(500, "InternalError")]).await;
    let store = server.store();
    assert_eq!(store.delete(&at("/")).await.unwrap_err().kind, RefusedKey);
    assert_eq!(store.put(&at("//"), Payload::bytes(Bytes::new()), Put::default()).await.unwrap_err().kind, RefusedKey);
    assert_eq!(store.head_bucket("a/b").await.unwrap_err().kind, BadBucketName);
    let missing = Payload::file("/nowhere/at/all".into(), 0, 1, None);
    assert_eq!(store.put(&at("k"), missing, Put::default()).await.unwrap_err().kind, LocalFile);
    let failed = store.delete_many("bucket", vec!["/".to_owned()]).await.unwrap();
    assert_eq!(failed.iter().map(|(key, error)| (key.as_str(), error.kind)).collect::<Vec<_>>(), [("/", RefusedKey)]);
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn temporary_is_what_may_pass_by_itself() {
    for kind in [TimedOut, Interrupted, SlowDown, ServerFault, Cut] {
        assert!(Subject::new("X").error(kind).is_temporary(), "{kind:?}");
    }
    for kind in
        [NameNotFound, ConnectionRefused, NotPermitted, SignatureMismatch, LocalFile, BadDigest, WrongRegion, Other]
    {
        assert!(!Subject::new("X").error(kind).is_temporary(), "{kind:?}");
    }
}

mod certificates;

#[tokio::test]
async fn what_a_server_says_is_short_plain_and_quotes_no_secret() {
    let said = format!("no\n\u{202e}\u{9}NEVERPRINTTHISTOKEN NEVERPRINTTHISSECRET {}", "x".repeat(1_000_000));
    let body = format!("<Error><Code>{}</Code><Message>{said}</Message></Error>", "C".repeat(10_000));
    let error = get(answer(403, &[("content-type", "application/xml"), ("x-amz-request-id", "R1")], &body)).await;
    let message = error.message.clone().unwrap();
    assert!(message.starts_with("no   *** ***") && message.chars().count() == 501, "{message}");
    assert_eq!(error.code.as_ref().unwrap().chars().count(), 501);
    let printed = format!("{error:?} {error}");
    assert!(!printed.contains("NEVERPRINT") && printed.len() < 4_000, "{printed}");
}

#[tokio::test]
async fn no_listing_is_made_of_what_is_none() {
    let xml = [("content-type", "application/xml")];
    let half = "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key>";
    let broken =
        "<ListBucketResult><Contents><Key>a</Key></Contents><Contents><Key>b<</Key></Contents></ListBucketResult>";
    for (what, headers, body) in [
        ("nothing", &xml[..0], ""),
        ("a page", &[("content-type", "text/html")][..], "<!doctype html><title>Sign in</title>"),
        ("a page that is XML", &[("content-type", "text/html")][..], "<html><body>Sign in</body></html>"),
        ("another document", &xml[..], "<ListAllMyBucketsResult></ListAllMyBucketsResult>"),
        ("JSON", &[("content-type", "application/json")][..], "{}"),
    ] {
        let server = Recorded::new(vec![answer(200, headers, body)]).await;
        assert_eq!(list(&server.endpoint).await, NotS3, "{what}");
    }
    // One of S3 that breaks is named as that.
    assert_eq!(list(&Recorded::new(vec![answer(200, &xml, broken)]).await.endpoint).await, BadAnswer);
    // Cut where nothing says so, and announced longer than it is.
    let kind = list(&Recorded::new(vec![answer(200, &xml, half)]).await.endpoint).await;
    assert_eq!(kind, Cut);
    let short = answer(200, &[("content-type", "application/xml"), ("content-length", "5000")], half);
    let kind = list(&Recorded::new(vec![short]).await.endpoint).await;
    assert!(matches!(kind, Cut | Interrupted), "{kind:?}");
}

#[tokio::test]
async fn a_listing_stays_below_its_prefix_and_goes_on() {
    let xml = "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>\
        <Contents><Key>p/in</Key></Contents><Contents><Key>out</Key></Contents>\
        <CommonPrefixes><Prefix>p/d/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>q/</Prefix></CommonPrefixes>\
        </ListBucketResult>";
    let server = Recorded::new(vec![answer(200, &[], xml)]).await;
    let request = ListRequest { bucket: "bucket".into(), prefix: "p/".into(), ..ListRequest::default() };
    let page = server.store().list(request.clone()).await.unwrap();
    assert_eq!((page.entries.len(), page.entries[0].key.as_str()), (1, "p/in"));
    assert_eq!((page.prefixes, page.next.as_ref().map(crate::Next::as_str)), (vec!["p/d/".to_owned()], Some("t")));
    let again = server.store().list(ListRequest { token: page.next, ..request }).await;
    assert_eq!(again.unwrap_err().kind, BrokenList);
}

#[tokio::test]
async fn a_page_is_not_taken_for_a_stored_object() {
    let page = answer(200, &[("content-type", "text/html")], "<title>Sign in</title>");
    let stored = Recorded::new(vec![page.clone()]).await.store();
    let put = stored.put(&at("key"), Payload::bytes(Bytes::from_static(b"x")), Put::default()).await;
    assert_eq!(put.unwrap_err().kind, NotS3);
    let upload = crate::Upload { at: at("key"), id: "u".into(), begun: None, by: None };
    let part = stored.upload_part(&upload, 1, Payload::bytes(Bytes::from_static(b"x"))).await;
    assert_eq!(part.unwrap_err().kind, NotS3);
    let deleted = stored.delete_many("bucket", vec!["a".into()]).await;
    assert_eq!(deleted.unwrap_err().kind, NotS3);
    assert_eq!(stored.complete_upload(&upload, Vec::new()).await.unwrap_err().kind, NotS3);
    assert_eq!(stored.list_buckets().await.unwrap_err().kind, NotS3);
    let nothing = Recorded::new(vec![answer(200, &[], "")]).await.store();
    assert_eq!(nothing.delete_many("bucket", vec!["a".into()]).await.unwrap_err().kind, NotS3);
    assert_eq!(nothing.complete_upload(&upload, Vec::new()).await.unwrap_err().kind, NotS3);
    assert_eq!(nothing.list_buckets().await.unwrap_err().kind, NotS3);
}

#[tokio::test]
async fn of_many_keys_each_gets_its_own_answer() {
    let refused =
        "<DeleteResult><Error><Key>b</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>";
    let server = Recorded::new(vec![answer(200, &[], refused)]).await;
    let failed = server.store().delete_many("bucket", vec!["a".into(), "b".into()]).await.unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].0.as_str(), failed[0].1.kind, failed[0].1.key.as_deref()), ("b", NotPermitted, Some("b")));
}
