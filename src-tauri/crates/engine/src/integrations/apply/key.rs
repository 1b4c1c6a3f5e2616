//! The step that makes an access key. Its secret is shown once: it goes to where secrets are kept before anything is
//! written down, so that a key that was written down has a secret. One that a crash left without is exchanged; keys that
//! were there before are never touched.

use store::{Holder, Secret, Store, UserKey};

use super::{At, Came, until};
use crate::fault::{self, Fault, from_iam};
use crate::integrations::records::{Made, Thing};

impl At<'_> {
    pub(super) async fn make_key<F: Future<Output = Result<(), Fault>>>(
        &self,
        keep: &impl Fn(Secret) -> F,
    ) -> Result<Came, Fault> {
        let Holder::User(user) = self.holder()? else { return Err(fault::defect("integration")) };
        // While one key takes the place of another, both are there and nothing is to be made here.
        if self.record.lock().await.second_key().is_some() {
            return Ok(Came::There);
        }
        let thing = Thing::Key { user: user.clone() };
        let keys = self.store.list_keys(&user).await.map_err(|error| from_iam(&error))?;
        let noted = self.record.lock().await.made(&thing).cloned();
        if noted.as_ref().is_some_and(|made| made.done && keys.iter().any(|key| key.id == made.after && key.active)) {
            return Ok(Came::There);
        }
        let keys = match &noted {
            Some(noted) => self.without_orphans(&user, noted, keys).await?,
            None => keys,
        };
        let before = Some(Made::known(&keys));
        self.put(Made { before: before.clone(), ..Made::begun(thing.clone(), "") }).await?;
        let made = match self.store.create_key(&user).await {
            Ok(made) => made,
            Err(error) => {
                // An answer that never came may have made one; a refusal made none.
                if !error.is_temporary() {
                    self.forget(&thing, noted.filter(|noted| noted.done)).await?;
                }
                return Err(from_iam(&error));
            }
        };
        keep(made.secret.clone()).await?;
        self.put(Made { before, done: true, ..Made::begun(thing, &made.access_key) }).await?;
        let theirs = self.store.as_login(made).map_err(|error| from_iam(&error))?;
        until("The key", || works(&theirs)).await?;
        Ok(Came::Done)
    }

    /// Deletes keys that were begun and not written down, and answers the others.
    async fn without_orphans(&self, user: &str, noted: &Made, keys: Vec<UserKey>) -> Result<Vec<UserKey>, Fault> {
        let orphans = noted.orphans(keys.clone());
        for key in &orphans {
            self.store.delete_key(user, &key.id).await.map_err(|error| from_iam(&error))?;
        }
        Ok(keys.into_iter().filter(|key| !orphans.contains(key)).collect())
    }
}

/// Whether the server knows the key. One without STS is not asked twice.
pub(in crate::integrations) async fn works(store: &Store) -> Result<bool, Fault> {
    use store::StoreErrorKind::{AccessKeyUnknown, SignatureMismatch};
    match store.caller().await {
        Err(error) if matches!(error.kind, AccessKeyUnknown | SignatureMismatch) => Ok(false),
        _ => Ok(true),
    }
}
