//! Ownership: whom uploaded files belong to, and with it whether ACLs count.

use store::{Ownership, Store, StoreError, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck, replaced, server_default},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Ownership;

    fn title() -> Words {
        say!(bucket::OwnershipTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<Ownership> {
        document(store, bucket, XmlSetting::Ownership, |document| document.ownership()).await
    }

    async fn write(store: &Store, bucket: &str, ownership: &Ownership) -> Result<(), StoreError> {
        store.put_ownership(bucket, *ownership).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_ownership(bucket, Ownership::Writer).await
    }

    fn removed() -> Option<Ownership> {
        Some(Ownership::Writer)
    }

    fn check(_: Option<&Ownership>, draft: Option<&Ownership>, _: &Around) -> SettingCheck {
        let theirs = draft == Some(&Ownership::Writer);
        theirs.then(|| Note::warn(say!(bucket::OwnershipWarning))).into()
    }

    fn changes(_: Option<&Ownership>, draft: Option<&Ownership>) -> Vec<Change> {
        let sentence = |ownership: &Ownership| match ownership {
            Ownership::Enforced => say!(bucket::OwnershipToEnforced),
            Ownership::Preferred => say!(bucket::OwnershipToPreferred),
            Ownership::Writer => say!(bucket::OwnershipToWriter),
        };
        replaced(draft, sentence, server_default)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(Ownership::Enforced) => {
                (FactTone::Good, say!(bucket::OwnershipEnforcedTitle), say!(bucket::OwnershipEnforced))
            }
            Some(_) => (FactTone::Plain, say!(bucket::OwnershipAclsTitle), say!(bucket::OwnershipAcls)),
            None => (FactTone::Plain, say!(bucket::OwnershipUnsetTitle), say!(bucket::OwnershipUnset)),
        })
    }
}
