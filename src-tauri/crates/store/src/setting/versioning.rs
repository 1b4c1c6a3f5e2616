//! Whether a bucket keeps the old versions of its files.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What becomes of a file that is written over or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Versioning {
    /// It stays as an old version.
    On,
    /// It is gone; versions from the time when it was on stay.
    Suspended,
}

impl Form for Versioning {
    const SETTING: XmlSetting = XmlSetting::Versioning;
    const SHAPE: Shape = Shape {
        get: "GetBucketVersioning",
        put: "PutBucketVersioning",
        root: "VersioningConfiguration",
        proof: &[],
        unset: &[],
    };

    calls!(get_bucket_versioning, put_bucket_versioning);

    fn read(from: &Element) -> Option<Self> {
        match from.text_of("Status")? {
            "Enabled" => Some(Self::On),
            "Suspended" => Some(Self::Suspended),
            _ => None,
        }
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let status = value.map(|value| match value {
            Self::On => "Enabled",
            Self::Suspended => "Suspended",
        });
        Element::new(&held.name).with(status.map(|status| Element::leaf("Status", status)))
    }
}

impl Store {
    /// Whether old versions are kept; `None` where it was never switched on. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_versioning(&self, bucket: &str) -> Result<Option<Versioning>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Switches it. Once on, it can be suspended and never be switched off. See the module
    /// `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_versioning(&self, bucket: &str, versioning: Versioning) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&versioning)).await
    }
}
