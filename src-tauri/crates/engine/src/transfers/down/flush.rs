//! Bytes to the disk itself, so that a power cut finds them there.
//!
//! A disk takes as long for one small file as for a hundred, so on Linux small ones share: a thread
//! takes all that wait, flushes their file system once, and answers them together. A large file is
//! flushed by itself: it need not wait for what other programs write. Elsewhere every file is.
//!
//! A write that failed in the background is told to a file that was open by then, and once: so the
//! flush goes through the file that was opened first, and all that wait with it hear the failure. A
//! folder has no bytes, and says nothing of files that were opened before its last flush, so it is
//! asked only where no file waits.
//! <https://man7.org/linux/man-pages/man2/syncfs.2.html>

use std::{fs::File, io, time::Instant};

/// Files up to this size share, in bytes.
#[cfg(target_os = "linux")]
const SHARED: u64 = 1024 * 1024;

/// Puts a file on the disk; it has so many bytes, and was opened at that time.
#[cfg(target_os = "linux")]
pub(crate) async fn file(file: File, size: u64, opened: Instant) -> io::Result<()> {
    if size <= SHARED { shared::flush(file, Some(opened)).await } else { blocking(move || file.sync_all()).await }
}

/// Puts a file on the disk.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn file(file: File, _: u64, _: Instant) -> io::Result<()> {
    blocking(move || file.sync_all()).await
}

/// Puts the names of a folder on the disk.
#[cfg(target_os = "linux")]
pub(crate) async fn folder(folder: File) -> io::Result<()> {
    shared::flush(folder, None).await
}

/// Puts the names of a folder on the disk. What knows no such thing has nothing to flush.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn folder(folder: File) -> io::Result<()> {
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
        time::Instant,
    };

    use tokio::sync::oneshot;

    struct Ask {
        file: File,
        /// When a file was opened; nothing for a folder.
        opened: Option<Instant>,
        reply: oneshot::Sender<io::Result<()>>,
    }

    pub(crate) async fn flush(file: File, opened: Option<Instant>) -> io::Result<()> {
        static ASKS: LazyLock<Sender<Ask>> = LazyLock::new(|| {
            let (asks, asked) = channel();
            std::thread::spawn(move || run(&asked));
            asks
        });
        let (reply, answer) = oneshot::channel();
        let gone = || io::Error::other("the thread that flushes is gone");
        ASKS.send(Ask { file, opened, reply }).map_err(|_| gone())?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }

    fn run(asked: &Receiver<Ask>) {
        while let Ok(first) = asked.recv() {
            let mut disks: HashMap<u64, Vec<Ask>> = HashMap::new();
            for ask in std::iter::once(first).chain(asked.try_iter()) {
                let disk = ask.file.metadata().map_or(0, |found| found.dev());
                disks.entry(disk).or_default().push(ask);
            }
            for asks in disks.into_values() {
                let through = first_opened(asks.iter().map(|ask| ask.opened));
                let flushed = asks.get(through).map_or(Ok(()), |ask| rustix::fs::syncfs(&ask.file));
                for ask in asks {
                    let _ = ask.reply.send(flushed.map_err(io::Error::from));
                }
            }
        }
    }

    /// The one that hears of every failure since any of them was opened.
    pub(crate) fn first_opened(opened: impl Iterator<Item = Option<Instant>>) -> usize {
        let files = opened.enumerate().filter_map(|(at, opened)| Some((opened?, at)));
        files.min().map_or(0, |(_, at)| at)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::{
        fs,
        io::Write,
        time::{Duration, Instant},
    };

    #[cfg(target_os = "linux")]
    #[test]
    fn the_file_that_was_opened_first_is_asked_for_all() {
        let now = Instant::now();
        let after = |ms| Some(now + Duration::from_millis(ms));
        let through = |opened: &[Option<Instant>]| super::shared::first_opened(opened.iter().copied());
        assert_eq!(through(&[after(3), after(1), after(2)]), 1);
        assert_eq!(through(&[None, after(9), None, after(4)]), 3);
        assert_eq!(through(&[None, None]), 0);
    }

    #[tokio::test]
    async fn many_are_flushed_together_and_each_is_answered() {
        let root = tempfile::tempdir().unwrap();
        let all = (0..200).map(|at| {
            let mut file = fs::File::create(root.path().join(at.to_string())).unwrap();
            file.write_all(b"bytes").unwrap();
            super::file(file, 5, Instant::now())
        });
        for flushed in futures_util::future::join_all(all).await {
            flushed.unwrap();
        }
        super::folder(fs::File::open(root.path()).unwrap()).await.unwrap();
    }
}
