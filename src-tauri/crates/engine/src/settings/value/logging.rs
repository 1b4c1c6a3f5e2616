//! Access logging: where a bucket writes down who asked for what.

use policy::cors::Change;
use store::{Logging, Store, StoreError, XmlSetting};

use crate::{
    names::{check_name, named},
    settings::{
        around::Around,
        check::{Note, SettingCheck, replaced},
        fact::{FactTone, Told, told},
        setting::{Read, Setting, document},
    },
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Logging;

    const TITLE: &'static str = "Record of requests";

    async fn read(store: &Store, bucket: &str) -> Read<Logging> {
        document(store, bucket, XmlSetting::Logging, |document| document.logging()).await
    }

    async fn write(store: &Store, bucket: &str, logging: &Logging) -> Result<(), StoreError> {
        store.put_logging(bucket, Some(logging)).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_logging(bucket, None).await
    }

    /// The permissions that others have on the records are no part of what one wants.
    fn same(a: &Logging, b: &Logging) -> bool {
        Logging { grants: 0, ..a.clone() } == Logging { grants: 0, ..b.clone() }
    }

    fn check(_: Option<&Logging>, draft: Option<&Logging>, _: &Around) -> SettingCheck {
        draft.map(about).into()
    }

    fn changes(_: Option<&Logging>, draft: Option<&Logging>) -> Vec<Change> {
        replaced(draft, sentence, "Requests are no longer written down.")
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(logging) => told(FactTone::Plain, "Requests are written down", &sentence(&logging)),
            None => told(FactTone::Plain, "Requests are not written down", "Nobody can see later who opened what."),
        })
    }
}

fn about(logging: &Logging) -> Note {
    if check_name(&logging.bucket).stop.is_empty() {
        Note::warn(
            "That bucket has to be of the same account and region, and to let the storage write into it. Records come some hours later.",
        )
    } else {
        Note::stop("The records need the name of a bucket to go to.")
    }
}

fn sentence(logging: &Logging) -> String {
    let below = if logging.prefix.is_empty() { String::new() } else { format!(", below `{}`", logging.prefix) };
    format!("Requests are written down in {}{below}.", named(&logging.bucket, "another bucket"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_that_is_not_typed_yet_leaves_no_hole_in_the_sentence() {
        assert_eq!(sentence(&Logging::default()), "Requests are written down in another bucket.");
    }
}
