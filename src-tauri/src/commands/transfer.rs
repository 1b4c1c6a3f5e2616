//! Moving and deleting: what the page names (chosen paths, listings, plans) becomes paths and keys
//! here, for the engine.

use std::path::PathBuf;

use engine::{
    at::{FileAt, Place},
    fault::{self, Fault},
    files::{
        archive::RestoreTier,
        picks::Picked,
        versions::{self, SeenVersion},
    },
    ids::{ChosenId, DeletePlanId, GroupId, ListingId, PickId},
    listing::Selected,
    transfers::{
        Copies, DeleteCount, JobFilter, JobId, Jobs, OnConflict, Pacing, Request, RestoreCount, TransferTick,
        UndeleteCount, UploadOptions, Work,
    },
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{say, shell};

use crate::{
    app::App,
    chosen::{self, ChosenPath},
    dialogs::{self, ChooseKind},
    drag_out::{self, Dropped},
    page::Caller,
    programs,
    sink::Sink,
};

/// What to move, as the page names it. A download or deletion is of what is selected in a listing;
/// `download_file` is of one file by its key, for a login that may not list its folder.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum TransferWork {
    Upload {
        chosen: ChosenId,
        to: Place,
    },
    Download {
        listing: ListingId,
        chosen: ChosenId,
    },
    DownloadFile {
        place: Place,
        key: String,
        #[ts(type = "number")]
        size: u64,
        #[ts(type = "number | null")]
        modified: Option<i64>,
        chosen: ChosenId,
    },
    /// One version of a file, saved with its time in its name.
    DownloadVersion {
        at: FileAt,
        version: String,
        #[ts(type = "number")]
        size: u64,
        #[ts(type = "number | null")]
        modified: Option<i64>,
        chosen: ChosenId,
    },
    /// Makes a version of a file the current one again, by a copy: its history stays.
    RestoreVersion {
        at: FileAt,
        version: String,
        #[ts(type = "number")]
        size: u64,
        /// What it takes the place of, as the page shows it; null where nothing is there.
        over: Option<SeenVersion>,
    },
    Delete {
        plan: DeletePlanId,
    },
    /// What was counted with `plan_undelete` comes back.
    Undelete {
        plan: DeletePlanId,
    },
    /// What was counted with `plan_properties` gets other properties.
    Change {
        plan: DeletePlanId,
    },
    /// What was counted with `plan_restore` is as it was at that moment; `exact`: what was added
    /// since is deleted.
    Restore {
        plan: DeletePlanId,
        exact: bool,
    },
    /// What was counted with `plan_archived` is asked for, to be read for so many days where copies
    /// are restored. `download`: what was selected is downloaded there once all files can be read,
    /// `copy`: it is copied there.
    RestoreArchived {
        plan: DeletePlanId,
        tier: RestoreTier,
        days: i32,
        download: Option<ChosenId>,
        copy: Option<Place>,
    },
    /// What was counted with `plan_lock` is locked so; `typed`: the bucket's name, for what nobody
    /// can undo.
    Lock {
        plan: DeletePlanId,
        typed: Option<String>,
    },
    /// What a deletion hid comes back, where it told its delete markers.
    UndoDelete {
        group: GroupId,
        place: Place,
    },
    /// What was picked to another folder; with `leave` the originals go.
    Copy {
        pick: PickId,
        to: Place,
        leave: bool,
    },
    /// Another name for the one thing that was picked.
    Rename {
        pick: PickId,
        name: String,
    },
}

/// `op_id` is made by the page: the same id twice counts once.
#[derive(Clone, Debug, Deserialize, TS)]
pub(crate) struct TransferRequest {
    op_id: String,
    work: TransferWork,
    on_conflict: OnConflict,
    upload_options: UploadOptions,
}

pub(crate) async fn plan_delete(
    caller: &Caller<'_>,
    listing: ListingId,
    ticks: Sink<DeleteCount>,
) -> Result<DeletePlanId, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    caller.page.deletions.count(&caller.transfers, &listing, ticks)
}

pub(crate) async fn plan_undelete(
    caller: &Caller<'_>,
    listing: ListingId,
    ticks: Sink<UndeleteCount>,
) -> Result<DeletePlanId, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    Ok(caller.page.undeletions.count(&caller.transfers, &listing, ticks))
}

pub(crate) async fn plan_restore(
    caller: &Caller<'_>,
    listing: ListingId,
    ticks: Sink<RestoreCount>,
) -> Result<DeletePlanId, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    caller.page.restorations.count(&caller.transfers, &listing, ticks)
}

pub(crate) async fn discard_plan(caller: &Caller<'_>, plan: DeletePlanId) -> Result<(), Fault> {
    caller.page.discard(&plan);
    Ok(())
}

pub(crate) async fn pick_rows(caller: &Caller<'_>, listing: ListingId) -> Result<Picked, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    let held = caller.pages.held();
    let held = held.as_ref().map(|held| &held.picked.pick);
    Ok(caller.picks.keep(listing.place().clone(), listing.selected_there()?, held))
}

