//! What the owner does while the journal cannot be written, as on a full disk: nothing is lost as
//! long as the program runs, and all groups are written anew once they can be.

use super::{super::journal::Trouble, Owner};
use crate::fault::Fault;

impl Owner {
    /// What a person is to know of the journal.
    pub(super) fn trouble(&self) -> Option<Fault> {
        let behind = self.journal.behind().map(Trouble::Behind);
        behind.or_else(|| self.journal.trouble.clone()).as_ref().map(Trouble::fault)
    }

    /// Why transfers are not being kept just now.
    pub(super) fn unkept(&self) -> Option<Fault> {
        self.journal.behind().map(|why| Trouble::Behind(why).fault())
    }

    /// The journal could not be written, or can be again.
    pub(super) fn turned(&mut self) {
        if !self.journal.is_behind() {
            self.keep_all();
        }
        self.show();
    }

    /// Writes what is left, and lets go of the file.
    pub(super) async fn close_journal(&mut self) {
        if self.journal.is_behind() {
            self.keep_all();
        }
        self.journal.close().await;
    }

    /// Writes every group with its jobs at hand, as they stand now.
    fn keep_all(&self) {
        for group in self.queue.groups() {
            let jobs: Vec<_> = group.at_hand().map(|(id, _)| id).collect();
            self.journal.save(group, &jobs);
        }
    }
}
