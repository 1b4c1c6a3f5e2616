//! The thread that owns the journal's file. What could not be written, as on a full disk, is kept in memory and written with
//! what comes next, at the latest a second later; meanwhile whoever asks is told why.
//!
//! Kept so are at most [`MOST`] changes, the latest. Groups and their jobs do not depend on them: their owner writes all of
//! them anew once the file can be written again.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{oneshot, watch};

use super::noted;
use crate::held::Held;

/// Changes that are committed together at most.
const TOGETHER: usize = 1_000;
/// Changes that are kept at most until they can be written.
const MOST: usize = 10_000;
/// Until it is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// A change of the file; made again where it could not be written.
pub(super) type Change = Box<dyn Fn(&Connection) -> rusqlite::Result<()> + Send>;
/// What is done once everything before is in the file, or could not be written.
pub(super) type After = Box<dyn FnOnce() + Send>;

/// What the thread is sent.
pub(super) enum Order {
    Change(Change, After),
    Ask(Box<dyn FnOnce(&Connection) -> After + Send>),
    /// Let go of the file, once everything before is in it.
    Close(oneshot::Sender<()>),
}

/// See the module.
pub(super) struct Writer {
    journal: Connection,
    held: Option<Held>,
    unwritten: VecDeque<Change>,
    /// Why something is not written.
    behind: watch::Sender<Option<String>>,
}

impl Writer {
    pub(super) fn new(journal: Connection, held: Option<Held>, behind: watch::Sender<Option<String>>) -> Self {
        Self { journal, held, unwritten: VecDeque::new(), behind }
    }

    /// Ends when the last handle is gone, or when it is told to.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        let mut closing = None;
        while closing.is_none() {
            let first = match self.unwritten.is_empty() {
                true => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => orders.recv_timeout(AGAIN),
            };
            match first {
                Ok(first) => closing = self.write(Some(first), orders),
                Err(RecvTimeoutError::Timeout) => closing = self.write(None, orders),
                Err(RecvTimeoutError::Disconnected) if self.unwritten.is_empty() => break,
                Err(RecvTimeoutError::Disconnected) => {
                    self.write(None, orders);
                    break;
                }
            }
        }
        // The file is closed before another program may have it.
        drop(self.journal);
        drop(self.held);
        closing.map(|reply| reply.send(()));
    }

    /// Writes what was left and what comes, in one transaction; answers who wants the file closed.
    fn write(&mut self, first: Option<Order>, orders: &Receiver<Order>) -> Option<oneshot::Sender<()>> {
        let mut failed = self.journal.execute_batch("BEGIN IMMEDIATE").err();
        for change in &self.unwritten {
            failed = failed.or_else(|| refused(change(&self.journal)));
        }
        let (mut closing, mut new, mut after) = (None, Vec::new(), Vec::new());
        let mut next = first.or_else(|| orders.try_recv().ok());
        while let Some(order) = next {
            match order {
                Order::Change(change, done) => {
                    failed = failed.or_else(|| refused(change(&self.journal)));
                    new.push(change);
                    after.push(done);
                }
                Order::Ask(question) => after.push(question(&self.journal)),
                Order::Close(reply) => closing = Some(reply),
            }
            let more = closing.is_none() && after.len() < TOGETHER;
            next = more.then(|| orders.try_recv().ok()).flatten();
        }
        match failed.or_else(|| self.journal.execute_batch("COMMIT").err()) {
            None => self.unwritten.clear(),
            Some(error) => {
                // Where SQLite has done that itself, it says so.
                let _ = self.journal.execute_batch("ROLLBACK");
                self.unwritten.extend(new);
                let over = self.unwritten.len().saturating_sub(MOST);
                self.unwritten.drain(..over);
                self.tell(Some(error.to_string()));
            }
        }
        if self.unwritten.is_empty() {
            self.tell(None);
        }
        after.into_iter().for_each(|done| done());
        closing
    }

    fn tell(&self, why: Option<String>) {
        self.behind.send_if_modified(|before| {
            let changed = before.is_some() != why.is_some();
            why.iter()
                .filter(|_| changed)
                .for_each(|why| tracing::warn!(why, "the journal of transfers is not written"));
            *before = why;
            changed
        });
    }
}

/// Why a change was not made, where it may be made later. One that the file will never take is left out.
fn refused(made: rusqlite::Result<()>) -> Option<rusqlite::Error> {
    let error = made.err()?;
    if is_ours(&error) {
        noted::<()>(Err(error));
        return None;
    }
    Some(error)
}

/// Whether the change itself is wrong, and not the file or its disk.
fn is_ours(error: &rusqlite::Error) -> bool {
    let wrong = |code| {
        matches!(
            code,
            ErrorCode::ConstraintViolation
                | ErrorCode::TypeMismatch
                | ErrorCode::TooBig
                | ErrorCode::ParameterOutOfRange
                | ErrorCode::ApiMisuse
                | ErrorCode::Unknown
        )
    };
    error.sqlite_error_code().is_none_or(wrong)
}

#[cfg(test)]
mod tests;
