//! The step that makes an access key. Its secret is shown once: it goes to where secrets are kept
//! before anything is written down, so that a key that was written down has a secret. One that a
//! crash left without is exchanged; keys that were there before are never touched.

use store::{Holder, Secret, Store, StoreErrorKind, UserKey};
use words::{Words, checks, say};

use super::{At, Came, seen};
use crate::{
    fault::{self, Fault, from_iam},
    integrations::records::{Made, Thing},
};

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
        let (keys, stay) = match &noted {
            Some(noted) => self.without_orphans(&user, noted, keys).await?,
            None => (keys, Vec::new()),
        };
        let before = Some(Made::known(&keys));
        let since = Some(self.now);
        self.put(Made { before: before.clone(), since, ..Made::begun(thing.clone(), "") }).await?;
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
        seen("key", || works(&theirs)).await?;
        Ok(match stay.is_empty() {
            true => Came::Done,
            false => Came::Beside(staying(&stay)),
        })
    }

    /// Deletes keys that were begun and not written down, and answers the others, and which of
    /// those are not known.
    async fn without_orphans(
        &self,
        user: &str,
        noted: &Made,
        keys: Vec<UserKey>,
    ) -> Result<(Vec<UserKey>, Vec<String>), Fault> {
        let (orphans, stay) = orphans(self.store, noted, keys.clone()).await?;
        for key in &orphans {
            self.store.delete_key(user, key).await.map_err(|error| from_iam(&error))?;
        }
        Ok((keys.into_iter().filter(|key| !orphans.contains(&key.id)).collect(), stay))
    }
}

/// Of the user's keys, those that were begun here and never written down, so that nobody knows
/// their secret: made at that time and never used. Then the others that came since: somebody has
/// their secret.
pub(in crate::integrations) async fn orphans(
    store: &Store,
    noted: &Made,
    keys: Vec<UserKey>,
) -> Result<(Vec<String>, Vec<String>), Fault> {
    let (mut orphans, mut stay) = (Vec::new(), Vec::new());
    for key in noted.later(keys) {
        let unused = noted.made_then(&key)
            && match store.key_last_used(&key.id).await {
                Ok(used) => used.is_none(),
                // A storage that counts no use leaves the time it was made.
                Err(error) if matches!(error.kind, StoreErrorKind::NotSupported | StoreErrorKind::NotS3) => true,
                Err(error) if error.kind == StoreErrorKind::NotPermitted => false,
                Err(error) => return Err(from_iam(&error)),
            };
        if unused { orphans.push(key.id) } else { stay.push(key.id) }
    }
    Ok((orphans, stay))
}

/// That keys were not taken for our own, in a sentence.
pub(in crate::integrations) fn staying(ids: &[String]) -> Words {
    say!(checks::KeysStay, count = ids.len(), keys = ids.to_vec())
}

/// Whether the server knows the key. One without STS is not asked twice.
pub(in crate::integrations) async fn works(store: &Store) -> Result<bool, Fault> {
    use store::StoreErrorKind::{AccessKeyUnknown, SignatureMismatch};
    match store.caller().await {
        Err(error) if matches!(error.kind, AccessKeyUnknown | SignatureMismatch) => Ok(false),
        _ => Ok(true),
    }
}
