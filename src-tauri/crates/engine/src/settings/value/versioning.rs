//! Versioning: whether old versions of files are kept.

use policy::cors::Change;
use store::{Store, StoreError, Versioning, XmlSetting};

use crate::settings::{
    around::{Around, knows_settings},
    check::{BACK, Note, SettingCheck, replaced},
    fact::{FactTone, Told, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Versioning;

    const TITLE: &'static str = "Old versions";

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
        let text = "From now on a file that is written over or deleted is gone. Old versions that exist stay, and stay on the bill.";
        ends.then(|| Note::warn(text)).into()
    }

    fn changes(_: Option<&Versioning>, draft: Option<&Versioning>) -> Vec<Change> {
        let sentence = |versioning: &Versioning| match versioning {
            Versioning::On => "Old versions are kept: what is written over or deleted can be brought back.".to_owned(),
            Versioning::Suspended => "Old versions are no longer kept.".to_owned(),
        };
        replaced(draft, sentence, BACK)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(Versioning::On) => told(
                FactTone::Good,
                "Old versions are kept",
                "A file that is written over or deleted can be brought back.",
            ),
            Some(Versioning::Suspended) => told(
                FactTone::Warn,
                "No new versions are kept",
                "What is written over now is gone; versions from before are still there.",
            ),
            None => told(FactTone::Warn, "Old versions are not kept", "What is written over or deleted is gone."),
        })
    }
}
