//! What would make the target like the source, counted by what is done; and then exactly that,
//! written down to be run.
//!
//! *Update* adds and replaces and takes nothing away; *mirror* also removes what the source does
//! not have. A file that is newer at the target stays, unless that is wished in so many words.
//! What cannot be told, or cannot be on both sides, is left as it is and counted. Nothing is
//! removed where the source has no files or could not be read whole, and more than
//! [`UNASKED_FILES`] or a tenth of the target only once that was confirmed.

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    compare::{Comparison, RowsSoFar},
    judge::SyncState,
    rows::Row,
    side::SyncSide,
};
use crate::{
    fault::{self, Fault},
    transfers::{FileSeen, SyncListing, SyncPlan, SyncRoute},
};

/// So many files are removed without asking, if they are no more than a tenth of the target's.
const UNASKED_FILES: u64 = 100;

/// What is done to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SyncWay {
    Update,
    Mirror,
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncWish {
    /// What is done.
    pub way: SyncWay,
    /// The left place becomes like the right one, and not the right like the left.
    pub to_left: bool,
    /// Files that are newer at the target are replaced as well.
    pub replace_newer: bool,
    /// What is replaced or removed in a folder of this computer is kept in a folder beside.
    pub keep_removed: bool,
}

/// Files, and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct SyncSum {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What a plan comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct SyncCount {
    /// Only the source has them.
    pub add: SyncSum,
    /// The target gets the source's.
    pub replace: SyncSum,
    /// The target loses them.
    pub remove: SyncSum,
    /// Newer at the target, where they stay.
    #[ts(type = "number")]
    pub newer: u64,
    /// Left as they are, since they cannot be told or cannot be on both sides.
    #[ts(type = "number")]
    pub held: u64,
    /// Left out by the person.
    #[ts(type = "number")]
    pub left_out: u64,
    /// So much is removed that it has to be confirmed.
    pub asks: bool,
    /// Why it cannot be run.
    pub refused: Option<Fault>,
}

/// What is done about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Add,
    Replace,
    Remove,
    /// The target's is newer.
    Spare,
    /// Nothing can be said of it.
    Hold,
    Nothing,
}

pub(super) fn deed(state: SyncState, wish: SyncWish) -> Deed {
    use SyncState::{NewerLeft, NewerRight, OnlyLeft, OnlyRight};
    match (state, wish.to_left) {
        (SyncState::Same | SyncState::Filtered, _) => Deed::Nothing,
        (SyncState::Differs, _) | (NewerLeft, false) | (NewerRight, true) => Deed::Replace,
        (OnlyLeft, false) | (OnlyRight, true) => Deed::Add,
        (OnlyLeft, true) | (OnlyRight, false) if wish.way == SyncWay::Mirror => Deed::Remove,
        (OnlyLeft, true) | (OnlyRight, false) => Deed::Nothing,
        (NewerLeft, true) | (NewerRight, false) if wish.replace_newer => Deed::Replace,
        (NewerLeft, true) | (NewerRight, false) => Deed::Spare,
        (SyncState::Unclear | SyncState::OtherName | SyncState::Clash | SyncState::BadName, _) => Deed::Hold,
        (SyncState::Unread | SyncState::Unreadable, _) => Deed::Hold,
    }
}

impl Row {
    /// The source's file, and the target's.
    pub(super) fn turned(self, wish: SyncWish) -> (String, Option<FileSeen>, Option<FileSeen>) {
        match wish.to_left {
            true => (self.name, self.right, self.left),
            false => (self.name, self.left, self.right),
        }
    }
}

impl RowsSoFar {
    fn plan(&mut self, wish: SyncWish) -> Result<SyncCount, Fault> {
        let mut count = SyncCount::default();
        let (mut sources, mut targets, mut unread, mut filtered) = (0_u64, 0_u64, false, false);
        for at in 0..self.rows.len() {
            let (row, state) = self.rows.read(at)?;
            // It is in neither place, as far as guards are concerned.
            let (_, from, over) = row.turned(wish);
            if state == SyncState::Filtered {
                filtered |= from.is_some();
                continue;
            }
            sources += u64::from(from.is_some());
            targets += u64::from(over.is_some());
            unread |= state == SyncState::Unread;
            let deed = deed(state, wish);
            if self.rows.is_left_out(at) && deed != Deed::Nothing {
                count.left_out += 1;
                continue;
            }
            let bytes = |seen: Option<FileSeen>| seen.map_or(0, |seen| seen.size);
            match deed {
                Deed::Add => count.add.take(bytes(from)),
                Deed::Replace => count.replace.take(bytes(from)),
                Deed::Remove => count.remove.take(bytes(over)),
                Deed::Spare => count.newer += 1,
                Deed::Hold => count.held += 1,
                Deed::Nothing => {}
            }
        }
        let removed = count.remove.files;
        count.asks = removed > UNASKED_FILES || removed.saturating_mul(10) > targets;
        if wish.way == SyncWay::Mirror && unread {
            count.refused = Some(fault::sync::unread());
        } else if wish.way == SyncWay::Mirror && sources == 0 {
            count.refused = Some(if filtered { fault::sync::all_filtered() } else { fault::sync::source_empty() });
        }
        Ok(count)
    }
}

