//! Buckets as folders of this computer.

use std::path::PathBuf;

use engine::{
    fault::{self, Fault},
    ids::{GrantId, MountId},
    mounts::{MountView, MountWanted, MountsView},
};

use crate::{app::App, dialogs};

pub(crate) async fn list_mounts(app: &App) -> Result<MountsView, Fault> {
    Ok(app.mounts.list(&app.connections).await)
}

pub(crate) async fn mount_bucket(app: &App, wanted: MountWanted, grant: Option<GrantId>) -> Result<MountView, Fault> {
    let folder = grant.map(|grant| chosen(app, &grant)).transpose()?;
    app.mounts.mount(&app.connections, wanted, folder).await
}

pub(crate) async fn unmount_bucket(app: &App, mount: MountId, anyway: bool) -> Result<MountsView, Fault> {
    app.mounts.unmount(&mount, anyway).await?;
    Ok(app.mounts.list(&app.connections).await)
}

pub(crate) async fn open_mount(app: &App, mount: MountId) -> Result<(), Fault> {
    dialogs::reveal(&app.mounts.folder(&mount)?)
}

fn chosen(app: &App, grant: &GrantId) -> Result<PathBuf, Fault> {
    app.grants.paths(grant)?.into_iter().next().ok_or_else(|| fault::gone("folder"))
}
