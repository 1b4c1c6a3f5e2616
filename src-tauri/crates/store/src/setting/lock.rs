//! Whether a bucket's files can be locked against deletion, and for how long by default. Whether
//! they can at all is chosen when the bucket is made.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A bucket with object lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    /// How long a new file is locked by itself.
    pub retention: Option<Retention>,
}

/// For how long, and how firmly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Retention {
    /// Nobody at all can delete within the time (compliance), not even the account's owner.
    pub for_everybody: bool,
    /// Days, where it is told in days.
    pub days: Option<i32>,
    /// Years, where it is told in years.
    pub years: Option<i32>,
}

impl Form for Lock {
    const SETTING: XmlSetting = XmlSetting::Lock;
    const SHAPE: Shape = Shape {
        get: "GetObjectLockConfiguration",
        put: "PutObjectLockConfiguration",
        root: "ObjectLockConfiguration",
        proof: &["ObjectLockEnabled"],
        unset: &["ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration"],
    };

    calls!(get_object_lock_configuration, put_object_lock_configuration);

    fn read(from: &Element) -> Option<Self> {
        let default = from.child("Rule").and_then(|rule| rule.child("DefaultRetention"));
        (from.text_of("ObjectLockEnabled")? == "Enabled").then(|| Self {
            retention: default.map(|default| Retention {
                for_everybody: default.text_of("Mode") == Some("COMPLIANCE"),
                days: default.number("Days").filter(|days| *days != 0),
                years: default.number("Years").filter(|years| *years != 0),
            }),
        })
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let rule = value.and_then(|lock| lock.retention).map(|Retention { for_everybody, days, years }| {
            let mode = Element::leaf("Mode", if for_everybody { "COMPLIANCE" } else { "GOVERNANCE" });
            let days = days.map(|days| Element::leaf("Days", days));
            let years = years.map(|years| Element::leaf("Years", years));
            let default = Element::new("DefaultRetention").with([mode]).with(days).with(years);
            Element::new("Rule").with([default])
        });
        let enabled = value.map(|_| Element::leaf("ObjectLockEnabled", "Enabled"));
        Element::new(&held.name).with(enabled).with(rule)
    }
}

impl Store {
    /// The lock; `None` where the bucket has none. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_lock(&self, bucket: &str) -> Result<Option<Lock>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets for how long new files of a bucket with object lock are locked by themselves. See the
    /// module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_lock(&self, bucket: &str, retention: Option<Retention>) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&Lock { retention })).await
    }
}
