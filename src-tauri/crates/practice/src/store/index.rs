//! The table of everything stored, and the changes that make it.
//!
//! The journal is a list of [`Change`]s; the [`Index`] is what applying them in order gives.
//! `apply` cannot fail: whether a change is allowed was decided before it was written down.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use policy::cors::Rule;
use s3s::dto::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::blob::Blobs;
use super::history::{Deletion, Older};
use super::object::{NULL, Object, Part, Piece, Upload, VersionState};

/// Everything stored. Names and keys are exact, and `BTreeMap<String, _>` orders them by their
/// UTF-8 bytes, as S3 lists them.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Index {
    pub(crate) buckets: BTreeMap<String, Bucket>,
    /// Whether the first files were laid out; what a person then deletes stays deleted.
    pub(crate) seeded: bool,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Bucket {
    pub(crate) created: Timestamp,
    /// What is current of each key.
    pub(crate) objects: BTreeMap<String, Arc<Object>>,
    /// What is not, the newest first.
    pub(crate) older: BTreeMap<String, Vec<Older>>,
    /// Whether versions are kept; none where they never were.
    pub(crate) keeps: Option<bool>,
    /// Object Lock, where the bucket has it.
    pub(crate) lock: Option<ObjectLock>,
    pub(crate) uploads: BTreeMap<String, Upload>,
    pub(crate) cors: Option<Vec<Rule>>,
}

/// Object Lock of a bucket.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ObjectLock {
    pub(crate) default: Option<LockDefault>,
}

/// How long whatever is stored is retained, where nothing else is said with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LockDefault {
    pub(crate) compliance: bool,
    pub(crate) days: u32,
}

/// One change: a line of the journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    AddBucket {
        bucket: String,
        created: Timestamp,
    },
    DropBucket {
        bucket: String,
    },
    SetCors {
        bucket: String,
        rules: Option<Vec<Rule>>,
    },
    PutObject {
        bucket: String,
        key: String,
        object: Arc<Object>,
    },
    /// Of a bucket that never kept versions.
    DropObjects {
        bucket: String,
        keys: Vec<String>,
    },
    SetVersioning {
        bucket: String,
        keeps: bool,
    },
    SetLock {
        bucket: String,
        lock: ObjectLock,
    },
    Delete {
        bucket: String,
        deletions: Vec<Deletion>,
    },
    Keep {
        bucket: String,
        key: String,
        version: String,
        kept: VersionState,
    },
    StartUpload {
        bucket: String,
        id: String,
        upload: Upload,
    },
    PutPart {
        bucket: String,
        id: String,
        number: u16,
        part: Part,
    },
    DropUpload {
        bucket: String,
        id: String,
    },
    FinishUpload {
        bucket: String,
        id: String,
        object: Arc<Object>,
    },
    Seeded,
}

impl Index {
    /// Makes `change`. A change to a bucket or an upload that is not there is none.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Seeded => self.seeded = true,
            Change::AddBucket { bucket, created } => {
                self.buckets.entry(bucket).or_insert_with(|| Bucket::new(created));
            }
            Change::DropBucket { bucket } => {
                if let Some(bucket) = self.buckets.remove(&bucket) {
                    bucket.pieces().for_each(Piece::condemn);
                }
            }
            Change::SetCors { bucket, rules } => self.with(&bucket, |found| found.cors = rules),
            Change::PutObject { bucket, key, object } => self.with(&bucket, |found| found.put(key, object)),
            Change::DropObjects { bucket, keys } => self.with(&bucket, |found| {
                keys.into_iter().for_each(|key| found.delete(Deletion::Drop { key, version: NULL.to_owned() }));
            }),
            Change::SetVersioning { bucket, keeps } => self.with(&bucket, |found| found.keeps = Some(keeps)),
            Change::SetLock { bucket, lock } => self.with(&bucket, |found| found.lock = Some(lock)),
            Change::Delete { bucket, deletions } => self.with(&bucket, |found| {
                deletions.into_iter().for_each(|deletion| found.delete(deletion));
            }),
            Change::Keep { bucket, key, version, kept } => {
                self.with(&bucket, |found| found.keep(&key, &version, kept));
            }
            Change::StartUpload { bucket, id, upload } => self.with(&bucket, |found| {
                found.uploads.insert(id, upload);
            }),
            Change::PutPart { bucket, id, number, part } => {
                self.with(&bucket, |found| found.put_part(&id, number, part))
            }
            Change::DropUpload { bucket, id } => self.with(&bucket, |found| {
                found.drop_upload(&id);
            }),
            Change::FinishUpload { bucket, id, object } => self.with(&bucket, |found| {
                // The parts that the object uses are kept again by `put`.
                if let Some(key) = found.drop_upload(&id) {
                    found.put(key, object);
                }
            }),
        }
    }

    fn with(&mut self, bucket: &str, change: impl FnOnce(&mut Bucket)) {
        if let Some(found) = self.buckets.get_mut(bucket) {
            change(found);
        }
    }

    /// The changes that make this table from an empty one.
    pub(super) fn changes(&self) -> impl Iterator<Item = Change> {
        let seeded = self.seeded.then_some(Change::Seeded);
        seeded.into_iter().chain(self.buckets.iter().flat_map(|(name, bucket)| bucket.changes(name)))
    }

    /// Gives every piece its blob file, and tells the names of them all.
    pub(super) fn adopt(&mut self, blobs: &Blobs) -> HashSet<Uuid> {
        let mut live = HashSet::new();
        for bucket in self.buckets.values_mut() {
            let older = bucket.older.values_mut().flatten().filter_map(|one| match one {
                Older::Object(object) => Some(object),
                Older::Marker { .. } => None,
            });
            for object in bucket.objects.values_mut().chain(older) {
                for piece in &mut Arc::make_mut(object).pieces {
                    piece.adopt(blobs);
                    live.insert(piece.id);
                }
            }
            for part in bucket.uploads.values_mut().flat_map(|upload| upload.parts.values_mut()) {
                part.piece.adopt(blobs);
                live.insert(part.piece.id);
            }
        }
        live
    }
}

