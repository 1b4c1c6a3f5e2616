//! What restoring a selection from the archive would ask for, counted before anybody says yes.
//!
//! The list tells the class of each file below a folder and, where the server knows it, how far
//! restoring it is; a file that was picked by itself is looked at. What Intelligent-Tiering has in
//! an archive no list tells: such files are counted apart, and looked at when their turn comes.
//! Counting keeps what is to be asked for in a temporary file; the plan is [`super::awaited`].

use std::path::PathBuf;

use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use store::{Archive, ObjectAt, RestoreTier, Store, StoreErrorKind as Kind};
use ts_rs::TS;
use words::Words;

use super::{
    Picked,
    expand::{Expanded, Expansion, Listed, PickedFile},
    listed::{Listing, TaskList},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::archive::{ArchiveState, RestoreWay, check_days, standing, way_of},
    listing::Choice,
    ticks::Ticks,
    transfers::{
        job::{Action, Task},
        terms::TransferKind,
        title,
        work::{ArchivedWanted, Copies, ThenWork},
    },
};

/// Files that were picked by themselves and are looked at together.
const LOOKS_AT_ONCE: usize = 16;

/// From the cheapest to the quickest, as they are offered.
const TIERS: [RestoreTier; 3] = [RestoreTier::Bulk, RestoreTier::Standard, RestoreTier::Expedited];

/// Archived files of one class, or of one archive of Intelligent-Tiering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ArchivedClass {
    /// In S3's own words: `GLACIER`, `DEEP_ARCHIVE`, `ARCHIVE_ACCESS`, `DEEP_ARCHIVE_ACCESS`.
    pub class: String,
    #[ts(type = "number")]
    pub files: u64,
    /// In bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How each tier that is offered restores them, in the order of [`ArchivedCount::tiers`]; a
    /// class that does not have that tier is restored by the standard one.
    pub ways: Vec<RestoreWay>,
}

/// What is counted so far: `files` are archived and would be asked for, `bytes` in all. `restoring`
/// are on their way, `there` can be read. Of `unsure` no list tells: Intelligent-Tiering may have
/// them in an archive. `gone` were picked and are deleted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ArchivedCount {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    #[ts(type = "number")]
    pub restoring: u64,
    #[ts(type = "number")]
    pub there: u64,
    #[ts(type = "number")]
    pub unsure: u64,
    #[ts(type = "number")]
    pub gone: u64,
    /// The archived files by their class.
    pub classes: Vec<ArchivedClass>,
    /// The tiers that at least one class has, the cheapest first.
    pub tiers: Vec<RestoreTier>,
    /// Copies are restored that stay for some days.
    pub for_days: bool,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// A counted restore from the archive, ready to run.
pub struct ArchivedPlan {
    pub(crate) store: Store,
    pub(crate) title: Words,
    pub(crate) picked: Choice,
    pub(in crate::transfers) wanted: ArchivedWanted,
    /// What is to be asked for, as it was counted; none after a restart.
    pub(in crate::transfers) list: Option<TaskList>,
    /// What will be asked for, as it was counted.
    pub count: ArchivedCount,
}

impl ArchivedPlan {
    /// As an earlier start of the program counted it; what was picked is in the journal.
    pub(in crate::transfers) fn restored(store: Store, wanted: ArchivedWanted) -> Self {
        let picked = Choice::default();
        let title = title::of_picked(TransferKind::RestoreArchived, &picked, &wanted.from.prefix);
        Self { store, title, picked, wanted, list: None, count: ArchivedCount::default() }
    }

    /// The same, at this speed, and to be read for so many days where copies are restored.
    ///
    /// # Errors
    /// The days are none that can be asked for, or no class has this tier.
    pub fn at(&mut self, tier: RestoreTier, days: i32) -> Result<(), Fault> {
        if self.count.for_days {
            check_days(days)?;
        }
        if self.count.files > 0 && !self.count.tiers.contains(&tier) {
            return Err(fault::defect("a tier that was not offered"));
        }
        (self.wanted.tier, self.wanted.days) = (tier, days);
        Ok(())
    }

    /// Once all files are there, what was picked is downloaded into this folder, if any.
    pub fn then_download(&mut self, folder: Option<PathBuf>) {
        let title = title::of_picked(TransferKind::Download, &self.picked, &self.wanted.from.prefix);
        self.wanted.then = folder.map(|folder| ThenWork::Download { folder, title });
    }

