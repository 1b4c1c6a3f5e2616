//! The system's clipboard, written when the person asks for it and never read. On Linux whoever
//! wrote it must stay to hand it out, so the door to it stays open once it was used.

use std::sync::{Mutex, PoisonError};

use engine::fault::{self, Fault};

/// Opened with the first copy.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<arboard::Clipboard>>);

impl Clipboard {
    /// Puts `text` onto the clipboard. Programs that keep a history of it are asked to leave this
    /// out.
    pub(crate) fn copy(&self, text: &engine::Secret) -> Result<(), Fault> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut clipboard = match open.take() {
            Some(clipboard) => clipboard,
            None => arboard::Clipboard::new().map_err(|error| fault::clipboard_missing(&error.to_string()))?,
        };
        let set = clipboard.set();
        #[cfg(target_os = "linux")]
        let set = arboard::SetExtLinux::exclude_from_history(set);
        #[cfg(target_os = "macos")]
        let set = arboard::SetExtApple::exclude_from_history(set);
        #[cfg(windows)]
        let set = arboard::SetExtWindows::exclude_from_history(set);
        let copied = set.text(text.expose()).map_err(|error| fault::clipboard_missing(&error.to_string()));
        *open = Some(clipboard);
        copied
    }
}
