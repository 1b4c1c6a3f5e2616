//! How a bucket encrypts new files where the upload says nothing about it.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{
    ServerSideEncryption, ServerSideEncryptionByDefault, ServerSideEncryptionConfiguration, ServerSideEncryptionRule,
};
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
}

impl Store {
    /// How new files are encrypted; `None` where nothing is set. May be dropped.
    pub async fn get_encryption(&self, bucket: &str) -> Result<Option<Encryption>, StoreError> {
        let place = Place::new("GetBucketEncryption").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_encryption().bucket(bucket).send()).await;
        let got = unless_unset(got, &["ServerSideEncryptionConfigurationNotFoundError"])?;
        let first = got.and_then(|got| got.server_side_encryption_configuration?.rules.into_iter().next());
        Ok(first.and_then(|rule| {
            let default = rule.apply_server_side_encryption_by_default?;
            Some(match default.sse_algorithm {
                ServerSideEncryption::Aes256 => Encryption::Storage,
                _ => Encryption::Service {
                    id: default.kms_master_key_id.unwrap_or_default(),
                    bucket_key: rule.bucket_key_enabled == Some(true),
                },
            })
        }))
    }

    /// Sets it for files that come from now on. Read first: see the module `setting`.
    pub async fn put_encryption(&self, bucket: &str, encryption: &Encryption) -> Result<(), StoreError> {
        let place = Place::new("PutBucketEncryption").bucket(bucket);
        check_bucket(place)?;
        let (algorithm, id, bucket_key) = match encryption {
            Encryption::Storage => (ServerSideEncryption::Aes256, None, None),
            Encryption::Service { id, bucket_key } => {
                (ServerSideEncryption::AwsKms, Some(id.clone()).filter(|id| !id.is_empty()), Some(*bucket_key))
            }
        };
        let default =
            ServerSideEncryptionByDefault::builder().sse_algorithm(algorithm).set_kms_master_key_id(id).build();
        let wanted = default.and_then(|default| {
            let rule = ServerSideEncryptionRule::builder()
                .apply_server_side_encryption_by_default(default)
                .set_bucket_key_enabled(bucket_key)
                .build();
            ServerSideEncryptionConfiguration::builder().rules(rule).build()
        });
        let wanted = wanted.map_err(|error| unbuilt(place, error))?;
        self.call(place, |client| {
            let call =
                client.put_bucket_encryption().bucket(bucket).server_side_encryption_configuration(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }
}
