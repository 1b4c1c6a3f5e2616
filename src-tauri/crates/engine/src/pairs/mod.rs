//! Saved pairs: two places that are kept under a name with the way they are made the same, to be
//! synchronized again at a press, or on a schedule that needs no window.
//!
//! What compares and what moves files is [`crate::sync`]'s and [`crate::transfers`]'; the schedule,
//! and how a queue runs with nobody at the window, is [`crate::backups`]'. The run is [`run`], its
//! promise stands there. After one with nobody there was refused, or failed in a way that does not
//! pass by itself, the pair is locked: it does not run by itself until a person has compared it in
//! the window. Two runs of one pair exclude each other by a lock that the system lets go of when a
//! process ends, however it ends; and a run whose folder says nothing any more is given up, so that
//! it does not hold the pair ([`silent`]).

mod book;
mod known;
mod run;
mod silent;
mod view;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Zoned;

use self::{
    book::Book,
    run::{Run, blocking},
};
pub use self::{
    book::{LastSync, PairPlace, PairTrouble, SavedPair},
    run::{PairAsked, PairMade},
    view::{PairPlaceView, PairRequest, PairView},
};
use crate::{
    backups::{Halt, RunTick, Say, Schedule, Timers, sound_name},
    fault::{self, Fault},
    held::Held,
    ids::PairId,
    stop::Stop,
    sync::{Comparison, SyncSide},
    transfers::Pacing,
};

/// All saved pairs of this person.
#[derive(Debug)]
pub struct Pairs {
    book: Book,
    /// The folder of locks, and of the names that both places had.
    data: PathBuf,
    timers: Timers,
    running: Mutex<HashMap<PairId, Stop>>,
    /// How long a folder may say nothing while a run needs it.
    patience: Duration,
}

impl Pairs {
    /// Those kept in `config`; `data` has the locks and what was there at the last run.
    #[must_use]
    pub fn open(config: &Path, data: &Path, timers: Timers) -> Self {
        let (book, data) = (Book::open(config), data.join("pairs"));
        Self { book, data, timers, running: Mutex::default(), patience: silent::PATIENCE }
    }

    /// The same, which gives a folder that says nothing up after so long.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Every pair, in the order they were saved.
    ///
    /// # Errors
    /// The file of pairs cannot be read.
    pub fn list(&self) -> Result<Vec<PairView>, Fault> {
        Ok(self.book.all()?.into_iter().map(|pair| self.view(pair)).collect())
    }

