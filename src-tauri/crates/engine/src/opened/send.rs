//! Sending a changed copy back.

use std::{fs, io, path::Path};

use jiff::{Timestamp, tz::TimeZone};
use store::{About, ObjectAt, ObjectHead, Store, StoreError, StoreErrorKind as Kind};
use words::{files, say};

use super::{
    One, OpenedFiles, OpenedState, charset,
    record::{self, Record, Stamp},
    watch::SENDING,
};
use crate::{
    fault::{self, Fault},
    ids::OpenedId,
    transfers::{Ended, Proof, Replaces, Single, noted, numbered, sum_of},
};

/// Times a file is read that its program writes meanwhile.
const READINGS: u32 = 3;
/// Names that are tried beside the one that is taken.
const NUMBERS: u32 = 1_000;

/// How sending ended, short of a fault.
enum Sent {
    /// It is there, and these are its bytes; `beside` another one that has its name.
    Stored { record: Box<Record>, proof: Proof, beside: Option<String> },
    /// Nothing was to be sent.
    Same,
    /// The copy is not what was looked at: that is to be seen first.
    Moved,
    /// Another one is there.
    Conflict { gone: bool },
}

/// What is sent, and by which login.
#[derive(Clone, Copy)]
struct Way<'a> {
    id: &'a OpenedId,
    store: &'a Store,
    record: &'a Record,
    moment: &'a Moment,
}

/// A changed copy as it was at one moment, to be sent.
struct Moment {
    /// Removed when dropped.
    file: tempfile::NamedTempFile,
    sum: String,
}

impl OpenedFiles {
    /// Sends what changed in the place of what was fetched, or `beside` it under a name of its own:
    /// what was last looked at, and nothing that was saved since. How it ended is told as its
    /// state.
    ///
    /// # Errors
    /// It is not open any more, or that it was stopped cannot be kept.
    pub async fn send(&self, id: &OpenedId, beside: bool) -> Result<(), Fault> {
        self.send_seen(id, beside, |one| one.now.clone()).await
    }

    /// Sends what the program's own window put into the copy last, and nothing else.
    ///
    /// # Errors
    /// As [`OpenedFiles::send`].
    pub async fn send_written(&self, id: &OpenedId) -> Result<(), Fault> {
        self.send_seen(id, false, |one| one.put.as_ref().map(|put| put.sum.clone())).await
    }

    /// `seen`: what the copy is to come to; none where nobody has seen that.
    async fn send_seen(
        &self,
        id: &OpenedId,
        beside: bool,
        seen: impl FnOnce(&One) -> Option<String>,
    ) -> Result<(), Fault> {
        let begun = self.one(id, |one| {
            let (begun, busy) = ((one.record.clone(), seen(one)), one.is_busy() || one.is_stray());
            if !busy {
                one.state = OpenedState::Sending { done: 0, total: 0 };
                one.stop = crate::stop::Stop::default();
            }
            (!busy).then_some(begun)
        })?;
        let Some((record, looked_at)) = begun else { return Ok(()) };
        let recoded = record.recoded;
        self.tell();
        let state = match self.sent(id, record, looked_at, beside).await {
            Ok(Sent::Stored { mut record, proof, beside }) => {
                // What was written since may have become UTF-8 only now.
                let later = self.one(id, |one| one.record.recoded && !recoded);
                record.recoded = later.unwrap_or_default();
                let kept = self.keep(id, &record);
                let _ = self.one(id, |one| (one.record, one.now, one.stamp, one.left) = (*record, None, None, None));
                match kept {
                    Ok(()) => OpenedState::Saved { checked: matches!(proof, Proof::Checksum | Proof::Etag), beside },
                    Err(fault) => OpenedState::Failed { fault },
                }
            }
            Ok(Sent::Same) => OpenedState::Same,
            Ok(Sent::Moved) => {
                let _ = self.one(id, |one| (one.stamp, one.now) = (None, None));
                OpenedState::Changed
            }
            Ok(Sent::Conflict { gone }) => OpenedState::Conflict { gone },
            Err(Ended::Stopped) => {
                // It may be gone with its connection, which stops it.
                let stopped = self.one(id, One::put_off);
                self.tell();
                return stopped.map_or(Ok(()), |record| self.keep(id, &record));
            }
            Err(Ended::Taken) => OpenedState::Conflict { gone: false },
            Err(Ended::Failed(fault)) => OpenedState::Failed { fault },
        };
        self.stands(id, state);
        Ok(())
    }

