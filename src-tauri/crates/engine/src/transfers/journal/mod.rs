//! What transfers remember over restarts: groups, their jobs, uploads under way and their parts,
//! unfinished files.
//!
//! Promise: after `kill -9` at any instruction the queue is as it was, and at most the parts in
//! flight are sent again. One thread owns the file (SQLite, write-ahead log; [`writer`]); writes
//! are queued in the order they happen and committed together, and whoever must not go on before
//! they are kept waits for [`Journal::flush`]. A power cut may lose the last moments, never the
//! file. Nothing secret is ever in it: a group names its connection, and the login is asked of
//! whoever keeps it.
//!
//! One program at a time has it ([`open`]). Left behind: a damaged file is set aside beside the new
//! one. A journal that another program has, or that cannot be used, costs the resuming, not the
//! transfers; one that cannot be written for a while (a full disk) costs it only if the program
//! ends meanwhile, and that is said. Deletions are not kept: they end with the program.

mod hidden;
mod kept;
mod ledger;
mod listed;
mod open;
mod picked;
mod writer;

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::mpsc::{Sender, channel},
};

use rusqlite::{Connection, params};
use tokio::sync::{oneshot, watch};

use self::writer::{Change, Order, Writer};
pub(super) use self::{
    ledger::{Intent, KeptDownload, KeptUpload, Ledger},
    open::Trouble,
};
use super::{
    queue::{
        group::Group,
        stage::{Job, Stage},
    },
    terms::JobId,
};
use crate::ids::GroupId;

