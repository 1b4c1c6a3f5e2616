//! A selection, with how each file of it stood at a moment or stands now: a page of versions a
//! step, or as many single files. Of the selection a folder's keys alone count, whatever it is of.

use std::collections::VecDeque;

use store::{Next, Store, VersionRequest};

use super::{Picked, patiently};
use crate::{
    fault::Fault,
    history::{KeyState, Keys, of_keys},
    listing::Selected,
};

/// A file that was found.
pub(super) struct PickedFile {
    pub(super) told: KeyState,
    /// It was picked by itself, or with a folder of now where a moment is asked for: it is one of
    /// those that a person sees as picked, however it stands.
    pub(super) picked: bool,
    /// It was picked as one that was there at the moment.
    pub(super) was_there: bool,
}

/// A selection being looked through.
pub(super) struct Stood {
    pub(super) store: Store,
    bucket: String,
    picked: Picked,
    moment: Option<i64>,
    front: VecDeque<Selected>,
    /// The folder at the front: its next page, and the key that the last one ended within.
    token: Option<Next>,
    keys: Keys,
    /// Files that were picked and of which nothing is left, not even a delete marker.
    pub(super) vanished: u64,
}

impl Stood {
    /// How files stand now.
    pub(super) fn now(store: Store, bucket: String, picked: Picked) -> Self {
        let (front, keys) = (VecDeque::new(), Keys::default());
        Self { store, bucket, picked, moment: None, front, token: None, keys, vanished: 0 }
    }

    /// How files stood at a moment.
    pub(super) fn at(store: Store, bucket: String, picked: Picked, moment: i64) -> Self {
        Self { moment: Some(moment), ..Self::now(store, bucket, picked) }
    }

    /// The next files (perhaps none yet), or `None` at the end.
    pub(super) async fn step(&mut self) -> Result<Option<Vec<PickedFile>>, Fault> {
        if self.front.is_empty() {
            self.front = self.picked.next().await?.into();
        }
        match self.front.front() {
            None => Ok(None),
            Some(folder) if folder.is_folder() => {
                let added = self.moment.is_some() && !folder.is_past();
                self.page(folder.key().to_owned(), added).await.map(Some)
            }
            Some(_) => self.files().await.map(Some),
        }
    }

    /// `added`: the folder was not there at the moment.
    async fn page(&mut self, prefix: String, added: bool) -> Result<Vec<PickedFile>, Fault> {
        let request = VersionRequest { token: self.token.clone(), ..VersionRequest::below(&self.bucket, prefix) };
        let page = patiently(|| self.store.versions(request.clone())).await?;
        if request.token.is_none() {
            self.keys = Keys::at(self.moment);
        }
        let mut told: Vec<_> = page.entries.into_iter().filter_map(|version| self.keys.add(version)).collect();
        self.token = page.next;
        if self.token.is_none() {
            told.extend(self.keys.end());
            self.front.pop_front();
        }
        let picked = |told: &KeyState| added && !told.newest.marker;
        Ok(told.into_iter().map(|told| PickedFile { picked: picked(&told), told, was_there: false }).collect())
    }

    /// The single files up to the next folder.
    async fn files(&mut self) -> Result<Vec<PickedFile>, Fault> {
        let files = self.front.iter().take_while(|picked| !picked.is_folder());
        let keys: Vec<_> = files.map(|file| file.key().to_owned()).collect();
        let mut told = patiently(|| of_keys(&self.store, &self.bucket, keys.clone(), self.moment)).await?;
        let found = self.front.drain(..keys.len()).filter_map(|file| {
            let was_there = matches!(file, Selected::Version { .. });
            told.remove(file.key()).map(|told| PickedFile { told, picked: true, was_there })
        });
        let found: Vec<_> = found.collect();
        self.vanished += (keys.len() - found.len()) as u64;
        Ok(found)
    }
}
