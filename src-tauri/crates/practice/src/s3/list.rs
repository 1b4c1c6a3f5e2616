//! What the three listings of objects share: reading the question, encoding the answer.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>. Which keys are on a page is
//! `store::listing`'s.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use s3s::dto::*;
use s3s::{S3Result, s3_error};

use super::bucket::owner;
use super::{Endpoint, archive};
use crate::store::{Entry, Object as Stored, Page, Query};

/// Entries on a page at most, whatever is asked for.
pub(super) const PAGE: i32 = 1000;

/// A space becomes `%20`, which every reader of `encoding-type=url` takes, rather than `+`.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/').remove(b'*');

/// What all listings ask.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) bucket: String,
    pub(super) prefix: Option<String>,
    pub(super) delimiter: Option<String>,
    pub(super) max_keys: Option<i32>,
    pub(super) encoding: Option<EncodingType>,
}

/// The lines of a page, encoded as asked.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) objects: Vec<(String, Arc<Stored>)>,
    pub(super) prefixes: Vec<CommonPrefix>,
    /// The last line, plain.
    pub(super) last: Option<String>,
    /// The first key of the next page, plain.
    pub(super) next: Option<String>,
}

impl Asked {
    pub(super) fn limit(&self) -> S3Result<i32> {
        match self.max_keys.unwrap_or(PAGE) {
            negative if negative < 0 => Err(s3_error!(InvalidArgument, "max-keys must be between 0 and 2147483647")),
            asked => Ok(asked.min(PAGE)),
        }
    }

    /// The page that begins at `from`.
    pub(super) fn page(&self, endpoint: &Endpoint, from: String) -> S3Result<Lines> {
        let query = Query {
            prefix: self.prefix.as_deref().unwrap_or_default(),
            delimiter: self.delimiter.as_deref(),
            from,
            limit: usize::try_from(self.limit()?).unwrap_or_default(),
        };
        let Page { entries, next } = endpoint.look(&self.bucket, |bucket| Ok(query.page(&bucket.objects)))?;
        let last = entries.last().map(|entry| match entry {
            Entry::Key(name, _) | Entry::Prefix(name) => name.clone(),
        });
        let (mut objects, mut prefixes) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry {
                Entry::Key(key, object) => objects.push((self.encoded(key), object)),
                Entry::Prefix(prefix) => prefixes.push(CommonPrefix { prefix: Some(self.encoded(prefix)) }),
            }
        }
        Ok(Lines { objects, prefixes, last, next })
    }

    pub(super) fn encoded(&self, text: String) -> String {
        encoded(self.encoding.as_ref(), text)
    }

    pub(super) fn encoded_option(&self, text: Option<&String>) -> Option<String> {
        text.map(|text| self.encoded(text.clone()))
    }
}

pub(super) fn encoded(encoding: Option<&EncodingType>, text: String) -> String {
    if encoding.is_some_and(|encoding| encoding.as_str() == EncodingType::URL) {
        return utf8_percent_encode(&text, ENCODED).to_string();
    }
    text
}

/// The storage class as listings tell it.
pub(super) fn class(object: &Stored) -> String {
    object.about.storage_class.clone().unwrap_or_else(|| ObjectStorageClass::STANDARD.to_owned())
}

/// Whether how far restores are was asked for with these.
pub(super) fn wants_restore(asked: Option<&OptionalObjectAttributesList>) -> bool {
    let wanted = |one: &OptionalObjectAttributes| one.as_str() == OptionalObjectAttributes::RESTORE_STATUS;
    asked.is_some_and(|asked| asked.iter().any(wanted))
}

pub(super) fn shown(key: String, object: &Stored, with_owner: bool, with_restore: bool) -> Object {
    let checksum = object.checksum.as_ref();
    let algorithm = checksum.map(|checksum| ChecksumAlgorithm::from_static(checksum.algorithm.name()));
    Object {
        checksum_algorithm: algorithm.map(|algorithm| vec![algorithm]),
        checksum_type: checksum.map(crate::checksum::Checksum::kind),
        e_tag: Some(ETag::Strong(object.etag.clone())),
        key: Some(key),
        last_modified: Some(object.modified.clone()),
        owner: with_owner.then(owner),
        size: i64::try_from(object.size()).ok(),
        storage_class: Some(ObjectStorageClass::from(class(object))),
        restore_status: with_restore.then(|| archive::listed(object)).flatten(),
    }
}

/// The opaque token for a page that begins at `from`, and back. It carries keys that no header or
/// XML could.
pub(super) fn token(from: &str) -> String {
    hex::encode(from)
}

pub(super) fn from_token(token: &str) -> S3Result<String> {
    let wrong = || s3_error!(InvalidArgument, "The continuation token provided is incorrect");
    let bytes = hex::decode(token).map_err(|_| wrong())?;
    String::from_utf8(bytes).map_err(|_| wrong())
}
