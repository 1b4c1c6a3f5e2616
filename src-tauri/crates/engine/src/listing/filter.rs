//! Which names hold a text, capital and small letters alike, over a whole listing at once.
//!
//! Plain ASCII text is looked for in a chunk's names as one string, which is far quicker than name
//! by name; where it runs over the end of a name it is no find. Other letters are compared name by
//! name, folded as Unicode folds them.

use std::{sync::Arc, thread};

use memchr::memchr2_iter;

use super::{
    chunk::{CAPACITY, Chunk},
    past::Since,
    table::{Bits, Table},
};

type Words = [u64; CAPACITY / 64];

/// A bit for each row whose name holds `text`.
pub(super) fn matching(table: &Table, text: &str) -> Bits {
    let needle = Needle::of(text);
    let chunks = table.chunks();
    let mut found = Bits::clear(chunks.len());
    // A short listing is looked through faster than a thread starts.
    let threads = thread::available_parallelism().map_or(1, Into::into).min(4);
    let share = chunks.len().div_ceil(threads).max(64);
    thread::scope(|scope| {
        let mut shares = chunks.chunks(share).zip(found.chunks_mut().chunks_mut(share));
        let look = |(chunks, bits): (&[Arc<Chunk>], &mut [Words])| {
            chunks.iter().zip(bits).for_each(|(chunk, bits)| needle.mark(chunk, bits));
        };
        let first = shares.next();
        for share in shares {
            scope.spawn(move || look(share));
        }
        first.map(look);
    });
    found
}

/// A bit for each row that became this since a moment; without `since`, for each that was there
/// then. None where that is all of them.
pub(super) fn of_since(table: &Table, since: Option<Since>) -> Option<Bits> {
    let fits =
        |row: &u32| since.map_or(table.since(*row) != Some(Since::Added), |since| table.since(*row) == Some(since));
    if !table.chunks().iter().any(|chunk| chunk.len() > 0 && chunk.past(0).is_some())
        || table.rows().all(|row| fits(&row))
    {
        return None;
    }
    let mut found = Bits::clear(table.chunks().len());
    for row in table.rows().filter(fits) {
        found.set(row, true);
    }
    Some(found)
}

/// A text to look for, folded once.
struct Needle {
    small: String,
    /// Where the text has its rarest letter, guessing that letters late in this list are rare.
    rare: usize,
}

/// From common to rare, in names of files.
const COMMON: &[u8] = b"0123456789/-_.eatinosrldcmpfghbuvwxykjqz";

impl Needle {
    fn of(text: &str) -> Self {
        let small = text.to_lowercase();
        let rank = |byte: u8| COMMON.iter().position(|known| *known == byte).unwrap_or(COMMON.len());
        let rare = small.bytes().enumerate().max_by_key(|(_, byte)| rank(*byte)).map_or(0, |(at, _)| at);
        Self { small, rare }
    }

    fn mark(&self, chunk: &Chunk, bits: &mut Words) {
        let mut set = |row: usize| bits[row / 64] |= 1 << (row % 64);
        if chunk.names().is_ascii() && self.small.is_ascii() {
            return self.mark_ascii(chunk, set);
        }
        for row in 0..chunk.len() {
            let name = chunk.name(row);
            // Folding can change lengths, so nothing quicker is right for every letter.
            if name.to_lowercase().contains(&self.small) {
                set(row);
            }
        }
    }

    fn mark_ascii(&self, chunk: &Chunk, mut set: impl FnMut(usize)) {
        let (names, wanted) = (chunk.names().as_bytes(), self.small.as_bytes());
        let Some(rare) = wanted.get(self.rare).copied() else {
            return (0..chunk.len()).for_each(set);
        };
        // The rest of a name that was found already is not looked at again.
        let mut from = 0;
        for at in memchr2_iter(rare, rare.to_ascii_uppercase(), names) {
            let Some(start) = at.checked_sub(self.rare).filter(|start| *start >= from) else { continue };
            let found = names.get(start..start + wanted.len()).is_some_and(|part| part.eq_ignore_ascii_case(wanted));
            if found {
                let row = chunk.row_at(start);
                let end = chunk.span(row).end;
                if start + wanted.len() <= end {
                    set(row);
                    from = end;
                }
            }
        }
    }
}

/// Whether `name` begins with the small letters `start`, whatever the case of its own.
pub(super) fn starts_with(name: &str, start: &str) -> bool {
    if name.is_ascii() && start.is_ascii() {
        return name.len() >= start.len() && name.as_bytes()[..start.len()].eq_ignore_ascii_case(start.as_bytes());
    }
    name.to_lowercase().starts_with(start)
}

#[cfg(test)]
mod tests {
    use store::{Entry, Page};

    use super::*;
    use crate::listing::chunk::chunks;

    proptest::proptest! {
        #[test]
        fn what_is_found_is_what_a_plain_look_finds(
            names in proptest::collection::vec("[abAB1/ ]{1,6}|[aBéÉİß]{1,4}", 0..40), text in "[abA1/]{0,3}|[éEß]{1,2}",
        ) {
            let entry = |name: &String| Entry {
                key: name.clone(), size: 0, modified: None, etag: None, class: None, restore: None,
            };
            let mut table = Table::default();
            for names in names.chunks(7) {
                let page = Page { prefixes: Vec::new(), entries: names.iter().map(entry).collect(), next: None };
                chunks("", page).into_iter().for_each(|chunk| table.add(chunk));
            }
            let found = matching(&table, &text);
            for row in table.rows() {
                let held = table.name(row).to_lowercase().contains(&text.to_lowercase());
                proptest::prop_assert_eq!(found.get(row), held, "{:?} in {:?}", text, table.name(row));
            }
        }
    }
}
