//! What is mounted where, in a file of this computer's own ([`crate::kept`]): by it the next start
//! finds what a crash left. A mount is noted before rclone is started, and taken off the list once
//! nothing of it is left.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, MountId},
    kept::{self, Unchanged},
};

const FILE: &str = "mounts.json";
const VERSION: u32 = 1;

/// One mount. No secret has a field here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) id: MountId,
    pub(super) connection: ConnectionId,
    /// The connection's name when it was mounted.
    pub(super) name: String,
    /// The server that the connection led to then; it may be edited to lead to another. Programs of
    /// before did not write it.
    #[serde(default)]
    pub(super) server: Option<String>,
    /// The server that a person wants its unsent files sent to, where that is another or nobody
    /// knew.
    #[serde(default)]
    pub(super) accepted: Option<String>,
    /// `None` for all buckets.
    pub(super) bucket: Option<String>,
    #[serde(with = "crate::kept::paths")]
    pub(super) folder: PathBuf,
    /// The folder was made for it, and goes with it.
    pub(super) ours: bool,
    pub(super) read_only: bool,
    /// The process of rclone; 0 until it is known.
    pub(super) process: u32,
}

impl Record {
    /// Whether what is mounted may be of this server.
    pub(super) fn may_be_of(&self, server: &str) -> bool {
        self.meant_for().is_none_or(|known| store::same_server(known, server))
    }

    /// Whether what waits to be sent goes to this server. Where nobody knows which it was written
    /// for, a person says.
    pub(super) fn goes_to(&self, server: &str) -> bool {
        self.meant_for().is_some_and(|known| store::same_server(known, server))
    }

    fn meant_for(&self) -> Option<&str> {
        self.accepted.as_deref().or(self.server.as_deref())
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct MountsFile {
    mounts: Vec<Record>,
}

#[derive(Debug)]
pub(super) struct Records {
    file: PathBuf,
}

impl Records {
    pub(super) fn open(data: &Path) -> Self {
        Self { file: data.join(FILE) }
    }

    /// A file that cannot be read is as good as none here: what is mounted is still mounted, and
    /// `mount` shows it.
    pub(super) fn all(&self) -> Vec<Record> {
        kept::read::<MountsFile>(&self.file, VERSION).map(|kept| kept.mounts).unwrap_or_default()
    }

    pub(super) fn get(&self, id: &MountId) -> Result<Record, Fault> {
        self.all().into_iter().find(|record| record.id == *id).ok_or_else(|| fault::gone("mount"))
    }

    pub(super) fn put(&self, record: &Record) -> Result<(), Fault> {
        self.change(|all| match all.iter_mut().find(|old| old.id == record.id) {
            Some(old) => *old = record.clone(),
            None => all.push(record.clone()),
        })
    }

    pub(super) fn remove(&self, id: &MountId) -> Result<(), Fault> {
        self.change(|all| all.retain(|record| record.id != *id))
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Record>)) -> Result<(), Fault> {
        kept::change(&self.file, VERSION, |file: &mut MountsFile| change(&mut file.mounts)).map(drop).map_err(|why| {
            fault::mount::unwritten(&match why {
                Unchanged::Unreadable(why) => why,
                Unchanged::Unwritable(error) => error.to_string(),
            })
        })
    }
}
