//! In which regions the buckets of a connection turned out to be, kept between starts in
//! `regions.json` in the data folder: each bucket elsewhere would otherwise cost a detour of its
//! first request anew. Nothing depends on it: what is damaged, lost or no longer true is found out
//! again.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use store::Store;

use crate::{ids::ConnectionId, kept};

const VERSION: u32 = 1;
/// Accounts have 10,000 buckets by default; past that the detour is made.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html>
const MOST: usize = 10_000;

/// Bucket by bucket, for each connection.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    connections: BTreeMap<ConnectionId, BTreeMap<String, String>>,
}

#[derive(Clone, Debug)]
pub(super) struct Homes(Arc<PathBuf>);

impl Homes {
    pub(super) fn open(data: &Path) -> Self {
        Self(Arc::new(data.join("regions.json")))
    }

    /// Tells a store what is known of its buckets, and keeps what it finds out.
    pub(super) fn attach(&self, id: &ConnectionId, store: &Store) {
        let (homes, of) = (self.clone(), id.clone());
        store.on_home(move |bucket, region| {
            let (homes, of) = (homes.clone(), of.clone());
            let (bucket, region) = (bucket.to_owned(), region.to_owned());
            // Told in the middle of a request, which does not wait for a disk.
            tokio::task::spawn_blocking(move || homes.note(&of, bucket, region));
        });
        let mut known = kept::read::<Content>(&self.0, VERSION).unwrap_or_default();
        store.know_homes(known.connections.remove(id).unwrap_or_default());
    }

    fn note(&self, id: &ConnectionId, bucket: String, region: String) {
        let known = kept::read::<Content>(&self.0, VERSION).unwrap_or_default();
        if known.connections.get(id).and_then(|buckets| buckets.get(&bucket)) == Some(&region) {
            return;
        }
        self.change(|content| {
            let buckets = content.connections.entry(id.clone()).or_default();
            if buckets.len() < MOST || buckets.contains_key(&bucket) {
                buckets.insert(bucket, region);
            }
        });
    }

    /// The connection is gone, or leads elsewhere.
    pub(super) fn forget(&self, id: &ConnectionId) {
        let known = kept::read::<Content>(&self.0, VERSION).unwrap_or_default();
        if known.connections.contains_key(id) {
            self.change(|content| drop(content.connections.remove(id)));
        }
    }

    fn change(&self, change: impl FnOnce(&mut Content)) {
        if let Err(error) = kept::change(&self.0, VERSION, change) {
            tracing::warn!(?error, "the regions of buckets were not kept");
        }
    }
}
