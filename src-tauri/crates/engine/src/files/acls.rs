//! Whether what takes the place of a file costs it its ACL: storage gives new objects none but that
//! of their owner.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html>

use store::{Ownership, Store, StoreErrorKind as Kind};

/// Whether ACLs count in the bucket; what cannot be read is taken for the worst. One request.
pub(crate) async fn count_in(store: &Store, bucket: &str) -> bool {
    match store.get_ownership(bucket).await {
        Ok(owns) => owns != Some(Ownership::Enforced),
        // A storage that has no such setting has no lists either, or lists that nobody knows.
        Err(error) => error.kind != Kind::NotSupported,
    }
}
