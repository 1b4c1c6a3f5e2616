//! Files of a bucket that are opened in other programs of the computer, and sent back when those
//! save them.
//!
//! A copy is fetched whole into a private folder, verified as a download is, and handed to a
//! program by the shell. From then on it is looked at every two seconds ([`watch`]): by its size,
//! time and file first, and by its bytes where those moved, so that a touch is no change and a
//! save by renaming is one. A change is sent ([`send`]) only in the place of what was fetched:
//! with `If-Match`, and after a look, for servers that store whatever the condition says. What was
//! changed on both sides waits for a person, and nothing is written over. Nor does anything go to
//! another server than it is from, or that is not what was last looked at.
//!
//! Left behind: by a fetch that is stopped or fails, nothing; by a crash within one, a folder that
//! is marked as such, which the next start removes. Copies stay over a restart, and the changed
//! ones are asked about again. One that is unchanged goes a week after it was last used, and with a
//! connection that lasts for a session only; one with changes that were not sent goes with its
//! connection or when a person throws them away, and both are asked about before. What an editor
//! saves after its copy went is found by the next start, and told: it may be nowhere else.

mod charset;
mod discard;
mod fetch;
mod origin;
mod record;
mod runs;
mod send;
mod watch;
mod written;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::Serialize;
use ts_rs::TS;

pub use fetch::{Fetched, OpenHow};
pub use written::{Seen, Written};

use self::{
    record::{Home, Record, Stamp},
    written::Put,
};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    held::Held,
    ids::{ConnectionId, OpenedId},
    listing::MayKeep,
    stop::Stop,
    ticks::Ticks,
    transfers::{OpenStore, Pacing, Single},
};

/// How often copies are looked at while there are some.
const LOOK: Duration = Duration::from_secs(2);
/// How often the page hears of bytes on their way.
const BEAT: Duration = Duration::from_millis(250);

/// Where an opened file stands.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OpenedState {
    /// On its way here; in bytes.
    Fetching { done: u64, total: u64 },
    /// As it was fetched or last sent.
    Same,
    /// Its program saved something else, and nobody was asked yet.
    Changed,
    /// The same, and a person said not now.
    Left,
    /// On its way back; in bytes.
    Sending { done: u64, total: u64 },
    /// Sent; `checked`: the server confirmed these bytes. `beside`: under a name of its own, since
    /// another file had this one.
    Saved { checked: bool, beside: Option<String> },
    /// Changed on both sides; `gone`: deleted there.
    Conflict { gone: bool },
    /// Could not be sent.
    Failed { fault: Fault },
    /// Saved by a program after its copy went: of no file in a bucket, and only on this computer.
    Stray,
}

/// An opened file, as the page shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedView {
    /// By which it is named.
    pub id: OpenedId,
    /// Where it is from.
    pub at: FileAt,
    /// Of the file that it is a copy of now.
    pub name: String,
    /// Changes are sent without asking.
    pub always: bool,
    /// The connection may not write.
    pub locked: bool,
    /// It is UTF-8 on this computer, and not yet in the bucket.
    pub recoded: bool,
    /// Nothing is left of it, which a save that broke off looks like.
    pub emptied: bool,
    /// An upload resets its ACL, which counts in its bucket.
    pub acl: bool,
    /// Where it stands.
    pub state: OpenedState,
}

/// Where ticks go: all opened files, whenever one of them stands otherwise.
pub type OpenedSink = Box<dyn Fn(Vec<OpenedView>) + Send + Sync>;

/// What the program gives it.
pub struct OpenedOptions {
    /// The folder that is its own.
    pub room: PathBuf,
    /// Opens the login of a connection.
    pub open_store: OpenStore,
    /// How fast.
    pub pacing: Box<dyn Fn() -> Pacing + Send + Sync>,
    /// Milliseconds since 1970.
    pub now: fn() -> i64,
    /// Whether a connection is there beyond this session.
    pub stays: MayKeep,
}

/// What copies came to when a page was told of them: their SHA-256 in base64, by the copy.
pub struct AsTold(BTreeMap<OpenedId, String>);

