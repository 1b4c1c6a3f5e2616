//! A folder with what was deleted from it, and a folder as it was at a moment.
//!
//! What was deleted: the folder as it is now comes first, as quickly as ever; then the versions,
//! gathered at the next `/`, tell of each key in it whether it is deleted. A folder that the
//! versions have and the plain list has not holds nothing but deleted files: that is exact, and
//! nothing below is read.
//!
//! As it was: the versions of each key in the folder tell how it stood, and what became of it
//! since. That a folder has versions says nothing about the moment, so each is looked into until
//! one file is found that was there then. Exact again; a folder that began later costs all its
//! pages.
//!
//! A page of versions may end within a key: its rows come when all of its versions have. After a
//! failure it goes on where it was. Nothing is changed, and dropping the future stops the requests.

mod rows;
mod since;

use std::{
    collections::{HashSet, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use futures_util::StreamExt;
use serde::Serialize;
use store::{Next, Page, StoreErrorKind, VersionRequest, Versioning};
use ts_rs::TS;

pub(super) use self::rows::Arrived;
pub use self::{
    rows::Past,
    since::{Since, SinceCounts},
};
use super::reading::{Reader, Spans};
use crate::{
    fault::Fault,
    history::{Keys, Stands},
    near,
};

/// Folders that are looked into side by side.
const ABREAST: usize = 8;
/// Folders that are told together, at most.
const TOGETHER: usize = 32;

/// What a bucket keeps of files that are replaced or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Keeps {
    /// Every version.
    Always,
    /// Versions from before this was suspended, and nothing of what came after.
    Suspended,
    /// Nothing: it never kept versions.
    Never,
    /// Nothing: its storage has no versions.
    NotSupported,
    /// It could not be read.
    Unknown,
}

/// What a list of the past cannot show. `unsure`: keys that were stored or deleted later while the
/// bucket kept no versions, so that what was there before may be missing. `since`: how many rows
/// of a moment became what; none of the past as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct PastView {
    pub keeps: Keeps,
    #[ts(type = "number")]
    pub unsure: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub since: Option<SinceCounts>,
}

/// How far the versions were read.
#[derive(Debug, Default)]
pub(super) struct Reached {
    keeps: Option<Keeps>,
    unsure: u64,
    /// Of a moment alone.
    since: Option<SinceCounts>,
    /// Folders that have something in them now.
    folders: HashSet<String>,
    begun: bool,
    ended: bool,
    next: Option<Next>,
    keys: Keys,
    /// The folder told last: some servers tell one on both pages that its keys lie on.
    last: String,
    /// Folders of the last page that were not looked into yet.
    unseen: VecDeque<String>,
}

impl Reached {
    /// What the next page is asked for with; none at the end.
    fn request(&self, reader: &Reader) -> Option<VersionRequest> {
        let (bucket, prefix) = (reader.place.bucket.clone(), reader.place.prefix.clone());
        let token = self.next.clone();
        (!self.ended).then(|| VersionRequest { bucket, prefix, delimiter: true, token, ..VersionRequest::default() })
    }

    fn view(&self) -> PastView {
        PastView { keeps: self.keeps.unwrap_or(Keeps::Unknown), unsure: self.unsure, since: self.since }
    }

    /// Takes a page in: the rows that it makes. Folders of a moment wait to be looked into.
    fn take(&mut self, page: store::VersionPage, until: Option<i64>, prefix: &str) -> Arrived {
        if !self.begun {
            (self.begun, self.keys) = (true, Keys::at(until));
            self.since = until.map(|_| SinceCounts::default());
        }
        let mut told: Vec<_> = page.entries.into_iter().filter_map(|version| self.keys.add(version)).collect();
        (self.next, self.ended) = (page.next.clone(), page.next.is_none());
        if self.ended {
            told.extend(self.keys.end());
        }
        let mut arrived = Arrived::default();
        for folder in page.prefixes {
            if folder == self.last {
                continue;
            }
            self.last.clone_from(&folder);
            match until {
                Some(_) => self.unseen.push_back(folder),
                None if self.folders.contains(&folder) => {}
                None => arrived.add_folder(folder, true, None),
            }
        }
        // The folder's own marker is the folder itself.
        for told in told.into_iter().filter(|told| told.key != prefix) {
            self.unsure += u64::from(told.unsure);
            let since = until.and_then(|_| since::of_key(&told));
            since.iter().for_each(|since| self.since.get_or_insert_default().count(*since));
            match (told.stands, since) {
                (Stands::There(version), Some(since)) => arrived.add_file(version, since),
                (_, Some(since)) => arrived.add_file(told.newest, since),
                (Stands::Gone { markers, below }, None) if until.is_none() => {
                    arrived.add_deleted(told.key, &markers, below);
                }
                _ => {}
            }
        }
        arrived
    }
}

