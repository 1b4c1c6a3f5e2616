//! One object down.
//!
//! Promise: the file has its name only when every byte is on the disk and was held against the
//! checksum that the server keeps of the object, or its ETag ([`Proof`] says which). A body that
//! breaks off goes on from the bytes kept, under `If-Match`, so two versions are never put
//! together; without an ETag it starts over. The file gets the time that was kept with the object
//! (as rclone keeps it), else the object's own. Left behind: cancel and final failure, nothing
//! (folders made for it stay); pause, a passing failure, the end of the program and a crash, a
//! `.part` file that a later try goes on from: it is read again first, so that the sum is over the
//! bytes on the disk, and an object of which the server tells no sum begins anew.

pub(super) mod compare;
pub(super) mod flush;
mod held;
pub(super) mod landing;
pub(super) mod pieces;
pub(super) mod small;
pub(super) mod writing;

use std::{io, path::Path};

use self::{
    compare::{already, read_again, settle},
    landing::{Landing, Part},
    pieces::{MISSES, Missing, WIDE, Wide, breathe},
    writing::Out,
};
use super::{
    context::{Context, Progress, Try},
    job::{Outcome, Task},
    journal::{KeptDownload, Ledger},
    terms::Proof,
};
use crate::fault;
use bytes::Bytes;
use futures_util::StreamExt;
use store::{Checksum, Get, Hasher, ObjectAt, ObjectHead, StoreError, StoreErrorKind as Kind};

/// Times to start over because the object was replaced meanwhile.
const RESTARTS: u32 = 3;

/// Brings `task`'s object to `target` under `root`.
pub(super) async fn file(one: Try<'_>, root: &Path, task: &Task, target: &str) -> Result<Proof, Outcome> {
    let Try { context, on_conflict, progress, stop, ledger, held } = one;
    progress.start(task.bytes);
    let landing = Landing::open(root, target, task.bytes).await?.held_by(held);
    let at = task.original(&context.bucket);
    if context.restored
        && let Some(proof) = stop.unless(already(context, &landing, &at, ledger)).await??
    {
        return Ok(proof);
    }
    stop.unless(held::check(one, &landing, &at)).await??;
    let on_conflict = stop.unless(settle(context, &landing, &at, on_conflict)).await??;
    landing.look(on_conflict).await?;
    let tried = context.may_have_written(&task.key);
    context.begin(&task.key);
    if !tried && let Some(small) = stop.unless(Box::pin(small::fetch(one, task))).await?? {
        let proof = small.save(one, &landing, on_conflict).await?;
        context.settle(&task.key);
        return Ok(proof);
    }
    let (file, part, left) = stop.unless(take_up(context, &landing, &at, progress, ledger)).await??;
    let mut fetch = Fetch::to(one, task, (&at, &landing), part.name(), Out::new(file, None));
    if let Some(Left { version, have, hasher }) = left {
        progress.start(version.size);
        progress.set(have);
        (fetch.version, fetch.have) = (Some(version), have);
        fetch.out.sum_with(Some(hasher));
    }
    // A stop here removes the part with this future, unless it is kept for later.
    let (version, proof) = match stop.unless(fetch.whole()).await.map_err(Outcome::from).flatten() {
        Ok(fetched) => fetched,
        Err(outcome) => {
            if outcome.keeps() && fetch.out.flush().await.is_ok() {
                part.keep();
            } else {
                ledger.clear();
            }
            return Err(outcome);
        }
    };
    let file = fetch.out.into_file().map_err(|error| landing.unwritten(&error))?;
    landing.publish(file, part, version.time(), on_conflict).await?;
    context.settle(&task.key);
    Ok(proof)
}

/// What an earlier try left.
struct Left {
    version: ObjectHead,
    have: u64,
    hasher: Hasher,
}

