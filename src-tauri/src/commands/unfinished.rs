//! Uploads that nobody ended: finding them, and freeing what they take up.

use std::collections::HashSet;

use engine::{
    at::BucketAt,
    backups,
    fault::Fault,
    files::unfinished::{self, CleanedUp, Unfinished, UnfinishedAt},
};

use crate::{app::App, sink::Sink};

/// The uploads of this program, of its transfers and of backups and saved pairs that run.
async fn under_way(app: &App) -> Result<HashSet<String>, Fault> {
    let (mut ours, theirs) = (app.transfers.uploads_under_way().await?, backups::uploads_under_way().await?);
    ours.extend(theirs);
    Ok(ours)
}

pub(crate) async fn look_for_unfinished(app: &App, at: BucketAt, found: Sink<Unfinished>) -> Result<usize, Fault> {
    let store = app.connections.store(&at.connection).await?;
    unfinished::look(&store, &at.bucket, &under_way(app).await?, &*found).await
}

pub(crate) async fn clean_unfinished(app: &App, at: BucketAt, chosen: Vec<UnfinishedAt>) -> Result<CleanedUp, Fault> {
    let store = app.connections.store(&at.connection).await?;
    Ok(unfinished::clean(&store, &at.bucket, chosen, &under_way(app).await?).await)
}
