//! New buckets: what may be their name, said while it is typed, and making one.
//!
//! A new bucket is private, and where the storage has locks against public access they are shut. Region and locking are
//! chosen with the making; versions, encryption and the locks are set after it. Should one of them fail the bucket
//! stays, and the answer says so; dropped in between, the bucket is there with what was set until then.

use serde::{Deserialize, Serialize};
use store::{Encryption, Making, PublicAccess, Store, StoreError, StoreErrorKind, Versioning};
use ts_rs::TS;

use super::value::{SettingKind, SettingValue, read, write};
use crate::fault::{self, Fault};

/// What a person wants to have made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewBucket {
    /// Its name.
    pub name: String,
    /// Its region; empty for that of the connection.
    pub region: String,
    /// Whether old versions of files are kept.
    pub versions: bool,
    /// Whether its files can be locked against deletion; old versions are kept then.
    pub lock: bool,
    /// How new files are encrypted; null for what the storage does by itself.
    pub encryption: Option<Encryption>,
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

/// Makes a bucket.
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
    let how = Making { region: wanted.region.trim().to_owned(), lock: wanted.lock };
    store.make_bucket(name, &how).await.map_err(words)?;
    Ok(MadeBucket { name: name.to_owned(), note: furnish(store, wanted).await })
}

/// Sets what can only be set once the bucket is there; what of it did not come about, in sentences.
async fn furnish(store: &Store, wanted: &NewBucket) -> String {
    let name = wanted.name.as_str();
    let mut missing = Vec::new();
    let failed = |what: &str, error: &StoreError| format!("{what}: {}.", fault::from_store(error).title);
    if wanted.lock {
        match read(store, name, SettingKind::Lock).await {
            Ok(held) if held.value.is_some() => {}
            // A storage that does not know locking makes a bucket without it.
            Ok(_) => missing.push("Its files cannot be locked: the storage made it without locking.".to_owned()),
            Err(error) => missing.push(failed("Its files cannot be locked", &error)),
        }
    }
    if wanted.versions || wanted.lock {
        let on = SettingValue::Versioning { versioning: Versioning::On };
        let kept = put(store, name, &on).await;
        missing.extend(kept.err().map(|error| failed("Old versions are not kept", &error)));
    }
    if let Some(encryption) = &wanted.encryption {
        let encryption = SettingValue::Encryption { encryption: encryption.clone() };
        let set = put(store, name, &encryption).await;
        missing.extend(set.err().map(|error| failed("Its encryption was not set", &error)));
    }
    let shut = put(store, name, &SettingValue::PublicAccess { locks: SHUT }).await;
    // A bucket is private without the locks as well.
    let lacks = |error: &StoreError| matches!(error.kind, StoreErrorKind::NotSupported | StoreErrorKind::BucketExists);
    let shut = shut.err().filter(|error| !lacks(error));
    missing.extend(shut.map(|error| failed("Its locks against public access were not shut", &error)));
    missing.join(" ")
}

/// Every lock against public access, as Amazon shuts them for each new bucket.
const SHUT: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

/// Sets a setting that the storage has, unless it is so already; see [`read`].
async fn put(store: &Store, name: &str, value: &SettingValue) -> Result<(), StoreError> {
    let now = read(store, name, value.kind()).await?;
    if now.value.as_ref() == Some(value) { Ok(()) } else { write(store, name, value.kind(), Some(value)).await }
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
