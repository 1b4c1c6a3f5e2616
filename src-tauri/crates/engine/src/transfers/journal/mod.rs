//! What transfers remember over restarts: groups, their jobs, uploads under way and their parts, unfinished files.
//!
//! Promise: after `kill -9` at any instruction the queue is as it was, and at most the parts in flight are sent again. One
//! thread owns the file (SQLite, write-ahead log); writes are queued in the order they happen and committed together, and
//! whoever must not go on before they are kept waits for [`Journal::flush`]. A power cut may lose the last moments, never
//! the file. Nothing secret is ever in it: a group names its connection, and the login is asked of whoever keeps it.
//!
//! Left behind: a file that cannot be used is set aside beside the new one, and said in the log. A journal that cannot
//! be written (a full disk) costs the resuming, not the transfers. Deletions are not kept: they end with the program.

mod kept;
mod ledger;
mod picked;

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
};

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use self::kept::KeptGroup;
pub(super) use self::{
    kept::KeptWork,
    ledger::{Intent, KeptDownload, KeptUpload, Ledger},
};
use super::{
    group::Group,
    stage::{Job, Stage},
    terms::JobId,
};
use crate::ids::GroupId;

/// Ended groups that are still shown after a restart.
const HISTORY: usize = 20;
/// What SQLite takes for a database of its own: in a temporary file that nobody else sees, as far as it is large.
/// <https://www.sqlite.org/inmemorydb.html#temp_db>
const UNNAMED: &str = "";
/// Writes that are committed together at most.
const TOGETHER: usize = 1_000;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS groups (id TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS jobs (
        grp TEXT, job INTEGER, key TEXT NOT NULL, bytes INTEGER NOT NULL, action TEXT NOT NULL, stage TEXT NOT NULL,
        PRIMARY KEY (grp, job)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS picked (
        grp TEXT, at INTEGER, key TEXT NOT NULL, size INTEGER, modified INTEGER, PRIMARY KEY (grp, at)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS uploads (
        grp TEXT, job INTEGER, bucket TEXT NOT NULL, key TEXT NOT NULL, upload TEXT NOT NULL, size INTEGER NOT NULL,
        modified INTEGER, version TEXT, whole INTEGER NOT NULL DEFAULT FALSE,
        PRIMARY KEY (grp, job)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS parts (
        grp TEXT, job INTEGER, number INTEGER, etag TEXT NOT NULL, size INTEGER NOT NULL, sum TEXT,
        PRIMARY KEY (grp, job, number)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS downloads (
        grp TEXT, job INTEGER, part TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL,
        PRIMARY KEY (grp, job)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS intents (
        grp TEXT, job INTEGER, bucket TEXT NOT NULL, key TEXT NOT NULL, since INTEGER NOT NULL,
        PRIMARY KEY (grp, job)) WITHOUT ROWID;
";

/// What is done with the file; what it answers runs once the change is committed.
type Write = Box<dyn FnOnce(&Connection) -> Box<dyn FnOnce() + Send> + Send>;

/// The handle; clones write to one file.
#[derive(Clone, Debug)]
pub(super) struct Journal {
    writes: Sender<Write>,
    /// Whether it outlives the program.
    pub(super) lasts: bool,
}

impl Journal {
    /// Opens the journal at `path`, or one that ends with the program, and reads what it holds, oldest first. Blocking.
    pub(super) fn open(path: Option<&Path>) -> (Self, Vec<Group>) {
        let opened = path.and_then(|path| open(path).or_else(|| set_aside(path)));
        let lasts = opened.is_some();
        let connection = opened.or_else(|| noted(prepared(Connection::open(UNNAMED))));
        let groups = connection.as_ref().map_or_else(Vec::new, |connection| {
            kept::read(connection, HISTORY).unwrap_or_else(|error| {
                tracing::warn!(%error, "the journal of transfers could not be read");
                Vec::new()
            })
        });
        let (writes, queued) = channel();
        if let Some(connection) = connection {
            std::thread::spawn(move || run(&connection, &queued));
        }
        (Self { writes, lasts }, groups)
    }

    /// Keeps a group, and these jobs of it as they stand; of those that are done goes what they had under way, in the same
    /// instant: before, they may have to be recognised by it. Of a deletion the jobs are there until the program ends, so that
    /// they can be looked at.
    pub(super) fn save(&self, group: &Group, jobs: &[JobId]) {
        let body = KeptGroup::of(group).and_then(|body| serde_json::to_string(&body).ok());
        let id = group.id.clone();
        let kept = |job| group.job(job).and_then(|kept| Some((job, kept::row(kept)?, kept.stage == Stage::Done)));
        let rows: Vec<_> = jobs.iter().copied().filter_map(kept).collect();
        self.write(move |journal| {
            if let Some(body) = body {
                let mut put = journal.prepare_cached(
                    "INSERT INTO groups VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                )?;
                put.execute(params![id.as_str(), body])?;
            }
            let mut put = journal.prepare_cached("INSERT OR REPLACE INTO jobs VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for (job, (key, bytes, action, stage), done) in rows {
                put.execute(params![id.as_str(), job.0, key, bytes, action, stage])?;
                if done {
                    ledger::settle(journal, id.as_str(), job.0)?;
                }
            }
            Ok(())
        });
    }

    /// Forgets a group with all that was kept of it.
    pub(super) fn forget(&self, group: GroupId) {
        self.write(move |journal| kept::forget(journal, &group));
    }

    /// Waits until everything written so far is in the file.
    pub(super) async fn flush(&self) {
        self.ask(|_| Ok(())).await;
    }

    /// Jobs of a group, as they are kept; those that cannot be read are left out.
    pub(super) async fn jobs(&self, group: GroupId, jobs: Vec<JobId>) -> HashMap<JobId, Job> {
        self.ask(move |journal| kept::jobs(journal, &group, &jobs)).await.unwrap_or_default()
    }

    /// The jobs of a group that have something under way.
    pub(super) async fn under_way(&self, group: GroupId) -> Vec<JobId> {
        let find = move |journal: &Connection| {
            let mut find = journal.prepare_cached(
                "SELECT job FROM uploads WHERE grp = ?1 UNION SELECT job FROM downloads WHERE grp = ?1
                UNION SELECT job FROM intents WHERE grp = ?1",
            )?;
            let jobs = find.query_map(params![group.as_str()], |row| row.get(0).map(JobId))?;
            jobs.collect()
        };
        self.ask(find).await.unwrap_or_default()
    }

    /// The ids of all uploads that are under way.
    pub(super) async fn uploads(&self) -> HashSet<String> {
        let find = move |journal: &Connection| {
            let mut find = journal.prepare_cached("SELECT upload FROM uploads WHERE upload != ''")?;
            find.query_map([], |row| row.get(0))?.collect()
        };
        self.ask(find).await.unwrap_or_default()
    }

    /// A handle for what one job has under way.
    pub(super) fn ledger(&self, group: GroupId, job: JobId) -> Ledger {
        Ledger { journal: self.clone(), group, job }
    }

    fn write(&self, change: impl FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static) {
        let _ = self.writes.send(Box::new(move |journal| {
            noted(change(journal));
            Box::new(|| ())
        }));
    }

    /// What `question` answers, after all that was written before; `None` where the journal cannot be used.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        let _ = self.writes.send(Box::new(move |journal| {
            let found = noted(question(journal));
            Box::new(move || drop(reply.send(found)))
        }));
        answer.await.ok().flatten()
    }
}

/// The thread: ends when the last handle is gone.
fn run(journal: &Connection, writes: &Receiver<Write>) {
    while let Ok(first) = writes.recv() {
        noted(journal.execute_batch("BEGIN IMMEDIATE"));
        let mut after = vec![first(journal)];
        while let Some(next) = (after.len() < TOGETHER).then(|| writes.try_recv().ok()).flatten() {
            after.push(next(journal));
        }
        noted(journal.execute_batch("COMMIT"));
        after.into_iter().for_each(|done| done());
    }
}

fn noted<T>(done: rusqlite::Result<T>) -> Option<T> {
    done.map_err(|error| tracing::warn!(%error, "the journal of transfers could not be used")).ok()
}

fn open(path: &Path) -> Option<Connection> {
    path.parent().map(std::fs::create_dir_all);
    noted(prepared(Connection::open(path)))
}

/// Moves a file that cannot be used out of the way, and begins a new one.
fn set_aside(path: &Path) -> Option<Connection> {
    let aside = |end: &str| PathBuf::from(format!("{}{end}", path.display()));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::rename(aside(end), aside(&format!("{end}.broken")));
    }
    open(path)
}

fn prepared(opened: rusqlite::Result<Connection>) -> rusqlite::Result<Connection> {
    let connection = opened?;
    connection.execute_batch(SCHEMA)?;
    // A journal of an earlier version; one that has the column says so.
    for column in ["version TEXT", "whole INTEGER NOT NULL DEFAULT FALSE"] {
        let _ = connection.execute(&format!("ALTER TABLE uploads ADD COLUMN {column}"), []);
    }
    Ok(connection)
}

#[cfg(test)]
mod tests;
