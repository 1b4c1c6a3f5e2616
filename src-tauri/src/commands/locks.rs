//! Object Lock and the archive for all that is selected: counted here, and run by `add_transfer`.

use engine::{
    at::Place,
    fault::Fault,
    files::{archive::RestoreTier, locks::LockWish},
    ids::{ChosenId, DeletePlanId, ListingId},
    transfers::{ArchivedCount, ArchivedPlan, LockCount, LockPlan, Work},
};

use super::transfer::destination;
use crate::{page::Caller, sink::Sink};

pub(crate) async fn plan_archived(
    caller: &Caller<'_>,
    listing: ListingId,
    ticks: Sink<ArchivedCount>,
) -> Result<DeletePlanId, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    caller.page.archives.count(&caller.transfers, &listing, ticks)
}

/// What was counted, to be asked for: at this speed, for so many days, and then downloaded or
/// copied to a place, if any.
pub(super) async fn restore_archived(
    caller: &Caller<'_>,
    plan: &DeletePlanId,
    (tier, days): (RestoreTier, i32),
    (download, copy): (Option<ChosenId>, Option<Place>),
) -> Result<Work, Fault> {
    let folder = download.map(|chosen| destination(caller, &chosen)).transpose()?;
    let asked = async |counted: &mut ArchivedPlan| {
        counted.at(tier, days)?;
        match copy {
            Some(to) => {
                let target = caller.connections.store(&to.connection).await?;
                counted.then_copy(&target, to).await
            }
            None => {
                counted.then_download(folder);
                Ok(())
            }
        }
    };
    caller.page.archives.take_if(plan, asked).await.map(Work::RestoreArchived)
}

/// What was counted, to be locked once the person typed what nobody can undo.
pub(super) async fn lock(caller: &Caller<'_>, plan: &DeletePlanId, typed: Option<&str>) -> Result<Work, Fault> {
    let asked = async |counted: &mut LockPlan| counted.confirmed(typed);
    caller.page.locks.take_if(plan, asked).await.map(Work::Lock)
}

pub(crate) async fn plan_lock(
    caller: &Caller<'_>,
    listing: ListingId,
    wish: LockWish,
    ticks: Sink<LockCount>,
) -> Result<DeletePlanId, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    caller.page.locks.count(&caller.transfers, &listing, wish, ticks)
}
