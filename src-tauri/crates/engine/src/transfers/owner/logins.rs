//! The logins that transfers go through: asked of whoever keeps them, for what the journal held and for what waits. A copy
//! between two connections goes on once both are there.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use store::Store;

use super::{
    super::{OnConflict, Work, context::Context},
    Owner,
};
use crate::{
    ids::{ConnectionId, GroupId},
    transfers::{
        plan::request,
        queue::{event::Event, group::Group},
    },
};

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
        let of_it = |group: &&Group| (group.signed_out || !group.is_over()) && of(group).contains(connection);
        let all: Vec<_> = self.queue.groups().iter().filter(of_it).map(|group| group.id.clone()).collect();
        for id in all {
            let Some(logins) = self.logins_of(&id) else { continue };
            self.led(&id, &logins);
            let Some(group) = self.queue.group(&id) else { continue };
            // What was begun elsewhere is not cleaned up here either.
            if !group.signed_out || group.servers.are_others() {
                continue;
            }
            let Some(work) = group.work.clone() else { continue };
            let [first, rest @ ..] = &logins[..] else { continue };
            let work = Work::restored(work, first.clone(), rest.last().unwrap_or(first).clone());
            let (on_conflict, keeping, plans) = (group.on_conflict, group.keeping.clone(), group.plans);
            let (_, mut context) = self.context_of(work, on_conflict, Some(id.clone()));
            (context.keeping, context.restored) = (keeping, !plans);
            if let Some(before) = self.contexts.get(&id) {
                // The plan goes on where it was.
                context.plan = Arc::clone(&before.plan);
                context.take_on(before);
            }
            self.contexts.insert(id.clone(), Arc::new(context));
            self.step(Event::Woken { group: id.clone() });
            self.clean(&id, HashMap::new());
        }
    }

    /// The logins of a group as they were last had, for each of its connections; `None` where one is not there yet.
    fn logins_of(&self, id: &GroupId) -> Option<Vec<Store>> {
        let needed = of(self.queue.group(id)?);
        needed.iter().map(|connection| self.logins.get(connection).cloned()).collect()
    }

    /// Takes in where the logins of a group lead.
    fn led(&mut self, id: &GroupId, logins: &[Store]) {
        let to: Vec<_> = logins.iter().map(Store::server).collect();
        let before = self.queue.group(id).map(|group| group.servers.clone());
        let mut after = before.clone().unwrap_or_default();
        after.lead_to(to.clone());
        if before.is_some_and(|before| before != after) {
            self.step(Event::Led { group: id.clone(), to });
        }
    }

    /// A person wants a group that is held to go on where its connections lead now. What it had under way on the other
    /// server stays there.
    pub(super) fn accept(&mut self, id: &GroupId) {
        let waits = |group: &&Group| group.servers.are_others() && group.active().next().is_none();
        if self.queue.group(id).filter(waits).is_none() {
            return;
        }
        self.journal.leave(id.clone());
        if let Some(context) = self.contexts.get(id) {
            context.begin_elsewhere();
        }
        self.step(Event::Accepted { group: id.clone() });
    }

    /// A person wants what failed tried again: where that would go to another server than before, it is asked about first.
    /// Who wants that of a `whole` group that is held has seen why it is; who wants it of one file says nothing of the others.
    pub(super) fn retries(&mut self, id: &GroupId, whole: bool) {
        if self.queue.group(id).is_some_and(|group| !group.is_over() && group.servers.are_others()) {
            if whole {
                self.accept(id);
            }
            return;
        }
        if let Some(logins) = self.logins_of(id) {
            self.led(id, &logins);
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
