//! What a comparison found as a table (CSV), for whoever has to show that two places are the same,
//! or by what they are not.

use std::path::Path;

use jiff::Timestamp;
use words::{Words, say, sync};

use super::{
    compare::Comparison,
    judge::{SyncProof, SyncState},
    rows::Row,
};
use crate::{fault::Fault, kept::table::Table, transfers::FileSeen};

impl Comparison {
    /// Writes a line for each name to the file that a person chose. Blocking.
    ///
    /// # Errors
    /// It is not compared to its end, its rows cannot be read, the disk is full, or nothing may be
    /// written there.
    pub fn save_table(&self, file: &Path) -> Result<(), Fault> {
        let rows = self.whole_found()?.rows.len();
        let titles = [
            say!(sync::TableFile),
            say!(sync::TableState),
            say!(sync::TableProof),
            say!(sync::TableFirstBytes),
            say!(sync::TableFirstModified),
            say!(sync::TableSecondBytes),
            say!(sync::TableSecondModified),
        ];
        let mut table = Table::begin(file, titles)?;
        for at in 0..rows {
            // The page reads its windows in between.
            let (row, state) = self.whole_found()?.rows.read(at)?;
            table.row(line(row, state))?;
        }
        table.end()
    }
}

fn line(row: Row, state: SyncState) -> [String; 7] {
    let [[left, left_at], [right, right_at]] = [row.left, row.right].map(|seen| seen.map(told).unwrap_or_default());
    [row.name, said(state).shown(), proof(row.proof).shown(), left, left_at, right, right_at]
}

/// Its bytes, and its time as every program reads it: RFC 3339, in UTC.
fn told(seen: FileSeen) -> [String; 2] {
    let time = seen.modified.and_then(|time| Timestamp::from_millisecond(time).ok());
    [seen.size.to_string(), time.map(|time| time.to_string()).unwrap_or_default()]
}

fn said(state: SyncState) -> Words {
    match state {
        SyncState::Same => say!(sync::StateSame),
        SyncState::OnlyLeft => say!(sync::StateOnlyLeft),
        SyncState::OnlyRight => say!(sync::StateOnlyRight),
        SyncState::NewerLeft => say!(sync::StateNewerLeft),
        SyncState::NewerRight => say!(sync::StateNewerRight),
        SyncState::Differs => say!(sync::StateDiffers),
        SyncState::Unclear => say!(sync::StateUnclear),
        SyncState::OtherName => say!(sync::StateOtherName),
        SyncState::Clash => say!(sync::StateClash),
        SyncState::Unread => say!(sync::StateUnread),
        SyncState::Unreadable => say!(sync::StateUnreadable),
        SyncState::BadName => say!(sync::StateBadName),
        SyncState::Filtered => say!(sync::StateFiltered),
    }
}

fn proof(by: SyncProof) -> Words {
    match by {
        SyncProof::Name => say!(sync::ProofName),
        SyncProof::Size => say!(sync::ProofSize),
        SyncProof::Time => say!(sync::ProofTime),
        SyncProof::Checksum => say!(sync::ProofChecksum),
        SyncProof::Etag => say!(sync::ProofEtag),
        SyncProof::Bytes => say!(sync::ProofBytes),
    }
}
