//! What a bucket itself says of a dated copy: an object beside the copies, written before the first file and again, as the
//! last thing of all, when every file was verified. Only the second makes a copy good.
//!
//! Left behind: a run that ends early leaves a record that says "begun"; the next run goes on with that copy or removes it.
//! A copy that is being removed says so first, so that half of it never counts either. Records are in a bucket, so
//! anybody's: what does not read as one of this backup's is left alone.

use serde::{Deserialize, Serialize};
use store::{Get, ListRequest, ObjectAt, Payload, Put, Store, StoreErrorKind as Kind};

use super::dated::{Dated, RECORDS};
use crate::{
    fault::{self, Fault},
    ids::BackupId,
    listing::Place,
};

/// A record takes some hundred bytes; what is larger is none.
const LARGEST: u64 = 16 * 1024;
const PROGRAM: &str = "bucketwise";

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    Begun,
    Good,
    Leaving,
}

/// What stands in the object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) program: String,
    pub(super) backup: BackupId,
    pub(super) state: State,
    /// What was copied, for whoever looks into the bucket.
    pub(super) from: String,
    /// In milliseconds since 1970.
    pub(super) begun: i64,
    pub(super) ended: Option<i64>,
    pub(super) files: u64,
    pub(super) bytes: u64,
    /// The sum over the sorted names and sizes of all files, by which a later look knows a copy that lost some.
    pub(super) seal: String,
    /// No two runs write the same.
    pub(super) run: String,
}

impl Record {
    pub(super) fn begun(backup: &BackupId, from: &Place, now: i64) -> Self {
        Self {
            program: PROGRAM.into(),
            backup: backup.clone(),
            state: State::Begun,
            from: format!("s3://{}/{}", from.bucket, from.prefix),
            begun: now,
            ended: None,
            files: 0,
            bytes: 0,
            seal: String::new(),
            // Random, as ids are.
            run: BackupId::fresh().as_str().to_owned(),
        }
    }
}

/// Where a copy's record is.
pub(super) fn at(root: &Place, copy: Dated) -> ObjectAt {
    ObjectAt { bucket: root.bucket.clone(), key: format!("{}{}", root.prefix, copy.record()) }
}

/// Writes a record and reads it again: what counts is what is there.
pub(super) async fn write(store: &Store, root: &Place, copy: Dated, record: &Record) -> Result<(), Fault> {
    let text = serde_json::to_vec_pretty(record).map_err(|_| fault::defect("a record"))?;
    let at = at(root, copy);
    let mut put = Put::default();
    put.about.content_type = Some("application/json".into());
    store.put(&at, Payload::bytes(text.into()), put).await.map_err(|error| fault::from_store(&error))?;
    match read(store, &at).await? {
        Some(found) if found == *record => Ok(()),
        _ => Err(fault::backup::record_lost(&at.key)),
    }
}

/// The record at this place, if it is one.
pub(super) async fn read(store: &Store, at: &ObjectAt) -> Result<Option<Record>, Fault> {
    let mut body = match store.get(at, Get::default()).await {
        Ok(body) if body.head.size <= LARGEST => body,
        Ok(_) => return Ok(None),
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(None),
        Err(error) => return Err(fault::from_store(&error)),
    };
    let mut text = Vec::new();
    while let Some(piece) = body.chunk().await.map_err(|error| fault::from_store(&error))? {
        text.extend_from_slice(&piece);
    }
    Ok(serde_json::from_slice(&text).ok().filter(|record: &Record| record.program == PROGRAM))
}

/// Every record below `root`, with its copy, oldest first; also other backups'.
pub(super) async fn all(store: &Store, root: &Place) -> Result<Vec<(Dated, Record)>, Fault> {
    let mut found = Vec::new();
    let mut token = None;
    loop {
        let request = ListRequest {
            bucket: root.bucket.clone(),
            prefix: format!("{}{RECORDS}", root.prefix),
            token,
            ..ListRequest::default()
        };
        let page = store.list(request).await.map_err(|error| fault::from_store(&error))?;
        found.extend(page.entries.iter().filter_map(|entry| Dated::of_record(entry.key.strip_prefix(&root.prefix)?)));
        token = page.next;
        if token.is_none() {
            break;
        }
    }
    found.sort_unstable();
    let mut records = Vec::new();
    for copy in found {
        if let Some(record) = read(store, &at(root, copy)).await? {
            records.push((copy, record));
        }
    }
    Ok(records)
}
