//! One of the two places that are compared, and its files as a stream.
//!
//! A bucket's list is awaited page by page; a folder is read on a thread of its own, a few steps
//! ahead. Names come in the order of their bytes, or the stream ends with [`Broken::OutOfOrder`]: a
//! server that lists in another order is then read whole and sorted here, which takes memory for
//! each of its files. Objects that stand for folders are left out. Dropping the stream ends the
//! reading.

use std::{collections::VecDeque, path::PathBuf};

use futures_util::{StreamExt, stream::BoxStream};
use store::{ListRequest, ObjectAt, Store};
use tokio::sync::mpsc::{Receiver, channel};

use super::{
    file::{Broken, FileKind, NamedFile},
    spelling,
    walk::FolderWalk,
};
use crate::{
    at::Place,
    fault::{self, Fault},
    transfers::FileSeen,
};

/// Steps of a walk that wait to be taken.
const AHEAD: usize = 4;
/// Files of a place that is sorted here: about 200 bytes each.
const MOST_SORTED: usize = 5_000_000;

/// A folder of this computer, or of a bucket with the login that reaches it.
#[derive(Clone)]
pub enum SyncSide {
    /// A folder that a person chose.
    Folder(PathBuf),
    /// A folder of a bucket.
    Bucket {
        /// The login that reaches it.
        store: Store,
        /// Where it is.
        place: Place,
    },
}

impl SyncSide {
    /// The server of a bucket, as far as its address tells; none of a folder of this computer.
    #[must_use]
    pub fn server(&self) -> Option<String> {
        match self {
            Self::Folder(_) => None,
            Self::Bucket { store, .. } => Some(store.server()),
        }
    }

    pub(super) fn is_folder(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Whether what is in the one is also in the other, as far as their addresses tell: one server
    /// may have two, and one bucket two names.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let (Self::Bucket { store, place }, Self::Bucket { store: theirs, place: there }) = (self, other) else {
            return false;
        };
        let within = place.prefix.starts_with(&there.prefix) || there.prefix.starts_with(&place.prefix);
        store.is_same_server(theirs) && place.bucket == there.bucket && within
    }

    /// Whether both are the same folder, each of a bucket: of one bucket, they would be one place.
    pub(super) fn has_folder_of(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Bucket { place, .. }, Self::Bucket { place: there, .. })
            if place.prefix == there.prefix)
    }

    /// Whether it is on a disk that takes two spellings of a name for one. Changes nothing there.
    pub(super) async fn folds(&self) -> bool {
        let Self::Folder(root) = self else { return false };
        let root = root.clone();
        // What could not be found out leaves out too much rather than too little.
        tokio::task::spawn_blocking(move || spelling::folds(&root)).await.unwrap_or(true)
    }

    /// The object of a name, where the place is a bucket's.
    pub(super) fn object(&self, name: &str) -> Option<(&Store, ObjectAt)> {
        match self {
            Self::Folder(_) => None,
            Self::Bucket { store, place } => {
                Some((store, ObjectAt::new(place.bucket.clone(), format!("{}{name}", place.prefix))))
            }
        }
    }

    /// Asks a bucket for its list once more.
    ///
    /// # Errors
    /// It gives none: whatever was refused before may not be the object's fault.
    pub(super) async fn answers(&self) -> Result<(), Fault> {
        let Self::Bucket { store, place } = self else { return Ok(()) };
        let request =
            ListRequest { bucket: place.bucket.clone(), prefix: place.prefix.clone(), ..ListRequest::default() };
        let page = store.pages(request).next().await.transpose();
        page.map(drop).map_err(|error| fault::from_store(&error))
    }

    /// Its files; `sorted`: read whole and sorted here.
    pub(super) async fn files(&self, sorted: bool) -> Result<SideFiles<'_>, Broken> {
        let steps = match self {
            Self::Folder(root) => walk(root.clone()),
            Self::Bucket { store, place } => pages(store, place),
        };
        let mut files = SideFiles { steps, ready: VecDeque::new(), last: None };
        if sorted {
            files = files.sorted().await?;
        }
        Ok(files)
    }
}

