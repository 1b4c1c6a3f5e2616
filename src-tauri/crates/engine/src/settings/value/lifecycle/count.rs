//! What a rule would do to the files that are there, counted from a listing. Only reads; a storage
//! itself works once a day and rounds to midnight, so the numbers are those of the first days. Tags
//! are not in a listing.

use std::pin::pin;

use futures_util::TryStreamExt;
use serde::Serialize;
use store::{LifecycleRule, ListRequest, Store, StoreError, StoreErrorKind, Version, VersionRequest, When};
use ts_rs::TS;

use crate::ticks::Ticks;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What was counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct RuleCount {
    /// Files and versions that were looked at.
    #[ts(type = "number")]
    pub looked: u64,
    /// Files that would be deleted.
    #[ts(type = "number")]
    pub expire: u64,
    /// Their sizes together, in bytes.
    #[ts(type = "number")]
    pub expire_bytes: u64,
    /// Files that would be moved.
    #[ts(type = "number")]
    pub moved: u64,
    /// Their sizes together, in bytes.
    #[ts(type = "number")]
    pub moved_bytes: u64,
    /// Old versions that would be deleted.
    #[ts(type = "number")]
    pub old: u64,
    /// Their sizes together, in bytes.
    #[ts(type = "number")]
    pub old_bytes: u64,
    /// Unfinished uploads that would be cleaned away.
    #[ts(type = "number")]
    pub uploads: u64,
    /// Whether every object was looked at; else the counts are so far.
    pub complete: bool,
}

struct Counting<'a> {
    rule: &'a LifecycleRule,
    now: i64,
    sums: RuleCount,
    /// The key before, when its newer version was made, and how many old versions of it came
    /// already.
    before: Option<(String, Option<i64>, i32)>,
}

/// Counts; `sink` hears of it at most ten times a second and at the end.
pub(in crate::settings) async fn count(
    store: &Store,
    bucket: &str,
    rule: &LifecycleRule,
    versions: bool,
    now: i64,
    sink: &(impl Fn(RuleCount) + Sync),
) -> Result<(), StoreError> {
    let mut counting = Counting { rule, now, sums: RuleCount::default(), before: None };
    if let Some(days) = rule.abort {
        let uploads = match store.list_uploads(bucket, &rule.prefix).await {
            Err(error) if error.kind == StoreErrorKind::NotSupported => Vec::new(),
            listed => listed?,
        };
        let old = |begun: Option<i64>| begun.is_some_and(|at| now - at >= i64::from(days) * DAY);
        counting.sums.uploads = uploads.iter().filter(|upload| old(upload.begun)).count() as u64;
    }
    let mut ticks = Ticks::new();
    let mut tell = |sums: RuleCount| {
        if ticks.is_due() {
            sink(sums);
        }
    };
    if versions {
        let mut pages = store.version_pages(VersionRequest::below(bucket, &rule.prefix));
        while let Some(page) = pages.try_next().await? {
            counting.versions(page.entries);
            tell(counting.sums);
        }
    } else {
        let (bucket, prefix) = (bucket.to_owned(), rule.prefix.clone());
        let mut pages = pin!(store.pages(ListRequest { bucket, prefix, ..ListRequest::default() }));
        while let Some(page) = pages.try_next().await? {
            page.entries.iter().for_each(|entry| counting.file(entry.size, entry.modified));
            tell(counting.sums);
        }
    }
    sink(RuleCount { complete: true, ..counting.sums });
    Ok(())
}

