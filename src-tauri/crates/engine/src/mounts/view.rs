//! What the page is told of mounted folders. No path of this computer is among it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rclone::Readiness;
use crate::{
    fault::Fault,
    ids::{ConnectionId, MountId},
};

/// Where a mounted folder stands: it works; rclone is gone and an empty shell of the folder stays;
/// or nothing is mounted any more, and files that were written wait to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MountState {
    Starting,
    Mounted,
    Broken,
    Waiting,
}

/// A bucket (null: all of the connection's) that is a folder. `folder` is the folder's name;
/// `unsent` counts files that were written there and are not in the bucket yet, null where that
/// could not be read. `elsewhere`: the server that it is of, where the connection leads to another
/// one now; else null. `held`: why its unsent files are not sent when the bucket is a folder again,
/// unless a person says so; else null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct MountView {
    pub id: MountId,
    pub connection: ConnectionId,
    pub name: String,
    pub bucket: Option<String>,
    pub folder: String,
    pub read_only: bool,
    pub state: MountState,
    pub unsent: Option<usize>,
    pub elsewhere: Option<String>,
    pub held: Option<Fault>,
}

/// All of them, and whether this computer can do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct MountsView {
    pub ready: Readiness,
    pub mounts: Vec<MountView>,
}

/// What a person wants as a folder; null for all buckets. `sends`: the one whose unsent files were
/// held, and which are to be sent to where the connection leads now.
#[derive(Clone, Debug, Deserialize, TS)]
#[allow(missing_docs)]
pub struct MountWanted {
    pub connection: ConnectionId,
    pub bucket: Option<String>,
    pub read_only: bool,
    pub sends: Option<MountId>,
}
