//! Two places are compared and made the same: what is counted is what is done, what changed in
//! between is left alone, and rclone agrees afterwards. That the page shows it is not proved here.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Stdio,
    sync::Arc,
    time::{Duration, SystemTime},
};

use bucketwise_tests::{
    faults::{self, Proxy},
    patience::told,
    servers::{Kind, Server},
    tools::{rclone, rclone_check},
};
use engine::{
    fault::Fault,
    ids::GroupId,
    sync::{CompareBy, Comparison, SyncCount, SyncFilter, SyncSeen, SyncSide, SyncState, SyncWay, SyncWish},
    transfers::{GroupState, JobFilter, OnConflict, Options, Work},
};
use jiff::Zoned;

use super::{
    killed::kill_midway,
    limits::{child, in_child_that_remembers},
    world::{World, bytes, write},
};

pub(super) const UPDATE: SyncWish =
    SyncWish { way: SyncWay::Update, to_left: false, replace_newer: false, keep_removed: true };
pub(super) const MIRROR: SyncWish = SyncWish { way: SyncWay::Mirror, ..UPDATE };
pub(super) const BACK: SyncWish = SyncWish { to_left: true, ..MIRROR };

/// A folder of this computer, and one of the world's bucket.
pub(super) struct Pair<'a> {
    pub(super) world: &'a World,
    pub(super) folder: &'a Path,
    pub(super) prefix: &'a str,
}

impl Pair<'_> {
    pub(super) fn sides(&self) -> (SyncSide, SyncSide) {
        let bucket = SyncSide::Bucket { store: self.world.store.clone(), place: self.world.place(self.prefix) };
        (SyncSide::Folder(self.folder.to_owned()), bucket)
    }

    pub(super) async fn compared(&self) -> Arc<Comparison> {
        let (left, right) = self.sides();
        compared(left, right, CompareBy::Time).await
    }

    async fn begun(&self, wish: SyncWish) -> GroupId {
        let comparison = self.compared().await;
        begun(self.world, &comparison, wish).await.unwrap()
    }

    /// Made the same, which a comparison afterwards and rclone say as well.
    async fn synced(&self, wish: SyncWish) -> SyncCount {
        let comparison = self.compared().await;
        let count = comparison.plan(wish).unwrap();
        let id = begun(self.world, &comparison, wish).await.unwrap();
        self.world.done(&id).await;
        count
    }

    async fn states(&self) -> BTreeMap<String, SyncState> {
        let comparison = self.compared().await;
        states(&comparison)
    }
}

pub(super) async fn compared(left: SyncSide, right: SyncSide, by: CompareBy) -> Arc<Comparison> {
    filtered(left, right, by, &SyncFilter::default()).await
}

pub(super) async fn filtered(left: SyncSide, right: SyncSide, by: CompareBy, filter: &SyncFilter) -> Arc<Comparison> {
    let comparison = Arc::new(Comparison::new(left, right, by, filter).unwrap());
    comparison.run(|_| {}).await;
    let count = comparison.count();
    assert!(count.complete, "{count:?}");
    comparison
}

pub(super) async fn begun(world: &World, comparison: &Comparison, wish: SyncWish) -> Result<GroupId, Fault> {
    let seen = SyncSeen::of(&comparison.plan(wish)?);
    let plan = comparison.begin(wish, &seen, true, &Zoned::now())?;
    Ok(world.add(Work::Sync(plan), OnConflict::Ask).await)
}

pub(super) fn states(comparison: &Comparison) -> BTreeMap<String, SyncState> {
    use SyncState::*;
    let told = [Same, OnlyLeft, OnlyRight, NewerLeft, NewerRight, Differs];
    let untold = [Unclear, OtherName, Clash, Unread, Unreadable, BadName, Filtered];
    let rows = comparison.rows(&[&told[..], &untold[..]].concat(), 0, usize::MAX).unwrap().rows;
    rows.into_iter().map(|row| (row.name, row.state)).collect()
}

fn all_same(comparison: Arc<Comparison>, files: u64) {
    let tallies: Vec<_> = comparison.count().tallies.into_iter().map(|tally| (tally.state, tally.files)).collect();
    assert_eq!(tallies, [(SyncState::Same, files)], "{:#?}", states(&comparison));
}

