//! What lies below a folder, and what one folder lacks of another. Held in memory: about 150 bytes
//! and the name for each file, beside what the copying needs.

use std::{collections::BTreeMap, pin::pin};

use futures_util::TryStreamExt;
use store::{Algorithm, Hasher, ListRequest, Store};

use super::ended::Halt;
use crate::{at::Place, stop::Stop};

/// What a listing says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) size: u64,
    pub(super) etag: Option<String>,
}

/// Files below a folder, by their names below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inventory(pub(super) BTreeMap<String, Seen>);

impl Inventory {
    /// Reads it, page by page; `say` hears how many there are so far.
    pub(super) async fn read(store: &Store, place: &Place, stop: &Stop, say: impl Fn(u64)) -> Result<Self, Halt> {
        let mut all = BTreeMap::new();
        let (bucket, prefix) = (place.bucket.clone(), place.prefix.clone());
        let mut pages = pin!(store.pages(ListRequest { bucket, prefix, ..ListRequest::default() }));
        while let Some(page) = stop.unless(pages.try_next()).await?? {
            all.extend(page.entries.into_iter().filter_map(|entry| {
                let name = entry.key.strip_prefix(&place.prefix).filter(|name| !name.is_empty())?;
                Some((name.to_owned(), Seen { size: entry.size, etag: entry.etag }))
            }));
            say(all.len() as u64);
        }
        Ok(Self(all))
    }

    pub(super) fn files(&self) -> u64 {
        self.0.iter().filter(|(name, seen)| !is_marker(name, seen)).count() as u64
    }

    pub(super) fn bytes(&self) -> u64 {
        self.0.values().map(|seen| seen.size).sum()
    }

    /// The sum over all names and sizes. Empty folders are left out: some servers keep none.
    pub(super) fn seal(&self) -> String {
        let mut hasher = Hasher::new(Algorithm::Sha256);
        for (name, seen) in self.0.iter().filter(|(name, seen)| !is_marker(name, seen)) {
            // A name has no zero in it on any server, so that no two lists read alike.
            hasher.update(name.as_bytes());
            hasher.update(&[0]);
            hasher.update(&seen.size.to_le_bytes());
        }
        hasher.finish().value
    }

    /// Names in here that `copy` lacks or has in another size.
    pub(super) fn lacking<'a>(&'a self, copy: &'a Self) -> impl Iterator<Item = (&'a String, &'a Seen)> {
        self.0.iter().filter(|(name, seen)| copy.0.get(*name).is_none_or(|found| found.size != seen.size))
    }

    /// Files in here that `original` does not have.
    pub(super) fn beyond<'a>(&'a self, original: &'a Self) -> impl Iterator<Item = &'a String> {
        let lacks = |name: &String| !original.0.contains_key(name);
        self.0.iter().filter(move |(name, seen)| !is_marker(name, seen) && lacks(name)).map(|(name, _)| name)
    }
}

/// An object that stands for an empty folder. One of that name that has bytes is a file like any
/// other.
pub(super) fn is_marker(name: &str, seen: &Seen) -> bool {
    name.ends_with('/') && seen.size == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, u64)]) -> Inventory {
        let seen = |size| Seen { size, etag: None };
        Inventory(files.iter().map(|(name, size)| ((*name).to_owned(), seen(*size))).collect())
    }

    #[test]
    fn what_a_copy_lacks_and_has_beyond() {
        let original = of(&[("a", 1), ("b", 2), ("c/", 0), ("d", 4)]);
        let copy = of(&[("a", 1), ("b", 3), ("e", 1), ("f/", 0)]);
        assert_eq!(original.lacking(&copy).map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b", "c/", "d"]);
        assert_eq!(copy.beyond(&original).collect::<Vec<_>>(), ["e"]);
        assert_eq!((original.files(), original.bytes()), (3, 7));
    }

    /// Programs that write files under a folder's own name are rare, and what they write is as dear
    /// as the rest.
    #[test]
    fn a_key_that_ends_in_a_slash_and_has_bytes_is_a_file() {
        let original = of(&[("about/", 5), ("about/x", 1), ("empty/", 0)]);
        assert_eq!((original.files(), original.bytes()), (2, 6));
        assert_eq!(of(&[("about/", 5)]).beyond(&of(&[])).collect::<Vec<_>>(), ["about/"]);
        assert_eq!(of(&[("about/", 0)]).beyond(&of(&[])).count(), 0);
        assert_ne!(original.seal(), of(&[("about/", 0), ("about/x", 1), ("empty/", 0)]).seal());
        assert_ne!(original.seal(), of(&[("about/x", 1)]).seal());
        assert_eq!(original.seal(), of(&[("about/", 5), ("about/x", 1)]).seal());
    }

    #[test]
    fn a_seal_is_of_names_and_sizes() {
        let whole = of(&[("a", 1), ("b", 2)]);
        assert_eq!(whole.seal(), of(&[("a", 1), ("b", 2), ("c/", 0)]).seal());
        for other in [of(&[("a", 1)]), of(&[("a", 1), ("b", 3)]), of(&[("a", 1), ("c", 2)]), of(&[("ab", 1)])] {
            assert_ne!(whole.seal(), other.seal());
        }
    }
}
