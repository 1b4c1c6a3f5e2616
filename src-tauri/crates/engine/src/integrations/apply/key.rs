//! The step that makes an access key. Its secret is shown once: it goes to where secrets are kept before anything is
//! written down, so that a key that was written down has a secret. One that a crash left without is exchanged.

use store::{Holder, Secret, Store};

use super::{At, Came, until};
use crate::fault::{self, Fault, from_iam};
use crate::integrations::records::Thing;

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
        let noted = self.record.lock().await.made(&thing).map(|made| (made.after.clone(), made.done));
        match noted {
            Some((id, true)) if keys.iter().any(|key| key.id == id && key.active) => return Ok(Came::There),
            // Begun and not written down: whatever key of our own user is there has a secret that nobody knows.
            Some((_, false)) => {
                for key in &keys {
                    self.store.delete_key(&user, &key.id).await.map_err(|error| from_iam(&error))?;
                }
            }
            _ => {}
        }
        self.note(thing.clone(), None, "").await?;
        let made = self.store.create_key(&user).await.map_err(|error| from_iam(&error))?;
        keep(made.secret.clone()).await?;
        self.note(thing.clone(), None, &made.access_key).await?;
        self.done(&thing).await?;
        let theirs = self.store.as_login(made).map_err(|error| from_iam(&error))?;
        until("The key", || works(&theirs)).await?;
        Ok(Came::Done)
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
