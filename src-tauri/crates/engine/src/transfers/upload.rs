//! One file up.
//!
//! Promise: done means that S3 confirmed the bytes and a HEAD of exactly this key shows this size (a login that may not
//! read has only the first). Small files go in one PUT, larger ones in parts ([`super::parts`]).
//! Left behind: by drop, cancel and failure of a PUT, nothing or the whole object, never a part of it; of parts, see
//! there. A file that changes while one PUT reads it is sent again; if it never holds still, the fault says that the
//! object may mix old and new.

use std::{path::Path, sync::Arc};

use store::{ListRequest, ObjectAt, Payload, Put, StoreError, StoreErrorKind as Kind};
use tokio_util::sync::CancellationToken;

use super::{
    context::{Context, Progress},
    job::{Outcome, unless_stopped},
    parts,
    safe::numbered,
    source::{Sending, Source},
    terms::OnConflict,
};
use crate::{fault, folders};

/// Files up to this size go in one request, in bytes.
const ONE_PUT: u64 = 16 * 1024 * 1024;
const READINGS: u32 = 3;
const NUMBERS: u32 = 1_000;

/// Sends the file at `path` to `key`, as the choice about taken names allows.
pub(super) async fn file(
    context: &Context,
    path: &Path,
    key: &str,
    on_conflict: OnConflict,
    progress: &Arc<Progress>,
    stop: &CancellationToken,
) -> Result<(), Outcome> {
    let source = Source::open(path).await?;
    progress.start(source.size);
    let (folder, name) = key.rsplit_once('/').map_or(("", key), |(_, name)| (&key[..key.len() - name.len()], name));
    for number in 1..=NUMBERS {
        let name = if number == 1 { name.to_owned() } else { numbered(name, number) };
        let at = context.at(&format!("{folder}{name}"));
        let upload = Sending { context, source: &source, at: &at, progress, stop };
        let taken = match on_conflict {
            OnConflict::Replace => false,
            _ => unless_stopped(stop, is_there(context, &at)).await?,
        };
        match if taken { Sent::Taken } else { upload.send(on_conflict != OnConflict::Replace).await? } {
            Sent::Whole => {
                let seen = unless_stopped(stop, confirm(context, &at, progress.read().1)).await?;
                return if seen { Ok(()) } else { Err(Outcome::Unseen) };
            }
            Sent::Taken if on_conflict == OnConflict::Skip => return Err(Outcome::Skipped),
            Sent::Taken if on_conflict == OnConflict::KeepBoth => {}
            Sent::Taken => return Err(Outcome::Taken),
        }
    }
    Err(Outcome::failed(fault::transfer::no_free_name(name)))
}

/// Keeps an empty folder as an object whose key ends with `/`; one that is there is as good.
pub(super) async fn marker(context: &Context, key: &str) -> Result<(), Outcome> {
    match folders::keep(&context.store, &context.bucket, key).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Outcome::failed(fault::folders_not_kept())),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// How sending ended, short of a fault.
pub(super) enum Sent {
    Whole,
    /// Somebody has that key.
    Taken,
}

impl Sending<'_> {
    async fn send(&self, only_if_absent: bool) -> Result<Sent, Outcome> {
        let sent = self.send_as(only_if_absent).await?;
        match sent {
            // The server does not know the condition; we looked before, which is the best it allows.
            Err(error) if error.kind == Kind::NotSupported && only_if_absent => {
                self.accept(self.send_as(false).await?).await
            }
            sent => self.accept(sent).await,
        }
    }

    async fn send_as(&self, only_if_absent: bool) -> Result<Result<(), StoreError>, Outcome> {
        let content_type = mime_guess::from_path(&self.at.key).first_raw().map(str::to_owned);
        let put = Put { content_type, only_if_absent };
        if self.source.size > ONE_PUT { parts::send(self, put).await } else { self.one_put(put).await }
    }

    async fn accept(&self, sent: Result<(), StoreError>) -> Result<Sent, Outcome> {
        match sent {
            Ok(()) => Ok(Sent::Whole),
            Err(error) if error.kind == Kind::PreconditionFailed => Ok(Sent::Taken),
            Err(error) => Err(self.source.refused(&error).await),
        }
    }

    async fn one_put(&self, mut put: Put) -> Result<Result<(), StoreError>, Outcome> {
        let mut source = self.source.clone();
        for _ in 0..READINGS {
            self.progress.start(source.size);
            let payload = Payload::file(source.path.clone(), 0, source.size, Some(self.progress.on_bytes()));
            let sent = tokio::select! {
                sent = self.context.store.put(self.at, payload, put.clone()) => sent,
                () = self.stop.cancelled() => return Err(Outcome::Cancelled),
            };
            if sent.is_err() {
                return Ok(sent.map(drop));
            }
            if source.is_unchanged().await? {
                return Ok(Ok(()));
            }
            // The object is ours now, so what is written next replaces only our own reading of a moving file.
            put.only_if_absent = false;
            source = Source::open(&source.path).await?;
        }
        Err(Outcome::failed(fault::transfer::changed_while_read(&source.path, true)))
    }
}

/// Whether something has this key. A login that may not look is answered "no": the server's own condition decides.
async fn is_there(context: &Context, at: &ObjectAt) -> Result<bool, Outcome> {
    match context.store.head(at).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind, Kind::NoSuchKey | Kind::NotPermitted) => Ok(false),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// Holds what storage has under exactly this key against what was sent; false where this login may not look.
async fn confirm(context: &Context, at: &ObjectAt, sent: u64) -> Result<bool, Outcome> {
    match context.store.head(at).await {
        Ok(head) if head.size == sent => confirm_name(context, at).await,
        Ok(head) => Err(Outcome::failed(fault::transfer::stored_size_differs(&at.key, sent, head.size))),
        Err(error) if error.kind == Kind::NoSuchKey => Err(Outcome::failed(fault::transfer::stored_elsewhere(&at.key))),
        // May write, may not read: the answer to the upload itself has to do.
        Err(error) if error.kind == Kind::NotPermitted => Ok(false),
        Err(error) => Err(Outcome::refused(&error)),
    }
}

/// A server that joins slashes or resolves dots answers a HEAD of the odd key as well; only a listing shows what it kept.
async fn confirm_name(context: &Context, at: &ObjectAt) -> Result<bool, Outcome> {
    let odd = |segment: &str| matches!(segment, "" | "." | "..") || segment.contains('\\');
    if !at.key.split('/').any(odd) {
        return Ok(true);
    }
    let request = ListRequest {
        bucket: at.bucket.clone(),
        prefix: at.key.clone(),
        delimiter: false,
        start_after: None,
        token: None,
        max_keys: Some(1),
    };
    match context.store.list(request).await {
        Ok(page) if page.entries.first().is_some_and(|entry| entry.key == at.key) => Ok(true),
        Err(error) if error.kind == Kind::NotPermitted => Ok(false),
        Err(error) => Err(Outcome::refused(&error)),
        Ok(_) => Err(Outcome::failed(fault::transfer::stored_elsewhere(&at.key))),
    }
}
