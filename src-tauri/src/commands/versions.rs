//! A file's history, and what keeps one of its versions. Fetching a version and making it the
//! current one again are transfers.

use engine::{
    at::FileAt,
    fault::Fault,
    files::{
        locks::{self, Locks, Retained},
        versions::{self, History, SeenVersion},
    },
};

use crate::app::App;

pub(crate) async fn read_history(app: &App, at: FileAt, after: Option<String>) -> Result<History, Fault> {
    versions::read(&app.connections.store(&at.connection).await?, &at, after).await
}

pub(crate) async fn delete_version(
    app: &App,
    at: FileAt,
    version: SeenVersion,
    typed: Option<String>,
    bypass: bool,
) -> Result<(), Fault> {
    versions::delete(&app.connections.store(&at.connection).await?, &at, &version, typed.as_deref(), bypass).await
}

pub(crate) async fn read_locks(app: &App, at: FileAt, version: String) -> Result<Locks, Fault> {
    locks::read(&app.connections.store(&at.connection).await?, &at, &version).await
}

pub(crate) async fn retain_version(
    app: &App,
    at: FileAt,
    version: String,
    until: Option<Retained>,
    bypass: bool,
) -> Result<Locks, Fault> {
    locks::retain(&app.connections.store(&at.connection).await?, &at, &version, until, bypass).await
}

pub(crate) async fn hold_version(app: &App, at: FileAt, version: String, on: bool) -> Result<Locks, Fault> {
    locks::hold(&app.connections.store(&at.connection).await?, &at, &version, on).await
}
