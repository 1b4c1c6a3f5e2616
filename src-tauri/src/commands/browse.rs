//! Folders: open, look through, sort, filter, select, and make new ones.

use engine::{
    at::{FileAt, Place},
    fault::Fault,
    files::{
        archive::{self, ArchiveState, RestoreTier},
        folders,
    },
    ids::{ConnectionId, ListingId, MeasureId},
    listing::{
        FolderSize, LastRead, ListingKind, ListingTick, Match, Opened, ReportAt, ReportView, Rows, Selection,
        SelectionChange, Sort, look_at_report,
    },
};

use crate::{app::App, sink::Sink};

pub(crate) async fn open_listing(
    app: &App,
    place: Place,
    kind: ListingKind,
    ticks: Sink<ListingTick>,
) -> Result<Opened, Fault> {
    let store = app.connections.store(&place.connection).await?;
    Ok(Opened { listing: app.listings.open(store, place, kind, ticks) })
}

pub(crate) async fn last_read(app: &App, place: Place) -> Result<Option<LastRead>, Fault> {
    let remembered = app.listings.remembered();
    // Without it the folder is read as one never seen.
    Ok(tokio::task::spawn_blocking(move || remembered.read(&place)).await.unwrap_or_default())
}

pub(crate) async fn read_report(app: &App, connection: ConnectionId, at: ReportAt) -> Result<ReportView, Fault> {
    let store = app.connections.store(&connection).await?;
    look_at_report(&store, connection, at).await
}

pub(crate) async fn measure_folder(app: &App, place: Place, ticks: Sink<FolderSize>) -> Result<MeasureId, Fault> {
    let store = app.connections.store(&place.connection).await?;
    Ok(app.listings.measure(store, place, ticks))
}

pub(crate) async fn stop_measuring(app: &App, measure: MeasureId) -> Result<(), Fault> {
    app.listings.stop_measuring(&measure);
    Ok(())
}

pub(crate) async fn read_rows(app: &App, listing: ListingId, start: usize, len: usize) -> Result<Rows, Fault> {
    Ok(app.listings.get(&listing)?.rows(start, len))
}

pub(crate) async fn sort_listing(app: &App, listing: ListingId, sort: Sort) -> Result<(), Fault> {
    app.listings.get(&listing)?.sort(sort).await;
    Ok(())
}

pub(crate) async fn filter_listing(app: &App, listing: ListingId, text: String) -> Result<(), Fault> {
    app.listings.get(&listing)?.filter(&text).await;
    Ok(())
}

pub(crate) async fn select_rows(
    app: &App,
    listing: ListingId,
    revision: u64,
    change: SelectionChange,
) -> Result<Selection, Fault> {
    Ok(app.listings.get(&listing)?.select(revision, change))
}

pub(crate) async fn find_row(app: &App, listing: ListingId, text: String, from: usize) -> Result<Match, Fault> {
    Ok(app.listings.get(&listing)?.find(&text, from))
}

pub(crate) async fn refresh_listing(app: &App, listing: ListingId) -> Result<(), Fault> {
    app.listings.get(&listing)?.refresh();
    Ok(())
}

pub(crate) async fn retry_listing(app: &App, listing: ListingId) -> Result<(), Fault> {
    app.listings.get(&listing)?.retry();
    Ok(())
}

pub(crate) async fn close_listing(app: &App, listing: ListingId) -> Result<(), Fault> {
    app.listings.close(&listing);
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
