//! A large file up in parts (multipart upload), or a large object copied so.
//!
//! Promise: a part that the server confirmed is not sent again, by a later try or after a restart:
//! the journal has the upload's id and the parts, the server is asked whether it still has them,
//! and the file is read whether it still has their bytes. A file that changed since, or another
//! key, begins anew. Left behind: cancel and final failure abort the upload on S3, so no part stays
//! to be paid for; an abort that the same broken connection swallows is repeated
//! ([`crate::transfers::unfinished`]). Pause, a passing failure, the end of the program and a crash
//! keep it. One that was begun in the instant of a crash, or whose id was lost on the way, is
//! looked for ([`super::orphans`]).

use std::{collections::HashMap, time::SystemTime};

use futures_util::{StreamExt, TryStreamExt, stream};
use store::{Checksum, Part, Put, Store, StoreError, StoreErrorKind as Kind, Stored, Upload, Writing};

use super::{
    orphans,
    source::{Original, Sending, Source},
};
use crate::transfers::{
    job::Outcome,
    journal::{Intent, KeptUpload, Ledger},
};
/// The smallest part, in bytes; S3 asks for at least 5 MiB.
const PART: u64 = 8 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;
const READINGS: u32 = 3;

/// Sends the parts that the server does not have yet, and completes.
pub(crate) async fn send(sending: &Sending<'_>, put: Put) -> Result<Result<Stored, StoreError>, Outcome> {
    sending.progress.start(sending.source.size);
    let (upload, parts) = match begun(sending).await? {
        Some(Ok(begun)) => begun,
        Some(Err(stored)) => return Ok(Ok(stored)),
        None => {
            let upload = match begin(sending, &put).await {
                Ok(upload) => upload,
                Err(error) => return Ok(Err(error)),
            };
            (upload, Vec::new())
        }
    };
    let filled = sending.stop.unless(fill(sending, &upload, parts, &put)).await.map_err(Outcome::from).flatten();
    let (ended, completed) = match filled {
        Ok(Ok((stored, completed))) => (Ok(Ok(stored)), completed),
        Ok(Err(error)) => (Ok(Err(error)), false),
        Err(outcome) => (Err(outcome), false),
    };
    let keeps = match &ended {
        Ok(Ok(_)) => false,
        Ok(Err(error)) => error.kind != Kind::NoSuchUpload && Outcome::refused(error).keeps(),
        Err(outcome) => outcome.keeps(),
    };
    if completed || (!keeps && abort(&sending.context.store, &upload).await.is_ok()) {
        if matches!(ended, Ok(Ok(_))) {
            is_there(&sending.context.store, sending.ledger).await;
        } else {
            sending.ledger.clear();
            orphans::end_with(&sending.context.store, sending.ledger).await;
        }
    }
    ended
}

/// The object is there and ours. A crash before the job is done finds it and has to know it; what
/// was begun unheard is of no use any more.
pub(crate) async fn is_there(store: &Store, ledger: &Ledger) {
    ledger.whole();
    orphans::end_with(store, ledger).await;
}

/// Begins an upload, and ends one that an earlier request may have begun unheard. Not raced against
/// a stop: an upload made but unheard of could not be aborted.
async fn begin(sending: &Sending<'_>, put: &Put) -> Result<Upload, StoreError> {
    let (store, ledger) = (&sending.context.store, sending.ledger);
    let earlier = ledger.intent().await;
    let now = Intent { at: sending.at.clone(), since: since_1970() };
    if let Some(other) = earlier.as_ref().filter(|intent| intent.at != now.at) {
        orphans::end(store, ledger, other, None).await;
    }
    let intent = earlier.clone().filter(|intent| intent.at == now.at).unwrap_or(now);
    ledger.intends(intent.clone()).await;
    let unheard = store.unheard();
    let upload = match store.create_upload(sending.at, put.clone()).await {
        Ok(upload) => upload,
        Err(error) => {
            if earlier.is_none() && store.unheard() == unheard {
                ledger.heard();
            }
            return Err(error);
        }
    };
    ledger.begun(KeptUpload::of(sending.source, upload.clone())).await;
    let sure = earlier.is_none() && store.unheard() == unheard;
    // Where it cannot be looked now, the note stays, and it is looked again when this upload ends
    // or goes again.
    if sure || orphans::end(store, ledger, &intent, Some(&upload)).await {
        ledger.heard();
    }
    Ok(upload)
}

