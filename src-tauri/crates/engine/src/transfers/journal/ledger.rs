//! What one job has under way on the server and on the disk: the upload it began and the parts that
//! were confirmed, or the unfinished file and the object it is of.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use store::{Algorithm, Checksum, ObjectAt, Part, Upload};

use super::{super::terms::JobId, Journal};
use crate::ids::GroupId;

#[derive(Clone, Debug)]
pub(in super::super) struct Ledger {
    pub(super) journal: Journal,
    pub(super) group: GroupId,
    pub(super) job: JobId,
}

/// An upload in parts that was begun.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct KeptUpload {
    pub(in super::super) upload: Upload,
    /// The file as it was: size, and time in milliseconds since 1970.
    pub(in super::super) size: u64,
    pub(in super::super) modified: Option<i64>,
    /// The version of an object that is copied.
    pub(in super::super) version: Option<String>,
    /// Parts that the server confirmed.
    pub(in super::super) parts: Vec<Part>,
}

/// An unfinished file.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct KeptDownload {
    /// Its name, beside the target.
    pub(in super::super) part: String,
    /// The object that its bytes are of.
    pub(in super::super) etag: String,
    pub(in super::super) size: u64,
}

/// An upload that is about to be begun.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Intent {
    pub(in super::super) at: ObjectAt,
    /// In milliseconds since 1970, by this computer's clock.
    pub(in super::super) since: i64,
}

impl Ledger {
    /// What was to be begun, and of which nobody heard.
    pub(in super::super) async fn intent(&self) -> Option<Intent> {
        let (group, job) = (self.group.clone(), self.job.0);
        let find = move |journal: &Connection| {
            let mut find =
                journal.prepare_cached("SELECT bucket, key, since FROM intents WHERE grp = ?1 AND job = ?2")?;
            let read = |row: &Row<'_>| {
                Ok(Intent { at: ObjectAt::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?), since: row.get(2)? })
            };
            find.query_row(params![group.as_str(), job], read).optional()
        };
        self.journal.ask(find).await.flatten()
    }

    /// An upload is about to be begun; kept before this comes back.
    pub(in super::super) async fn intends(&self, intent: Intent) {
        let (group, job) = (self.group.clone(), self.job.0);
        let keep = move |journal: &Connection| {
            let mut put = journal.prepare_cached("INSERT OR REPLACE INTO intents VALUES (?1, ?2, ?3, ?4, ?5)")?;
            put.execute(params![group.as_str(), job, intent.at.bucket, intent.at.key, intent.since]).map(drop)
        };
        self.journal.keep(keep).await;
    }

    /// It is known what became of it.
    pub(in super::super) fn heard(&self) {
        let (group, job) = (self.group.clone(), self.job.0);
        self.journal.write(move |journal| {
            let mut heard = journal.prepare_cached("DELETE FROM intents WHERE grp = ?1 AND job = ?2")?;
            heard.execute(params![group.as_str(), job]).map(drop)
        });
    }

    /// The ids of all uploads that are under way here; `None` where the journal cannot be read.
    pub(in super::super) async fn uploads_under_way(&self) -> Option<HashSet<String>> {
        self.journal.uploads().await
    }

    /// The upload that was begun, with the parts that were confirmed.
    pub(in super::super) async fn upload(&self) -> Option<KeptUpload> {
        let (group, job) = (self.group.clone(), self.job.0);
        self.journal.ask(move |journal| upload(journal, group.as_str(), job)).await.flatten()
    }

    /// An upload was begun, or is whole with these parts; kept before this comes back.
    pub(in super::super) async fn begun(&self, kept: KeptUpload) {
        let (group, job) = (self.group.clone(), self.job.0);
        let KeptUpload { upload, size, modified, version, parts } = kept;
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let keep = move |journal: &Connection| {
            clear(journal, group.as_str(), job)?;
            let whole = upload.id.is_empty();
            let values = params![
                group.as_str(),
                job,
                upload.at.bucket,
                upload.at.key,
                upload.id,
                size,
                modified,
                version,
                whole
            ];
            let sql = "INSERT INTO uploads (grp, job, bucket, key, upload, size, modified, version, whole)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            journal.execute(sql, values)?;
            parts.iter().try_for_each(|part| put_part(journal, group.as_str(), job, part))
        };
        self.journal.keep(keep).await;
    }

    /// The server has the whole object: nothing is left to be ended, and the parts are kept until
    /// the job is done, for whoever has to recognise it.
    pub(in super::super) fn whole(&self) {
        let (group, job) = (self.group.clone(), self.job.0);
        self.journal.write(move |journal| {
            let mut whole = journal.prepare_cached("UPDATE uploads SET whole = TRUE WHERE grp = ?1 AND job = ?2")?;
            whole.execute(params![group.as_str(), job]).map(drop)
        });
    }

    /// The server confirmed a part.
    pub(in super::super) fn part(&self, part: &Part) {
        let (group, job, part) = (self.group.clone(), self.job.0, part.clone());
        self.journal.write_spare(move |journal| put_part(journal, group.as_str(), job, &part));
    }

    /// The unfinished file of a download.
    pub(in super::super) async fn download(&self) -> Option<KeptDownload> {
        let (group, job) = (self.group.clone(), self.job.0);
        let find = move |journal: &Connection| {
            let mut find =
                journal.prepare_cached("SELECT part, etag, size FROM downloads WHERE grp = ?1 AND job = ?2")?;
            let read = |row: &Row<'_>| {
                let size = row.get::<_, i64>(2)?.unsigned_abs();
                Ok(KeptDownload { part: row.get(0)?, etag: row.get(1)?, size })
            };
            find.query_row(params![group.as_str(), job], read).optional()
        };
        self.journal.ask(find).await.flatten()
    }

    /// Bytes of this object go into this file; kept before this comes back, so that no file is
    /// there that nobody knows of.
    pub(in super::super) async fn landing(&self, kept: KeptDownload) {
        let (group, job) = (self.group.clone(), self.job.0);
        let keep = move |journal: &Connection| {
            let size = i64::try_from(kept.size).unwrap_or(i64::MAX);
            let mut put = journal.prepare_cached("INSERT OR REPLACE INTO downloads VALUES (?1, ?2, ?3, ?4, ?5)")?;
            put.execute(params![group.as_str(), job, kept.part, kept.etag, size]).map(drop)
        };
        self.journal.keep(keep).await;
    }

    /// Nothing is under way any more.
    pub(in super::super) fn clear(&self) {
        let (group, job) = (self.group.clone(), self.job.0);
        self.journal.write(move |journal| clear(journal, group.as_str(), job));
    }
}

