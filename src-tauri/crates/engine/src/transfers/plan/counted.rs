//! Counted deletions, undeletions and other changes that wait for a yes.
//!
//! Counting runs in a task of its own under an id that the page has at once, so that closing the
//! question also stops the counting. A plan is taken once. One that is lent can be given back while
//! its question is open; what is never taken is dropped with its list of keys, and nothing was
//! deleted.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use store::Store;

use crate::{
    at::Place,
    background::Background,
    fault::{self, Fault},
    files::{locks::LockWish, properties::edits::PropertyEdits},
    ids::DeletePlanId,
    listing::{Choice, Listing},
    transfers::{
        ArchivedCount, ArchivedPlan, ChangeCount, ChangePlan, DeleteCount, DeletePlan, LockCount, LockPlan,
        RestoreCount, RestorePlan, Transfers, UndeleteCount, UndeletePlan,
    },
};

/// The questions that are open, each with a plan once it is counted.
pub struct Counted<P> {
    open: Mutex<Open<P>>,
}

/// None while a plan is lent.
type Open<P> = HashMap<DeletePlanId, Option<Background<Option<P>>>>;

/// Counted deletions.
pub type Deletions = Counted<DeletePlan>;
/// Counted undeletions.
pub type Undeletions = Counted<UndeletePlan>;
/// Counted restorations of what a folder had at an earlier time.
pub type Restorations = Counted<RestorePlan>;
/// Counted restores from the archive.
pub type Archives = Counted<ArchivedPlan>;
/// Counted changes of Object Lock.
pub type LockChanges = Counted<LockPlan>;
/// Counted changes of properties.
pub type Changes = Counted<ChangePlan>;

impl<P> Default for Counted<P> {
    fn default() -> Self {
        Self { open: Mutex::default() }
    }
}

impl Deletions {
    /// Counts what is selected in `listing`. What the count comes to, or why it stopped, goes to
    /// `sink`.
    ///
    /// # Errors
    /// The rows are of an earlier time.
    pub fn count(
        &self,
        transfers: &Transfers,
        listing: &Listing,
        sink: impl Fn(DeleteCount) + Send + Sync + 'static,
    ) -> Result<DeletePlanId, Fault> {
        let (transfers, store) = (transfers.clone(), listing.store().clone());
        let (place, picked) = (listing.place().clone(), listing.selected_now()?);
        Ok(self.begin(async move { transfers.plan_delete(store, place, picked, sink).await.ok() }))
    }
}

impl Undeletions {
    /// Counts what of the selection in `listing` is deleted and can come back; otherwise as
    /// [`Deletions::count`].
    pub fn count(
        &self,
        transfers: &Transfers,
        listing: &Listing,
        sink: impl Fn(UndeleteCount) + Send + Sync + 'static,
    ) -> DeletePlanId {
        let (transfers, store) = (transfers.clone(), listing.store().clone());
        let (place, picked) = (listing.place().clone(), listing.selected());
        self.begin(async move { transfers.plan_undelete(store, place, picked, sink).await.ok() })
    }
}

impl Restorations {
    /// Counts what of the selection in `listing` is not as it was at the moment that it shows;
    /// otherwise as [`Deletions::count`].
    ///
    /// # Errors
    /// The rows are of no earlier time.
    pub fn count(
        &self,
        transfers: &Transfers,
        listing: &Listing,
        sink: impl Fn(RestoreCount) + Send + Sync + 'static,
    ) -> Result<DeletePlanId, Fault> {
        let (transfers, store) = (transfers.clone(), listing.store().clone());
        let (place, picked) = (listing.place().clone(), listing.selected());
        let moment = listing.moment().ok_or_else(|| fault::defect("restoring what is there now"))?;
        Ok(self.begin(async move { transfers.plan_restore(store, place, picked, moment, sink).await.ok() }))
    }
}

impl Archives {
    /// Counts what of the selection in `listing` is archived; otherwise as [`Deletions::count`].
    ///
    /// # Errors
    /// Deleted files are selected.
    pub fn count(
        &self,
        transfers: &Transfers,
        listing: &Listing,
        sink: impl Fn(ArchivedCount) + Send + Sync + 'static,
    ) -> Result<DeletePlanId, Fault> {
        let (transfers, store) = (transfers.clone(), listing.store().clone());
        let (place, picked) = (listing.place().clone(), listing.selected_there()?);
        Ok(self.begin(async move { transfers.plan_archived(store, place, picked, sink).await.ok() }))
    }
}

impl LockChanges {
    /// Counts which versions of the selection in `listing` the wish would change: the current ones,
    /// or those of the moment that is shown; otherwise as [`Deletions::count`].
    ///
    /// # Errors
    /// Deleted files are selected.
    pub fn count(
        &self,
        transfers: &Transfers,
        listing: &Listing,
        wish: LockWish,
        sink: impl Fn(LockCount) + Send + Sync + 'static,
    ) -> Result<DeletePlanId, Fault> {
        let (transfers, store) = (transfers.clone(), listing.store().clone());
        let (place, picked) = (listing.place().clone(), listing.selected_there()?);
        Ok(self.begin(async move { transfers.plan_lock(store, place, picked, wish, sink).await.ok() }))
    }
}

