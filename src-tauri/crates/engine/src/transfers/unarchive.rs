//! Asks for archived files, one request each, after a look at how the file stands: one that is on
//! its way was asked for, and one that can be read needs nothing. One that was stored after it was
//! counted is not asked for, since every restore is paid for.
//!
//! The storage takes minutes or hours to restore what it was asked for; nothing here waits for
//! that. A crash between a request and its line in the journal is no matter: the file is on its
//! way then.

use store::RestoreTier;

use super::{
    context::Try,
    job::{Outcome, Task},
    terms::Proof,
};
use crate::{
    fault,
    files::archive::{ArchiveState, ask, standing, way_of},
};

/// Asks for the file of `task`, to be read for so many days where a copy is restored.
/// `tier`: the usual one, where nobody could be asked.
pub(super) async fn file(
    one: Try<'_>,
    task: &Task,
    tier: Option<RestoreTier>,
    days: i32,
) -> Result<Option<Proof>, Outcome> {
    let Try { context, stop, .. } = one;
    let (store, at) = (&context.store, task.original(&context.bucket));
    let told = stop.unless(store.archive(&at)).await?.map_err(|error| Outcome::refused(&error))?;
    task.check_seen(told.etag.as_deref(), told.modified)?;
    match standing(&told, !store.provider().needs_endpoint) {
        ArchiveState::Restoring => Ok(None),
        ArchiveState::Restored { .. } => Err(Outcome::Skipped),
        ArchiveState::Archived { ways, for_days, .. } => {
            let way = way_of(&ways, tier.unwrap_or(RestoreTier::Standard))
                .ok_or_else(|| Outcome::failed(fault::defect("restoring from the archive")))?;
            let asked = stop.unless(ask(store, &at, way.tier, for_days.then_some(days))).await?;
            asked.map(|()| None).map_err(|error| match error.code.as_deref() {
                // Asking again and again does not help: the person chooses another speed.
                Some("GlacierExpeditedRetrievalNotAvailable") => Outcome::failed(fault::from_store(&error)),
                _ => Outcome::refused(&error),
            })
        }
    }
}