fn since_1970() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// What an earlier try began and this one can go on with: the parts that the server still has as we
/// sent them, or the whole object, where only the answer was lost. What is of no use any more is
/// aborted.
async fn begun(sending: &Sending<'_>) -> Result<Option<Result<(Upload, Vec<Part>), Stored>>, Outcome> {
    // One without an id was whole: its copy is gone again.
    let kept = sending.ledger.upload().await.filter(|kept| !kept.upload.id.is_empty());
    let Some(kept) = kept else { return Ok(None) };
    let store = &sending.context.store;
    if !kept.is_of(sending) {
        // Nobody else would know of it.
        if let Err(error) = abort(store, &kept.upload).await
            && error.is_temporary()
        {
            return Err(Outcome::refused(&error));
        }
        if kept.upload.at == *sending.at {
            sending.progress.begin_anew();
        }
        sending.ledger.clear();
        return Ok(None);
    }
    let kept = KeptUpload { parts: still(sending, kept.parts).await?, ..kept };
    let listed = sending.stop.unless(store.list_parts(&kept.upload)).await?;
    match listed {
        Ok(there) => {
            let same = |part: &Part| there.iter().any(|one| one.number == part.number && one.etag == part.etag);
            let parts: Vec<Part> = kept.parts.into_iter().filter(same).collect();
            parts.iter().for_each(|part| sending.progress.add(part.size));
            Ok(Some(Ok((kept.upload, parts))))
        }
        Err(error) if error.kind == Kind::NoSuchUpload => {
            // Some of the parts may come to what somebody else has there.
            let all = kept.is_all();
            let parts = kept.parts.iter().filter(|_| all);
            let sum = Checksum::of_parts(parts.map(|part| (part.checksum.as_ref(), part.size)));
            // A server in trouble may say so of one that it has.
            let _ = abort(store, &kept.upload).await;
            let stored = sending.recognise(sum).await?;
            if stored.is_some() {
                is_there(store, sending.ledger).await;
            } else {
                sending.ledger.clear();
            }
            Ok(stored.map(Err))
        }
        // A server that lists no parts: all of them again, into the same upload.
        Err(error) if error.kind == Kind::NotSupported => Ok(Some(Ok((kept.upload, Vec::new())))),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

impl KeptUpload {
    /// An upload of this source, with no parts yet.
    pub(crate) fn of(source: &Source, upload: Upload) -> Self {
        let version = source.version().map(str::to_owned);
        Self { upload, size: source.size, modified: source.modified(), version, parts: Vec::new() }
    }

    /// Whether it is of this source as it is now, to this key.
    pub(crate) fn is_of(&self, sending: &Sending<'_>) -> bool {
        self.upload.at == *sending.at && self.is_from(sending.source)
    }

    /// Whether the server confirmed every part.
    pub(crate) fn is_all(&self) -> bool {
        self.parts.iter().map(|part| part.size).sum::<u64>() == self.size
    }

    /// Whether it is of this source as it is now.
    pub(crate) fn is_from(&self, source: &Source) -> bool {
        let same = self.size == source.size && self.modified == source.modified();
        same && self.version.as_deref() == source.version()
    }
}

/// Sends what is missing and completes; with whether it was this upload that was completed: else
/// what is there came of an earlier one, and this one is still there.
async fn fill(
    sending: &Sending<'_>,
    upload: &Upload,
    mut parts: Vec<Part>,
    put: &Put,
) -> Result<Result<(Stored, bool), StoreError>, Outcome> {
    let missing = pieces_of(sending)
        .filter(|(number, _, len)| !parts.iter().any(|part| part.number == *number && part.size == *len));
    let sent = stream::iter(missing.collect::<Vec<_>>())
        .map(|(number, offset, len)| part(sending, upload, number, offset, len))
        .buffer_unordered(sending.context.throttle.parts())
        .try_collect::<Vec<_>>();
    match sent.await {
        Ok(sent) => parts.extend(sent),
        Err(error) => return Ok(Err(error)),
    }
    parts.sort_by_key(|part| part.number);
    if !sending.source.is_unchanged().await? {
        return Err(sending.source.changed(false));
    }
    if let Some(last) = sending.last {
        last().await?;
    }
    complete(sending, upload, parts, put).await
}

/// Makes the parts one object, under the conditions of `put`. Parts take long: where the server
/// heeds no condition, or does not know it, what is there is looked at last, which leaves the
/// moment of the completion alone.
async fn complete(
    sending: &Sending<'_>,
    upload: &Upload,
    parts: Vec<Part>,
    put: &Put,
) -> Result<Result<(Stored, bool), StoreError>, Outcome> {
    let store = &sending.context.store;
    let sum = Checksum::of_parts(parts.iter().map(|part| (part.checksum.as_ref(), part.size)));
    // By this very upload, of which the answer was lost, or by somebody.
    let taken = async || sending.recognise(sum.clone()).await?.map(|stored| Ok((stored, false))).ok_or(Outcome::Taken);
    let heeded = match put.only_if_absent {
        true => store.heeds_if_absent(Writing::Parts),
        false => put.only_if.is_none() || store.provider().quirks.heeds_conditions,
    };
    if !heeded {
        match is_taken(sending, put).await? {
            Ok(Some(true)) => return taken().await,
            Ok(_) => {}
            Err(error) => return Ok(Err(error)),
        }
    }
    let mut completed = store.complete_upload_if(upload, parts.clone(), put).await;
    if (put.only_if.is_some() || put.only_if_absent)
        && completed.as_ref().is_err_and(|error| error.kind == Kind::NotSupported)
    {
        match is_taken(sending, put).await? {
            Ok(Some(true)) => return taken().await,
            // Nothing tells whether the condition holds: it is for the caller to say so.
            Ok(None) => {}
            Ok(Some(false)) => completed = store.complete_upload(upload, parts).await,
            Err(error) => completed = Err(error),
        }
    }
    match completed {
        // What a second asking meets when the first one's answer was lost.
        Err(error) if matches!(error.kind, Kind::NoSuchUpload | Kind::PreconditionFailed) => {
            Ok(sending.recognise(sum).await?.map(|stored| (stored, false)).ok_or(error))
        }
        completed => Ok(completed.map(|stored| (stored, true))),
    }
}

/// Whether the key has another object than the conditions of `put` want; none where nothing tells,
/// as for a login that may write and not read.
async fn is_taken(sending: &Sending<'_>, put: &Put) -> Result<Result<Option<bool>, StoreError>, Outcome> {
    Ok(match sending.stop.unless(sending.context.store.head(sending.at)).await? {
        Ok(head) => Ok(Some(match &put.only_if {
            Some(etag) => head.etag.is_some_and(|now| now != *etag),
            None => put.only_if_absent,
        })),
        Err(error) if error.kind == Kind::NoSuchKey => Ok(Some(put.only_if.is_some())),
        Err(error) if error.kind == Kind::NotPermitted => Ok(None),
        Err(error) => Err(error),
    })
}

/// The parts of this one.
fn pieces_of(sending: &Sending<'_>) -> impl Iterator<Item = (i32, u64, u64)> {
    let least = if sending.source.near().is_some() { sending.context.copy_sizes.copy_part } else { PART };
    pieces(sending.source.size, least, sending.context.store.provider().quirks.most_parts)
}

/// Those of the parts that an earlier try sent whose bytes the source still has. Size and time of a
/// file may stay what they were while its bytes change, so it is read again; an object's version
/// cannot.
pub(crate) async fn still(sending: &Sending<'_>, parts: Vec<Part>) -> Result<Vec<Part>, Outcome> {
    let pieces: HashMap<_, _> = pieces_of(sending).map(|(number, offset, len)| (number, (offset, len))).collect();
    let mut same = Vec::new();
    for part in parts {
        let Some((offset, _)) = pieces.get(&part.number).filter(|(_, len)| *len == part.size) else { continue };
        let reading = sending.source.still_has(*offset, &part);
        if sending.stop.unless(reading).await? {
            same.push(part);
        }
    }
    Ok(same)
}

async fn part(sending: &Sending<'_>, upload: &Upload, number: i32, offset: u64, len: u64) -> Result<Part, StoreError> {
    let _turn = sending.context.throttle.turn().await;
    let mut left = READINGS;
    loop {
        match one_part(sending, upload, number, offset, len).await {
            // The connection changed some bytes: this part again.
            Err(error) if error.kind == Kind::BadDigest && left > 1 => left -= 1,
            Ok(part) => {
                sending.ledger.part(&part);
                return Ok(part);
            }
            Err(error) => return Err(error),
        }
    }
}

async fn one_part(
    sending: &Sending<'_>,
    upload: &Upload,
    number: i32,
    offset: u64,
    len: u64,
) -> Result<Part, StoreError> {
    let store = &sending.context.store;
    match sending.source.near() {
        Some(Original { at, head, .. }) => {
            let part = store.copy_part(upload, number, at, offset..offset + len, head.etag.as_deref()).await?;
            sending.progress.add(len);
            Ok(part)
        }
        None => {
            let pace = &sending.context.throttle.up;
            store.upload_part(upload, number, sending.source.payload(offset, len, sending.progress, pace)).await
        }
    }
}

/// Aborts, a second time where a part that was on its way has landed since, as S3 advises. One that
/// is gone already is no error.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html>
pub(crate) async fn abort(store: &store::Store, upload: &Upload) -> Result<(), StoreError> {
    let once = async || match store.abort_upload(upload).await {
        Err(error) if error.kind != Kind::NoSuchUpload => Err(error),
        _ => Ok(()),
    };
    let aborted = once().await;
    match store.list_parts(upload).await {
        Ok(parts) if !parts.is_empty() => once().await,
        _ => aborted,
    }
}

/// Number, offset and length of each part: equal, whole MiB, and no more of them than the server
/// takes. An object larger than so many parts of 5 GiB is refused before
/// ([`crate::transfers::up`]).
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
fn pieces(size: u64, least: u64, most: u32) -> impl Iterator<Item = (i32, u64, u64)> {
    let len = size.div_ceil(u64::from(most.max(1))).next_multiple_of(MIB).max(least);
    (1..).zip(0..size.div_ceil(len)).map(move |(number, at)| (number, at * len, len.min(size - at * len)))
}

#[cfg(test)]
mod tests {
    use super::{MIB, PART, pieces};

    #[test]
    fn pieces_cover_any_size_in_as_many_as_the_server_takes() {
        for quirks in store::providers().iter().map(|provider| provider.quirks) {
            let most = quirks.most_parts;
            let full = u64::from(most) * PART;
            for size in [PART + 1, 100 * MIB, full, full + 1, 40 << 30, quirks.largest] {
                let all: Vec<_> = pieces(size, PART, most).collect();
                assert!(all.len() <= most as usize, "{size}: {}", all.len());
                let mut end = 0;
                for (at, &(number, offset, len)) in all.iter().enumerate() {
                    assert_eq!((number as usize, offset), (at + 1, end));
                    assert!(len > 0 && len <= 5 << 30 && (len >= PART || at + 1 == all.len()));
                    end += len;
                }
                assert_eq!(end, size);
            }
        }
    }
}
