//! One group of the queue: its jobs, their stages, and the sums over them. Pure; the rules of who
//! runs when are in [`crate::transfers::queue`].
//!
//! Every stage changes through [`Group::put`], which keeps the sums, so they cannot drift from the
//! jobs.
//!
//! Of a group with very many jobs only those that are not done are at hand, and the newest that
//! are; the others are in the journal alone, and in the sums.

mod told;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque},
};

use words::Words;

use super::{
    planned::Known,
    stage::{Job, Stage, Tally},
};
use crate::{
    at::Place,
    fault::Fault,
    files::owed::{ChargedFile, Owed},
    ids::GroupId,
    transfers::{
        job::Task,
        servers::Servers,
        speed::Meter,
        terms::{GroupState, JobId, OnConflict, TransferKind, Wait},
        upload_options::UploadOptions,
        work::KeptWork,
    },
};

/// Jobs at their end that stay at hand, so that what just happened is shown without asking anybody.
const AT_HAND: usize = 10_000;

/// Nothing more is begun once so many have failed: each is kept with its words, and there is a
/// common cause.
const MOST_FAILED: u32 = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Planning {
    Running,
    /// It found all, and waits for the storage.
    Awaiting,
    Done,
    /// Stopped by a fault; Retry goes on from there.
    Failed,
}

/// One thing that the person asked for.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) id: GroupId,
    pub(crate) kind: TransferKind,
    pub(crate) title: Words,
    pub(crate) to: Option<Place>,
    /// The place that a move leaves.
    pub(crate) from: Option<Place>,
    /// Length of the place's prefix, which names on screen leave out.
    pub(crate) strip: usize,
    pub(crate) on_conflict: OnConflict,
    pub(crate) planning: Planning,
    /// What the plan left out or changed, in words.
    pub(crate) notes: Vec<Words>,
    pub(crate) fault: Option<Fault>,
    pub(crate) cancelled: bool,
    /// Made by the page for what it asked.
    pub(crate) op_id: String,
    /// The plan was started in this run of the program.
    pub(crate) plans: bool,
    /// What was asked, where it is kept over a restart.
    pub(crate) work: Option<KeptWork>,
    /// How many rows the journal keeps for the plan; 0 where an earlier version did not count them.
    pub(crate) rows: usize,
    /// How what is stored is kept.
    pub(crate) upload_options: UploadOptions,
    /// Where it goes through to.
    pub(crate) servers: Servers,
    /// A person wants it to wait.
    pub(crate) paused: bool,
    /// The higher, the sooner a person wants it; 0: in its turn.
    pub(crate) first: u64,
    /// The login has to be renewed, or is not open yet.
    pub(crate) signed_out: bool,
    /// What the latest passing failure waits for.
    pub(crate) wait: Option<Wait>,
    /// Files that had changed since they were interrupted.
    pub(crate) anew: u32,
    /// Jobs whose place in the journal is out of date.
    pub(crate) changed: Vec<JobId>,
    /// Keys that an earlier start of the program planned already.
    pub(crate) known: Known,
    /// What is still charged for files whose names are asked about, if they are replaced.
    owed: Owed,
    /// Of which of these files it is.
    charged: BTreeMap<JobId, Box<ChargedFile>>,
    /// Its end was told already.
    pub(crate) told: bool,
    pub(crate) meter: Meter,
    /// Jobs that are saved under another name.
    renamed: BTreeSet<JobId>,
    /// The jobs at hand.
    jobs: BTreeMap<JobId, Job>,
    /// So many jobs in all.
    count: u32,
    /// Those at hand that are done, skipped or cancelled, in this order.
    settled: VecDeque<JobId>,
    tally: Tally,
    /// Ids to run, in order; entries whose job is no longer waiting are passed over.
    waiting: VecDeque<JobId>,
    later: BinaryHeap<Reverse<(u64, JobId)>>,
    active: BTreeSet<JobId>,
    held: BTreeSet<JobId>,
    failed: BTreeSet<JobId>,
    asking: BTreeSet<JobId>,
}