    /// Once all files are there, what was picked is copied into this folder of `target`.
    ///
    /// # Errors
    /// It cannot be copied there, or the storage refused to look.
    pub async fn then_copy(&mut self, target: &Store, to: Place) -> Result<(), Fault> {
        let from = (&self.store, self.wanted.from.clone(), self.picked.clone());
        let mut copies = Copies::to(from, (target, to), false).await?;
        // What was picked is not at hand any more by then.
        copies.title = Some(copies.title());
        copies.readable = true;
        let servers = vec![self.store.server(), target.server()];
        self.wanted.then = Some(ThenWork::Copy { copies: Box::new(copies), servers });
        Ok(())
    }
}

/// Counts what of `picked` is archived; `sink` sees the count at most ten times a second and at the
/// end.
///
/// # Errors
/// What the storage answered, also told to `sink`. Dropping the future stops the count.
pub(crate) async fn count(
    store: Store,
    from: Place,
    picked: Choice,
    sink: impl Fn(ArchivedCount),
) -> Result<ArchivedPlan, Fault> {
    let title = title::of_picked(TransferKind::RestoreArchived, &picked, &from.prefix);
    let expansion = Expansion::new(store.clone(), from.bucket.clone(), Picked::from(&picked));
    let (mut found, mut tally) = (Archives { found: expansion }, Tally::default());
    match tally.all(&mut found, &sink).await {
        Ok(list) => {
            let (count, until) = (tally.told(true), tally.until);
            sink(count.clone());
            let tier = count.tiers.first().copied().unwrap_or(RestoreTier::Standard);
            let wanted = ArchivedWanted { from, until, tier, days: 1, then: None };
            Ok(ArchivedPlan { store, title, picked, wanted, list: Some(list), count })
        }
        Err(fault) => {
            sink(ArchivedCount { fault: Some(fault.clone()), ..tally.told(false) });
            Err(fault)
        }
    }
}

/// How one file stands, as far as it is known.
pub(super) enum Stand {
    Archived { class: String, ways: Vec<RestoreWay>, for_days: bool },
    Restoring,
    There,
    Unsure,
    Gone,
}

impl Stand {
    fn of(archive: &Archive, amazon: bool) -> Self {
        match standing(archive, amazon) {
            ArchiveState::Archived { ways, for_days, .. } => {
                let class = archive.tier.clone().or_else(|| archive.class.clone()).unwrap_or_default();
                Self::Archived { class, ways, for_days }
            }
            ArchiveState::Restoring => Self::Restoring,
            ArchiveState::Restored { .. } => Self::There,
        }
    }

    fn listed(file: &PickedFile, amazon: bool) -> Self {
        let Listed { class, restore, .. } = &file.listed;
        if class.as_deref() == Some("INTELLIGENT_TIERING") && restore.is_none() {
            return Self::Unsure;
        }
        Self::of(&Archive { class: class.clone(), restore: *restore, size: file.size, ..Archive::default() }, amazon)
    }
}

/// The classes that were met, and how many files are of each.
#[derive(Default)]
struct Tally {
    count: ArchivedCount,
    classes: Vec<ArchivedClass>,
    /// When the newest of them was stored.
    until: Option<i64>,
}

impl Tally {
    /// Counts all that `found` leads to, and keeps what is to be asked for.
    async fn all(&mut self, found: &mut Archives, sink: &impl Fn(ArchivedCount)) -> Result<TaskList, Fault> {
        let (mut list, mut ticks) = (Listing::new()?, Ticks::new());
        while let Some(files) = found.step().await? {
            for (file, stands) in files {
                self.until = self.until.max(file.listed.modified);
                self.add(file.size, &stands);
                task(file, &stands).map_or(Ok(()), |task| list.add(&task))?;
            }
            if ticks.is_due() {
                sink(self.told(false));
            }
        }
        list.end()
    }

