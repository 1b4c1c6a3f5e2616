//! Grants on keys of the customer's own (KMS): who may use a key besides those whom its policy
//! names.
//!
//! A key is in one region, which its ARN names, and is asked there. A grant has a name, by which
//! whoever made it finds it again. One that is not there is gone already when it is revoked,
//! which is no error.

use crate::bounds::Bounded;
use crate::error::{StoreError, Subject};
use crate::pages::{Brought, Continuation, Mark, Next, Things, everything};
use crate::sign_in::ForSdk;
use crate::{Store, wire};
use aws_sdk_kms::Client;
use aws_sdk_kms::config::{BehaviorVersion, Region};
use aws_sdk_kms::types::GrantOperation;
use policy::arn::Arn;

/// The most that AWS gives at once (ListGrants, `Limit`).
const PAGE: i32 = 100;

/// A grant on a KMS key: who may do what with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// The id by which it is revoked; empty before it is made.
    pub id: String,
    /// What whoever made it called it.
    pub name: String,
    /// The ARN of who gets access; of somebody who is gone, the id that IAM had for them.
    pub grantee: String,
    /// `Decrypt`, `GenerateDataKey` …
    pub operations: Vec<String>,
}

impl Store {
    /// The grants that have this name on a key, every page of them. `key` is an ARN, or an id in
    /// the store's region.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no KMS.
    pub async fn list_grants(&self, key: &str, name: &str) -> Result<Vec<Grant>, StoreError> {
        let kms = self.kms(key).await?;
        everything(|from| self.grants_page(&kms, key, name, from)).await
    }

    async fn grants_page(
        &self,
        kms: &Client,
        key: &str,
        name: &str,
        from: Option<Next>,
    ) -> Result<Things<Grant>, StoreError> {
        let subject = Subject::new("ListGrants");
        let marker = from.as_ref().map(|next| next.mark().at.clone());
        let call = kms.list_grants().key_id(key).limit(PAGE).set_marker(marker);
        let page = call.send().await.map_err(|error| self.refused(subject, error))?;
        let ends = [page.grants().first(), page.grants().last()].map(|end| end.and_then(|grant| grant.grant_id()));
        let brought = Brought::new(page.grants().len(), ends);
        let told = Continuation::of(Some(page.truncated), page.next_marker().map(Mark::token));
        let next = Next::after(subject, from.as_ref(), told, brought)?;
        let grants = page.grants.unwrap_or_default().into_iter();
        let found = grants.filter(|grant| grant.name.as_deref() == Some(name)).map(|grant| Grant {
            id: grant.grant_id.unwrap_or_default(),
            name: name.to_owned(),
            grantee: grant.grantee_principal.unwrap_or_default(),
            operations: grant.operations.iter().flatten().map(|one| one.as_str().to_owned()).collect(),
        });
        Ok((found.collect(), next))
    }

    /// Allows somebody to use a key. The same once more makes no second one, as long as it has a
    /// name (CreateGrant, `Name`).
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no KMS.
    pub async fn create_grant(&self, key: &str, grant: &Grant) -> Result<(), StoreError> {
        let subject = self.changes(Subject::new("CreateGrant"))?;
        let operations = grant.operations.iter().map(|one| GrantOperation::from(one.as_str())).collect();
        let call = self.kms(key).await?.create_grant().key_id(key).name(&grant.name).grantee_principal(&grant.grantee);
        let made = call.set_operations(Some(operations)).send().await;
        made.map(drop).map_err(|error| self.refused(subject, error))
    }

    /// Revokes a grant.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no KMS.
    pub async fn revoke_grant(&self, key: &str, id: &str) -> Result<(), StoreError> {
        let subject = self.changes(Subject::new("RevokeGrant"))?;
        let gone = self.kms(key).await?.revoke_grant().key_id(key).grant_id(id).send().await;
        match gone.map_err(|error| self.refused(subject, error)) {
            Err(error) if error.code.as_deref() == Some("NotFoundException") => Ok(()),
            answer => answer.map(drop),
        }
    }

    async fn kms(&self, key: &str) -> Result<Client, StoreError> {
        self.0.signer.ready().await?;
        let region = Arn::parse(key).map(|arn| arn.region).filter(|region| !region.is_empty()).unwrap_or(self.region());
        let (url, http) = self.0.signer.here().managed()?;
        let mut config = aws_sdk_kms::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(http))
            .interceptor(Bounded)
            .region(Region::new(region.to_owned()))
            .credentials_provider(ForSdk(self.0.signer.clone()));
        config.set_endpoint_url(url);
        Ok(Client::from_conf(config.build()))
    }
}
