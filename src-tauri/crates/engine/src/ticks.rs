//! How often the page hears of what is under way: ten times a second, and the latest news alone.

use std::time::{Duration, Instant};

/// The shortest time between two ticks of one thing.
pub(crate) const TICK: Duration = Duration::from_millis(100);

/// Says when the next tick is due. The first is at once; the end is told without asking.
#[derive(Debug)]
pub(crate) struct Ticks {
    next: Instant,
}

impl Ticks {
    pub(crate) fn new() -> Self {
        Self { next: Instant::now() }
    }

    /// Whether a tick is due now; the next one then is after [`TICK`].
    pub(crate) fn is_due(&mut self) -> bool {
        let now = Instant::now();
        let due = now >= self.next;
        if due {
            self.next = now + TICK;
        }
        due
    }

    /// Makes the next tick due at once, as when something else begins.
    pub(crate) fn begin(&mut self) {
        self.next = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
