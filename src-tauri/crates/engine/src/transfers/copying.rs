//! One object copied to another key: by the server itself where both are on one connection, else read here and sent
//! there, a few pieces in memory and none on the disk. A move is a copy whose original goes.
//!
//! Promise: a copy is confirmed as an upload is ([`super::upload`]), with what the original's server says of its bytes;
//! metadata, tags, media type and storage class go along, and within one region of one server the key of KMS. An original
//! goes only when its copy was seen there, and it is still the object that was copied. A copy made through this computer
//! between two servers that keep no checksums is read once more on both sides first.
//! Left behind: as by an upload. A move that ends between the copy and the deletion leaves both, remembers the copy, and
//! goes on with the deletion.

use store::{Algorithm, Checksum, Get, Hasher, ObjectAt, Store, StoreErrorKind as Kind, Upload};

use super::{
    context::{Originals, Try},
    job::{Outcome, Task, unless_stopped},
    journal::KeptUpload,
    source::{Original, Source},
    terms::{OnConflict, Proof},
    upload,
};
use crate::fault;

/// Copies `task`'s object to the key `to`.
pub(super) async fn file(one: Try<'_>, originals: &Originals, task: &Task, to: &str) -> Result<Option<Proof>, Outcome> {
    one.progress.start(task.bytes);
    let at = ObjectAt { bucket: originals.bucket.clone(), key: task.key.clone() };
    let beside = one.on_conflict == OnConflict::KeepBoth && !originals.leave;
    if originals.near && at == one.context.at(to) && !beside {
        return Err(Outcome::Skipped);
    }
    if to.ends_with('/') && task.bytes == 0 {
        Box::pin(upload::marker(one.context, to)).await?;
        if originals.leave {
            remove(&originals.store, &at).await?;
        }
        return Ok(None);
    }
    let Some(original) = unless_stopped(one.stop, Box::pin(look(one, originals, at))).await? else {
        return landed(one, task, to).await.map(Some);
    };
    let source = Source::object(original);
    let proof = match copied_before(one, &source).await? {
        Some(proof) => proof,
        None => Box::pin(copy(one, originals, &source, to)).await?,
    };
    if originals.leave {
        Box::pin(leave(one, &source)).await?;
    }
    Ok(Some(proof))
}

/// The original with what goes with it; `None` where it is gone and a move may have ended.
async fn look(one: Try<'_>, originals: &Originals, at: ObjectAt) -> Result<Option<Original>, Outcome> {
    let Originals { store, near, leave, .. } = originals;
    let (head, mut about, tagged) = match store.head_with_about(&at).await {
        Ok(found) => found,
        Err(error) if error.kind == Kind::NoSuchKey && *leave && may_be_gone(one).await => return Ok(None),
        Err(error) => return Err(Outcome::refused(&error)),
    };
    // A server that copies in one request takes the tags along by itself.
    if tagged && (!near || head.size > one.context.limits.one_copy) {
        about.tags = store.object_tags(&at).await.map_err(|error| Outcome::refused(&error))?;
    }
    // What everybody has is not asked for, and a key of one server is nothing to another.
    if !near || about.encryption.as_deref().is_none_or(|by| !by.starts_with("aws:kms")) {
        (about.encryption, about.kms_key) = (None, None);
    }
    Ok(Some(Original { store: store.clone(), at, head, about, near: *near }))
}

/// Whether an earlier try may have deleted the original: its answer was lost, or the program ended before it came.
async fn may_be_gone(one: Try<'_>) -> bool {
    one.context.restored || one.ledger.upload().await.is_some_and(|kept| kept.upload.id.is_empty())
}

/// The original went, and nobody heard: the copy is there.
async fn landed(one: Try<'_>, task: &Task, to: &str) -> Result<Proof, Outcome> {
    match one.context.store.head(&one.context.at(to)).await {
        Ok(head) if head.size == task.bytes => Ok(Proof::Size),
        Ok(_) => Err(Outcome::failed(fault::transfer::original_gone(&task.key))),
        Err(error) if error.kind == Kind::NoSuchKey => Err(Outcome::failed(fault::transfer::original_gone(&task.key))),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// An earlier try made the copy, and did not get to the deletion.
async fn copied_before(one: Try<'_>, source: &Source) -> Result<Option<Proof>, Outcome> {
    let kept = unless_stopped(one.stop, async { Ok(one.ledger.upload().await) }).await?;
    let Some(kept) = kept.filter(|kept| kept.upload.id.is_empty() && kept.is_from(source)) else { return Ok(None) };
    match one.context.store.head(&kept.upload.at).await {
        Ok(head) if head.size == source.size => Ok(Some(Proof::Size)),
        Ok(_) => Ok(None),
        Err(error) if error.kind == Kind::NoSuchKey => Ok(None),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

async fn copy(one: Try<'_>, originals: &Originals, source: &Source, to: &str) -> Result<Proof, Outcome> {
    let (at, mut proof) = Box::pin(upload::place(one, source, to)).await?;
    if !originals.leave {
        return Ok(proof);
    }
    if proof == Proof::Size
        && let Some(original) = source.original().filter(|original| !original.near)
    {
        unless_stopped(one.stop, Box::pin(compare(original, &one.context.store, &at))).await?;
        proof = Proof::Checksum;
    }
    if proof == Proof::Unseen {
        return Err(Outcome::failed(fault::transfer::copy_unseen(&at.key)));
    }
    let done = Upload { at, id: String::new(), begun: None, by: None };
    one.ledger.begun(KeptUpload::of(source, done)).await;
    Ok(proof)
}

/// Deletes the original, where it is still what was copied.
async fn leave(one: Try<'_>, source: &Source) -> Result<(), Outcome> {
    let Some(original) = source.original() else { return Ok(()) };
    if !original.is_unchanged().await? {
        one.ledger.clear();
        return Err(Outcome::failed(fault::transfer::original_changed(&original.at.key)));
    }
    remove(&original.store, &original.at).await
}

async fn remove(store: &Store, at: &ObjectAt) -> Result<(), Outcome> {
    match store.delete(at).await {
        Ok(()) => Ok(()),
        Err(error) if error.kind == Kind::NoSuchKey => Ok(()),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// Reads both sides once more; a fault where they differ.
async fn compare(original: &Original, store: &Store, at: &ObjectAt) -> Result<(), Outcome> {
    let ours = sum(&original.store, &original.at, original.head.etag.clone());
    let (ours, theirs) = tokio::try_join!(ours, sum(store, at, None))?;
    if ours == theirs { Ok(()) } else { Err(Outcome::failed(fault::transfer::stored_differs(&at.key))) }
}

async fn sum(store: &Store, at: &ObjectAt, if_match: Option<String>) -> Result<Checksum, Outcome> {
    let refused = |error| Outcome::refused(&error);
    let mut body = store.get(at, Get { range: None, if_match }).await.map_err(refused)?;
    let mut hasher = Hasher::new(Algorithm::Crc64Nvme);
    while let Some(piece) = body.chunk().await.map_err(refused)? {
        hasher.update(&piece);
    }
    Ok(hasher.finish())
}
