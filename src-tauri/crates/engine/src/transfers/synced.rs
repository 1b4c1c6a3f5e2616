//! One step of keeping two places the same: a file goes across, or is removed where it has no
//! counterpart.
//!
//! Promise: only while both sides are what the comparison saw. The source is held against its size
//! and time or its ETag right before it is read, the target right before it is replaced or removed,
//! and by the server's own condition where it heeds one. What changed since is not touched, and
//! fails with that reason. What is replaced or removed in a folder of this computer is kept beside
//! it, where that was wished. Left behind: as by an upload, a download, a copy.

use std::{io, path::Path};

use store::{ObjectAt, Store, StoreErrorKind as Kind};

use super::{
    context::Try,
    copy, down,
    folder::{self, Folder},
    job::{Action, Outcome, Task},
    seen::FileSeen,
    step::{SyncDeed, SyncStep, aside_of},
    terms::{OnConflict, Proof},
    up,
};
use crate::{fault, listing::AsListed};

/// Carries a step out.
pub(super) async fn file(one: Try<'_>, task: &Task, step: &SyncStep) -> Result<Option<Proof>, Outcome> {
    let Try { context, stop, .. } = one;
    let on_conflict = if step.over.is_some() { OnConflict::Replace } else { OnConflict::Ask };
    let held = Try { on_conflict, held: Some(step), ..one };
    let root = || context.root.as_deref().ok_or_else(|| Outcome::failed(fault::defect("a synchronization")));
    let of = |key: &str, action| Task { key: key.to_owned(), bytes: task.bytes, action };
    let ended = match &step.deed {
        SyncDeed::Upload { below } => up::file(held, &root()?.join(below), &task.key).await.map(Some),
        SyncDeed::Download { below, .. } => {
            let listed = |from: &FileSeen| AsListed { etag: from.etag.clone(), modified: from.modified };
            let seen = step.from.as_ref().map(listed).map(Box::new);
            let action = Action::Download { target: below.clone(), version: None, seen };
            Box::pin(down::file(held, root()?, &of(&task.key, action), below)).await.map(Some)
        }
        SyncDeed::Copy { from } => {
            let originals = context.originals.as_ref().ok_or_else(|| Outcome::failed(fault::defect("a copy")))?;
            let action = Action::Copy { to: task.key.clone(), version: None, over: None, seen: None };
            Box::pin(copy::file(held, originals, &of(from, action), &task.key)).await
        }
        SyncDeed::Delete { from } => {
            stop.unless(still_without(one, from)).await??;
            stop.unless(delete(one, task, step)).await?.map(|()| None)
        }
        SyncDeed::Remove { below, aside } => {
            stop.unless(absent(&context.store, &context.at(&task.key))).await??;
            remove(root()?, below, aside.as_deref(), step).await.map(|()| None)
        }
    };
    match ended {
        Err(Outcome::Taken) => Err(changed(&task.key)),
        ended => ended,
    }
}

/// One side is not what was compared.
fn changed(key: &str) -> Outcome {
    Outcome::failed(fault::sync::changed_since(key))
}

