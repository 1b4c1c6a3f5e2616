//! The rows of one listing. Rows never move once added: sorting and filtering make a list of row
//! numbers, and the selection is a bit a row, so both survive whatever is shown. A clone is cheap
//! and shares the rows.

use std::sync::Arc;

use super::{
    chunk::{CAPACITY, Chunk},
    past::Since,
};

/// A row's number: its chunk's, and its place in there. Not every number is a row.
pub(super) type RowId = u32;

/// All rows that have arrived.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    chunks: Arc<Vec<Arc<Chunk>>>,
    len: usize,
    bytes: u64,
}

impl Table {
    pub(super) fn add(&mut self, chunk: Chunk) {
        self.len += chunk.len();
        // A server may claim any size: a sum that runs over is its own fault and nobody's crash.
        self.bytes = self.bytes.wrapping_add(chunk.bytes());
        Arc::make_mut(&mut self.chunks).push(Arc::new(chunk));
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes that all rows take beside their names.
    #[cfg(test)]
    pub(super) fn weight(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.weight()).sum::<usize>() + size_of_val(self.chunks.as_slice())
    }

    pub(super) fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }

    /// Whether there is more than one storage class among the files.
    pub(super) fn is_mixed(&self) -> bool {
        let mut classes = self.chunks.iter().flat_map(|chunk| chunk.classes());
        classes.next().is_some_and(|first| classes.any(|class| class != first))
    }

    /// Whether the rows of `earlier` are still the first of these.
    pub(super) fn begins_with(&self, earlier: &Table) -> bool {
        let (now, then) = (self.chunks.first(), earlier.chunks.first());
        self.chunks.len() >= earlier.chunks.len()
            && then.is_none_or(|then| now.is_some_and(|now| Arc::ptr_eq(now, then)))
    }

    /// Row numbers of the chunks from `first` on, in order of arrival.
    pub(super) fn rows_from(&self, first: usize) -> impl Iterator<Item = RowId> {
        let numbered = self.chunks.iter().enumerate().skip(first);
        numbered.flat_map(|(at, chunk)| (0..chunk.len()).map(move |row| number(at, row)))
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = RowId> {
        self.rows_from(0)
    }

    /// The chunk of a row and its place in there.
    pub(super) fn at(&self, row: RowId) -> (&Chunk, usize) {
        let (chunk, place) = split(row);
        (&self.chunks[chunk], place)
    }

    pub(super) fn name(&self, row: RowId) -> &str {
        let (chunk, row) = self.at(row);
        chunk.name(row)
    }

    pub(super) fn is_folder(&self, row: RowId) -> bool {
        let (chunk, row) = self.at(row);
        chunk.is_folder(row)
    }

    /// Whether the row is of what was deleted.
    pub(super) fn is_gone(&self, row: RowId) -> bool {
        let (chunk, row) = self.at(row);
        chunk.past(row).is_some_and(|past| past.gone)
    }

    /// What became of the row since the moment that is shown; none where it is of no moment.
    pub(super) fn since(&self, row: RowId) -> Option<Since> {
        let (chunk, row) = self.at(row);
        chunk.past(row).and_then(|past| past.since)
    }

    /// In bytes; 0 for a folder.
    pub(super) fn size(&self, row: RowId) -> u64 {
        let (chunk, row) = self.at(row);
        chunk.size(row)
    }
}

pub(super) fn number(chunk: usize, row: usize) -> RowId {
    // No listing has four million pages: State stops long before.
    u32::try_from(chunk * CAPACITY + row).unwrap_or(RowId::MAX)
}

fn split(row: RowId) -> (usize, usize) {
    (row as usize / CAPACITY, row as usize % CAPACITY)
}

/// A bit for each row number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<[u64; CAPACITY / 64]>);

impl Bits {
    /// All clear, with space for so many chunks.
    pub(super) fn clear(chunks: usize) -> Self {
        Self(vec![[0; CAPACITY / 64]; chunks])
    }

    #[cfg(test)]
    pub(super) fn weight(&self) -> usize {
        size_of_val(self.0.as_slice())
    }

    pub(super) fn get(&self, row: RowId) -> bool {
        let (chunk, row) = split(row);
        self.0.get(chunk).is_some_and(|words| words[row / 64] >> (row % 64) & 1 == 1)
    }

    /// Sets a bit and says whether that changed it.
    pub(super) fn set(&mut self, row: RowId, to: bool) -> bool {
        let (chunk, row) = split(row);
        if chunk >= self.0.len() {
            if !to {
                return false;
            }
            self.0.resize(chunk + 1, [0; CAPACITY / 64]);
        }
        let word = &mut self.0[chunk][row / 64];
        let before = *word;
        *word = before & !(1 << (row % 64)) | u64::from(to) << (row % 64);
        *word != before
    }

    /// The bits of one chunk, to be filled by whoever looks through it.
    pub(super) fn chunks_mut(&mut self) -> &mut [[u64; CAPACITY / 64]] {
        &mut self.0
    }

    /// Keeps only what is set in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        for (own, others) in self.0.iter_mut().zip(&other.0) {
            own.iter_mut().zip(others).for_each(|(own, other)| *own &= other);
        }
    }

    /// How many bits are set.
    pub(super) fn count(&self) -> usize {
        self.0.iter().flatten().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows whose bit is set, in order of arrival.
    pub(super) fn ones(&self) -> impl Iterator<Item = RowId> {
        let words = self.0.iter().enumerate().flat_map(|(chunk, words)| {
            words.iter().enumerate().filter(|(_, word)| **word != 0).map(move |(at, word)| (chunk, at, *word))
        });
        words.flat_map(|(chunk, at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| number(chunk, at * 64 + bit))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_keep_what_was_set_and_count_each_change_once() {
        let mut bits = Bits::default();
        let rows = [0, 63, 64, 1023, 1024, 5000];
        for row in rows {
            assert!(bits.set(row, true) && !bits.set(row, true));
        }
        assert_eq!(bits.ones().collect::<Vec<_>>(), rows);
        assert!(bits.set(64, false) && !bits.get(64) && bits.get(63));
        assert!(!bits.set(1 << 30, false), "clearing what is clear takes no memory");
    }
}
