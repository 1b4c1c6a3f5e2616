//! The settings of a bucket, all by one shape: open, look the draft over, apply, undo.
//!
//! [`Settings::open`] reads and keeps what was read as the base of a draft. [`Settings::check`]
//! says what is wrong with a draft and, in sentences, what saving it would change.
//! [`Settings::apply`] reads again, compares with the base (a difference is a conflict, told with
//! both sides, and nothing is written), writes, reads back, and keeps what was before, so that
//! [`Settings::undo`] is one step. The text of a draft belongs to the page; a refusal leaves it
//! there.
//!
//! Nothing is written or removed unless the setting's own GET was answered as S3 answers it. A
//! storage's document has more than a draft shows; that stays, or the change is refused (the module
//! `setting` of `store`). What was before is kept in memory for undo, whole, and on disk for later
//! where a draft says all of it ([`Earlier`]). A dropped apply may have been carried out all the
//! same; the next open shows it.
//!
//! A setting itself is one file under `value`. The order of the files of this module is held by
//! `tests/tests/house/layers/settings.rs`.

mod around;
mod check;
pub mod create;
mod earlier;
mod fact;
mod open;
pub mod overview;
mod removal;
mod setting;
mod value;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde::Serialize;
use store::{Store, StoreError, StoreErrorKind};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;

use self::{
    open::{Memory, NewState, Open},
    value::{Held, bucket_policy, lifecycle},
};
pub use store::LifecycleRule;

pub use self::{
    check::{Change, Note, PolicyCheck, SettingCheck, WhoMay},
    create::{MadeBucket, NewBucket},
    earlier::{Earlier, EarlierState},
    fact::FactTone,
    open::Applied,
    overview::Fact,
    removal::{BucketCount, RemovalTick, Removals, Removed},
    value::{
        FactId, SettingKind, SettingValue,
        bucket_policy::PolicyStep,
        cors::{self, LiveCheck, ReadCors, Seen},
        lifecycle::RuleCount,
    },
};
use crate::{
    at::BucketAt,
    fault::{self, Fault},
    ids::SettingId,
    typed,
};

/// What is known about a setting. The four ways of having none are never mixed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SettingState {
    /// The bucket has the setting.
    Configured {
        /// What is set; a draft begins with it.
        value: SettingValue,
    },
    /// The bucket does not have the setting; a draft may be the first.
    NotConfigured,
    /// This storage does not have it.
    NotSupported {
        /// What a person reads of it.
        fault: Fault,
    },
    /// This login may not see it.
    NotPermitted {
        /// What a person reads of it.
        fault: Fault,
    },
    /// It could not be read just now; reading again may help.
    Failed {
        /// What a person reads of it.
        fault: Fault,
    },
}

