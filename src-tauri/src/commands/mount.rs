//! Buckets as folders of this computer.

use std::path::PathBuf;

use engine::{
    fault::{self, Fault},
    ids::{ChosenId, MountId},
    mounts::{MountView, MountWanted, MountsView},
};

use crate::{app::App, dialogs};

pub(crate) async fn list_mounts(app: &App) -> Result<MountsView, Fault> {
    Ok(app.mounts.list(&app.connections).await)
}

pub(crate) async fn mount_bucket(app: &App, wanted: MountWanted, chosen: Option<ChosenId>) -> Result<MountView, Fault> {
    let folder = chosen.map(|id| folder_of(app, &id)).transpose()?;
    app.mounts.mount(&app.connections, wanted, folder).await
}

pub(crate) async fn unmount_bucket(app: &App, mount: MountId, anyway: bool) -> Result<MountsView, Fault> {
    app.mounts.unmount(&mount, anyway).await?;
    Ok(app.mounts.list(&app.connections).await)
}

pub(crate) async fn open_mount(app: &App, mount: MountId) -> Result<(), Fault> {
    dialogs::reveal(&app.mounts.folder(&mount)?)
}

fn folder_of(app: &App, id: &ChosenId) -> Result<PathBuf, Fault> {
    app.chosen.paths(id)?.into_iter().next().ok_or_else(|| fault::gone("folder"))
}
