//! Steps that were written down before they run, until their plan is done: the whole list in one
//! piece, and read a piece at a time.

use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, params};

use super::Journal;
use crate::{
    ids::GroupId,
    transfers::{job::Task, tasklist::TaskList},
};

impl Journal {
    /// Keeps the list of a group that is about to be kept.
    pub(in super::super) fn list(&self, group: &GroupId, list: TaskList) {
        let (group, list) = (group.clone(), Mutex::new(list));
        self.write(move |journal| {
            let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
            let unread = |error: std::io::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(error));
            // It may be written again, after a failure.
            list.rewind().map_err(unread)?;
            journal.execute("DELETE FROM listed WHERE grp = ?1", params![group.as_str()])?;
            let mut put = journal.prepare_cached("INSERT INTO listed (grp, at, task) VALUES (?1, ?2, ?3)")?;
            let mut at = 0_i64;
            while let Some(task) = list.read().map_err(unread)? {
                let task = serde_json::to_string(&task).map_err(|error| unread(error.into()))?;
                put.execute(params![group.as_str(), at, task])?;
                at += 1;
            }
            Ok(())
        });
    }

    /// At most `most` of it, from the one at `from` on; `None` where the journal cannot be read.
    pub(in super::super) async fn listed(&self, group: GroupId, from: usize, most: usize) -> Option<Vec<Task>> {
        let [from, most] = [from, most].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        let find = move |journal: &Connection| {
            let mut find =
                journal.prepare_cached("SELECT task FROM listed WHERE grp = ?1 AND at >= ?2 ORDER BY at LIMIT ?3")?;
            let rows = find.query_map(params![group.as_str(), from, most], |row| row.get::<_, String>(0))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        let found = self.ask(find).await?;
        found.iter().map(|task| serde_json::from_str(task).ok()).collect()
    }
}
