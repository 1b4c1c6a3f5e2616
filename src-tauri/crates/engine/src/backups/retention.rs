//! Which copies of a backup are kept, and which may go. Pure.
//!
//! Promise, under test: the newest good copy is never among those that go, whatever the rules say,
//! nor is any other of its day: whoever runs a backup twice on one day wants both. A copy that is
//! not known to be good neither goes by a rule nor takes a good one's place; and what is kept once
//! stays kept when the same rules are asked again.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::dated::Dated;

/// How many good copies are kept: the last so many, all of so many days that have one, and the last
/// of each of so many weeks, months and years that have one. All of the newest day stay. With
/// nothing but zeros every copy is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct BackupRetention {
    pub last: u32,
    pub days: u32,
    pub weeks: u32,
    pub months: u32,
    pub years: u32,
}

/// The day, week, month or year that a date falls in, told apart from all others of its kind.
type Period = fn(Date) -> (i32, i32);

impl BackupRetention {
    /// Whether nothing ever goes.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Of these good copies, those that may go, oldest first.
    #[must_use]
    pub fn leaving(&self, good: &[Dated]) -> Vec<Dated> {
        if self.is_everything() {
            return Vec::new();
        }
        let all: BTreeSet<Dated> = good.iter().copied().collect();
        let newest_first = || all.iter().rev().copied();
        // Those of the newest day are kept before any rule is asked.
        let days: BTreeSet<Date> = all.iter().map(|copy| copy.date).collect();
        let days: BTreeSet<Date> = days.into_iter().rev().take((self.days as usize).max(1)).collect();
        let mut kept: BTreeSet<Dated> = newest_first().take(self.last as usize).collect();
        kept.extend(newest_first().filter(|copy| days.contains(&copy.date)));
        let periods: [(u32, Period); 3] = [
            (self.weeks, |date| (date.iso_week_date().year().into(), date.iso_week_date().week().into())),
            (self.months, |date| (date.year().into(), date.month().into())),
            (self.years, |date| (date.year().into(), 0)),
        ];
        for (count, period) in periods {
            let mut seen = BTreeSet::new();
            for copy in newest_first() {
                if seen.len() >= count as usize {
                    break;
                }
                if seen.insert(period(copy.date)) {
                    kept.insert(copy);
                }
            }
        }
        all.difference(&kept).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    fn day(days_ago: i32, number: u32) -> Dated {
        Dated { date: Date::new(2026, 11, 25).unwrap() - days_ago.days(), number, by: None }
    }

    fn kept(keep: BackupRetention, good: &[Dated]) -> Vec<String> {
        let leaving = keep.leaving(good);
        good.iter().filter(|copy| !leaving.contains(copy)).map(Dated::to_string).collect()
    }

    #[test]
    fn a_week_of_days_and_a_year_of_months() {
        let daily: Vec<Dated> = (0..100).map(|ago| day(ago, 1)).collect();
        let keep = BackupRetention { days: 3, months: 4, ..BackupRetention::default() };
        assert_eq!(
            kept(keep, &daily),
            ["2026-11-25", "2026-11-24", "2026-11-23", "2026-10-31", "2026-09-30", "2026-08-31"]
        );
        let keep = BackupRetention { weeks: 2, years: 1, ..BackupRetention::default() };
        assert_eq!(kept(keep, &daily), ["2026-11-25", "2026-11-22"]);
        assert_eq!(
            kept(BackupRetention { last: 2, ..BackupRetention::default() }, &[day(1, 1), day(0, 1), day(0, 2)]),
            ["2026-11-25", "2026-11-25-2"]
        );
    }

    #[test]
    fn two_copies_of_one_day_both_stay() {
        let today = [day(1, 1), day(0, 1), day(0, 2), day(0, 3)];
        for keep in [
            BackupRetention { last: 1, ..BackupRetention::default() },
            BackupRetention { weeks: 1, ..BackupRetention::default() },
            BackupRetention { months: 12, ..BackupRetention::default() },
            BackupRetention { years: 1, ..BackupRetention::default() },
        ] {
            assert_eq!(kept(keep, &today), ["2026-11-25", "2026-11-25-2", "2026-11-25-3"], "{keep:?}");
        }
        // As long as their day does, where days are kept.
        let later: Vec<Dated> = [day(3, 1), day(2, 1), day(2, 2), day(1, 1), day(0, 1)].into();
        assert_eq!(
            kept(BackupRetention { days: 3, ..BackupRetention::default() }, &later),
            ["2026-11-23", "2026-11-23-2", "2026-11-24", "2026-11-25"]
        );
        assert_eq!(
            kept(BackupRetention { last: 2, ..BackupRetention::default() }, &later),
            ["2026-11-24", "2026-11-25"]
        );
    }

    #[test]
    fn without_a_rule_everything_stays() {
        assert!(BackupRetention::default().leaving(&[day(0, 1), day(1_000, 1)]).is_empty());
    }

    fn rules() -> impl Strategy<Value = BackupRetention> {
        let few = 0u32..5;
        (few.clone(), few.clone(), few.clone(), few.clone(), few)
            .prop_map(|(last, days, weeks, months, years)| BackupRetention { last, days, weeks, months, years })
    }

    fn copies() -> impl Strategy<Value = Vec<Dated>> {
        prop::collection::vec((0i32..3_000, 1u32..4).prop_map(|(ago, number)| day(ago, number)), 0..60)
    }

    proptest! {
        #[test]
        fn the_last_good_copy_never_goes(keep in rules(), good in copies()) {
            let leaving = keep.leaving(&good);
            let newest = good.iter().map(|copy| copy.date).max();
            prop_assert!(leaving.iter().all(|copy| Some(copy.date) != newest), "nor another of its day");
            prop_assert!(leaving.iter().all(|copy| good.contains(copy)), "only what was shown to it goes");
        }

        #[test]
        fn what_stays_once_stays(keep in rules(), good in copies()) {
            let leaving = keep.leaving(&good);
            let left: Vec<Dated> = good.iter().copied().filter(|copy| !leaving.contains(copy)).collect();
            prop_assert_eq!(keep.leaving(&left), Vec::<Dated>::new());
        }

        #[test]
        fn of_the_last_n_each_stays(last in 1u32..9, good in copies()) {
            let newest: BTreeSet<Dated> = good.iter().copied().collect();
            let leaving = BackupRetention { last, ..BackupRetention::default() }.leaving(&good);
            prop_assert!(newest.iter().rev().take(last as usize).all(|copy| !leaving.contains(copy)));
            let of_the_day = newest.iter().filter(|copy| Some(copy.date) == newest.last().map(|one| one.date)).count();
            prop_assert_eq!(newest.len() - leaving.len(), newest.len().min((last as usize).max(of_the_day)));
        }

        /// Copies are made day by day and the rules asked after each: at no moment is there none.
        #[test]
        fn over_a_year_of_runs_there_is_always_a_good_one(keep in rules(), ran in prop::collection::vec(any::<bool>(), 60..120)) {
            let mut there: Vec<Dated> = Vec::new();
            let mut ever = false;
            for (at, good) in ran.into_iter().enumerate() {
                if good {
                    there.push(day(200 - i32::try_from(at).unwrap(), 1));
                    ever = true;
                }
                let leaving = keep.leaving(&there);
                there.retain(|copy| !leaving.contains(copy));
                prop_assert_eq!(there.is_empty(), !ever);
            }
        }
    }
}
