//! Counting everything in a bucket. Only reads.

use store::{ListRequest, Store, StoreError, StoreErrorKind, Version};

use super::{super::around::knows_settings, BucketCount};
use crate::ticks::Ticks;

/// Whether a bucket keeps versions, and so how its files are listed and deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Versions {
    /// It never did.
    Without,
    /// It does, or once did.
    With,
}

/// Whether the server answers as S3 does, and whether this bucket keeps versions.
pub(super) async fn versions_of(store: &Store, bucket: &str) -> Result<Versions, StoreError> {
    knows_settings(store, bucket).await?;
    match store.get_versioning(bucket).await {
        Ok(Some(_)) => Ok(Versions::With),
        Ok(None) => Ok(Versions::Without),
        // A refusal is an answer of S3: a storage without versions.
        Err(error)
            if error.kind == StoreErrorKind::NotSupported && error.status.is_some_and(|status| status >= 400) =>
        {
            Ok(Versions::Without)
        }
        Err(error) => Err(error),
    }
}

/// Counts. On an error, what was counted until then goes along.
pub(super) async fn count(
    store: &Store,
    bucket: &str,
    sink: &(impl Fn(BucketCount) + Sync),
) -> Result<(BucketCount, Versions), (BucketCount, StoreError)> {
    let mut counted = BucketCount::default();
    match all(store, bucket, &mut counted, sink).await {
        Ok(versions) => Ok((BucketCount { complete: true, ..counted }, versions)),
        Err(error) => Err((counted, error)),
    }
}

async fn all(
    store: &Store,
    bucket: &str,
    counted: &mut BucketCount,
    sink: &(impl Fn(BucketCount) + Sync),
) -> Result<Versions, StoreError> {
    let versions = versions_of(store, bucket).await?;
    counted.uploads = uploads(store, bucket).await?.len() as u64;
    let mut ticks = Ticks::new();
    let mut tell = |counted: &BucketCount| {
        if ticks.is_due() {
            sink(counted.clone());
        }
    };
    match versions {
        Versions::Without => {
            let mut token = None;
            loop {
                let page = store.list(page_of(bucket, token)).await?;
                counted.files += page.entries.len() as u64;
                counted.bytes += page.entries.iter().map(|entry| entry.size).sum::<u64>();
                tell(counted);
                token = page.next;
                if token.is_none() {
                    return Ok(versions);
                }
            }
        }
        Versions::With => {
            let mut mark = None;
            loop {
                let page = store.list_versions(bucket, "", mark).await?;
                page.entries.iter().for_each(|version| add(counted, version));
                tell(counted);
                mark = page.next;
                if mark.is_none() {
                    return Ok(versions);
                }
            }
        }
    }
}

fn add(counted: &mut BucketCount, version: &Version) {
    match (version.marker, version.latest) {
        (true, _) => counted.markers += 1,
        (false, true) => counted.files += 1,
        (false, false) => counted.old_versions += 1,
    }
    counted.bytes += version.size;
}

/// The unfinished uploads; a storage that has no such list has none to show.
pub(super) async fn uploads(store: &Store, bucket: &str) -> Result<Vec<store::Upload>, StoreError> {
    match store.list_uploads(bucket, "").await {
        Err(error) if error.kind == StoreErrorKind::NotSupported => Ok(Vec::new()),
        listed => listed,
    }
}

pub(super) fn page_of(bucket: &str, token: Option<store::Next>) -> ListRequest {
    ListRequest { bucket: bucket.to_owned(), token, ..ListRequest::default() }
}
