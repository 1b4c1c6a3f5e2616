//! Whether a bucket can be public at all, and whether it is.

use super::{Element, Form, Shape, XmlSetting, ask::calls, unless_unset};
use crate::Store;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The four locks of "block public access".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicAccess {
    /// New ACLs that make something public are refused.
    pub block_acls: bool,
    /// ACLs that make something public do not count.
    pub ignore_acls: bool,
    /// New policies that make the bucket public are refused.
    pub block_policy: bool,
    /// A policy that makes the bucket public gives access to the owner's account alone.
    pub restrict: bool,
}

/// How a bucket is open to people without any login.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    /// A policy is set that makes it public.
    pub by_policy: bool,
    /// Its ACL gives everybody access.
    pub by_acl: bool,
    /// The storage has no policies, so other things decide who gets in: its own permissions, or
    /// whether it is a website.
    pub without_policies: bool,
}

/// The group of everybody, and that of everybody with an Amazon account.
const EVERYBODY: [&str; 2] =
    ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"];

impl Form for PublicAccess {
    const SETTING: XmlSetting = XmlSetting::PublicAccess;
    const SHAPE: Shape = Shape {
        get: "GetPublicAccessBlock",
        put: "PutPublicAccessBlock",
        root: "PublicAccessBlockConfiguration",
        proof: &["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"],
        unset: &["NoSuchPublicAccessBlockConfiguration"],
    };

    calls!(get_public_access_block, put_public_access_block);

    fn read(from: &Element) -> Option<Self> {
        let shut = |name: &str| from.text_of(name).is_some_and(|text| text.eq_ignore_ascii_case("true"));
        Some(Self {
            block_acls: shut("BlockPublicAcls"),
            ignore_acls: shut("IgnorePublicAcls"),
            block_policy: shut("BlockPublicPolicy"),
            restrict: shut("RestrictPublicBuckets"),
        })
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let locks = value.copied().unwrap_or_default();
        Element::new(&held.name).with([
            Element::leaf("BlockPublicAcls", locks.block_acls),
            Element::leaf("IgnorePublicAcls", locks.ignore_acls),
            Element::leaf("BlockPublicPolicy", locks.block_policy),
            Element::leaf("RestrictPublicBuckets", locks.restrict),
        ])
    }
}

impl Store {
    /// The locks; `None` where none are set. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_public_access(&self, bucket: &str) -> Result<Option<PublicAccess>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets the locks. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_public_access(&self, bucket: &str, locks: PublicAccess) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&locks)).await
    }

    /// Takes the locks away. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). A server that does not know the setting may take this
    /// for the deletion of the bucket.
    pub async fn delete_public_access(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeletePublicAccessBlock").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_public_access_block().bucket(bucket).send()).await.map(drop)
    }

    /// Whether policy or ACL make the bucket public, whatever the locks say. May be
    /// dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has policies and no ACLs.
    pub async fn visibility(&self, bucket: &str) -> Result<Visibility, StoreError> {
        let subject = Subject::new("GetBucketPolicyStatus").bucket(bucket);
        check_bucket(subject)?;
        let status = self.call(subject, |client| client.get_bucket_policy_status().bucket(bucket).send()).await;
        let status = match unless_unset(status, &["NoSuchBucketPolicy"]) {
            // Without policies none makes it public; the ACL still may.
            Err(error) if error.kind == StoreErrorKind::NotSupported => None,
            status => status?,
        };
        let without_policies = status.is_none() && lacks(self.get_policy(bucket).await.map(drop));
        let subject = Subject::new("GetBucketAcl").bucket(bucket);
        let acl = self.call(subject, |client| client.get_bucket_acl().bucket(bucket).send()).await;
        let acl = match unless_unset(acl, &[]) {
            Err(error) if error.kind == StoreErrorKind::NotSupported && without_policies => None,
            acl => acl?,
        };
        let by_acl = acl.is_some_and(|acl| {
            let to_all = |uri: &str| EVERYBODY.contains(&uri);
            acl.grants().iter().any(|grant| grant.grantee().and_then(|who| who.uri()).is_some_and(to_all))
        });
        let by_policy = status.and_then(|status| status.policy_status).is_some_and(|it| it.is_public == Some(true));
        Ok(Visibility { by_policy, by_acl, without_policies })
    }
}

fn lacks(answer: Result<(), StoreError>) -> bool {
    answer.is_err_and(|error| error.kind == StoreErrorKind::NotSupported)
}
