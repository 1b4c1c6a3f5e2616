//! The logins that transfers go through: asked of whoever keeps them, for what the journal held and for what waits. A copy
//! between two connections goes on once both are there.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use store::Store;

use super::{
    super::{OnConflict, Work, context::Context, event::Event, group::Group, request},
    Owner,
};
use crate::ids::{ConnectionId, GroupId};

/// The connections that a group goes through, where it is kept over a restart.
pub(super) fn of(group: &Group) -> Vec<ConnectionId> {
    group.work.as_ref().map(|work| work.connections()).unwrap_or_default()
}

impl Owner {
    /// A new group for this work, and what its jobs will share; `id` where the journal had it.
    pub(super) fn context_of(&self, work: Work, on_conflict: OnConflict, id: Option<GroupId>) -> (Group, Context) {
        let throttle = Arc::clone(&self.throttle);
        request::open(work, on_conflict, id, self.journal.clone(), self.options.limits, throttle)
    }

    /// Takes in what the journal held, and asks for the logins of what is not over.
    pub(super) fn find(&mut self, found: Vec<Group>) {
        let unfinished: HashSet<_> =
            found.iter().filter(|group| !group.is_over() || group.cancelled).flat_map(of).collect();
        found.into_iter().for_each(|group| self.step(Event::Found { group: Box::new(group) }));
        unfinished.into_iter().for_each(|connection| self.open(connection));
    }

    pub(super) fn open(&mut self, connection: ConnectionId) {
        let opening = (self.options.open_store)(connection.clone());
        self.opening.spawn(async move { (connection, opening.await) });
    }

    /// There is a login: what waited for it goes on, under it.
    pub(super) fn opened(&mut self, connection: &ConnectionId, store: Option<Store>) {
        let Some(store) = store else { return };
        self.logins.insert(connection.clone(), store);
        let waits = |group: &&Group| group.signed_out && of(group).contains(connection);
        let waiting: Vec<_> = self.queue.groups().iter().filter(waits).map(|group| group.id.clone()).collect();
        for id in waiting {
            let Some(group) = self.queue.group(&id) else { continue };
            let Some(work) = group.work.clone() else { continue };
            let logins: Option<Vec<_>> =
                work.connections().iter().map(|needed| self.logins.get(needed).cloned()).collect();
            let Some([first, rest @ ..]) = logins.as_deref() else { continue };
            let work = Work::restored(work, first.clone(), rest.last().unwrap_or(first).clone());
            let (on_conflict, keeping, plans) = (group.on_conflict, group.keeping.clone(), group.plans);
            let (_, mut context) = self.context_of(work, on_conflict, Some(id.clone()));
            (context.keeping, context.restored) = (keeping, !plans);
            if let Some(before) = self.contexts.get(&id) {
                // The plan goes on where it was.
                context.plan = Arc::clone(&before.plan);
                context.restored |= before.restored;
            }
            self.contexts.insert(id.clone(), Arc::new(context));
            self.step(Event::Woken { group: id.clone() });
            self.clean(&id, HashMap::new());
        }
    }

    /// A connection is forgotten, and with it what would go through it; also what the journal held.
    pub(super) fn leave(&mut self, connection: &ConnectionId) {
        self.logins.remove(connection);
        self.cancel(|context| context.connection == *connection);
        let of_it = |group: &&Group| of(group).contains(connection);
        let ids: Vec<_> = self.queue.groups().iter().filter(of_it).map(|group| group.id.clone()).collect();
        ids.into_iter().for_each(|group| self.step(Event::Cancelled { group, job: None }));
    }
}
