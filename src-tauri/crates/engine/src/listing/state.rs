//! One listing's state: its rows, the order shown, the selection, and where the feed stands. No I/O, no clock.

use serde::{Deserialize, Serialize};
use store::Page;

use super::{
    order::{Sort, merge, order},
    selection::{Selection, SelectionChange},
    table::{RowId, Table},
    view::{ListingTick, Row, RowKind, Rows, TICK_BYTES},
};
use crate::fault::Fault;

/// Rows sent with a tick at most, so that the first screen paints without a second call.
const HEAD: usize = 60;
/// A key has 1,024 bytes at most.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const KEY_CHARS: usize = 1_024;
/// Rows of one answer at most: a screen and its surroundings, never a list.
const WINDOW: usize = 500;

#[derive(Debug, Default)]
pub(super) struct State {
    prefix: String,
    table: Table,
    order: Vec<RowId>,
    /// Rows that `order` was made of: later ones have arrived since.
    arranged: RowId,
    /// Of the files in `order`.
    bytes: u64,
    sort: Sort,
    filter: String,
    revision: u64,
    /// Where the feed goes on; None before the first page and after the last.
    pub(super) token: Option<String>,
    pub(super) complete: bool,
    pub(super) fault: Option<Fault>,
}

/// Something that was selected, with what a transfer needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selected {
    /// A file.
    File {
        /// Its key, exactly.
        key: String,
        /// In bytes.
        size: u64,
        /// In milliseconds since 1970, where the server told it.
        modified: Option<i64>,
    },
    /// Everything below a prefix.
    Folder {
        /// Ends with `/`.
        prefix: String,
    },
}

impl State {
    pub(super) fn of(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..Self::default() }
    }

    /// Adds a page. [`State::arrange_new`] puts its rows into the order, once a tick rather than once a page.
    pub(super) fn add(&mut self, page: Page) {
        self.table.add(&self.prefix, &page);
        self.complete = page.next.is_none();
        self.token = page.next;
        self.fault = None;
    }

    /// Orders all rows again; positions of earlier revisions no longer hold.
    fn arrange(&mut self) {
        (self.order, self.arranged, self.bytes) = (Vec::new(), 0, 0);
        self.arrange_new();
    }

    /// Orders the rows that arrived since; positions of earlier revisions no longer hold.
    pub(super) fn arrange_new(&mut self) {
        let all = self.table.rows();
        let new = order(&self.table, self.arranged..all.end, self.sort, &self.filter);
        self.bytes += new.iter().map(|row| self.table.size(*row)).sum::<u64>();
        merge(&self.table, self.sort, &mut self.order, &new);
        self.arranged = all.end;
        self.revision += 1;
    }

    pub(super) fn sort(&mut self, sort: Sort) {
        self.sort = sort;
        self.arrange();
    }

    /// Shows only names that hold `text`. What is no longer shown is no longer selected: nobody deletes unseen.
    pub(super) fn filter(&mut self, text: &str) {
        // No key is longer, so a longer text could only show nothing, which its beginning does as well.
        self.filter = text.chars().take(KEY_CHARS).collect();
        self.arrange();
        let mut shown = vec![false; self.table.len()];
        for row in &self.order {
            shown[*row as usize] = true;
        }
        for row in self.table.rows().filter(|row| !shown[*row as usize]) {
            self.table.select(row, false);
        }
    }

    /// Takes over a listing read afresh, with this one's order, filter and selection.
    pub(super) fn exchange(&mut self, mut fresh: State) {
        fresh.table.select_as(&self.table);
        self.table = fresh.table;
        self.token = fresh.token;
        self.complete = fresh.complete;
        self.fault = None;
        self.arrange();
    }

    pub(super) fn select(&mut self, revision: u64, change: SelectionChange) -> Selection {
        if revision == self.revision {
            self.change(change);
        }
        self.selection()
    }

    fn change(&mut self, change: SelectionChange) {
        match change {
            SelectionChange::Only { at } => {
                self.table.select_none();
                self.select_range(at, at);
            }
            SelectionChange::Toggle { at } => {
                if let Some(row) = self.order.get(at) {
                    self.table.select(*row, !self.table.is_selected(*row));
                }
            }
            SelectionChange::Range { from, to, keep } => {
                if !keep {
                    self.table.select_none();
                }
                self.select_range(from.min(to), from.max(to));
            }
            SelectionChange::All => self.select_range(0, self.order.len()),
            SelectionChange::None => self.table.select_none(),
        }
    }

    fn select_range(&mut self, first: usize, last: usize) {
        for row in self.order.iter().skip(first).take((last - first).saturating_add(1)) {
            self.table.select(*row, true);
        }
    }

    pub(super) fn selection(&self) -> Selection {
        self.table.selection()
    }

    pub(super) fn selected(&self) -> Vec<Selected> {
        let chosen = self.order.iter().copied().filter(|row| self.table.is_selected(*row));
        chosen
            .map(|row| {
                let key = format!("{}{}", self.prefix, self.table.name(row));
                if self.table.is_folder(row) {
                    Selected::Folder { prefix: key }
                } else {
                    Selected::File { key, size: self.table.size(row), modified: self.modified(row) }
                }
            })
            .collect()
    }

    pub(super) fn rows(&self, start: usize, len: usize) -> Rows {
        let rows = self.order.iter().skip(start).take(len.min(WINDOW)).map(|row| self.row(*row)).collect();
        Rows { revision: self.revision, start, rows }
    }

    /// The first row at or after `from`, wrapping, whose name starts with `text`.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<usize> {
        let wanted = text.to_lowercase();
        let count = self.order.len();
        (0..count)
            .map(|step| (from + step) % count)
            .find(|at| self.table.name(self.order[*at]).to_lowercase().starts_with(&wanted))
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.table.rows().any(|row| self.table.name(row) == name)
    }

    pub(super) fn tick(&self) -> ListingTick {
        let mut tick = ListingTick {
            revision: self.revision,
            shown: self.order.len(),
            total: self.table.len(),
            bytes: self.bytes,
            complete: self.complete,
            head: Vec::new(),
            selection: self.selection(),
            sort: self.sort,
            filter: self.filter.clone(),
            fault: self.fault.clone(),
        };
        let mut room = TICK_BYTES.saturating_sub(weight(&tick));
        for row in self.order.iter().take(HEAD).map(|row| self.row(*row)) {
            let Some(rest) = room.checked_sub(weight(&row) + 1) else { break };
            room = rest;
            tick.head.push(row);
        }
        tick
    }

    fn row(&self, row: RowId) -> Row {
        let name = self.table.name(row);
        let folder = self.table.is_folder(row);
        Row {
            kind: if folder { RowKind::Folder } else { RowKind::File },
            key: format!("{}{name}", self.prefix),
            name: name.to_owned(),
            size: (!folder).then(|| self.table.size(row)),
            modified: self.modified(row),
            type_name: self.table.type_name(row),
            selected: self.table.is_selected(row),
        }
    }

    fn modified(&self, row: RowId) -> Option<i64> {
        Some(self.table.modified(row)).filter(|modified| *modified != 0)
    }
}

