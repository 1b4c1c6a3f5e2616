//! The unfinished file of a download, written behind what arrives: while one batch goes to the disk
//! and into the sum, on a thread for such work, the next comes in. Nothing is copied on the way.
//!
//! Whoever stops waits for [`Out::flush`]: before, the disk may have less than was taken, or be
//! about to have more.

use std::{
    fs::File,
    io::{self, Seek, Write},
    mem,
    sync::Arc,
};

use bytes::Bytes;
use store::Hasher;
use tokio::task::{JoinHandle, spawn_blocking};

/// So many bytes go to the disk at once.
const BATCH: usize = 1024 * 1024;

pub(crate) struct Out {
    file: Arc<File>,
    /// Sums up the bytes, where there is something to hold them against.
    hasher: Option<Hasher>,
    batch: Vec<Bytes>,
    size: usize,
    writing: Option<JoinHandle<(io::Result<()>, Option<Hasher>)>>,
}

impl Out {
    /// Writes on at the place where `file` stands; `hasher` has taken in what is before it.
    pub(crate) fn new(file: File, hasher: Option<Hasher>) -> Self {
        Self { file: Arc::new(file), hasher, batch: Vec::new(), size: 0, writing: None }
    }

    /// Takes the next bytes. An error may be of bytes before them.
    pub(crate) async fn write(&mut self, bytes: Bytes) -> io::Result<()> {
        self.size += bytes.len();
        self.batch.push(bytes);
        if self.size < BATCH {
            return Ok(());
        }
        self.settle().await?;
        self.send();
        Ok(())
    }

    /// Waits until everything taken is in the file and in the sum.
    pub(crate) async fn flush(&mut self) -> io::Result<()> {
        self.settle().await?;
        self.send();
        self.settle().await
    }

    /// Begins the file anew, with another sum.
    pub(crate) async fn empty(&mut self) -> io::Result<()> {
        (self.batch, self.size) = (Vec::new(), 0);
        // What became of bytes that nobody wants does not matter.
        let _ = self.settle().await;
        self.hasher = None;
        self.file.set_len(0)?;
        self.file.as_ref().rewind()
    }

    /// Sums up from here on.
    pub(crate) fn sum_with(&mut self, hasher: Option<Hasher>) {
        self.hasher = hasher;
    }

    /// The sum so far, of what was flushed.
    pub(crate) fn sum(&mut self) -> Option<Hasher> {
        self.hasher.take()
    }

    /// The file, flushed.
    pub(crate) fn into_file(self) -> io::Result<File> {
        Arc::try_unwrap(self.file).or_else(|file| file.try_clone())
    }

    fn send(&mut self) {
        let (batch, file, mut hasher) = (mem::take(&mut self.batch), Arc::clone(&self.file), self.hasher.take());
        self.size = 0;
        self.writing = Some(spawn_blocking(move || {
            let written = batch.iter().try_for_each(|bytes| file.as_ref().write_all(bytes));
            if let Some(hasher) = &mut hasher {
                batch.iter().for_each(|bytes| hasher.update(bytes));
            }
            (written, hasher)
        }));
    }

    /// Waits for what is being written.
    async fn settle(&mut self) -> io::Result<()> {
        // Looked at in place: whoever gives up waiting here can still wait for it later.
        let Some(writing) = &mut self.writing else { return Ok(()) };
        let done = writing.await;
        self.writing = None;
        let (written, hasher) = done.map_err(io::Error::other)?;
        self.hasher = hasher;
        written
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::{Read, Seek};

    use store::Algorithm;

    use super::*;

    #[tokio::test]
    async fn what_is_taken_is_in_the_file_and_in_the_sum() {
        let mut out = Out::new(tempfile::tempfile().unwrap(), None);
        out.write(Bytes::from_static(b"of another object")).await.unwrap();
        out.empty().await.unwrap();
        out.sum_with(Some(Hasher::new(Algorithm::Crc64Nvme)));
        let pieces: Vec<_> = (0..50_u8).map(|at| Bytes::from(vec![at; 100_000])).collect();
        for piece in &pieces {
            out.write(piece.clone()).await.unwrap();
        }
        out.flush().await.unwrap();
        let sum = out.sum().unwrap().finish();
        let mut file = out.into_file().unwrap();
        file.rewind().unwrap();
        let mut read = Vec::new();
        file.read_to_end(&mut read).unwrap();
        assert!(read == pieces.concat());
        assert_eq!(sum, store::Checksum::of(Algorithm::Crc64Nvme, &read));
    }

    #[tokio::test]
    async fn a_write_that_fails_is_told_at_the_latest_by_the_flush() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("read-only");
        std::fs::write(&path, "").unwrap();
        let mut out = Out::new(File::open(path).unwrap(), None);
        let _ = out.write(Bytes::from_static(b"refused")).await;
        assert!(out.flush().await.is_err());
    }
}
