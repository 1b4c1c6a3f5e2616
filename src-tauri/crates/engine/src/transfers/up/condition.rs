//! Under which condition the server is to store, and what has to hold before a version is made the
//! current one again.

use futures_util::TryStreamExt;
use store::{ObjectHead, VersionRequest, Versioning};

use super::source::{Original, Sending};
use crate::{
    fault,
    files::versions::Current,
    transfers::{identity::at_sight, job::Outcome, terms::OnConflict},
};

/// Under which condition the server is to store.
pub(super) enum Only {
    Always,
    Absent,
    /// While what is there has this ETag.
    Same(String),
}

impl Only {
    /// What was compared with what is `there`, and what `restores` an earlier version, replaces
    /// that and nothing newer.
    pub(super) fn over(there: Option<&ObjectHead>, on_conflict: OnConflict, restores: bool) -> Self {
        let compared = restores || matches!(on_conflict, OnConflict::IfDifferent | OnConflict::IfNewer);
        match there {
            None if on_conflict == OnConflict::Replace && !restores => Self::Always,
            None => Self::Absent,
            Some(head) => head.etag.clone().filter(|_| compared).map_or(Self::Always, Self::Same),
        }
    }
}

/// A copy onto its own key takes the place of what somebody saw there, and of nothing else. Where
/// the bucket keeps no versions at the moment, it also takes the place of the version `null`: of
/// that one nothing would be left. `blind`: what is there could not be seen.
pub(super) async fn check_restore(
    upload: &Sending<'_>,
    there: Option<&ObjectHead>,
    blind: bool,
) -> Result<(), Outcome> {
    let key = &upload.at.key;
    if blind {
        return Err(Outcome::failed(fault::transfer::name_unseen(key)));
    }
    let over = upload.context.originals.as_ref().and_then(|originals| originals.over.as_ref());
    if over.is_some_and(|over| *over != Current::of(there)) {
        return Err(Outcome::failed(fault::version_changed(key)));
    }
    let kept = upload.context.store.get_versioning(&upload.at.bucket);
    if matches!(upload.stop.unless(kept).await?, Ok(Some(Versioning::On))) {
        return Ok(());
    }
    let itself = upload.source.original().is_some_and(|original| original.at.version.as_deref() == Some("null"));
    match itself || !upload.stop.unless(Box::pin(has_null(upload))).await?? {
        true => Ok(()),
        false => Err(Outcome::failed(fault::restore_would_lose(key))),
    }
}

/// Whether the key has a version `null` that is no delete marker.
async fn has_null(upload: &Sending<'_>) -> Result<bool, Outcome> {
    let at = upload.at;
    let mut pages = upload.context.store.version_pages(VersionRequest::below(&at.bucket, &at.key));
    while let Some(page) = pages.try_next().await.map_err(|error| Outcome::refused(&error))? {
        if page.entries.iter().any(|one| one.key == at.key && one.id == "null" && !one.marker) {
            return Ok(true);
        }
        // The key itself is the first of all that begin with it.
        if page.entries.iter().any(|one| one.key > at.key) {
            break;
        }
    }
    Ok(false)
}

/// Whether `head` is the original itself, seen through another login of its server or under another
/// spelling of its key.
pub(super) fn is_itself(original: &Original, sending: &Sending<'_>, head: &ObjectHead) -> bool {
    let seen = &original.head;
    let one_place = original.at == *sending.at || original.near && at_sight(true, &original.at, sending.at).is_none();
    one_place && (&seen.etag, seen.size, seen.modified) == (&head.etag, head.size, head.modified)
}
