//! Objects of a bucket as downloads: one page of a listing a step.
//!
//! A key that ends with `/` and has no bytes makes a folder; with bytes it becomes a file `_` in it. A page that fails is
//! asked for again with the same token when the plan goes on.

use std::{collections::VecDeque, path::PathBuf};

use store::{ListRequest, Store};

use super::{
    super::{
        folder,
        job::{Action, Task},
        names::Names,
    },
    note::Note,
};
use crate::{
    fault::{self, Fault},
    listing::Selected,
};

/// A selection of a bucket, being expanded.
pub(in super::super) struct RemotePlan {
    store: Store,
    bucket: String,
    /// The folder whose view the selection was made in; local paths begin below it.
    prefix: String,
    /// Where on this computer.
    root: PathBuf,
    picked: VecDeque<Selected>,
    /// The next page of the folder at the front of `picked`.
    token: Option<String>,
    names: Option<Names>,
    /// Objects that stand for folders.
    markers: u64,
}

impl RemotePlan {
    pub(in super::super) fn new(
        store: Store,
        bucket: String,
        prefix: String,
        root: PathBuf,
        picked: Vec<Selected>,
    ) -> Self {
        Self { store, bucket, prefix, root, picked: picked.into(), token: None, names: None, markers: 0 }
    }

    pub(super) fn note(&self) -> String {
        let renamed = self.names.as_ref().map_or(0, |names| names.changed);
        Note { renamed, markers: self.markers, ..Note::default() }.words()
    }

    pub(super) async fn step(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        if self.names.is_none() {
            self.names = Some(Names::new(self.folds().await?));
        }
        let folder = match self.picked.front() {
            None => return Ok(None),
            Some(Selected::Folder { prefix }) => prefix.clone(),
            Some(Selected::File { .. }) => return Ok(Some(self.files())),
        };
        let request = ListRequest {
            bucket: self.bucket.clone(),
            prefix: folder,
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
        Ok(Some(page.entries.into_iter().filter_map(|entry| self.task(entry.key, entry.size)).collect()))
    }

    /// Up to a page of single files from the front.
    fn files(&mut self) -> Vec<Task> {
        let mut tasks = Vec::new();
        while let (Some(Selected::File { .. }), true) = (self.picked.front(), tasks.len() < 1_000) {
            if let Some(Selected::File { key, size, .. }) = self.picked.pop_front() {
                tasks.extend(self.task(key, size));
            }
        }
        tasks
    }

    fn task(&mut self, key: String, bytes: u64) -> Option<Task> {
        let below = key.strip_prefix(self.prefix.as_str()).unwrap_or(&key);
        // The marker of the folder in view: the chosen folder is there already.
        if below.is_empty() {
            return None;
        }
        let names = self.names.as_mut()?;
        let action = if below.ends_with('/') && bytes == 0 {
            self.markers += 1;
            Action::Folder { target: names.path(below) }
        } else if below.ends_with('/') {
            Action::Download { target: names.path(&format!("{below}_")) }
        } else {
            Action::Download { target: names.path(below) }
        };
        Some(Task { key, bytes, action })
    }

    async fn folds(&self) -> Result<folder::Folds, Fault> {
        let root = self.root.clone();
        let tried = tokio::task::spawn_blocking(move || folder::folds(&root)).await;
        let tried = tried.map_err(|_| fault::defect("planning a download"))?;
        tried.map_err(|error| super::super::landing::writing(&self.root, "", 0, None, &error))
    }
}
