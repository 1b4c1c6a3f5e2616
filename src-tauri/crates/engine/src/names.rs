//! Names of buckets: what may be one, said while it is typed, and how one stands in a sentence.

use serde::Serialize;
use ts_rs::TS;

/// What is to be said about a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NameCheck {
    /// Why it cannot be one; empty where it can.
    pub stop: String,
    /// What is worth knowing; empty where nothing.
    pub warn: String,
    /// A name like it that could be one; empty where there is none.
    pub instead: String,
}

/// Looks a name over, by <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>, which other
/// storages follow or are wider than.
#[must_use]
pub fn check_name(name: &str) -> NameCheck {
    let stop = problem(name).unwrap_or_default().to_owned();
    let mended = mended(name);
    let fits = !stop.is_empty() && mended != name && problem(&mended).is_none();
    let warn = match stop.is_empty() && name.contains('.') {
        true => "With a dot in it, secure addresses of Amazon do not work for some programs. A hyphen does as well.",
        false => "",
    };
    NameCheck { stop, warn: warn.to_owned(), instead: if fits { mended } else { String::new() } }
}

fn problem(name: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let reserved = ["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|part| name.starts_with(part))
        || ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"].iter().any(|part| name.ends_with(part));
    if name.is_empty() {
        Some("A bucket needs a name.")
    } else if name.chars().any(char::is_uppercase) {
        Some("Bucket names have small letters only.")
    } else if name.chars().any(|c| c == ' ' || c == '_') {
        Some("Bucket names have hyphens in the place of spaces and underscores.")
    } else if !name.chars().all(|c| plain(c) || c == '-' || c == '.') {
        Some("Bucket names have the letters a to z, digits, hyphens and dots.")
    } else if name.len() < 3 {
        Some("Bucket names have at least 3 characters.")
    } else if name.len() > 63 {
        Some("Bucket names have at most 63 characters.")
    } else if !name.starts_with(plain) || !name.ends_with(plain) {
        Some("Bucket names begin and end with a letter or a digit.")
    } else if name.contains("..") {
        Some("Two dots cannot follow each other in a bucket’s name.")
    } else if name.parse::<std::net::Ipv4Addr>().is_ok() {
        Some("A bucket’s name cannot look like the address of a computer.")
    } else if reserved {
        Some("Amazon keeps names that begin or end like this for itself.")
    } else {
        None
    }
}

fn mended(name: &str) -> String {
    let letters = name.trim().to_lowercase();
    let letters = letters.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' });
    letters.take(63).collect::<String>().trim_matches(['-', '.']).to_owned()
}

/// A name set apart, or while there is none yet, what it is of.
pub(crate) fn named(name: &str, what: &str) -> String {
    if name.trim().is_empty() { what.to_owned() } else { format!("`{name}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_refused_with_a_reason_and_a_way_out() {
        for (name, says, instead) in [
            ("", "needs a name", ""),
            ("My Files", "small letters", "my-files"),
            ("my_files", "hyphens", "my-files"),
            ("größe", "letters a to z", "gr--e"),
            ("ab", "at least 3", ""),
            (&"a".repeat(64), "at most 63", &"a".repeat(63)),
            ("-files", "begin and end", "files"),
            ("a..b", "Two dots", ""),
            ("10.0.0.1", "address", ""),
            ("xn--files", "Amazon", ""),
        ] {
            let looked = check_name(name);
            assert!(looked.stop.contains(says), "{name}: {looked:?}");
            assert_eq!(looked.instead, instead, "{name}");
        }
        for name in ["abc", "my-files-2026", "0-9", &"a".repeat(63)] {
            assert_eq!(
                check_name(name),
                NameCheck { stop: String::new(), warn: String::new(), instead: String::new() }
            );
        }
        assert!(check_name("a.b.c").warn.contains("dot"));
    }
}
