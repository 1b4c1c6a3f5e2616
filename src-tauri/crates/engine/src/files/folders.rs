//! New folders. S3 has none: a folder is a prefix that keys share, and an empty one is kept as a
//! marker: an object without bytes whose key ends with `/`, which every S3 browser understands. An
//! object of such a key that has bytes is a file.
//!
//! Promise: a marker is put only where nothing has its key, unless somebody chose to replace what
//! is there.

use std::pin::pin;

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt};
use store::{Entry, ListRequest, ObjectAt, Payload, Put, Store, StoreError, StoreErrorKind, Writing};
use words::{Words, faults, say};

use crate::{
    at::Place,
    fault::{self, Fault},
};

/// S3 keys have at most this many bytes of UTF-8 (S3 user guide, "Naming Amazon S3 objects").
const KEY_LIMIT: usize = 1024;

/// Pages of a list that are read to find one key in it.
const PAGES: usize = 10;

/// Makes an empty folder `name` in `place`. Nothing that is there changes: file and folder of that
/// name are looked for first, since some servers would put the folder in the place of the file.
///
/// # Errors
/// The name cannot be used or is taken, storage refused, or it keeps no empty folders (`rclone
/// serve s3` makes a file of the marker; that file is removed again).
pub async fn make(store: &Store, place: &Place, name: &str) -> Result<(), Fault> {
    let name = name.trim();
    check_free(store, place, name).await?;
    let kept = keep(store, &place.bucket, &format!("{}{name}/", place.prefix), false).await;
    match kept.map_err(words)? {
        FolderOutcome::Yes => Ok(()),
        FolderOutcome::No => Err(fault::folders_not_kept()),
        FolderOutcome::IsFile => Err(fault::folder_exists(name)),
        FolderOutcome::Unseen => Err(fault::transfer::folder_unseen(name)),
    }
}

/// Whether `name` can be the name of something new in `place`.
///
/// # Errors
/// It cannot be used, or a file or folder has it, or storage refused to look.
pub(crate) async fn check_free(store: &Store, place: &Place, name: &str) -> Result<(), Fault> {
    if let Some(problem) = problem(&place.prefix, name) {
        return Err(fault::folder_name(problem));
    }
    let file = format!("{}{name}", place.prefix);
    if is_there(store, &place.bucket, &format!("{file}/")).await? {
        return Err(fault::folder_exists(name));
    }
    if is_file(store, &place.bucket, &file).await.map_err(words)? {
        return Err(fault::name_is_file(name));
    }
    Ok(())
}

/// Whether a folder is there: a key that begins with `prefix`.
///
/// # Errors
/// Storage refused to look.
pub(crate) async fn is_there(store: &Store, bucket: &str, prefix: &str) -> Result<bool, Fault> {
    first_below(store, bucket, prefix).await.map(|found| found.is_some()).map_err(words)
}

fn words(error: StoreError) -> Fault {
    fault::from_store(&error)
}

/// What became of an empty folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FolderOutcome {
    /// An empty folder is there, made now or before.
    Yes,
    /// The server makes a file of the marker (which is removed again), or would put it in the place
    /// of one.
    No,
    /// An object with bytes has the marker's key, and stays.
    IsFile,
    /// Whether one does this login may not see, and the server might write over it.
    Unseen,
}

/// Keeps an empty folder as an object whose `key` ends with `/`; one that is there is as good.
/// `replace`: also in the place of an object with bytes. A login that may neither look nor list is
/// taken at the word of a server that refuses to write over what is there.
pub(crate) async fn keep(store: &Store, bucket: &str, key: &str, replace: bool) -> Result<FolderOutcome, StoreError> {
    let file = key.trim_end_matches('/');
    let may_list = match is_file(store, bucket, file).await {
        Ok(true) => return Ok(FolderOutcome::No),
        Ok(false) => true,
        Err(error) if error.kind == StoreErrorKind::NotPermitted => false,
        Err(error) => return Err(error),
    };
    let marker = ObjectAt::new(bucket, key);
    let bytes = has_bytes(store, &marker).await?;
    if bytes.is_none() && !replace && !store.heeds_if_absent(Writing::Put) {
        return Ok(FolderOutcome::Unseen);
    }
    if bytes == Some(true) && !replace || !put(store, &marker, replace, bytes.is_some()).await? {
        return Ok(FolderOutcome::IsFile);
    }
    if !may_list || first_below(store, bucket, key).await?.is_some() {
        return Ok(FolderOutcome::Yes);
    }
    let file = ObjectAt::new(bucket, file);
    // What has bytes is not what the server made of the marker.
    if is_file(store, bucket, &file.key).await? && has_bytes(store, &file).await? == Some(false) {
        store.delete(&file).await?;
    }
    Ok(FolderOutcome::No)
}

