//! What is true of a bucket, in plain words: who can see it, what becomes of old versions, how it is encrypted, locked,
//! where it is, who owns what. Each fact is told as soon as it is known; one that cannot be seen says so. Only reads.
//! Dropping it stops the reading.

use futures_util::{StreamExt, stream::FuturesUnordered};
use serde::Serialize;
use store::{Encryption, Lock, Ownership, Store, StoreError, StoreErrorKind, Versioning};
use ts_rs::TS;

use super::{
    plain,
    value::{SettingKind, SettingValue, read},
};

mod more;
mod who;

/// Which fact, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FactId {
    Visibility,
    Size,
    Versions,
    Encryption,
    Lock,
    Websites,
    Ownership,
    Policy,
    AccessList,
    Lifecycle,
    Site,
    Logging,
    Payer,
    Copies,
    News,
    Inventory,
    Tags,
    Region,
}

/// How a fact is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactTone {
    /// As one would wish.
    Good,
    /// Neither here nor there.
    Plain,
    /// Worth knowing before one relies on it.
    Warn,
    /// It could not be seen.
    Unknown,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Fact {
    /// Which.
    pub id: FactId,
    /// How it is to be taken.
    pub tone: FactTone,
    /// In a few words.
    pub title: String,
    /// What it means for files.
    pub text: String,
    /// Where it can be changed.
    pub kind: Option<SettingKind>,
}

type Told = (FactTone, String, String);

/// Tells everything that can be seen of the bucket.
pub async fn look(store: &Store, bucket: &str, say: &(dyn Fn(Fact) + Send + Sync)) {
    let ids = [
        FactId::Visibility,
        FactId::Size,
        FactId::Versions,
        FactId::Encryption,
        FactId::Lock,
        FactId::Websites,
        FactId::Ownership,
        FactId::Policy,
        FactId::AccessList,
        FactId::Lifecycle,
        FactId::Site,
        FactId::Logging,
        FactId::Payer,
        FactId::Copies,
        FactId::News,
        FactId::Inventory,
        FactId::Tags,
        FactId::Region,
    ];
    let mut facts: FuturesUnordered<_> = ids.into_iter().map(|id| fact(store, bucket, id)).collect();
    while let Some(fact) = facts.next().await {
        say(fact);
    }
}

async fn fact(store: &Store, bucket: &str, id: FactId) -> Fact {
    let (kind, told) = match id {
        FactId::Visibility => (Some(SettingKind::PublicAccess), who::look(store, bucket).await),
        FactId::Size => (None, more::size(store, bucket).await),
        FactId::Lock => (Some(SettingKind::Lock), store.get_lock(bucket).await.map(lock)),
        FactId::AccessList => of_setting(store, bucket, SettingKind::AccessList).await,
        FactId::Copies => {
            (None, store.get_replication(bucket).await.map(|rules| more::copies(&rules.unwrap_or_default())))
        }
        FactId::News => (None, store.get_notifications(bucket).await.map(|news| more::news(&news))),
        FactId::Inventory => (None, store.list_inventories(bucket).await.map(|lists| more::inventory(&lists))),
        FactId::Policy => of_setting(store, bucket, SettingKind::Policy).await,
        FactId::Lifecycle => of_setting(store, bucket, SettingKind::Lifecycle).await,
        FactId::Site => of_setting(store, bucket, SettingKind::Website).await,
        FactId::Logging => of_setting(store, bucket, SettingKind::Logging).await,
        FactId::Payer => of_setting(store, bucket, SettingKind::Payer).await,
        FactId::Region => (None, store.bucket_region(bucket).await.map(region)),
        FactId::Versions => of_setting(store, bucket, SettingKind::Versioning).await,
        FactId::Encryption => of_setting(store, bucket, SettingKind::Encryption).await,
        FactId::Websites => of_setting(store, bucket, SettingKind::Cors).await,
        FactId::Ownership => of_setting(store, bucket, SettingKind::Ownership).await,
        FactId::Tags => of_setting(store, bucket, SettingKind::Tags).await,
    };
    let (tone, title, text) = told.unwrap_or_else(|error| unseen(id, &error));
    Fact { id, tone, title, text, kind }
}

async fn of_setting(store: &Store, bucket: &str, kind: SettingKind) -> (Option<SettingKind>, Result<Told, StoreError>) {
    (Some(kind), read(store, bucket, kind).await.map(|held| setting(kind, held.value)))
}

fn told(tone: FactTone, title: &str, text: &str) -> Told {
    (tone, title.to_owned(), text.to_owned())
}

