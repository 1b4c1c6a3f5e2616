//! What the owner does while the journal cannot be written, as on a full disk: nothing is lost as
//! long as the program runs, and all groups are written anew once they can be.

use std::collections::HashSet;

use super::{
    super::journal::{Journal, Trouble},
    Owner,
};
use crate::fault::{self, Fault};

/// The ids of all uploads that transfers have under way, those of an earlier start among them. A
/// fault where some may not be known: those of another program that has the list, and those of a
/// list that could not be opened, read or written. Of one that was damaged and set aside nothing
/// will be resumed.
pub(super) async fn uploads_under_way(journal: &Journal) -> Result<HashSet<String>, Fault> {
    let known = journal.uploads().await.ok_or_else(fault::transfer::journal_unread)?;
    let behind = journal.behind().map(Trouble::Behind);
    let unknown = match &journal.trouble {
        Some(trouble @ (Trouble::Taken | Trouble::Unusable(_))) => Some(trouble.clone()),
        Some(Trouble::SetAside(_) | Trouble::Behind(_)) | None => behind,
    };
    unknown.map_or(Ok(known), |trouble| Err(trouble.fault()))
}

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
