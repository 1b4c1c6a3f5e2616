//! The history of one file: its versions and deletions, newest first, read when a person asks and
//! never while they browse; and deleting one version for good.
//!
//! A page of a history is one request, or a few where a server says little in each. Making a
//! version the current one again is a transfer ([`crate::transfers::Copies::restore`]), as is
//! fetching one. Dropped in between, [`delete`] may have deleted the version all the same.

use serde::{Deserialize, Serialize};
use store::{Next, ObjectAt, ObjectHead, Store, StoreErrorKind as Kind, Version, Versioning};
use ts_rs::TS;

use super::locks::{self, Locks};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    listing::AsListed,
};

/// Rows of one answer; a server may send a few more with its last page.
const PAGE: usize = 1_000;

/// One entry of a file's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FileVersion {
    /// Its id, as the storage has it; `null` for what was stored while no versions were kept.
    pub id: String,
    /// In bytes; 0 for a deletion.
    #[ts(type = "number")]
    pub size: u64,
    /// When it was made, in milliseconds since 1970 by the storage's clock; null where it is not
    /// told.
    #[ts(type = "number | null")]
    pub modified: Option<i64>,
    /// Its storage class, for instance `STANDARD`; null where it is not told.
    pub class: Option<String>,
    /// Whose it is, where the storage tells.
    pub owner: Option<String>,
    /// Its ETag without the quotes, where the storage tells.
    pub etag: Option<String>,
    /// It is what the file is now.
    pub current: bool,
    /// It is a delete marker: from then on the file was gone.
    pub deleted: bool,
}

/// Whether a bucket keeps what is written over or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VersionsKept {
    /// It does.
    On,
    /// It did: what came before is kept, what comes now is not.
    Suspended,
    /// It never did.
    Never,
    /// This login is not told.
    Unknown,
}

/// What can be told of a file's history.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum History {
    /// Its entries, newest first.
    Listed {
        /// So many of them as were asked for; none where the file never was there.
        versions: Vec<FileVersion>,
        /// There are older ones: the id of the entry behind which they come.
        more: Option<String>,
        /// Whether this goes on.
        keeps: VersionsKept,
    },
    /// The storage has no versions.
    NotSupported,
    /// This login is not allowed to list versions, whatever else it may.
    NotPermitted {
        /// What was refused.
        fault: Fault,
    },
}

/// Reads the history of one file, newest first, from the beginning or behind the entry `after`.
///
/// # Errors
/// Storage refused for another reason than that it has no versions or that this login may not see
/// them.
pub async fn read(store: &Store, at: &FileAt, after: Option<String>) -> Result<History, Fault> {
    let keeps = match store.get_versioning(&at.bucket).await {
        Ok(Some(Versioning::On)) => VersionsKept::On,
        Ok(Some(Versioning::Suspended)) => VersionsKept::Suspended,
        Ok(None) => VersionsKept::Never,
        Err(error) if error.kind == Kind::NotSupported => return Ok(History::NotSupported),
        Err(_) => VersionsKept::Unknown,
    };
    let mut from = after.map(|id| Next::behind_version(&at.key, id));
    let mut versions = Vec::new();
    loop {
        let page = match store.list_versions(&at.bucket, &at.key, from).await {
            Ok(page) => page,
            // What answers, and not with versions, has none.
            Err(error) if matches!(error.kind, Kind::NotSupported | Kind::NotS3) && versions.is_empty() => {
                return Ok(History::NotSupported);
            }
            Err(error) if error.kind == Kind::NotPermitted => {
                return Ok(History::NotPermitted { fault: fault::from_store(&error) });
            }
            Err(error) => return Err(fault::from_store(&error)),
        };
        // The key itself is the first of all that begin with it.
        let past = page.entries.iter().any(|entry| entry.key > at.key);
        versions.extend(page.entries.into_iter().filter(|entry| entry.key == at.key).map(row));
        from = page.next.filter(|_| !past);
        if from.is_none() || versions.len() >= PAGE {
            break;
        }
    }
    let more = from.and_then(|_| versions.last().map(|last: &FileVersion| last.id.clone()));
    put_in_order(&mut versions);
    Ok(History::Listed { versions, more, keeps })
}

