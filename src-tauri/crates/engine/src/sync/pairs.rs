//! Two places side by side: the files of both, in one order, each name once. Pure.
//!
//! Beside the pairs it is found out which names cannot both be on a disk: a file, and what is below
//! a folder of the same name. The names that may still become such a folder are beginnings of the
//! name in hand, so there are few of them.

use std::cmp::Ordering;

use super::file::{FileKind, NamedFile};
use crate::transfers::safe_name;

/// A name with what has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) left: Option<NamedFile>,
    pub(super) right: Option<NamedFile>,
}

impl Pair {
    pub(super) fn name(&self) -> &str {
        self.left.as_ref().or(self.right.as_ref()).map_or("", |file| &file.name)
    }
}

/// Takes the next name of two places, each in order, from what is at their fronts.
pub(super) fn next(left: &mut Option<NamedFile>, right: &mut Option<NamedFile>) -> Option<Pair> {
    let order = match (&*left, &*right) {
        (None, None) => return None,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(left), Some(right)) => left.name.cmp(&right.name),
    };
    Some(Pair {
        left: if order.is_le() { left.take() } else { None },
        right: if order.is_ge() { right.take() } else { None },
    })
}

/// Why a pair is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// A file on the one side and a folder, a link or a device on the other.
    Clash,
    /// Its folder could not be read on one side.
    Unread,
    /// This computer can have no file of that name.
    BadName,
}

/// Finds pairs that are not to be compared, as they come.
pub(super) struct Aparts {
    /// Which of the two is a folder of this computer: no file is there beside a folder of its name.
    disks: (bool, bool),
    /// Names that may be folders as well, with their rows and whether they are not known further.
    open: Vec<(String, usize, bool)>,
}

impl Aparts {
    /// `disks`: whether the left and the right place are folders of this computer.
    pub(super) fn new(disks: (bool, bool)) -> Self {
        Self { disks, open: Vec::new() }
    }

    /// What is the matter with the pair that becomes row `at`, and the earlier row that now turns
    /// out to clash with it.
    pub(super) fn take(&mut self, pair: &Pair, at: usize) -> (Option<Apart>, Option<usize>) {
        if self.disks == (false, false) {
            return (None, None);
        }
        let name = pair.name();
        // What comes later is behind all that could be below them.
        self.open.retain(|(open, _, _)| name.starts_with(open.trim_end_matches('/')));
        let below =
            |open: &str| name.strip_prefix(open).is_some_and(|rest| open.ends_with('/') || rest.starts_with('/'));
        let folder = self.open.iter().find(|(open, _, _)| below(open)).map(|(_, at, unread)| (*at, *unread));
        let kinds = [&pair.left, &pair.right].map(|file| file.as_ref().map(|file| file.kind));
        let unread = kinds.contains(&Some(FileKind::Unread));
        self.open.push((name.to_owned(), at, unread));
        match folder {
            Some((_, true)) => (Some(Apart::Unread), None),
            Some((earlier, false)) => (Some(Apart::Clash), Some(earlier)),
            None if unread => (Some(Apart::Unread), None),
            None if kinds.contains(&Some(FileKind::Other)) => (Some(Apart::Clash), None),
            None if self.is_new_on_disk(pair) && !name.split('/').all(|part| safe_name(part) == part) => {
                (Some(Apart::BadName), None)
            }
            None => (None, None),
        }
    }
}

impl Aparts {
    fn is_new_on_disk(&self, pair: &Pair) -> bool {
        self.disks.0 && pair.left.is_none() || self.disks.1 && pair.right.is_none()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::transfers::FileSeen;

    fn file(name: &str, kind: FileKind) -> NamedFile {
        NamedFile { name: name.to_owned(), kind, seen: FileSeen::default() }
    }

    fn pairs(left: &[NamedFile], right: &[NamedFile]) -> Vec<Pair> {
        let (mut lefts, mut rights) = (left.iter().cloned(), right.iter().cloned());
        let (mut left, mut right) = (lefts.next(), rights.next());
        let mut all = Vec::new();
        while let Some(pair) = next(&mut left, &mut right) {
            left = left.or_else(|| lefts.next());
            right = right.or_else(|| rights.next());
            all.push(pair);
        }
        all
    }

    fn aparts(pairs: &[Pair]) -> BTreeMap<String, Apart> {
        let (mut aparts, mut told) = (Aparts::new((true, false)), vec![None; pairs.len()]);
        for (at, pair) in pairs.iter().enumerate() {
            let (own, earlier) = aparts.take(pair, at);
            told[at] = own;
            earlier.into_iter().for_each(|earlier| told[earlier] = Some(Apart::Clash));
        }
        pairs.iter().zip(told).filter_map(|(pair, told)| Some((pair.name().to_owned(), told?))).collect()
    }

    #[test]
    fn a_file_against_a_folder_is_found_whatever_lies_between() {
        let left = ["a", "a-", "a.b", "c", "d/e"].map(|name| file(name, FileKind::File));
        let right = ["a/b", "a/c", "c0", "d"].map(|name| file(name, FileKind::File));
        let found = aparts(&pairs(&left, &right));
        let names: Vec<_> = found.iter().map(|(name, apart)| (name.as_str(), *apart)).collect();
        let clash = ["a", "a/b", "a/c", "d", "d/e"].map(|name| (name, Apart::Clash));
        assert_eq!(names, clash);
    }

    #[test]
    fn what_is_below_a_folder_that_was_not_read_is_not_missing() {
        let left = [file("a/", FileKind::Unread), file("b", FileKind::Other)];
        let right = ["a-", "a/b/c", "a0", "b", "x\\y", "z//"].map(|name| file(name, FileKind::File));
        let found = aparts(&pairs(&left, &right));
        let names: Vec<_> = found.iter().map(|(name, apart)| (name.as_str(), *apart)).collect();
        assert_eq!(
            names,
            [
                ("a/", Apart::Unread),
                ("a/b/c", Apart::Unread),
                ("b", Apart::Clash),
                ("x\\y", Apart::BadName),
                ("z//", Apart::BadName)
            ]
        );
    }

    proptest! {
        #[test]
        fn every_name_of_both_comes_once_and_in_order(
            left in prop::collection::btree_set("[ab/-]{1,4}", 0..20),
            right in prop::collection::btree_set("[ab/-]{1,4}", 0..20),
        ) {
            let of = |names: &BTreeSet<String>| names.iter().map(|name| file(name, FileKind::File)).collect::<Vec<_>>();
            let all = pairs(&of(&left), &of(&right));
            let both: BTreeSet<_> = left.union(&right).cloned().collect();
            let names: Vec<_> = all.iter().map(|pair| pair.name().to_owned()).collect();
            prop_assert_eq!(&names, &both.iter().cloned().collect::<Vec<_>>());
            for pair in &all {
                prop_assert_eq!(pair.left.is_some(), left.contains(pair.name()));
                prop_assert_eq!(pair.right.is_some(), right.contains(pair.name()));
            }
            // A name clashes where it is the beginning of another's folders, or the other way.
            let found = aparts(&all);
            for name in &both {
                let clashes = both.iter().any(|other| {
                    let below = |one: &str, two: &str| two.strip_prefix(one).is_some_and(|rest| rest.starts_with('/') || one.ends_with('/') && !rest.is_empty());
                    below(name, other) || below(other, name)
                });
                let told = found.get(name) == Some(&Apart::Clash);
                prop_assert_eq!(told, clashes, "{} among {:?}", name, both);
            }
        }
    }
}
