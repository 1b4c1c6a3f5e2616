//! Encryption: how new files are encrypted where their upload says nothing about it.

use policy::cors::Change;
use store::{Encryption, Store, StoreError, XmlSetting};

use crate::settings::{
    around::Around,
    check::{BACK, Note, SettingCheck, replaced},
    fact::{FactTone, Told, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Encryption;

    const TITLE: &'static str = "Encryption";

    async fn read(store: &Store, bucket: &str) -> Read<Encryption> {
        document(store, bucket, XmlSetting::Encryption, |document| document.encryption()).await
    }

    async fn write(store: &Store, bucket: &str, encryption: &Encryption) -> Result<(), StoreError> {
        store.put_encryption(bucket, encryption).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_encryption(bucket, &Encryption::Storage).await
    }

    fn removed() -> Option<Encryption> {
        Some(Encryption::Storage)
    }

    fn check(_: Option<&Encryption>, draft: Option<&Encryption>, _: &Around) -> SettingCheck {
        let by_service = matches!(draft, Some(Encryption::Service { .. } | Encryption::Twice { .. }));
        let text = "Whoever reads or writes files then also needs permission for the key. Files that are there stay as they are.";
        by_service.then(|| Note::warn(text)).into()
    }

    fn changes(_: Option<&Encryption>, draft: Option<&Encryption>) -> Vec<Change> {
        replaced(draft, sentence, BACK)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(Encryption::Storage) => {
                told(FactTone::Good, "Encrypted", "New files are encrypted with the storage’s own key.")
            }
            Some(Encryption::Service { .. } | Encryption::Twice { .. }) => told(
                FactTone::Good,
                "Encrypted with a key of its own",
                "Anyone who reads or writes files also needs permission for that key.",
            ),
            Some(Encryption::Other { name }) => {
                told(FactTone::Good, "Encrypted", &format!("In a way of this storage’s own, {name}."))
            }
            None => told(
                FactTone::Plain,
                "No encryption is set",
                "Whether files are encrypted is up to the storage and each upload.",
            ),
        })
    }
}

fn sentence(encryption: &Encryption) -> String {
    match encryption {
        Encryption::Storage => "New files are encrypted with the storage’s own key.".to_owned(),
        Encryption::Service { id, .. } => format!("New files are encrypted with {} of the key service.", key(id)),
        Encryption::Twice { id } => {
            format!("New files are encrypted twice, with {} of the key service (DSSE-KMS).", key(id))
        }
        Encryption::Other { name } => format!("New files are encrypted in this storage’s own way, {name}."),
    }
}

fn key(id: &str) -> &str {
    if id.is_empty() { "the account’s default key" } else { id }
}
