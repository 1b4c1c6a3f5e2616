//! The access key of an integration: where its secret is, how old it is, and exchanging it for
//! another one.
//!
//! A second key is made beside the first, the product is given it, it is checked, the first is
//! switched off and, once nothing misses it, deleted. Until the last step everything can be taken
//! back. Each step is written down before it is taken and looks first, so that it can be taken
//! again after a crash: a key whose secret nobody got to know is deleted before another is made.

use serde::{Deserialize, Serialize};
use store::{Credentials, Secret, Store};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;

use super::{IntegrationView, Integrations, entry, lock};
use crate::{
    connections::keychain::{self, SecretPart},
    fault::{self, Fault, from_iam},
    ids::{ConnectionId, IntegrationId},
    integrations::{
        apply::{
            key::{orphans, works},
            seen,
        },
        records::{Made, Record, Stage, Thing},
    },
};

/// A step of exchanging a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyStep {
    /// Makes a second key. The first goes on working.
    MakeSecond,
    /// Switches the first off, if the second one works.
    FirstOff,
    /// Switches the first on again.
    FirstOn,
    /// Deletes the first, which was switched off. The second one takes its place.
    DeleteFirst,
    /// Leaves it: the second is deleted and the first works.
    Stop,
}

/// A key, as the storage knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeyFact {
    /// The access key ID, `AKIA…`.
    pub id: String,
    /// Whether requests may be signed with it; an inactive key can be activated again.
    pub active: bool,
    /// When it was made, in milliseconds since 1970, where the storage says so.
    pub created: Option<i64>,
    /// When it was last used, where the storage counts that and it was.
    pub used: Option<i64>,
    /// Whether it was made by this integration.
    pub ours: bool,
    /// Whether its last use could not be read.
    pub unread: bool,
    /// Whether something signs in with it: it is switched on, and no other key was used much later.
    /// One of which that could not be read counts as in use.
    pub in_use: bool,
}

/// A key that was last used within this time of the latest use of any counts as used still, in
/// milliseconds.
const STILL: i64 = 24 * 60 * 60 * 1000;

impl Integrations {
    /// The keys of the user, as the storage has them now.
    ///
    /// # Errors
    /// It is gone, or this login may not look.
    pub async fn keys(&self, store: &Store, id: &IntegrationId) -> Result<Vec<KeyFact>, Fault> {
        let record = self.kept_here(store, id).await?;
        let Some(user) = user_of(&record) else { return Ok(Vec::new()) };
        let mut facts = Vec::new();
        for key in store.list_keys(&user).await.map_err(|error| from_iam(&error))? {
            // Not to be told when it was used is no reason to be told nothing, and does not say
            // that it never was.
            let (used, unread) = match store.key_last_used(&key.id).await {
                Ok(used) => (used, false),
                Err(_) => (None, true),
            };
            let ours = [record.key(), record.second_key()].contains(&Some(key.id.as_str()));
            let (id, active, created) = (key.id, key.active, key.created);
            facts.push(KeyFact { id, active, created, used, ours, unread, in_use: false });
        }
        let latest = facts.iter().filter_map(|fact| fact.used).max();
        for fact in &mut facts {
            let lately = fact.used.zip(latest).is_some_and(|(used, latest)| used + STILL >= latest);
            fact.in_use = fact.active && (fact.unread || lately);
        }
        Ok(facts)
    }

    /// Takes one step of exchanging the key. May be called again after a refusal or a crash.
    ///
    /// # Errors
    /// The step does not fit what was done so far, the storage refused, or the record could not be
    /// written.
    pub async fn exchange_key(
        &self,
        store: &Store,
        id: &IntegrationId,
        step: KeyStep,
        now: i64,
    ) -> Result<IntegrationView, Fault> {
        let _held = self.hold(id)?;
        let record = self.kept_here(store, id).await?;
        let user = user_of(&record).ok_or_else(|| fault::gone("key"))?;
        if record.key().is_none() || !matches!(record.stage, Stage::Done | Stage::Waiting) {
            return Err(fault::gone("key"));
        }
        let at = At { desk: self, store, user, record: AsyncMutex::new(record) };
        match step {
            KeyStep::MakeSecond => at.make_second(now).await?,
            KeyStep::FirstOff => at.first_off().await?,
            KeyStep::FirstOn => at.switch_first(true).await?,
            KeyStep::DeleteFirst => at.delete_first().await?,
            KeyStep::Stop => at.stop().await?,
        }
        Ok(self.view(&at.record.into_inner()))
    }

