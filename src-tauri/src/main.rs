//! The Tauri shell: a window, its commands, and the paths that a person grants; or, as its
//! arguments say, no window. What the program does lives in `engine`; nothing here decides.

// No console window behind the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod bytes;
mod chosen;
mod clipboard;
mod commands;
mod contract;
mod dialogs;
mod drag;
mod drag_out;
mod headless;
mod instance;
mod language;
mod logs;
#[cfg(target_os = "macos")]
mod menu;
mod opened;
mod outside;
mod page;
mod programs;
mod sink;
mod textsize;
mod window;

use std::{ffi::OsString, process::ExitCode, sync::Arc};

use tauri::Manager;

use crate::{app::App, instance::Start};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(code) = headless::run(arguments.clone()) {
        return code;
    }
    // Before a window is thought of: a second start needs none.
    let instance = match headless::data_folder().map(|data| instance::start(&data, &arguments)) {
        Some(Start::Handed) => return ExitCode::SUCCESS,
        Some(Start::First(instance)) => Some(Arc::new(instance)),
        Some(Start::Beside) | None => None,
    };
    let first = instance.clone();
    let built = tauri::Builder::default()
        .invoke_handler(contract::handler())
        .register_asynchronous_uri_scheme_protocol(bytes::SCHEME, bytes::answer)
        .on_window_event(window::on_event)
        .setup(move |tauri| {
            let paths = tauri.path();
            logs::start(&paths.app_log_dir()?);
            language::start();
            #[cfg(target_os = "macos")]
            if let Err(error) = menu::open(tauri.handle()) {
                tracing::warn!(%error, "the menu stays as it was");
            }
            let (config, data, home) = (paths.app_config_dir()?, paths.app_data_dir()?, paths.home_dir()?);
            // The web view starts in processes of its own while the files of the program are
            // opened. What its page asks is heard by this thread, which is here until they are.
            window::open(tauri, window::MAIN)?;
            let app = App::open(&config, &data, &home, tauri.handle().clone());
            opened::open(&app, arguments.into_iter().map(Into::into));
            tauri.manage(app);
            textsize::follow(tauri.handle());
            if let Some(first) = first {
                let handle = tauri.handle().clone();
                first.listen(move |paths, hand_over| opened::later(&handle, paths, hand_over));
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(tauri) => {
            tauri.run(move |tauri, event| match event {
                tauri::RunEvent::Exit => {
                    instance.iter().for_each(|instance| instance.shut());
                    tauri.state::<App>().close();
                }
                #[cfg(target_os = "macos")]
                tauri::RunEvent::Opened { urls } => {
                    opened::open(&tauri.state::<App>(), urls.iter().filter_map(|url| url.to_file_path().ok()));
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            headless::no_window(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
