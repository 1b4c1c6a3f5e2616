//! Uploads that were begun without our hearing of it: the answer with the id was lost, or the
//! program ended between the answer and its line in the journal. S3 keeps such an upload for ever,
//! and nobody has its id.
//!
//! Before an upload is begun the journal notes that it will be. Where that note is found again, or
//! an answer was lost, the server is asked for uploads of this very key: one that has no part, was
//! begun by the same login since the note, and is none of those under way here, is ours and is
//! ended. Somebody else's upload of the same key with the same login in the same minutes, before
//! its first part, cannot be told from it, and would have to begin again.

use std::time::Duration;

use store::{Store, Upload};

use super::parts;
use crate::{
    transfers::journal::{Intent, Ledger},
    until::until,
};

/// How far a server's clock may be from ours: S3 itself refuses requests that are further off, in
/// milliseconds.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html> (RequestTimeTooSkewed)
const SKEW: i64 = 15 * 60 * 1_000;
/// Waits between one try to end an upload and the next.
const PAUSES: [Duration; 3] = [Duration::from_millis(250), Duration::from_millis(500), Duration::from_millis(750)];

/// Ends what may still be left when its job is at its end. Where the connection does not let it,
/// the note stays until the group is taken off the panel, or the program starts again.
pub(crate) async fn end_with(store: &Store, ledger: &Ledger) {
    let Some(intent) = ledger.intent().await else { return };
    if until(PAUSES, || end(store, ledger, &intent, None), |gone| *gone).await {
        ledger.heard();
    }
}

/// Ends what was begun for `intent` unheard, but for `ours`; true when nothing of it is left.
pub(crate) async fn end(store: &Store, ledger: &Ledger, intent: &Intent, ours: Option<&Upload>) -> bool {
    let Ok(found) = store.list_uploads(&intent.at.bucket, &intent.at.key).await else { return false };
    let Some(known) = ledger.uploads_under_way().await else { return false };
    let own = ours.and_then(|ours| found.iter().find(|one| one.id == ours.id));
    let by = own.map(|own| own.by.clone());
    let is_ours = |one: &&Upload| {
        let since = one.begun.is_some_and(|begun| begun >= intent.since - SKEW);
        let same_login = by.as_ref().is_none_or(|by| one.by == *by);
        let other = ours.is_none_or(|ours| ours.id != one.id) && !known.contains(&one.id);
        one.at == intent.at && since && same_login && other
    };
    let mut all_gone = true;
    for orphan in found.iter().filter(is_ours) {
        match store.list_parts(orphan).await {
            Ok(parts) if parts.is_empty() => all_gone &= parts::abort(store, orphan).await.is_ok(),
            Ok(_) => {}
            Err(_) => all_gone = false,
        }
    }
    all_gone
}
