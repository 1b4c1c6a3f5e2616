//! When a file was written before it became an object: S3 has no place for it, so it goes along as
//! metadata, spelled as rclone spells it (`x-amz-meta-mtime: 1700000000.123456789`). Either program
//! then reads what the other wrote.
//! <https://rclone.org/s3/#modification-times-and-hashes>

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

/// The metadata's name, without `x-amz-meta-`.
const NAME: &str = "mtime";
const SECOND: i128 = 1_000_000_000;

/// A time as rclone spells it: seconds since 1970, with as many decimals as it takes.
pub(crate) fn spelled(time: SystemTime) -> String {
    let since = |time: Duration| i128::try_from(time.as_nanos()).unwrap_or(i128::MAX);
    let ns = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => since(after),
        Err(before) => -since(before.duration()),
    };
    let (sign, ns) = if ns < 0 { ("-", -ns) } else { ("", ns) };
    let text = format!("{sign}{}.{:09}", ns / SECOND, ns % SECOND);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The time in an object's metadata. Some servers capitalise the name.
pub(crate) fn read(metadata: Option<&HashMap<String, String>>) -> Option<SystemTime> {
    let (_, text) = metadata?.iter().find(|(name, _)| name.eq_ignore_ascii_case(NAME))?;
    time(text.trim())
}

/// Puts a time into an object's metadata, in the place of the one that is there.
pub(crate) fn keep(metadata: &mut HashMap<String, String>, time: SystemTime) {
    metadata.retain(|name, _| !name.eq_ignore_ascii_case(NAME));
    metadata.insert(NAME.to_owned(), spelled(time));
}

fn time(text: &str) -> Option<SystemTime> {
    let (before, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (seconds, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if seconds.is_empty() || !digits(seconds) || !digits(decimals) {
        return None;
    }
    let nanos: String = decimals.chars().chain(std::iter::repeat('0')).take(9).collect();
    let since = Duration::new(seconds.parse().ok()?, nanos.parse().ok()?);
    if before { SystemTime::UNIX_EPOCH.checked_sub(since) } else { SystemTime::UNIX_EPOCH.checked_add(since) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_are_spelled_as_rclone_spells_them() {
        let after = |nanos: u64| SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos);
        for (at, text) in [
            (after(1_700_000_000_123_456_789), "1700000000.123456789"),
            (after(1_700_000_000_500_000_000), "1700000000.5"),
            (after(1_700_000_000_000_000_000), "1700000000"),
            (SystemTime::UNIX_EPOCH - Duration::from_millis(1_500), "-1.5"),
        ] {
            assert_eq!(spelled(at), text);
            let metadata = HashMap::from([("Mtime".to_owned(), text.to_owned())]);
            assert_eq!(read(Some(&metadata)), Some(at));
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", ".", "-", "yesterday", "1.2.3", "1e9", "99999999999999999999"] {
            assert_eq!(time(text), None, "{text:?}");
        }
        // More decimals than a clock has are cut.
        assert_eq!(time("1.1234567891"), time("1.123456789"));
    }
}
