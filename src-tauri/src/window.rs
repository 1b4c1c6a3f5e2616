//! The windows, and what happens to them that the page hears of.

use std::sync::{Arc, atomic::Ordering};

use engine::{
    at::Place,
    connections::ConnectionView,
    fault::{self, Fault},
    places::Look,
};
use serde::Serialize;
use tauri::{
    AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, Wry,
    http::{HeaderValue, header},
};
use ts_rs::TS;

use crate::{app::App, chosen::ChosenPath, commands::transfer::HeldRows, drag, page::Page};

/// The first window's label; those beside it have a number after it. The capabilities name both.
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
    /// The person closes the window while it is at work, or the last one while transfers or
    /// backups run: the page asks, and calls `quit` on a yes. It knows of the transfers and of its
    /// own work; `backup`, `pair`: whether a backup, and a saved pair's run, would end.
    CloseAsked {
        last: bool,
        backup: bool,
        pair: bool,
    },
    /// What was cut or copied in another window can be put down here; null: it was put down.
    HeldElsewhere {
        held: Option<HeldRows>,
    },
    /// How much larger than usual the desktop shows text.
    TextSize {
        scale: f64,
    },
    /// Another window changed the connections, the favourites, or how lists are shown.
    ChangedElsewhere {
        connections: Vec<ConnectionView>,
        favourites: Vec<Place>,
        look: Look,
    },
}

/// What happens to a window: a drag becomes words for its page, and closing one that is at work is
/// asked about, as is the last one while transfers or backups run.
pub(crate) fn on_event(window: &Window, event: &tauri::WindowEvent) {
    let Some(app) = window.try_state::<App>() else { return };
    match event {
        tauri::WindowEvent::Focused(has) => app.pages.focus(window.label(), *has),
        tauri::WindowEvent::DragDrop(drag) => drag::on_drag(&app, window, drag),
        tauri::WindowEvent::CloseRequested { api, .. } => {
            let Some(page) = app.pages.of(window.label()) else { return };
            let last = window.webview_windows().len() == 1;
            let (backup, pair) = (last && app.backups.is_at_work(), last && app.pairs.is_at_work());
            let transfers = || last && tauri::async_runtime::block_on(app.transfers.is_at_work());
            if page.events.is_there() && (page.at_work.load(Ordering::Relaxed) || backup || pair || transfers()) {
                api.prevent_close();
                page.events.tell(WindowEvent::CloseAsked { last, backup, pair });
            }
        }
        tauri::WindowEvent::Destroyed => app.pages.close(&app, window.label()),
        _ => {}
    }
}

/// Closes the window of this page without asking; the program ends with the last one.
pub(crate) fn leave(tauri: &AppHandle, page: &Arc<Page>) {
    let app = tauri.state::<App>();
    let all = app.pages.all();
    let own = all.iter().find(|(_, other)| Arc::ptr_eq(other, page));
    match own.and_then(|(label, _)| tauri.get_webview_window(label)).filter(|_| tauri.webview_windows().len() > 1) {
        Some(window) => {
            if let Err(error) = window.destroy() {
                tracing::warn!(%error, "the window stays");
            }
        }
        None => tauri.exit(0),
    }
}

/// The window that had the keyboard last.
pub(crate) fn front(tauri: &AppHandle) -> Option<WebviewWindow> {
    tauri.get_webview_window(&tauri.try_state::<App>()?.pages.front())
}

/// Brings the window in front before those of other programs, as far as the desktop lets a program
/// do that.
pub(crate) fn raise(tauri: &AppHandle) {
    let Some(window) = front(tauri) else { return };
    let raised = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::info!(%error, "the window could not be brought to the front");
    }
}

/// Opens one more window, at a place if there is one.
pub(crate) async fn beside(tauri: &AppHandle, place: Option<Place>) -> Result<(), Fault> {
    let app = tauri.state::<App>();
    let label = app.pages.beside(place);
    let (handle, named) = (tauri.clone(), label.clone());
    let (answer, answered) = tokio::sync::oneshot::channel();
    // Windows are made on the thread that owns them.
    let asked = tauri.run_on_main_thread(move || {
        let _ = answer.send(open(&handle, &named));
    });
    let opened = match asked {
        Ok(()) => {
            answered.await.map_err(|error| error.to_string()).and_then(|opened| opened.map_err(|e| e.to_string()))
        }
        Err(error) => Err(error.to_string()),
    };
    opened.map_err(|error| {
        app.pages.close(&app, &label);
        fault::no_window(&error)
    })
}

/// Opens the window with this label.
pub(crate) fn open(tauri: &impl Manager<Wry>, label: &str) -> tauri::Result<()> {
    let served = served(tauri.config());
    let window = WebviewWindowBuilder::new(tauri, label, WebviewUrl::default())
        .title("Bucketwise")
        .inner_size(1180.0, 760.0)
        .min_inner_size(760.0, 520.0)
        // The page knows what it shows.
        .on_document_title_changed(|window, title| {
            if let Err(error) = window.set_title(&title) {
                tracing::debug!(%error, "the window kept its title");
            }
        })
        .on_navigation(move |url| is_own(url, served.as_ref()))
        .on_web_resource_request(|request, answer| {
            if let Some(kind) = code(request.uri().path()) {
                answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            }
        })
        .build()?;
    #[cfg(target_os = "linux")]
    if !has_graphics_card() {
        window.with_webview(draw_without_opengl)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

/// What code of the page is, by its name. Tauri goes by the bytes first, and takes a script for a
/// PDF that has a PDF's mark in it; no window runs that.
fn code(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "js" | "mjs" => Some("text/javascript"),
        "css" => Some("text/css"),
        _ => None,
    }
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
