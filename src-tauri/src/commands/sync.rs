//! Two places held side by side, and made the same.

use engine::{
    at::Place,
    fault::{self, Fault},
    ids::{ChosenId, GroupId, SyncId},
    sync::{CompareBy, SyncCount, SyncFilter, SyncProgress, SyncRows, SyncSeen, SyncSide, SyncState, SyncWish},
    transfers::{OnConflict, Request, UploadOptions, Work},
};
use jiff::Zoned;
use serde::Deserialize;
use ts_rs::TS;

use words::{say, shell};

use crate::{app::App, chosen, dialogs, page::Caller, sink::Sink};

/// One of the two places: a folder of a bucket, or one of this computer that was chosen.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum SyncPlace {
    Bucket { place: Place },
    Folder { chosen: ChosenId },
}

async fn side(app: &App, place: SyncPlace) -> Result<SyncSide, Fault> {
    match place {
        SyncPlace::Bucket { place } => {
            let store = app.connections.store(&place.connection).await?;
            Ok(SyncSide::Bucket { store, place })
        }
        SyncPlace::Folder { chosen } => {
            let folder = app.chosen.paths(&chosen)?.into_iter().next();
            Ok(SyncSide::Folder(folder.ok_or_else(|| fault::gone("folder"))?))
        }
    }
}

pub(crate) async fn compare_places(
    caller: &Caller<'_>,
    left: SyncPlace,
    right: SyncPlace,
    by: CompareBy,
    filter: SyncFilter,
    ticks: Sink<SyncProgress>,
) -> Result<SyncId, Fault> {
    let (left, right) = (side(caller, left).await?, side(caller, right).await?);
    caller.page.syncs.begin(left, right, by, &filter, ticks)
}

pub(crate) async fn read_sync(
    caller: &Caller<'_>,
    comparison: SyncId,
    states: Vec<SyncState>,
    start: usize,
    len: usize,
) -> Result<SyncRows, Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    blocking(move || comparison.rows(&states, start, len)).await
}

pub(crate) async fn save_sync(caller: &Caller<'_>, comparison: SyncId) -> Result<Option<String>, Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    let Some(file) = dialogs::save(&caller.tauri, say!(shell::SaveComparedTitle), "compared.csv").await else {
        return Ok(None);
    };
    let name = chosen::name(&file);
    blocking(move || comparison.save_table(&file)).await?;
    Ok(Some(name))
}

pub(crate) async fn leave_out_of_sync(
    caller: &Caller<'_>,
    comparison: SyncId,
    rows: Vec<usize>,
    out: bool,
) -> Result<(), Fault> {
    caller.page.syncs.get(&comparison)?.leave_out(&rows, out);
    Ok(())
}

pub(crate) async fn plan_sync(caller: &Caller<'_>, comparison: SyncId, wish: SyncWish) -> Result<SyncCount, Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    blocking(move || comparison.plan(wish)).await
}

pub(crate) async fn begin_sync(
    caller: &Caller<'_>,
    op_id: String,
    comparison: SyncId,
    wish: SyncWish,
    seen: SyncSeen,
    sure: bool,
) -> Result<GroupId, Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    let plan = blocking(move || comparison.begin(wish, &seen, sure, &Zoned::now())).await?;
    let (work, on_conflict) = (Work::Sync(plan), OnConflict::Ask);
    caller.transfers.add(Request { op_id, work, on_conflict, upload_options: UploadOptions::default() }).await
}

pub(crate) async fn close_sync(caller: &Caller<'_>, comparison: SyncId) -> Result<(), Fault> {
    caller.page.syncs.close(&comparison);
    Ok(())
}

/// Reads what was found, beside the tasks that must not wait for a disk.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| fault::defect("a comparison"))?
}