/// Puts what the storage lists out of its turn where it belongs. Of two within one second the order
/// that was told stands. Seen: SeaweedFS lists the `null` version last, however new it is.
fn put_in_order(versions: &mut Vec<FileVersion>) {
    if let Some(at) = versions.iter().position(|version| version.id == "null") {
        let made = versions[at].modified;
        let newer = |other: &FileVersion| made.is_some() && other.modified.is_some() && other.modified > made;
        let older = |other: &FileVersion| made.is_some() && other.modified.is_some() && other.modified < made;
        if versions[..at].iter().any(older) || versions[at + 1..].iter().any(newer) {
            let null = versions.remove(at);
            let to = versions.iter().position(older).unwrap_or(versions.len());
            versions.insert(to, null);
        }
    }
    // What the file is now was made last, whatever the clock says.
    let current: Vec<usize> = (0..versions.len()).filter(|at| versions[*at].current).collect();
    if let [at] = current[..] {
        versions[..=at].rotate_right(1);
    }
}

fn row(version: Version) -> FileVersion {
    let Version { id, size, modified, latest, marker, class, owner, etag, .. } = version;
    FileVersion { id, size, modified, class, owner, etag, current: latest, deleted: marker }
}

/// Whether a version can be read as it is, before it is fetched or made the current one again.
///
/// # Errors
/// It is in an archive, or the storage refused.
pub async fn check_readable(store: &Store, at: &FileAt, id: &str) -> Result<(), Fault> {
    check_object(store, &at.object().version(id)).await
}

/// As [`check_readable`], of a version by its address.
pub(crate) async fn check_object(store: &Store, version: &ObjectAt) -> Result<(), Fault> {
    let archive = store.archive(version).await.map_err(|error| fault::from_store(&error))?;
    let archived = matches!(archive.class.as_deref(), Some("GLACIER" | "DEEP_ARCHIVE")) || archive.tier.is_some();
    match archive.restore {
        _ if !archived => Ok(()),
        Some(restore) if !restore.under_way => Ok(()),
        restore => Err(fault::version_archived(&version.key, restore.is_some())),
    }
}

/// A version as somebody saw it in a history.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct SeenVersion {
    /// Its id.
    pub id: String,
    /// When it was made, as [`FileVersion::modified`].
    #[ts(type = "number | null")]
    pub modified: Option<i64>,
    /// As [`FileVersion::etag`].
    pub etag: Option<String>,
}

impl SeenVersion {
    /// Whether this is still it. By the id `null` a storage knows whatever was stored last while it
    /// kept no versions, so that there the ETag tells, and the time to the second of
    /// `Last-Modified`; as they do where the storage does not say the id.
    fn is(&self, head: &ObjectHead) -> bool {
        if let Some(id) = head.version.as_deref().filter(|id| *id != "null") {
            return id == self.id;
        }
        AsListed { etag: self.etag.clone(), modified: self.modified }.is(head.etag.as_deref(), head.modified)
    }
}

impl From<&FileVersion> for SeenVersion {
    fn from(version: &FileVersion) -> Self {
        Self { id: version.id.clone(), modified: version.modified, etag: version.etag.clone() }
    }
}

/// What is at a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Current {
    /// Nothing, or a delete marker.
    Absent,
    /// An object, told by what its storage says of it: the id of its version, and its ETag.
    #[allow(missing_docs)]
    Object { version: Option<String>, etag: Option<String> },
}

impl Current {
    pub(crate) fn of(head: Option<&ObjectHead>) -> Self {
        head.map_or(Self::Absent, |head| Self::Object { version: head.version.clone(), etag: head.etag.clone() })
    }
}

/// What a file is now, if it is still what somebody saw; `None`: it was not there, or deleted.
///
/// # Errors
/// It is something else by now, or storage refused.
pub async fn current(store: &Store, at: &FileAt, seen: Option<&SeenVersion>) -> Result<Current, Fault> {
    let head = match store.head(&at.object()).await {
        Ok(head) => Some(head),
        Err(error) if error.kind == Kind::NoSuchKey => None,
        Err(error) => return Err(fault::from_store(&error)),
    };
    let same = match (seen, &head) {
        (Some(seen), Some(head)) => seen.is(head),
        (seen, head) => seen.is_none() && head.is_none(),
    };
    same.then(|| Current::of(head.as_ref())).ok_or_else(|| fault::version_changed(&at.key))
}

