//! Backups: a bucket or folder, copied to `data/YYYY/MM/DD/` of another bucket, verified, by
//! hand or on a schedule that needs no window; how many stay; and the way back.
//!
//! Pure: [`dated`] (names), [`retention`] (what stays), [`schedule`] and [`timer`] (what the
//! system's scheduler reads). The run is [`run`], its promise stands there; the word of a bucket
//! about its copies is [`record`]. [`Backups`] is the handle, of the window and of `bucketwise
//! backup` alike. Opening logins is left to the caller.

mod book;
mod claim;
mod clean;
mod compare;
mod copy;
mod dated;
mod ended;
mod fill;
mod inventory;
mod names;
mod record;
mod retention;
mod run;
mod schedule;
mod shrunk;
mod timer;
mod unattended;
mod view;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Zoned;
use store::Store;
use words::{jobs, say};

use self::{
    book::Book,
    inventory::Inventory,
    record::{Most, Record, State},
    run::Run,
};
pub use self::{
    book::{Backup, LastRun, RunEnd, SmallerThan},
    dated::{Dated, Mark, NoCopy},
    ended::{Halt, Made, Smaller},
    retention::BackupRetention,
    run::{Phase, Route, RunTick},
    schedule::{Schedule, Weekday},
    timer::{Job, Scheduled, System, TimerFile, TimerState, Timers, files},
    unattended::uploads_under_way,
    view::{BackupRequest, BackupView, CopyView, LastRunView},
};
pub(crate) use self::{
    run::Say,
    unattended::{Lost, carry_out},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    held::Held,
    ids::BackupId,
    stop::Stop,
    transfers::{Copies, Pacing, Work},
};

/// A name longer than this would not fit where it is shown.
const NAME_LIMIT: usize = 80;

/// All backups of this person.
#[derive(Debug)]
pub struct Backups {
    book: Book,
    /// The folder of locks, one for each backup.
    locks: PathBuf,
    timers: Timers,
    running: Mutex<HashMap<BackupId, (Stop, Option<RunTick>)>>,
}

impl Backups {
    /// Those kept in `config`; `data` has the locks.
    #[must_use]
    pub fn open(config: &Path, data: &Path, timers: Timers) -> Self {
        Self { book: Book::open(config), locks: data.join("backups"), timers, running: Mutex::default() }
    }

    /// Every backup, in the order they were made.
    ///
    /// # Errors
    /// The file of backups cannot be read.
    pub fn list(&self) -> Result<Vec<BackupView>, Fault> {
        Ok(self.book.all()?.into_iter().map(|backup| self.view(backup)).collect())
    }

