//! Whether storage has what was sent: what is under a key before, and what the server says of it
//! afterwards.

use store::{Algorithm, Entry, ObjectAt, ObjectHead, StoreErrorKind as Kind, Stored};

use crate::{
    fault,
    files::folders,
    transfers::{
        context::Context,
        job::Outcome,
        terms::{OnConflict, Proof},
    },
};

/// What has a key, as far as this login may look.
pub(crate) struct Looked {
    pub(crate) there: Option<ObjectHead>,
    /// It may look at the object itself.
    pub(crate) may_look: bool,
    /// It may not be told either whether there is one: only a server that refuses to write over it
    /// keeps it.
    pub(crate) blind: bool,
}

impl Looked {
    /// Nobody looked, or nothing is there.
    pub(crate) fn not() -> Self {
        Self { there: None, may_look: true, blind: false }
    }
}

/// What has this key. Where a login may not look at the object, a listing tells.
pub(crate) async fn look(context: &Context, at: &ObjectAt) -> Result<Looked, Outcome> {
    match context.store.head(at).await {
        Ok(head) => Ok(Looked { there: Some(head), ..Looked::not() }),
        Err(error) if error.kind == Kind::NoSuchKey => Ok(Looked::not()),
        Err(error) if error.kind == Kind::NotPermitted => {
            let listed = folders::listed(&context.store, at).await.map_err(|error| Outcome::refused(&error))?;
            // A folded key is listed under another name.
            let blind = listed.is_none() || listed == Some(None) && is_odd(&at.key);
            let head = |entry: Entry| ObjectHead {
                size: entry.size,
                etag: entry.etag,
                modified: entry.modified,
                ..ObjectHead::default()
            };
            Ok(Looked { there: listed.flatten().map(head), may_look: false, blind })
        }
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// How a try ends for which the server says that the name is taken. Sent under another choice than
/// to ask or to skip, it goes again; where nobody may see what it is to be held against, it would
/// do so for ever.
pub(crate) fn taken(key: &str, on_conflict: OnConflict, blind: bool) -> Outcome {
    match on_conflict {
        OnConflict::Skip => Outcome::Skipped,
        OnConflict::Ask => Outcome::Taken,
        _ if blind => Outcome::failed(fault::transfer::not_compared(key)),
        _ => Outcome::Taken,
    }
}

/// What the answer to an upload proves by itself: the server told the sum of what it got. Under an
/// odd key only a listing shows what was kept.
pub(crate) fn answered(stored: &Stored, key: &str) -> Option<Proof> {
    let sent = stored.sent.as_ref().filter(|_| stored.agrees == Some(true) && !is_odd(key))?;
    Some(if sent.algorithm == Algorithm::Md5 { Proof::Etag } else { Proof::Checksum })
}

/// A key that some servers fold: slashes joined, dots resolved.
fn is_odd(key: &str) -> bool {
    key.split('/').any(|segment| matches!(segment, "" | "." | "..") || segment.contains('\\'))
}

/// Holds what storage has under exactly this key against what was sent; `None` where it has other
/// bytes, or where that is in doubt for the first time.
pub(crate) async fn confirm(
    context: &Context,
    at: &ObjectAt,
    size: u64,
    stored: &Stored,
    doubted: &mut bool,
) -> Result<Option<Proof>, Outcome> {
    if stored.agrees == Some(false) {
        return Ok(None);
    }
    match context.store.head(at).await {
        Ok(head) if head.size == size => {
            let proof = match stored.sent.as_ref().and_then(|sent| head.agrees(sent)) {
                Some(false) => return Ok(None),
                Some(true) if head.checksum.is_some() => Proof::Checksum,
                Some(true) => Proof::Etag,
                None if stored.agrees == Some(true) => Proof::Etag,
                None if !*doubted && stored.sent.as_ref().is_some_and(|sent| head.doubts(sent)) => {
                    *doubted = true;
                    return Ok(None);
                }
                None => Proof::Size,
            };
            Ok(Some(if confirm_name(context, at).await? { proof } else { Proof::Unseen }))
        }
        Ok(head) => Err(Outcome::failed(fault::transfer::stored_size_differs(&at.key, size, head.size))),
        Err(error) if error.kind == Kind::NoSuchKey => Err(Outcome::failed(fault::transfer::stored_elsewhere(&at.key))),
        // May write, may not read: the answer to the upload itself has to do.
        Err(error) if error.kind == Kind::NotPermitted => Ok(Some(Proof::Unseen)),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// A server that joins slashes or resolves dots answers a HEAD of the odd key as well; only a
/// listing shows what it kept.
async fn confirm_name(context: &Context, at: &ObjectAt) -> Result<bool, Outcome> {
    if !is_odd(&at.key) {
        return Ok(true);
    }
    match folders::listed(&context.store, at).await {
        Ok(Some(Some(_))) => Ok(true),
        Ok(None) => Ok(false),
        Err(error) => Err(Outcome::refused(&error)),
        Ok(Some(None)) => Err(Outcome::failed(fault::transfer::stored_elsewhere(&at.key))),
    }
}
