//! Folders: open, look through, sort, filter, select, and make new ones.

use engine::{
    at::{FileAt, Place},
    fault::Fault,
    files::{
        archive::{self, ArchiveState, RestoreTier},
        changes::{self, FolderChanges},
        folders,
    },
    ids::{ConnectionId, ListingId, MeasureId},
    listing::{
        FolderSize, LastRead, ListingKind, ListingTick, Match, Opened, ReportAt, ReportView, Rows, Selection,
        SelectionChange, Since, Sort, look_at_report,
    },
};

use crate::{app::App, page::Caller, sink::Sink};

pub(crate) async fn open_listing(
    caller: &Caller<'_>,
    place: Place,
    kind: ListingKind,
    ticks: Sink<ListingTick>,
) -> Result<Opened, Fault> {
    let store = caller.connections.store(&place.connection).await?;
    Ok(Opened { listing: caller.page.listings.open(store, place, kind, ticks) })
}

pub(crate) async fn last_read(caller: &Caller<'_>, place: Place) -> Result<Option<LastRead>, Fault> {
    let remembered = caller.page.listings.remembered();
    // Without it the folder is read as one never seen.
    Ok(tokio::task::spawn_blocking(move || remembered.read(&place)).await.unwrap_or_default())
}

pub(crate) async fn read_report(app: &App, connection: ConnectionId, at: ReportAt) -> Result<ReportView, Fault> {
    let store = app.connections.store(&connection).await?;
    look_at_report(&store, connection, at).await
}

pub(crate) async fn measure_folder(
    caller: &Caller<'_>,
    place: Place,
    ticks: Sink<FolderSize>,
) -> Result<MeasureId, Fault> {
    let store = caller.connections.store(&place.connection).await?;
    Ok(caller.page.listings.measure(store, place, ticks))
}

pub(crate) async fn stop_measuring(caller: &Caller<'_>, measure: MeasureId) -> Result<(), Fault> {
    caller.page.listings.stop_measuring(&measure);
    Ok(())
}

pub(crate) async fn read_rows(
    caller: &Caller<'_>,
    listing: ListingId,
    start: usize,
    len: usize,
) -> Result<Rows, Fault> {
    Ok(caller.page.listings.get(&listing)?.rows(start, len))
}

pub(crate) async fn sort_listing(caller: &Caller<'_>, listing: ListingId, sort: Sort) -> Result<(), Fault> {
    caller.page.listings.get(&listing)?.sort(sort).await;
    Ok(())
}

pub(crate) async fn filter_listing(caller: &Caller<'_>, listing: ListingId, text: String) -> Result<(), Fault> {
    caller.page.listings.get(&listing)?.filter(&text).await;
    Ok(())
}

pub(crate) async fn filter_since(caller: &Caller<'_>, listing: ListingId, since: Option<Since>) -> Result<(), Fault> {
    caller.page.listings.get(&listing)?.filter_since(since).await;
    Ok(())
}

pub(crate) async fn list_changes(app: &App, place: Place) -> Result<FolderChanges, Fault> {
    changes::read(&app.connections.store(&place.connection).await?, &place).await
}

pub(crate) async fn select_rows(
    caller: &Caller<'_>,
    listing: ListingId,
    revision: u64,
    change: SelectionChange,
) -> Result<Selection, Fault> {
    Ok(caller.page.listings.get(&listing)?.select(revision, change))
}

pub(crate) async fn find_row(
    caller: &Caller<'_>,
    listing: ListingId,
    text: String,
    from: usize,
) -> Result<Match, Fault> {
    Ok(caller.page.listings.get(&listing)?.find(&text, from))
}

pub(crate) async fn refresh_listing(caller: &Caller<'_>, listing: ListingId) -> Result<(), Fault> {
    caller.page.listings.get(&listing)?.refresh();
    Ok(())
}

pub(crate) async fn retry_listing(caller: &Caller<'_>, listing: ListingId) -> Result<(), Fault> {
    caller.page.listings.get(&listing)?.retry();
    Ok(())
}

pub(crate) async fn close_listing(caller: &Caller<'_>, listing: ListingId) -> Result<(), Fault> {
    caller.page.listings.close(&listing);
    Ok(())
}

pub(crate) async fn make_folder(app: &App, place: Place, name: String) -> Result<(), Fault> {
    let store = app.connections.store(&place.connection).await?;
    folders::make(&store, &place, &name).await
}

pub(crate) async fn look_into_archive(app: &App, at: FileAt) -> Result<ArchiveState, Fault> {
    archive::look(&app.connections.store(&at.connection).await?, &at).await
}

pub(crate) async fn restore_from_archive(
    app: &App,
    at: FileAt,
    tier: RestoreTier,
    days: i32,
) -> Result<ArchiveState, Fault> {
    archive::restore(&app.connections.store(&at.connection).await?, &at, tier, days).await
}
