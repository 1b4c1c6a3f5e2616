//! Files that are looked at: open one, close it, play it. Its bytes go by [`crate::bytes`].

use engine::{at::FileAt, fault::Fault, ids::ReadingId, look::ReadingView};

use crate::app::App;

pub(crate) async fn open_reading(app: &App, at: FileAt, version: Option<String>) -> Result<ReadingView, Fault> {
    let store = app.connections.store(&at.connection).await?;
    app.readings.open(store, &at, version).await
}

pub(crate) async fn play_reading(app: &App, reading: ReadingId) -> Result<String, Fault> {
    app.readings.play(&reading).await
}

pub(crate) async fn close_reading(app: &App, reading: ReadingId) -> Result<(), Fault> {
    app.readings.close(&reading);
    Ok(())
}
