//! The rows of one listing: columns and one string arena.
//!
//! A row costs its name (the key after the place's prefix) and 27 bytes of columns; the order shown adds 4.
//! Rows never move once added: sorting and filtering make a list of row numbers, and the selection is a bit a row,
//! so both survive whatever is shown.

use store::Page;

use super::{selection::Selection, types::type_name};

/// A row's number, in order of arrival.
pub(super) type RowId = u32;

/// All rows that have arrived.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    names: String,
    /// Where each name ends in `names`.
    ends: Vec<usize>,
    folders: Vec<bool>,
    sizes: Vec<u64>,
    modified: Vec<i64>,
    selected: Vec<bool>,
    /// Kept with every change of `selected`: ticks are many, and rows may be.
    selection: Selection,
    last_folder: Option<RowId>,
}

impl Table {
    /// Adds a page that was read below `prefix`. The prefix's own marker (`photos/` inside `photos/`) is the folder
    /// itself and no row. Servers that repeat a folder on the next page add it once.
    pub(super) fn add(&mut self, prefix: &str, page: &Page) {
        for key in &page.prefixes {
            let named = key.strip_prefix(prefix).filter(|name| !name.is_empty());
            if let Some(name) = named.filter(|name| self.last_folder.is_none_or(|row| self.name(row) != *name)) {
                self.last_folder = u32::try_from(self.len()).ok();
                self.push(name, true, 0, 0);
            }
        }
        for entry in &page.entries {
            if let Some(name) = entry.key.strip_prefix(prefix).filter(|name| !name.is_empty()) {
                self.push(name, false, entry.size, entry.modified.unwrap_or(0));
            }
        }
    }

    fn push(&mut self, name: &str, folder: bool, size: u64, modified: i64) {
        self.names.push_str(name);
        self.ends.push(self.names.len());
        self.folders.push(folder);
        self.sizes.push(size);
        self.modified.push(modified);
        self.selected.push(false);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Row numbers in order of arrival.
    pub(super) fn rows(&self) -> std::ops::Range<RowId> {
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn name(&self, row: RowId) -> &str {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.names[start..self.ends[row]]
    }

    pub(super) fn is_folder(&self, row: RowId) -> bool {
        self.folders[row as usize]
    }

    /// In bytes; 0 for a folder.
    pub(super) fn size(&self, row: RowId) -> u64 {
        self.sizes[row as usize]
    }

    /// In milliseconds since 1970; 0 when not known.
    pub(super) fn modified(&self, row: RowId) -> i64 {
        self.modified[row as usize]
    }

    pub(super) fn type_name(&self, row: RowId) -> &'static str {
        if self.is_folder(row) { "Folder" } else { type_name(self.name(row)) }
    }

    pub(super) fn is_selected(&self, row: RowId) -> bool {
        self.selected[row as usize]
    }

    pub(super) fn select(&mut self, row: RowId, selected: bool) {
        if std::mem::replace(&mut self.selected[row as usize], selected) == selected {
            return;
        }
        let (folder, size) = (self.is_folder(row), self.size(row));
        let count = if folder { &mut self.selection.folders } else { &mut self.selection.files };
        if selected {
            *count += 1;
            self.selection.bytes += size;
        } else {
            *count -= 1;
            self.selection.bytes -= size;
        }
    }

    pub(super) fn select_none(&mut self) {
        self.selected.fill(false);
        self.selection = Selection::default();
    }

    pub(super) fn selection(&self) -> Selection {
        self.selection
    }

    /// Selects the rows whose names are selected in `old`.
    pub(super) fn select_as(&mut self, old: &Table) {
        let kept: std::collections::HashSet<(&str, bool)> =
            old.rows().filter(|row| old.is_selected(*row)).map(|row| (old.name(row), old.is_folder(row))).collect();
        if kept.is_empty() {
            return;
        }
        for row in self.rows() {
            let selected = kept.contains(&(self.name(row), self.is_folder(row)));
            self.select(row, selected);
        }
    }
}

#[cfg(test)]
mod tests {
    use store::Entry;

    use super::*;

    fn page(prefixes: &[&str], keys: &[&str]) -> Page {
        let entry = |key: &&str| Entry { key: (*key).into(), size: 1, modified: None, etag: None, class: None };
        Page {
            prefixes: prefixes.iter().map(|prefix| (*prefix).into()).collect(),
            entries: keys.iter().map(entry).collect(),
            next: None,
        }
    }

    fn names(table: &Table) -> Vec<String> {
        table.rows().map(|row| table.name(row).to_owned()).collect()
    }

    #[test]
    fn names_are_kept_exactly_and_the_folder_itself_is_no_row() {
        let mut table = Table::default();
        table.add("p/", &page(&["p//", "p/ a/", "p/../"], &["p/", "p/ü ", "p/a\u{1}b"]));
        assert_eq!(names(&table), ["/", " a/", "../", "ü ", "a\u{1}b"]);
        assert!(table.is_folder(0) && !table.is_folder(3));
    }

    #[test]
    fn a_folder_that_two_pages_repeat_is_one_row() {
        let mut table = Table::default();
        table.add("", &page(&["a/"], &["b"]));
        table.add("", &page(&["a/", "c/"], &[]));
        assert_eq!(names(&table), ["a/", "b", "c/"]);
    }

    #[test]
    fn a_refreshed_table_keeps_what_was_selected_by_name() {
        let mut old = Table::default();
        old.add("", &page(&["a/"], &["b", "c"]));
        old.select(0, true);
        old.select(2, true);
        let mut new = Table::default();
        new.add("", &page(&["a/"], &["aa", "c"]));
        new.select_as(&old);
        assert_eq!(new.rows().map(|row| new.is_selected(row)).collect::<Vec<_>>(), [true, false, true]);
    }
}
