//! What the desktop shows of transfers while nobody looks at the window: a notification when a
//! group ends, and how far all of it is, on the window's button in the taskbar or dock.
//!
//! Nothing is promised: a desktop without notifications, or without such a bar, shows nothing, and
//! nobody is told. What is said is the engine's; no name of a file and no path goes out but the
//! group's title, which the panel shows as well.

use engine::transfers::{Over, Standing};
use tauri::{AppHandle, Manager as _};

use crate::app::App;

/// A group ended: said aloud, unless the window is looked at.
pub(crate) fn ended(tauri: &AppHandle, over: Over) {
    let Some(words) = over.words else { return };
    if tauri.try_state::<App>().is_none_or(|app| app.pages.is_looked_at()) {
        return;
    }
    let (title, words) = (over.title.shown(), words.shown());
    // A thread of its own: some desktops take their time to answer.
    std::thread::spawn(move || notify(&title, &words));
}

/// Shows a notification, and waits until the desktop took it.
pub(crate) fn notify(title: &str, words: &str) {
    let mut notice = notify_rust::Notification::new();
    notice.appname("Bucketwise").summary(title).body(words);
    #[cfg(target_os = "linux")]
    notice.hint(notify_rust::Hint::DesktopEntry("Bucketwise".to_owned())).icon("bucketwise");
    if let Err(error) = notice.show() {
        tracing::info!(%error, "the desktop shows no notifications");
    }
}

/// How far it all is, for the taskbar.
#[cfg(not(target_os = "linux"))]
pub(crate) fn stands(tauri: &AppHandle, standing: Standing) {
    use tauri::window::{ProgressBarState, ProgressBarStatus};
    let (status, progress) = match standing {
        Standing::Idle => (ProgressBarStatus::None, None),
        Standing::Counting => (ProgressBarStatus::Indeterminate, None),
        Standing::Running(percent) => (ProgressBarStatus::Normal, Some(u64::from(percent))),
        Standing::Waiting(percent) => (ProgressBarStatus::Paused, Some(u64::from(percent))),
    };
    if let Some(window) = crate::window::front(tauri) {
        let _ = window.set_progress_bar(ProgressBarState { status: Some(status), progress });
    }
}

/// How far it all is, for the taskbar. Tauri asks a library of Ubuntu's that other desktops lack;
/// the signal that it would send is heard by Ubuntu's dock, KDE's taskbar and others.
/// <https://wiki.ubuntu.com/Unity/LauncherAPI>
#[cfg(target_os = "linux")]
pub(crate) fn stands(_: &AppHandle, standing: Standing) {
    use std::sync::{LazyLock, mpsc};
    static SAY: LazyLock<mpsc::Sender<Standing>> = LazyLock::new(|| {
        let (say, heard) = mpsc::channel();
        std::thread::spawn(move || launcher::tell(&heard));
        say
    });
    let _ = SAY.send(standing);
}

#[cfg(target_os = "linux")]
mod launcher {
    //! The signal, from a thread of its own: the bus may be slow, or not there.

    use std::{collections::HashMap, sync::mpsc::Receiver};

    use engine::transfers::Standing;
    use zbus::{blocking::Connection, zvariant::Value};

    const PROGRAM: &str = "application://Bucketwise.desktop";

    pub(super) fn tell(heard: &Receiver<Standing>) {
        let Ok(bus) = Connection::session() else { return };
        while let Ok(standing) = heard.recv() {
            let (shown, percent) = match standing {
                Standing::Idle => (false, 0),
                Standing::Counting => (true, 0),
                Standing::Running(percent) | Standing::Waiting(percent) => (true, percent),
            };
            let properties = HashMap::from([
                ("progress", Value::from(f64::from(percent) / 100.0)),
                ("progress-visible", Value::from(shown)),
            ]);
            let told = bus.emit_signal(
                None::<&str>,
                "/org/bucketwise/app",
                "com.canonical.Unity.LauncherEntry",
                "Update",
                &(PROGRAM, properties),
            );
            if told.is_err() {
                return;
            }
        }
    }
}
