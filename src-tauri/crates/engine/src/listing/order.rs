//! Which rows are shown and in what order: folders first, then by the column, then by name.
//!
//! Names compare as people count: `file2` before `file10`, capitals beside small letters. Rows that compare
//! equal there fall back to their exact bytes, so the order is always total and repeatable.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::table::{RowId, Table};

/// The column that rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// As people count.
    #[default]
    Name,
    /// In bytes.
    Size,
    /// By time.
    Modified,
    /// By the words of the Type column.
    Type,
}

/// How the rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sort {
    /// The column.
    pub by: SortBy,
    /// Largest, latest or last first. Folders stay on top either way.
    pub descending: bool,
}

/// Those of `rows` whose names hold `filter` (small and capital letters alike), sorted.
pub(super) fn order(table: &Table, rows: impl Iterator<Item = RowId>, sort: Sort, filter: &str) -> Vec<RowId> {
    let wanted = filter.to_lowercase();
    let mut rows: Vec<RowId> =
        rows.filter(|row| wanted.is_empty() || table.name(*row).to_lowercase().contains(&wanted)).collect();
    rows.sort_by(|a, b| compare(table, sort, *a, *b));
    rows
}

/// Puts sorted `new` rows into the sorted order. A server lists nearly in our order, so only its end is touched.
pub(super) fn merge(table: &Table, sort: Sort, order: &mut Vec<RowId>, new: &[RowId]) {
    let Some(first) = new.first() else { return };
    let at = order.partition_point(|row| compare(table, sort, *row, *first).is_lt());
    order.extend(new);
    // Two sorted runs behind one another: the standard sort merges them without sorting anew.
    order[at..].sort_by(|a, b| compare(table, sort, *a, *b));
}

fn compare(table: &Table, sort: Sort, a: RowId, b: RowId) -> Ordering {
    let names = || natural(table.name(a), table.name(b));
    let by_column = match sort.by {
        SortBy::Name => names(),
        SortBy::Size => table.size(a).cmp(&table.size(b)),
        SortBy::Modified => table.modified(a).cmp(&table.modified(b)),
        SortBy::Type => table.type_name(a).cmp(table.type_name(b)),
    };
    let by_column = if sort.descending { by_column.reverse() } else { by_column };
    table.is_folder(b).cmp(&table.is_folder(a)).then(by_column).then_with(names)
}

/// Compares as people count: runs of digits by their value, letters without regard to case; then by bytes.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        let step = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (digits_x, rest_x) = split_digits(left);
            let (digits_y, rest_y) = split_digits(right);
            (left, right) = (rest_x, rest_y);
            by_value(digits_x, digits_y)
        } else {
            (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            // Most of two neighbours is the same, and folding letters costs far more than comparing them.
            if x == y { Ordering::Equal } else { x.to_lowercase().cmp(y.to_lowercase()) }
        };
        if step != Ordering::Equal {
            return step;
        }
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// Numbers of any length: without leading zeros the longer is the larger.
fn by_value(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_as_people_count() {
        let mut names = ["file10", "File2", "file2", "a", "ä", "file", "B", "file02", "", "10", "9"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["", "9", "10", "a", "B", "file", "File2", "file02", "file2", "file10", "ä"]);
    }

    #[test]
    fn equal_only_when_the_bytes_are_equal() {
        for (a, b) in [("a", "A"), ("1", "01"), ("e\u{301}", "é")] {
            assert_ne!(natural(a, b), Ordering::Equal);
            assert_eq!(natural(a, b), natural(b, a).reverse());
        }
    }
}
