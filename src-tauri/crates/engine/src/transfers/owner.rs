//! The one task that owns the queue: takes commands and reports, steps the queue, carries out its effects, and shows
//! the result to whoever watches.
//!
//! After each step the jobs that it changed go to the journal. When the last handle is dropped, everything stops as for
//! quitting, and the task ends once it stands still. If the runtime itself goes first, see [`super::up::parts`] and
//! [`super::down`] for what a crash leaves.

mod beat;
mod keeping;
mod logins;
mod shown;

use std::{
    collections::{HashMap, HashSet},
    panic::AssertUnwindSafe,
    path::PathBuf,
    sync::Arc,
};

use futures_util::FutureExt;
use store::Store;
use tokio::{
    sync::{mpsc, oneshot},
    task::{AbortHandle, JoinSet},
    time::{MissedTickBehavior, interval},
};

use super::{
    Options, Over, Request, Sink, Standing,
    context::{Context, Load, Progress},
    job::Task,
    journal::Journal,
    leftovers,
    limits::{Pacing, Throttle},
    queue::{
        Queue,
        event::{Effect, Event},
        group::Group,
        tune::{self, Reading, Tuner},
    },
    run::{self, Batch},
    terms::{JobId, OnConflict},
    view::{JobFilter, Jobs, TransferTick},
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, GroupId},
    stop::Stop,
    ticks::TICK,
};

/// What a handle asks.
pub(super) enum Command {
    Add { request: Box<Request>, reply: oneshot::Sender<GroupId> },
    Known { op_id: String, reply: oneshot::Sender<Option<GroupId>> },
    Watch(Sink),
    Tell(Event),
    Jobs { group: GroupId, filter: JobFilter, start: usize, len: usize, reply: oneshot::Sender<Option<Jobs>> },
    Folder { group: GroupId, reply: oneshot::Sender<Option<PathBuf>> },
    Leave(ConnectionId),
    Resume(Option<GroupId>),
    Wake(ConnectionId),
    Pace(Pacing),
    AtWork(oneshot::Sender<bool>),
    UnderWay(oneshot::Sender<Result<HashSet<String>, Fault>>),
    Trouble(oneshot::Sender<Option<Fault>>),
    ShutDown(oneshot::Sender<()>),
}

struct Running {
    stop: Stop,
    progress: Arc<Progress>,
    seen: (u64, u64),
}

/// See the module.
pub(super) struct Owner {
    queue: Queue,
    tuner: Tuner,
    /// Bytes moved and jobs ended since the start, for the tuner.
    work: Reading,
    options: Options,
    throttle: Arc<Throttle>,
    contexts: HashMap<GroupId, Arc<Context>>,
    plans: HashMap<GroupId, AbortHandle>,
    /// By group and first job of the run.
    runs: HashMap<(GroupId, JobId), Running>,
    reports: mpsc::Sender<Event>,
    journal: Journal,
    /// Logins that are open, as they were last had.
    logins: HashMap<ConnectionId, Store>,
    /// Logins that were asked for, on their way.
    opening: JoinSet<(ConnectionId, Option<Store>)>,
    cleaning: JoinSet<()>,
    sink: Option<Sink>,
    shown: Option<TransferTick>,
    standing: Standing,
    changed: bool,
    closing: Vec<oneshot::Sender<()>>,
}

impl Owner {
    /// Runs until all handles are gone and all effects have ended.
    pub(super) async fn run(options: Options, mut commands: mpsc::Receiver<Command>) {
        // Bounded: a plan waits while the queue takes in what it found.
        let (reports, mut reported) = mpsc::channel(64);
        let path = options.journal.clone();
        let opened = tokio::task::spawn_blocking(move || Journal::open(path.as_deref())).await;
        let (journal, found) = opened.unwrap_or_else(|_| Journal::open(None));
        let mut owner = Self {
            journal,
            logins: HashMap::new(),
            opening: JoinSet::new(),
            cleaning: JoinSet::new(),
            queue: Queue::new(options.pacing.files.unwrap_or(tune::FIRST)),
            tuner: Tuner::default(),
            work: Reading::default(),
            throttle: Throttle::new(options.pacing),
            options,
            contexts: HashMap::new(),
            plans: HashMap::new(),
            runs: HashMap::new(),
            reports,
            sink: None,
            shown: None,
            standing: Standing::Idle,
            changed: false,
            closing: Vec::new(),
        };
        let mut journal = owner.journal.clone();
        owner.find(found);
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut open = true;
        while open || !owner.is_still() {
            tokio::select! {
                command = commands.recv(), if open => match command {
                    Some(command) => owner.take(command),
                    None => {
                        open = false;
                        owner.close();
                    }
                },
                Some(Ok((connection, store))) = owner.opening.join_next() => owner.opened(&connection, store),
                Some(_) = owner.cleaning.join_next() => {}
                Some(event) = reported.recv() => owner.step(event),
                () = journal.turn() => owner.turned(),
                _ = ticks.tick(), if owner.changed || owner.queue.is_busy() => owner.tick(),
            }
            if owner.is_still() && !owner.closing.is_empty() {
                // Whoever starts next finds it whole, also while this process still ends.
                owner.close_journal().await;
                owner.closing.drain(..).for_each(|waiting| waiting.send(()).unwrap_or(()));
            }
        }
        owner.close_journal().await;
    }

