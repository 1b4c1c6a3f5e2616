//! The one task that owns the queue: takes commands and reports, steps the queue, carries out its effects, and shows
//! the result to whoever watches.
//!
//! When the last handle is dropped, everything is cancelled, and the task ends once the effects have cleaned up. If the
//! runtime itself goes first, see [`super::parts`] and [`super::download`] for what a crash leaves.

use std::{collections::HashMap, panic::AssertUnwindSafe, path::PathBuf, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio::{
    sync::{mpsc, oneshot},
    task::AbortHandle,
    time::{MissedTickBehavior, interval},
};
use tokio_util::sync::CancellationToken;

use super::{
    Options, Over, Sink,
    context::{Context, Progress},
    event::{Effect, Event},
    group::Group,
    queue::Queue,
    run::{self, Batch},
    terms::{JobId, OnConflict},
    view::{self, JobFilter, Jobs, TransferTick},
};
use crate::{
    fault,
    ids::{ConnectionId, GroupId},
};

const TICK: Duration = Duration::from_millis(100);

/// What a handle asks.
pub(super) enum Command {
    Add { op_id: String, group: Box<Group>, context: Arc<Context>, reply: oneshot::Sender<GroupId> },
    Known { op_id: String, reply: oneshot::Sender<Option<GroupId>> },
    Watch(Sink),
    Tell(Event),
    Jobs { group: GroupId, filter: JobFilter, start: usize, len: usize, reply: oneshot::Sender<Option<Jobs>> },
    Folder { group: GroupId, reply: oneshot::Sender<Option<PathBuf>> },
    Leave(ConnectionId),
    ShutDown(oneshot::Sender<()>),
}

struct Running {
    stop: CancellationToken,
    progress: Arc<Progress>,
    seen: (u64, u64),
}

/// See the module.
pub(super) struct Owner {
    queue: Queue,
    options: Options,
    contexts: HashMap<GroupId, Arc<Context>>,
    plans: HashMap<GroupId, AbortHandle>,
    /// By group and first job of the run.
    runs: HashMap<(GroupId, JobId), Running>,
    reports: mpsc::Sender<Event>,
    sink: Option<Sink>,
    shown: Option<TransferTick>,
    changed: bool,
    closing: Vec<oneshot::Sender<()>>,
}

impl Owner {
    /// Runs until all handles are gone and all effects have ended.
    pub(super) async fn run(options: Options, mut commands: mpsc::Receiver<Command>) {
        // Bounded: a plan waits while the queue takes in what it found.
        let (reports, mut reported) = mpsc::channel(64);
        let mut owner = Self {
            queue: Queue::new(options.files_at_once),
            options,
            contexts: HashMap::new(),
            plans: HashMap::new(),
            runs: HashMap::new(),
            reports,
            sink: None,
            shown: None,
            changed: false,
            closing: Vec::new(),
        };
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut open = true;
        while open || !owner.queue.is_still() {
            tokio::select! {
                command = commands.recv(), if open => match command {
                    Some(command) => owner.take(command),
                    None => {
                        open = false;
                        owner.cancel(|_| true);
                    }
                },
                Some(event) = reported.recv() => owner.step(event),
                _ = ticks.tick(), if owner.changed || owner.queue.is_busy() => owner.tick(),
            }
            if owner.queue.is_still() {
                owner.closing.drain(..).for_each(|waiting| waiting.send(()).unwrap_or(()));
            }
        }
    }

    fn take(&mut self, command: Command) {
        match command {
            Command::Add { op_id, group, context, reply } => {
                let known = self.queue.known(&op_id).cloned();
                if known.is_none() {
                    self.contexts.insert(group.id.clone(), context);
                }
                let id = known.unwrap_or_else(|| group.id.clone());
                self.step(Event::Added { op_id, group });
                let _ = reply.send(id);
            }
            Command::Known { op_id, reply } => drop(reply.send(self.queue.known(&op_id).cloned())),
            Command::Watch(sink) => {
                self.sink = Some(sink);
                self.shown = None;
                self.show();
            }
            Command::Tell(event) => self.step(event),
            Command::Jobs { group, filter, start, len, reply } => {
                drop(reply.send(self.queue.group(&group).map(|group| view::jobs(group, filter, start, len))));
            }
            Command::Folder { group, reply } => {
                drop(reply.send(self.contexts.get(&group).and_then(|context| context.root.clone())));
            }
            Command::Leave(connection) => self.cancel(|context| context.connection == connection),
            Command::ShutDown(reply) => {
                self.closing.push(reply);
                self.cancel(|_| true);
            }
        }
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
            outcomes.first().map(|(first, _)| self.runs.remove(&(group.clone(), *first)));
        }
        self.apply(event);
    }

    fn apply(&mut self, event: Event) {
        let now = (self.options.clock)();
        for effect in self.queue.step(now, event) {
            match effect {
                Effect::Plan(group) => self.plan(group),
                Effect::StopPlan(group) => drop(self.plans.remove(&group).map(|plan| plan.abort())),
                Effect::Start { group, jobs, on_conflict } => self.start(group, jobs, on_conflict),
                Effect::Stop { group, job } => drop(self.runs.get(&(group, job)).map(|run| run.stop.cancel())),
                Effect::Over(group) => self.over(&group),
                Effect::Forget(group) => drop((self.contexts.remove(&group), self.plans.remove(&group))),
            }
        }
    }

    fn plan(&mut self, group: GroupId) {
        let Some(context) = self.contexts.get(&group).cloned() else { return };
        let (reports, id) = (self.reports.clone(), group.clone());
        let plan = tokio::spawn(async move {
            let mut planner = context.planner.lock().await;
            let fault = loop {
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
        let running = Running { stop: CancellationToken::new(), progress: Arc::default(), seen: (0, 0) };
        let work = run::run(context, jobs, on_conflict, Arc::clone(&running.progress), running.stop.clone());
        self.runs.insert((group.clone(), first), running);
        let reports = self.reports.clone();
        tokio::spawn(async move {
            let outcomes = work.await;
            let _ = reports.send(Event::Ended { group, outcomes }).await;
        });
    }

    fn over(&mut self, id: &GroupId) {
        self.plans.remove(id);
        if let (Some(group), Some(context)) = (self.queue.group(id), self.contexts.get(id)) {
            let over = Over { group: id.clone(), kind: context.kind, to: context.to.clone(), state: group.state() };
            (self.options.on_over)(over);
        }
    }

    fn tick(&mut self) {
        self.read_progress();
        self.apply(Event::Clock);
        self.changed = false;
        self.show();
    }

    fn read_progress(&mut self) {
        let mut events = Vec::new();
        for ((group, job), run) in &mut self.runs {
            let (done, total) = run.progress.read();
            if run.seen != (done, total) && total > 0 {
                run.seen = (done, total);
                events.push(Event::Progress { group: group.clone(), job: *job, done, total });
            }
        }
        events.into_iter().for_each(|event| self.apply(event));
    }

    /// Shows the groups where they differ from what was shown.
    fn show(&mut self) {
        let Some(sink) = &self.sink else { return };
        let tick = view::tick(self.queue.groups());
        if self.shown.as_ref() != Some(&tick) {
            sink(tick.clone());
            self.shown = Some(tick);
        }
    }
}
