//! The access keys of a user. A secret is shown once, by the call that makes the key.

use super::unless_absent;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::pages::{Brought, Continuation, Mark, Next, Things, everything};
use crate::{Credentials, Secret, Store};
use aws_sdk_iam::types::StatusType;

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserKey {
    /// The access key ID, `AKIA…`.
    pub id: String,
    /// Whether requests may be signed with it.
    pub active: bool,
    /// When it was made, in milliseconds since 1970, where the server says so.
    pub created: Option<i64>,
}

impl Store {
    /// The keys of a user; none for a user that is not there.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM.
    pub async fn list_keys(&self, user: &str) -> Result<Vec<UserKey>, StoreError> {
        everything(|from| self.keys_page(user, from)).await
    }

    async fn keys_page(&self, user: &str, from: Option<Next>) -> Result<Things<UserKey>, StoreError> {
        let subject = Subject::new("ListAccessKeys");
        let marker = from.as_ref().map(|next| next.mark().at.clone());
        let got = self.look(subject, |iam| iam.list_access_keys().user_name(user).set_marker(marker).send()).await;
        let Some(page) = unless_absent(got)? else { return Ok((Vec::new(), None)) };
        let told = Continuation::of(Some(page.is_truncated), page.marker.map(Mark::token));
        let come = page.access_key_metadata.into_iter().filter_map(|key| {
            let active = key.status.is_none_or(|status| status.as_str() == "Active");
            let created = key.create_date.and_then(|at| at.to_millis().ok());
            key.access_key_id.map(|id| UserKey { id, active, created })
        });
        let come: Vec<_> = come.collect();
        let ends = [come.first(), come.last()].map(|end| end.map(|key| key.id.as_str()));
        let next = Next::after(subject, from.as_ref(), told, Brought::new(come.len(), ends))?;
        Ok((come, next))
    }

    /// Makes a key for a user. It may take AWS some seconds to know it everywhere.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's. A user has two keys at most: `LimitExceeded`.
    pub async fn create_key(&self, user: &str) -> Result<Credentials, StoreError> {
        let subject = Subject::new("CreateAccessKey");
        let made = self.alter(subject, |iam| iam.create_access_key().user_name(user).send()).await?;
        let key = made.access_key.ok_or_else(|| subject.error(StoreErrorKind::NotS3))?;
        Ok(Credentials {
            access_key: key.access_key_id,
            secret: Secret::new(key.secret_access_key),
            session_token: None,
        })
    }

    /// Switches a key off or on again. Off, it is refused and can still be switched on.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's.
    pub async fn switch_key(&self, user: &str, id: &str, on: bool) -> Result<(), StoreError> {
        let subject = Subject::new("UpdateAccessKey");
        let status = if on { StatusType::Active } else { StatusType::Inactive };
        self.alter(subject, |iam| iam.update_access_key().user_name(user).access_key_id(id).status(status).send())
            .await
            .map(drop)
    }

    /// When a key was last used, in milliseconds since 1970; `None` where it never was, or the
    /// server does not count.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM.
    pub async fn key_last_used(&self, id: &str) -> Result<Option<i64>, StoreError> {
        let subject = Subject::new("GetAccessKeyLastUsed");
        let got = self.look(subject, |iam| iam.get_access_key_last_used().access_key_id(id).send()).await;
        let used = unless_absent(got)?.and_then(|got| got.access_key_last_used);
        Ok(used.and_then(|used| used.last_used_date).and_then(|at| at.to_millis().ok()))
    }

    /// Removes a key; whoever uses it is refused from then on.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. Otherwise
    /// [`code`](StoreError::code) is IAM's.
    pub async fn delete_key(&self, user: &str, id: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteAccessKey");
        let gone = self.alter(subject, |iam| iam.delete_access_key().user_name(user).access_key_id(id).send()).await;
        unless_absent(gone).map(drop)
    }
}
