//! What Object Lock does for one version of a file: until when it is retained and whether it is
//! under a legal hold, to be read, set, extended and, where that can be, ended.
//!
//! Nothing steps over a retention of governance unless the person said so. Dropped in between, what
//! was asked for may be set all the same; [`read`] then tells.

use serde::{Deserialize, Serialize};
use store::{ObjectAt, Store, StoreError, StoreErrorKind as Kind};
pub use store::{Retained, RetentionMode};
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

/// What is to become of the lock of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LockWish {
    /// It is retained until a time; what is retained for longer stays so.
    Retain {
        /// How firmly, and until when.
        retained: Retained,
        /// What governance retains for longer, or firmly in another way, is shortened: the request
        /// says so in a header of its own.
        bypass: bool,
    },
    /// What governance retains is no longer retained.
    Release {
        /// The person said that the request says so in a header of its own; without it nothing is
        /// released.
        bypass: bool,
    },
    /// It is put under a legal hold, or the hold is ended.
    Hold {
        /// Put under a hold.
        on: bool,
    },
}

/// What a wish comes to for one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The retention is set, or ended with `None`.
    Retain {
        wanted: Option<Retained>,
        bypass: bool,
    },
    Hold {
        on: bool,
    },
    /// It is so already.
    Same,
    /// It is retained for longer, and stays so.
    Longer,
    /// Compliance retains it, which nobody can shorten, end or soften.
    Firm,
}

impl LockWish {
    /// What nobody will be able to undo.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Retain { retained: Retained { mode: RetentionMode::Compliance, .. }, .. })
    }

    /// Whether it can be asked for at all.
    ///
    /// # Errors
    /// The time is past; or what governance retains would be ended without a word about it.
    pub(crate) fn check(self) -> Result<(), Fault> {
        match self {
            Self::Retain { retained, .. } if retained.until <= jiff::Timestamp::now().as_millisecond() => {
                Err(fault::retention_past())
            }
            Self::Release { bypass: false } => Err(fault::bypass_unsaid()),
            _ => Ok(()),
        }
    }

    /// What it comes to for a version as it is locked at `now`, in milliseconds since 1970. A
    /// retention that is over is none.
    pub(crate) fn verdict(self, before: Lock, now: i64) -> Verdict {
        let retained = before.retained.filter(|before| before.until > now);
        match self {
            Self::Hold { on } if before.held == on => Verdict::Same,
            Self::Hold { on } => Verdict::Hold { on },
            Self::Release { bypass } => match retained.map(|before| before.mode) {
                None => Verdict::Same,
                Some(RetentionMode::Compliance) => Verdict::Firm,
                Some(RetentionMode::Governance) if !bypass => Verdict::Longer,
                Some(RetentionMode::Governance) => Verdict::Retain { wanted: None, bypass },
            },
            Self::Retain { retained: wanted, bypass } => retention(wanted, bypass, retained),
        }
    }
}

/// How a version is locked, as far as a wish needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) retained: Option<Retained>,
    pub(crate) held: bool,
}

impl Lock {
    /// What `wish` needs to know of a version: one request.
    pub(crate) async fn read(store: &Store, at: &ObjectAt, wish: LockWish) -> Result<Self, StoreError> {
        Ok(match wish {
            LockWish::Hold { .. } => Self { held: store.legal_hold(at).await?, retained: None },
            LockWish::Retain { .. } | LockWish::Release { .. } => {
                Self { retained: store.retained(at).await?, held: false }
            }
        })
    }
}

fn retention(wanted: Retained, bypass: bool, before: Option<Retained>) -> Verdict {
    use RetentionMode::{Compliance, Governance};
    // Storage keeps whole seconds.
    let [until, kept] = [Some(wanted), before].map(|told| told.map_or(0, |told| told.until.div_euclid(1000)));
    let set = |bypass| Verdict::Retain { wanted: Some(wanted), bypass };
    match (before.map(|before| before.mode), wanted.mode) {
        (None, _) => set(false),
        (Some(Compliance), Governance) => Verdict::Firm,
        (Some(before), mode) if before == mode && until == kept => Verdict::Same,
        (Some(Compliance), Compliance) if until > kept => set(false),
        (Some(Compliance), Compliance) => Verdict::Longer,
        (Some(Governance), mode) if until >= kept => set(bypass && mode == Compliance),
        (Some(Governance), _) if bypass => set(true),
        (Some(Governance), _) => Verdict::Longer,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000_000;

    fn kept(mode: RetentionMode, until: i64) -> Option<Retained> {
        Some(Retained { mode, until: NOW + until * 1_000 })
    }

    fn verdicts(mode: RetentionMode, until: i64, before: Option<Retained>) -> [Verdict; 2] {
        let retained = kept(mode, until).unwrap_or(Retained { mode, until });
        let lock = Lock { retained: before, held: false };
        [false, true].map(|bypass| LockWish::Retain { retained, bypass }.verdict(lock, NOW))
    }

    #[test]
    fn what_is_locked_for_longer_stays_so_and_compliance_is_never_softened() {
        use RetentionMode::{Compliance, Governance};
        use Verdict::{Firm, Longer, Same};
        let set = |mode, until, bypass| Verdict::Retain { wanted: kept(mode, until), bypass };
        let plainly = |mode, until| [set(mode, until, false), set(mode, until, false)];
        for mode in [Governance, Compliance] {
            assert_eq!(verdicts(mode, 50, None), plainly(mode, 50));
            assert_eq!(verdicts(mode, 50, kept(Compliance, -1)), plainly(mode, 50), "it is over");
            assert_eq!(verdicts(mode, 50, kept(mode, 40)), plainly(mode, 50), "extended");
            assert_eq!(verdicts(mode, 50, kept(mode, 50)), [Same, Same]);
            assert_eq!(verdicts(mode, 50, kept(Governance, 60)), [Longer, set(mode, 50, true)]);
        }
        assert_eq!(verdicts(Compliance, 50, kept(Compliance, 60)), [Longer, Longer]);
        for until in [1, 50, 90] {
            assert_eq!(verdicts(Governance, 50, kept(Compliance, until)), [Firm, Firm]);
        }
        let firmer = [set(Compliance, 50, false), set(Compliance, 50, true)];
        assert_eq!(verdicts(Compliance, 50, kept(Governance, 40)), firmer);
    }

    #[test]
    fn only_governance_ends_early_and_only_where_it_was_said() {
        use RetentionMode::{Compliance, Governance};
        let release = |bypass, retained| LockWish::Release { bypass }.verdict(Lock { retained, held: false }, NOW);
        assert_eq!(release(true, None), Verdict::Same);
        assert_eq!(release(true, kept(Compliance, 5)), Verdict::Firm);
        assert_eq!(release(false, kept(Governance, 5)), Verdict::Longer);
        assert_eq!(release(true, kept(Governance, 5)), Verdict::Retain { wanted: None, bypass: true });
        assert_eq!(LockWish::Release { bypass: false }.check().map_err(|fault| fault.code), Err("bypass_unsaid"));
    }

    #[test]
    fn a_hold_is_put_and_ended_apart_from_a_retention() {
        let verdict = |on, held| LockWish::Hold { on }.verdict(Lock { held, retained: None }, NOW);
        assert_eq!([verdict(true, true), verdict(false, false)], [Verdict::Same, Verdict::Same]);
        assert_eq!(
            [verdict(true, false), verdict(false, true)],
            [Verdict::Hold { on: true }, Verdict::Hold { on: false }]
        );
    }
}
