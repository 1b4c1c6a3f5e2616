//! The times at which something changed in a folder, for somebody who looks for one of them.
//!
//! Read only when asked: a few pages of versions, which a server lists by name and not by time. Of
//! a larger folder the rest is not read, and that is said. Dropping the future stops the requests.

use futures_util::TryStreamExt;
use serde::Serialize;
use store::{Store, StoreErrorKind as Kind, Version, VersionRequest};
use ts_rs::TS;

use crate::{
    at::Place,
    fault::{self, Fault},
};

/// Pages of versions that are read at most, 1,000 versions each.
const PAGES: usize = 10;
/// Times that are told at most, the latest.
const MOST: usize = 100;
/// What is no further apart is one change, in milliseconds: a folder is not uploaded in a moment.
const APART: i64 = 60_000;
/// A change lasts no longer, in milliseconds.
const LASTS: i64 = 3_600_000;

/// Something that changed at about one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FolderChange {
    /// The second at which it was over, in milliseconds since 1970: the folder as of then has it.
    #[ts(type = "number")]
    pub at: i64,
    /// Files that were added or overwritten.
    pub stored: u32,
    /// Files that were deleted.
    pub deleted: u32,
}

/// When a folder changed, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct FolderChanges {
    /// At most 100.
    pub changes: Vec<FolderChange>,
    /// Whether these are all that the storage knows of.
    pub complete: bool,
}

/// Reads when something changed in a folder, at whatever depth. A storage without versions knows of
/// none.
///
/// # Errors
/// Storage refused for another reason than that it has no versions.
pub async fn read(store: &Store, place: &Place) -> Result<FolderChanges, Fault> {
    let mut pages = store.version_pages(VersionRequest::below(&place.bucket, place.prefix.as_str()));
    let (mut entries, mut whole) = (Vec::new(), false);
    for _ in 0..PAGES {
        match pages.try_next().await {
            Ok(Some(page)) => {
                whole = page.next.is_none();
                entries.extend(page.entries.iter().filter_map(entry));
            }
            Ok(None) => break,
            Err(error) if error.kind == Kind::NotSupported => whole = true,
            Err(error) => return Err(fault::from_store(&error)),
        }
        if whole {
            break;
        }
    }
    let (changes, all) = together(entries);
    Ok(FolderChanges { changes, complete: whole && all })
}

/// When, and whether it is a deletion.
type Entry = (i64, bool);

fn entry(version: &Version) -> Option<Entry> {
    version.modified.map(|modified| (modified, version.marker))
}

/// The latest changes, and whether they are all.
fn together(mut entries: Vec<Entry>) -> (Vec<FolderChange>, bool) {
    entries.sort_unstable_by(|a, b| b.cmp(a));
    let mut changes: Vec<FolderChange> = Vec::new();
    let (mut latest, mut earliest) = (i64::MAX, i64::MAX);
    for (at, deleted) in entries {
        let begins = earliest.saturating_sub(at) > APART || latest.saturating_sub(at) > LASTS;
        if changes.is_empty() || begins {
            if changes.len() == MOST {
                return (changes, false);
            }
            latest = at;
            changes.push(FolderChange { at: whole_second(at), stored: 0, deleted: 0 });
        }
        earliest = at;
        if let Some(change) = changes.last_mut() {
            let count = if deleted { &mut change.deleted } else { &mut change.stored };
            *count = count.saturating_add(1);
        }
    }
    (changes, true)
}

/// The second at which a moment is over: a field for a time has no smaller.
fn whole_second(at: i64) -> i64 {
    at.saturating_add(999).div_euclid(1_000).saturating_mul(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_together_is_one_change() {
        let entries = [(1_500, false), (500_000, true), (2_000, false), (40_000, true), (501_001, true)];
        let (changes, all) = together(entries.to_vec());
        let change = |at, stored, deleted| FolderChange { at, stored, deleted };
        assert_eq!((changes, all), (vec![change(502_000, 0, 2), change(40_000, 2, 1)], true));
        assert_eq!(together(Vec::new()), (Vec::new(), true));
    }

    #[test]
    fn what_goes_on_for_long_is_told_by_the_hour_and_only_the_latest() {
        let entries: Vec<Entry> = (0..7_200).map(|second| (second * 1_000, false)).collect();
        let (changes, all) = together(entries);
        assert_eq!((changes.len(), all), (2, true));
        assert_eq!(changes.iter().map(|change| change.stored).sum::<u32>(), 7_200);
        let (changes, all) = together((0..500).map(|hour| (hour * LASTS * 2, false)).collect());
        assert_eq!((changes.len(), changes[0].at, all), (MOST, 499 * LASTS * 2, false));
    }
}
