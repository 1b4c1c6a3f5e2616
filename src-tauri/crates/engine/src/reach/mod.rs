//! Who can reach a bucket: everybody of the account, those whom the bucket's own policy names, and
//! the public, each with what they can do and by which policy. And, for one who was refused, which
//! of all those policies said no.
//!
//! It is worked out from the policies as they are now and never tried. What cannot be seen from
//! inside an account (rules of the organisation, keys, access points) or with this login is named
//! with the answer. Reading ends with the last page; dropped, it stops between two. Nothing is
//! kept.

mod cause;
mod encryption;
mod judge;
mod outside;
mod people;
mod refused;
mod told;

use serde::Serialize;
use store::{Store, StoreError, StoreErrorKind};
use ts_rs::TS;
use words::{Words, reach, say};

use crate::fault;

pub use refused::look_into;

/// Who can reach a bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reach {
    /// The number of the account, where the storage tells it.
    pub account: String,
    /// Everybody who can do something with it: the public first, then others from outside, then
    /// one's own.
    pub rows: Vec<ReachRow>,
    /// How many users and roles were looked at.
    pub people: usize,
    /// What could not be seen, each in a sentence.
    pub unseen: Vec<Words>,
}

/// Somebody who can reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReachRow {
    /// How close they are to the bucket's account: anybody, another account, a role of one's own.
    pub side: ReachSide,
    /// Who they are, in words.
    pub who: Words,
    /// Their ARN; empty where they have none.
    pub arn: String,
    /// What they can do, each with the policies that allow it.
    pub can: Vec<ReachCan>,
    /// How somebody becomes this role, in sentences.
    pub entry: Vec<Words>,
    /// Whether they can change or delete files or settings.
    pub changes: bool,
    /// Whether they can change who may do what.
    pub changes_access: bool,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReachSide {
    /// Anybody, without a login.
    Public,
    /// Another account, or somebody of one.
    Outside,
    /// A service of AWS, acting by itself.
    Service,
    /// A role of one's own account.
    Role,
    /// A user of one's own account.
    User,
    /// The account as a whole, through its root user.
    Account,
}

/// Something that somebody can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReachCan {
    /// What can be done, and on which part of the bucket.
    pub text: Words,
    /// The policies that allow it, by name.
    pub by: Vec<Words>,
    /// Only under these conditions, which nobody here can test.
    pub only_if: Vec<Words>,
}

/// Works out who can reach a bucket. `say` is told how many users and roles were read.
///
/// # Errors
/// The bucket is not there, or the storage did not answer. What this login may not see is no error.
pub async fn look(store: &Store, bucket: &str, say: &(dyn Fn(usize) + Send + Sync)) -> Result<Reach, fault::Fault> {
    let mut unseen = Vec::new();
    let account = store.caller().await.map(|caller| caller.account).unwrap_or_default();
    let policy = match store.get_policy(bucket).await {
        Ok(None) => None,
        Ok(Some(text)) => {
            let read = policy::parse(&text).sound().ok();
            if read.is_none() {
                unseen.push(say!(reach::UnseenFormat));
            }
            read
        }
        Err(error) => {
            unseen.push(hidden("policy", &error)?);
            None
        }
    };
    let region = store.bucket_region(bucket).await.ok().flatten().unwrap_or_else(|| store.region().to_owned());
    let place = judge::Bucket { name: bucket, partition: policy::arn::partition_of(&region), policy: policy.as_ref() };
    let mut rows = outside::rows(store, &place, &account, &mut unseen).await?;
    let everybody = match people::read(store, say).await {
        Ok(everybody) => everybody,
        Err(error) => {
            unseen.push(hidden("people", &error)?);
            people::Everybody::default()
        }
    };
    rows.extend(everybody.askers().iter().filter_map(|asker| judge::row(asker, &place)));
    if !account.is_empty() {
        rows.push(told::root(&account, place.partition));
    }
    rows.sort_by_cached_key(|row| (row.side, row.who.to_string()));
    unseen.extend(told::never_seen(store.provider().needs_endpoint));
    Ok(Reach { account, rows, people: everybody.len(), unseen })
}

/// What this login may not see, or this storage does not have, is said; anything else is a failure.
/// `what` is a word of the messages.
fn hidden(what: &str, error: &StoreError) -> Result<Words, fault::Fault> {
    use StoreErrorKind::{NotPermitted, NotS3, NotSupported};
    match error.kind {
        NotPermitted => Ok(say!(reach::NotPermitted, what, operation = error.operation)),
        NotSupported | NotS3 => Ok(say!(reach::NotShown, what)),
        _ => Err(fault::from_store(error)),
    }
}

#[cfg(test)]
mod tests;
