//! Files that are looked at: open one, close it, play it. Its bytes go by [`crate::bytes`].

use engine::{
    at::FileAt,
    fault::Fault,
    files::look::{Pictured, ReadingView, Thumbnail},
    ids::ReadingId,
};

use crate::{app::App, page::Caller};

pub(crate) async fn open_reading(
    caller: &Caller<'_>,
    at: FileAt,
    version: Option<String>,
) -> Result<ReadingView, Fault> {
    let store = caller.connections.store(&at.connection).await?;
    caller.page.readings.open(store, &at, version).await
}

pub(crate) async fn play_reading(caller: &Caller<'_>, reading: ReadingId) -> Result<String, Fault> {
    caller.page.readings.play(&reading).await
}

pub(crate) async fn close_reading(caller: &Caller<'_>, reading: ReadingId) -> Result<(), Fault> {
    caller.page.readings.close(&reading);
    Ok(())
}

pub(crate) async fn see_thumbnail(caller: &Caller<'_>, of: Pictured, first: u64) -> Result<Thumbnail, Fault> {
    if let Some(kept) = caller.thumbs.read(&of) {
        return Ok(kept);
    }
    let store = caller.connections.store(&of.at.connection).await?;
    caller.page.readings.open_pictured(store, &of, first).await
}

pub(crate) async fn keep_thumbnail(app: &App, of: Pictured, picture: String) -> Result<(), Fault> {
    app.thumbs.keep(&of, &picture);
    Ok(())
}
