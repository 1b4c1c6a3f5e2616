//! Who owns what others upload, and with it whether ACLs count.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who owns uploaded files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// The bucket's owner; ACLs are off (Amazon's default since 2023).
    Enforced,
    /// The bucket's owner, where the upload says so.
    Preferred,
    /// Whoever uploads an object owns it.
    Writer,
}

impl Ownership {
    const NAMES: [(&'static str, Self); 3] = [
        ("BucketOwnerEnforced", Self::Enforced),
        ("BucketOwnerPreferred", Self::Preferred),
        ("ObjectWriter", Self::Writer),
    ];
}

impl Form for Ownership {
    const SETTING: XmlSetting = XmlSetting::Ownership;
    const SHAPE: Shape = Shape {
        get: "GetBucketOwnershipControls",
        put: "PutBucketOwnershipControls",
        root: "OwnershipControls",
        proof: &["Rule"],
        unset: &["OwnershipControlsNotFoundError"],
    };

    calls!(get_bucket_ownership_controls, put_bucket_ownership_controls);

    fn read(from: &Element) -> Option<Self> {
        let told = from.child("Rule")?.text_of("ObjectOwnership")?;
        Self::NAMES.iter().find(|(name, _)| *name == told).map(|(_, ownership)| *ownership)
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let name = Self::NAMES.iter().find(|(_, ownership)| Some(ownership) == value).map(|(name, _)| *name);
        let rule = Element::new("Rule").with([Element::leaf("ObjectOwnership", name.unwrap_or_default())]);
        Element::new(&held.name).with([rule])
    }
}

impl Store {
    /// Who owns uploaded files; `None` where nothing is set, which means whoever uploads. May be
    /// dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_ownership(&self, bucket: &str) -> Result<Option<Ownership>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets it. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_ownership(&self, bucket: &str, ownership: Ownership) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&ownership)).await
    }
}
