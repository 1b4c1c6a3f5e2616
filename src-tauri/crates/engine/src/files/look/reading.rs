//! One version of one file, open to be looked at.

use std::{ops::Range, sync::Arc};

use bytes::{Bytes, BytesMut};
use serde::Serialize;
use store::{Download, Get, ObjectAt, ObjectHead, Store, StoreError, StoreErrorKind};
use tokio::sync::Semaphore;
use ts_rs::TS;

use super::{
    cache::{ALL, BLOCK, Cache},
    kind::{self, LookKind},
};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::{ConnectionId, ReadingId},
    stop::Stop,
};

/// Bytes that one call may ask for.
const CALL: u64 = 8 << 20;

/// Bytes of a file that is read whole: where a server sends no ranges, and for a picture that the
/// page draws by itself.
pub(super) const WHOLE: usize = 64 << 20;

/// Requests that one reading has open at once.
const REQUESTS: u32 = 4;

/// What the page is told of a file that was opened.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReadingView {
    /// By which its bytes are asked for.
    pub id: ReadingId,
    /// In bytes.
    pub size: u64,
    /// Last change, in milliseconds since 1970.
    pub modified: Option<i64>,
    /// The media type it was stored with.
    pub content_type: Option<String>,
    /// The id of its version, where the bucket keeps versions.
    pub version: Option<String>,
    /// What shows it.
    pub kind: LookKind,
    /// What its bytes or its name say, as a media type.
    pub format: String,
    /// Its character encoding by the first bytes, as `TextDecoder` names it; null for what is no
    /// text.
    pub encoding: Option<String>,
}

/// A file that is open. Made by [`super::Readings::open`].
pub struct Reading {
    view: ReadingView,
    connection: ConnectionId,
    store: Store,
    at: ObjectAt,
    etag: Option<String>,
    cache: Arc<Cache>,
    requests: Semaphore,
    /// The server sends it only whole: it is held in one piece.
    whole: bool,
    closed: Stop,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.cache.forget(&self.view.id);
    }
}

impl Reading {
    /// `first`: bytes of the first request; `most`: of a file that the server sends only whole.
    pub(super) async fn open(
        store: Store,
        at: &FileAt,
        version: Option<String>,
        cache: Arc<Cache>,
        first: u64,
        most: usize,
    ) -> Result<Self, Fault> {
        let mut object = at.object();
        object.version = version;
        let begun = begin(&store, &object, first.max(1).next_multiple_of(BLOCK), most).await;
        let begun = begun.map_err(|error| told(&error))?;
        let Begun { head, first, whole } = begun;
        let seen = kind::of(&at.key, &slice(&first, 0, BLOCK), head.size, head.content_type.as_deref());
        let view = ReadingView {
            id: ReadingId::fresh(),
            size: head.size,
            modified: head.modified,
            content_type: head.content_type,
            version: head.version.clone().or_else(|| object.version.clone()),
            kind: seen.kind,
            format: seen.format,
            encoding: seen.encoding,
        };
        let in_one_piece = whole.is_some();
        match whole {
            Some(bytes) => cache.put(&view.id, ALL, bytes),
            None => hold(&cache, &view, 0, &first),
        }
        Ok(Self {
            view,
            connection: at.connection.clone(),
            store,
            at: object,
            etag: head.etag,
            cache,
            requests: Semaphore::new(REQUESTS as usize),
            whole: in_one_piece,
            closed: Stop::default(),
        })
    }

    /// What the page is told of it.
    #[must_use]
    pub fn view(&self) -> ReadingView {
        self.view.clone()
    }

    /// The file, and what the server told of it when it was opened: for what is to take the place
    /// of this very version.
    #[must_use]
    pub fn seen(&self) -> (FileAt, String, ObjectHead) {
        let at =
            FileAt { connection: self.connection.clone(), bucket: self.at.bucket.clone(), key: self.at.key.clone() };
        let head = ObjectHead {
            size: self.view.size,
            etag: self.etag.clone(),
            modified: self.view.modified,
            version: self.view.version.clone(),
            ..ObjectHead::default()
        };
        (at, self.store.server(), head)
    }

    /// As the server told it when it was opened.
    pub(super) fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    pub(super) fn connection(&self) -> &ConnectionId {
        &self.connection
    }

