//! Which versions a wish for Object Lock would change, counted before anybody says yes, and then
//! the plan of it.
//!
//! Of each file the current version is meant, or that of the moment that is shown; a file that is
//! deleted has none. How each is locked no list tells: it is read, some at once. The versions that
//! would change are kept by their ids, some 200 bytes each, and in the journal once it begins.
//! Those are changed and no others, whatever is stored under their names meanwhile, also after a
//! restart.

use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use store::{ObjectAt, Store, StoreErrorKind as Kind, Version};
use ts_rs::TS;
use words::Words;

use super::{
    Picked,
    expand::{Expanded, Expansion},
    patiently,
    stood::{PickedFile, Stood},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::locks::{Lock, LockWish, Verdict},
    history::Stands,
    listing::{AsListed, Choice, Selected},
    ticks::Ticks,
    transfers::{
        job::{Action, Task},
        terms::TransferKind,
        title,
        work::LockWanted,
    },
};

/// Versions whose locks are read together.
const READS_AT_ONCE: usize = 16;

/// Versions that are changed in one go: about 50 MB of names.
const MOST: usize = 250_000;

/// What is counted so far: of `versions` in all, `changes` would be locked otherwise, of `bytes`
/// together; for `overrides` of those governance is overridden. Left alone are those that are so
/// already (`same`), locked for `longer`, and retained by compliance (`firm`). `absent` were picked
/// and have no version that is meant: they were not there at the moment that is shown, or are gone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct LockCount {
    #[ts(type = "number")]
    pub versions: u64,
    #[ts(type = "number")]
    pub changes: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    #[ts(type = "number")]
    pub overrides: u64,
    #[ts(type = "number")]
    pub same: u64,
    #[ts(type = "number")]
    pub longer: u64,
    #[ts(type = "number")]
    pub firm: u64,
    #[ts(type = "number")]
    pub absent: u64,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// A counted change of locks, ready to run.
pub struct LockPlan {
    pub(crate) store: Store,
    pub(crate) title: Words,
    /// The versions that will change.
    pub(crate) picked: Choice,
    pub(in crate::transfers) wanted: LockWanted,
    /// What will change, as it was counted.
    pub count: LockCount,
}

impl LockPlan {
    /// As an earlier start of the program counted it; the versions are in the journal.
    pub(in crate::transfers) fn restored(store: Store, wanted: LockWanted) -> Self {
        let picked = Choice::default();
        let title = title::of_picked(TransferKind::Lock, &picked, &wanted.from.prefix);
        Self { store, title, picked, wanted, count: LockCount::default() }
    }

    /// Whether the person confirmed what nobody will be able to undo, by the bucket's name.
    ///
    /// # Errors
    /// It was not confirmed.
    pub fn confirmed(&self, typed: Option<&str>) -> Result<(), Fault> {
        let bucket = &self.wanted.from.bucket;
        if self.wanted.wish.is_final() && typed.map(str::trim) != Some(bucket.as_str()) {
            return Err(fault::lock_unconfirmed(bucket));
        }
        Ok(())
    }
}

/// Counts which versions of `picked` the wish would change; `sink` sees the count at most ten times
/// a second and at the end.
///
/// # Errors
/// The wish cannot be, the bucket has no Object Lock, there are too many versions, or what the
/// storage answered; also told to `sink`. Dropping the future stops the count.
pub(crate) async fn count(
    store: Store,
    from: Place,
    picked: Choice,
    wish: LockWish,
    sink: impl Fn(LockCount),
) -> Result<LockPlan, Fault> {
    let title = title::of_picked(TransferKind::Lock, &picked, &from.prefix);
    let mut counting = Counting { store, from, wish, count: LockCount::default(), list: Vec::new() };
    if let Err(fault) = counting.run(&picked, &sink).await {
        sink(LockCount { fault: Some(fault.clone()), ..counting.count });
        return Err(fault);
    }
    let Counting { store, from, count, list, .. } = counting;
    let count = LockCount { complete: true, ..count };
    sink(count.clone());
    Ok(LockPlan { store, title, picked: list.into(), wanted: LockWanted { from, wish }, count })
}

struct Counting {
    store: Store,
    from: Place,
    wish: LockWish,
    count: LockCount,
    list: Vec<Selected>,
}