impl Group {
    pub(crate) fn new(id: GroupId, kind: TransferKind, title: Words, to: Option<Place>, strip: usize) -> Self {
        Self {
            id,
            kind,
            title,
            to,
            from: None,
            strip,
            on_conflict: OnConflict::Ask,
            planning: Planning::Running,
            notes: Vec::new(),
            fault: None,
            cancelled: false,
            op_id: String::new(),
            plans: false,
            work: None,
            rows: 0,
            upload_options: UploadOptions::default(),
            servers: Servers::default(),
            paused: false,
            first: 0,
            signed_out: false,
            wait: None,
            anew: 0,
            changed: Vec::new(),
            known: Known::default(),
            owed: Owed::default(),
            charged: BTreeMap::new(),
            told: false,
            meter: Meter::default(),
            renamed: BTreeSet::new(),
            jobs: BTreeMap::new(),
            count: 0,
            settled: VecDeque::new(),
            tally: Tally::default(),
            waiting: VecDeque::new(),
            later: BinaryHeap::new(),
            active: BTreeSet::new(),
            held: BTreeSet::new(),
            failed: BTreeSet::new(),
            asking: BTreeSet::new(),
        }
    }

    pub(crate) fn push(&mut self, task: Task) {
        self.take_in(JobId(self.count), Job::new(task));
    }

    /// Takes in a job as it stands, under a number that is higher than all before.
    pub(crate) fn take_in(&mut self, id: JobId, job: Job) {
        self.count = id.0.saturating_add(1);
        if job.task.saved_as(self.strip).is_some() {
            self.renamed.insert(id);
        }
        self.tally.add(&job);
        let stage = job.stage;
        self.jobs.insert(id, job);
        self.file(id, stage);
        self.changed.push(id);
    }

    /// Lets go of the oldest that are settled; fewer while the journal does not have them yet
    /// (`behind`).
    pub(crate) fn put_away(&mut self, behind: bool) {
        while self.settled.len() > if behind { 10 * AT_HAND } else { AT_HAND } {
            let oldest = self.settled.pop_front();
            oldest.into_iter().for_each(|id| drop(self.jobs.remove(&id)));
        }
    }

    /// Moves a job to a stage; the only way to do so.
    pub(crate) fn put(&mut self, id: JobId, stage: Stage) {
        let Some(job) = self.jobs.get_mut(&id) else { return };
        self.tally.take(job);
        job.stage = stage;
        match stage {
            Stage::Done => job.done = job.total,
            // A try that comes again goes on with what it has.
            Stage::Running | Stage::Stopping | Stage::Held | Stage::Waiting | Stage::Later(_) => {}
            // Bytes of a try that did not end well count for nothing.
            _ => job.done = 0,
        }
        self.tally.add(job);
        self.file(id, stage);
        if stage.is_end() || matches!(stage, Stage::Waiting | Stage::Held) {
            self.changed.push(id);
        }
    }

    /// Puts a job where jobs of its stage are looked for.
    fn file(&mut self, id: JobId, stage: Stage) {
        for (set, holds) in [
            (&mut self.active, stage.is_active()),
            (&mut self.held, stage == Stage::Held),
            (&mut self.failed, stage == Stage::Failed),
            (&mut self.asking, stage == Stage::Asking),
        ] {
            if holds {
                set.insert(id)
            } else {
                set.remove(&id)
            };
        }
        self.charged.remove(&id).iter().for_each(|file| self.owed.take(file));
        match stage {
            Stage::Waiting => self.waiting.push_back(id),
            Stage::Later(at) => self.later.push(Reverse((at, id))),
            Stage::Done | Stage::Skipped | Stage::Cancelled => self.settled.push_back(id),
            _ => {}
        }
    }

    /// A waiting job goes before the others of its group.
    pub(crate) fn hurry(&mut self, id: JobId) {
        if self.job(id).is_some_and(|job| job.stage == Stage::Waiting) {
            self.waiting.push_front(id);
        }
    }

    /// A job that waits has so much done already.
    pub(crate) fn begun(&mut self, id: JobId, done: u64) {
        let Some(job) = self.jobs.get_mut(&id).filter(|job| matches!(job.stage, Stage::Waiting | Stage::Held)) else {
            return;
        };
        self.tally.take(job);
        job.done = done.min(job.total);
        self.tally.add(job);
    }

    /// Takes in how far a running job is.
    pub(crate) fn progress(&mut self, id: JobId, done: u64, total: u64) {
        let Some(job) = self.jobs.get_mut(&id).filter(|job| job.stage.is_active()) else { return };
        self.tally.take(job);
        job.total = total;
        job.done = done.min(total);
        self.tally.add(job);
    }

    pub(crate) fn job(&self, id: JobId) -> Option<&Job> {
        self.jobs.get(&id)
    }

    pub(crate) fn job_mut(&mut self, id: JobId) -> Option<&mut Job> {
        self.jobs.get_mut(&id)
    }

