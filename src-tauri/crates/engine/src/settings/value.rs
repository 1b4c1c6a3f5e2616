//! What a setting can be, and the one place that says which call of the store reads, writes or removes it.

use policy::cors::{Config, Rule};
use serde::{Deserialize, Serialize};
use store::{
    Document, Encryption, LifecycleRule, Listed, Logging, Ownership, Payer, PublicAccess, Retention, Store, StoreError,
    StoreErrorKind, Tag, Versioning, Website, XmlSetting,
};
use ts_rs::TS;

use super::{access_list, bucket_policy, lifecycle};

/// The settings that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SettingKind {
    Cors,
    Policy,
    Versioning,
    Lifecycle,
    PublicAccess,
    Ownership,
    AccessList,
    Encryption,
    Lock,
    Website,
    Logging,
    Payer,
    Tags,
}

impl SettingKind {
    /// Every one of them.
    pub const ALL: [Self; 13] = [
        Self::Cors,
        Self::Policy,
        Self::Versioning,
        Self::Lifecycle,
        Self::PublicAccess,
        Self::Ownership,
        Self::AccessList,
        Self::Encryption,
        Self::Lock,
        Self::Website,
        Self::Logging,
        Self::Payer,
        Self::Tags,
    ];
}

/// A setting's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SettingValue {
    Cors { rules: Vec<Rule> },
    Policy { text: String },
    Versioning { versioning: Versioning },
    PublicAccess { locks: PublicAccess },
    Ownership { ownership: Ownership },
    AccessList { list: Vec<Listed> },
    Encryption { encryption: Encryption },
    Tags { tags: Vec<Tag> },
    Lifecycle { rules: Vec<LifecycleRule> },
    Lock { retention: Option<Retention> },
    Website { website: Website },
    Logging { logging: Logging },
    Payer { payer: Payer },
}

impl SettingValue {
    /// Which setting it is of.
    #[must_use]
    pub fn kind(&self) -> SettingKind {
        match self {
            Self::Cors { .. } => SettingKind::Cors,
            Self::Policy { .. } => SettingKind::Policy,
            Self::Versioning { .. } => SettingKind::Versioning,
            Self::PublicAccess { .. } => SettingKind::PublicAccess,
            Self::Ownership { .. } => SettingKind::Ownership,
            Self::AccessList { .. } => SettingKind::AccessList,
            Self::Encryption { .. } => SettingKind::Encryption,
            Self::Tags { .. } => SettingKind::Tags,
            Self::Lifecycle { .. } => SettingKind::Lifecycle,
            Self::Lock { .. } => SettingKind::Lock,
            Self::Website { .. } => SettingKind::Website,
            Self::Logging { .. } => SettingKind::Logging,
            Self::Payer { .. } => SettingKind::Payer,
        }
    }
}

/// Whether two values mean the same: order counts only where the storage goes by it.
pub(super) fn same(a: &Option<SettingValue>, b: &Option<SettingValue>) -> bool {
    match (a, b) {
        (Some(SettingValue::Cors { rules: a }), Some(SettingValue::Cors { rules: b })) => {
            Config { rules: a.clone() }.same(&Config { rules: b.clone() })
        }
        (Some(SettingValue::Policy { text: a }), Some(SettingValue::Policy { text: b })) => bucket_policy::same(a, b),
        (Some(SettingValue::AccessList { list: a }), Some(SettingValue::AccessList { list: b })) => {
            access_list::same(a, b)
        }
        (Some(SettingValue::Lifecycle { rules: a }), Some(SettingValue::Lifecycle { rules: b })) => {
            lifecycle::same(a, b)
        }
        (Some(SettingValue::Tags { tags: a }), Some(SettingValue::Tags { tags: b })) => {
            let sorted = |tags: &[Tag]| {
                let mut tags = tags.to_vec();
                tags.sort();
                tags
            };
            sorted(a) == sorted(b)
        }
        (Some(SettingValue::Website { website: a }), Some(SettingValue::Website { website: b })) => {
            // How many rules stay beside it is no part of what one wants.
            let pages = |website: &Website| match website {
                Website::Pages { index, error, .. } => Some((index.clone(), error.clone())),
                Website::Redirect { .. } => None,
            };
            a == b || (pages(a).is_some() && pages(a) == pages(b))
        }
        (Some(SettingValue::Logging { logging: a }), Some(SettingValue::Logging { logging: b })) => {
            Logging { grants: 0, ..a.clone() } == Logging { grants: 0, ..b.clone() }
        }
        _ => a == b,
    }
}

