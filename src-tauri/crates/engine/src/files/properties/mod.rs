//! What a file says of itself beside its bytes: its headers, metadata, tags, class, encryption,
//! checksums, lock, replication, owner and ACL. Reading is here, in a few requests side by side;
//! what is to be different is said by [`edits`], checked by [`check`], and carried out as a
//! transfer ([`crate::transfers::ChangePlan`]).
//!
//! Reads only, so a dropped future leaves nothing behind.

pub mod check;
pub mod edits;
pub(crate) mod spelled;

use std::collections::BTreeMap;

use serde::Serialize;
use store::{
    Algorithm, Listed, ObjectAcl, ObjectAt, Ownership, Properties, Retained, Store, StoreError, StoreErrorKind as Kind,
    Tag,
};
use ts_rs::TS;

use self::spelled::decoded;
use super::archive::{self, ArchiveState};
use crate::{
    at::FileAt,
    fault::{self, Fault},
};

/// Which property it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PropertyId {
    ContentType,
    ContentEncoding,
    ContentLanguage,
    ContentDisposition,
    CacheControl,
    Expires,
    Redirect,
    Metadata,
    Tags,
    Class,
    Encryption,
    EncryptionKey,
    Checksums,
    Etag,
    Parts,
    Version,
    Modified,
    Retention,
    LegalHold,
    Replication,
    Restored,
    Owner,
    Acl,
}

/// What is known of a property: its value, or why there is none. Five states that are never mixed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PropertyState {
    /// As the storage has it; letters that no header carries are shown as such.
    Text {
        /// Never empty.
        text: String,
    },
    /// A time, in milliseconds since 1970.
    Time {
        /// By the storage's clock.
        #[ts(type = "number")]
        at: i64,
    },
    /// Names and values, ordered by name.
    Pairs {
        /// At least one.
        pairs: Vec<Tag>,
    },
    /// Retained by Object Lock.
    Lock {
        /// How firmly, and until when.
        retained: Retained,
    },
    /// How a file stands that may be in an archive.
    Archive {
        /// As the storage tells it.
        archive: ArchiveState,
    },
    /// Whom an ACL gives access.
    Acl {
        /// Beside the owner.
        grants: Vec<Listed>,
    },
    /// The file has none.
    NotSet,
    /// The storage has no such thing.
    NotSupported,
    /// This login is not allowed to see it.
    NotPermitted {
        /// What was refused.
        fault: Fault,
    },
    /// It could not be read for another reason.
    Failed {
        /// Why.
        fault: Fault,
    },
}

/// One property of a file.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Property {
    /// Which it is.
    pub id: PropertyId,
    /// What is known of it.
    pub told: PropertyState,
}

/// All that is known of one file.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FileProperties {
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Every one there is, in the order in which they are shown; an ACL only where one counts.
    pub properties: Vec<Property>,
}

/// Reads the properties of a file, or of the version of it that is named.
///
/// # Errors
/// The file itself may not be looked at, or is gone. What else cannot be read is told at its place.
pub async fn read(store: &Store, at: &FileAt, version: Option<String>) -> Result<FileProperties, Fault> {
    let object = match version {
        Some(id) => at.object().version(id),
        None => at.object(),
    };
    let (head, tags, acl, ownership, locks) = tokio::join!(
        store.properties(&object),
        store.tag_set(&object),
        store.object_acl(&object),
        store.get_ownership(&at.bucket),
        locks_of(store, &object),
    );
    let head = head.map_err(|error| fault::from_store(&error))?;
    let archive = archive::standing(&head.archive, !store.provider().needs_endpoint);
    let mut properties = of_head(&head, archive);
    let mut add = |id, told| properties.push(Property { id, told });
    add(PropertyId::Tags, told(tags, |tags| pairs(tags.into_iter().map(|tag| (tag.name, tag.value)))));
    let [retention, hold] = locks;
    add(PropertyId::Retention, head.about.retained.map_or(retention, |retained| PropertyState::Lock { retained }));
    add(PropertyId::LegalHold, if head.about.held { on(true) } else { hold });
    // Where the bucket owns everything, the list is there and decides nothing.
    let counts = !matches!(ownership, Ok(Some(Ownership::Enforced)));
    let owner = |acl: &ObjectAcl| text(acl.owner.as_deref());
    let listed = |acl: ObjectAcl| match acl.grants.is_empty() {
        true => PropertyState::NotSet,
        false => PropertyState::Acl { grants: acl.grants },
    };
    match acl {
        Ok(acl) => {
            add(PropertyId::Owner, owner(&acl));
            if counts {
                add(PropertyId::Acl, listed(acl));
            }
        }
        Err(error) => {
            add(PropertyId::Owner, refused(&error));
            if counts {
                add(PropertyId::Acl, refused(&error));
            }
        }
    }
    Ok(FileProperties { size: head.head.size, properties })
}

