//! Bytes to the disk itself, so that a power cut finds them there.
//!
//! A disk takes as long for one small file as for a hundred, so on Linux small ones share: a thread
//! for each disk takes all that wait, flushes its file system once, and answers them together; a
//! drive that answers nothing holds up nobody else. A large file is flushed by itself: it need not
//! wait for what other programs write. Elsewhere every file is.
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
    if size <= SHARED { shared::DISKS.flush(file, Some(opened)).await } else { blocking(move || file.sync_all()).await }
}

/// Puts a file on the disk.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn file(file: File, _: u64, _: Instant) -> io::Result<()> {
    blocking(move || file.sync_all()).await
}

/// Puts the names of a folder on the disk.
#[cfg(target_os = "linux")]
pub(crate) async fn folder(folder: File) -> io::Result<()> {
    shared::DISKS.flush(folder, None).await
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
    //! The threads, and who waits for them.

    use std::{
        collections::HashMap,
        fs::File,
        io,
        os::unix::fs::MetadataExt,
        sync::{
            LazyLock, Mutex, PoisonError,
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

    /// How the file system of a file is flushed.
    pub(crate) type Flush = fn(&File) -> io::Result<()>;

    /// A thread for each disk that was written to, as long as the program runs.
    pub(crate) struct Disks {
        flush: Flush,
        threads: Mutex<HashMap<u64, Sender<Ask>>>,
    }

    pub(crate) static DISKS: LazyLock<Disks> =
        LazyLock::new(|| Disks::new(|file| rustix::fs::syncfs(file).map_err(io::Error::from)));

    impl Disks {
        pub(crate) fn new(flush: Flush) -> Self {
            Self { flush, threads: Mutex::default() }
        }

        pub(crate) async fn flush(&self, file: File, opened: Option<Instant>) -> io::Result<()> {
            // To ask which disk it is on may be to ask the drive.
            let found = tokio::task::spawn_blocking(move || (file.metadata().map_or(0, |found| found.dev()), file));
            let (disk, file) = found.await.map_err(io::Error::other)?;
            self.flush_on(disk, file, opened).await
        }

        pub(crate) async fn flush_on(&self, disk: u64, file: File, opened: Option<Instant>) -> io::Result<()> {
            let (reply, answer) = oneshot::channel();
            let gone = || io::Error::other("the thread that flushes is gone");
            self.thread(disk)?.send(Ask { file, opened, reply }).map_err(|_| gone())?;
            answer.await.unwrap_or_else(|_| Err(gone()))
        }

        fn thread(&self, disk: u64) -> io::Result<Sender<Ask>> {
            let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(asks) = threads.get(&disk) {
                return Ok(asks.clone());
            }
            let ((asks, asked), flush) = (channel(), self.flush);
            std::thread::Builder::new().spawn(move || run(&asked, flush))?;
            threads.insert(disk, asks.clone());
            Ok(asks)
        }
    }

    fn run(asked: &Receiver<Ask>, flush: Flush) {
        while let Ok(first) = asked.recv() {
            let asks: Vec<Ask> = std::iter::once(first).chain(asked.try_iter()).collect();
            let through = first_opened(asks.iter().map(|ask| ask.opened));
            let flushed = asks.get(through).map_or(Ok(()), |ask| flush(&ask.file));
            let failed = flushed.err().map(|error| (error.kind(), error.raw_os_error()));
            for ask in asks {
                let told = failed
                    .map_or(Ok(()), |(kind, code)| Err(code.map_or_else(|| kind.into(), io::Error::from_raw_os_error)));
                let _ = ask.reply.send(told);
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

    /// An empty file is flushed once somebody comes here.
    #[cfg(target_os = "linux")]
    static GATE: std::sync::Barrier = std::sync::Barrier::new(2);

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_drive_that_answers_nothing_holds_up_no_other() {
        let disks = super::shared::Disks::new(|file| {
            if file.metadata()?.len() == 0 {
                GATE.wait();
            }
            Ok(())
        });
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str, content: &[u8]| {
            fs::write(folder.path().join(name), content).unwrap();
            fs::File::open(folder.path().join(name)).unwrap()
        };
        let (silent, well) = (open("silent", b""), open("well", b"bytes"));
        let mut waits = std::pin::pin!(disks.flush_on(1, silent, None));
        assert!(futures_util::poll!(&mut waits).is_pending());
        let other = disks.flush_on(2, well, None);
        tokio::time::timeout(Duration::from_secs(30), other).await.unwrap().unwrap();
        GATE.wait();
        waits.await.unwrap();
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
