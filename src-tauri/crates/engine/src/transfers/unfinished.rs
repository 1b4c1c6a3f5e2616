//! What jobs that were given up had under way: unfinished uploads on the server, unfinished files
//! on the disk.
//!
//! A job that runs cleans up behind itself; this is for one that was waiting with something begun,
//! and for an abort that did not get through. What cannot be cleaned now keeps its line in the
//! journal, and is tried again when the group next changes, when its connection wakes, and at the
//! next start; not once its group was taken off the panel.

use std::{collections::HashMap, sync::Arc};

use super::{
    context::Context,
    down::landing::Landing,
    job::Task,
    journal::Ledger,
    terms::JobId,
    up::{orphans, parts},
};
use crate::ids::GroupId;

/// Cleans up after jobs that were given up: these `just_now`, and those of before that left
/// something under way.
pub(super) async fn clean(context: Arc<Context>, group: GroupId, just_now: HashMap<JobId, Arc<Task>>) {
    let Some(under_way) = context.journal.under_way(group.clone()).await else { return };
    let before = under_way.iter().filter(|job| !just_now.contains_key(job)).copied().collect();
    let before = context.journal.jobs(group.clone(), before).await.unwrap_or_default();
    let before = before.into_iter().filter(|(_, job)| job.is_given_up()).map(|(id, job)| (id, job.task));
    let given_up: HashMap<_, _> = before.chain(just_now).collect();
    for job in under_way {
        if let Some(task) = given_up.get(&job) {
            clean_up(&context, &group, job, task).await;
        }
    }
}

/// Cleans up after all jobs of a group; none of them may run any more. False where it is not known
/// what they had under way.
pub(super) async fn clean_all(context: Arc<Context>, group: GroupId) -> bool {
    let Some(under_way) = context.journal.under_way(group.clone()).await else { return false };
    let Some(jobs) = context.journal.jobs(group.clone(), under_way).await else { return false };
    for (id, job) in jobs {
        clean_up(&context, &group, id, &job.task).await;
    }
    true
}

async fn clean_up(context: &Context, group: &GroupId, job: JobId, task: &Task) {
    let ledger = context.journal.ledger(group.clone(), job);
    if clean_one(context, &ledger, task).await {
        ledger.heard();
        ledger.clear();
    }
}

async fn clean_one(context: &Context, ledger: &Ledger, task: &Task) -> bool {
    if let Some(kept) = ledger.upload().await
        && !kept.upload.id.is_empty()
        && parts::abort(&context.store, &kept.upload).await.is_err()
    {
        tracing::warn!(bucket = kept.upload.at.bucket, "an unfinished upload could not be aborted yet");
        return false;
    }
    if let Some(intent) = ledger.intent().await
        && !orphans::end(&context.store, ledger, &intent, None).await
    {
        return false;
    }
    let (Some(kept), Some(target), Some(root)) = (ledger.download().await, task.lands(), &context.root) else {
        return true;
    };
    match Landing::open(root, target, 0).await {
        Ok(landing) => landing.remove(kept.part).await,
        // A folder that is gone took it along.
        Err(_) => true,
    }
}
