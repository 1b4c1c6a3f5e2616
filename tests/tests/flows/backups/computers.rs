//! Two computers that keep copies of one bucket in one folder, as the form suggests it to both.

use std::sync::Arc;

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
};
use engine::backups::{BackupRetention, Halt, Phase, RunTick};

use super::world::{World, filled, login, opened, put, small, with_keys};

/// The second computer is about to make its record when the first runs from beginning to end. Both
/// copies must stand, each in a folder of its own; answers the names that they have.
async fn met(kind: Kind, provider: &str, name: &str) -> [String; 2] {
    let (from, to) = (Server::shared(Kind::Practice), Server::shared(kind));
    let proxy = Proxy::start(&to.endpoint).await;
    let keys = (to.access_key.as_str(), to.secret_key.as_str());
    let (source, target) = (login(from, &from.endpoint), with_keys(provider, to, &to.endpoint, keys));
    source.create_bucket(name).await.unwrap();
    target.create_bucket(&format!("{name}-copies")).await.unwrap();
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let first = Arc::new(World::of(source.clone(), target, false, to, name, keep));
    let second = World::of(source, with_keys(provider, to, &proxy.endpoint(), keys), false, to, name, keep);
    let local = filled(&first, &small()).await;
    let (other, handle, mut waits) = (Arc::clone(&first), tokio::runtime::Handle::current(), true);
    proxy.script(move |line| {
        if line.starts_with("PUT") && line.contains("bucketwise-copies/2026") && std::mem::take(&mut waits) {
            let (other, handle) = (Arc::clone(&other), handle.clone());
            std::thread::spawn(move || handle.block_on(other.run(7))).join().unwrap().unwrap();
        }
        Act::Pass
    });
    second.run(7).await.unwrap();
    let [ours, theirs] = [first.good().await, second.good().await];
    assert_eq!((ours.len(), theirs.len()), (1, 1), "{ours:?} {theirs:?}");
    assert_ne!(ours, theirs);
    for copy in [&ours[0], &theirs[0]] {
        first.holds(&copy.replacen('-', "/", 2), local.path());
    }
    // Neither lets go of what is the other's.
    first.run(8).await.unwrap();
    second.run(9).await.unwrap();
    assert_eq!((first.good().await.len(), second.good().await.len()), (1, 1));
    [ours, theirs].map(|mut names| names.remove(0))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_computers_never_take_one_name_where_the_storage_heeds_conditions() {
    for (kind, name) in
        [(Kind::Practice, "met-practice"), (Kind::SeaweedFs, "met-seaweed"), (Kind::MiniStack, "met-aws")]
    {
        assert_eq!(met(kind, kind.provider(), name).await, ["2026-03-07", "2026-03-07-2"], "{name}");
    }
}

/// Nobody said what server it is: that it heeds conditions is found out.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_nobody_knows_is_asked_whether_it_heeds_conditions() {
    assert_eq!(met(Kind::Practice, "other", "met-other").await, ["2026-03-07", "2026-03-07-2"]);
    // What it was asked with goes with the last copy.
    let server = Server::shared(Kind::Practice);
    let store = with_keys("other", server, &server.endpoint, (&server.access_key, &server.secret_key));
    for bucket in ["asked", "asked-copies"] {
        store.create_bucket(bucket).await.unwrap();
    }
    let world = World::of(store.clone(), store, true, server, "asked", BackupRetention::default());
    filled(&world, &small()).await;
    world.run(7).await.unwrap();
    assert!(world.keys().contains(&"team/bucketwise-copies/conditions.txt".to_owned()));
    world.backups.remove_copy(&world.route.target, &world.backup.id, "2026-03-07", true).await.unwrap();
    assert_eq!(world.keys(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_conditions_are_not_heeded_each_computer_has_names_of_its_own() {
    let names = met(Kind::Rclone, "other", "met-rclone").await;
    assert!(names.iter().all(|name| name.starts_with("2026-03-07-b") && name.len() == 20), "{names:?}");
}

/// One computer's settings were copied to another, with the backup's own id.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_another_run_took_over_is_not_called_good_twice() {
    let world = World::between(Kind::Practice, Kind::Practice, "cloned", BackupRetention::default()).await;
    let local = filled(&world, &small()).await;
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("program")).unwrap();
    let book = "program/backups.json";
    std::fs::copy(world.home.path().join(book), home.path().join(book)).unwrap();
    let other = opened(home.path());
    let handle = tokio::runtime::Handle::current();
    let (route, id) = (&world.route, &world.backup.id);
    let ran = std::sync::Mutex::new(None);
    let meet = |tick: RunTick| {
        if tick.phase == Phase::Checking && ran.lock().unwrap().is_none() {
            let clock = || jiff::civil::date(2026, 3, 7).at(3, 0, 0, 0).in_tz("UTC").unwrap();
            let second = std::thread::scope(|scope| {
                let run = || handle.block_on(other.run(route, id, Default::default(), &clock, &|_| {}));
                scope.spawn(run).join().unwrap()
            });
            *ran.lock().unwrap() = Some(second);
        }
    };
    let ended = world.run_watched(7, &meet).await;
    assert!(matches!(ran.lock().unwrap().take(), Some(Ok(_))));
    assert!(matches!(&ended, Err(Halt::Failed(fault)) if fault.code == "backup_taken_over"), "{ended:?}");
    assert_eq!(world.good().await, ["2026-03-07"], "the other's");
    world.holds("2026/03/07", local.path());
}

/// What lies under the name of a record and is none is somebody's.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_under_the_name_of_a_record_is_not_written_over() {
    let world = World::between(Kind::Practice, Kind::Practice, "no-record", BackupRetention::default()).await;
    filled(&world, &small()).await;
    let name = "team/bucketwise-copies/2026-03-07.json";
    put(&world.route.target, "no-record-copies", name, "a shopping list").await;
    assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
    let at = store::ObjectAt::new("no-record-copies", name);
    let mut body = world.route.target.get(&at, store::Get::default()).await.unwrap();
    assert_eq!(body.chunk().await.unwrap().as_deref(), Some(&b"a shopping list"[..]));
}
