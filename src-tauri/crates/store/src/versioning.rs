//! Whether a bucket keeps the old versions of its files.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unless_unset};
use aws_sdk_s3::types::{BucketVersioningStatus, VersioningConfiguration};
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

impl Store {
    /// Whether old versions are kept; `None` where it was never switched on. May be dropped.
    pub async fn get_versioning(&self, bucket: &str) -> Result<Option<Versioning>, StoreError> {
        let place = Place::new("GetBucketVersioning").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_versioning().bucket(bucket).send()).await;
        Ok(unless_unset(got, &[])?.and_then(|got| match got.status() {
            Some(BucketVersioningStatus::Enabled) => Some(Versioning::On),
            Some(BucketVersioningStatus::Suspended) => Some(Versioning::Suspended),
            _ => None,
        }))
    }

    /// Switches it. Once on, it can be suspended and never be switched off. Read first: see the module `setting`.
    pub async fn put_versioning(&self, bucket: &str, versioning: Versioning) -> Result<(), StoreError> {
        let place = Place::new("PutBucketVersioning").bucket(bucket);
        check_bucket(place)?;
        let status = match versioning {
            Versioning::On => BucketVersioningStatus::Enabled,
            Versioning::Suspended => BucketVersioningStatus::Suspended,
        };
        let wanted = VersioningConfiguration::builder().status(status).build();
        self.call(place, |client| {
            let call = client.put_bucket_versioning().bucket(bucket).versioning_configuration(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }
}
