//! Handing a file on this computer to a program, and showing it in the file manager. What people
//! read of it is the engine's.

use std::path::Path;

use engine::{
    Secret,
    fault::{self, Fault},
};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Url};
use tokio::sync::oneshot;
use ts_rs::TS;

use crate::{chosen, dialogs};

/// A program that says it can open a kind of file.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub(crate) struct ProgramView {
    /// By which the system knows it.
    pub(crate) id: String,
    /// As it is called.
    pub(crate) name: String,
    /// It is the usual one.
    pub(crate) usual: bool,
}

/// Which program is to have a file.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Program {
    /// The one that the computer opens such files with.
    Usual,
    /// One of [`ProgramView`].
    Listed { id: String },
    /// One that the person is asked for, in the system's dialog.
    Asked,
}

/// Hands the file to the program. False: the person named none.
pub(crate) async fn hand(tauri: &AppHandle, path: &Path, program: &Program) -> Result<bool, Fault> {
    let refused = |why: String| fault::no_program(&chosen::name(path), &why);
    match program {
        Program::Usual => usual(tauri, path).await.map_err(refused)?,
        Program::Listed { id } => listed(tauri, path, id).await.map_err(refused)?,
        Program::Asked => {
            let Some(program) = dialogs::program(tauri).await else { return Ok(false) };
            open::with_detached(path, program.to_string_lossy()).map_err(|error| refused(error.to_string()))?;
        }
    }
    Ok(true)
}

fn address(path: &Path) -> Result<String, String> {
    Url::from_file_path(path).map(String::from).map_err(|()| "the path has no address".to_owned())
}

/// Asks the desktop on the thread that owns the windows.
#[cfg(target_os = "linux")]
async fn asked<T: Send + 'static>(tauri: &AppHandle, ask: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let (answer, answered) = oneshot::channel();
    let told = tauri.run_on_main_thread(move || drop(answer.send(ask())));
    told.map_err(|error| error.to_string())?;
    answered.await.map_err(|error| error.to_string())
}

/// As the desktop's own file manager does it, which also says where there is no such program.
#[cfg(target_os = "linux")]
async fn usual(tauri: &AppHandle, path: &Path) -> Result<(), String> {
    use gtk::gio::{AppInfo, AppLaunchContext};
    let address = address(path)?;
    let launch = move || AppInfo::launch_default_for_uri(&address, None::<&AppLaunchContext>);
    asked(tauri, launch).await?.map_err(|error| error.to_string())
}

#[cfg(not(target_os = "linux"))]
async fn usual(_: &AppHandle, path: &Path) -> Result<(), String> {
    open::that_detached(path).map_err(|error| error.to_string())
}

/// Opens an address in the program that this computer has for it.
pub(crate) async fn open_address(tauri: &AppHandle, address: &Secret) -> Result<(), Fault> {
    if launched(tauri, address).await {
        return Ok(());
    }
    open::that_detached(address.expose()).map_err(|error| fault::link_not_opened(error.kind()))
}

/// From this process: each program in between would show the address on its command line.
#[cfg(target_os = "linux")]
async fn launched(tauri: &AppHandle, address: &Secret) -> bool {
    use gtk::gio::{AppInfo, AppLaunchContext};
    let address = address.clone();
    let launch = move || AppInfo::launch_default_for_uri(address.expose(), None::<&AppLaunchContext>).is_ok();
    asked(tauri, launch).await.unwrap_or_default()
}

#[cfg(not(target_os = "linux"))]
async fn launched(_: &AppHandle, _: &Secret) -> bool {
    false
}

#[cfg(target_os = "linux")]
async fn listed(tauri: &AppHandle, path: &Path, id: &str) -> Result<(), String> {
    use gtk::gio::{AppLaunchContext, prelude::AppInfoExt};
    let (address, name, id) = (address(path)?, chosen::name(path), id.to_owned());
    let launch = move || {
        let program = all_for(&name).into_iter().find(|program| program.id().is_some_and(|own| own == id));
        let program = program.ok_or_else(|| "the program is not there any more".to_owned())?;
        program.launch_uris(&[&address], None::<&AppLaunchContext>).map_err(|error| error.to_string())
    };
    asked(tauri, launch).await?
}

#[cfg(not(target_os = "linux"))]
async fn listed(_: &AppHandle, _: &Path, _: &str) -> Result<(), String> {
    Err("this system lists no programs".to_owned())
}

#[cfg(target_os = "linux")]
fn all_for(name: &str) -> Vec<gtk::gio::AppInfo> {
    let (kind, _) = gtk::gio::content_type_guess(Some(name), &[]);
    gtk::gio::AppInfo::all_for_type(&kind)
}

/// The programs that open files of this name, the usual one first; none where the system does not
/// tell.
#[cfg(target_os = "linux")]
pub(crate) async fn list(tauri: &AppHandle, name: &str) -> Vec<ProgramView> {
    use gtk::gio::{self, AppInfo, prelude::AppInfoExt};
    let name = name.to_owned();
    let ask = move || {
        let (kind, _) = gio::content_type_guess(Some(name.as_str()), &[]);
        let usual = AppInfo::default_for_type(&kind, false).and_then(|program| program.id());
        let view = |program: &AppInfo| {
            let id = program.id()?;
            Some(ProgramView { usual: usual.as_ref() == Some(&id), id: id.into(), name: program.display_name().into() })
        };
        let mut all: Vec<_> = all_for(&name).iter().filter_map(view).collect();
        all.sort_by_key(|program| !program.usual);
        all
    };
    asked(tauri, ask).await.unwrap_or_default()
}

#[cfg(not(target_os = "linux"))]
pub(crate) async fn list(_: &AppHandle, _: &str) -> Vec<ProgramView> {
    Vec::new()
}

/// Shows a file or folder in the file manager, selected where that can be done.
pub(crate) async fn show(path: &Path) -> Result<(), Fault> {
    if shown(path).await {
        return Ok(());
    }
    dialogs::reveal(path.parent().unwrap_or(path))
}

/// <https://www.freedesktop.org/wiki/Specifications/file-manager-interface/>
#[cfg(target_os = "linux")]
async fn shown(path: &Path) -> bool {
    const MANAGER: &str = "org.freedesktop.FileManager1";
    let Ok(address) = address(path) else { return false };
    let call = move || {
        let bus = zbus::blocking::Connection::session()?;
        let asked = (vec![address], "");
        bus.call_method(Some(MANAGER), "/org/freedesktop/FileManager1", Some(MANAGER), "ShowItems", &asked).map(drop)
    };
    let told = tokio::task::spawn_blocking(call).await;
    told.is_ok_and(|told: zbus::Result<()>| told.is_ok())
}

#[cfg(target_os = "macos")]
async fn shown(path: &Path) -> bool {
    std::process::Command::new("open").arg("-R").arg(path).spawn().is_ok()
}

#[cfg(target_os = "windows")]
async fn shown(path: &Path) -> bool {
    let mut select = std::ffi::OsString::from("/select,");
    select.push(path);
    std::process::Command::new("explorer").arg(select).spawn().is_ok()
}
