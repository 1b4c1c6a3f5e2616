//! One run of a backup: from the listing of what is to be copied to the record that calls the copy good.
//!
//! Promise: a record says "good" only after both places were listed again, and every file of the one was held against its
//! copy by an MD5, a checksum or its bytes ([`super::compare`]). A file that changes meanwhile is copied again, three
//! times at most. What is added to the bucket after the run began comes with the next copy; what is removed meanwhile stays
//! in this one. A bucket with no file in it is not copied: a copy of nothing would push out the good ones. Of rules of retention only good copies go, only after the new one is good, and never the last.
//! Left behind: stopped, failed or crashed, a folder whose record says "begun". The next run of the same day goes on with
//! it; that of a later day removes it first, since a folder called after a day holds what was there on that day.
//! Two runs of one backup exclude each other by a lock that the system lets go of when a process ends, however it ends.

use std::{
    collections::BTreeSet,
    sync::Mutex,
    sync::PoisonError,
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};
use jiff::civil::Date;
use serde::Serialize;
use store::{ObjectAt, Store, StoreError};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use super::{
    book::Backup,
    clean,
    compare::{self, Compared},
    copy,
    dated::Dated,
    inventory::{Inventory, is_marker},
    record::{self, Record, State},
};
use crate::{
    fault::{self, Fault},
    folders,
    listing::{Place, Selected},
    transfers::Pacing,
};

/// How often a file that changes is copied again.
const ROUNDS: u32 = 3;
/// Files that are compared at once.
const ABREAST: usize = 8;
const TICK: Duration = Duration::from_millis(100);

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BackupPhase")]
#[allow(missing_docs)]
pub enum Phase {
    Looking,
    Cleaning,
    Copying,
    Checking,
    Thinning,
}

/// How far a run is, at most ten times a second; the latest wins. What is not known yet is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BackupTick")]
#[allow(missing_docs)]
pub struct RunTick {
    pub phase: Phase,
    #[ts(type = "number")]
    pub files_done: u64,
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes_done: u64,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// The two ends, with their logins.
#[derive(Clone)]
pub struct Route {
    /// Where the originals are.
    pub source: Store,
    /// The bucket or folder that is copied.
    pub from: Place,
    /// Where the copies go; the same login where it is one connection.
    pub target: Store,
    /// The folder below which the dated copies lie.
    pub to: Place,
}

/// What a run made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The copy.
    pub copy: Dated,
    /// Its files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Older copies that the rules let go.
    pub gone: Vec<Dated>,
    /// Why old or half copies could not be removed, where that is so; the new one is good all the same.
    pub trouble: Option<Fault>,
}

/// Why a run ended before its copy was good.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// Somebody stopped it.
    Stopped,
    /// Something did not work.
    Failed(Fault),
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Failed(fault::from_store(&error))
    }
}

/// Asks a run to stop.
#[derive(Clone, Debug, Default)]
pub struct Stop(CancellationToken);

impl Stop {
    /// Stops it; what is under way is cleaned up.
    pub fn stop(&self) {
        self.0.cancel();
    }

    pub(super) async fn asked(&self) {
        self.0.cancelled().await;
    }

    /// Does `work` unless stopped first; only for work that may be dropped.
    pub(super) async fn unless<T>(&self, work: impl Future<Output = Result<T, Halt>>) -> Result<T, Halt> {
        tokio::select! {
            // What was asked first counts, also where the work would be done at once.
            biased;
            () = self.asked() => Err(Halt::Stopped),
            done = work => done,
        }
    }
}

/// Who hears how far a run is.
pub(super) struct Say<'a> {
    sink: &'a (dyn Fn(RunTick) + Send + Sync),
    next: Mutex<(Option<Phase>, Instant)>,
}

impl<'a> Say<'a> {
    pub(super) fn to(sink: &'a (dyn Fn(RunTick) + Send + Sync)) -> Self {
        Self { sink, next: Mutex::new((None, Instant::now())) }
    }

    pub(super) fn files(&self, phase: Phase, files_done: u64, files: u64, bytes_done: u64, bytes: u64) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let last = files_done == files && files > 0;
        if next.0 == Some(phase) && Instant::now() < next.1 && !last {
            return;
        }
        *next = (Some(phase), Instant::now() + TICK);
        (self.sink)(RunTick { phase, files_done, files, bytes_done, bytes });
    }

    fn count(&self, phase: Phase, done: u64) {
        self.files(phase, done, 0, 0, 0);
    }
}

/// A run and what all its steps need.
pub(super) struct Run<'a> {
    pub(super) route: &'a Route,
    pub(super) backup: &'a Backup,
    pub(super) pacing: Pacing,
    pub(super) stop: &'a Stop,
    pub(super) say: Say<'a>,
}

