//! A setting that is open: what was read, what was before, and the one way in which it is changed.

use std::{
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::Serialize;
use store::{Store, StoreError, StoreErrorKind};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;
use words::{Words, bucket, say};

use super::{
    around::Around,
    check::Change,
    earlier::{Earlier, Which},
    value::{self, Held, SettingKind, SettingValue},
};
use crate::{
    at::BucketAt,
    fault::{self, Fault},
    stop::Stop,
    until::until,
};

/// Waits before a change is looked for again: some storages show it late.
const LOOKS: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(900), Duration::from_millis(1800)];

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Applied {
    /// It is in place and was read back.
    Saved {
        /// What the storage has now; null where nothing is set.
        value: Option<SettingValue>,
        /// What is not quite as it was asked for; null where all is.
        note: Option<Words>,
    },
    /// Somebody else changed it in the meantime. Nothing was written; theirs is the base of the
    /// draft from now on.
    Conflict {
        /// What the storage has now.
        theirs: Option<SettingValue>,
        /// What they changed, in sentences.
        changes: Vec<Change>,
    },
}

#[derive(Debug)]
pub(super) struct Open {
    pub(super) store: Store,
    pub(super) bucket: String,
    pub(super) kind: SettingKind,
    pub(super) around: Around,
    /// Where earlier states of it are kept, and under which connection.
    pub(super) kept: Option<(Arc<Earlier>, BucketAt)>,
    /// Stops the counting that runs for it.
    pub(super) counting: Mutex<Stop>,
    /// Held over a whole change, so that two follow each other.
    pub(super) memory: AsyncMutex<Memory>,
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What was read or written last; `None` while the storage has not answered as S3 does.
    pub(super) base: Option<Held>,
    /// What to go back to, whole.
    pub(super) before: Option<Held>,
}

/// What a setting is to be changed to.
pub(super) enum NewState {
    /// What a person drafted; the rest stays.
    Draft(Option<SettingValue>),
    /// What it was, with everything that it had.
    Back(Held),
}

impl NewState {
    fn value(&self) -> Option<&SettingValue> {
        match self {
            Self::Draft(value) => value.as_ref(),
            Self::Back(held) => held.value.as_ref(),
        }
    }

    fn is_seen(&self, seen: &Held) -> bool {
        match self {
            Self::Draft(value) => value::same(seen.value.as_ref(), value.as_ref()),
            Self::Back(held) => held.same(seen),
        }
    }

    /// Going back to nothing comes, for some settings, to saying so.
    fn told(self, kind: SettingKind) -> Self {
        match self {
            Self::Draft(None) => Self::Draft(value::removed(kind)),
            Self::Back(held) if held.value.is_none() && held.beyond().is_empty() => Self::Draft(value::removed(kind)),
            other => other,
        }
    }
}

/// What became of the note of what was before.
enum NoteOutcome {
    Whole,
    /// It has parts that cannot be told as a draft.
    InMemory,
    /// It could not be written down.
    Failed,
}

impl Open {
    /// Whether a draft is one of this setting.
    pub(super) fn takes(&self, draft: Option<&SettingValue>) -> Result<(), Fault> {
        match draft.is_none_or(|draft| draft.kind() == self.kind) {
            true => Ok(()),
            false => Err(fault::draft_of_another_setting()),
        }
    }

    /// Stops the counting that runs; what stops the next one.
    pub(super) fn count_anew(&self) -> Stop {
        let next = Stop::default();
        let mut counting = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *counting, next.clone()).stop();
        next
    }

    pub(super) async fn change(&self, memory: &mut Memory, wanted: NewState) -> Result<Applied, Fault> {
        let Some(base) = memory.base.clone() else { return Err(fault::setting_unread()) };
        let now = self.read().await.map_err(|error| fault::from_store(&error))?;
        if !base.same(&now) {
            memory.before = None;
            let changes = self.conflict(&base, &now);
            let theirs = now.value.clone();
            memory.base = Some(now);
            return Ok(Applied::Conflict { theirs, changes });
        }
        let wanted = if now.value.is_some() { wanted.told(self.kind) } else { wanted };
        let mut outcome = NoteOutcome::Whole;
        if !wanted.is_seen(&now) {
            outcome = self.note(&now);
            self.write(&wanted).await?;
            memory.before = Some(now);
        }
        let seen = self.look_for(&wanted).await;
        let note = match &seen {
            Ok(seen) if wanted.is_seen(seen) => outcome.words(),
            Ok(_) => Some(say!(bucket::SavedOther)),
            Err(error) => Some(say!(bucket::SavedUnread, why = fault::from_store(error).title)),
        };
        let told = match wanted {
            NewState::Draft(value) => Held { value, document: base.document },
            NewState::Back(held) => held,
        };
        let seen = seen.unwrap_or(told);
        memory.base = Some(seen.clone());
        Ok(Applied::Saved { value: seen.value, note })
    }

    /// Notes on disk what was, for somebody who wants it back another day. What has more than a
    /// draft can say is not offered there: it would come back as less.
    fn note(&self, now: &Held) -> NoteOutcome {
        let Some((earlier, at)) = &self.kept else { return NoteOutcome::Whole };
        if !now.beyond().is_empty() {
            return NoteOutcome::InMemory;
        }
        let which = Which { at, server: &self.store.server(), kind: self.kind };
        match earlier.note(which, &now.value) {
            Ok(()) => NoteOutcome::Whole,
            Err(error) => {
                tracing::warn!(?error, "an earlier state of a setting was not kept");
                NoteOutcome::Failed
            }
        }
    }

    /// Writes or removes. Of an answer that was lost nobody knows whether it was a yes: the storage
    /// is asked.
    async fn write(&self, wanted: &NewState) -> Result<(), Fault> {
        let whole = match wanted {
            NewState::Back(held) => held.document.as_ref().filter(|document| !document.beyond().is_empty()),
            NewState::Draft(_) => None,
        };
        let written = match whole {
            Some(document) => self.store.put_document(&self.bucket, document).await,
            None => value::write(&self.store, &self.bucket, self.kind, wanted.value()).await,
        };
        let Err(mut error) = written else { return Ok(()) };
        if error.kind == StoreErrorKind::BucketExists {
            // Some storages read a setting that they do not have as unset, and take its PUT for the
            // making of the bucket.
            error.kind = StoreErrorKind::NotSupported;
        }
        let taken = error.is_temporary() && {
            let seen = self.read().await;
            seen.is_ok_and(|seen| wanted.is_seen(&seen))
        };
        if taken { Ok(()) } else { Err(fault::setting_refused(&error)) }
    }

    /// Reads until the storage shows what was wanted, or for the last time.
    async fn look_for(&self, wanted: &NewState) -> Result<Held, StoreError> {
        until(LOOKS, || self.read(), |seen| seen.as_ref().is_ok_and(|seen| wanted.is_seen(seen))).await
    }

    async fn read(&self) -> Result<Held, StoreError> {
        value::read(&self.store, &self.bucket, self.kind).await
    }

    /// What somebody else changed, in sentences.
    fn conflict(&self, base: &Held, now: &Held) -> Vec<Change> {
        let mut changes = value::changes(self.kind, base.value.as_ref(), now.value.as_ref());
        if !base.same_beyond(now) {
            changes.push(Change::other(say!(bucket::ConflictBeyond)));
        }
        changes
    }
}

impl NoteOutcome {
    fn words(&self) -> Option<Words> {
        match self {
            Self::Whole => None,
            Self::InMemory => Some(say!(bucket::SavedUndoParts)),
            Self::Failed => Some(say!(bucket::SavedUndoDisk)),
        }
    }
}
