//! Counted deletions that wait for a yes.
//!
//! Counting runs in a task of its own under an id that the page has at once, so that closing the
//! question also stops the counting. A plan is taken once; what is never taken is dropped with its
//! list of keys, and nothing was deleted.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    background::Background,
    fault::{self, Fault},
    ids::DeletePlanId,
    listing::Listing,
    transfers::{DeleteCount, DeletePlan, Transfers},
};

/// The questions that are open.
#[derive(Default)]
pub struct Deletions {
    open: Mutex<HashMap<DeletePlanId, Background<Option<DeletePlan>>>>,
}

impl Deletions {
    /// Counts what is selected in `listing`. What the count comes to, or why it stopped, goes to
    /// `sink`.
    pub fn count(
        &self,
        transfers: &Transfers,
        listing: &Listing,
        sink: impl Fn(DeleteCount) + Send + Sync + 'static,
    ) -> DeletePlanId {
        let id = DeletePlanId::fresh();
        let (transfers, store) = (transfers.clone(), listing.store().clone());
        let (place, picked) = (listing.place().clone(), listing.selected());
        let counting = Background::begin(async move { transfers.plan_delete(store, place, picked, sink).await.ok() });
        self.open().insert(id.clone(), counting);
        id
    }

    /// Takes the plan, to be run.
    ///
    /// # Errors
    /// It was taken or left before, is still being counted, or the count failed.
    pub async fn take(&self, id: &DeletePlanId) -> Result<DeletePlan, Fault> {
        let counted = self.open().remove(id).filter(Background::is_over);
        match counted {
            Some(counted) => counted.end().await.flatten().ok_or_else(|| fault::gone("question")),
            None => Err(fault::gone("question")),
        }
    }

    /// Leaves a plan and stops its counting. Leaving twice is no error.
    pub fn discard(&self, id: &DeletePlanId) {
        self.open().remove(id);
    }

    /// Leaves every plan, as when the page starts anew.
    pub fn discard_all(&self) {
        self.open().clear();
    }

    fn open(&self) -> MutexGuard<'_, HashMap<DeletePlanId, Background<Option<DeletePlan>>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
