//! Bytes to the disk itself, so that a power cut finds them there.
//!
//! A disk takes as long for one small file as for a hundred, so on Linux small ones share: a thread takes all that wait,
//! flushes their file system once, and answers them together. A large file is flushed by itself: it need not wait for
//! what other programs write. Elsewhere every file is.

use std::{fs::File, io};

/// Files up to this size share, in bytes.
#[cfg(target_os = "linux")]
const SHARED: u64 = 1024 * 1024;

/// Puts a file on the disk; it has so many bytes.
#[cfg(target_os = "linux")]
pub(super) async fn file(file: File, size: u64) -> io::Result<()> {
    if size <= SHARED { shared::flush(file).await } else { blocking(move || file.sync_all()).await }
}

/// Puts a file on the disk.
#[cfg(not(target_os = "linux"))]
pub(super) async fn file(file: File, _: u64) -> io::Result<()> {
    blocking(move || file.sync_all()).await
}

/// Puts the names of a folder on the disk.
#[cfg(target_os = "linux")]
pub(super) async fn folder(folder: File) -> io::Result<()> {
    shared::flush(folder).await
}

/// Puts the names of a folder on the disk. What knows no such thing has nothing to flush.
#[cfg(not(target_os = "linux"))]
pub(super) async fn folder(folder: File) -> io::Result<()> {
    blocking(move || match folder.sync_all() {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    })
    .await
}

async fn blocking(work: impl FnOnce() -> io::Result<()> + Send + 'static) -> io::Result<()> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

#[cfg(target_os = "linux")]
mod shared {
    //! The thread, and who waits for it.

    use std::{
        collections::HashMap,
        fs::File,
        io,
        os::unix::fs::MetadataExt,
        sync::{
            LazyLock,
            mpsc::{Receiver, Sender, channel},
        },
    };

    use tokio::sync::oneshot;

    type Ask = (File, oneshot::Sender<io::Result<()>>);

    pub(super) async fn flush(file: File) -> io::Result<()> {
        static ASKS: LazyLock<Sender<Ask>> = LazyLock::new(|| {
            let (asks, asked) = channel();
            std::thread::spawn(move || run(&asked));
            asks
        });
        let (reply, answer) = oneshot::channel();
        let gone = || io::Error::other("the thread that flushes is gone");
        ASKS.send((file, reply)).map_err(|_| gone())?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }

    fn run(asked: &Receiver<Ask>) {
        while let Ok(first) = asked.recv() {
            let mut disks: HashMap<u64, Vec<Ask>> = HashMap::new();
            for ask in std::iter::once(first).chain(asked.try_iter()) {
                let disk = ask.0.metadata().map_or(0, |found| found.dev());
                disks.entry(disk).or_default().push(ask);
            }
            for asks in disks.into_values() {
                let flushed = asks.first().map_or(Ok(()), |(file, _)| rustix::fs::syncfs(file));
                for (_, reply) in asks {
                    let _ = reply.send(flushed.map_err(io::Error::from));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::{fs, io::Write};

    #[tokio::test]
    async fn many_are_flushed_together_and_each_is_answered() {
        let root = tempfile::tempdir().unwrap();
        let all = (0..200).map(|at| {
            let mut file = fs::File::create(root.path().join(at.to_string())).unwrap();
            file.write_all(b"bytes").unwrap();
            super::file(file, 5)
        });
        for flushed in futures_util::future::join_all(all).await {
            flushed.unwrap();
        }
        super::folder(fs::File::open(root.path()).unwrap()).await.unwrap();
    }
}
