//! Makes a file what it was at an earlier time: its version of then is copied onto its own key, and
//! what was not there then is deleted, which leaves its versions.
//!
//! Promise: only while the newest that the key has is what the plan saw, a version or a delete
//! marker, which is read again right before; and nothing is lost that the bucket does not keep (of
//! a copy that is asked where it is placed).
//! (Whoever writes in the moment between looking and copying finds that in the history.) Time has
//! passed since the plan, perhaps days: what cannot be is said of each file. Left behind: as
//! by a copy. A crash between a copy and its line in the journal is no matter: a file that has the
//! bytes of then is restored.

use std::collections::HashMap;

use store::{About, StoreErrorKind as Kind, Versioning};

use super::{
    context::{Context, Originals, Try},
    copy,
    job::{Action, Batch, Outcome, Task},
    removal,
    terms::{JobId, Proof},
    up::source::Original,
};
use crate::{
    fault,
    history::{KeyState, of_keys},
    ids::GroupId,
};

/// Restores the version of `task`, if `over` is still the newest that its key has.
pub(super) async fn file(
    one: Try<'_>,
    originals: &Originals,
    task: &Task,
    over: &str,
) -> Result<Option<Proof>, Outcome> {
    let Try { context, stop, .. } = one;
    let mut told = stop.unless(stands(context, vec![task.key.clone()])).await??;
    let told = told.remove(&task.key).ok_or_else(|| Outcome::failed(fault::version_gone(&task.key)))?;
    let version = task.original(&originals.bucket).version;
    if version.as_ref() == Some(&told.newest.id) {
        return Err(Outcome::Skipped);
    }
    if told.newest.id != over {
        let made = context.may_have_written(&task.key) && !told.newest.marker;
        let proof = if made { stop.unless(Box::pin(made_before(context, originals, task))).await?? } else { None };
        return proof.map(Some).ok_or_else(|| Outcome::failed(fault::version_changed(&task.key)));
    }
    match Box::pin(copy::file(one, originals, task, &task.key)).await {
        Err(Outcome::Failed { fault, .. }) if fault.code == "no_such_key" => {
            Err(Outcome::failed(fault::version_gone(&task.key)))
        }
        // Somebody was quicker in the last moment.
        Err(Outcome::Taken) => Err(Outcome::failed(fault::version_changed(&task.key))),
        ended => ended,
    }
}

/// Deletes the batch, where each file is still what was counted. It is not stopped midway: what
/// went would not be known.
pub(super) async fn hide(group: &GroupId, context: &Context, jobs: &Batch) -> Vec<(JobId, Outcome)> {
    let all = |outcome: Outcome| jobs.iter().map(|(id, _)| (*id, outcome.clone())).collect();
    let keys = jobs.iter().map(|(_, task)| task.key.clone()).collect();
    let told = match stands(context, keys).await {
        Ok(told) => told,
        Err(outcome) => return all(outcome),
    };
    let kept = match told.values().any(|told| told.has_null) {
        true => keeps(context).await,
        false => Ok(true),
    };
    let kept = match kept {
        Ok(kept) => kept,
        Err(outcome) => return all(outcome),
    };
    let (mut outcomes, mut waiting) = (Vec::with_capacity(jobs.len()), Batch::new());
    for (id, task) in jobs {
        let Action::Hide { version } = &task.action else { continue };
        match told.get(&task.key) {
            // An earlier try deleted it, or somebody else did.
            None => outcomes.push((*id, Outcome::Done(None))),
            Some(told) if told.newest.marker => outcomes.push((*id, Outcome::Done(None))),
            Some(told) if told.newest.id != *version => {
                outcomes.push((*id, Outcome::failed(fault::version_changed(&task.key))));
            }
            Some(told) if told.has_null && !kept => {
                outcomes.push((*id, Outcome::failed(fault::would_be_lost(&task.key))));
            }
            Some(_) => waiting.push((*id, task.clone())),
        }
    }
    if !waiting.is_empty() {
        outcomes.extend(removal::delete(group, context, &waiting).await);
    }
    outcomes
}

async fn stands(context: &Context, keys: Vec<String>) -> Result<HashMap<String, KeyState>, Outcome> {
    of_keys(&context.store, &context.bucket, keys, None).await.map_err(|error| Outcome::refused(&error))
}

/// Whether the bucket keeps what is written over. Who may not ask is told that it does not: a
/// `null` version would be lost otherwise.
async fn keeps(context: &Context) -> Result<bool, Outcome> {
    match context.store.get_versioning(&context.bucket).await {
        Ok(versioning) => Ok(versioning == Some(Versioning::On)),
        Err(error) if matches!(error.kind, Kind::NotPermitted | Kind::NotSupported) => Ok(false),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// What proves that the current version has the bytes of the one to be restored: an earlier try
/// made the copy, and the program ended before it was noted.
async fn made_before(context: &Context, originals: &Originals, task: &Task) -> Result<Option<Proof>, Outcome> {
    let (store, at) = (originals.store.clone(), task.original(&originals.bucket));
    let heads = futures_util::future::try_join(store.head(&at), context.store.head(&context.at(&task.key))).await;
    let (then, now) = match heads {
        Ok(heads) => heads,
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(None),
        Err(error) => return Err(Outcome::refused(&error)),
    };
    let then = Original { store: store.clone(), at, head: then, about: About::default(), near: true };
    let same = then.head.size == now.size && then.told().is_some_and(|sum| now.agrees(&sum) == Some(true));
    Ok(same.then_some(if now.checksum.is_some() { Proof::Checksum } else { Proof::Etag }))
}
