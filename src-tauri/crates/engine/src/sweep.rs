//! Deleting page after page until nothing is left. Some storage answers that a file is deleted and keeps it: under a legal
//! hold, behind a gateway that answers in the storage's place. Its list then never ends, so what was deleted is looked for on
//! the next page.

use std::collections::HashMap;

use crate::fault::{self, Fault};

/// A list may be a moment behind; one that shows a file after so many deletions of it is right.
const TIMES: u32 = 3;

/// What was on the page before, and how often each of it was deleted by then.
#[derive(Debug, Default)]
pub(crate) struct Sweep(HashMap<(String, String), u32>);

/// Files that stayed on the first page, however often they were deleted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stayed {
    /// The first of them.
    pub(crate) key: String,
    /// How many they are.
    pub(crate) count: usize,
}

impl Sweep {
    /// Takes the next page, as keys and ids of versions, that is about to be deleted. Answers how many of them are there for
    /// the first time.
    pub(crate) fn meet<'a>(&mut self, page: impl Iterator<Item = (&'a str, &'a str)>) -> Result<usize, Stayed> {
        let owned = page.map(|(key, version)| (key.to_owned(), version.to_owned()));
        let times = owned.map(|one| {
            let before = self.0.get(&one).map_or(0, |times| times + 1);
            (one, before)
        });
        self.0 = times.collect();
        let stayed = || self.0.iter().filter(|(_, times)| **times == TIMES).map(|((key, _), _)| key);
        match stayed().min() {
            Some(key) => Err(Stayed { key: key.clone(), count: stayed().count() }),
            None => Ok(self.0.values().filter(|times| **times == 0).count()),
        }
    }
}

impl From<Stayed> for Fault {
    fn from(stayed: Stayed) -> Self {
        fault::still_there(&stayed.key, stayed.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(sweep: &mut Sweep, page: &[&str]) -> Result<usize, Stayed> {
        sweep.meet(page.iter().map(|key| (*key, "")))
    }

    #[test]
    fn pages_that_go_are_never_stopped() {
        let mut sweep = Sweep::default();
        for page in [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"], ["i", "j"]] {
            assert_eq!(met(&mut sweep, &page), Ok(2));
        }
        assert_eq!(met(&mut sweep, &[]), Ok(0));
    }

    #[test]
    fn what_stays_is_named_once_it_was_deleted_three_times() {
        let mut sweep = Sweep::default();
        assert_eq!(met(&mut sweep, &["held", "kept", "a"]), Ok(3));
        assert_eq!(met(&mut sweep, &["held", "kept", "b"]), Ok(1));
        assert_eq!(met(&mut sweep, &["held", "kept", "c"]), Ok(1));
        assert_eq!(met(&mut sweep, &["held", "kept", "d"]), Err(Stayed { key: "held".into(), count: 2 }));
    }

    #[test]
    fn a_list_that_is_a_moment_behind_is_not_stopped() {
        let mut sweep = Sweep::default();
        assert_eq!(met(&mut sweep, &["a", "b"]), Ok(2));
        assert_eq!(met(&mut sweep, &["a", "b"]), Ok(0));
        assert_eq!(met(&mut sweep, &["b"]), Ok(0));
        // The same name again, by another hand, is another file.
        assert_eq!(met(&mut sweep, &["c"]), Ok(1));
        assert_eq!(met(&mut sweep, &["a", "b"]), Ok(2));
    }

    #[test]
    fn versions_of_one_key_are_told_apart() {
        let mut sweep = Sweep::default();
        for (at, version) in ["1", "2", "3", "4", "5"].into_iter().enumerate() {
            assert_eq!(sweep.meet([("k", version)].into_iter()), Ok(1), "{at}");
        }
        let mut stuck = Sweep::default();
        for count in [1, 0, 0] {
            assert_eq!(stuck.meet([("k", "1")].into_iter()), Ok(count));
        }
        assert_eq!(stuck.meet([("k", "1")].into_iter()), Err(Stayed { key: "k".into(), count: 1 }));
    }
}
