//! Deleting page after page until nothing is left. Some storage answers that a file is deleted and
//! keeps it: under a legal hold, behind a gateway that answers in the storage's place. Its list
//! then never ends, so what was deleted is looked for on the next page. A list may also be a moment
//! behind: before anything on it is deleted again, some time passes.

use std::{collections::HashMap, time::Duration};

use crate::fault::{self, Fault};

/// What passes before a file is deleted for the second, third and fourth time.
const PAUSES: [Duration; 3] = [Duration::from_millis(300), Duration::from_millis(900), Duration::from_millis(1_800)];
/// A list that shows a file after so many deletions of it, and all the pauses between them, is
/// right.
const TIMES: u32 = PAUSES.len() as u32 + 1;

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
    /// Takes the next page, as keys and ids of versions, that is about to be deleted. Answers how
    /// many of them are there for the first time; where some are not, once they had time to leave
    /// the list.
    pub(crate) async fn meet<'a>(&mut self, page: impl Iterator<Item = (&'a str, &'a str)>) -> Result<usize, Stayed> {
        let owned = page.map(|(key, version)| (key.to_owned(), version.to_owned()));
        let times = owned.map(|one| {
            let before = self.0.get(&one).map_or(0, |times| times + 1);
            (one, before)
        });
        self.0 = times.collect();
        let stayed = || self.0.iter().filter(|(_, times)| **times == TIMES).map(|((key, _), _)| key);
        if let Some(key) = stayed().min() {
            return Err(Stayed { key: key.clone(), count: stayed().count() });
        }
        let most = self.0.values().copied().max().unwrap_or(0);
        if let Some(pause) = most.checked_sub(1).and_then(|nth| PAUSES.get(nth as usize)) {
            tokio::time::sleep(*pause).await;
        }
        Ok(self.0.values().filter(|times| **times == 0).count())
    }
}

impl From<Stayed> for Fault {
    fn from(stayed: Stayed) -> Self {
        fault::still_there(&stayed.key, stayed.count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    async fn met(sweep: &mut Sweep, page: &[&str]) -> Result<usize, Stayed> {
        sweep.meet(page.iter().map(|key| (*key, ""))).await
    }

    #[tokio::test(start_paused = true)]
    async fn pages_that_go_are_never_stopped() {
        let mut sweep = Sweep::default();
        for page in [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"], ["i", "j"]] {
            assert_eq!(met(&mut sweep, &page).await, Ok(2));
        }
        assert_eq!(met(&mut sweep, &[]).await, Ok(0));
    }

    #[tokio::test(start_paused = true)]
    async fn what_stays_is_named_once_it_was_deleted_four_times() {
        let mut sweep = Sweep::default();
        assert_eq!(met(&mut sweep, &["held", "kept", "a"]).await, Ok(3));
        assert_eq!(met(&mut sweep, &["held", "kept", "b"]).await, Ok(1));
        assert_eq!(met(&mut sweep, &["held", "kept", "c"]).await, Ok(1));
        assert_eq!(met(&mut sweep, &["held", "kept", "d"]).await, Ok(1));
        assert_eq!(met(&mut sweep, &["held", "kept", "e"]).await, Err(Stayed { key: "held".into(), count: 2 }));
    }

    #[tokio::test(start_paused = true)]
    async fn a_list_that_is_a_moment_behind_is_not_stopped() {
        let mut sweep = Sweep::default();
        assert_eq!(met(&mut sweep, &["a", "b"]).await, Ok(2));
        assert_eq!(met(&mut sweep, &["a", "b"]).await, Ok(0));
        assert_eq!(met(&mut sweep, &["b"]).await, Ok(0));
        // The same name again, by another hand, is another file.
        assert_eq!(met(&mut sweep, &["c"]).await, Ok(1));
        assert_eq!(met(&mut sweep, &["a", "b"]).await, Ok(2));
    }

    /// Each of four deletions has its answer at once; the list shows it 2.5 seconds later.
    #[tokio::test(start_paused = true)]
    async fn a_list_that_is_seconds_behind_is_waited_for() {
        let began = tokio::time::Instant::now();
        let listed = || if began.elapsed() < Duration::from_millis(2_500) { &["a", "b"][..] } else { &[] };
        let mut sweep = Sweep::default();
        while !listed().is_empty() {
            met(&mut sweep, listed()).await.unwrap();
        }
        // What goes at once is waited for nowhere.
        let began = tokio::time::Instant::now();
        for page in [["c"], ["d"], ["e"]] {
            met(&mut sweep, &page).await.unwrap();
        }
        assert_eq!(began.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn versions_of_one_key_are_told_apart() {
        let mut sweep = Sweep::default();
        for (at, version) in ["1", "2", "3", "4", "5"].into_iter().enumerate() {
            assert_eq!(sweep.meet([("k", version)].into_iter()).await, Ok(1), "{at}");
        }
        let mut stuck = Sweep::default();
        for count in [1, 0, 0, 0] {
            assert_eq!(stuck.meet([("k", "1")].into_iter()).await, Ok(count));
        }
        assert_eq!(stuck.meet([("k", "1")].into_iter()).await, Err(Stayed { key: "k".into(), count: 1 }));
    }
}
