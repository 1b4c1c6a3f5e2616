//! Logins that do not fit: the server says which half is wrong, or where to go.

use super::fixture::Fixture;
use super::{Behaviour, behaviours};
use store::Secret;
use store::StoreErrorKind::{AccessKeyUnknown, SignatureMismatch};

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        a_wrong_secret_is_told,
        an_unknown_access_key_is_told,
        another_region_is_no_hindrance,
        a_bucket_elsewhere_is_followed,
    ]
}

async fn a_wrong_secret_is_told(f: Fixture) {
    let store = f.open(|access| {
        key(access).secret = Secret::new(format!("{}x", f.server.secret_key));
    });
    assert_eq!(store.list_buckets().await.unwrap_err().kind, SignatureMismatch);
    let put = store.put(&f.at("a"), store::Payload::bytes("x".into()), store::Put::default()).await;
    assert_eq!(put.unwrap_err().kind, SignatureMismatch);
    assert_eq!(f.keys().await, [""; 0]);
}

async fn an_unknown_access_key_is_told(f: Fixture) {
    let store = f.open(|access| key(access).access_key = "AKIANOBODY0000000001".to_owned());
    assert_eq!(store.list_buckets().await.unwrap_err().kind, AccessKeyUnknown);
}

/// The server names its region (301, or AuthorizationHeaderMalformed), or does not care.
async fn another_region_is_no_hindrance(f: Fixture) {
    let store = f.open(|access| access.region = "eu-central-1".to_owned());
    store.head_bucket(&f.bucket).await.unwrap();
    store.put(&f.at("a"), store::Payload::bytes("x".into()), store::Put::default()).await.unwrap();
    assert_eq!(f.get("a").await.unwrap(), b"x");
}

async fn a_bucket_elsewhere_is_followed(f: Fixture) {
    let there = f.open(|access| access.region = "eu-central-1".to_owned());
    let bucket = format!("{}-elsewhere", f.bucket);
    there.create_bucket(&bucket).await.unwrap();
    let at = store::ObjectAt::new(bucket.clone(), "a");
    f.store.put(&at, store::Payload::bytes("x".into()), store::Put::default()).await.unwrap();
    assert_eq!(there.head(&at).await.unwrap().size, 1);
    Fixture::clear(there, bucket).await;
}

/// The key that signs; the suite's logins have one.
fn key(access: &mut store::Access) -> &mut store::Credentials {
    match &mut access.sign_in.source {
        store::Source::Key(credentials) => credentials,
        other => panic!("{other:?}"),
    }
}
