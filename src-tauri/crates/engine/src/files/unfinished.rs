//! Uploads in parts that were begun in a bucket and never ended, by whoever: their parts are kept,
//! and on AWS paid for, though no listing shows them. Here they are found, measured and cleaned up.
//!
//! What our own transfers still work on is shown as such and never cleaned: stopping the transfer
//! does that. Dropping a look stops its requests; cleaning up is one request for each upload, and
//! those that were reached are gone.

use std::collections::HashSet;

use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use store::{ObjectAt, Store, StoreError, StoreErrorKind as Kind, Upload};
use ts_rs::TS;

use crate::fault::{self, Fault};

/// Requests under way at once.
const ABREAST: usize = 8;
/// Uploads that are measured and shown; the oldest first.
const SHOWN: usize = 1_000;

/// Which multipart upload: an id counts for its key alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct UnfinishedAt {
    pub key: String,
    pub upload: String,
}

/// One that was found. `by`: who began it, as far as the server tells; `begun` in milliseconds
/// since 1970. `bytes` is null where the server does not list its parts. `ours`: a transfer of this
/// program still works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Unfinished {
    pub at: UnfinishedAt,
    pub by: Option<String>,
    #[ts(type = "number | null")]
    pub begun: Option<i64>,
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    pub ours: bool,
}

/// What cleaning up came to: these are gone, and why others are not.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct CleanedUp {
    pub gone: Vec<UnfinishedAt>,
    pub fault: Option<Fault>,
}

/// Tells of up to 1,000 of a bucket's unfinished uploads, each once it is measured, and answers how
/// many there are.
///
/// # Errors
/// What the storage said to a question for the list.
pub async fn look(
    store: &Store,
    bucket: &str,
    ours: &HashSet<String>,
    say: &(dyn Fn(Unfinished) + Send + Sync),
) -> Result<usize, Fault> {
    let mut found = store.list_uploads(bucket, "").await.map_err(|error| fault::from_store(&error))?;
    let all = found.len();
    found.sort_by_key(|upload| upload.begun);
    found.truncate(SHOWN);
    let mut measured = stream::iter(found).map(|upload| measure(store, upload, ours)).buffered(ABREAST);
    while let Some(one) = measured.next().await {
        say(one);
    }
    Ok(all)
}

async fn measure(store: &Store, upload: Upload, ours: &HashSet<String>) -> Unfinished {
    let bytes = store.list_parts(&upload).await.ok().map(|parts| parts.iter().map(|part| part.size).sum());
    let ours = ours.contains(&upload.id);
    let at = UnfinishedAt { key: upload.at.key, upload: upload.id };
    Unfinished { at, by: upload.by, begun: upload.begun, bytes, ours }
}

/// Ends these uploads and frees their parts, but for those that a transfer of ours works on.
pub async fn clean(store: &Store, bucket: &str, chosen: Vec<UnfinishedAt>, ours: &HashSet<String>) -> CleanedUp {
    let chosen = chosen.into_iter().filter(|at| !ours.contains(&at.upload));
    let end = |at: UnfinishedAt| async move {
        let ended = abort(store, bucket, &at).await;
        (at, ended)
    };
    let ended: Vec<_> = stream::iter(chosen).map(end).buffer_unordered(ABREAST).collect().await;
    let mut cleaned = CleanedUp { gone: Vec::new(), fault: None };
    for (at, ended) in ended {
        match ended {
            Ok(()) => cleaned.gone.push(at),
            Err(error) => cleaned.fault = Some(fault::from_store(&error)),
        }
    }
    cleaned
}

async fn abort(store: &Store, bucket: &str, at: &UnfinishedAt) -> Result<(), StoreError> {
    let end = async |key: &str| {
        let place = ObjectAt::new(bucket, key);
        store.abort_upload(&Upload { at: place, id: at.upload.clone(), begun: None, by: None }).await
    };
    match end(&at.key).await {
        Err(error) if error.kind == Kind::NoSuchUpload => match still_there(store, bucket, at).await? {
            None => Ok(()),
            // Under that key there was nothing to end: the upload is another's, or its key was
            // misread.
            Some(key) if key == at.key => Err(error),
            Some(key) => end(&key).await,
        },
        ended => ended,
    }
}

/// The key of the upload, if the server still lists it. One that ended between two looks is nothing
/// to tell of; one that the server lists and says it does not have would stay, and be paid for.
async fn still_there(store: &Store, bucket: &str, at: &UnfinishedAt) -> Result<Option<String>, StoreError> {
    let listed = store.list_uploads(bucket, "").await?;
    Ok(listed.into_iter().find(|upload| upload.id == at.upload).map(|upload| upload.at.key))
}