/// Ends a removal where the source has by now what it had not, or cannot be asked.
async fn still_without(one: Try<'_>, from: &str) -> Result<(), Outcome> {
    if let Some(originals) = &one.context.originals {
        return absent(&originals.store, &ObjectAt::new(originals.bucket.clone(), from)).await;
    }
    let root = one.context.root.clone().ok_or_else(|| Outcome::failed(fault::defect("a synchronization")))?;
    let path = root.join(from);
    let gone = tokio::task::spawn_blocking(move || {
        // A disk that was unplugged has none of its files.
        root.is_dir()
            && path
                .symlink_metadata()
                .is_err_and(|error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
    });
    if gone.await.unwrap_or(false) { Ok(()) } else { Err(changed(from)) }
}

async fn absent(store: &Store, at: &ObjectAt) -> Result<(), Outcome> {
    match store.head(at).await {
        Err(error) if error.kind == Kind::NoSuchKey => Ok(()),
        Err(error) => Err(Outcome::refused(&error)),
        Ok(_) => Err(changed(&at.key)),
    }
}

async fn delete(one: Try<'_>, task: &Task, step: &SyncStep) -> Result<(), Outcome> {
    let (store, at) = (&one.context.store, one.context.at(&task.key));
    let head = match store.head(&at).await {
        // An earlier try deleted it, or somebody else did.
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(()),
        head => head.map_err(|error| Outcome::refused(&error))?,
    };
    if !step.has_target(Some(&head)) {
        return Err(changed(&task.key));
    }
    match store.delete_if(&at, head.etag.as_deref()).await {
        // Gone, where the answer of the first request was lost; or another by now.
        Err(error) if error.kind == Kind::PreconditionFailed => absent(store, &at).await,
        Err(error) if error.kind != Kind::NoSuchKey => Err(Outcome::refused(&error)),
        _ => Ok(()),
    }
}

async fn remove(root: &Path, below: &str, aside: Option<&str>, step: &SyncStep) -> Result<(), Outcome> {
    let (path, name, over) = (root.to_owned(), below.to_owned(), step.over.clone());
    let aside = aside.map(|stamp| aside_of(stamp, below));
    let removed = tokio::task::spawn_blocking(move || remove_file(&path, &name, aside.as_deref(), over.as_ref())).await;
    match removed {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err(changed(below)),
        Ok(Err(error)) => Err(Outcome::failed(folder::writing(root, below, 0, None, &error))),
        Err(_) => Err(Outcome::failed(fault::defect("removing a file"))),
    }
}

/// Removes a file that is still what was seen; false where it is not. Blocking.
fn remove_file(root: &Path, below: &str, aside: Option<&str>, over: Option<&FileSeen>) -> io::Result<bool> {
    // Gone already; opening its folder would make that again.
    if root.join(below).symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(true);
    }
    let (folders, name) = below.rsplit_once('/').unwrap_or(("", below));
    let folder = Folder::open(root, folders)?;
    let there = FileSeen::of_file(&folder.open_file(name, false)?.metadata()?);
    if over.is_none_or(|over| there != *over) {
        return Ok(false);
    }
    if let Some(aside) = aside {
        folder::keep(&folder, name, &Folder::open(root, aside)?)?;
    }
    folder.remove(name)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::{super::step::REMOVED, *};

    #[test]
    fn a_file_is_removed_only_as_it_was_seen_and_kept_where_that_is_wished() {
        let root = tempfile::tempdir().unwrap();
        let (folder, kept) = (root.path().join("a/b"), root.path().join(REMOVED).join("2026/a/b"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("one"), "before").unwrap();
        let seen = FileSeen::of_file(&fs::metadata(folder.join("one")).unwrap());
        let remove = |over: &FileSeen, aside: Option<&str>| {
            let aside = aside.map(|stamp| aside_of(stamp, "a/b/one"));
            remove_file(root.path(), "a/b/one", aside.as_deref(), Some(over)).unwrap()
        };
        assert!(!remove(&FileSeen { size: 5, ..seen.clone() }, None) && folder.join("one").exists());
        assert!(remove(&seen, Some("2026")) && !folder.join("one").exists());
        assert_eq!(fs::read_to_string(kept.join("one")).unwrap(), "before");
        fs::remove_dir_all(root.path().join("a")).unwrap();
        assert!(remove(&seen, None) && !root.path().join("a").exists(), "what is gone is not made again");
    }

    #[cfg(unix)]
    #[test]
    fn no_file_is_removed_through_a_link() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("one"), "mine").unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("a")).unwrap();
        let seen = FileSeen::of_file(&fs::metadata(outside.path().join("one")).unwrap());
        assert!(remove_file(root.path(), "a/one", None, Some(&seen)).is_err());
        assert!(outside.path().join("one").exists());
    }
}
