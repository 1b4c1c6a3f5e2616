//! Moving files: uploads, downloads, copies and deletions, from what a person chose to the last
//! byte.
//!
//! [`plan`] expands a choice into tasks as a stream, [`queue`] decides who runs when (pure),
//! [`run`] and its neighbours carry it out, [`owner`] holds them together in one task, [`view`] is
//! what the page sees. [`Transfers`] is the handle. Grants, dialogs and listings are the shell's:
//! it hands over paths and picked rows. S3 itself is the crate `store`'s.
//!
//! What is left behind:
//! - **cancel** and final failure of one file leave no `.part` and no unfinished upload ([`down`],
//!   [`up::parts`], [`unfinished`]); files that were whole stay.
//! - **quitting**, the drop of all handles, and a crash keep `.part` files and unfinished uploads,
//!   which the next start finds in the [`journal`] and goes on with; never a half file under its
//!   name, on disk or on S3. Without a journal quitting and the drop cancel everything.
//! - **a deletion** removes only what was counted ([`plan::deletion`]); cancelled, it stops between
//!   requests of 1,000 keys.
//!
//! Memory: of a group some 50,000 files that are not at their end and the newest 10,000 that are,
//! about 500 bytes each; the plan waits meanwhile ([`context`]), and the rest is in the
//! [`journal`]. A selection is the rows of its listing and a bit for each. Of large downloads at
//! most 64 MiB are held, all together ([`down::pieces`]).

mod change;
mod context;
mod copy;
mod down;
mod folder;
mod identity;
mod job;
mod journal;
mod limits;
mod lock;
mod owner;
mod plan;
mod queue;
mod remains;
mod removal;
mod request;
mod restore;
mod route;
mod run;
mod safe;
mod seen;
mod servers;
mod single;
mod speed;
mod standing;
mod step;
mod synced;
mod table;
mod taken;
mod tasklist;
mod terms;
mod title;
mod unarchive;
mod undelete;
mod unfinished;
mod up;
mod upload_options;
mod view;
mod work;

use std::{collections::HashSet, path::PathBuf, sync::Arc};

use store::Store;
use tokio::sync::{mpsc, oneshot};

pub(crate) use self::{
    folder::is_part,
    identity::{Identity, Seen, at_sight, by_note},
    plan::synced::SyncListing,
    safe::folded,
    single::{Ended, Single},
    step::REMOVED,
    up::{edited::Replaces, source::sum_of},
};
pub use self::{
    limits::{CopySizes, Pacing},
    plan::{
        archived::{ArchivedClass, ArchivedCount, ArchivedPlan},
        change::{ChangeCount, ChangePlan},
        counted::{Archives, Changes, Deletions, LockChanges, Restorations, Undeletions},
        deletion::{DeleteCount, DeletePlan},
        locking::{LockCount, LockPlan},
        restoration::{RestoreCount, RestorePlan},
        synced::SyncPlan,
        undeletion::{UndeleteCount, UndeletePlan},
    },
    remains::Remains,
    request::{OpenStore, Options, Request, Work},
    route::SyncRoute,
    safe::{NAME_BYTES, noted, numbered, safe_name, shorten},
    seen::{FileSeen, millis},
    standing::{Over, Standing},
    terms::{GroupState, JobId, JobState, OnConflict, Proof, TransferKind, Wait},
    upload_options::UploadOptions,
    view::{GroupView, JOBS_AT_ONCE, JobFilter, JobView, Jobs, TICK_BYTES, TransferTick},
    work::Copies,
};
use self::{
    owner::{Command, Owner},
    queue::event::Event,
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::{locks::LockWish, properties::edits::PropertyEdits},
    ids::{ConnectionId, GroupId},
    listing::Choice,
};

/// Milliseconds of a clock that only goes forward.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;
/// Where ticks go, at most ten a second; called from the owner's task, so it must be quick.
pub type Sink = Box<dyn Fn(TransferTick) + Send + Sync>;

/// The handle; clones share one queue.
#[derive(Clone)]
pub struct Transfers {
    commands: mpsc::Sender<Command>,
}

