//! What goes on by itself once a group is over: archived files that are there are downloaded, where
//! a person chose that with their restore.

use super::Owner;
use crate::{
    ids::GroupId,
    listing::Choice,
    transfers::{
        OnConflict, Work,
        queue::event::Event,
        terms::GroupState,
        work::{ArchivedWanted, KeptWork, ThenDownload},
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
        let (ThenDownload { folder, title }, next, rows) = (then, GroupId::fresh(), group.rows);
        self.journal.hand_over_picked(id, &next);
        let work = Work::Download { store, picked: Choice::default(), from, folder };
        let (mut group, context) = self.context_of(work, OnConflict::Ask, Some((next.clone(), rows)));
        group.title = title;
        self.contexts.insert(next, context.into());
        self.step(Event::Added { op_id, group: Box::new(group) });
    }
}
