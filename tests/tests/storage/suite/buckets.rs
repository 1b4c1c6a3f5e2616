//! Buckets: made, found, refused, gone.

use super::fixture::Fixture;
use super::{Behaviour, behaviours};
use store::StoreErrorKind::{BucketExists, BucketNotEmpty, NoSuchBucket};

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        a_bucket_is_listed_and_headed,
        a_deleted_bucket_is_gone,
        a_full_bucket_is_not_deleted,
        making_a_bucket_again_harms_nothing,
        an_unknown_bucket_has_no_head,
        an_unknown_bucket_has_no_listing,
        an_unknown_bucket_has_no_objects,
        first_contact_looks_like_s3,
    ]
}

async fn a_bucket_is_listed_and_headed(f: Fixture) {
    f.store.head_bucket(&f.bucket).await.unwrap();
    let buckets = f.store.list_buckets().await.unwrap();
    let found = buckets.iter().find(|bucket| bucket.name == f.bucket).expect("the bucket is listed");
    let age = now() - found.created.expect("it has a date");
    assert!((-5_000..600_000).contains(&age), "made {age} ms ago");
}

async fn a_deleted_bucket_is_gone(f: Fixture) {
    f.store.delete_bucket(&f.bucket).await.unwrap();
    assert_eq!(f.store.head_bucket(&f.bucket).await.unwrap_err().kind, NoSuchBucket);
    assert!(!f.store.list_buckets().await.unwrap().iter().any(|bucket| bucket.name == f.bucket));
}

async fn a_full_bucket_is_not_deleted(f: Fixture) {
    f.put("a/b", "kept").await.unwrap();
    assert_eq!(f.store.delete_bucket(&f.bucket).await.unwrap_err().kind, BucketNotEmpty);
    assert_eq!(f.get("a/b").await.unwrap(), b"kept");
}

/// AWS answers 200 in us-east-1 and BucketAlreadyOwnedByYou elsewhere.
async fn making_a_bucket_again_harms_nothing(f: Fixture) {
    f.put("a", "kept").await.unwrap();
    let again = f.store.create_bucket(&f.bucket).await;
    assert!(again.as_ref().map_or_else(|error| error.kind == BucketExists, |()| true), "{again:?}");
    assert_eq!(f.get("a").await.unwrap(), b"kept");
}

async fn an_unknown_bucket_has_no_head(f: Fixture) {
    assert_eq!(f.store.head_bucket("suite-nowhere").await.unwrap_err().kind, NoSuchBucket);
}

async fn an_unknown_bucket_has_no_listing(f: Fixture) {
    let request = store::ListRequest { bucket: "suite-nowhere".to_owned(), ..Default::default() };
    assert_eq!(f.store.list(request).await.unwrap_err().kind, NoSuchBucket);
}

async fn an_unknown_bucket_has_no_objects(f: Fixture) {
    let at = store::ObjectAt::new("suite-nowhere", "a");
    assert_eq!(f.store.get(&at, store::Get::default()).await.err().map(|error| error.kind), Some(NoSuchBucket));
    let put = f.store.put(&at, store::Payload::bytes("x".into()), store::Put::default()).await;
    assert_eq!(put.unwrap_err().kind, NoSuchBucket);
}

async fn first_contact_looks_like_s3(f: Fixture) {
    let reached = f.store.reach().await.unwrap();
    assert!(reached.looks_like_s3 && !reached.tls, "{reached:?}");
    let apart = now() - reached.server_time.expect("a Date header");
    assert!((-5_000..5_000).contains(&apart), "{apart} ms apart");
}

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}
