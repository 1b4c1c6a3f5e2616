//! What jobs that were given up had under way: unfinished uploads on the server, unfinished files on the disk.
//!
//! A job that runs cleans up behind itself; this is for one that was waiting with something begun, and for an abort that
//! did not get through. What cannot be cleaned now keeps its line in the journal, and is tried again when the group next
//! changes, when its connection wakes, and at the next start.

use std::{collections::HashMap, sync::Arc};

use super::{
    context::Context,
    job::{Action, Task},
    journal::Ledger,
    landing::Landing,
    orphans, parts,
    terms::JobId,
};
use crate::ids::GroupId;

/// Cleans up after those of these jobs that have something under way; none of them may run meanwhile.
pub(super) async fn clean(context: Arc<Context>, group: GroupId, jobs: HashMap<JobId, Arc<Task>>) {
    for job in context.journal.under_way(group.clone()).await {
        let Some(task) = jobs.get(&job) else { continue };
        let ledger = context.journal.ledger(group.clone(), job);
        if clean_one(&context, &ledger, task).await {
            ledger.heard();
            ledger.clear();
        }
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
    let (Some(kept), Action::Download { target }, Some(root)) = (ledger.download().await, &task.action, &context.root)
    else {
        return true;
    };
    match Landing::open(root, target, 0).await {
        Ok(landing) => landing.remove(kept.part).await,
        // A folder that is gone took it along.
        Err(_) => true,
    }
}
