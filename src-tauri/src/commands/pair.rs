//! Saved pairs of places: save, compare, run, change, forget.

use engine::{
    backups::{Halt, RunTick},
    fault::Fault,
    ids::{PairId, SyncId},
    pairs::{PairAsked, PairPlace, PairRequest, PairView, SavedPair},
    sync::{SyncProgress, SyncSide},
    transfers::Pacing,
};
use jiff::Zoned;

use super::backup::lasts;
use crate::{app::App, page::Caller, sink::Sink};

pub(crate) async fn list_pairs(app: &App) -> Result<Vec<PairView>, Fault> {
    app.pairs.list()
}

pub(crate) async fn save_pair(caller: &Caller<'_>, comparison: SyncId, wanted: PairRequest) -> Result<PairView, Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    let (left, right, ..) = comparison.of();
    let reached = |side: &SyncSide| match side {
        SyncSide::Folder(_) => true,
        SyncSide::Bucket { place, .. } => lasts(caller, &place.connection),
    };
    let both = reached(left) && reached(right);
    caller.pairs.save(comparison, wanted, both).await
}

pub(crate) async fn change_pair(app: &App, pair: PairId, wanted: PairRequest) -> Result<PairView, Fault> {
    let SavedPair { left, right, .. } = app.pairs.get(&pair)?;
    let reached = |place: &PairPlace| place.connection().is_none_or(|connection| lasts(app, connection));
    app.pairs.change(&pair, wanted, reached(&left) && reached(&right))
}

pub(crate) async fn forget_pair(app: &App, pair: PairId) -> Result<(), Fault> {
    app.pairs.forget(&pair)
}

pub(crate) async fn compare_pair(
    caller: &Caller<'_>,
    pair: PairId,
    ticks: Sink<SyncProgress>,
) -> Result<SyncId, Fault> {
    let pair = caller.pairs.get(&pair)?;
    let (left, right) = pair.open(&caller.connections).await?;
    caller.page.syncs.begin(left, right, pair.by, &pair.filter, ticks)
}

pub(crate) async fn look_at_pair(caller: &Caller<'_>, pair: PairId, comparison: SyncId) -> Result<PairView, Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    caller.pairs.looked(&pair, &comparison)
}

pub(crate) async fn run_pair(
    caller: &Caller<'_>,
    pair: PairId,
    comparison: SyncId,
    asked: PairAsked,
    ticks: Sink<RunTick>,
) -> Result<(), Fault> {
    let comparison = caller.page.syncs.get(&comparison)?;
    match caller.pairs.run(&pair, &comparison, asked, Pacing::read(&caller.config), &Zoned::now, &*ticks).await {
        Ok(made) => made.trouble.map_or(Ok(()), Err),
        Err(Halt::Stopped) => Ok(()),
        Err(Halt::Failed(fault)) => Err(fault),
    }
}

pub(crate) async fn stop_pair(app: &App, pair: PairId) -> Result<(), Fault> {
    app.pairs.stop(&pair);
    Ok(())
}