/// A setting as it was read: what a person sees of it, and the document that it came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Held {
    pub(super) value: Option<SettingValue>,
    /// Nothing of a policy, which is a text and shown whole.
    pub(super) document: Option<Document>,
}

impl Held {
    /// What it has that no form here shows, by name.
    pub(super) fn beyond(&self) -> &[String] {
        self.document.as_ref().map(Document::beyond).unwrap_or_default()
    }

    /// Whether nothing is different, in what is shown and in what is not.
    pub(super) fn same(&self, other: &Self) -> bool {
        same(&self.value, &other.value) && self.same_beyond(other)
    }

    /// Whether what is not shown is the same; a storage may tell it in any order.
    pub(super) fn same_beyond(&self, other: &Self) -> bool {
        let sorted = |held: &Self| {
            let mut names = held.beyond().to_vec();
            names.sort();
            names
        };
        sorted(self) == sorted(other)
    }
}

fn document_of(kind: SettingKind) -> Option<XmlSetting> {
    Some(match kind {
        SettingKind::Policy => return None,
        SettingKind::Cors => XmlSetting::Cors,
        SettingKind::Versioning => XmlSetting::Versioning,
        SettingKind::Lifecycle => XmlSetting::Lifecycle,
        SettingKind::PublicAccess => XmlSetting::PublicAccess,
        SettingKind::Ownership => XmlSetting::Ownership,
        SettingKind::AccessList => XmlSetting::AccessList,
        SettingKind::Encryption => XmlSetting::Encryption,
        SettingKind::Lock => XmlSetting::Lock,
        SettingKind::Website => XmlSetting::Website,
        SettingKind::Logging => XmlSetting::Logging,
        SettingKind::Payer => XmlSetting::Payer,
        SettingKind::Tags => XmlSetting::Tags,
    })
}

/// What a person sees of a document.
fn shown(kind: SettingKind, from: &Document) -> Option<SettingValue> {
    match kind {
        SettingKind::Policy => None,
        SettingKind::Cors => from.cors().map(|config| SettingValue::Cors { rules: config.rules }),
        SettingKind::Versioning => from.versioning().map(|versioning| SettingValue::Versioning { versioning }),
        SettingKind::PublicAccess => from.public_access().map(|locks| SettingValue::PublicAccess { locks }),
        SettingKind::Ownership => from.ownership().map(|ownership| SettingValue::Ownership { ownership }),
        SettingKind::AccessList => from.access_list().map(|list| SettingValue::AccessList { list }),
        SettingKind::Encryption => from.encryption().map(|encryption| SettingValue::Encryption { encryption }),
        SettingKind::Tags => from.tags().map(|tags| SettingValue::Tags { tags }),
        SettingKind::Lifecycle => from.lifecycle().map(|rules| SettingValue::Lifecycle { rules }),
        SettingKind::Lock => from.lock().map(|lock| SettingValue::Lock { retention: lock.retention }),
        SettingKind::Website => from.website().map(|website| SettingValue::Website { website }),
        SettingKind::Logging => from.logging().map(|logging| SettingValue::Logging { logging }),
        SettingKind::Payer => from.payer().map(|payer| SettingValue::Payer { payer }),
    }
}

pub(super) async fn read(store: &Store, bucket: &str, kind: SettingKind) -> Result<Held, StoreError> {
    let Some(setting) = document_of(kind) else {
        let text = store.get_policy(bucket).await?;
        let value = text.map(|text| SettingValue::Policy { text: bucket_policy::readable(text) });
        return Ok(Held { value, document: None });
    };
    let document = store.document(bucket, setting).await?;
    let value = document.as_ref().and_then(|document| shown(kind, document));
    if kind == SettingKind::Versioning && value.is_none() {
        knows_settings(store, bucket).await?;
    }
    Ok(Held { value, document })
}

