//! What a comparison found, a row for each name, in an unnamed temporary file: in memory are its
//! place in the file and its state, some twenty bytes a row. Dropped, or after a crash, it leaves
//! nothing behind.

use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    judge::{SyncProof, SyncState},
    pairs::Pair,
};
use crate::{
    fault::{self, Fault, transfer::list_not_kept},
    transfers::FileSeen,
};

/// Bytes of one row: a name has at most 1,024, written with at most six each.
const MOST: u64 = 64 * 1024;
/// Rows of one window.
pub const ROWS_AT_ONCE: usize = 500;

/// One name, as it was found in the two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) proof: SyncProof,
    pub(super) left: Option<FileSeen>,
    pub(super) right: Option<FileSeen>,
}

impl Row {
    pub(super) fn of(pair: Pair, proof: SyncProof) -> Self {
        let name = pair.name().to_owned();
        let [left, right] = [pair.left, pair.right].map(|file| file.map(|file| file.seen));
        Self { name, proof, left, right }
    }
}

/// A row as the page shows it.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct SyncRow {
    /// Its number among all rows.
    pub at: usize,
    pub name: String,
    pub state: SyncState,
    pub proof: SyncProof,
    pub left: Option<FileSeen>,
    pub right: Option<FileSeen>,
    /// A person wants nothing done about it.
    pub left_out: bool,
}

/// A window of the rows that have one of the wanted states.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct SyncRows {
    pub rows: Vec<SyncRow>,
    /// So many rows have one of these states.
    pub total: usize,
}

/// The rows so far.
pub(super) struct RowList {
    file: File,
    /// Where each begins, and how it stands.
    index: Vec<(u64, SyncState)>,
    end: u64,
    /// How many stand in each way.
    tallies: BTreeMap<SyncState, u64>,
    left_out: HashSet<usize>,
}

impl RowList {
    pub(super) fn new() -> Result<Self, Fault> {
        let file = tempfile::tempfile().map_err(|error| list_not_kept(&error))?;
        Ok(Self { file, index: Vec::new(), end: 0, tallies: BTreeMap::new(), left_out: HashSet::new() })
    }

    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// The states that there are, with how many rows have each.
    pub(super) fn tallies(&self) -> impl Iterator<Item = (SyncState, u64)> + '_ {
        self.tallies.iter().filter(|(_, files)| **files > 0).map(|(state, files)| (*state, *files))
    }

    pub(super) fn states(&self) -> impl Iterator<Item = SyncState> + '_ {
        self.index.iter().map(|(_, state)| *state)
    }

    /// How the row at `at` stands; none behind the last.
    pub(super) fn state(&self, at: usize) -> Option<SyncState> {
        self.index.get(at).map(|(_, state)| *state)
    }

    /// Adds rows. Blocks for a moment, into the system's own cache.
    pub(super) fn add(&mut self, rows: &[(Row, SyncState)]) -> Result<(), Fault> {
        let mut bytes = Vec::new();
        for (row, state) in rows {
            self.index.push((self.end + bytes.len() as u64, *state));
            *self.tallies.entry(*state).or_default() += 1;
            serde_json::to_writer(&mut bytes, row).map_err(|error| list_not_kept(&error.into()))?;
        }
        let written = self.file.seek(SeekFrom::Start(self.end)).and_then(|_| self.file.write_all(&bytes));
        self.end += bytes.len() as u64;
        written.map_err(|error| list_not_kept(&error))
    }

    /// A row that stands otherwise than it was taken for.
    pub(super) fn set(&mut self, at: usize, state: SyncState) {
        if let Some((_, known)) = self.index.get_mut(at) {
            let before = std::mem::replace(known, state);
            self.tallies.entry(before).and_modify(|files| *files = files.saturating_sub(1));
            *self.tallies.entry(state).or_default() += 1;
        }
    }

    /// Wants nothing done about a row, or something again.
    pub(super) fn leave_out(&mut self, at: usize, out: bool) {
        match out && at < self.index.len() {
            true => self.left_out.insert(at),
            false => self.left_out.remove(&at),
        };
    }

    pub(super) fn is_left_out(&self, at: usize) -> bool {
        self.left_out.contains(&at)
    }

    /// The row at `at`, with its state. Blocks for a moment.
    pub(super) fn read(&mut self, at: usize) -> Result<(Row, SyncState), Fault> {
        let (begin, state) = self.index.get(at).copied().ok_or_else(|| fault::defect("reading a row"))?;
        let len = self.index.get(at + 1).map_or(self.end, |(next, _)| *next) - begin;
        let row = self.bytes(begin, len).and_then(|bytes| Ok(serde_json::from_slice(&bytes)?));
        Ok((row.map_err(|error| list_not_kept(&error))?, state))
    }

    fn bytes(&mut self, begin: u64, len: u64) -> io::Result<Vec<u8>> {
        if len > MOST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(begin))?;
        (&self.file).take(len).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// A window of the rows with one of these states, from the one at `start` among them.
    pub(super) fn window(&mut self, states: &[SyncState], start: usize, len: usize) -> Result<SyncRows, Fault> {
        let of_them = |(_, (_, state)): &(usize, &(u64, SyncState))| states.contains(state);
        let total = self.index.iter().enumerate().filter(of_them).count();
        let wanted = self.index.iter().enumerate().filter(of_them).skip(start).take(len.min(ROWS_AT_ONCE));
        let wanted: Vec<_> = wanted.map(|(at, _)| at).collect();
        let rows = wanted.into_iter().map(|at| {
            let (Row { name, proof, left, right }, state) = self.read(at)?;
            Ok(SyncRow { at, name, state, proof, left, right, left_out: self.is_left_out(at) })
        });
        Ok(SyncRows { rows: rows.collect::<Result<_, Fault>>()?, total })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_come_back_by_state_and_position() {
        let mut list = RowList::new().unwrap();
        let row = |at: usize| {
            let seen = FileSeen { size: at as u64, modified: Some(-5), etag: Some("a".into()) };
            let state = if at.is_multiple_of(3) { SyncState::OnlyLeft } else { SyncState::Same };
            (Row { name: format!("ä\n{at}"), proof: SyncProof::Etag, left: Some(seen), right: None }, state)
        };
        let all: Vec<_> = (0..1_000).map(row).collect();
        all.chunks(7).for_each(|rows| list.add(rows).unwrap());
        assert_eq!(list.read(512).unwrap(), all[512]);
        list.set(3, SyncState::OtherName);
        list.leave_out(6, true);
        let window = list.window(&[SyncState::OnlyLeft], 1, 2).unwrap();
        assert_eq!(window.total, 333);
        let shown: Vec<_> = window.rows.iter().map(|row| (row.at, row.left_out)).collect();
        assert_eq!(shown, [(6, true), (9, false)]);
        assert_eq!(list.window(&[SyncState::Same, SyncState::OnlyLeft], 0, 9_999).unwrap().rows.len(), ROWS_AT_ONCE);
        assert_eq!(list.read(1_000).unwrap_err().code, "defect");
    }
}
