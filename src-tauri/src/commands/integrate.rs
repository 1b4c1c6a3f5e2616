//! Integrations: begin, answer, apply or hand over, check, remove.

use engine::{
    Store,
    at::BucketAt,
    fault::{self, Fault, Refusal},
    ids::{ConnectionId, IntegrationId},
    integrations::{
        self, BucketChoice, CheckLine, Filled, IntegrationView, KeyFact, KeyStep, PresetView, Removal, ReportShape,
        Sheet, Stepped,
    },
    reach::{self, Reach},
};

use words::{say, shell};

use crate::{
    app::{App, now},
    chosen, dialogs,
    sink::Sink,
};

pub(crate) async fn list_presets(_: &App) -> Result<Vec<PresetView>, Fault> {
    Ok(integrations::list_presets())
}

pub(crate) async fn list_integrations(app: &App) -> Result<Vec<IntegrationView>, Fault> {
    app.integrations.list()
}

pub(crate) async fn begin_integration(
    app: &App,
    connection: ConnectionId,
    preset: String,
    buckets: Vec<BucketChoice>,
) -> Result<Sheet, Fault> {
    let store = app.connections.store(&connection).await?;
    app.integrations.begin(&store, connection, &preset, buckets, now()).await
}

pub(crate) async fn read_integration(app: &App, integration: IntegrationId) -> Result<Sheet, Fault> {
    app.integrations.read(&store(app, &integration).await?, &integration).await
}

pub(crate) async fn answer_integration(app: &App, integration: IntegrationId, filled: Filled) -> Result<Sheet, Fault> {
    app.integrations.answer(&store(app, &integration).await?, &integration, filled).await
}

pub(crate) async fn apply_integration(
    app: &App,
    integration: IntegrationId,
    adopt: bool,
    steps: Sink<Stepped>,
) -> Result<IntegrationView, Fault> {
    app.integrations.apply(&store(app, &integration).await?, &integration, adopt, now(), &*steps).await
}

pub(crate) async fn hand_over_integration(
    app: &App,
    integration: IntegrationId,
) -> Result<Option<IntegrationView>, Fault> {
    let (name, files) = app.integrations.package(&integration)?;
    let Some(folder) = dialogs::destination(&app.tauri, say!(shell::SaveForAdministratorTitle)).await else {
        return Ok(None);
    };
    let written = tokio::task::spawn_blocking(move || integrations::handoff::write(&folder.join(name), &files)).await;
    written.unwrap_or_else(|_| Err(fault::defect("handover")))?;
    app.integrations.handed(&integration, now()).map(Some)
}

pub(crate) async fn verify_integration(
    app: &App,
    integration: IntegrationId,
    write: bool,
    checks: Sink<CheckLine>,
) -> Result<IntegrationView, Fault> {
    app.integrations.verify(&store(app, &integration).await?, &integration, write, now(), &*checks).await
}

pub(crate) async fn continue_integration(app: &App, integration: IntegrationId) -> Result<IntegrationView, Fault> {
    app.integrations.continue_here(&store(app, &integration).await?, &integration).await
}

pub(crate) async fn preview_removal(app: &App, integration: IntegrationId) -> Result<Removal, Fault> {
    app.integrations.preview_removal(&store(app, &integration).await?, &integration).await
}

pub(crate) async fn remove_integration(
    app: &App,
    integration: IntegrationId,
    token: String,
    steps: Sink<Stepped>,
) -> Result<IntegrationView, Fault> {
    app.integrations.remove(&store(app, &integration).await?, &integration, &token, now(), &*steps).await
}

pub(crate) async fn forget_integration(app: &App, integration: IntegrationId) -> Result<(), Fault> {
    app.integrations.forget(&integration)
}

pub(crate) async fn copy_integration_secret(app: &App, integration: IntegrationId) -> Result<(), Fault> {
    app.clipboard.copy(&app.integrations.secret(&integration).await?)
}

pub(crate) async fn show_integration_secret(app: &App, integration: IntegrationId) -> Result<String, Fault> {
    Ok(app.integrations.show_secret(&integration).await?.expose().to_owned())
}

pub(crate) async fn take_reply(app: &App, integration: IntegrationId, text: String) -> Result<IntegrationView, Fault> {
    app.integrations.take_reply(&integration, &text)
}

pub(crate) async fn read_integration_keys(app: &App, integration: IntegrationId) -> Result<Vec<KeyFact>, Fault> {
    app.integrations.keys(&store(app, &integration).await?, &integration).await
}

pub(crate) async fn exchange_key(
    app: &App,
    integration: IntegrationId,
    step: KeyStep,
) -> Result<IntegrationView, Fault> {
    app.integrations.exchange_key(&store(app, &integration).await?, &integration, step, now()).await
}

pub(crate) async fn save_report(
    app: &App,
    integration: IntegrationId,
    shape: ReportShape,
) -> Result<Option<String>, Fault> {
    let (name, report) = app.integrations.report(&integration, shape)?;
    let Some(file) = dialogs::save(&app.tauri, say!(shell::SaveReportTitle), &name).await else { return Ok(None) };
    integrations::write_report(&file, &report)?;
    Ok(Some(chosen::name(&file)))
}

pub(crate) async fn who_can_reach(app: &App, at: BucketAt, people: Sink<usize>) -> Result<Reach, Fault> {
    reach::look(&app.connections.store(&at.connection).await?, &at.bucket, &*people).await
}

pub(crate) async fn look_into_refusal(app: &App, connection: ConnectionId, refusal: Refusal) -> Result<Refusal, Fault> {
    reach::look_into(&app.connections.store(&connection).await?, refusal).await
}

async fn store(app: &App, integration: &IntegrationId) -> Result<Store, Fault> {
    app.connections.store(&app.integrations.connection(integration)?).await
}
