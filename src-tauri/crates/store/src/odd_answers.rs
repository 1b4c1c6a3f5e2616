//! Answers with an odd field, as they were seen of servers and proxies, and what comes of each: the
//! file, or the truth. That servers give such answers stands in the reports that each test names.

#![allow(clippy::unwrap_used, clippy::panic)]

mod lists;

use crate::StoreErrorKind::{self as Kind, *};
use crate::testing::{Recorded, answer, at, header, refusal, store};
use crate::{Download, Get, ListRequest, Payload, Put, Store, StoreError, Upload};
use bytes::Bytes;

const TIME: &str = "Fri, 11 Oct 2024 13:22:41 GMT";

fn upload(id: &str) -> Upload {
    Upload { at: at("key"), id: id.into(), begun: None, by: None }
}

fn bytes(text: &'static str) -> Payload {
    Payload::bytes(Bytes::from_static(text.as_bytes()))
}

/// An answer whose length nobody tells.
fn unmeasured(headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = "HTTP/1.1 200 X\r\nconnection: close\r\ntransfer-encoding: chunked\r\n".to_owned();
    headers.iter().for_each(|(name, value)| text += &format!("{name}: {value}\r\n"));
    format!("{text}\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).into_bytes()
}

async fn read(mut download: Download) -> Result<String, StoreError> {
    let mut whole = Vec::new();
    while let Some(bytes) = download.chunk().await? {
        whole.extend_from_slice(&bytes);
    }
    Ok(String::from_utf8(whole).unwrap())
}

async fn got(store: &Store) -> Result<String, Kind> {
    let download = store.get(&at("key"), Get::default()).await.map_err(|error| error.kind)?;
    read(download).await.map_err(|error| error.kind)
}

/// aws-sdk-go#3361.
#[tokio::test]
async fn a_file_comes_whatever_its_time_looks_like() {
    for (told, modified) in [
        (TIME, Some(1_728_652_961_000)),
        ("2024-10-11T13:22:41.892Z", Some(1_728_652_961_000)),
        ("2024-10-11 13:22:41", Some(1_728_652_961_000)),
        ("yesterday", None),
        ("", None),
    ] {
        let odd = answer(200, &[("etag", "\"a\""), ("last-modified", told), ("expires", "0")], "hello");
        let store = Recorded::new(vec![odd]).await.store();
        let download = store.get(&at("key"), Get::default()).await.unwrap();
        let found = download.head.modified;
        assert_eq!(found.map(|at| at / 1000 * 1000), modified, "{told}");
        assert_eq!(read(download).await.unwrap(), "hello");
        assert_eq!(store.head(&at("key")).await.unwrap().modified, found, "{told}");
    }
}

/// rclone#2658, arrow-rs-object-store#774: Google unpacks what was stored compressed, for whoever
/// does not ask for gzip.
#[tokio::test]
async fn what_was_stored_compressed_comes_as_it_was_stored() {
    let google = |request: &str| {
        let packed = header(request, "accept-encoding").is_some_and(|takes| takes.contains("gzip"));
        let stored = [("etag", "\"e\""), ("content-encoding", "gzip"), ("x-goog-stored-content-encoding", "gzip")];
        let gunzipped = [("etag", "\"e\""), ("x-guploader-response-body-transformations", "gunzipped")];
        match (packed, header(request, "range")) {
            (false, _) => unmeasured(&gunzipped, "other bytes, and more of them"),
            (true, None) => answer(200, &stored, "packed"),
            (true, Some(_)) => answer(206, &[stored[0], stored[1], ("content-range", "bytes 2-5/6")], "cked"),
        }
    };
    let server = Recorded::by(google).await;
    let other = server.store();
    assert_eq!(got(&other).await.unwrap(), "packed");
    let range = Get { range: Some(2..6), if_match: None };
    let part = other.get(&at("key"), range).await.unwrap();
    assert_eq!((part.head.size, read(part).await.unwrap().as_str()), (6, "cked"));
    assert_eq!(server.seen().len(), 3, "what was learnt is remembered");
    // Google's front changes the header on its way, so it must not be signed.
    for request in server.seen() {
        let signed = header(&request, "authorization").unwrap().to_owned();
        assert!(signed.contains("SignedHeaders") && !signed.contains("accept-encoding"), "{signed}");
    }
    let known = Recorded::by(google).await;
    assert_eq!(got(&store("gcs", &known.endpoint)).await.unwrap(), "packed");
    assert_eq!(known.seen().len(), 1);
}

#[tokio::test]
async fn nobody_else_is_asked_to_compress() {
    let server = Recorded::new(vec![answer(200, &[("etag", "\"a\"")], "hello")]).await;
    assert_eq!(got(&server.store()).await.unwrap(), "hello");
    assert_eq!(header(&server.seen()[0], "accept-encoding"), None);
}

/// Intrinsec/s3proxy#49, async-aws#2077.
#[tokio::test]
async fn a_file_whose_length_is_not_sent_comes_whole() {
    let list = |size: &str, etag: &str| {
        let row = format!("<Contents><Key>key</Key><ETag>{etag}</ETag><Size>{size}</Size></Contents>");
        answer(200, &[], &format!("<ListBucketResult>{row}</ListBucketResult>"))
    };
    let serve = |list: Vec<u8>| async move {
        Recorded::by(move |request| match request.contains("list-type") {
            true => list.clone(),
            false if request.starts_with("HEAD") => {
                b"HTTP/1.1 200 X\r\nconnection: close\r\ntransfer-encoding: chunked\r\netag: \"e\"\r\n\r\n".to_vec()
            }
            false => unmeasured(&[("etag", "\"e\"")], "hello"),
        })
        .await
    };
    let server = serve(list("5", "e")).await;
    assert_eq!(got(&server.store()).await.unwrap(), "hello");
    assert_eq!(server.store().head(&at("key")).await.unwrap().size, 5);
    // Shorter than it should be, longer, and replaced meanwhile.
    assert_eq!(got(&serve(list("6", "e")).await.store()).await, Err(Cut));
    assert_eq!(got(&serve(list("4", "e")).await.store()).await, Err(BadDigest));
    assert_eq!(got(&serve(list("5", "other")).await.store()).await, Err(BadAnswer));
}

/// Proxies that strip headers; arrow-rs-object-store#774.
#[tokio::test]
async fn an_upload_whose_answer_has_no_etag_is_looked_at() {
    // MD5 of "hello".
    const MD5: &str = "\"5d41402abc4b2a76b9719d911017c592\"";
    let serve = |put: Vec<u8>, head: Vec<u8>| async move {
        Recorded::by(move |request| if request.starts_with("HEAD") { head.clone() } else { put.clone() }).await
    };
    let silent = || answer(200, &[], "");
    let length = ("content-length", "5");
    for (put, head, kind) in [
        (silent(), answer(200, &[("etag", MD5), length], ""), None),
        (answer(200, &[("etag", "\"\"")], ""), answer(200, &[("etag", MD5), length], ""), None),
        // S3 says yes, and the ETag is made of something else.
        (answer(200, &[("x-amz-request-id", "R")], ""), answer(200, &[("etag", "\"x\""), length], ""), None),
        (silent(), answer(200, &[("etag", "\"x\""), length], ""), Some(NotS3)),
        (silent(), answer(200, &[("etag", MD5), ("content-length", "4")], ""), Some(NotS3)),
        (answer(200, &[("x-amz-request-id", "R")], ""), answer(404, &[], ""), Some(BadAnswer)),
        (silent(), answer(503, &[], ""), Some(SlowDown)),
    ] {
        let said = String::from_utf8_lossy(&head).into_owned();
        let stored = serve(put, head).await.store().put(&at("key"), bytes("hello"), Put::default()).await;
        assert_eq!(stored.as_ref().err().map(|error| error.kind), kind, "{said}");
        if let Ok(stored) = stored {
            assert_eq!(stored.agrees, said.contains(MD5).then_some(true));
        }
    }
}

#[tokio::test]
async fn a_part_whose_answer_has_no_etag_is_looked_up() {
    let list = "<ListPartsResult><IsTruncated>false</IsTruncated><Part><PartNumber>2</PartNumber>\
        <ETag>\"p\"</ETag><Size>5</Size></Part></ListPartsResult>";
    let server = Recorded::by(|request| answer(200, &[], if request.starts_with("GET") { list } else { "" })).await;
    let part = server.store().upload_part(&upload("u"), 2, bytes("hello")).await.unwrap();
    assert_eq!(part.etag, "p");
    let missing = server.store().upload_part(&upload("u"), 3, bytes("hello")).await;
    assert_eq!(missing.unwrap_err().kind, NotS3);
}

#[tokio::test]
async fn an_empty_etag_is_none() {
    let list = "<ListBucketResult><Contents><Key>a</Key><ETag></ETag><Size>1</Size></Contents>\
        <Contents><Key>b</Key><ETag>\"\"</ETag><Size>1</Size></Contents></ListBucketResult>";
    let store = Recorded::new(vec![answer(200, &[], list)]).await.store();
    let page = store.list(ListRequest { bucket: "bucket".into(), ..ListRequest::default() }).await.unwrap();
    assert!(page.entries.len() == 2 && page.entries.iter().all(|entry| entry.etag.is_none()));
    let store = Recorded::new(vec![answer(200, &[("etag", "\"\"")], "")]).await.store();
    assert_eq!(store.head(&at("key")).await.unwrap().etag, None);
}

/// Ceph and others.
#[tokio::test]
async fn an_upload_that_vanished_is_told_as_one() {
    let store = Recorded::new(vec![refusal(404, "NoSuchKey")]).await.store();
    assert_eq!(store.list_parts(&upload("u")).await.unwrap_err().kind, NoSuchUpload);
    assert_eq!(store.abort_upload(&upload("u")).await.unwrap_err().kind, NoSuchUpload);
    assert_eq!(store.complete_upload(&upload("u"), Vec::new()).await.unwrap_err().kind, NoSuchUpload);
    assert_eq!(store.upload_part(&upload("u"), 1, bytes("x")).await.unwrap_err().kind, NoSuchUpload);
}

/// Garage: HEAD in a wrong region is a bare 400, and only a GET names the right one.
#[tokio::test]
async fn a_region_that_a_head_cannot_tell_is_learnt_by_a_get() {
    let server = Recorded::by(|request| {
        let right = request.contains("/garage/s3/");
        let malformed =
            "<Error><Code>AuthorizationHeaderMalformed</Code><Message>x</Message><Region>garage</Region></Error>";
        match (right, request.starts_with("HEAD")) {
            _ if right && request.starts_with("GET /?") => answer(200, &[], "<ListAllMyBucketsResult/>"),
            (true, _) => answer(200, &[("etag", "\"a\""), ("content-length", "0")], ""),
            (false, true) => answer(400, &[], ""),
            (false, false) => answer(400, &[("content-type", "application/xml")], malformed),
        }
    })
    .await;
    let store = server.store();
    assert_eq!(store.bucket_region("bucket").await.unwrap().as_deref(), Some("garage"));
    let before = server.seen().len();
    store.head(&at("key")).await.unwrap();
    assert_eq!(server.seen().len(), before + 1, "what was learnt is remembered");
    store.list_buckets().await.unwrap();
    assert_eq!(store.region_told().as_deref(), Some("garage"));
    // A HEAD refused for another reason stays what it is.
    let other = Recorded::by(|request| match request.starts_with("HEAD") {
        true => answer(400, &[], ""),
        false => answer(200, &[], "<ListBucketResult/>"),
    });
    assert_eq!(other.await.store().head(&at("key")).await.unwrap_err().kind, Other);
}

#[tokio::test]
async fn what_a_refusal_says_is_read_where_its_code_is_one_for_several_things() {
    let said = |status: u16, code: &str, words: &str| {
        let body = format!("<Error><Code>{code}</Code><Message>{words}</Message></Error>");
        answer(status, &[("content-type", "application/xml")], &body)
    };
    for (recorded, of_list, of_object) in [
        (said(403, "AccessDenied", "Forbidden: Invalid signature"), SignatureMismatch, SignatureMismatch),
        (said(403, "AccessDenied", "Forbidden: No such key: GK123"), AccessKeyUnknown, NotPermitted),
        (said(403, "AccessDenied", "Access key id GK123 does not exist"), AccessKeyUnknown, AccessKeyUnknown),
        (said(403, "AccessDenied", "Access Denied"), NotPermitted, NotPermitted),
        (said(403, "AccessDenied", "Your access key id may not do this"), NotPermitted, NotPermitted),
        (said(503, "InternalError", "LMDB: MDB_BAD_VALSIZE: Unsupported size of key"), ServerFault, KeyTooLong),
        (said(500, "InternalError", "open /data/x: file name too long"), ServerFault, KeyTooLong),
    ] {
        let text = String::from_utf8_lossy(&recorded).into_owned();
        let store = Recorded::new(vec![recorded]).await.store();
        let list = store.list(ListRequest { bucket: "bucket".into(), ..ListRequest::default() }).await.unwrap_err();
        let object = store.put(&at("key"), bytes("x"), Put::default()).await.unwrap_err();
        assert_eq!((list.kind, object.kind), (of_list, of_object), "{text}");
    }
}

/// Seen of a server over a database of 511 bytes a key.
#[tokio::test]
async fn a_key_that_is_too_long_is_not_a_busy_server() {
    let long: &'static str = "k".repeat(600).leak();
    let busy = || refusal(503, "ServiceUnavailable");
    let full = Recorded::by(move |request| if request.contains(long) { busy() } else { answer(404, &[], "") }).await;
    let (put, at_long) = (|| (bytes("x"), Put::default()), at(long));
    let (payload, how) = put();
    assert_eq!(full.store().put(&at_long, payload, how).await.unwrap_err().kind, KeyTooLong);
    assert_eq!(full.store().create_upload(&at_long, Put::default()).await.unwrap_err().kind, KeyTooLong);
    // A server that really is busy, and one that is busy with a short key.
    let tired = Recorded::new(vec![busy()]).await;
    let (payload, how) = put();
    assert_eq!(tired.store().put(&at_long, payload, how).await.unwrap_err().kind, SlowDown);
    let once = Recorded::new(vec![busy(), answer(404, &[], "")]).await;
    let (payload, how) = put();
    assert_eq!(once.store().put(&at_long, payload, how).await.unwrap_err().kind, SlowDown);
    let short = Recorded::by(move |_| busy()).await;
    let (payload, how) = put();
    assert_eq!(short.store().put(&at("key"), payload, how).await.unwrap_err().kind, SlowDown);
    assert_eq!(short.seen().len(), 1);
}

/// Some servers answer 411 to a copy that does not say that it has no body.
#[tokio::test]
async fn a_call_without_a_body_says_so() {
    let copied = "<CopyPartResult><ETag>\"a\"</ETag></CopyPartResult>";
    let server = Recorded::new(vec![answer(200, &[], copied)]).await;
    let store = server.store();
    store.copy_part(&upload("u"), 1, &at("from"), 0..10, None).await.unwrap();
    drop(store.copy(&at("from"), &at("to"), crate::Copying::default()).await);
    drop(store.create_upload(&at("key"), Put::default()).await);
    for request in server.seen() {
        assert_eq!(header(&request, "content-length"), Some("0"), "{request}");
        assert_eq!(header(&request, "transfer-encoding"), None, "{request}");
    }
    assert_eq!(server.seen().len(), 3);
}

/// What this side found is never told as the server's words.
#[tokio::test]
async fn our_own_words_are_not_the_servers() {
    let error = store("other", "http://127.0.0.1:9").get(&at("key"), Get { range: Some(1..1), if_match: None }).await;
    let error = error.err().unwrap();
    assert_eq!((error.message.as_deref(), error.reason()), (None, Some("a range needs at least one byte")));
}
