//! Rows dragged out of the window, onto the desktop or into a folder of a file manager.
//!
//! Whoever takes a drop wants its files at once, and a download takes its time. So none are handed
//! over: the program under the pointer says which folder it shows, and an ordinary download into
//! that folder begins, of any size, verified and in the panel like every other. On X11 file
//! managers say so by the direct save protocol ([`x11`]). On Wayland, Windows and macOS nobody can
//! be asked, and rows stay where they are.
//!
//! A drag leaves nothing behind that did not begin as a download: given up, or let go where no
//! folder is, it moved nothing. The page says that a drag begins, and never hears of the folder.

use std::path::PathBuf;

#[cfg(target_os = "linux")]
mod x11;

#[cfg(target_os = "linux")]
pub(crate) use x11::carry;

/// Where what was dragged was let go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// In this folder of this computer.
    Into(PathBuf),
    /// On another program, which named no such folder.
    Elsewhere,
    /// The person gave it up, or nothing can be dragged here.
    Nowhere,
}

/// Nothing can be dragged out of a window of this system yet.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn carry(_: &tauri::AppHandle, _: String) -> Dropped {
    Dropped::Nowhere
}
