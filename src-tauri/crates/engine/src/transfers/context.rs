//! What the jobs of one group share, and how a running one tells how far it is.

use std::{
    collections::HashSet,
    mem,
    path::PathBuf,
    sync::{
        Arc, Mutex as StdMutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use store::{ObjectAt, Store, StoreErrorKind, Versioning};
use tokio::sync::{Mutex, OnceCell, watch};

use super::{
    identity::Known,
    journal::{Journal, Ledger},
    limits::{CopySizes, Throttle},
    plan::Planner,
    step::SyncStep,
    terms::OnConflict,
    upload_options::UploadOptions,
    work::Copies,
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::{properties::edits::PropertyEdits, versions::Current},
    ids::ConnectionId,
    stop::Stop,
};

/// Shared by a group's plan and jobs; dropped with the group.
pub(super) struct Context {
    pub(super) store: Store,
    pub(super) connection: ConnectionId,
    pub(super) bucket: String,
    /// Where a copy's originals are; the fields above are where it goes.
    pub(super) originals: Option<Originals>,
    /// What is to be different about its files.
    pub(super) edits: Option<Arc<PropertyEdits>>,
    /// The chosen folder of a download.
    pub(super) root: Option<PathBuf>,
    /// Shared with the context before, when a login is renewed.
    pub(super) plan: Arc<Plan>,
    pub(super) journal: Journal,
    pub(super) copy_sizes: CopySizes,
    /// How what is stored is kept.
    pub(super) upload_options: UploadOptions,
    pub(super) throttle: Arc<Throttle>,
    /// From an earlier start of the program, which may have ended between a deed and its line in
    /// the journal.
    pub(super) restored: bool,
    /// Keys that were being written when a try broke off or was paused: what is there now may be
    /// ours.
    pub(super) begun: StdMutex<HashSet<String>>,
    /// Whether the bucket may lock what it stores, asked once.
    pub(super) locks: OnceCell<bool>,
    /// Whether the bucket keeps what is replaced as an earlier version, asked once.
    pub(super) versions: OnceCell<bool>,
}

/// The other side of a copy.
pub(super) struct Originals {
    pub(super) store: Store,
    pub(super) bucket: String,
    /// Its server is also the copy's, and copies by itself.
    pub(super) near: bool,
    /// They go once they are copied.
    pub(super) leave: bool,
    /// Whether they and their copies are two things, as far as that was asked.
    pub(super) known: Known,
    /// Whether their server has tags at all, asked where it is a server that nobody knows.
    pub(super) has_tags: OnceCell<bool>,
    /// What a restored version takes the place of.
    pub(super) over: Option<Current>,
    /// Copies of archived ones can be read.
    pub(super) readable: bool,
}

impl Originals {
    pub(super) fn of(store: Store, copies: &Copies) -> Self {
        let near = copies.from.connection == copies.to.connection;
        Self {
            store,
            bucket: copies.from.bucket.clone(),
            near,
            leave: copies.leave,
            known: Known::default(),
            has_tags: OnceCell::new(),
            over: copies.over.clone(),
            readable: copies.readable,
        }
    }

    /// What is in a place, for another; `near`: of the same connection.
    pub(super) fn beside((store, from, near): (Store, Place, bool)) -> Self {
        Self { near, ..Self::within(store, &from) }
    }

    /// Earlier versions of what is in a place, for that place.
    pub(super) fn within(store: Store, place: &Place) -> Self {
        let (bucket, known, has_tags) = (place.bucket.clone(), Known::default(), OnceCell::new());
        Self { store, bucket, near: true, leave: false, known, has_tags, over: None, readable: false }
    }
}

/// The plan waits while so many jobs of its group are not at their end.
const MOST_LEFT: u32 = 50_000;

/// Jobs of a group that the queue keeps at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Load {
    pub(super) left: u32,
    /// Jobs that it was ever given.
    pub(super) all: u32,
    /// Those of them that failed, were stopped or were left out.
    pub(super) undone: u32,
    /// So much failed that nothing more is begun.
    pub(super) gave_up: bool,
    /// All that the plan found is in it.
    pub(super) found: bool,
}

/// A group's plan, and what the queue has of it already.
pub(super) struct Plan {
    pub(super) planner: Mutex<Planner>,
    load: watch::Sender<Load>,
}

impl Plan {
    pub(super) fn new(planner: Planner) -> Self {
        Self { planner: Mutex::new(planner), load: watch::Sender::default() }
    }

    /// The queue has this of the group now.
    pub(super) fn tell(&self, load: Load) {
        self.load.send_if_modified(|before| mem::replace(before, load) != load);
    }

    /// Waits until these jobs are at their end.
    ///
    /// # Errors
    /// Some of them are not done: what builds on them is not begun.
    pub(super) async fn is_there(&self, jobs: usize) -> Result<(), Fault> {
        let ended = |load: &Load| load.gave_up || load.all as usize >= jobs && load.left == 0;
        let mut load = self.load.subscribe();
        let undone = load.wait_for(ended).await.map_or(0, |load| load.undone);
        if undone > 0 { Err(fault::sync::removals_wait(u64::from(undone))) } else { Ok(()) }
    }

    /// Waits until the plan may go on.
    ///
    /// # Errors
    /// Nothing more is to be begun.
    pub(super) async fn has_room(&self) -> Result<(), Fault> {
        self.until(|load| load.left < MOST_LEFT || load.gave_up).await
    }

    /// Waits until all jobs that the plan found are at their end.
    ///
    /// # Errors
    /// So many failed that the others were not begun.
    pub(super) async fn is_done(&self) -> Result<(), Fault> {
        self.until(|load| load.found && (load.left == 0 || load.gave_up)).await
    }

    async fn until(&self, stands: impl FnMut(&Load) -> bool) -> Result<(), Fault> {
        let mut load = self.load.subscribe();
        // The sender lives as long as this.
        let gave_up = load.wait_for(stands).await.is_ok_and(|load| load.gave_up);
        if gave_up { Err(fault::transfer::too_many_failed()) } else { Ok(()) }
    }
}

impl Context {
    /// The login that the plan reads under.
    pub(super) fn source(&self) -> &Store {
        self.originals.as_ref().map_or(&self.store, |originals| &originals.store)
    }

    /// Whether the bucket may lock what it stores. Who may not ask is told that it may.
    pub(super) async fn has_locks(&self) -> bool {
        let asked = async || match self.store.get_lock(&self.bucket).await {
            Ok(lock) => lock.is_some(),
            Err(error) => error.kind != StoreErrorKind::NotSupported,
        };
        *self.locks.get_or_init(asked).await
    }

    /// Whether the bucket keeps what is replaced. Who may not ask is told that it does not.
    pub(super) async fn keeps_versions(&self) -> bool {
        let asked = async || matches!(self.store.get_versioning(&self.bucket).await, Ok(Some(Versioning::On)));
        *self.versions.get_or_init(asked).await
    }

    /// This key is being written.
    pub(super) fn begin(&self, key: &str) {
        self.begun().insert(key.to_owned());
    }

    /// It is known what became of it.
    pub(super) fn settle(&self, key: &str) {
        self.begun().remove(key);
    }

    /// Whether an earlier try may have written this key without knowing it.
    pub(super) fn may_have_written(&self, key: &str) -> bool {
        self.restored || self.has_begun(key)
    }

    /// Whether an earlier try since the start of the program began to write this key, and does not
    /// know what became of it.
    pub(super) fn has_begun(&self, key: &str) -> bool {
        self.begun().contains(key)
    }

    /// Goes on where another login of the group was.
    pub(super) fn take_on(&mut self, before: &Self) {
        self.restored |= before.restored;
        self.begun = StdMutex::new(before.begun().clone());
    }

    /// What was being written is on another server than what comes now.
    pub(super) fn begin_elsewhere(&self) {
        self.begun().clear();
    }

    fn begun(&self) -> MutexGuard<'_, HashSet<String>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn at(&self, key: &str) -> ObjectAt {
        ObjectAt::new(self.bucket.clone(), key)
    }
}

