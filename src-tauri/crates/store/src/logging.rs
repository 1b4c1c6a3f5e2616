//! Where a bucket writes down who asked for what.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{
    BucketLoggingStatus, LoggingEnabled, PartitionDateSource, PartitionedPrefix, TargetObjectKeyFormat,
};
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
    /// Permissions for others on the records, which are not shown and would be lost by a change.
    pub grants: usize,
}

impl Store {
    /// Where the records go; `None` where none are written. May be dropped.
    pub async fn get_logging(&self, bucket: &str) -> Result<Option<Logging>, StoreError> {
        let place = Place::new("GetBucketLogging").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_logging().bucket(bucket).send()).await;
        let on = unless_unset(got, &[])?.and_then(|got| got.logging_enabled);
        Ok(on.filter(|on| !on.target_bucket.is_empty()).map(|on| {
            let by_date = on.target_object_key_format().and_then(|format| format.partitioned_prefix());
            let by_date = by_date.and_then(PartitionedPrefix::partition_date_source);
            Logging {
                by_date: by_date.map(|source| source.as_str().to_owned()).unwrap_or_default(),
                grants: on.target_grants().len(),
                bucket: on.target_bucket,
                prefix: on.target_prefix,
            }
        }))
    }

    /// Sets it, or with `None` switches it off. Read first: see the module `setting`.
    pub async fn put_logging(&self, bucket: &str, logging: Option<&Logging>) -> Result<(), StoreError> {
        let place = Place::new("PutBucketLogging").bucket(bucket);
        check_bucket(place)?;
        let on = logging.map(|logging| {
            LoggingEnabled::builder()
                .target_bucket(&logging.bucket)
                .target_prefix(&logging.prefix)
                .set_target_object_key_format(format(&logging.by_date))
                .build()
        });
        let on = on.transpose().map_err(|error| unbuilt(place, error))?;
        let wanted = BucketLoggingStatus::builder().set_logging_enabled(on).build();
        self.call(place, |client| {
            let call = client.put_bucket_logging().bucket(bucket).bucket_logging_status(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }
}

/// The form of the keys; the usual one is not told, since older storages do not know the element.
fn format(by_date: &str) -> Option<TargetObjectKeyFormat> {
    let build = TargetObjectKeyFormat::builder();
    (!by_date.is_empty()).then(|| {
        let by = PartitionedPrefix::builder().partition_date_source(PartitionDateSource::from(by_date)).build();
        build.partitioned_prefix(by).build()
    })
}