/// Ended groups that are still shown after a restart.
const HISTORY: usize = 20;
/// What SQLite takes for a database of its own: in a temporary file that nobody else sees, as far
/// as it is large.
/// <https://www.sqlite.org/inmemorydb.html#temp_db>
const UNNAMED: &str = "";

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS groups (id TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS jobs (
        grp TEXT, job INTEGER, key TEXT NOT NULL, bytes INTEGER NOT NULL, action TEXT NOT NULL, stage TEXT NOT NULL,
        PRIMARY KEY (grp, job)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS picked (
        grp TEXT, at INTEGER, key TEXT NOT NULL, size INTEGER, modified INTEGER, version TEXT, saved_as TEXT,
        etag TEXT, PRIMARY KEY (grp, at)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS listed (
        grp TEXT, at INTEGER, task TEXT NOT NULL, PRIMARY KEY (grp, at)) WITHOUT ROWID;
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
    CREATE TABLE IF NOT EXISTS hidden (
        grp TEXT, key TEXT NOT NULL, marker TEXT NOT NULL, PRIMARY KEY (grp, key)) WITHOUT ROWID;
";

/// The handle; clones write to one file.
#[derive(Clone, Debug)]
pub(super) struct Journal {
    orders: Sender<Order>,
    /// Whether it outlives the program.
    pub(super) lasts: bool,
    /// What a person is to know of how it was opened.
    pub(super) trouble: Option<Trouble>,
    /// Why something is not written.
    behind: watch::Receiver<Option<String>>,
}

impl Journal {
    /// Opens the journal at `path`, or one that ends with the program, and reads what it holds,
    /// oldest first. Blocking.
    pub(super) fn open(path: Option<&Path>) -> (Self, Vec<Group>) {
        let (connection, groups, held, trouble) = match path.map(|path| open::open(path, HISTORY)) {
            Some(Ok(open::Opened { connection, groups, held, trouble })) => {
                (Some(connection), groups, Some(held), trouble)
            }
            other => {
                let trouble = other.and_then(Result::err);
                trouble.iter().for_each(|why| tracing::warn!("transfers are not kept: {why:?}"));
                (noted(open::prepared(Connection::open(UNNAMED))), Vec::new(), None, trouble)
            }
        };
        let lasts = held.is_some();
        let (orders, queued) = channel();
        let (told, behind) = watch::channel(None);
        if let Some(connection) = connection {
            std::thread::spawn(move || Writer::new(connection, held, told).run(&queued));
        }
        (Self { orders, lasts, trouble, behind }, groups)
    }

    /// Keeps a group, and these jobs of it as they stand; of those that are done goes what they had
    /// under way, in the same instant: before, they may have to be recognised by it. Of a deletion
    /// the jobs are there until the program ends, so that they can be looked at.
    pub(super) fn save(&self, group: &Group, jobs: &[JobId]) {
        let body = kept::body(group);
        let id = group.id.clone();
        let kept = |job| group.job(job).and_then(|kept| Some((job, kept::row(kept)?, kept.stage == Stage::Done)));
        let rows: Vec<_> = jobs.iter().copied().filter_map(kept).collect();
        self.write_spare(move |journal| {
            kept::put(journal, &id, body.as_deref())?;
            let mut put = journal.prepare_cached("INSERT OR REPLACE INTO jobs VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for (job, (key, bytes, action, stage), done) in &rows {
                put.execute(params![id.as_str(), job.0, key, bytes, action, stage])?;
                if *done {
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

    /// Forgets what a group had under way on a server that it does not go to any more.
    pub(super) fn leave(&self, group: GroupId) {
        self.write(move |journal| kept::leave(journal, &group));
    }

    /// Waits until everything written so far is in the file.
    pub(super) async fn flush(&self) {
        self.ask(|_| Ok(())).await;
    }

    /// Writes what is left and lets go of the file: another program may have it. Nothing is kept
    /// any more.
    pub(super) async fn close(&self) {
        let (reply, closed) = oneshot::channel();
        let _ = self.orders.send(Order::Close(reply));
        let _ = closed.await;
    }

    /// Jobs of a group, as they are kept; those that another version kept are left out. `None`
    /// where the journal cannot be read.
    pub(super) async fn jobs(&self, group: GroupId, jobs: Vec<JobId>) -> Option<HashMap<JobId, Job>> {
        self.ask(move |journal| kept::jobs(journal, &group, &jobs)).await
    }

    /// The jobs of a group that have something under way; `None` where the journal cannot be read.
    pub(super) async fn under_way(&self, group: GroupId) -> Option<Vec<JobId>> {
        let find = move |journal: &Connection| {
            let mut find = journal.prepare_cached(
                "SELECT job FROM uploads WHERE grp = ?1 UNION SELECT job FROM downloads WHERE grp = ?1
                UNION SELECT job FROM intents WHERE grp = ?1",
            )?;
            let jobs = find.query_map(params![group.as_str()], |row| row.get(0).map(JobId))?;
            jobs.collect()
        };
        self.ask(find).await
    }

    /// The ids of all uploads that are under way; `None` where the journal cannot be read: any
    /// upload may then be one of them.
    pub(super) async fn uploads(&self) -> Option<HashSet<String>> {
        let find = move |journal: &Connection| {
            let mut find = journal.prepare_cached("SELECT upload FROM uploads WHERE upload != ''")?;
            find.query_map([], |row| row.get(0))?.collect()
        };
        self.ask(find).await
    }

    /// A handle for what one job has under way.
    pub(super) fn ledger(&self, group: GroupId, job: JobId) -> Ledger {
        Ledger { journal: self.clone(), group, job }
    }

    /// Makes a change, now or once the file can be written again.
    fn write(&self, change: impl Fn(&Connection) -> rusqlite::Result<()> + Send + 'static) {
        let _ = self.orders.send(Order::Change(Change { make: Box::new(change), spare: false }, Box::new(|| ())));
    }

    /// The same with one that may be left out where too many wait.
    fn write_spare(&self, change: impl Fn(&Connection) -> rusqlite::Result<()> + Send + 'static) {
        let _ = self.orders.send(Order::Change(Change { make: Box::new(change), spare: true }, Box::new(|| ())));
    }

    /// The same, and waits until it is in the file or could not be written for now.
    async fn keep(&self, change: impl Fn(&Connection) -> rusqlite::Result<()> + Send + 'static) {
        let (reply, kept) = oneshot::channel();
        let told = Box::new(move || {
            let _ = reply.send(());
        });
        let _ = self.orders.send(Order::Change(Change { make: Box::new(change), spare: false }, told));
        let _ = kept.await;
    }

    /// Why something is not in the file, as on a full disk; `None` where all is.
    pub(super) fn behind(&self) -> Option<String> {
        self.behind.borrow().clone()
    }

    pub(super) fn is_behind(&self) -> bool {
        self.behind.borrow().is_some()
    }

    /// Waits until something could not be written, or all of it is written again.
    pub(super) async fn turn(&mut self) {
        if self.behind.changed().await.is_err() {
            // The file was closed, or there never was one.
            std::future::pending::<()>().await;
        }
    }

    /// What `question` answers, after all that was written before; `None` where the journal cannot
    /// be used.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        let asked = Order::Ask(Box::new(move |journal| {
            let found = noted(question(journal));
            Box::new(move || drop(reply.send(found)))
        }));
        let _ = self.orders.send(asked);
        answer.await.ok().flatten()
    }
}

/// Rows with their numbers, from the one at `from` on: up to the first that is missing.
fn unbroken<T>(rows: Vec<(i64, T)>, from: i64) -> impl Iterator<Item = T> {
    rows.into_iter().zip(from..).take_while(|((at, _), next)| at == next).map(|((_, row), _)| row)
}

fn noted<T>(done: rusqlite::Result<T>) -> Option<T> {
    done.map_err(|error| tracing::warn!(%error, "the journal of transfers could not be used")).ok()
}

#[cfg(test)]
mod tests;
