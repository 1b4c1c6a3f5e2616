//! What is true of a bucket, in plain words: who can see it, what becomes of old versions, how it
//! is encrypted, locked, where it is, who owns what. Each fact is told as soon as it is known; one
//! that cannot be seen says so. Only reads. Dropping it stops the reading.

use futures_util::{StreamExt, stream::FuturesUnordered};
use serde::Serialize;
use store::{Store, StoreError, StoreErrorKind};
use ts_rs::TS;
use words::{Words, bucket, say};

use super::{
    fact::{FactText, FactTone},
    value::{self, FactId, SettingKind},
};

mod more;

/// One thing that is to be known about a bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Fact {
    /// Which; a fact is told once, in any order.
    pub id: FactId,
    /// Whether it is good, a warning, or neither.
    pub tone: FactTone,
    /// What it is about, in a few words.
    pub title: Words,
    /// What it means for files.
    pub text: Words,
    /// Where it can be changed.
    pub kind: Option<SettingKind>,
}

/// What a fact is about.
#[derive(Clone, Copy)]
enum About {
    Setting(SettingKind),
    Size,
    Copies,
    News,
    Inventory,
    Region,
}

/// Tells everything that can be seen of the bucket.
pub async fn look(store: &Store, bucket: &str, say: &(dyn Fn(Fact) + Send + Sync)) {
    let others = [About::Size, About::Copies, About::News, About::Inventory, About::Region];
    tell(store, bucket, SettingKind::ALL.into_iter().map(About::Setting).chain(others), say).await;
}

/// Tells whether old versions are kept and who can see the bucket: what is shown beside its files.
pub async fn glance(store: &Store, bucket: &str, say: &(dyn Fn(Fact) + Send + Sync)) {
    let two = [SettingKind::Versioning, SettingKind::PublicAccess];
    tell(store, bucket, two.into_iter().map(About::Setting), say).await;
}

async fn tell(store: &Store, bucket: &str, all: impl Iterator<Item = About>, say: &(dyn Fn(Fact) + Send + Sync)) {
    let mut facts: FuturesUnordered<_> = all.map(|about| fact(store, bucket, about)).collect();
    while let Some(fact) = facts.next().await {
        say(fact);
    }
}

async fn fact(store: &Store, bucket: &str, about: About) -> Fact {
    let told = match about {
        About::Setting(kind) => value::fact(store, bucket, kind).await,
        About::Size => more::size(store, bucket).await,
        About::Copies => store.get_replication(bucket).await.map(|rules| more::copies(&rules.unwrap_or_default())),
        About::News => store.get_notifications(bucket).await.map(|news| more::news(&news)),
        About::Inventory => store.list_inventories(bucket).await.map(|lists| more::inventory(&lists)),
        About::Region => store.bucket_region(bucket).await.map(region),
    };
    let (tone, title, text) = told.unwrap_or_else(|error| unseen(about, &error));
    let kind = match about {
        About::Setting(kind) => Some(kind),
        _ => None,
    };
    Fact { id: about.id(), tone, title, text, kind }
}

impl About {
    fn id(self) -> FactId {
        match self {
            Self::Setting(kind) => kind.fact(),
            Self::Size => FactId::Size,
            Self::Copies => FactId::Copies,
            Self::News => FactId::News,
            Self::Inventory => FactId::Inventory,
            Self::Region => FactId::Region,
        }
    }

    /// What it is called where it could not be seen.
    fn title(self) -> Words {
        match self {
            Self::Setting(kind) => kind.title(),
            Self::Size => say!(bucket::SizeTitle),
            Self::Copies => say!(bucket::ReplicationTitle),
            Self::News => say!(bucket::EventsTitle),
            Self::Inventory => say!(bucket::InventoryTitle),
            Self::Region => say!(bucket::RegionTitle),
        }
    }
}

/// A fact that could not be seen; the reasons are never mixed.
fn unseen(about: About, error: &StoreError) -> FactText {
    let why = match error.kind {
        StoreErrorKind::NotSupported => say!(bucket::NotSupported),
        StoreErrorKind::NotPermitted => say!(bucket::NotPermitted),
        _ => say!(bucket::Unread),
    };
    (FactTone::Unknown, about.title(), why)
}

fn region(region: Option<String>) -> FactText {
    match region {
        Some(region) => (FactTone::Plain, region.into(), say!(bucket::Region)),
        None => (FactTone::Plain, say!(bucket::NoRegionTitle), say!(bucket::NoRegion)),
    }
}