    /// Stops whatever is asked for it, whoever else still holds it.
    pub(super) fn end(&self) {
        self.closed.stop();
    }

    /// Asked once it is closed.
    pub(super) fn closed(&self) -> &Stop {
        &self.closed
    }

    /// The bytes from `start`, `length` of them or as many as there are; 8 MB are the most of one
    /// call. May be dropped.
    ///
    /// # Errors
    /// The file was replaced or deleted meanwhile, or storage refused.
    pub async fn read(&self, start: u64, length: u64) -> Result<Bytes, Fault> {
        let end = start.saturating_add(length.min(CALL)).min(self.view.size);
        if start >= end {
            return Ok(Bytes::new());
        }
        if let Some(held) = self.held(start..end).await? {
            return Ok(held);
        }
        let (first, last) = (start / BLOCK, (end - 1) / BLOCK);
        let mut read = BytesMut::new();
        let mut block = first;
        while block <= last {
            if let Some(held) = self.cache.get(&self.view.id, block) {
                read.extend_from_slice(&held);
                block += 1;
                continue;
            }
            // All that is missing beside it comes with it.
            let missing = (block..=last).take_while(|number| !self.holds(*number)).count() as u64;
            let bytes = self.fetch(block * BLOCK..(block + missing).saturating_mul(BLOCK).min(self.view.size)).await?;
            hold(&self.cache, &self.view, block, &bytes);
            read.extend_from_slice(&bytes);
            block += missing;
        }
        Ok(slice(&read.freeze(), start - first * BLOCK, end - first * BLOCK))
    }

    fn holds(&self, block: u64) -> bool {
        self.cache.get(&self.view.id, block).is_some()
    }

    /// All its bytes, for a picture that the page draws by itself; they are not kept.
    ///
    /// # Errors
    /// As [`Reading::read`]; or it is larger than 64 MB.
    pub async fn whole(&self) -> Result<Bytes, Fault> {
        if self.view.size > WHOLE as u64 {
            return Err(fault::too_large_to_look(self.view.size));
        }
        match self.held(0..self.view.size).await? {
            Some(whole) => Ok(whole),
            None if self.view.size == 0 => Ok(Bytes::new()),
            None => self.fetch(0..self.view.size).await,
        }
    }

    /// Bytes of a file that the server sends only whole; none of one that comes in ranges. It is
    /// asked for once more where others took its place in memory.
    ///
    /// # Errors
    /// As [`Reading::read`].
    pub(super) async fn held(&self, range: Range<u64>) -> Result<Option<Bytes>, Fault> {
        if !self.whole {
            return Ok(None);
        }
        let fetched = async {
            // One after the other: the next finds what this one brought.
            let _permits = self.requests.acquire_many(REQUESTS).await;
            if let Some(held) = self.cache.get(&self.view.id, ALL) {
                return Ok(held);
            }
            let mut download = self.current(None).await?;
            let bytes = download.whole(WHOLE).await.map_err(|error| told(&error))?.map(Bytes::from);
            let same = bytes.filter(|bytes| bytes.len() as u64 == self.view.size);
            let bytes = same.ok_or_else(|| fault::replaced_while_read(&self.at.key))?;
            self.cache.put(&self.view.id, ALL, bytes.clone());
            Ok(bytes)
        };
        let whole = self.closed.unless(fetched).await.unwrap_or_else(|_| Err(fault::gone("reading")))?;
        Ok(Some(slice(&whole, range.start, range.end)))
    }

    async fn fetch(&self, range: Range<u64>) -> Result<Bytes, Fault> {
        let fetched = async {
            let _permit = self.requests.acquire().await;
            let mut download = self.begin(range.clone()).await?;
            let length = usize::try_from(range.end - range.start).unwrap_or(usize::MAX);
            let bytes = up_to(&mut download, length).await.map_err(|error| told(&error))?;
            bytes.filter(|bytes| bytes.len() == length).ok_or_else(|| fault::replaced_while_read(&self.at.key))
        };
        self.closed.unless(fetched).await.unwrap_or_else(|_| Err(fault::gone("reading")))
    }

    /// A range of exactly this version, as a stream.
    ///
    /// # Errors
    /// As [`Reading::read`].
    pub(super) async fn begin(&self, range: Range<u64>) -> Result<Download, Fault> {
        self.current(Some(range)).await
    }

