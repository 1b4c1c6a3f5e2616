//! What became of a file or folder since the moment that a list shows.
//!
//! Of a file the versions tell it exactly. A folder is read until it is known to have had a file
//! then; whether something in it changed is told as far as it was read, and is otherwise unknown.

use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use store::{ListRequest, StoreError, VersionRequest};
use ts_rs::TS;

use crate::{
    history::{KeyState, Keys, Stands, has_same_bytes},
    listing::reading::Reader,
};

/// What became of a row since the moment that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// It has the contents that it had then.
    Same,
    /// Its contents are others, or those of a file in it.
    Changed,
    /// It is gone.
    Deleted,
    /// It was not there then, and is now.
    Added,
    /// It is there as it was then, and not all in it was compared.
    Unknown,
}

/// How many rows became what since then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct SinceCounts {
    #[ts(type = "number")]
    pub changed: u64,
    #[ts(type = "number")]
    pub deleted: u64,
    #[ts(type = "number")]
    pub added: u64,
}

impl SinceCounts {
    pub(super) fn count(&mut self, since: Since) {
        match since {
            Since::Changed => self.changed += 1,
            Since::Deleted => self.deleted += 1,
            Since::Added => self.added += 1,
            Since::Same | Since::Unknown => {}
        }
    }
}

/// What became of a key; none where it was not there then and is not now.
pub(super) fn of_key(told: &KeyState) -> Option<Since> {
    let newest = &told.newest;
    match &told.stands {
        Stands::There(_) if newest.marker => Some(Since::Deleted),
        Stands::There(then) if has_same_bytes(then, newest) => Some(Since::Same),
        Stands::There(_) => Some(Since::Changed),
        Stands::Gone { .. } | Stands::NotYet => (!newest.marker).then_some(Since::Added),
    }
}

/// What became of everything below a folder.
#[derive(Debug, Default)]
struct Below {
    then: bool,
    now: bool,
    changed: bool,
}

impl Below {
    fn add(&mut self, told: &KeyState) {
        let Some(since) = of_key(told) else { return };
        self.then |= since != Since::Added;
        self.now |= since != Since::Deleted;
        self.changed |= since != Since::Same;
    }

    /// `whole`: all of it was read.
    fn since(&self, whole: bool) -> Option<Since> {
        match (self.then, self.now) {
            (false, false) => None,
            (false, true) => Some(Since::Added),
            (true, false) => Some(Since::Deleted),
            (true, true) if self.changed => Some(Since::Changed),
            (true, true) => Some(if whole { Since::Same } else { Since::Unknown }),
        }
    }
}

/// What became of a folder; none where nothing in it was there then or is now.
pub(super) async fn of_folder(reader: &Reader, folder: &str, until: i64) -> Result<Option<Since>, StoreError> {
    let (mut keys, mut below) = (Keys::at(Some(until)), Below::default());
    let bucket = &reader.place.bucket;
    let mut pages = reader.store.version_pages(VersionRequest::below(bucket, folder));
    while let Some(page) = pages.try_next().await? {
        page.entries.into_iter().filter_map(|version| keys.add(version)).for_each(|told| below.add(&told));
        if page.next.is_none() {
            break;
        }
        if below.then {
            if !below.now {
                let first = ListRequest { max_keys: Some(1), prefix: folder.to_owned(), ..ListRequest::default() };
                let first = ListRequest { bucket: bucket.clone(), ..first };
                below.now = !reader.store.first_files(first).await?.is_empty();
            }
            return Ok(below.since(false));
        }
    }
    keys.end().iter().for_each(|told| below.add(told));
    Ok(below.since(true))
}

#[cfg(test)]
mod tests {
    use store::Version;

    use super::*;

    fn version(id: &str, etag: &str, marker: bool) -> Version {
        Version { id: id.into(), etag: Some(etag.into()), marker, ..Version::default() }
    }

    #[test]
    fn a_file_is_held_against_what_it_is_now() {
        let told = |stands: Stands, newest: Version| {
            of_key(&KeyState { key: "a".into(), stands, newest, has_null: false, unsure: false })
        };
        let then = || Stands::There(version("1", "x", false));
        assert_eq!(told(then(), version("1", "x", false)), Some(Since::Same));
        assert_eq!(told(then(), version("2", "x", false)), Some(Since::Same), "a copy of it");
        assert_eq!(told(then(), version("2", "y", false)), Some(Since::Changed));
        assert_eq!(told(then(), version("2", "x", true)), Some(Since::Deleted));
        assert_eq!(told(Stands::NotYet, version("2", "x", false)), Some(Since::Added));
        assert_eq!(told(Stands::NotYet, version("2", "x", true)), None);
    }

    #[test]
    fn a_folder_is_what_its_files_are() {
        let of = |then, now, changed| Below { then, now, changed };
        assert_eq!(of(false, false, false).since(true), None);
        assert_eq!(of(false, true, true).since(true), Some(Since::Added));
        assert_eq!(of(true, false, true).since(true), Some(Since::Deleted));
        assert_eq!(of(true, true, true).since(false), Some(Since::Changed));
        assert_eq!(
            (of(true, true, false).since(true), of(true, true, false).since(false)),
            (Some(Since::Same), Some(Since::Unknown))
        );
    }
}
