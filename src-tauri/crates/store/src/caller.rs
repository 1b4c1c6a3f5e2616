//! Who a login is, in the terms that policies use. AWS tells everybody; many other storages tell nobody.

use crate::Store;
use crate::error::{Place, StoreError, StoreErrorKind, from_sdk};

/// Who a login is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// As policies name it: a user, or the session of a role.
    pub arn: String,
    /// The account, twelve digits on AWS.
    pub account: String,
}

impl Store {
    /// Who this login is (GetCallerIdentity, which needs no permission). May be dropped.
    pub async fn caller(&self) -> Result<Caller, StoreError> {
        let place = Place::new("GetCallerIdentity");
        Box::pin(self.0.signer.ready()).await?;
        let client = self.0.signer.sessions().ok_or_else(|| place.error(StoreErrorKind::NotPermitted))?;
        let told = Box::pin(client.get_caller_identity().send()).await;
        let told = told.map_err(|error| from_sdk(place, self.is_https(), error).tidied(&self.0.signer.secrets()))?;
        match (told.arn, told.account) {
            (Some(arn), Some(account)) => Ok(Caller { arn, account }),
            _ => Err(place.error(StoreErrorKind::NotS3)),
        }
    }
}