impl SyncSum {
    fn take(&mut self, bytes: u64) {
        self.files += 1;
        // A server may claim any size.
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

impl SyncCount {
    /// Whether nothing would be done.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.add.files + self.replace.files + self.remove.files == 0
    }
}

impl Comparison {
    /// What `wish` would do, by what was compared and what was left out. Reads a temporary file.
    ///
    /// # Errors
    /// It is not compared to its end, or the file could not be read.
    pub fn plan(&self, wish: SyncWish) -> Result<SyncCount, Fault> {
        self.whole_found()?.plan(wish)
    }

    /// Leaves rows out of every plan, or takes them in again.
    pub fn leave_out(&self, rows: &[usize], out: bool) {
        let mut found = self.found();
        rows.iter().for_each(|at| found.rows.leave_out(*at, out));
    }

    /// What `wish` does, to be run. `seen` is the plan as the person saw it; `sure`: that as many
    /// are removed as it says was confirmed. `now` names what is kept beside.
    ///
    /// # Errors
    /// The plan is refused, is another than was seen, or removes more than was confirmed; or the
    /// list of it could not be written.
    pub fn begin(&self, wish: SyncWish, seen: &SyncSeen, sure: bool, now: &Zoned) -> Result<SyncPlan, Fault> {
        let mut found = self.whole_found()?;
        let count = found.plan(wish)?;
        if let Some(refused) = count.refused {
            return Err(refused);
        }
        if *seen != SyncSeen::of(&count) || count.is_nothing() {
            return Err(fault::sync::plan_changed());
        }
        if count.asks && !sure {
            return Err(fault::sync::many_removed(count.remove.files));
        }
        let (source, target) = if wish.to_left { (&self.right, &self.left) } else { (&self.left, &self.right) };
        let aside = wish.keep_removed.then(|| now.strftime("%Y-%m-%d %H.%M.%S").to_string());
        let mut list = SyncListing::new(route(source, target)?, aside)?;
        for removes in [false, true] {
            for at in 0..found.rows.len() {
                let state = found.rows.state(at);
                let deed = state.map_or(Deed::Nothing, |state| deed(state, wish));
                let wanted = if removes { deed == Deed::Remove } else { matches!(deed, Deed::Add | Deed::Replace) };
                if !wanted || found.rows.is_left_out(at) {
                    continue;
                }
                match (removes, found.rows.read(at)?.0.turned(wish)) {
                    (false, (name, Some(from), over)) => list.bring(&name, from, over)?,
                    (true, (name, None, Some(over))) => list.remove(&name, over)?,
                    _ => return Err(fault::defect("planning a synchronization")),
                }
            }
        }
        list.end()
    }

    pub(super) fn whole_found(&self) -> Result<std::sync::MutexGuard<'_, RowsSoFar>, Fault> {
        let found = self.found();
        if found.complete { Ok(found) } else { Err(fault::sync::plan_changed()) }
    }
}

/// The numbers of a plan that a person saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[allow(missing_docs)]
pub struct SyncSeen {
    #[ts(type = "number")]
    pub add: u64,
    #[ts(type = "number")]
    pub replace: u64,
    #[ts(type = "number")]
    pub remove: u64,
}

impl SyncSeen {
    /// The numbers of this plan.
    #[must_use]
    pub fn of(count: &SyncCount) -> Self {
        Self { add: count.add.files, replace: count.replace.files, remove: count.remove.files }
    }
}

