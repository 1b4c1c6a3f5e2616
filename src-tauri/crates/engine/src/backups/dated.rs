//! The names of dated copies: the folder `data/YYYY/MM/DD/` that each has below the backup's own, and the record that
//! says how far it is. Pure.
//!
//! A second copy of a day is `DD-2`, a third `DD-3`. Only what reads back to exactly the same name is one of ours.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

/// Where records lie, beside the copies and never among them: a copy holds what was copied and nothing else.
pub(super) const RECORDS: &str = "bucketwise-copies/";

/// One dated copy: its day, and which of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dated {
    /// The day on which it was begun, as this computer's calendar had it.
    pub date: Date,
    /// 1 for the first of the day.
    pub number: u32,
}

impl Dated {
    /// The folder of the copy below the backup's own, with its slash.
    #[must_use]
    pub fn folder(&self) -> String {
        let date = self.date;
        format!("data/{:04}/{:02}/{:02}{}/", date.year(), date.month(), date.day(), self.ending())
    }

    /// The key of its record below the backup's own folder.
    #[must_use]
    pub fn record(&self) -> String {
        format!("{RECORDS}{self}.json")
    }

    /// The copy whose record has this key below the backup's own folder.
    #[must_use]
    pub fn of_record(key: &str) -> Option<Self> {
        key.strip_prefix(RECORDS)?.strip_suffix(".json")?.parse().ok()
    }

    fn ending(&self) -> String {
        if self.number == 1 { String::new() } else { format!("-{}", self.number) }
    }
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date;
        write!(f, "{:04}-{:02}-{:02}{}", date.year(), date.month(), date.day(), self.ending())
    }
}

/// A text that is no name of a copy.
#[derive(Debug, PartialEq, Eq)]
pub struct NoCopy;

impl FromStr for Dated {
    type Err = NoCopy;

    fn from_str(text: &str) -> Result<Self, NoCopy> {
        let mut parts = text.splitn(4, '-');
        let mut next = || parts.next().ok_or(NoCopy);
        let (year, month, day) = (number(next()?)?, number(next()?)?, number(next()?)?);
        let number = parts.next().map_or(Ok(1), |text| text.parse().map_err(|_| NoCopy))?;
        let date = Date::new(year, month, day).map_err(|_| NoCopy)?;
        let dated = Self { date, number };
        // "2026-1-05", "2026-01-05-1" and "2026-01-05-02" are nobody's names.
        if dated.to_string() == text && number > 0 { Ok(dated) } else { Err(NoCopy) }
    }
}

fn number<T: FromStr>(text: &str) -> Result<T, NoCopy> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().map_err(|_| NoCopy) } else { Err(NoCopy) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_copy_is_called_after_its_day() {
        let dated = |number| Dated { date: Date::new(2026, 3, 7).unwrap(), number };
        assert_eq!(dated(1).folder(), "data/2026/03/07/");
        assert_eq!(dated(2).folder(), "data/2026/03/07-2/");
        assert_eq!(dated(1).record(), "bucketwise-copies/2026-03-07.json");
        assert_eq!(Dated::of_record("bucketwise-copies/2026-03-07-12.json"), Some(dated(12)));
    }

    #[test]
    fn what_is_not_our_name_is_not_ours() {
        for text in [
            "",
            "2026",
            "2026-03",
            "2026-3-07",
            "2026-03-07-",
            "2026-03-07-0",
            "2026-03-07-1",
            "2026-03-07-02",
            "2026-03-07-2-3",
            "2026-02-30",
            "-026-03-07",
            "+2026-03-07",
            "2026-03-07 ",
            "02026-03-07",
            "2026-13-01",
        ] {
            assert_eq!(text.parse::<Dated>(), Err(NoCopy), "{text:?}");
        }
        for key in ["2026-03-07.json", "bucketwise-copies/2026-03-07", "bucketwise-copies/x/2026-03-07.json"] {
            assert_eq!(Dated::of_record(key), None, "{key}");
        }
    }

    proptest! {
        #[test]
        fn every_name_reads_back(year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28, number in 1u32..) {
            let dated = Dated { date: Date::new(year, month, day).unwrap(), number };
            prop_assert_eq!(dated.to_string().parse::<Dated>(), Ok(dated));
            prop_assert_eq!(Dated::of_record(&dated.record()), Some(dated));
            prop_assert!(dated.folder().starts_with("data/") && dated.folder().ends_with('/'));
        }
    }
}
