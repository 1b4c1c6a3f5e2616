//! Groups and jobs as rows of the journal, and back. What is not worth a name of its own is JSON.
//!
//! A running job is kept as waiting: after a restart it starts again and finds what it had under
//! way in its ledger. A plan that was not done is made anew, and what it found before is recognised
//! by its key.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Deserializer, Serialize};
use words::Words;

use super::super::{
    job::Task,
    servers::Servers,
    terms::{GroupState, JobId, OnConflict, Proof, TransferKind},
    upload_options::UploadOptions,
};
use crate::{
    at::Place,
    fault::{Fault, Refusal},
    ids::GroupId,
    transfers::{
        queue::{
            group::{Group, Planning},
            planned::Known,
            stage::{Job, Stage},
        },
        work::KeptWork,
    },
};

/// A group without its jobs.
#[derive(Serialize, Deserialize)]
struct KeptGroup {
    op_id: String,
    kind: TransferKind,
    title: Words,
    to: Option<Place>,
    #[serde(default)]
    from: Option<Place>,
    strip: usize,
    on_conflict: OnConflict,
    planned: bool,
    #[serde(rename = "note", deserialize_with = "sentences")]
    notes: Vec<Words>,
    cancelled: bool,
    paused: bool,
    anew: u32,
    work: KeptWork,
    #[serde(default)]
    rows: usize,
    #[serde(default, rename = "keeping")]
    upload_options: UploadOptions,
    #[serde(default)]
    first: u64,
    /// Those that it was begun for.
    #[serde(default)]
    servers: Vec<String>,
}

/// How a job stands, as far as a restart is concerned.
#[derive(Serialize, Deserialize)]
pub(super) enum KeptEnd {
    Waiting,
    Held,
    Done(Option<Proof>),
    Skipped,
    Cancelled,
    Failed(KeptFault),
}

/// A fault as it was said.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptFault {
    code: String,
    title: Words,
    what: Words,
    next: Words,
    details: String,
    retry: bool,
    /// True of that moment; a closer look asks what is true now.
    #[serde(default)]
    refusal: Option<Box<Refusal>>,
}

/// Notes of a group; an earlier version kept them as one text, or an empty one.
fn sentences<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Words>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum SentencesOrText {
        Sentences(Vec<Words>),
        Text(String),
    }
    Ok(match SentencesOrText::deserialize(from)? {
        SentencesOrText::Sentences(sentences) => sentences,
        SentencesOrText::Text(text) => {
            Some(text).filter(|text| !text.is_empty()).map(Words::from).into_iter().collect()
        }
    })
}

/// A group as JSON; none of a deletion, which is not kept.
pub(super) fn body(group: &Group) -> Option<Box<str>> {
    json(&KeptGroup::of(group)?)
}

/// Writes how a group stands.
pub(super) fn put(journal: &Connection, id: &GroupId, body: Option<&str>) -> rusqlite::Result<()> {
    let Some(body) = body else { return Ok(()) };
    let mut put = journal
        .prepare_cached("INSERT INTO groups VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body")?;
    put.execute(params![id.as_str(), body]).map(drop)
}

impl KeptGroup {
    fn of(group: &Group) -> Option<Self> {
        Some(Self {
            op_id: group.op_id.clone(),
            kind: group.kind,
            title: group.title.clone(),
            to: group.to.clone(),
            from: group.from.clone(),
            strip: group.strip,
            on_conflict: group.on_conflict,
            planned: group.planning == Planning::Done,
            notes: group.notes.clone(),
            cancelled: group.cancelled,
            paused: group.paused,
            anew: group.anew,
            work: group.work.clone()?,
            rows: group.rows,
            upload_options: group.upload_options.clone(),
            first: group.first,
            servers: group.servers.begun.clone(),
        })
    }

