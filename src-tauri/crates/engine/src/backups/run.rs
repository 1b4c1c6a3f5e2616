//! One run of a backup: from the listing of what is to be copied to the record that calls the copy
//! good.
//!
//! Promise: a record says "good" only after both places were listed again, and every file of the
//! one was held against its copy by an MD5, a checksum or its bytes ([`super::compare`]). A file
//! that changes meanwhile is copied again, three times at most. What is added to the bucket after
//! the run began comes with the next copy; what is removed meanwhile stays in this one. A bucket
//! with no file in it is not copied: a copy of nothing would push out the good ones. Of rules of
//! retention only good copies of the same source go, only after the new one is good, never the
//! last, and never the last full one while newer ones have sharply less ([`super::shrunk`]). Left
//! behind: stopped, failed or crashed, a folder whose record says "begun". The next run of the same
//! day goes on with it; that of a later day removes it first, since a folder called after a day
//! holds what was there on that day. A copy in which somebody else's file was seen is neither gone
//! on with nor removed by a run; before either, a run looks for one: a file that neither the notes
//! of earlier runs ([`super::names`]) nor the original of now have. Two runs of one backup exclude
//! each other by a lock that the system lets go of when a process ends, however it ends.

use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use serde::Serialize;
use store::{ObjectAt, Store};
use ts_rs::TS;

use super::{
    book::Backup,
    claim::{self, Claimed},
    clean,
    dated::Dated,
    ended::{Halt, Made, Smaller},
    inventory::Inventory,
    names,
    record::{self, Most, Record, State},
    shrunk,
};
use crate::{
    at::Place,
    fault::{self, Fault},
    stop::Stop,
    ticks::Ticks,
    transfers::{GroupView, Identity, Pacing, Seen, by_note},
};

/// What a run is doing, as its progress shows it.
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
    /// The folder below which the copies lie.
    pub to: Place,
}

/// Who hears how far a run is.
pub(crate) struct Say<'a> {
    sink: &'a (dyn Fn(RunTick) + Send + Sync),
    ticks: Mutex<(Option<Phase>, Ticks)>,
}

impl<'a> Say<'a> {
    pub(crate) fn to(sink: &'a (dyn Fn(RunTick) + Send + Sync)) -> Self {
        Self { sink, ticks: Mutex::new((None, Ticks::new())) }
    }

