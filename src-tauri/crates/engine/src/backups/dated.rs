//! The names of a backup's copies: the folder `data/YYYY/MM/DD/` that each has below the backup's
//! own, and the record that says how far it is. Pure.
//!
//! A second copy of a day is `DD-2`, a third `DD-3`. Where the storage cannot keep two computers
//! from taking one name, the name has the computer's own mark: `DD-b1a2b3c4d`. Only what reads back
//! to exactly the same name is one of ours.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::ids::BackupId;

/// Where records lie, beside the copies and never among them: a copy holds what was copied and
/// nothing else.
pub(super) const RECORDS: &str = "bucketwise-copies/";

/// One copy: its day, and which of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dated {
    /// The day on which it was begun, as this computer's calendar had it.
    pub date: Date,
    /// 1 for the first of the day.
    pub number: u32,
    /// The mark of the backup that made it, where names alone could not be told apart.
    pub by: Option<Mark>,
}

/// Tells the copies of one computer's backup from those of another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark(u32);

impl Mark {
    /// The one of this backup, always the same. Ids are random, so two of them have the same one in
    /// about four thousand million pairs.
    #[must_use]
    pub fn of(backup: &BackupId) -> Self {
        // FNV-1a, which never changes, as a hash of the standard library might.
        Self(backup.as_str().bytes().fold(0x811C_9DC5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A letter first: a number would read as that of a copy.
        write!(f, "b{:08x}", self.0)
    }
}

impl FromStr for Mark {
    type Err = NoCopy;

    fn from_str(text: &str) -> Result<Self, NoCopy> {
        let digits = text.strip_prefix('b').ok_or(NoCopy)?;
        u32::from_str_radix(digits, 16).map(Self).map_err(|_| NoCopy)
    }
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
        let mark = self.by.map_or_else(String::new, |by| format!("-{by}"));
        if self.number == 1 { mark } else { format!("{mark}-{}", self.number) }
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
        let (by, number) = ending(parts.next())?;
        let date = Date::new(year, month, day).map_err(|_| NoCopy)?;
        let dated = Self { date, number, by };
        // "2026-1-05", "2026-01-05-1" and "2026-01-05-02" are nobody's names.
        if dated.to_string() == text && number > 0 { Ok(dated) } else { Err(NoCopy) }
    }
}

/// What follows the day: a mark, a number, both or nothing.
fn ending(text: Option<&str>) -> Result<(Option<Mark>, u32), NoCopy> {
    let Some(text) = text else { return Ok((None, 1)) };
    let (mark, rest) = match text.split_once('-') {
        Some((mark, rest)) => (Some(mark), Some(rest)),
        None if text.starts_with('b') => (Some(text), None),
        None => (None, Some(text)),
    };
    let number = rest.map_or(Ok(1), |rest| rest.parse().map_err(|_| NoCopy))?;
    Ok((mark.map(str::parse).transpose()?, number))
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
        let dated = |number| Dated { date: Date::new(2026, 3, 7).unwrap(), number, by: None };
        assert_eq!(dated(1).folder(), "data/2026/03/07/");
        assert_eq!(dated(2).folder(), "data/2026/03/07-2/");
        assert_eq!(dated(1).record(), "bucketwise-copies/2026-03-07.json");
        assert_eq!(Dated::of_record("bucketwise-copies/2026-03-07-12.json"), Some(dated(12)));
        let marked = |number| Dated { by: Some(Mark(0x1A2_B3C4)), ..dated(number) };
        assert_eq!(marked(1).folder(), "data/2026/03/07-b01a2b3c4/");
        assert_eq!(marked(2).record(), "bucketwise-copies/2026-03-07-b01a2b3c4-2.json");
    }

    #[test]
    fn a_mark_is_of_one_backup() {
        let (one, other) = (BackupId::fresh(), BackupId::fresh());
        assert_eq!(Mark::of(&one), Mark::of(&one.clone()));
        assert_ne!(Mark::of(&one), Mark::of(&other));
        // As written once, for good: records of before are found by it.
        assert_eq!(Mark::of(&BackupId::from("a")).to_string(), "be40c292c");
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
            "2026-03-07-b",
            "2026-03-07-b1a2b3c4",
            "2026-03-07-B01A2B3C4",
            "2026-03-07-b01a2b3c4-1",
            "2026-03-07-b01a2b3c4-",
            "2026-03-07-2-b01a2b3c4",
            "2026-03-07-b+1a2b3c4",
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
        fn every_name_reads_back(
            year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28, number in 1u32.., by in any::<Option<u32>>()
        ) {
            let dated = Dated { date: Date::new(year, month, day).unwrap(), number, by: by.map(Mark) };
            prop_assert_eq!(dated.to_string().parse::<Dated>(), Ok(dated));
            prop_assert_eq!(Dated::of_record(&dated.record()), Some(dated));
            prop_assert!(dated.folder().starts_with("data/") && dated.folder().ends_with('/'));
        }
    }
}
