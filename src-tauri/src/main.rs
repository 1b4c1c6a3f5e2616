//! The Tauri shell: a window, its commands, and the paths that a person grants; or, as its arguments say, no window. What the program does lives in
//! `engine`; nothing here decides.

// No console window behind the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod clipboard;
mod commands;
mod contract;
mod dialogs;
mod drag;
mod drag_out;
mod grants;
mod headless;
mod logs;
mod opened;
mod outside;
mod sink;
mod window;

use std::process::ExitCode;

use tauri::Manager;

use crate::app::App;

fn main() -> ExitCode {
    if let Some(code) = headless::run(std::env::args_os().skip(1).collect()) {
        return code;
    }
    let built = tauri::Builder::default()
        .invoke_handler(contract::handler())
        .on_window_event(window::on_event)
        .setup(|tauri| {
            let paths = tauri.path();
            logs::start(&paths.app_log_dir()?);
            let app =
                App::open(&paths.app_config_dir()?, &paths.app_data_dir()?, &paths.home_dir()?, tauri.handle().clone());
            opened::open(&app, std::env::args_os().skip(1).map(Into::into));
            tauri.manage(app);
            window::open(tauri)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(tauri) => {
            tauri.run(|tauri, event| match event {
                tauri::RunEvent::Exit => tauri.state::<App>().close(),
                #[cfg(target_os = "macos")]
                tauri::RunEvent::Opened { urls } => {
                    opened::open(&tauri.state::<App>(), urls.iter().filter_map(|url| url.to_file_path().ok()));
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Bucketwise could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}
