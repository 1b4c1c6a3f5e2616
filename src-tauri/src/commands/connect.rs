//! Connections: what is known at the start, connecting, renaming, forgetting, practice, buckets.

use engine::{
    connections::{
        AccountView, AskAnswer, AskView, BucketView, Buckets, ConnectionView, Edited, Login, ProbeStep, Probed,
        ProfilesView, ProviderView, SecretStorage,
    },
    fault::{self, Fault},
    ids::{AskId, ConnectionId, DraftId, ImportId},
};

use crate::{
    app::{App, Start, now},
    language,
    sink::Sink,
};

pub(crate) async fn start(app: &App) -> Result<Start, Fault> {
    app.listings.close_all();
    app.readings.close_all();
    app.deletions.discard_all();
    app.settings.close_all();
    app.removals.stop_all();
    app.connections.forget_drafts();
    app.imports.forget_all();
    let notice = match app.connections.notice() {
        Some(notice) => Some(notice),
        None => app.transfers.trouble().await,
    };
    Ok(Start {
        version: env!("CARGO_PKG_VERSION"),
        language: language::asked(),
        providers: ProviderView::all(),
        connections: app.connections.list(),
        notice,
    })
}

pub(crate) async fn probe_login(
    app: &App,
    login: Login,
    kept: Option<ImportId>,
    editing: Option<ConnectionId>,
    steps: Sink<ProbeStep>,
) -> Result<Probed, Fault> {
    let login = match kept {
        Some(card) => login.completed(&app.imports, &card),
        None => login,
    };
    let login = match &editing {
        Some(connection) => app.connections.with_kept_secret(login, connection).await?,
        None => login,
    };
    Ok(app.connections.probe(login, now(), &*steps).await)
}

pub(crate) async fn watch_asks(app: &App, asks: Sink<Vec<AskView>>) -> Result<(), Fault> {
    app.connections.asks().watch(asks);
    Ok(())
}

pub(crate) async fn answer_ask(app: &App, ask: AskId, answer: AskAnswer) -> Result<(), Fault> {
    app.connections.asks().answer(&ask, answer)
}

pub(crate) async fn open_sign_in_page(app: &App, ask: AskId) -> Result<(), Fault> {
    let page = app.connections.asks().page(&ask)?;
    open::that_detached(&page).map_err(|error| fault::no_browser(&page, &error.to_string()))
}

pub(crate) async fn list_profiles(app: &App) -> Result<ProfilesView, Fault> {
    app.connections.profiles().await
}

pub(crate) async fn company_accounts(
    app: &App,
    start_url: String,
    sso_region: String,
) -> Result<Vec<AccountView>, Fault> {
    app.connections.company_accounts(&start_url, &sso_region).await
}

pub(crate) async fn company_roles(
    app: &App,
    start_url: String,
    sso_region: String,
    account: String,
) -> Result<Vec<String>, Fault> {
    app.connections.company_roles(&start_url, &sso_region, &account).await
}

pub(crate) async fn save_connection(
    app: &App,
    draft: DraftId,
    name: String,
    storage: SecretStorage,
    replaces: Option<ConnectionId>,
) -> Result<ConnectionView, Fault> {
    let saved = app.connections.save(&draft, &name, storage, replaces.as_ref()).await?;
    if replaces.is_some() {
        // Listings of the old login are closed, and transfers that waited for it go on with the new
        // one.
        app.listings.close_of(&saved.id);
        app.readings.close_of(&saved.id);
        // What was there at the last visit may be of another server.
        app.listings.remembered().forget(&saved.id);
        app.transfers.wake(saved.id.clone()).await;
    }
    Ok(saved)
}

pub(crate) async fn edit_connection(app: &App, connection: ConnectionId) -> Result<Edited, Fault> {
    app.connections.edit(&connection)
}

pub(crate) async fn discard_draft(app: &App, draft: DraftId) -> Result<(), Fault> {
    app.connections.discard(&draft);
    Ok(())
}

pub(crate) async fn rename_connection(
    app: &App,
    connection: ConnectionId,
    name: String,
) -> Result<ConnectionView, Fault> {
    app.connections.rename(&connection, &name)
}

pub(crate) async fn forget_connection(app: &App, connection: ConnectionId) -> Result<(), Fault> {
    app.connections.forget(&connection).await?;
    app.listings.close_of(&connection);
    app.readings.close_of(&connection);
    app.listings.remembered().forget(&connection);
    // Favourites that lead nowhere are left out when they are read, so that a file which cannot be
    // written stops nothing.
    if let Err(fault) = app.places.forget(&connection) {
        tracing::warn!("places of a forgotten connection stay in the file: {}", fault.details);
    }
    app.transfers.leave(connection).await;
    Ok(())
}

pub(crate) async fn open_practice(app: &App) -> Result<ConnectionView, Fault> {
    app.connections.open_practice().await
}

pub(crate) async fn list_buckets(
    app: &App,
    connection: ConnectionId,
    pages: Sink<Vec<BucketView>>,
) -> Result<Buckets, Fault> {
    let buckets = app.connections.buckets_as_they_come(&connection, &*pages).await?;
    // What an earlier start left unfinished there goes on, if its login did not open by itself.
    app.transfers.wake(connection).await;
    Ok(buckets)
}
