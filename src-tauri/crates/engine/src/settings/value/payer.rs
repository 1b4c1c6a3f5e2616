//! Requester Pays: who pays for requests and downloads.

use store::{Payer, Store, StoreError, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck, replaced, server_default},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Payer;

    fn title() -> Words {
        say!(bucket::PayerTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<Payer> {
        document(store, bucket, XmlSetting::Payer, |document| document.payer()).await
    }

    async fn write(store: &Store, bucket: &str, payer: &Payer) -> Result<(), StoreError> {
        store.put_payer(bucket, *payer).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_payer(bucket, Payer::Owner).await
    }

    fn removed() -> Option<Payer> {
        Some(Payer::Owner)
    }

    fn check(_: Option<&Payer>, draft: Option<&Payer>, _: &Around) -> SettingCheck {
        (draft == Some(&Payer::Requester)).then(|| Note::warn(say!(bucket::PayerWarning))).into()
    }

    fn changes(_: Option<&Payer>, draft: Option<&Payer>) -> Vec<Change> {
        replaced(draft, sentence, server_default)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(payer @ Payer::Requester) => (FactTone::Warn, say!(bucket::PayerRequesterTitle), sentence(&payer)),
            Some(Payer::Owner) | None => (FactTone::Plain, say!(bucket::PayerOwnerTitle), say!(bucket::PayerOwnerAll)),
        })
    }
}

fn sentence(payer: &Payer) -> Words {
    match payer {
        Payer::Owner => say!(bucket::PayerOwner),
        Payer::Requester => say!(bucket::PayerRequester),
    }
}
