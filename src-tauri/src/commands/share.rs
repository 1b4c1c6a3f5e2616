//! Links that open files without a sign-in. A link goes to the page that asked for it, to the
//! program that opens it, and into the file that the person chose; nowhere else. A browser or mail
//! program may have it on its command line, where others who use this computer can read it.

use engine::{
    Secret,
    at::{FileAt, Place},
    fault::{self, Fault},
    files::{
        share::{
            self, Arrivals, LinkEnd, LinkLasts, LinkTried, LinkView, LinkWanted, LinksWanted, MadeLink, MadeUpload,
            ManyLinks, ManySharing, Sharing, UploadEnd, UploadFacts, UploadWanted,
        },
        write_chosen,
    },
    ids::{LinkId, PickId, ShareId},
};
use words::{Words, say, shell};

use crate::{
    app::{App, now},
    chosen, dialogs,
    page::Caller,
    programs,
};

pub(crate) async fn open_share(caller: &Caller<'_>, at: FileAt, version: Option<String>) -> Result<Sharing, Fault> {
    let store = caller.connections.store(&at.connection).await?;
    caller.page.shares.open(store, at, version).await
}

pub(crate) async fn check_link(caller: &Caller<'_>, share: ShareId, lasts: LinkLasts) -> Result<LinkEnd, Fault> {
    caller.page.shares.end(&share, lasts, now()).await
}

pub(crate) async fn make_link(caller: &Caller<'_>, share: ShareId, wanted: LinkWanted) -> Result<MadeLink, Fault> {
    let (made, view) = caller.page.shares.make(&share, wanted, now()).await?;
    caller.links.add(vec![view], now())?;
    Ok(made)
}

pub(crate) async fn open_link(caller: &Caller<'_>, share: ShareId) -> Result<(), Fault> {
    let (link, ..) = caller.page.shares.link(&share)?;
    programs::open_address(&caller.tauri, &link).await
}

pub(crate) async fn mail_link(caller: &Caller<'_>, share: ShareId) -> Result<(), Fault> {
    let (link, name, end) = caller.page.shares.link(&share)?;
    programs::open_address(&caller.tauri, &share::mail(&link, &name, end)).await
}

pub(crate) async fn close_share(caller: &Caller<'_>, share: ShareId) -> Result<(), Fault> {
    caller.page.shares.close(&share);
    Ok(())
}

pub(crate) async fn copy_link(caller: &Caller<'_>, share: ShareId) -> Result<(), Fault> {
    let (link, ..) = caller.page.shares.link(&share)?;
    caller.clipboard.copy(&link)
}

pub(crate) async fn open_many_share(caller: &Caller<'_>, pick: PickId) -> Result<ManySharing, Fault> {
    let (from, choice) = caller.picks.get(&pick)?;
    let store = caller.connections.store(&from.connection).await?;
    caller.page.shares.open_many(store, &from, &choice).await
}

pub(crate) async fn save_links(app: &App, pick: PickId, wanted: LinksWanted) -> Result<ManyLinks, Fault> {
    let (from, choice) = app.picks.get(&pick)?;
    let store = app.connections.store(&from.connection).await?;
    let (told, file_name, text, views) = share::links(&store, &from, &choice, &wanted, now()).await?;
    if !matches!(told.tried, LinkTried::Works { .. }) {
        return Ok(told);
    }
    let saved = save(app, say!(shell::SaveLinksTitle), &file_name, text, views).await?;
    Ok(ManyLinks { saved, ..told })
}

pub(crate) async fn open_upload(caller: &Caller<'_>, place: Place) -> Result<UploadFacts, Fault> {
    let store = caller.connections.store(&place.connection).await?;
    caller.page.shares.open_upload(store, place, now()).await
}

pub(crate) async fn check_upload(
    caller: &Caller<'_>,
    share: ShareId,
    wanted: UploadWanted,
) -> Result<UploadEnd, Fault> {
    caller.page.shares.check_upload(&share, &wanted, now()).await
}

pub(crate) async fn save_upload(
    caller: &Caller<'_>,
    share: ShareId,
    wanted: UploadWanted,
) -> Result<MadeUpload, Fault> {
    let (told, page) = caller.page.shares.make_upload(&share, &wanted, now()).await?;
    if !told.tried.may_be_sent() {
        return Ok(told);
    }
    let saved = save(caller, say!(shell::SaveUploadTitle), &page.file_name, page.text, vec![page.view]).await?;
    Ok(MadeUpload { saved, ..told })
}

pub(crate) async fn read_arrivals(app: &App, link: LinkId) -> Result<Arrivals, Fault> {
    let link = app.links.find(&link)?;
    let store = app.connections.store(&link.at.connection).await?;
    share::arrivals(&store, &link).await
}

/// Asks where to, and writes what was made for its owner's eyes alone. What cannot be listed is not
/// handed over, and what was not written is not listed. None: nobody said where.
async fn save(
    app: &App,
    title: Words,
    file_name: &str,
    text: Secret,
    views: Vec<LinkView>,
) -> Result<Option<String>, Fault> {
    let Some(file) = dialogs::save(&app.tauri, title, file_name).await else { return Ok(None) };
    let saved = chosen::name(&file);
    let ids: Vec<LinkId> = views.iter().map(|view| view.id.clone()).collect();
    app.links.add(views, now())?;
    let written = tokio::task::spawn_blocking(move || write_chosen(&file, text.expose().as_bytes())).await;
    if let Err(fault) = written.unwrap_or_else(|_| Err(fault::defect("save_links"))) {
        app.links.forget_all(&ids)?;
        return Err(fault);
    }
    Ok(Some(saved))
}

pub(crate) async fn list_links(app: &App) -> Result<Vec<LinkView>, Fault> {
    app.links.list()
}

pub(crate) async fn forget_link(app: &App, link: LinkId) -> Result<(), Fault> {
    app.links.forget(&link)
}