    /// The pair of this name or id.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn find(&self, name: &str) -> Result<SavedPair, Fault> {
        let all = self.book.all()?;
        let found = all.iter().find(|pair| pair.id.as_str() == name).or_else(|| all.iter().find(|p| p.name == name));
        found.cloned().ok_or_else(|| fault::sync::unknown(name))
    }

    /// The pair of this id.
    ///
    /// # Errors
    /// It is gone, or the file cannot be read.
    pub fn get(&self, id: &PairId) -> Result<SavedPair, Fault> {
        self.book.get(id)
    }

    /// Saves the two places of a comparison that came to its end, and with them the names that both
    /// have; its schedule is set too. `lasts`: the logins of both are there without the window.
    ///
    /// # Errors
    /// The name cannot be, it is not compared to its end, files were left out of it by hand, which
    /// no pair remembers, or something could not be written.
    pub async fn save(&self, comparison: Arc<Comparison>, wanted: PairRequest, lasts: bool) -> Result<PairView, Fault> {
        let id = PairId::fresh();
        let (own, wish) = (Arc::clone(&comparison), wanted.wish);
        match blocking(move || own.plan(wish)).await?.left_out {
            0 => {}
            count => return Err(fault::sync::pair_left_out(count)),
        }
        let (own, names) = (Arc::clone(&comparison), self.names(&id));
        blocking(move || known::write(&names, &own, None)).await?;
        let saved = self.add(&id, &comparison, wanted, lasts);
        if saved.is_err() {
            self.forget_names(&id);
        }
        saved
    }

    fn add(&self, id: &PairId, comparison: &Comparison, wanted: PairRequest, lasts: bool) -> Result<PairView, Fault> {
        let PairRequest { name, wish, schedule } = sound(wanted, lasts)?;
        let (left, right, by, filter) = comparison.of();
        let servers = servers_of(comparison);
        let (left, right) = (PairPlace::of(left), PairPlace::of(right));
        let filter = filter.clone();
        let (last, locked) = (None, None);
        let pair = SavedPair { id: id.clone(), name, left, right, by, filter, wish, schedule, servers, last, locked };
        self.book.change(|all| {
            is_free(all, id, &pair.name)?;
            all.push(pair.clone());
            Ok(())
        })?;
        if let Err(fault) = self.timers.set(id, &pair.name, schedule) {
            self.book.remove(id)?;
            return Err(fault);
        }
        Ok(self.view(pair))
    }

    /// Gives a pair another name, way or schedule.
    ///
    /// # Errors
    /// It is gone, the name cannot be, or something could not be written.
    pub fn change(&self, id: &PairId, wanted: PairRequest, lasts: bool) -> Result<PairView, Fault> {
        let PairRequest { name, wish, schedule } = sound(wanted, lasts)?;
        let pair = self.book.change(|all| {
            is_free(all, id, &name)?;
            let pair = all.iter_mut().find(|pair| pair.id == *id).ok_or_else(|| fault::gone("pair"))?;
            (pair.name, pair.wish, pair.schedule) = (name, wish, schedule);
            Ok(pair.clone())
        })?;
        self.timers.set(id, &pair.name, pair.schedule)?;
        Ok(self.view(pair))
    }

    /// Takes a pair off the list, and its schedule away. The files of both places stay.
    ///
    /// # Errors
    /// It runs, the schedule could not be taken away, or the file not be written.
    pub fn forget(&self, id: &PairId) -> Result<(), Fault> {
        let _lock = self.lock(id)?;
        self.timers.remove(id)?;
        self.book.remove(id)?;
        self.forget_names(id);
        Ok(())
    }

    /// A person sees what was compared: from now on the pair runs by itself again. Where a place is
    /// on another server than before, looking is no consent: only a run that a person starts is,
    /// unless both places are the same already.
    ///
    /// # Errors
    /// It is gone, not compared to its end, or something could not be written.
    pub fn looked(&self, id: &PairId, comparison: &Comparison) -> Result<PairView, Fault> {
        if !comparison.count().complete {
            return Err(fault::sync::plan_changed());
        }
        let servers = servers_of(comparison);
        let pair = self.book.get(id)?;
        if pair.servers != servers {
            if !comparison.plan(pair.wish)?.is_nothing() {
                return Ok(self.view(pair));
            }
            self.forget_names(id);
        }
        let looked = self.book.change_one(id, |pair| (pair.servers, pair.locked) = (servers, None))?;
        Ok(self.view(looked))
    }

    /// Does what a person saw of a comparison and started; how it ended is written down. `say`
    /// hears how far it is.
    ///
    /// # Errors
    /// It was stopped, something failed, or it runs already, here or in another process.
    pub async fn run(
        &self,
        id: &PairId,
        comparison: &Arc<Comparison>,
        asked: PairAsked,
        pacing: Pacing,
        clock: &(dyn Fn() -> Zoned + Send + Sync),
        say: &(dyn Fn(RunTick) + Send + Sync),
    ) -> Result<PairMade, Halt> {
        let _lock = self.lock(id)?;
        self.led_to(id, comparison)?;
        let (stop, names) = (Stop::default(), self.names(id));
        let _running = self.begin(id, &stop);
        let run = Run { names: &names, pacing, stop: &stop, say: Say::to(say) };
        let work = Box::pin(run.carry_out(comparison, asked.wish, Some((asked.seen, asked.sure)), clock()));
        let ended = run.while_answered(silent::folders(&self.book.get(id)?), self.patience, work).await;
        self.ended(id, &ended, clock, false)?;
        ended
    }

    /// A person runs the pair on these servers: from now on they are its own.
    fn led_to(&self, id: &PairId, comparison: &Comparison) -> Result<(), Fault> {
        let servers = servers_of(comparison);
        if self.book.get(id)?.servers != servers {
            self.forget_names(id);
            self.book.change_one(id, |pair| (pair.servers, pair.locked) = (servers, None))?;
        }
        Ok(())
    }

    /// Compares a pair and adds what is new with nobody at the window; how it ended is written
    /// down.
    ///
    /// # Errors
    /// It is locked, was refused or stopped, something failed, or it runs already, here or in
    /// another process.
    pub async fn run_alone(
        &self,
        id: &PairId,
        sides: Result<(SyncSide, SyncSide), Fault>,
        pacing: Pacing,
        clock: &(dyn Fn() -> Zoned + Send + Sync),
        say: &(dyn Fn(RunTick) + Send + Sync),
    ) -> Result<PairMade, Halt> {
        let _lock = self.lock(id)?;
        let pair = self.book.get(id)?;
        if let Some(why) = &pair.locked {
            return Err(fault::sync::locked(&pair.name, &why.title).into());
        }
        let (stop, names) = (Stop::default(), self.names(id));
        let _running = self.begin(id, &stop);
        let run = Run { names: &names, pacing, stop: &stop, say: Say::to(say) };
        let work = Box::pin(run.alone(&pair, sides, clock()));
        let ended = run.while_answered(silent::folders(&pair), self.patience, work).await;
        self.ended(id, &ended, clock, true)?;
        ended
    }

    /// Stops a run of this process.
    pub fn stop(&self, id: &PairId) {
        if let Some(stop) = self.running().get(id) {
            stop.stop();
        }
    }

    /// Whether a run of this process is under way.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        !self.running().is_empty()
    }

    /// Writes down how a run ended. With nobody there (`alone`), what does not pass by itself locks
    /// the pair.
    fn ended(
        &self,
        id: &PairId,
        ended: &Result<PairMade, Halt>,
        clock: &(dyn Fn() -> Zoned + Send + Sync),
        alone: bool,
    ) -> Result<(), Fault> {
        let (made, fault) = match ended {
            Ok(made) => (made.clone(), made.trouble.clone()),
            Err(Halt::Stopped) => (PairMade { trouble: Some(fault::sync::stopped()), ..PairMade::default() }, None),
            Err(Halt::Failed(fault)) => {
                (PairMade { trouble: Some(fault.clone()), ..PairMade::default() }, Some(fault.clone()))
            }
        };
        let locks = fault.filter(|fault| alone && !fault.retry && made.failed == 0);
        let last = made.last(clock().timestamp().as_millisecond());
        let written = self.book.change_one(id, |pair| {
            pair.last = Some(last);
            pair.locked = locks.as_ref().map(PairTrouble::of).or(pair.locked.take());
        });
        match written {
            // It was taken off the list meanwhile.
            Err(fault) if fault.code == "gone" => Ok(()),
            written => written.map(drop),
        }
    }

    /// Holds the pair for this process; dropped, or with the process, it is free again.
    fn lock(&self, id: &PairId) -> Result<Held, Fault> {
        let unwritable = |error: std::io::Error| fault::sync::book_unwritable(&error.to_string());
        let held = Held::take(&self.data.join(format!("{}.lock", id.as_str())), Duration::ZERO);
        held.map_err(unwritable)?.ok_or_else(fault::sync::busy)
    }

    fn names(&self, id: &PairId) -> PathBuf {
        self.data.join(format!("{}.names", id.as_str()))
    }

    /// From now on nothing is known of what was there.
    fn forget_names(&self, id: &PairId) {
        let names = self.names(id);
        if let Err(error) = std::fs::remove_file(&names)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "the names of a pair stay");
        }
    }

    fn view(&self, pair: SavedPair) -> PairView {
        let timer = self.timers.state(&pair.id, &pair.name, pair.schedule);
        let running = self.running().contains_key(&pair.id);
        view::pair(pair, timer, running)
    }

    fn begin<'a>(&'a self, id: &'a PairId, stop: &Stop) -> Running<'a> {
        self.running().insert(id.clone(), stop.clone());
        Running { pairs: self, id }
    }

    fn running(&self) -> MutexGuard<'_, HashMap<PairId, Stop>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The servers of the two places; none of a folder of this computer.
fn servers_of(comparison: &Comparison) -> [Option<String>; 2] {
    let (left, right, ..) = comparison.of();
    [left.server(), right.server()]
}

/// What is asked for, as it is kept.
fn sound(wanted: PairRequest, lasts: bool) -> Result<PairRequest, Fault> {
    let (name, schedule) = (sound_name(&wanted.name)?, wanted.schedule.sound());
    if schedule != Schedule::Never && !lasts {
        return Err(fault::sync::login_does_not_last());
    }
    Ok(PairRequest { name, schedule, ..wanted })
}

/// No other pair has this name.
fn is_free(all: &[SavedPair], id: &PairId, name: &str) -> Result<(), Fault> {
    let taken = all.iter().any(|other| other.id != *id && other.name == name);
    if taken { Err(fault::sync::name_taken(name)) } else { Ok(()) }
}

/// Takes a run off the list however it ends, also when its future is dropped.
struct Running<'a> {
    pairs: &'a Pairs,
    id: &'a PairId,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.pairs.running().remove(self.id);
    }
}
