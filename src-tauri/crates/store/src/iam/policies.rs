//! What users and roles may do: a policy written into one of them, or, where it is too long for
//! that, a policy of its own that is attached.

use super::{Holder, plain, unless_absent};
use crate::Store;
use crate::error::{StoreError, Subject};

impl Store {
    /// The policy of this name that is written into a user or role.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM.
    pub async fn get_inline(&self, holder: &Holder, policy: &str) -> Result<Option<String>, StoreError> {
        let got = match holder {
            Holder::User(name) => {
                let got = self.look(Subject::new("GetUserPolicy"), |iam| {
                    iam.get_user_policy().user_name(name).policy_name(policy).send()
                });
                got.await.map(|got| got.policy_document)
            }
            Holder::Role(name) => {
                let got = self.look(Subject::new("GetRolePolicy"), |iam| {
                    iam.get_role_policy().role_name(name).policy_name(policy).send()
                });
                got.await.map(|got| got.policy_document)
            }
        };
        Ok(unless_absent(got)?.map(|document| plain(&document)))
    }

    /// Writes a policy into a user or role, in place of the one of this name.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's. All that is written into one user may have 2,048
    /// letters, into a role 10,240: `LimitExceeded`.
    pub async fn put_inline(&self, holder: &Holder, policy: &str, document: &str) -> Result<(), StoreError> {
        match holder {
            Holder::User(name) => {
                let put = self.alter(Subject::new("PutUserPolicy"), |iam| {
                    iam.put_user_policy().user_name(name).policy_name(policy).policy_document(document).send()
                });
                put.await.map(drop)
            }
            Holder::Role(name) => {
                let put = self.alter(Subject::new("PutRolePolicy"), |iam| {
                    iam.put_role_policy().role_name(name).policy_name(policy).policy_document(document).send()
                });
                put.await.map(drop)
            }
        }
    }

    /// Takes the policy of this name out of a user or role.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's.
    pub async fn delete_inline(&self, holder: &Holder, policy: &str) -> Result<(), StoreError> {
        let gone = match holder {
            Holder::User(name) => {
                let gone = self.alter(Subject::new("DeleteUserPolicy"), |iam| {
                    iam.delete_user_policy().user_name(name).policy_name(policy).send()
                });
                gone.await.map(drop)
            }
            Holder::Role(name) => {
                let gone = self.alter(Subject::new("DeleteRolePolicy"), |iam| {
                    iam.delete_role_policy().role_name(name).policy_name(policy).send()
                });
                gone.await.map(drop)
            }
        };
        unless_absent(gone).map(drop)
    }

    /// The text that counts of a policy of its own.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM.
    pub async fn get_managed(&self, arn: &str) -> Result<Option<String>, StoreError> {
        let got = self.look(Subject::new("GetPolicy"), |iam| iam.get_policy().policy_arn(arn).send()).await;
        let Some(version) = unless_absent(got)?.and_then(|got| got.policy?.default_version_id) else {
            return Ok(None);
        };
        let subject = Subject::new("GetPolicyVersion");
        let got = self.look(subject, |iam| iam.get_policy_version().policy_arn(arn).version_id(version).send()).await;
        let document = unless_absent(got)?.and_then(|got| got.policy_version?.document);
        Ok(document.as_deref().map(plain))
    }

    /// Makes a policy of its own.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's. One of this name: `EntityAlreadyExists`; more than
    /// 6,144 letters: `LimitExceeded`.
    pub async fn create_managed(&self, policy: &str, document: &str) -> Result<(), StoreError> {
        let subject = Subject::new("CreatePolicy");
        self.alter(subject, |iam| iam.create_policy().policy_name(policy).policy_document(document).send())
            .await
            .map(drop)
    }

    /// Gives a policy of its own to a user or role; giving it twice is no error.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's.
    pub async fn attach(&self, holder: &Holder, arn: &str) -> Result<(), StoreError> {
        match holder {
            Holder::User(name) => {
                let subject = Subject::new("AttachUserPolicy");
                let put = self.alter(subject, |iam| iam.attach_user_policy().user_name(name).policy_arn(arn).send());
                put.await.map(drop)
            }
            Holder::Role(name) => {
                let subject = Subject::new("AttachRolePolicy");
                let put = self.alter(subject, |iam| iam.attach_role_policy().role_name(name).policy_arn(arn).send());
                put.await.map(drop)
            }
        }
    }

    /// Takes a policy of its own from a user or role; it stays for others.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's.
    pub async fn detach(&self, holder: &Holder, arn: &str) -> Result<(), StoreError> {
        let apart = match holder {
            Holder::User(name) => {
                let subject = Subject::new("DetachUserPolicy");
                let gone = self.alter(subject, |iam| iam.detach_user_policy().user_name(name).policy_arn(arn).send());
                gone.await.map(drop)
            }
            Holder::Role(name) => {
                let subject = Subject::new("DetachRolePolicy");
                let gone = self.alter(subject, |iam| iam.detach_role_policy().role_name(name).policy_arn(arn).send());
                gone.await.map(drop)
            }
        };
        unless_absent(apart).map(drop)
    }

    /// Takes a policy of its own from a user or role and removes it. Others who have it keep it
    /// from being removed.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's. Others have it: `DeleteConflict`.
    pub async fn delete_managed(&self, holder: &Holder, arn: &str) -> Result<(), StoreError> {
        self.detach(holder, arn).await?;
        let gone = self.alter(Subject::new("DeletePolicy"), |iam| iam.delete_policy().policy_arn(arn).send()).await;
        unless_absent(gone).map(drop)
    }
}
