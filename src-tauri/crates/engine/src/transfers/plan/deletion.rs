//! What a deletion would remove, counted before anybody says yes.
//!
//! Counting writes every key it sees to an unnamed temporary file, and only those keys are deleted
//! later: what somebody adds to a folder after the count is not touched, however long the question
//! stays open. (An object that is *replaced* in between goes, as its name was shown.) Dropping the
//! plan or the count leaves nothing behind, nor does a crash: the file has no name. A failed count
//! cannot be run.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    pin::pin,
};

use futures_util::TryStreamExt;
use jiff::Timestamp;
use serde::Serialize;
use store::{ListRequest, Store};
use ts_rs::TS;
use words::Words;

use crate::{
    at::Place,
    fault::{self, Fault},
    files::owed::{ChargedFile, EarlyClass, Owed},
    listing::{Choice, Selected},
    ticks::Ticks,
    transfers::{Remains, terms::TransferKind, title},
};

const KEYS_A_STEP: usize = 1_000;

/// What is counted so far; `folders` are all folders that have something in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct DeleteCount {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub folders: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    pub complete: bool,
    pub fault: Option<Fault>,
    /// What will be left of them; null until the bucket has told.
    pub remains: Option<Remains>,
    /// What is owed for those of which nothing is left.
    pub early: Vec<EarlyClass>,
}

/// A counted deletion, ready to run.
pub struct DeletePlan {
    pub(crate) store: Store,
    pub(crate) place: Place,
    pub(crate) title: Words,
    pub(crate) list: KeyList,
    /// What will be deleted, as it was counted.
    pub count: DeleteCount,
}

/// Counts what deleting `picked` would remove; `sink` sees the count at most ten times a second and
/// at the end.
///
/// # Errors
/// What the listing answered, also told to `sink`. Dropping the future stops the count.
pub(crate) async fn count(
    store: Store,
    place: Place,
    picked: Choice,
    sink: impl Fn(DeleteCount),
) -> Result<DeletePlan, Fault> {
    let title = title::of_picked(TransferKind::Delete, &picked, &place.prefix);
    let mut counting = Counting::new().map_err(|error| fault::transfer::list_not_kept(&error))?;
    let remains = Remains::of(&store, &place.bucket).await;
    counting.owed = (!matches!(remains, Remains::Versions { .. })).then(Owed::default);
    counting.count.remains = Some(remains);
    let (mut ticks, mut walk) = (Ticks::new(), picked.into_iter());
    while let Some((item, class)) = walk.next_with_class() {
        let counted = match item {
            // What is deleted by name is the current one, which nobody picked.
            Selected::Version { .. } | Selected::FolderAt { .. } => Err(fault::of_the_past()),
            Selected::File { key, size, modified, .. } => {
                counting.owe(&store, class.as_deref(), size, modified);
                counting.add(&key, size).map_err(|e| fault::transfer::list_not_kept(&e))
            }
            Selected::Folder { prefix } => {
                let tell = |count: &DeleteCount| {
                    if ticks.is_due() {
                        sink(count.clone());
                    }
                };
                counting.folder(&store, &place.bucket, prefix, tell).await
            }
        };
        if let Err(fault) = counted {
            sink(DeleteCount { fault: Some(fault.clone()), ..counting.count });
            return Err(fault);
        }
    }
    let (count, list) = counting.end().map_err(|error| fault::transfer::list_not_kept(&error))?;
    sink(count.clone());
    Ok(DeletePlan { store, place, title, list, count })
}

struct Counting {
    count: DeleteCount,
    keys: BufWriter<File>,
    /// Keys that were kept.
    listed: usize,
    /// Folders of the key before; keys of one folder come together in every server's order.
    folders: Vec<String>,
    /// What is owed, where nothing is left of what is deleted.
    owed: Option<Owed>,
    /// In milliseconds since 1970.
    now: i64,
}

impl Counting {
    fn new() -> io::Result<Self> {
        let keys = BufWriter::new(tempfile::tempfile()?);
        let now = Timestamp::now().as_millisecond();
        Ok(Self { count: DeleteCount::default(), keys, listed: 0, folders: Vec::new(), owed: None, now })
    }