impl Bucket {
    fn new(created: Timestamp) -> Self {
        let (objects, older, uploads) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { created, objects, older, keeps: None, lock: None, uploads, cors: None }
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let older = self.older.values().flatten().filter_map(|one| match one {
            Older::Object(object) => Some(object),
            Older::Marker { .. } => None,
        });
        let objects = self.objects.values().chain(older).flat_map(|object| &object.pieces);
        let parts = self.uploads.values().flat_map(|upload| upload.parts.values());
        objects.chain(parts.map(|part| &part.piece))
    }

    fn put_part(&mut self, id: &str, number: u16, part: Part) {
        let Some(upload) = self.uploads.get_mut(id) else {
            return;
        };
        part.piece.keep();
        if let Some(old) = upload.parts.insert(number, part) {
            old.piece.condemn();
        }
    }

    fn drop_upload(&mut self, id: &str) -> Option<String> {
        let upload = self.uploads.remove(id)?;
        upload.parts.values().for_each(|part| part.piece.condemn());
        Some(upload.key)
    }

    fn changes(&self, name: &str) -> impl Iterator<Item = Change> {
        let name = name.to_owned();
        let bucket = {
            let (bucket, created) = (name.clone(), self.created.clone());
            std::iter::once(Change::AddBucket { bucket, created })
        };
        let cors = self.cors.clone().map(|rules| Change::SetCors { bucket: name.clone(), rules: Some(rules) });
        let uploads = self.uploads.iter().map({
            let bucket = name.clone();
            move |(id, upload)| Change::StartUpload { bucket: bucket.clone(), id: id.clone(), upload: upload.clone() }
        });
        let keeps = self.keeps.map(|keeps| Change::SetVersioning { bucket: name.clone(), keeps });
        let lock = self.lock.clone().map(|lock| Change::SetLock { bucket: name.clone(), lock });
        // The oldest of each key first, and what is current last: as it happened.
        let put = {
            let bucket = name.clone();
            move |key: &String, object: &Arc<Object>| {
                let (bucket, key, object) = (bucket.clone(), key.clone(), Arc::clone(object));
                Change::PutObject { bucket, key, object }
            }
        };
        let older = {
            let put = put.clone();
            let all = self.older.iter().flat_map(|(key, all)| all.iter().rev().map(move |one| (key, one)));
            all.map(move |(key, one)| match one {
                Older::Object(object) => put(key, object),
                Older::Marker { version, made } => {
                    let (key, version, made) = (key.clone(), version.clone(), made.clone());
                    Change::Delete { bucket: name.clone(), deletions: vec![Deletion::Mark { key, version, made }] }
                }
            })
        };
        let objects = self.objects.iter().map(move |(key, object)| put(key, object));
        bucket.chain(cors).chain(keeps).chain(lock).chain(older).chain(objects).chain(uploads)
    }
}
