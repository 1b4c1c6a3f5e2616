//! The thread that owns the journal's file. What could not be written, as on a full disk, is kept
//! in memory and written with what comes next, at the latest a second later; whoever owns the
//! journal is told why.
//!
//! Meanwhile questions are answered from a copy in memory that has all of it: an upload that breaks
//! off then still finds its parts. Of more than [`MOST`] changes the oldest are left out that can
//! be spared: groups and jobs, which their owner writes anew once the file can be written again,
//! and confirmed parts, which are then sent again after a restart. What forgets or removes
//! something is never left out.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, backup::Backup};
use tokio::sync::{oneshot, watch};

use super::{UNNAMED, noted};
use crate::held::Held;

/// Changes that are committed together at most.
const TOGETHER: usize = 1_000;
/// Changes that are kept at most until they can be written.
const MOST: usize = 10_000;
/// Until it is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// A change of the file; made again where it could not be written.
pub(super) struct Change {
    pub(super) make: Make,
    /// It may be left out where too many wait.
    pub(super) spare: bool,
}
/// How a change is made.
type Make = Box<dyn Fn(&Connection) -> rusqlite::Result<()> + Send>;
/// What is done once everything before is in the file, or could not be written.
pub(super) type After = Box<dyn FnOnce() + Send>;

/// What the thread is sent.
pub(super) enum Order {
    Change(Change, After),
    Ask(Box<dyn FnOnce(&Connection) -> After + Send>),
    /// Let go of the file, once everything before is in it.
    Close(oneshot::Sender<()>),
    /// Does something to the file itself, whatever waits.
    #[cfg(test)]
    File(Box<dyn FnOnce(&Connection) + Send>),
}

pub(super) struct Writer {
    journal: Connection,
    held: Option<Held>,
    /// The journal as it will be once all that waits is in the file; there while something waits.
    ahead: Option<Connection>,
    unwritten: Vec<Change>,
    /// Why something is not written.
    behind: watch::Sender<Option<String>>,
}

impl Writer {
    pub(super) fn new(journal: Connection, held: Option<Held>, behind: watch::Sender<Option<String>>) -> Self {
        Self { journal, held, ahead: None, unwritten: Vec::new(), behind }
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
        let (mut waiting, closing) = taken(first, orders);
        let (mut new, mut after) = (Vec::new(), Vec::new());
        let mut failed = self.journal.execute_batch("BEGIN IMMEDIATE").err();
        for change in &self.unwritten {
            failed = failed.or_else(|| refused((change.make)(&self.journal)));
        }
        // From the first failure on the file does not have what was written before a question.
        while failed.is_none()
            && let Some(order) = waiting.pop_front()
        {
            match order {
                Order::Change(change, done) => {
                    failed = refused((change.make)(&self.journal));
                    new.push(change);
                    after.push(done);
                }
                Order::Ask(question) => after.push(question(&self.journal)),
                Order::Close(_) => {}
                #[cfg(test)]
                Order::File(work) => work(&self.journal),
            }
        }
        match failed.or_else(|| self.journal.execute_batch("COMMIT").err()) {
            None => {
                self.unwritten.clear();
                self.ahead = None;
                self.tell(None);
            }
            Some(error) => {
                // Where SQLite has done that itself, it says so.
                let _ = self.journal.execute_batch("ROLLBACK");
                self.wait(new);
                for order in waiting {
                    match order {
                        Order::Change(change, done) => {
                            self.wait(vec![change]);
                            after.push(done);
                        }
                        Order::Ask(question) => after.push(question(self.ahead.as_ref().unwrap_or(&self.journal))),
                        Order::Close(_) => {}
                        #[cfg(test)]
                        Order::File(work) => work(&self.journal),
                    }
                }
                self.spare();
                self.tell(Some(error.to_string()));
            }
        }
        after.into_iter().for_each(|done| done());
        closing
    }

    /// These changes wait, and are seen by whoever asks.
    fn wait(&mut self, new: Vec<Change>) {
        let first = self.unwritten.len();
        self.unwritten.extend(new);
        let unseen = match &self.ahead {
            Some(_) => first,
            None => {
                self.ahead = noted(copied(&self.journal));
                0
            }
        };
        if let Some(ahead) = &self.ahead {
            for change in &self.unwritten[unseen..] {
                noted((change.make)(ahead));
            }
        }
    }

    /// Leaves out the oldest of too many that wait.
    fn spare(&mut self) {
        let mut over = self.unwritten.len().saturating_sub(MOST);
        self.unwritten.retain(|change| {
            let goes = over > 0 && change.spare;
            over -= usize::from(goes);
            !goes
        });
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

/// What is sent, up to so much that it is committed together, and who wants the file closed after
/// it.
fn taken(first: Option<Order>, orders: &Receiver<Order>) -> (VecDeque<Order>, Option<oneshot::Sender<()>>) {
    let mut taken = VecDeque::new();
    let mut next = first.or_else(|| orders.try_recv().ok());
    while let Some(order) = next {
        match order {
            Order::Close(reply) => return (taken, Some(reply)),
            order => taken.push_back(order),
        }
        next = if taken.len() < TOGETHER { orders.try_recv().ok() } else { None };
    }
    (taken, None)
}

/// The journal in memory; in a temporary file as far as it is large.
fn copied(journal: &Connection) -> rusqlite::Result<Connection> {
    let mut copy = Connection::open(UNNAMED)?;
    Backup::new(journal, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    Ok(copy)
}

/// Why a change was not made, where it may be made later. One that the file will never take is left
/// out.
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
