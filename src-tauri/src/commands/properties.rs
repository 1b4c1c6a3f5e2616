//! What files say of themselves: read, and different once a person has seen what that costs. The
//! change itself is a transfer.

use engine::{
    at::{FileAt, Place},
    fault::Fault,
    files::properties::{
        self, FileProperties,
        check::{self, PropertyFinding},
        edits::PropertyEdits,
    },
    ids::{DeletePlanId, PickId},
    listing::Selected,
    transfers::ChangeCount,
};
use serde::Deserialize;
use ts_rs::TS;

use crate::{app::App, page::Caller, sink::Sink};

/// Which files get other properties.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ChangeOf {
    /// What was picked of a listing.
    Picked { pick: PickId },
    /// One file, as the page shows it.
    File {
        at: FileAt,
        #[ts(type = "number")]
        size: u64,
        #[ts(type = "number | null")]
        modified: Option<i64>,
        etag: Option<String>,
    },
}

pub(crate) async fn read_properties(app: &App, at: FileAt, version: Option<String>) -> Result<FileProperties, Fault> {
    properties::read(&app.connections.store(&at.connection).await?, &at, version).await
}

pub(crate) async fn check_properties(_: &App, edits: PropertyEdits) -> Result<Vec<PropertyFinding>, Fault> {
    Ok(check::check(&edits))
}

pub(crate) async fn plan_properties(
    caller: &Caller<'_>,
    of: ChangeOf,
    edits: PropertyEdits,
    ticks: Sink<ChangeCount>,
) -> Result<DeletePlanId, Fault> {
    let (place, picked) = match of {
        ChangeOf::Picked { pick } => caller.picks.get(&pick)?,
        ChangeOf::File { at: FileAt { connection, bucket, key }, size, modified, etag } => {
            let prefix = key[..key.rfind('/').map_or(0, |at| at + 1)].to_owned();
            (Place { connection, bucket, prefix }, Selected::File { key, size, modified, etag }.into())
        }
    };
    let store = caller.connections.store(&place.connection).await?;
    Ok(caller.page.changes.count(&caller.transfers, (store, place, picked), edits, ticks))
}
