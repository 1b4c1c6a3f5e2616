//! How much goes at once, when nobody says: more while that makes it faster, less when the server
//! asks for it. Pure: readings come in with each beat.
//!
//! It begins as a person would, with a few, and doubles for as long as the work done in a beat
//! grows by a tenth. When it no longer does, the step is taken back, and now and then one a little
//! larger is tried: networks and servers change.

use crate::transfers::limits::FIRST;

/// Never more: connections cost the server as well.
pub(crate) const MOST: usize = 128;
/// A beat, in milliseconds: long enough to see a difference.
const BEAT: u64 = 300;
/// How long a number that was found stands before another is tried, in milliseconds.
const STANDS: u64 = 5_000;
/// How long after a server asked for less, in milliseconds.
const HEEDS: u64 = 20_000;
/// What one file more or less counts for, in bytes: small files cost requests, not bytes.
const FILE: u64 = 64 * 1024;
const GROWS: f64 = 1.1;

/// What was done up to now, as sums that only grow.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) bytes: u64,
    pub(crate) files: u64,
    /// Times that a server asked for fewer requests.
    pub(crate) slow: u64,
    /// All that may go at once does, and more waits.
    pub(crate) full: bool,
}

/// The number, and how it was found.
#[derive(Debug)]
pub(crate) struct Tuner {
    at_once: usize,
    last: Option<(u64, Reading)>,
    /// The number before the one that is tried now, and how fast it went.
    before: Option<(usize, f64)>,
    climbs: bool,
    /// Nothing else is tried until then.
    until: u64,
}

impl Default for Tuner {
    fn default() -> Self {
        Self { at_once: FIRST, last: None, before: None, climbs: true, until: 0 }
    }
}

impl Tuner {
    /// Takes in how far the work is at `now`, in milliseconds, and answers how much is to go at
    /// once.
    pub(crate) fn read(&mut self, now: u64, reading: Reading) -> usize {
        let Some((then, last)) = self.last else {
            self.last = Some((now, reading));
            return self.at_once;
        };
        if reading.slow > last.slow {
            self.at_once = (self.at_once / 2).max(1);
            (self.before, self.climbs, self.until) = (None, false, now + HEEDS);
            self.last = Some((now, reading));
        } else if !reading.full {
            // Too little to do to learn anything from it.
            self.last = Some((now, reading));
        } else if now.saturating_sub(then) >= BEAT {
            let work = (reading.bytes.saturating_sub(last.bytes)) + FILE * (reading.files.saturating_sub(last.files));
            self.judge(now, work as f64 * 1_000.0 / (now - then) as f64);
            self.last = Some((now, reading));
        }
        self.at_once
    }

    fn judge(&mut self, now: u64, rate: f64) {
        match self.before {
            Some((few, before)) if rate < before * GROWS => {
                // No faster: what was before is enough.
                self.at_once = few;
                (self.before, self.climbs, self.until) = (None, false, now + STANDS);
            }
            None if now < self.until => {}
            _ if self.at_once >= MOST => (self.before, self.until) = (None, now + STANDS),
            _ => {
                self.before = Some((self.at_once, rate));
                let more = if self.climbs { self.at_once * 2 } else { self.at_once + self.at_once.div_ceil(4) };
                self.at_once = more.min(MOST);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, MOST, Reading, Tuner};

    /// A connection on which each of up to `width` at once brings a file in 100 ms; how many go at
    /// once after so long.
    fn after(tuner: &mut Tuner, width: usize, seconds: u64, reading: &mut Reading, now: &mut u64) -> usize {
        let mut at_once = FIRST;
        for _ in 0..seconds * 10 {
            *now += 100;
            reading.files += at_once.min(width) as u64;
            at_once = tuner.read(*now, *reading);
        }
        at_once
    }

    #[test]
    fn it_climbs_to_what_the_line_takes_and_not_far_beyond() {
        for width in [1, 16, 40, 64, 1_000] {
            let (mut reading, mut now) = (Reading { full: true, ..Reading::default() }, 0);
            let found = after(&mut Tuner::default(), width, 20, &mut reading, &mut now);
            assert!(found <= (2 * width).max(2 * FIRST), "{width}: {found}");
            assert!(found >= width.min(MOST) / 2, "{width}: {found}");
        }
    }

    #[test]
    fn it_is_there_within_three_seconds() {
        let (mut reading, mut now) = (Reading { full: true, ..Reading::default() }, 0);
        assert_eq!(after(&mut Tuner::default(), 1_000, 3, &mut reading, &mut now), MOST);
    }

    #[test]
    fn a_server_that_asks_for_less_gets_less_and_is_left_alone() {
        let mut tuner = Tuner::default();
        let (mut reading, mut now) = (Reading { full: true, ..Reading::default() }, 0);
        let many = after(&mut tuner, 64, 5, &mut reading, &mut now);
        reading.slow += 1;
        now += 100;
        let fewer = tuner.read(now, reading);
        assert_eq!(fewer, many / 2);
        reading.files += 1_000;
        now += 1_000;
        assert_eq!(tuner.read(now, reading), fewer);
    }

    #[test]
    fn little_to_do_teaches_nothing() {
        let mut tuner = Tuner::default();
        for now in 0..100 {
            assert_eq!(tuner.read(now * 100, Reading { files: now, ..Reading::default() }), FIRST);
        }
    }
}
