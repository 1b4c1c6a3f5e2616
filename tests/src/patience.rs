//! Waiting for what is told step by step. A time for the whole of it would measure the machine,
//! which may be busy with something else: what is waited for here is that nothing moves any more.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::timeout;

/// The longest that nothing new may be told.
const STILL: Duration = Duration::from_secs(120);
/// What goes round in a circle moves as well, and ends here.
const WHOLE: Duration = Duration::from_secs(900);

/// What is told, once `is` holds of it.
///
/// # Panics
/// When nothing new was told for two minutes, when all took a quarter of an hour, or when nobody is
/// left to tell; with what was told last.
pub async fn told<T: Clone + Debug>(by: &watch::Receiver<T>, what: &str, is: impl Fn(&T) -> bool) -> T {
    let (mut by, end) = (by.clone(), Instant::now() + WHOLE);
    loop {
        let now = by.borrow_and_update().clone();
        if is(&now) {
            return now;
        }
        assert!(Instant::now() < end, "not after {WHOLE:?}: {what}: {now:#?}");
        match timeout(STILL, by.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => panic!("nobody tells any more: {what}: {now:#?}"),
            Err(_) => panic!("nothing new for {STILL:?}: {what}: {now:#?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten minutes of work of which something is told every minute.
    #[tokio::test(start_paused = true)]
    async fn what_moves_is_waited_for() {
        let (say, hear) = watch::channel(0);
        tokio::spawn(async move {
            for at in 1..=10 {
                tokio::time::sleep(Duration::from_secs(60)).await;
                say.send_replace(at);
            }
            std::future::pending::<()>().await;
        });
        assert_eq!(told(&hear, "ten", |at| *at == 10).await, 10);
    }

    #[tokio::test(start_paused = true)]
    #[should_panic(expected = "nothing new for 120s: ten: 3")]
    async fn what_stands_still_is_not() {
        let (say, hear) = watch::channel(3);
        told(&hear, "ten", |at| *at == 10).await;
        drop(say);
    }
}
