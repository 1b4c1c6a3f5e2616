//! What arrived through an upload page since it was made, as the bucket lists it. Files that were
//! stored there in another way are among it: a bucket does not tell by whom.

use std::pin::pin;

use futures_util::TryStreamExt;
use serde::Serialize;
use store::{ListRequest, Store};
use ts_rs::TS;

use crate::{
    fault::{self, Fault},
    files::share::{LinkGives, LinkView},
};

/// Keys that are looked through.
const MOST_KEYS: usize = 10_000;
/// Arrivals that are told, the latest.
const MOST: usize = 200;
/// A server may tell a time a little before the one by which a page was made, in milliseconds.
const EARLIER: i64 = 60_000;

/// One file that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Arrival {
    /// Its whole key.
    pub key: String,
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// When, in milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// What arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Arrivals {
    /// The latest 200, the latest first.
    pub files: Vec<Arrival>,
    /// How many there are among the keys that were looked through.
    pub count: usize,
    /// The folder has more keys than the 10,000 that were looked through.
    pub more: bool,
}

/// Lists what was stored where an upload page stores files since it was made: ten requests at most.
///
/// # Errors
/// The link is none of an upload page, or storage refused the list.
pub async fn arrivals(store: &Store, link: &LinkView) -> Result<Arrivals, Fault> {
    let one = match link.gives {
        LinkGives::File => return Err(fault::gone("link")),
        LinkGives::Folder => false,
        LinkGives::Upload => true,
    };
    let below = ListRequest { bucket: link.at.bucket.clone(), prefix: link.at.key.clone(), ..ListRequest::default() };
    let mut pages = pin!(store.pages(below));
    let (mut files, mut seen, mut more) = (Vec::new(), 0, false);
    while let Some(page) = pages.try_next().await.map_err(|error| fault::from_store(&error))? {
        seen += page.entries.len();
        let new = page.entries.into_iter().filter(|entry| !one || entry.key == link.at.key).filter_map(|entry| {
            let at = entry.modified.filter(|at| *at >= link.made - EARLIER)?;
            let stands_for_folder = entry.size == 0 && entry.key.ends_with('/');
            (!stands_for_folder).then_some(Arrival { key: entry.key, size: entry.size, at })
        });
        files.extend(new);
        more = !one && seen >= MOST_KEYS && page.next.is_some();
        if one || more {
            break;
        }
    }
    files.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.key.cmp(&b.key)));
    let count = files.len();
    files.truncate(MOST);
    Ok(Arrivals { files, count, more })
}
