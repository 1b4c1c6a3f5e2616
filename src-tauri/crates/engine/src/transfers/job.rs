//! The words that plan, queue and effects share: what one job does and how it ended.

use std::{path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};
use store::{ObjectAt, RestoreTier, StoreErrorKind as Kind};

use super::{
    step::{SyncDeed, SyncStep},
    terms::{JobId, Proof, Wait},
};
use crate::{
    fault::{self, Fault},
    files::{locks::LockWish, owed::ChargedFile},
    listing::AsListed,
    stop::Stopped,
};

/// One job: an object and what is done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Task {
    /// The object's whole key.
    pub(crate) key: String,
    /// Its size as the plan saw it.
    pub(crate) bytes: u64,
    pub(crate) action: Action,
}

/// Jobs that run together.
pub(super) type Batch = Vec<(JobId, Arc<Task>)>;

impl Task {
    /// The key without the first `strip` bytes, which are the group's place; the key itself where
    /// nothing is below.
    pub(crate) fn name(&self, strip: usize) -> &str {
        self.key.get(strip..).filter(|below| !below.is_empty()).unwrap_or(&self.key)
    }

    /// The object that is read, in `bucket`.
    pub(crate) fn original(&self, bucket: &str) -> ObjectAt {
        let version = match &self.action {
            Action::Download { version, .. }
            | Action::Copy { version, .. }
            | Action::RestoreArchived { version, .. } => version.clone(),
            Action::Lock { version, .. } => Some(version.clone()),
            _ => None,
        };
        ObjectAt { version, ..ObjectAt::new(bucket, self.key.as_str()) }
    }

    /// Where a download has its unfinished file, below the chosen folder.
    pub(crate) fn lands(&self) -> Option<&str> {
        match &self.action {
            Action::Download { target, .. } => Some(target),
            Action::Sync(step) => match &step.deed {
                SyncDeed::Download { below, .. } => Some(below),
                _ => None,
            },
            _ => None,
        }
    }

    /// What was listed, where only that is meant.
    pub(crate) fn seen(&self) -> Option<&AsListed> {
        match &self.action {
            Action::Download { seen, .. }
            | Action::Copy { seen, .. }
            | Action::RestoreArchived { seen, .. }
            | Action::Lock { seen, .. } => seen.as_deref(),
            _ => None,
        }
    }

    /// Whether what has this ETag and time is what was listed.
    ///
    /// # Errors
    /// It is another by now.
    pub(crate) fn check_seen(&self, etag: Option<&str>, modified: Option<i64>) -> Result<(), Outcome> {
        match self.seen().is_none_or(|seen| seen.is(etag, modified)) {
            true => Ok(()),
            false => Err(Outcome::failed(fault::changed_since_listed(&self.key))),
        }
    }

    /// Where a download is saved, if not under its own name.
    pub(crate) fn saved_as(&self, strip: usize) -> Option<&str> {
        let (Action::Download { target, .. } | Action::Folder { target }) = &self.action else { return None };
        (target != self.name(strip).trim_end_matches('/')).then_some(target.as_str())
    }
}

/// What is done with the object. Very many wait at once: what few of them have is in a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Action {
    /// Bytes of a local file become the object.
    Upload {
        #[serde(with = "crate::kept::paths")]
        source: PathBuf,
    },
    /// An empty object whose key ends with `/`, so that an empty folder is not lost.
    Marker,
    /// A folder that the plan could not look into: fails, so that it is seen.
    Unreadable {
        #[serde(with = "crate::kept::paths")]
        source: PathBuf,
    },
    /// The object becomes a file at `target`: safe local names joined with `/`, below the chosen
    /// folder. `version`: this version of it, and not the current one. `seen`: only while it is
    /// still what was listed; here and below.
    Download {
        target: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Box<AsListed>>,
    },
    /// The object stands for a folder, made at `target`.
    Folder { target: String },
    /// The object is deleted.
    Delete,
    /// The delete markers with these version ids go, and this version is there again.
    Undelete { markers: Vec<String>, version: String },
    /// The object gets other properties, if it is still the one with this ETag and time, in
    /// milliseconds since 1970.
    Change { etag: Option<String>, modified: Option<i64> },
    /// The object, or this version of it, becomes another with the key `to`. `over`: only while the
    /// newest that the key has is this version or delete marker.
    Copy {
        to: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        over: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Box<AsListed>>,
    },
    /// The object is deleted where it keeps its versions, while this one is current.
    Hide { version: String },
    /// The object, or this version of it, is asked for out of its archive. `tier`: none where no
    /// list tells in which archive it is; it is restored in the usual way then, free of charge.
    RestoreArchived {
        tier: Option<RestoreTier>,
        days: i32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Box<AsListed>>,
    },
    /// A step of keeping two places the same.
    Sync(Box<SyncStep>),
    /// This version, and no other, is locked otherwise than it was.
    Lock {
        version: String,
        wish: LockWish,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Box<AsListed>>,
    },
}

impl Action {
    /// Whether many go in one request, which is not stopped midway.
    pub(crate) fn goes_together(&self) -> bool {
        matches!(self, Self::Delete | Self::Undelete { .. } | Self::Hide { .. })
    }
}

/// How one try of a job ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// With what proved it, where bytes were moved.
    Done(Option<Proof>),
    /// The name was there, and the choice was to leave it.
    Skipped,
    /// The name was there, and nobody has chosen yet.
    Taken,
    /// The same, of a file that is still charged for once it is replaced.
    TakenByCharged(Box<ChargedFile>),
    Cancelled,
    /// Paused, or the program ends: what is under way is kept.
    Paused,
    /// The login has to be renewed first.
    SignIn,
    /// `again`: worth another try without asking anybody, for as long as `wait` is the network's.
    Failed {
        fault: Fault,
        again: bool,
        wait: Option<Wait>,
    },
}

impl Outcome {
    /// A failure that waits for a person.
    pub(crate) fn failed(fault: Fault) -> Self {
        Self::Failed { fault, again: false, wait: None }
    }

    /// Whether another try goes on with what this one has under way.
    pub(crate) fn keeps(&self) -> bool {
        matches!(self, Self::Paused | Self::SignIn | Self::Failed { again: true, .. })
    }

    /// What has the name, where it is charged for once it is replaced.
    pub(crate) fn charged(&self) -> Option<Box<ChargedFile>> {
        if let Self::TakenByCharged(file) = self { Some(file.clone()) } else { None }
    }

    /// What storage answered, in words; tried again by itself when the fault is of a passing kind.
    pub(crate) fn refused(error: &store::StoreError) -> Self {
        // In the middle of a transfer these two mean a network or a server that is away, not a
        // mistyped endpoint.
        let away = matches!(error.kind, Kind::ConnectionRefused | Kind::NameNotFound);
        // Bytes that changed on the way are sent again.
        let again = away || error.is_temporary() || error.kind == Kind::BadDigest;
        if error.kind == Kind::TokenExpired {
            return Self::SignIn;
        }
        let wait = match error.kind {
            _ if away => Some(Wait::Network),
            Kind::TimedOut | Kind::Interrupted | Kind::Cut => Some(Wait::Network),
            Kind::SlowDown => Some(Wait::Busy),
            _ => None,
        };
        let fault = fault::from_store(error);
        Self::Failed { fault: if away { fault.retry(true) } else { fault }, again, wait }
    }
}

impl From<Stopped> for Outcome {
    fn from(how: Stopped) -> Self {
        match how {
            Stopped::ForGood => Self::Cancelled,
            Stopped::ForNow => Self::Paused,
        }
    }
}
