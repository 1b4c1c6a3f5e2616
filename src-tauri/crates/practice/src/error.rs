//! Why the practice server did not start.

use std::io;
use std::path::{Path, PathBuf};

/// Why the practice server did not start. Nothing was changed in the folder, except with
/// [`PracticeError::Folder`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PracticeError {
    /// The folder could not be made, read or written: its path, its rights, or a full disk.
    #[error("the practice folder {} cannot be used", folder.display())]
    Folder {
        /// The folder asked for.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds something else; the server would not touch it.
    #[error("{} is not empty and not a practice folder", .0.display())]
    Foreign(PathBuf),
    /// Another server holds the folder.
    #[error("the practice folder {} is in use", .0.display())]
    InUse(PathBuf),
    /// The journal was changed by other hands: a line before the last cannot be read.
    #[error("line {line} of {} cannot be read", journal.display())]
    Damaged {
        /// The journal's file, whole path.
        journal: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// No port of 127.0.0.1 could be had.
    #[error("no port of this computer could be opened")]
    Port(#[source] io::Error),
}

impl PracticeError {
    pub(crate) fn folder(folder: &Path, source: io::Error) -> Self {
        Self::Folder { folder: folder.to_owned(), source }
    }
}
