//! Ownership: whom uploaded files belong to, and with it whether access lists count.

use policy::cors::Change;
use store::{Ownership, Store, StoreError, XmlSetting};

use crate::settings::{
    around::Around,
    check::{BACK, Note, SettingCheck, replaced},
    fact::{FactTone, Told, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Ownership;

    const TITLE: &'static str = "Ownership";

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
        let text = "Files that other accounts upload then belong to them, and you may be unable to open them.";
        theirs.then(|| Note::warn(text)).into()
    }

    fn changes(_: Option<&Ownership>, draft: Option<&Ownership>) -> Vec<Change> {
        let sentence = |ownership: &Ownership| match ownership {
            Ownership::Enforced => "Every file belongs to the bucket’s owner, and access lists are off.".to_owned(),
            Ownership::Preferred => {
                "A file belongs to the bucket’s owner where its upload says so; access lists count.".to_owned()
            }
            Ownership::Writer => "A file belongs to whoever uploads it; access lists count.".to_owned(),
        };
        replaced(draft, sentence, BACK)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(Ownership::Enforced) => {
                told(FactTone::Good, "Owned by this account", "Access lists are off; policies alone decide.")
            }
            Some(_) => told(FactTone::Plain, "Access lists count", "Others who upload may own what they upload."),
            None => told(FactTone::Plain, "Owned by whoever uploads", "As older buckets have it."),
        })
    }
}
