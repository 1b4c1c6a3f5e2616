//! Gives one file other properties.
//!
//! Tags alone are put beside the file, on the version that was seen, merged with those it has. All
//! else takes a copy of the file onto itself, by the server, in one request or in parts
//! ([`super::up::parts`]): everything that goes with its bytes is read, changed where the person
//! said so, sent again, and read back.
//!
//! Promise: only the file that was shown is changed: by its ETag, size and time before, and by a
//! condition on the request itself. It has its old properties or all its new ones. What cannot be
//! sent again (metadata that no header carries, a key that only its owner has, more tags than it
//! can have) is refused before anything is sent. Done is said once the storage shows the new
//! properties. A file that has them already, as after a crash between a copy and its line in the
//! journal, is done. Tags that a copy has left behind, as on Ceph, are put on it. Tags and locks
//! that others set while parts are copied, which may take hours, are read again when all parts are
//! there and put on the copy; those of the moment in which the parts become one object are lost,
//! also after a crash in that moment. Left behind by a stop: as by [`super::up::parts`]; a request
//! under way is waited for.

mod read;

use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt;
use store::{About, ObjectAt, Properties, Put, Rewriting, StoreError, StoreErrorKind as Kind, Stored, Tag};

use self::read::{guessed, properties, tags_of};
use super::{
    context::Try,
    copy,
    job::{Outcome, Task},
    up::{
        parts,
        source::{Original, Sending, Source},
    },
};
use crate::{
    fault,
    files::{
        archive::{ArchiveState, standing},
        properties::{
            check::{MOST_METADATA, MOST_TAGS},
            edits::{PropertyEdits, differs, retained},
        },
    },
    listing::AsListed,
};

/// The file with its new properties, as far as that is decided before anything is sent.
struct Change<'a> {
    one: Try<'a>,
    edits: &'a PropertyEdits,
    at: ObjectAt,
    now: Properties,
    /// All that goes with the bytes from now on.
    about: About,
    /// The tags that it has, and those that it is to have; none where they are left alone.
    tags: Option<(Vec<Tag>, Vec<Tag>)>,
}

/// Changes the file of `task`, which was shown with this ETag and time.
pub(super) async fn file(
    one: Try<'_>,
    edits: &PropertyEdits,
    task: &Task,
    seen: (Option<&str>, Option<i64>),
) -> Result<(), Outcome> {
    one.progress.start(task.bytes);
    let at = one.context.at(&task.key);
    let now = one.stop.unless(Box::pin(properties(one.context, &at, edits))).await??;
    let by_parts = now.head.size > one.context.copy_sizes.one_copy;
    let tags = one.stop.unless(tags_of(one, edits, &at, &now)).await??;
    let tags = tags.map(|now| (edits.tags(&now), now)).map(|(then, now)| (now, then));
    let mut about = lasting(edits.about(&now.about));
    if edits.guesses() {
        let guessed = one.stop.unless(guessed(one.context, &at, &now)).await??;
        about.content_type = guessed.or(about.content_type);
    }
    let mut change = Change { one, edits, at, now, about, tags };
    let maybe_ours = one.context.may_have_written(&task.key) && !change.is_seen(task, seen);
    if change.is_so(maybe_ours) {
        change.settle().await;
        return Ok(());
    }
    change.check(task, seen)?;
    if edits.copies() && by_parts {
        one.stop.unless(Box::pin(copy::annotated(&one.context.store, &change.at))).await??;
    }
    one.context.begin(&task.key);
    let ours = match edits.copies() {
        false => change.tag().await?,
        true if by_parts => Box::pin(change.copy_by_parts()).await?,
        true => change.copy().await?,
    };
    change.verify(ours.as_deref()).await?;
    change.settle().await;
    Ok(())
}

/// Without a retention that is over, which no server sets again.
fn lasting(about: About) -> About {
    let now = jiff::Timestamp::now().as_millisecond();
    About { retained: about.retained.filter(|retained| retained.until > now), ..about }
}

