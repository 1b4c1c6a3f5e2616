//! Objects of a bucket as copies.

use std::{collections::BTreeMap, sync::Arc};

use store::Store;
use words::Words;

use super::{
    super::job::{Action, Task},
    expand::{Expanded, Expansion, Picked, PickedFile},
    note::Note,
};
use crate::{
    fault::Fault,
    files::{archive::is_archive, versions::name},
    transfers::safe::noted,
};

/// Where things go: below a folder, or to places of their own.
#[derive(Clone, Debug)]
pub(in super::super) struct Aim {
    /// The folder that the selection was made in; what is below it is kept.
    pub(in super::super) from: String,
    /// The folder that they go to.
    pub(in super::super) to: String,
    /// Files and folders that get another key or prefix than those two say.
    pub(in super::super) named: Arc<BTreeMap<String, String>>,
    /// What each picked name is marked with, where they go beside what is there now.
    pub(in super::super) note: Option<String>,
}

impl Aim {
    /// The key or prefix that a picked key or prefix becomes.
    fn of(&self, picked: &str) -> String {
        let plain = || {
            let below = picked.strip_prefix(self.from.as_str()).unwrap_or(picked);
            let Some(note) = &self.note else { return format!("{}{below}", self.to) };
            let name = name(below);
            let folder = &below[..below.len() - name.len()];
            match name.strip_suffix('/') {
                Some(name) => format!("{}{folder}{name} ({note})/", self.to),
                None => format!("{}{folder}{}", self.to, noted(name, note)),
            }
        };
        self.named.get(picked).cloned().unwrap_or_else(plain)
    }
}

/// A selection of a bucket, being expanded.
pub(in super::super) struct CopyPlan {
    pub(super) found: Expansion,
    aim: Aim,
    /// Copies of archived files can be read.
    readable: bool,
    /// So many are of a class of the archive, to which their copies go as well.
    archived: u64,
}

impl CopyPlan {
    pub(in super::super) fn new(store: Store, bucket: String, aim: Aim, picked: Picked, readable: bool) -> Self {
        Self { found: Expansion::new(store, bucket, picked), aim, readable, archived: 0 }
    }

    pub(super) fn note(&self) -> Vec<Words> {
        Note { unsure: self.found.unsure, archived: self.archived, ..Note::default() }.words()
    }

    pub(super) async fn step(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let Some(found) = self.found.step().await? else { return Ok(None) };
        let (archived, readable) = (&mut self.archived, &self.readable);
        let mut copy = |file: PickedFile, to| {
            *archived += u64::from(!*readable && is_archive(file.listed.class.as_deref()));
            let seen = file.null_as_listed();
            let PickedFile { key, size: bytes, version, .. } = file;
            Task { key, bytes, action: Action::Copy { to, version, over: None, seen } }
        };
        Ok(Some(match found {
            Expanded::Files(files) => files
                .into_iter()
                .map(|file| {
                    let to = self.aim.of(&file.key);
                    copy(file, to)
                })
                .collect(),
            Expanded::Below(folder, files) => {
                let aimed = self.aim.of(&folder);
                let below = files.into_iter().filter_map(|file| {
                    let to = format!("{aimed}{}", file.key.strip_prefix(folder.as_str())?);
                    Some(copy(file, to))
                });
                below.collect()
            }
        }))
    }
}
