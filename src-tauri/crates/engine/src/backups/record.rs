//! What a bucket itself says of a backup's copy: an object beside the copies, written before the
//! first file and again, as the last thing of all, when every file was verified. Only the second
//! makes a copy good.
//!
//! Left behind: a run that ends early leaves a record that says "begun"; the next run goes on with
//! that copy or removes it, unless the record says that somebody else's file is in it. A copy that
//! is being removed says so first, so that half of it never counts either. Records are in a bucket,
//! so anybody's: what does not read as one of this backup's is left alone.
//!
//! Two computers may keep copies in one folder. A record is made only under a name that is free,
//! and changed only while it is the one that was read: by conditions, where the server heeds them,
//! and by a look before and after everywhere.

use std::future::ready;

use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use store::{Get, ListRequest, ObjectAt, Payload, Put, Store, StoreErrorKind as Kind, bounds::COPY_RECORD};

use super::{
    book::Backup,
    dated::{Dated, RECORDS},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::{BackupId, ConnectionId},
};

const PROGRAM: &str = "bucketwise";
/// Beside the records: by it is found out whether a server heeds conditions. It stays as long as
/// there are copies, since not every login may delete, and goes with the last one.
const CONDITIONS: &str = "conditions.txt";
const CONDITIONS_TEXT: &str = "Bucketwise writes this file to find out whether this storage can keep two computers from writing over each other. It is safe to delete.\n";

/// Whether a copy was begun, is whole, or is being removed.
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
    /// What was copied: for whoever looks into the bucket, and to know the copies of another source
    /// by.
    pub(super) from: String,
    /// The connection that it was read through. Programs of before did not write it.
    #[serde(default)]
    pub(super) connection: Option<ConnectionId>,
    /// The server that the connection led to then; it may have been edited since.
    #[serde(default)]
    pub(super) server: Option<String>,
    /// In milliseconds since 1970.
    pub(super) begun: i64,
    pub(super) ended: Option<i64>,
    pub(super) files: u64,
    pub(super) bytes: u64,
    /// The sum over the sorted names and sizes of all files, by which a later look knows a copy
    /// that lost some.
    pub(super) seal: String,
    /// No two runs write the same.
    pub(super) run: String,
    /// The full copy that this one has much less than ([`super::shrunk`]), until a person says that
    /// this was meant.
    #[serde(default)]
    pub(super) smaller_than: Option<String>,
    /// The most files and bytes that its full copies and this one had since a person was last
    /// asked.
    #[serde(default)]
    pub(super) most: Most,
    /// Somebody else's file was seen in the copy while it was made: no run goes on with it or
    /// clears it away.
    #[serde(default)]
    pub(super) disturbed: bool,
}

/// By what a copy is measured. The copies that had it may be gone by the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Most {
    pub(super) files: u64,
    pub(super) bytes: u64,
}

impl Most {
    /// As of a full copy; programs of before wrote down nothing but its own files and bytes.
    pub(super) fn of(full: &Record) -> Self {
        Self { files: full.most.files.max(full.files), bytes: full.most.bytes.max(full.bytes) }
    }
}

impl Record {
    pub(super) fn begun(backup: &BackupId, from: &Place, server: &str, now: i64) -> Self {
        Self {
            program: PROGRAM.into(),
            backup: backup.clone(),
            state: State::Begun,
            from: written(from),
            connection: Some(from.connection.clone()),
            server: Some(server.to_owned()),
            begun: now,
            ended: None,
            files: 0,
            bytes: 0,
            seal: String::new(),
            run: fresh_run(),
            smaller_than: None,
            most: Most::default(),
            disturbed: false,
        }
    }

    /// Whether a run began it, did not end, and may go on with it or clear it away.
    pub(super) fn is_half(&self) -> bool {
        self.state == State::Begun && !self.disturbed
    }

    /// Whether it is of this backup, and of what that copies now. The copies of what it copied
    /// before a change of its source are kept, and are none of its own.
    pub(super) fn is_of(&self, backup: &Backup) -> bool {
        let read = backup.server.as_deref().is_none_or(|server| self.read_from(server));
        self.backup == backup.id && self.is_from(&backup.from) && read
    }

    /// Whether it may have been read from this server. Programs of before did not write it.
    pub(super) fn read_from(&self, server: &str) -> bool {
        self.server.as_deref().is_none_or(|known| store::same_server(known, server))
    }

    fn is_from(&self, from: &Place) -> bool {
        self.from == written(from) && self.connection.as_ref().is_none_or(|known| *known == from.connection)
    }

    /// Whether both are copies of one place.
    pub(super) fn has_source_of(&self, other: &Self) -> bool {
        let one_server = match (&self.server, &other.server) {
            (Some(one), Some(other)) => store::same_server(one, other),
            (one, other) => one == other,
        };
        (&self.from, &self.connection) == (&other.from, &other.connection) && one_server
    }
}

/// Random, as ids are.
pub(super) fn fresh_run() -> String {
    BackupId::fresh().as_str().to_owned()
}

fn written(from: &Place) -> String {
    format!("s3://{}/{}", from.bucket, from.prefix)
}

/// Where a copy's record is.
pub(super) fn at(root: &Place, copy: Dated) -> ObjectAt {
    ObjectAt::new(root.bucket.clone(), format!("{}{}", root.prefix, copy.record()))
}

