//! A bucket's tags: names and values that bills and rules of an organisation go by.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{self, Tagging};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its value, which may be empty.
    pub value: String,
}

impl Store {
    /// The tags; `None` where there are none. May be dropped.
    pub async fn get_tags(&self, bucket: &str) -> Result<Option<Vec<Tag>>, StoreError> {
        let place = Place::new("GetBucketTagging").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_tagging().bucket(bucket).send()).await;
        let got = unless_unset(got, &["NoSuchTagSet", "NoSuchTagSetError"])?;
        let tag = |tag: types::Tag| Tag { name: tag.key, value: tag.value };
        let tags = got.map(|got| got.tag_set.into_iter().map(tag).collect::<Vec<_>>());
        Ok(tags.filter(|tags| !tags.is_empty()))
    }

    /// Puts these tags in the place of all. Read first: see the module `setting`.
    pub async fn put_tags(&self, bucket: &str, tags: &[Tag]) -> Result<(), StoreError> {
        let place = Place::new("PutBucketTagging").bucket(bucket);
        check_bucket(place)?;
        let one = |tag: &Tag| types::Tag::builder().key(&tag.name).value(&tag.value).build();
        let wanted = tags.iter().map(one).collect::<Result<Vec<_>, _>>();
        let wanted = wanted.and_then(|tags| Tagging::builder().set_tag_set(Some(tags)).build());
        let wanted = wanted.map_err(|error| unbuilt(place, error))?;
        self.call(place, |client| {
            let call = client.put_bucket_tagging().bucket(bucket).tagging(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Removes all tags. Read first: see the module `setting`.
    pub async fn delete_tags(&self, bucket: &str) -> Result<(), StoreError> {
        let place = Place::new("DeleteBucketTagging").bucket(bucket);
        check_bucket(place)?;
        self.call(place, |client| client.delete_bucket_tagging().bucket(bucket).send()).await.map(drop)
    }
}