fn clear(journal: &Connection, group: &str, job: u32) -> rusqlite::Result<()> {
    for table in ["uploads", "parts", "downloads"] {
        let sql = format!("DELETE FROM {table} WHERE grp = ?1 AND job = ?2");
        journal.prepare_cached(&sql)?.execute(params![group, job])?;
    }
    Ok(())
}

/// A job is done. What may still have to be ended on the server stays.
pub(super) fn settle(journal: &Connection, group: &str, job: u32) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM uploads WHERE grp = ?1 AND job = ?2 AND whole",
        "DELETE FROM parts WHERE grp = ?1 AND job = ?2 AND NOT EXISTS (
            SELECT 1 FROM uploads WHERE grp = ?1 AND job = ?2)",
        "DELETE FROM downloads WHERE grp = ?1 AND job = ?2",
    ] {
        journal.prepare_cached(sql)?.execute(params![group, job])?;
    }
    Ok(())
}

fn upload(journal: &Connection, group: &str, job: u32) -> rusqlite::Result<Option<KeptUpload>> {
    let mut find = journal.prepare_cached(
        "SELECT bucket, key, upload, size, modified, version FROM uploads WHERE grp = ?1 AND job = ?2",
    )?;
    let read = |row: &Row<'_>| {
        let at = ObjectAt::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?);
        let (upload, size) =
            (Upload { at, id: row.get(2)?, begun: None, by: None }, row.get::<_, i64>(3)?.unsigned_abs());
        Ok(KeptUpload { upload, size, modified: row.get(4)?, version: row.get(5)?, parts: Vec::new() })
    };
    let Some(mut kept) = find.query_row(params![group, job], read).optional()? else { return Ok(None) };
    let mut parts = journal
        .prepare_cached("SELECT number, etag, size, sum FROM parts WHERE grp = ?1 AND job = ?2 ORDER BY number")?;
    let read = |row: &Row<'_>| {
        let checksum = row.get::<_, Option<String>>(3)?.as_deref().and_then(sum);
        Ok(Part { number: row.get(0)?, etag: row.get(1)?, size: row.get::<_, i64>(2)?.unsigned_abs(), checksum })
    };
    kept.parts = parts.query_map(params![group, job], read)?.collect::<rusqlite::Result<_>>()?;
    Ok(Some(kept))
}

fn put_part(journal: &Connection, group: &str, job: u32, part: &Part) -> rusqlite::Result<()> {
    let size = i64::try_from(part.size).unwrap_or(i64::MAX);
    let sum = part.checksum.as_ref().map(spelled);
    let mut put = journal.prepare_cached("INSERT OR REPLACE INTO parts VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    put.execute(params![group, job, part.number, part.etag, size, sum]).map(drop)
}

/// Uploads are summed up in one of two ways.
fn spelled(sum: &Checksum) -> String {
    let name = if sum.algorithm == Algorithm::Crc64Nvme { "crc64nvme" } else { "md5" };
    format!("{name} {}", sum.value)
}

fn sum(text: &str) -> Option<Checksum> {
    let (name, value) = text.split_once(' ')?;
    let algorithm = if name == "crc64nvme" { Algorithm::Crc64Nvme } else { Algorithm::Md5 };
    Some(Checksum { algorithm, value: value.to_owned() })
}
