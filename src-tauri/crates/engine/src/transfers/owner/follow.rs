//! What goes on by itself once a group is over: archived files that are there are downloaded or
//! copied, where a person chose that with their restore.

use super::{Owner, logins};
use crate::{
    ids::GroupId,
    listing::Choice,
    transfers::{
        OnConflict, Work,
        queue::event::Event,
        servers::Servers,
        terms::GroupState,
        work::{ArchivedWanted, KeptWork, ThenWork},
    },
};

impl Owner {
    /// Begins what follows a group that ended whole. Its id is made of the group's, so that it
    /// follows once, also where the program ends in between.
    pub(super) fn follow(&mut self, id: &GroupId) {
        let Some(group) = self.queue.group(id).filter(|group| group.state() == GroupState::Done) else { return };
        let Some(KeptWork::RestoreArchived(ArchivedWanted { from, then: Some(then), .. })) = group.work.clone() else {
            return;
        };
        let op_id = format!("then-{}", id.as_str());
        let Some(store) = self.contexts.get(id).map(|context| context.store.clone()) else { return };
        if self.queue.known(&op_id).is_some() {
            return;
        }
        let (next, rows, mut called, mut begun_for) = (GroupId::fresh(), group.rows, None, None);
        let work = match then {
            ThenWork::Download { folder, title } => {
                called = Some(title);
                Work::Download { store, picked: Choice::default(), from, folder }
            }
            ThenWork::Copy { copies, servers } => {
                begun_for = (copies.from.connection != copies.to.connection).then_some(servers);
                Work::Copy { target: store.clone(), store, copies: *copies }
            }
        };
        let (mut group, context) = self.context_of(work, OnConflict::Ask, Some((next.clone(), rows)));
        group.title = called.unwrap_or(group.title);
        group.op_id.clone_from(&op_id);
        let near = begun_for.is_none();
        if let Some(servers) = begun_for {
            group.servers = Servers::of(servers);
        }
        // From here on it is there after a crash, and has what it is about.
        self.queue.group(id).into_iter().for_each(|ended| self.journal.follow(ended, &group));
        if near {
            self.contexts.insert(next, context.into());
            return self.step(Event::Added { op_id, group: Box::new(group) });
        }
        // Where it goes to needs a login of its own, as after a restart.
        let connections = logins::of(&group);
        self.logins.begun.insert(next);
        self.step(Event::Found { group: Box::new(group) });
        connections.into_iter().for_each(|connection| self.logins.ask(connection));
    }
}
