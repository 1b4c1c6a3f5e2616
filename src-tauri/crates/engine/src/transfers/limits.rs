//! How much at once, and how fast: sizes that are the program's, and limits that a person sets
//! while transfers run.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde::{Deserialize, Serialize};
use store::Pace;
use tokio::sync::{Semaphore, SemaphorePermit};
use ts_rs::TS;

use crate::kept;

/// The file's name in the program's configuration folder.
const FILE: &str = "transfers.json";
const VERSION: u32 = 1;
/// Below this rate, in bytes a second, one part of a file would take longer than a request may.
const SLOWEST: u64 = 100_000;
const MOST: usize = 32;
/// Files at once in the beginning, where a person set no number.
pub(super) const FIRST: usize = 8;
/// Pieces of all objects in memory at once.
const IN_MEMORY: usize = 8;

/// Sizes at which a server copies in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopySizes {
    /// The largest object that a server copies in one request, in bytes.
    pub one_copy: u64,
    /// The smallest part that a larger one is copied in, in bytes.
    pub copy_part: u64,
}

impl Default for CopySizes {
    fn default() -> Self {
        // 5 GiB: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
        Self { one_copy: 5 << 30, copy_part: 256 << 20 }
    }
}

/// What a person limits: bytes a second up and down (null: none), files at once, and parts of one
/// large file at once (null: found by itself, more while it gets faster and fewer when the server
/// asks for that).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Pacing {
    #[ts(type = "number | null")]
    pub up: Option<u64>,
    #[ts(type = "number | null")]
    pub down: Option<u64>,
    pub files: Option<usize>,
    pub parts: Option<usize>,
}

impl Pacing {
    /// The same within what works: at least one at once, and never so slow that a part would take
    /// longer than a request may.
    #[must_use]
    pub fn sound(self) -> Self {
        let speed = |limit: Option<u64>| limit.map(|limit| limit.max(SLOWEST));
        let count = |count: Option<usize>| count.map(|count| count.clamp(1, MOST));
        Self { up: speed(self.up), down: speed(self.down), files: count(self.files), parts: count(self.parts) }
    }

    /// As kept in the configuration folder; what cannot be read is as if nobody had limited
    /// anything.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        kept::read::<Self>(&file(folder), VERSION).unwrap_or_default().sound()
    }

    /// Keeps it for the next start. False: it could not be written, and holds until the program
    /// ends.
    pub fn keep(self, folder: &Path) -> bool {
        kept::change(&file(folder), VERSION, |kept: &mut Self| *kept = self).is_ok()
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// The limits as what runs asks for them.
#[derive(Debug)]
pub(super) struct Throttle {
    pub(super) up: Arc<Pace>,
    pub(super) down: Arc<Pace>,
    /// Set by a person; 0: by nobody.
    parts: AtomicUsize,
    /// Parts of all files together, where nobody set a number.
    at_once: AtomicUsize,
    turns: Semaphore,
    /// Turns that are to be taken out when they come back.
    owed: AtomicUsize,
    /// Pieces of downloads that may be held in memory.
    memory: Semaphore,
}

impl Throttle {
    pub(super) fn new(pacing: Pacing) -> Arc<Self> {
        let throttle = Self {
            up: Arc::default(),
            down: Arc::default(),
            parts: AtomicUsize::new(0),
            at_once: AtomicUsize::new(FIRST),
            turns: Semaphore::new(FIRST),
            owed: AtomicUsize::new(0),
            memory: Semaphore::new(IN_MEMORY),
        };
        throttle.set(pacing);
        Arc::new(throttle)
    }

    /// Sets them for what runs too; another number of parts holds from the next file.
    pub(super) fn set(&self, pacing: Pacing) {
        self.up.set(pacing.up);
        self.down.set(pacing.down);
        self.parts.store(pacing.parts.unwrap_or(0), Ordering::Relaxed);
    }

    /// So much goes at once where nobody set a number, from now on.
    pub(super) fn tune(&self, at_once: usize) {
        let before = self.at_once.swap(at_once, Ordering::Relaxed);
        if at_once > before {
            self.turns.add_permits(at_once - before);
        } else {
            // Those that are taken come back and are taken out then.
            let missing = before - at_once - self.turns.forget_permits(before - at_once);
            self.owed.fetch_add(missing, Ordering::Relaxed);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.turns.available_permits() == 0
    }

    /// Parts of one file that may be under way; each waits for a [`Throttle::turn`].
    pub(super) fn parts(&self) -> usize {
        match self.parts.load(Ordering::Relaxed) {
            0 => MOST,
            set => set,
        }
    }

    /// Waits until one more piece may be held in memory; first come, first served.
    pub(super) async fn memory(&self) -> Option<SemaphorePermit<'_>> {
        // Never closed.
        self.memory.acquire().await.ok()
    }

    /// Waits until one more part may go; it goes until the answer is dropped.
    pub(super) async fn turn(&self) -> Turn<'_> {
        if self.parts.load(Ordering::Relaxed) > 0 {
            return Turn(None);
        }
        // Never closed.
        let permit = self.turns.acquire().await.ok();
        Turn(permit.map(|permit| {
            permit.forget();
            self
        }))
    }
}

/// A part on its way.
pub(super) struct Turn<'a>(Option<&'a Throttle>);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let Some(throttle) = self.0 else { return };
        let owed = throttle.owed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |owed| owed.checked_sub(1));
        if owed.is_err() {
            throttle.turns.add_permits(1);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use super::{Pacing, Throttle};

    #[test]
    fn limits_are_kept_and_sound() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Pacing::read(folder.path()), Pacing::default());
        let odd = Pacing { up: Some(1), down: None, files: Some(0), parts: Some(1_000) };
        assert!(odd.keep(folder.path()));
        let sound = Pacing { up: Some(100_000), down: None, files: Some(1), parts: Some(32) };
        assert_eq!(Pacing::read(folder.path()), sound);
    }

    #[tokio::test]
    async fn turns_follow_the_number_also_while_they_are_taken() {
        let throttle = Throttle::new(Pacing::default());
        throttle.tune(2);
        let (first, second) = (throttle.turn().await, throttle.turn().await);
        let waits = || async { tokio::time::timeout(Duration::from_millis(20), throttle.turn()).await };
        assert!(waits().await.is_err());
        throttle.tune(1);
        drop(first);
        assert!(waits().await.is_err());
        drop(second);
        let one = waits().await.unwrap();
        throttle.tune(3);
        let more = (throttle.turn().await, throttle.turn().await);
        assert!(waits().await.is_err());
        drop((one, more));
        // A person's number holds for each file by itself.
        throttle.set(Pacing { parts: Some(4), ..Pacing::default() });
        assert_eq!(throttle.parts(), 4);
        let _all = [throttle.turn().await, throttle.turn().await, throttle.turn().await, throttle.turn().await];
    }
}