/// Retention and legal hold, where the bucket has Object Lock at all.
async fn locks_of(store: &Store, object: &ObjectAt) -> [PropertyState; 2] {
    match store.get_lock(&object.bucket).await {
        Ok(None) => return [PropertyState::NotSet, PropertyState::NotSet],
        Err(error) if error.kind == Kind::NotSupported => return [refused(&error), refused(&error)],
        // Who may not read the bucket's default may read the version's all the same.
        Ok(Some(_)) | Err(_) => {}
    }
    let (retained, held) = tokio::join!(store.retained(object), store.legal_hold(object));
    let lock = |lock: Option<Retained>| lock.map_or(PropertyState::NotSet, |retained| PropertyState::Lock { retained });
    [told(retained, lock), told(held, on)]
}

fn on(on: bool) -> PropertyState {
    if on { PropertyState::Text { text: "ON".to_owned() } } else { PropertyState::NotSet }
}

fn of_head(head: &Properties, archive: ArchiveState) -> Vec<Property> {
    use PropertyId as Id;
    let about = &head.about;
    let sums = head.checksums.iter().map(|sum| (named(sum.algorithm).to_owned(), sum.value.clone()));
    let metadata = about.metadata.iter().map(|(name, value)| (name.clone(), decoded(value)));
    let encryption = if head.own_key { Some("SSE-C") } else { about.encryption.as_deref() };
    let time = head.head.modified.map_or(PropertyState::NotSet, |at| PropertyState::Time { at });
    let restored = match archive {
        ArchiveState::Restored { until: None } => PropertyState::NotSet,
        archive => PropertyState::Archive { archive },
    };
    let all = [
        (Id::ContentType, text(about.content_type.as_deref())),
        (Id::ContentEncoding, text(about.content_encoding.as_deref())),
        (Id::ContentLanguage, text(about.content_language.as_deref())),
        (Id::CacheControl, text(about.cache_control.as_deref())),
        (Id::ContentDisposition, text(about.content_disposition.as_deref())),
        (Id::Expires, text(about.expires.as_deref())),
        (Id::Redirect, text(about.redirect.as_deref())),
        (Id::Metadata, pairs(metadata)),
        // The usual class goes unsaid.
        (Id::Class, text(Some(about.class.as_deref().unwrap_or("STANDARD")))),
        (Id::Restored, restored),
        (Id::Encryption, text(encryption)),
        (Id::EncryptionKey, text(about.kms_key.as_deref())),
        (Id::Checksums, pairs(sums)),
        (Id::Etag, text(head.head.etag.as_deref())),
        (Id::Parts, text(head.parts.map(|parts| parts.to_string()).as_deref())),
        (Id::Version, text(head.head.version.as_deref())),
        (Id::Modified, time),
        (Id::Replication, text(head.replication.as_deref())),
    ];
    all.into_iter().map(|(id, told)| Property { id, told }).collect()
}

fn text(text: Option<&str>) -> PropertyState {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => PropertyState::Text { text: decoded(text) },
        None => PropertyState::NotSet,
    }
}

fn pairs(pairs: impl Iterator<Item = (String, String)>) -> PropertyState {
    let ordered: BTreeMap<_, _> = pairs.collect();
    let pairs: Vec<_> = ordered.into_iter().map(|(name, value)| Tag { name, value }).collect();
    if pairs.is_empty() { PropertyState::NotSet } else { PropertyState::Pairs { pairs } }
}

fn told<T>(answer: Result<T, StoreError>, say: impl Fn(T) -> PropertyState) -> PropertyState {
    match answer {
        Ok(value) => say(value),
        Err(error) => refused(&error),
    }
}

fn refused(error: &StoreError) -> PropertyState {
    let fault = fault::from_store(error);
    match error.kind {
        // What answers, and not as S3 does, has no such thing.
        Kind::NotSupported | Kind::NotS3 | Kind::BadAnswer => PropertyState::NotSupported,
        Kind::NotPermitted => PropertyState::NotPermitted { fault },
        _ => PropertyState::Failed { fault },
    }
}

/// What people call a kind of checksum.
pub(crate) fn named(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Crc64Nvme => "CRC-64/NVME",
        Algorithm::Crc32c => "CRC-32C",
        Algorithm::Crc32 => "CRC-32",
        Algorithm::Sha256 => "SHA-256",
        Algorithm::Sha1 => "SHA-1",
        Algorithm::Md5 => "MD5",
    }
}
