//! What is read of a file before its properties are changed: all that a copy of it has to carry.

use store::{Get, ObjectAt, Properties, Store, StoreError, StoreErrorKind as Kind, Tag};

use crate::{
    fault,
    files::properties::edits::PropertyEdits,
    transfers::{
        context::{Context, Try},
        job::Outcome,
        up::{media, source::FIRST},
    },
};

/// All that the file says, and before a copy of it the locks that its head leaves out: they are
/// told there to those alone who may read each of them.
pub(super) async fn properties(context: &Context, at: &ObjectAt, edits: &PropertyEdits) -> Result<Properties, Outcome> {
    let store = &context.store;
    let mut now = store.properties(at).await.map_err(|error| Outcome::refused(&error))?;
    if !edits.copies() || !context.has_locks().await {
        return Ok(now);
    }
    let version = ObjectAt { version: now.version.clone(), ..at.clone() };
    let unread = |error: StoreError| match error.kind {
        Kind::NotPermitted => Outcome::failed(fault::properties_lock_unread(&at.key)),
        _ => Outcome::refused(&error),
    };
    if now.about.retained.is_none() {
        now.about.retained = store.retained(&version).await.or_else(none_known).map_err(unread)?;
    }
    if !now.about.held {
        now.about.held = store.legal_hold(&version).await.or_else(none_known).map_err(unread)?;
    }
    Ok(now)
}

/// What a file's name and first bytes say that it is; none where they say nothing. Of what cannot
/// be read, and of what is stored packed, the name alone counts.
pub(super) async fn guessed(context: &Context, at: &ObjectAt, now: &Properties) -> Result<Option<String>, Outcome> {
    let packed = now.about.content_encoding.as_deref().is_some_and(|kind| !matches!(kind, "identity" | "aws-chunked"));
    let size = now.head.size.min(FIRST);
    if packed || now.own_key || size == 0 {
        return Ok(media::kind_of(&at.key, &[]));
    }
    let get = Get { range: Some(0..size), if_match: now.head.etag.clone() };
    match beginning(&context.store, at, get).await {
        Ok(first) => Ok(media::kind_of(&at.key, &first)),
        Err(error) if error.kind == Kind::Archived => Ok(media::kind_of(&at.key, &[])),
        Err(error) if error.kind == Kind::PreconditionFailed => {
            Err(Outcome::failed(fault::properties_changed(&at.key)))
        }
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// What comes of these bytes, up to [`FIRST`] of them: a server may send more than it is asked for.
async fn beginning(store: &Store, at: &ObjectAt, get: Get) -> Result<Vec<u8>, StoreError> {
    let (mut body, mut first) = (store.get(at, get).await?, Vec::new());
    while (first.len() as u64) < FIRST
        && let Some(piece) = body.chunk().await?
    {
        first.extend_from_slice(&piece);
    }
    Ok(first)
}

/// A storage without such a lock has none.
fn none_known<T: Default>(error: StoreError) -> Result<T, StoreError> {
    if error.kind == Kind::NotSupported { Ok(T::default()) } else { Err(error) }
}

/// The tags of the version that was seen; none where they need not be known: they stay, or a copy
/// on Amazon's own servers takes them along. A storage without any has none, unless they are what
/// is to be different.
pub(super) async fn tags_of(
    one: Try<'_>,
    edits: &PropertyEdits,
    at: &ObjectAt,
    now: &Properties,
) -> Result<Option<Vec<Tag>>, Outcome> {
    let store = &one.context.store;
    let (left, by_parts) = (edits.tags.is_empty(), now.head.size > one.context.copy_sizes.one_copy);
    if left && !by_parts && (!edits.copies() || !store.provider().needs_endpoint) {
        return Ok(None);
    }
    let version = ObjectAt { version: now.version.clone(), ..at.clone() };
    let mut tags = store.tag_set(&version).await;
    // Reading those of a version is a permission of its own.
    if version.version.is_some() && tags.as_ref().is_err_and(|error| error.kind == Kind::NotPermitted) {
        tags = store.tag_set(at).await;
    }
    match tags {
        Ok(tags) => Ok(Some(tags)),
        Err(error) if error.kind == Kind::NotSupported && left => Ok(Some(Vec::new())),
        // A server may say in words of its own that it has none; the counts are compared then.
        Err(error) if error.kind == Kind::Other && left && !by_parts => Ok(None),
        Err(error) if error.kind == Kind::NotPermitted && left => match !by_parts && now.tags.is_none() {
            true => Ok(None),
            false => Err(Outcome::failed(fault::properties_tags_unread(&at.key))),
        },
        Err(error) => Err(Outcome::refused(&error)),
    }
}
