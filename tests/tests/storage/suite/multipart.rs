//! Large objects in parts: joined as numbered, seen by others, and nothing left when given up.

use super::fixture::{Fixture, noise};
use super::{Behaviour, behaviours};
use bucketwise_tests::tools;
use std::path::Path;
use store::StoreErrorKind::{NoSuchKey, NoSuchUpload, PreconditionFailed};
use store::{Part, Payload, Put, Upload};

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        parts_become_the_object,
        a_part_sent_again_replaces_the_first,
        an_aborted_upload_leaves_nothing,
        parts_and_uploads_are_listed,
        an_upload_has_its_type,
        an_upload_only_if_absent,
        an_unknown_upload_is_named,
    ]
}

/// AWS's smallest part, but for the last.
const PART: usize = 5 * 1024 * 1024;

async fn part(f: &Fixture, upload: &Upload, number: i32, path: &Path, offset: usize, len: usize) -> Part {
    let payload = Payload::file(path.to_owned(), offset as u64, len as u64, None);
    f.store.upload_part(upload, number, payload).await.unwrap()
}

async fn begin(f: &Fixture, key: &str) -> Upload {
    f.store.create_upload(&f.at(key), Put::default()).await.unwrap()
}

async fn parts_become_the_object(f: Fixture) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large +ü.bin");
    std::fs::write(&path, noise(2 * PART + 1)).unwrap();
    let upload = begin(&f, "large +ü.bin").await;
    // Out of order, as parallel parts arrive.
    let third = part(&f, &upload, 3, &path, 2 * PART, 1).await;
    let first = part(&f, &upload, 1, &path, 0, PART).await;
    let second = part(&f, &upload, 2, &path, PART, PART).await;
    f.store.complete_upload(&upload, vec![third, first, second]).await.unwrap();
    assert_eq!(f.store.head(&f.at("large +ü.bin")).await.unwrap().size, 2 * PART as u64 + 1);
    tools::rclone_check(f.server, &f.bucket, dir.path());
}

async fn a_part_sent_again_replaces_the_first(f: Fixture) {
    let upload = begin(&f, "a").await;
    for bytes in ["first", "second"] {
        f.store.upload_part(&upload, 1, Payload::bytes(bytes.into())).await.unwrap();
    }
    let parts = f.store.list_parts(&upload).await.unwrap();
    f.store.complete_upload(&upload, parts).await.unwrap();
    assert_eq!(f.get("a").await.unwrap(), b"second");
}

async fn an_aborted_upload_leaves_nothing(f: Fixture) {
    let upload = begin(&f, "a/b").await;
    f.store.upload_part(&upload, 1, Payload::bytes("x".into())).await.unwrap();
    f.store.abort_upload(&upload).await.unwrap();
    assert_eq!(f.store.list_uploads(&f.bucket, "").await.unwrap(), []);
    assert_eq!(f.get("a/b").await.unwrap_err().kind, NoSuchKey);
    assert_eq!(f.keys().await, [""; 0]);
    assert_eq!(f.store.list_parts(&upload).await.unwrap_err().kind, NoSuchUpload);
}

async fn parts_and_uploads_are_listed(f: Fixture) {
    let upload = begin(&f, "in/a b+ü").await;
    let other = begin(&f, "out/b").await;
    let sent = f.store.upload_part(&upload, 7, Payload::bytes("12345".into())).await.unwrap();
    let listed = f.store.list_parts(&upload).await.unwrap();
    assert_eq!(
        listed.iter().map(|part| (part.number, part.size, &part.etag)).collect::<Vec<_>>(),
        [(7, 5, &sent.etag)]
    );
    let uploads = f.store.list_uploads(&f.bucket, "in/").await.unwrap();
    assert_eq!(uploads.iter().map(|found| (&found.at, &found.id)).collect::<Vec<_>>(), [(&upload.at, &upload.id)]);
    assert!(uploads[0].begun.is_some());
    assert_eq!(f.keys().await, [""; 0], "nothing is there before completion");
    f.store.abort_upload(&upload).await.unwrap();
    f.store.abort_upload(&other).await.unwrap();
}

async fn an_upload_has_its_type(f: Fixture) {
    let put = Put { about: store::About::of_type(Some("text/csv".to_owned())), ..Put::default() };
    let upload = f.store.create_upload(&f.at("a"), put).await.unwrap();
    let part = f.store.upload_part(&upload, 1, Payload::bytes("x".into())).await.unwrap();
    f.store.complete_upload(&upload, vec![part]).await.unwrap();
    assert_eq!(f.store.head(&f.at("a")).await.unwrap().content_type.as_deref(), Some("text/csv"));
}

async fn an_upload_only_if_absent(f: Fixture) {
    f.put("a", "first").await.unwrap();
    let upload = begin(&f, "a").await;
    let part = f.store.upload_part(&upload, 1, Payload::bytes("second".into())).await.unwrap();
    let refused =
        f.store.complete_upload_if(&upload, vec![part], &Put { only_if_absent: true, ..Put::default() }).await;
    assert_eq!(refused.map_err(|error| error.kind), Err(PreconditionFailed));
    assert_eq!(f.get("a").await.unwrap(), b"first");
}

async fn an_unknown_upload_is_named(f: Fixture) {
    let upload = begin(&f, "a").await;
    f.store.abort_upload(&upload).await.unwrap();
    let part = f.store.upload_part(&upload, 1, Payload::bytes("x".into())).await;
    assert_eq!(part.map_err(|error| error.kind), Err(NoSuchUpload));
}
