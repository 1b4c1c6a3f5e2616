//! What one event does to one group. Pure, like the queue that calls it.

use words::Words;

use super::{
    event::Effect,
    group::{Group, Planning},
    stage::Stage,
};
use crate::{
    fault::{self, Fault},
    transfers::{
        job::{Outcome, Task},
        terms::{JobId, OnConflict, TransferKind, Wait},
    },
};

/// Milliseconds before the second, third and fourth try of a job that failed in a passing way.
pub(crate) const PAUSES: [u64; 3] = [2_000, 8_000, 30_000];

pub(crate) fn planned(group: &mut Group, tasks: Vec<Task>) {
    if group.planning == Planning::Running {
        for task in tasks {
            // Made a second time, after a restart: what was found before is there.
            if !group.known.take(&task.key) {
                group.push(task);
            }
        }
    }
}

/// All that the plan found is in the group; what is left is to wait for.
pub(super) fn found_all(group: &mut Group) {
    if group.planning == Planning::Running {
        group.planning = Planning::Awaiting;
    }
}

/// There is a login for it again: a plan that waited for one goes on.
pub(super) fn woken(group: &mut Group, effects: &mut Vec<Effect>) {
    group.signed_out = false;
    // What is waited for is looked at under this login, and no more under the one before.
    let awaits = group.awaits();
    if group.is_planning() && (awaits || !group.plans) {
        (group.planning, group.plans) = (Planning::Running, true);
        effects.push(Effect::Plan(group.id.clone()));
    }
}

/// The plan is at its end.
pub(crate) fn plan_ended(group: &mut Group, notes: Vec<Words>, fault: Option<Fault>) {
    // One that began again since has not found all yet: this is the end of the one before.
    let old = group.kind.is_awaited() && fault.is_none() && !group.awaits();
    if !group.is_planning() || old {
        return;
    }
    group.notes = notes;
    // It goes on where it was once there is a login, if that is asked for.
    if group.work.is_some() && fault.as_ref().is_some_and(Fault::is_signed_out) {
        (group.planning, group.plans, group.signed_out) = (Planning::Running, false, true);
        return;
    }
    group.planning = if fault.is_some() { Planning::Failed } else { Planning::Done };
    group.fault = fault;
}

/// One job of a run ended.
pub(crate) fn ended(group: &mut Group, id: JobId, outcome: Outcome, now: u64) {
    let of_group = group.on_conflict;
    let (charged, mut waits, mut signed_out) = (outcome.charged(), None, false);
    let Some(job) = group.job_mut(id).filter(|job| job.stage.is_active()) else { return };
    let (stopping, on_conflict) = (job.stage == Stage::Stopping, job.choice(of_group));
    let holds = job.holds;
    let again = if holds { Stage::Held } else { Stage::Waiting };
    let later = |pause: &u64| if holds { Stage::Held } else { Stage::Later(now + pause) };
    let stage = match outcome {
        Outcome::Done(proof) => {
            job.proof = proof;
            Stage::Done
        }
        Outcome::Skipped => Stage::Skipped,
        _ if stopping => Stage::Cancelled,
        Outcome::Cancelled => Stage::Cancelled,
        Outcome::Taken | Outcome::TakenByCharged(_) if on_conflict == OnConflict::Ask => Stage::Asking,
        Outcome::Paused => again,
        // Answered while the job was looking, or somebody was quicker: it goes again, and not for
        // ever.
        Outcome::Taken | Outcome::TakenByCharged(_) => {
            let tries = usize::from(job.tries);
            job.tries = job.tries.saturating_add(1);
            match tries.checked_sub(1).map(|nth| PAUSES.get(nth)) {
                None => again,
                Some(Some(pause)) => later(pause),
                Some(None) => {
                    job.fault = Some(Box::new(fault::transfer::taken_again(&job.task.key)));
                    Stage::Failed
                }
            }
        }
        Outcome::SignIn => {
            signed_out = true;
            again
        }
        Outcome::Failed { fault, again, wait } => {
            // The network comes back some time; anything else is tried a few times.
            let last = PAUSES.last().filter(|_| wait == Some(Wait::Network));
            let pause = PAUSES.get(usize::from(job.tries)).or(last).filter(|_| again);
            job.tries = job.tries.saturating_add(u8::from(again));
            job.fault = Some(Box::new(fault));
            waits = wait;
            pause.map_or(Stage::Failed, later)
        }
    };
    if stage.is_end() && stage != Stage::Failed {
        job.fault = None;
    }
    // One that is asked about, or at its end, waits for nobody's leave any more.
    job.holds = stage == Stage::Held;
    group.put(id, stage);
    if group.gave_up() {
        group.fault.get_or_insert_with(fault::transfer::too_many_failed);
    }
    charged.into_iter().for_each(|file| group.asked_over(id, file));
    group.wait = waits;
    group.signed_out |= signed_out;
}

/// A person wants it to wait: what runs keeps what it has.
pub(crate) fn paused(group: &mut Group, effects: &mut Vec<Effect>) {
    if group.is_over() || group.kind == TransferKind::Delete {
        return;
    }
    group.paused = true;
    effects.extend(group.active().map(|job| Effect::Pause { group: group.id.clone(), job }));
}

