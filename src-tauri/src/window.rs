//! The one window, and who in the page hears what happens over it.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use serde::Serialize;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder, Window};
use ts_rs::TS;

use crate::{app::App, drag, grants::ChosenPath, sink::Sink};

/// The window's label, which the capabilities name.
pub(crate) const MAIN: &str = "main";

/// Files over the window; `x` and `y` are in CSS pixels from the page's corner.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum WindowEvent {
    DragOver {
        x: f64,
        y: f64,
    },
    DragLeft,
    Dropped {
        x: f64,
        y: f64,
        chosen: ChosenPath,
    },
    /// A connection file was opened from outside, by a double click on it.
    Opened {
        chosen: ChosenPath,
    },
    /// The person closes the window while transfers or backups run: the page asks, and calls `quit`
    /// on a yes. It knows of the transfers; `backup`: whether a backup runs.
    CloseAsked {
        backup: bool,
    },
}

/// Who in the page hears of drags; a reloaded page takes the place of the old one.
#[derive(Default)]
pub(crate) struct Watcher {
    sink: Mutex<Option<Arc<Sink<WindowEvent>>>>,
    /// What was opened before a page was there to show it.
    waiting: Mutex<Vec<ChosenPath>>,
    looked_at: AtomicBool,
}

impl Watcher {
    pub(crate) fn watch(&self, sink: Sink<WindowEvent>) {
        let waiting = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            *self.sink.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(sink));
            std::mem::take(&mut *waiting)
        };
        waiting.into_iter().for_each(|chosen| self.tell(WindowEvent::Opened { chosen }));
    }

    /// A connection file that the person opened; it waits until there is a page.
    pub(crate) fn open(&self, chosen: ChosenPath) {
        {
            // Held while it is looked, so that a page that comes in this moment does not miss it.
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if !self.is_watched() {
                return waiting.push(chosen);
            }
        }
        self.tell(WindowEvent::Opened { chosen });
    }

    /// Whether the window has the keyboard: somebody sees what it says.
    pub(crate) fn is_looked_at(&self) -> bool {
        self.looked_at.load(Ordering::Relaxed)
    }

    /// Whether a page is there to ask.
    pub(crate) fn is_watched(&self) -> bool {
        self.sink.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    pub(crate) fn tell(&self, event: WindowEvent) {
        let sink = self.sink.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(sink) = sink {
            sink(event);
        }
    }
}

/// What happens to the window: a drag becomes words for the page, and closing is asked about while
/// transfers or backups run.
pub(crate) fn on_event(window: &Window, event: &tauri::WindowEvent) {
    let Some(app) = window.try_state::<App>() else { return };
    match event {
        tauri::WindowEvent::Focused(has) => app.window.looked_at.store(*has, Ordering::Relaxed),
        tauri::WindowEvent::DragDrop(drag) => drag::on_drag(&app, window, drag),
        tauri::WindowEvent::CloseRequested { api, .. } if app.window.is_watched() => {
            let backup = app.backups.is_at_work();
            if backup || tauri::async_runtime::block_on(app.transfers.is_at_work()) {
                api.prevent_close();
                app.window.tell(WindowEvent::CloseAsked { backup });
            }
        }
        _ => {}
    }
}

/// Brings the window to the front, as far as the desktop lets a program do that.
pub(crate) fn raise(tauri: &AppHandle) {
    let Some(window) = tauri.get_webview_window(MAIN) else { return };
    let raised = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::info!(%error, "the window could not be brought to the front");
    }
}

/// Opens the window.
pub(crate) fn open(tauri: &tauri::App) -> tauri::Result<()> {
    let served = served(tauri.config());
    let window = WebviewWindowBuilder::new(tauri, MAIN, WebviewUrl::default())
        .title("Bucketwise")
        .inner_size(1180.0, 760.0)
        .min_inner_size(760.0, 520.0)
        .on_navigation(move |url| is_own(url, served.as_ref()))
        .build()?;
    #[cfg(target_os = "linux")]
    if !has_graphics_card() {
        window.with_webview(draw_without_opengl)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

/// Where the page is served while somebody works on it (`make dev`); what is installed carries it
/// inside.
fn served(config: &tauri::Config) -> Option<Url> {
    config.build.dev_url.clone().filter(|_| tauri::is_dev())
}

/// Whether this is where the program's own page comes from.
pub(crate) fn is_page(tauri: &AppHandle, url: &Url) -> bool {
    is_own(url, served(tauri.config()).as_ref())
}

/// Nothing but the program's own page is ever shown: a link in hostile content leads nowhere.
/// `served`: see there.
fn is_own(url: &Url, served: Option<&Url>) -> bool {
    let on_windows = url.host_str() == Some("tauri.localhost") && url.port().is_none();
    let carried = url.scheme() == "tauri" || on_windows && matches!(url.scheme(), "http" | "https");
    carried || served.is_some_and(|served| url.origin() == served.origin())
}

/// Whether the kernel offers a card that can draw; virtual desktops often have none.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let cards = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    cards.into_iter().any(|card| card.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

/// WebKit would have the processor play a graphics card, and translate every shader for it before
/// the first picture. Without that the first screen is there in about half the time, with 70 MB
/// less (`make bench`).
/// <https://webkitgtk.org/reference/webkit2gtk/stable/property.Settings.hardware-acceleration-policy.html>
#[cfg(target_os = "linux")]
fn draw_without_opengl(webview: tauri::webview::PlatformWebview) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if let Some(settings) = webview.inner().settings() {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tauri::Url;

    use super::is_own;

    #[test]
    fn nothing_but_the_own_page_is_shown() {
        let read = |text: &str| Url::parse(text).unwrap();
        let served = read("http://localhost:1420");
        for own in ["tauri://localhost/", "http://tauri.localhost/index.html"] {
            assert!(is_own(&read(own), None) && is_own(&read(own), Some(&served)), "{own}");
        }
        assert!(is_own(&read("http://localhost:1420/index.html"), Some(&served)));
        assert!(!is_own(&read("http://localhost:1420/index.html"), None), "what is installed carries its page");
        for other in ["http://localhost:1421/", "https://localhost:1420/", "http://example.com/", "file:///etc/passwd"]
        {
            assert!(!is_own(&read(other), None) && !is_own(&read(other), Some(&served)), "{other}");
        }
    }
}
