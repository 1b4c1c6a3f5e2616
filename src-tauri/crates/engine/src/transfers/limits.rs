//! How much at once, and how fast: sizes that are the program's, and limits that a person sets while transfers run.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde::{Deserialize, Serialize};
use store::Pace;
use ts_rs::TS;

use crate::kept;

/// The file's name in the program's configuration folder.
const FILE: &str = "transfers.json";
const VERSION: u32 = 1;
/// Below this a line counts as dead before a piece of a file is through, in bytes a second.
const SLOWEST: u64 = 100_000;
const MOST: usize = 32;

/// Sizes at which a server copies in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest object that a server copies in one request, in bytes.
    pub one_copy: u64,
    /// The smallest part that a larger one is copied in, in bytes.
    pub copy_part: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // 5 GiB: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
        Self { one_copy: 5 << 30, copy_part: 256 << 20 }
    }
}

/// What a person limits: bytes a second up and down (null: none), files at once, and parts of one large file at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Pacing {
    #[ts(type = "number | null")]
    pub up: Option<u64>,
    #[ts(type = "number | null")]
    pub down: Option<u64>,
    pub files: usize,
    pub parts: usize,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { up: None, down: None, files: 4, parts: 4 }
    }
}

impl Pacing {
    /// The same within what works: never nothing at once, never slower than a line that counts as dead.
    #[must_use]
    pub fn sound(self) -> Self {
        let speed = |limit: Option<u64>| limit.map(|limit| limit.max(SLOWEST));
        let count = |count: usize| count.clamp(1, MOST);
        Self { up: speed(self.up), down: speed(self.down), files: count(self.files), parts: count(self.parts) }
    }

    /// As kept in the configuration folder; what cannot be read is as if nobody had limited anything.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        kept::read::<Self>(&file(folder), VERSION).unwrap_or_default().sound()
    }

    /// Keeps it for the next start. False: it could not be written, and holds until the program ends.
    pub fn keep(self, folder: &Path) -> bool {
        kept::change(&file(folder), VERSION, |kept: &mut Self| *kept = self).is_ok()
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// The limits as what runs asks for them.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    pub(super) up: Arc<Pace>,
    pub(super) down: Arc<Pace>,
    parts: AtomicUsize,
}

impl Throttle {
    pub(super) fn new(pacing: Pacing) -> Arc<Self> {
        let throttle = Self::default();
        throttle.set(pacing);
        Arc::new(throttle)
    }

    /// Sets them for what runs too; another number of parts holds from the next file.
    pub(super) fn set(&self, pacing: Pacing) {
        self.up.set(pacing.up);
        self.down.set(pacing.down);
        self.parts.store(pacing.parts, Ordering::Relaxed);
    }

    pub(super) fn parts(&self) -> usize {
        self.parts.load(Ordering::Relaxed).max(1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Pacing;

    #[test]
    fn limits_are_kept_and_sound() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Pacing::read(folder.path()), Pacing::default());
        let odd = Pacing { up: Some(1), down: None, files: 0, parts: 1_000 };
        assert!(odd.keep(folder.path()));
        assert_eq!(Pacing::read(folder.path()), Pacing { up: Some(100_000), down: None, files: 1, parts: 32 });
    }
}
