//! How fast it goes, smoothed so that the number on screen can be read. Pure: time comes in with each sample.

/// Seconds over which a change of speed mostly arrives in the number.
const SMOOTHING: f64 = 3.0;

/// An exponentially weighted rate, in units per second.
#[derive(Debug, Default)]
pub(super) struct Meter {
    last: Option<(u64, u64)>,
    rate: f64,
    /// How much of `rate` is measured; the rest is the zero it began with.
    weight: f64,
}

impl Meter {
    /// Takes in that `done` units were done at `now`, in milliseconds.
    pub(super) fn sample(&mut self, now: u64, done: u64) {
        let Some((then, before)) = self.last else {
            self.last = Some((now, done));
            return;
        };
        let seconds = now.saturating_sub(then) as f64 / 1000.0;
        if seconds <= 0.0 {
            return;
        }
        // A try that starts over takes its bytes back; that is not a negative speed.
        let current = done.saturating_sub(before) as f64 / seconds;
        let keep = (-seconds / SMOOTHING).exp();
        self.rate = self.rate * keep + current * (1.0 - keep);
        self.weight = self.weight * keep + (1.0 - keep);
        self.last = Some((now, done));
    }

    /// Units per second.
    pub(super) fn rate(&self) -> f64 {
        if self.weight > 0.0 { self.rate / self.weight } else { 0.0 }
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
            meter.sample(tenth * 100, tenth * 50);
        }
        assert!((meter.rate() - 500.0).abs() < 0.01, "{}", meter.rate());
        assert_eq!(meter.seconds_for(5_000), Some(10));
    }

    #[test]
    fn a_stall_fades_and_a_restart_is_not_negative() {
        let mut meter = Meter::default();
        meter.sample(0, 0);
        meter.sample(1_000, 1_000);
        meter.sample(2_000, 0);
        assert!(meter.rate() > 0.0 && meter.rate() < 500.0);
        meter.sample(60_000, 0);
        assert_eq!(meter.seconds_for(1), None);
    }
}
