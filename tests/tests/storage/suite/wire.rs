//! A bad connection between the store and a real server.

use super::fixture::{Fixture, noise, read};
use super::{Behaviour, behaviours};
use bucketwise_tests::faults::{Fault, Proxy};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::StoreErrorKind::{Cut, NoSuchKey, SlowDown};
use store::{Endpoint, Payload, Put, Store};

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        a_cut_download_is_told_and_read_on,
        a_cut_upload_is_told_and_stores_nothing,
        a_busy_server_is_asked_again,
        a_server_that_stays_busy_is_told,
    ]
}

const LEN: usize = 1_000_000;

fn through(f: &Fixture, proxy: &Proxy) -> Store {
    f.open(|access| access.endpoint = Some(Endpoint::parse(&proxy.endpoint()).unwrap()))
}

async fn a_cut_download_is_told_and_read_on(f: Fixture) {
    f.put("a", noise(LEN)).await.unwrap();
    let proxy = Proxy::start(&f.server.endpoint).await;
    let store = through(&f, &proxy);
    proxy.set(Fault { cut_download_after: Some(LEN / 2), ..Fault::default() });
    let mut download = store.get(&f.at("a"), store::Get::default()).await.unwrap();
    let mut got = Vec::new();
    let error = loop {
        match download.chunk().await {
            Ok(Some(bytes)) => got.extend_from_slice(&bytes),
            Ok(None) => panic!("a cut download came to an end with {} bytes", got.len()),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind, Cut, "{error:?}");
    proxy.heal();
    let rest = read(&store, &f.at("a"), Some(got.len() as u64..LEN as u64)).await.unwrap();
    assert!([got, rest].concat() == noise(LEN), "the halves do not fit");
}

async fn a_cut_upload_is_told_and_stores_nothing(f: Fixture) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), noise(LEN)).unwrap();
    let counted = Arc::new(AtomicI64::new(0));
    let count = counted.clone();
    let on_bytes: store::OnBytes = Arc::new(move |bytes| {
        count.fetch_add(bytes, Ordering::SeqCst);
    });
    let payload = Payload::file(file.path().to_owned(), 0, LEN as u64, Some(on_bytes));
    let proxy = Proxy::start(&f.server.endpoint).await;
    let store = through(&f, &proxy);
    proxy.set(Fault { cut_upload_after: Some(LEN / 2), ..Fault::default() });
    let error = store.put(&f.at("a"), payload.clone(), Put::default()).await.unwrap_err();
    assert!(error.is_temporary(), "{error:?}");
    assert_eq!(counted.load(Ordering::SeqCst), 0, "the count was taken back");
    assert!(proxy.connections() >= 3, "it was tried {} times", proxy.connections());
    assert_eq!(f.get("a").await.unwrap_err().kind, NoSuchKey);
    proxy.heal();
    store.put(&f.at("a"), payload, Put::default()).await.unwrap();
    assert_eq!(counted.load(Ordering::SeqCst), LEN as i64);
    assert!(f.get("a").await.unwrap() == noise(LEN));
}

async fn a_busy_server_is_asked_again(f: Fixture) {
    let proxy = Proxy::start(&f.server.endpoint).await;
    proxy.answer_busy(2);
    through(&f, &proxy).put(&f.at("a"), Payload::bytes("x".into()), Put::default()).await.unwrap();
    assert_eq!((proxy.busy_answers_left(), f.keys().await), (0, vec!["a".to_owned()]));
}

async fn a_server_that_stays_busy_is_told(f: Fixture) {
    let proxy = Proxy::start(&f.server.endpoint).await;
    proxy.answer_busy(100);
    let error = through(&f, &proxy).head_bucket(&f.bucket).await.unwrap_err();
    assert_eq!((error.kind, error.is_temporary()), (SlowDown, true));
    assert_eq!(proxy.busy_answers_left(), 97, "three attempts");
}
