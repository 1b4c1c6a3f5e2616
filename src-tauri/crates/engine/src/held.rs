//! A file that one process at a time may hold: the system's own lock, which ends with the process
//! however that ends.
//!
//! It is let go in so many words, not by closing the file. A child that is just being started has a
//! copy of every open file until it has become its program, and while it has one, closing ours
//! would leave the lock taken.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

const LOOK: Duration = Duration::from_millis(20);

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct Held(File);

impl Held {
    /// Takes the lock on the file at `path`, made empty with its folder where it is not there.
    /// None: another process has it, and still had it after `patience`. Blocking.
    ///
    /// # Errors
    /// The file cannot be made, or the system has no locks.
    pub fn take(path: &Path, patience: Duration) -> io::Result<Option<Self>> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let (file, end) = (File::create(path)?, Instant::now() + patience);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self(file))),
                Err(TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(LOOK),
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::debug!(%error, "a lock stays until the process ends");
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn one_at_a_time_and_free_again_though_a_child_has_a_copy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/some.lock");
        let held = Held::take(&path, Duration::ZERO).unwrap().unwrap();
        assert!(Held::take(&path, LOOK).unwrap().is_none());
        let copy = held.0.try_clone().unwrap();
        drop(held);
        assert!(Held::take(&path, Duration::ZERO).unwrap().is_some());
        drop(copy);
    }
}
