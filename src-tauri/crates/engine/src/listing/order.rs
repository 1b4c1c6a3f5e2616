//! In which order the rows are: folders first, then by the column, then by name.
//!
//! The order by name is kept as rows arrive. Every other order is a stable sort of it by one number
//! a row, and so is made anew in a moment, whatever the number of rows.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    natural::natural,
    table::{RowId, Table},
    types::{TypeId, file_type},
};

/// The column that rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// By name, as people count: `a2` before `a10`.
    #[default]
    Name,
    /// By size in bytes, which a folder does not have.
    Size,
    /// By the time an object was written.
    Modified,
    /// By the words of the Type column.
    Type,
    /// By the storage class, as the server wrote it.
    Class,
}

/// How the rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sort {
    /// The column that is sorted by.
    pub by: SortBy,
    /// Largest, latest or last first. Folders stay on top either way.
    pub descending: bool,
}

/// Puts the rows of the chunks from `first` on into an order by name.
pub(super) fn merge(table: &Table, by_name: &[RowId], first: usize) -> Vec<RowId> {
    let mut new: Vec<RowId> = table.rows_from(first).collect();
    // What a server sends is nearly in order, and this sort is quick where it finds runs.
    new.sort_by(|a, b| compare(table, *a, *b));
    let mut merged = Vec::with_capacity(by_name.len() + new.len());
    let mut old = by_name;
    for row in new {
        // New rows come in long runs that lie together between old ones, so a look at the nearest
        // mostly does.
        let before = gallop(old, |known| compare(table, *known, row).is_lt());
        merged.extend_from_slice(&old[..before]);
        old = &old[before..];
        merged.push(row);
    }
    merged.extend_from_slice(old);
    merged
}

/// How many rows at the beginning of `rows` lie before something, looking ever further ahead.
fn gallop(rows: &[RowId], before: impl Fn(&RowId) -> bool) -> usize {
    let mut step = 1;
    while step <= rows.len() && before(&rows[step - 1]) {
        step *= 2;
    }
    let (from, to) = (step / 2, step.min(rows.len()));
    from + rows[from..to].partition_point(before)
}

/// The rows of an order by name, sorted otherwise. `None` where that is the order they have
/// already.
pub(super) fn sorted(table: &Table, by_name: &[RowId], sort: Sort) -> Option<Vec<RowId>> {
    let (folders, files) = by_name.split_at(by_name.partition_point(|row| table.is_folder(*row)));
    let Sort { by, descending } = sort;
    if by == SortBy::Name {
        return descending.then(|| folders.iter().rev().chain(files.iter().rev()).copied().collect());
    }
    let key = key_of(table, by);
    let mut keyed: Vec<(u64, RowId)> =
        files.iter().map(|row| (if descending { !key(*row) } else { key(*row) }, *row)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    Some(folders.iter().copied().chain(keyed.into_iter().map(|(_, row)| row)).collect())
}

/// A number for each file that sorts as the column does.
fn key_of(table: &Table, by: SortBy) -> Box<dyn Fn(RowId) -> u64 + '_> {
    match by {
        SortBy::Name => Box::new(|_| 0),
        SortBy::Size => Box::new(|row| table.size(row)),
        SortBy::Modified => Box::new(|row| {
            let (chunk, row) = table.at(row);
            chunk.modified(row).cast_unsigned() ^ (1 << 63)
        }),
        SortBy::Type => {
            let words: Vec<_> = (0..=TypeId::MAX).map(|id| file_type(id).words().shown()).collect();
            let mut sorted = words.clone();
            sorted.sort_unstable();
            let ranks: Vec<u64> =
                words.iter().map(|word| sorted.partition_point(|before| before < word) as u64).collect();
            Box::new(move |row| {
                let (chunk, row) = table.at(row);
                ranks[usize::from(chunk.type_id(row))]
            })
        }
        SortBy::Class => {
            let mut classes: Vec<&str> = table.chunks().iter().flat_map(|chunk| chunk.classes()).collect();
            classes.sort_unstable();
            classes.dedup();
            Box::new(move |row| {
                let (chunk, row) = table.at(row);
                // What has no class comes first.
                chunk.class(row).map_or(0, |class| 1 + classes.partition_point(|known| *known < class) as u64)
            })
        }
    }
}

fn compare(table: &Table, a: RowId, b: RowId) -> Ordering {
    let ((chunk_a, a), (chunk_b, b)) = (table.at(a), table.at(b));
    let folders_first = chunk_b.is_folder(b).cmp(&chunk_a.is_folder(a));
    folders_first.then_with(|| natural(chunk_a.name(a), chunk_b.name(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn galloping_finds_what_a_plain_search_finds() {
        for len in 0..40 {
            let rows: Vec<RowId> = (0..len).collect();
            for at in 0..=len {
                assert_eq!(gallop(&rows, |row| *row < at), at as usize, "{at} of {len}");
            }
        }
    }
}
