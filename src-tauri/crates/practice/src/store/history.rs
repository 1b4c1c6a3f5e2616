//! The versions of keys: what is there now, what was before, and the marks of deletions.
//!
//! Of a key the current object is in [`Bucket::objects`], where plain listings find it; all else is
//! in [`Bucket::older`], the newest first. A key that is deleted has a marker there at the front,
//! and no current object. The version [`NULL`] is replaced by whatever else is stored or deleted
//! under that id, as in a bucket that keeps no versions.

use std::ops::Bound;
use std::sync::Arc;

use s3s::dto::Timestamp;
use serde::{Deserialize, Serialize};

use super::index::Bucket;
use super::object::{NULL, Object, Piece, VersionState};

/// What is not current.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Older {
    Object(Arc<Object>),
    Marker { version: String, made: Timestamp },
}

/// One deletion of a key.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deletion {
    /// It is hidden by a marker with this version id.
    Mark { key: String, version: String, made: Timestamp },
    /// This version of it is gone for good, object or marker.
    Drop { key: String, version: String },
}

/// A line of a listing of versions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum VersionLine {
    /// A version or marker, and whether it is the newest of its key.
    Version {
        key: String,
        of: Older,
        latest: bool,
    },
    Prefix(String),
}

/// Which versions a page lists.
#[derive(Debug)]
pub(crate) struct VersionQuery<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) delimiter: Option<&'a str>,
    /// The first key that may be listed, and of that one what comes after this version.
    pub(crate) from: (String, Option<String>),
    pub(crate) limit: usize,
}

impl Older {
    pub(crate) fn version(&self) -> &str {
        match self {
            Self::Object(object) => &object.version,
            Self::Marker { version, .. } => version,
        }
    }

    fn condemn(&self) {
        if let Self::Object(object) = self {
            object.pieces.iter().for_each(Piece::condemn);
        }
    }
}

impl Bucket {
    /// All that is known of a key, the newest first.
    pub(crate) fn history(&self, key: &str) -> impl Iterator<Item = Older> {
        let current = self.objects.get(key).cloned().map(Older::Object);
        current.into_iter().chain(self.older.get(key).into_iter().flatten().cloned())
    }

    /// Stores an object as the current one of its key.
    pub(super) fn put(&mut self, key: String, object: Arc<Object>) {
        let replaced = object.version == NULL;
        self.retire(&key, replaced);
        object.pieces.iter().for_each(Piece::keep);
        self.objects.insert(key, object);
    }

    /// Puts what is current of a key among its older versions. `null`: the version of that name
    /// goes for good.
    fn retire(&mut self, key: &str, null: bool) {
        if null {
            self.drop_version(key, NULL);
        }
        if let Some(current) = self.objects.remove(key) {
            self.older.entry(key.to_owned()).or_default().insert(0, Older::Object(current));
        }
    }

    pub(super) fn delete(&mut self, deletion: Deletion) {
        match deletion {
            Deletion::Mark { key, version, made } => {
                self.retire(&key, version == NULL);
                self.older.entry(key).or_default().insert(0, Older::Marker { version, made });
            }
            Deletion::Drop { key, version } => {
                self.drop_version(&key, &version);
                self.promote(&key);
            }
        }
    }

    fn drop_version(&mut self, key: &str, version: &str) {
        if let Some(current) = self.objects.get(key).filter(|current| current.version == version).cloned() {
            Older::Object(current).condemn();
            self.objects.remove(key);
        }
        if let Some(older) = self.older.get_mut(key) {
            older.iter().filter(|one| one.version() == version).for_each(Older::condemn);
            older.retain(|one| one.version() != version);
            if older.is_empty() {
                self.older.remove(key);
            }
        }
    }

    /// The newest of a key that is not hidden is current.
    fn promote(&mut self, key: &str) {
        if self.objects.contains_key(key) {
            return;
        }
        let Some(older) = self.older.get_mut(key) else { return };
        if let Some(Older::Object(object)) = older.first().cloned() {
            older.remove(0);
            if older.is_empty() {
                self.older.remove(key);
            }
            self.objects.insert(key.to_owned(), object);
        }
    }

    /// Says something else of a version.
    pub(super) fn keep(&mut self, key: &str, version: &str, kept: VersionState) {
        let older = self.older.get_mut(key).into_iter().flatten().filter_map(|one| match one {
            Older::Object(object) => Some(object),
            Older::Marker { .. } => None,
        });
        for object in self.objects.get_mut(key).into_iter().chain(older).filter(|object| object.version == version) {
            Arc::make_mut(object).kept = kept.clone();
        }
    }
}

impl VersionQuery<'_> {
    /// The page of `bucket` that this asks for, and whether there is more.
    pub(crate) fn page(&self, bucket: &Bucket) -> (Vec<VersionLine>, bool) {
        let (mut lines, mut at) = (Vec::new(), Some(self.from.0.clone().max(self.prefix.to_owned())));
        while let Some(key) = at.and_then(|from| next_key(bucket, &from)).filter(|key| key.starts_with(self.prefix)) {
            let query =
                super::listing::Query { prefix: self.prefix, delimiter: self.delimiter, from: String::new(), limit: 0 };
            if let Some(common) = query.common_prefix(&key) {
                if lines.len() >= self.limit {
                    return (lines, true);
                }
                at = super::after_prefix(common);
                lines.push(VersionLine::Prefix(common.to_owned()));
                continue;
            }
            for (nth, of) in bucket.history(&key).enumerate().skip(self.skipped(bucket, &key)) {
                if lines.len() >= self.limit {
                    return (lines, true);
                }
                lines.push(VersionLine::Version { key: key.clone(), of, latest: nth == 0 });
            }
            at = Some(super::after_key(&key));
        }
        (lines, false)
    }

    /// How many of a key's versions earlier pages had.
    fn skipped(&self, bucket: &Bucket, key: &str) -> usize {
        match &self.from {
            (from, Some(after)) if from == key => {
                bucket.history(key).position(|one| one.version() == after).map_or(0, |at| at + 1)
            }
            _ => 0,
        }
    }
}

/// The first key from `from` on that has any version.
fn next_key(bucket: &Bucket, from: &str) -> Option<String> {
    let range = (Bound::Included(from), Bound::Unbounded);
    let current = bucket.objects.range::<str, _>(range).next().map(|(key, _)| key);
    let older = bucket.older.range::<str, _>(range).next().map(|(key, _)| key);
    current.into_iter().chain(older).min().cloned()
}
