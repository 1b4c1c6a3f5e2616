//! Where things are: a bucket, a folder or a file, and whose login leads there. Values only; knows
//! no other module.

use serde::{Deserialize, Serialize};
use store::ObjectAt;
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

/// A folder of a bucket.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Place {
    pub connection: ConnectionId,
    pub bucket: String,
    /// Empty, or ends with the delimiter `/`.
    pub prefix: String,
}

/// A file of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileAt {
    /// Whose login.
    pub connection: ConnectionId,
    /// Its bucket.
    pub bucket: String,
    /// Its whole key.
    pub key: String,
}

impl FileAt {
    pub(crate) fn object(&self) -> ObjectAt {
        ObjectAt::new(self.bucket.clone(), self.key.clone())
    }
}
