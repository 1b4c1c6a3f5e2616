//! Objects of a bucket as downloads.
//!
//! A key that ends with `/` and has no bytes makes a folder; with bytes it becomes a file `_` in
//! it.

use std::path::PathBuf;

use store::Store;
use words::Words;

use super::{
    super::job::{Action, Task},
    expand::{Expanded, Expansion, Picked, PickedFile},
    names::Names,
    note::Note,
};
use crate::{
    fault::{self, Fault},
    transfers::folder,
};

/// A selection of a bucket, being expanded.
pub(in super::super) struct RemotePlan {
    pub(super) found: Expansion,
    /// The folder whose view the selection was made in; local paths begin below it.
    prefix: String,
    /// Where on this computer.
    root: PathBuf,
    names: Option<Names>,
    /// Objects that stand for folders.
    markers: u64,
}

impl RemotePlan {
    pub(in super::super) fn new(store: Store, bucket: String, prefix: String, root: PathBuf, picked: Picked) -> Self {
        Self { found: Expansion::new(store, bucket, picked), prefix, root, names: None, markers: 0 }
    }

    pub(super) fn note(&self) -> Vec<Words> {
        let renamed = self.names.as_ref().map_or(0, |names| names.changed);
        Note { renamed, markers: self.markers, unsure: self.found.unsure, ..Note::default() }.words()
    }

    pub(super) async fn step(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        if self.names.is_none() {
            self.names = Some(Names::new(self.folds().await?));
        }
        let files = match self.found.step().await? {
            None => return Ok(None),
            Some(Expanded::Files(files) | Expanded::Below(_, files)) => files,
        };
        Ok(Some(files.into_iter().filter_map(|found| self.task(found)).collect()))
    }

    fn task(&mut self, found: PickedFile) -> Option<Task> {
        let seen = found.null_as_listed();
        let PickedFile { key, size: bytes, version, saved_as, .. } = found;
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
            Action::Download { target: names.path(&format!("{below}_")), version, seen }
        } else {
            let folder = below.rsplit_once('/').map_or("", |(folder, _)| &below[..=folder.len()]);
            let named = saved_as.map(|name| format!("{folder}{name}"));
            Action::Download { target: names.path(named.as_deref().unwrap_or(below)), version, seen }
        };
        Some(Task { key, bytes, action })
    }

    async fn folds(&self) -> Result<folder::Folds, Fault> {
        let root = self.root.clone();
        let tried = tokio::task::spawn_blocking(move || folder::folds(&root)).await;
        let tried = tried.map_err(|_| fault::defect("planning a download"))?;
        tried.map_err(|error| folder::writing(&self.root, "", 0, None, &error))
    }
}
