//! What the desktop is told of transfers, for somebody who looks elsewhere: that a group ended, and
//! how far the whole is.

use words::{Words, jobs, say};

use super::{
    queue::{group::Group, stage::Stage},
    terms::{GroupState, Proof, TransferKind, Wait},
};
use crate::{at::Place, ids::GroupId};

/// A group came to its end; a listing of `to` is out of date.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// The group that ended.
    pub group: GroupId,
    /// What was done: upload, download, copy, move or delete.
    pub kind: TransferKind,
    /// The place that changed; none for a download.
    pub to: Option<Place>,
    /// Whether it ended whole, with failures, or was stopped.
    pub state: GroupState,
    /// What the panel calls it.
    pub title: Words,
    /// What the desktop may say of it, in a line; none where a person stopped it and knows.
    pub words: Option<Words>,
}

/// How all transfers stand together. Numbers are percent of what has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is under way.
    Idle,
    /// How much there is to do is not known yet.
    Counting,
    /// Something runs, and so many percent are done.
    Running(u8),
    /// So far, and it waits for the network, a login or a person.
    Waiting(u8),
}

impl Over {
    pub(super) fn of(group: &Group) -> Self {
        let (state, tally) = (group.state(), group.tally());
        let (done, failed) = (tally.of(Stage::Done), tally.of(Stage::Failed));
        let proved = tally.proved(Proof::Checksum) + tally.proved(Proof::Etag);
        let words = match state {
            GroupState::Done if done > 0 && proved == done => Some(say!(jobs::OverVerified, count = done)),
            GroupState::Done if group.kind == TransferKind::RestoreArchived => {
                Some(say!(jobs::OverRestored, count = done))
            }
            GroupState::Done => Some(say!(jobs::OverDone, count = done)),
            GroupState::Failed if failed > 0 => Some(say!(jobs::OverSomeFailed, failed, count = tally.all())),
            GroupState::Failed => Some(say!(jobs::OverFailed)),
            _ => None,
        };
        Self {
            group: group.id.clone(),
            kind: group.kind,
            to: group.to.clone(),
            state,
            title: group.title.clone(),
            words,
        }
    }
}

impl Standing {
    /// Of all groups that are not over, each weighing as much as the others, as the strip under the
    /// window has it.
    pub(super) fn of(groups: &[Group]) -> Self {
        // What the storage restores from its archive takes hours, and nothing of this computer.
        let moves = |group: &&Group| !group.is_over() && group.waits_for() != Some(Wait::Archive);
        let under_way: Vec<_> = groups.iter().filter(moves).collect();
        if under_way.is_empty() {
            return Self::Idle;
        }
        if under_way.iter().any(|group| group.tally().all() == 0) {
            return Self::Counting;
        }
        let sum: u64 = under_way.iter().map(|group| percent(group)).sum();
        let all = u8::try_from(sum / under_way.len() as u64).unwrap_or(100);
        let waits = under_way.iter().all(|group| matches!(group.state(), GroupState::Waiting | GroupState::Asking));
        if waits { Self::Waiting(all) } else { Self::Running(all) }
    }
}

fn percent(group: &Group) -> u64 {
    let tally = group.tally();
    let (done, all) = match group.kind {
        kind if kind.counts_files() => (u64::from(tally.ended()), u64::from(tally.all())),
        _ if tally.bytes == 0 => (u64::from(tally.ended()), u64::from(tally.all())),
        _ => (tally.bytes_done, tally.bytes),
    };
    (done.saturating_mul(100) / all.max(1)).min(100)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::transfers::{
        job::{Action, Task},
        queue::group::Planning,
        terms::JobId,
    };

    fn group(stages: &[Stage]) -> Group {
        let mut group = Group::new("g".into(), TransferKind::Upload, "Upload photos".into(), None, 0);
        for (at, stage) in stages.iter().enumerate() {
            group.push(Task { key: format!("{at}"), bytes: 10, action: Action::Marker });
            let id = JobId(u32::try_from(at).unwrap());
            group.job_mut(id).unwrap().proof = Some(Proof::Checksum);
            group.put(id, *stage);
        }
        group.planning = Planning::Done;
        group
    }

    #[test]
    fn the_end_is_said_in_a_line() {
        let words = |stages: &[Stage]| Over::of(&group(stages)).words.map(|words| words.to_string());
        assert_eq!(words(&[Stage::Done, Stage::Done]).as_deref(), Some("Done: 2 files, verified."));
        assert_eq!(words(&[Stage::Done, Stage::Failed]).as_deref(), Some("1 of 2 files failed."));
        assert_eq!(words(&[Stage::Skipped]).as_deref(), Some("Done: 0 files."));
        assert_eq!(words(&[Stage::Cancelled]), None);
    }

    #[test]
    fn the_whole_is_a_number() {
        assert_eq!(Standing::of(&[]), Standing::Idle);
        assert_eq!(Standing::of(&[group(&[])]), Standing::Idle);
        assert_eq!(Standing::of(&[group(&[Stage::Done, Stage::Running])]), Standing::Running(50));
        assert_eq!(Standing::of(&[group(&[Stage::Done, Stage::Held])]), Standing::Waiting(50));
        let both = [group(&[Stage::Done, Stage::Running]), group(&[Stage::Running])];
        assert_eq!(Standing::of(&both), Standing::Running(25));
        let mut counting = group(&[]);
        counting.planning = Planning::Running;
        assert_eq!(Standing::of(&[counting]), Standing::Counting);
    }
}
