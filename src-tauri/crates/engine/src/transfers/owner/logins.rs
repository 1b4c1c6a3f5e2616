//! The logins that transfers go through: asked of whoever keeps them, for what the journal held and
//! for what waits. A copy between two connections goes on once both are there.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use store::Store;
use tokio::task::JoinSet;

use super::{
    super::{OnConflict, OpenStore, Work, context::Context},
    Owner,
};
use crate::{
    fault::Fault,
    ids::{ConnectionId, GroupId},
    transfers::{
        plan::FoundGroup,
        queue::{event::Event, group::Group},
        request,
    },
};

/// The logins that are open, as they were last had, and those that were asked for.
pub(super) struct Logins {
    open: HashMap<ConnectionId, Store>,
    /// What was begun in this run of the program and has no login yet: no earlier try wrote
    /// anything.
    pub(super) begun: HashSet<GroupId>,
    coming: JoinSet<(ConnectionId, Result<Store, Fault>)>,
    keeper: OpenStore,
}

impl Logins {
    pub(super) fn new(keeper: OpenStore) -> Self {
        Self { open: HashMap::new(), begun: HashSet::new(), coming: JoinSet::new(), keeper }
    }

    /// Asks for the login of a connection.
    pub(super) fn ask(&mut self, connection: ConnectionId) {
        let coming = (self.keeper)(connection.clone());
        self.coming.spawn(async move { (connection, coming.await) });
    }

    /// The next answer; none while nothing is asked. May be dropped.
    pub(super) async fn next(&mut self) -> Option<(ConnectionId, Result<Store, Fault>)> {
        self.coming.join_next().await?.ok()
    }

    /// The logins of a group, for each of its connections; `None` where one is not there yet.
    fn of(&self, group: &Group) -> Option<Vec<Store>> {
        of(group).iter().map(|connection| self.open.get(connection).cloned()).collect()
    }
}

/// The connections that a group goes through, where it is kept over a restart.
pub(super) fn of(group: &Group) -> Vec<ConnectionId> {
    group.work.as_ref().map(|work| work.connections()).unwrap_or_default()
}

impl Owner {
    /// A new group for this work, and what its jobs will share; `found` where the journal has it.
    pub(super) fn context_of(
        &self,
        work: Work,
        on_conflict: OnConflict,
        found: Option<FoundGroup>,
    ) -> (Group, Context) {
        let throttle = Arc::clone(&self.runs.throttle);
        request::open(work, on_conflict, found, self.journal.clone(), self.options.copy_sizes, throttle)
    }

    /// Takes in what the journal held, and asks for the logins of what is not over.
    pub(super) fn find(&mut self, found: Vec<Group>) {
        let unfinished: HashSet<_> =
            found.iter().filter(|group| !group.is_over() || group.cancelled).flat_map(of).collect();
        found.into_iter().for_each(|group| self.step(Event::Found { group: Box::new(group) }));
        unfinished.into_iter().for_each(|connection| self.logins.ask(connection));
    }

    /// There is a login: what waited for it goes on, under it. Where there is no such connection,
    /// what is not planned would wait for ever, and fails; Retry asks once more, as does the next
    /// start. A list of connections that cannot be read is another fault, for which all wait.
    pub(super) fn opened(&mut self, connection: &ConnectionId, store: Result<Store, Fault>) {
        let store = match store {
            Ok(store) => store,
            Err(fault) if fault.is_gone() => return self.none_for(connection, &fault),
            Err(_) => return,
        };
        self.logins.open.insert(connection.clone(), store);
        let of_it = |group: &&Group| (group.signed_out || !group.is_over()) && of(group).contains(connection);
        let all: Vec<_> = self.queue.groups().iter().filter(of_it).map(|group| group.id.clone()).collect();
        for id in all {
            let Some(logins) = self.queue.group(&id).and_then(|group| self.logins.of(group)) else { continue };
            self.led(&id, &logins);
            let Some(group) = self.queue.group(&id) else { continue };
            // What was begun elsewhere is not cleaned up here either.
            if !group.signed_out || group.servers.are_others() {
                continue;
            }
            let Some(work) = group.work.clone() else { continue };
            let [first, rest @ ..] = &logins[..] else { continue };
            let work = Work::restored(work, first.clone(), rest.last().unwrap_or(first).clone());
            let (on_conflict, upload_options) = (group.on_conflict, group.upload_options.clone());
            let (_, mut context) = self.context_of(work, on_conflict, Some((id.clone(), group.rows)));
            let before = self.contexts.get(&id);
            context.upload_options = upload_options;
            context.restored = !self.logins.begun.remove(&id) && before.is_none();
            if let Some(before) = before {
                // The plan goes on where it was.
                context.plan = Arc::clone(&before.plan);
                context.take_on(before);
            }
            self.contexts.insert(id.clone(), Arc::new(context));
            self.step(Event::Woken { group: id.clone() });
            self.clean(&id, HashMap::new());
        }
    }

    fn none_for(&mut self, connection: &ConnectionId, fault: &Fault) {
        let waits = |group: &&Group| group.signed_out && of(group).contains(connection);
        let all: Vec<_> = self.queue.groups().iter().filter(waits).map(|group| group.id.clone()).collect();
        for group in all {
            self.step(Event::PlanEnded { group, notes: Vec::new(), fault: Some(fault.clone()) });
        }
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

    /// A person wants a group that is held to go on where its connections lead now. What it had
    /// under way on the other server stays there.
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

    /// A person wants one group, or all, to go on, also where their connections lead now.
    pub(super) fn resume(&mut self, group: Option<GroupId>) {
        group.iter().for_each(|group| self.accept(group));
        let chosen = |one: &&Group| group.as_ref().is_none_or(|id| one.id == *id);
        let signed_out = self.queue.groups().iter().filter(chosen).filter(|group| group.signed_out);
        let connections: HashSet<_> = signed_out.flat_map(of).collect();
        connections.into_iter().for_each(|connection| self.logins.ask(connection));
        self.step(Event::Resumed { group });
    }

    /// A person wants what failed tried again, by this event. Where that would go to another server
    /// than before, it is asked about first. Who wants that of a `whole` group that is held has
    /// seen why it is; who wants it of one file says nothing of the others.
    pub(super) fn again(&mut self, id: &GroupId, whole: bool, event: impl FnOnce(GroupId) -> Event) {
        let Some(group) = self.queue.group(id) else { return };
        let held = !group.is_over() && group.servers.are_others();
        match self.logins.of(group) {
            _ if held && whole => self.accept(id),
            Some(logins) if !held => self.led(id, &logins),
            _ => {}
        }
        self.step(event(id.clone()));
        // What the journal held and is over has no login yet.
        let signed_out = self.queue.group(id).filter(|group| group.signed_out);
        signed_out.map(of).into_iter().flatten().for_each(|connection| self.logins.ask(connection));
    }

    /// A connection is forgotten, and with it what would go through it; also what the journal held.
    pub(super) fn leave(&mut self, connection: &ConnectionId) {
        self.logins.open.remove(connection);
        self.cancel(|context| context.connection == *connection);
        let of_it = |group: &&Group| of(group).contains(connection);
        let ids: Vec<_> = self.queue.groups().iter().filter(of_it).map(|group| group.id.clone()).collect();
        ids.into_iter().for_each(|group| self.step(Event::Cancelled { group, job: None }));
    }
}