    /// The secret of the key that the product is to have: of the second one, once it is there.
    ///
    /// # Errors
    /// It is neither in the keychain nor in memory.
    pub async fn secret(&self, id: &IntegrationId) -> Result<Secret, Fault> {
        let record = self.kept(id)?;
        record.newest_key().ok_or_else(fault::key_secret_gone)?;
        let at = if record.second_key().is_some() { second(id) } else { entry(id) };
        self.secret_at(&at).await
    }

    /// The same, to be looked at: once for each key that was made, for whoever hands it on.
    ///
    /// # Errors
    /// It was shown already, or it is neither in the keychain nor in memory.
    pub async fn show_secret(&self, id: &IntegrationId) -> Result<Secret, Fault> {
        let _held = self.hold(id)?;
        let mut record = self.kept(id)?;
        if !record.unshown {
            return Err(fault::key_secret_shown());
        }
        let secret = self.secret(id).await?;
        record.unshown = false;
        self.records.put(&record)?;
        Ok(secret)
    }

    async fn secret_at(&self, at: &ConnectionId) -> Result<Secret, Fault> {
        if let Some(secret) = lock(&self.secrets).get(at) {
            return Ok(secret.clone());
        }
        let kept = keychain::read(at).await?;
        kept.map(|part| part.secret_key).ok_or_else(fault::key_secret_gone)
    }

    /// Into the keychain, or into memory where none takes it.
    pub(super) async fn keep(&self, at: ConnectionId, secret: Secret) -> Result<(), Fault> {
        let part = SecretPart { secret_key: secret.clone(), session_token: None };
        match keychain::keep(&at, &part).await {
            Ok(()) => lock(&self.secrets).remove(&at),
            Err(_) => lock(&self.secrets).insert(at, secret),
        };
        Ok(())
    }

    /// Forgets a secret whose key is gone: an entry that a shut keychain keeps opens nothing.
    pub(super) async fn drop_secret(&self, at: &ConnectionId) {
        lock(&self.secrets).remove(at);
        let _ = keychain::remove(at).await;
    }
}

/// Under which name the keychain has the secret of the second key.
pub(super) fn second(id: &IntegrationId) -> ConnectionId {
    ConnectionId::from(format!("integration-{}-second", id.as_str()).as_str())
}

fn user_of(record: &Record) -> Option<String> {
    record.made.iter().find_map(|made| match &made.thing {
        Thing::Key { user } => Some(user.clone()),
        _ => None,
    })
}

/// What a step works with.
struct At<'a> {
    desk: &'a Integrations,
    store: &'a Store,
    user: String,
    record: AsyncMutex<Record>,
}

