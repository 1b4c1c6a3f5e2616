//! The bytes of a large object over several connections, in their order: pieces are fetched beside
//! one another, and each is held in memory until those before it were taken. So the file grows from
//! its beginning, as over one connection, and a later try goes on from its end; what was ahead of
//! that is fetched again.
//!
//! Each piece is asked for under `If-Match`, and goes on from where it broke off. Dropping the
//! stream stops the requests.

use std::{ops::Range, time::Duration};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use store::{Get, ObjectAt, ObjectHead, StoreError};
use tokio::sync::SemaphorePermit;

use crate::transfers::context::{Context, Progress};

/// Objects from this size on are fetched so, in bytes.
pub(crate) const WIDE: u64 = 64 * MIB;
/// What a pause or a kill throws away is at most as many of these as are fetched at once. As large
/// as the parts that most clients send: a server that keeps them apart reads each once.
const PIECE: u64 = 8 * MIB;
/// Pieces of one object at once.
const AHEAD: usize = 4;
/// Broken bodies in a row, without a byte in between, before giving up.
pub(crate) const MISSES: u32 = 5;
const MIB: u64 = 1024 * 1024;

/// One version of an object.
#[derive(Clone, Copy)]
pub(crate) struct Wide<'a> {
    pub(crate) context: &'a Context,
    pub(crate) at: &'a ObjectAt,
    pub(crate) version: &'a ObjectHead,
    /// Counts what arrives, written or not.
    pub(crate) progress: &'a Progress,
}

/// Bytes of the object, which count as held in memory until this is dropped.
pub(crate) struct Piece<'a> {
    pub(crate) chunks: Vec<Bytes>,
    _memory: Option<SemaphorePermit<'a>>,
}

/// Why a piece could not be had.
pub(crate) enum Missing {
    /// The object is another by now.
    Replaced,
    /// The server does not say which version it sends, and pieces of two would be put together.
    Untold,
    Refused(StoreError),
}

/// Waits before a body that broke off is asked for again.
pub(crate) async fn breathe(misses: u32) {
    tokio::time::sleep(Duration::from_millis(200 << misses)).await;
}

impl<'a> Wide<'a> {
    /// All pieces from `have` on, in order. Nothing can be had behind an error.
    pub(crate) fn from(self, have: u64) -> impl Stream<Item = Result<Piece<'a>, Missing>> + 'a {
        let count = self.version.size.saturating_sub(have).div_ceil(PIECE);
        let ranges = (0..count).map(move |at| {
            let start = have + at * PIECE;
            start..self.version.size.min(start + PIECE)
        });
        let at_once = self.context.throttle.parts().min(AHEAD);
        stream::iter(ranges).map(move |range| self.piece(range)).buffered(at_once)
    }

    async fn piece(self, range: Range<u64>) -> Result<Piece<'a>, Missing> {
        let throttle = &self.context.throttle;
        // Given out in the order asked for, so that no piece waits for one behind it.
        let mut piece = Piece { _memory: throttle.memory().await, chunks: Vec::new() };
        let (mut at, mut misses) = (range.start, 0);
        loop {
            let before = at;
            let fetched = {
                let _turn = throttle.turn().await;
                self.rest(&mut at, range.end, &mut piece.chunks).await
            };
            match fetched {
                Err(Missing::Refused(error)) if error.is_temporary() && (at > before || misses + 1 < MISSES) => {
                    misses = if at > before { 0 } else { misses + 1 };
                    breathe(misses).await;
                }
                other => return other.map(|()| piece),
            }
        }
    }

    /// Fetches from `at` up to `end`, and moves `at` along.
    async fn rest(self, at: &mut u64, end: u64, chunks: &mut Vec<Bytes>) -> Result<(), Missing> {
        let get = Get { range: Some(*at..end), if_match: self.version.etag.clone() };
        let mut body = self.context.store.get(self.at, get).await.map_err(Missing::Refused)?;
        match self.version.is_same(&body.head) {
            Some(true) => {}
            Some(false) => return Err(Missing::Replaced),
            None => return Err(Missing::Untold),
        }
        while *at < end
            && let Some(chunk) = body.chunk().await.map_err(Missing::Refused)?
        {
            *at += chunk.len() as u64;
            self.progress.add(chunk.len() as u64);
            chunks.push(chunk);
        }
        // The server ended the range earlier or later than asked: it counts the object otherwise
        // than before.
        if *at == end { Ok(()) } else { Err(Missing::Replaced) }
    }
}
