//! The one task that owns the queue: takes commands and what its tasks report, steps the queue,
//! carries out its effects, and shows the result to whoever watches. What an event means is the
//! queue's alone to say.
//!
//! After each step the jobs that it changed go to the journal. When the last handle is dropped,
//! everything stops as for quitting, and the task ends once it stands still. If the runtime itself
//! goes first, see [`super::up::parts`] and [`super::down`] for what a crash leaves.

mod beat;
mod follow;
mod keeping;
mod logins;
mod plans;
mod runs;
mod shown;

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};

use self::{
    logins::Logins,
    plans::Plans,
    runs::{Ended, Runs},
    shown::Panel,
};
use super::{
    Options, Over, Request, Sink,
    context::{Context, Load},
    job::Task,
    journal::Journal,
    limits::{self, Pacing},
    queue::{
        Queue,
        event::{Effect, Event},
        stage::Stage,
    },
    terms::JobId,
    unfinished,
    view::{JobFilter, Jobs},
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, GroupId},
    ticks::Ticks,
};

pub(super) enum Command {
    Add { request: Box<Request>, reply: oneshot::Sender<GroupId> },
    Known { op_id: String, reply: oneshot::Sender<Option<GroupId>> },
    Watch(Sink),
    Tell(Event),
    Retry { group: GroupId, job: Option<JobId> },
    ReplaceUnseen(GroupId),
    Jobs { group: GroupId, filter: JobFilter, start: usize, len: usize, reply: oneshot::Sender<Result<Jobs, Fault>> },
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

pub(super) struct Owner {
    options: Options,
    queue: Queue,
    journal: Journal,
    /// What the plan and the jobs of a group share.
    contexts: HashMap<GroupId, Arc<Context>>,
    plans: Plans,
    runs: Runs,
    logins: Logins,
    /// Cleaning up after jobs and groups, on its way.
    cleaning: JoinSet<()>,
    panel: Panel,
}

impl Owner {
    /// Runs until all handles are gone and all effects have ended.
    pub(super) async fn run(options: Options, mut commands: mpsc::Receiver<Command>) {
        let mut owner = Self::open(options).await;
        let mut journal = owner.journal.clone();
        let mut ticks = Ticks::new();
        let (mut open, mut closing) = (true, Vec::new());
        while open || !owner.is_still() {
            tokio::select! {
                command = commands.recv(), if open => match command {
                    Some(command) => closing.extend(owner.take(command)),
                    None => {
                        open = false;
                        owner.close();
                    }
                },
                Some((connection, store)) = owner.logins.next() => owner.opened(&connection, store),
                Some(_) = owner.cleaning.join_next() => {}
                Some(event) = owner.plans.next() => owner.step(event),
                Some(ended) = owner.runs.next() => owner.ended(ended),
                () = journal.turn() => owner.turned(),
                () = ticks.due(), if owner.panel.is_stale || owner.queue.is_busy() => owner.tick(),
            }
            if owner.is_still() && !closing.is_empty() {
                // Whoever starts next finds it whole, also while this process still ends.
                owner.close_journal().await;
                closing.drain(..).for_each(|waiting: oneshot::Sender<()>| waiting.send(()).unwrap_or(()));
            }
        }
        owner.close_journal().await;
    }

    /// Takes in what the journal holds.
    async fn open(options: Options) -> Self {
        let path = options.journal.clone();
        let opened = tokio::task::spawn_blocking(move || Journal::open(path.as_deref())).await;
        let (journal, found) = opened.unwrap_or_else(|_| Journal::open(None));
        let mut owner = Self {
            queue: Queue::new(options.pacing.files.unwrap_or(limits::FIRST)),
            journal,
            contexts: HashMap::new(),
            plans: Plans::default(),
            runs: Runs::new(options.pacing),
            logins: Logins::new(Arc::clone(&options.open_store)),
            cleaning: JoinSet::new(),
            panel: Panel::default(),
            options,
        };
        owner.find(found);
        owner
    }

    fn is_still(&self) -> bool {
        self.queue.is_still() && self.cleaning.is_empty()
    }

    /// The program ends, or nobody holds a handle any more.
    fn close(&mut self) {
        match self.journal.lasts {
            true => {
                self.plans.end_all();
                self.step(Event::Closing);
            }
            false => self.cancel(|_| true),
        }
    }

