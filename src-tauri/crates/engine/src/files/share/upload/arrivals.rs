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
    let (mut files, mut seen) = (Vec::new(), 0);
    while let Some(page) = pages.try_next().await.map_err(|error| fault::from_store(&error))? {
        seen += page.entries.len();
        let new = page.entries.into_iter().filter(|entry| !one || entry.key == link.at.key).filter_map(|entry| {
            let at = entry.modified.filter(|at| *at >= link.made - EARLIER)?;
            (!entry.key.ends_with('/')).then_some(Arrival { key: entry.key, size: entry.size, at })
        });
        files.extend(new);
        if one || seen >= MOST_KEYS {
            break;
        }
    }
    files.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.key.cmp(&b.key)));
    let count = files.len();
    files.truncate(MOST);
    Ok(Arrivals { files, count, more: seen >= MOST_KEYS })
}