impl At<'_> {
    async fn change(&self, change: impl FnOnce(&mut Record)) -> Result<(), Fault> {
        let mut record = self.record.lock().await;
        change(&mut record);
        self.desk.records.put(&record)
    }

    fn thing(&self) -> Thing {
        Thing::SecondKey { user: self.user.clone() }
    }

    async fn first(&self) -> Result<String, Fault> {
        self.record.lock().await.key().map(str::to_owned).ok_or_else(|| fault::gone("key"))
    }

    async fn make_second(&self, now: i64) -> Result<(), Fault> {
        if self.record.lock().await.second_key().is_some() {
            return Ok(());
        }
        self.delete_orphans().await?;
        let there = self.store.list_keys(&self.user).await.map_err(|error| from_iam(&error))?;
        let noted = Made { before: Some(Made::known(&there)), since: Some(now), ..Made::begun(self.thing(), "") };
        self.change(|record| record.made.push(noted)).await?;
        let made = match self.store.create_key(&self.user).await {
            Ok(made) => made,
            Err(error) => {
                // An answer that never came may have made one; a refusal made none.
                if !error.is_temporary() {
                    self.change(|record| record.made.retain(|made| made.thing != self.thing())).await?;
                }
                return Err(from_iam(&error));
            }
        };
        let id = self.record.lock().await.id.clone();
        self.desk.keep(second(&id), made.secret.clone()).await?;
        self.change(|record| {
            if let Some(noted) = record.made.iter_mut().find(|noted| noted.thing == self.thing()) {
                noted.after.clone_from(&made.access_key);
                noted.done = true;
            }
            (record.second_key_since, record.unshown) = (Some(now), true);
        })
        .await?;
        let theirs = self.store.as_login(made).map_err(|error| from_iam(&error))?;
        seen("second-key", || works(&theirs)).await
    }

    /// A key that was begun and not written down has a secret that nobody knows.
    async fn delete_orphans(&self) -> Result<(), Fault> {
        let noted = self.record.lock().await.made(&self.thing()).filter(|noted| !noted.done).cloned();
        let Some(noted) = noted else { return Ok(()) };
        let keys = self.store.list_keys(&self.user).await.map_err(|error| from_iam(&error))?;
        for key in orphans(self.store, &noted, keys).await?.0 {
            self.store.delete_key(&self.user, &key).await.map_err(|error| from_iam(&error))?;
        }
        self.change(|record| record.made.retain(|made| made.thing != self.thing())).await
    }

    /// Only once the second one is known to work: otherwise the product would stand before a shut
    /// door.
    async fn first_off(&self) -> Result<(), Fault> {
        let (id, second_key) = {
            let record = self.record.lock().await;
            (record.id.clone(), record.second_key().map(str::to_owned))
        };
        let access_key = second_key.ok_or_else(|| fault::gone("second-key"))?;
        let secret = self.desk.secret_at(&second(&id)).await?;
        let theirs = self.store.as_login(Credentials { access_key, secret, session_token: None });
        let theirs = theirs.map_err(|error| from_iam(&error))?;
        if !works(&theirs).await? {
            return Err(fault::second_key_fails());
        }
        self.switch_first(false).await
    }

    async fn switch_first(&self, on: bool) -> Result<(), Fault> {
        let first = self.first().await?;
        // Noted before it is done: what may be off can be switched on.
        if !on {
            self.change(|record| record.first_key_off = true).await?;
        }
        self.store.switch_key(&self.user, &first, on).await.map_err(|error| from_iam(&error))?;
        if on {
            self.change(|record| record.first_key_off = false).await?;
        }
        Ok(())
    }

    async fn delete_first(&self) -> Result<(), Fault> {
        let (id, second_key) = {
            let record = self.record.lock().await;
            if !record.first_key_off {
                return Err(fault::first_key_on());
            }
            (record.id.clone(), record.second_key().map(str::to_owned))
        };
        let second_key = second_key.ok_or_else(|| fault::gone("second-key"))?;
        let secret = self.desk.secret_at(&second(&id)).await?;
        let first = self.first().await?;
        self.store.delete_key(&self.user, &first).await.map_err(|error| from_iam(&error))?;
        self.desk.keep(entry(&id), secret).await?;
        self.change(|record| {
            record.made.retain(|made| made.thing != self.thing());
            if let Some(key) = record.made.iter_mut().find(|made| matches!(made.thing, Thing::Key { .. })) {
                key.after.clone_from(&second_key);
            }
            record.key_since = record.second_key_since.take();
            record.first_key_off = false;
        })
        .await?;
        self.desk.drop_secret(&second(&id)).await;
        Ok(())
    }

    async fn stop(&self) -> Result<(), Fault> {
        if self.record.lock().await.first_key_off {
            self.switch_first(true).await?;
        }
        self.delete_orphans().await?;
        let (id, second_key) = {
            let record = self.record.lock().await;
            (record.id.clone(), record.second_key().map(str::to_owned))
        };
        if let Some(key) = second_key {
            self.store.delete_key(&self.user, &key).await.map_err(|error| from_iam(&error))?;
        }
        self.change(|record| {
            record.made.retain(|made| made.thing != self.thing());
            // Of the first it is not known any more whether it was shown.
            (record.second_key_since, record.unshown) = (None, false);
        })
        .await?;
        self.desk.drop_secret(&second(&id)).await;
        Ok(())
    }
}
