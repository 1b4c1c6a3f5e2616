//! Where things are: a bucket, a folder or a file, and whose login leads there. Values only; knows
//! no other module.

use serde::{Deserialize, Serialize};
use store::ObjectAt;
use ts_rs::TS;

use crate::ids::ConnectionId;

/// A bucket of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct BucketAt {
    /// The connection that it is reached through, by id.
    pub connection: ConnectionId,
    /// The bucket's name, exactly; names are case-sensitive.
    pub bucket: String,
}

/// A folder of a bucket, as a connection reaches it: where a listing, an upload or a copy leads.
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
    /// The connection that it is reached through, by id.
    pub connection: ConnectionId,
    /// The bucket's name, exactly; names are case-sensitive.
    pub bucket: String,
    /// The whole key, exactly as S3 has it; no folder is cut off.
    pub key: String,
}

impl FileAt {
    pub(crate) fn object(&self) -> ObjectAt {
        ObjectAt::new(self.bucket.clone(), self.key.clone())
    }
}
