//! Objects of a bucket as copies: one page of a listing a step.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use store::{ListRequest, Store};

use super::super::job::{Action, Task};
use crate::{fault::Fault, listing::Selected};

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
    store: Store,
    bucket: String,
    aim: Aim,
    picked: VecDeque<Selected>,
    /// The next page of the folder at the front of `picked`.
    token: Option<String>,
}

impl CopyPlan {
    pub(in super::super) fn new(store: Store, bucket: String, aim: Aim, picked: Vec<Selected>) -> Self {
        Self { store, bucket, aim, picked: picked.into(), token: None }
    }

    pub(super) async fn step(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let folder = match self.picked.front() {
            None => return Ok(None),
            Some(Selected::Folder { prefix }) => prefix.clone(),
            Some(Selected::File { .. }) => return Ok(Some(self.files())),
        };
        let request = ListRequest {
            bucket: self.bucket.clone(),
            prefix: folder.clone(),
            delimiter: false,
            start_after: None,
            token: self.token.clone(),
            max_keys: None,
        };
        let page = super::page(&self.store, &request).await?;
        self.token = page.next;
        if self.token.is_none() {
            self.picked.pop_front();
        }
        let aimed = self.aim.of(&folder);
        let task = |entry: store::Entry| {
            let to = format!("{aimed}{}", entry.key.strip_prefix(folder.as_str())?);
            Some(Task { key: entry.key, bytes: entry.size, action: Action::Copy { to } })
        };
        Ok(Some(page.entries.into_iter().filter_map(task).collect()))
    }

    /// Up to a page of single files from the front.
    fn files(&mut self) -> Vec<Task> {
        let mut tasks = Vec::new();
        while let (Some(Selected::File { .. }), true) = (self.picked.front(), tasks.len() < 1_000) {
            if let Some(Selected::File { key, size, .. }) = self.picked.pop_front() {
                let to = self.aim.of(&key);
                tasks.push(Task { key, bytes: size, action: Action::Copy { to } });
            }
        }
        tasks
    }
}