/// A fact that could not be seen; the reasons are never mixed.
fn unseen(id: FactId, error: &StoreError) -> Told {
    let what = match id {
        FactId::Visibility => "Who can see it",
        FactId::Size => "What is in it",
        FactId::Versions => "Old versions",
        FactId::Encryption => "Encryption",
        FactId::Lock => "Locking",
        FactId::Websites => "Websites",
        FactId::Ownership => "Ownership",
        FactId::Policy => "Bucket policy",
        FactId::AccessList => "Access list",
        FactId::Lifecycle => "Cleaning up",
        FactId::Site => "Website of its own",
        FactId::Logging => "Record of requests",
        FactId::Payer => "Who pays",
        FactId::Copies => "Copies elsewhere (replication)",
        FactId::News => "News of changes (notifications)",
        FactId::Inventory => "Lists of files (inventory)",
        FactId::Tags => "Tags",
        FactId::Region => "Region",
    };
    let why = match error.kind {
        StoreErrorKind::NotSupported => "This storage does not have this setting.",
        StoreErrorKind::NotPermitted => "This login may not see it.",
        _ => "It could not be read just now.",
    };
    told(FactTone::Unknown, what, why)
}

fn lock(lock: Option<Lock>) -> Told {
    match lock {
        None => told(FactTone::Plain, "Not locked", "Who has permission can delete files at any time."),
        Some(Lock { retention: None }) => {
            told(FactTone::Plain, "Files can be locked", "Each upload says for how long; by itself nothing is locked.")
        }
        Some(Lock { retention: Some(retention) }) => {
            let time = plain::time(&retention);
            let who = if retention.for_everybody { "by nobody" } else { "only by logins with a special permission" };
            (FactTone::Good, format!("Locked for {time}"), format!("Within that time a file can be deleted {who}."))
        }
    }
}

fn region(region: Option<String>) -> Told {
    match region {
        Some(region) => (FactTone::Plain, region, "Where the files are kept.".to_owned()),
        None => told(FactTone::Plain, "One region", "This storage does not tell regions apart."),
    }
}

fn setting(kind: SettingKind, value: Option<SettingValue>) -> Told {
    use FactTone::{Good, Plain, Warn};
    match value {
        Some(SettingValue::Versioning { versioning: Versioning::On }) => {
            told(Good, "Old versions are kept", "A file that is written over or deleted can be brought back.")
        }
        Some(SettingValue::Versioning { versioning: Versioning::Suspended }) => told(
            Warn,
            "No new versions are kept",
            "What is written over now is gone; versions from before are still there.",
        ),
        Some(SettingValue::Encryption { encryption: Encryption::Storage }) => {
            told(Good, "Encrypted", "New files are encrypted with the storage’s own key.")
        }
        Some(SettingValue::Encryption { encryption: Encryption::Service { .. } | Encryption::Twice { .. } }) => told(
            Good,
            "Encrypted with a key of its own",
            "Anyone who reads or writes files also needs permission for that key.",
        ),
        Some(SettingValue::Encryption { encryption: Encryption::Other { name } }) => {
            (Good, "Encrypted".to_owned(), format!("In a way of this storage’s own, {name}."))
        }
        Some(SettingValue::Cors { rules }) => {
            let everyone = rules.iter().any(policy::cors::Rule::is_for_everyone);
            let count = rules.len();
            let rules = if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") };
            match everyone {
                true => (
                    Warn,
                    "Every website is let in".to_owned(),
                    format!("{rules} for web pages; one names every site."),
                ),
                false => (Plain, "Some websites are let in".to_owned(), format!("{rules} for web pages.")),
            }
        }
        Some(SettingValue::Ownership { ownership: Ownership::Enforced }) => {
            told(Good, "Owned by this account", "Access lists are off; policies alone decide.")
        }
        Some(SettingValue::Ownership { .. }) => {
            told(Plain, "Access lists count", "Others who upload may own what they upload.")
        }
        Some(SettingValue::Tags { tags }) => {
            let names: Vec<_> = tags.iter().take(3).map(|tag| tag.name.as_str()).collect();
            let title = if tags.len() == 1 { "1 tag".to_owned() } else { format!("{} tags", tags.len()) };
            (Plain, title, names.join(", "))
        }
        Some(SettingValue::PublicAccess { .. }) => told(Plain, "Public access", ""),
        Some(other) => more::setting(&other),
        None => match kind {
            SettingKind::Versioning => {
                told(Warn, "Old versions are not kept", "What is written over or deleted is gone.")
            }
            SettingKind::Encryption => {
                told(Plain, "No encryption is set", "Whether files are encrypted is up to the storage and each upload.")
            }
            SettingKind::Cors => told(Plain, "No website is let in", "Web pages cannot read files; programs can."),
            SettingKind::Ownership => told(Plain, "Owned by whoever uploads", "As older buckets have it."),
            SettingKind::Tags | SettingKind::PublicAccess => told(Plain, "No tags", "Nothing is noted about it."),
            other => more::none(other),
        },
    }
}