/// Makes the record of a new copy. False: somebody else has the name.
pub(super) async fn claim(store: &Store, root: &Place, copy: Dated, record: &Record) -> Result<bool, Fault> {
    let at = at(root, copy);
    // For servers that do not heed the condition. What is there and does not read as a record is
    // somebody's as well.
    match store.head(&at).await {
        Ok(_) => return Ok(false),
        Err(error) if error.kind == Kind::NoSuchKey => {}
        Err(error) => return Err(fault::from_store(&error)),
    }
    let put = Put { only_if_absent: true, ..json() };
    match store.put(&at, Payload::bytes(text(record)?.into()), put).await {
        // A try whose answer was lost is refused by what it wrote itself.
        Ok(_) | Err(store::StoreError { kind: Kind::PreconditionFailed, .. }) => {}
        Err(error) => return Err(fault::from_store(&error)),
    }
    match read(store, &at).await? {
        Some(found) if found.run == record.run => Ok(true),
        Some(_) => Ok(false),
        None => Err(fault::backup::record_lost(&at.key)),
    }
}

/// Writes a record in the place of one of the run `before`, and reads it again: what counts is what
/// is there.
pub(super) async fn replace(
    store: &Store,
    root: &Place,
    copy: Dated,
    before: &str,
    record: &Record,
) -> Result<(), Fault> {
    let at = at(root, copy);
    let etag = match stored(store, &at).await? {
        Some((found, etag)) if found.run == before => etag,
        _ => return Err(fault::backup::taken_over(&at.key)),
    };
    let only_if = etag.filter(|_| store.provider().quirks.heeds_conditions);
    match store.put(&at, Payload::bytes(text(record)?.into()), Put { only_if, ..json() }).await {
        Ok(_) | Err(store::StoreError { kind: Kind::PreconditionFailed, .. }) => {}
        Err(error) => return Err(fault::from_store(&error)),
    }
    match read(store, &at).await? {
        Some(found) if found == *record => Ok(()),
        Some(found) if found.run != record.run => Err(fault::backup::taken_over(&at.key)),
        _ => Err(fault::backup::record_lost(&at.key)),
    }
}

/// Whether the server refuses to write over what is there when asked to: known of some, and tried
/// with the rest.
pub(super) async fn heeds_conditions(store: &Store, root: &Place) -> Result<bool, Fault> {
    if store.provider().quirks.heeds_conditions {
        return Ok(true);
    }
    let at = conditions_at(root);
    // The first try may be the one that makes it; the second finds it there.
    for _ in 0..2 {
        let put = Put { only_if_absent: true, ..Put::default() };
        match store.put(&at, Payload::bytes(CONDITIONS_TEXT.into()), put).await {
            Ok(_) => {}
            Err(error) if error.kind == Kind::PreconditionFailed => return Ok(true),
            Err(error) if matches!(error.kind, Kind::NotSupported | Kind::Other) => return Ok(false),
            Err(error) => return Err(fault::from_store(&error)),
        }
    }
    Ok(false)
}

/// Removes what [`heeds_conditions`] left, once there is no copy any more. Not every login may, and
/// nothing hangs on it.
pub(super) async fn tidy(store: &Store, root: &Place) {
    if !store.provider().quirks.heeds_conditions {
        let _ = store.delete(&conditions_at(root)).await;
    }
}

fn conditions_at(root: &Place) -> ObjectAt {
    ObjectAt::new(root.bucket.clone(), format!("{}{RECORDS}{CONDITIONS}", root.prefix))
}

fn json() -> Put {
    let mut put = Put::default();
    put.about.content_type = Some("application/json".into());
    put
}

fn text(record: &Record) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec_pretty(record).map_err(|_| fault::defect("a record"))
}

/// The record at this place, if it is one.
pub(super) async fn read(store: &Store, at: &ObjectAt) -> Result<Option<Record>, Fault> {
    Ok(stored(store, at).await?.map(|(record, _)| record))
}

/// The same with its ETag.
async fn stored(store: &Store, at: &ObjectAt) -> Result<Option<(Record, Option<String>)>, Fault> {
    let mut body = match store.get(at, Get::default()).await {
        Ok(body) => body,
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(None),
        Err(error) => return Err(fault::from_store(&error)),
    };
    // What is larger is no record.
    let Some(text) = body.whole(COPY_RECORD).await.map_err(|error| fault::from_store(&error))? else { return Ok(None) };
    let record = serde_json::from_slice(&text).ok().filter(|record: &Record| record.program == PROGRAM);
    Ok(record.map(|record| (record, body.head.etag.clone())))
}

/// Every record below `root`, with its copy, oldest first; also other backups'.
pub(super) async fn all(store: &Store, root: &Place) -> Result<Vec<(Dated, Record)>, Fault> {
    let (bucket, prefix) = (root.bucket.clone(), format!("{}{RECORDS}", root.prefix));
    let pages = store.pages(ListRequest { bucket, prefix, ..ListRequest::default() });
    let found = pages.try_fold(Vec::new(), |mut found, page| {
        let keys = page.entries.iter().filter_map(|entry| entry.key.strip_prefix(&root.prefix));
        found.extend(keys.filter_map(Dated::of_record));
        ready(Ok(found))
    });
    let mut found = found.await.map_err(|error| fault::from_store(&error))?;
    found.sort_unstable();
    let mut records = Vec::new();
    for copy in found {
        if let Some(record) = read(store, &at(root, copy)).await? {
            records.push((copy, record));
        }
    }
    Ok(records)
}