/// Reads the folder with what was deleted from it, on from where it stands. True: to the end;
/// false: until `take` wanted no more.
pub(super) async fn read_deleted(
    reader: &Reader,
    spans: &Mutex<Spans>,
    reached: &Mutex<Reached>,
    mut take: impl FnMut(Arrived) -> bool,
    forget: impl Fn(),
) -> Result<bool, Fault> {
    let now = |page: Page| {
        lock(reached).folders.extend(page.prefixes.iter().cloned());
        take(page.into())
    };
    let anew = || {
        lock(reached).folders.clear();
        forget();
    };
    if !reader.read(spans, now, anew).await? {
        return Ok(false);
    }
    ask(reader, reached).await;
    if lock(reached).keeps == Some(Keeps::Never) {
        let view = lock(reached).view();
        return Ok(take(Arrived::default().with(view)));
    }
    walk(reader, None, reached, take).await
}

/// Reads the folder as it was at a moment, on from where it stands; as [`read_deleted`].
pub(super) async fn read_as_of(
    reader: &Reader,
    moment: i64,
    reached: &Mutex<Reached>,
    take: impl FnMut(Arrived) -> bool,
) -> Result<bool, Fault> {
    ask(reader, reached).await;
    walk(reader, Some(moment), reached, take).await
}

/// What the bucket keeps, asked once.
async fn ask(reader: &Reader, reached: &Mutex<Reached>) {
    if lock(reached).keeps.is_some() {
        return;
    }
    let keeps = match reader.store.get_versioning(&reader.place.bucket).await {
        Ok(Some(Versioning::On)) => Keeps::Always,
        Ok(Some(Versioning::Suspended)) => Keeps::Suspended,
        Ok(None) => Keeps::Never,
        Err(_) => Keeps::Unknown,
    };
    lock(reached).keeps = Some(keeps);
}

async fn walk(
    reader: &Reader,
    until: Option<i64>,
    reached: &Mutex<Reached>,
    mut take: impl FnMut(Arrived) -> bool,
) -> Result<bool, Fault> {
    loop {
        if let Some(until) = until
            && !look_into(reader, until, reached, &mut take).await?
        {
            return Ok(false);
        }
        let Some(request) = lock(reached).request(reader) else { return Ok(true) };
        let arrived = match reader.store.versions(request).await {
            Ok(page) => {
                let mut now = lock(reached);
                let arrived = now.take(page, until, &reader.place.prefix);
                arrived.with(now.view())
            }
            // A storage that has no versions has nothing that was deleted, and no earlier time.
            Err(error) if error.kind == StoreErrorKind::NotSupported => {
                let mut now = lock(reached);
                (now.keeps, now.ended) = (Some(Keeps::NotSupported), true);
                Arrived::default().with(now.view())
            }
            Err(error) => return Err(near::told(&reader.store, &error).await),
        };
        if !take(arrived) {
            return Ok(false);
        }
    }
}

/// Looks into the folders of the last page, and tells those that had something in them or have now.
async fn look_into(
    reader: &Reader,
    until: i64,
    reached: &Mutex<Reached>,
    take: &mut impl FnMut(Arrived) -> bool,
) -> Result<bool, Fault> {
    loop {
        let some: Vec<String> = lock(reached).unseen.iter().take(TOGETHER).cloned().collect();
        if some.is_empty() {
            return Ok(true);
        }
        let looks = some.into_iter().map(|folder| {
            let reader = reader.clone();
            async move { since::of_folder(&reader, &folder, until).await }
        });
        // In their order, so that what is told is what is no longer waited for.
        let mut seen = futures_util::stream::iter(looks).buffered(ABREAST);
        let mut arrived = Arrived::default();
        let mut failed = None;
        while let Some(answer) = seen.next().await {
            match answer {
                Ok(since) => {
                    let mut now = lock(reached);
                    let folder = now.unseen.pop_front();
                    if let Some((folder, since)) = folder.zip(since) {
                        now.since.get_or_insert_default().count(since);
                        arrived.add_folder(folder, false, Some(since));
                    }
                }
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        let view = lock(reached).view();
        let wanted = arrived.is_empty() || take(arrived.with(view));
        match failed {
            Some(error) => return Err(near::told(&reader.store, &error).await),
            None if !wanted => return Ok(false),
            None => {}
        }
    }
}

fn lock(reached: &Mutex<Reached>) -> MutexGuard<'_, Reached> {
    reached.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
