//! Bodies on the wire: a slice of a file read in small pieces, and a watch that notices when
//! nothing moves any more. What the pieces mean is left to the modules above.

use crate::Pace;
use crate::wakes::Wakes;
use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use std::fmt;
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::time::Instant;

/// Largest piece handed to the wire at once: 128 KiB.
pub(crate) const PIECE: usize = 128 * 1024;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The file on this computer is at fault, not the network.
#[derive(Debug)]
pub(crate) struct LocalFile {
    pub(crate) path: PathBuf,
    pub(crate) source: io::Error,
}

impl LocalFile {
    fn of(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { path, source }
    }
}

impl fmt::Display for LocalFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}", self.path.display())
    }
}

impl std::error::Error for LocalFile {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Nothing moved for too long.
#[derive(Debug)]
pub(crate) struct Idle(pub(crate) Duration);

impl fmt::Display for Idle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing moved for {} s", self.0.as_secs())
    }
}

impl std::error::Error for Idle {}

/// One piece on its way from the disk. A body of the SDK must be `Sync`, so `BoxFuture` will not
/// do.
type Reading = Pin<Box<dyn Future<Output = Result<(File, Bytes), LocalFile>> + Send + Sync>>;

/// The bytes `offset .. offset + len` of a file. One instance is one attempt: a retry opens the
/// file anew. Ends in [`LocalFile`] when the file is shorter than promised.
pub(crate) struct FileSlice {
    path: PathBuf,
    left: u64,
    pace: Arc<Pace>,
    reading: Option<Reading>,
    on_piece: Box<dyn FnMut(&Bytes) + Send + Sync>,
}

impl FileSlice {
    /// Nothing is opened before the first piece is asked for. `on_piece` sees every
    /// piece handed over.
    pub(crate) fn new(
        path: PathBuf,
        offset: u64,
        len: u64,
        pace: Arc<Pace>,
        on_piece: Box<dyn FnMut(&Bytes) + Send + Sync>,
    ) -> Self {
        let reading = (len > 0).then(|| -> Reading { Box::pin(open(path.clone(), offset, len, pace.clone())) });
        Self { path, left: len, pace, reading, on_piece }
    }
}

async fn open(path: PathBuf, offset: u64, left: u64, pace: Arc<Pace>) -> Result<(File, Bytes), LocalFile> {
    let mut file = File::open(&path).await.map_err(LocalFile::of(&path))?;
    file.set_max_buf_size(PIECE);
    file.seek(io::SeekFrom::Start(offset)).await.map_err(LocalFile::of(&path))?;
    read_on(path, file, left, pace).await
}

async fn read_on(path: PathBuf, mut file: File, left: u64, pace: Arc<Pace>) -> Result<(File, Bytes), LocalFile> {
    let size = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
    let mut piece = BytesMut::with_capacity(size);
    let read = (&mut file).take(size as u64).read_buf(&mut piece).await.map_err(LocalFile::of(&path))?;
    if read == 0 {
        let short = io::Error::new(io::ErrorKind::UnexpectedEof, "the file is shorter than it was");
        return Err(LocalFile { path, source: short });
    }
    pace.take(read as u64).await;
    Ok((file, piece.freeze()))
}

impl Body for FileSlice {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let Some(reading) = &mut this.reading else { return Poll::Ready(None) };
        let outcome = ready!(reading.as_mut().poll(cx));
        this.reading = None;
        let (file, piece) = match outcome {
            Ok(read) => read,
            Err(fault) => return Poll::Ready(Some(Err(fault.into()))),
        };
        this.left -= piece.len() as u64;
        if this.left > 0 {
            this.reading = Some(Box::pin(read_on(this.path.clone(), file, this.left, this.pace.clone())));
        }
        (this.on_piece)(&piece);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.reading.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// A body of an answer that ends in [`Idle`] when the other side sends nothing for `limit` while
/// somebody waits for it, and in an I/O error when it is longer than `most`. The clock stands still
/// while nobody asks, so a paused reader is not cut off, and a dead server is noticed.
pub(crate) struct Watched<B> {
    body: B,
    limit: Duration,
    most: u64,
    wakes: Arc<Wakes>,
    waiting: Option<Pin<Box<dyn Future<Output = Duration> + Send + Sync>>>,
}

impl<B> Watched<B> {
    pub(crate) fn new(body: B, limit: Duration, most: u64, wakes: Arc<Wakes>) -> Self {
        Self { body, limit, most, wakes, waiting: None }
    }
}

impl<B: Body<Data = Bytes, Error = BoxError> + Unpin> Body for Watched<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.waiting = None;
            let len = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len) as u64;
            let Some(most) = this.most.checked_sub(len) else {
                return Poll::Ready(Some(Err(io::Error::other("an answer without end").into())));
            };
            this.most = most;
            return Poll::Ready(frame);
        }
        let waiting = this.waiting.get_or_insert_with(|| {
            let (wakes, limit) = (Arc::clone(&this.wakes), this.limit);
            Box::pin(async move { wakes.patience(Instant::now(), limit).await })
        });
        let waited = ready!(waiting.as_mut().poll(cx));
        Poll::Ready(Some(Err(Idle(waited).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use aws_smithy_types::body::SdkBody;
    use std::future::poll_fn;

    /// Never has anything to give.
    struct Silent;

    impl Body for Silent {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn an_answer_without_end_is_ended() {
        let mut body = Watched::new(SdkBody::from("12345678"), Duration::from_secs(60), 5, Arc::new(Wakes::new()));
        let error = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await.unwrap().unwrap_err();
        assert!(error.is::<io::Error>());
    }

    // Time is tokio's own here and jumps: nothing sleeps.
    #[tokio::test(start_paused = true)]
    async fn a_dead_server_is_noticed_and_a_pause_is_not_counted() {
        let limit = Duration::from_secs(60);
        let mut body = Watched::new(Silent, limit, u64::MAX, Arc::new(Wakes::new()));
        tokio::time::advance(10 * limit).await;
        let asked = Instant::now();
        let error = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await.unwrap().unwrap_err();
        assert!(error.is::<Idle>());
        assert_eq!(asked.elapsed().as_secs(), 60);
    }
}
