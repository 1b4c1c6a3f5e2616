//! Bringing a file here, to be handed to a program.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use store::{ObjectHead, Store};

use super::{
    BEAT, One, OpenedFiles, OpenedState, origin,
    record::{self, Home, Record, Stamp},
    runs,
};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::OpenedId,
    transfers::{Ended, Single, safe_name},
};

/// A file above this size is fetched only once a person knows how large it is, in bytes.
const LARGE: u64 = 1 << 30;
/// Times a file is fetched that is replaced meanwhile.
const TRIES: u32 = 3;
/// So much of a file is looked at to see whether it would run, in bytes.
const FIRST: u64 = 512;

/// How a file is to be opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenHow {
    /// The connection may not write: nor may the program.
    pub locked: bool,
    /// A person knows that it is large.
    pub large: bool,
    /// What is there now, beside a copy that has changes.
    pub anew: bool,
}

/// What became of it.
#[derive(Debug)]
pub enum Fetched {
    /// A whole copy is at `path`.
    Ready {
        /// By which it is named.
        id: OpenedId,
        /// For a program to open.
        path: PathBuf,
    },
    /// It is large, and nobody said that it may be fetched.
    Large {
        /// In bytes.
        size: u64,
    },
    /// Its usual program would run it.
    Runs,
    /// It was stopped.
    Stopped,
}

impl OpenedFiles {
    /// Fetches a file, or finds the copy that is here already: one with changes that were not sent,
    /// or one of what the bucket has now.
    ///
    /// # Errors
    /// Storage or this computer refused; nothing is left of it then.
    pub async fn fetch(&self, store: Store, at: &FileAt, how: OpenHow) -> Result<Fetched, Fault> {
        let name = safe_name(at.key.rsplit('/').next().unwrap_or(&at.key));
        if runs::by_name(&name) {
            return Ok(Fetched::Runs);
        }
        if !how.anew
            && let Some(known) = self.known(at, &store.server(), None)
        {
            return self.again(known, how.locked);
        }
        let (id, record) = (OpenedId::fresh(), new_record(at, store.server(), &name, how.locked));
        let home = self.home(&id);
        if !self.begin_one(&id, &home, record)? {
            return Ok(Fetched::Stopped);
        }
        // Dropped with the command that waits for it, too.
        let begun = Begun { files: self, id: &id, home: &home, whole: false };
        let Some(head) = self.answered(&id, store.head(&at.object())).await? else { return Ok(Fetched::Stopped) };
        let head = head.map_err(|error| fault::from_store(&error))?;
        if let Some(known) = self.known(at, &store.server(), Some(&head)) {
            return self.again(known, how.locked);
        }
        if head.size > LARGE && !how.large {
            return Ok(Fetched::Large { size: head.size });
        }
        self.one(&id, |one| {
            one.record.agrees_with(&head);
            one.state = OpenedState::Fetching { done: 0, total: head.size };
        })?;
        self.tell();
        self.bring(begun, store, at, head, &name).await
    }

    /// What storage answers; none once it is stopped. Where that takes longer than a moment, the
    /// file is told of, so that it can be stopped.
    async fn answered<T>(&self, id: &OpenedId, asked: impl Future<Output = T>) -> Result<Option<T>, Fault> {
        let stop = self.one(id, |one| one.stop.clone())?;
        let mut answer = std::pin::pin!(stop.unless(asked));
        if let Ok(answer) = tokio::time::timeout(BEAT, &mut answer).await {
            return Ok(answer.ok());
        }
        self.tell();
        Ok(answer.await.ok())
    }

    /// Notes a fetch. `false`: this very file is on its way already, by another window or click.
    fn begin_one(&self, id: &OpenedId, home: &Home, record: Record) -> Result<bool, Fault> {
        let mut files = self.files();
        let same = |one: &One| one.record.at == record.at && one.record.is_from(&record.server);
        if files.values().any(|one| matches!(one.state, OpenedState::Fetching { .. }) && same(one)) {
            return Ok(false);
        }
        let begun = home.begin_fetch().and_then(|()| record::private(&home.folder));
        begun.map_err(|error| fault::no_room_to_open(self.room(), &error))?;
        files.insert(id.clone(), One::new(record, OpenedState::Fetching { done: 0, total: 0 }));
        Ok(true)
    }

    /// Whether the usual program of a copy would run it, as it is now: then nobody gets it.
    ///
    /// # Errors
    /// It is not open any more, or cannot be read.
    pub fn runs(&self, id: &OpenedId) -> Result<bool, Fault> {
        let path = self.path(id)?;
        let name = self.one(id, |one| one.record.name.clone())?;
        would_run(&path, &name).map_err(|error| fault::no_room_to_open(self.room(), &error))
    }

