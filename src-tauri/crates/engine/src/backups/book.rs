//! The readable file of backups: what is copied, where to, when, what is kept, and how the last run
//! ended. The window and a run without it share the file ([`crate::kept`]).

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::Words;

use super::{ended::Made, retention::BackupRetention, schedule::Schedule};
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::BackupId,
    kept::{self, Listed},
};

/// A backup as it is set up, and how its last run ended: what is kept on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backup {
    /// Its own name among backups, which never changes.
    pub id: BackupId,
    /// What a person calls it.
    pub name: String,
    /// The bucket or folder that is copied.
    pub from: Place,
    /// The folder below which the copies lie.
    pub to: Place,
    /// How many copies stay.
    pub keep: BackupRetention,
    /// When it runs by itself.
    pub schedule: Schedule,
    /// How the last run ended.
    pub last: Option<LastRun>,
    /// The server that the last run read: a connection may be edited to lead to another one.
    #[serde(default)]
    pub server: Option<String>,
}

/// When the last run ended, and with what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastRun {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// A good copy, or why there is none.
    pub end: RunEnd,
}

/// A good copy, or why there is none, in the words of [`crate::fault`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RunEnd {
    /// `note`: what else is to be known, or empty. `smaller`: the full copy that it has sharply
    /// less than, until a person says that this was meant.
    Good {
        copy: String,
        files: u64,
        bytes: u64,
        note: Words,
        #[serde(default)]
        smaller: Option<SmallerThan>,
    },
    Stopped,
    Failed {
        code: String,
        title: Words,
        what: Words,
        next: Words,
    },
}

/// A full copy, beside which a new one is small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct SmallerThan {
    pub copy: String,
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
}

impl RunEnd {
    pub(super) fn failed(fault: &Fault) -> Self {
        let Fault { code, title, what, next, .. } = fault.clone();
        Self::Failed { code: code.to_owned(), title, what, next }
    }

    pub(super) fn good(made: &Made) -> Self {
        let note = made.trouble.as_ref().map_or_else(|| "".into(), fault::backup::older_kept);
        let (copy, files, bytes) = (made.copy.to_string(), made.files, made.bytes);
        let smaller = made.smaller.as_ref().map(|than| SmallerThan {
            copy: than.copy.to_string(),
            files: than.files,
            bytes: than.bytes,
        });
        Self::Good { copy, files, bytes, note, smaller }
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct BackupsFile {
    backups: Vec<Backup>,
}

/// All backups, in one file.
pub(super) type Book = kept::Book<BackupsFile>;

impl Listed for BackupsFile {
    type Item = Backup;
    type Id = BackupId;
    const FILE: &'static str = "backups.json";
    const VERSION: u32 = 1;

    fn items(&mut self) -> &mut Vec<Backup> {
        &mut self.backups
    }

    fn id(item: &Backup) -> &BackupId {
        &item.id
    }

    fn gone() -> Fault {
        fault::gone("backup")
    }

    fn unreadable(why: &str) -> Fault {
        fault::backup::book_unreadable(why)
    }

    fn unwritable(why: &str) -> Fault {
        fault::backup::book_unwritable(why)
    }
}

impl Book {
    /// Writes down how a run ended. A backup that was forgotten meanwhile is not brought back.
    pub(super) fn ended(&self, id: &BackupId, last: LastRun) -> Result<(), Fault> {
        self.change(|all| {
            if let Some(backup) = all.iter_mut().find(|backup| backup.id == *id) {
                backup.last = Some(last);
            }
            Ok(())
        })
    }

    /// A run begins, and reads `server`.
    pub(super) fn reads(&self, id: &BackupId, server: &str) -> Result<Backup, Fault> {
        self.change_one(id, |backup| backup.server = Some(server.to_owned()))
    }

    /// A person said that it was meant to be smaller.
    pub(super) fn accepted(&self, id: &BackupId) -> Result<(), Fault> {
        self.change(|all| {
            let last = all.iter_mut().find(|backup| backup.id == *id).and_then(|backup| backup.last.as_mut());
            if let Some(LastRun { end: RunEnd::Good { smaller, .. }, .. }) = last {
                *smaller = None;
            }
            Ok(())
        })
    }
}
