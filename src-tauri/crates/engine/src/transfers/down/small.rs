//! A small object down: one request, held in memory until it is proved, then written at once. Most
//! of what people have is small, and for each the steps of [`crate::transfers::down`] would cost
//! more than the bytes.
//!
//! Left behind: dropped while it is fetched, nothing; saving is not raced against a stop.

use store::{Get, ObjectHead};

use super::landing::Landing;
use crate::transfers::{
    context::Try,
    job::{Outcome, Task},
    journal::KeptDownload,
    terms::{OnConflict, Proof},
};

/// Objects up to this size, in bytes.
const SMALL: u64 = 256 * 1024;

/// An object in memory, and what proved its bytes.
pub(crate) struct Small {
    bytes: Vec<u8>,
    version: ObjectHead,
    proof: Proof,
}

/// Fetches an object that is small. `None` where it is not, and where anything is not as it should
/// be: the long way knows what to do about that.
pub(crate) async fn fetch(one: Try<'_>, task: &Task) -> Result<Option<Small>, Outcome> {
    if task.bytes > SMALL {
        return Ok(None);
    }
    let asked = one.context.store.get(&task.original(&one.context.bucket), Get::default()).await;
    let Ok(mut body) = asked else { return Ok(None) };
    let version = body.head.clone();
    if version.size > SMALL || task.check_seen(version.etag.as_deref(), version.modified).is_err() {
        return Ok(None);
    }
    one.progress.start(version.size);
    let mut bytes = Vec::with_capacity(usize::try_from(version.size).unwrap_or_default());
    loop {
        match body.chunk().await {
            Ok(Some(chunk)) => {
                one.context.throttle.down.take(chunk.len() as u64).await;
                bytes.extend_from_slice(&chunk);
                // A body may be longer than its head says.
                if bytes.len() as u64 > SMALL {
                    return Ok(None);
                }
            }
            Ok(None) => break,
            Err(_) => return Ok(None),
        }
    }
    let hasher = one.context.store.hasher(&task.original(&one.context.bucket), &version).await;
    let sum = hasher.map(|mut hasher| {
        hasher.update(&bytes);
        hasher.finish()
    });
    let proof = match sum.as_ref().map(|sum| (version.agrees(sum), version.doubts(sum))) {
        Some((Some(false), _) | (None, true)) => return Ok(None),
        Some((Some(true), _)) if version.checksum.is_some() => Proof::Checksum,
        Some((Some(true), _)) => Proof::Etag,
        Some((None, false)) | None => Proof::Size,
    };
    let whole = bytes.len() as u64 == version.size;
    Ok(whole.then_some(Small { bytes, version, proof }))
}

impl Small {
    /// Writes it to the disk and gives it its name.
    pub(crate) async fn save(self, one: Try<'_>, landing: &Landing, on_conflict: OnConflict) -> Result<Proof, Outcome> {
        landing.check_room(self.version.size)?;
        let (part, time, size) = (landing.part_name(), self.version.time(), self.version.size);
        // Told to the journal before it is there, so that a crash leaves no file that nobody knows
        // of.
        one.ledger.landing(KeptDownload { part: part.clone(), etag: String::new(), size: 0 }).await;
        let saved = landing.save(part, self.bytes, time, on_conflict).await;
        if saved.is_err() {
            one.ledger.clear();
        }
        saved?;
        one.progress.set(size);
        Ok(self.proof)
    }
}
