//! The settings of a bucket, all by one shape: open, look the draft over, apply, undo.
//!
//! [`Settings::open`] reads and keeps what was read as the base of a draft. [`Settings::check`] says what is wrong with
//! a draft and, in sentences, what saving it would change. [`Settings::apply`] reads again, compares with the base (a
//! difference is a conflict, told with both sides, and nothing is written), writes, reads back, and keeps what was
//! before, so that [`Settings::undo`] is one step. The text of a draft belongs to the page; a refusal leaves it there.
//!
//! Nothing is written or removed unless the setting's own GET was answered as S3 answers it. A storage's document has
//! more than a draft shows; that stays, or the change is refused (the module `setting` of `store`). What was before is
//! kept in memory for undo, whole, and on disk for later where a draft says all of it ([`Earlier`]). A dropped apply may have been carried out all the same; the
//! next open shows it.

mod access_list;
mod around;
pub mod bucket_policy;
mod check;
pub mod cors;
pub mod create;
mod earlier;
mod lifecycle;
mod open;
pub mod overview;
mod plain;
mod removal;
mod tags;
mod value;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use store::{LifecycleRule, Store, StoreError, StoreErrorKind};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;

use self::{
    around::Around,
    open::{Memory, Open, Wanted},
    value::Held,
};
pub use store::LifecycleRule as RuleOfAge;

pub use self::{
    bucket_policy::{PolicyCheck, PolicyStep, WhoMay},
    check::{Note, SettingCheck},
    cors::{LiveCheck, ReadCors, Seen},
    create::{MadeBucket, NameCheck, NewBucket},
    earlier::{Earlier, EarlierState},
    lifecycle::RuleCount,
    overview::{Fact, FactId, FactTone},
    removal::{BucketCount, RemovalTick, Removals, Removed},
    value::{SettingKind, SettingValue},
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, SettingId},
};
use policy::cors::Change;

/// A bucket of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct BucketAt {
    /// Whose login.
    pub connection: ConnectionId,
    /// Its name.
    pub bucket: String,
}

/// What is known about a setting. The four ways of having none are never mixed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SettingState {
    /// It is set.
    Configured {
        /// To this.
        value: SettingValue,
    },
    /// Nothing is set yet.
    NotConfigured,
    /// This storage does not have it.
    NotSupported {
        /// In words.
        fault: Fault,
    },
    /// This login may not see it.
    NotPermitted {
        /// In words.
        fault: Fault,
    },
    /// It could not be read.
    Failed {
        /// In words.
        fault: Fault,
    },
}

/// A setting that is open.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct OpenedSetting {
    /// Its name until it is closed.
    pub setting: SettingId,
    /// What was read.
    pub state: SettingState,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Applied {
    /// It is in place and was read back.
    Saved {
        /// What the storage has now; null where nothing is set.
        value: Option<SettingValue>,
        /// What is not quite as it was asked for; empty where all is.
        note: String,
    },
    /// Somebody else changed it in the meantime. Nothing was written; theirs is the base of the draft from now on.
    Conflict {
        /// What the storage has now.
        theirs: Option<SettingValue>,
        /// What they changed, in sentences.
        changes: Vec<Change>,
    },
}

/// The settings that are open.
#[derive(Debug, Default)]
pub struct Settings {
    open: Mutex<HashMap<SettingId, Arc<Open>>>,
    earlier: Option<Arc<Earlier>>,
}

impl Settings {
    /// Settings whose earlier states are kept on disk.
    #[must_use]
    pub fn keeping(earlier: Earlier) -> Self {
        Self { earlier: Some(Arc::new(earlier)), ..Self::default() }
    }

    /// Reads a setting of a connection's bucket and opens it. Opening never fails: a refusal is a state.
    pub async fn open_at(&self, store: Store, at: BucketAt, kind: SettingKind) -> OpenedSetting {
        let bucket = at.bucket.clone();
        self.open_keeping(store, bucket, kind, self.earlier.clone().map(|earlier| (earlier, at))).await
    }

    /// The same for a store that is no connection's: what is changed can be undone while it is open.
    pub async fn open(&self, store: Store, bucket: String, kind: SettingKind) -> OpenedSetting {
        self.open_keeping(store, bucket, kind, None).await
    }

    async fn open_keeping(
        &self,
        store: Store,
        bucket: String,
        kind: SettingKind,
        kept: Option<(Arc<Earlier>, BucketAt)>,
    ) -> OpenedSetting {
        let (read, around) = tokio::join!(value::read(&store, &bucket, kind), Around::look(&store, &bucket, kind));
        let memory = AsyncMutex::new(Memory { base: read.as_ref().ok().cloned(), before: None });
        let open = Open { store, bucket, kind, around, kept, counting: Mutex::default(), memory };
        let setting = SettingId::fresh();
        self.all().insert(setting.clone(), Arc::new(open));
        OpenedSetting { setting, state: state(read) }
    }