fn route(source: &SyncSide, target: &SyncSide) -> Result<SyncRoute, Fault> {
    match (source.clone(), target.clone()) {
        (SyncSide::Folder(folder), SyncSide::Bucket { store, place: to }) => Ok(SyncRoute::Up { folder, store, to }),
        (SyncSide::Bucket { store, place: from }, SyncSide::Folder(folder)) => {
            Ok(SyncRoute::Down { store, from, folder })
        }
        (SyncSide::Bucket { store, place: from }, SyncSide::Bucket { store: target, place: to }) => {
            Ok(SyncRoute::Across { store, from, target, to })
        }
        (SyncSide::Folder(_), SyncSide::Folder(_)) => Err(fault::sync::two_folders()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{
        super::{
            filter::SyncFilter,
            judge::{CompareBy, SyncProof},
        },
        *,
    };

    const WISH: SyncWish = SyncWish { way: SyncWay::Update, to_left: false, replace_newer: false, keep_removed: true };
    const MIRROR: SyncWish = SyncWish { way: SyncWay::Mirror, ..WISH };

    fn compared(rows: impl IntoIterator<Item = SyncState>) -> Comparison {
        let store = store::Store::open(store::Access::to(store::provider("other").unwrap()));
        let place = crate::at::Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
        let endpoint = Some(store::Endpoint::parse("http://127.0.0.1:9").unwrap());
        let access = store::Access { endpoint, ..store::Access::to(store::provider("other").unwrap()) };
        let store = store.or_else(|_| store::Store::open(access)).unwrap();
        let (left, right) = (SyncSide::Folder("/x".into()), SyncSide::Bucket { store, place });
        let all = Comparison::new(left, right, CompareBy::Time, &SyncFilter::default()).unwrap();
        for (at, state) in rows.into_iter().enumerate() {
            let seen = || Some(FileSeen { size: 10, ..FileSeen::default() });
            let (left, right) = match state {
                SyncState::OnlyLeft => (seen(), None),
                SyncState::OnlyRight => (None, seen()),
                _ => (seen(), seen()),
            };
            let row = Row { name: format!("{at:04}"), proof: SyncProof::Size, left, right };
            all.found().rows.add(&[(row, state)]).unwrap();
        }
        all.found().complete = true;
        all
    }

    fn all() -> Comparison {
        use SyncState::*;
        compared([Same, OnlyLeft, OnlyRight, NewerLeft, NewerRight, Differs, Unclear, OtherName, Unreadable, BadName])
    }

    #[test]
    fn an_update_takes_nothing_away_and_nothing_newer_is_replaced_unasked() {
        let all = all();
        let sums = |wish| {
            let count = all.plan(wish).unwrap();
            (count.add.files, count.replace.files, count.remove.files, count.newer, count.held)
        };
        assert_eq!(sums(WISH), (1, 2, 0, 1, 4));
        assert_eq!(sums(SyncWish { replace_newer: true, ..WISH }), (1, 3, 0, 0, 4));
        assert_eq!(sums(MIRROR), (1, 2, 1, 1, 4));
        assert_eq!(sums(SyncWish { to_left: true, ..MIRROR }), (1, 2, 1, 1, 4));
        all.leave_out(&[2, 0, 99], true);
        let count = all.plan(MIRROR).unwrap();
        assert_eq!((count.remove.files, count.left_out), (0, 1), "what is the same was not to be done anyway");
        all.leave_out(&[2], false);
        assert_eq!(all.plan(MIRROR).unwrap().remove, SyncSum { files: 1, bytes: 10 });
    }

    #[test]
    fn nothing_is_mirrored_from_an_empty_or_unreadable_source() {
        let code = |comparison: &Comparison, wish| comparison.plan(wish).unwrap().refused.map(|fault| fault.code);
        let empty = compared([SyncState::OnlyRight; 3]);
        assert_eq!(code(&empty, MIRROR), Some("sync_source_empty"));
        assert_eq!((code(&empty, WISH), empty.plan(WISH).unwrap().remove.files), (None, 0));
        let unread = compared([SyncState::Same, SyncState::Unread, SyncState::OnlyRight]);
        assert_eq!((code(&unread, MIRROR), code(&unread, WISH)), (Some("sync_unread"), None));
        let seen = SyncSeen::of(&empty.plan(MIRROR).unwrap());
        assert_eq!(empty.begin(MIRROR, &seen, true, &Zoned::default()).err().unwrap().code, "sync_source_empty");
    }

    #[test]
    fn what_a_filter_leaves_out_is_not_there_for_any_guard() {
        use SyncState::{Filtered, OnlyRight, Same};
        let code = |comparison: &Comparison| comparison.plan(MIRROR).unwrap().refused.map(|fault| fault.code);
        assert_eq!(code(&compared([Filtered, OnlyRight])), Some("sync_all_filtered"), "the source is not empty");
        assert_eq!(code(&compared([OnlyRight])), Some("sync_source_empty"));
        let count = compared([Filtered, Filtered, Same, OnlyRight]).plan(MIRROR).unwrap();
        assert_eq!((count.remove.files, count.asks, count.held, count.left_out), (1, true, 0, 0), "one of two");
    }

    #[test]
    fn a_tenth_or_a_hundred_files_are_removed_only_once_confirmed() {
        let with = |kept: usize, gone: usize| {
            let rows = [SyncState::Same].repeat(kept).into_iter().chain([SyncState::OnlyRight].repeat(gone));
            compared(rows)
        };
        let asks = |kept, gone| with(kept, gone).plan(MIRROR).unwrap().asks;
        assert!(!asks(9, 1) && asks(8, 1) && !asks(2_000, 100) && asks(2_000, 101));
        let all = with(8, 1);
        let seen = SyncSeen::of(&all.plan(MIRROR).unwrap());
        let begin =
            |seen: &SyncSeen, sure| all.begin(MIRROR, seen, sure, &Zoned::default()).err().map(|fault| fault.code);
        assert_eq!(begin(&seen, false), Some("sync_many_removed"));
        assert_eq!(begin(&SyncSeen { remove: 2, ..seen }, true), Some("sync_plan_changed"));
        assert_eq!(begin(&seen, true), None);
    }

    #[test]
    fn nothing_is_planned_by_half_a_comparison() {
        let all = all();
        all.found().complete = false;
        assert_eq!(all.plan(WISH).err().unwrap().code, "sync_plan_changed");
    }
}
