//! What comes into the queue and what comes out of it: things that happened, and things to carry
//! out. Values only.

use std::sync::Arc;

use words::Words;

use super::group::Group;
use crate::{
    fault::Fault,
    ids::GroupId,
    transfers::{
        job::{Outcome, Task},
        terms::{JobId, OnConflict},
    },
};

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Event {
    /// A person asked; the same `op_id` twice counts once.
    Added { op_id: String, group: Box<Group> },
    /// The plan found more to do.
    Planned { group: GroupId, tasks: Vec<Task> },
    /// The plan found all there is to do, and waits for what comes of that.
    FoundAll { group: GroupId },
    /// The plan is at its end, or stopped by a fault.
    PlanEnded { group: GroupId, notes: Vec<Words>, fault: Option<Fault> },
    /// How far a running job is, in bytes.
    Progress { group: GroupId, job: JobId, done: u64, total: u64 },
    /// A run ended: the outcome of each of its jobs. `anew`: its file had changed since it was
    /// interrupted, and began anew. `etag`: of the object that its one job made.
    Ended { group: GroupId, outcomes: Vec<(JobId, Outcome)>, anew: bool, etag: Option<Box<str>> },
    /// A person chose what to do with names that are there.
    Answered { group: GroupId, on_conflict: OnConflict },
    /// A person cancelled one job or the whole group.
    Cancelled { group: GroupId, job: Option<JobId> },
    /// A person wants one job, or all that failed, tried again.
    Retried { group: GroupId, job: Option<JobId> },
    /// A person wants what failed since its name could not be seen to go again, and to replace what
    /// has it.
    Replaced { group: GroupId },
    /// A person took an ended group off the panel.
    Dismissed { group: GroupId },
    /// A person wants it to wait, one group or all.
    Paused { group: Option<GroupId> },
    /// A person wants it to go on.
    Resumed { group: Option<GroupId> },
    /// A person wants one job to wait.
    Held { group: GroupId, job: JobId },
    /// A person wants one job to go on.
    Freed { group: GroupId, job: JobId },
    /// A person wants a group, or one job of it, before all others.
    First { group: GroupId, job: Option<JobId> },
    /// The journal had it.
    Found { group: Box<Group> },
    /// There is a login for it (again).
    Woken { group: GroupId },
    /// Where its connections lead now.
    Led { group: GroupId, to: Vec<String> },
    /// A person wants it to go on where its connections lead now; it has no login for that yet.
    Accepted { group: GroupId },
    /// The program ends: nothing starts any more, and what runs keeps what it has.
    Closing,
    /// Time went by.
    Clock,
}

impl Event {
    /// The group whose plan needs nothing any more, where nothing of it is waited for again.
    pub(super) fn ends_plan(&self) -> Option<GroupId> {
        match self {
            Self::PlanEnded { group, fault: None, .. } | Self::Cancelled { group, job: None } => Some(group.clone()),
            _ => None,
        }
    }

    /// Whether it changes more of this group than how far it is.
    pub(super) fn changes(&self, id: &GroupId) -> bool {
        match self {
            Self::Added { group, .. } => group.id == *id,
            Self::Planned { group, .. }
            | Self::FoundAll { group }
            | Self::PlanEnded { group, .. }
            | Self::Ended { group, .. }
            | Self::Answered { group, .. }
            | Self::Cancelled { group, .. }
            | Self::Retried { group, .. }
            | Self::Replaced { group }
            | Self::Held { group, .. }
            | Self::Freed { group, .. }
            | Self::First { group, .. }
            | Self::Led { group, .. }
            | Self::Accepted { group } => group == id,
            Self::Paused { group } | Self::Resumed { group } => group.as_ref().is_none_or(|group| group == id),
            Self::Dismissed { .. }
            | Self::Progress { .. }
            | Self::Found { .. }
            | Self::Woken { .. }
            | Self::Closing
            | Self::Clock => false,
        }
    }
}

/// Something to carry out.
#[derive(Debug, PartialEq)]
pub(crate) enum Effect {
    /// Start the plan, or go on with it.
    Plan(GroupId),
    StopPlan(GroupId),
    /// Run these jobs as one run (more than one only for deletes).
    Start {
        group: GroupId,
        jobs: Vec<(JobId, Arc<Task>)>,
        on_conflict: OnConflict,
    },
    /// Ask a running job to stop and clean up; its end still comes as [`Event::Ended`].
    Stop {
        group: GroupId,
        job: JobId,
    },
    /// Ask a running job to stop and keep what it has.
    Pause {
        group: GroupId,
        job: JobId,
    },
    /// The group came to its end.
    Over(GroupId),
    /// The group is gone from the panel; let go of what it held.
    Forget(GroupId),
    /// What changed of the group is to outlive the program; what was given up of it is cleaned
    /// away.
    Keep(GroupId),
    /// The group's plan needs nothing any more.
    Planned(GroupId),
}
