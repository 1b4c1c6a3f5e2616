//! Counting everything in a bucket. Only reads.

use store::{ListRequest, Store, StoreError, StoreErrorKind, Version};

use super::{super::around::knows_settings, BucketCount};
use crate::ticks::Ticks;

/// How a bucket keeps its files, and so how they are listed and deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// As they are.
    Plainly,
    /// In versions, now or once.
    InVersions,
}

/// Whether the server answers as S3 does, and how it keeps files in this bucket.
pub(super) async fn how_kept(store: &Store, bucket: &str) -> Result<Kept, StoreError> {
    knows_settings(store, bucket).await?;
    match store.get_versioning(bucket).await {
        Ok(Some(_)) => Ok(Kept::InVersions),
        Ok(None) => Ok(Kept::Plainly),
        // A refusal is an answer of S3: a storage without versions.
        Err(error)
            if error.kind == StoreErrorKind::NotSupported && error.status.is_some_and(|status| status >= 400) =>
        {
            Ok(Kept::Plainly)
        }
        Err(error) => Err(error),
    }
}

/// Counts. On an error, what was counted until then goes along.
pub(super) async fn count(
    store: &Store,
    bucket: &str,
    sink: &(impl Fn(BucketCount) + Sync),
) -> Result<(BucketCount, Kept), (BucketCount, StoreError)> {
    let mut counted = BucketCount::default();
    match all(store, bucket, &mut counted, sink).await {
        Ok(kept) => Ok((BucketCount { complete: true, ..counted }, kept)),
        Err(error) => Err((counted, error)),
    }
}

async fn all(
    store: &Store,
    bucket: &str,
    counted: &mut BucketCount,
    sink: &(impl Fn(BucketCount) + Sync),
) -> Result<Kept, StoreError> {
    let kept = how_kept(store, bucket).await?;
    counted.uploads = uploads(store, bucket).await?.len() as u64;
    let mut ticks = Ticks::new();
    let mut tell = |counted: &BucketCount| {
        if ticks.is_due() {
            sink(counted.clone());
        }
    };
    match kept {
        Kept::Plainly => {
            let mut token = None;
            loop {
                let page = store.list(page_of(bucket, token)).await?;
                counted.files += page.entries.len() as u64;
                counted.bytes += page.entries.iter().map(|entry| entry.size).sum::<u64>();
                tell(counted);
                token = page.next;
                if token.is_none() {
                    return Ok(kept);
                }
            }
        }
        Kept::InVersions => {
            let mut mark = None;
            loop {
                let page = store.list_versions(bucket, "", mark).await?;
                page.entries.iter().for_each(|version| add(counted, version));
                tell(counted);
                mark = page.next;
                if mark.is_none() {
                    return Ok(kept);
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
