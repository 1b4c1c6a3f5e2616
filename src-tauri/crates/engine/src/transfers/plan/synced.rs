//! What keeping two places the same would do, as a person saw it, and then the plan of it.
//!
//! Every step was written down when it was counted, and exactly those run: the journal keeps them
//! until the plan is done, also over a restart. What takes something away comes last, once all
//! that goes across has arrived: where some of it failed, nothing is taken away, and trying again
//! goes on from there. A list that comes back shorter than it was is a failure. Between buckets
//! nothing is done before it is proved that no file of the one place is also a file
//! of the other, where its keys leave that open: one bucket may have two names.

use store::Store;

use super::{
    listed::{Listing, TaskList},
    patiently,
};
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::GroupId,
    transfers::{
        identity::{self, Identity},
        job::{Action, Task},
        journal::Journal,
        route::SyncRoute,
        seen::FileSeen,
        step::{SyncDeed, SyncStep},
        work::SyncWanted,
    },
};

/// Steps read at a time.
const STEPS: usize = 1_000;

/// Steps that a person said yes to, ready to run.
pub struct SyncPlan {
    pub(crate) route: SyncRoute,
    /// None after a restart: the journal has it.
    pub(in crate::transfers) list: Option<TaskList>,
}

impl SyncPlan {
    /// How many steps it has; 0 after a restart.
    pub(in crate::transfers) fn steps(&self) -> usize {
        self.list.as_ref().map_or(0, TaskList::len)
    }

    /// As an earlier start of the program began it.
    pub(in crate::transfers) fn restored(wanted: SyncWanted, store: Store, target: Store) -> Self {
        let route = match wanted {
            SyncWanted::Up { folder, to } => SyncRoute::Up { folder, store, to },
            SyncWanted::Down { from, folder } => SyncRoute::Down { store, from, folder },
            SyncWanted::Across { from, to } => SyncRoute::Across { store, from, target, to },
        };
        Self { route, list: None }
    }
}

/// Steps that are being written down.
pub(crate) struct SyncListing {
    route: SyncRoute,
    /// What the folder is called that keeps what is replaced or removed on this computer.
    aside: Option<String>,
    listing: Listing,
}

impl SyncListing {
    pub(crate) fn new(route: SyncRoute, aside: Option<String>) -> Result<Self, Fault> {
        Ok(Self { route, aside, listing: Listing::new()? })
    }

    /// A file goes across. All of those come before the first that is removed.
    pub(crate) fn bring(&mut self, name: &str, from: FileSeen, over: Option<FileSeen>) -> Result<(), Fault> {
        let (below, bytes) = (name.to_owned(), from.size);
        let deed = match &self.route {
            SyncRoute::Up { .. } => SyncDeed::Upload { below },
            SyncRoute::Down { .. } => SyncDeed::Download { below, aside: self.aside.clone() },
            SyncRoute::Across { from, .. } => SyncDeed::Copy { from: format!("{}{name}", from.prefix) },
        };
        self.add(name, bytes, SyncStep { deed, from: Some(from), over })
    }

    /// A file of the target goes.
    pub(crate) fn remove(&mut self, name: &str, over: FileSeen) -> Result<(), Fault> {
        let deed = match &self.route {
            SyncRoute::Down { .. } => SyncDeed::Remove { below: name.to_owned(), aside: self.aside.clone() },
            SyncRoute::Up { .. } => SyncDeed::Delete { from: name.to_owned() },
            SyncRoute::Across { from, .. } => SyncDeed::Delete { from: format!("{}{name}", from.prefix) },
        };
        self.add(name, 0, SyncStep { deed, from: None, over: Some(over) })
    }

    fn add(&mut self, name: &str, bytes: u64, step: SyncStep) -> Result<(), Fault> {
        let prefix = match &self.route {
            SyncRoute::Up { to, .. } | SyncRoute::Across { to, .. } => &to.prefix,
            SyncRoute::Down { from, .. } => &from.prefix,
        };
        let action = Action::Sync(Box::new(step));
        self.listing.add(&Task { key: format!("{prefix}{name}"), bytes, action })
    }

    pub(crate) fn end(self) -> Result<SyncPlan, Fault> {
        Ok(SyncPlan { route: self.route, list: Some(self.listing.end()?) })
    }
}

/// Two buckets, with the logins that reach them.
struct Buckets {
    store: Store,
    from: Place,
    target: Store,
    to: Place,
}

impl Buckets {
    /// Proves that no file of the one place is also a file of the other.
    async fn are_apart(&self) -> Result<(), Fault> {
        let (target, source) = ((&self.target, &self.to), (&self.store, &self.from));
        match patiently(|| identity::of_folders(target, source)).await? {
            Identity::Different => Ok(()),
            Identity::Same => Err(fault::sync::one_bucket()),
            Identity::Unknown => Err(fault::sync::maybe_one_bucket()),
        }
    }
}

/// The steps, as the journal has them.
pub(in super::super) struct SyncSteps {
    journal: Journal,
    group: GroupId,
    /// How many there are; 0 where that is not known.
    steps: usize,
    /// So many were handed out.
    sent: usize,
    /// The next ones take something away.
    removing: bool,
    /// All that came before those is there.
    waited: bool,
    /// To be told apart before anything is done.
    buckets: Option<Buckets>,
}

impl SyncSteps {
    /// Those of a group, which the journal keeps.
    pub(in super::super) fn new(journal: Journal, group: GroupId, route: &SyncRoute, steps: usize) -> Self {
        let buckets = match route.clone() {
            SyncRoute::Across { store, from, target, to } => Some(Buckets { store, from, target, to }),
            SyncRoute::Up { .. } | SyncRoute::Down { .. } => None,
        };
        Self { journal, group, steps, sent: 0, removing: false, waited: false, buckets }
    }

    /// Goes on under these logins.
    pub(super) fn under(&mut self, store: &Store, target: &Store) {
        if let Some(buckets) = &mut self.buckets {
            (buckets.store, buckets.target) = (store.clone(), target.clone());
        }
    }

    /// So many steps have to be at their end before the next ones begin; none where they need not.
    pub(super) fn waits_for(&self) -> Option<usize> {
        Some(self.sent).filter(|_| self.removing && !self.waited)
    }

    /// The next steps, or `None` at the end. Those that remove come by themselves, and the first
    /// time none: the caller waits for the others.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let mut found = self.read().await?;
        if let Some(buckets) = &self.buckets {
            buckets.are_apart().await?;
            self.buckets = None;
        }
        self.waited = self.removing;
        if !self.removing {
            let removes = |task: &Task| matches!(&task.action, Action::Sync(step) if step.deed.removes());
            if let Some(first) = found.iter().position(removes) {
                found.truncate(first);
                self.removing = true;
                self.sent += found.len();
                return Ok(Some(found));
            }
        }
        self.sent += found.len();
        Ok(Some(found).filter(|found| !found.is_empty()))
    }

    /// As many as are handed out at a time, or as there are left.
    async fn read(&self) -> Result<Vec<Task>, Fault> {
        let found = self.journal.listed(self.group.clone(), self.sent, STEPS).await;
        let found = found.ok_or_else(fault::transfer::list_lost)?;
        let left = self.steps.saturating_sub(self.sent);
        if found.len() < left.min(STEPS) { Err(fault::transfer::list_lost()) } else { Ok(found) }
    }
}
