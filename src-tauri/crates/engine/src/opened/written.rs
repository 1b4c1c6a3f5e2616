//! Text that was changed in the program's own window. What a person wrote is put into a copy, as a
//! program that saves the file puts it there; from then on it is an opened file like any other, and
//! all that is true of sending those is true of it.
//!
//! A copy belongs to the window as long as it has what the window put there last, and is of the
//! file that it was made of. What another program saved to it stays: what is written after that
//! goes into a copy of its own, and meets the conflict that any second writer meets.

use std::{fs, io};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use store::{Algorithm, Checksum, ObjectHead};

use super::{
    One, OpenedFiles, OpenedState, OpenedView,
    fetch::new_record,
    origin,
    record::{self, Home, Stamp},
};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::OpenedId,
    kept,
    transfers::safe_name,
};

/// A file as it was read before a person changed it.
pub struct Seen {
    /// Which one.
    pub at: FileAt,
    /// The server that it is from, as the Store names it.
    pub server: String,
    /// As the server told it.
    pub head: ObjectHead,
    /// The connection may not write.
    pub locked: bool,
}

/// What a person made of it.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// All of it, as Base64.
    pub text: &'a str,
    /// It is UTF-8 now, and the file was not.
    pub recoded: bool,
}

/// What the window put into a copy.
pub(super) struct Put {
    /// The file that the copy was of then: with Keep both it becomes one of another file.
    at: FileAt,
    /// The SHA-256 of the bytes, in base64.
    pub(super) sum: String,
}

/// What became of a text that was put into a copy.
enum Placed {
    /// It is there; with no stamp where something else wrote to it in the same moment.
    There { sum: String, stamp: Option<Stamp> },
    /// Another program has written to the copy, which stays as it is.
    Foreign,
}

impl OpenedFiles {
    /// Keeps what a person made of a file in a copy of its own. What the file had before is told
    /// later, by [`OpenedFiles::began_with`]: nothing is waited for while a text is in no copy.
    ///
    /// # Errors
    /// This computer has no room for it; nothing is left of it then.
    pub async fn write(&self, seen: Seen, written: Written<'_>) -> Result<OpenedId, Fault> {
        let Seen { at, server, head, locked } = seen;
        let name = safe_name(at.key.rsplit('/').next().unwrap_or(&at.key));
        let id = OpenedId::fresh();
        let home = self.home(&id);
        let mut record = new_record(&at, server, &name, locked);
        record.agrees_with(&head);
        (record.recoded, record.used) = (written.recoded, (self.0.options.now)());
        let made = self.put_words(&home, &name, locked, written.text, None).await;
        let made = made.and_then(|placed| self.keep(&id, &record).map(|()| placed));
        let placed = made.inspect_err(|_| {
            let _ = fs::remove_dir_all(&home.folder);
        })?;
        let mut one = One::new(record, OpenedState::Changed);
        if let Placed::There { sum, stamp } = placed {
            (one.stamp, one.now) = (stamp, stamp.map(|_| sum.clone()));
            one.put = Some(Put { at, sum });
        }
        self.files().insert(id.clone(), one);
        self.tell();
        self.look_on();
        Ok(id)
    }

    /// Keeps what a person wrote since in the copy that has what they wrote before. `false`: that
    /// one is not the window's any more, and nothing was done. It is not open, or of another file
    /// by now, or another program saved something to it.
    ///
    /// # Errors
    /// This computer has no room for it.
    pub async fn rewrite(&self, id: &OpenedId, written: Written<'_>) -> Result<bool, Fault> {
        let own = |one: &mut One| {
            let put = one.put.as_ref().filter(|put| put.at == one.record.at)?;
            Some((one.record.name.clone(), one.record.locked, put.sum.clone()))
        };
        let Some((name, locked, before)) = self.one(id, own).ok().flatten() else { return Ok(false) };
        let placed = self.put_words(&self.home(id), &name, locked, written.text, Some(before)).await?;
        let Placed::There { sum, stamp } = placed else { return Ok(false) };
        let record = self.one(id, |one| {
            let sending = matches!(one.state, OpenedState::Sending { .. });
            // What is on its way is what was there before: this is seen once that has arrived. And
            // what is sent without asking is sent once it is seen.
            let known = stamp.filter(|_| !sending && !one.record.always);
            (one.stamp, one.now, one.left) = (known, known.map(|_| sum.clone()), None);
            if !sending {
                one.state = OpenedState::Changed;
            }
            one.put = Some(Put { at: one.record.at.clone(), sum });
            let news = one.record.recoded != written.recoded;
            one.record.recoded = written.recoded;
            news.then(|| one.record.clone())
        })?;
        self.tell();
        record.map_or(Ok(()), |record| self.keep(id, &record))?;
        Ok(true)
    }

    /// What the file had that a copy was made of: the same bytes are not sent again. A copy that
    /// was sent meanwhile knows better.
    pub fn began_with(&self, id: &OpenedId, bytes: &[u8]) {
        let begun = self.one(id, |one| {
            if !one.record.agreed.is_empty() {
                return None;
            }
            one.record.agreed = sum_of(bytes);
            if one.now.as_ref() == Some(&one.record.agreed) && matches!(one.state, OpenedState::Changed) {
                one.state = OpenedState::Same;
            }
            Some(one.record.clone())
        });
        let Ok(Some(record)) = begun else { return };
        if let Err(fault) = self.keep(id, &record) {
            tracing::warn!("an opened file will be asked about again: {}", fault.details);
        }
        self.tell();
    }

    /// How it stands now.
    ///
    /// # Errors
    /// It is not open any more.
    pub fn view(&self, id: &OpenedId) -> Result<OpenedView, Fault> {
        self.list().into_iter().find(|one| one.id == *id).ok_or_else(|| fault::gone("file"))
    }

    /// Puts a text into the copy whole, in the place of what is there; where `before` is told, only
    /// in the place of that.
    async fn put_words(
        &self,
        home: &Home,
        name: &str,
        locked: bool,
        text: &str,
        before: Option<String>,
    ) -> Result<Placed, Fault> {
        let bytes = STANDARD.decode(text).map_err(|_| fault::defect("reading a text"))?;
        let (folder, path, now) = (home.folder.clone(), home.folder.join(name), (self.0.options.now)());
        let placed = tokio::task::spawn_blocking(move || {
            record::private(&folder)?;
            let part = kept::beside(&path, &bytes)?;
            // The last thing before it takes the name.
            if before.is_some_and(|sum| record::sum_of(&path).ok() != Some(sum)) {
                return Ok(Placed::Foreign);
            }
            part.persist(&path)?;
            origin::mark(&path, now);
            record::guard(&path, locked)?;
            let (sum, stamp) = (sum_of(&bytes), Stamp::of(&path)?);
            let same = record::sum_of(&path)? == sum;
            io::Result::Ok(Placed::There { sum, stamp: same.then_some(stamp) })
        });
        let placed = placed.await.map_err(|_| fault::defect("keeping a text"))?;
        placed.map_err(|error| fault::no_room_to_open(self.room(), &error))
    }
}

/// As [`record::sum_of`] a file.
fn sum_of(bytes: &[u8]) -> String {
    Checksum::of(Algorithm::Sha256, bytes).value
}
