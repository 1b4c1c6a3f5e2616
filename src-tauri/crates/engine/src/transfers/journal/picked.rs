//! What was picked of a bucket for a group, until its plan is done: written once, row by row, and
//! read a piece at a time.

use rusqlite::{Connection, Row, params};

use super::Journal;
use crate::{
    ids::GroupId,
    listing::{Choice, Selected},
};

impl Journal {
    /// Keeps what was picked for a group that is about to be kept.
    pub(in super::super) fn pick(&self, group: &GroupId, choice: &Choice) {
        let (group, choice) = (group.clone(), choice.clone());
        self.write(move |journal| {
            let mut put = journal.prepare_cached("INSERT INTO picked VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for (at, picked) in (0_i64..).zip(&choice) {
                let (key, size, modified) = match picked {
                    Selected::File { key, size, modified } => (key, i64::try_from(size).ok(), modified),
                    Selected::Folder { prefix } => (prefix, None, None),
                };
                put.execute(params![group.as_str(), at, key, size, modified])?;
            }
            Ok(())
        });
    }

    /// At most `most` of it, from the one at `from` on; `None` where the journal cannot be read.
    pub(in super::super) async fn picked(&self, group: GroupId, from: usize, most: usize) -> Option<Vec<Selected>> {
        let [from, most] = [from, most].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        let find = move |journal: &Connection| {
            let mut find = journal.prepare_cached(
                "SELECT key, size, modified FROM picked WHERE grp = ?1 AND at >= ?2 ORDER BY at LIMIT ?3",
            )?;
            let rows = find.query_map(params![group.as_str(), from, most], selected)?;
            rows.collect()
        };
        self.ask(find).await
    }

    /// The plan is done with it.
    pub(in super::super) fn planned(&self, group: GroupId) {
        self.write(move |journal| {
            journal.execute("DELETE FROM picked WHERE grp = ?1", params![group.as_str()]).map(drop)
        });
    }
}

fn selected(row: &Row<'_>) -> rusqlite::Result<Selected> {
    let (key, size, modified) = (row.get(0)?, row.get::<_, Option<i64>>(1)?, row.get(2)?);
    Ok(match size {
        Some(size) => Selected::File { key, size: size.unsigned_abs(), modified },
        None => Selected::Folder { prefix: key },
    })
}
