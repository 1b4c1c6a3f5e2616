//! One file up, or one object copied: what is sent is a [`Source`].
//!
//! Promise: done means that S3 confirmed the bytes: its answer carries this checksum, or an ETag
//! made of it, or else a HEAD of exactly this key shows this size and the checksum, where the
//! server keeps one. [`Proof`] says which (a login that may not read has only the confirmation). An
//! upload whose answer was lost is recognised by the same sums and not sent again. A name that is
//! taken is replaced by choice alone: where a login may not see whether it is, only a server that
//! is known to refuse gets the file. What a comparison allowed is replaced only while it is what
//! was compared. Small files go in one PUT, larger ones in parts ([`self::parts`]), and what is
//! larger than the storage takes is refused before its first byte. Left behind: by drop, cancel and
//! failure of a PUT, nothing or the whole object, never a part of it; of parts, see there. A file
//! that changes while one PUT reads it is sent again; if it never holds still, the fault says that
//! the object may mix old and new.

mod condition;
pub(super) mod confirm;
pub(super) mod edited;
pub(super) mod markers;
pub(super) mod media;
pub(super) mod orphans;
pub(super) mod parts;
pub(super) mod source;

use std::path::Path;

use policy::arn::Arn;
use store::{About, Checksum, Copying, ObjectAt, ObjectHead, Put, StoreError, StoreErrorKind as Kind, Stored, Writing};

use self::{
    condition::{Only, is_itself},
    confirm::{Looked, answered, confirm, look, taken},
    source::{Original, Sending, Source},
};
use super::{
    context::Try,
    job::Outcome,
    safe::numbered,
    terms::{OnConflict, Proof},
};
use crate::fault;

/// Files up to this size go in one request, in bytes.
const ONE_PUT: u64 = 16 * 1024 * 1024;
const READINGS: u32 = 3;
const NUMBERS: u32 = 1_000;

/// Sends the file at `path` to `key`, as the choice about taken names allows.
pub(super) async fn file(one: Try<'_>, path: &Path, key: &str) -> Result<Proof, Outcome> {
    place(one, &Source::open(path).await?, key).await.map(|(_, proof)| proof)
}

/// Sends `source` to `key` or, where both are kept, to its next free number, and answers which it
/// became.
pub(super) async fn place(one: Try<'_>, source: &Source, key: &str) -> Result<(ObjectAt, Proof), Outcome> {
    let Try { context, on_conflict, progress, stop, ledger, held } = one;
    progress.start(source.size);
    if held.is_some_and(|held| !source.is_seen(held)) {
        return Err(Outcome::failed(fault::sync::changed_since(key)));
    }
    let (folder, name) = key.rsplit_once('/').map_or(("", key), |(_, name)| (&key[..key.len() - name.len()], name));
    let most = context.store.provider().quirks.largest;
    // What a server copies by itself it has already, whatever the table says.
    if source.size > most && source.near().is_none() {
        return Err(Outcome::failed(fault::transfer::too_large(name, source.size, most)));
    }
    for number in 1..=NUMBERS {
        let name = if number == 1 { name.to_owned() } else { numbered(name, number) };
        let at = context.at(&format!("{folder}{name}"));
        let upload = Sending { context, source, at: &at, progress, stop, ledger, last: None };
        let Looked { there, may_look, blind } = looked(one, source, &at).await?;
        if let (true, Some(head)) = (context.may_have_written(&at.key), &there)
            && let Some(proof) = upload.same(head, on_conflict).await?
        {
            context.settle(&at.key);
            return Ok((at, proof));
        }
        if held.is_some_and(|held| !held.has_target(there.as_ref())) {
            return Err(Outcome::failed(fault::sync::changed_since(key)));
        }
        if blind && on_conflict != OnConflict::Replace && !context.store.heeds_if_absent(upload.writing()) {
            return Err(Outcome::failed(fault::transfer::name_unseen(&at.key)));
        }
        if let Some(head) = &there
            && matches!(upload.choice(head, on_conflict).await?, Choice::Next)
        {
            continue;
        }
        let restores = source.restores(&at);
        if restores {
            condition::check_restore(&upload, there.as_ref(), blind).await?;
        }
        let only = Only::over(there.as_ref(), on_conflict, restores || held.is_some());
        context.begin(&at.key);
        let sent = upload.send(only).await?;
        context.settle(&at.key);
        match sent {
            Sent::Whole(stored) => {
                let again = if held.is_some() { OnConflict::IfDifferent } else { on_conflict };
                return upload.confirmed(stored, may_look, again).await.map(|proof| (at, proof));
            }
            Sent::Taken if restores => return Err(Outcome::failed(fault::version_changed(&at.key))),
            // Somebody was quicker: looked at again with the next try.
            Sent::Taken if on_conflict == OnConflict::KeepBoth => {}
            Sent::Taken => return Err(taken(&at.key, on_conflict, blind)),
        }
    }
    Err(Outcome::failed(fault::transfer::no_free_name(name)))
}

