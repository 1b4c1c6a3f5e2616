//! Deleting: what is named goes, and nothing else.

use super::fixture::Fixture;
use super::{Behaviour, behaviours};
use bucketwise_tests::faults::Proxy;
use store::StoreErrorKind::RefusedKey;
use store::{Endpoint, provider};

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        deleting_nothing_succeeds,
        many_go_at_once,
        many_with_controls_go_as_well,
        a_folder_goes_with_its_marker,
        keys_of_slashes_never_leave,
        keys_of_slashes_are_kept,
    ]
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

async fn deleting_nothing_succeeds(f: Fixture) {
    f.store.delete(&f.at("nothing/here")).await.unwrap();
    let failed = f.store.delete_many(&f.bucket, owned(&["nothing", "not/here"])).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
}

async fn many_go_at_once(f: Fixture) {
    let gone = ["a b", "a+b", "%41", "a&<b>\"'", "ü/🦀", "x/y/z"];
    for key in gone.iter().chain(&["stays", "x/stays"]) {
        f.put(key, "x").await.unwrap();
    }
    let failed = f.store.delete_many(&f.bucket, owned(&gone)).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(f.keys().await, ["stays", "x/stays"]);
}

/// XML cannot carry these keys, so they do not travel together with the rest.
async fn many_with_controls_go_as_well(f: Fixture) {
    let gone = ["a", "b\u{1}", "c\n", "d\te", "f\r"];
    for key in gone.iter().chain(&["b", "c"]) {
        f.put(key, "x").await.unwrap();
    }
    let failed = f.store.delete_many(&f.bucket, owned(&gone)).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(f.keys().await, ["b", "c"]);
}

async fn a_folder_goes_with_its_marker(f: Fixture) {
    f.put("folder/", "").await.unwrap();
    f.put("folder/a", "x").await.unwrap();
    f.put("folder-b", "x").await.unwrap();
    let failed = f.store.delete_many(&f.bucket, owned(&["folder/a", "folder/"])).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(f.keys().await, ["folder-b"]);
}

/// `DELETE /bucket//` deletes the bucket on some servers: for a server nobody knows, nothing is
/// sent.
async fn keys_of_slashes_never_leave(f: Fixture) {
    let proxy = Proxy::start(&f.server.endpoint).await;
    let store = f.open(|access| {
        access.provider = provider("other").unwrap();
        access.endpoint = Some(Endpoint::parse(&proxy.endpoint()).unwrap());
    });
    for key in ["/", "//", "///"] {
        let at = f.at(key);
        assert_eq!(store.delete(&at).await.unwrap_err().kind, RefusedKey);
        assert_eq!(store.head(&at).await.unwrap_err().kind, RefusedKey);
        assert_eq!(
            store.put(&at, store::Payload::bytes("x".into()), store::Put::default()).await.unwrap_err().kind,
            RefusedKey
        );
        let failed = store.delete_many(&f.bucket, vec![key.to_owned()]).await.unwrap();
        assert_eq!(failed[0].1.kind, RefusedKey);
    }
    assert_eq!(proxy.connections(), 0);
    f.store.head_bucket(&f.bucket).await.unwrap();
}

async fn keys_of_slashes_are_kept(f: Fixture) {
    for key in ["/", "//"] {
        f.put(key, "").await.unwrap();
    }
    assert_eq!(f.keys().await, ["/", "//"]);
    f.store.delete(&f.at("/")).await.unwrap();
    assert_eq!(f.keys().await, ["//"]);
    f.store.delete(&f.at("//")).await.unwrap();
    f.store.head_bucket(&f.bucket).await.unwrap();
}
