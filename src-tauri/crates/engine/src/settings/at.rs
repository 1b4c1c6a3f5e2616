//! Which bucket.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::ConnectionId;

/// A bucket of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct BucketAt {
    /// Whose login.
    pub connection: ConnectionId,
    /// Its name.
    pub bucket: String,
}