/// What was cut (`leave`) or copied in one window, to be put down in any.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub(crate) struct HeldRows {
    picked: Picked,
    leave: bool,
    rows: Vec<HeldRow>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub(crate) struct HeldRow {
    key: String,
    name: String,
}

pub(crate) async fn hold_rows(caller: &Caller<'_>, held: Option<HeldRows>) -> Result<(), Fault> {
    caller.pages.hold(&caller.page, held);
    Ok(())
}

pub(crate) async fn choose(app: &App, kind: ChooseKind) -> Result<Option<ChosenPath>, Fault> {
    Ok(dialogs::choose(&app.tauri, kind).await.map(|paths| app.chosen.remember(paths)))
}

pub(crate) async fn add_transfer(caller: &Caller<'_>, request: TransferRequest) -> Result<GroupId, Fault> {
    // A plan is taken once, so the second call of a reloaded page must not look for it again.
    if let Some(group) = caller.transfers.known(&request.op_id).await? {
        return Ok(group);
    }
    let spent = match &request.work {
        TransferWork::Rename { pick, .. } | TransferWork::Copy { pick, leave: true, .. } => Some(pick.clone()),
        _ => None,
    };
    let TransferRequest { op_id, work, on_conflict, upload_options } = request;
    let work = work_of(caller, work).await?;
    let group = caller.transfers.add(Request { op_id, work, on_conflict, upload_options }).await?;
    spent.iter().for_each(|pick| caller.picks.forget(pick));
    Ok(group)
}

/// What the page names, with the logins and paths that it never has.
async fn work_of(caller: &Caller<'_>, work: TransferWork) -> Result<Work, Fault> {
    Ok(match work {
        TransferWork::Upload { chosen, to } => {
            let store = caller.connections.store(&to.connection).await?;
            Work::Upload { store, paths: caller.chosen.paths(&chosen)?, to }
        }
        TransferWork::Download { listing, chosen } => {
            let listing = caller.page.listings.get(&listing)?;
            let folder = destination(caller, &chosen)?;
            let (store, from) = (listing.store().clone(), listing.place().clone());
            Work::Download { store, picked: listing.selected_there()?, from, folder }
        }
        TransferWork::DownloadFile { place, key, size, modified, chosen } => {
            let (store, folder) = (caller.connections.store(&place.connection).await?, destination(caller, &chosen)?);
            let picked = Selected::File { key, size, modified, etag: None }.into();
            Work::Download { store, picked, from: place, folder }
        }
        TransferWork::DownloadVersion { at, version, size, modified, chosen } => {
            let (store, folder) = (caller.connections.store(&at.connection).await?, destination(caller, &chosen)?);
            versions::check_readable(&store, &at, &version).await?;
            Work::download_version(store, at, version, size, modified, folder)
        }
        TransferWork::RestoreVersion { at, version, size, over } => {
            let store = caller.connections.store(&at.connection).await?;
            versions::check_readable(&store, &at, &version).await?;
            let over = versions::current(&store, &at, over.as_ref()).await?;
            Work::restore_version(store, &at, version, size, over)
        }
        TransferWork::Delete { plan } => Work::Delete(caller.page.deletions.take(&plan).await?),
        TransferWork::Undelete { plan } => Work::Undelete(caller.page.undeletions.take(&plan).await?),
        TransferWork::Change { plan } => Work::Change(caller.page.changes.take(&plan).await?),
        TransferWork::Restore { plan, exact } => {
            Work::Restore(caller.page.restorations.take(&plan).await?.exactly(exact))
        }
        TransferWork::RestoreArchived { plan, tier, days, download, copy } => {
            super::locks::restore_archived(caller, &plan, (tier, days), (download, copy)).await?
        }
        TransferWork::Lock { plan, typed } => super::locks::lock(caller, &plan, typed.as_deref()).await?,
        TransferWork::UndoDelete { group, place } => {
            let store = caller.connections.store(&place.connection).await?;
            Work::UndoDelete { store, place, group: Some(group) }
        }
        TransferWork::Copy { pick, to, leave } => {
            let (from, picked) = caller.picks.get(&pick)?;
            let store = caller.connections.store(&from.connection).await?;
            let target = caller.connections.store(&to.connection).await?;
            let copies = Copies::to((&store, from, picked), (&target, to), leave).await?;
            Work::Copy { store, target, copies }
        }
        TransferWork::Rename { pick, name } => {
            let (from, picked) = caller.picks.get(&pick)?;
            let store = caller.connections.store(&from.connection).await?;
            let one = picked.alone().ok_or_else(|| fault::gone("selection"))?;
            let copies = Copies::rename(&store, from, one, &name).await?;
            Work::Copy { target: store.clone(), store, copies }
        }
    })
}

