//! The names that both places had when they were last made the same, held against what they have
//! now. By them a run with nobody at the window notices a place that is not the one that it was.

use std::{cmp::Ordering, io, iter::Peekable};

use super::{
    compare::{Comparison, RowsSoFar},
    judge::SyncState,
    plan::{Deed, SyncWish, deed},
};
use crate::fault::{self, Fault};

/// How two places stand beside the names of before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownSeen {
    /// Names of before.
    pub known: u64,
    /// Those of them that the source still has.
    pub at_source: u64,
    /// Those of them that the target still has.
    pub at_target: u64,
    /// Files of the source, known or not.
    pub sources: u64,
    /// Files that would be replaced or removed: they are left out of the plan.
    pub spared: u64,
}

impl Comparison {
    /// Leaves out of every plan what `wish` would replace or remove, and counts how many there are
    /// of the names of before, which come in the order of their bytes. Reads a temporary file.
    ///
    /// # Errors
    /// It is not compared to its end, or the file could not be read.
    pub fn only_adds(&self, wish: SyncWish, known: impl Iterator<Item = String>) -> Result<KnownSeen, Fault> {
        self.whole_found()?.only_adds(wish, &mut known.peekable())
    }

    /// Tells `each` the names that both places have, in the order of their bytes: now, or once
    /// `after` is carried out. Reads a temporary file.
    ///
    /// # Errors
    /// It is not compared to its end, or a file could not be read or written.
    pub fn common(&self, after: Option<SyncWish>, mut each: impl FnMut(&str) -> io::Result<()>) -> Result<(), Fault> {
        let mut found = self.whole_found()?;
        for at in 0..found.rows.len() {
            let (row, state) = found.rows.read(at)?;
            let added = after.is_some_and(|wish| deed(state, wish) == Deed::Add && !found.rows.is_left_out(at));
            if state != SyncState::Filtered && (added || row.left.is_some() && row.right.is_some()) {
                each(&row.name).map_err(|error| fault::sync::book_unwritable(&error.to_string()))?;
            }
        }
        Ok(())
    }
}

impl RowsSoFar {
    fn only_adds<I: Iterator<Item = String>>(
        &mut self,
        wish: SyncWish,
        known: &mut Peekable<I>,
    ) -> Result<KnownSeen, Fault> {
        let mut seen = KnownSeen::default();
        for at in 0..self.rows.len() {
            let (row, state) = self.rows.read(at)?;
            let is_known = loop {
                match known.peek().map(|next| next.as_str().cmp(&row.name)) {
                    Some(Ordering::Less) => {
                        known.next();
                        seen.known += 1;
                    }
                    order => break order == Some(Ordering::Equal),
                }
            };
            if state == SyncState::Filtered {
                continue;
            }
            let (_, from, over) = row.turned(wish);
            seen.sources += u64::from(from.is_some());
            if is_known {
                seen.at_source += u64::from(from.is_some());
                seen.at_target += u64::from(over.is_some());
            }
            if matches!(deed(state, wish), Deed::Replace | Deed::Remove) {
                self.rows.leave_out(at, true);
                seen.spared += 1;
            }
        }
        seen.known += known.count() as u64;
        Ok(seen)
    }
}