/// Puts the marker; without `replace` only where nothing has its key. `looked`: that was seen
/// before. False: something with bytes has it.
async fn put(store: &Store, marker: &ObjectAt, replace: bool, looked: bool) -> Result<bool, StoreError> {
    let put = async |only_if_absent| {
        let how = Put { only_if_absent, ..Put::default() };
        store.put(marker, Payload::bytes(Bytes::new()), how).await
    };
    match put(!replace).await {
        Ok(_) => Ok(true),
        Err(error) if error.kind == StoreErrorKind::PreconditionFailed => {
            Ok(has_bytes(store, marker).await? != Some(true))
        }
        // The server does not know the condition; it was looked before, which is the best it
        // allows.
        Err(error) if error.kind == StoreErrorKind::NotSupported && !replace && looked => {
            put(false).await.map(|_| true)
        }
        Err(error) => Err(error),
    }
}

/// Whether an object with bytes is there; `None` where this login may neither look nor list.
async fn has_bytes(store: &Store, at: &ObjectAt) -> Result<Option<bool>, StoreError> {
    match store.head(at).await {
        Ok(head) => Ok(Some(head.size > 0)),
        Err(error) if error.kind == StoreErrorKind::NoSuchKey => Ok(Some(false)),
        Err(error) if error.kind == StoreErrorKind::NotPermitted => {
            Ok(listed(store, at).await?.map(|found| found.is_some_and(|entry| entry.size > 0)))
        }
        Err(error) => Err(error),
    }
}

/// What a listing shows under exactly this key; `None` where this login may not list, or so many
/// keys begin with it that they were not all read.
pub(crate) async fn listed(store: &Store, at: &ObjectAt) -> Result<Option<Option<Entry>>, StoreError> {
    match exactly(store, at).await {
        Err(error) if matches!(error.kind, StoreErrorKind::NotPermitted | StoreErrorKind::NotSupported) => Ok(None),
        found => found,
    }
}

/// Whether an object has exactly this key.
pub(crate) async fn is_file(store: &Store, bucket: &str, key: &str) -> Result<bool, StoreError> {
    let at = ObjectAt::new(bucket, key);
    match exactly(store, &at).await? {
        Some(found) => Ok(found.is_some()),
        None => match store.head(&at).await {
            Ok(_) => Ok(true),
            Err(error) if error.kind == StoreErrorKind::NoSuchKey => Ok(false),
            Err(error) => Err(error),
        },
    }
}

/// What a listing shows under exactly this key; `None` where it was not read to its end. Of all
/// keys that begin with it, it comes first on a server that lists in the order of bytes; on any
/// other it may be the last.
async fn exactly(store: &Store, at: &ObjectAt) -> Result<Option<Option<Entry>>, StoreError> {
    let first = first_entry(store, &at.bucket, &at.key).await?;
    let ordered = store.provider().quirks.lists_in_byte_order;
    if ordered || first.as_ref().is_none_or(|entry| entry.key == at.key) {
        return Ok(Some(first.filter(|entry| entry.key == at.key)));
    }
    let all = ListRequest { bucket: at.bucket.clone(), prefix: at.key.clone(), ..ListRequest::default() };
    let mut pages = pin!(store.pages(all).take(PAGES));
    let mut ended = false;
    while let Some(page) = pages.try_next().await? {
        if let Some(entry) = page.entries.into_iter().find(|entry| entry.key == at.key) {
            return Ok(Some(Some(entry)));
        }
        ended = page.next.is_none();
    }
    Ok(ended.then_some(None))
}

/// The first key that begins with `prefix`.
pub(crate) async fn first_below(store: &Store, bucket: &str, prefix: &str) -> Result<Option<String>, StoreError> {
    Ok(first_entry(store, bucket, prefix).await?.map(|entry| entry.key))
}

async fn first_entry(store: &Store, bucket: &str, prefix: &str) -> Result<Option<Entry>, StoreError> {
    let (bucket, prefix) = (bucket.to_owned(), prefix.to_owned());
    let one = ListRequest { bucket, prefix, max_keys: Some(1), ..ListRequest::default() };
    let files = store.first_files(one).await?;
    Ok(files.into_iter().next())
}

fn problem(prefix: &str, name: &str) -> Option<Words> {
    if name.is_empty() {
        Some(say!(faults::FolderNameEmpty))
    } else if name.contains('/') {
        Some(say!(faults::FolderNameSlash))
    } else if name == "." || name == ".." {
        Some(say!(faults::FolderNameDots))
    } else if name.chars().any(char::is_control) {
        Some(say!(faults::FolderNameControl))
    } else if prefix.len() + name.len() + 1 > KEY_LIMIT {
        Some(say!(faults::FolderNameLong))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn names_that_would_be_lost_are_refused_with_a_reason() {
        for name in ["", "a/b", ".", "..", "a\tb"] {
            assert!(problem("", name).is_some(), "{name:?}");
        }
        assert!(problem(&"p/".repeat(510), "more").is_some());
        for name in ["photos", "a b", "…", "CON", "Übersicht"] {
            assert_eq!(problem("team/", name), None);
        }
    }
}
