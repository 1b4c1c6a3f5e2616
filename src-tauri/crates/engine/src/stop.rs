//! Asking what is under way to stop, in one way for all that runs long.
//!
//! Whoever runs holds a clone and looks between its steps, or lets [`Stop::unless`] drop a step
//! midway. Nothing is forced: what a stop leaves behind is said by the module that heeds it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio_util::sync::CancellationToken;

/// A wish to stop; all its clones are the same one. Made new, nobody has asked yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop {
    asked: CancellationToken,
    for_now: Arc<AtomicBool>,
}

/// How it was asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// For good: what is under way is cleaned up.
    ForGood,
    /// So that it can go on later: what is under way is kept.
    ForNow,
}

impl Stop {
    /// Asks to stop for good, also where it was asked to pause before. Asking twice is no error.
    pub(crate) fn stop(&self) {
        self.for_now.store(false, Ordering::SeqCst);
        self.asked.cancel();
    }

    /// Asks to stop for now; what was asked before counts.
    pub(crate) fn pause(&self) {
        if !self.is_asked() {
            self.for_now.store(true, Ordering::SeqCst);
            self.asked.cancel();
        }
    }

    /// Whether anybody asked by now.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.is_cancelled()
    }

    /// How it was asked to stop, once it is. Never ends where nobody asks; may be dropped.
    pub(crate) async fn asked(&self) -> Stopped {
        self.asked.cancelled().await;
        if self.for_now.load(Ordering::SeqCst) { Stopped::ForNow } else { Stopped::ForGood }
    }

    /// Does `work` unless it was asked to stop, before or meanwhile; only for work that may be
    /// dropped.
    ///
    /// # Errors
    /// How it was asked to stop. The work was dropped, or never begun.
    pub(crate) async fn unless<T>(&self, work: impl Future<Output = T>) -> Result<T, Stopped> {
        tokio::select! {
            // What was asked first counts, also where the work would be done at once.
            biased;
            how = self.asked() => Err(how),
            done = work => Ok(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test]
    async fn work_is_done_until_somebody_asks() {
        let stop = Stop::default();
        assert_eq!(stop.unless(ready(7)).await, Ok(7));
        let other = stop.clone();
        assert!(!stop.is_asked());
        let (asked, ended) = tokio::join!(async { other.stop() }, stop.unless(pending::<()>()));
        assert_eq!((asked, ended), ((), Err(Stopped::ForGood)));
        assert!(stop.is_asked());
        assert_eq!(stop.unless(ready(7)).await, Err(Stopped::ForGood), "what was asked first counts");
    }

    #[tokio::test]
    async fn for_good_counts_after_for_now_and_not_the_other_way_round() {
        let stop = Stop::default();
        stop.pause();
        assert_eq!(stop.asked().await, Stopped::ForNow);
        stop.stop();
        assert_eq!(stop.asked().await, Stopped::ForGood);
        stop.pause();
        assert_eq!(stop.asked().await, Stopped::ForGood);
    }
}
