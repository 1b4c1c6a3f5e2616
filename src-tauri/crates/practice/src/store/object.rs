//! What the store remembers of an object, a part and an upload: plain data, written to the journal
//! as it is.
//!
//! What the fields mean on the wire is left to `s3`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3s::dto::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::blob::{Blob, Blobs};
use crate::checksum::{Algorithm, Checksum};

/// One object: its bytes are its pieces, end to end. A plain upload has one piece, a multipart
/// upload one for each part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Object {
    pub(crate) pieces: Vec<Piece>,
    /// Without quotation marks: the MD5 of the bytes, or for a multipart upload the MD5 of the
    /// parts' MD5s, `-` and their count.
    pub(crate) etag: String,
    pub(crate) modified: Timestamp,
    #[serde(flatten)]
    pub(crate) about: About,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) checksum: Option<Checksum>,
    /// Which version it is of its key.
    #[serde(default = "null", skip_serializing_if = "is_null")]
    pub(crate) version: String,
    #[serde(flatten)]
    pub(crate) kept: VersionState,
}

/// The id of what is stored while a bucket keeps no versions: of each key one has it at most.
pub(crate) const NULL: &str = "null";

fn null() -> String {
    NULL.to_owned()
}

fn is_null(version: &str) -> bool {
    version == NULL
}

/// What can be said of one version also after it was stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct VersionState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retained: Option<Retained>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) held: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) restored: Option<Restored>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) tags: BTreeMap<String, String>,
}

/// Object Lock keeps the version until then; only governance is ever ended sooner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Retained {
    pub(crate) compliance: bool,
    pub(crate) until: Timestamp,
}

/// A copy out of the archive: from when on it can be read, and until when, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Restored {
    pub(crate) ready: u64,
    pub(crate) until: u64,
}

impl Object {
    /// Bytes of the whole object.
    pub(crate) fn size(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.size).sum()
    }

    /// Whether it came from a multipart upload, which its ETag tells.
    pub(crate) fn is_multipart(&self) -> bool {
        self.etag.contains('-')
    }
}

/// Bytes of one blob file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Piece {
    pub(crate) id: Uuid,
    pub(crate) size: u64,
    /// Missing only while the journal is being read.
    #[serde(skip)]
    pub(crate) blob: Option<Arc<Blob>>,
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        (self.id, self.size) == (other.id, other.size)
    }
}

impl Piece {
    pub(super) fn keep(&self) {
        if let Some(blob) = &self.blob {
            blob.keep();
        }
    }

    pub(super) fn condemn(&self) {
        if let Some(blob) = &self.blob {
            blob.condemn();
        }
    }

    pub(super) fn adopt(&mut self, blobs: &Blobs) {
        self.blob = Some(blobs.adopt(self.id));
    }
}

/// What the uploader said about the bytes: stored and handed back, never looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_disposition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cache_control: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Timestamp>,
    /// In S3's words; none for `STANDARD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) storage_class: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) metadata: BTreeMap<String, String>,
}

/// A multipart upload that is neither completed nor aborted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Upload {
    pub(crate) key: String,
    pub(crate) started: Timestamp,
    pub(crate) about: About,
    /// The tags that the object will have.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) tags: BTreeMap<String, String>,
    /// What the parts are checked with, and whether the object's value covers all its bytes
    /// (`false`) or the parts' values.
    pub(crate) checksum: Option<(Algorithm, bool)>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) parts: BTreeMap<u16, Part>,
}

/// One uploaded part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) piece: Piece,
    pub(crate) etag: String,
    pub(crate) modified: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) checksum: Option<Checksum>,
}

/// The time of now in whole seconds, as S3 keeps it: HTTP dates have no fractions to compare with.
pub(crate) fn now() -> Timestamp {
    at(seconds())
}

/// Seconds since 1970.
pub(crate) fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// The time so many seconds after 1970.
pub(crate) fn at(seconds: u64) -> Timestamp {
    Timestamp::from(UNIX_EPOCH + Duration::from_secs(seconds))
}
