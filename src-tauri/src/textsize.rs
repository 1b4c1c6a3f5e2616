//! How large the desktop shows text. A web view keeps to its own size whatever the desktop says, so
//! the page is told, at its start and whenever that changes.

use std::sync::atomic::{AtomicU32, Ordering};

use tauri::AppHandle;

/// In percent of what is usual.
static PERCENT: AtomicU32 = AtomicU32::new(100);

/// How much larger than usual, as a factor.
pub(crate) fn scale() -> f64 {
    f64::from(PERCENT.load(Ordering::Relaxed)) / 100.0
}

/// Follows the desktop from now on. On the thread that owns the windows.
#[cfg(target_os = "linux")]
pub(crate) fn follow(tauri: &AppHandle) {
    use gtk::prelude::GtkSettingsExt;
    use tauri::Manager;

    use crate::{app::App, window::WindowEvent};

    let Some(settings) = gtk::Settings::default() else { return };
    PERCENT.store(percent(settings.gtk_xft_dpi()), Ordering::Relaxed);
    let tauri = tauri.clone();
    settings.connect_gtk_xft_dpi_notify(move |settings| {
        PERCENT.store(percent(settings.gtk_xft_dpi()), Ordering::Relaxed);
        if let Some(app) = tauri.try_state::<App>() {
            let said = WindowEvent::TextSize { scale: scale() };
            app.pages.all().iter().for_each(|(_, page)| page.events.tell(said.clone()));
        }
    });
}

/// Elsewhere the system enlarges the whole window, its text with it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn follow(_: &AppHandle) {}

/// GTK gives 1,024ths of a dot an inch, of which 96 are usual, and a number below zero where the
/// desktop says nothing. What nobody could read or use is not followed.
#[cfg(target_os = "linux")]
fn percent(dpi: i32) -> u32 {
    let Ok(dpi) = u32::try_from(dpi) else { return 100 };
    (dpi.saturating_mul(100) / (96 * 1024)).clamp(50, 300)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::percent;

    #[test]
    fn the_size_of_text_is_in_parts_of_what_is_usual() {
        let dots = |dots: f64| (dots * 1024.0) as i32;
        for (dpi, expected) in
            [(dots(96.0), 100), (dots(120.0), 125), (dots(192.0), 200), (-1, 100), (0, 50), (i32::MAX, 300)]
        {
            assert_eq!(percent(dpi), expected, "{dpi}");
        }
    }
}
