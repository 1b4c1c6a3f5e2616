//! Uploads, copies and deletions: begun, set going again, and ended.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use engine::backups::{Halt, Schedule, Timers};
use engine::ids::GroupId;
use engine::listing::Selected;
use engine::pairs::{PairAsked, PairRequest, Pairs};
use engine::sync::{CompareBy, Comparison, SyncFilter, SyncSeen, SyncSide, SyncWay, SyncWish};
use engine::transfers::{
    Copies, GroupView, JobFilter, OnConflict, Options, Pacing, Request, SyncPlan, TransferTick, Transfers,
    UploadOptions, Wait, Work,
};
use store::Store;
use tokio::sync::watch;

use super::{BUCKET, World};
use bucketwise_tests::{patience::told, tools::aws};

/// Transfers whose login is read-only, watched as the page watches them.
pub(super) struct Moving<'a> {
    world: &'a World,
    transfers: Transfers,
    ticks: watch::Receiver<TransferTick>,
}

async fn watched(
    store: &Store,
    journal: Option<PathBuf>,
    pacing: Pacing,
) -> (Transfers, watch::Receiver<TransferTick>) {
    let store = store.clone();
    let open_store = Arc::new(move |_| {
        let store = store.clone();
        Box::pin(async move { Ok(store) }) as _
    });
    let transfers = Transfers::new(Options { open_store, journal, pacing, ..Options::default() });
    let (tell, ticks) = watch::channel(TransferTick::default());
    transfers.watch(Box::new(move |tick| drop(tell.send_replace(tick)))).await;
    (transfers, ticks)
}

/// Waits until a group is as wanted.
async fn when(ticks: &watch::Receiver<TransferTick>, id: &GroupId, wanted: impl Fn(&GroupView) -> bool) -> GroupView {
    let found = |tick: &TransferTick| tick.groups.iter().any(|group| group.id == *id && wanted(group));
    let tick = told(ticks, "a group as it was wanted", found).await;
    tick.groups.iter().find(|group| group.id == *id).unwrap().clone()
}

fn failed(group: &GroupView) -> bool {
    group.files_failed > 0 || group.fault.is_some()
}

impl<'a> Moving<'a> {
    pub(super) async fn new(world: &'a World, journal: Option<PathBuf>) -> Self {
        let (transfers, ticks) = watched(&world.looking, journal, Pacing::default()).await;
        Self { world, transfers, ticks }
    }

    async fn add(&self, op_id: &str, work: Work, on_conflict: OnConflict) -> GroupId {
        let request = Request { op_id: op_id.into(), work, on_conflict, upload_options: UploadOptions::default() };
        self.transfers.add(request).await.unwrap()
    }

