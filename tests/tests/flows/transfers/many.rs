//! Very many rows as one transfer: what is kept of them in memory, what stops it, and that a
//! restart loses none of them.

use bucketwise_tests::{
    faults::{Act, Proxy},
    lister::{ACCESS_KEY, Keys, Lister, Mood, SECRET_KEY, Shelf},
    servers::{Kind, Server},
    tools::{python, rclone_check},
};
use engine::{
    ids::GroupId,
    listing::{ListingKind, Listings, SelectionChange},
    transfers::{GroupState, GroupView, JobFilter, JobState, OnConflict, Options, Wait, Work},
};
use tokio::sync::watch;

use super::{
    limits::{child, in_child, peak, went_well},
    world::{World, bytes, write},
};

const ROWS: usize = 200_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_of_very_many_rows_stays_small_and_stops_where_all_fails() {
    let server = Server::shared(Kind::Practice);
    let folder = tempfile::tempdir().unwrap();
    let ran = child("many::rows_of_a_server_that_gives_nothing", server, "unused", folder.path(), &[]).output();
    let ran = ran.unwrap();
    print!("{}", String::from_utf8_lossy(&ran.stdout));
    went_well(&ran);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_selection_of_very_many_rows_stays_small_and_stops_where_all_fails, in a process of its own"]
async fn rows_of_a_server_that_gives_nothing() {
    let (_, folder) = in_child().await;
    let lister = Lister::start(Shelf::Made(Keys::Even, ROWS), Mood::default());
    let options = Options { journal: Some(folder.join("journal")), ..Options::default() };
    let keys = (ACCESS_KEY, SECRET_KEY);
    let world = World::resuming("other", &lister.endpoint, "us-east-1", keys, "bucket", options).await;
    let listings = Listings::default();
    let (say, mut told) = watch::channel(None);
    let id = listings.open(
        world.store.clone(),
        world.place(""),
        ListingKind::Folder,
        Box::new(move |tick| drop(say.send_replace(Some(tick)))),
    );
    let read = told.wait_for(|tick| tick.as_ref().is_some_and(|tick| tick.complete || tick.fault.is_some()));
    let read = read.await.unwrap().clone().unwrap();
    assert_eq!((read.fault, read.shown), (None, ROWS));
    let listing = listings.get(&id).unwrap();
    assert_eq!(listing.select(read.revision, SelectionChange::All).files, ROWS as u64);

    let before = peak();
    let picked = listing.selected();
    let work =
        Work::Download { store: world.store.clone(), picked, from: world.place(""), folder: folder.join("down") };
    std::fs::create_dir(folder.join("down")).unwrap();
    let group = world.add(work, OnConflict::Ask).await;
    let ended = world.end(&group).await;
    let grown = peak() - before;
    println!("{ROWS} rows: +{grown} bytes, {} failed", ended.files_failed);
    // It lists and gives no object: nobody wants that said three hundred thousand times.
    assert_eq!((ended.state, ended.fault.map(|fault| fault.code)), (GroupState::Failed, Some("too_many_failed")));
    assert!((10_000..10_200).contains(&ended.files_failed), "{}", ended.files_failed);
    assert!(grown < 90_000_000, "{grown} bytes");
}

/// Whoever looks far down the list of a great transfer sees what is no longer in memory.
#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_long_done_can_still_be_looked_at() {
    const FILES: usize = 10_300;
    let server = Server::shared(Kind::Practice);
    let world = World::known(server, &server.endpoint, "long-done").await;
    let from = tempfile::tempdir().unwrap();
    (0..FILES).for_each(|at| drop(write(from.path(), &format!("all/{at:05}"), [])));
    let group = world.upload(&[&from.path().join("all")], "", OnConflict::Ask).await;
    assert_eq!(world.end(&group).await.files_done as usize, FILES);
    let mut names = Vec::new();
    while names.len() < FILES {
        let jobs = world.transfers.jobs(group.clone(), JobFilter::All, names.len(), 200).await.unwrap();
        assert_eq!((jobs.total, jobs.jobs.is_empty()), (FILES, false));
        assert!(jobs.jobs.iter().all(|job| job.state == JobState::Done && job.proof.is_some()));
        names.extend(jobs.jobs.into_iter().map(|job| job.name));
    }
    names.sort();
    names.dedup();
    assert_eq!((names.len(), names[0].as_str()), (FILES, "all/00000"));
    let table = from.path().join("transfer.csv");
    world.transfers.save_table(group, &table).await.unwrap();
    let read = "import csv, sys\n\
        rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[1:]\n\
        print(len(rows), len({row[0] for row in rows}), {tuple(row[1:4]) for row in rows}, all(row[4] for row in rows))";
    let told = python(read, [&table]);
    assert_eq!(told.trim(), format!("{FILES} {FILES} {{('', '0', 'Done')}} True"));
}

