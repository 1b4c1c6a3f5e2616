//! Brings deleted files back: their delete markers go, by version id, a thousand a request.
//!
//! Time has passed since the plan, perhaps days: how each file stands is read again right before.
//! One that exists again is left alone, and one that was deleted once more stays deleted; both are
//! said. A crash between a request and its line in the journal is no matter: a file whose markers
//! are gone is there.

use std::collections::HashMap;

use super::{
    context::Context,
    job::{Action, Batch, Outcome, Task},
    terms::JobId,
};
use crate::{
    fault,
    history::{KeyState, Stands, of_keys},
};

/// Brings the batch back. It is not stopped midway: what went would not be known.
///
/// A marker with the id `null` goes by itself, right after its file was looked at: by that id the
/// storage knows whatever was stored last while it kept no versions, and an upload of just now is
/// that.
pub(super) async fn run(context: &Context, jobs: &Batch) -> Vec<(JobId, Outcome)> {
    let null = |markers: &[String]| markers.iter().any(|marker| marker == "null");
    let is_alone = |task: &Task| matches!(&task.action, Action::Undelete { markers, .. } if null(markers));
    let (alone, together): (Batch, Batch) = jobs.iter().cloned().partition(|(_, task)| is_alone(task));
    let mut outcomes = at_once(context, &together).await;
    for job in alone {
        outcomes.extend(at_once(context, &vec![job]).await);
    }
    outcomes
}

async fn at_once(context: &Context, jobs: &Batch) -> Vec<(JobId, Outcome)> {
    let keys = jobs.iter().map(|(_, task)| task.key.clone()).collect();
    let stands = match of_keys(&context.store, &context.bucket, keys, None).await {
        Ok(stands) => stands,
        Err(error) => return jobs.iter().map(|(id, _)| (*id, Outcome::refused(&error))).collect(),
    };
    let mut outcomes = Vec::with_capacity(jobs.len());
    let (mut waiting, mut doomed) = (Vec::new(), Vec::new());
    for (id, task) in jobs {
        let Action::Undelete { markers, version } = &task.action else { continue };
        match look(&task.key, stands.get(&task.key), markers, version) {
            Some(outcome) => outcomes.push((*id, outcome)),
            None => {
                waiting.push((*id, task));
                doomed.extend(markers.iter().map(|marker| (task.key.clone(), marker.clone())));
            }
        }
    }
    if doomed.is_empty() {
        return outcomes;
    }
    match context.store.delete_versions(&context.bucket, doomed).await {
        Ok(refused) => {
            let refused: HashMap<_, _> = refused.into_iter().collect();
            let outcome = |key: &String| refused.get(key).map_or(Outcome::Done(None), Outcome::refused);
            outcomes.extend(waiting.into_iter().map(|(id, task)| (id, outcome(&task.key))));
        }
        Err(error) => outcomes.extend(waiting.into_iter().map(|(id, _)| (id, Outcome::refused(&error)))),
    }
    outcomes
}

/// How it ends without a request, where none is needed or right: only the markers that were planned
/// may lie on the file.
fn look(key: &str, told: Option<&KeyState>, planned: &[String], version: &str) -> Option<Outcome> {
    match told.map(|told| &told.stands) {
        Some(Stands::Gone { below: None, .. } | Stands::NotYet) | None => {
            Some(Outcome::failed(fault::no_version_left(key)))
        }
        Some(Stands::Gone { markers, below: Some(below) }) => {
            if !markers.iter().all(|marker| planned.contains(&marker.id)) {
                return Some(Outcome::failed(fault::deleted_again(key)));
            }
            (below.id != version).then(|| Outcome::failed(fault::other_version(key)))
        }
        // An earlier try brought it back.
        Some(Stands::There(there)) if there.id == version => Some(Outcome::Done(None)),
        Some(Stands::There(_)) => Some(Outcome::failed(fault::exists_again(key))),
    }
}
