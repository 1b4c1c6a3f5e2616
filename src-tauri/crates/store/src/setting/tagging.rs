//! A bucket's tags: names and values that bills and rules of an organisation go by.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::{StoreError, Subject};
use crate::names::check_bucket;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A tag of a bucket or object.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Tag {
    /// Its key, unique among the tags; 128 characters at most.
    pub name: String,
    /// Its value, which may be empty.
    pub value: String,
}

impl Form for Vec<Tag> {
    const SETTING: XmlSetting = XmlSetting::Tags;
    const SHAPE: Shape = Shape {
        get: "GetBucketTagging",
        put: "PutBucketTagging",
        root: "Tagging",
        proof: &["TagSet"],
        unset: &["NoSuchTagSet", "NoSuchTagSetError"],
    };

    calls!(get_bucket_tagging, put_bucket_tagging);

    fn read(from: &Element) -> Option<Self> {
        let text = |tag: &Element, name: &str| tag.child(name).map(|child| child.text.clone()).unwrap_or_default();
        let tag = |tag: &Element| Tag { name: text(tag, "Key"), value: text(tag, "Value") };
        let tags: Self = from.child("TagSet")?.all("Tag").map(tag).collect();
        Some(tags).filter(|tags| !tags.is_empty())
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let tags = value.into_iter().flatten().map(element);
        Element::new(&held.name).with([Element::new("TagSet").with(tags)])
    }
}

/// A tag, as it is written wherever there are any.
pub(crate) fn element(tag: &Tag) -> Element {
    Element::new("Tag").with([Element::leaf("Key", &tag.name), Element::leaf("Value", &tag.value)])
}

impl Store {
    /// The tags; `None` where there are none. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_tags(&self, bucket: &str) -> Result<Option<Vec<Tag>>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Puts these tags in the place of all. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_tags(&self, bucket: &str, tags: &[Tag]) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&tags.to_vec())).await
    }

    /// Removes all tags. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). A server that does not know the setting may take this
    /// for the deletion of the bucket.
    pub async fn delete_tags(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteBucketTagging").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_bucket_tagging().bucket(bucket).send()).await.map(drop)
    }
}