/// One try of one job: what is to be done is its task's.
#[derive(Clone, Copy)]
pub(super) struct Try<'a> {
    pub(super) context: &'a Context,
    pub(super) on_conflict: OnConflict,
    pub(super) progress: &'a Arc<Progress>,
    pub(super) stop: &'a Stop,
    pub(super) ledger: &'a Ledger,
    /// What was seen of both sides, where it is done only while they are that.
    pub(super) held: Option<&'a SyncStep>,
}

/// How far one job is, written by its effect and read by the owner ten times a second.
#[derive(Debug, Default)]
pub(super) struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    anew: AtomicBool,
    /// What the server called the object that the job made, as it answered that.
    etag: OnceLock<Box<str>>,
}

impl Progress {
    /// The size is known, and counting begins.
    pub(super) fn start(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
    }

    /// What was under way is no longer of use, since one of its sides has changed.
    pub(super) fn begin_anew(&self) {
        self.anew.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_anew(&self) -> bool {
        self.anew.load(Ordering::Relaxed)
    }

    /// The job made the object with this ETag, where the server told one.
    pub(super) fn made(&self, etag: Option<&str>) {
        etag.into_iter().for_each(|etag| drop(self.etag.set(etag.into())));
    }

    pub(super) fn etag(&self) -> Option<Box<str>> {
        self.etag.get().cloned()
    }

    /// So much is there already.
    pub(super) fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn set(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
    }

    /// Bytes done and in all.
    pub(super) fn read(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// A callback for a payload: what a broken attempt had counted, it takes back itself.
    pub(super) fn on_bytes(self: &Arc<Self>) -> store::OnBytes {
        let all = Arc::clone(self);
        Arc::new(move |bytes: i64| {
            if bytes < 0 {
                // Saturating: a new reading of the file may have set the count back in between.
                let less = |done: u64| Some(done.saturating_sub(bytes.unsigned_abs()));
                let _ = all.done.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
            } else {
                all.done.fetch_add(bytes.unsigned_abs(), Ordering::Relaxed);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Progress;

    #[test]
    fn a_broken_attempt_is_taken_back() {
        let progress = Arc::new(Progress::default());
        progress.start(300);
        let (a, b) = (progress.on_bytes(), progress.on_bytes());
        b(150);
        [60, -60, 100].into_iter().for_each(|bytes| a(bytes));
        assert_eq!(progress.read(), (250, 300));
        a(-1_000);
        assert_eq!(progress.read(), (0, 300));
    }
}