/// The handle; clones share one list.
#[derive(Clone)]
pub struct OpenedFiles(Arc<Inner>);

struct Inner {
    options: OpenedOptions,
    files: Mutex<BTreeMap<OpenedId, One>>,
    sink: Mutex<Option<Arc<OpenedSink>>>,
    /// Held while this program is the one that looks after the folder.
    _held: Option<Held>,
    looks: Mutex<bool>,
}

/// One opened file.
struct One {
    record: Record,
    state: OpenedState,
    stamp: Option<Stamp>,
    /// What the copy came to when that was last worked out, for `stamp`.
    now: Option<String>,
    /// What a person did not want to send.
    left: Option<String>,
    /// Whether ACLs count in its bucket, once that was asked.
    acl: Option<bool>,
    /// What the program's own window put there last.
    put: Option<Put>,
    stop: Stop,
}

impl One {
    fn new(record: Record, state: OpenedState) -> Self {
        Self { record, state, stamp: None, now: None, left: None, acl: None, put: None, stop: Stop::default() }
    }

    /// A person does not want to send what it came to, nor what comes after without being asked.
    fn put_off(&mut self) -> Record {
        (self.left, self.state) = (self.now.clone(), OpenedState::Left);
        self.record.always = false;
        self.record.clone()
    }

    /// It is on its way here or there.
    fn is_busy(&self) -> bool {
        matches!(self.state, OpenedState::Sending { .. } | OpenedState::Fetching { .. })
    }

    fn is_stray(&self) -> bool {
        matches!(self.state, OpenedState::Stray)
    }

    /// Nothing is left of what had bytes.
    fn is_emptied(&self) -> bool {
        self.record.size > 0 && self.stamp.is_some_and(|stamp| stamp.is_empty())
    }

    /// Whether it has changes that are not in the bucket.
    fn is_unsent(&self) -> bool {
        use OpenedState::{Changed, Conflict, Failed, Left, Sending};
        matches!(self.state, Changed | Left | Sending { .. } | Conflict { .. } | Failed { .. })
    }
}

impl OpenedFiles {
    /// Takes up what an earlier start left. Blocking.
    #[must_use]
    pub fn open(options: OpenedOptions) -> Self {
        let held = record::private(&options.room)
            .and_then(|()| Held::take(&options.room.join("held.lock"), Duration::ZERO))
            .unwrap_or_else(|error| {
                tracing::warn!(%error, "the folder for opened files cannot be used");
                None
            });
        // Another Bucketwise looks after what is there.
        let files =
            if held.is_some() { watch::found(&options.room, (options.now)(), &options.stays) } else { BTreeMap::new() };
        Self(Arc::new(Inner {
            options,
            files: Mutex::new(files),
            sink: Mutex::default(),
            _held: held,
            looks: Mutex::default(),
        }))
    }

