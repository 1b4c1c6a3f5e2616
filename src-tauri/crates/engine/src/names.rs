//! Names of buckets: what can be one, said while it is typed.

use serde::Serialize;
use ts_rs::TS;
use words::{Words, bucket, say};

/// What is to be said about a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NameCheck {
    /// Why it cannot be one; null where it can.
    pub stop: Option<Words>,
    /// What is worth knowing; null where nothing.
    pub warn: Option<Words>,
    /// A name like it that could be one; empty where there is none.
    pub instead: String,
}

/// Looks a name over, by
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>, which other
/// storages follow or are wider than.
#[must_use]
pub fn check_name(name: &str) -> NameCheck {
    let stop = problem(name);
    let mended = mended(name);
    let fits = stop.is_some() && mended != name && problem(&mended).is_none();
    let warn = (stop.is_none() && name.contains('.')).then(|| say!(bucket::NameDot));
    NameCheck { stop, warn, instead: if fits { mended } else { String::new() } }
}

fn problem(name: &str) -> Option<Words> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let reserved = ["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|part| name.starts_with(part))
        || ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"].iter().any(|part| name.ends_with(part));
    Some(if name.is_empty() {
        say!(bucket::NameMissing)
    } else if name.chars().any(char::is_uppercase) {
        say!(bucket::NameUppercase)
    } else if name.chars().any(|c| c == ' ' || c == '_') {
        say!(bucket::NameSpaces)
    } else if !name.chars().all(|c| plain(c) || c == '-' || c == '.') {
        say!(bucket::NameCharacters)
    } else if name.len() < 3 {
        say!(bucket::NameShort)
    } else if name.len() > 63 {
        say!(bucket::NameLong)
    } else if !name.starts_with(plain) || !name.ends_with(plain) {
        say!(bucket::NameEnds)
    } else if name.contains("..") {
        say!(bucket::NameDots)
    } else if name.parse::<std::net::Ipv4Addr>().is_ok() {
        say!(bucket::NameAddress)
    } else if reserved {
        say!(bucket::NameReserved)
    } else {
        return None;
    })
}

fn mended(name: &str) -> String {
    let letters = name.trim().to_lowercase();
    let letters = letters.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' });
    letters.take(63).collect::<String>().trim_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn names_are_refused_with_a_reason_and_a_way_out() {
        for (name, says, instead) in [
            ("", "needs a name", ""),
            ("My Files", "uppercase", "my-files"),
            ("my_files", "underscores. Use hyphens", "my-files"),
            ("größe", "letters a to z", "gr--e"),
            ("ab", "at least 3", ""),
            (&"a".repeat(64), "at most 63", &"a".repeat(63)),
            ("-files", "begin and end", "files"),
            ("a..b", "two dots", ""),
            ("10.0.0.1", "IP address", ""),
            ("xn--files", "AWS", ""),
        ] {
            let looked = check_name(name);
            assert!(looked.stop.unwrap().to_string().contains(says), "{name}");
            assert_eq!(looked.instead, instead, "{name}");
        }
        for name in ["abc", "my-files-2026", "0-9", &"a".repeat(63)] {
            assert_eq!(check_name(name), NameCheck { stop: None, warn: None, instead: String::new() });
        }
        assert!(check_name("a.b.c").warn.unwrap().to_string().contains("dot"));
    }
}