/// Files of a walk; none at its end.
type WalkStep = Result<Option<Vec<NamedFile>>, Broken>;
type Steps<'a> = BoxStream<'a, Result<Vec<NamedFile>, Broken>>;

/// The files of a place, one after the other.
pub(super) struct SideFiles<'a> {
    steps: Steps<'a>,
    ready: VecDeque<NamedFile>,
    /// The name before.
    last: Option<String>,
}

impl SideFiles<'_> {
    /// The next file; none at the end.
    ///
    /// # Errors
    /// The place could not be read to its end, or comes in another order.
    pub(super) async fn next(&mut self) -> Result<Option<NamedFile>, Broken> {
        while self.ready.is_empty() {
            match self.steps.next().await {
                Some(step) => self.ready.extend(step?),
                None => return Ok(None),
            }
        }
        let next = self.ready.pop_front();
        if let Some(file) = &next {
            if self.last.as_ref().is_some_and(|last| *last >= file.name) {
                return Err(Broken::OutOfOrder);
            }
            self.last = Some(file.name.clone());
        }
        Ok(next)
    }

    async fn sorted(mut self) -> Result<Self, Broken> {
        let mut all = Vec::new();
        while let Some(step) = self.steps.next().await {
            all.extend(step?);
            if all.len() > MOST_SORTED {
                return Err(fault::sync::too_many_unsorted().into());
            }
        }
        all.sort_unstable_by(|one: &NamedFile, other| one.name.cmp(&other.name));
        // Some servers show a name on two pages where it is written meanwhile.
        all.dedup_by(|one, other| one.name == other.name);
        Ok(Self { ready: all.into(), ..self })
    }
}

fn pages<'a>(store: &'a Store, place: &'a Place) -> Steps<'a> {
    let (bucket, prefix) = (place.bucket.clone(), place.prefix.clone());
    let pages = store.pages(ListRequest { bucket, prefix, ..ListRequest::default() });
    let files = pages.map(|page| {
        let page = page.map_err(|error| Broken::from(fault::from_store(&error)))?;
        let files = page.entries.into_iter().filter_map(|entry| {
            let name = entry.key.strip_prefix(&place.prefix).filter(|name| !name.is_empty())?;
            let marks = name.ends_with('/') && entry.size == 0;
            let seen = FileSeen::of_entry(&entry);
            (!marks).then(|| NamedFile { name: name.to_owned(), kind: FileKind::File, seen })
        });
        Ok(files.collect())
    });
    files.fuse().boxed()
}

fn walk(root: PathBuf) -> Steps<'static> {
    let (found, steps) = channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut walk = match FolderWalk::new(&root) {
            Ok(walk) => walk,
            Err(fault) => return drop(found.blocking_send(Err(Broken::from(fault)))),
        };
        while let Some(step) = walk.step() {
            if found.blocking_send(Ok(Some(step))).is_err() {
                return;
            }
        }
        if !walk.is_there() {
            return drop(found.blocking_send(Err(fault::transfer::folder_gone(&root).into())));
        }
        // What no bucket can have would be missing there, and this place is then not whole.
        let end = if walk.not_text > 0 { Err(fault::sync::not_text(walk.not_text).into()) } else { Ok(None) };
        let _ = found.blocking_send(end);
    });
    let next = |steps: Option<Receiver<WalkStep>>| async move {
        let mut steps = steps?;
        match steps.recv().await {
            Some(Ok(Some(step))) => Some((Ok(step), Some(steps))),
            Some(Ok(None)) => None,
            Some(Err(broken)) => Some((Err(broken), None)),
            // It broke off without a word: that is no end.
            None => Some((Err(fault::defect("reading a folder").into()), None)),
        }
    };
    futures_util::stream::unfold(Some(steps), next).fuse().boxed()
}
