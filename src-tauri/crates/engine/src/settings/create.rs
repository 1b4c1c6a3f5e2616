//! New buckets: what may be their name, said while it is typed, and making one.
//!
//! A new bucket is private: nothing here opens it. Old versions are switched on after it was made; should that fail the
//! bucket stays, and the answer says so.

use serde::{Deserialize, Serialize};
use store::{Store, StoreErrorKind, Versioning};
use ts_rs::TS;

use super::value::{SettingKind, SettingValue, read, write};
use crate::fault::{self, Fault};

/// What a person wants to have made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewBucket {
    /// Its name.
    pub name: String,
    /// Whether old versions of files are kept.
    pub versions: bool,
}

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

/// A bucket that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MadeBucket {
    /// Its name.
    pub name: String,
    /// What did not come out as asked; empty where all did.
    pub note: String,
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

/// Makes a bucket in the connection's region.
///
/// # Errors
/// The name cannot be one, is taken, or the storage refused. Nothing was made then.
pub async fn make(store: &Store, wanted: &NewBucket) -> Result<MadeBucket, Fault> {
    let name = wanted.name.as_str();
    let words = |error| fault::from_store(&error);
    let looked = check_name(name);
    if !looked.stop.is_empty() {
        return Err(fault::setting_unfit(&looked.stop));
    }
    // Some storages answer yes to making a bucket that is the login's own already, and some would empty its settings.
    match store.head_bucket(name).await {
        Ok(()) => return Err(fault::bucket_taken(name)),
        Err(error) if error.kind == StoreErrorKind::NoSuchBucket => {}
        Err(error) if error.kind == StoreErrorKind::NotPermitted => {}
        Err(error) => return Err(words(error)),
    }
    store.create_bucket(name).await.map_err(words)?;
    let note = if wanted.versions { keep_versions(store, name).await } else { String::new() };
    Ok(MadeBucket { name: name.to_owned(), note })
}

/// Switches versions on where the storage knows them; otherwise says that it did not.
async fn keep_versions(store: &Store, name: &str) -> String {
    let on = SettingValue::Versioning { versioning: Versioning::On };
    let kept = async {
        read(store, name, SettingKind::Versioning).await?;
        write(store, name, SettingKind::Versioning, Some(&on)).await
    };
    match kept.await {
        Ok(()) => String::new(),
        Err(error) => {
            format!("The bucket was made, but old versions are not kept: {}.", fault::from_store(&error).title)
        }
    }
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
