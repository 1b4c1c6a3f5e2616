//! How many requests may be under way at once: it doubles with every round of full pages, slowly
//! once the answers wait for one another, and halves when the server asks to slow down.

use std::time::Duration;

/// More brings nothing: a machine is busy reading the answers by then, at 80 ms of two cores.
pub(super) const MOST: usize = 64;
/// An answer that takes so many times as long as the quickest has most likely waited for the
/// others, here or at the server: one more beside them would wait too, and every part that is split
/// off costs a page that is not full. Some pages are slow by themselves, so the limit still grows
/// by one a round.
const WAITED: u32 = 3;
/// Pages that a part should still have to be worth a split, where the connection is what takes
/// long.
pub(super) const WORTH: f64 = 3.0;
/// The same where answers wait for one another and everybody has work without it.
const WORTH_WAITING: f64 = 8.0;
/// Requests under way with which everybody has work.
const BUSY: usize = 4;
/// A server that asks so often in a row, through the store's own retries, is not asked again.
const REFUSALS: usize = 8;

#[derive(Debug)]
pub(super) struct Pace {
    limit: usize,
    /// Full pages since the limit last changed.
    pages: usize,
    /// Whether the server has asked to slow down: from then on the limit grows by one a round.
    careful: bool,
    refusals: usize,
    /// How often the limit was halved.
    halvings: usize,
    /// How long the quickest full page took.
    quickest: Duration,
    /// Whether the last full page waited for others.
    waited: bool,
}

impl Pace {
    pub(super) fn new() -> Self {
        Self { limit: 1, pages: 0, careful: false, refusals: 0, halvings: 0, quickest: Duration::MAX, waited: false }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// How many pages a part should still have for another reader to take its far end, while so
    /// many are under way.
    pub(super) fn worth(&self, under_way: usize) -> f64 {
        if self.waited && under_way >= BUSY { WORTH_WAITING } else { WORTH }
    }

    /// A page came, so long after it was asked for; `more` follow it.
    pub(super) fn answered(&mut self, more: bool, took: Duration) {
        self.refusals = 0;
        if !more {
            return;
        }
        self.quickest = self.quickest.min(took);
        self.pages += 1;
        self.waited = took > self.quickest.saturating_mul(WAITED);
        if self.pages >= if self.careful || self.waited { self.limit } else { 1 } {
            self.limit = (self.limit + 1).min(MOST);
            self.pages = 0;
        }
    }

    /// How often the limit was halved so far: kept with each request.
    pub(super) fn halvings(&self) -> usize {
        self.halvings
    }

    /// The server asks to slow down, in answer to what was asked after so many halvings. What was
    /// asked before the last one came of the same burst: it says nothing new. False when the server
    /// has asked too often to go on.
    pub(super) fn slow_down(&mut self, asked: usize) -> bool {
        if asked < self.halvings {
            return true;
        }
        self.halvings += 1;
        (self.limit, self.pages, self.careful) = ((self.limit / 2).max(1), 0, true);
        self.refusals += 1;
        self.refusals < REFUSALS
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn it_doubles_a_round_until_told_to_slow_down_and_then_creeps() {
        let mut pace = Pace::new();
        let round = |pace: &mut Pace| (0..pace.limit()).for_each(|_| pace.answered(true, MS));
        for limit in [2, 4, 8, 16, 32, MOST] {
            round(&mut pace);
            assert_eq!(pace.limit(), limit);
        }
        let slow = |pace: &mut Pace| pace.slow_down(pace.halvings());
        assert!(slow(&mut pace));
        assert_eq!(pace.limit(), MOST / 2);
        (0..MOST).for_each(|_| assert!(pace.slow_down(0), "one burst is one request to slow down"));
        assert_eq!(pace.limit(), MOST / 2);
        round(&mut pace);
        assert_eq!(pace.limit(), MOST / 2 + 1);
        (1..REFUSALS).for_each(|_| assert!(slow(&mut pace)));
        assert!(!slow(&mut pace) && pace.limit() == 1, "one at a time, but never none");
        pace.answered(true, MS);
        assert!(slow(&mut pace), "an answer in between counts");
    }

    #[test]
    fn it_grows_slowly_once_the_answers_wait_for_one_another() {
        // Two cores, each busy with an answer for 3 ms: what is beyond that waits.
        let after = |rounds: usize, delay: u32| {
            let mut pace = Pace::new();
            for _ in 0..rounds {
                let beside = u32::try_from(pace.limit()).unwrap();
                (0..beside).for_each(|_| pace.answered(true, MS * (delay + 3 * beside.div_ceil(2))));
            }
            pace.limit()
        };
        assert_eq!([after(3, 0), after(4, 0), after(5, 0)], [8, 9, 10]);
        assert_eq!(after(6, 80), MOST, "the connection is what takes long");
    }

    #[test]
    fn small_parts_are_left_whole_while_everybody_waits() {
        let mut pace = Pace::new();
        pace.answered(true, MS);
        assert_eq!([pace.worth(0), pace.worth(BUSY)], [WORTH, WORTH], "the connection is what takes long");
        pace.answered(true, MS * 4);
        assert_eq!([pace.worth(BUSY - 1), pace.worth(BUSY)], [WORTH, WORTH_WAITING]);
        pace.answered(false, MS);
        assert_eq!(pace.worth(BUSY), WORTH_WAITING, "the rest of a part tells nothing");
        pace.answered(true, MS);
        assert_eq!(pace.worth(BUSY), WORTH);
    }

    #[test]
    fn a_slow_answer_among_quick_ones_holds_nothing_up() {
        let mut pace = Pace::new();
        (0..2 * MOST).for_each(|at| pace.answered(true, MS * if at % 2 == 0 { 1 } else { 50 }));
        assert_eq!(pace.limit(), MOST);
    }
}