/// The part to write to: the one that was left, where its object is still the same, or a new one.
async fn take_up(
    context: &Context,
    landing: &Landing,
    at: &ObjectAt,
    progress: &Progress,
    ledger: &Ledger,
) -> Result<(std::fs::File, Part, Option<Left>), Outcome> {
    let kept = ledger.download().await;
    let left = match &kept {
        Some(kept) => landing.left(kept.part.clone()).await,
        None => None,
    };
    if let (Some(kept), Some((file, part))) = (&kept, left) {
        let version = match context.store.head(at).await {
            Ok(version) => version,
            Err(error) => {
                let outcome = Outcome::refused(&error);
                if outcome.keeps() {
                    part.keep();
                }
                return Err(outcome);
            }
        };
        let same = version.etag.as_deref() == Some(kept.etag.as_str()) && version.size == kept.size;
        if !same && !kept.etag.is_empty() {
            progress.begin_anew();
        }
        let hasher = version.hasher().filter(|_| same);
        let (file, read) = match hasher {
            Some(hasher) => {
                let read = tokio::task::spawn_blocking(move || read_again(file, hasher)).await;
                let read = read.map_err(|_| Outcome::failed(fault::defect("reading what was left")))?;
                let (file, have, hasher) = read.map_err(|error| landing.unwritten(&error))?;
                (file, Some((have, hasher)))
            }
            // Without something to hold it against, nothing of it is of use.
            None => (file, None),
        };
        return match read {
            Some((have, hasher)) if have <= version.size => Ok((file, part, Some(Left { version, have, hasher }))),
            _ => {
                // What was read stands behind the end now, and the next byte belongs at the
                // beginning.
                let emptied = file.set_len(0).and_then(|()| io::Seek::rewind(&mut &file));
                emptied.map_err(|error| landing.unwritten(&error))?;
                Ok((file, part, None))
            }
        };
    }
    let name = landing.part_name();
    // Told to the journal before it is there, so that a crash leaves no file that nobody knows of.
    ledger.landing(KeptDownload { part: name.clone(), etag: String::new(), size: 0 }).await;
    let (file, part) = landing.part(name).await?;
    Ok((file, part, None))
}

struct Fetch<'a> {
    context: &'a Context,
    at: &'a ObjectAt,
    landing: &'a Landing,
    progress: &'a Progress,
    ledger: &'a Ledger,
    task: &'a Task,
    /// The unfinished file's name.
    part: String,
    out: Out,
    /// The object that the bytes so far are of.
    version: Option<ObjectHead>,
    have: u64,
    /// What an earlier reading came to that did not fit the ETag.
    doubted: Option<Checksum>,
    /// Worth several connections, for all that is known.
    wide: bool,
}

/// Why one request did not bring all that was left.
enum Short {
    /// Broke off; the bytes so far stand.
    Broken(StoreError),
    /// The bytes so far are not to be trusted or not of this object: from the start. With what the
    /// server said, if it was not simply another object.
    StartOver(Option<StoreError>),
    End(Outcome),
}

impl<'a> Fetch<'a> {
    /// Nothing of it is there yet.
    fn to(one: Try<'a>, task: &'a Task, (at, landing): (&'a ObjectAt, &'a Landing), part: String, out: Out) -> Self {
        let Try { context, progress, ledger, .. } = one;
        let (version, doubted, wide) = (None, None, task.bytes >= WIDE);
        Self { context, at, landing, progress, ledger, task, part, out, version, have: 0, doubted, wide }
    }
}

