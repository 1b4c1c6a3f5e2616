//! Work that goes on beside whoever began it, and ends with whoever holds it: dropping the handle
//! stops the work at its next pause, as dropping a future does.

use tokio::task::JoinHandle;

/// A task of its own. Dropped, it is stopped, and what it would have answered is gone.
#[derive(Debug)]
pub(crate) struct Background<T>(JoinHandle<T>);

impl<T: Send + 'static> Background<T> {
    /// Begins the work. Must be called on the tokio runtime.
    pub(crate) fn begin(work: impl Future<Output = T> + Send + 'static) -> Self {
        Self(tokio::spawn(work))
    }
}

impl<T> Background<T> {
    pub(crate) fn is_over(&self) -> bool {
        self.0.is_finished()
    }

    /// What it came to, once it is over; none where it panicked.
    pub(crate) async fn end(mut self) -> Option<T> {
        (&mut self.0).await.ok()
    }
}

impl<T> Drop for Background<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::future::pending;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn it_ends_by_itself_or_with_its_handle() {
        assert_eq!(Background::begin(async { 7 }).end().await, Some(7));
        assert_eq!(Background::begin(async { panic!("on purpose") }).end().await, None::<()>);
        let (held, dropped) = oneshot::channel::<()>();
        let work = Background::begin(async move {
            let _held = held;
            pending::<()>().await;
        });
        assert!(!work.is_over());
        drop(work);
        assert!(dropped.await.is_err(), "what it held goes with it");
    }
}
