//! Object Lock and the archive for all that is selected: counted here, and run by `add_transfer`.

use engine::{
    fault::Fault,
    files::locks::LockWish,
    ids::{DeletePlanId, ListingId},
    transfers::{ArchivedCount, LockCount},
};

use crate::{page::Caller, sink::Sink};

pub(crate) async fn plan_archived(
    caller: &Caller<'_>,
    listing: ListingId,
    ticks: Sink<ArchivedCount>,
) -> Result<DeletePlanId, Fault> {
    let listing = caller.page.listings.get(&listing)?;
    caller.page.archives.count(&caller.transfers, &listing, ticks)
}

pub(crate) async fn discard_archived(caller: &Caller<'_>, plan: DeletePlanId) -> Result<(), Fault> {
    caller.page.archives.discard(&plan);
    Ok(())
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

pub(crate) async fn discard_lock(caller: &Caller<'_>, plan: DeletePlanId) -> Result<(), Fault> {
    caller.page.locks.discard(&plan);
    Ok(())
}