impl Run<'_> {
    /// See the module. `today` and `now` (milliseconds since 1970) are of this computer's clock.
    pub(super) async fn run(&self, today: Date, now: impl Fn() -> i64) -> Result<Made, Halt> {
        let Route { source, from, .. } = self.route;
        let first = Inventory::read(source, from, self.stop, |count| self.say.count(Phase::Looking, count)).await?;
        if first.files() == 0 {
            return Err(fault::backup::nothing_there(&from.bucket).into());
        }
        let found = record::all(&self.route.target, &self.route.to).await?;
        let mut trouble = self.clear_halves(&found, today).await?;
        let (copy, again) = self.choose(&found, today).await?;
        let mut record = Record::begun(&self.backup.id, &self.route.from, now());
        record::write(&self.route.target, &self.route.to, copy, &record).await?;
        if let Err(halt) = self.refuse_itself(copy, &record).await {
            self.route.target.delete(&record::at(&self.route.to, copy)).await?;
            return Err(halt);
        }
        let folder = clean::folder(&self.route.to, copy);
        if again {
            clean::end_uploads(&self.route.target, &folder).await?;
        }
        let made = self.fill(first, &folder).await?;
        // A stop that came during the check is still a stop.
        self.stop.unless(async { Ok(()) }).await?;
        record.state = State::Good;
        record.ended = Some(now());
        (record.files, record.bytes, record.seal) = (made.files(), made.bytes(), made.seal());
        record::write(&self.route.target, &self.route.to, copy, &record).await?;
        let mut gone = Vec::new();
        match self.thin_out(copy, &mut gone).await {
            Ok(()) | Err(Halt::Stopped) => {}
            Err(Halt::Failed(fault)) => trouble = Some(fault),
        }
        Ok(Made { copy, files: record.files, bytes: record.bytes, gone, trouble })
    }

    /// A half copy of this backup that is of no more use: one of another day, or one that was being removed.
    fn is_left(&self, (copy, record): &(Dated, Record), today: Date) -> bool {
        let half = record.state == State::Leaving || record.state == State::Begun && copy.date != today;
        half && record.backup == self.backup.id
    }

    /// Removes them. A login that may not remove anything still makes copies: a half one never counts.
    async fn clear_halves(&self, found: &[(Dated, Record)], today: Date) -> Result<Option<Fault>, Halt> {
        for one in found.iter().filter(|one| self.is_left(one, today)) {
            let gone = |count| self.say.count(Phase::Cleaning, count);
            match clean::remove(&self.route.target, &self.route.to, one.clone(), self.stop, gone).await {
                Ok(()) => {}
                Err(Halt::Failed(fault)) => return Ok(Some(fault)),
                Err(Halt::Stopped) => return Err(Halt::Stopped),
            }
        }
        Ok(None)
    }

    /// The folder to fill: the half copy of today (true), or the next free one.
    async fn choose(&self, found: &[(Dated, Record)], today: Date) -> Result<(Dated, bool), Halt> {
        let half = |record: &Record| record.backup == self.backup.id && record.state == State::Begun;
        if let Some((copy, _)) = found.iter().find(|(copy, record)| copy.date == today && half(record)) {
            return Ok((*copy, true));
        }
        let taken = |number| found.iter().any(|(copy, _)| *copy == Dated { date: today, number });
        for number in 1.. {
            let copy = Dated { date: today, number };
            let folder = clean::folder(&self.route.to, copy);
            // What somebody put there by hand is left alone.
            if !taken(number) && !folders::is_there(&self.route.target, &folder.bucket, &folder.prefix).await? {
                return Ok((copy, false));
            }
        }
        Err(fault::defect("a backup").into())
    }

    /// A bucket seen through another login is still itself: a copy of copies would grow without end.
    async fn refuse_itself(&self, copy: Dated, record: &Record) -> Result<(), Halt> {
        let Route { source, from, to, .. } = self.route;
        let there = record::at(&Place { bucket: from.bucket.clone(), ..to.clone() }, copy);
        match record::read(source, &there).await {
            Ok(Some(found)) if found.run == record.run => Err(fault::backup::same_bucket().into()),
            // A login that may not read there sees nothing of it, and could not list it either.
            _ => Ok(()),
        }
    }

    /// Copies until every file is there and compared; answers what the copy then holds.
    async fn fill(&self, first: Inventory, folder: &Place) -> Result<Inventory, Halt> {
        let Route { source, from, target, .. } = self.route;
        let mut there = Inventory::read(target, folder, self.stop, |_| {}).await?;
        self.drop_beyond(&there, &first, folder).await?;
        let mut wanted: BTreeSet<String> = first.lacking(&there).map(|(name, _)| name.clone()).collect();
        let mut original = first.clone();
        let mut trouble = None;
        for _ in 0..ROUNDS {
            let file = |name: &String| {
                let size = original.0.get(name).map_or(0, |seen| seen.size);
                Selected::File { key: format!("{}{name}", from.prefix), size, modified: None }
            };
            let picked = wanted.iter().map(file).collect();
            let refused = copy::copy(self.route, picked, folder, self.pacing, self.stop, &self.say).await?;
            trouble = refused.or(trouble);
            original = Inventory::read(source, from, self.stop, |_| {}).await?;
            there = Inventory::read(target, folder, self.stop, |_| {}).await?;
            wanted = self.unlike(&first, &original, &there, folder).await?;
            if wanted.is_empty() {
                return Ok(there);
            }
        }
        Err(trouble.unwrap_or_else(|| fault::backup::never_still(wanted.first().map_or("", String::as_str))).into())
    }

    /// Of a half copy that is gone on with: what has left the original since.
    async fn drop_beyond(&self, there: &Inventory, first: &Inventory, folder: &Place) -> Result<(), Halt> {
        let beyond: Vec<String> = there.beyond(first).map(|name| format!("{}{name}", folder.prefix)).collect();
        let refused = match beyond.is_empty() {
            true => Vec::new(),
            false => self.route.target.delete_many(&folder.bucket, beyond).await?,
        };
        refused.into_iter().next().map_or(Ok(()), |(_, error)| Err(error.into()))
    }

    /// Names of files that the copy lacks, or has with other bytes.
    async fn unlike(
        &self,
        first: &Inventory,
        original: &Inventory,
        there: &Inventory,
        folder: &Place,
    ) -> Result<BTreeSet<String>, Halt> {
        if let Some(name) = there.beyond(original).find(|name| !first.0.contains_key(*name)) {
            return Err(fault::backup::disturbed(name).into());
        }
        let (mut unlike, mut asked) = (BTreeSet::new(), Vec::new());
        for (name, seen) in original.0.iter().filter(|(name, _)| !is_marker(name)) {
            match there.0.get(name) {
                None if first.0.contains_key(name) => drop(unlike.insert(name.clone())),
                // Added since the run began.
                None => {}
                Some(found) if found.size != seen.size => drop(unlike.insert(name.clone())),
                Some(found) if compare::same_etag(seen, found) => {}
                Some(_) => asked.push(name.clone()),
            }
        }
        let files = there.files();
        let mut done = files.saturating_sub(asked.len() as u64);
        self.say.files(Phase::Checking, done, files, 0, 0);
        let mut compared = stream::iter(asked).map(|name| self.compared(name, folder)).buffer_unordered(ABREAST);
        while let Some(one) = self.stop.unless(async { compared.next().await.transpose() }).await? {
            done += 1;
            self.say.files(Phase::Checking, done, files, 0, 0);
            if let (name, Compared::Differs) = one {
                unlike.insert(name);
            }
        }
        Ok(unlike)
    }

    async fn compared(&self, name: String, folder: &Place) -> Result<(String, Compared), Halt> {
        let Route { source, from, target, .. } = self.route;
        let at = |place: &Place| ObjectAt { bucket: place.bucket.clone(), key: format!("{}{name}", place.prefix) };
        let compared = compare::compare((source, &at(from)), (target, &at(folder))).await?;
        Ok((name, compared))
    }

    /// Lets go of what the rules do not keep. The list is read anew, so that only what is good now counts as kept.
    async fn thin_out(&self, newest: Dated, gone: &mut Vec<Dated>) -> Result<(), Halt> {
        if self.backup.keep.is_everything() {
            return Ok(());
        }
        let ours = |record: &Record| record.backup == self.backup.id && record.state == State::Good;
        let all = record::all(&self.route.target, &self.route.to).await?;
        let good: Vec<Dated> = all.iter().filter(|(_, record)| ours(record)).map(|(copy, _)| *copy).collect();
        let leaving = self.backup.keep.leaving(&good);
        // Doubly sure: what was just verified is among those that stay, or nothing goes.
        if !good.contains(&newest) || leaving.contains(&newest) {
            return Ok(());
        }
        for one in all.into_iter().filter(|(copy, _)| leaving.contains(copy)) {
            let copy = one.0;
            let told = |count| self.say.count(Phase::Thinning, count);
            clean::remove(&self.route.target, &self.route.to, one, self.stop, told).await?;
            gone.push(copy);
        }
        Ok(())
    }
}
