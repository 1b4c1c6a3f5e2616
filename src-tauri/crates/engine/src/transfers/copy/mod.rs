//! One object copied to another key: by the server itself where both are on one connection, else
//! read here and sent there, a few pieces in memory and none on the disk. A move is a copy whose
//! original goes.
//!
//! Promise: a copy is confirmed as an upload is ([`super::up`]), with what the original's server
//! says of its bytes; metadata, tags, media type and storage class go along, and within one region
//! of one server the key of KMS. An original goes only when its copy was seen there, the two are
//! proved to be two objects ([`super::identity`]), and it is still the object that was copied; tags
//! that may not be read, and annotations, keep a move from beginning that would lose them. A copy
//! made through this computer between two servers that keep no checksums is read once more on both
//! sides first. Left behind: as by an upload. A move that ends between the copy and the deletion
//! leaves both, remembers the copy, and goes on with the deletion.

use store::{Algorithm, Checksum, Get, ObjectAt, ObjectHead, Part, Store, StoreError, StoreErrorKind as Kind, Upload};

use super::{
    context::{Originals, Try},
    identity::{self, Identity, Seen},
    job::{Outcome, Task},
    journal::KeptUpload,
    terms::{OnConflict, Proof},
    up,
    up::{
        markers,
        source::{Original, Source},
    },
};
use crate::{
    fault,
    files::{archive::is_archive, versions},
};

/// A copy as it was last seen. Of a folder's marker some servers show nothing.
struct Copied {
    at: ObjectAt,
    head: Option<ObjectHead>,
}

/// Copies `task`'s object to the key `to`.
pub(super) async fn file(one: Try<'_>, originals: &Originals, task: &Task, to: &str) -> Result<Option<Proof>, Outcome> {
    one.progress.start(task.bytes);
    let at = task.original(&originals.bucket);
    let beside = one.on_conflict == OnConflict::KeepBoth && !originals.leave;
    if originals.near && at == one.context.at(to) && !beside {
        return Err(Outcome::Skipped);
    }
    // As the plan saw it; by now it may have bytes, or be gone.
    let marks = to.ends_with('/') && task.bytes == 0;
    let original = match one.stop.unless(Box::pin(look(one, originals, at))).await?? {
        Ok(Some(original)) => original,
        Ok(None) if !marks => return landed(one, task).await.map(Some),
        Err(error) if !marks || error.kind != Kind::NoSuchKey => return Err(Outcome::refused(&error)),
        Ok(None) | Err(_) => return markers::keep(one, to).await.map(|()| None),
    };
    if marks && original.head.size == 0 {
        return Box::pin(folder(one, originals, &original, to)).await.map(|()| None);
    }
    task.check_seen(original.head.etag.as_deref(), original.head.modified)?;
    let before = Box::pin(before(one, originals, &original, to)).await?;
    let source = Source::object(original);
    if !originals.leave {
        return Box::pin(up::place(one, &source, to)).await.map(|(_, proof)| Some(proof));
    }
    let (copied, proof) = match copied_before(one, &source).await? {
        Some(copied) => copied,
        None => Box::pin(copy(one, &source, to, before)).await?,
    };
    let known = before.filter(|_| copied.at.key == to);
    Box::pin(leave(one, originals, &source, &copied, known)).await?;
    Ok(Some(proof))
}

/// What can be told of the two addresses before anything is written. What is there and would be
/// written over may be the original itself, which would be lost with its metadata: that is found
/// out first.
async fn before(
    one: Try<'_>,
    originals: &Originals,
    original: &Original,
    to: &str,
) -> Result<Option<Identity>, Outcome> {
    let writes_over = matches!(one.on_conflict, OnConflict::Replace | OnConflict::IfDifferent | OnConflict::IfNewer);
    // Within one login a copy is compared with what is there when it is placed.
    if !originals.leave && (originals.near || !writes_over) {
        return Ok(None);
    }
    let at = one.context.at(to);
    if let Some(identity) = identity::at_sight(originals.near, &original.at, &at) {
        return Ok(Some(identity));
    }
    let there = match one.stop.unless(one.context.store.head(&at)).await? {
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(Some(Identity::Different)),
        _ if !writes_over => return Ok(None),
        there => there.ok(),
    };
    let told = there.and_then(|head| identity::by_heads(originals.near, &original.head, &head));
    if told.is_some() && original.is_unchanged().await? {
        return Ok(told);
    }
    match by_note(one, originals, original, &at).await? {
        Identity::Same if originals.leave => Err(Outcome::failed(fault::transfer::same_object(&original.at.key))),
        Identity::Same => Err(Outcome::Skipped),
        Identity::Different => Ok(Some(Identity::Different)),
        // It may be told by what is there once the copy is.
        Identity::Unknown => Ok(None),
    }
}