/// Deletes one version for good, if `typed` is the file's name; a delete marker goes without it,
/// since the file is then there again. `bypass`: also where governance retains it.
///
/// # Errors
/// The name is another, what has its id is another by now, the version is retained or held, or
/// storage refused.
pub async fn delete(
    store: &Store,
    at: &FileAt,
    seen: &SeenVersion,
    typed: Option<&str>,
    bypass: bool,
) -> Result<(), Fault> {
    let version = at.object().version(&seen.id);
    if typed.is_some_and(|typed| typed != name(&at.key)) {
        return Err(fault::file_name_differs(name(&at.key)));
    }
    if typed.is_none() || seen.id == "null" {
        match (typed, head_of(store, &version).await?) {
            (None, None) => {}
            (Some(_), Some(head)) if seen.is(&head) => {}
            (None, Some(_)) if seen.id != "null" => return Err(fault::file_name_differs(name(&at.key))),
            _ => return Err(fault::version_changed(&at.key)),
        }
    }
    let deleted = if bypass { store.delete_bypassing(&version).await } else { store.delete(&version).await };
    match deleted {
        Ok(()) => Ok(()),
        Err(error) if error.kind == Kind::NoSuchKey => Ok(()),
        Err(error) if error.kind == Kind::NotPermitted => {
            let held = locks::read(store, at, &seen.id).await;
            let told = held.ok().and_then(|locks| match locks {
                Locks::Read { retained, held } => fault::version_locked(&at.key, retained, held),
                _ => None,
            });
            Err(told.unwrap_or_else(|| fault::from_store(&error)))
        }
        Err(error) => Err(fault::from_store(&error)),
    }
}

/// A version's head; a delete marker has none.
async fn head_of(store: &Store, version: &ObjectAt) -> Result<Option<ObjectHead>, Fault> {
    match store.head(version).await {
        Ok(head) => Ok(Some(head)),
        Err(error) if matches!(error.kind, Kind::NotSupported | Kind::NoSuchKey) => Ok(None),
        Err(error) => Err(fault::from_store(&error)),
    }
}

/// The last part of a key.
#[must_use]
pub fn name(key: &str) -> &str {
    let end = key.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    &key[end..]
}

#[cfg(test)]
mod tests {
    use super::{FileVersion, name, put_in_order};

    #[test]
    fn what_is_listed_out_of_its_turn_is_put_where_it_belongs() {
        let put = |listed: &[(&str, i64)], current: Option<&str>| {
            let version = |(id, at): &(&str, i64)| FileVersion {
                id: (*id).to_owned(),
                size: 0,
                modified: (*at > 0).then_some(*at),
                class: None,
                owner: None,
                etag: None,
                current: Some(*id) == current,
                deleted: false,
            };
            let mut versions = listed.iter().map(version).collect();
            put_in_order(&mut versions);
            versions.into_iter().map(|version| version.id).collect::<Vec<_>>().concat()
        };
        // As told, also where the storage's clock was set back.
        assert_eq!(put(&[("c", 3), ("b", 2), ("a", 1)], Some("c")), "cba");
        assert_eq!(put(&[("c", 1), ("b", 3), ("a", 2)], Some("c")), "cba");
        // Two within one second.
        assert_eq!(put(&[("b", 2), ("null", 2), ("a", 2)], Some("b")), "bnulla");
        // The null version last, and newer than others, or the newest of all.
        assert_eq!(put(&[("c", 5), ("b", 2), ("null", 3)], Some("c")), "cnullb");
        assert_eq!(put(&[("c", 5), ("b", 2), ("null", 9)], Some("null")), "nullcb");
        assert_eq!(put(&[("c", 5), ("b", 2), ("null", 5)], Some("null")), "nullcb");
        assert_eq!(put(&[("null", 1), ("b", 2)], None), "bnull");
        // No times, and nobody says which is current.
        assert_eq!(put(&[("c", 0), ("null", 0), ("a", 0)], None), "cnulla");
        assert_eq!(put(&[], None), "");
    }

    #[test]
    fn a_file_is_called_by_the_last_part_of_its_key() {
        for (key, told) in [("a", "a"), ("a/b.txt", "b.txt"), ("a/b/", "b/"), ("a//b", "b"), ("ą/ż ó", "ż ó")] {
            assert_eq!(name(key), told, "{key}");
        }
    }
}
