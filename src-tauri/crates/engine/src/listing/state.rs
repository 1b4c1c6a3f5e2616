//! One listing's state: its rows, the list that is shown, the selection, and where the feed stands.
//! No I/O, no clock.

use std::sync::Arc;

use super::{
    arrange::{Arranged, Wish},
    chunk::chunks,
    filter::starts_with,
    past::{Arrived, PastView, Since},
    selected::{AsListed, Selected},
    selection::{Chosen, Selection, SelectionChange},
    table::{RowId, Table},
    types::file_type,
    view::{ListingTick, Restore, Row, RowKind, Rows, TICK_BYTES},
};
use crate::{fault::Fault, json};

/// Rows sent with a tick at most, so that the first screen paints without a second call.
const HEAD: usize = 60;
/// A key has 1,024 bytes at most.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const KEY_CHARS: usize = 1_024;
/// Rows of one answer at most: a screen and its surroundings, never a list.
const WINDOW: usize = 500;

#[derive(Debug, Default)]
pub(super) struct State {
    prefix: Arc<str>,
    pub(super) table: Table,
    pub(super) arranged: Arc<Arranged>,
    pub(super) wish: Wish,
    chosen: Chosen,
    revision: u64,
    /// Objects and folders that were looked at, whether they are rows or not.
    read: usize,
    pub(super) complete: bool,
    /// The rows are as many as a listing may hold.
    pub(super) full: bool,
    pub(super) fault: Option<Fault>,
    /// What a list of the past cannot show.
    past: Option<PastView>,
}

/// The rows as shown at one moment, to be looked through without holding anybody up.
#[derive(Debug)]
pub(super) struct Seen {
    prefix: Arc<str>,
    table: Table,
    order: Arc<Vec<RowId>>,
    chosen: Chosen,
}

impl State {
    pub(super) fn of(prefix: &str) -> Self {
        Self { prefix: prefix.into(), ..Self::default() }
    }

    /// Adds a page, of which `read` objects were looked at. They are shown once they are arranged.
    pub(super) fn add(&mut self, arrived: impl Into<Arrived>, read: usize) {
        let arrived = arrived.into();
        self.read += read;
        self.past = arrived.view.or(self.past);
        for chunk in chunks(&self.prefix, arrived) {
            self.table.add(chunk);
        }
    }

    /// Forgets all rows: they are read again.
    pub(super) fn clear(&mut self) {
        let (wish, revision) = (std::mem::take(&mut self.wish), self.revision);
        *self = Self { prefix: Arc::clone(&self.prefix), wish, revision, ..Self::default() };
    }

    /// Shows only names that hold `text`. What is no longer shown is no longer selected.
    pub(super) fn wish_filter(&mut self, text: &str) {
        // No key is longer, so a longer text could only show nothing, which its beginning does as
        // well.
        self.wish.filter = text.chars().take(KEY_CHARS).collect();
    }

    /// Whether rows or wishes came since the list was made.
    pub(super) fn is_stale(&self) -> bool {
        self.arranged.chunks != self.table.chunks().len() || self.arranged.wish != self.wish
    }

    /// Shows another list; positions of earlier revisions no longer hold.
    pub(super) fn show(&mut self, arranged: Arranged) {
        if let Some(shown) = &arranged.shown {
            self.chosen.keep(&self.table, shown);
        }
        self.arranged = Arc::new(arranged);
        self.revision += 1;
    }

    /// Takes over rows read afresh, with this one's selection.
    pub(super) fn exchange(&mut self, fresh: State, arranged: Arranged) {
        self.chosen = self.chosen.carried_over(&self.table, &fresh.table);
        (self.table, self.read, self.past) = (fresh.table, fresh.read, fresh.past);
        (self.complete, self.full, self.fault) = (fresh.complete, fresh.full, None);
        self.show(arranged);
    }

    pub(super) fn select(&mut self, revision: u64, change: SelectionChange) -> Selection {
        if revision == self.revision {
            self.change(change);
        }
        self.chosen.sum()
    }

    fn change(&mut self, change: SelectionChange) {
        match change {
            SelectionChange::Only { at } => {
                self.chosen = Chosen::default();
                self.select_range(at, at);
            }
            SelectionChange::Toggle { at } => {
                if let Some(row) = self.arranged.order.get(at).copied() {
                    self.chosen.set(&self.table, row, !self.chosen.has(row));
                }
            }
            SelectionChange::Range { from, to, keep } => {
                if !keep {
                    self.chosen = Chosen::default();
                }
                self.select_range(from.min(to), from.max(to));
            }
            SelectionChange::All => self.select_range(0, usize::MAX),
            SelectionChange::None => self.chosen = Chosen::default(),
        }
    }

    fn select_range(&mut self, first: usize, last: usize) {
        for row in self.arranged.order.iter().skip(first).take((last - first).saturating_add(1)) {
            self.chosen.set(&self.table, *row, true);
        }
    }

