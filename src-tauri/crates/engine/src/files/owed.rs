//! What is still to be paid for files that are deleted or replaced before their time: some storage
//! classes charge for a least number of days, and as if no file were smaller than 128 KB. Counted
//! from what a list tells of each file; no amounts.

use std::collections::BTreeMap;

use serde::Serialize;
use store::Store;
use ts_rs::TS;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Bytes that a smaller file is charged as, in the classes that have such a minimum.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html>
const SMALL: u64 = 128 * 1024;

/// Files of a storage class that is charged for longer than they have been in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct EarlyClass {
    /// The class, for instance `STANDARD_IA`; empty where the provider charges so for all.
    pub class: String,
    /// How many files.
    #[ts(type = "number")]
    pub files: u64,
    /// What they are charged as, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The most days still owed for one of them.
    #[ts(type = "number")]
    pub days: i64,
    /// How many of the files are charged as if they had 128 KB.
    #[ts(type = "number")]
    pub small: u64,
}

/// What is owed for files, counted together.
#[derive(Debug, Default)]
pub(crate) struct Owed {
    /// In milliseconds since 1970.
    now: i64,
    classes: BTreeMap<String, EarlyClass>,
}

impl Owed {
    /// By the clock of `now`, in milliseconds since 1970.
    pub(crate) fn at(now: i64) -> Self {
        Self { now, classes: BTreeMap::new() }
    }

    /// Counts a file of this class and size in that was stored then. Where that is not told, it was
    /// stored just now: rather too many days than too few.
    pub(crate) fn add(&mut self, store: &Store, class: Option<&str>, size: u64, modified: Option<i64>) {
        let (named, least) = least_days(store, class);
        let age = modified.map_or(0, |modified| (self.now - modified).max(0) / DAY);
        if least <= age {
            return;
        }
        let none = || EarlyClass { class: named.to_owned(), files: 0, bytes: 0, days: 0, small: 0 };
        let early = self.classes.entry(named.to_owned()).or_insert_with(none);
        let small = size < SMALL && matches!(named, "STANDARD_IA" | "ONEZONE_IA" | "GLACIER_IR");
        early.files += 1;
        // A server may claim any size.
        early.bytes = early.bytes.saturating_add(if small { SMALL } else { size });
        early.days = early.days.max(least - age);
        early.small += u64::from(small);
    }

    /// What was counted so far.
    pub(crate) fn told(&self) -> Vec<EarlyClass> {
        self.classes.values().cloned().collect()
    }
}

/// The days for which a file is charged at least, and the class that says so.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html>
/// <https://docs.wasabi.com/docs/how-does-wasabis-minimum-storage-duration-policy-work>
fn least_days<'a>(store: &Store, class: Option<&'a str>) -> (&'a str, i64) {
    let provider = store.provider();
    if provider.id == "wasabi" {
        return ("", 90);
    }
    let class = class.filter(|_| !provider.needs_endpoint).unwrap_or_default();
    let days = match class {
        "STANDARD_IA" | "ONEZONE_IA" => 30,
        "GLACIER_IR" | "GLACIER" => 90,
        "DEEP_ARCHIVE" => 180,
        _ => 0,
    };
    (class, days)
}
