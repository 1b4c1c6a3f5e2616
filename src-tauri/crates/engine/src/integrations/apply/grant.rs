//! The step about a key: a grant on it, by a name of our own. One that says something else than is
//! wanted (another level, a role that was made anew) is taken back once the right one is there.

use plans::{KmsGrant, PlanDocument};
use store::{Grant, Store, StoreError};

use super::{At, Came, seen};
use crate::{
    fault::{self, Fault, from_iam},
    integrations::records::{Made, Thing},
};

impl At<'_> {
    pub(super) async fn grant_key(&self, document: &PlanDocument) -> Result<Came, Fault> {
        let mut wanted = KmsGrant::of(document).ok_or_else(|| fault::defect("integration"))?;
        if let Some(holder) = super::holder(self.plan) {
            let seen = self.store.get_principal(&holder).await.map_err(|error| from_iam(&error))?;
            wanted.grantee_principal = seen.map_or(wanted.grantee_principal, |seen| seen.arn);
        }
        let KmsGrant { key_id: key, name, .. } = &wanted;
        let list = || async { self.store.list_grants(key, name).await.map_err(|error| from_iam(&error)) };
        let now = list().await?;
        let thing = Thing::Grant { key: key.clone(), name: name.clone() };
        let was_there = !now.is_empty() && !self.is_ours(&thing, "grant", name).await?;
        let before = was_there.then(|| ids(&now));
        self.note(Made { before, was_there, ..Made::begun(thing.clone(), &document.text) }).await?;
        let theirs = self.record.lock().await.made(&thing).and_then(|made| made.before.clone()).unwrap_or_default();
        let other = |grant: &&Grant| !is_same(grant, &wanted) && !theirs.split(' ').any(|id| id == grant.id);
        if now.iter().any(|grant| is_same(grant, &wanted)) && !now.iter().any(|grant| other(&grant)) {
            return self.there(&thing).await;
        }
        seen("grantee", || self.known(key, &wanted)).await?;
        seen("grant", || async { Ok(list().await?.iter().any(|grant| is_same(grant, &wanted))) }).await?;
        for other in now.iter().filter(other) {
            self.store.revoke_grant(key, &other.id).await.map_err(|error| from_iam(&error))?;
        }
        self.done(&thing).await?;
        Ok(Came::Done)
    }

    /// Makes the grant, unless the key does not know yet who was made a moment ago.
    async fn known(&self, key: &str, wanted: &KmsGrant) -> Result<bool, Fault> {
        let grant = Grant {
            id: String::new(),
            name: wanted.name.clone(),
            grantee: wanted.grantee_principal.clone(),
            operations: wanted.operations.clone(),
        };
        match self.store.create_grant(key, &grant).await {
            Err(error) if error.code.as_deref() == Some("InvalidArnException") => Ok(false),
            answer => answer.map(|()| true).map_err(|error| from_iam(&error)),
        }
    }
}

/// The ids of grants, as they are written down.
fn ids(grants: &[Grant]) -> String {
    grants.iter().map(|grant| grant.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a grant says what is wanted, for whom it is wanted.
pub(in crate::integrations) fn is_same(grant: &Grant, wanted: &KmsGrant) -> bool {
    grant.grantee == wanted.grantee_principal && same_operations(grant, wanted)
}

/// Whether a grant lets do what is wanted, and no more; servers list that in an order of their own.
pub(in crate::integrations) fn same_operations(grant: &Grant, wanted: &KmsGrant) -> bool {
    let all = |some: &[String], of: &[String]| some.iter().all(|one| of.contains(one));
    all(&grant.operations, &wanted.operations) && all(&wanted.operations, &grant.operations)
}

/// Our grants on a key; none on one that is gone.
pub(in crate::integrations) async fn ours(store: &Store, key: &str, name: &str) -> Result<Vec<Grant>, StoreError> {
    match store.list_grants(key, name).await {
        Err(error) if error.code.as_deref() == Some("NotFoundException") => Ok(Vec::new()),
        answer => answer,
    }
}
