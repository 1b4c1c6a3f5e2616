//! What a stream of a command says to the page.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tauri::ipc::Channel;

/// Carries what a stream says to the page.
pub(crate) type Sink<T> = Box<dyn Fn(T) + Send + Sync>;

/// A channel to the page. A page that has gone cannot be told, and need not be.
pub(crate) fn sink<T: Serialize + Send + Sync + 'static>(channel: Channel<T>) -> Sink<T> {
    Box::new(move |said| {
        if let Err(error) = channel.send(said) {
            tracing::debug!("the page did not hear: {error}");
        }
    })
}

/// Who in a page hears of something; a page that begins anew takes the place of the old one.
pub(crate) struct Heard<T>(Mutex<Option<Arc<Sink<T>>>>);

impl<T> Default for Heard<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Heard<T> {
    /// From now on it is heard by this one.
    pub(crate) fn by(&self, sink: Sink<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(sink));
    }

    /// Whether anybody hears.
    pub(crate) fn is_there(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    pub(crate) fn tell(&self, said: T) {
        let sink = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(sink) = sink {
            sink(said);
        }
    }
}