    fn group(self, id: GroupId) -> Group {
        let mut group = Group::new(id, self.kind, self.title, self.to, self.strip);
        group.op_id = self.op_id;
        group.from = self.from;
        group.on_conflict = self.on_conflict;
        group.planning = if self.planned || self.cancelled { Planning::Done } else { Planning::Running };
        group.notes = self.notes;
        group.cancelled = self.cancelled;
        group.paused = self.paused;
        group.anew = self.anew;
        group.work = Some(self.work);
        group.rows = self.rows;
        group.upload_options = self.upload_options;
        group.first = self.first;
        group.servers = Servers::of(self.servers);
        group
    }
}

/// Key, bytes, what is done with it, how it stands.
type JobRow = (Box<str>, i64, Box<str>, Box<str>);

/// A job's row.
pub(super) fn row(job: &Job) -> Option<JobRow> {
    let end = match job.stage {
        Stage::Done => KeptEnd::Done(job.proof),
        Stage::Skipped => KeptEnd::Skipped,
        Stage::Cancelled => KeptEnd::Cancelled,
        Stage::Held => KeptEnd::Held,
        Stage::Failed => KeptEnd::Failed(KeptFault::of(job.fault.as_deref()?)),
        _ => KeptEnd::Waiting,
    };
    let (action, end) = (json(&job.task.action)?, json(&end)?);
    Some((job.task.key.as_str().into(), i64::try_from(job.total).unwrap_or(i64::MAX), action, end))
}

/// As JSON, in no more memory than it fills: tens of thousands of rows wait to be written.
fn json(value: &impl Serialize) -> Option<Box<str>> {
    serde_json::to_string(value).ok().map(String::into_boxed_str)
}

/// All groups with their jobs, oldest first; of those that have ended only the newest `history`.
/// That what is over could not be removed, as on a full disk, takes nothing from what was read.
pub(super) fn read(journal: &Connection, history: usize) -> rusqlite::Result<Vec<Group>> {
    let mut select = journal.prepare("SELECT id, body FROM groups ORDER BY rowid")?;
    let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut groups = Vec::new();
    for (id, body) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let id = GroupId::from(id.as_str());
        match serde_json::from_str::<KeptGroup>(&body) {
            Ok(body) => groups.push(with_jobs(journal, body.group(id))?),
            // Written by a newer version, which finds it again.
            Err(error) => tracing::warn!(%error, "a group of the journal could not be read and stays there"),
        }
    }
    let mut ended = groups.iter().filter(|group| group.is_over()).count();
    let mut kept = Vec::new();
    for group in groups {
        if group.is_over() && ended > history {
            ended -= 1;
            super::noted(forget(journal, &group.id));
        } else {
            kept.push(group);
        }
    }
    // Of deletions, and of a group that was never kept because the program ended in between. What
    // such a group had begun on a server is then nobody's, and is shown among what was left
    // unfinished there.
    for table in ["jobs", "picked", "listed", "uploads", "parts", "downloads", "intents", "hidden"] {
        super::noted(journal.execute(&format!("DELETE FROM {table} WHERE grp NOT IN (SELECT id FROM groups)"), []));
    }
    Ok(kept)
}

fn with_jobs(journal: &Connection, mut group: Group) -> rusqlite::Result<Group> {
    let mut select =
        journal.prepare_cached("SELECT key, bytes, action, stage, job FROM jobs WHERE grp = ?1 ORDER BY job")?;
    let mut rows = select.query(params![group.id.as_str()])?;
    // What is waited for may be planned again.
    let plans = group.planning == Planning::Running || group.kind.is_awaited() && !group.cancelled;
    while let Some(row) = rows.next()? {
        let Some(job) = job(row)? else { continue };
        if plans {
            group.known.add(&job.task.key);
        }
        group.take_in(JobId(row.get(4)?), job);
        group.put_away(false);
    }
    let mut parts = journal.prepare_cached("SELECT job, sum(size) FROM parts WHERE grp = ?1 GROUP BY job")?;
    let sums = parts.query_map(params![group.id.as_str()], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?)))?;
    for (job, done) in sums.collect::<rusqlite::Result<Vec<_>>>()? {
        group.begun(JobId(job), done.unsigned_abs());
    }
    group.told = group.is_over();
    if group.state() == GroupState::Done {
        group.known = Known::default();
    }
    group.changed.clear();
    Ok(group)
}

