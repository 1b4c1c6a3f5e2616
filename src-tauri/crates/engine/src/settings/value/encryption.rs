//! Encryption: how new files are encrypted where their upload says nothing about it.

use store::{Encryption, Store, StoreError, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck, replaced, server_default},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Encryption;

    fn title() -> Words {
        say!(bucket::EncryptionTitle)
    }

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
        by_service.then(|| Note::warn(say!(bucket::EncryptionWarning))).into()
    }

    fn changes(_: Option<&Encryption>, draft: Option<&Encryption>) -> Vec<Change> {
        replaced(draft, sentence, server_default)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(Encryption::Service { .. } | Encryption::Twice { .. }) => {
                (FactTone::Good, say!(bucket::EncryptionKmsTitle), say!(bucket::EncryptionKms))
            }
            Some(told @ (Encryption::Storage | Encryption::Other { .. })) => {
                (FactTone::Good, say!(bucket::EncryptionStorageTitle), sentence(&told))
            }
            None => (FactTone::Plain, say!(bucket::EncryptionNoneTitle), say!(bucket::EncryptionNone)),
        })
    }
}

fn sentence(encryption: &Encryption) -> Words {
    match encryption {
        Encryption::Storage => say!(bucket::EncryptionStorage),
        Encryption::Service { id, .. } if id.is_empty() => say!(bucket::EncryptionServiceDefault),
        Encryption::Service { id, .. } => say!(bucket::EncryptionService, key = id),
        Encryption::Twice { id } if id.is_empty() => say!(bucket::EncryptionTwiceDefault),
        Encryption::Twice { id } => say!(bucket::EncryptionTwice, key = id),
        Encryption::Other { name } => say!(bucket::EncryptionOther, name),
    }
}
