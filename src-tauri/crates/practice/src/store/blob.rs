//! Blob files: the bytes of objects and parts, each file written once under a random name.
//!
//! A blob that no committed record names is worthless, so it removes its own file when the last
//! reader lets go. Until then a reader keeps its bytes, whatever happens to the key meanwhile. What
//! names a blob is `index`'s business.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use uuid::Uuid;

/// The folder of blob files, fanned out by the first two letters of their names.
#[derive(Debug)]
pub(crate) struct Blobs {
    root: PathBuf,
}

/// One blob file. Dropping the last handle removes the file unless it is kept.
#[derive(Debug)]
pub(crate) struct Blob {
    path: PathBuf,
    kept: AtomicBool,
}

impl Blobs {
    pub(crate) fn open(root: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&root)?;
        Ok(Self { root })
    }

    /// A new empty file, open for writing, and its name. It is not kept until a record names it.
    pub(crate) fn begin(&self) -> io::Result<(Uuid, Arc<Blob>, File)> {
        let id = Uuid::new_v4();
        let path = self.path(id);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let file = File::create_new(&path)?;
        let kept = AtomicBool::new(false);
        Ok((id, Arc::new(Blob { path, kept }), file))
    }

    /// The handle of a blob that the journal names.
    pub(crate) fn adopt(&self, id: Uuid) -> Arc<Blob> {
        let kept = AtomicBool::new(true);
        Arc::new(Blob { path: self.path(id), kept })
    }

    /// Removes every file that `live` does not name: what a killed server was still writing, or had
    /// replaced.
    pub(crate) fn sweep(&self, live: &HashSet<Uuid>) -> io::Result<usize> {
        let mut swept = 0;
        for shelf in fs::read_dir(&self.root)? {
            let shelf = shelf?.path();
            if !shelf.is_dir() {
                continue;
            }
            for file in fs::read_dir(shelf)? {
                let path = file?.path();
                if !name_of(&path).is_some_and(|id| live.contains(&id)) {
                    fs::remove_file(&path)?;
                    swept += 1;
                }
            }
        }
        Ok(swept)
    }

    fn path(&self, id: Uuid) -> PathBuf {
        let name = id.simple().to_string();
        self.root.join(&name[..2]).join(&name)
    }
}

fn name_of(path: &Path) -> Option<Uuid> {
    Uuid::parse_str(path.file_name()?.to_str()?).ok()
}

impl Blob {
    pub(crate) fn open(&self) -> io::Result<File> {
        File::open(&self.path)
    }

    /// A record now names this blob: its file stays.
    pub(crate) fn keep(&self) {
        self.kept.store(true, Ordering::Release);
    }

    /// No record names this blob any more: its file goes with the last reader.
    pub(crate) fn condemn(&self) {
        self.kept.store(false, Ordering::Release);
    }
}

impl Drop for Blob {
    fn drop(&mut self) {
        if !self.kept.load(Ordering::Acquire)
            && let Err(error) = fs::remove_file(&self.path)
        {
            // The next start sweeps it.
            tracing::debug!(%error, "a blob file stays until the next start");
        }
    }
}