    fn is_still(&self) -> bool {
        self.queue.is_still() && self.cleaning.is_empty()
    }

    /// Cleans up after jobs of a group that were given up: these just now, and those of before that left something.
    fn clean(&mut self, id: &GroupId, just_now: HashMap<JobId, Arc<Task>>) {
        if let Some(context) = self.contexts.get(id) {
            self.cleaning.spawn(leftovers::clean(Arc::clone(context), id.clone(), just_now));
        }
    }

    /// The program ends, or nobody holds a handle any more.
    fn close(&mut self) {
        match self.journal.lasts {
            true => {
                self.plans.drain().for_each(|(_, plan)| plan.abort());
                self.step(Event::Closing);
            }
            false => self.cancel(|_| true),
        }
    }

    fn take(&mut self, command: Command) {
        match command {
            Command::Add { request, reply } => {
                let id = self.added(*request);
                let journal = self.journal.clone();
                // Answered once it is kept: what was promised is there after a crash.
                tokio::spawn(async move {
                    journal.flush().await;
                    let _ = reply.send(id);
                });
            }
            Command::Known { op_id, reply } => drop(reply.send(self.queue.known(&op_id).cloned())),
            Command::Watch(sink) => {
                self.sink = Some(sink);
                self.shown = None;
                self.show();
            }
            Command::Tell(event) => self.step(event),
            Command::Jobs { group, filter, start, len, reply } => match self.queue.group(&group) {
                Some(group) => shown::jobs(group, &self.journal, filter, (start, len), reply),
                None => drop(reply.send(None)),
            },
            Command::Folder { group, reply } => {
                let work = self.queue.group(&group).and_then(|group| group.work.as_ref());
                let root = self.contexts.get(&group).and_then(|context| context.root.clone());
                drop(reply.send(root.or_else(|| work.and_then(|work| work.folder().cloned()))));
            }
            Command::Leave(connection) => self.leave(&connection),
            Command::Resume(group) => {
                group.iter().for_each(|group| self.accept(group));
                let chosen = |one: &&Group| group.as_ref().is_none_or(|id| one.id == *id);
                let signed_out = self.queue.groups().iter().filter(chosen).filter(|group| group.signed_out);
                let connections = signed_out.flat_map(logins::of);
                connections.collect::<HashSet<_>>().into_iter().for_each(|connection| self.open(connection));
                self.step(Event::Resumed { group });
            }
            Command::Wake(connection) => self.open(connection),
            Command::Pace(pacing) => {
                self.throttle.set(pacing);
                self.options.pacing = pacing;
                self.queue.permit(pacing.files.unwrap_or(tune::FIRST));
                self.step(Event::Clock);
            }
            Command::AtWork(reply) => drop(reply.send(self.queue.is_at_work())),
            Command::UnderWay(reply) => {
                let journal = self.journal.clone();
                tokio::spawn(async move {
                    let known = journal.uploads().await;
                    let behind = journal.behind().map(|details| fault::transfer::journal_behind(&details));
                    reply.send(behind.map_or(Ok(known), Err))
                });
            }
            Command::Trouble(reply) => drop(reply.send(self.trouble())),
            Command::ShutDown(reply) => {
                self.closing.push(reply);
                self.close();
            }
        }
    }

    /// The group of a request; the one that is there already where the page asked twice.
    fn added(&mut self, request: Request) -> GroupId {
        let Request { op_id, work, on_conflict, keeping } = request;
        if let Some(known) = self.queue.known(&op_id) {
            return known.clone();
        }
        let (mut group, mut context) = self.context_of(work, on_conflict, None);
        (group.keeping, context.keeping) = (keeping.clone(), keeping);
        let id = group.id.clone();
        self.contexts.insert(id.clone(), Arc::new(context));
        self.step(Event::Added { op_id, group: Box::new(group) });
        id
    }

    fn cancel(&mut self, which: impl Fn(&Context) -> bool) {
        let ids: Vec<GroupId> =
            self.contexts.iter().filter(|(_, context)| which(context)).map(|(id, _)| id.clone()).collect();
        ids.into_iter().for_each(|group| self.step(Event::Cancelled { group, job: None }));
    }

