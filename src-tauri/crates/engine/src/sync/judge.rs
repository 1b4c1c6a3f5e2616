//! Whether two files of one name are the same, and by what that is known.
//!
//! Cheapest first: sizes differ; both listings show the same MD5; a small file is read and held
//! against the MD5 that the listing shows; the file's own time, which uploads keep beside the
//! object as rclone does; what the storage says of the whole object. Who asks for checksums is not
//! answered by times. Size alone never makes two files the same, and a time on its own only where
//! it is the file's.

use std::path::Path;

use serde::{Deserialize, Serialize};
use store::{Algorithm, Checksum, Get, Hasher, ObjectAt, ObjectHead, Store, StoreError, StoreErrorKind as Kind};
use ts_rs::TS;

use super::{
    file::NamedFile,
    pairs::{Apart, Pair},
    side::SyncSide,
};
use crate::{
    fault::{self, Fault},
    transfers::{FileSeen, millis, sum_of},
};

/// Milliseconds that two times of one file may be apart where one of them has whole seconds only:
/// FAT keeps every second one.
/// <https://learn.microsoft.com/windows/win32/sysinfo/file-times>
const TOLERANCE: i64 = 2_000;
/// Files up to this size are read rather than asked about, in bytes.
const READ_FIRST: u64 = 1024 * 1024;

/// What a person wants files to be compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CompareBy {
    /// Size and time; checksums where they are at hand, or where the times differ.
    #[default]
    Time,
    /// Checksums; where the storage keeps none of an object, its bytes.
    Checksum,
}

/// How a name stands in the two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SyncState {
    Same,
    OnlyLeft,
    OnlyRight,
    NewerLeft,
    NewerRight,
    /// Other bytes, of the same time as far as that is known.
    Differs,
    /// The same size, and nothing tells whether the bytes are.
    Unclear,
    /// On one side alone; the other has a name that differs in case or in its form of Unicode.
    OtherName,
    /// A file on the one side and a folder, a link or a device on the other.
    Clash,
    /// Its folder could not be read on one side.
    Unread,
    /// One of the two files could not be read, so that nothing tells whether they are the same.
    Unreadable,
    /// This computer can have no file of that name.
    BadName,
    /// A filter leaves it out: it was not compared, and stays as it is on both sides.
    Filtered,
}

/// What a state was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SyncProof {
    Name,
    Size,
    Time,
    Checksum,
    Etag,
    Bytes,
}

pub(super) type Judged = (SyncState, SyncProof);

impl From<Apart> for SyncState {
    fn from(apart: Apart) -> Self {
        match apart {
            Apart::Clash => Self::Clash,
            Apart::Unread => Self::Unread,
            Apart::BadName => Self::BadName,
        }
    }
}

/// How the pair stands, and why the storage did not tell; asks it, and reads files, where the lists
/// do not tell.
pub(super) async fn judge(
    left: &SyncSide,
    right: &SyncSide,
    pair: &Pair,
    by: CompareBy,
) -> Result<(Judged, Option<Fault>), Fault> {
    let (one, other) = match (&pair.left, &pair.right) {
        (Some(one), Some(other)) => (one, other),
        (Some(_), None) => return Ok(((SyncState::OnlyLeft, SyncProof::Name), None)),
        (None, _) => return Ok(((SyncState::OnlyRight, SyncProof::Name), None)),
    };
    let judged = match (left, right) {
        (SyncSide::Folder(root), _) => match right.object(&other.name) {
            Some(object) => file_and_object(root, one, object, other, by).await,
            None => return Err(fault::defect("comparing two folders")),
        },
        (_, SyncSide::Folder(root)) => match left.object(&one.name) {
            Some(object) => file_and_object(root, other, object, one, by).await.map(mirrored),
            None => return Err(fault::defect("comparing two folders")),
        },
        (SyncSide::Bucket { .. }, SyncSide::Bucket { .. }) => match (left.object(&one.name), right.object(&other.name))
        {
            (Some(first), Some(second)) => objects((first, &one.seen), (second, &other.seen), by).await,
            _ => return Err(fault::defect("comparing two buckets")),
        },
    };
    match judged {
        Ok(judged) => Ok((judged, None)),
        // It went while the lists were read.
        Err(error) if error.kind == Kind::NoSuchKey => Ok(((SyncState::Unclear, SyncProof::Size), None)),
        Err(error) if is_of_one_object(error.kind) => {
            Ok(((SyncState::Unreadable, SyncProof::Size), Some(fault::from_store(&error))))
        }
        Err(error) => Err(fault::from_store(&error)),
    }
}