impl Counting<'_> {
    fn file(&mut self, size: u64, modified: Option<i64>) {
        self.sums.looked += 1;
        if !self.fits(size) {
            return;
        }
        let due = |when: &When| self.due(when, modified);
        if self.rule.expire.as_ref().is_some_and(due) {
            self.sums.expire += 1;
            self.sums.expire_bytes += size;
        } else if self.rule.moves.iter().any(|to| due(&to.when)) {
            self.sums.moved += 1;
            self.sums.moved_bytes += size;
        }
    }

    /// A page of versions: of a key the newest first, whatever order versions and delete markers
    /// came in.
    fn versions(&mut self, mut page: Vec<Version>) {
        page.sort_by(|a, b| a.key.cmp(&b.key).then(b.latest.cmp(&a.latest)).then(b.modified.cmp(&a.modified)));
        for version in page {
            let (newer, nth) = match self.before.take() {
                Some((key, at, nth)) if key == version.key => (at, nth),
                _ => (None, 0),
            };
            if version.latest && !version.marker {
                self.file(version.size, version.modified);
            } else if !version.latest {
                self.old(&version, newer, nth);
            }
            let nth = if version.latest { 0 } else { nth + 1 };
            self.before = Some((version.key, version.modified, nth));
        }
    }

    /// An old version; its days count from when the next newer one was made.
    fn old(&mut self, version: &Version, newer: Option<i64>, nth: i32) {
        self.sums.looked += 1;
        let Some(days) = self.rule.old_expire else { return };
        let kept = self.rule.old_keep.is_some_and(|keep| nth < keep);
        let due = newer.is_some_and(|at| self.now - at >= i64::from(days) * DAY);
        if due && !kept && self.fits(version.size) {
            self.sums.old += 1;
            self.sums.old_bytes += version.size;
        }
    }

    fn fits(&self, size: u64) -> bool {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        self.rule.larger_than.is_none_or(|least| size > least) && self.rule.smaller_than.is_none_or(|most| size < most)
    }

    fn due(&self, when: &When, modified: Option<i64>) -> bool {
        match when {
            When::Days { days } => modified.is_some_and(|at| self.now - at >= i64::from(*days) * DAY),
            When::On { date } => date.parse::<jiff::Timestamp>().is_ok_and(|date| self.now >= date.as_millisecond()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(key: &str, age: i64, latest: bool, marker: bool) -> Version {
        let modified = Some(100 * DAY - age * DAY);
        Version { key: key.into(), id: age.to_string(), size: 10, modified, latest, marker, ..Version::default() }
    }

    fn counted(rule: LifecycleRule, pages: Vec<Vec<Version>>) -> RuleCount {
        let mut counting = Counting { rule: &rule, now: 100 * DAY, sums: RuleCount::default(), before: None };
        pages.into_iter().for_each(|page| counting.versions(page));
        counting.sums
    }

    #[test]
    fn the_days_of_an_old_version_count_from_when_it_was_replaced() {
        // Stored 50 days ago, replaced 5 days ago: not due after 30 days.
        let pages = vec![vec![version("a", 50, false, false), version("a", 5, true, false)]];
        let rule = |days| LifecycleRule { old_expire: Some(days), ..LifecycleRule::default() };
        assert_eq!(counted(rule(30), pages.clone()).old, 0);
        assert_eq!(counted(rule(5), pages).old, 1);
        // Deleted 40 days ago, over two pages.
        let pages = vec![vec![version("a", 40, true, true)], vec![version("a", 60, false, false)]];
        assert_eq!(counted(rule(30), pages).old, 1);
    }

    #[test]
    fn the_newest_old_versions_can_be_kept() {
        let page = vec![
            version("a", 1, true, false),
            version("a", 40, false, false),
            version("a", 50, false, false),
            version("a", 60, false, false),
        ];
        let rule = LifecycleRule { old_expire: Some(1), old_keep: Some(1), ..LifecycleRule::default() };
        assert_eq!(counted(rule, vec![page]).old, 2);
    }

    #[test]
    fn a_file_is_deleted_or_moved_by_its_age_and_size() {
        let rule = LifecycleRule {
            expire: Some(When::Days { days: 30 }),
            moves: vec![store::Move { when: When::Days { days: 7 }, class: "GLACIER".into() }],
            larger_than: Some(5),
            ..LifecycleRule::default()
        };
        let mut small = version("c", 90, true, false);
        small.size = 5;
        let page =
            vec![version("a", 90, true, false), version("b", 10, true, false), small, version("d", 1, true, false)];
        let sums = counted(rule, vec![page]);
        assert_eq!((sums.looked, sums.expire, sums.expire_bytes, sums.moved), (4, 1, 10, 1));
        let dated =
            |date: &str| LifecycleRule { expire: Some(When::On { date: date.into() }), ..LifecycleRule::default() };
        let page = || vec![vec![version("a", 1, true, false)]];
        assert_eq!(counted(dated("1970-02-01T00:00:00Z"), page()).expire, 1);
        assert_eq!(counted(dated("1999-01-01T00:00:00Z"), page()).expire, 0);
    }
}
