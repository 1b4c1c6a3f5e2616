//! A selection of a bucket, expanded: one page of a listing a step, or as many single files. A
//! folder of a moment is expanded by its versions.
//!
//! A page that fails is asked for again with the same token when the plan goes on. What is left of
//! the selection comes from the rows as they were picked, or, after a restart, from the journal: in
//! neither case is it a list in memory.

use std::{collections::VecDeque, mem};

use store::{Entry, ListRequest, Next, Restore, Store, Version, VersionRequest};

use super::{super::journal::Journal, Patience};
use crate::{
    fault::{self, Fault},
    history::{KeyState, Keys, Stands},
    ids::GroupId,
    listing::{AsListed, Choice, Selected, Walk},
};

/// Single files in one step, as many as a page of a listing has.
const FILES_A_STEP: usize = 1_000;

/// Where the selection comes from.
#[derive(Clone, Debug)]
pub(in super::super) enum Picked {
    /// The rows as they were picked.
    Here(Walk),
    /// An earlier start of the program wrote them down.
    Journaled {
        journal: Journal,
        group: GroupId,
        at: usize,
        /// How many there are; 0 where that is not known.
        rows: usize,
    },
}

impl From<&Choice> for Picked {
    fn from(choice: &Choice) -> Self {
        Self::Here(choice.into_iter())
    }
}

/// A group that the journal has, and how many rows for its plan; 0 where that is not known.
pub(in super::super) type FoundGroup = (GroupId, usize);

impl Picked {
    /// The ID of the group, and what was picked for it, which a new group keeps in the journal if
    /// it `lasts`.
    pub(in super::super) fn begun(
        picked: Option<&Choice>,
        lasts: bool,
        found: Option<FoundGroup>,
        journal: &Journal,
    ) -> (GroupId, Self) {
        if let Some((id, rows)) = found {
            return (id.clone(), Self::Journaled { journal: journal.clone(), group: id, at: 0, rows });
        }
        let id = GroupId::fresh();
        if let Some(picked) = picked.filter(|_| lasts) {
            journal.pick(&id, picked);
        }
        (id, Self::from(&picked.cloned().unwrap_or_default()))
    }

    /// The next of it; none at the end.
    ///
    /// # Errors
    /// What was written down cannot be read, or is gone: a group without a selection would end as
    /// if all of it were done.
    pub(in super::super) async fn next(&mut self) -> Result<Vec<Selected>, Fault> {
        match self {
            Self::Here(walk) => Ok(walk.take(FILES_A_STEP).collect()),
            Self::Journaled { journal, group, at, rows } => {
                let found = journal.picked(group.clone(), *at, FILES_A_STEP).await;
                let found = found.filter(|found| *at > 0 || !found.is_empty());
                let found = found.ok_or_else(fault::transfer::list_lost)?;
                if found.len() < rows.saturating_sub(*at).min(FILES_A_STEP) {
                    return Err(fault::transfer::list_lost());
                }
                *at += found.len();
                Ok(found)
            }
        }
    }
}

/// One file of a selection.
pub(super) struct PickedFile {
    pub(super) key: String,
    pub(super) size: u64,
    /// This version of it, and not the current one.
    pub(super) version: Option<String>,
    /// Its name on this computer, where that is not its own.
    pub(super) saved_as: Option<String>,
    /// It was picked by itself.
    pub(super) alone: bool,
    /// What the list tells of it; of a file that was picked by itself its time and its ETag,
    /// where its row told.
    pub(super) listed: Listed,
}

/// What a list tells of a file: its storage class, how far restoring it is, when it was stored, in
/// milliseconds since 1970, and its ETag.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) class: Option<String>,
    pub(super) restore: Option<Restore>,
    pub(super) modified: Option<i64>,
    pub(super) etag: Option<String>,
}

impl PickedFile {
    pub(super) fn of((key, size): (String, u64)) -> Self {
        Self { key, size, version: None, saved_as: None, alone: false, listed: Listed::default() }
    }

    /// What it is known by when its turn comes.
    pub(super) fn as_listed(&self) -> AsListed {
        AsListed { etag: self.listed.etag.clone(), modified: self.listed.modified }
    }

    /// The same of the version `null`: under any other id it is never another.
    pub(super) fn null_as_listed(&self) -> Option<Box<AsListed>> {
        (self.version.as_deref() == Some("null")).then(|| Box::new(self.as_listed()))
    }

