//! How fast it goes, smoothed so that the number on screen can be read. Pure: time comes in with
//! each sample.

/// Seconds over which a change of speed mostly arrives in the number.
const SMOOTHING: f64 = 3.0;
/// Milliseconds in which nothing was done, after which no speed and no end is told: what was fast
/// before says nothing of a server that no longer answers. Lines that lose a packet or two are back
/// within one or two seconds.
const STALL: u64 = 3_000;

/// An exponentially weighted rate, in units per second.
#[derive(Debug, Default)]
pub(super) struct Meter {
    last: Option<(u64, u64)>,
    rate: f64,
    /// How much of `rate` is measured; the rest is the zero it began with.
    weight: f64,
    /// When something was last done, or nothing was under way.
    moved: u64,
    /// Jobs that had ended by then.
    ended: u32,
}

impl Meter {
    /// Takes in that at `now`, in milliseconds, `done` units were done and so many jobs had
    /// `ended`: those of empty files move no unit. `rests`: nothing is under way.
    pub(super) fn sample(&mut self, now: u64, done: u64, ended: u32, rests: bool) {
        let Some((then, before)) = self.last else {
            (self.last, self.moved) = (Some((now, done)), now);
            return;
        };
        let seconds = now.saturating_sub(then) as f64 / 1000.0;
        if seconds <= 0.0 {
            return;
        }
        if done > before && self.is_stalled() {
            // A new beginning: the time in between would count as slowness.
            (self.rate, self.weight) = (0.0, 0.0);
        }
        if done > before || ended != self.ended || rests {
            (self.moved, self.ended) = (now, ended);
        }
        // A try that starts over takes its bytes back; that is not a negative speed.
        let current = done.saturating_sub(before) as f64 / seconds;
        let keep = (-seconds / SMOOTHING).exp();
        self.rate = self.rate * keep + current * (1.0 - keep);
        self.weight = self.weight * keep + (1.0 - keep);
        self.last = Some((now, done));
    }

    /// Nothing was done for three seconds, though something is under way.
    pub(super) fn is_stalled(&self) -> bool {
        self.last.is_some_and(|(last, _)| last.saturating_sub(self.moved) >= STALL)
    }

    /// Units per second; none while it stalls.
    pub(super) fn rate(&self) -> f64 {
        if self.weight > 0.0 && !self.is_stalled() { self.rate / self.weight } else { 0.0 }
    }

    /// Seconds until `left` more units are done; `None` while that cannot be told.
    pub(super) fn seconds_for(&self, left: u64) -> Option<u64> {
        let rate = self.rate();
        (rate >= 0.01).then(|| (left as f64 / rate).ceil() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::Meter;

    #[test]
    fn a_steady_stream_reads_steady_from_the_first_second() {
        let mut meter = Meter::default();
        for tenth in 0..=10 {
            meter.sample(tenth * 100, tenth * 50, 0, false);
        }
        assert!((meter.rate() - 500.0).abs() < 0.01, "{}", meter.rate());
        assert_eq!(meter.seconds_for(5_000), Some(10));
    }

    #[test]
    fn a_restart_is_not_negative() {
        let mut meter = Meter::default();
        meter.sample(0, 0, 0, false);
        meter.sample(1_000, 1_000, 0, false);
        meter.sample(2_000, 0, 0, false);
        assert!(meter.rate() > 0.0 && meter.rate() < 500.0);
    }

    /// A server that answers no more has no speed, and nobody knows when it ends.
    #[test]
    fn after_three_seconds_without_a_unit_no_speed_and_no_end_are_told() {
        let mut meter = Meter::default();
        for tenth in 0..=100 {
            meter.sample(tenth * 100, tenth * 100_000, 0, false);
        }
        for tenth in 101..130 {
            meter.sample(tenth * 100, 10_000_000, 0, false);
            assert!(!meter.is_stalled() && meter.rate() > 0.0, "{tenth}");
        }
        for tenth in 130..700 {
            meter.sample(tenth * 100, 10_000_000, 0, false);
            assert!(meter.is_stalled(), "{tenth}");
            assert_eq!((meter.rate(), meter.seconds_for(1_000_000)), (0.0, None), "{tenth}");
        }
        // What comes then is as fast as it is, not as the time in between would have it.
        meter.sample(70_000, 10_100_000, 0, false);
        assert!(!meter.is_stalled());
        assert!((meter.rate() - 1_000_000.0).abs() < 1.0, "{}", meter.rate());
        assert_eq!(meter.seconds_for(2_000_000), Some(2));
    }

    #[test]
    fn what_moves_no_bytes_or_is_paused_does_not_stall() {
        let mut meter = Meter::default();
        for second in 0..60 {
            meter.sample(second * 1_000, 0, u32::try_from(second).unwrap_or_default(), false);
            assert!(!meter.is_stalled(), "empty files end");
        }
        for second in 60..120 {
            meter.sample(second * 1_000, 0, 59, true);
            assert!(!meter.is_stalled(), "it is paused");
        }
        meter.sample(121_000, 0, 59, false);
        assert!(!meter.is_stalled(), "three seconds from then");
        meter.sample(122_000, 0, 59, false);
        assert!(meter.is_stalled());
    }

    #[test]
    fn drips_within_three_seconds_are_slow_and_no_stall() {
        let mut meter = Meter::default();
        for at in 0..20 {
            meter.sample(at * 2_900, at * 1_000, 0, false);
            assert!(!meter.is_stalled());
        }
        assert!(meter.seconds_for(10_000).is_some_and(|seconds| (28..=30).contains(&seconds)));
    }
}
