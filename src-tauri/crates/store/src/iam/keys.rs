//! The access keys of a user. A secret is shown once, by the call that makes the key.

use super::unless_absent;
use crate::error::{Place, StoreError, StoreErrorKind};
use crate::{Credentials, Secret, Store};

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserKey {
    /// `AKIA…`
    pub id: String,
    /// Whether it works.
    pub active: bool,
}

impl Store {
    /// The keys of a user; none for a user that is not there.
    pub async fn list_keys(&self, user: &str) -> Result<Vec<UserKey>, StoreError> {
        let place = Place::new("ListAccessKeys");
        let got = self.look(place, |iam| iam.list_access_keys().user_name(user).send()).await;
        let keys = unless_absent(got)?.map(|got| got.access_key_metadata).unwrap_or_default();
        let one = |key: aws_sdk_iam::types::AccessKeyMetadata| {
            let active = key.status.is_none_or(|status| status.as_str() == "Active");
            key.access_key_id.map(|id| UserKey { id, active })
        };
        Ok(keys.into_iter().filter_map(one).collect())
    }

    /// Makes a key for a user. It may take AWS some seconds to know it everywhere.
    pub async fn create_key(&self, user: &str) -> Result<Credentials, StoreError> {
        let place = Place::new("CreateAccessKey");
        let made = self.alter(place, |iam| iam.create_access_key().user_name(user).send()).await?;
        let key = made.access_key.ok_or_else(|| place.error(StoreErrorKind::NotS3))?;
        Ok(Credentials {
            access_key: key.access_key_id,
            secret: Secret::new(key.secret_access_key),
            session_token: None,
        })
    }

    /// Removes a key; whoever uses it is refused from then on.
    pub async fn delete_key(&self, user: &str, id: &str) -> Result<(), StoreError> {
        let place = Place::new("DeleteAccessKey");
        let gone = self.alter(place, |iam| iam.delete_access_key().user_name(user).access_key_id(id).send()).await;
        unless_absent(gone).map(drop)
    }
}