/// Whether a failure may be that of one object, as of one under another key of KMS, one that a
/// customer's own key encrypts (SSE-C, HTTP 400 without a word), or one in an archive. What all
/// requests would meet ends a comparison.
fn is_of_one_object(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::NotPermitted
            | Kind::Archived
            | Kind::NotSupported
            | Kind::PreconditionFailed
            | Kind::Changed
            | Kind::BadRange
            | Kind::BadDigest
            | Kind::BadAnswer
            | Kind::KeyTooLong
            | Kind::RefusedKey
            | Kind::Other
    )
}

/// The same pair with its sides exchanged.
fn mirrored((state, proof): Judged) -> Judged {
    let state = match state {
        SyncState::NewerLeft => SyncState::NewerRight,
        SyncState::NewerRight => SyncState::NewerLeft,
        other => other,
    };
    (state, proof)
}

/// Which of two files with other bytes is the newer one.
fn newer(left: Option<i64>, right: Option<i64>) -> SyncState {
    match left.zip(right).map(|(left, right)| left.saturating_sub(right)) {
        Some(apart) if apart > TOLERANCE => SyncState::NewerLeft,
        Some(apart) if apart < -TOLERANCE => SyncState::NewerRight,
        _ => SyncState::Differs,
    }
}

/// Whether two times are of one file, as far as both are kept.
fn is_one(left: Option<i64>, right: Option<i64>) -> bool {
    let Some((left, right)) = left.zip(right) else { return false };
    let coarse = [left, right].iter().any(|time| time.rem_euclid(1_000) == 0);
    left == right || coarse && left.abs_diff(right) <= TOLERANCE.unsigned_abs()
}

