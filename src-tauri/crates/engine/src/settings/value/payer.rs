//! Requester Pays: who pays for requests and downloads.

use policy::cors::Change;
use store::{Payer, Store, StoreError, XmlSetting};

use crate::settings::{
    around::Around,
    check::{BACK, Note, SettingCheck, replaced},
    fact::{FactTone, Told, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Payer;

    const TITLE: &'static str = "Who pays";

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
        let text = "Whoever opens files has to say in each request that they pay. Links, websites and most programs do not, and stop working.";
        (draft == Some(&Payer::Requester)).then(|| Note::warn(text)).into()
    }

    fn changes(_: Option<&Payer>, draft: Option<&Payer>) -> Vec<Change> {
        replaced(draft, |payer| sentence(*payer).to_owned(), BACK)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(payer @ Payer::Requester) => told(FactTone::Warn, "Whoever asks pays", sentence(payer)),
            Some(payer @ Payer::Owner) => told(FactTone::Plain, "The owner pays", sentence(payer)),
            None => told(FactTone::Plain, "The owner pays", "For storing and for requests."),
        })
    }
}

fn sentence(payer: Payer) -> &'static str {
    match payer {
        Payer::Owner => "The owner of the bucket pays for requests.",
        Payer::Requester => "Whoever asks for files pays for it.",
    }
}
