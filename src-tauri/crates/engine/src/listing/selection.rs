//! What is selected, and how a person changes it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::table::{Bits, RowId, Table};

/// What is selected. `bytes` is of the files; folders are counted when something is done with them.
/// `gone` of all are not there now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Selection {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub folders: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    #[serde(skip_serializing_if = "is_none")]
    #[ts(optional, as = "Option<u32>")]
    pub gone: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// How the selection changes, by position in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SelectionChange {
    Only {
        at: usize,
    },
    Toggle {
        at: usize,
    },
    /// From one position to another, in either direction; `keep` keeps what was selected before.
    Range {
        from: usize,
        to: usize,
        keep: bool,
    },
    /// Everything that is shown.
    All,
    None,
}

/// Which rows are selected, and what they come to: kept with every change, because ticks are many
/// and rows may be.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    rows: Bits,
    sum: Selection,
}

impl Chosen {
    pub(super) fn sum(&self) -> Selection {
        self.sum
    }

    #[cfg(test)]
    pub(super) fn weight(&self) -> usize {
        self.rows.weight()
    }

    pub(super) fn has(&self, row: RowId) -> bool {
        self.rows.get(row)
    }

    /// The rows, in order of arrival.
    pub(super) fn rows(&self) -> impl Iterator<Item = RowId> {
        self.rows.ones()
    }

    pub(super) fn set(&mut self, table: &Table, row: RowId, to: bool) {
        if !self.rows.set(row, to) {
            return;
        }
        let (folder, size) = (table.is_folder(row), table.size(row));
        let gone = u64::from(table.is_gone(row));
        self.sum.gone = if to { self.sum.gone + gone } else { self.sum.gone - gone };
        let count = if folder { &mut self.sum.folders } else { &mut self.sum.files };
        // Wrapping as the bits do: a row that is taken out was put in.
        (*count, self.sum.bytes) = if to {
            (*count + 1, self.sum.bytes.wrapping_add(size))
        } else {
            (*count - 1, self.sum.bytes.wrapping_sub(size))
        };
    }

    /// Keeps only what is also in `shown`: nobody deletes unseen.
    pub(super) fn keep(&mut self, table: &Table, shown: &Bits) {
        let hidden: Vec<RowId> = self.rows().filter(|row| !shown.get(*row)).collect();
        for row in hidden {
            self.set(table, row, false);
        }
    }

    /// The same names in a listing read afresh.
    pub(super) fn carried_over(&self, old: &Table, new: &Table) -> Self {
        let mut carried = Self::default();
        let names: HashSet<(&str, bool)> = self.rows().map(|row| (old.name(row), old.is_folder(row))).collect();
        if !names.is_empty() {
            for row in new.rows().filter(|row| names.contains(&(new.name(*row), new.is_folder(*row)))) {
                carried.set(new, row, true);
            }
        }
        carried
    }
}
