//! Changes the lock of one version, the one that was counted, after a look at how it is locked now:
//! time has passed since, perhaps days. What is so already is done, and what somebody locked for
//! longer meanwhile stays so. The version `null` is whatever was stored last while no versions were
//! kept: it is locked only while it is the one that was counted.
//!
//! The header that overrides governance is sent with the requests that need it, where a person
//! chose that, and with no others. A crash between a request and its line in the journal is no
//! matter: the version is locked as it was wished for then.

use jiff::Timestamp;
use store::StoreErrorKind as Kind;

use super::{
    context::Try,
    job::{Outcome, Task},
    terms::Proof,
};
use crate::{
    fault,
    files::locks::{Lock, LockWish, Verdict},
};

/// Changes the lock of the version that `task` names.
pub(super) async fn file(one: Try<'_>, task: &Task, wish: LockWish) -> Result<Option<Proof>, Outcome> {
    let Try { context, stop, .. } = one;
    let (store, at) = (&context.store, task.original(&context.bucket));
    let refused = |error: store::StoreError| match error.kind {
        Kind::NoSuchKey => Outcome::failed(fault::version_gone(&task.key)),
        _ => Outcome::refused(&error),
    };
    if task.seen().is_some() {
        let now = stop.unless(store.head(&at)).await?.map_err(refused)?;
        task.check_seen(now.etag.as_deref(), now.modified)?;
    }
    let before = stop.unless(Lock::read(store, &at, wish)).await?.map_err(refused)?;
    // A retention that ended while the job waited would be refused as an invalid one.
    wish.check().map_err(Outcome::failed)?;
    let set = async {
        match wish.verdict(before, Timestamp::now().as_millisecond()) {
            Verdict::Retain { wanted, bypass } => store.retain(&at, wanted, bypass).await,
            Verdict::Hold { on } => store.set_legal_hold(&at, on).await,
            Verdict::Same => Ok(()),
            Verdict::Longer | Verdict::Firm => return Err(Outcome::Skipped),
        }
        .map_err(refused)
    };
    stop.unless(set).await??;
    Ok(None)
}