/// The program ends: what runs is stopped, and keeps what it has.
pub(crate) fn stopped(group: &Group) -> impl Iterator<Item = Effect> {
    group.active().map(|job| Effect::Pause { group: group.id.clone(), job })
}

/// A person lets what waits go to the server that its connection leads to now.
pub(crate) fn accepted(group: &mut Group) {
    group.servers.accept();
    // Its plan goes on with the new login, as after a restart.
    group.signed_out = true;
}

/// Its connections lead here now. Where that is elsewhere, what runs keeps what it has, so that
/// nothing is half there and half here.
pub(crate) fn led(group: &mut Group, to: Vec<String>, effects: &mut Vec<Effect>) {
    group.servers.lead_to(to);
    if group.servers.are_others() {
        effects.extend(group.active().map(|job| Effect::Pause { group: group.id.clone(), job }));
    }
}

/// A person wants it to go on, now: nobody waits out a pause that he sees.
pub(crate) fn resumed(group: &mut Group) {
    group.paused = false;
    group.wake(u64::MAX);
    for id in group.held().chain(group.active()).collect::<Vec<_>>() {
        freed(group, id);
    }
}

/// A person wants one job to wait; one that runs keeps what it has.
pub(crate) fn held(group: &mut Group, id: JobId, effects: &mut Vec<Effect>) {
    let Some(job) = group.job_mut(id).filter(|job| !job.task.action.goes_together()) else { return };
    match job.stage {
        Stage::Running => {
            job.holds = true;
            effects.push(Effect::Pause { group: group.id.clone(), job: id });
        }
        Stage::Waiting | Stage::Later(_) => {
            job.holds = true;
            group.put(id, Stage::Held);
        }
        _ => {}
    }
}

/// A person wants one job to go on.
pub(crate) fn freed(group: &mut Group, id: JobId) {
    let Some(job) = group.job_mut(id) else { return };
    job.holds = false;
    if job.stage == Stage::Held {
        group.put(id, Stage::Waiting);
    }
}

/// A person chose for all names that are there.
pub(crate) fn answered(group: &mut Group, on_conflict: OnConflict) {
    if on_conflict == OnConflict::Ask {
        return;
    }
    group.on_conflict = on_conflict;
    for id in group.asking().collect::<Vec<_>>() {
        group.put(id, Stage::Waiting);
    }
}

/// A person cancelled one job, or the group with its plan.
pub(crate) fn cancelled(group: &mut Group, job: Option<JobId>, effects: &mut Vec<Effect>) {
    if job.is_none() && !group.is_over() {
        group.cancelled = true;
        if group.is_planning() {
            group.planning = Planning::Done;
            effects.push(Effect::StopPlan(group.id.clone()));
        }
    }
    let ids: Vec<JobId> = job.map_or_else(|| group.at_hand().map(|(id, _)| id).collect(), |id| vec![id]);
    for id in ids {
        match group.job(id).map(|job| job.stage) {
            Some(Stage::Running) => {
                group.put(id, Stage::Stopping);
                effects.push(Effect::Stop { group: group.id.clone(), job: id });
            }
            Some(Stage::Waiting | Stage::Later(_) | Stage::Asking | Stage::Held) => group.put(id, Stage::Cancelled),
            _ => {}
        }
    }
}

/// A person wants what failed tried again; a cancelled group stays as it is.
pub(crate) fn retried(group: &mut Group, job: Option<JobId>, effects: &mut Vec<Effect>) {
    if group.cancelled {
        return;
    }
    if job.is_none() {
        group.fault = None;
    }
    let failed: Vec<_> = group.failed().filter(|id| job.is_none_or(|job| job == *id)).collect();
    // What is asked for again is waited for again, also while others still are.
    let found = matches!(group.planning, Planning::Awaiting | Planning::Done);
    if found && group.kind.is_awaited() && !failed.is_empty() || job.is_none() && group.planning == Planning::Failed {
        group.planning = Planning::Running;
        // Without a login it would stop at once: it goes on when there is one.
        group.plans = !group.signed_out;
        if group.plans {
            effects.push(Effect::Plan(group.id.clone()));
        }
    }
    failed.into_iter().for_each(|id| again(group, id));
}

/// A person wants those whose names could not be seen to replace what has them. What failed for
/// another reason, and what the others find there, is none of it.
pub(crate) fn replaced(group: &mut Group) {
    if group.cancelled {
        return;
    }
    let unseen = |id: &JobId| {
        let fault = group.job(*id).and_then(|job| job.fault.as_ref());
        fault.is_some_and(|fault| fault.code == fault::transfer::NAME_UNSEEN)
    };
    for id in group.failed().filter(unseen).collect::<Vec<_>>() {
        if let Some(job) = group.job_mut(id) {
            job.replaces = true;
        }
        again(group, id);
    }
    if group.planning != Planning::Failed && !group.gave_up() {
        group.fault = None;
    }
}

fn again(group: &mut Group, id: JobId) {
    if let Some(job) = group.job_mut(id) {
        (job.tries, job.holds) = (0, false);
        job.fault = None;
    }
    group.put(id, Stage::Waiting);
}
