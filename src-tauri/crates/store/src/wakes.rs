//! How long to wait for a connection on which nothing moves, and how much less once the computer
//! has slept. A connection from before the sleep is most often dead without a sign: no byte comes,
//! and none is refused. The minutes that a server may take to join a large object would then be
//! minutes in which nothing happens.
//!
//! No system tells every program of its sleep alike, so two clocks are looked at: the one that
//! programs wait by stands still in a sleep on Linux and macOS, the one on the wall does not; and
//! whoever waits is woken far too late where the first goes on, as on Windows, or where the program
//! alone was stopped. Somebody who sets the clock forward costs nothing but patience.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

/// How often a waiting call looks at the clocks.
const LOOK: Duration = Duration::from_secs(2);
/// Clocks that differ by more than this mean a sleep, not a busy processor.
const LATE: Duration = Duration::from_secs(5);
/// How long nothing may move after a sleep.
const AFTER: Duration = Duration::from_secs(15);
/// Requests started within this time of waking may still get a connection from before the sleep.
const RECENT: Duration = Duration::from_secs(30);

/// What the calls of one server know of the computer's sleep.
#[derive(Debug)]
pub(crate) struct Wakes(Mutex<Seen>);

#[derive(Debug)]
struct Seen {
    at: Instant,
    wall: SystemTime,
    woke: Option<Instant>,
}

impl Wakes {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Seen { at: Instant::now(), wall: SystemTime::now(), woke: None }))
    }

    /// Waits until nothing has moved for `limit` since `since`, or for less where the computer
    /// slept; answers how long that was.
    pub(crate) async fn patience(&self, since: Instant, limit: Duration) -> Duration {
        let mut late = Duration::ZERO;
        loop {
            let woke = self.look(late).filter(|woke| since < *woke + RECENT);
            let end = woke.map_or(since + limit, |woke| (since + limit).min(since.max(woke) + AFTER));
            let now = Instant::now();
            if now >= end {
                return now - since;
            }
            let next = end.min(now + LOOK);
            tokio::time::sleep_until(next).await;
            late = next.elapsed();
        }
    }

    /// Looks at both clocks, after a waiter was woken so `late`; answers when the computer last
    /// woke.
    fn look(&self, late: Duration) -> Option<Instant> {
        let (now, wall) = (Instant::now(), SystemTime::now());
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let apart = wall.duration_since(seen.wall).unwrap_or_default().saturating_sub(now - seen.at);
        if late.max(apart) > LATE {
            seen.woke = Some(now);
        }
        (seen.at, seen.wall) = (now, wall);
        seen.woke
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(300);

    fn seconds(waited: Duration) -> u64 {
        waited.as_secs()
    }

    // Time is tokio's own in these tests and jumps: nothing sleeps.
    #[tokio::test(start_paused = true)]
    async fn without_a_sleep_the_whole_limit_is_waited() {
        let wakes = Wakes::new();
        assert_eq!(seconds(wakes.patience(Instant::now(), LIMIT).await), 300);
        let before = Instant::now() - Duration::from_secs(100);
        let asked = Instant::now();
        wakes.patience(before, LIMIT).await;
        assert_eq!(seconds(asked.elapsed()), 200, "what moved last is counted from");
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_woken_far_too_late_waits_a_little_more_and_so_do_others() {
        let wakes = Wakes::new();
        let since = Instant::now();
        let waits = wakes.patience(since, LIMIT);
        let stopped = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            tokio::time::advance(Duration::from_secs(60)).await;
        };
        let (waited, ()) = tokio::join!(waits, stopped);
        assert_eq!(seconds(waited), 61 + AFTER.as_secs());
        // Another call soon after may have got a connection from before the sleep.
        assert_eq!(seconds(wakes.patience(Instant::now(), LIMIT).await), AFTER.as_secs());
        tokio::time::advance(RECENT).await;
        assert_eq!(seconds(wakes.patience(Instant::now(), LIMIT).await), 300);
    }

    #[tokio::test(start_paused = true)]
    async fn the_clock_on_the_wall_tells_of_a_sleep_in_which_nobody_waited() {
        let wakes = Wakes::new();
        let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
        wakes.0.lock().unwrap_or_else(PoisonError::into_inner).wall = an_hour_ago;
        assert_eq!(seconds(wakes.patience(Instant::now(), LIMIT).await), AFTER.as_secs());
    }
}
