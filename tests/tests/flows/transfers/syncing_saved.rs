//! Saved pairs run with nobody at the window: what goes without a person is done, and nothing where
//! a place is not the one that it was. That a scheduler starts them is not proved here.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
    tools::{rclone, rclone_check},
};
use engine::{
    backups::{Halt, Phase, RunTick, Schedule, TimerState, Timers, uploads_under_way},
    pairs::{PairAsked, PairMade, PairRequest, PairView, Pairs},
    sync::{Comparison, SyncFilter, SyncSeen, SyncSide, SyncWish},
    transfers::Pacing,
};
use jiff::Zoned;
use tempfile::TempDir;

use super::{
    syncing::{BACK, MIRROR, Pair, UPDATE},
    world::{World, bytes, write},
};

pub(super) struct Saved<'a> {
    pub(super) pair: Pair<'a>,
    pub(super) home: TempDir,
    pairs: Pairs,
    pub(super) view: PairView,
}

pub(super) fn opened(home: &Path) -> Pairs {
    let timers = Timers::here(home, &home.join("config"), PathBuf::from("/bin/true"));
    Pairs::open(&home.join("program"), &home.join("data"), timers)
}

fn wanted(name: &str, wish: SyncWish) -> PairRequest {
    PairRequest { name: name.into(), wish, schedule: Schedule::Never }
}

impl<'a> Saved<'a> {
    pub(super) async fn of(pair: Pair<'a>, wish: SyncWish) -> Self {
        let home = tempfile::tempdir().unwrap();
        let pairs = opened(home.path());
        let view = pairs.save(pair.compared().await, wanted("mine", wish), true).await.unwrap();
        Self { pair, home, pairs, view }
    }

    async fn run_between(&self, sides: (SyncSide, SyncSide)) -> Result<PairMade, &'static str> {
        let run = self.pairs.run_alone(&self.view.id, Ok(sides), Pacing::default(), &Zoned::now, &|_| {});
        run.await.map_err(|halt| match halt {
            Halt::Failed(fault) => fault.code,
            Halt::Stopped => "stopped",
        })
    }

    pub(super) async fn run(&self) -> Result<PairMade, &'static str> {
        self.run_between(self.pair.sides()).await
    }

    fn now(&self) -> PairView {
        self.pairs.list().unwrap().remove(0)
    }

    pub(super) fn locked(&self) -> Option<String> {
        self.now().locked.map(|why| why.code)
    }

    /// A person compares it in the window.
    async fn looked(&self) -> Arc<Comparison> {
        let comparison = self.pair.compared().await;
        self.pairs.looked(&self.view.id, &comparison).unwrap();
        comparison
    }

    /// And starts what is planned.
    async fn run_by_hand(&self, wish: SyncWish) -> PairMade {
        let comparison = self.looked().await;
        let seen = SyncSeen::of(&comparison.plan(wish).unwrap());
        let asked = PairAsked { wish, seen, sure: true };
        self.pairs.run(&self.view.id, &comparison, asked, Pacing::default(), &Zoned::now, &|_| {}).await.unwrap()
    }
}

pub(super) fn numbers(made: &PairMade) -> (u64, u64, u64, u64) {
    (made.copied, made.removed, made.failed, made.spared)
}

