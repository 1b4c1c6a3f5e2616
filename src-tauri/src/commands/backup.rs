//! Backups: keep, run, look, restore, remove.

use engine::{
    at::Place,
    backups::{BackupRequest, BackupView, CopyView, Halt, Route, RunTick},
    connections::{ConnectionKind, SignInMethod},
    fault::{self, Fault},
    ids::{BackupId, ConnectionId, GroupId},
    transfers::{OnConflict, Pacing, Request, UploadOptions},
};
use jiff::Zoned;

use crate::{app::App, sink::Sink};

pub(crate) async fn list_backups(app: &App) -> Result<Vec<BackupView>, Fault> {
    app.backups.list()
}

pub(crate) async fn keep_backup(
    app: &App,
    backup: Option<BackupId>,
    wanted: BackupRequest,
) -> Result<BackupView, Fault> {
    let lasts = lasts(app, &wanted.from.connection) && lasts(app, &wanted.to.connection);
    app.backups.keep(backup, wanted, lasts)
}

pub(crate) async fn forget_backup(app: &App, backup: BackupId) -> Result<(), Fault> {
    app.backups.forget(&backup)
}

pub(crate) async fn run_backup(app: &App, backup: BackupId, ticks: Sink<RunTick>) -> Result<BackupView, Fault> {
    let route = route(app, &backup).await?;
    match app.backups.run(&route, &backup, Pacing::read(&app.config), &Zoned::now, &*ticks).await {
        Ok(_) | Err(Halt::Stopped) => one(app, &backup),
        Err(Halt::Failed(fault)) => Err(fault),
    }
}

pub(crate) async fn stop_backup(app: &App, backup: BackupId) -> Result<(), Fault> {
    app.backups.stop(&backup);
    Ok(())
}

pub(crate) async fn list_copies(app: &App, backup: BackupId) -> Result<Vec<CopyView>, Fault> {
    app.backups.copies(&route(app, &backup).await?.target, &backup).await
}

pub(crate) async fn accept_smaller(app: &App, backup: BackupId, copy: String) -> Result<BackupView, Fault> {
    app.backups.accept_smaller(&route(app, &backup).await?.target, &backup, &copy).await
}

pub(crate) async fn remove_copy(app: &App, backup: BackupId, copy: String, last: bool) -> Result<Vec<CopyView>, Fault> {
    let target = route(app, &backup).await?.target;
    app.backups.remove_copy(&target, &backup, &copy, last).await?;
    app.backups.copies(&target, &backup).await
}

pub(crate) async fn restore_copy(
    app: &App,
    op_id: String,
    backup: BackupId,
    copy: String,
    to: Option<Place>,
    on_conflict: OnConflict,
) -> Result<GroupId, Fault> {
    // The copy is read and counted before it is put back; a reloaded page that asks again is not to
    // do that twice.
    if let Some(group) = app.transfers.known(&op_id).await? {
        return Ok(group);
    }
    let mut route = route(app, &backup).await?;
    if let Some(to) = &to {
        route.source = app.connections.store(&to.connection).await?;
    }
    let work = app.backups.restore(route, &backup, &copy, to).await?;
    app.transfers.add(Request { op_id, work, on_conflict, upload_options: UploadOptions::default() }).await
}

/// Both ends of a backup, with their logins.
async fn route(app: &App, backup: &BackupId) -> Result<Route, Fault> {
    let BackupView { from, to, .. } = one(app, backup)?;
    let source = app.connections.store(&from.connection).await?;
    Ok(Route { source, target: app.connections.store(&to.connection).await?, from, to })
}

fn one(app: &App, backup: &BackupId) -> Result<BackupView, Fault> {
    app.backups.list()?.into_iter().find(|one| one.id == *backup).ok_or_else(|| fault::gone("backup"))
}

/// Whether a login is there while no window is.
pub(super) fn lasts(app: &App, connection: &ConnectionId) -> bool {
    let all = app.connections.list();
    let one = all.iter().find(|one| one.id == *connection);
    one.is_some_and(|one| one.kind == ConnectionKind::Saved && one.method != SignInMethod::Company)
}