/// Sets the time of a file so many seconds before now.
fn aged(path: &Path, seconds: u64) {
    let time = SystemTime::now() - Duration::from_secs(seconds);
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn removed(folder: &Path) -> Vec<String> {
    let kept = folder.join(".bucketwise-removed");
    let mut found: Vec<String> = Vec::new();
    let mut open = vec![kept];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(&path).into_iter().flatten().map_while(Result::ok) {
            match entry.path().is_dir() {
                true => open.push(entry.path()),
                false => found.push(fs::read_to_string(entry.path()).unwrap()),
            }
        }
    }
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_and_a_bucket_become_the_same_both_ways_and_rclone_agrees() {
    for (nth, kind) in [Kind::Rclone, Kind::SeaweedFs].into_iter().enumerate() {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, &format!("syncing-{nth}")).await;
        let (folder, prefix) = (tempfile::tempdir().unwrap(), "in/");
        for (name, content) in [("a", "1"), ("b/c", "22"), ("b-", "333"), ("b.d/é x+y.txt", "4444"), (".hidden", "5")]
        {
            write(folder.path(), name, content.as_bytes());
        }
        write(folder.path(), "large.bin", bytes(20 << 20, 3));
        let pair = Pair { world: &world, folder: folder.path(), prefix };
        let place = format!("{}/in", world.bucket);

        let count = pair.synced(UPDATE).await;
        assert_eq!((count.add.files, count.replace.files, count.remove.files), (6, 0, 0), "{kind:?}");
        rclone_check(server, &place, folder.path());
        all_same(pair.compared().await, 6);

        // Edited in the same size, within the same second; added; and gone.
        write(folder.path(), "a", b"2");
        write(folder.path(), "b/new", b"new");
        fs::remove_file(folder.path().join("b-")).unwrap();
        let count = pair.synced(UPDATE).await;
        assert_eq!((count.add.files, count.replace.files, count.remove.files), (1, 1, 0), "{kind:?}");
        assert_eq!(pair.states().await["b-"], SyncState::OnlyRight, "an update removes nothing");
        let count = pair.synced(MIRROR).await;
        assert_eq!((count.add.files, count.replace.files, count.remove.files), (0, 0, 1), "{kind:?}");
        rclone_check(server, &place, folder.path());

        // The way back: what is replaced and removed here is kept.
        let other = write(folder.path(), "only here", b"mine");
        aged(&other, 60);
        let changed = write(folder.path(), "a", b"older, longer");
        aged(&changed, 9_999);
        let count = pair.synced(BACK).await;
        assert_eq!((count.replace.files, count.remove.files), (1, 1), "{kind:?}: {:?}", pair.states().await);
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "2");
        assert_eq!(removed(folder.path()), ["mine", "older, longer"]);
        fs::remove_dir_all(folder.path().join(".bucketwise-removed")).unwrap();
        rclone_check(server, &place, folder.path());
        all_same(pair.compared().await, 6);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_buckets_of_two_servers_become_the_same() {
    let (server, other) = (Server::shared(Kind::MiniStack), Server::shared(Kind::SeaweedFs));
    let world = World::known(server, &server.endpoint, "syncing-from").await;
    let there = World::known(other, &other.endpoint, "syncing-to").await;
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [("a", "1"), ("a-", "22"), ("a.b/c", "333")] {
        write(folder.path(), name, content.as_bytes());
    }
    Pair { world: &world, folder: folder.path(), prefix: "" }.synced(UPDATE).await;
    rclone(other, ["touch", "s3:syncing-to/old"]);
    world.lead("there", &there.store).await;
    let mut place = there.place("");
    place.connection = "there".into();
    let left = SyncSide::Bucket { store: world.store.clone(), place: world.place("") };
    let right = SyncSide::Bucket { store: there.store.clone(), place };
    let comparison = compared(left.clone(), right.clone(), CompareBy::Time).await;
    let id = begun(&world, &comparison, MIRROR).await.unwrap();
    world.done(&id).await;
    rclone_check(other, "syncing-to", folder.path());
    all_same(compared(left, right, CompareBy::Checksum).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_it_was_compared_is_left_alone_and_named() {
    let server = Server::shared(Kind::SeaweedFs);
    let world = World::known(server, &server.endpoint, "syncing-late").await;
    let folder = tempfile::tempdir().unwrap();
    for name in ["both", "gone", "source", "target", "new"] {
        write(folder.path(), name, b"first");
    }
    let pair = Pair { world: &world, folder: folder.path(), prefix: "" };
    pair.synced(UPDATE).await;
    for name in ["both", "source", "target"] {
        write(folder.path(), name, b"second, longer");
    }
    fs::remove_file(folder.path().join("gone")).unwrap();
    fs::remove_file(folder.path().join("new")).unwrap();
    write(folder.path(), "added", b"added");
    let comparison = pair.compared().await;
    // And now both sides go on.
    write(folder.path(), "source", b"third");
    let put = |key: &str, content: &str| {
        let path = folder.path().join("elsewhere");
        fs::write(&path, content).unwrap();
        rclone(server, ["copyto", path.to_str().unwrap(), &format!("s3:syncing-late/{key}")]);
        fs::remove_file(&path).unwrap();
    };
    put("target", "somebody else's");
    put("new", "somebody else's, too");
    put("added", "somebody was quicker");
    let id = begun(&world, &comparison, MIRROR).await.unwrap();
    let ended = world.end(&id).await;
    assert_eq!(ended.state, GroupState::Failed);
    // Nothing is removed while something could not be brought.
    assert_eq!(ended.fault.map(|fault| fault.code), Some("sync_removals_wait"));
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    let mut named: Vec<_> = failed.iter().map(|job| (job.name.clone(), job.fault.as_ref().unwrap().code)).collect();
    named.sort();
    assert_eq!(named, ["added", "source", "target"].map(|name| (name.to_owned(), "sync_changed")));
    let has = |key: &str| rclone(server, ["cat", &format!("s3:syncing-late/{key}")]);
    assert_eq!(has("both"), "second, longer");
    assert_eq!([has("source"), has("target")], ["first", "somebody else's"]);
    assert_eq!([has("gone"), has("new"), has("added")], ["first", "somebody else's, too", "somebody was quicker"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unplugged_or_empty_source_removes_nothing() {
    let server = Server::shared(Kind::Rclone);
    let world = World::known(server, &server.endpoint, "syncing-guards").await;
    let folder = tempfile::tempdir().unwrap();
    let drive = folder.path().join("drive");
    write(folder.path(), "drive/a", b"1");
    let pair = Pair { world: &world, folder: &drive, prefix: "" };
    pair.synced(MIRROR).await;

    fs::remove_file(drive.join("a")).unwrap();
    let comparison = pair.compared().await;
    assert_eq!(begun(&world, &comparison, MIRROR).await.unwrap_err().code, "sync_source_empty");
    fs::remove_dir(&drive).unwrap();
    let (left, right) = pair.sides();
    let comparison = Arc::new(Comparison::new(left, right, CompareBy::Time, &SyncFilter::default()).unwrap());
    comparison.run(|_| {}).await;
    let count = comparison.count();
    assert_eq!((count.complete, count.fault.map(|fault| fault.code)), (false, Some("folder_gone")));
    assert!(comparison.plan(MIRROR).is_err() && begun(&world, &comparison, MIRROR).await.is_err());
    assert_eq!(world.keys().await, ["a"]);
}

/// A reference: what each way leaves at the target, of files by their contents.
fn reference(
    source: &BTreeMap<String, String>,
    target: &BTreeMap<String, String>,
    wish: SyncWish,
) -> BTreeMap<String, String> {
    let mut after = if wish.way == SyncWay::Mirror { BTreeMap::new() } else { target.clone() };
    after.extend(source.clone());
    after
}

#[tokio::test(flavor = "multi_thread")]
async fn random_trees_come_out_as_a_plain_copy_of_them_would() {
    let server = Server::shared(Kind::Rclone);
    let world = World::known(server, &server.endpoint, "syncing-random").await;
    let mut seed = 22_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for round in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let prefix = format!("{round}/");
        let pair = Pair { world: &world, folder: folder.path(), prefix: &prefix };
        let names = ["a", "a-", "a0", "b/c", "b/c-", "b.d/e/f", "b-/g", "é", ".x", "z z"];
        let (mut here, mut there) = (BTreeMap::new(), BTreeMap::new());
        for step in 0..3 {
            for name in names {
                match random(4) {
                    0 => drop(here.remove(name)),
                    1 | 2 => drop(here.insert(name.to_owned(), format!("{step}{}", random(3)))),
                    _ => {}
                }
            }
            here.insert("never empty".to_owned(), String::new());
            for entry in fs::read_dir(folder.path()).unwrap().map_while(Result::ok) {
                let path = entry.path();
                if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
            }
            // Each step is a minute later, whatever the clock of the computer does.
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + (round * 3 + step) * 60);
            here.iter().for_each(|(name, content): (&String, &String)| {
                let path = write(folder.path(), name, content.clone().into_bytes());
                fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
            });
            let wish = if random(2) == 0 { UPDATE } else { MIRROR };
            let after = reference(&here, &there, wish);
            let comparison = pair.compared().await;
            let count = comparison.plan(wish).unwrap();
            let differ = here.iter().filter(|(name, content)| there.get(*name).is_some_and(|there| there != *content));
            let gone = there.keys().filter(|name| !here.contains_key(*name)).count() as u64;
            let added = here.keys().filter(|name| !there.contains_key(*name)).count() as u64;
            let removes = if wish.way == SyncWay::Mirror { gone } else { 0 };
            let told = (count.add.files, count.replace.files, count.remove.files);
            assert_eq!(told, (added, differ.count() as u64, removes), "round {round}, step {step}");
            if told != (0, 0, 0) {
                let id = begun(&world, &comparison, wish).await.unwrap();
                let group = world.done(&id).await;
                assert_eq!(u64::from(group.files_done), told.0 + told.1 + told.2, "what was counted is what was done");
            }
            let expected = tempfile::tempdir().unwrap();
            after.iter().for_each(|(name, content)| drop(write(expected.path(), name, content)));
            rclone_check(server, &format!("syncing-random/{round}"), expected.path());
            there = after;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_synchronization_goes_on_and_ends_as_it_was_counted() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &server.endpoint, "syncing-killed").await;
    let folder = tempfile::tempdir().unwrap();
    for at in 0..120 {
        write(folder.path(), &format!("up/{at:03}"), format!("first {at}").into_bytes());
    }
    write(folder.path(), "up/gone", b"gone");
    let up = folder.path().join("up");
    let pair = Pair { world: &world, folder: &up, prefix: "" };
    pair.synced(UPDATE).await;
    for at in 0..120 {
        write(folder.path(), &format!("up/{at:03}"), format!("the second {at}").into_bytes());
    }
    fs::remove_file(up.join("gone")).unwrap();
    proxy.set(faults::Fault { delay: Duration::from_millis(50), ..faults::Fault::default() });
    let mut command = child("syncing::synchronizing", server, "syncing-killed", folder.path(), &[]);
    command.env("CHILD_ENDPOINT", proxy.endpoint()).stdout(Stdio::piped());
    kill_midway(command).await;
    assert!(world.keys().await.contains(&"gone".to_owned()), "nothing is removed before all else is there");
    // It was counted before: what came since is left alone.
    write(folder.path(), "up/late", b"late");
    proxy.heal();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let options = Options { journal: Some(folder.path().join("journal")), ..Options::default() };
    let provider = server.kind.provider();
    let again = World::resuming(provider, &proxy.endpoint(), server.region, keys, "syncing-killed", options).await;
    let id = told(&again.ticks(), "the group of before", |tick| !tick.groups.is_empty()).await.groups[0].id.clone();
    let group = again.done(&id).await;
    assert_eq!(group.files_done, 121, "{group:#?}");
    fs::remove_file(up.join("late")).unwrap();
    rclone_check(server, "syncing-killed", &up);
    all_same(pair.compared().await, 120);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_killed_synchronization_goes_on_and_ends_as_it_was_counted, and killed"]
async fn synchronizing() {
    let (world, folder) = in_child_that_remembers(Kind::SeaweedFs.provider()).await;
    let up = folder.join("up");
    let id = Pair { world: &world, folder: &up, prefix: "" }.begun(MIRROR).await;
    world.when(&id, |group| group.files_done > 20).await;
    println!("\nmidway");
    world.end(&id).await;
}
