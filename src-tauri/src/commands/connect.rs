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
    page::Caller,
    sink::Sink,
};

pub(crate) async fn start(caller: &Caller<'_>) -> Result<Start, Fault> {
    caller.page.close(caller.app);
    let notice = match caller.connections.notice() {
        Some(notice) => Some(notice),
        None => caller.transfers.trouble().await,
    };
    Ok(Start {
        version: env!("CARGO_PKG_VERSION"),
        language: language::asked(),
        providers: ProviderView::all(),
        connections: caller.connections.list(),
        tabs: caller.page.tabs.clone(),
        notice,
    })
}

pub(crate) async fn probe_login(
    caller: &Caller<'_>,
    login: Login,
    kept: Option<ImportId>,
    editing: Option<ConnectionId>,
    steps: Sink<ProbeStep>,
) -> Result<Probed, Fault> {
    let login = match kept {
        Some(card) => login.completed(&caller.page.imports, &card),
        None => login,
    };
    let login = match &editing {
        Some(connection) => caller.connections.with_kept_secret(login, connection).await?,
        None => login,
    };
    let probed = caller.connections.probe(login, now(), &*steps).await;
    probed.draft.iter().for_each(|draft| caller.page.holds(draft.clone()));
    Ok(probed)
}

pub(crate) async fn watch_asks(caller: &Caller<'_>, asks: Sink<Vec<AskView>>) -> Result<(), Fault> {
    caller.connections.asks().watch(caller.hears(|page| &page.asks, asks));
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
    caller: &Caller<'_>,
    draft: DraftId,
    name: String,
    storage: SecretStorage,
    replaces: Option<ConnectionId>,
) -> Result<ConnectionView, Fault> {
    let saved = caller.connections.save(&draft, &name, storage, replaces.as_ref()).await?;
    if replaces.is_some() {
        // Listings of the old login are closed, and transfers that waited for it go on with the new
        // one.
        // What was there at the last visit may be of another server.
        caller.pages.close_of(&saved.id);
        caller.thumbs.forget(&saved.id);
        caller.transfers.wake(saved.id.clone()).await;
    }
    caller.tell_others();
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
    caller: &Caller<'_>,
    connection: ConnectionId,
    name: String,
) -> Result<ConnectionView, Fault> {
    let renamed = caller.connections.rename(&connection, &name)?;
    caller.tell_others();
    Ok(renamed)
}

pub(crate) async fn forget_connection(caller: &Caller<'_>, connection: ConnectionId) -> Result<(), Fault> {
    let told = caller.opened_files.told_of(&connection);
    caller.connections.forget(&connection).await?;
    caller.pages.close_of(&connection);
    caller.thumbs.forget(&connection);
    // Favourites that lead nowhere are left out when they are read, so that a file which cannot be
    // written stops nothing.
    if let Err(fault) = caller.places.forget(&connection) {
        tracing::warn!("places of a forgotten connection stay in the file: {}", fault.details);
    }
    if let Err(fault) = caller.links.forget_of(&connection) {
        tracing::warn!("links of a forgotten connection stay in the file: {}", fault.details);
    }
    caller.tell_others();
    caller.transfers.leave(connection.clone()).await;
    let files = caller.opened_files.clone();
    let gone = tokio::task::spawn_blocking(move || files.forget_of(&connection, &told)).await;
    gone.map_err(|_| fault::defect("forget_connection"))
}

pub(crate) async fn open_practice(caller: &Caller<'_>) -> Result<ConnectionView, Fault> {
    let practice = caller.connections.open_practice().await?;
    caller.tell_others();
    Ok(practice)
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