pub(super) fn jobs(journal: &Connection, group: &GroupId, wanted: &[JobId]) -> rusqlite::Result<HashMap<JobId, Job>> {
    let mut select =
        journal.prepare_cached("SELECT key, bytes, action, stage FROM jobs WHERE grp = ?1 AND job = ?2")?;
    let mut found = HashMap::new();
    for id in wanted {
        let mut rows = select.query(params![group.as_str(), id.0])?;
        if let Some(job) = rows.next()?.map(job).transpose()?.flatten() {
            found.insert(*id, job);
        }
    }
    Ok(found)
}

/// The job of a row as [`row`] wrote it; `None` where another version did.
fn job(row: &Row<'_>) -> rusqlite::Result<Option<Job>> {
    let (key, bytes): (String, i64) = (row.get(0)?, row.get(1)?);
    let (action, end): (String, String) = (row.get(2)?, row.get(3)?);
    let (Ok(action), Ok(end)) = (serde_json::from_str(&action), serde_json::from_str(&end)) else { return Ok(None) };
    let mut job = Job::new(Task { key, bytes: bytes.unsigned_abs(), action });
    job.stage = match end {
        KeptEnd::Waiting => Stage::Waiting,
        KeptEnd::Held => Stage::Held,
        KeptEnd::Done(proof) => {
            job.proof = proof;
            Stage::Done
        }
        KeptEnd::Skipped => Stage::Skipped,
        KeptEnd::Cancelled => Stage::Cancelled,
        KeptEnd::Failed(fault) => {
            job.fault = Some(Box::new(fault.fault()));
            Stage::Failed
        }
    };
    job.holds = job.stage == Stage::Held;
    job.done = if job.stage == Stage::Done { job.total } else { 0 };
    Ok(Some(job))
}

/// Removes what a group had under way on a server that it does not go to any more. Unfinished files
/// are of this computer.
pub(super) fn leave(journal: &Connection, group: &GroupId) -> rusqlite::Result<()> {
    for table in ["uploads", "parts", "intents"] {
        journal.execute(&format!("DELETE FROM {table} WHERE grp = ?1"), params![group.as_str()])?;
    }
    Ok(())
}

/// Removes every row of a group, but for what it hid: a deletion is undone when nobody looks at it
/// any more.
pub(super) fn forget(journal: &Connection, group: &GroupId) -> rusqlite::Result<()> {
    for table in ["jobs", "picked", "listed", "uploads", "parts", "downloads", "intents"] {
        journal.execute(&format!("DELETE FROM {table} WHERE grp = ?1"), params![group.as_str()])?;
    }
    journal.execute("DELETE FROM groups WHERE id = ?1", params![group.as_str()]).map(drop)
}

impl KeptFault {
    fn of(fault: &Fault) -> Self {
        let Fault { code, title, what, next, details, retry, refusal, remedy: _ } = fault.clone();
        Self { code: code.to_owned(), title, what, next, details, retry, refusal }
    }

    fn fault(self) -> Fault {
        let Self { code, title, what, next, details, retry, refusal } = self;
        Fault { code: lasting(code), title, what, next, details, retry, refusal, remedy: None }
    }
}

/// A code with the life of the program, as codes have. There are as many as the program knows, each
/// kept once.
fn lasting(code: String) -> &'static str {
    static CODES: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    let codes = codes.get_or_insert_default();
    if let Some(known) = codes.get(code.as_str()) {
        return known;
    }
    let code: &'static str = Box::leak(code.into_boxed_str());
    codes.insert(code);
    code
}