impl Counting {
    async fn run(&mut self, picked: &Choice, sink: &impl Fn(LockCount)) -> Result<(), Fault> {
        self.wish.check()?;
        match self.store.get_lock(&self.from.bucket).await {
            Ok(None) => return Err(fault::no_object_lock(&self.from.bucket)),
            Err(error) if error.kind == Kind::NotSupported => return Err(fault::no_object_lock(&self.from.bucket)),
            // Who may not read the bucket's default may lock versions all the same.
            Ok(Some(_)) | Err(_) => {}
        }
        let (store, bucket) = (self.store.clone(), self.from.bucket.clone());
        let mut stood = match picked.moment() {
            Some(moment) => Stood::at(store, bucket, Picked::from(picked), moment),
            None => Stood::now(store, bucket, Picked::from(picked)),
        };
        let mut ticks = Ticks::new();
        while let Some(found) = stood.step().await? {
            let there = there(&mut self.count, found);
            let (store, bucket, wish) = (self.store.clone(), self.from.bucket.clone(), self.wish);
            let read = |version: Version| read(&store, &bucket, wish, version);
            let mut reads = stream::iter(there).map(read).buffered(READS_AT_ONCE);
            while let Some(told) = reads.try_next().await? {
                match told {
                    Some((version, lock)) => self.add(version, lock)?,
                    None => self.count.absent += 1,
                }
                if ticks.is_due() {
                    sink(self.count.clone());
                }
            }
        }
        self.count.absent += stood.vanished;
        Ok(())
    }

    fn add(&mut self, version: Version, lock: Lock) -> Result<(), Fault> {
        let count = &mut self.count;
        count.versions += 1;
        match self.wish.verdict(lock, jiff::Timestamp::now().as_millisecond()) {
            Verdict::Same => count.same += 1,
            Verdict::Longer => count.longer += 1,
            Verdict::Firm => count.firm += 1,
            Verdict::Retain { .. } | Verdict::Hold { .. } if self.list.len() == MOST => {
                return Err(fault::too_many_to_lock(MOST));
            }
            verdict @ (Verdict::Retain { .. } | Verdict::Hold { .. }) => {
                count.overrides += u64::from(matches!(verdict, Verdict::Retain { bypass: true, .. }));
                count.changes += 1;
                // A server may claim any size.
                count.bytes = count.bytes.saturating_add(version.size);
                let Version { key, size, id, etag, modified, .. } = version;
                let listed = AsListed { etag, modified };
                self.list.push(Selected::Version { key, size, id, saved_as: None, listed });
            }
        }
        Ok(())
    }
}

/// The versions that are meant. What a person picked and has none is counted.
fn there(count: &mut LockCount, found: Vec<PickedFile>) -> Vec<Version> {
    let mut there = Vec::with_capacity(found.len());
    for found in found {
        match found.told.stands {
            Stands::There(version) => there.push(version),
            Stands::Gone { .. } | Stands::NotYet => count.absent += u64::from(found.picked),
        }
    }
    there
}

/// How a version is locked; none where it is gone.
async fn read(store: &Store, bucket: &str, wish: LockWish, version: Version) -> Result<Option<(Version, Lock)>, Fault> {
    let at = ObjectAt::new(bucket, version.key.as_str()).version(&version.id);
    let told = patiently(|| async {
        match Lock::read(store, &at, wish).await {
            Err(error) if error.kind == Kind::NoSuchKey => Ok(None),
            told => told.map(Some),
        }
    });
    Ok(told.await?.map(|lock| (version, lock)))
}

/// The counted versions, a step at a time.
pub(in super::super) struct LockedFiles {
    pub(super) found: Expansion,
    wish: LockWish,
}

impl LockedFiles {
    pub(in super::super) fn new(store: Store, picked: Picked, LockWanted { from, wish }: LockWanted) -> Self {
        Self { found: Expansion::new(store, from.bucket, picked), wish }
    }

    /// The next versions, or `None` at the end.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let Some(Expanded::Files(files) | Expanded::Below(_, files)) = self.found.step().await? else {
            return Ok(None);
        };
        let wish = self.wish;
        let tasks = files.into_iter().filter_map(|file| {
            let seen = file.null_as_listed();
            let action = Action::Lock { version: file.version?, wish, seen };
            Some(Task { key: file.key, bytes: file.size, action })
        });
        Ok(Some(tasks.collect()))
    }
}