    /// Everything in the group comes to nothing, because the connection is read-only.
    async fn comes_to_nothing(&self, command: &'static str, id: &GroupId) {
        let ended = async {
            loop {
                let group = when(&self.ticks, id, failed).await;
                let jobs = self.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
                let faults: Vec<_> = jobs.into_iter().filter_map(|job| job.fault).chain(group.fault).collect();
                if !faults.is_empty() {
                    break faults;
                }
                // Set going again a moment ago: it is told of again only where it ends otherwise
                // than before.
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let faults = tokio::time::timeout(Duration::from_secs(30), ended).await;
        let faults = faults.unwrap_or_else(|_| panic!("{command}: {:#?}", self.ticks.borrow()));
        faults.iter().for_each(|fault| self.world.refused(command, fault));
    }

    pub(super) async fn refused(&self, command: &'static str, work: Work, on_conflict: OnConflict) {
        let id = self.add(command, work, on_conflict).await;
        self.comes_to_nothing(command, &id).await;
        self.transfers.shut_down().await;
    }
}

/// The owner began an upload and left in the middle of it.
pub(super) async fn prepare(world: &World) -> GroupId {
    let big = world.folder.path().join("begun.bin");
    std::fs::write(&big, vec![7; 60_000_000]).unwrap();
    let pacing = Pacing { up: Some(8_000_000), parts: Some(1), ..Pacing::default() };
    let (transfers, ticks) = watched(&world.owner, Some(world.folder.path().join("journal")), pacing).await;
    let work = Work::Upload { store: world.owner.clone(), paths: vec![big], to: world.place("begun/") };
    let request =
        Request { op_id: "begun".into(), work, on_conflict: OnConflict::Ask, upload_options: UploadOptions::default() };
    let id = transfers.add(request).await.unwrap();
    when(&ticks, &id, |group| group.bytes_done > 10_000_000).await;
    transfers.shut_down().await;
    let begun = aws(&world.server, ["s3api", "list-multipart-uploads", "--bucket", BUCKET]);
    assert!(begun.contains("begun/begun.bin"), "{begun}");
    id
}

/// A folder of this computer beside one of the bucket, which is to become like it.
const MIRROR: SyncWish = SyncWish { way: SyncWay::Mirror, to_left: false, replace_newer: false, keep_removed: true };

async fn compared(world: &World, folder: &str) -> Arc<Comparison> {
    let source = world.folder.path().join(folder);
    std::fs::create_dir(&source).unwrap();
    std::fs::write(source.join("one.txt"), "content").unwrap();
    let right = SyncSide::Bucket { store: world.looking.clone(), place: world.place("same/") };
    let comparison =
        Arc::new(Comparison::new(SyncSide::Folder(source), right, CompareBy::Time, &SyncFilter::default()).unwrap());
    comparison.run(drop).await;
    comparison
}

async fn synchronization(world: &World) -> SyncPlan {
    let comparison = compared(world, "source").await;
    let seen = SyncSeen::of(&comparison.plan(MIRROR).unwrap());
    comparison.begin(MIRROR, &seen, true, &jiff::Zoned::default()).unwrap()
}

/// The same as a saved pair, which a person starts.
async fn pair(world: &World) {
    let home = world.folder.path().join("home");
    let timers = Timers::here(&home, &home.join("config"), "/bin/true".into());
    let pairs = Pairs::open(&home.join("program"), &home.join("data"), timers);
    let comparison = compared(world, "pair").await;
    let wanted = PairRequest { name: "mine".into(), wish: MIRROR, schedule: Schedule::Never };
    let saved = pairs.save(Arc::clone(&comparison), wanted, true).await.unwrap();
    let seen = SyncSeen::of(&comparison.plan(MIRROR).unwrap());
    let asked = PairAsked { wish: MIRROR, seen, sure: true };
    let now = jiff::Zoned::default;
    match pairs.run(&saved.id, &comparison, asked, Pacing::default(), &now, &|_| ()).await {
        Ok(made) => world.refused("run_pair", &made.trouble.unwrap()),
        Err(Halt::Failed(fault)) => world.refused("run_pair", &fault),
        other => panic!("{other:?}"),
    }
}

pub(super) async fn tried(world: &World, begun: GroupId, file: &Path) {
    let moving = Moving::new(world, None).await;
    let one = || vec![Selected::File { key: "a.txt".into(), size: 7, modified: None, etag: None }];
    let looking = || world.looking.clone();
    let copies =
        Copies::to((&world.looking, world.place(""), one()), (&world.looking, world.place("to/")), true).await.unwrap();
    let plan = moving.transfers.plan_delete(looking(), world.place(""), one(), drop).await.unwrap();
    let big = world.folder.path().join("begun.bin");
    let upload =
        |to: &str| Work::Upload { store: looking(), paths: vec![file.to_owned(), big.clone()], to: world.place(to) };
    let works = [upload("up/"), Work::Copy { store: looking(), target: looking(), copies }, Work::Delete(plan)];
    for (nth, work) in works.into_iter().enumerate() {
        let id = moving.add(&nth.to_string(), work, OnConflict::Replace).await;
        moving.comes_to_nothing("add_transfer", &id).await;
        moving.transfers.retry(id.clone(), None).await;
        moving.comes_to_nothing("retry_transfer", &id).await;
    }

    let id = moving.add("same", Work::Sync(synchronization(world).await), OnConflict::Ask).await;
    moving.comes_to_nothing("begin_sync", &id).await;
    pair(world).await;

    // A name that is taken there: the person says what becomes of it.
    let id = moving.add("asked", upload(""), OnConflict::Ask).await;
    when(&moving.ticks, &id, |group| group.conflicts > 0).await;
    moving.transfers.answer_conflicts(id.clone(), OnConflict::Replace).await;
    moving.comes_to_nothing("answer_conflicts", &id).await;
    moving.transfers.replace_unseen(id.clone()).await;
    moving.comes_to_nothing("replace_unseen", &id).await;

    // What was set going is over before it is looked at what was sent.
    moving.transfers.shut_down().await;

    // What the owner began goes on with a connection that may no longer change anything, and is
    // ended with it.
    let after = Moving::new(world, Some(world.folder.path().join("journal"))).await;
    // That one leads there by another address, which a person has to agree to first.
    let elsewhere = |group: &GroupView| group.waits_for == Some(Wait::OtherServer);
    when(&after.ticks, &begun, elsewhere).await;
    after.transfers.resume(Some(begun.clone())).await;
    when(&after.ticks, &begun, |group| !elsewhere(group)).await;
    after.comes_to_nothing("resume_transfer", &begun).await;
    after.transfers.resume(Some(begun.clone())).await;
    after.comes_to_nothing("resume_transfer", &begun).await;
    after.transfers.cancel(begun.clone(), None).await;
    after.transfers.shut_down().await;
    world.tried.lock().unwrap().insert("cancel_transfer");
}
