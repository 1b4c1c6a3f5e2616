//! Making a bucket.
//!
//! A new bucket is private, and where the storage has locks against public access they are shut.
//! Region and locking are chosen with the making; versions, encryption and the locks are set after
//! it. Should one of them fail the bucket stays, and the answer says so; dropped in between, the
//! bucket is there with what was set until then.

use serde::{Deserialize, Serialize};
use store::{Encryption, Making, PublicAccess, Store, StoreError, StoreErrorKind, Versioning};
use ts_rs::TS;
use words::{Words, bucket, say};

use super::value::{SettingKind, SettingValue, read, write};
use crate::{
    fault::{self, Fault},
    names::check_name,
};

/// What a person wants to have made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewBucket {
    /// The name to be made; 3 to 63 characters, as S3 allows them.
    pub name: String,
    /// Its region; empty for that of the connection.
    pub region: String,
    /// Whether old versions of files are kept.
    pub versions: bool,
    /// Whether its files can be locked against deletion; old versions are kept then.
    pub lock: bool,
    /// How new files are encrypted; null for what the storage does by itself.
    pub encryption: Option<Encryption>,
}

/// A bucket that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MadeBucket {
    /// The name as the storage has it.
    pub name: String,
    /// What did not come out as asked; empty where all did.
    pub notes: Vec<Words>,
}

/// Makes a bucket.
///
/// # Errors
/// The name cannot be one, is taken, or the storage refused. Nothing was made then.
pub async fn make(store: &Store, wanted: &NewBucket) -> Result<MadeBucket, Fault> {
    let name = wanted.name.as_str();
    let words = |error| fault::from_store(&error);
    if let Some(stop) = check_name(name).stop {
        return Err(fault::setting_unfit(stop));
    }
    // Some storages answer yes to making a bucket that is the login's own already, and some would
    // empty its settings.
    match store.head_bucket(name).await {
        Ok(()) => return Err(fault::bucket_taken(name)),
        Err(error) if error.kind == StoreErrorKind::NoSuchBucket => {}
        Err(error) if error.kind == StoreErrorKind::NotPermitted => {}
        Err(error) => return Err(words(error)),
    }
    let how = Making { region: wanted.region.trim().to_owned(), lock: wanted.lock };
    store.make_bucket(name, &how).await.map_err(words)?;
    Ok(MadeBucket { name: name.to_owned(), notes: furnish(store, wanted).await })
}

/// Sets what can only be set once the bucket is there; what of it did not come about, in sentences.
async fn furnish(store: &Store, wanted: &NewBucket) -> Vec<Words> {
    let name = wanted.name.as_str();
    let mut missing = Vec::new();
    let why = |error: &StoreError| fault::from_store(error).title;
    if wanted.lock {
        match read(store, name, SettingKind::Lock).await {
            Ok(held) if held.value.is_some() => {}
            // A storage that does not know locking makes a bucket without it.
            Ok(_) => missing.push(say!(bucket::MadeWithoutLock)),
            Err(error) => missing.push(say!(bucket::MadeLockUnread, why = why(&error))),
        }
    }
    if wanted.versions || wanted.lock {
        let on = SettingValue::Versioning { versioning: Versioning::On };
        let kept = put(store, name, &on).await;
        missing.extend(kept.err().map(|error| say!(bucket::MadeWithoutVersioning, why = why(&error))));
    }
    if let Some(encryption) = &wanted.encryption {
        let encryption = SettingValue::Encryption { encryption: encryption.clone() };
        let set = put(store, name, &encryption).await;
        missing.extend(set.err().map(|error| say!(bucket::MadeWithoutEncryption, why = why(&error))));
    }
    let shut = put(store, name, &SettingValue::PublicAccess { locks: SHUT }).await;
    // A bucket is private without the locks as well.
    let lacks = |error: &StoreError| matches!(error.kind, StoreErrorKind::NotSupported | StoreErrorKind::BucketExists);
    let shut = shut.err().filter(|error| !lacks(error));
    missing.extend(shut.map(|error| say!(bucket::MadeWithoutBlock, why = why(&error))));
    missing
}

/// Every lock against public access, as Amazon shuts them for each new bucket.
const SHUT: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

/// Sets a setting that the storage has, unless it is so already; see [`read`].
async fn put(store: &Store, name: &str, value: &SettingValue) -> Result<(), StoreError> {
    let now = read(store, name, value.kind()).await?;
    if now.value.as_ref() == Some(value) { Ok(()) } else { write(store, name, value.kind(), Some(value)).await }
}
