//! How a bucket encrypts new files where the upload says nothing about it.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The key that new files are encrypted with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Encryption {
    /// One of the storage's own (SSE-S3).
    Storage,
    /// One of a key service (SSE-KMS), which has permissions of its own.
    Service {
        /// Its ARN or id; empty for the account's default key.
        id: String,
        /// Whether the bucket asks for a key of its own now and then rather than for each file.
        bucket_key: bool,
    },
    /// One of a key service, in two layers (DSSE-KMS).
    Twice {
        /// Its ARN or id; empty for the account's default key.
        id: String,
    },
    /// In a way that only this storage has.
    Other {
        /// The storage's name for it.
        name: String,
    },
}

impl Encryption {
    /// The key of a key service, by its ARN, where one is named so.
    #[must_use]
    pub fn key_arn(&self) -> Option<&str> {
        match self {
            Self::Service { id, .. } | Self::Twice { id } => Some(id.as_str()).filter(|id| id.starts_with("arn:")),
            Self::Storage | Self::Other { .. } => None,
        }
    }
}

impl Form for Encryption {
    const SETTING: XmlSetting = XmlSetting::Encryption;
    const SHAPE: Shape = Shape {
        get: "GetBucketEncryption",
        put: "PutBucketEncryption",
        root: "ServerSideEncryptionConfiguration",
        proof: &["Rule"],
        unset: &["ServerSideEncryptionConfigurationNotFoundError"],
    };

    calls!(get_bucket_encryption, put_bucket_encryption);

    fn read(from: &Element) -> Option<Self> {
        let rule = from.child("Rule")?;
        let default = rule.child("ApplyServerSideEncryptionByDefault")?;
        let id = default.text_of("KMSMasterKeyID").unwrap_or_default().to_owned();
        Some(match default.text_of("SSEAlgorithm")? {
            "AES256" => Self::Storage,
            "aws:kms" => Self::Service {
                id,
                bucket_key: rule.text_of("BucketKeyEnabled").is_some_and(|on| on.eq_ignore_ascii_case("true")),
            },
            "aws:kms:dsse" => Self::Twice { id },
            name => Self::Other { name: name.to_owned() },
        })
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let (algorithm, id, bucket_key) = match value {
            None => (None, "", None),
            Some(Self::Storage) => (Some("AES256"), "", None),
            Some(Self::Service { id, bucket_key }) => (Some("aws:kms"), id.as_str(), Some(*bucket_key)),
            Some(Self::Twice { id }) => (Some("aws:kms:dsse"), id.as_str(), None),
            Some(Self::Other { name }) => (Some(name.as_str()), "", None),
        };
        let default = algorithm.map(|algorithm| {
            let key = (!id.is_empty()).then(|| Element::leaf("KMSMasterKeyID", id));
            let algorithm = Element::leaf("SSEAlgorithm", algorithm);
            Element::new("ApplyServerSideEncryptionByDefault").with([algorithm]).with(key)
        });
        let bucket_key = bucket_key.map(|on| Element::leaf("BucketKeyEnabled", on));
        Element::new(&held.name).with([Element::new("Rule").with(default).with(bucket_key)])
    }
}

impl Store {
    /// How new files are encrypted; `None` where nothing is set. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_encryption(&self, bucket: &str) -> Result<Option<Encryption>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets it for files that come from now on. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_encryption(&self, bucket: &str, encryption: &Encryption) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(encryption)).await
    }
}
