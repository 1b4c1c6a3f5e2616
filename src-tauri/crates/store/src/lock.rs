//! Whether a bucket's files can be locked against deletion, and for how long by default. Whether they can at all is chosen
//! when the bucket is made.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unless_unset};
use aws_sdk_s3::types::{
    DefaultRetention, ObjectLockConfiguration, ObjectLockEnabled, ObjectLockRetentionMode, ObjectLockRule,
};
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

impl Store {
    /// The lock; `None` where the bucket has none. May be dropped.
    pub async fn get_lock(&self, bucket: &str) -> Result<Option<Lock>, StoreError> {
        let place = Place::new("GetObjectLockConfiguration").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_object_lock_configuration().bucket(bucket).send()).await;
        let got = unless_unset(got, &["ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration"])?;
        let lock = got.and_then(|got| got.object_lock_configuration);
        let lock = lock.filter(|lock| lock.object_lock_enabled == Some(ObjectLockEnabled::Enabled));
        Ok(lock.map(|lock| Lock {
            retention: lock.rule.and_then(|rule| rule.default_retention).map(|default| Retention {
                for_everybody: default.mode == Some(ObjectLockRetentionMode::Compliance),
                days: default.days,
                years: default.years,
            }),
        }))
    }

    /// Sets for how long new files of a bucket with object lock are locked by themselves. Read first: see the module
    /// `setting`.
    pub async fn put_lock(&self, bucket: &str, retention: Option<Retention>) -> Result<(), StoreError> {
        let place = Place::new("PutObjectLockConfiguration").bucket(bucket);
        check_bucket(place)?;
        let rule = retention.map(|Retention { for_everybody, days, years }| {
            let mode = match for_everybody {
                true => ObjectLockRetentionMode::Compliance,
                false => ObjectLockRetentionMode::Governance,
            };
            let default = DefaultRetention::builder().mode(mode).set_days(days).set_years(years).build();
            ObjectLockRule::builder().default_retention(default).build()
        });
        let wanted =
            ObjectLockConfiguration::builder().object_lock_enabled(ObjectLockEnabled::Enabled).set_rule(rule).build();
        self.call(place, |client| {
            let call = client.put_object_lock_configuration().bucket(bucket).object_lock_configuration(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }
}