/// A setting that is open.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct OpenedSetting {
    /// Its name until it is closed.
    pub setting: SettingId,
    /// What was read, or why nothing was.
    pub state: SettingState,
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
    pub fn keeping(earlier: impl Into<Arc<Earlier>>) -> Self {
        Self { earlier: Some(earlier.into()), ..Self::default() }
    }

    /// Reads a setting of a connection's bucket and opens it. Opening never fails: a refusal is a
    /// state.
    pub async fn open_at(&self, store: Store, at: BucketAt, kind: SettingKind) -> OpenedSetting {
        let bucket = at.bucket.clone();
        self.open_keeping(store, bucket, kind, self.earlier.clone().map(|earlier| (earlier, at))).await
    }

    /// The same for a store that is no connection's: what is changed can be undone while it is
    /// open.
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
        let (read, around) =
            tokio::join!(value::read(&store, &bucket, kind), value::look_around(&store, &bucket, kind));
        let memory = AsyncMutex::new(Memory { base: read.as_ref().ok().cloned(), before: None });
        let open = Open { store, bucket, kind, around, kept, counting: Mutex::default(), memory };
        let setting = SettingId::fresh();
        self.all().insert(setting.clone(), Arc::new(open));
        OpenedSetting { setting, state: state(read) }
    }

    /// What is to be said about a draft, and what saving it would change; `None` removes the
    /// setting.
    ///
    /// # Errors
    /// The setting is no longer open.
    pub async fn check(&self, id: &SettingId, draft: Option<SettingValue>) -> Result<SettingCheck, Fault> {
        typed::within(&draft)?;
        let open = self.get(id)?;
        open.takes(draft.as_ref())?;
        let memory = open.memory.lock().await;
        let base = memory.base.clone().unwrap_or_default();
        Ok(value::check(open.kind, &base, draft.as_ref(), &open.around))
    }

    /// Saves a draft; `None` removes the setting.
    ///
    /// # Errors
    /// The draft has a finding that stops, the setting could not be read as S3 has it, or the
    /// storage refused.
    pub async fn apply(&self, id: &SettingId, draft: Option<SettingValue>) -> Result<Applied, Fault> {
        typed::within(&draft)?;
        let open = self.get(id)?;
        open.takes(draft.as_ref())?;
        let mut memory = open.memory.lock().await;
        let Some(base) = memory.base.clone() else { return Err(fault::setting_unread()) };
        let looked = value::check(open.kind, &base, draft.as_ref(), &open.around);
        if let Some(why) = looked.stop() {
            return Err(fault::setting_unfit(why));
        }
        open.change(&mut memory, NewState::Draft(draft)).await
    }

    /// Puts back what was there before the last change of this setting.
    ///
    /// # Errors
    /// There is nothing to go back to, or the storage refused.
    pub async fn undo(&self, id: &SettingId) -> Result<Applied, Fault> {
        let open = self.get(id)?;
        let mut memory = open.memory.lock().await;
        let before = memory.before.clone().ok_or_else(fault::nothing_to_undo)?;
        open.change(&mut memory, NewState::Back(before)).await
    }

    /// States that the setting had before it was changed from here, the newest first.
    ///
    /// # Errors
    /// The setting is no longer open.
    pub async fn earlier(&self, id: &SettingId) -> Result<Vec<EarlierState>, Fault> {
        let open = self.get(id)?;
        let memory = open.memory.lock().await;
        let (Some((kept, at)), Some(base)) = (&open.kept, &memory.base) else { return Ok(Vec::new()) };
        let which = earlier::Which { at, server: &open.store.server(), kind: open.kind };
        Ok(kept.list(which, base.value.as_ref()))
    }

    /// The text of a policy after a step; nothing is saved.
    ///
    /// # Errors
    /// The setting is no longer open, or the text has to be mended first.
    pub fn step_policy(&self, id: &SettingId, text: &str, step: &PolicyStep) -> Result<String, Fault> {
        typed::within(&text)?;
        bucket_policy::step(text, step, &self.get(id)?.around)
    }

    /// Asks the storage itself, as a browser with a page of this site would, and lays its answer
    /// beside what the saved rules say. Changes nothing.
    ///
    /// # Errors
    /// The setting is not open or was not read, or the storage could not be reached.
    pub async fn check_cors_live(&self, id: &SettingId, asked: &cors::Preflight) -> Result<LiveCheck, Fault> {
        let open = self.get(id)?;
        let saved = match &open.memory.lock().await.base {
            Some(Held { value: Some(SettingValue::Cors { rules }), .. }) => rules.clone(),
            _ => Vec::new(),
        };
        let checked = cors::check_live(&open.store, &open.bucket, saved, asked).await;
        checked.map_err(|error| fault::from_store(&error))
    }

    /// Counts what a lifecycle rule would do to the files that are there, as of `now` (milliseconds
    /// since 1970). Another count for the same setting stops this one, and so does closing the
    /// setting.
    ///
    /// # Errors
    /// The setting is no longer open, or the storage refused to list; what was counted until then
    /// was told.
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
        // Stopped, it is over as well: somebody else's count is the one that matters.
        let counted = stop.unless(counted).await.unwrap_or(Ok(()));
        counted.map_err(|error| fault::from_store(&error))
    }

    /// Closes a setting; closing twice is no error.
    pub fn close(&self, id: &SettingId) {
        if let Some(open) = self.all().remove(id) {
            open.count_anew().stop();
        }
    }

    /// Closes every setting, as when the page starts anew.
    pub fn close_all(&self) {
        self.all().drain().for_each(|(_, open)| open.count_anew().stop());
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