/// An MD5 as an ETag shows it, where it may be one.
fn md5(seen: &FileSeen) -> Option<&str> {
    seen.etag.as_deref().filter(|etag| etag.len() == 32 && etag.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

async fn file_and_object(
    root: &Path,
    file: &NamedFile,
    (store, at): (&Store, ObjectAt),
    object: &NamedFile,
    by: CompareBy,
) -> Result<Judged, StoreError> {
    let path = root.join(&file.name);
    let (small, same_size) = (file.seen.size <= READ_FIRST, file.seen.size == object.seen.size);
    if same_size
        && small
        && let Some(told) = md5(&object.seen)
        && let Some(sum) = sum_of(path.clone(), Hasher::new(Algorithm::Md5)).await
        && sum.value.eq_ignore_ascii_case(told)
    {
        return Ok((SyncState::Same, SyncProof::Etag));
    }
    let head = store.head(&at).await?;
    let time = head.time().and_then(millis);
    let newer = newer(file.seen.modified, time);
    if file.seen.size != head.size {
        return Ok((newer, SyncProof::Size));
    }
    // To the thousandth of a second it is the file's own time; further apart, the bytes are asked
    // first.
    let exact = by == CompareBy::Time && head.written.is_some() && file.seen.modified == time;
    if exact && !small {
        return Ok((SyncState::Same, SyncProof::Time));
    }
    let (sum, unreadable) = match store.hasher(&at, &head).await {
        Some(hasher) => {
            let sum = sum_of(path.clone(), hasher).await;
            (sum.clone(), sum.is_none())
        }
        None => (None, false),
    };
    let unknown = (SyncState::Unreadable, SyncProof::Size);
    match sum.as_ref().and_then(|sum| head.agrees(sum)) {
        Some(agrees) => Ok((if agrees { SyncState::Same } else { newer }, proof_of(&head))),
        None if by == CompareBy::Checksum && unreadable => Ok(unknown),
        None if by == CompareBy::Checksum => {
            let theirs = store.get(&at, Get::default()).await?.sum().await?;
            let Some(ours) = sum_of(path, Hasher::new(theirs.algorithm)).await else { return Ok(unknown) };
            Ok((if ours == theirs { SyncState::Same } else { newer }, SyncProof::Bytes))
        }
        // Downloads get the object's own time where no other was kept with it.
        None if time.is_some()
            && (head.written.is_some() && is_one(file.seen.modified, time) || file.seen.modified == time) =>
        {
            Ok((SyncState::Same, SyncProof::Time))
        }
        None if unreadable => Ok(unknown),
        None if head.written.is_some() => Ok((newer, SyncProof::Time)),
        None => Ok((SyncState::Unclear, SyncProof::Size)),
    }
}

fn proof_of(head: &ObjectHead) -> SyncProof {
    if head.checksum.is_some() { SyncProof::Checksum } else { SyncProof::Etag }
}

async fn objects(
    ((left, at_left), one): ((&Store, ObjectAt), &FileSeen),
    ((right, at_right), other): ((&Store, ObjectAt), &FileSeen),
    by: CompareBy,
) -> Result<Judged, StoreError> {
    if one.size == other.size && md5(one).is_some() && one.etag == other.etag {
        return Ok((SyncState::Same, SyncProof::Etag));
    }
    let (first, second) = tokio::try_join!(left.head(&at_left), right.head(&at_right))?;
    let newer = newer(first.time().and_then(millis), second.time().and_then(millis));
    if first.size != second.size {
        return Ok((newer, SyncProof::Size));
    }
    if let Some(agrees) = told(&first).and_then(|sum| second.agrees(&sum)) {
        return Ok((if agrees { SyncState::Same } else { newer }, proof_of(&second)));
    }
    if by == CompareBy::Checksum {
        let sum = async |store: &Store, at: &ObjectAt| store.get(at, Get::default()).await?.sum().await;
        let (ours, theirs) = tokio::try_join!(sum(left, &at_left), sum(right, &at_right))?;
        return Ok((if ours == theirs { SyncState::Same } else { newer }, SyncProof::Bytes));
    }
    match first.written.and_then(millis).zip(second.written.and_then(millis)) {
        Some((first, second)) if is_one(Some(first), Some(second)) => Ok((SyncState::Same, SyncProof::Time)),
        Some(_) => Ok((newer, SyncProof::Time)),
        None => Ok((SyncState::Unclear, SyncProof::Size)),
    }
}

/// What a server says of all the bytes of an object.
fn told(head: &ObjectHead) -> Option<Checksum> {
    let md5 = head.etag.clone().filter(|_| head.etag_is_md5 != Some(false));
    head.checksum.clone().or_else(|| md5.map(|value| Checksum { algorithm: Algorithm::Md5, value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_seconds_apart_are_the_same_time_and_an_unknown_one_decides_nothing() {
        let states =
            [(1_000, 3_000), (3_001, 1_000), (1_000, 3_001)].map(|(left, right)| newer(Some(left), Some(right)));
        assert_eq!(states, [SyncState::Differs, SyncState::NewerLeft, SyncState::NewerRight]);
        let one = [(1_000, 3_000), (1_234, 1_234), (1_234, 2_000), (1_234, 1_235), (1_000, 3_001)];
        let one = one.map(|(left, right)| is_one(Some(left), Some(right)));
        assert_eq!(one, [true, true, true, false, false], "an edit within two seconds is seen where times are fine");
        assert!(!is_one(None, Some(1)) && !is_one(Some(i64::MIN), Some(i64::MAX)));
        assert_eq!(newer(None, Some(1)), SyncState::Differs);
        assert_eq!(newer(Some(i64::MIN), Some(i64::MAX)), SyncState::NewerRight);
        assert_eq!(mirrored((SyncState::NewerLeft, SyncProof::Size)), (SyncState::NewerRight, SyncProof::Size));
    }

    #[test]
    fn an_etag_of_parts_is_no_md5() {
        let seen = |etag: &str| FileSeen { etag: Some(etag.into()), ..FileSeen::default() };
        assert!(md5(&seen("5d41402abc4b2a76b9719d911017c592")).is_some());
        assert!(md5(&seen("5d41402abc4b2a76b9719d911017c592-3")).is_none());
        assert!(md5(&seen("1700000000-5")).is_none() && md5(&FileSeen::default()).is_none());
    }
}