/// So many files, so that the removal of one goes without asking.
pub(super) fn filled(folder: &Path) {
    for at in 0..30 {
        write(folder, &format!("{at:02}"), format!("content {at}").into_bytes());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_run_alone_adds_and_leaves_all_else_to_a_person() {
    let server = Server::shared(Kind::SeaweedFs);
    let world = World::known(server, &server.endpoint, "saved-alone").await;
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    rclone(server, ["copy", folder.path().to_str().unwrap(), "s3:saved-alone"]);
    let saved = Saved::of(Pair { world: &world, folder: folder.path(), prefix: "" }, MIRROR).await;
    // One is gone since, one is other, one is new; another is of somebody else.
    fs::remove_file(folder.path().join("07")).unwrap();
    write(folder.path(), "08", b"of another size");
    write(folder.path(), "new/one", b"new");
    rclone(server, ["touch", "s3:saved-alone/theirs"]);
    let before = world.keys().await;
    for added in [1, 0] {
        let made = saved.run().await.unwrap();
        assert_eq!(numbers(&made), (added, 0, 0, 3), "{:?}", made.trouble);
        let last = saved.now().last.unwrap();
        assert_eq!((last.copied, last.removed, last.failed, last.spared, last.trouble), (added, 0, 0, 3, None));
    }
    let after = world.keys().await;
    assert!(before.iter().all(|key| after.contains(key)) && after.len() == before.len() + 1, "{after:?}");
    assert_eq!(rclone(server, ["cat", "s3:saved-alone/08"]), "content 8", "it waits to be replaced");
    // A file of the same name that somebody stored since the last run was never in both places.
    fs::remove_file(folder.path().join("09")).unwrap();
    rclone(server, ["touch", "s3:saved-alone/09"]);
    assert_eq!(numbers(&saved.run().await.unwrap()), (0, 0, 0, 4));
    assert!(world.keys().await.contains(&"09".to_owned()));
    // A person sees it, and does the rest.
    assert_eq!(numbers(&saved.run_by_hand(MIRROR).await), (1, 3, 0, 0));
    rclone_check(server, "saved-alone", folder.path());
    assert_eq!(saved.locked(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_not_what_it_was_changes_nothing_and_locks_until_it_is_looked_at() {
    let server = Server::shared(Kind::Rclone);
    let world = World::known(server, &server.endpoint, "saved-guards").await;
    let root = tempfile::tempdir().unwrap();
    let drive = root.path().join("drive");
    filled(&drive);
    rclone(server, ["copy", drive.to_str().unwrap(), "s3:saved-guards"]);
    let before = world.keys().await;
    for wish in [MIRROR, UPDATE] {
        let saved = Saved::of(Pair { world: &world, folder: &drive, prefix: "" }, wish).await;
        let kept = root.path().join("unplugged");
        let refused = async |code: &str| {
            assert_eq!(saved.run().await.err(), Some(code), "{wish:?}");
            assert_eq!(
                (saved.locked().as_deref(), saved.now().last.unwrap().trouble.unwrap().code.as_str()),
                (Some(code), code)
            );
            // Also after the program started again, and also once the drive is back.
            let again = opened(saved.home.path());
            let run = again.run_alone(&saved.view.id, Ok(saved.pair.sides()), Pacing::default(), &Zoned::now, &|_| {});
            assert!(matches!(run.await, Err(Halt::Failed(fault)) if fault.code == "pair_locked"), "{code}");
            assert_eq!(world.keys().await, before, "{code}");
        };
        fs::rename(&drive, &kept).unwrap();
        refused("folder_gone").await;
        // What could not be compared was not looked at.
        fs::rename(&kept, &drive).unwrap();
        saved.looked().await;
        assert_eq!(numbers(&saved.run().await.unwrap()), (0, 0, 0, 0));

        fs::rename(&drive, &kept).unwrap();
        fs::create_dir(&drive).unwrap();
        refused("pair_source_gone").await;
        // Another drive in its place.
        write(&drive, "another", b"1");
        saved.looked().await;
        refused("pair_source_gone").await;
        fs::remove_dir_all(&drive).unwrap();
        fs::rename(&kept, &drive).unwrap();
        saved.looked().await;
        assert_eq!(saved.locked(), None);
    }
}

/// A file that fails in every run costs itself alone: a drive that was exchanged is noticed still.
#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_before_are_known_also_where_one_of_them_always_fails() {
    let server = Server::shared(Kind::Rclone);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "saved-failing").await;
    let root = tempfile::tempdir().unwrap();
    let drive = root.path().join("drive");
    filled(&drive);
    write(&drive, "refused", b"1");
    proxy.script(|line| match line.starts_with("PUT") && line.contains("/refused") {
        true => Act::Refuse("403 Forbidden", "AccessDenied"),
        false => Act::Pass,
    });
    let saved = Saved::of(Pair { world: &world, folder: &drive, prefix: "" }, UPDATE).await;
    for added in [30, 0] {
        let made = saved.run().await.unwrap();
        assert_eq!((numbers(&made), made.trouble.is_some()), ((added, 0, 1, 0), true), "{:?}", made.trouble);
    }
    fs::rename(&drive, root.path().join("unplugged")).unwrap();
    write(&drive, "another", b"1");
    assert_eq!(saved.run().await.err(), Some("pair_source_gone"));
    assert!(!world.keys().await.contains(&"another".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_is_not_what_it_was_or_another_server_is_left_alone() {
    let server = Server::shared(Kind::Rclone);
    let world = World::known(server, &server.endpoint, "saved-target").await;
    let root = tempfile::tempdir().unwrap();
    let drive = root.path().join("drive");
    filled(&drive);
    rclone(server, ["copy", drive.to_str().unwrap(), "s3:saved-target"]);
    let saved = Saved::of(Pair { world: &world, folder: &drive, prefix: "" }, BACK).await;
    let kept = root.path().join("unplugged");
    fs::rename(&drive, &kept).unwrap();
    fs::create_dir(&drive).unwrap();
    assert_eq!(saved.run().await.err(), Some("pair_target_gone"));
    assert_eq!(fs::read_dir(&drive).unwrap().count(), 0, "nothing is put where the drive was");
    fs::remove_dir(&drive).unwrap();
    fs::rename(&kept, &drive).unwrap();
    saved.looked().await;

    let other = Server::shared(Kind::SeaweedFs);
    let there = World::known(other, &other.endpoint, "saved-target").await;
    let (folder, _) = saved.pair.sides();
    let elsewhere = SyncSide::Bucket { store: there.store.clone(), place: there.place("") };
    assert_eq!(saved.run_between((folder, elsewhere.clone())).await.err(), Some("pair_other_server"));
    assert_eq!(saved.locked().as_deref(), Some("pair_other_server"));
    // Looking at what differs there is no consent to write there.
    let (folder, _) = saved.pair.sides();
    let there = Arc::new(Comparison::new(folder, elsewhere, Default::default(), &SyncFilter::default()).unwrap());
    there.run(|_| {}).await;
    saved.pairs.looked(&saved.view.id, &there).unwrap();
    assert_eq!(saved.locked().as_deref(), Some("pair_other_server"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_pair_runs_once_and_a_network_that_is_away_locks_nothing() {
    let server = Server::shared(Kind::Rclone);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "saved-once").await;
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let saved = Saved::of(Pair { world: &world, folder: folder.path(), prefix: "" }, UPDATE).await;
    // Another process, as far as the lock can tell: while the first compares, the second begins.
    let second = opened(saved.home.path());
    let (handle, id, sides) = (tokio::runtime::Handle::current(), saved.view.id.clone(), saved.pair.sides());
    let busy = std::sync::Mutex::new(None);
    let say = |_| {
        let mut busy = busy.lock().unwrap();
        if busy.is_none() {
            let run = second.run_alone(&id, Ok(sides.clone()), Pacing::default(), &Zoned::now, &|_| {});
            *busy = Some(tokio::task::block_in_place(|| handle.block_on(run)));
        }
    };
    let made = saved.pairs.run_alone(&id, Ok(saved.pair.sides()), Pacing::default(), &Zoned::now, &say).await.unwrap();
    assert_eq!(numbers(&made), (30, 0, 0, 0));
    let second = busy.into_inner().unwrap().unwrap();
    assert!(matches!(second, Err(Halt::Failed(fault)) if fault.code == "pair_running"));
    assert_eq!(saved.now().last.unwrap().copied, 30, "the second wrote nothing down");

    proxy.script(|_| Act::Refuse("503 Service Unavailable", "SlowDown"));
    assert!(saved.run().await.is_err());
    assert_eq!(saved.locked(), None, "it passes by itself");
    assert!(saved.now().last.unwrap().trouble.is_some(), "and is on the list");
}

/// One object that the storage refuses, as under another key of KMS: the rest is done, it is said,
/// and nothing is locked by it.
#[tokio::test(flavor = "multi_thread")]
async fn a_pair_does_the_rest_where_one_object_is_refused() {
    let server = Server::shared(Kind::Rclone);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "saved-refused").await;
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    rclone(server, ["copy", folder.path().to_str().unwrap(), "s3:saved-refused"]);
    let saved = Saved::of(Pair { world: &world, folder: folder.path(), prefix: "" }, MIRROR).await;
    write(folder.path(), "07", b"of another size");
    write(folder.path(), "new", b"1");
    proxy.script(|line| match line.contains("saved-refused/07") {
        true => Act::Refuse("403 Forbidden", "AccessDenied"),
        false => Act::Pass,
    });
    let made = saved.run().await.unwrap();
    assert_eq!((numbers(&made), made.held), ((1, 0, 0, 0), 1), "{:?}", made.trouble);
    assert_eq!((made.refused.is_some(), made.trouble), (true, None));
    assert_eq!((saved.now().last.unwrap().held, saved.locked()), (1, None));
}

/// Somebody who looks for unfinished uploads meanwhile is not offered those of the run.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_run_has_under_way_is_known_while_it_runs() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "saved-under-way").await;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "large.bin", bytes(40 << 20, 71));
    let saved = Saved::of(Pair { world: &world, folder: folder.path(), prefix: "" }, UPDATE).await;
    proxy.set(Fault { delay: Duration::from_millis(10), ..Fault::default() });
    let (handle, store) = (tokio::runtime::Handle::current(), world.store.clone());
    let seen = std::sync::Mutex::new(None);
    let say = |tick: RunTick| {
        let mut seen = seen.lock().unwrap();
        if seen.is_none() && tick.phase == Phase::Copying && tick.bytes_done > 0 {
            proxy.set(Fault::default());
            let look = async {
                let there = store.list_uploads("saved-under-way", "").await.unwrap();
                (there.into_iter().map(|one| one.id).collect(), uploads_under_way().await.unwrap())
            };
            let looked: (Vec<_>, HashSet<_>) = tokio::task::block_in_place(|| handle.block_on(look));
            *seen = Some(looked);
        }
    };
    let sides = saved.pair.sides();
    saved.pairs.run_alone(&saved.view.id, Ok(sides), Pacing::default(), &Zoned::now, &say).await.unwrap();
    let (there, known) = seen.into_inner().unwrap().unwrap();
    assert!(!there.is_empty() && there.iter().all(|id| known.contains(id)), "{there:?}: {known:?}");
    assert!(uploads_under_way().await.unwrap().is_disjoint(&there.into_iter().collect()), "and no longer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_is_saved_under_a_name_of_its_own_scheduled_changed_and_forgotten() {
    let server = Server::shared(Kind::Rclone);
    let world = World::known(server, &server.endpoint, "saved-names").await;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a", b"1");
    let saved = Saved::of(Pair { world: &world, folder: folder.path(), prefix: "" }, UPDATE).await;
    let (pairs, id) = (&saved.pairs, &saved.view.id);
    let code = |ended: Result<PairView, engine::fault::Fault>| ended.err().map(|fault| fault.code);
    let again = pairs.save(saved.pair.compared().await, wanted(" mine ", UPDATE), true).await;
    assert_eq!(code(again), Some("pair_name"));
    let daily = PairRequest { schedule: Schedule::Day { hour: 2, minute: 30 }, ..wanted("other", MIRROR) };
    assert_eq!(code(pairs.change(id, daily.clone(), false)), Some("pair_login"));
    let changed = pairs.change(id, daily, true).unwrap();
    assert_eq!((changed.timer, changed.wish, pairs.find("other").unwrap().id), (TimerState::Set, MIRROR, id.clone()));
    let (left, right) = saved.pair.sides();
    let half = Arc::new(Comparison::new(left, right, Default::default(), &SyncFilter::default()).unwrap());
    assert_eq!(code(pairs.looked(id, &half)), Some("sync_plan_changed"), "nobody saw all of it");
    assert_eq!(code(pairs.save(half, wanted("half", UPDATE), true).await), Some("sync_plan_changed"));
    let whole = saved.pair.compared().await;
    whole.leave_out(&[0], true);
    assert_eq!(code(pairs.save(whole, wanted("less", UPDATE), true).await), Some("pair_left_out"));
    pairs.forget(id).unwrap();
    assert_eq!((pairs.list().unwrap(), pairs.find("other").err().unwrap().code), (vec![], "pair_unknown"));
    let left = |folder: &str| fs::read_dir(saved.home.path().join(folder)).into_iter().flatten().count();
    assert_eq!(left("data/pairs"), 1, "the lock alone");
}
