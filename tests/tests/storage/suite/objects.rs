//! Objects: what goes in comes out, whole, in parts of it, and only under the conditions asked for.

use super::buckets::now;
use super::fixture::{Fixture, noise, read};
use super::{Behaviour, behaviours};
use bucketwise_tests::tools;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::StoreErrorKind::{BadRange, NoSuchKey, PreconditionFailed};
use store::{Get, Payload, Put};

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        bytes_come_back,
        files_are_stored_as_others_see_them,
        what_others_stored_is_read,
        a_head_tells_size_type_and_time,
        a_range_is_exact,
        a_range_behind_the_end_is_refused,
        a_new_object_replaces_the_old,
        an_unknown_key_has_no_head,
        an_unknown_key_has_no_bytes,
        only_if_absent,
        only_if_unchanged,
        a_copy_is_the_same,
        a_copy_keeps_the_type,
    ]
}

const SIZES: [usize; 3] = [0, 1, 8 * 1024 * 1024 + 1];

async fn bytes_come_back(f: Fixture) {
    for size in SIZES {
        f.put("object", noise(size)).await.unwrap();
        assert!(f.get("object").await.unwrap() == noise(size), "{size} bytes came back changed");
    }
}

async fn files_are_stored_as_others_see_them(f: Fixture) {
    let dir = tempfile::tempdir().unwrap();
    for size in SIZES {
        let path = dir.path().join(format!("size {size}+ü"));
        std::fs::write(&path, noise(size)).unwrap();
        let counted = Arc::new(AtomicI64::new(0));
        let count = counted.clone();
        let on_bytes: store::OnBytes = Arc::new(move |bytes| {
            count.fetch_add(bytes, Ordering::SeqCst);
        });
        let payload = Payload::file(path, 0, size as u64, Some(on_bytes));
        f.store.put(&f.at(&format!("size {size}+ü")), payload, Put::default()).await.unwrap();
        assert_eq!(counted.load(Ordering::SeqCst), i64::try_from(size).unwrap());
    }
    tools::rclone_check(f.server, &f.bucket, dir.path());
}

async fn what_others_stored_is_read(f: Fixture) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a b+ü.bin"), noise(100_000)).unwrap();
    tools::s5cmd(f.server, ["cp", &format!("{}/", dir.path().display()), &format!("s3://{}/in/", f.bucket)]);
    assert!(f.get("in/a b+ü.bin").await.unwrap() == noise(100_000));
}

async fn a_head_tells_size_type_and_time(f: Fixture) {
    let put = Put { about: store::About::of_type(Some("text/csv".to_owned())), ..Put::default() };
    let stored = f.store.put(&f.at("a"), Payload::bytes("12345".into()), put).await.unwrap();
    let head = f.store.head(&f.at("a")).await.unwrap();
    assert_eq!((head.size, head.content_type.as_deref()), (5, Some("text/csv")));
    assert!(stored.etag.is_some() && head.etag == stored.etag, "{stored:?} {head:?}");
    let age = now() - head.modified.expect("it has a date");
    assert!((-5_000..60_000).contains(&age), "changed {age} ms ago");
}

async fn a_range_is_exact(f: Fixture) {
    let bytes = noise(100_000);
    f.put("a", bytes.clone()).await.unwrap();
    for (start, end) in [(0, 1), (0, 100_000), (4_096, 8_193), (99_999, 100_000), (99_990, 200_000)] {
        let part = read(&f.store, &f.at("a"), Some(start..end)).await.unwrap();
        let kept = usize::try_from(start).unwrap()..usize::try_from(end).unwrap().min(bytes.len());
        assert!(part == bytes[kept], "{start}..{end} gave {} other bytes", part.len());
    }
    let get = Get { range: Some(10..20), if_match: None };
    assert_eq!(f.store.get(&f.at("a"), get).await.unwrap().head.size, 100_000, "the size of the whole");
}

async fn a_range_behind_the_end_is_refused(f: Fixture) {
    f.put("a", "12345").await.unwrap();
    assert_eq!(read(&f.store, &f.at("a"), Some(5..6)).await.unwrap_err().kind, BadRange);
}

async fn a_new_object_replaces_the_old(f: Fixture) {
    f.put("a", "a longer first").await.unwrap();
    f.put("a", "second").await.unwrap();
    assert_eq!(f.get("a").await.unwrap(), b"second");
}

async fn an_unknown_key_has_no_head(f: Fixture) {
    assert_eq!(f.store.head(&f.at("nothing/here")).await.unwrap_err().kind, NoSuchKey);
}

async fn an_unknown_key_has_no_bytes(f: Fixture) {
    assert_eq!(f.get("nothing/here").await.unwrap_err().kind, NoSuchKey);
}

async fn only_if_absent(f: Fixture) {
    let put = || Put { only_if_absent: true, ..Put::default() };
    f.store.put(&f.at("a"), Payload::bytes("first".into()), put()).await.unwrap();
    let again = f.store.put(&f.at("a"), Payload::bytes("second".into()), put()).await;
    assert_eq!(again.map_err(|error| error.kind), Err(PreconditionFailed));
    assert_eq!(f.get("a").await.unwrap(), b"first");
}

async fn only_if_unchanged(f: Fixture) {
    f.put("a", "first").await.unwrap();
    let etag = f.store.head(&f.at("a")).await.unwrap().etag;
    f.store.get(&f.at("a"), Get { range: Some(0..2), if_match: etag.clone() }).await.unwrap();
    f.put("a", "other").await.unwrap();
    let stale = f.store.get(&f.at("a"), Get { range: Some(2..4), if_match: etag }).await;
    assert_eq!(stale.err().map(|error| error.kind), Some(PreconditionFailed));
}

async fn a_copy_is_the_same(f: Fixture) {
    f.put("from/a b+c%41ü", noise(70_000)).await.unwrap();
    f.store.copy(&f.at("from/a b+c%41ü"), &f.at("to/copy"), store::Copying::default()).await.unwrap();
    assert!(f.get("to/copy").await.unwrap() == noise(70_000));
    assert!(f.get("from/a b+c%41ü").await.unwrap() == noise(70_000));
    assert_eq!(
        f.store.copy(&f.at("nothing"), &f.at("x"), store::Copying::default()).await.unwrap_err().kind,
        NoSuchKey
    );
}

async fn a_copy_keeps_the_type(f: Fixture) {
    let put = Put { about: store::About::of_type(Some("text/csv".to_owned())), ..Put::default() };
    f.store.put(&f.at("a"), Payload::bytes("1".into()), put).await.unwrap();
    f.store.copy(&f.at("a"), &f.at("b"), store::Copying::default()).await.unwrap();
    assert_eq!(f.store.head(&f.at("b")).await.unwrap().content_type.as_deref(), Some("text/csv"));
}