/// Not raced against a stop, which would leave a note behind.
async fn by_note(one: Try<'_>, originals: &Originals, original: &Original, at: &ObjectAt) -> Result<Identity, Outcome> {
    let copy = Seen { store: &one.context.store, at };
    let seen = Seen { store: &original.store, at: &original.at };
    originals.known.by_note(copy, seen).await.map_err(|error| Outcome::refused(&error))
}

/// Keeps an empty folder there too.
async fn folder(one: Try<'_>, originals: &Originals, original: &Original, to: &str) -> Result<(), Outcome> {
    let known = if originals.leave { before(one, originals, original, to).await? } else { None };
    markers::keep(one, to).await?;
    if !originals.leave {
        return Ok(());
    }
    let at = one.context.at(to);
    let head = match one.context.store.head(&at).await {
        Ok(head) => Some(head),
        Err(error) if error.kind == Kind::NoSuchKey => None,
        Err(error) => return Err(Outcome::refused(&error)),
    };
    leave(one, originals, &Source::object(original.clone()), &Copied { at, head }, known).await
}

/// The original with what goes with it; `None` where it is gone and a move may have ended.
async fn look(
    one: Try<'_>,
    originals: &Originals,
    at: ObjectAt,
) -> Result<Result<Option<Original>, StoreError>, Outcome> {
    let Originals { store, near, leave, readable, .. } = originals;
    let (head, mut about, tagged) = match store.head_with_about(&at).await {
        Ok(found) => found,
        Err(error) if error.kind == Kind::NoSuchKey && *leave && may_be_gone(one).await => return Ok(Ok(None)),
        Err(error) => return Ok(Err(error)),
    };
    if at.version.is_some() && matches!(about.class.as_deref(), Some("GLACIER" | "DEEP_ARCHIVE")) {
        versions::check_object(store, &at).await.map_err(Outcome::failed)?;
    }
    // A server that copies in one request takes the tags along by itself. Of one that nobody knows
    // the head may hide them, which a move would lose.
    let taken = *near && head.size <= one.context.copy_sizes.one_copy;
    if !taken {
        if *leave {
            annotated(store, &at).await?;
        }
        about.tags = match tags_of(originals, &at, tagged).await {
            Ok(tags) => tags,
            // A copy without them loses nothing, a move would.
            Err(error) if error.kind == Kind::NotPermitted && !leave => None,
            Err(error) if error.kind == Kind::NotPermitted => {
                return Err(Outcome::failed(fault::transfer::tags_unread(&at.key)));
            }
            Err(error) => return Ok(Err(error)),
        };
    }
    if *readable && is_archive(about.class.as_deref()) {
        about.class = Some("STANDARD".to_owned());
    }
    // What everybody has is not asked for, and a key of one server is nothing to another.
    if !near || about.encryption.as_deref().is_none_or(|by| !by.starts_with("aws:kms")) {
        about = about.encrypted_as_usual();
    }
    Ok(Ok(Some(Original { store: store.clone(), at, head, about, near: *near })))
}

/// Refused where a copy that the server does not make in one request would lose annotations of what
/// is to go, or to be replaced. Without the permission to list them they are not known.
pub(super) async fn annotated(store: &Store, at: &ObjectAt) -> Result<(), Outcome> {
    if store.provider().needs_endpoint {
        return Ok(());
    }
    match store.is_annotated(at).await {
        Ok(true) => Err(Outcome::failed(fault::transfer::annotated(&at.key))),
        Err(error) if error.is_temporary() => Err(Outcome::refused(&error)),
        Ok(false) | Err(_) => Ok(()),
    }
}

/// The original's tags; `told`: it is known to have some, or may well have.
async fn tags_of(originals: &Originals, at: &ObjectAt, told: bool) -> Result<Option<String>, StoreError> {
    let Originals { store, leave, has_tags, .. } = originals;
    if told || *leave && *has_tags.get_or_try_init(|| store.answers_tags(at)).await? {
        return store.object_tags(at).await;
    }
    Ok(None)
}

