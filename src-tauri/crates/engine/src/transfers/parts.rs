//! A large file up in parts (multipart upload).
//!
//! Left behind: cancel and failure abort the upload on S3, so no part stays to be paid for; an abort that the same broken
//! line swallows is repeated before the group's next try. A dropped future (the program ends) and a crash leave an
//! unfinished upload, which a bucket's lifecycle rule or the screen of unfinished
//! uploads removes. The transfers issue keeps the upload's id and part list here, to go on from ListParts.

use futures_util::{StreamExt, TryStreamExt, stream};
use store::{Checksum, Part, Payload, Put, StoreError, StoreErrorKind as Kind, Stored, Upload};

use super::{context::Context, job::Outcome, source::Sending};
use crate::fault;

/// The smallest part, in bytes; S3 asks for at least 5 MiB.
const PART: u64 = 8 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;
/// S3's limit. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
const MOST_PARTS: u64 = 10_000;
const PARTS_AT_ONCE: usize = 4;
const READINGS: u32 = 3;

/// Sends all parts and completes; whatever else happens, aborts.
pub(super) async fn send(sending: &Sending<'_>, put: Put) -> Result<Result<Stored, StoreError>, Outcome> {
    let store = &sending.context.store;
    sending.progress.start(sending.source.size);
    abort_orphans(sending.context).await;
    // Not raced against cancel: an upload made but unheard of could not be aborted.
    let upload = match store.create_upload(sending.at, put.clone()).await {
        Ok(upload) => upload,
        Err(error) => return Ok(Err(error)),
    };
    let ended = tokio::select! {
        ended = fill(sending, &upload, put.only_if_absent) => ended,
        () = sending.stop.cancelled() => Err(Outcome::Cancelled),
    };
    if !matches!(ended, Ok(Ok(_))) {
        sending.context.orphans.lock().await.push(upload);
        abort_orphans(sending.context).await;
    }
    ended
}

async fn fill(
    sending: &Sending<'_>,
    upload: &Upload,
    only_if_absent: bool,
) -> Result<Result<Stored, StoreError>, Outcome> {
    let parts = stream::iter(pieces(sending.source.size))
        .map(|(number, offset, len)| part(sending, upload, number, offset, len))
        .buffer_unordered(PARTS_AT_ONCE)
        .try_collect::<Vec<_>>();
    let mut parts = match parts.await {
        Ok(parts) => parts,
        Err(error) => return Ok(Err(error)),
    };
    parts.sort_by_key(|part| part.number);
    if !sending.source.is_unchanged().await? {
        return Err(Outcome::failed(fault::transfer::changed_while_read(&sending.source.path, false)));
    }
    let store = &sending.context.store;
    let sum = Checksum::of_parts(parts.iter().map(|part| (part.checksum.as_ref(), part.size)));
    let completed = match only_if_absent {
        true => store.complete_upload_if_absent(upload, parts).await,
        false => store.complete_upload(upload, parts).await,
    };
    match completed {
        // What a second asking meets when the first one's answer was lost.
        Err(error) if matches!(error.kind, Kind::NoSuchUpload | Kind::PreconditionFailed) => {
            Ok(sending.recognise(sum).await?.ok_or(error))
        }
        completed => Ok(completed),
    }
}

async fn part(sending: &Sending<'_>, upload: &Upload, number: i32, offset: u64, len: u64) -> Result<Part, StoreError> {
    let mut left = READINGS;
    loop {
        let payload = Payload::file(sending.source.path.clone(), offset, len, Some(sending.progress.on_bytes()));
        match sending.context.store.upload_part(upload, number, payload).await {
            // The line changed some bytes: this part again.
            Err(error) if error.kind == Kind::BadDigest && left > 1 => left -= 1,
            sent => return sent,
        }
    }
}

/// Aborts what is to be aborted; what does not get through is kept for the next time.
async fn abort_orphans(context: &Context) {
    let mut orphans = context.orphans.lock().await;
    let all = std::mem::take(&mut *orphans);
    for upload in all {
        if !abort(&context.store, &upload).await {
            tracing::warn!(bucket = upload.at.bucket, "an unfinished upload could not be aborted yet");
            orphans.push(upload);
        }
    }
}

/// Aborts, a second time where a part that was on its way has landed since, as S3 advises; whether it is gone.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html>
async fn abort(store: &store::Store, upload: &Upload) -> bool {
    let is_gone = |aborted: &Result<(), StoreError>| match aborted {
        Ok(()) => true,
        Err(error) => error.kind == Kind::NoSuchUpload,
    };
    let aborted = is_gone(&store.abort_upload(upload).await);
    match store.list_parts(upload).await {
        Ok(parts) if !parts.is_empty() => is_gone(&store.abort_upload(upload).await),
        _ => aborted,
    }
}

/// Number, offset and length of each part: equal, whole MiB, at most 10,000 of them.
fn pieces(size: u64) -> impl Iterator<Item = (i32, u64, u64)> {
    let len = size.div_ceil(MOST_PARTS).next_multiple_of(MIB).max(PART);
    (1..).zip(0..size.div_ceil(len)).map(move |(number, at)| (number, at * len, len.min(size - at * len)))
}

#[cfg(test)]
mod tests {
    use super::{MIB, PART, pieces};

    #[test]
    fn pieces_cover_any_size_in_ten_thousand() {
        for size in [PART + 1, 100 * MIB, 10_000 * PART, 10_000 * PART + 1, 5 << 40] {
            let all: Vec<_> = pieces(size).collect();
            assert!(all.len() <= 10_000, "{size}: {}", all.len());
            let mut end = 0;
            for (at, &(number, offset, len)) in all.iter().enumerate() {
                assert_eq!((number as usize, offset), (at + 1, end));
                assert!(len > 0 && (len >= PART || at + 1 == all.len()));
                end += len;
            }
            assert_eq!(end, size);
        }
    }
}
