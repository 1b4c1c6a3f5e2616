//! Emptying a bucket that was counted, and deleting it.

use store::{Store, StoreError, StoreErrorKind};

use super::{
    BucketCount, RemovalTick, Removed,
    count::{Versions, all_of, uploads, versions_of},
};
use crate::{
    fault::{self, Fault},
    stop::{Stop, Stopped},
    sweep::Sweep,
    ticks::Ticks,
};

struct Emptying<'a, S> {
    store: &'a Store,
    bucket: &'a str,
    removed: u64,
    of: u64,
    stop: &'a Stop,
    sink: &'a S,
    ticks: Ticks,
}

/// Why emptying ended before the bucket was empty.
enum Ended {
    Stopped,
    Failed(Fault),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Failed(fault::from_store(&error))
    }
}

impl From<Stopped> for Ended {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

pub(super) async fn run<S: Fn(RemovalTick)>(
    store: &Store,
    bucket: &str,
    (counted, versions): &(BucketCount, Versions),
    stop: &Stop,
    sink: &S,
) -> Result<Removed, Fault> {
    let mut emptying = Emptying { store, bucket, removed: 0, of: counted.things(), stop, sink, ticks: Ticks::new() };
    match emptying.all(*versions).await {
        Ok(()) => Ok(Removed::Gone),
        Err(Ended::Stopped) => Ok(Removed::Stopped { removed: emptying.removed }),
        Err(Ended::Failed(fault)) => Err(fault::bucket_kept(fault, emptying.removed)),
    }
}

impl<S: Fn(RemovalTick)> Emptying<'_, S> {
    async fn all(&mut self, versions: Versions) -> Result<(), Ended> {
        // The count may be an hour old: versions may have been switched on since.
        if versions_of(self.store, self.bucket).await? != versions {
            return Err(Ended::Failed(fault::bucket_changed()));
        }
        match versions {
            Versions::Without => self.files().await?,
            Versions::With => self.versions().await?,
        }
        self.uploads().await?;
        self.bucket().await
    }

    async fn files(&mut self) -> Result<(), Ended> {
        let mut sweep = Sweep::default();
        loop {
            let files = self.stop.unless(self.store.first_files(all_of(self.bucket))).await??;
            let page = files.iter().map(|file| (file.key.as_str(), ""));
            let Some(count) = self.met(&mut sweep, page).await? else { return Ok(()) };
            let keys = files.into_iter().map(|file| file.key).collect();
            let refused = self.store.delete_many(self.bucket, keys).await?;
            self.took(count, refused)?;
        }
    }

    async fn versions(&mut self) -> Result<(), Ended> {
        let mut sweep = Sweep::default();
        loop {
            let versions = self.stop.unless(self.store.first_versions(self.bucket, "")).await??;
            let page = versions.iter().map(|version| (version.key.as_str(), version.id.as_str()));
            let Some(count) = self.met(&mut sweep, page).await? else { return Ok(()) };
            let doomed = versions.into_iter().map(|version| (version.key, version.id)).collect();
            let refused = self.store.delete_versions(self.bucket, doomed).await?;
            self.took(count, refused)?;
        }
    }

    /// How many of a page are about to go for the first time; none at all: nothing is left. Each
    /// page is the first with anything on it: what was on it before is gone, or storage keeps what
    /// it says it deleted.
    async fn met<'p>(
        &mut self,
        sweep: &mut Sweep,
        page: impl ExactSizeIterator<Item = (&'p str, &'p str)>,
    ) -> Result<Option<u64>, Ended> {
        if page.len() == 0 {
            return Ok(None);
        }
        match self.stop.unless(sweep.meet(page)).await? {
            Ok(fresh) => self.within(fresh).map(Some),
            Err(stayed) => {
                self.removed = self.removed.saturating_sub(stayed.count as u64);
                Err(Ended::Failed(stayed.into()))
            }
        }
    }

    async fn uploads(&mut self) -> Result<(), Ended> {
        for upload in uploads(self.store, self.bucket).await? {
            self.go_on().await?;
            self.within(1)?;
            match self.store.abort_upload(&upload).await {
                Err(error) if error.kind != StoreErrorKind::NoSuchUpload => return Err(error.into()),
                _ => self.took(1, Vec::new())?,
            }
        }
        Ok(())
    }

    /// Deletes the empty bucket. Of an answer that was lost nobody knows whether it was a yes: the
    /// storage is asked.
    async fn bucket(&mut self) -> Result<(), Ended> {
        self.go_on().await?;
        let Err(error) = self.store.delete_bucket(self.bucket).await else { return Ok(()) };
        let gone = |error: &StoreError| error.kind == StoreErrorKind::NoSuchBucket;
        match error.kind {
            _ if gone(&error) => Ok(()),
            StoreErrorKind::BucketNotEmpty => Err(Ended::Failed(fault::bucket_changed())),
            _ if error.is_temporary() && self.store.head_bucket(self.bucket).await.is_err_and(|e| gone(&e)) => Ok(()),
            _ => Err(error.into()),
        }
    }

    async fn go_on(&self) -> Result<(), Ended> {
        Ok(self.stop.unless(std::future::ready(())).await?)
    }

    /// The same number, unless with it more would go than was counted.
    fn within(&self, count: usize) -> Result<u64, Ended> {
        let count = count as u64;
        if self.removed + count > self.of { Err(Ended::Failed(fault::bucket_changed())) } else { Ok(count) }
    }

    fn took(&mut self, count: u64, refused: Vec<(String, StoreError)>) -> Result<(), Ended> {
        self.removed += count - (refused.len() as u64).min(count);
        if let Some((key, error)) = refused.into_iter().next() {
            let told = fault::from_store(&error);
            return Err(Ended::Failed(fault::not_deleted(&key, told)));
        }
        if self.ticks.is_due() {
            (self.sink)(RemovalTick { removed: self.removed, of: self.of });
        }
        Ok(())
    }
}
