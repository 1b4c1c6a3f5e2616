//! What the two places are made of: files in the byte order of their names, from wherever they
//! come. Values only.

use crate::{fault::Fault, transfers::FileSeen};

/// Which of the two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    Left,
    Right,
}

/// What has a name in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    File,
    /// A link, a device or a socket: nothing that can be sent, and nothing that may be replaced.
    Other,
    /// A folder, its name ending with `/`, that could not be read: what is below it is unknown.
    Unread,
}

/// One name of a place, below its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedFile {
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) seen: FileSeen,
}

/// Why the files of a place ended early.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Broken {
    /// The place could not be read, or not to its end. It is never taken for fewer files.
    Failed(Box<Fault>),
    /// The names do not come in the order of their bytes.
    OutOfOrder,
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Self {
        Self::Failed(Box::new(fault))
    }
}
