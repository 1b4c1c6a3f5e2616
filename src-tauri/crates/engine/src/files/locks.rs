//! What Object Lock does for one version of a file: until when it is retained and whether it is
//! under a legal hold, to be read, set, extended and, where that can be, ended.
//!
//! Nothing steps over a retention of governance unless the person said so. Dropped in between, what
//! was asked for may be set all the same; [`read`] then tells.

use serde::Serialize;
pub use store::{Retained, RetentionMode};
use store::{Store, StoreError, StoreErrorKind as Kind};
use ts_rs::TS;

use crate::{
    at::FileAt,
    fault::{self, Fault},
};

/// How a version is locked.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Locks {
    /// Both could be read.
    Read {
        /// Until when it cannot be deleted; null where nothing retains it.
        retained: Option<Retained>,
        /// It is under a legal hold.
        held: bool,
    },
    /// The bucket was made without Object Lock.
    Off,
    /// The storage has no Object Lock.
    NotSupported,
    /// This login is not allowed to look.
    NotPermitted {
        /// What was refused.
        fault: Fault,
    },
}

/// How a version is locked.
///
/// # Errors
/// Storage refused for another reason than those that are a state.
pub async fn read(store: &Store, at: &FileAt, id: &str) -> Result<Locks, Fault> {
    match store.get_lock(&at.bucket).await {
        Ok(None) => return Ok(Locks::Off),
        Err(error) if error.kind == Kind::NotSupported => return Ok(Locks::NotSupported),
        // Who may not read the bucket's default may read the version's all the same.
        Ok(Some(_)) | Err(_) => {}
    }
    let version = at.object().version(id);
    let told: Result<_, StoreError> =
        async { Ok((store.retained(&version).await?, store.legal_hold(&version).await?)) }.await;
    match told {
        Ok((retained, held)) => Ok(Locks::Read { retained, held }),
        Err(error) => match (error.kind, fault::from_store(&error)) {
            (Kind::NotSupported, _) => Ok(Locks::NotSupported),
            (Kind::NotPermitted, fault) => Ok(Locks::NotPermitted { fault }),
            (_, fault) => Err(fault),
        },
    }
}

/// Retains a version until a time, or with `None` no longer; answers how it is locked then.
/// `bypass`: what governance retains may be shortened or ended.
///
/// # Errors
/// The time is past, compliance retains it for longer, or storage refused.
pub async fn retain(
    store: &Store,
    at: &FileAt,
    id: &str,
    wanted: Option<Retained>,
    bypass: bool,
) -> Result<Locks, Fault> {
    let version = at.object().version(id);
    if wanted.is_some_and(|wanted| wanted.until <= jiff::Timestamp::now().as_millisecond()) {
        return Err(fault::retention_past());
    }
    let before = store.retained(&version).await.map_err(|error| fault::from_store(&error))?;
    if let Some(firm) = before.filter(|before| before.mode == RetentionMode::Compliance) {
        let goes_on = wanted.is_some_and(|wanted| wanted.mode == firm.mode && wanted.until >= firm.until);
        if !goes_on {
            return Err(fault::retention_firm(&at.key, firm.until));
        }
    }
    match store.retain(&version, wanted, bypass).await {
        Ok(()) => read(store, at, id).await,
        Err(error) if error.kind == Kind::NotPermitted && before.is_some() && !bypass => {
            Err(fault::retention_shortened(&error))
        }
        Err(error) => Err(fault::from_store(&error)),
    }
}

/// Puts a version under a legal hold, or ends it; answers how it is locked then.
///
/// # Errors
/// Storage refused.
pub async fn hold(store: &Store, at: &FileAt, id: &str, on: bool) -> Result<Locks, Fault> {
    store.set_legal_hold(&at.object().version(id), on).await.map_err(|error| fault::from_store(&error))?;
    read(store, at, id).await
}
