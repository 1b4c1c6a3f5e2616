//! Whether two addresses name one object. A bucket can be seen through two logins, endpoints or
//! names (an alias, an access point), and a key in several spellings, where a server folds slashes,
//! dots or case.
//!
//! Promise: [`Identity::Different`] is an answer with proof: names that no server takes for one
//! another; an original that is not seen where its copy will be; version ids (or, through one
//! login, what the server says of both) that differ; or a note, written beside the one and not seen
//! beside the other. What cannot be proved is [`Identity::Unknown`], and whoever would delete one
//! of the two must leave it. Not seen: two buckets that pass deletions on to each other, two ends
//! of one bucket that learn of a new object late, and a bucket that is a folder of another. Left
//! behind: nothing. A crash within the moment of asking, or a login that may not delete, leaves the
//! note: a small object `.bucketwise-…` that says what it is.

use std::collections::HashMap;

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use store::{ObjectAt, ObjectHead, Payload, Put, Store, StoreError, StoreErrorKind as Kind};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::safe::folded;
use crate::at::Place;

/// What two addresses name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    Same,
    Different,
    /// Nothing proves either.
    Unknown,
}

/// An address, as one login sees it.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) store: &'a Store,
    pub(crate) at: &'a ObjectAt,
}

/// Two places, as [`pair`] makes them of two keys.
type Pair = (String, String);

/// What was found out about pairs of places, so that a move of many files asks once.
#[derive(Default)]
pub(crate) struct Known(Mutex<HashMap<Pair, Identity>>);

impl Known {
    /// As [`by_note`], asked once for each pair of places.
    pub(crate) async fn by_note(&self, copy: Seen<'_>, original: Seen<'_>) -> Result<Identity, StoreError> {
        let pair = pair(copy.at, original.at);
        let mut known = self.0.lock().await;
        if let Some(identity) = known.get(&pair) {
            return Ok(*identity);
        }
        let identity = by_note(copy, original).await?;
        // What is not known may be known with another login.
        if identity != Identity::Unknown {
            known.insert(pair, identity);
        }
        Ok(identity)
    }
}

/// What the addresses alone tell; `one_login`: both are seen through it.
pub(crate) fn at_sight(one_login: bool, a: &ObjectAt, b: &ObjectAt) -> Option<Identity> {
    let one_bucket = one_login && a.bucket == b.bucket;
    if one_bucket && a.key == b.key {
        return Some(Identity::Same);
    }
    let (folded_a, folded_b) = (folded_key(&a.key), folded_key(&b.key));
    let apart = folded_a.last() != folded_b.last() || one_bucket && folded_a != folded_b;
    apart.then_some(Identity::Different)
}

/// What the server says of both, the original having been the same before the copy was looked at
/// and after.
pub(crate) fn by_heads(one_login: bool, original: &ObjectHead, copy: &ObjectHead) -> Option<Identity> {
    fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.zip(b).is_some_and(|(a, b)| a != b)
    }
    let told_apart = differ(original.version.as_ref(), copy.version.as_ref())
        // Another server's word for the same object may be another.
        || one_login
            && (original.size != copy.size
                || differ(original.etag.as_ref(), copy.etag.as_ref())
                || differ(original.modified.as_ref(), copy.modified.as_ref()));
    told_apart.then_some(Identity::Different)
}

/// Writes a small object beside the copy, and looks for it beside the original.
pub(crate) async fn by_note(copy: Seen<'_>, original: Seen<'_>) -> Result<Identity, StoreError> {
    let Some((note, there)) = notes(copy.at, original.at) else { return Ok(Identity::Unknown) };
    let text = Bytes::from_static(
        b"Bucketwise wrote this file to check whether two locations are the same. You can delete it.\n",
    );
    if let Err(error) = copy.store.put(&note, Payload::bytes(text), Put::default()).await {
        if !passes(&error) {
            return Ok(Identity::Unknown);
        }
        // It may be there all the same.
        remove(copy.store, &note).await;
        return Err(error);
    }
    let seen = look(copy.store, &note, original.store, &there).await;
    remove(copy.store, &note).await;
    seen
}

/// What two folders hold of one another, in whatever names of buckets and spellings: the same where
/// they are of one bucket and the one is within the other. Folders of one spelling need no note:
/// what would go from the one is looked for under the same key in the other.
pub(crate) async fn of_folders(
    (target, to): (&Store, &Place),
    (source, from): (&Store, &Place),
) -> Result<Identity, StoreError> {
    if from.prefix == to.prefix {
        return Ok(Identity::Different);
    }
    let (there, here) = match (below(&from.prefix, &to.prefix), below(&to.prefix, &from.prefix)) {
        (Some(below), _) => (to.prefix.clone(), format!("{}{below}", from.prefix)),
        (None, Some(below)) => (format!("{}{below}", to.prefix), from.prefix.clone()),
        (None, None) => return Ok(Identity::Different),
    };
    let beside = |bucket: &str, folder: &str| ObjectAt::new(bucket, format!("{folder}file"));
    let (copy, original) = (beside(&to.bucket, &there), beside(&from.bucket, &here));
    by_note(Seen { store: target, at: &copy }, Seen { store: source, at: &original }).await
}