    async fn folder(
        &mut self,
        store: &Store,
        bucket: &str,
        prefix: String,
        mut tell: impl FnMut(&DeleteCount),
    ) -> Result<(), Fault> {
        let depth = prefix.matches('/').count().saturating_sub(1);
        let all = ListRequest { bucket: bucket.to_owned(), prefix, ..ListRequest::default() };
        let mut pages = pin!(store.pages(all).map_err(|error| fault::from_store(&error)));
        while let Some(page) = pages.try_next().await? {
            for entry in &page.entries {
                self.count_folders(&entry.key, depth);
                self.owe(store, entry.class.as_deref(), entry.size, entry.modified);
                self.add(&entry.key, entry.size).map_err(|error| fault::transfer::list_not_kept(&error))?;
            }
            tell(&self.count);
        }
        self.folders.clear();
        Ok(())
    }

    /// Counts in what is owed for a file.
    fn owe(&mut self, store: &Store, class: Option<&str>, size: u64, modified: Option<i64>) {
        if let Some(owed) = &mut self.owed {
            ChargedFile::of(store, class, size, modified, self.now).iter().for_each(|file| owed.add(file));
        }
    }

    /// Counts the folders of `key`, from level `depth` on, that the key before was not in.
    fn count_folders(&mut self, key: &str, depth: usize) {
        let folders: Vec<&str> = key.split('/').collect();
        let folders = &folders[..folders.len() - 1];
        let same = folders.iter().zip(&self.folders).take_while(|(now, before)| now == before).count();
        self.count.folders += folders.len().saturating_sub(same.max(depth)) as u64;
        self.folders = folders.iter().map(|&folder| folder.to_owned()).collect();
    }

    /// Keeps a key. Blocks for at most a page of keys, into the system's own cache.
    fn add(&mut self, key: &str, size: u64) -> io::Result<()> {
        let len = u32::try_from(key.len()).map_err(io::Error::other)?;
        self.keys.write_all(&size.to_le_bytes())?;
        self.keys.write_all(&len.to_le_bytes())?;
        self.keys.write_all(key.as_bytes())?;
        self.listed += 1;
        self.count.files += u64::from(size > 0 || !key.ends_with('/'));
        self.count.bytes += size;
        Ok(())
    }

    fn end(mut self) -> io::Result<(DeleteCount, KeyList)> {
        self.count.complete = true;
        self.count.early = self.owed.as_ref().map(Owed::told).unwrap_or_default();
        let mut file = self.keys.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok((self.count, KeyList { file: BufReader::new(file), left: self.listed }))
    }
}

/// The counted keys, read in order: size (8 bytes), length (4 bytes), key.
pub(crate) struct KeyList {
    file: BufReader<File>,
    /// So many are still to be read.
    left: usize,
}

impl KeyList {
    /// The next keys and sizes; empty at the end.
    pub(crate) fn next_keys(&mut self) -> io::Result<Vec<(String, u64)>> {
        let mut keys = Vec::new();
        let (mut size, mut len) = ([0; 8], [0; 4]);
        while keys.len() < KEYS_A_STEP && self.left > 0 {
            self.file.read_exact(&mut size)?;
            self.file.read_exact(&mut len)?;
            let mut key = vec![0; u32::from_le_bytes(len) as usize];
            self.file.read_exact(&mut key)?;
            self.left -= 1;
            keys.push((String::from_utf8(key).map_err(io::Error::other)?, u64::from_le_bytes(size)));
        }
        Ok(keys)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Counting;

    #[test]
    fn keys_come_back_as_they_were_counted() {
        let mut counting = Counting::new().unwrap();
        for (at, key) in ["a/", "a/b/c\u{1}d", "a/b/e", "a/f/g", "ä"].into_iter().enumerate() {
            counting.count_folders(key, 0);
            counting.add(key, at as u64).unwrap();
        }
        let (count, mut list) = counting.end().unwrap();
        assert_eq!((count.files, count.folders, count.bytes, count.complete), (4, 3, 10, true));
        let keys = list.next_keys().unwrap();
        assert_eq!(keys[1], ("a/b/c\u{1}d".to_owned(), 1));
        assert_eq!((keys.len(), list.next_keys().unwrap().len()), (5, 0));
    }

    #[test]
    fn a_list_that_lost_its_end_is_no_shorter_one() {
        let mut counting = Counting::new().unwrap();
        ["a", "b", "c"].into_iter().for_each(|key| counting.add(key, 1).unwrap());
        let (_, mut list) = counting.end().unwrap();
        let file = list.file.get_ref();
        file.set_len(file.metadata().unwrap().len() / 3 * 2).unwrap();
        assert!(list.next_keys().is_err());
    }
}
