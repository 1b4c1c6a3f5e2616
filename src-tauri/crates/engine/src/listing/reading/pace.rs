//! How many requests may be under way at once: it doubles with every round of full pages, halves when the server asks
//! to slow down, and then grows slowly again.

/// More brings nothing: a machine is busy reading the answers by then.
const MOST: usize = 24;
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
}

impl Pace {
    pub(super) fn new() -> Self {
        Self { limit: 1, pages: 0, careful: false, refusals: 0 }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// A page came; `more` follow it.
    pub(super) fn answered(&mut self, more: bool) {
        self.refusals = 0;
        self.pages += usize::from(more);
        if self.pages >= if self.careful { self.limit } else { 1 } {
            self.limit = (self.limit + 1).min(MOST);
            self.pages = 0;
        }
    }

    /// The server asks to slow down. False when it has asked too often to go on.
    pub(super) fn slow_down(&mut self) -> bool {
        (self.limit, self.pages, self.careful) = ((self.limit / 2).max(1), 0, true);
        self.refusals += 1;
        self.refusals < REFUSALS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_a_round_until_told_to_slow_down_and_then_creeps() {
        let mut pace = Pace::new();
        let round = |pace: &mut Pace| (0..pace.limit()).for_each(|_| pace.answered(true));
        for limit in [2, 4, 8, 16, MOST] {
            round(&mut pace);
            assert_eq!(pace.limit(), limit);
        }
        assert!(pace.slow_down());
        assert_eq!(pace.limit(), MOST / 2);
        round(&mut pace);
        assert_eq!(pace.limit(), MOST / 2 + 1);
        (1..REFUSALS).for_each(|_| assert!(pace.slow_down()));
        assert!(!pace.slow_down() && pace.limit() == 1, "one at a time, but never none");
        pace.answered(true);
        assert!(pace.slow_down(), "an answer in between counts");
    }
}
