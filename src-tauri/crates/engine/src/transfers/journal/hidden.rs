//! What a deletion hid: each file with the id of the delete marker that hides it, kept so that the
//! deletion can be undone. It goes with its group, and passes to the group that undoes it.

use rusqlite::{Connection, params};

use super::Journal;
use crate::ids::GroupId;

/// A key, and the id of its marker.
pub(in super::super) type Hidden = (String, String);

impl Journal {
    /// These markers were made by a group.
    pub(in super::super) fn hidden(&self, group: &GroupId, markers: Vec<Hidden>) {
        if markers.is_empty() {
            return;
        }
        let group = group.clone();
        self.write(move |journal| {
            let mut put = journal.prepare_cached("INSERT OR REPLACE INTO hidden VALUES (?1, ?2, ?3)")?;
            markers.iter().try_for_each(|(key, id)| put.execute(params![group.as_str(), key, id]).map(drop))
        });
    }

    /// What one group hid is another's to bring back.
    pub(in super::super) fn hand_over(&self, from: &GroupId, to: &GroupId) {
        let (from, to) = (from.clone(), to.clone());
        self.write(move |journal| {
            let mut give = journal.prepare_cached("UPDATE hidden SET grp = ?2 WHERE grp = ?1")?;
            give.execute(params![from.as_str(), to.as_str()]).map(drop)
        });
    }

    /// At most `most` of what a group hid, behind this key; `None` where the journal cannot be
    /// read.
    pub(in super::super) async fn hidden_of(&self, group: GroupId, behind: String, most: usize) -> Option<Vec<Hidden>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let find = move |journal: &Connection| {
            let mut find = journal
                .prepare_cached("SELECT key, marker FROM hidden WHERE grp = ?1 AND key > ?2 ORDER BY key LIMIT ?3")?;
            let rows = find.query_map(params![group.as_str(), behind, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        self.ask(find).await
    }
}