    fn add(&mut self, size: u64, stands: &Stand) {
        let Stand::Archived { class, ways, for_days } = stands else {
            match stands {
                Stand::Restoring => self.count.restoring += 1,
                Stand::Unsure => self.count.unsure += 1,
                Stand::Gone => self.count.gone += 1,
                Stand::There | Stand::Archived { .. } => self.count.there += 1,
            }
            return;
        };
        let known = self.classes.iter().position(|known| known.class == *class);
        let at = known.unwrap_or_else(|| {
            self.classes.push(ArchivedClass { class: class.clone(), files: 0, bytes: 0, ways: ways.clone() });
            self.classes.len() - 1
        });
        self.count.for_days |= for_days;
        let of_class = &mut self.classes[at];
        // A server may claim any size.
        of_class.bytes = of_class.bytes.saturating_add(size);
        of_class.files += 1;
        self.count.bytes = self.count.bytes.saturating_add(size);
        self.count.files += 1;
    }

    fn told(&self, complete: bool) -> ArchivedCount {
        let has = |tier: &RestoreTier| self.classes.iter().any(|of| of.ways.iter().any(|way| way.tier == *tier));
        let tiers: Vec<_> = TIERS.into_iter().filter(has).collect();
        let classes = self.classes.iter().map(|of| {
            let ways = tiers.iter().filter_map(|tier| way_of(&of.ways, *tier).cloned()).collect();
            ArchivedClass { ways, ..of.clone() }
        });
        ArchivedCount { classes: classes.collect(), tiers: tiers.clone(), complete, ..self.count.clone() }
    }
}

/// A selection, with how each file of it stands, a step at a time.
pub(super) struct Archives {
    pub(super) found: Expansion,
}

impl Archives {
    pub(super) async fn step(&mut self) -> Result<Option<Vec<(PickedFile, Stand)>>, Fault> {
        let amazon = !self.found.store.provider().needs_endpoint;
        Ok(match self.found.step().await? {
            None => None,
            Some(Expanded::Below(_, files)) => {
                let with = |file: PickedFile| (Stand::listed(&file, amazon), file);
                Some(files.into_iter().map(with).map(|(stands, file)| (file, stands)).collect())
            }
            Some(Expanded::Files(files)) => Some(self.look(files, amazon).await?),
        })
    }

    /// The next files as they stand now, also where the list tells nothing of restores.
    pub(super) async fn seen(&mut self) -> Result<Option<Vec<(PickedFile, Stand)>>, Fault> {
        let Some(found) = self.step().await? else { return Ok(None) };
        let untold = |(file, stands): &(PickedFile, Stand)| !file.alone && matches!(stands, Stand::Archived { .. });
        let (untold, mut seen): (Vec<_>, Vec<_>) = found.into_iter().partition(untold);
        let amazon = !self.found.store.provider().needs_endpoint;
        seen.extend(self.look(untold.into_iter().map(|(file, _)| file).collect(), amazon).await?);
        Ok(Some(seen))
    }

    /// The files that were picked by themselves, as they are now.
    async fn look(&self, files: Vec<PickedFile>, amazon: bool) -> Result<Vec<(PickedFile, Stand)>, Fault> {
        let (store, bucket) = (&self.found.store, &self.found.bucket);
        let look = |file: PickedFile| async move {
            let at = ObjectAt { version: file.version.clone(), ..ObjectAt::new(bucket.as_str(), file.key.as_str()) };
            let told = self.found.patience.ask(|| async {
                match store.archive(&at).await {
                    Err(error) if error.kind == Kind::NoSuchKey => Ok(None),
                    told => told.map(Some),
                }
            });
            Ok(match told.await? {
                None => (file, Stand::Gone),
                Some(told) => {
                    let stands = Stand::of(&told, amazon);
                    let Archive { class, size, etag, modified, .. } = told;
                    (PickedFile { size, listed: Listed { class, etag, modified, ..file.listed }, ..file }, stands)
                }
            })
        };
        stream::iter(files).map(look).buffered(LOOKS_AT_ONCE).try_collect().await
    }
}

/// What is to be asked for, where a file is archived or may be. The tier that was chosen is not
/// known yet.
pub(super) fn task(file: PickedFile, stands: &Stand) -> Option<Task> {
    let tier = match stands {
        Stand::Archived { .. } => Some(RestoreTier::Standard),
        // Free of charge in the usual way, whichever archive it is in.
        Stand::Unsure => None,
        Stand::Restoring | Stand::There | Stand::Gone => return None,
    };
    let seen = Some(Box::new(file.as_listed()));
    let action = Action::RestoreArchived { tier, days: 1, version: file.version, seen };
    Some(Task { key: file.key, bytes: file.size, action })
}
