//! What was picked of a bucket for a group, until its plan is done: written once, row by row, and
//! read a piece at a time.

use rusqlite::{Connection, Row, params};

use super::{Journal, kept, unbroken};
use crate::{
    ids::GroupId,
    listing::{AsListed, Choice, Selected},
    transfers::queue::group::Group,
};

impl Journal {
    /// Keeps what was picked for a group that is about to be kept.
    pub(in super::super) fn pick(&self, group: &GroupId, choice: &Choice) {
        let (group, choice) = (group.clone(), choice.clone());
        self.write(move |journal| {
            let mut put = journal.prepare_cached(
                "INSERT INTO picked (grp, at, key, size, modified, version, saved_as, etag)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?;
            for (at, picked) in (0_i64..).zip(&choice) {
                let (mut modified, mut version, mut named, mut etag) = (None, None, None, None);
                let (key, size) = match picked {
                    Selected::File { key, size, modified: told, etag: shown } => {
                        (modified, etag) = (told, shown);
                        (key, i64::try_from(size).ok())
                    }
                    Selected::Version { key, size, id, saved_as, listed } => {
                        (version, named) = (Some(id), saved_as);
                        (modified, etag) = (listed.modified, listed.etag);
                        (key, i64::try_from(size).ok())
                    }
                    Selected::Folder { prefix } => (prefix, None),
                    Selected::FolderAt { prefix, moment } => {
                        modified = Some(moment);
                        (prefix, None)
                    }
                };
                put.execute(params![group.as_str(), at, key, size, modified, version, named, etag])?;
            }
            Ok(())
        });
    }

    /// At most `most` of it, from the one at `from` on and up to the first that is missing; `None`
    /// where the journal cannot be read.
    pub(in super::super) async fn picked(&self, group: GroupId, from: usize, most: usize) -> Option<Vec<Selected>> {
        let [from, most] = [from, most].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        let find = move |journal: &Connection| {
            let mut find = journal.prepare_cached(
                "SELECT key, size, modified, version, saved_as, etag, at FROM picked WHERE grp = ?1 AND at >= ?2
                 ORDER BY at LIMIT ?3",
            )?;
            let numbered = |row: &Row<'_>| Ok((row.get::<_, i64>(6)?, selected(row)?));
            let rows = find.query_map(params![group.as_str(), from, most], numbered)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        Some(unbroken(self.ask(find).await?, from).collect())
    }

    /// A group that ended is followed by another, for what was picked for it: both are kept as they
    /// stand, and what was picked is the other's, in the same instant.
    pub(in super::super) fn follow(&self, ended: &Group, next: &Group) {
        let bodies = [ended, next].map(|group| (group.id.clone(), kept::body(group)));
        self.write(move |journal| {
            bodies.iter().try_for_each(|(id, body)| kept::put(journal, id, body.as_deref()))?;
            let [(from, _), (to, _)] = &bodies;
            let mut give = journal.prepare_cached("UPDATE picked SET grp = ?2 WHERE grp = ?1")?;
            give.execute(params![from.as_str(), to.as_str()]).map(drop)
        });
    }

    /// The plan is done with it.
    pub(in super::super) fn planned(&self, group: GroupId) {
        self.write(move |journal| {
            journal.execute("DELETE FROM listed WHERE grp = ?1", params![group.as_str()])?;
            journal.execute("DELETE FROM picked WHERE grp = ?1", params![group.as_str()]).map(drop)
        });
    }
}

fn selected(row: &Row<'_>) -> rusqlite::Result<Selected> {
    let (key, size, modified) = (row.get(0)?, row.get::<_, Option<i64>>(1)?.map(i64::unsigned_abs), row.get(2)?);
    Ok(match (size, row.get(3)?) {
        (Some(size), Some(id)) => {
            let listed = AsListed { etag: row.get(5)?, modified };
            Selected::Version { key, size, id, saved_as: row.get(4)?, listed }
        }
        (Some(size), None) => Selected::File { key, size, modified, etag: row.get(5)? },
        (None, _) => match modified {
            Some(moment) => Selected::FolderAt { prefix: key, moment },
            None => Selected::Folder { prefix: key },
        },
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        at::Place,
        transfers::{
            queue::group::Planning,
            terms::{GroupState, TransferKind},
            work::KeptWork,
        },
    };

    fn group(name: &str, kind: TransferKind) -> Group {
        let from = Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
        let mut group = Group::new(name.into(), kind, name.into(), None, 0);
        group.work = Some(KeptWork::Download { from, folder: "/to".into() });
        group
    }

    /// The program is killed right after that one change.
    #[tokio::test]
    async fn a_group_that_follows_is_kept_with_what_was_picked_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (journal, _) = Journal::open(Some(&path));
        let (mut first, next) = (group("first", TransferKind::RestoreArchived), group("next", TransferKind::Download));
        let picked = Selected::Folder { prefix: "a/".into() };
        journal.pick(&first.id, &picked.clone().into());
        journal.save(&first, &[]);
        first.planning = Planning::Done;
        journal.follow(&first, &next);
        journal.close().await;

        let (journal, found) = Journal::open(Some(&path));
        let stand: Vec<_> = found.iter().map(|group| (group.id.as_str(), group.state())).collect();
        assert_eq!(stand, [("first", GroupState::Done), ("next", GroupState::Planning)]);
        assert_eq!(journal.picked("next".into(), 0, 9).await, Some(vec![picked]));
        assert_eq!(journal.picked("first".into(), 0, 9).await, Some(Vec::new()));
    }
}
