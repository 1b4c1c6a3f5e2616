//! Connection files that are opened by a double click. The system starts the program with their
//! paths, or on macOS tells it while it runs; opening one is the person's word that it may be read,
//! as dropping it on the window is. What a later start of the program was given comes here too
//! ([`crate::instance`]).

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tauri::{AppHandle, Manager};

use crate::{app::App, instance::HandOver, window};

/// The ending that the bundle registers for this program (`fileAssociations` in `tauri.conf.json`).
const ENDING: &str = "bucketwise";

/// Hands the page the connection files among what the program was started with, or told of.
pub(crate) fn open(app: &App, paths: impl Iterator<Item = PathBuf>) {
    for path in paths.filter(|path| is_connection_file(path)) {
        app.pages.open(app.chosen.remember(vec![path]));
    }
}

/// The program was started once more: the window comes to the front with what that start was given,
/// as soon as it can. False: it cannot any more.
pub(crate) fn later(tauri: &AppHandle, paths: Vec<PathBuf>, hand_over: Arc<HandOver>) -> bool {
    let handle = tauri.clone();
    let asked = tauri.run_on_main_thread(move || {
        if let Some(app) = handle.try_state::<App>() {
            hand_over.open(|| {
                open(&app, paths.into_iter());
                window::raise(&handle);
            });
        }
    });
    asked.is_ok()
}

fn is_connection_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING)) && path.is_file()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What is registered with the system, and what is looked for here, is one ending.
    #[test]
    fn the_bundle_registers_the_ending() {
        let config: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        let kind = &config["bundle"]["fileAssociations"][0];
        assert_eq!(kind["ext"], serde_json::json!([ENDING]));
        let mime = kind["mimeType"].as_str().unwrap();
        let told = include_str!("../linux/connection.xml");
        assert!(told.contains(&format!("type=\"{mime}\"")) && told.contains(&format!("pattern=\"*.{ENDING}\"")));
        assert!(include_str!("../linux/bucketwise.desktop").contains("\nExec={{exec}} %F\n"), "it is given the paths");
    }

    #[test]
    fn files_of_that_ending_are_opened_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["team.bucketwise", "TEAM.BUCKETWISE", "credentials", "bucketwise"] {
            std::fs::write(path(name), "{}").unwrap();
        }
        std::fs::create_dir(path("folder.bucketwise")).unwrap();
        let given =
            ["team.bucketwise", "TEAM.BUCKETWISE", "credentials", "bucketwise", "folder.bucketwise", "gone.bucketwise"];
        let arguments = given.iter().map(|name| path(name)).chain(["--help".into(), "".into()]);
        let opened: Vec<PathBuf> = arguments.filter(|path| is_connection_file(path)).collect();
        assert_eq!(opened, [path("team.bucketwise"), path("TEAM.BUCKETWISE")]);
    }
}