    /// Does what a handle asks. Who wants everything to stop is to hear once it stands still.
    fn take(&mut self, command: Command) -> Option<oneshot::Sender<()>> {
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
                self.panel.watch(sink);
                self.show();
            }
            Command::Tell(event) => self.step(event),
            Command::Retry { group, job } => self.again(&group, job.is_none(), |group| Event::Retried { group, job }),
            Command::ReplaceUnseen(group) => self.again(&group, false, |group| Event::Replaced { group }),
            Command::Jobs { group, filter, start, len, reply } => match self.queue.group(&group) {
                Some(group) => shown::jobs(group, &self.journal, filter, (start, len), reply),
                None => drop(reply.send(Err(fault::gone("transfer")))),
            },
            Command::Folder { group, reply } => {
                let work = self.queue.group(&group).and_then(|group| group.work.as_ref());
                let root = self.contexts.get(&group).and_then(|context| context.root.clone());
                drop(reply.send(root.or_else(|| work.and_then(|work| work.folder().cloned()))));
            }
            Command::Leave(connection) => self.leave(&connection),
            Command::Resume(group) => self.resume(group),
            Command::Wake(connection) => self.logins.ask(connection),
            Command::Pace(pacing) => {
                self.options.pacing = pacing;
                self.runs.throttle.set(pacing);
                self.queue.permit(pacing.files.unwrap_or(limits::FIRST));
                self.step(Event::Clock);
            }
            Command::AtWork(reply) => drop(reply.send(self.queue.is_at_work())),
            Command::UnderWay(reply) => {
                let journal = self.journal.clone();
                tokio::spawn(async move { reply.send(keeping::uploads_under_way(&journal).await) });
            }
            Command::Trouble(reply) => drop(reply.send(self.trouble())),
            Command::ShutDown(reply) => {
                self.close();
                return Some(reply);
            }
        }
        None
    }

    /// The group of a request; the one that is there already where the page asked twice.
    fn added(&mut self, request: Request) -> GroupId {
        let Request { op_id, work, on_conflict, upload_options } = request;
        if let Some(known) = self.queue.known(&op_id) {
            return known.clone();
        }
        let (mut group, mut context) = self.context_of(work, on_conflict, None);
        (group.upload_options, context.upload_options) = (upload_options.clone(), upload_options);
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

    /// A run came to its end. What it did since the last tick counts before that.
    fn ended(&mut self, ended: Ended) {
        self.read_progress();
        let ended = self.runs.remove(ended);
        self.step(ended);
    }

    /// Lets the queue take in an event, and carries out what it says.
    fn step(&mut self, event: Event) {
        self.panel.is_stale = true;
        let now = (self.options.clock)();
        for effect in self.queue.step(now, event) {
            match effect {
                Effect::Plan(group) => self.plan(group),
                Effect::StopPlan(group) => self.plans.end(&group),
                Effect::Start { group, jobs, on_conflict } => {
                    if let Some(context) = self.contexts.get(&group) {
                        self.runs.start(group, Arc::clone(context), jobs, on_conflict);
                    }
                }
                Effect::Stop { group, job } => self.runs.stop(&(group, job)),
                Effect::Pause { group, job } => self.runs.pause(&(group, job)),
                Effect::Over(group) => self.over(&group),
                Effect::Forget(group) => self.forget(&group),
                Effect::Keep(group) => self.keep(&group),
                Effect::Planned(group) => self.journal.planned(group),
            }
        }
    }

    fn plan(&mut self, group: GroupId) {
        self.make_room(&group);
        if let Some(context) = self.contexts.get(&group) {
            self.plans.begin(group, Arc::clone(context));
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
        let (all, left) = (tally.all(), tally.all() - tally.ended());
        let undone = tally.of(Stage::Failed) + tally.of(Stage::Cancelled) + tally.of(Stage::Skipped);
        let load = Load { left, all, undone, gave_up: group.gave_up(), found: group.awaits() };
        context.plan.tell(load);
    }

    /// Cleans up after jobs of a group that were given up: these just now, and those of before that
    /// left something.
    fn clean(&mut self, id: &GroupId, just_now: HashMap<JobId, Arc<Task>>) {
        if let Some(context) = self.contexts.get(id) {
            self.cleaning.spawn(unfinished::clean(Arc::clone(context), id.clone(), just_now));
        }
    }

    fn over(&mut self, id: &GroupId) {
        self.plans.end(id);
        if let Some(group) = self.queue.group(id) {
            (self.options.on_over)(Over::of(group));
        }
        self.follow(id);
    }

    /// Lets go of a group, once what it had under way is cleaned up.
    fn forget(&mut self, id: &GroupId) {
        self.plans.end(id);
        let context = self.contexts.remove(id);
        let (journal, id) = (self.journal.clone(), id.clone());
        self.cleaning.spawn(async move {
            let cleaned = match context {
                Some(context) => unfinished::clean_all(context, id.clone()).await,
                None => true,
            };
            // What could not be read is forgotten another time: nothing else knows of it.
            if cleaned {
                journal.forget(id);
            }
        });
    }
}
