//! A setting that is open: what was read, what was before, and the one way in which it is changed.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use store::{Store, StoreError, StoreErrorKind};
use tokio::sync::Mutex as AsyncMutex;
use tokio_util::sync::CancellationToken;

use super::{
    Applied, BucketAt, Earlier,
    around::Around,
    check,
    value::{self, SettingKind, SettingValue},
};
use crate::fault::{self, Fault};

/// Waits before a change is looked for again: some storages show it late.
const LOOKS: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(900), Duration::from_millis(1800)];

#[derive(Debug)]
pub(super) struct Open {
    pub(super) store: Store,
    pub(super) bucket: String,
    pub(super) kind: SettingKind,
    pub(super) around: Around,
    /// Where earlier states of it are kept, and under which connection.
    pub(super) kept: Option<(Arc<Earlier>, BucketAt)>,
    /// Stops the counting that runs for it.
    pub(super) counting: Mutex<CancellationToken>,
    /// Held over a whole change, so that two follow each other.
    pub(super) memory: AsyncMutex<Memory>,
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What was read or written last; `None` while the storage has not answered as S3 does.
    pub(super) base: Option<Option<SettingValue>>,
    /// What to go back to.
    pub(super) before: Option<Option<SettingValue>>,
}

impl Open {
    /// Stops the counting that runs; what stops the next one.
    pub(super) fn count_anew(&self) -> CancellationToken {
        let mut counting = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        counting.cancel();
        *counting = CancellationToken::new();
        counting.clone()
    }

    pub(super) async fn change(&self, memory: &mut Memory, wanted: Option<SettingValue>) -> Result<Applied, Fault> {
        let Some(base) = memory.base.clone() else { return Err(fault::setting_unread()) };
        let now = self.read().await.map_err(|error| fault::from_store(&error))?;
        if !value::same(&base, &now) {
            let changes = check::changes(base.as_ref(), now.as_ref());
            memory.base = Some(now.clone());
            memory.before = None;
            return Ok(Applied::Conflict { theirs: now, changes });
        }
        let wanted = if now.is_some() { wanted.or_else(|| value::removed(self.kind)) } else { wanted };
        let mut kept = true;
        if !value::same(&now, &wanted) {
            kept = self.keep(&now);
            self.write(wanted.as_ref()).await?;
            memory.before = Some(now);
        }
        let seen = self.look_for(&wanted).await;
        let note = match &seen {
            Ok(seen) if value::same(seen, &wanted) && kept => String::new(),
            Ok(seen) if value::same(seen, &wanted) => {
                "Saved. What was before could not be written down on this computer, so it can be undone only while this is open."
                    .to_owned()
            }
            Ok(_) => "The storage took the change and still shows something else. That can pass within a minute; open the setting again to see.".to_owned(),
            Err(error) => format!("The change was taken, but could not be read back: {}.", fault::from_store(error).title),
        };
        let value = seen.unwrap_or(wanted);
        memory.base = Some(value.clone());
        Ok(Applied::Saved { value, note })
    }

    /// Notes on disk what was, for somebody who wants it back another day.
    fn keep(&self, now: &Option<SettingValue>) -> bool {
        let Some((earlier, at)) = &self.kept else { return true };
        let noted = earlier.note(at, self.kind, now);
        if let Err(error) = &noted {
            tracing::warn!(?error, "an earlier state of a setting was not kept");
        }
        noted.is_ok()
    }

    /// Writes or removes. Of an answer that was lost nobody knows whether it was a yes: the storage is asked.
    async fn write(&self, wanted: Option<&SettingValue>) -> Result<(), Fault> {
        let Err(mut error) = value::write(&self.store, &self.bucket, self.kind, wanted).await else { return Ok(()) };
        if error.kind == StoreErrorKind::BucketExists {
            // Some storages read a setting that they do not have as unset, and take its PUT for the making of the bucket.
            error.kind = StoreErrorKind::NotSupported;
        }
        let taken = error.is_temporary() && {
            let seen = self.read().await;
            seen.is_ok_and(|seen| value::same(&seen, &wanted.cloned()))
        };
        if taken { Ok(()) } else { Err(fault::setting_refused(&error)) }
    }

    /// Reads until the storage shows what was wanted, or for the last time.
    async fn look_for(&self, wanted: &Option<SettingValue>) -> Result<Option<SettingValue>, StoreError> {
        let mut seen = self.read().await;
        for pause in LOOKS {
            if seen.as_ref().is_ok_and(|seen| value::same(seen, wanted)) {
                break;
            }
            tokio::time::sleep(pause).await;
            seen = self.read().await;
        }
        seen
    }

    async fn read(&self) -> Result<Option<SettingValue>, StoreError> {
        value::read(&self.store, &self.bucket, self.kind).await
    }
}
