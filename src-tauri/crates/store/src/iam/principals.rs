//! Users and roles themselves: there or not, made, and removed.

use super::{Holder, plain, unless_absent};
use crate::error::{StoreError, Subject};
use crate::pages::{Brought, Continuation, Mark, Next, Things, everything};
use crate::setting::unbuilt;
use crate::{Store, Tag};
use aws_sdk_iam::types;

/// A user or role as IAM tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// By which policies name it.
    pub arn: String,
    /// All of them; the mark of who made it is one.
    pub tags: Vec<Tag>,
    /// Who may take the role; nothing for a user.
    pub trust: Option<String>,
}

/// The path of users and roles that are made here; ARNs of roles stay without, as vendors' forms
/// expect them.
const USERS: &str = "/bucketwise/";

impl Store {
    /// The user or role of this name.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM.
    pub async fn get_principal(&self, holder: &Holder) -> Result<Option<Principal>, StoreError> {
        match holder {
            Holder::User(name) => {
                let got = self.look(Subject::new("GetUser"), |iam| iam.get_user().user_name(name).send()).await;
                let Some(user) = unless_absent(got)?.and_then(|got| got.user) else { return Ok(None) };
                Ok(Some(Principal { arn: user.arn, tags: self.tags_of(holder).await?, trust: None }))
            }
            Holder::Role(name) => {
                let got = self.look(Subject::new("GetRole"), |iam| iam.get_role().role_name(name).send()).await;
                let Some(role) = unless_absent(got)?.and_then(|got| got.role) else { return Ok(None) };
                let trust = role.assume_role_policy_document.as_deref().map(plain);
                Ok(Some(Principal { arn: role.arn, tags: self.tags_of(holder).await?, trust }))
            }
        }
    }

    /// All tags of a user or role.
    async fn tags_of(&self, holder: &Holder) -> Result<Vec<Tag>, StoreError> {
        everything(|from| self.tags_page(holder, from)).await
    }

    async fn tags_page(&self, holder: &Holder, from: Option<Next>) -> Result<Things<Tag>, StoreError> {
        let subject = Subject::new(match holder {
            Holder::User(_) => "ListUserTags",
            Holder::Role(_) => "ListRoleTags",
        });
        let marker = from.as_ref().map(|next| next.mark().at.clone());
        let (page, truncated, marker) = match holder {
            Holder::User(name) => {
                let page = self.look(subject, |iam| iam.list_user_tags().user_name(name).set_marker(marker).send());
                let page = page.await?;
                (page.tags, page.is_truncated, page.marker)
            }
            Holder::Role(name) => {
                let page = self.look(subject, |iam| iam.list_role_tags().role_name(name).set_marker(marker).send());
                let page = page.await?;
                (page.tags, page.is_truncated, page.marker)
            }
        };
        let ends = [page.first(), page.last()].map(|end| end.map(|tag| tag.key.as_str()));
        let told = Continuation::of(Some(truncated), marker.map(Mark::token));
        let next = Next::after(subject, from.as_ref(), told, Brought::new(page.len(), ends))?;
        Ok((page.into_iter().map(|tag| Tag { name: tag.key, value: tag.value }).collect(), next))
    }

    /// Makes a user or role and answers its ARN; a role needs to know who may take it.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's. One of this name: `EntityAlreadyExists`.
    pub async fn create_principal(
        &self,
        holder: &Holder,
        trust: Option<&str>,
        tags: &[Tag],
    ) -> Result<String, StoreError> {
        let subject = Subject::new(match holder {
            Holder::User(_) => "CreateUser",
            Holder::Role(_) => "CreateRole",
        });
        let one = |tag: &Tag| types::Tag::builder().key(&tag.name).value(&tag.value).build();
        let tags = tags.iter().map(one).collect::<Result<Vec<_>, _>>().map_err(|error| unbuilt(subject, error))?;
        Ok(match holder {
            Holder::User(name) => {
                let made = self
                    .alter(subject, |iam| iam.create_user().user_name(name).path(USERS).set_tags(Some(tags)).send());
                made.await?.user.map(|user| user.arn)
            }
            Holder::Role(name) => {
                let made = self.alter(subject, |iam| {
                    let call = iam.create_role().role_name(name).set_tags(Some(tags));
                    call.assume_role_policy_document(trust.unwrap_or_default()).send()
                });
                made.await?.role.map(|role| role.arn)
            }
        }
        .unwrap_or_default())
    }

    /// Says anew who may take a role.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's. Whom IAM does not know: `MalformedPolicyDocument`.
    pub async fn put_trust(&self, role: &str, trust: &str) -> Result<(), StoreError> {
        let subject = Subject::new("UpdateAssumeRolePolicy");
        self.alter(subject, |iam| iam.update_assume_role_policy().role_name(role).policy_document(trust).send())
            .await
            .map(drop)
    }

    /// Removes a user or role that has nothing left: IAM refuses it otherwise (`DeleteConflict`).
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's.
    pub async fn delete_principal(&self, holder: &Holder) -> Result<(), StoreError> {
        let gone = match holder {
            Holder::User(name) => {
                let gone = self.alter(Subject::new("DeleteUser"), |iam| iam.delete_user().user_name(name).send());
                gone.await.map(drop)
            }
            Holder::Role(name) => {
                let gone = self.alter(Subject::new("DeleteRole"), |iam| iam.delete_role().role_name(name).send());
                gone.await.map(drop)
            }
        };
        unless_absent(gone).map(drop)
    }
}