    /// The jobs at hand, in their order.
    pub(crate) fn at_hand(&self) -> impl Iterator<Item = (JobId, &Job)> {
        self.jobs.iter().map(|(id, job)| (*id, job))
    }

    /// The next jobs that start together: deletions, and what undoes them, which go in one
    /// request, up to `most`; any other by itself.
    pub(crate) fn pop_batch(&mut self, most: usize) -> Vec<JobId> {
        let mut batch = Vec::new();
        while batch.len() < most {
            let Some(id) = self.pop_waiting() else { break };
            let deletes = self.job(id).is_some_and(|job| job.task.action.goes_together());
            if !deletes && !batch.is_empty() {
                self.waiting.push_front(id);
                break;
            }
            batch.push(id);
            if !deletes {
                break;
            }
        }
        batch
    }

    /// The next job that may start now.
    fn pop_waiting(&mut self) -> Option<JobId> {
        std::iter::from_fn(|| self.waiting.pop_front())
            .find(|id| self.jobs.get(id).is_some_and(|job| job.stage == Stage::Waiting))
    }

    pub(crate) fn has_waiting(&mut self) -> bool {
        self.pop_waiting().inspect(|&id| self.waiting.push_front(id)).is_some()
    }

    /// Jobs whose pause is over wait again.
    pub(crate) fn wake(&mut self, now: u64) {
        while let Some(&Reverse((at, id))) = self.later.peek().filter(|Reverse((at, _))| *at <= now) {
            self.later.pop();
            if self.job(id).is_some_and(|job| job.stage == Stage::Later(at)) {
                self.put(id, Stage::Waiting);
            }
        }
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// All jobs, at hand or not.
    pub(crate) fn ids(&self) -> impl ExactSizeIterator<Item = JobId> + use<> {
        (0..self.count).map(JobId)
    }

    pub(crate) fn renamed(&self) -> impl ExactSizeIterator<Item = JobId> {
        self.renamed.iter().copied()
    }

    pub(crate) fn active(&self) -> impl Iterator<Item = JobId> {
        self.active.iter().copied()
    }

    pub(crate) fn held(&self) -> impl Iterator<Item = JobId> {
        self.held.iter().copied()
    }

    pub(crate) fn failed(&self) -> impl Iterator<Item = JobId> {
        self.failed.iter().copied()
    }

    pub(crate) fn asking(&self) -> impl Iterator<Item = JobId> {
        self.asking.iter().copied()
    }

    /// Whether jobs may start.
    pub(crate) fn may_run(&self) -> bool {
        !self.paused && !self.signed_out && !self.servers.are_others() && !self.gave_up()
    }

    /// So many failed that nothing more is begun until a person wants it.
    pub(crate) fn gave_up(&self) -> bool {
        self.tally.of(Stage::Failed) >= MOST_FAILED
    }

    /// What it waits for, while nothing runs and nobody is asked.
    pub(crate) fn waits_for(&self) -> Option<Wait> {
        match () {
            () if self.is_over() || !self.active.is_empty() => None,
            () if self.servers.are_others() => Some(Wait::OtherServer),
            () if self.paused => Some(Wait::Paused),
            () if self.signed_out => Some(Wait::SignIn),
            () if self.planning == Planning::Running || self.tally.of(Stage::Waiting) > 0 => None,
            () if self.tally.of(Stage::Later(0)) > 0 => self.wait,
            () if self.tally.of(Stage::Held) > 0 && self.tally.of(Stage::Asking) == 0 => Some(Wait::Paused),
            () if self.awaits() => Some(Wait::Archive),
            () => None,
        }
    }

    /// Its plan is not at its end.
    pub(crate) fn is_planning(&self) -> bool {
        matches!(self.planning, Planning::Running | Planning::Awaiting)
    }

    /// Its plan found all, and waits for the storage.
    pub(crate) fn awaits(&self) -> bool {
        self.planning == Planning::Awaiting
    }

    /// What was picked is waited for, or may be again once somebody retries what failed.
    pub(crate) fn needs_picked(&self) -> bool {
        let ended = self.cancelled || matches!(self.state(), GroupState::Done | GroupState::Cancelled);
        self.kind.is_awaited() && !ended
    }

    pub(crate) fn is_planned(&self) -> bool {
        self.planning == Planning::Done
    }

    /// Nothing will happen by itself any more.
    pub(crate) fn is_over(&self) -> bool {
        let left = self.tally.all() - self.tally.ended();
        !self.is_planning() && (left == 0 || self.gave_up() && self.active.is_empty())
    }
}
