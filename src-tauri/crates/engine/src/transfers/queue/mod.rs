//! The queue: who runs next, who waits, who asks, who is tried again. Pure: `step(now, event)`
//! answers the effects to carry out; no I/O, no clock, no randomness.
//!
//! Promises, held by the property test below: never more runs than permits; sums always agree with
//! the jobs; a cancelled job never runs again; when effects answer, every group ends.
//!
//! What is kept over a restart is written by the owner, after each step, where an effect says so.

pub(super) mod changes;
pub(super) mod event;
pub(super) mod group;
pub(super) mod planned;
pub(super) mod stage;
pub(super) mod tune;
use std::{cmp::Reverse, collections::HashMap};

use self::{
    event::{Effect, Event},
    group::{Group, Planning},
    stage::Stage,
};
use super::terms::Wait;
use crate::ids::GroupId;

/// Keys in one DeleteObjects request, S3's own limit.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
const DELETES_AT_ONCE: usize = 1_000;

/// All groups, oldest first.
#[derive(Debug)]
pub(crate) struct Queue {
    groups: Vec<Group>,
    operations: HashMap<String, GroupId>,
    permits: usize,
    runs: usize,
    closing: bool,
}

impl Queue {
    /// `permits`: runs at the same time.
    pub(crate) fn new(permits: usize) -> Self {
        Self { groups: Vec::new(), operations: HashMap::new(), permits, runs: 0, closing: false }
    }

    /// Other permits from now on; what runs is not stopped.
    pub(crate) fn permit(&mut self, permits: usize) {
        self.permits = permits;
    }

    /// As much runs as may.
    pub(crate) fn is_full(&self) -> bool {
        self.runs >= self.permits
    }

    /// Something moves, or will without anybody's doing: closing the window would stop it.
    pub(crate) fn is_at_work(&self) -> bool {
        self.groups.iter().any(|group| {
            !group.is_over()
                && !group.signed_out
                && !matches!(group.waits_for(), Some(Wait::Paused | Wait::OtherServer | Wait::Archive))
        })
    }

    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub(crate) fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    pub(crate) fn group_mut(&mut self, id: &GroupId) -> Option<&mut Group> {
        self.groups.iter_mut().find(|group| group.id == *id)
    }

    /// The group that an `op_id` made before.
    pub(crate) fn known(&self, op_id: &str) -> Option<&GroupId> {
        self.operations.get(op_id)
    }

    /// Nothing runs, and nothing will by itself.
    pub(crate) fn is_still(&self) -> bool {
        self.runs == 0 && (self.closing || self.groups.iter().all(Group::is_over))
    }

    /// Something changes as time goes by.
    pub(crate) fn is_busy(&self) -> bool {
        let moves = |group: &Group| group.planning == Planning::Running || group.tally().of(Stage::Later(0)) > 0;
        self.runs > 0 || self.groups.iter().any(moves)
    }

    /// Takes in what happened at `now` (milliseconds of any steady clock) and answers what to do.
    pub(crate) fn step(&mut self, now: u64, event: Event) -> Vec<Effect> {
        let (mut effects, kept, planned) = (Vec::new(), self.kept_after(&event), event.ends_plan());
        self.take_in(now, event, &mut effects);
        self.schedule(now, &mut effects);
        self.tell(&mut effects);
        effects.extend(kept);
        let needs = |id: &GroupId| self.group(id).is_some_and(Group::needs_picked);
        effects.extend(planned.filter(|id| !needs(id)).map(Effect::Planned));
        effects
    }

