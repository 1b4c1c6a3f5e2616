//! Where a bucket writes down who asked for what.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the records go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Logging {
    /// The bucket that takes them.
    pub bucket: String,
    /// What their keys begin with.
    pub prefix: String,
    /// Folders by date: `EventTime` or `DeliveryTime`; empty for none.
    pub by_date: String,
    /// How many permissions others have on the records; they are not shown, and stay as they are.
    pub grants: usize,
}

impl Form for Logging {
    const SETTING: XmlSetting = XmlSetting::Logging;
    const SHAPE: Shape = Shape {
        get: "GetBucketLogging",
        put: "PutBucketLogging",
        root: "BucketLoggingStatus",
        proof: &["LoggingEnabled"],
        unset: &[],
    };

    calls!(get_bucket_logging, put_bucket_logging);

    fn read(from: &Element) -> Option<Self> {
        let on = from.child("LoggingEnabled")?;
        let by_date = on.child("TargetObjectKeyFormat").and_then(|format| format.child("PartitionedPrefix"));
        Some(Self {
            bucket: on.text_of("TargetBucket")?.to_owned(),
            prefix: on.child("TargetPrefix").map(|prefix| prefix.text.clone()).unwrap_or_default(),
            by_date: by_date.and_then(|by| by.text_of("PartitionDateSource")).unwrap_or_default().to_owned(),
            grants: on.child("TargetGrants").map_or(0, |grants| grants.all("Grant").count()),
        })
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let on = value.map(|Self { bucket, prefix, by_date, .. }| {
            // The usual form of the keys is not told, since older storages do not know the element.
            let format = (!by_date.is_empty()).then(|| {
                let by = Element::new("PartitionedPrefix").with([Element::leaf("PartitionDateSource", by_date)]);
                Element::new("TargetObjectKeyFormat").with([by])
            });
            let to = [Element::leaf("TargetBucket", bucket), Element::leaf("TargetPrefix", prefix)];
            Element::new("LoggingEnabled").with(to).with(format)
        });
        Element::new(&held.name).with(on)
    }

    fn usual(mut held: Element) -> Element {
        if let Some(on) = held.child_mut("LoggingEnabled") {
            // That the keys have their usual form goes without saying, and cannot be said beside
            // another form.
            let simple = Element::new("TargetObjectKeyFormat").with([Element::new("SimplePrefix")]);
            on.children.retain(|child| *child != simple);
        }
        held
    }
}

impl Store {
    /// Where the records go; `None` where none are written. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_logging(&self, bucket: &str) -> Result<Option<Logging>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets it, or with `None` switches it off. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_logging(&self, bucket: &str, logging: Option<&Logging>) -> Result<(), StoreError> {
        self.write_setting(bucket, logging).await
    }
}
