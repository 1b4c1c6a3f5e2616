//! What is still to be paid for files that are deleted or replaced before their time: some storage
//! classes charge for a least number of days, and as if no file were smaller than 128 KB. Counted
//! from what a list tells of each file; no amounts.
//!
//! No list tells since when a file is in its class: what a lifecycle rule moved there later than it
//! was stored is owed for longer, and what was stored long ago may still be owed for.

use std::collections::BTreeMap;

use serde::Serialize;
use store::Store;
use ts_rs::TS;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Bytes that a smaller file is charged as, in the classes that have such a minimum.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html>
const SMALL: u64 = 128 * 1024;

/// Files of a storage class that is charged for longer than they have been in it, or may have been.
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
    /// The most days still owed for one of them, if it was stored in this class.
    #[ts(type = "number")]
    pub days: i64,
    /// How many of the files are charged as if they had 128 KB.
    #[ts(type = "number")]
    pub small: u64,
    /// How many others are owed for only if a lifecycle rule moved them to this class within the
    /// last `least` days.
    #[ts(type = "number")]
    pub moved: u64,
    /// The days for which the class is charged at least.
    #[ts(type = "number")]
    pub least: i64,
}

/// A file of a class that is charged for a least number of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChargedFile {
    class: String,
    /// In days.
    least: i64,
    /// In days; none where it was stored so long ago that nothing is owed, unless it was moved.
    left: Option<i64>,
    size: u64,
}

impl ChargedFile {
    /// Whether the provider charges so for anything.
    pub(crate) fn may_be(store: &Store) -> bool {
        [None, Some("GLACIER")].into_iter().any(|class| least_days(store, class).1 > 0)
    }

    /// A file of this class and size that was stored then; `now` and then in milliseconds since
    /// 1970. Where that is not told, it was stored just now: rather too many days than too few.
    pub(crate) fn of(store: &Store, class: Option<&str>, size: u64, modified: Option<i64>, now: i64) -> Option<Self> {
        let (class, least) = least_days(store, class);
        let left = least - modified.map_or(0, |modified| (now - modified).max(0) / DAY);
        let left = Some(left).filter(|left| *left > 0);
        // What is charged so wherever it lies was never moved.
        let may_be = left.is_some() || least > 0 && !class.is_empty();
        may_be.then(|| Self { class: class.to_owned(), least, left, size })
    }

    /// Whether it is charged as if it were larger.
    fn is_small(&self) -> bool {
        self.size < SMALL && matches!(self.class.as_str(), "STANDARD_IA" | "ONEZONE_IA" | "GLACIER_IR")
    }

    /// In bytes.
    fn charged_as(&self) -> u64 {
        if self.is_small() { SMALL } else { self.size }
    }

    /// A file of Amazon's deep archive, in bytes, with so many days left.
    #[cfg(test)]
    pub(crate) fn archived(size: u64, left: i64) -> Self {
        Self { class: "DEEP_ARCHIVE".into(), least: 180, left: Some(left), size }
    }
}

/// What is owed for files, counted together: by class and days left.
#[derive(Debug, Default)]
pub(crate) struct Owed(BTreeMap<(String, Option<i64>), Alike>);

/// Files of one class with as many days left. Wide enough for any sizes that a server claims.
#[derive(Debug, Default)]
struct Alike {
    least: i64,
    files: u64,
    bytes: u128,
    small: u64,
}

impl Owed {
    /// Counts a file in.
    pub(crate) fn add(&mut self, file: &ChargedFile) {
        let alike = self.0.entry((file.class.clone(), file.left)).or_default();
        alike.least = file.least;
        alike.files += 1;
        alike.bytes += u128::from(file.charged_as());
        alike.small += u64::from(file.is_small());
    }

    /// Counts a file out that was counted in.
    pub(crate) fn take(&mut self, file: &ChargedFile) {
        let at = (file.class.clone(), file.left);
        let Some(alike) = self.0.get_mut(&at) else { return };
        alike.files -= 1;
        alike.bytes -= u128::from(file.charged_as());
        alike.small -= u64::from(file.is_small());
        if alike.files == 0 {
            self.0.remove(&at);
        }
    }

    /// What was counted so far.
    pub(crate) fn told(&self) -> Vec<EarlyClass> {
        let mut told: Vec<EarlyClass> = Vec::new();
        for ((class, left), Alike { least, files, bytes, small }) in &self.0 {
            if told.last().is_none_or(|early| early.class != *class) {
                let class = class.clone();
                told.push(EarlyClass { class, files: 0, bytes: 0, days: 0, small: 0, moved: 0, least: *least });
            }
            let Some(early) = told.last_mut() else { continue };
            match left {
                None => early.moved += files,
                Some(left) => {
                    early.files += files;
                    early.bytes = early.bytes.saturating_add(u64::try_from(*bytes).unwrap_or(u64::MAX));
                    early.days = early.days.max(*left);
                    early.small += small;
                }
            }
        }
        told
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use store::{Access, Endpoint};

    use super::*;

    fn told(provider: &str, files: &[(&str, i64)]) -> Vec<EarlyClass> {
        let endpoint = Some(Endpoint::parse("http://127.0.0.1:1").unwrap());
        let access = Access { endpoint, region: "us-east-1".into(), ..Access::to(store::provider(provider).unwrap()) };
        let store = Store::open(access).unwrap();
        let (now, mut owed) = (1_000 * DAY, Owed::default());
        let file = |(class, age): &(&str, i64)| ChargedFile::of(&store, Some(class), SMALL, Some(now - age * DAY), now);
        files.iter().filter_map(file).for_each(|file| owed.add(&file));
        owed.told()
    }

    #[test]
    fn what_a_lifecycle_rule_may_have_moved_is_told_apart() {
        let files = [("GLACIER", 10), ("GLACIER", 90), ("GLACIER", 700), ("DEEP_ARCHIVE", 400), ("STANDARD", 1)];
        let early = |class: &str, files, bytes, days, moved, least| {
            let class = class.to_owned();
            EarlyClass { class, files, bytes, days, small: 0, moved, least }
        };
        let expected = [early("DEEP_ARCHIVE", 0, 0, 0, 1, 180), early("GLACIER", 1, SMALL, 80, 2, 90)];
        assert_eq!(told("aws", &files), expected);
        let all = [early("", 1, SMALL, 80, 0, 90)];
        assert_eq!(told("wasabi", &[("STANDARD", 10), ("STANDARD", 100)]), all, "it has no such rules");
        assert_eq!(told("aws", &[("STANDARD", 1), ("INTELLIGENT_TIERING", 1)]), []);
    }
}
