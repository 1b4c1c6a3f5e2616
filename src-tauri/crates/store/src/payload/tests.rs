//! Files as bodies: read anew on every attempt, counted honestly, and found out when they change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::testing::{Recorded, access, answer, at, refusal, wiring};
use crate::wire::Wiring;
use crate::{Environment, Put, Store};
use std::sync::Mutex;

const LEN: u64 = 300_000;

/// A file of [`LEN`] bytes, and a payload of it whose counts are kept.
fn counted() -> (tempfile::NamedTempFile, Payload, Arc<Mutex<Vec<i64>>>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), vec![b'x'; LEN as usize]).unwrap();
    let counts = Arc::new(Mutex::new(Vec::new()));
    let heard = counts.clone();
    let on_bytes: OnBytes = Arc::new(move |bytes| heard.lock().unwrap().push(bytes));
    let payload = Payload::file(file.path().to_owned(), 0, LEN, Some(on_bytes));
    (file, payload, counts)
}

fn patient(server: &Recorded) -> Store {
    Store::open_with(access("other", &server.endpoint), Environment::default(), &Wiring { attempts: 3, ..wiring() })
        .unwrap()
}

#[tokio::test]
async fn a_retry_reads_the_file_again_and_takes_its_count_back() {
    let server = Recorded::new(vec![refusal(503, "SlowDown"), answer(200, &[("etag", "\"e\"")], "")]).await;
    let (_file, payload, counts) = counted();
    let stored = patient(&server).put(&at("key"), payload, Put::default()).await.unwrap();
    assert_eq!(stored.etag.as_deref(), Some("e"));
    let bodies: Vec<_> = server.seen().iter().map(|request| request.matches('x').count() >= LEN as usize).collect();
    assert_eq!(bodies, [true, true], "both attempts carried the whole file");
    let counts = counts.lock().unwrap();
    assert_eq!(counts.iter().sum::<i64>(), LEN as i64);
    assert_eq!(counts.iter().filter(|bytes| **bytes < 0).collect::<Vec<_>>(), [&-(LEN as i64)]);
    assert!(counts.iter().all(|bytes| *bytes <= 128 * 1024), "pieces stay small");
}

#[tokio::test]
async fn a_failure_takes_everything_back() {
    let server = Recorded::new(vec![refusal(403, "AccessDenied")]).await;
    let (_file, payload, counts) = counted();
    let error = patient(&server).put(&at("key"), payload, Put::default()).await.unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::NotPermitted);
    let counts = counts.lock().unwrap();
    assert!(counts.len() > 1 && counts.iter().sum::<i64>() == 0, "{counts:?}");
}

#[tokio::test]
async fn a_file_that_vanished_or_shrank_is_named_before_anything_is_sent() {
    let server = Recorded::new(vec![answer(200, &[], "")]).await;
    let (file, payload, _) = counted();
    std::fs::write(file.path(), "short").unwrap();
    let error = patient(&server).put(&at("key"), payload.clone(), Put::default()).await.unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::LocalFile);
    file.close().unwrap();
    let error = patient(&server).put(&at("key"), payload, Put::default()).await.unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::LocalFile);
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_file_that_shrinks_on_the_way_is_not_stored_short() {
    let server = Recorded::new(vec![answer(200, &[], "")]).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), vec![b'x'; LEN as usize]).unwrap();
    let path = file.path().to_owned();
    // Cut the file when its first piece has left.
    let on_bytes: OnBytes = Arc::new(move |_| std::fs::write(&path, "short").unwrap());
    let payload = Payload::file(file.path().to_owned(), 0, LEN, Some(on_bytes));
    let error = patient(&server).put(&at("key"), payload, Put::default()).await.unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::LocalFile, "{error:?}");
    assert!(server.seen().is_empty(), "no whole request arrived");
}

#[tokio::test]
async fn a_slice_is_the_slice() {
    let server = Recorded::new(vec![answer(200, &[("etag", "\"e\"")], "")]).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "0123456789").unwrap();
    for (offset, len, body) in [(0, 10, "0123456789"), (3, 4, "3456"), (10, 0, "")] {
        let payload = Payload::file(file.path().to_owned(), offset, len, None);
        assert_eq!((payload.len(), payload.is_empty()), (len, len == 0));
        patient(&server).put(&at("key"), payload, Put::default()).await.unwrap();
        assert_eq!(server.seen().pop().unwrap().split_once("\r\n\r\n").unwrap().1, body);
    }
}

#[tokio::test]
async fn bytes_of_another_version_are_not_sent_on_though_the_server_knows_no_condition() {
    const THEN: (&str, &str) = ("last-modified", "Fri, 11 Oct 2024 13:22:41 GMT");
    const NOW: (&str, &str) = ("last-modified", "Fri, 11 Oct 2024 13:22:42 GMT");
    let seen =
        ObjectHead { etag: Some("then".into()), size: 4, modified: Some(1_728_652_961_000), ..Default::default() };
    for (headers, kind) in [
        (vec![("etag", "\"now\"")], Some(StoreErrorKind::Changed)),
        (vec![("etag", "\"then\"")], None),
        // A proxy that strips the ETag: arrow-rs-object-store#774.
        (vec![THEN], None),
        (vec![NOW], Some(StoreErrorKind::Changed)),
        (vec![], Some(StoreErrorKind::BadAnswer)),
    ] {
        let told: Vec<_> = headers.iter().copied().chain([("content-range", "bytes 0-3/4")]).collect();
        let from = Recorded::new(vec![answer(206, &told, "abcd")]).await;
        let to = Recorded::new(vec![answer(200, &[("etag", "\"e\"")], "")]).await;
        let payload = Payload::object(patient(&from), at("from"), 0..4, &seen, None);
        let put = patient(&to).put(&at("to"), payload, Put::default()).await;
        assert_eq!(put.as_ref().map_err(|error| error.kind).err(), kind, "{headers:?}");
        assert_eq!(to.seen().len(), usize::from(kind.is_none()), "what was begun is not whole");
    }
}
