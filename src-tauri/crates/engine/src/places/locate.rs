//! What an address leads to: a folder, or a file and the folder it is in. Asks S3 about that one
//! name and lists nothing that is not needed for it, so that a login which may read a file but not
//! list its folder finds it too.

use serde::Serialize;
use store::{ObjectAt, Store, StoreError, StoreErrorKind};
use ts_rs::TS;

use super::address::Address;
use crate::{
    at::Place,
    fault::{self, Fault},
    files::folders::{first_below, is_file},
    ids::ConnectionId,
};

/// Where an address leads: the folder to open, and the file in it that was meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Located {
    pub place: Place,
    pub file: Option<LocatedFile>,
}

/// A file that an address named. `size` is null where the login may list the file but not read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct LocatedFile {
    /// The key after the place's prefix, exactly.
    pub name: String,
    #[ts(type = "number | null")]
    pub size: Option<u64>,
    #[ts(type = "number | null")]
    pub modified: Option<i64>,
}

/// Looks the address up. A bucket by itself is not looked up: opening it says whether it is there.
pub(super) async fn locate(store: &Store, connection: &ConnectionId, address: Address) -> Result<Located, Fault> {
    let Address { bucket, key } = address;
    let folder = |prefix: String| Located {
        place: Place { connection: connection.clone(), bucket: bucket.clone(), prefix },
        file: None,
    };
    if key.is_empty() {
        return Ok(folder(key));
    }
    if key.ends_with('/') {
        return match first_below(store, &bucket, &key).await {
            Ok(None) => Err(fault::nothing_there(&bucket, &key)),
            // The folder may still have something this login may open; its listing says what it may
            // not.
            Err(error) if error.kind != StoreErrorKind::NotPermitted => Err(fault::from_store(&error)),
            Ok(Some(_)) | Err(_) => Ok(folder(key)),
        };
    }
    let file = |size, modified| {
        let (prefix, name) = key.rfind('/').map_or(("", key.as_str()), |at| key.split_at(at + 1));
        Located { file: Some(LocatedFile { name: name.to_owned(), size, modified }), ..folder(prefix.to_owned()) }
    };
    let refused = match store.head(&ObjectAt::new(bucket.clone(), key.clone())).await {
        Ok(head) => return Ok(file(Some(head.size), head.modified)),
        Err(error) if error.kind == StoreErrorKind::NotPermitted => true,
        Err(error) if error.kind == StoreErrorKind::NoSuchKey => false,
        Err(error) => return Err(fault::from_store(&error)),
    };
    let below = format!("{key}/");
    let failed = |error: StoreError| fault::from_store(&error);
    if first_below(store, &bucket, &below).await.map_err(failed)?.is_some() {
        return Ok(folder(below));
    }
    if refused && is_file(store, &bucket, &key).await.map_err(failed)? {
        return Ok(file(None, None));
    }
    Err(fault::nothing_there(&bucket, &key))
}
