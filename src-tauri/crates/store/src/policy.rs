//! A bucket's policy, as the text it is. What it means is the crate `policy`'s business.

use crate::Store;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use crate::setting::{add_md5, unless_unset};

impl Store {
    /// The policy; `None` where none is set. May be dropped.
    ///
    /// The answer is the bare text, so the SDK takes whatever comes: a server without policies
    /// answers with a listing (rclone), which is seen by what a policy begins with.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_policy(&self, bucket: &str) -> Result<Option<String>, StoreError> {
        let subject = Subject::new("GetBucketPolicy").bucket(bucket);
        check_bucket(subject)?;
        let got = self.call(subject, |client| client.get_bucket_policy().bucket(bucket).send()).await;
        let text = unless_unset(got, &["NoSuchBucketPolicy"])?.and_then(|got| got.policy).unwrap_or_default();
        match text.trim_start().chars().next() {
            None => Ok(None),
            Some('{') => Ok(Some(text)),
            Some(_) => {
                let told = subject.refuse(StoreErrorKind::NotSupported, "the answer is no policy");
                Err(StoreError { status: Some(200), ..told })
            }
        }
    }

    /// Puts this policy in the place of the one that is set. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); what the server does not take has the code
    /// `MalformedPolicy`.
    pub async fn put_policy(&self, bucket: &str, text: &str) -> Result<(), StoreError> {
        let subject = Subject::new("PutBucketPolicy").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| {
            let call = client.put_bucket_policy().bucket(bucket).policy(text);
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Removes the policy. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). A server that does not know the setting may take this
    /// for the deletion of the bucket.
    pub async fn delete_policy(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteBucketPolicy").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_bucket_policy().bucket(bucket).send()).await.map(drop)
    }
}