    pub(super) fn files(&self, phase: Phase, files_done: u64, files: u64, bytes_done: u64, bytes: u64) {
        let mut told = self.ticks.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, ticks) = &mut *told;
        // A new phase and an end are told at once.
        let last = files_done == files && files > 0;
        if before.replace(phase) != Some(phase) || last {
            ticks.begin();
        }
        if !ticks.is_due() {
            return;
        }
        (self.sink)(RunTick { phase, files_done, files, bytes_done, bytes });
    }

    /// How far a group of transfers is.
    pub(crate) fn group(&self, group: &GroupView) {
        let (done, files) = (u64::from(group.files_done), u64::from(group.files));
        self.files(Phase::Copying, done, files, group.bytes_done, group.bytes);
    }

    pub(crate) fn count(&self, phase: Phase, done: u64) {
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
        let mut trouble = self.clear_halves(&found, &first, today).await?;
        self.refuse_itself().await?;
        let record = Record::begun(&self.backup.id, &self.route.from, &self.route.source.server(), now());
        let claimed = claim::claim(&self.route.target, &self.route.to, self.backup, record, &found, today).await?;
        let made = self.fill(first, &claimed).await?;
        let Claimed { copy, mut record, .. } = claimed;
        // A stop that came during the check is still a stop.
        self.stop.unless(std::future::ready(())).await?;
        record.state = State::Good;
        record.ended = Some(now());
        (record.files, record.bytes, record.seal) = (made.files(), made.bytes(), made.seal());
        let smaller = self.smaller(&found, &mut record);
        record.smaller_than = smaller.as_ref().map(|than| than.copy.to_string());
        let run = record.run.clone();
        record::replace(&self.route.target, &self.route.to, copy, &run, &record).await?;
        names::forget(&self.route.target, &self.route.to, copy).await;
        let mut gone = Vec::new();
        match self.thin_out(copy, &mut gone).await {
            Ok(()) | Err(Halt::Stopped) => {}
            Err(Halt::Failed(fault)) => trouble = Some(fault),
        }
        Ok(Made { copy, files: record.files, bytes: record.bytes, gone, trouble, smaller })
    }

    /// The last full copy, where a new one has sharply less; else the new one remembers by what the
    /// next is measured.
    fn smaller(&self, found: &[(Dated, Record)], made: &mut Record) -> Option<Smaller> {
        let (copy, full) = shrunk::last_full(found.iter().filter(|(_, record)| record.is_of(self.backup)))?;
        made.most = Most::of(full);
        let than = || Smaller { copy: *copy, files: full.files, bytes: full.bytes };
        shrunk::is_sharp(made.most, made.files, made.bytes).then(than)
    }

    /// A half copy of this backup that is of no more use: one of another day, or one that was being
    /// removed.
    fn is_left(&self, (copy, record): &(Dated, Record), today: Date) -> bool {
        let half = record.state == State::Leaving || record.is_half() && copy.date != today;
        half && record.backup == self.backup.id
    }

    /// Removes them. A login that may not remove anything still makes copies: a half one never
    /// counts.
    async fn clear_halves(
        &self,
        found: &[(Dated, Record)],
        first: &Inventory,
        today: Date,
    ) -> Result<Option<Fault>, Halt> {
        for one in found.iter().filter(|one| self.is_left(one, today)) {
            match self.clear_half(one, first).await {
                Ok(()) => {}
                Err(Halt::Failed(fault)) => return Ok(Some(fault)),
                Err(Halt::Stopped) => return Err(Halt::Stopped),
            }
        }
        Ok(None)
    }

    async fn clear_half(&self, (copy, record): &(Dated, Record), first: &Inventory) -> Result<(), Halt> {
        let Route { target, to, .. } = self.route;
        if record.state != State::Leaving {
            let put = names::read(target, to, *copy).await?;
            let there = Inventory::read(target, &clean::folder(to, *copy), self.stop, |_| {}).await?;
            let same_source = record.is_of(self.backup);
            let ours = |name: &str| put.contains(name) || same_source && first.0.contains_key(name);
            self.only_ours(*copy, record, &there, ours).await?;
        }
        let gone = |count| self.say.count(Phase::Cleaning, count);
        clean::remove(target, to, (*copy, record.clone()), self.stop, gone).await
    }

    /// A bucket seen through another login is still itself: a copy of copies would grow without
    /// end.
    async fn refuse_itself(&self) -> Result<(), Halt> {
        let Route { source, from, target, to } = self.route;
        let file = |bucket: &str| ObjectAt::new(bucket, format!("{}file", to.prefix));
        let (copy, original) = (file(&to.bucket), file(&from.bucket));
        match by_note(Seen { store: target, at: &copy }, Seen { store: source, at: &original }).await? {
            Identity::Same => Err(fault::backup::same_bucket().into()),
            // A login that may not read there sees nothing of it, and could not list it either.
            Identity::Different | Identity::Unknown => Ok(()),
        }
    }

    /// Lets go of what the rules do not keep. The list is read anew, so that only what is good now
    /// counts as kept.
    async fn thin_out(&self, newest: Dated, gone: &mut Vec<Dated>) -> Result<(), Halt> {
        if self.backup.keep.is_everything() {
            return Ok(());
        }
        let ours = |record: &Record| record.is_of(self.backup) && record.state == State::Good;
        let all = record::all(&self.route.target, &self.route.to).await?;
        let good: Vec<Dated> = all.iter().filter(|(_, record)| ours(record)).map(|(copy, _)| *copy).collect();
        let full = shrunk::last_full(all.iter().filter(|(_, record)| ours(record))).map(|(copy, _)| *copy);
        let mut leaving = self.backup.keep.leaving(&good);
        leaving.retain(|copy| Some(*copy) != full);
        // Doubly sure: what was just verified is among those that stay, or nothing goes.
        if !good.contains(&newest) || leaving.contains(&newest) {
            return Ok(());
        }
        let Route { target, to, .. } = self.route;
        let mut changed = None;
        for one in all.into_iter().filter(|(copy, _)| leaving.contains(copy)) {
            let copy = one.0;
            // By a rule goes only what a run put there; of what came later a person decides.
            let there = Inventory::read(target, &clean::folder(to, copy), self.stop, |_| {}).await?;
            if there.seal() != one.1.seal {
                changed = changed.or_else(|| Some(fault::backup::changed_since(&copy.to_string())));
                continue;
            }
            let told = |count| self.say.count(Phase::Thinning, count);
            clean::remove(target, to, one, self.stop, told).await?;
            gone.push(copy);
        }
        changed.map_or(Ok(()), |fault| Err(fault.into()))
    }
}