async fn look(copy: &Store, note: &ObjectAt, original: &Store, there: &ObjectAt) -> Result<Identity, StoreError> {
    let unless_passing = |error: StoreError| if passes(&error) { Err(error) } else { Ok(Identity::Unknown) };
    match original.head(there).await {
        Ok(_) => return Ok(Identity::Same),
        Err(error) if error.kind == Kind::NoSuchKey => {}
        Err(error) => return unless_passing(error),
    }
    // Not seen there proves something only where it can be seen here.
    match copy.head(note).await {
        Ok(_) => Ok(Identity::Different),
        Err(error) => unless_passing(error),
    }
}

async fn remove(store: &Store, note: &ObjectAt) {
    if let Err(error) = store.delete(note).await
        && error.kind != Kind::NoSuchKey
    {
        tracing::warn!(%error, key = note.key, "a note of a check could not be removed");
    }
}

/// Whether asking again later may be answered.
fn passes(error: &StoreError) -> bool {
    let away = matches!(error.kind, Kind::ConnectionRefused | Kind::NameNotFound);
    away || error.is_temporary() || matches!(error.kind, Kind::TokenExpired | Kind::BadDigest)
}

/// Where the note is written, and where it is looked for. Where a server may take the two names for
/// one, the note's names differ in the same way; `None` where that cannot be done.
fn notes(copy: &ObjectAt, original: &ObjectAt) -> Option<(ObjectAt, ObjectAt)> {
    let ((folder, name), (there, other)) = (parted(&copy.key), parted(&original.key));
    let one_name =
        |name: &str, key: &str| matches!(&folded_key(name)[..], [one] if folded_key(key).last() == Some(one));
    if name != other && !(one_name(name, &copy.key) && one_name(other, &original.key)) {
        return None;
    }
    let unique = Uuid::new_v4().simple();
    let ending = |own: &str| if name == other { String::new() } else { format!("-{own}") };
    let at = |bucket: &str, folder: &str, own: &str| {
        ObjectAt::new(bucket, format!("{folder}.bucketwise-{unique}{}", ending(own)))
    };
    Some((at(&copy.bucket, folder, name), at(&original.bucket, there, other)))
}

/// The folder of a key, as it is spelled, and the name in it.
fn parted(key: &str) -> (&str, &str) {
    let key = key.trim_end_matches('/');
    key.split_at(key.rfind(['/', '\\']).map_or(0, |at| at + 1))
}

/// The two places: both keys without what they end with alike.
fn pair(a: &ObjectAt, b: &ObjectAt) -> Pair {
    let alike = a.key.rsplit('/').zip(b.key.rsplit('/')).take_while(|(a, b)| a == b);
    let alike = alike.map(|(segment, _)| segment.len() + 1).sum::<usize>().saturating_sub(1);
    let place = |at: &ObjectAt| format!("{}/{}", at.bucket, &at.key[..at.key.len() - alike]);
    (place(a), place(b))
}

/// What of the folder `inner` lies below the folder `outer`, if all of it may, as `inner` spells
/// it; empty where they may be one. Both are prefixes.
pub(crate) fn below(outer: &str, inner: &str) -> Option<String> {
    if let Some(below) = inner.strip_prefix(outer) {
        return Some(below.to_owned());
    }
    let (outer, folded) = (folded_key(outer), folded_key(inner));
    let count = folded.strip_prefix(&outer[..])?.len();
    let spelled: Vec<_> = inner.split('/').filter(|segment| !matches!(*segment, "" | "." | "..")).collect();
    let below = &spelled[spelled.len().checked_sub(count)?..];
    Some(below.iter().map(|segment| format!("{segment}/")).collect())
}

/// A key as the most careless server compares it: slashes joined, dots resolved, `%` and `+`
/// decoded, letters folded.
fn folded_key(key: &str) -> Vec<String> {
    let decoded = percent_decode_str(key).decode_utf8_lossy().replace('+', " ").replace('\\', "/");
    let mut segments = Vec::new();
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(folded(segment.trim_end_matches(['.', ' ']))),
        }
    }
    segments
}

#[cfg(test)]
mod tests;