    /// `looked_at`: what the copy came to when it held still, where it did since it moved.
    async fn sent(
        &self,
        id: &OpenedId,
        record: Record,
        looked_at: Option<String>,
        beside: bool,
    ) -> Result<Sent, Ended> {
        let path = self.path(id).map_err(Ended::Failed)?;
        let room = self.room().to_owned();
        let taken = tokio::task::spawn_blocking(move || moment(&path, &room)).await;
        let moment = taken.map_err(|_| Ended::Failed(fault::defect("sending a file")))?.map_err(Ended::Failed)?;
        if moment.sum == record.agreed {
            return Ok(Sent::Same);
        }
        // Nobody has seen what it came to while a program is at it, and half a save is no save.
        if looked_at.is_none_or(|sum| sum != moment.sum) {
            return Ok(Sent::Moved);
        }
        let opened = (self.0.options.open_store)(record.at.connection.clone()).await;
        let store = opened.map_err(|_| Ended::Failed(fault::signed_out()))?;
        // A connection can be edited to lead elsewhere; a note that tells no server proves nothing.
        if !record.is_from(&store.server()) {
            return Err(Ended::Failed(fault::opened_elsewhere(&record.server, &store.server())));
        }
        let seen = seen(&store, &record.at.object()).await.map_err(|error| refused(&error))?;
        let mut about = seen.as_ref().map(|(_, about)| about.clone()).unwrap_or_default().of_other_bytes();
        if record.recoded {
            about.content_type = about.content_type.as_deref().map(charset::as_utf8);
        }
        let way = Way { id, store: &store, record: &record, moment: &moment };
        if beside {
            return self.sent_beside(way, about).await;
        }
        let Some((head, _)) = seen else { return Ok(Sent::Conflict { gone: true }) };
        if record.is_of(&head) != Some(true) {
            // An earlier try may have sent it, and the program ended before it was noted.
            return Ok(match is_in(&store, &record.at.object(), &moment, &head).await {
                Some(true) => self.stored(way, head, Proof::Etag, None),
                _ => Sent::Conflict { gone: false },
            });
        }
        let replaces = head.etag.clone().map_or(Replaces::Seen, Replaces::Object);
        match self.put(&way, &record.at.key, about, replaces).await {
            Ok((proof, head)) => Ok(self.stored(way, head, proof, None)),
            // Replaced since, or deleted.
            Err(Ended::Taken) => {
                let now = store.head(&record.at.object()).await;
                Ok(Sent::Conflict { gone: now.is_err_and(|error| error.kind == Kind::NoSuchKey) })
            }
            Err(ended) => Err(ended),
        }
    }

    /// Under the key itself where nothing has it, else under the next name that is free.
    async fn sent_beside(&self, way: Way<'_>, about: About) -> Result<Sent, Ended> {
        let Way { store, record, .. } = way;
        let key = &record.at.key;
        let (folder, name) = key.split_at(key.rfind('/').map_or(0, |at| at + 1));
        let dated = dated(name, (self.0.options.now)());
        let about = if about == About::default() { of_name(name) } else { about };
        for number in 0..NUMBERS {
            let own = match number {
                0 => name.to_owned(),
                1 => dated.clone(),
                more => numbered(&dated, more),
            };
            let at = ObjectAt::new(record.at.bucket.clone(), format!("{folder}{own}"));
            match store.head(&at).await {
                Ok(_) => continue,
                Err(error) if error.kind == Kind::NoSuchKey => {}
                Err(error) => return Err(refused(&error)),
            }
            match self.put(&way, &at.key, about.clone(), Replaces::Nothing).await {
                Ok((proof, head)) => {
                    let mut record = record.clone();
                    record.at.key = at.key;
                    let way = Way { record: &record, ..way };
                    return Ok(self.stored(way, head, proof, (number > 0).then(|| name.to_owned())));
                }
                Err(Ended::Taken) => {}
                Err(ended) => return Err(ended),
            }
        }
        Err(Ended::Failed(fault::transfer::no_free_name(name)))
    }

