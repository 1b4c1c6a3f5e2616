//! Carries out one run: picks the effect of its jobs, and turns a panic into a fault of those jobs
//! alone.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt;

use super::{
    change,
    context::{Context, Progress, Try},
    copy, down,
    down::landing,
    job::{Action, Batch, Outcome, Task},
    lock, removal, restore, synced, taken,
    terms::{JobId, OnConflict, Proof},
    unarchive, undelete, up,
    up::markers,
};
use crate::{fault, ids::GroupId, stop::Stop};

/// Runs `jobs` to their end and answers how each ended. A `stop` cleans up first.
pub(super) async fn run(
    group: GroupId,
    context: Arc<Context>,
    jobs: Batch,
    on_conflict: OnConflict,
    progress: Arc<Progress>,
    stop: Stop,
) -> Vec<(JobId, Outcome)> {
    let work = async {
        let (together, others): (Batch, Batch) =
            jobs.iter().cloned().partition(|(_, task)| task.action.goes_together());
        let (deletions, others_together): (Batch, Batch) =
            together.into_iter().partition(|(_, task)| matches!(task.action, Action::Delete));
        let (undeletions, hidden): (Batch, Batch) =
            others_together.into_iter().partition(|(_, task)| matches!(task.action, Action::Undelete { .. }));
        let mut outcomes =
            if deletions.is_empty() { Vec::new() } else { removal::delete(&group, &context, &deletions).await };
        if !undeletions.is_empty() {
            outcomes.extend(undelete::run(&context, &undeletions).await);
        }
        if !hidden.is_empty() {
            outcomes.extend(restore::hide(&group, &context, &hidden).await);
        }
        for (id, task) in &others {
            let ledger = context.journal.ledger(group.clone(), *id);
            let outcome = one(
                Try { context: &context, on_conflict, progress: &progress, stop: &stop, ledger: &ledger, held: None },
                task,
            )
            .await;
            let outcome = match outcome {
                Err(Outcome::Taken) if on_conflict == OnConflict::Ask => taken::by(&context, task).await,
                outcome => outcome.map_or_else(|other| other, Outcome::Done),
            };
            outcomes.push((*id, outcome));
        }
        outcomes
    };
    guarded(&jobs, work).await
}

/// Awaits `work`; its panic becomes a fault of `jobs`.
async fn guarded(jobs: &Batch, work: impl Future<Output = Vec<(JobId, Outcome)>>) -> Vec<(JobId, Outcome)> {
    let failed = || Outcome::failed(fault::defect("a transfer"));
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    ended.unwrap_or_else(|_| jobs.iter().map(|(id, _)| (*id, failed())).collect())
}

async fn one(one: Try<'_>, task: &Task) -> Result<Option<Proof>, Outcome> {
    let context = one.context;
    if let (Action::Copy { to, over, .. }, Some(originals)) = (&task.action, &context.originals) {
        // Boxed, as are the steps of a copy: together they are too large for the stack of a thread.
        return match over {
            Some(over) => Box::pin(restore::file(one, originals, task, over)).await,
            None => Box::pin(copy::file(one, originals, task, to)).await,
        };
    }
    if let (Action::Change { etag, modified }, Some(edits)) = (&task.action, &context.edits) {
        return Box::pin(change::file(one, edits, task, (etag.as_deref(), *modified))).await.map(|()| None);
    }
    match (&task.action, &context.root) {
        (Action::Sync(step), _) => Box::pin(synced::file(one, task, step)).await,
        (Action::Upload { source }, _) => up::file(one, source, &task.key).await.map(Some),
        (Action::Marker, _) => markers::keep(one, &task.key).await.map(|()| None),
        (Action::Unreadable { source }, _) => Err(Outcome::failed(fault::transfer::folder_unreadable(source))),
        (Action::Download { target, .. }, Some(root)) => down::file(one, root, task, target).await.map(Some),
        (Action::RestoreArchived { tier, days, .. }, _) => unarchive::file(one, task, *tier, *days).await,
        (Action::Lock { wish, .. }, _) => lock::file(one, task, *wish).await,
        (Action::Folder { target }, Some(root)) => landing::make_folder(root, target).await.map(|_| None),
        (
            Action::Download { .. }
            | Action::Folder { .. }
            | Action::Delete
            | Action::Undelete { .. }
            | Action::Hide { .. }
            | Action::Change { .. }
            | Action::Copy { .. },
            _,
        ) => Err(Outcome::failed(fault::defect("a transfer of another kind"))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use std::sync::Arc;

    use super::{Action, JobId, Outcome, Task, guarded};

    #[tokio::test]
    async fn a_panic_is_a_fault_of_its_jobs() {
        let task = Arc::new(Task { key: "a".into(), bytes: 0, action: Action::Marker });
        let jobs = vec![(JobId(0), Arc::clone(&task)), (JobId(7), task)];
        let ended = guarded(&jobs, async { panic!("on purpose") }).await;
        assert_eq!(ended.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [JobId(0), JobId(7)]);
        assert!(
            ended
                .iter()
                .all(|(_, how)| matches!(how, Outcome::Failed { fault, again: false, .. } if fault.code == "defect"))
        );
    }
}