impl Transfers {
    /// Starts the owner's task. Must be called on the tokio runtime.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let (commands, taken) = mpsc::channel(16);
        tokio::spawn(Owner::run(options, taken));
        Self { commands }
    }

    /// Starts a group, or answers the one that this `op_id` started before.
    ///
    /// # Errors
    /// Only when the owner's task is gone.
    pub async fn add(&self, request: Request) -> Result<GroupId, Fault> {
        self.ask(|reply| Command::Add { request: Box::new(request), reply }).await
    }

    /// The group that this `op_id` started, so that a plan or choice used up by it is not missed
    /// the second time.
    ///
    /// # Errors
    /// Only when the owner's task is gone.
    pub async fn known(&self, op_id: &str) -> Result<Option<GroupId>, Fault> {
        self.ask(|reply| Command::Known { op_id: op_id.to_owned(), reply }).await
    }

    /// Counts what deleting `picked` would remove; see [`plan::deletion`]. Dropping the future
    /// stops the count.
    ///
    /// # Errors
    /// What the listing answered; also told to `sink`.
    pub async fn plan_delete(
        &self,
        store: Store,
        place: Place,
        picked: impl Into<Choice>,
        sink: impl Fn(DeleteCount),
    ) -> Result<DeletePlan, Fault> {
        plan::deletion::count(store, place, picked.into(), sink).await
    }

    /// Counts what undeleting `picked` would bring back; see [`plan::undeletion`]. Dropping the
    /// future stops the count.
    ///
    /// # Errors
    /// What the list of versions answered; also told to `sink`.
    pub async fn plan_undelete(
        &self,
        store: Store,
        place: Place,
        picked: impl Into<Choice>,
        sink: impl Fn(UndeleteCount),
    ) -> Result<UndeletePlan, Fault> {
        plan::undeletion::count(store, place, picked.into(), sink).await
    }

    /// Counts what giving `picked` other properties would touch; see [`plan::change`]. Dropping the
    /// future stops the count.
    ///
    /// # Errors
    /// What the listing answered, also told to `sink`; or the edits cannot be carried out.
    pub async fn plan_change(
        &self,
        store: Store,
        place: Place,
        picked: impl Into<Choice>,
        edits: PropertyEdits,
        sink: impl Fn(ChangeCount),
    ) -> Result<ChangePlan, Fault> {
        plan::change::count(store, place, picked.into(), edits, sink).await
    }

    /// Counts what of `picked` is not as it was at `moment`, in milliseconds since 1970; see
    /// [`plan::restoration`]. Dropping the future stops the count.
    ///
    /// # Errors
    /// What the list of versions answered; also told to `sink`.
    pub async fn plan_restore(
        &self,
        store: Store,
        place: Place,
        picked: impl Into<Choice>,
        moment: i64,
        sink: impl Fn(RestoreCount),
    ) -> Result<RestorePlan, Fault> {
        plan::restoration::count(store, place, picked.into(), moment, sink).await
    }

    /// Counts what of `picked` is archived; see [`plan::archived`]. Dropping the future stops the
    /// count.
    ///
    /// # Errors
    /// What the storage answered; also told to `sink`.
    pub async fn plan_archived(
        &self,
        store: Store,
        place: Place,
        picked: impl Into<Choice>,
        sink: impl Fn(ArchivedCount),
    ) -> Result<ArchivedPlan, Fault> {
        plan::archived::count(store, place, picked.into(), sink).await
    }

    /// Counts which versions of `picked` a wish for their locks would change; see
    /// [`plan::locking`]. Dropping the future stops the count.
    ///
    /// # Errors
    /// The wish cannot be, or what the storage answered; also told to `sink`.
    pub async fn plan_lock(
        &self,
        store: Store,
        place: Place,
        picked: impl Into<Choice>,
        wish: LockWish,
        sink: impl Fn(LockCount),
    ) -> Result<LockPlan, Fault> {
        plan::locking::count(store, place, picked.into(), wish, sink).await
    }

    /// Shows all groups to `sink` now and after changes, at most ten times a second; the latest
    /// watcher wins.
    pub async fn watch(&self, sink: Sink) {
        let _ = self.commands.send(Command::Watch(sink)).await;
    }

    /// Chooses for all names of the group that are there, now and later.
    pub async fn answer_conflicts(&self, group: GroupId, on_conflict: OnConflict) {
        self.tell(Event::Answered { group, on_conflict }).await;
    }

    /// Cancels one job or the whole group; the group's state says when everything is cleaned up.
    pub async fn cancel(&self, group: GroupId, job: Option<JobId>) {
        self.tell(Event::Cancelled { group, job }).await;
    }

    /// Tries one failed job, or all that failed and the rest of a failed plan, again.
    pub async fn retry(&self, group: GroupId, job: Option<JobId>) {
        let _ = self.commands.send(Command::Retry { group, job }).await;
    }

    /// Tries again what failed since its name could not be seen; these files alone replace what has
    /// their names.
    pub async fn replace_unseen(&self, group: GroupId) {
        let _ = self.commands.send(Command::ReplaceUnseen(group)).await;
    }

    /// Lets one group, or all, wait: what runs stops and keeps what it has, also over a restart. A
    /// deletion does not wait.
    pub async fn pause(&self, group: Option<GroupId>) {
        self.tell(Event::Paused { group }).await;
    }

    /// Lets one group, or all, go on; what waits for the network or a login tries again at once.
    pub async fn resume(&self, group: Option<GroupId>) {
        let _ = self.commands.send(Command::Resume(group)).await;
    }

    /// Lets one job wait, as [`Transfers::pause`] does a group.
    pub async fn hold(&self, group: GroupId, job: JobId) {
        self.tell(Event::Held { group, job }).await;
    }

    /// Lets one job go on that was held back; one that is not held is left alone.
    pub async fn free(&self, group: GroupId, job: JobId) {
        self.tell(Event::Freed { group, job }).await;
    }

    /// Lets a group, or one job of it, go before all others.
    pub async fn first(&self, group: GroupId, job: Option<JobId>) {
        self.tell(Event::First { group, job }).await;
    }

    /// There may be a login for this connection (again): what waited for it goes on.
    pub async fn wake(&self, connection: ConnectionId) {
        let _ = self.commands.send(Command::Wake(connection)).await;
    }

    /// How fast, and how much at once, from now on.
    pub async fn pace(&self, pacing: Pacing) {
        let _ = self.commands.send(Command::Pace(pacing)).await;
    }

    /// What a person is to know of the journal as this start found it: another program has it, it
    /// could not be used, or it was damaged. `None` where all is well.
    pub async fn trouble(&self) -> Option<Fault> {
        self.ask(Command::Trouble).await.ok().flatten()
    }

    /// Whether something moves that the end of the program would stop.
    pub async fn is_at_work(&self) -> bool {
        self.ask(Command::AtWork).await.unwrap_or_default()
    }

    /// The ids of uploads in parts that transfers have under way, also while they wait.
    ///
    /// # Errors
    /// Some may not be known: another program has the journal, or it cannot be opened, read or
    /// written for now.
    pub async fn uploads_under_way(&self) -> Result<HashSet<String>, Fault> {
        self.ask(Command::UnderWay).await?
    }

    /// Takes a group that has ended off the panel.
    pub async fn dismiss(&self, group: GroupId) {
        self.tell(Event::Dismissed { group }).await;
    }

    /// A window of a group's jobs, at most [`JOBS_AT_ONCE`].
    ///
    /// # Errors
    /// When the group is no longer there, or what is kept of these jobs cannot be read.
    pub async fn jobs(&self, group: GroupId, filter: JobFilter, start: usize, len: usize) -> Result<Jobs, Fault> {
        self.ask(|reply| Command::Jobs { group, filter, start, len, reply }).await?
    }

    /// The folder that a download goes to, to be revealed.
    pub async fn download_folder(&self, group: GroupId) -> Option<PathBuf> {
        self.ask(|reply| Command::Folder { group, reply }).await.ok().flatten()
    }

    /// Cancels all that goes through a connection, as when it is forgotten.
    pub async fn leave(&self, connection: ConnectionId) {
        let _ = self.commands.send(Command::Leave(connection)).await;
    }

    /// Stops everything and waits until it stands still; the caller sets the limit. With a journal
    /// what is under way is kept, without one it is cancelled and cleaned up.
    pub async fn shut_down(&self) {
        let _ = self.ask(Command::ShutDown).await;
    }

    async fn tell(&self, event: Event) {
        let _ = self.commands.send(Command::Tell(event)).await;
    }

    async fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<T>) -> Command) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let _ = self.commands.send(command(reply)).await;
        answer.await.map_err(|_| fault::defect("the transfers"))
    }
}
