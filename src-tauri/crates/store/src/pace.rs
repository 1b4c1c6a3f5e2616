//! How fast bytes may go: a limit that everything on its way shares, and that may change while it
//! goes.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Nobody waits longer than this before looking whether the limit is still the same.
const LOOK: Duration = Duration::from_millis(200);

/// The limit. A new one has none.
#[derive(Debug, Default)]
pub struct Pace(Mutex<Going>);

#[derive(Debug, Default)]
struct Going {
    bytes_per_second: Option<u64>,
    /// When all bytes so far will have had their time.
    until: Option<Instant>,
    /// Counts the changes of the limit.
    turn: u64,
}

impl Pace {
    /// Sets another limit, for what is on its way as well; `None`: as fast as it goes.
    pub fn set(&self, bytes_per_second: Option<u64>) {
        let mut going = self.going();
        if going.bytes_per_second != bytes_per_second {
            *going = Going { bytes_per_second, until: None, turn: going.turn + 1 };
        }
    }

    /// Whether there is a limit.
    pub fn is_limited(&self) -> bool {
        self.going().bytes_per_second.is_some()
    }

    /// Waits until so many more bytes may go. May be dropped; they then count as gone.
    pub async fn take(&self, bytes: u64) {
        let (mut until, mut turn) = self.book(bytes);
        while let Some(at) = until.filter(|at| *at > Instant::now()) {
            tokio::time::sleep_until(at.min(Instant::now() + LOOK)).await;
            let now = self.going().turn;
            if now != turn {
                (until, turn) = self.book(bytes);
            }
        }
    }

    /// Gives these bytes their time, and answers its end.
    fn book(&self, bytes: u64) -> (Option<Instant>, u64) {
        let mut going = self.going();
        if let Some(limit) = going.bytes_per_second {
            let begin = going.until.unwrap_or_else(Instant::now).max(Instant::now());
            going.until = Some(begin + Duration::from_secs_f64(bytes as f64 / limit.max(1) as f64));
        }
        (going.until, going.turn)
    }

    fn going(&self) -> MutexGuard<'_, Going> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[tokio::test(start_paused = true)]
    async fn all_share_one_limit_and_a_new_one_holds_at_once() {
        let (pace, began) = (Arc::new(Pace::default()), Instant::now());
        pace.take(1 << 40).await;
        assert_eq!(began.elapsed(), Duration::ZERO);
        pace.set(Some(1_000));
        let both = [1, 2].map(|_| {
            let pace = Arc::clone(&pace);
            tokio::spawn(async move { pace.take(1_000).await })
        });
        for one in both {
            assert!(one.await.is_ok());
        }
        assert_eq!(began.elapsed().as_secs(), 2);
        let waits = Arc::clone(&pace);
        let long = tokio::spawn(async move { waits.take(1_000_000).await });
        tokio::task::yield_now().await;
        pace.set(None);
        assert!(long.await.is_ok());
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }
}
