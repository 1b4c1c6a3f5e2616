//! What is on the disk already, held against the object: a part that was left, a file that has the
//! name, a file that was finished unseen. Reads only.

use std::{fs::File, io};

use store::{Hasher, ObjectAt, ObjectHead};

use super::landing::Landing;
use crate::transfers::{
    context::Context,
    job::Outcome,
    journal::Ledger,
    terms::{OnConflict, Proof},
};

/// Sums up what is on the disk, and answers how much that is. Blocking.
pub(crate) fn read_again(mut file: File, mut hasher: Hasher) -> io::Result<(File, u64, Hasher)> {
    let have = hasher.read(&mut file)?;
    Ok((file, have, hasher))
}

/// What a choice by comparison comes to for this file: it is replaced or skipped. Any other choice
/// stays.
pub(crate) async fn settle(
    context: &Context,
    landing: &Landing,
    at: &ObjectAt,
    on_conflict: OnConflict,
) -> Result<OnConflict, Outcome> {
    if !matches!(on_conflict, OnConflict::IfDifferent | OnConflict::IfNewer) {
        return Ok(on_conflict);
    }
    let Some(file) = landing.there().await else { return Ok(OnConflict::Skip) };
    let version = context.store.head(at).await.map_err(|error| Outcome::refused(&error))?;
    let there = file.metadata().map_err(|error| landing.unwritten(&error))?;
    let older = || version.time() > there.modified().ok();
    let hasher = match on_conflict {
        OnConflict::IfNewer => None,
        _ => context.store.hasher(at, &version).await,
    };
    let replace = match (on_conflict, hasher) {
        (OnConflict::IfNewer, _) => older(),
        _ if there.len() != version.size => true,
        (_, Some(hasher)) => {
            let read = tokio::task::spawn_blocking(move || read_again(file, hasher)).await;
            let sum = read.ok().and_then(Result::ok).map(|(_, _, hasher)| hasher.finish());
            sum.and_then(|sum| version.agrees(&sum)).map_or_else(older, |agrees| !agrees)
        }
        (_, None) => older(),
    };
    Ok(if replace { OnConflict::Replace } else { OnConflict::Skip })
}

/// Whether the file is there already, whole: the program ended between its last step and its line
/// in the journal.
pub(crate) async fn already(
    context: &Context,
    landing: &Landing,
    at: &ObjectAt,
    ledger: &Ledger,
) -> Result<Option<Proof>, Outcome> {
    let Some(file) = landing.there().await else { return Ok(None) };
    let version = context.store.head(at).await.map_err(|error| Outcome::refused(&error))?;
    let Some(hasher) = context.store.hasher(at, &version).await else {
        return Ok(named(landing, &file, &version, ledger).await);
    };
    let read = tokio::task::spawn_blocking(move || read_again(file, hasher)).await;
    let Ok(Ok((file, len, hasher))) = read else { return Ok(None) };
    let agrees = version.agrees(&hasher.finish());
    if agrees.is_none() && version.hasher().is_none() {
        return Ok(named(landing, &file, &version, ledger).await);
    }
    let same = len == version.size && agrees == Some(true);
    Ok(same.then_some(if version.checksum.is_some() { Proof::Checksum } else { Proof::Etag }))
}

/// Of an object that nothing tells the sum of: the file is ours where the unfinished one that the
/// journal knows of is gone, and this one has the object's size and time, as every file gets them
/// with its name.
async fn named(landing: &Landing, file: &File, version: &ObjectHead, ledger: &Ledger) -> Option<Proof> {
    let kept = ledger.download().await?;
    let same_object = kept.etag.is_empty() || version.etag.as_deref() == Some(kept.etag.as_str());
    let there = file.metadata().ok()?;
    let same_file =
        there.len() == version.size && version.time().is_some_and(|time| there.modified().ok() == Some(time));
    if let Some((_, part)) = landing.left(kept.part).await {
        part.keep();
        return None;
    }
    (same_object && same_file).then_some(Proof::Size)
}