/// Two folders and two files in a bucket of their own, behind a proxy, and a program with a
/// journal.
struct Half {
    server: &'static Server,
    proxy: Proxy,
    bucket: &'static str,
    journal: tempfile::TempDir,
    to: tempfile::TempDir,
}

impl Half {
    async fn of(bucket: &'static str) -> Self {
        let server = Server::shared(Kind::SeaweedFs);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::known(server, &proxy.endpoint(), bucket).await;
        let from = tempfile::tempdir().unwrap();
        for name in ["a/1", "a/2", "b/1", "c", "d"] {
            write(from.path(), name, bytes(1_000, name.len() as u64));
        }
        let chosen = ["a", "b", "c", "d"].map(|name| from.path().join(name));
        world.done(&world.upload(&chosen.each_ref().map(AsRef::as_ref), "", OnConflict::Ask).await).await;
        Self { server, proxy, bucket, journal: tempfile::tempdir().unwrap(), to: tempfile::tempdir().unwrap() }
    }

    async fn start(&self) -> World {
        let options = Options { journal: Some(self.journal.path().join("journal")), ..Options::default() };
        let keys = (self.server.access_key.as_str(), self.server.secret_key.as_str());
        let provider = self.server.kind.provider();
        World::resuming(provider, &self.proxy.endpoint(), self.server.region, keys, self.bucket, options).await
    }

    /// Downloads everything, the folder `a` first, while `b` cannot be listed.
    async fn begin(&self, world: &World, refusal: Act, fetching: Act) -> GroupId {
        self.proxy.script(move |line| match () {
            () if !line.starts_with("GET") => Act::Pass,
            () if line.contains("list-type=2") => {
                if line.contains("prefix=b") {
                    refusal
                } else {
                    Act::Pass
                }
            }
            () => fetching,
        });
        let mut picked = world.rows("").await;
        picked.sort_by_key(|picked| picked.key() != "a/");
        let (store, from) = (world.store.clone(), world.place(""));
        world
            .add(Work::Download { store, picked: picked.into(), from, folder: self.to.path().into() }, OnConflict::Ask)
            .await
    }

    /// Everything is there, each once.
    async fn ends(&self, world: &World, group: &GroupId) {
        let group = world.done(group).await;
        assert_eq!((group.files, group.files_done, group.files_verified), (5, 5, 5));
        rclone_check(self.server, self.bucket, self.to.path());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_picked_and_not_planned_yet_is_planned_after_a_restart() {
    let half = Half::of("unplanned").await;
    let world = half.start().await;
    let group = half.begin(&world, Act::Busy(None), Act::Pass).await;
    assert!(!world.when(&group, |group| group.files_done == 2).await.planned);
    world.transfers.shut_down().await;
    drop(world);
    half.proxy.script(|_| Act::Pass);
    half.ends(&half.start().await, &group).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_a_session_ended_goes_on_where_it_was() {
    let half = Half::of("unplanned-session").await;
    let world = half.start().await;
    let expired = Act::Refuse("400 Bad Request", "ExpiredToken");
    let group = half.begin(&world, expired, Act::Pass).await;
    let stopped = |group: &GroupView| group.waits_for == Some(Wait::SignIn) && group.files_done == 2;
    let group_then = world.when(&group, stopped).await;
    assert_eq!((group_then.files, group_then.fault), (2, None), "signing in is all that it needs");
    half.proxy.script(|_| Act::Pass);
    world.transfers.wake(world.place("").connection).await;
    half.ends(&world, &group).await;
}
