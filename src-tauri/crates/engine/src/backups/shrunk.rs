//! When what is copied has shrunk so sharply that a person is asked before its last full copy may
//! go. Pure.
//!
//! Sharply: at least a quarter of the files, or of the bytes, is gone of the most that the full
//! copies had since a person was last asked, so that a little less in each run adds up. People who
//! tidy up, and files that replace others, seldom take that much between two runs. A folder
//! deleted by mistake, a rule for ageing files, a login that sees less than before or a list that
//! ends early do: of the last a first page of 1,000 files is noticed where there were 1,334 or
//! more. A question too many costs one press and a copy that stays longer; one too few costs the
//! only full copy, a few runs later.
//!
//! A copy that is so much smaller counts as one, and says of which full copy it is less. As long as
//! nobody said that this was meant, the full one is kept besides what the rules keep, and later
//! copies are measured by it, not by the small ones.

use super::{
    dated::Dated,
    record::{Most, Record, State},
};

/// Of a quarter or more.
const PART: u64 = 4;

/// Whether so many files and bytes are sharply less than that.
pub(super) fn is_sharp(most: Most, files: u64, bytes: u64) -> bool {
    let sharp = |before: u64, now: u64| {
        let gone = before.saturating_sub(now);
        gone > 0 && gone.saturating_mul(PART) >= before
    };
    sharp(most.files, files) || sharp(most.bytes, bytes)
}

/// The newest good copy that is not sharply less than an earlier one.
pub(super) fn last_full<'a>(copies: impl Iterator<Item = &'a (Dated, Record)>) -> Option<&'a (Dated, Record)> {
    copies.filter(|(_, record)| is_full(record)).max_by_key(|(copy, _)| *copy)
}

/// A good copy that nobody has to be asked about.
pub(super) fn is_full(record: &Record) -> bool {
    record.state == State::Good && record.smaller_than.is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;
    use crate::{at::Place, ids::BackupId};

    fn record(files: u64, bytes: u64, smaller_than: Option<&str>) -> Record {
        let from = Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
        let begun = Record::begun(&BackupId::from("x"), &from, "server", 0);
        Record { state: State::Good, files, bytes, smaller_than: smaller_than.map(str::to_owned), ..begun }
    }

    #[test]
    fn a_quarter_of_the_files_or_of_the_bytes_is_much() {
        let most = |files, bytes| Most::of(&record(files, bytes, None));
        let full = most(1_000, 8_000);
        for (files, bytes) in [(750, 8_000), (1_000, 6_000), (1, 1), (5_000, 6_000), (10, 80_000)] {
            assert!(is_sharp(full, files, bytes), "{files} {bytes}");
        }
        for (files, bytes) in [(1_000, 8_000), (751, 6_001), (2_000, 16_000), (1_001, 7_999)] {
            assert!(!is_sharp(full, files, bytes), "{files} {bytes}");
        }
        // A list that breaks after its first page.
        assert!(is_sharp(most(1_334, 1), 1_000, 1) && is_sharp(most(5_000, 1), 1_000, 1));
        assert!(is_sharp(most(2, 2), 1, 1), "one of two files");
        assert!(!is_sharp(most(3, 0), 3, 0), "of empty files no byte can go");
        assert!(is_sharp(most(u64::MAX, u64::MAX), 1, 1));
    }

    #[test]
    fn small_copies_are_measured_by_the_last_full_one() {
        let copy = |day| Dated { date: date(2026, 3, day), number: 1, by: None };
        let mut half = record(9, 9, None);
        half.state = State::Begun;
        let all = [
            (copy(1), record(100, 100, None)),
            (copy(2), record(90, 90, None)),
            (copy(3), record(9, 9, Some("2026-03-02"))),
            (copy(4), record(9, 9, Some("2026-03-02"))),
            (copy(5), half),
        ];
        assert_eq!(last_full(all.iter()).map(|(copy, _)| copy.to_string()).as_deref(), Some("2026-03-02"));
        assert_eq!(last_full(all[2..].iter()), None);
    }
}
