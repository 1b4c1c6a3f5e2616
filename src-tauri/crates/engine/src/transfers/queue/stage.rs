//! Where one job stands, and the sums over many. Pure values; who changes them when is in
//! [`super::group`].

use std::sync::Arc;

use crate::{
    fault::Fault,
    transfers::{
        job::Task,
        terms::{JobState, OnConflict, Proof},
    },
};

/// Where one job stands, finer than what the page sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Waiting,
    /// Failed in a passing way; goes again at this time.
    Later(u64),
    /// The name is taken and nobody has chosen yet.
    Asking,
    Running,
    /// Asked to stop; still cleaning up behind itself.
    Stopping,
    /// A person wants it to wait.
    Held,
    Done,
    Skipped,
    Failed,
    Cancelled,
}

impl Stage {
    fn index(self) -> usize {
        match self {
            Self::Waiting => 0,
            Self::Later(_) => 1,
            Self::Asking => 2,
            Self::Running => 3,
            Self::Stopping => 4,
            Self::Held => 5,
            Self::Done => 6,
            Self::Skipped => 7,
            Self::Failed => 8,
            Self::Cancelled => 9,
        }
    }

    /// Nothing will happen to the job by itself any more.
    pub(crate) fn is_end(self) -> bool {
        self.index() >= Self::Done.index()
    }

    pub(crate) fn is_active(self) -> bool {
        matches!(self, Self::Running | Self::Stopping)
    }
}

/// Jobs by stage, and bytes. A skipped job's bytes are not part of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    stages: [u32; 10],
    proofs: [u32; 4],
    pub(crate) bytes: u64,
    pub(crate) bytes_done: u64,
}

impl Tally {
    pub(crate) fn of(&self, stage: Stage) -> u32 {
        self.stages[stage.index()]
    }

    /// Jobs that are done and proved in this way.
    pub(crate) fn proved(&self, proof: Proof) -> u32 {
        self.proofs[proof as usize]
    }

    pub(crate) fn all(&self) -> u32 {
        self.stages.iter().sum()
    }

    pub(crate) fn ended(&self) -> u32 {
        self.stages[Stage::Done.index()..].iter().sum()
    }

    /// Counts a job in. Its sums are taken out again by [`Tally::take`] with the same job.
    pub(crate) fn add(&mut self, job: &Job) {
        self.stages[job.stage.index()] += 1;
        job.proved().into_iter().for_each(|proof| self.proofs[proof as usize] += 1);
        self.bytes += if job.stage == Stage::Skipped { 0 } else { job.total };
        self.bytes_done += job.done;
    }

    /// Takes out a job that was counted in with just these values.
    pub(crate) fn take(&mut self, job: &Job) {
        self.stages[job.stage.index()] -= 1;
        job.proved().into_iter().for_each(|proof| self.proofs[proof as usize] -= 1);
        self.bytes -= if job.stage == Stage::Skipped { 0 } else { job.total };
        self.bytes_done -= job.done;
    }
}

/// One job and how far it is.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) task: Arc<Task>,
    pub(crate) stage: Stage,
    /// Tries that failed in a passing way.
    pub(crate) tries: u8,
    /// It is to wait once its run has stopped.
    pub(crate) holds: bool,
    /// A person chose that this one replaces what has its name, whatever holds for its group. Not
    /// kept over a restart, after which it fails again where its name cannot be seen.
    pub(crate) replaces: bool,
    pub(crate) done: u64,
    pub(crate) total: u64,
    pub(crate) fault: Option<Box<Fault>>,
    /// What proved it, once it is done.
    pub(crate) proof: Option<Proof>,
    /// Of the object that it made, where the server told that. Not kept over a restart, over which
    /// no window remembers what it did.
    pub(crate) etag: Option<Box<str>>,
}

impl Job {
    /// One that waits for its first try.
    pub(crate) fn new(task: Task) -> Self {
        Self {
            total: task.bytes,
            task: Arc::new(task),
            stage: Stage::Waiting,
            tries: 0,
            holds: false,
            replaces: false,
            done: 0,
            fault: None,
            proof: None,
            etag: None,
        }
    }

    /// What becomes of its name where that is taken, in a group for which `of_group` was chosen.
    pub(crate) fn choice(&self, of_group: OnConflict) -> OnConflict {
        if self.replaces { OnConflict::Replace } else { of_group }
    }

    /// What proved it; a job that is not done has proved nothing.
    fn proved(&self) -> Option<Proof> {
        self.proof.filter(|_| self.stage == Stage::Done)
    }

    /// Nobody will go on with what it had under way.
    pub(crate) fn is_given_up(&self) -> bool {
        matches!(self.stage, Stage::Cancelled | Stage::Skipped)
    }

    pub(crate) fn state(&self) -> JobState {
        match self.stage {
            Stage::Waiting | Stage::Later(_) | Stage::Asking => JobState::Waiting,
            Stage::Running | Stage::Stopping => JobState::Running,
            Stage::Held => JobState::Paused,
            Stage::Done => JobState::Done,
            Stage::Skipped => JobState::Skipped,
            Stage::Failed => JobState::Failed,
            Stage::Cancelled => JobState::Cancelled,
        }
    }
}
