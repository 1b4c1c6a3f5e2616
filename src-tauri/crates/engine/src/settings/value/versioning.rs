//! Versioning: whether old versions of files are kept.

use store::{Store, StoreError, Versioning, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::{Around, knows_settings},
    check::{Change, Note, SettingCheck, replaced, server_default},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Versioning;

    fn title() -> Words {
        say!(bucket::VersioningTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<Versioning> {
        let read = document(store, bucket, XmlSetting::Versioning, |document| document.versioning()).await?;
        if read.0.is_none() {
            knows_settings(store, bucket).await?;
        }
        Ok(read)
    }

    async fn write(store: &Store, bucket: &str, versioning: &Versioning) -> Result<(), StoreError> {
        store.put_versioning(bucket, *versioning).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_versioning(bucket, Versioning::Suspended).await
    }

    /// Once on, versions can be suspended and not be forgotten.
    fn removed() -> Option<Versioning> {
        Some(Versioning::Suspended)
    }

    fn check(_: Option<&Versioning>, draft: Option<&Versioning>, _: &Around) -> SettingCheck {
        let ends = draft == Some(&Versioning::Suspended);
        ends.then(|| Note::warn(say!(bucket::VersioningWarning))).into()
    }

    fn changes(_: Option<&Versioning>, draft: Option<&Versioning>) -> Vec<Change> {
        let sentence = |versioning: &Versioning| match versioning {
            Versioning::On => say!(bucket::VersioningTurnedOn),
            Versioning::Suspended => say!(bucket::VersioningTurnedOff),
        };
        replaced(draft, sentence, server_default)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(Versioning::On) => (FactTone::Good, say!(bucket::VersioningOnTitle), say!(bucket::VersioningOn)),
            Some(Versioning::Suspended) => {
                (FactTone::Warn, say!(bucket::VersioningSuspendedTitle), say!(bucket::VersioningSuspended))
            }
            None => (FactTone::Warn, say!(bucket::VersioningOffTitle), say!(bucket::VersioningOff)),
        })
    }
}