    /// Sends the bytes, and answers what the server then has.
    async fn put(
        &self,
        way: &Way<'_>,
        key: &str,
        about: About,
        replaces: Replaces,
    ) -> Result<(Proof, ObjectHead), Ended> {
        let Way { id, store, record, moment } = *way;
        let stop = self.one(id, |one| one.stop.clone()).map_err(Ended::Failed)?;
        let pacing = (self.0.options.pacing)();
        let single = Single::of(store.clone(), &record.at, self.room(), pacing, stop).await.map_err(Ended::Failed)?;
        let path = moment.file.path().to_owned();
        let size = fs::metadata(&path).map_err(|error| unreadable(&path, &error))?.len();
        let sending = |done, total| OpenedState::Sending { done, total };
        let (proof, etag) = self.telling(id, &single, sending, single.send(path, key, about, replaces)).await?;
        if etag.is_some() {
            return Ok((proof, ObjectHead { etag, size, ..ObjectHead::default() }));
        }
        // Nothing else tells it from what somebody writes there next.
        let at = ObjectAt::new(record.at.bucket.clone(), key);
        let head = store.head(&at).await.map_err(|error| refused(&error))?;
        Ok(match is_in(store, &at, moment, &head).await {
            // Somebody wrote there already: what comes next meets a conflict.
            Some(false) => (proof, ObjectHead { size, ..ObjectHead::default() }),
            _ => (proof, head),
        })
    }

    fn stored(&self, way: Way<'_>, head: ObjectHead, proof: Proof, beside: Option<String>) -> Sent {
        let Way { moment, record, store, .. } = way;
        let mut record = record.clone();
        record.agrees_with(&head);
        record.server = store::fuller(&record.server, &store.server()).to_owned();
        (record.agreed, record.used) = (moment.sum.clone(), (self.0.options.now)());
        Sent::Stored { record: Box::new(record), proof, beside }
    }
}

/// A copy of the copy, so that what is summed up is what is sent, whatever the program writes next.
/// Blocking.
fn moment(path: &Path, room: &Path) -> Result<Moment, Fault> {
    let take = || -> io::Result<Option<Moment>> {
        let before = Stamp::of(path)?;
        let mut file = tempfile::Builder::new().suffix(&format!(".{SENDING}")).tempfile_in(room)?;
        let mut from = record::open(path)?;
        io::copy(&mut from, file.as_file_mut())?;
        let _ = from.metadata()?.modified().map(|time| file.as_file().set_modified(time));
        if Stamp::of(path)? != before {
            return Ok(None);
        }
        let sum = record::sum_of(file.path())?;
        Ok(Some(Moment { file, sum }))
    };
    for _ in 0..READINGS {
        if let Some(moment) = take().map_err(|error| fault::transfer::reading(path, &error))? {
            return Ok(moment);
        }
    }
    Err(fault::transfer::changed_while_read(path, false))
}

/// What has the key, and what goes with its bytes.
async fn seen(store: &Store, at: &ObjectAt) -> Result<Option<(ObjectHead, About)>, StoreError> {
    let (head, about, tagged) = match store.head_with_about(at).await {
        Ok(seen) => seen,
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(None),
        Err(error) => return Err(error),
    };
    let tags = if tagged { store.object_tags(at).await? } else { None };
    Ok(Some((head, About { tags, ..about })))
}

/// Whether the server has these very bytes; `None` where nothing tells.
async fn is_in(store: &Store, at: &ObjectAt, moment: &Moment, head: &ObjectHead) -> Option<bool> {
    let path = moment.file.path().to_owned();
    if fs::metadata(&path).ok()?.len() != head.size {
        return Some(false);
    }
    let hasher = Box::pin(store.hasher(at, head)).await?;
    head.agrees(&sum_of(path, hasher).await?)
}

/// `report (changed on 2026-11-29).pdf`
fn dated(name: &str, now: i64) -> String {
    let day = Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(TimeZone::system()).date();
    let words: words::Words = say!(files::ChangedOn, date = day.to_string());
    noted(name, &words.shown())
}

/// Of what nothing is known but its name.
fn of_name(name: &str) -> About {
    About::of_type(mime_guess::from_path(name).first_raw().map(str::to_owned))
}

fn refused(error: &StoreError) -> Ended {
    Ended::Failed(fault::from_store(error))
}

fn unreadable(path: &Path, error: &io::Error) -> Ended {
    Ended::Failed(fault::transfer::reading(path, error))
}

#[cfg(test)]
mod tests {
    use super::dated;

    #[test]
    fn the_day_stands_before_the_ending() {
        let now = 1_764_400_000_000;
        for (name, begins, ends) in [
            ("report.pdf", "report (changed on 2025-11-", ").pdf"),
            ("Makefile", "Makefile (changed on 2025-11-", ")"),
            (".bashrc", ".bashrc (changed on", ")"),
            ("größe.tar.gz", "größe.tar (changed on", ").gz"),
        ] {
            let dated = dated(name, now);
            assert!(dated.starts_with(begins) && dated.ends_with(ends), "{dated}");
        }
        for long in [format!("{}.txt", "ü".repeat(400)), format!("a.{}", "b".repeat(250))] {
            assert!(dated(&long, now).len() <= 255, "{long}");
        }
    }
}