    async fn bring(
        &self,
        mut begun: Begun<'_>,
        store: Store,
        at: &FileAt,
        head: ObjectHead,
        name: &str,
    ) -> Result<Fetched, Fault> {
        let (id, path) = (begun.id.clone(), begun.home.folder.join(name));
        let head = match self.pinned(&id, store, at, head, begun.home).await {
            Ok(head) => head,
            Err(Ended::Stopped) => return Ok(Fetched::Stopped),
            Err(Ended::Failed(fault)) => return Err(fault),
            Err(Ended::Taken) => return Err(fault::defect("opening a file")),
        };
        let (locked, stop) = self.one(&id, |one| (one.record.locked, one.stop.clone()))?;
        let (file, own, now) = (path.clone(), name.to_owned(), (self.0.options.now)());
        let looked = move || {
            origin::mark(&file, now);
            record::guard(&file, locked)?;
            let agreed = record::sum_of(&file)?;
            io::Result::Ok((would_run(&file, &own)?, agreed))
        };
        let Ok(looked) = stop.unless(tokio::task::spawn_blocking(looked)).await else { return Ok(Fetched::Stopped) };
        let looked = looked.map_err(|_| fault::defect("opening a file"))?;
        let (runs, agreed) = looked.map_err(|error| fault::no_room_to_open(self.room(), &error))?;
        if runs {
            return Ok(Fetched::Runs);
        }
        let record = self.one(&id, |one| {
            one.record.agrees_with(&head);
            (one.record.agreed, one.record.used) = (agreed, (self.0.options.now)());
            one.record.clone()
        })?;
        self.keep(&id, &record)?;
        begun.whole = true;
        drop(begun);
        self.stands(&id, OpenedState::Same);
        self.look_on();
        Ok(Fetched::Ready { id, path })
    }

    /// Fetches until what came is what was there before and after.
    async fn pinned(
        &self,
        id: &OpenedId,
        store: Store,
        at: &FileAt,
        mut head: ObjectHead,
        home: &Home,
    ) -> Result<ObjectHead, Ended> {
        let (name, stop) = self.one(id, |one| (one.record.name.clone(), one.stop.clone())).map_err(Ended::Failed)?;
        for _ in 0..TRIES {
            let pacing = (self.0.options.pacing)();
            let single =
                Single::of(store.clone(), at, &home.folder, pacing, stop.clone()).await.map_err(Ended::Failed)?;
            let fetching = |done, total| OpenedState::Fetching { done, total };
            self.telling(id, &single, fetching, single.fetch(head.size, &name)).await?;
            let after = stop.unless(store.head(&at.object())).await.map_err(|_| Ended::Stopped)?;
            let after = after.map_err(|error| Ended::Failed(fault::from_store(&error)))?;
            if head.is_same(&after) != Some(false) {
                return Ok(after);
            }
            head = after;
            let (stale, room) = (home.folder.join(&name), self.room());
            tokio::fs::remove_file(stale).await.map_err(|error| Ended::Failed(fault::no_room_to_open(room, &error)))?;
        }
        Err(Ended::Failed(fault::replaced_while_read(&at.key)))
    }

    /// A copy of this file of this server that can be opened again: without a `head`, one that has
    /// changes.
    fn known(&self, at: &FileAt, server: &str, head: Option<&ObjectHead>) -> Option<OpenedId> {
        let files = self.files();
        let is_it = |one: &One| match head {
            None => one.is_unsent(),
            Some(head) => {
                !one.is_unsent()
                    && !matches!(one.state, OpenedState::Fetching { .. })
                    && one.record.is_of(head) == Some(true)
            }
        };
        let there = |id: &OpenedId, one: &One| Stamp::of(&self.home(id).folder.join(&one.record.name)).is_ok();
        let same = |one: &One| one.record.at == *at && one.record.is_from(server);
        files.iter().find(|(id, one)| same(one) && is_it(one) && there(id, one)).map(|(id, _)| id.clone())
    }

    /// A copy that is here already; the connection may have become read-only since, or writable,
    /// and what was saved to it a program.
    fn again(&self, id: OpenedId, locked: bool) -> Result<Fetched, Fault> {
        let path = self.path(&id)?;
        if self.runs(&id)? {
            return Ok(Fetched::Runs);
        }
        if self.one(&id, |one| one.record.locked != locked)? {
            record::guard(&path, locked).map_err(|error| fault::no_room_to_open(self.room(), &error))?;
        }
        let record = self.one(&id, |one| {
            (one.record.used, one.record.locked) = ((self.0.options.now)(), locked);
            one.record.clone()
        })?;
        self.keep(&id, &record)?;
        self.tell();
        Ok(Fetched::Ready { id, path })
    }
}

/// Whether the usual program of a copy would run it. Blocking.
fn would_run(path: &Path, name: &str) -> io::Result<bool> {
    let mut first = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(record::open(path)?, FIRST), &mut first)?;
    Ok(runs::by_name(name) || runs::by_beginning(name, &first))
}

pub(super) fn new_record(at: &FileAt, server: String, name: &str, locked: bool) -> Record {
    Record {
        at: at.clone(),
        server,
        name: name.to_owned(),
        etag: None,
        version: None,
        size: 0,
        modified: None,
        agreed: String::new(),
        always: false,
        locked,
        used: 0,
        recoded: false,
    }
}

/// A fetch that leaves nothing behind unless it came to its end.
struct Begun<'a> {
    files: &'a OpenedFiles,
    id: &'a OpenedId,
    home: &'a Home,
    whole: bool,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if self.whole {
            // Kept by its record: a mark that stays says nothing any more.
            let _ = fs::remove_file(&self.home.fetching);
            return;
        }
        self.files.files().remove(self.id);
        if let Err(error) = self.home.broke_off() {
            tracing::warn!(%error, "what was fetched of a file stays until the next start");
        }
        self.files.tell();
    }
}