impl Fetch<'_> {
    async fn whole(&mut self) -> Result<(ObjectHead, Proof), Outcome> {
        let (mut misses, mut restarts) = (0, 0);
        loop {
            let before = self.have;
            match self.request().await {
                Ok(version) => {
                    self.out.flush().await.map_err(|error| self.landing.unwritten(&error))?;
                    match self.proof(&version) {
                        Some(proof) => return Ok((version, proof)),
                        None if restarts == RESTARTS => {
                            return Err(Outcome::failed(fault::transfer::arrived_differs(&self.at.key)));
                        }
                        None => {
                            restarts += 1;
                            self.start_over().await?;
                        }
                    }
                }
                Err(Short::End(outcome)) => return Err(outcome),
                Err(Short::StartOver(why)) if restarts == RESTARTS => {
                    let changed = || Outcome::failed(fault::transfer::changed_while_downloading(&self.at.key));
                    return Err(why.map_or_else(changed, |error| Outcome::refused(&error)));
                }
                Err(Short::StartOver(_)) => {
                    restarts += 1;
                    self.start_over().await?;
                }
                Err(Short::Broken(error)) => {
                    misses = if self.have > before { 0 } else { misses + 1 };
                    if misses == MISSES {
                        return Err(Outcome::refused(&error));
                    }
                    // What was ahead is gone.
                    self.progress.set(self.have);
                    breathe(misses).await;
                    if self.version.as_ref().is_some_and(|version| version.etag.is_none()) {
                        restarts += 1;
                        self.start_over().await?;
                    }
                }
            }
        }
    }

    /// Asks for what is missing and writes it.
    async fn request(&mut self) -> Result<ObjectHead, Short> {
        if let Some(version) = self.version.clone().filter(|version| self.have > 0 && version.size == self.have) {
            return Ok(version);
        }
        if let Some(version) = self.worth_several().await {
            return self.pieces(&version).await.map(|()| version);
        }
        let rest = self.version.as_ref().filter(|_| self.have > 0);
        let get = Get {
            range: rest.map(|version| self.have..version.size),
            if_match: rest.and_then(|version| version.etag.clone()),
        };
        let asked = self.context.store.get(self.at, get).await;
        let mut body = asked.map_err(|error| self.refused(error))?;
        let version = match &self.version {
            // What does not say which version it is of is good from its beginning on.
            Some(version) if version.is_same(&body.head).unwrap_or(self.have == 0) => match self.have {
                0 => body.head.clone(),
                _ => version.clone(),
            },
            Some(_) => return Err(Short::StartOver(None)),
            None => body.head.clone(),
        };
        self.begin(&version).await?;
        while let Some(chunk) = body.chunk().await.map_err(|error| self.refused(error))? {
            self.context.throttle.down.take(chunk.len() as u64).await;
            self.write(chunk).await?;
            self.progress.set(self.have);
        }
        if self.have == version.size { Ok(version) } else { Err(Short::StartOver(None)) }
    }

    /// What is to be fetched over several connections, if anything. With a limit of speed one is
    /// enough, and a pause then throws away nothing.
    async fn worth_several(&self) -> Option<ObjectHead> {
        if !self.wide || self.context.throttle.down.is_limited() {
            return None;
        }
        let version = match self.version.clone().filter(|_| self.have > 0) {
            Some(version) => version,
            // Why it cannot be had, the usual way finds out.
            None => self.context.store.head(self.at).await.ok()?,
        };
        (version.etag.is_some() && version.size >= self.have + WIDE).then_some(version)
    }

    /// Fetches what is missing over several connections and writes it.
    async fn pieces(&mut self, version: &ObjectHead) -> Result<(), Short> {
        self.begin(version).await?;
        let wide = Wide { context: self.context, at: self.at, version, progress: self.progress };
        let mut pieces = std::pin::pin!(wide.from(self.have));
        while let Some(piece) = pieces.next().await {
            match piece {
                Ok(piece) => {
                    for chunk in piece.chunks {
                        self.write(chunk).await?;
                    }
                }
                Err(Missing::Replaced) => return Err(Short::StartOver(None)),
                Err(Missing::Untold) => {
                    // One answer is of one version.
                    self.wide = false;
                    return Err(Short::StartOver(None));
                }
                Err(Missing::Refused(error)) => {
                    // A server without ranges says so.
                    self.wide = error.kind != Kind::NotSupported;
                    return Err(if self.wide { self.refused(error) } else { Short::StartOver(Some(error)) });
                }
            }
        }
        Ok(())
    }

    /// Notes which object the bytes are of, before the first of them.
    async fn begin(&mut self, version: &ObjectHead) -> Result<(), Short> {
        if self.have == 0 {
            self.task.check_seen(version.etag.as_deref(), version.modified).map_err(Short::End)?;
            self.out.sum_with(Box::pin(self.context.store.hasher(self.at, version)).await);
            if let Some(etag) = version.etag.clone() {
                self.ledger.landing(KeptDownload { part: self.part.clone(), etag, size: version.size }).await;
            }
            self.progress.start(version.size);
            self.landing.check_room(version.size).map_err(Short::End)?;
        }
        self.version = Some(version.clone());
        Ok(())
    }

    async fn write(&mut self, chunk: Bytes) -> Result<(), Short> {
        self.have += chunk.len() as u64;
        self.out.write(chunk).await.map_err(|error| Short::End(self.landing.unwritten(&error)))
    }

    /// What proves the bytes, or `None` where they are not the object's, or that is in doubt for
    /// the first time.
    fn proof(&mut self, version: &ObjectHead) -> Option<Proof> {
        let Some(sum) = self.out.sum().map(Hasher::finish) else { return Some(Proof::Size) };
        match version.agrees(&sum) {
            Some(false) => None,
            Some(true) if version.checksum.is_some() => Some(Proof::Checksum),
            Some(true) => Some(Proof::Etag),
            None if version.doubts(&sum) && self.doubted.as_ref() != Some(&sum) => {
                self.doubted = Some(sum);
                None
            }
            None => Some(Proof::Size),
        }
    }

    fn refused(&self, error: StoreError) -> Short {
        match error.kind {
            Kind::PreconditionFailed | Kind::BadRange => Short::StartOver(None),
            // A server without ranges says so once it is asked for the rest.
            Kind::NotSupported if self.have > 0 => Short::StartOver(Some(error)),
            Kind::BadDigest => Short::StartOver(Some(error)),
            // A connection that is gone for a moment keeps the bytes; at the first request it is an
            // end, and the queue waits.
            Kind::ConnectionRefused | Kind::NameNotFound if self.have > 0 => Short::Broken(error),
            _ if error.is_temporary() => Short::Broken(error),
            _ => Short::End(Outcome::refused(&error)),
        }
    }

    async fn start_over(&mut self) -> Result<(), Outcome> {
        self.version = None;
        self.have = 0;
        self.progress.set(0);
        self.out.empty().await.map_err(|error| self.landing.unwritten(&error))
    }
}