    fn step(&mut self, event: Event) {
        self.changed = true;
        if let Event::Ended { group, outcomes } = &event {
            // What was done since the last tick counts before the end does.
            self.read_progress();
            self.work.files += outcomes.len() as u64;
            let (group, first) = (group.clone(), outcomes.first().map(|(first, _)| *first));
            let ended = first.and_then(|first| self.runs.remove(&(group.clone(), first)));
            if ended.is_some_and(|run| run.progress.is_anew()) {
                self.apply(Event::Anew { group });
            }
        }
        let again = event.tries_again();
        if let Some((group, whole)) = &again {
            self.retries(group, *whole);
        }
        let all = matches!(event, Event::Paused { group: None } | Event::Resumed { group: None });
        let planned = event.ends_plan();
        let changed = event.changes();
        self.apply(event);
        let every = || self.queue.groups().iter().map(|group| group.id.clone()).collect();
        let changed: Vec<GroupId> = if all { every() } else { changed.into_iter().collect() };
        changed.iter().for_each(|group| self.keep(group));
        planned.into_iter().for_each(|group| self.journal.planned(group));
        // What the journal held and is over has no login yet.
        if let (true, Some(group)) = (again.is_some(), changed.first().and_then(|id| self.queue.group(id)))
            && group.signed_out
        {
            logins::of(group).into_iter().for_each(|connection| self.open(connection));
        }
    }

    /// Writes what a step changed, and cleans up after jobs that it gave up.
    fn keep(&mut self, id: &GroupId) {
        let Some(group) = self.queue.group_mut(id) else { return };
        let changed = std::mem::take(&mut group.changed);
        // While nothing can be written, all of it is once it can.
        let behind = self.journal.is_behind();
        if !behind {
            self.journal.save(group, &changed);
        }
        let given_up = changed.into_iter().filter_map(|id| {
            let job = group.job(id).filter(|job| job.is_given_up())?;
            Some((id, Arc::clone(&job.task)))
        });
        let given_up: HashMap<_, _> = given_up.collect();
        group.put_away(behind);
        self.make_room(id);
        if !given_up.is_empty() {
            self.clean(id, given_up);
        }
    }

    /// Tells the plan of a group how much the queue has of it.
    fn make_room(&self, id: &GroupId) {
        let (Some(group), Some(context)) = (self.queue.group(id), self.contexts.get(id)) else { return };
        let tally = group.tally();
        let load = Load { left: tally.all() - tally.ended(), gave_up: group.gave_up() };
        context.plan.tell(load);
    }

    fn apply(&mut self, event: Event) {
        let now = (self.options.clock)();
        for effect in self.queue.step(now, event) {
            match effect {
                Effect::Plan(group) => self.plan(group),
                Effect::StopPlan(group) => drop(self.plans.remove(&group).map(|plan| plan.abort())),
                Effect::Start { group, jobs, on_conflict } => self.start(group, jobs, on_conflict),
                Effect::Stop { group, job } => drop(self.runs.get(&(group, job)).map(|run| run.stop.stop())),
                Effect::Pause { group, job } => drop(self.runs.get(&(group, job)).map(|run| run.stop.pause())),
                Effect::Over(group) => self.over(&group),
                Effect::Forget(group) => self.forget(&group),
            }
        }
    }

    fn plan(&mut self, group: GroupId) {
        self.make_room(&group);
        let Some(context) = self.contexts.get(&group).cloned() else { return };
        let (reports, id) = (self.reports.clone(), group.clone());
        let plan = tokio::spawn(async move {
            let mut planner = context.plan.planner.lock().await;
            planner.under(context.source());
            let fault = loop {
                if let Err(fault) = context.plan.has_room().await {
                    break Some(fault);
                }
                let step = AssertUnwindSafe(planner.step()).catch_unwind().await;
                match step.unwrap_or_else(|_| Err(fault::defect("a plan"))) {
                    Ok(Some(tasks)) => drop(reports.send(Event::Planned { group: group.clone(), tasks }).await),
                    Ok(None) => break None,
                    Err(fault) => break Some(fault),
                }
            };
            let _ = reports.send(Event::PlanEnded { group, note: planner.note(), fault }).await;
        });
        self.plans.insert(id, plan.abort_handle());
    }

    fn start(&mut self, group: GroupId, jobs: Batch, on_conflict: OnConflict) {
        let (Some(context), Some(&(first, _))) = (self.contexts.get(&group).cloned(), jobs.first()) else { return };
        let running = Running { stop: Stop::default(), progress: Arc::default(), seen: (0, 0) };
        let (progress, stop) = (Arc::clone(&running.progress), running.stop.clone());
        let work = run::run(group.clone(), context, jobs, on_conflict, progress, stop);
        self.runs.insert((group.clone(), first), running);
        let reports = self.reports.clone();
        tokio::spawn(async move {
            let outcomes = work.await;
            let _ = reports.send(Event::Ended { group, outcomes }).await;
        });
    }

    fn over(&mut self, id: &GroupId) {
        self.plans.remove(id);
        if let Some(group) = self.queue.group(id) {
            (self.options.on_over)(Over::of(group));
        }
    }

    /// Lets go of a group, once what it had under way is cleaned up.
    fn forget(&mut self, id: &GroupId) {
        self.plans.remove(id);
        let context = self.contexts.remove(id);
        let (journal, id) = (self.journal.clone(), id.clone());
        self.cleaning.spawn(async move {
            if let Some(context) = context {
                leftovers::clean_all(context, id.clone()).await;
            }
            journal.forget(id);
        });
    }
}