fn sorted(tags: &[Tag]) -> Vec<&Tag> {
    let mut tags: Vec<_> = tags.iter().collect();
    tags.sort();
    tags
}

impl Change<'_> {
    /// Whether the file has its new properties already. `maybe_ours`: an earlier try may have given
    /// them, so that a key of KMS by another name is taken for the one that was asked for.
    fn is_so(&self, maybe_ours: bool) -> bool {
        let different = differs(&self.about, &self.now.about);
        let key_asked = self.edits.encryption.as_ref().is_some_and(|asked| asked.method != "AES256");
        let key_is_so = self.about.kms_key.is_some() && !self.about.kms_key.as_deref().is_some_and(is_alias);
        let tagged = self.tags.as_ref().is_none_or(|(now, then)| sorted(now) == sorted(then));
        different.is_empty() && tagged && (!key_asked || key_is_so || maybe_ours)
    }

    /// Whether it is the file that was shown, as far as that told.
    fn is_seen(&self, task: &Task, (etag, modified): (Option<&str>, Option<i64>)) -> bool {
        let (head, seen) = (&self.now.head, AsListed { etag: etag.map(str::to_owned), modified });
        seen.is(head.etag.as_deref(), head.modified) && task.bytes == head.size
    }

    /// Whether this very file can be changed, and so that it loses nothing.
    fn check(&self, task: &Task, (etag, modified): (Option<&str>, Option<i64>)) -> Result<(), Outcome> {
        let key = &task.key;
        if !self.is_seen(task, (etag, modified)) {
            return Err(Outcome::failed(fault::properties_changed(key)));
        }
        self.fits(self.tags.as_ref().map_or(&[], |(_, tags)| tags))?;
        if !self.edits.copies() {
            return Ok(());
        }
        let amazon = !self.one.context.store.provider().needs_endpoint;
        if !matches!(standing(&self.now.archive, amazon), ArchiveState::Restored { .. }) {
            return Err(Outcome::failed(fault::properties_archived(key)));
        }
        let bytes: usize = self.about.metadata.iter().map(|(name, value)| name.len() + value.len()).sum();
        match () {
            () if self.now.own_key => Err(Outcome::failed(fault::properties_own_key(key))),
            () if self.now.unseen > 0 => Err(Outcome::failed(fault::properties_unseen(key))),
            () if bytes > MOST_METADATA && !self.edits.metadata.is_empty() => {
                Err(Outcome::failed(fault::properties_metadata(key, bytes, MOST_METADATA)))
            }
            () => Ok(()),
        }
    }

    /// Whether a file can have so many tags.
    fn fits(&self, tags: &[Tag]) -> Result<(), Outcome> {
        match tags.len() > MOST_TAGS {
            true => Err(Outcome::failed(fault::properties_tags(&self.at.key, tags.len(), MOST_TAGS))),
            false => Ok(()),
        }
    }

    /// Puts the tags beside the version that was seen; its ETag, which stays.
    async fn tag(&self) -> Result<Option<String>, Outcome> {
        self.put_tags(&self.now).await?;
        Ok(self.now.head.etag.clone())
    }

    /// On the version that is there; where only tags of current versions may be put, on that, if it
    /// is the same still.
    async fn put_tags(&self, there: &Properties) -> Result<(), Outcome> {
        let Some((_, tags)) = &self.tags else { return Ok(()) };
        let (store, refused) = (&self.one.context.store, |error: StoreError| Outcome::refused(&error));
        let at = ObjectAt { version: there.version.clone(), ..self.at.clone() };
        match store.put_tag_set(&at, tags).await {
            Err(error) if error.kind == Kind::NotPermitted && at.version.as_deref() == Some("null") => {
                let now = store.properties(&self.at).await.map_err(refused)?;
                match (now.head.etag, now.version) == (there.head.etag.clone(), at.version) {
                    true => store.put_tag_set(&self.at, tags).await.map_err(refused),
                    false => Err(Outcome::failed(fault::properties_changed(&self.at.key))),
                }
            }
            put => put.map_err(refused),
        }
    }

    /// Whether the version that is there has no tags at all.
    async fn has_none(&self, there: &Properties) -> Result<bool, Outcome> {
        let tags = tags_of(self.one, self.edits, &self.at, there).await?;
        Ok(tags.is_some_and(|tags| tags.is_empty()))
    }

    /// Copies it in one request; the copy's ETag, where the server tells it.
    async fn copy(&self) -> Result<Option<String>, Outcome> {
        let tags = self.tags.as_ref().filter(|_| !self.edits.tags.is_empty()).map(|(_, tags)| tags.clone());
        let how = Rewriting { about: self.about.clone(), tags, if_match: self.etag()? };
        match self.one.context.store.rewrite(&self.at, &how).await {
            Ok(etag) => Ok(etag),
            Err(error) => self.or_ours(error).await,
        }
    }

    /// Copies it in parts; the copy's ETag, where the server tells it.
    async fn copy_by_parts(&mut self) -> Result<Option<String>, Outcome> {
        let late = Mutex::new(None);
        let ours = match self.send_by_parts(&late).await? {
            Ok(stored) => stored.etag,
            Err(error) => self.or_ours(error).await?,
        };
        if let Some((about, tags)) = late.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.about = About { retained: about.retained, held: about.held, ..self.about.clone() };
            self.tags = Some((tags.clone(), self.edits.tags(&tags)));
        }
        self.put_right(ours.as_deref()).await?;
        Ok(ours)
    }

    /// Copies the parts, and answers in `late` which tags and locks the file had in the end.
    async fn send_by_parts(
        &self,
        late: &Mutex<Option<(About, Vec<Tag>)>>,
    ) -> Result<Result<Stored, StoreError>, Outcome> {
        let Try { context, progress, stop, ledger, .. } = self.one;
        let last = || self.look_again(late).boxed();
        let tags = self.tags.as_ref().map_or(&[][..], |(_, tags)| tags);
        let about = self.about.clone().tagged(tags);
        let (at, head) = (self.at.clone(), self.now.head.clone());
        let source =
            Source::object(Original { store: context.store.clone(), at, head, about: about.clone(), near: true });
        let sending = Sending { context, source: &source, at: &self.at, progress, stop, ledger, last: Some(&last) };
        let put = Put { about, only_if_absent: false, only_if: Some(self.etag()?) };
        match parts::send(&sending, put).await {
            Err(Outcome::Taken) => Err(Outcome::failed(fault::properties_changed(&self.at.key))),
            sent => sent,
        }
    }

    async fn look_again(&self, late: &Mutex<Option<(About, Vec<Tag>)>>) -> Result<(), Outcome> {
        let Try { context, stop, .. } = self.one;
        let now = stop.unless(Box::pin(properties(context, &self.at, self.edits))).await??;
        let tags = stop.unless(tags_of(self.one, self.edits, &self.at, &now)).await??.unwrap_or_default();
        self.fits(&self.edits.tags(&tags))?;
        *late.lock().unwrap_or_else(PoisonError::into_inner) = Some((lasting(now.about), tags));
        Ok(())
    }

    /// Puts the tags and locks on the copy that it lacks: it has those that its parts began with.
    /// `ours`: its ETag. What somebody else has stored since gets none of them.
    async fn put_right(&self, ours: Option<&str>) -> Result<(), Outcome> {
        let (store, refused) = (&self.one.context.store, |error: StoreError| Outcome::refused(&error));
        let there = properties(self.one.context, &self.at, self.edits).await?;
        let at = ObjectAt { version: there.version.clone(), ..self.at.clone() };
        let tagged = tags_of(self.one, self.edits, &self.at, &there).await?.unwrap_or_default();
        let tags = self.tags.as_ref().is_some_and(|(_, tags)| sorted(&tagged) != sorted(tags));
        let (hold, retention) = (there.about.held != self.about.held, !retained(&self.about, &there.about));
        let others = ours.zip(there.head.etag.as_deref()).is_some_and(|(ours, now)| ours != now);
        if others && (tags || hold || retention) {
            return Err(Outcome::failed(fault::properties_changed(&self.at.key)));
        }
        if tags {
            self.put_tags(&there).await?;
        }
        if hold {
            store.set_legal_hold(&at, self.about.held).await.map_err(refused)?;
        }
        if retention {
            store.retain(&at, self.about.retained, false).await.map_err(refused)?;
        }
        Ok(())
    }

    /// The file is another by now; unless an earlier request of ours, whose answer was lost, has
    /// made it so: then its ETag.
    async fn or_ours(&self, error: StoreError) -> Result<Option<String>, Outcome> {
        let maybe_ours = matches!(error.kind, Kind::Changed | Kind::PreconditionFailed | Kind::NoSuchUpload);
        if maybe_ours && let Ok(etag) = self.verify(None).await {
            return Ok(etag);
        }
        Err(match error.kind {
            Kind::Changed | Kind::PreconditionFailed => Outcome::failed(fault::properties_changed(&self.at.key)),
            _ => Outcome::refused(&error),
        })
    }

    fn etag(&self) -> Result<String, Outcome> {
        self.now.head.etag.clone().ok_or_else(|| Outcome::failed(fault::defect("changing a file without an ETag")))
    }

    /// Reads the file again, and compares every property; its ETag. `ours`: that of the copy.
    async fn verify(&self, ours: Option<&str>) -> Result<Option<String>, Outcome> {
        let (mut then, mut wrong) = self.shown().await?;
        let is_ours = |then: &Properties| ours.is_some() && then.head.etag.as_deref() == ours;
        // The ETag says nothing of tags that somebody has set on the copy: those are not replaced.
        if wrong == ["tags"] && is_ours(&then) && self.edits.copies() && self.has_none(&then).await? {
            self.put_tags(&then).await?;
            (then, wrong) = self.shown().await?;
        }
        let others = then.head.size != self.now.head.size || ours.is_some() && !is_ours(&then);
        match wrong.is_empty() && then.head.size == self.now.head.size {
            true => Ok(then.head.etag),
            false if others => Err(Outcome::failed(fault::properties_changed(&self.at.key))),
            false => Err(Outcome::failed(fault::properties_differ(&self.at.key, &wrong))),
        }
    }

    /// What is there now, and which of its properties are not those that were asked for.
    async fn shown(&self) -> Result<(Properties, Vec<&'static str>), Outcome> {
        let store = &self.one.context.store;
        let refused = |error: StoreError| Outcome::refused(&error);
        let then = properties(self.one.context, &self.at, self.edits).await?;
        let mut wrong = differs(&self.about, &then.about);
        // By an alias the storage tells the key's own name.
        wrong.retain(|name| *name != "key" || !self.about.kms_key.as_deref().is_some_and(is_alias));
        let tagged = match &self.tags {
            Some((_, tags)) => match store.tag_set(&self.at).await {
                Err(error) if error.kind == Kind::NotSupported && tags.is_empty() => true,
                shown => sorted(&shown.map_err(refused)?) == sorted(tags),
            },
            None => self.now.tags == then.tags,
        };
        wrong.extend((!tagged).then_some("tags"));
        Ok((then, wrong))
    }

    /// Nothing of it is under way any more.
    async fn settle(&self) {
        let Try { context, ledger, .. } = self.one;
        context.settle(&self.at.key);
        // A crash between the copy and its line in the journal leaves an upload that was completed.
        if let Some(kept) = ledger.upload().await.filter(|_| self.edits.copies())
            && parts::abort(&context.store, &kept.upload).await.is_ok()
        {
            parts::is_there(&context.store, ledger).await;
        }
    }
}

/// A key of KMS that is named by what it is called, and told by its own name.
fn is_alias(key: &str) -> bool {
    key.contains("alias/")
}
