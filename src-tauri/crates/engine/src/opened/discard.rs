//! How a copy goes before its week is over: thrown away by a person, or with the session.

use std::io;

use super::{
    OpenedFiles, OpenedState,
    record::{self, Home, Stamp},
};
use crate::{
    fault::{self, Fault},
    ids::OpenedId,
};

impl OpenedFiles {
    /// Throws away what changed, and the copy with it. What was saved since it was last looked at
    /// is looked at first: nobody has said anything about that. Blocking.
    ///
    /// # Errors
    /// It is not open any more, or a program keeps other files beside it; then all of it stays.
    pub fn discard(&self, id: &OpenedId) -> Result<(), Fault> {
        let known = self.one(id, |one| (!one.is_busy()).then(|| (one.record.clone(), one.now.clone())))?;
        let Some((record, looked_at)) = known else { return Ok(()) };
        let home = self.home(id);
        let path = home.folder.join(&record.name);
        // What is no file any more has nothing in it that could be lost.
        let sum = if Stamp::of(&path).is_ok() { record::sum_of(&path).ok() } else { None };
        if sum.is_some_and(|sum| sum != record.agreed && Some(&sum) != looked_at.as_ref()) {
            self.one(id, |one| {
                (one.stamp, one.now) = (None, None);
                if !one.is_stray() {
                    one.state = OpenedState::Changed;
                }
            })?;
            self.tell();
            return Ok(());
        }
        match cleared(&home, &record.name) {
            Ok(true) => {}
            Ok(false) => return Err(fault::opened_beside(&record.name)),
            Err(error) => return Err(fault::no_room_to_open(self.room(), &error)),
        }
        self.files().remove(id);
        self.tell();
        Ok(())
    }

    /// The program ends: unchanged copies of connections that end with it go. One that a program
    /// has other files beside stays until the next start, and so does one with changes. Blocking.
    pub fn end_session(&self) {
        let mut files = self.files();
        files.retain(|id, one| {
            if (self.0.options.stays)(&one.record.at.connection) {
                return true;
            }
            one.stop.stop();
            let home = self.home(id);
            let same = record::sum_of(&home.folder.join(&one.record.name)).is_ok_and(|sum| sum == one.record.agreed);
            !(same && cleared(&home, &one.record.name).is_ok_and(|gone| gone))
        });
    }
}

/// Removes a copy, unless something else is beside it.
fn cleared(home: &Home, name: &str) -> io::Result<bool> {
    let path = home.folder.join(name);
    if Stamp::of(&path).is_ok() {
        record::guard(&path, false)?;
    }
    home.clear(name)
}
