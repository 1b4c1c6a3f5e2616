//! Counting everything in a bucket. Only reads.

use std::pin::pin;

use futures_util::TryStreamExt;
use store::{ListRequest, Store, StoreError, StoreErrorKind, Version, VersionRequest};

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
            let mut pages = pin!(store.pages(all_of(bucket)));
            while let Some(page) = pages.try_next().await? {
                counted.files += page.entries.len() as u64;
                counted.bytes += page.entries.iter().map(|entry| entry.size).sum::<u64>();
                tell(counted);
            }
        }
        Versions::With => {
            let mut pages = store.version_pages(VersionRequest::below(bucket, ""));
            while let Some(page) = pages.try_next().await? {
                page.entries.iter().for_each(|version| add(counted, version));
                tell(counted);
            }
        }
    }
    Ok(versions)
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

pub(super) fn all_of(bucket: &str) -> ListRequest {
    ListRequest { bucket: bucket.to_owned(), ..ListRequest::default() }
}