    /// What is to be said about a draft, and what saving it would change; `None` removes the setting.
    ///
    /// # Errors
    /// The setting is no longer open.
    pub async fn check(&self, id: &SettingId, draft: Option<SettingValue>) -> Result<SettingCheck, Fault> {
        let open = self.get(id)?;
        let memory = open.memory.lock().await;
        let base = memory.base.clone().unwrap_or_default();
        Ok(check::check(open.kind, &base, draft.as_ref(), &open.around))
    }

    /// Saves a draft; `None` removes the setting.
    ///
    /// # Errors
    /// The draft has a finding that stops, the setting could not be read as S3 has it, or the storage refused.
    pub async fn apply(&self, id: &SettingId, draft: Option<SettingValue>) -> Result<Applied, Fault> {
        let open = self.get(id)?;
        let mut memory = open.memory.lock().await;
        if draft.as_ref().is_some_and(|draft| draft.kind() != open.kind) {
            return Err(fault::gone("setting"));
        }
        let Some(base) = memory.base.clone() else { return Err(fault::setting_unread()) };
        let looked = check::check(open.kind, &base, draft.as_ref(), &open.around);
        if let Some(why) = looked.stop() {
            return Err(fault::setting_unfit(&why));
        }
        open.change(&mut memory, Wanted::Draft(draft)).await
    }

    /// Puts back what was there before the last change of this setting.
    ///
    /// # Errors
    /// There is nothing to go back to, or the storage refused.
    pub async fn undo(&self, id: &SettingId) -> Result<Applied, Fault> {
        let open = self.get(id)?;
        let mut memory = open.memory.lock().await;
        let before = memory.before.clone().ok_or_else(|| fault::gone("earlier state"))?;
        open.change(&mut memory, Wanted::Back(before)).await
    }

    /// States that the setting had before it was changed from here, the newest first.
    ///
    /// # Errors
    /// The setting is no longer open.
    pub async fn earlier(&self, id: &SettingId) -> Result<Vec<EarlierState>, Fault> {
        let open = self.get(id)?;
        let memory = open.memory.lock().await;
        let (Some((earlier, at)), Some(base)) = (&open.kept, &memory.base) else { return Ok(Vec::new()) };
        Ok(earlier.list(at, open.kind, base.value.as_ref()))
    }

    /// The text of a policy after a step; nothing is saved.
    ///
    /// # Errors
    /// The setting is no longer open, or the text has to be mended first.
    pub fn step_policy(&self, id: &SettingId, text: &str, step: &PolicyStep) -> Result<String, Fault> {
        bucket_policy::step(text, step, &self.get(id)?.around)
    }

    /// Counts what a lifecycle rule would do to the files that are there, as of `now` (milliseconds since 1970). Another
    /// count for the same setting stops this one, and so does closing the setting.
    ///
    /// # Errors
    /// The setting is no longer open, or the storage refused to list; what was counted until then was told.
    pub async fn count_rule(
        &self,
        id: &SettingId,
        rule: LifecycleRule,
        now: i64,
        sink: impl Fn(RuleCount) + Send + Sync,
    ) -> Result<(), Fault> {
        let open = self.get(id)?;
        let stop = open.count_anew();
        let counted = lifecycle::count(&open.store, &open.bucket, &rule, open.around.versions.is_some(), now, &sink);
        tokio::select! {
            () = stop.cancelled() => Ok(()),
            counted = counted => counted.map_err(|error| fault::from_store(&error)),
        }
    }

    /// Closes a setting; closing twice is no error.
    pub fn close(&self, id: &SettingId) {
        if let Some(open) = self.all().remove(id) {
            open.count_anew().cancel();
        }
    }

    /// Closes every setting, as when the page starts anew.
    pub fn close_all(&self) {
        self.all().drain().for_each(|(_, open)| open.count_anew().cancel());
    }

    fn get(&self, id: &SettingId) -> Result<Arc<Open>, Fault> {
        self.all().get(id).cloned().ok_or_else(|| fault::gone("setting"))
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<SettingId, Arc<Open>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an answer means.
fn state(read: Result<Held, StoreError>) -> SettingState {
    match read {
        Ok(Held { value: Some(value), .. }) => SettingState::Configured { value },
        Ok(Held { value: None, .. }) => SettingState::NotConfigured,
        Err(error) => {
            let fault = fault::from_store(&error);
            match error.kind {
                StoreErrorKind::NotSupported => SettingState::NotSupported { fault },
                StoreErrorKind::NotPermitted => SettingState::NotPermitted { fault },
                _ => SettingState::Failed { fault },
            }
        }
    }
}
