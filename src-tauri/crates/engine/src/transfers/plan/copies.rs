//! Objects of a bucket as copies.

use std::{collections::BTreeMap, sync::Arc};

use store::Store;

use super::{
    super::job::{Action, Task},
    expand::{Expanded, Expansion, Picked, PickedFile},
};
use crate::fault::Fault;

/// Where things go: below a folder, or to places of their own.
#[derive(Clone, Debug)]
pub(in super::super) struct Aim {
    /// The folder that the selection was made in; what is below it is kept.
    pub(in super::super) from: String,
    /// The folder that they go to.
    pub(in super::super) to: String,
    /// Files and folders that get another key or prefix than those two say.
    pub(in super::super) named: Arc<BTreeMap<String, String>>,
}

impl Aim {
    /// The key or prefix that a picked key or prefix becomes.
    fn of(&self, picked: &str) -> String {
        let plain = || format!("{}{}", self.to, picked.strip_prefix(self.from.as_str()).unwrap_or(picked));
        self.named.get(picked).cloned().unwrap_or_else(plain)
    }
}

/// A selection of a bucket, being expanded.
pub(in super::super) struct CopyPlan {
    pub(super) found: Expansion,
    aim: Aim,
}

impl CopyPlan {
    pub(in super::super) fn new(store: Store, bucket: String, aim: Aim, picked: Picked) -> Self {
        Self { found: Expansion::new(store, bucket, picked), aim }
    }

    pub(super) async fn step(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let Some(found) = self.found.step().await? else { return Ok(None) };
        let copy = |key: String, bytes, to, version| Task { key, bytes, action: Action::Copy { to, version } };
        Ok(Some(match found {
            Expanded::Files(files) => files
                .into_iter()
                .map(|PickedFile { key, size, version, .. }| {
                    let to = self.aim.of(&key);
                    copy(key, size, to, version)
                })
                .collect(),
            Expanded::Below(folder, entries) => {
                let aimed = self.aim.of(&folder);
                let below = entries.into_iter().filter_map(|entry| {
                    let to = format!("{aimed}{}", entry.key.strip_prefix(folder.as_str())?);
                    Some(copy(entry.key, entry.size, to, None))
                });
                below.collect()
            }
        }))
    }
}