    fn take_in(&mut self, now: u64, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Added { op_id, group } => self.added(op_id, *group, effects),
            Event::Dismissed { group } => self.dismissed(&group, effects),
            Event::Clock => {
                for group in self.groups.iter_mut().filter(|group| !group.is_over()) {
                    group.sample(now);
                }
            }
            Event::Ended { group, outcomes, anew, etag } => {
                self.runs -= 1;
                self.change(&group, |group| {
                    group.anew += u32::from(anew);
                    let only = outcomes.first().and_then(|(id, _)| group.job_mut(*id));
                    only.into_iter().for_each(|job| job.etag.clone_from(&etag));
                    for (id, outcome) in outcomes {
                        changes::ended(group, id, outcome, now);
                    }
                });
            }
            Event::Planned { group, tasks } => self.change(&group, |group| changes::planned(group, tasks)),
            Event::FoundAll { group } => self.change(&group, changes::found_all),
            Event::PlanEnded { group, notes, fault } => {
                self.change(&group, |group| changes::plan_ended(group, notes, fault))
            }
            Event::Progress { group, job, done, total } => {
                self.change(&group, |group| group.progress(job, done, total))
            }
            Event::Answered { group, on_conflict } => {
                self.change(&group, |group| changes::answered(group, on_conflict))
            }
            Event::Cancelled { group, job } => self.change(&group, |group| changes::cancelled(group, job, effects)),
            Event::Paused { group } => {
                self.chosen(group.as_ref()).for_each(|group| changes::paused(group, effects));
            }
            Event::Resumed { group } => self.chosen(group.as_ref()).for_each(changes::resumed),
            Event::Held { group, job } => self.change(&group, |group| changes::held(group, job, effects)),
            Event::Freed { group, job } => self.change(&group, |group| changes::freed(group, job)),
            Event::First { group, job } => {
                let next = self.groups.iter().map(|group| group.first).max().unwrap_or(0) + 1;
                self.change(&group, |group| match job {
                    Some(job) => group.hurry(job),
                    None => group.first = next,
                });
            }
            Event::Found { group } => self.found(*group),
            Event::Woken { group } => self.change(&group, |group| changes::woken(group, effects)),
            Event::Led { group, to } => self.change(&group, |group| changes::led(group, to, effects)),
            Event::Accepted { group } => self.change(&group, changes::accepted),
            Event::Closing => {
                self.closing = true;
                effects.extend(self.groups.iter().flat_map(changes::stopped));
            }
            Event::Replaced { group } => self.change(&group, changes::replaced),
            Event::Retried { group, job } => self.change(&group, |group| changes::retried(group, job, effects)),
        }
    }

    /// What is to be kept of an event once all else is done for it.
    fn kept_after(&self, event: &Event) -> Vec<Effect> {
        let added = if let Event::Added { group, .. } = event { Some(&group.id) } else { None };
        let ids = self.groups.iter().map(|group| &group.id).chain(added);
        ids.filter(|id| event.changes(id)).map(|id| Effect::Keep(id.clone())).collect()
    }

    /// The group, or all of them.
    fn chosen(&mut self, id: Option<&GroupId>) -> impl Iterator<Item = &mut Group> {
        self.groups.iter_mut().filter(move |group| id.is_none_or(|id| group.id == *id))
    }

    fn change(&mut self, id: &GroupId, with: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.iter_mut().find(|group| group.id == *id) {
            with(group);
        }
    }

    /// Takes in a group of an earlier start; its plan goes on once there is a login.
    fn found(&mut self, mut group: Group) {
        group.signed_out = true;
        self.operations.insert(group.op_id.clone(), group.id.clone());
        self.groups.push(group);
    }

    fn added(&mut self, op_id: String, mut group: Group, effects: &mut Vec<Effect>) {
        if self.operations.contains_key(&op_id) {
            return;
        }
        self.operations.insert(op_id.clone(), group.id.clone());
        (group.op_id, group.plans) = (op_id, true);
        effects.push(Effect::Plan(group.id.clone()));
        self.groups.push(group);
    }

    fn dismissed(&mut self, id: &GroupId, effects: &mut Vec<Effect>) {
        let Some(at) = self.groups.iter().position(|group| group.id == *id && group.is_over()) else { return };
        let group = self.groups.remove(at);
        effects.push(Effect::Forget(group.id));
    }

    /// Gives free permits to the group that a person wants first, else to the one with the fewest
    /// runs, so that a small upload is not stuck behind a large one.
    fn schedule(&mut self, now: u64, effects: &mut Vec<Effect>) {
        self.groups.iter_mut().for_each(|group| group.wake(now));
        while !self.closing && self.runs < self.permits {
            let ready = self.groups.iter_mut().filter(|group| group.may_run());
            let ready = ready.filter_map(|group| group.has_waiting().then_some(group));
            let wanted = |group: &&mut Group| (Reverse(group.first), group.active().count());
            let Some(group) = ready.min_by_key(wanted) else { return };
            let (mut jobs, mut on_conflict) = (Vec::new(), group.on_conflict);
            for id in group.pop_batch(DELETES_AT_ONCE) {
                group.put(id, Stage::Running);
                if let Some(job) = group.job(id) {
                    on_conflict = job.choice(group.on_conflict);
                    jobs.push((id, job.task.clone()));
                }
            }
            self.runs += 1;
            effects.push(Effect::Start { group: group.id.clone(), jobs, on_conflict });
        }
    }

    /// Tells the end of a group once.
    fn tell(&mut self, effects: &mut Vec<Effect>) {
        for group in &mut self.groups {
            let over = group.is_over();
            if over && !group.told {
                effects.push(Effect::Over(group.id.clone()));
            }
            group.told = over;
        }
    }
}

#[cfg(test)]
mod tests;