    /// This version, a range of it or all.
    async fn current(&self, range: Option<Range<u64>>) -> Result<Download, Fault> {
        let replaced = || fault::replaced_while_read(&self.at.key);
        if let Some(download) = self.ask(&self.at, range.clone()).await.map_err(|error| told(&error))? {
            return Ok(download);
        }
        // The version may still be there, behind the one that took its place. It is asked for by
        // its id only now: that takes a permission of its own.
        let Some(version) = self.view.version.clone().filter(|_| self.at.version.is_none()) else {
            return Err(replaced());
        };
        let kept = self.ask(&self.at.clone().version(version), range).await;
        kept.ok().flatten().ok_or_else(replaced)
    }

    /// What is there, or none where that is another file by now.
    async fn ask(&self, at: &ObjectAt, range: Option<Range<u64>>) -> Result<Option<Download>, StoreError> {
        // A version needs no condition, and some servers hold it against the current one.
        let if_match = self.etag.clone().filter(|_| at.version.is_none());
        let get = Get { range, if_match };
        match self.store.get(at, get).await {
            // Some servers ignore the condition.
            Ok(download) => {
                let same = download.head.etag == self.etag
                    && download.head.size == self.view.size
                    && (self.etag.is_some() || download.head.modified == self.view.modified);
                Ok(same.then_some(download))
            }
            Err(error) => match error.kind {
                StoreErrorKind::PreconditionFailed | StoreErrorKind::BadRange => Ok(None),
                // It is known that it was there.
                StoreErrorKind::NoSuchKey if self.view.version.is_some() && at.version.is_none() => Ok(None),
                _ => Err(error),
            },
        }
    }
}

/// Holds a stretch that begins with a block.
fn hold(cache: &Cache, of: &ReadingView, first: u64, bytes: &Bytes) {
    for (number, start) in (first..).zip((0..bytes.len()).step_by(BLOCK as usize)) {
        let piece = &bytes[start..bytes.len().min(start + BLOCK as usize)];
        // Half a block would stand for a whole one.
        if piece.len() as u64 == of.size.saturating_sub(number * BLOCK).min(BLOCK) {
            // A copy of its own: a slice would keep the whole answer in memory.
            cache.put(&of.id, number, Bytes::copy_from_slice(piece));
        }
    }
}

fn slice(bytes: &Bytes, start: u64, end: u64) -> Bytes {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
    bytes.slice(at(start)..at(end).max(at(start)))
}

struct Begun {
    head: ObjectHead,
    first: Bytes,
    whole: Option<Bytes>,
}

/// The head and so many first bytes, with one request where that will do. `most`: bytes of a file
/// that comes only whole.
async fn begin(store: &Store, at: &ObjectAt, length: u64, most: usize) -> Result<Begun, StoreError> {
    let first = Get { range: Some(0..length), if_match: None };
    match store.get(at, first).await {
        Ok(mut download) => {
            let first = up_to(&mut download, usize::try_from(length).unwrap_or(usize::MAX)).await?;
            Ok(Begun { head: download.head, first: first.unwrap_or_default(), whole: None })
        }
        // Nothing has a first byte where there are none.
        Err(error) if error.kind == StoreErrorKind::BadRange => {
            Ok(Begun { head: store.head(at).await?, first: Bytes::new(), whole: None })
        }
        Err(error) if error.kind == StoreErrorKind::NotSupported => {
            let mut download = store.get(at, Get::default()).await?;
            let Some(whole) = download.whole(most).await? else { return Err(error) };
            let whole = Bytes::from(whole);
            let first = slice(&whole, 0, length);
            Ok(Begun { head: download.head, first, whole: Some(whole) })
        }
        Err(error) => Err(error),
    }
}

/// A stretch of an object, or none where more comes than was asked for: a server may send without
/// an end.
async fn up_to(download: &mut Download, most: usize) -> Result<Option<Bytes>, StoreError> {
    let mut bytes = BytesMut::new();
    while let Some(piece) = download.chunk().await? {
        if bytes.len() + piece.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Some(bytes.freeze()))
}

fn told(error: &StoreError) -> Fault {
    match error.kind {
        StoreErrorKind::NotSupported => fault::sent_only_whole(error),
        _ => fault::from_store(error),
    }
}
