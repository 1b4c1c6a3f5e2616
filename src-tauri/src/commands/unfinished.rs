//! Uploads that nobody ended: finding them, and freeing what they take up.

use engine::{
    at::BucketAt,
    fault::Fault,
    files::unfinished::{self, CleanedUp, Unfinished, UnfinishedAt},
};

use crate::{app::App, sink::Sink};

pub(crate) async fn look_for_unfinished(app: &App, at: BucketAt, found: Sink<Unfinished>) -> Result<usize, Fault> {
    let store = app.connections.store(&at.connection).await?;
    unfinished::look(&store, &at.bucket, &app.transfers.uploads_under_way().await?, &*found).await
}

pub(crate) async fn clean_unfinished(app: &App, at: BucketAt, chosen: Vec<UnfinishedAt>) -> Result<CleanedUp, Fault> {
    let store = app.connections.store(&at.connection).await?;
    Ok(unfinished::clean(&store, &at.bucket, chosen, &app.transfers.uploads_under_way().await?).await)
}
