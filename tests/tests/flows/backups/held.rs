//! What is in the folder of a copy and does not go, or is not ours to remove.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
};
use engine::{
    backups::{BackupRetention, Halt, Phase, RunTick},
    fault::Fault,
};
use store::Store;

use super::{
    interrupted::{many, stopped},
    world::{World, filled, login, put, small},
};

fn fault<T: std::fmt::Debug>(ended: Result<T, Halt>) -> Fault {
    match ended {
        Err(Halt::Failed(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

/// From the practice server to itself, the copies by way of a proxy.
async fn proxied(name: &str, keep: BackupRetention) -> (World, Proxy) {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let (source, target) = (login(server, &server.endpoint), login(server, &proxy.endpoint()));
    source.create_bucket(name).await.unwrap();
    source.create_bucket(&format!("{name}-copies")).await.unwrap();
    (World::of(source, target, false, server, name, keep), proxy)
}

/// Puts a file from another thread, and waits until it is there.
fn put_now(store: &Store, bucket: &str, key: &str) {
    let handle = tokio::runtime::Handle::current();
    let (store, bucket, key) = (store.clone(), bucket.to_owned(), key.to_owned());
    std::thread::spawn(move || handle.block_on(async move { put(&store, &bucket, &key, "theirs").await }))
        .join()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_storage_keeps_though_it_said_yes_ends_a_removal_by_name() {
    let (world, proxy) = proxied("held", BackupRetention { last: 1, ..BackupRetention::default() }).await;
    filled(&world, &small()).await;
    world.run(1).await.unwrap();
    let keys = world.keys();
    let hold =
        |line: &str| if line.starts_with("POST") && line.contains("delete") { Act::AsIfDeleted } else { Act::Pass };
    proxy.script(hold);
    let remove = world.backups.remove_copy(&world.route.target, &world.backup.id, "2026-03-01", true);
    let told = tokio::time::timeout(Duration::from_secs(120), remove).await.expect("it ends").unwrap_err();
    assert_eq!(told.code, "still_there");
    assert!(
        told.what.to_string().contains("team/data/2026/03/01/notes ü+%.txt")
            && told.what.to_string().contains("3 more"),
        "{}",
        told.what
    );
    assert_eq!(world.keys(), keys);

    // A run that may not let an old copy go still makes a good one, and says so.
    proxy.heal();
    world.run(2).await.unwrap();
    proxy.script(hold);
    let made = tokio::time::timeout(Duration::from_secs(120), world.run(3)).await.expect("it ends").unwrap();
    assert_eq!(made.trouble.map(|fault| fault.code), Some("still_there"));
    assert_eq!(world.good().await[0], "2026-03-03");

    // Once the hold is off, the removal goes on where it was.
    proxy.heal();
    world.run(4).await.unwrap();
    assert_eq!(world.good().await, ["2026-03-04"]);
    assert!(
        world.keys().iter().all(|key| key.contains("2026/03/04") || key.contains("2026-03-04")),
        "{:?}",
        world.keys()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_into_a_new_folder_before_the_first_file_is_left_alone() {
    let (world, proxy) = proxied("fresh", BackupRetention::default()).await;
    let local = filled(&world, &small()).await;
    // Between the claim and the first look into the folder: under a name that the original lacks,
    // and under one that it has.
    let theirs = ["team/data/2026/03/07/theirs.txt", "team/data/2026/03/07/trip/empty"];
    let (source, once) = (world.route.source.clone(), AtomicBool::new(false));
    let handle = tokio::runtime::Handle::current();
    proxy.script(move |line| {
        let record = line.starts_with("PUT") && line.contains("bucketwise-copies/2026");
        if record && !once.swap(true, Ordering::SeqCst) {
            let _inside = handle.enter();
            theirs.iter().for_each(|key| put_now(&source, "fresh-copies", key));
        }
        Act::Pass
    });
    assert_eq!(fault(world.run(7).await).code, "backup_disturbed");
    let left = |world: &World| {
        let keys = world.keys();
        assert!(theirs.iter().all(|key| keys.contains(&(*key).to_owned())), "{keys:?}");
    };
    left(&world);
    let body = |key: &'static str| {
        let (store, at) = (world.route.source.clone(), store::ObjectAt::new("fresh-copies", key));
        async move { store.head(&at).await.unwrap().size }
    };
    assert_eq!(body(theirs[1]).await, 6, "nothing was written over it");

    // Neither the next run of the day nor those of later days take the folder for a half copy of
    // theirs.
    assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
    world.holds("2026/03/07-2", local.path());
    world.run(8).await.unwrap();
    left(&world);
    assert_eq!(world.good().await, ["2026-03-08", "2026-03-07-2"]);
    // A person may remove it.
    world.backups.remove_copy(&world.route.target, &world.backup.id, "2026-03-07", false).await.unwrap();
    assert!(world.keys().iter().all(|key| !key.contains("2026/03/07/")), "{:?}", world.keys());
}

/// After the first look into the folder, under the name of a file that was not copied yet.
#[tokio::test(flavor = "multi_thread")]
async fn what_takes_the_name_of_a_file_before_it_is_copied_is_not_written_over() {
    for to in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let name = format!("same-name-{to:?}").to_lowercase();
        let (from, there) = (Server::shared(Kind::Practice), Server::shared(to));
        let proxy = Proxy::start(&there.endpoint).await;
        let (source, target) = (login(from, &from.endpoint), login(there, &proxy.endpoint()));
        source.create_bucket(&name).await.unwrap();
        let beside = login(there, &there.endpoint);
        beside.create_bucket(&format!("{name}-copies")).await.unwrap();
        let world = World::of(source, target, false, there, &name, BackupRetention::default());
        let local = filled(&world, &small()).await;
        let theirs = "team/data/2026/03/07/trip/empty";
        let (bucket, once) = (world.backup.to.bucket.clone(), AtomicBool::new(false));
        let (handle, other) = (tokio::runtime::Handle::current(), beside.clone());
        proxy.script(move |line| {
            let noted = line.starts_with("PUT") && line.contains("2026-03-07.names");
            if noted && !once.swap(true, Ordering::SeqCst) {
                let _inside = handle.enter();
                put_now(&other, &bucket, theirs);
            }
            Act::Pass
        });
        let told = fault(world.run(7).await);
        assert_eq!(told.code, "backup_disturbed", "{to:?}: {told:?}");
        assert!(told.what.to_string().contains("trip/empty"), "{}", told.what);
        let at = store::ObjectAt::new(world.backup.to.bucket.clone(), theirs);
        assert_eq!(beside.head(&at).await.unwrap().size, 6, "{to:?}: nothing was written over it");
        // The next run takes another folder, and nobody takes this one for a half copy.
        assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
        world.holds("2026/03/07-2", local.path());
        assert_eq!(beside.head(&at).await.unwrap().size, 6);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_into_a_copy_while_it_is_made_is_left_alone_by_later_runs() {
    let world = World::between(Kind::Practice, Kind::Practice, "mid-run", BackupRetention::default()).await;
    filled(&world, &small()).await;
    let theirs = "team/data/2026/03/07/theirs.txt";
    let once = AtomicBool::new(false);
    let meddle = |tick: RunTick| {
        let copied = tick.phase == Phase::Copying && tick.files > 0 && tick.files_done == tick.files;
        if copied && !once.swap(true, Ordering::SeqCst) {
            put_now(&world.route.target, "mid-run-copies", theirs);
        }
    };
    assert_eq!(fault(world.run_watched(7, &meddle).await).code, "backup_disturbed");
    assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
    world.run(8).await.unwrap();
    assert!(world.keys().contains(&theirs.to_owned()), "{:?}", world.keys());
}

/// A run stops, somebody puts a file into the half copy, and the next run would go on with it, or
/// clear it away.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_into_a_half_copy_between_two_runs_is_left_alone() {
    for (day, bucket) in [(7, "between-same"), (8, "between-next")] {
        // Two servers, so that a stop finds some files left.
        let world = World::between(Kind::Practice, Kind::SeaweedFs, bucket, BackupRetention::default()).await;
        let local = filled(&world, &many()).await;
        stopped(&world, 7).await;
        let theirs = "team/data/2026/03/07/theirs.txt";
        put(&world.route.target, &world.backup.to.bucket, theirs, "theirs").await;
        let before = world.keys();
        let (told, copy) = match world.run(day).await {
            Ok(made) => (made.trouble.expect("it says why the half copy stays"), made.copy),
            Err(Halt::Failed(fault)) => (fault, world.run(day).await.unwrap().copy),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(told.code, "backup_disturbed");
        assert!(
            told.what.to_string().contains("theirs.txt") && told.what.to_string().contains("2026-03-07"),
            "{}",
            told.what
        );
        let half = |keys: &[String]| -> Vec<String> {
            keys.iter().filter(|key| key.contains("2026/03/07/")).cloned().collect()
        };
        assert_eq!(half(&world.keys()), half(&before), "nothing of the half copy was removed, and nothing came");
        world.holds(copy.folder().trim_start_matches("data/").trim_end_matches('/'), local.path());
        // Later runs leave it as well; a person may remove it.
        world.run(9).await.unwrap();
        assert_eq!(half(&world.keys()), half(&before));
        world.backups.remove_copy(&world.route.target, &world.backup.id, "2026-03-07", false).await.unwrap();
        assert!(world.keys().iter().all(|key| !key.contains("2026/03/07/") && !key.contains("2026-03-07.")));
    }
}

/// What the run itself copied is cleared away also where the original lost it since.
#[tokio::test(flavor = "multi_thread")]
async fn a_half_copy_goes_though_its_original_lost_files_since() {
    let world = World::between(Kind::Practice, Kind::SeaweedFs, "between-lost", BackupRetention::default()).await;
    filled(&world, &many()).await;
    stopped(&world, 7).await;
    for (name, _) in many().iter().skip(1) {
        let at = store::ObjectAt::new("between-lost", *name);
        world.route.source.delete(&at).await.unwrap();
    }
    assert_eq!(world.run(8).await.unwrap().trouble, None);
    assert!(world.keys().iter().all(|key| !key.contains("03/07") && !key.contains("03-07")), "{:?}", world.keys());
    assert!(world.keys().iter().all(|key| !key.ends_with(".names")), "{:?}", world.keys());
}

/// A rule of retention removes what a run put there, and nothing that came later.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_into_an_old_copy_keeps_it_from_being_thinned_out() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "late-guest",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    filled(&world, &small()).await;
    world.run(1).await.unwrap();
    let theirs = "team/data/2026/03/01/theirs.txt";
    put(&world.route.target, "late-guest-copies", theirs, "theirs").await;
    for day in [2, 3] {
        let made = world.run(day).await.unwrap();
        let told = made.trouble.expect("it says why the old copy stays");
        assert!(told.what.to_string().contains("2026-03-01"), "{told:?}");
        assert!(world.keys().contains(&theirs.to_owned()), "{:?}", world.keys());
    }
    assert_eq!(world.good().await, ["2026-03-03", "2026-03-01"], "the others go as the rule says");
    // A person may remove it.
    world.backups.remove_copy(&world.route.target, &world.backup.id, "2026-03-01", false).await.unwrap();
    assert!(!world.keys().contains(&theirs.to_owned()));
    assert_eq!(world.run(4).await.unwrap().trouble, None);
}