    pub(super) fn seen(&self) -> Seen {
        let order = Arc::clone(&self.arranged.order);
        Seen { prefix: Arc::clone(&self.prefix), table: self.table.clone(), order, chosen: self.chosen.clone() }
    }

    pub(super) fn rows(&self, start: usize, len: usize) -> Rows {
        let rows = self.arranged.order.iter().skip(start).take(len.min(WINDOW)).map(|row| self.row(*row)).collect();
        Rows { revision: self.revision, start, rows }
    }

    /// The first rows by name, whatever is shown.
    pub(super) fn first_by_name(&self, most: usize) -> Vec<Row> {
        self.arranged.by_name.iter().take(most).map(|row| self.row(*row)).collect()
    }

    /// Whether a reading came to its end, or as far as there is space.
    pub(super) fn has_ended(&self) -> bool {
        self.complete || self.full
    }

    /// What the page is told. An end, of whatever kind, is told with the last rows that came before
    /// it.
    pub(super) fn tick(&self) -> ListingTick {
        let shown = &self.arranged;
        let all_shown = shown.chunks == self.table.chunks().len();
        let mut tick = ListingTick {
            revision: self.revision,
            shown: shown.order.len(),
            total: shown.total,
            read: self.read,
            bytes: shown.bytes,
            folders: shown.folders,
            mixed: self.table.is_mixed(),
            complete: self.complete && all_shown,
            full: self.full && all_shown,
            head: Vec::new(),
            selection: self.chosen.sum(),
            sort: shown.wish.sort,
            filter: shown.wish.filter.clone(),
            fault: self.fault.clone().filter(|_| all_shown),
            past: self.past,
        };
        let mut left = TICK_BYTES.saturating_sub(json::size(&tick));
        for row in shown.order.iter().take(HEAD).map(|row| self.row(*row)) {
            let Some(rest) = left.checked_sub(json::size(&row) + 1) else { break };
            left = rest;
            tick.head.push(row);
        }
        tick
    }

    fn row(&self, row: RowId) -> Row {
        let (chunk, at) = self.table.at(row);
        let name = chunk.name(at);
        let folder = chunk.is_folder(at);
        Row {
            kind: if folder { RowKind::Folder } else { RowKind::File },
            key: format!("{}{name}", self.prefix),
            name: name.to_owned(),
            size: (!folder).then(|| chunk.size(at)),
            modified: Some(chunk.modified(at)).filter(|modified| *modified != 0),
            file_type: file_type(chunk.type_id(at)),
            class: chunk.class(at).map(str::to_owned),
            etag: chunk.etag(at),
            restore: chunk.restore(at).map(Restore::from),
            selected: self.chosen.has(row),
            past: chunk.past(at).cloned(),
        }
    }
}

impl Seen {
    /// What is selected comes to this.
    pub(super) fn sum(&self) -> Selection {
        self.chosen.sum()
    }

    /// The next selected row from position `from` of the order shown, and the position after it.
    /// Rows of a `moment` are what was there then; one that was added since is what is there now.
    pub(super) fn selected_from(&self, from: usize, moment: Option<i64>) -> Option<(Selected, usize)> {
        let at = (from..self.order.len()).find(|at| self.chosen.has(self.order[*at]))?;
        let (chunk, row) = self.table.at(self.order[at]);
        let key = format!("{}{}", self.prefix, chunk.name(row));
        let modified = Some(chunk.modified(row)).filter(|modified| *modified != 0);
        let past = chunk.past(row).filter(|past| past.since.is_some_and(|since| since != Since::Added));
        let version = past.and_then(|past| past.version.as_deref());
        let size = chunk.size(row);
        let selected = match (chunk.is_folder(row), past.and(moment), version) {
            (true, Some(moment), _) => Selected::FolderAt { prefix: key, moment },
            (true, None, _) => Selected::Folder { prefix: key },
            (false, Some(_), Some(id)) => {
                let listed = AsListed { etag: chunk.etag(row), modified };
                Selected::Version { key, size, id: id.to_owned(), saved_as: None, listed }
            }
            (false, ..) => Selected::File { key, size, modified, etag: chunk.etag(row) },
        };
        Some((selected, at + 1))
    }

    /// The storage class of the row at this position, where the server told one.
    pub(super) fn class_at(&self, at: usize) -> Option<String> {
        let (chunk, row) = self.table.at(*self.order.get(at)?);
        chunk.class(row).map(str::to_owned)
    }

    /// The first row at or after `from`, wrapping, whose name starts with `text`.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<usize> {
        let wanted = text.to_lowercase();
        let count = self.order.len();
        let from = from.min(count);
        (from..count).chain(0..from).find(|at| starts_with(self.table.name(self.order[*at]), &wanted))
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.table.chunks().iter().any(|chunk| (0..chunk.len()).any(|row| chunk.name(row) == name))
    }
}

#[cfg(test)]
mod tests;
