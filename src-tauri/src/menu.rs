//! The menu at the top of a Mac's screen. Tauri's own quits at once, and no window is asked
//! (`terminate:`); here Quit closes each window as its button does, so that one that is at work
//! asks first.

use tauri::{
    AppHandle, Manager, Wry,
    menu::{AboutMetadata, Menu, MenuItem, PredefinedMenuItem, Submenu},
};
use words::{say, shell};

const QUIT: &str = "quit";

/// Puts it there, from now on.
pub(crate) fn open(tauri: &AppHandle) -> tauri::Result<()> {
    let menu = Menu::default(tauri)?;
    // The first one has the program's name, and Quit in it.
    menu.remove_at(0)?;
    menu.prepend(&own(tauri)?)?;
    tauri.set_menu(menu)?;
    tauri.on_menu_event(|tauri, event| {
        if event.id() == QUIT {
            tauri.webview_windows().values().for_each(|window| {
                if let Err(error) = window.close() {
                    tracing::warn!(%error, "the window stays");
                }
            });
        }
    });
    Ok(())
}

fn own(tauri: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    let words: words::Words = say!(shell::QuitAction);
    let program = tauri.package_info();
    let about = AboutMetadata {
        name: Some(program.name.clone()),
        version: Some(program.version.to_string()),
        ..AboutMetadata::default()
    };
    Submenu::with_items(
        tauri,
        &program.name,
        true,
        &[
            &PredefinedMenuItem::about(tauri, None, Some(about))?,
            &PredefinedMenuItem::separator(tauri)?,
            &PredefinedMenuItem::services(tauri, None)?,
            &PredefinedMenuItem::separator(tauri)?,
            &PredefinedMenuItem::hide(tauri, None)?,
            &PredefinedMenuItem::hide_others(tauri, None)?,
            &PredefinedMenuItem::separator(tauri)?,
            &MenuItem::with_id(tauri, QUIT, words.shown(), true, Some("CmdOrCtrl+Q"))?,
        ],
    )
}
