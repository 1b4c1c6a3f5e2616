//! New folders. S3 has none: a folder is a prefix that keys share, and an empty one is kept as an empty object
//! whose key ends with `/`, which every S3 browser understands.

use bytes::Bytes;
use store::{ListRequest, ObjectAt, Payload, Put, Store, StoreError, StoreErrorKind};

use crate::{
    fault::{self, Fault},
    listing::Place,
};

/// S3 keys have at most this many bytes of UTF-8 (S3 user guide, "Naming Amazon S3 objects").
const KEY_LIMIT: usize = 1024;

/// Makes an empty folder `name` in `place`. Nothing that is there changes: file and folder of that name are looked for
/// first, since some servers would put the folder in the place of the file.
///
/// # Errors
/// The name cannot be used or is taken, storage refused, or it keeps no empty folders (`rclone serve s3` makes a file
/// of the marker; that file is removed again).
pub async fn make(store: &Store, place: &Place, name: &str) -> Result<(), Fault> {
    let name = name.trim();
    check_free(store, place, name).await?;
    let kept = keep(store, &place.bucket, &format!("{}{name}/", place.prefix)).await;
    if kept.map_err(words)? { Ok(()) } else { Err(fault::folders_not_kept()) }
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

/// Keeps an empty folder as an object whose `key` ends with `/`. False: the server made a file of it (which is removed
/// again), or would have put it in the place of one. A login that may not list is taken at the server's word.
pub(crate) async fn keep(store: &Store, bucket: &str, key: &str) -> Result<bool, StoreError> {
    let file = key.trim_end_matches('/');
    let may_list = match is_file(store, bucket, file).await {
        Ok(true) => return Ok(false),
        Ok(false) => true,
        Err(error) if error.kind == StoreErrorKind::NotPermitted => false,
        Err(error) => return Err(error),
    };
    let marker = ObjectAt { bucket: bucket.to_owned(), key: key.to_owned() };
    store.put(&marker, Payload::bytes(Bytes::new()), Put::default()).await?;
    if !may_list || first_below(store, bucket, key).await?.is_some() {
        return Ok(true);
    }
    if is_file(store, bucket, file).await? {
        store.delete(&ObjectAt { bucket: bucket.to_owned(), key: file.to_owned() }).await?;
    }
    Ok(false)
}

/// Whether an object has exactly this key; of all keys that begin with it, it comes first.
async fn is_file(store: &Store, bucket: &str, key: &str) -> Result<bool, StoreError> {
    Ok(first_below(store, bucket, key).await?.is_some_and(|first| first == key))
}

/// The first key that begins with `prefix`.
async fn first_below(store: &Store, bucket: &str, prefix: &str) -> Result<Option<String>, StoreError> {
    let one = ListRequest {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        delimiter: false,
        start_after: None,
        token: None,
        max_keys: Some(1),
    };
    // Boxed: the callers' futures nest deeper than the compiler looks otherwise.
    let page = Box::pin(store.list(one)).await?;
    Ok(page.entries.into_iter().next().map(|entry| entry.key))
}

fn problem(prefix: &str, name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("A name needs at least one letter.")
    } else if name.contains('/') {
        Some("A slash separates folders, so it cannot be part of one name. Make the outer folder first.")
    } else if name == "." || name == ".." {
        Some("“.” and “..” mean “here” and “one up” to many programs, which would then lose the folder.")
    } else if name.chars().any(char::is_control) {
        Some("There is a control character in the name that no screen can show.")
    } else if prefix.len() + name.len() + 1 > KEY_LIMIT {
        Some("With the folders around it the name is longer than the 1,024 bytes that S3 keeps.")
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
