//! One run of a saved pair: what a person saw and started, or all of it with nobody at the window.
//!
//! Promise: with nobody there, files are added, and none is replaced or removed: those are counted
//! and wait for a person. Nothing is done where a place is not the one that it was (another server,
//! no file, none of the files of before), or where the plan is refused. The names that both have
//! are written down at the end of a run: of one in which a file failed, those that both had before
//! it. Left behind by a process that is killed: its unfinished uploads in the bucket, which are
//! listed and ended there, and `.part` files in the folder; the next run compares again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Zoned;
use serde::Deserialize;
use ts_rs::TS;

use super::{
    book::{LastSync, PairTrouble, SavedPair},
    known,
    silent::Asked,
};
use crate::{
    backups::{Halt, Lost, Phase, Say, carry_out},
    fault::{self, Fault},
    stop::Stop,
    sync::{Comparison, KnownSeen, SyncSeen, SyncSide, SyncWish},
    transfers::{OnConflict, Pacing, Request, UploadOptions, Work},
};

/// What a person saw of a plan and started.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct PairAsked {
    /// What is done.
    pub wish: SyncWish,
    /// The numbers that were seen.
    pub seen: SyncSeen,
    /// That many are removed was confirmed.
    pub sure: bool,
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct PairMade {
    /// Files that were added or replaced.
    pub copied: u64,
    /// Files that were removed from the target.
    pub removed: u64,
    /// Files about which nothing could be done.
    pub failed: u64,
    /// Files that would be replaced or removed, and wait for a person.
    pub spared: u64,
    /// Files of which nothing can be said: they are left as they are.
    pub held: u64,
    /// Why the storage did not tell of a file: the first reason. All else was done.
    pub refused: Option<Fault>,
    /// Why not all of it was done.
    pub trouble: Option<Fault>,
}

impl PairMade {
    pub(super) fn last(&self, at: i64) -> LastSync {
        let Self { copied, removed, failed, spared, held, refused: _, ref trouble } = *self;
        LastSync { at, copied, removed, failed, spared, held, trouble: trouble.as_ref().map(PairTrouble::of) }
    }
}

/// A run and what all its steps need.
pub(super) struct Run<'a> {
    pub(super) names: &'a Path,
    pub(super) pacing: Pacing,
    pub(super) stop: &'a Stop,
    pub(super) say: Say<'a>,
}

impl Run<'_> {
    /// What `work` comes to, unless one of these folders says nothing for `patience`: then it is
    /// stopped, and waited for no longer than that once more, in which it cleans up.
    pub(super) async fn while_answered(
        &self,
        folders: Vec<PathBuf>,
        patience: Duration,
        mut work: impl Future<Output = Result<PairMade, Halt>> + Unpin,
    ) -> Result<PairMade, Halt> {
        let mut asked = Asked::now(folders, patience);
        let folder = tokio::select! {
            ended = &mut work => return ended,
            Some(folder) = asked.silent() => folder,
        };
        self.stop.stop();
        tokio::select! {
            ended = work => if ended.is_ok() { return ended },
            _ = asked.silent() => {}
        }
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
        Err(fault::sync::silent(&name).into())
    }

    /// Compares, and does what goes without a person.
    pub(super) async fn alone(
        &self,
        pair: &SavedPair,
        sides: Result<(SyncSide, SyncSide), Fault>,
        now: Zoned,
    ) -> Result<PairMade, Halt> {
        let (left, right) = sides?;
        if pair.servers != [left.server(), right.server()] {
            return Err(fault::sync::other_server().into());
        }
        let comparison = Arc::new(Comparison::new(left, right, pair.by, &pair.filter)?);
        let hear = |count: u64| self.say.count(Phase::Looking, count);
        let told = comparison.run(|progress| hear(progress.tallies.iter().map(|tally| tally.files).sum()));
        self.stop.unless(told).await?;
        if let Some(fault) = comparison.count().fault {
            // A disk that is not there may be another one when it is back.
            let away = fault.code == "folder_gone";
            return Err(Fault { retry: fault.retry && !away, ..fault }.into());
        }
        let (wish, own, names) = (pair.wish, Arc::clone(&comparison), self.names.to_owned());
        let seen = blocking(move || own.only_adds(wish, known::read(&names))).await?;
        is_as_before(seen)?;
        let made = self.carry_out(&comparison, wish, None, now).await?;
        Ok(PairMade { spared: seen.spared, refused: comparison.count().refused, ..made })
    }

    /// Does what a person saw, or with nobody there what goes without asking.
    pub(super) async fn carry_out(
        &self,
        comparison: &Arc<Comparison>,
        wish: SyncWish,
        asked: Option<(SyncSeen, bool)>,
        now: Zoned,
    ) -> Result<PairMade, Halt> {
        let own = Arc::clone(comparison);
        let count = blocking(move || own.plan(wish)).await?;
        if let Some(refused) = count.refused {
            return Err(refused.into());
        }
        let mut made = PairMade { held: count.held, ..PairMade::default() };
        if asked.is_some() || !count.is_nothing() {
            let (seen, sure) = asked.unwrap_or_else(|| (SyncSeen::of(&count), false));
            let own = Arc::clone(comparison);
            let plan = blocking(move || own.begin(wish, &seen, sure, &now)).await?;
            let (op_id, work, upload_options) = ("pair".into(), Work::Sync(plan), UploadOptions::default());
            let request = Request { op_id, work, on_conflict: OnConflict::Ask, upload_options };
            let lost = Lost { signed_out: fault::sync::signed_out, stood_still: fault::sync::stood_still };
            let done = carry_out(request, self.pacing, self.stop, lost, |group| self.say.group(group)).await?;
            let files = u64::from(done.group.files_done);
            // Nothing is removed before all else is there.
            made.copied = files.min(count.add.files + count.replace.files);
            (made.removed, made.failed) = (files - made.copied, u64::from(done.group.files_failed));
            made.trouble = done.of_file.clone().or_else(|| done.refused());
        }
        // One file that fails in every run must not keep the others from being known.
        let after = made.trouble.is_none().then_some(wish);
        let (own, names) = (Arc::clone(comparison), self.names.to_owned());
        blocking(move || known::write(&names, &own, after)).await?;
        Ok(made)
    }
}

/// Both places are still those that they were, as far as their files tell.
fn is_as_before(seen: KnownSeen) -> Result<(), Fault> {
    if seen.sources == 0 || seen.known > 0 && seen.at_source == 0 {
        return Err(fault::sync::source_gone());
    }
    if seen.known > 0 && seen.at_target == 0 {
        return Err(fault::sync::target_gone());
    }
    Ok(())
}

/// Reads and writes files, beside the tasks that must not wait for a disk.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| fault::defect("a synchronization"))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_any_file_of_before_is_another_one() {
        let code = |known, at_source, at_target, sources| {
            is_as_before(KnownSeen { known, at_source, at_target, sources, spared: 0 }).err().map(|fault| fault.code)
        };
        assert_eq!(code(0, 0, 0, 0), Some("pair_source_gone"), "an empty source, also the first time");
        assert_eq!(code(3, 0, 3, 9), Some("pair_source_gone"), "another disk in its place");
        assert_eq!(code(3, 3, 0, 9), Some("pair_target_gone"));
        assert_eq!((code(3, 1, 1, 1), code(0, 0, 0, 1)), (None, None));
    }
}
