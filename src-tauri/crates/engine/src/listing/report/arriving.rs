//! A file of a report on its way, as a stream that whoever unpacks it reads from a thread of its
//! own; held against the sum that the manifest has of it.

use std::io::{self, Read};

use bytes::{Buf, Bytes};
use store::{Algorithm, Download, Get, Hasher, ObjectAt, Store, bounds::REPORT_FILE};
use tokio::sync::mpsc;

use super::manifest::File;
use crate::fault::{self, Fault};

/// Pieces that wait to be unpacked.
const PIECES: usize = 16;

/// Where pieces go; an error ends the reading as one.
pub(super) type Sender = mpsc::Sender<io::Result<Bytes>>;

/// Pieces as they arrive. Only for a thread that may wait.
pub(super) struct Arriving {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

pub(super) fn arriving() -> (Sender, Arriving) {
    let (sender, pieces) = mpsc::channel(PIECES);
    (sender, Arriving { pieces, piece: Bytes::new() })
}

impl Read for Arriving {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = piece?,
                None => return Ok(0),
            }
        }
        let len = into.len().min(self.piece.len());
        self.piece.copy_to_slice(&mut into[..len]);
        Ok(len)
    }
}

/// Sends a file's pieces on until its end, or until nobody wants more.
pub(super) async fn fetch(store: &Store, from: &ObjectAt, file: &File, to: Sender) -> Result<(), Fault> {
    let mut fetching = Fetching::begin(store, from, file).await?;
    loop {
        match fetching.next().await {
            Ok(None) => return Ok(()),
            Ok(Some(piece)) => {
                if to.send(Ok(piece)).await.is_err() {
                    return Ok(());
                }
            }
            Err(fault) => {
                // What was cut must not look like an end: its last line may be half a line.
                let _ = to.send(Err(io::ErrorKind::UnexpectedEof.into())).await;
                return Err(fault);
            }
        }
    }
}

/// A download that is summed up as it passes.
struct Fetching<'a> {
    from: &'a ObjectAt,
    download: Download,
    sum: Option<(Hasher, &'a str)>,
    /// Bytes that may still come.
    left: u64,
}

impl<'a> Fetching<'a> {
    async fn begin(store: &Store, from: &'a ObjectAt, file: &'a File) -> Result<Self, Fault> {
        let download = store.get(from, Get::default()).await.map_err(|error| fault::from_store(&error))?;
        let sum = file.md5.as_deref().map(|wanted| (Hasher::new(Algorithm::Md5), wanted));
        let left = if file.size == 0 { REPORT_FILE } else { file.size };
        Ok(Self { from, download, sum, left })
    }

    async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        let piece = self.download.chunk().await.map_err(|error| fault::from_store(&error))?;
        let came = piece.as_ref().map_or(0, Bytes::len) as u64;
        self.left = self
            .left
            .checked_sub(came)
            .ok_or_else(|| fault::report_damaged(self.from, "it is longer than the manifest says"))?;
        match (&piece, &mut self.sum) {
            (Some(piece), Some((sum, _))) => sum.update(piece),
            (None, Some(_)) => self.check()?,
            _ => {}
        }
        Ok(piece)
    }

    fn check(&mut self) -> Result<(), Fault> {
        let Some((sum, wanted)) = self.sum.take() else { return Ok(()) };
        let came = sum.finish().value;
        if came.eq_ignore_ascii_case(wanted) {
            return Ok(());
        }
        Err(fault::report_damaged(self.from, &format!("MD5 {came}, and the manifest says {wanted}")))
    }
}
