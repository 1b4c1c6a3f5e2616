//! Logins in and out: a paste or a file becomes cards, a saved connection becomes another program's
//! text.

use engine::{
    connections::{
        CertificatesView,
        export::{ExportPreview, ExportShape},
        import::{Imported, LIMIT},
        read_certificates,
    },
    fault::{self, Fault},
    files::write_chosen,
    ids::{ChosenId, ConnectionId},
};
use serde::Deserialize;
use std::{io::Read, path::Path, time::SystemTime};
use ts_rs::TS;
use words::{say, shell};

use crate::{app::App, chosen, dialogs, page::Caller};

/// What a person pasted. It may hold secrets: it is wiped when it was read, and `Debug` shows
/// nothing of it.
#[derive(Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub(crate) struct Pasted(#[serde(deserialize_with = "zeroized")] zeroize::Zeroizing<String>);

fn zeroized<'de, D: serde::Deserializer<'de>>(from: D) -> Result<zeroize::Zeroizing<String>, D::Error> {
    String::deserialize(from).map(zeroize::Zeroizing::new)
}

pub(crate) async fn read_paste(caller: &Caller<'_>, text: Pasted) -> Result<Imported, Fault> {
    let (imports, now) = (caller.page.imports.clone(), SystemTime::now());
    off_the_way(move || Ok(imports.read(&text.0, now)?)).await
}

pub(crate) async fn read_file(caller: &Caller<'_>, chosen: ChosenId) -> Result<Imported, Fault> {
    let file = caller.chosen.paths(&chosen)?.into_iter().next().ok_or_else(|| fault::gone("file"))?;
    let (imports, now) = (caller.page.imports.clone(), SystemTime::now());
    off_the_way(move || {
        let bytes = bytes(&file).map_err(|error| fault::import_unreadable(&chosen::name(&file), &error.to_string()))?;
        Ok(imports.read_bytes(&bytes, now)?)
    })
    .await
}

pub(crate) async fn read_certificate(app: &App, chosen: ChosenId) -> Result<CertificatesView, Fault> {
    let file = app.chosen.paths(&chosen)?.into_iter().next().ok_or_else(|| fault::gone("file"))?;
    off_the_way(move || {
        let bytes = bytes(&file).map_err(|error| fault::import_unreadable(&chosen::name(&file), &error.to_string()))?;
        read_certificates(&bytes, &chosen::name(&file))
    })
    .await
}

pub(crate) async fn forget_imports(caller: &Caller<'_>) -> Result<(), Fault> {
    caller.page.imports.forget_all();
    Ok(())
}

pub(crate) async fn preview_export(
    app: &App,
    connection: ConnectionId,
    shape: ExportShape,
) -> Result<ExportPreview, Fault> {
    app.connections.preview_export(&connection, shape)
}

pub(crate) async fn copy_export(app: &App, connection: ConnectionId, shape: ExportShape) -> Result<(), Fault> {
    let text = app.connections.export(&connection, shape).await?;
    app.clipboard.copy(&text)
}

pub(crate) async fn save_export(
    app: &App,
    connection: ConnectionId,
    shape: ExportShape,
) -> Result<Option<String>, Fault> {
    // Read before the dialog opens: a keychain that stays shut is told without a file being chosen
    // for nothing.
    let text = app.connections.export(&connection, shape).await?;
    let file_name = app.connections.preview_export(&connection, shape)?.file_name;
    let Some(file) = dialogs::save(&app.tauri, say!(shell::SaveConnectionTitle), &file_name).await else {
        return Ok(None);
    };
    write_chosen(&file, text.expose().as_bytes())?;
    Ok(Some(chosen::name(&file)))
}

/// A file, and one byte more than is read of any, so that a larger one is told from one that just
/// fits.
fn bytes(file: &Path) -> std::io::Result<zeroize::Zeroizing<Vec<u8>>> {
    let mut bytes = zeroize::Zeroizing::new(Vec::new());
    std::fs::File::open(file)?.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reading ten megabytes takes a moment, which other commands need not wait for.
async fn off_the_way<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(fault::defect("import")))
}
