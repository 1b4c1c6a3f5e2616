//! Access logging: where a bucket writes down who asked for what.

use store::{Logging, Store, StoreError, XmlSetting};
use words::{Words, bucket, say};

use crate::{
    names::check_name,
    settings::{
        around::Around,
        check::{Change, Note, SettingCheck, replaced},
        fact::{FactText, FactTone},
        setting::{Read, Setting, document},
    },
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Logging;

    fn title() -> Words {
        say!(bucket::LoggingTitle)
    }

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
        replaced(draft, sentence, || say!(bucket::LoggingGone))
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(logging) => (FactTone::Plain, say!(bucket::LoggingOnTitle), sentence(&logging)),
            None => (FactTone::Plain, say!(bucket::LoggingOffTitle), say!(bucket::LoggingOff)),
        })
    }
}

fn about(logging: &Logging) -> Note {
    match check_name(&logging.bucket).stop {
        None => Note::warn(say!(bucket::LoggingWarning)),
        Some(_) => Note::stop(say!(bucket::LoggingBucketMissing)),
    }
}

fn sentence(Logging { bucket, prefix, .. }: &Logging) -> Words {
    match (bucket.trim(), prefix.as_str()) {
        ("", _) => say!(bucket::LoggingToOther),
        (bucket, "") => say!(bucket::LoggingTo, bucket),
        (bucket, folder) => say!(bucket::LoggingToFolder, bucket, folder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_that_is_not_typed_yet_leaves_no_hole_in_the_sentence() {
        assert_eq!(sentence(&Logging::default()), "Requests are logged to another bucket.");
    }
}
