//! Keeping two places the same: a folder of this computer and one of a bucket, or two of buckets.
//!
//! [`Comparison`] holds the two side by side, a row for each name with how it stands and by what
//! that is known. Comparing changes nothing, and a place that could not be read to its end is a
//! failure, never one with fewer files. Empty folders are not compared. What moves files is
//! [`crate::transfers`].

mod compare;
mod file;
mod filter;
mod judge;
mod known;
mod open;
mod pairs;
mod plan;
mod rows;
mod side;
mod spelling;
mod table;
mod walk;

pub use self::{
    compare::{Comparison, SyncProgress, SyncTally},
    filter::SyncFilter,
    judge::{CompareBy, SyncProof, SyncState},
    known::KnownSeen,
    open::SyncComparisons,
    plan::{SyncCount, SyncSeen, SyncSum, SyncWay, SyncWish},
    rows::{ROWS_AT_ONCE, SyncRow, SyncRows},
    side::SyncSide,
};