/// What has the key, as far as that has to be known before.
async fn looked(one: Try<'_>, source: &Source, at: &ObjectAt) -> Result<Looked, Outcome> {
    let Try { context, on_conflict, stop, held, .. } = one;
    let written = context.may_have_written(&at.key);
    match on_conflict {
        OnConflict::Replace if held.is_none() && source.original().is_none() && !written => Ok(Looked::not()),
        // The server's own condition decides, and spares a request.
        OnConflict::Ask | OnConflict::Skip | OnConflict::KeepBoth
            if source.held().is_some() && context.store.provider().quirks.heeds_conditions && !written =>
        {
            Ok(Looked::not())
        }
        _ => stop.unless(look(context, at)).await?,
    }
}

/// How sending ended, short of a fault.
pub(super) enum Sent {
    Whole(Stored),
    /// Somebody has that key.
    Taken,
}

/// What becomes of a source whose name is taken, short of leaving it.
enum Choice {
    Replace,
    Next,
}

impl Sending<'_> {
    /// What to do where `head` has the name.
    async fn choice(&self, head: &ObjectHead, on_conflict: OnConflict) -> Result<Choice, Outcome> {
        let itself = self.source.original().is_some_and(|original| is_itself(original, self, head));
        match on_conflict {
            OnConflict::KeepBoth => Ok(Choice::Next),
            OnConflict::Skip => Err(Outcome::Skipped),
            OnConflict::Ask => Err(Outcome::Taken),
            // Writing an object over itself would end with its deletion, where it is moved.
            _ if itself => Err(Outcome::Skipped),
            OnConflict::Replace => Ok(Choice::Replace),
            OnConflict::IfNewer if self.source.time() > head.time() => Ok(Choice::Replace),
            OnConflict::IfDifferent if self.differs(head).await? => Ok(Choice::Replace),
            OnConflict::IfNewer | OnConflict::IfDifferent => Err(Outcome::Skipped),
        }
    }

    /// What the source comes to, in the way that `head` can be held against.
    async fn sum_for(&self, head: &ObjectHead) -> Option<Checksum> {
        // What an object comes to, its own server says.
        let hasher = match self.source.original() {
            Some(_) => None,
            None => Box::pin(self.context.store.hasher(self.at, head)).await,
        };
        self.source.sum(hasher).await
    }

    /// Whether what is there has other bytes; where nothing tells, whether it has another size or
    /// is older.
    async fn differs(&self, head: &ObjectHead) -> Result<bool, Outcome> {
        if head.size != self.source.size {
            return Ok(true);
        }
        let sum = self.stop.unless(self.sum_for(head)).await?;
        let agrees = sum.and_then(|sum| head.agrees(&sum));
        Ok(agrees.map_or(self.source.time() > head.time(), |agrees| !agrees))
    }

    async fn send(&self, only: Only) -> Result<Sent, Outcome> {
        let sent = self.send_as(&only).await?;
        match sent {
            // The server does not know the condition. Whether somebody looked before or left that
            // to the condition, it is looked now: the best that such a server allows.
            Err(error) if error.kind == Kind::NotSupported && !matches!(only, Only::Always) => {
                let Looked { there, blind, .. } = self.stop.unless(look(self.context, self.at)).await??;
                if blind {
                    return Err(Outcome::failed(fault::transfer::name_unseen(&self.at.key)));
                }
                let holds = match &only {
                    Only::Same(etag) => there.is_some_and(|head| head.etag.as_ref() == Some(etag)),
                    Only::Absent | Only::Always => there.is_none(),
                };
                if !holds {
                    return Ok(Sent::Taken);
                }
                self.accept(self.send_as(&Only::Always).await?).await
            }
            // What was to be replaced is gone.
            Err(error) if error.kind == Kind::NoSuchKey && matches!(only, Only::Same(_)) => Ok(Sent::Taken),
            sent => self.accept(sent).await,
        }
    }

    /// Whether what is there is this very file: the program ended between the upload and its line
    /// in the journal.
    async fn same(&self, head: &ObjectHead, on_conflict: OnConflict) -> Result<Option<Proof>, Outcome> {
        let kept = self.stop.unless(self.ledger.upload()).await?;
        let ours = kept.as_ref().filter(|kept| kept.is_of(self));
        // Somebody else's may have the same bytes. Whoever leaves what is there wants to keep the
        // original beside it.
        let leaves = self.context.originals.as_ref().is_some_and(|originals| originals.leave);
        if leaves && on_conflict == OnConflict::Skip && ours.is_none() && !self.context.has_begun(&self.at.key) {
            return Ok(None);
        }
        // A note of a whole copy has no parts of the server's.
        let sent = match ours.filter(|kept| kept.is_all() && !kept.upload.id.is_empty()) {
            Some(kept) => parts::still(self, kept.parts.clone()).await?,
            None => Vec::new(),
        };
        let all = ours.is_some_and(|kept| kept.parts.len() == sent.len());
        let sum = match Checksum::of_parts(sent.iter().filter(|_| all).map(|part| (part.checksum.as_ref(), part.size)))
        {
            Some(sum) => Some(sum),
            None if head.size != self.source.size => None,
            None => self.stop.unless(self.sum_for(head)).await?,
        };
        let same = head.size == self.source.size && sum.is_some_and(|sum| head.agrees(&sum) == Some(true));
        // Where somebody else was quicker with the same file, what we began is still there.
        let begun = kept.filter(|kept| same && !kept.upload.id.is_empty());
        let ended = match begun {
            Some(kept) => parts::abort(&self.context.store, &kept.upload).await.is_ok(),
            None => same,
        };
        if ended {
            parts::is_there(&self.context.store, self.ledger).await;
        }
        self.progress.made(head.etag.as_deref().filter(|_| same));
        Ok(same.then_some(if head.checksum.is_some() { Proof::Checksum } else { Proof::Etag }))
    }

    /// Confirms what was stored. Where the server kept other bytes they are sent again: what is
    /// there is ours.
    async fn confirmed(&self, mut stored: Stored, may_look: bool, on_conflict: OnConflict) -> Result<Proof, Outcome> {
        let mut doubted = false;
        for _ in 0..READINGS {
            // Bytes that are not the original's were changed on their way here.
            let told = self.source.original().zip(stored.sent.as_ref());
            if told.is_some_and(|(original, sent)| original.head.agrees(sent) == Some(false)) {
                stored.agrees = Some(false);
            }
            let mut proof = answered(&stored, &self.at.key).filter(|_| may_look);
            if proof.is_none() {
                let size = self.progress.read().1;
                let confirming = confirm(self.context, self.at, size, &stored, &mut doubted);
                proof = self.stop.unless(confirming).await??;
            }
            if let Some(proof) = proof {
                self.progress.made(stored.etag.as_deref());
                return Ok(proof);
            }
            self.ledger.clear();
            // Somebody may have written there since.
            let only = match stored.etag {
                _ if on_conflict == OnConflict::Replace && !self.source.restores(self.at) => Only::Always,
                Some(etag) => Only::Same(etag),
                // Nothing tells whether what is there is still what was sent.
                None => break,
            };
            match self.send(only).await? {
                Sent::Whole(again) => stored = again,
                Sent::Taken => return Err(Outcome::Taken),
            }
        }
        Err(Outcome::failed(fault::transfer::stored_differs(&self.at.key)))
    }

    /// Whether what is there came to `sum`: then it is ours, and only the answer was lost.
    pub(super) async fn recognise(&self, sum: Option<Checksum>) -> Result<Option<Stored>, Outcome> {
        // The bytes of a copy onto itself are those of the original: they tell nothing.
        let sum = sum.filter(|_| self.source.near().is_none_or(|original| original.at != *self.at));
        let Some(sum) = sum else { return Ok(None) };
        match self.stop.unless(self.context.store.head(self.at)).await? {
            Ok(head) if head.agrees(&sum) == Some(true) => {
                Ok(Some(Stored { etag: head.etag, sent: Some(sum), agrees: None }))
            }
            Ok(_) => Ok(None),
            Err(error) if matches!(error.kind, Kind::NoSuchKey | Kind::NotPermitted) => Ok(None),
            Err(error) => Err(Outcome::refused(&error)),
        }
    }

    fn writing(&self) -> Writing {
        let near = self.source.near().is_some();
        match self.source.size > if near { self.context.copy_sizes.one_copy } else { ONE_PUT } {
            true => Writing::Parts,
            false if near => Writing::Copy,
            false => Writing::Put,
        }
    }

    async fn send_as(&self, only: &Only) -> Result<Result<Stored, StoreError>, Outcome> {
        let about = self.context.upload_options.of(Box::pin(self.about()).await);
        let (only_if_absent, only_if) = match only {
            Only::Always => (false, None),
            Only::Absent => (true, None),
            Only::Same(etag) => (false, Some(etag.clone())),
        };
        let put = Put { about, only_if_absent, only_if };
        match self.source.near() {
            _ if self.writing() == Writing::Parts => Box::pin(parts::send(self, put)).await,
            Some(original) => Box::pin(self.one_copy(original, put)).await,
            None => Box::pin(self.one_put(put)).await,
        }
    }

    /// What goes with the bytes. A key of KMS works in its own region alone: elsewhere the bucket's
    /// usual way takes its place.
    async fn about(&self) -> About {
        let about = self.source.about(&self.at.key);
        match about.kms_key.as_deref().and_then(Arn::parse) {
            Some(key) if key.region != self.context.store.region_of(&self.at.bucket).await => {
                about.encrypted_as_usual()
            }
            _ => about,
        }
    }

    async fn accept(&self, sent: Result<Stored, StoreError>) -> Result<Sent, Outcome> {
        match sent {
            Ok(stored) => Ok(Sent::Whole(stored)),
            Err(error) if error.kind == Kind::PreconditionFailed => Ok(Sent::Taken),
            Err(error) => Err(self.source.refused(&error).await),
        }
    }

    /// The server makes the copy, in one request.
    async fn one_copy(&self, original: &Original, put: Put) -> Result<Result<Stored, StoreError>, Outcome> {
        let how = Copying {
            if_match: original.head.etag.clone(),
            class: put.about.class,
            encryption: put.about.encryption,
            kms_key: put.about.kms_key,
            bucket_key: put.about.bucket_key,
            only_if_absent: put.only_if_absent,
            only_if: put.only_if,
        };
        match self.stop.unless(original.store.copy(&original.at, self.at, how)).await? {
            Ok(etag) => {
                self.progress.set(self.source.size);
                // An answer that is known to tell the sum is enough, as it is of an upload. An
                // original goes only when its copy was seen.
                let known = original.head.etag_is_md5 == Some(true);
                let stays = self.context.originals.as_ref().is_some_and(|originals| !originals.leave);
                let told = original.told_by_etag().filter(|sum| known && stays && etag.as_ref() == Some(&sum.value));
                let agrees = told.is_some().then_some(true);
                let sent = told.or_else(|| original.told());
                Ok(Ok(Stored { etag, sent, agrees }))
            }
            Err(error) if error.kind == Kind::PreconditionFailed => {
                Ok(self.recognise(original.told()).await?.ok_or(error))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    async fn one_put(&self, mut put: Put) -> Result<Result<Stored, StoreError>, Outcome> {
        let mut source = self.source.clone();
        for _ in 0..READINGS {
            self.progress.start(source.size);
            let payload = source.payload(0, source.size, self.progress, &self.context.throttle.up);
            if source.held().is_some() {
                self.stop.unless(self.context.throttle.up.take(source.size)).await?;
            }
            let sending = self.context.store.put(self.at, payload.clone(), put.clone());
            let stored = match self.stop.unless(sending).await? {
                Ok(stored) => stored,
                Err(error) if error.kind == Kind::PreconditionFailed => {
                    let sum = payload.sum().or_else(|| source.held().map(|bytes| self.context.store.sum_of(bytes)));
                    match self.recognise(sum).await? {
                        Some(stored) => stored,
                        None => return Ok(Err(error)),
                    }
                }
                Err(error) => return Ok(Err(error)),
            };
            if source.is_unchanged().await? {
                self.progress.set(source.size);
                return Ok(Ok(stored));
            }
            // The object is ours now: what is written next replaces only our own reading of a
            // moving file, unless somebody chose to replace whatever is there.
            let conditional = put.only_if_absent || put.only_if.is_some();
            if conditional && stored.etag.is_none() {
                break; // Nothing tells whether what is there is still that.
            }
            (put.only_if_absent, put.only_if) = (false, stored.etag.filter(|_| conditional));
            source = source.again().await?;
        }
        Err(source.changed(true))
    }
}