    /// As the key stood; none where nothing was there.
    fn at(told: KeyState) -> Option<Self> {
        match told.stands {
            Stands::There(Version { key, size, id, class, modified, etag, .. }) => {
                let listed = Listed { class, modified, etag, restore: None };
                Some(Self { version: Some(id), listed, ..Self::of((key, size)) })
            }
            Stands::Gone { .. } | Stands::NotYet => None,
        }
    }
}

impl From<Entry> for PickedFile {
    fn from(entry: Entry) -> Self {
        let Entry { key, size, modified, class, restore, etag, .. } = entry;
        Self { listed: Listed { class, restore, modified, etag }, ..Self::of((key, size)) }
    }
}

pub(super) enum Expanded {
    Files(Vec<PickedFile>),
    Below(String, Vec<PickedFile>),
}

/// A selection being expanded. A clone goes on by itself from where it stands.
#[derive(Clone)]
pub(super) struct Expansion {
    pub(super) store: Store,
    pub(super) bucket: String,
    pub(super) patience: Patience,
    picked: Picked,
    front: VecDeque<Selected>,
    /// The next page of the folder at the front.
    token: Option<Next>,
    /// The key of a folder of a moment that the last page ended within.
    keys: Keys,
    /// Files below folders of a moment that may have been there then: they were written over since
    /// while versions were not kept.
    pub(super) unsure: u64,
}

impl Expansion {
    pub(super) fn new(store: Store, bucket: String, picked: Picked) -> Self {
        let (front, keys, patience) = (VecDeque::new(), Keys::default(), Patience::default());
        Self { store, bucket, patience, picked, front, token: None, keys, unsure: 0 }
    }

    pub(super) async fn step(&mut self) -> Result<Option<Expanded>, Fault> {
        if self.front.is_empty() {
            self.front = self.picked.next().await?.into();
        }
        match self.front.front() {
            None => Ok(None),
            Some(Selected::Folder { prefix }) => self.page(prefix.clone()).await.map(Some),
            Some(Selected::FolderAt { prefix, moment }) => self.page_at(prefix.clone(), *moment).await.map(Some),
            Some(Selected::File { .. } | Selected::Version { .. }) => Ok(Some(self.files())),
        }
    }

    async fn page(&mut self, prefix: String) -> Result<Expanded, Fault> {
        let request = ListRequest {
            bucket: self.bucket.clone(),
            prefix: prefix.clone(),
            delimiter: false,
            start_after: None,
            token: self.token.clone(),
            max_keys: None,
        };
        let page = self.patience.ask(|| self.store.list(request.clone())).await?;
        self.token = page.next;
        if self.token.is_none() {
            self.front.pop_front();
        }
        Ok(Expanded::Below(prefix, page.entries.into_iter().map(PickedFile::from).collect()))
    }

    async fn page_at(&mut self, prefix: String, moment: i64) -> Result<Expanded, Fault> {
        let (bucket, token) = (self.bucket.clone(), self.token.clone());
        let request = VersionRequest { token, ..VersionRequest::below(bucket, prefix.as_str()) };
        let page = self.patience.ask(|| self.store.versions(request.clone())).await?;
        if request.token.is_none() {
            self.keys = Keys::at(Some(moment));
        }
        let mut told: Vec<_> = page.entries.into_iter().filter_map(|version| self.keys.add(version)).collect();
        self.token = page.next;
        if self.token.is_none() {
            told.extend(self.keys.end());
            self.front.pop_front();
        }
        let unsure = told.iter().filter(|told| told.unsure && !matches!(told.stands, Stands::There(_)));
        self.unsure += unsure.count() as u64;
        Ok(Expanded::Below(prefix, told.into_iter().filter_map(PickedFile::at).collect()))
    }

    /// The single files up to the next folder.
    fn files(&mut self) -> Expanded {
        let folder = self.front.iter().position(Selected::is_folder);
        let rest = self.front.split_off(folder.unwrap_or(self.front.len()));
        let files = mem::replace(&mut self.front, rest).into_iter().filter_map(|picked| match picked {
            Selected::File { key, size, modified, etag } => {
                let listed = Listed { modified, etag, ..Listed::default() };
                Some(PickedFile { alone: true, listed, ..PickedFile::of((key, size)) })
            }
            Selected::Version { key, size, id, saved_as, listed: AsListed { etag, modified } } => {
                let listed = Listed { etag, modified, ..Listed::default() };
                Some(PickedFile { version: Some(id), saved_as, alone: true, listed, ..PickedFile::of((key, size)) })
            }
            Selected::Folder { .. } | Selected::FolderAt { .. } => None,
        });
        Expanded::Files(files.collect())
    }
}