pub(crate) async fn drag_out(
    caller: &Caller<'_>,
    op_id: String,
    listing: ListingId,
    label: String,
) -> Result<Option<GroupId>, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    // What is carried is what is selected now, whatever becomes of the listing on the way.
    let (store, picked, from) = (listing.store().clone(), listing.selected_there()?, listing.place().clone());
    let folder = match drag_out::carry(&caller.tauri, label).await {
        Dropped::Into(folder) => folder,
        Dropped::Elsewhere => return Err(fault::no_folder_named()),
        Dropped::Nowhere => return Ok(None),
    };
    let work = Work::Download { store, picked, from, folder };
    let request = Request { op_id, work, on_conflict: OnConflict::Ask, upload_options: UploadOptions::default() };
    caller.transfers.add(request).await.map(Some)
}

pub(super) fn destination(app: &App, chosen: &ChosenId) -> Result<PathBuf, Fault> {
    app.chosen.paths(chosen)?.into_iter().next().ok_or_else(|| fault::gone("folder"))
}

pub(crate) async fn watch_transfers(caller: &Caller<'_>, ticks: Sink<TransferTick>) -> Result<(), Fault> {
    caller.transfers.watch(caller.hears(|page| &page.transfers, ticks)).await;
    Ok(())
}

pub(crate) async fn answer_conflicts(app: &App, group: GroupId, on_conflict: OnConflict) -> Result<(), Fault> {
    app.transfers.answer_conflicts(group, on_conflict).await;
    Ok(())
}

pub(crate) async fn cancel_transfer(app: &App, group: GroupId, job: Option<JobId>) -> Result<(), Fault> {
    app.transfers.cancel(group, job).await;
    Ok(())
}

pub(crate) async fn retry_transfer(app: &App, group: GroupId, job: Option<JobId>) -> Result<(), Fault> {
    app.transfers.retry(group, job).await;
    Ok(())
}

pub(crate) async fn replace_unseen(app: &App, group: GroupId) -> Result<(), Fault> {
    app.transfers.replace_unseen(group).await;
    Ok(())
}

pub(crate) async fn pause_transfer(app: &App, group: Option<GroupId>, job: Option<JobId>) -> Result<(), Fault> {
    match (group, job) {
        (Some(group), Some(job)) => app.transfers.hold(group, job).await,
        (group, _) => app.transfers.pause(group).await,
    }
    Ok(())
}

pub(crate) async fn resume_transfer(app: &App, group: Option<GroupId>, job: Option<JobId>) -> Result<(), Fault> {
    match (group, job) {
        (Some(group), Some(job)) => app.transfers.free(group, job).await,
        (group, _) => app.transfers.resume(group).await,
    }
    Ok(())
}

pub(crate) async fn run_first(app: &App, group: GroupId, job: Option<JobId>) -> Result<(), Fault> {
    app.transfers.first(group, job).await;
    Ok(())
}

pub(crate) async fn dismiss_transfer(app: &App, group: GroupId) -> Result<(), Fault> {
    app.transfers.dismiss(group).await;
    Ok(())
}

pub(crate) async fn read_jobs(
    app: &App,
    group: GroupId,
    filter: JobFilter,
    start: usize,
    len: usize,
) -> Result<Jobs, Fault> {
    app.transfers.jobs(group, filter, start, len).await
}

pub(crate) async fn reveal_download(app: &App, group: GroupId) -> Result<(), Fault> {
    let folder = app.transfers.download_folder(group.clone()).await.ok_or_else(|| fault::gone("download"))?;
    let first = app.transfers.jobs(group, JobFilter::All, 0, 1).await.ok();
    // The first of what is in the folder itself: a file, or the folder that was downloaded.
    let saved = first.and_then(|jobs| jobs.jobs.into_iter().next()).map(|job| job.saved_as.unwrap_or(job.name));
    let saved = saved.and_then(|saved| saved.split('/').next().map(|first| folder.join(first)));
    match saved.filter(|saved| saved.exists()) {
        Some(saved) => programs::show(&saved).await,
        None => dialogs::reveal(&folder),
    }
}

pub(crate) async fn save_jobs(app: &App, group: GroupId) -> Result<Option<String>, Fault> {
    let Some(file) = dialogs::save(&app.tauri, say!(shell::SaveTransferTitle), "transfer.csv").await else {
        return Ok(None);
    };
    app.transfers.save_table(group, &file).await?;
    Ok(Some(chosen::name(&file)))
}

pub(crate) async fn read_pacing(app: &App) -> Result<Pacing, Fault> {
    Ok(Pacing::read(&app.config))
}

pub(crate) async fn set_pacing(app: &App, pacing: Pacing) -> Result<Pacing, Fault> {
    let pacing = pacing.sound();
    app.transfers.pace(pacing).await;
    if !pacing.keep(&app.config) {
        tracing::warn!("the limits of transfers could not be kept");
    }
    Ok(pacing)
}