    /// Tells of all opened files from now on; the latest watcher alone is told.
    pub fn watch(&self, sink: OpenedSink) {
        *self.0.sink.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(sink));
        self.tell();
    }

    /// Where the copy is.
    ///
    /// # Errors
    /// It is not open any more.
    pub fn path(&self, id: &OpenedId) -> Result<PathBuf, Fault> {
        let name = self.one(id, |one| one.record.name.clone())?;
        Ok(self.home(id).folder.join(name))
    }

    /// Where it stands now.
    #[must_use]
    pub fn list(&self) -> Vec<OpenedView> {
        let view = |(id, one): (&OpenedId, &One)| OpenedView {
            id: id.clone(),
            at: one.record.at.clone(),
            name: one.record.shown_name().to_owned(),
            always: one.record.always,
            locked: one.record.locked,
            recoded: one.record.recoded,
            emptied: one.is_emptied(),
            acl: one.acl.unwrap_or_default(),
            state: one.state.clone(),
        };
        self.files().iter().map(view).collect()
    }

    /// A person does not want to send what changed, until it changes again or the program starts
    /// again. What comes next is asked about.
    ///
    /// # Errors
    /// It is not open any more, or that cannot be kept.
    pub fn leave(&self, id: &OpenedId) -> Result<(), Fault> {
        if self.one(id, |one| one.is_stray())? {
            self.files().remove(id);
        }
        let left = self.one(id, |one| (one.is_unsent() && !one.is_busy()).then(|| one.put_off())).ok().flatten();
        self.tell();
        left.map_or(Ok(()), |record| self.keep(id, &record))
    }

    /// Changes of this file are sent without asking from now on.
    ///
    /// # Errors
    /// It is not open any more, or that cannot be kept.
    pub fn always(&self, id: &OpenedId) -> Result<(), Fault> {
        let record = self.one(id, |one| {
            one.record.always = true;
            (!one.is_stray()).then(|| one.record.clone())
        })?;
        record.map_or(Ok(()), |record| self.keep(id, &record))
    }

    /// Stops what is on its way.
    pub fn stop(&self, id: &OpenedId) {
        let _ = self.one(id, |one| one.stop.stop());
    }

    /// What the copies of a connection come to, as far as a page was told: for a connection that
    /// is about to be forgotten.
    #[must_use]
    pub fn told_of(&self, connection: &ConnectionId) -> AsTold {
        let files = self.files();
        let of = files.iter().filter(|(_, one)| one.record.at.connection == *connection);
        AsTold(of.filter_map(|(id, one)| Some((id.clone(), one.now.clone()?))).collect())
    }

    /// A connection is gone: its copies go with it, but for what changed since it was `told`. Other
    /// windows may just be keeping what was written in them.
    pub fn forget_of(&self, connection: &ConnectionId, told: &AsTold) {
        let mut gone = Vec::new();
        self.files().retain(|id, one| {
            let of = one.record.at.connection == *connection;
            let seen = of && self.is_as_told(id, one, told);
            if of {
                one.stop.stop();
            }
            if seen {
                gone.push((id.clone(), one.record.name.clone()));
            }
            !seen
        });
        for (id, name) in gone {
            let home = self.home(&id);
            if let Err(error) = record::guard(&home.folder.join(&name), false).and_then(|()| home.clear(&name)) {
                tracing::warn!(%error, "a copy of a forgotten connection stays");
            }
        }
        self.tell();
    }

    /// Nothing was written to the copy that was not told.
    fn is_as_told(&self, id: &OpenedId, one: &One, told: &AsTold) -> bool {
        let path = self.home(id).folder.join(&one.record.name);
        match Stamp::of(&path) {
            Ok(_) => record::sum_of(&path).is_ok_and(|now| now == one.record.agreed || told.0.get(id) == Some(&now)),
            Err(_) => true,
        }
    }

    fn home(&self, id: &OpenedId) -> Home {
        Home::of(&self.0.options.room, id)
    }

    fn room(&self) -> &Path {
        &self.0.options.room
    }

    fn keep(&self, id: &OpenedId, record: &Record) -> Result<(), Fault> {
        record.keep(&self.home(id).record).map_err(|error| fault::no_room_to_open(self.room(), &error))
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<OpenedId, One>> {
        self.0.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn one<T>(&self, id: &OpenedId, with: impl FnOnce(&mut One) -> T) -> Result<T, Fault> {
        self.files().get_mut(id).map(with).ok_or_else(|| fault::gone("file"))
    }

    /// It stands so from now on.
    fn stands(&self, id: &OpenedId, state: OpenedState) {
        let _ = self.one(id, |one| one.state = state);
        self.tell();
    }

    fn tell(&self) {
        let sink = self.0.sink.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(sink) = sink {
            sink(self.list());
        }
    }

    /// Does `work` and tells meanwhile how far `single` is.
    async fn telling<T>(
        &self,
        id: &OpenedId,
        single: &Single,
        state: fn(u64, u64) -> OpenedState,
        work: impl Future<Output = T>,
    ) -> T {
        let mut beat = Ticks::every(BEAT);
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return done,
                () = beat.due() => {
                    let (done, total) = single.done();
                    self.stands(id, state(done, total));
                }
            }
        }
    }
}
