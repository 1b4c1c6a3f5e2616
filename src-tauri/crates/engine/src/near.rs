//! A bucket that is not there: which of this login's buckets was meant, by names that differ in
//! little.

use std::time::Duration;

use store::{Store, StoreError, StoreErrorKind as Kind};

use crate::fault::{self, Fault};

/// How long a person waits for a guess before they are told without one.
const PATIENCE: Duration = Duration::from_secs(5);
/// More names than this are a list, not a guess.
const MOST: usize = 3;

/// The words for what storage answered; where the bucket is not there, with the names that may have
/// been meant. Asks for the list of buckets then, and goes without where it is refused or late.
pub async fn told(store: &Store, error: &StoreError) -> Fault {
    fault::from_store(error).meant(&meant(store, error).await)
}

/// Names of this login's buckets that are near the one that is not there, the nearest first.
async fn meant(store: &Store, error: &StoreError) -> Vec<String> {
    let Some(wrong) = error.bucket.as_deref().filter(|_| error.kind == Kind::NoSuchBucket) else { return Vec::new() };
    match tokio::time::timeout(PATIENCE, store.list_buckets()).await {
        Ok(Ok(buckets)) => near(wrong, buckets.into_iter().map(|bucket| bucket.name)),
        _ => Vec::new(),
    }
}

fn near(wrong: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let small = wrong.to_lowercase();
    let mut near: Vec<(usize, String)> =
        names.filter(|name| *name != wrong).filter_map(|name| Some((distance(&small, &name)?, name))).collect();
    near.sort();
    near.truncate(MOST);
    near.into_iter().map(|(_, name)| name).collect()
}

/// How far two names are apart, if they are near: a slip for every four characters, or one name is
/// the beginning of the other or its end, as a year that was left out is.
fn distance(wrong: &str, name: &str) -> Option<usize> {
    // Letters to put in, leave out, exchange or swap with their neighbour, to get from one to the
    // other.
    let slips = strsim::osa_distance(wrong, name);
    let (short, long) = if wrong.len() < name.len() { (wrong, name) } else { (name, wrong) };
    let part = short.len() >= 4 && (long.starts_with(short) || long.ends_with(short));
    (part || slips <= (wrong.len() / 4).clamp(1, 3)).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(wrong: &str, names: &[&str]) -> Vec<String> {
        near(wrong, names.iter().map(|name| (*name).to_owned()))
    }

    #[test]
    fn slips_of_the_hand_and_parts_left_out_are_near() {
        let names = ["reports-2025", "reports-2019", "raw-scans", "invoices", "web"];
        for (wrong, first) in [
            ("reports-2052", "reports-2025"),
            ("report-2025", "reports-2025"),
            ("reports2025", "reports-2025"),
            ("Reports-2025", "reports-2025"),
            ("scans", "raw-scans"),
            ("raw-scans-old", "raw-scans"),
            ("invocies", "invoices"),
            ("wep", "web"),
        ] {
            assert_eq!(found(wrong, &names).first().map(String::as_str), Some(first), "{wrong}");
        }
        assert_eq!(found("reports", &names), ["reports-2019", "reports-2025"]);
    }

    #[test]
    fn other_names_are_not_offered_and_never_many() {
        assert!(found("photos", &["reports-2025", "web", "invoices"]).is_empty());
        assert!(found("data", &["data"]).is_empty(), "the name itself is not there");
        assert_eq!(found("data", &["data-a", "data-b", "data-c", "data-d"]).len(), MOST);
        assert_eq!(distance("", "abc"), None);
        assert_eq!(distance("abc", ""), None);
    }
}