impl Changes {
    /// Counts what of `picked` gets other properties, and what that would cost it; otherwise as
    /// [`Deletions::count`].
    pub fn count(
        &self,
        transfers: &Transfers,
        (store, place, picked): (Store, Place, Choice),
        edits: PropertyEdits,
        sink: impl Fn(ChangeCount) + Send + Sync + 'static,
    ) -> DeletePlanId {
        let transfers = transfers.clone();
        self.begin(async move { transfers.plan_change(store, place, picked, edits, sink).await.ok() })
    }
}

impl<P: Send + 'static> Counted<P> {
    fn begin(&self, counting: impl Future<Output = Option<P>> + Send + 'static) -> DeletePlanId {
        let id = DeletePlanId::fresh();
        self.open().insert(id.clone(), Some(Background::begin(counting)));
        id
    }

    /// Takes the plan, to be run.
    ///
    /// # Errors
    /// It was taken or left before, is still being counted, or the count failed.
    pub async fn take(&self, id: &DeletePlanId) -> Result<P, Fault> {
        self.take_if(id, async |_| Ok(())).await
    }

    /// The same for what a person asks of it. Where that is not possible its question stays open,
    /// and the plan can be taken again.
    ///
    /// # Errors
    /// As [`Self::take`], and what `asked` answers.
    pub async fn take_if(
        &self,
        id: &DeletePlanId,
        asked: impl AsyncFnOnce(&mut P) -> Result<(), Fault>,
    ) -> Result<P, Fault> {
        let mut plan = self.lend(id).await?;
        if let Err(fault) = asked(&mut plan).await {
            self.give_back(id, plan);
            return Err(fault);
        }
        // Closed meanwhile, nobody wants it any more.
        self.open().remove(id).ok_or_else(|| fault::gone("question"))?;
        Ok(plan)
    }

    async fn lend(&self, id: &DeletePlanId) -> Result<P, Fault> {
        let gone = || fault::gone("question");
        let counted = self.open().get_mut(id).and_then(Option::take).ok_or_else(gone)?;
        let plan = if counted.is_over() { counted.end().await.flatten() } else { None };
        if plan.is_none() {
            self.discard(id);
        }
        plan.ok_or_else(gone)
    }

    /// A plan that was lent is there to be taken again, unless its question was closed meanwhile.
    fn give_back(&self, id: &DeletePlanId, plan: P) {
        if let Some(lent) = self.open().get_mut(id) {
            *lent = Some(Background::begin(std::future::ready(Some(plan))));
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

    fn open(&self) -> MutexGuard<'_, Open<P>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn what_was_given_back_can_be_taken_again() {
        let counted = Counted::default();
        let id = counted.begin(std::future::ready(Some("counted")));
        for _ in 0..2 {
            tokio::task::yield_now().await;
            let refused = counted.take_if(&id, async |_| Err(fault::defect("a name typed wrongly"))).await;
            assert_eq!(refused.unwrap_err().code, "defect");
        }
        tokio::task::yield_now().await;
        assert_eq!(counted.take(&id).await.unwrap(), "counted");
        assert_eq!(counted.take(&id).await.unwrap_err().code, "gone");
    }

    #[tokio::test]
    async fn what_was_closed_while_it_was_asked_for_is_not_taken() {
        let counted = Counted::default();
        let id = counted.begin(std::future::ready(Some("counted")));
        tokio::task::yield_now().await;
        let closed = async |_: &mut &str| {
            counted.discard(&id);
            Ok(())
        };
        assert_eq!(counted.take_if(&id, closed).await.unwrap_err().code, "gone");
    }

    #[tokio::test]
    async fn what_is_given_back_after_its_question_was_closed_is_given_up() {
        let counted = Counted::default();
        for close in [Counted::discard, |all: &Counted<_>, _: &DeletePlanId| all.discard_all()] {
            let id = counted.begin(std::future::ready(Some("counted")));
            tokio::task::yield_now().await;
            let plan = counted.lend(&id).await.unwrap();
            close(&counted, &id);
            counted.give_back(&id, plan);
            assert!(counted.open().is_empty());
        }
        let id = counted.begin(std::future::ready(Some("counted")));
        tokio::task::yield_now().await;
        let taken = counted.take(&id).await.unwrap();
        assert_eq!((taken, counted.open().len()), ("counted", 0));
        let failed = counted.begin(std::future::ready(None));
        tokio::task::yield_now().await;
        assert!(counted.lend(&failed).await.is_err() && counted.open().is_empty());
    }
}