    /// The backup of this name or id.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn find(&self, name: &str) -> Result<Backup, Fault> {
        let all = self.book.all()?;
        let found =
            all.iter().find(|backup| backup.id.as_str() == name).or_else(|| all.iter().find(|b| b.name == name));
        found.cloned().ok_or_else(|| fault::backup::unknown(name))
    }

    /// Keeps a new backup, or with an id changes that one; its schedule is set too. `lasts`: the
    /// logins of both ends are there without the window.
    ///
    /// # Errors
    /// The name or the places cannot be, or something could not be written.
    pub fn keep(&self, id: Option<BackupId>, wanted: BackupRequest, lasts: bool) -> Result<BackupView, Fault> {
        let BackupRequest { name, from, to, keep, schedule } = wanted;
        let (name, schedule) = (sound_name(&name)?, schedule.sound());
        if from.bucket.is_empty() || to.bucket.is_empty() {
            return Err(fault::backup::place_needed());
        }
        if from.connection == to.connection && from.bucket == to.bucket {
            return Err(fault::backup::same_bucket());
        }
        if schedule != Schedule::Never && !lasts {
            return Err(fault::backup::login_does_not_last());
        }
        let to = Place { prefix: as_folder(&to.prefix), ..to };
        let from = Place { prefix: as_folder(&from.prefix), ..from };
        let kept = self.book.change(|all| {
            let others = || all.iter().filter(|other| Some(&other.id) != id.as_ref());
            if others().any(|other| other.name == name) {
                return Err(fault::backup::name_taken(&name));
            }
            if others().any(|other| other.to == to) {
                return Err(fault::backup::folder_taken(&format!("{}/{}", to.bucket, to.prefix)));
            }
            match id.as_ref().map(|id| all.iter_mut().find(|backup| backup.id == *id)) {
                Some(None) => Err(fault::gone("backup")),
                Some(Some(backup)) => {
                    // How the last run of another route ended says nothing of this one.
                    let last = backup.last.take().filter(|_| backup.from == from && backup.to == to);
                    let server = backup.server.take().filter(|_| backup.from == from);
                    *backup = Backup { id: backup.id.clone(), name, from, to, keep, schedule, last, server };
                    Ok(backup.clone())
                }
                None => {
                    let backup =
                        Backup { id: BackupId::fresh(), name, from, to, keep, schedule, last: None, server: None };
                    all.push(backup.clone());
                    Ok(backup)
                }
            }
        })?;
        self.timers.set(&kept.id, &kept.name, kept.schedule)?;
        Ok(self.view(kept))
    }

    /// Takes a backup off the list, and its schedule away. Its copies stay.
    ///
    /// # Errors
    /// The schedule could not be taken away, or the file not be written.
    pub fn forget(&self, id: &BackupId) -> Result<(), Fault> {
        if self.running().contains_key(id) {
            return Err(fault::backup::busy());
        }
        self.timers.remove(id)?;
        self.book.remove(id)
    }

    /// Runs a backup to its end; how it ended is written down. `say` hears how far it is.
    ///
    /// # Errors
    /// It was stopped, something failed, or it runs already, here or in another process.
    pub async fn run(
        &self,
        route: &Route,
        id: &BackupId,
        pacing: Pacing,
        clock: &(dyn Fn() -> Zoned + Send + Sync),
        say: &(dyn Fn(RunTick) + Send + Sync),
    ) -> Result<Made, Halt> {
        let (_lock, backup) = (self.lock(id)?, self.book.reads(id, &route.source.server())?);
        let stop = Stop::default();
        self.running().insert(id.clone(), (stop.clone(), None));
        let running = Running { backups: self, id };
        let heard = |tick: RunTick| {
            if let Some((_, last)) = self.running().get_mut(id) {
                *last = Some(tick);
            }
            say(tick);
        };
        let run = Run { route, backup: &backup, pacing, stop: &stop, say: Say::to(&heard) };
        let now = || clock().timestamp().as_millisecond();
        let ended = Box::pin(run.run(clock().date(), now)).await;
        drop(running);
        let end = match &ended {
            Ok(made) => RunEnd::good(made),
            Err(Halt::Stopped) => RunEnd::Stopped,
            Err(Halt::Failed(fault)) => RunEnd::failed(fault),
        };
        self.book.ended(id, LastRun { at: now(), end })?;
        ended
    }

    /// Stops a run of this process.
    pub fn stop(&self, id: &BackupId) {
        if let Some((stop, _)) = self.running().get(id) {
            stop.stop();
        }
    }

    /// Whether a run of this process is under way.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        !self.running().is_empty()
    }

    /// The copies that the bucket tells of, newest first.
    ///
    /// # Errors
    /// The backup is gone, or the storage did not answer.
    pub async fn copies(&self, target: &Store, id: &BackupId) -> Result<Vec<CopyView>, Fault> {
        let backup = self.book.get(id)?;
        let found = record::all(target, &backup.to).await?;
        let ours = found.iter().rev().filter(|(_, record)| record.backup == *id);
        let view =
            |(copy, record): &(Dated, Record)| view::copy(*copy, record, &backup, clean::folder(&backup.to, *copy));
        Ok(ours.map(view).collect())
    }

    /// The files were meant to go: from now on copies are measured by `copy`, which was much
    /// smaller than the full one before it, and must still be the newest: of a later one the person
    /// has seen nothing. What the rules do not keep goes with the next run.
    ///
    /// # Errors
    /// A run is under way, nothing is asked, or what the storage said.
    pub async fn accept_smaller(&self, target: &Store, id: &BackupId, copy: &str) -> Result<BackupView, Fault> {
        let asked: Dated = copy.parse().map_err(|_| fault::gone("copy"))?;
        let _lock = self.lock(id)?;
        let backup = self.book.get(id)?;
        let found = record::all(target, &backup.to).await?;
        let good = |(_, record): &&(Dated, Record)| record.is_of(&backup) && record.state == State::Good;
        let (copy, record) = found.iter().rev().find(good).ok_or_else(|| fault::gone("copy"))?;
        if *copy != asked {
            return Err(fault::backup::newer_copy(&asked.to_string(), &copy.to_string()));
        }
        let accepted = Record { smaller_than: None, most: Most::default(), ..record.clone() };
        record::replace(target, &backup.to, *copy, &record.run, &accepted).await?;
        self.book.accepted(id)?;
        Ok(self.view(self.book.get(id)?))
    }

    /// Removes one copy. The last good one, or the last full one, goes only when the person said so
    /// knowing that it is (`last`).
    ///
    /// # Errors
    /// It is gone, is the last good one, or a run is under way; or what the storage said.
    pub async fn remove_copy(&self, target: &Store, id: &BackupId, copy: &str, last: bool) -> Result<(), Fault> {
        let _lock = self.lock(id)?;
        let backup = self.book.get(id)?;
        let copy: Dated = copy.parse().map_err(|_| fault::gone("copy"))?;
        let found = record::all(target, &backup.to).await?;
        let ours = || found.iter().filter(|(_, record)| record.backup == *id);
        let one = ours().find(|(other, _)| *other == copy).cloned().ok_or_else(|| fault::gone("copy"))?;
        let like = |record: &Record| record.state == State::Good && record.has_source_of(&one.1);
        let others: Vec<_> = ours().filter(|(other, record)| *other != copy && like(record)).collect();
        let lost = match () {
            () if last || one.1.state != State::Good => None,
            () if others.is_empty() => Some(fault::backup::last_copy()),
            () if shrunk::is_full(&one.1) && !others.iter().any(|(_, record)| shrunk::is_full(record)) => {
                Some(fault::backup::last_full_copy())
            }
            () => None,
        };
        if let Some(fault) = lost {
            return Err(fault);
        }
        clean::remove(target, &backup.to, one, &Stop::default(), |_| {}).await.map_err(|halt| match halt {
            Halt::Failed(fault) => fault,
            Halt::Stopped => fault::defect("a removal"),
        })?;
        if found.len() == 1 {
            record::tidy(target, &backup.to).await;
        }
        Ok(())
    }

    /// The way back of a copy, to where it came from or to another place: for the transfers to
    /// carry out. What is there already is dealt with as their choice says. The copy is looked at
    /// first: one that lost files is not passed off as whole.
    ///
    /// # Errors
    /// The copy is gone, not good, or no longer what it was; or what the storage said.
    pub async fn restore(&self, route: Route, id: &BackupId, copy: &str, to: Option<Place>) -> Result<Work, Fault> {
        let backup = self.book.get(id)?;
        let copy: Dated = copy.parse().map_err(|_| fault::gone("copy"))?;
        let record = record::read(&route.target, &record::at(&backup.to, copy)).await?;
        let record = record.filter(|record| record.backup == *id).ok_or_else(|| fault::gone("copy"))?;
        if record.state != State::Good {
            return Err(fault::backup::half_copy());
        }
        if to.is_none() && !(record.is_of(&backup) && record.read_from(&route.source.server())) {
            return Err(fault::backup::other_source(&record.from));
        }
        let folder = clean::folder(&backup.to, copy);
        let there = Inventory::read(&route.target, &folder, &Stop::default(), |_| {}).await;
        match there {
            Ok(there) if there.seal() == record.seal => {}
            Ok(there) => return Err(fault::backup::copy_changed(record.files, there.files())),
            Err(Halt::Failed(fault)) => return Err(fault),
            Err(Halt::Stopped) => return Err(fault::defect("a restoration")),
        }
        let to = to.unwrap_or(backup.from);
        let copies = Copies::all_of(folder, to, say!(jobs::RestoreCopy, copy = copy.to_string()));
        Ok(Work::Copy { store: route.target, target: route.source, copies })
    }

    /// Holds the backup for this process; dropped, or with the process, it is free again.
    fn lock(&self, id: &BackupId) -> Result<Held, Fault> {
        let unwritable = |error: std::io::Error| fault::backup::book_unwritable(&error.to_string());
        let held = Held::take(&self.locks.join(format!("{}.lock", id.as_str())), Duration::ZERO);
        held.map_err(unwritable)?.ok_or_else(fault::backup::busy)
    }

    fn view(&self, backup: Backup) -> BackupView {
        let timer = self.timers.state(&backup.id, &backup.name, backup.schedule);
        let running = self.running().get(&backup.id).map(|(_, tick)| {
            let begun = RunTick { phase: Phase::Looking, files_done: 0, files: 0, bytes_done: 0, bytes: 0 };
            tick.unwrap_or(begun)
        });
        view::backup(backup, timer, running)
    }

    fn running(&self) -> MutexGuard<'_, HashMap<BackupId, (Stop, Option<RunTick>)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a run off the list however it ends, also when its future is dropped.
struct Running<'a> {
    backups: &'a Backups,
    id: &'a BackupId,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.backups.running().remove(self.id);
    }
}

/// A name as it is kept: without spaces around it.
///
/// # Errors
/// It is empty, too long, or has characters that nobody sees.
pub(crate) fn sound_name(name: &str) -> Result<String, Fault> {
    let name = name.trim();
    let unfit = name.is_empty() || name.chars().count() > NAME_LIMIT || name.chars().any(char::is_control);
    if unfit { Err(fault::name_needed()) } else { Ok(name.to_owned()) }
}

/// A prefix with its slash; empty for the whole bucket.
fn as_folder(prefix: &str) -> String {
    if prefix.is_empty() || prefix.ends_with('/') { prefix.to_owned() } else { format!("{prefix}/") }
}
