//! Asking again until the answer is as wanted: storage shows a change late, a program takes its
//! time to start or end, a connection is away for a while.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Asks, and again after each of `pauses` while the answer is not `enough`. The last answer, which
/// may not be enough either. May be dropped between and while asking.
pub(crate) async fn until<T, F: Future<Output = T>>(
    pauses: impl IntoIterator<Item = Duration>,
    mut ask: impl FnMut() -> F,
    enough: impl Fn(&T) -> bool,
) -> T {
    let mut answer = ask().await;
    for pause in pauses {
        if enough(&answer) {
            break;
        }
        sleep(pause).await;
        answer = ask().await;
    }
    answer
}

/// The same pause over and over, until `limit` has passed.
pub(crate) fn every(pause: Duration, limit: Duration) -> impl Iterator<Item = Duration> {
    let end = Instant::now() + limit;
    std::iter::from_fn(move || (Instant::now() <= end).then_some(pause))
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, future::ready};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn it_asks_until_it_is_enough_and_at_last_takes_what_there_is() {
        let asked = Cell::new(0);
        let count = || {
            asked.set(asked.get() + 1);
            ready(asked.get())
        };
        let began = Instant::now();
        assert_eq!(until([SECOND; 5], count, |count| *count == 3).await, 3);
        assert_eq!(began.elapsed(), SECOND * 2);
        assert_eq!(until([SECOND; 2], count, |_| false).await, 6, "once more than there are pauses");
        assert_eq!(until([], count, |_| false).await, 7, "asked once in any case");
        assert_eq!(until([SECOND], count, |count| *count == 8).await, 8);
        assert_eq!(began.elapsed(), SECOND * 4);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_ends_the_pauses() {
        let began = Instant::now();
        assert!(!until(every(SECOND, SECOND * 3), || ready(false), |so| *so).await);
        assert_eq!(began.elapsed(), SECOND * 4, "the last answer is from past the limit");
    }
}
