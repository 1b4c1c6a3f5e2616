//! What a person is told of a group: in words, as a state, and how fast it goes.

use words::{Words, jobs, say};

use super::{Group, Planning};
use crate::{
    files::owed::{ChargedFile, EarlyClass},
    transfers::{
        queue::stage::{Job, Stage},
        terms::{GroupState, JobId, Proof, TransferKind},
    },
};

impl Group {
    /// The job is asked about because of this file, which is charged for once it is replaced.
    /// Counted for as long as the question is open.
    pub(crate) fn asked_over(&mut self, id: JobId, file: Box<ChargedFile>) {
        if self.asking.contains(&id) {
            self.owed.add(&file);
            self.charged.insert(id, file);
        }
    }

    /// What is still charged for the files that are asked about, if they are replaced.
    pub(crate) fn owed(&self) -> Vec<EarlyClass> {
        self.owed.told()
    }

    /// What to know of the whole, a sentence each.
    pub(crate) fn notes(&self) -> Vec<Words> {
        let mut notes = self.notes.clone();
        notes.extend((self.anew > 0).then(|| say!(jobs::Restarted, count = self.anew)));
        let unseen = self.tally.proved(Proof::Unseen);
        notes.extend((unseen > 0).then(|| say!(jobs::Unseen, count = unseen)));
        notes
    }

    pub(crate) fn state(&self) -> GroupState {
        let of = |stage| self.tally.of(stage);
        if !self.is_over() {
            return match () {
                () if of(Stage::Asking) > 0 => GroupState::Asking,
                () if self.waits_for().is_some() => GroupState::Waiting,
                () if self.planning == Planning::Running && self.count == 0 => GroupState::Planning,
                () => GroupState::Running,
            };
        }
        let all_cancelled = of(Stage::Cancelled) > 0 && of(Stage::Cancelled) == self.tally.all();
        match () {
            () if self.cancelled || all_cancelled => GroupState::Cancelled,
            () if of(Stage::Failed) > 0 || self.fault.is_some() => GroupState::Failed,
            () => GroupState::Done,
        }
    }

    /// Feeds the meter: bytes where bytes move, files where they are deleted.
    pub(crate) fn sample(&mut self, now: u64) {
        let done = match self.kind {
            kind if kind.counts_files() => u64::from(self.tally.of(Stage::Done)),
            _ => self.tally.bytes_done,
        };
        self.meter.sample(now, done, self.tally.ended(), self.active.is_empty());
    }

    /// Files are under way and nothing came of them for three seconds: the server does not answer.
    /// A download that has all its bytes waits for this computer's disk instead.
    pub(crate) fn is_stalled(&self) -> bool {
        let has_all = |job: &Job| self.kind == TransferKind::Download && job.total > 0 && job.done >= job.total;
        let waits = self.active.iter().filter_map(|id| self.jobs.get(id)).any(|job| !has_all(job));
        self.meter.is_stalled() && waits && self.state() == GroupState::Running
    }

    pub(crate) fn bytes_per_second(&self) -> u64 {
        let moves = !self.kind.counts_files() && !self.is_over();
        if moves { self.meter.rate() as u64 } else { 0 }
    }

    pub(crate) fn seconds_left(&self) -> Option<u64> {
        let left = match self.kind {
            kind if kind.counts_files() => u64::from(self.tally.all() - self.tally.ended()),
            _ => self.tally.bytes.saturating_sub(self.tally.bytes_done),
        };
        if self.is_over() || !self.is_planned() { None } else { self.meter.seconds_for(left) }
    }
}