/// "Never switched on" is an empty answer, which a server without any settings gives as well (rclone). One that answers
/// the question for CORS with a listing is such a server.
pub(super) async fn knows_settings(store: &Store, bucket: &str) -> Result<(), StoreError> {
    match store.get_cors(bucket).await {
        Err(error) if error.kind == StoreErrorKind::NotSupported && error.status.is_some_and(|status| status < 300) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// What removing a setting that is set comes to: some can only be set to what "nothing set" means.
pub(super) fn removed(kind: SettingKind) -> Option<SettingValue> {
    match kind {
        SettingKind::Cors
        | SettingKind::Policy
        | SettingKind::Tags
        | SettingKind::PublicAccess
        | SettingKind::AccessList
        | SettingKind::Lifecycle
        | SettingKind::Website
        | SettingKind::Logging => None,
        SettingKind::Lock => Some(SettingValue::Lock { retention: None }),
        SettingKind::Payer => Some(SettingValue::Payer { payer: Payer::Owner }),
        // Once on, versions can be suspended and not be forgotten.
        SettingKind::Versioning => Some(SettingValue::Versioning { versioning: Versioning::Suspended }),
        SettingKind::Encryption => Some(SettingValue::Encryption { encryption: Encryption::Storage }),
        SettingKind::Ownership => Some(SettingValue::Ownership { ownership: Ownership::Writer }),
    }
}

/// Writes a value, or removes the setting. Only after a [`read`] that went well. What the setting has beyond the value
/// stays (see the module `setting` of `store`), or nothing is written.
pub(super) async fn write(
    store: &Store,
    bucket: &str,
    kind: SettingKind,
    wanted: Option<&SettingValue>,
) -> Result<(), StoreError> {
    match wanted {
        Some(SettingValue::Cors { rules }) if rules.is_empty() => store.delete_cors(bucket).await,
        Some(SettingValue::Cors { rules }) => store.put_cors(bucket, &Config { rules: rules.clone() }).await,
        Some(SettingValue::Policy { text }) => store.put_policy(bucket, &bucket_policy::sendable(text)).await,
        Some(SettingValue::Versioning { versioning }) => store.put_versioning(bucket, *versioning).await,
        Some(SettingValue::PublicAccess { locks }) => store.put_public_access(bucket, *locks).await,
        Some(SettingValue::Ownership { ownership }) => store.put_ownership(bucket, *ownership).await,
        Some(SettingValue::AccessList { list }) => store.put_access_list(bucket, list).await,
        Some(SettingValue::Encryption { encryption }) => store.put_encryption(bucket, encryption).await,
        Some(SettingValue::Tags { tags }) if tags.is_empty() => store.delete_tags(bucket).await,
        Some(SettingValue::Tags { tags }) => store.put_tags(bucket, tags).await,
        Some(SettingValue::Lifecycle { rules }) if rules.is_empty() => store.delete_lifecycle(bucket).await,
        Some(SettingValue::Lifecycle { rules }) => store.put_lifecycle(bucket, rules).await,
        Some(SettingValue::Lock { retention }) => store.put_lock(bucket, *retention).await,
        Some(SettingValue::Website { website }) => store.put_website(bucket, website).await,
        Some(SettingValue::Logging { logging }) => store.put_logging(bucket, Some(logging)).await,
        Some(SettingValue::Payer { payer }) => store.put_payer(bucket, *payer).await,
        None => match kind {
            SettingKind::Lifecycle => store.delete_lifecycle(bucket).await,
            SettingKind::Website => store.delete_website(bucket).await,
            SettingKind::Logging => store.put_logging(bucket, None).await,
            SettingKind::Lock => store.put_lock(bucket, None).await,
            SettingKind::Payer => store.put_payer(bucket, Payer::Owner).await,
            SettingKind::Cors => store.delete_cors(bucket).await,
            SettingKind::Policy => store.delete_policy(bucket).await,
            SettingKind::Tags => store.delete_tags(bucket).await,
            SettingKind::PublicAccess => store.delete_public_access(bucket).await,
            SettingKind::AccessList => store.put_access_list(bucket, &[]).await,
            SettingKind::Versioning => store.put_versioning(bucket, Versioning::Suspended).await,
            SettingKind::Encryption => store.put_encryption(bucket, &Encryption::Storage).await,
            SettingKind::Ownership => store.put_ownership(bucket, Ownership::Writer).await,
        },
    }
}
