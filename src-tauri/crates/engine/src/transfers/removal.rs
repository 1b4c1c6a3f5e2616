//! Deletes files, a thousand a request, and keeps the delete markers that hide them then.

use std::collections::HashMap;

use store::StoreErrorKind as Kind;

use super::{
    context::Context,
    job::{Batch, Outcome},
    terms::JobId,
};
use crate::ids::GroupId;

/// Deletes the batch in one request, and keeps the markers that it made. It is not stopped midway:
/// what went would not be known.
pub(super) async fn delete(group: &GroupId, context: &Context, jobs: &Batch) -> Vec<(JobId, Outcome)> {
    let keys = jobs.iter().map(|(_, task)| task.key.clone()).collect();
    let refused: HashMap<String, Outcome> = match context.store.delete_told(&context.bucket, keys).await {
        Ok(told) => {
            // By the id `null` the storage knows whatever is stored there last.
            let known = told.markers.into_iter().filter(|(_, marker)| marker != "null");
            context.journal.hidden(group, known.collect());
            let refused = told.refused.into_iter().filter(|(_, error)| error.kind != Kind::NoSuchKey);
            refused.map(|(key, error)| (key, Outcome::refused(&error))).collect()
        }
        Err(error) => return jobs.iter().map(|(id, _)| (*id, Outcome::refused(&error))).collect(),
    };
    jobs.iter().map(|(id, task)| (*id, refused.get(&task.key).cloned().unwrap_or(Outcome::Done(None)))).collect()
}