/// Whether an earlier try may have deleted the original: its answer was lost, or the program ended
/// before it came.
async fn may_be_gone(one: Try<'_>) -> bool {
    one.context.restored || one.ledger.upload().await.is_some_and(|kept| kept.upload.id.is_empty())
}

/// The original went, and nobody heard: the copy that was noted before is there. Without a note
/// somebody else may have taken the original, and what has the copy's name may be anything.
async fn landed(one: Try<'_>, task: &Task) -> Result<Proof, Outcome> {
    let gone = || Outcome::failed(fault::transfer::original_gone(&task.key));
    let kept = one.ledger.upload().await.filter(|kept| kept.upload.id.is_empty()).ok_or_else(gone)?;
    match one.context.store.head(&kept.upload.at).await {
        Ok(head) => {
            one.progress.made(head.etag.as_deref());
            proof_of(&kept, &head).ok_or_else(gone)
        }
        Err(error) if error.kind == Kind::NoSuchKey => Err(gone()),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// What shows that `head` is of the copy that was noted.
fn proof_of(kept: &KeptUpload, head: &ObjectHead) -> Option<Proof> {
    let noted = kept.parts.first().filter(|_| head.size == kept.size)?;
    if noted.checksum.as_ref().is_some_and(|sum| head.agrees(sum) == Some(true)) {
        return Some(if head.checksum.is_some() { Proof::Checksum } else { Proof::Etag });
    }
    // The very object that was compared when it was made.
    (!noted.etag.is_empty() && head.etag.as_ref() == Some(&noted.etag)).then_some(Proof::Size)
}

/// The copy that an earlier try made, where that did not get to the deletion and what is there is
/// still that copy.
async fn copied_before(one: Try<'_>, source: &Source) -> Result<Option<(Copied, Proof)>, Outcome> {
    let kept = one.stop.unless(one.ledger.upload()).await?;
    let kept = kept.filter(|kept| kept.upload.id.is_empty() && kept.is_from(source));
    let (Some(kept), Some(original)) = (kept, source.original()) else { return Ok(None) };
    let at = kept.upload.at;
    let head = match one.context.store.head(&at).await {
        Ok(head) if head.size == source.size => head,
        Ok(_) => return Ok(None),
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(None),
        Err(error) => return Err(Outcome::refused(&error)),
    };
    let by_sum = original.told().and_then(|sum| head.agrees(&sum));
    let confirmed = kept.parts.first().map(|part| part.etag.as_str()).filter(|etag| !etag.is_empty());
    let proof = match (by_sum, confirmed) {
        (Some(true), _) => {
            if head.checksum.is_some() {
                Proof::Checksum
            } else {
                Proof::Etag
            }
        }
        (Some(false), _) => return Ok(None),
        // The very object that was compared when it was made.
        (None, Some(etag)) if head.etag.as_deref() == Some(etag) => Proof::Size,
        (None, Some(_)) => return Ok(None),
        (None, None) => match one.stop.unless(Box::pin(same_bytes(original, &one.context.store, &at))).await?? {
            true => Proof::Checksum,
            false => return Ok(None),
        },
    };
    one.progress.made(head.etag.as_deref());
    Ok(Some((Copied { at, head: Some(head) }, proof)))
}

/// Makes the copy, and remembers which object it is. What is `known` already of the two, and proved
/// by a sum, need not be looked at again.
async fn copy(one: Try<'_>, source: &Source, to: &str, known: Option<Identity>) -> Result<(Copied, Proof), Outcome> {
    let (at, mut proof) = Box::pin(up::place(one, source, to)).await?;
    if proof == Proof::Size
        && let Some(original) = source.original().filter(|original| !original.near)
    {
        if !one.stop.unless(Box::pin(same_bytes(original, &one.context.store, &at))).await?? {
            return Err(Outcome::failed(fault::transfer::stored_differs(&at.key)));
        }
        proof = Proof::Checksum;
    }
    if proof == Proof::Unseen {
        return Err(Outcome::failed(fault::transfer::copy_unseen(&at.key)));
    }
    let sum = source.original().and_then(lasting);
    let summed = sum.is_some() && matches!(proof, Proof::Checksum | Proof::Etag);
    let enough = known == Some(Identity::Different) && at.key == to && summed;
    let head = if enough { None } else { Some(look_at_copy(one, source, &at).await?) };
    let done = Upload { at: at.clone(), id: String::new(), begun: None, by: None };
    let etag = head.as_ref().and_then(|head| head.etag.clone()).unwrap_or_default();
    let noted = Part { number: 1, etag, size: source.size, checksum: sum.filter(|_| summed) };
    one.ledger.begun(KeptUpload { parts: vec![noted], ..KeptUpload::of(source, done) }).await;
    Ok((Copied { at, head }, proof))
}

/// What its server says of all its bytes, where the journal keeps such a sum and a copy made in
/// other parts has it too.
fn lasting(original: &Original) -> Option<Checksum> {
    let told = original.told().filter(|sum| !sum.value.contains('-'));
    told.filter(|sum| matches!(sum.algorithm, Algorithm::Crc64Nvme | Algorithm::Md5))
}

async fn look_at_copy(one: Try<'_>, source: &Source, at: &ObjectAt) -> Result<ObjectHead, Outcome> {
    match one.context.store.head(at).await {
        Ok(head) if head.size == source.size => Ok(head),
        Ok(head) => Err(Outcome::failed(fault::transfer::stored_size_differs(&at.key, source.size, head.size))),
        Err(error) if error.kind == Kind::NotPermitted => Err(Outcome::failed(fault::transfer::copy_unseen(&at.key))),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// Deletes the original, where it is proved to be another object than the copy and still what was
/// copied.
async fn leave(
    one: Try<'_>,
    originals: &Originals,
    source: &Source,
    copied: &Copied,
    known: Option<Identity>,
) -> Result<(), Outcome> {
    let Some(original) = source.original() else { return Ok(()) };
    let unchanged = original.is_unchanged().await?;
    let identity = match known {
        Some(identity) => identity,
        None => identity_of(one, originals, original, unchanged, copied).await?,
    };
    match identity {
        Identity::Same => return Err(Outcome::failed(fault::transfer::same_object(&original.at.key))),
        Identity::Unknown => return Err(Outcome::failed(fault::transfer::original_kept(&original.at.key))),
        Identity::Different => {}
    }
    // Finding out takes its time, and whoever wrote there meanwhile must not lose it.
    if !unchanged || known.is_none() && !original.is_unchanged().await? || !remove(original).await? {
        one.ledger.clear();
        return Err(Outcome::failed(fault::transfer::original_changed(&original.at.key)));
    }
    Ok(())
}

/// Whether original and copy are two objects.
async fn identity_of(
    one: Try<'_>,
    originals: &Originals,
    original: &Original,
    unchanged: bool,
    copied: &Copied,
) -> Result<Identity, Outcome> {
    if let Some(identity) = identity::at_sight(originals.near, &original.at, &copied.at) {
        return Ok(identity);
    }
    let told = copied.head.as_ref().filter(|_| unchanged);
    if let Some(identity) = told.and_then(|head| identity::by_heads(originals.near, &original.head, head)) {
        return Ok(identity);
    }
    by_note(one, originals, original, &copied.at).await
}

/// Deletes the original; false where its server says that it is another by now.
async fn remove(original: &Original) -> Result<bool, Outcome> {
    let Original { store, at, head, .. } = original;
    let mut deleted = store.delete_if(at, head.etag.as_deref()).await;
    let unmet = deleted.as_ref().is_err_and(|error| error.kind == Kind::PreconditionFailed);
    if unmet {
        // Gone, where the answer of the first request was lost.
        deleted = store.head(at).await.map(drop);
    }
    match deleted {
        Ok(()) => Ok(!unmet),
        Err(error) if error.kind == Kind::NoSuchKey => Ok(true),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// Whether both have the same bytes, by reading them once more on both sides.
async fn same_bytes(original: &Original, store: &Store, at: &ObjectAt) -> Result<bool, Outcome> {
    let ours = sum(&original.store, &original.at, Some(&original.head));
    let (ours, theirs) = tokio::try_join!(ours, sum(store, at, None))?;
    Ok(ours == theirs)
}

/// `seen`: what it was when the copy was made. An answer that does not say which version it is of
/// is read all the same, since bytes that differ are found out.
async fn sum(store: &Store, at: &ObjectAt, seen: Option<&ObjectHead>) -> Result<Checksum, Outcome> {
    let refused = |error| Outcome::refused(&error);
    let if_match = seen.and_then(|seen| seen.etag.clone());
    let body = store.get(at, Get { range: None, if_match }).await.map_err(refused)?;
    if seen.is_some_and(|seen| seen.is_same(&body.head) == Some(false)) {
        return Err(Outcome::failed(fault::transfer::changed_while_copied(&at.key)));
    }
    body.sum().await.map_err(refused)
}
