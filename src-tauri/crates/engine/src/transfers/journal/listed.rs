//! Steps that were written down before they run, until their plan is done: the whole list in one
//! piece, and read a piece at a time.

use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, params};

use super::{Journal, unbroken};
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

    /// At most `most` of it, from the one at `from` on and up to the first that is missing; `None`
    /// where the journal cannot be read.
    pub(in super::super) async fn listed(&self, group: GroupId, from: usize, most: usize) -> Option<Vec<Task>> {
        let [from, most] = [from, most].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        let find = move |journal: &Connection| {
            let mut find = journal
                .prepare_cached("SELECT at, task FROM listed WHERE grp = ?1 AND at >= ?2 ORDER BY at LIMIT ?3")?;
            let rows = find.query_map(params![group.as_str(), from, most], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        unbroken(self.ask(find).await?, from).map(|task| serde_json::from_str(&task).ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use store::{Access, Endpoint, Store};

    use super::*;
    use crate::{
        at::Place,
        listing::Selected,
        transfers::{
            SyncRoute,
            job::Action,
            plan::{Picked, Planner, synced::SyncSteps},
            step::{SyncDeed, SyncStep},
            tasklist::Listing,
        },
    };

    const STEPS: usize = 2_500;

    fn list() -> TaskList {
        let mut list = Listing::new().unwrap();
        for at in 0..STEPS {
            let deed = SyncDeed::Upload { below: at.to_string() };
            let action = Action::Sync(Box::new(SyncStep { deed, from: None, over: None }));
            list.add(&Task { key: at.to_string(), bytes: 1, action }).unwrap();
        }
        list.end().unwrap()
    }

    /// How many steps come back, and what is said in the end.
    async fn read(journal: &Journal, group: &GroupId) -> (usize, Option<&'static str>) {
        let endpoint = Some(Endpoint::parse("http://127.0.0.1:9").unwrap());
        let store = Store::open(Access { endpoint, ..Access::to(store::provider("other").unwrap()) }).unwrap();
        let to = Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
        let route = SyncRoute::Up { folder: "/x".into(), store, to };
        let steps = SyncSteps::new(journal.clone(), group.clone(), &route, STEPS);
        let (mut plan, mut count) = (Planner::Sync(Box::new(steps)), 0);
        loop {
            match plan.step().await {
                Ok(Some(tasks)) => count += tasks.len(),
                Ok(None) => return (count, None),
                Err(fault) => return (count, Some(fault.code)),
            }
        }
    }

    #[tokio::test]
    async fn a_list_that_lost_a_step_is_no_shorter_one() {
        let (journal, _) = Journal::open(None);
        for (lost, came) in [(0, 0), (1_500, 1_000), (2_499, 2_000)] {
            let group = GroupId::fresh();
            journal.list(&group, list());
            assert_eq!(read(&journal, &group).await, (STEPS, None));
            let damaged = group.clone();
            journal.write(move |file| {
                let lose = "DELETE FROM listed WHERE grp = ?1 AND at = ?2";
                file.execute(lose, params![damaged.as_str(), lost]).map(drop)
            });
            assert_eq!(read(&journal, &group).await, (came, Some("list_lost")), "{lost}");
        }
        assert_eq!(read(&journal, &GroupId::fresh()).await, (0, Some("list_lost")), "never written");
    }

    #[tokio::test]
    async fn a_selection_that_lost_a_row_is_no_smaller_one() {
        let (journal, _) = Journal::open(None);
        let group = GroupId::fresh();
        let file = |at: usize| Selected::File { key: at.to_string(), size: 1, modified: None, etag: None };
        journal.pick(&group, &(0..STEPS).map(file).collect::<Vec<_>>().into());
        let read = async || {
            let (journal, group) = (journal.clone(), group.clone());
            let mut picked = Picked::Journaled { journal, group, at: 0, rows: STEPS };
            let mut count = 0;
            loop {
                match picked.next().await.map(|more| more.len()) {
                    Ok(0) => return (count, None),
                    Ok(more) => count += more,
                    Err(fault) => return (count, Some(fault.code)),
                }
            }
        };
        assert_eq!(read().await, (STEPS, None));
        let damaged = group.clone();
        journal.write(move |file| {
            file.execute("DELETE FROM picked WHERE grp = ?1 AND at = 1500", params![damaged.as_str()]).map(drop)
        });
        assert_eq!(read().await, (1_000, Some("list_lost")));
    }
}
