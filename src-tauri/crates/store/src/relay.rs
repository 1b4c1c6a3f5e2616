//! A body that comes from another object: read there while it is sent here, a few pieces in memory.
//!
//! One instance is one attempt: a retry asks for the bytes anew. Dropping it ends the reading.

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::sync::mpsc;

use crate::error::{StoreError, StoreErrorKind};
use crate::{Get, ObjectAt, ObjectHead, Pace, Store};

/// Pieces between the reader and the sender; each is as large as the network gave it.
const AHEAD: usize = 8;

/// Bytes of an object, still to be fetched.
#[derive(Clone)]
pub(crate) struct Remote {
    pub(crate) store: Store,
    pub(crate) at: ObjectAt,
    pub(crate) bytes: Range<u64>,
    /// The object as it was seen before: no other is sent on.
    pub(crate) seen: Box<ObjectHead>,
    pub(crate) pace: Arc<Pace>,
}

impl Remote {
    /// Fetches into `pieces` until the end, a failure, or nobody listens any more.
    async fn pump(self, pieces: mpsc::Sender<Result<Bytes, StoreError>>) {
        let told = match self.fetch(&pieces).await {
            Err(error) if error.kind == StoreErrorKind::PreconditionFailed => {
                Err(StoreError { kind: StoreErrorKind::Changed, ..error })
            }
            told => told,
        };
        if let Err(error) = told {
            let _ = pieces.send(Err(error)).await;
        }
    }

    async fn fetch(&self, pieces: &mpsc::Sender<Result<Bytes, StoreError>>) -> Result<(), StoreError> {
        let get = Get { range: Some(self.bytes.clone()), if_match: self.seen.etag.clone() };
        let mut body = self.store.get(&self.at, get).await?;
        // Some servers do not know the condition and send whatever is there by now.
        let refuse = |kind, why| Err(self.at.subject("GetObject").refuse(kind, why));
        match self.seen.is_same(&body.head) {
            Some(true) => {}
            Some(false) => {
                return refuse(StoreErrorKind::Changed, "the object was replaced while it was being copied");
            }
            // Without an ETag from the beginning, whoever copies looks at it once more at the end.
            None if self.seen.etag.is_none() => {}
            None => return refuse(StoreErrorKind::BadAnswer, "the answer does not say which version it is of"),
        }
        while let Some(piece) = body.chunk().await? {
            self.pace.take(piece.len() as u64).await;
            if pieces.send(Ok(piece)).await.is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// See the module.
pub(crate) struct Relay {
    left: u64,
    pieces: mpsc::Receiver<Result<Bytes, StoreError>>,
    on_piece: Box<dyn FnMut(&Bytes) + Send + Sync>,
    on_fault: Box<dyn FnMut(&StoreError) + Send + Sync>,
}

impl Relay {
    /// Begins to fetch. `on_piece` sees every piece handed over, `on_fault` why there are no more.
    pub(crate) fn new(
        remote: Remote,
        on_piece: Box<dyn FnMut(&Bytes) + Send + Sync>,
        on_fault: Box<dyn FnMut(&StoreError) + Send + Sync>,
    ) -> Self {
        let (sender, pieces) = mpsc::channel(AHEAD);
        let left = remote.bytes.end - remote.bytes.start;
        tokio::spawn(remote.pump(sender));
        Self { left, pieces, on_piece, on_fault }
    }
}

impl Body for Relay {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        if this.left == 0 {
            return Poll::Ready(None);
        }
        match ready!(this.pieces.poll_recv(cx)) {
            Some(Ok(piece)) => {
                this.left = this.left.saturating_sub(piece.len() as u64);
                (this.on_piece)(&piece);
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            Some(Err(fault)) => {
                (this.on_fault)(&fault);
                Poll::Ready(Some(Err(fault.into())))
            }
            None => Poll::Ready(Some(Err("the object is shorter than it was".into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
