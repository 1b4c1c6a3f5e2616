//! How often the page hears of what is under way: ten times a second, and the latest news alone.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The shortest time between two ticks of one thing.
pub(crate) const TICK: Duration = Duration::from_millis(100);

/// Says when the next tick is due. The first is at once; the end is told without asking.
#[derive(Debug)]
pub(crate) struct Ticks {
    next: Instant,
    apart: Duration,
}

impl Ticks {
    pub(crate) fn new() -> Self {
        Self::every(TICK)
    }

    /// Ticks that are further apart.
    pub(crate) fn every(apart: Duration) -> Self {
        Self { next: Instant::now(), apart }
    }

    /// Whether a tick is due now.
    pub(crate) fn is_due(&mut self) -> bool {
        let now = Instant::now();
        let due = now >= self.next;
        if due {
            self.next = now + self.apart;
        }
        due
    }

    /// Ends when a tick is due. May be dropped.
    pub(crate) async fn due(&mut self) {
        sleep_until(self.next).await;
        self.next = Instant::now() + self.apart;
    }

    /// Makes the next tick due at once, as when something else begins.
    pub(crate) fn begin(&mut self) {
        self.next = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_tick_that_is_waited_for_comes_ten_times_a_second_and_what_was_missed_is_not_made_up_for() {
        let (mut ticks, began) = (Ticks::new(), Instant::now());
        ticks.due().await;
        assert_eq!(began.elapsed(), Duration::ZERO);
        ticks.due().await;
        assert_eq!(began.elapsed(), TICK);
        tokio::time::sleep(TICK * 5).await;
        ticks.due().await;
        assert!(!ticks.is_due());
        ticks.due().await;
        assert_eq!(began.elapsed(), TICK * 7);
    }

    #[test]
    fn the_first_is_at_once_and_the_next_after_a_while_or_when_something_else_begins() {
        let mut ticks = Ticks::new();
        assert!(ticks.is_due());
        assert!(!ticks.is_due());
        ticks.begin();
        assert!(ticks.is_due());
        ticks.next = Instant::now();
        assert!(ticks.is_due());
    }
}
