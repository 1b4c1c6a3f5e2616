//! The system's own dialogs and file manager. What a person chooses comes back as paths, for
//! [`crate::chosen`] to keep.

use std::path::{Path, PathBuf};

use engine::fault::{self, Fault};
use rfd::AsyncFileDialog;
use serde::Deserialize;
use tauri::AppHandle;
use tokio::sync::oneshot;
use ts_rs::TS;
use words::{Words, say, shell};

use crate::window;

/// What a dialog asks for.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChooseKind {
    /// One or more files to upload.
    Files,
    /// One folder to upload, with all below it.
    Folder,
    /// A folder to put downloads in.
    Destination,
    /// A folder to be compared.
    SyncFolder,
    /// An empty folder that a bucket is to appear in.
    Mount,
    /// A file with a login in it.
    Login,
    /// A file with a certificate in it.
    Certificate,
    /// A file that one of a bucket is compared with.
    CompareFile,
    /// A folder that files of a bucket are compared with.
    CompareFolder,
    /// A list of checksums.
    Checksums,
}

/// Opens the system's dialog over the window. None: it was closed without a choice.
pub(crate) async fn choose(tauri: &AppHandle, kind: ChooseKind) -> Option<Vec<PathBuf>> {
    ask(tauri, move |dialog| open(dialog, kind)).await
}

/// Asks where to save a file, with a name to begin with. None: it was closed without a choice.
pub(crate) async fn save(tauri: &AppHandle, title: Words, file_name: &str) -> Option<PathBuf> {
    let (title, file_name) = (title.shown(), file_name.to_owned());
    let chosen = ask(tauri, move |dialog| {
        let file = dialog.set_title(title).set_file_name(file_name).save_file();
        Box::pin(async move { file.await.map(|file| vec![file.path().to_owned()]) })
    });
    chosen.await?.pop()
}

/// Asks for a program of this computer. None: it was closed without a choice.
pub(crate) async fn program(tauri: &AppHandle) -> Option<PathBuf> {
    let title: Words = say!(shell::ProgramTitle);
    let title = title.shown();
    let chosen = ask(tauri, move |dialog| {
        let file = dialog.set_title(title).pick_file();
        Box::pin(async move { file.await.map(|file| vec![file.path().to_owned()]) })
    });
    chosen.await?.pop()
}

/// Asks for a folder to put something into. None: it was closed without a choice.
pub(crate) async fn destination(tauri: &AppHandle, title: Words) -> Option<PathBuf> {
    let title = title.shown();
    let chosen = ask(tauri, move |dialog| {
        let folder = dialog.set_title(title).pick_folder();
        Box::pin(async move { folder.await.map(|folder| vec![folder.path().to_owned()]) })
    });
    chosen.await?.pop()
}

async fn ask(tauri: &AppHandle, open: impl FnOnce(AsyncFileDialog) -> Chosen + Send + 'static) -> Option<Vec<PathBuf>> {
    let (answer, answered) = oneshot::channel();
    let handle = tauri.clone();
    // Dialogs are made on the thread that owns the windows, and waited for elsewhere.
    let asked = tauri.run_on_main_thread(move || {
        let mut dialog = AsyncFileDialog::new();
        if let Some(window) = window::front(&handle) {
            dialog = dialog.set_parent(&window);
        }
        let chosen = open(dialog);
        tauri::async_runtime::spawn(async move {
            // The command may have been given up meanwhile; then nobody waits for the answer.
            let _ = answer.send(chosen.await);
        });
    });
    asked.ok()?;
    answered.await.ok().flatten()
}

type Chosen = std::pin::Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;

fn open(dialog: AsyncFileDialog, kind: ChooseKind) -> Chosen {
    let path = |file: rfd::FileHandle| file.path().to_owned();
    let dialog = dialog.set_title(title(kind).shown());
    match kind {
        ChooseKind::Files => {
            let files = dialog.pick_files();
            Box::pin(async move { files.await.map(|files| files.into_iter().map(path).collect()) })
        }
        ChooseKind::Login | ChooseKind::Certificate | ChooseKind::CompareFile | ChooseKind::Checksums => {
            let file = dialog.pick_file();
            Box::pin(async move { file.await.map(|file| vec![path(file)]) })
        }
        ChooseKind::Folder
        | ChooseKind::SyncFolder
        | ChooseKind::Mount
        | ChooseKind::Destination
        | ChooseKind::CompareFolder => {
            let folder = dialog.pick_folder();
            Box::pin(async move { folder.await.map(|folder| vec![path(folder)]) })
        }
    }
}

fn title(kind: ChooseKind) -> Words {
    match kind {
        ChooseKind::Files => say!(shell::UploadFilesTitle),
        ChooseKind::Folder => say!(shell::UploadFolderTitle),
        ChooseKind::Destination => say!(shell::DownloadTitle),
        ChooseKind::SyncFolder => say!(shell::CompareTitle),
        ChooseKind::Mount => say!(shell::MountTitle),
        ChooseKind::Login => say!(shell::ConnectionDetailsTitle),
        ChooseKind::Certificate => say!(shell::CertificateTitle),
        ChooseKind::CompareFile => say!(shell::CompareFileTitle),
        ChooseKind::CompareFolder => say!(shell::CompareFolderTitle),
        ChooseKind::Checksums => say!(shell::ChecksumsTitle),
    }
}

/// Opens a folder in the system's file manager.
pub(crate) fn reveal(folder: &Path) -> Result<(), Fault> {
    open::that_detached(folder).map_err(|error| fault::no_file_manager(&folder.to_string_lossy(), &error.to_string()))
}
