//! How a few keys stand, of a bucket that may have millions.

use std::collections::{BTreeSet, HashMap};

use futures_util::TryStreamExt;
use store::{Store, StoreError, VersionRequest};

use super::{KeyState, Keys};

/// How each of these keys stands; those that no version is of are left out. Keys that lie together
/// are read together, a thousand versions a request; one that lies alone takes two requests.
pub(crate) async fn of_keys(
    store: &Store,
    bucket: &str,
    keys: Vec<String>,
    until: Option<i64>,
) -> Result<HashMap<String, KeyState>, StoreError> {
    let mut wanted: BTreeSet<String> = keys.into_iter().collect();
    let mut found = HashMap::new();
    while let Some(first) = wanted.pop_first() {
        if let Some(told) = of_key(store, bucket, &first, until).await? {
            found.insert(first.clone(), told);
        }
        let Some(last) = wanted.last() else { break };
        let (prefix, behind) = (shared(&first, last).to_owned(), Some(first));
        let mut pages = store.version_pages(VersionRequest { behind, ..VersionRequest::below(bucket, prefix) });
        let mut keys = Keys::at(until);
        while let Some(page) = pages.try_next().await? {
            let mut told: Vec<_> = page.entries.into_iter().filter_map(|version| keys.add(version)).collect();
            if page.next.is_none() {
                told.extend(keys.end());
            }
            let before = wanted.len();
            told.retain(|told| wanted.remove(&told.key));
            found.extend(told.into_iter().map(|told| (told.key.clone(), told)));
            // What lies further on is sooner found by itself.
            if wanted.is_empty() || wanted.len() == before {
                break;
            }
        }
    }
    Ok(found)
}

/// How one key stands: it is the first of all that begin with it, which need not be read for one of
/// which nothing is left.
async fn of_key(store: &Store, bucket: &str, key: &str, until: Option<i64>) -> Result<Option<KeyState>, StoreError> {
    let (mut keys, mut pages) = (Keys::at(until), store.version_pages(VersionRequest::below(bucket, key)));
    while let Some(page) = pages.try_next().await? {
        let further = page.entries.iter().any(|version| version.key != key);
        let mut told = page.entries.into_iter().filter_map(|version| keys.add(version));
        if let Some(told) = told.find(|told| told.key == key) {
            return Ok(Some(told));
        }
        if further {
            break;
        }
    }
    Ok(keys.end().filter(|told| told.key == key))
}

/// What two keys begin with alike.
fn shared<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter.len_utf8()).sum();
    &a[..same]
}
