//! Makes the list that is shown out of all rows and what the person wants to see. It works on a
//! shared copy of the rows, without any lock, so a window of the old list can be read meanwhile;
//! what is overtaken by a newer wish stops.

use std::sync::Arc;

use super::{
    filter::{matching, of_since},
    order::{Sort, merge, sorted},
    past::Since,
    table::{Bits, RowId, Table},
};

/// What the person wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) sort: Sort,
    pub(super) filter: String,
    /// Only what became of rows since a moment; without it what was there then.
    pub(super) since: Option<Since>,
}

/// The rows that pass the filter, in the order that is shown.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    pub(super) wish: Wish,
    /// Chunks of the table that are in here.
    pub(super) chunks: usize,
    /// Rows that are in here, whether the text of the filter lets them through or not.
    pub(super) total: usize,
    /// All rows by name, filtered or not: other orders are made from it.
    pub(super) by_name: Arc<Vec<RowId>>,
    /// The rows shown, in their order.
    pub(super) order: Arc<Vec<RowId>>,
    /// Which rows the filter lets through; None: all.
    pub(super) shown: Option<Bits>,
    /// Of the files that are shown.
    pub(super) bytes: u64,
    /// How many of the rows shown are folders.
    pub(super) folders: usize,
}

impl Arranged {
    /// Bytes that the lists take.
    #[cfg(test)]
    pub(super) fn weight(&self) -> usize {
        let same = Arc::ptr_eq(&self.by_name, &self.order);
        let order = if same { 0 } else { self.order.capacity() };
        (self.by_name.capacity() + order) * size_of::<RowId>() + self.shown.as_ref().map_or(0, Bits::weight)
    }

    /// The same with the rows that came since, as now wished. None when `overtaken` says so midway.
    pub(super) fn anew(&self, table: &Table, wish: Wish, overtaken: &dyn Fn() -> bool) -> Option<Self> {
        let chunks = table.chunks().len();
        let by_name = if chunks == self.chunks {
            Arc::clone(&self.by_name)
        } else {
            Arc::new(merge(table, &self.by_name, self.chunks))
        };
        if overtaken() {
            return None;
        }
        let mut shown = (!wish.filter.is_empty()).then(|| matching(table, &wish.filter));
        let since = of_since(table, wish.since);
        let total = since.as_ref().map_or(table.len(), Bits::count);
        if let Some(since) = since {
            match &mut shown {
                Some(shown) => shown.keep(&since),
                None => shown = Some(since),
            }
        }
        if overtaken() {
            return None;
        }
        let named = match &shown {
            None => Arc::clone(&by_name),
            Some(shown) => Arc::new(by_name.iter().copied().filter(|row| shown.get(*row)).collect()),
        };
        // Folders come first by name, as in every order.
        let folders = named.partition_point(|row| table.is_folder(*row));
        let order = sorted(table, &named, wish.sort).map_or(named, Arc::new);
        let bytes = match &shown {
            None => table.bytes(),
            Some(shown) => shown.ones().map(|row| table.size(row)).fold(0, u64::wrapping_add),
        };
        Some(Self { wish, chunks, total, by_name, order, shown, bytes, folders })
    }
}