/// In bytes as JSON, which is how it goes to the page.
fn weight(part: &impl serde::Serialize) -> usize {
    serde_json::to_vec(part).map_or(0, |json| json.len())
}

#[cfg(test)]
mod tests {
    use store::Entry;

    use super::*;

    fn state() -> State {
        let entry =
            |key: &str, size| Entry { key: key.into(), size, modified: Some(size as i64), etag: None, class: None };
        let mut state = State::of("p/");
        state.add(Page {
            prefixes: vec!["p/z/".into(), "p/y/".into()],
            entries: vec![entry("p/file10", 5), entry("p/file2", 7), entry("p/Notes", 1)],
            next: None,
        });
        state.arrange();
        state
    }

    fn names(state: &State) -> Vec<String> {
        state.rows(0, 100).rows.into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn folders_come_first_in_every_order() {
        let mut state = state();
        assert_eq!(names(&state), ["y/", "z/", "file2", "file10", "Notes"]);
        state.sort(Sort { by: super::super::SortBy::Size, descending: true });
        assert_eq!(names(&state), ["y/", "z/", "file2", "file10", "Notes"]);
        state.sort(Sort { by: super::super::SortBy::Name, descending: true });
        assert_eq!(names(&state), ["z/", "y/", "Notes", "file10", "file2"]);
    }

    #[test]
    fn a_change_by_old_positions_selects_nothing() {
        let mut state = state();
        let old = state.revision;
        state.sort(Sort { by: super::super::SortBy::Name, descending: true });
        assert_eq!(state.select(old, SelectionChange::All), Selection::default());
        assert_eq!(state.select(state.revision, SelectionChange::All), Selection { files: 3, folders: 2, bytes: 13 });
    }

    #[test]
    fn ranges_go_both_ways_and_past_the_end_is_nothing() {
        let mut state = state();
        let now = state.revision;
        let picked = state.select(now, SelectionChange::Range { from: 3, to: 1, keep: false });
        assert_eq!((picked.files, picked.folders), (2, 1));
        let kept = state.select(now, SelectionChange::Range { from: 4, to: 9, keep: true });
        assert_eq!((kept.files, kept.folders), (3, 1));
        assert_eq!(state.select(now, SelectionChange::Only { at: 99 }), Selection::default());
        assert_eq!(state.select(now, SelectionChange::Toggle { at: 99 }), Selection::default());
    }

    #[test]
    fn what_a_filter_hides_is_not_selected() {
        let mut state = state();
        state.select(state.revision, SelectionChange::All);
        state.filter("FILE1");
        assert_eq!(names(&state), ["file10"]);
        assert_eq!(state.selected(), [Selected::File { key: "p/file10".into(), size: 5, modified: Some(5) }]);
    }

    #[test]
    fn type_ahead_wraps_and_an_empty_listing_finds_nothing() {
        assert_eq!(state().find("FILE", 3), Some(3));
        assert_eq!(state().find("file", 4), Some(2));
        assert_eq!(state().find("nothing", 0), None);
        assert_eq!(State::of("").find("a", 0), None);
    }

    #[test]
    fn a_refresh_keeps_order_filter_and_selection() {
        let mut state = state();
        state.filter("file");
        state.select(state.revision, SelectionChange::Only { at: 1 });
        let fresh = self::state();
        state.exchange(fresh);
        assert_eq!(names(&state), ["file2", "file10"]);
        assert_eq!(state.selection(), Selection { files: 1, folders: 0, bytes: 5 });
    }

    #[test]
    fn a_tick_stays_small_with_the_longest_keys_and_words() {
        let key = |at: usize| format!("p/{at:04}{}", "\u{1}ä".repeat(339));
        let entry = |at| Entry { key: key(at), size: 1, modified: Some(1), etag: None, class: None };
        let mut state = State::of("p/");
        state.add(Page { prefixes: Vec::new(), entries: (0..200).map(entry).collect(), next: Some("more".into()) });
        state.arrange_new();
        let tick = state.tick();
        assert!(weight(&tick) <= TICK_BYTES && !tick.head.is_empty(), "{}", weight(&tick));
        assert_eq!(tick.head, state.rows(0, tick.head.len()).rows, "the head is the first rows, whole");
        state.filter(&"\u{1}".repeat(100_000));
        assert!(weight(&state.tick()) <= TICK_BYTES);
    }

    /// What the state counts as it goes, counted anew.
    fn recount(state: &State) -> (Vec<RowId>, u64, Selection) {
        let order = order(&state.table, state.table.rows(), state.sort, &state.filter);
        let mut selection = Selection::default();
        for row in state.table.rows().filter(|row| state.table.is_selected(*row)) {
            let folder = u64::from(state.table.is_folder(row));
            selection.folders += folder;
            selection.files += 1 - folder;
            selection.bytes += state.table.size(row);
        }
        let bytes = order.iter().map(|row| state.table.size(*row)).sum();
        (order, bytes, selection)
    }

    proptest::proptest! {
        #[test]
        fn running_sums_and_orders_agree_with_a_count(
            pages in proptest::collection::vec(proptest::collection::vec("[a-cA-C0-2]{1,4}/?", 0..12), 1..8),
            steps in proptest::collection::vec((0_u8..6, 0_usize..20, 0_usize..20), 8),
        ) {
            let mut state = State::of("");
            for (keys, (what, from, to)) in pages.into_iter().zip(steps) {
                let (prefixes, files): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.ends_with('/'));
                let entry = |key: String| {
                    Entry { size: key.len() as u64, modified: Some(from as i64), key, etag: None, class: None }
                };
                state.add(Page { prefixes, entries: files.into_iter().map(entry).collect(), next: Some("x".into()) });
                state.arrange_new();
                let now = state.revision;
                match what {
                    0 => state.sort(Sort { by: super::super::SortBy::Size, descending: from > to }),
                    1 => state.sort(Sort { by: super::super::SortBy::Type, descending: from > to }),
                    2 => state.filter(if from > to { "a" } else { "" }),
                    3 => drop(state.select(now, SelectionChange::Range { from, to, keep: from > 9 })),
                    4 => drop(state.select(now, SelectionChange::Toggle { at: from })),
                    _ => drop(state.select(now, SelectionChange::All)),
                }
                let names = |order: &[RowId]| order.iter().map(|row| state.table.name(*row).to_owned()).collect::<Vec<_>>();
                let (order, bytes, selection) = recount(&state);
                proptest::prop_assert_eq!(names(&state.order), names(&order));
                proptest::prop_assert_eq!((state.bytes, state.selection()), (bytes, selection));
            }
        }
    }
}
