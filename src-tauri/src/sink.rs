//! What a stream of a command says to the page.

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
