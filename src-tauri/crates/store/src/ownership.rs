//! Who owns what others upload, and with it whether access lists count.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{ObjectOwnership, OwnershipControls, OwnershipControlsRule};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who owns uploaded files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// The bucket's owner; access lists are off (Amazon's default since 2023).
    Enforced,
    /// The bucket's owner, where the upload says so.
    Preferred,
    /// Whoever uploads.
    Writer,
}

impl Store {
    /// Who owns uploaded files; `None` where nothing is set, which means whoever uploads. May be dropped.
    pub async fn get_ownership(&self, bucket: &str) -> Result<Option<Ownership>, StoreError> {
        let place = Place::new("GetBucketOwnershipControls").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_ownership_controls().bucket(bucket).send()).await;
        let got = unless_unset(got, &["OwnershipControlsNotFoundError"])?;
        let first = got.and_then(|got| got.ownership_controls?.rules.into_iter().next());
        Ok(first.and_then(|rule| match rule.object_ownership {
            ObjectOwnership::BucketOwnerEnforced => Some(Ownership::Enforced),
            ObjectOwnership::BucketOwnerPreferred => Some(Ownership::Preferred),
            ObjectOwnership::ObjectWriter => Some(Ownership::Writer),
            _ => None,
        }))
    }

    /// Sets it. Read first: see the module `setting`.
    pub async fn put_ownership(&self, bucket: &str, ownership: Ownership) -> Result<(), StoreError> {
        let place = Place::new("PutBucketOwnershipControls").bucket(bucket);
        check_bucket(place)?;
        let wanted = match ownership {
            Ownership::Enforced => ObjectOwnership::BucketOwnerEnforced,
            Ownership::Preferred => ObjectOwnership::BucketOwnerPreferred,
            Ownership::Writer => ObjectOwnership::ObjectWriter,
        };
        let rule = OwnershipControlsRule::builder().object_ownership(wanted).build();
        let wanted = rule.and_then(|rule| OwnershipControls::builder().rules(rule).build());
        let wanted = wanted.map_err(|error| unbuilt(place, error))?;
        self.call(place, |client| {
            let call = client.put_bucket_ownership_controls().bucket(bucket).ownership_controls(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }
}
