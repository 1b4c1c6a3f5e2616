//! What one event does to one group. Pure, like the queue that calls it.

use super::{
    event::Effect,
    group::{Group, Planning},
    job::{Outcome, Task},
    stage::Stage,
    terms::{JobId, OnConflict},
};
use crate::fault::Fault;

/// Milliseconds before the second, third and fourth try of a job that failed in a passing way.
pub(super) const PAUSES: [u64; 3] = [2_000, 8_000, 30_000];

/// The plan found more.
pub(super) fn planned(group: &mut Group, tasks: Vec<Task>) {
    if group.planning == Planning::Running {
        tasks.into_iter().for_each(|task| group.push(task));
    }
}

/// The plan is at its end.
pub(super) fn plan_ended(group: &mut Group, note: String, fault: Option<Fault>) {
    if group.planning == Planning::Running {
        group.planning = if fault.is_some() { Planning::Failed } else { Planning::Done };
        group.note = note;
        group.fault = fault;
    }
}

/// One job of a run ended.
pub(super) fn ended(group: &mut Group, id: JobId, outcome: Outcome, now: u64) {
    let on_conflict = group.on_conflict;
    let Some(job) = group.job_mut(id).filter(|job| job.stage.is_active()) else { return };
    let stopping = job.stage == Stage::Stopping;
    let stage = match outcome {
        Outcome::Done(proof) => {
            job.proof = proof;
            Stage::Done
        }
        Outcome::Skipped => Stage::Skipped,
        _ if stopping => Stage::Cancelled,
        Outcome::Cancelled => Stage::Cancelled,
        Outcome::Taken if on_conflict == OnConflict::Ask => Stage::Asking,
        // Answered while the job was looking: it goes again under the answer.
        Outcome::Taken => Stage::Waiting,
        Outcome::Failed { fault, again } => {
            let pause = PAUSES.get(usize::from(job.tries)).filter(|_| again);
            job.tries += u8::from(again);
            job.fault = Some(Box::new(fault));
            pause.map_or(Stage::Failed, |pause| Stage::Later(now + pause))
        }
    };
    if stage.is_end() && stage != Stage::Failed {
        job.fault = None;
    }
    group.put(id, stage);
}

/// A person chose for all names that are there.
pub(super) fn answered(group: &mut Group, on_conflict: OnConflict) {
    if on_conflict == OnConflict::Ask {
        return;
    }
    group.on_conflict = on_conflict;
    for id in group.asking().collect::<Vec<_>>() {
        group.put(id, Stage::Waiting);
    }
}

/// A person cancelled one job, or the group with its plan.
pub(super) fn cancelled(group: &mut Group, job: Option<JobId>, effects: &mut Vec<Effect>) {
    if job.is_none() && !group.is_over() {
        group.cancelled = true;
        if group.planning == Planning::Running {
            group.planning = Planning::Done;
            effects.push(Effect::StopPlan(group.id.clone()));
        }
    }
    let all = group.ids().map(JobId);
    let ids: Vec<JobId> = job.map_or_else(|| all.collect(), |id| vec![id]);
    for id in ids {
        match group.job(id).map(|job| job.stage) {
            Some(Stage::Running) => {
                group.put(id, Stage::Stopping);
                effects.push(Effect::Stop { group: group.id.clone(), job: id });
            }
            Some(Stage::Waiting | Stage::Later(_) | Stage::Asking) => group.put(id, Stage::Cancelled),
            _ => {}
        }
    }
}

/// A person wants what failed tried again; a cancelled group stays as it is.
pub(super) fn retried(group: &mut Group, job: Option<JobId>, effects: &mut Vec<Effect>) {
    if group.cancelled {
        return;
    }
    if job.is_none() && group.planning == Planning::Failed {
        group.planning = Planning::Running;
        group.fault = None;
        effects.push(Effect::Plan(group.id.clone()));
    }
    for id in group.failed().filter(|id| job.is_none_or(|job| job == *id)).collect::<Vec<_>>() {
        if let Some(job) = group.job_mut(id) {
            job.tries = 0;
            job.fault = None;
        }
        group.put(id, Stage::Waiting);
    }
}
