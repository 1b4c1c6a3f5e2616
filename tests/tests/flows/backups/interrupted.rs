//! Runs that end early, and runs that meet.

use std::sync::atomic::{AtomicUsize, Ordering};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
};
use engine::backups::{BackupRetention, Halt, Phase, RunTick};

use super::world::{World, bytes, filled, login, opened, small};

pub(super) fn many() -> Vec<(&'static str, Vec<u8>)> {
    let names = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];
    [small(), names.map(|name| (name, bytes(2_000, 5))).into()].concat()
}

/// Stops a run once some files are copied.
pub(super) async fn stopped(world: &World, day: i8) {
    let stop = |tick: RunTick| {
        if tick.phase == Phase::Copying && tick.files_done > 0 {
            world.backups.stop(&world.backup.id);
        }
    };
    assert_eq!(world.run_watched(day, &stop).await, Err(Halt::Stopped));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_copy_does_not_count_and_is_gone_on_with_on_the_same_day() {
    // Two servers, so that every file takes its way through this computer and a stop finds some
    // left.
    let world = World::between(
        Kind::Practice,
        Kind::SeaweedFs,
        "halves",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    let local = filled(&world, &many()).await;
    stopped(&world, 7).await;
    let copies = world.copies().await;
    assert_eq!(copies.iter().map(|copy| (copy.copy.as_str(), copy.good)).collect::<Vec<_>>(), [("2026-03-07", false)]);
    let half = world.keys().len();
    assert!(half > 1, "nothing was copied before the stop");
    assert_eq!(world.backups.list().unwrap()[0].last.as_ref().unwrap().code, "stopped");

    // What has left the original since does not come back with the rest.
    let gone =
        world.keys().iter().find_map(|key| key.strip_prefix("team/data/2026/03/07/").map(str::to_owned)).unwrap();
    std::fs::remove_file(local.path().join(&gone)).unwrap();
    let at = store::ObjectAt::new("halves", gone);
    world.route.source.delete(&at).await.unwrap();
    assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07");
    world.holds("2026/03/07", local.path());
    assert_eq!(world.good().await, ["2026-03-07"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_copy_of_another_day_is_removed() {
    let world = World::between(Kind::Practice, Kind::SeaweedFs, "halves-old", BackupRetention::default()).await;
    let local = filled(&world, &many()).await;
    stopped(&world, 7).await;
    world.run(8).await.unwrap();
    world.holds("2026/03/08", local.path());
    let left: Vec<String> =
        world.keys().into_iter().filter(|key| key.contains("03/07") || key.contains("03-07")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_last_record_a_copy_is_no_copy() {
    let (from, to) = (Server::shared(Kind::Practice), Server::shared(Kind::SeaweedFs));
    let proxy = Proxy::start(&to.endpoint).await;
    let (source, target) = (login(from, &from.endpoint), login(to, &proxy.endpoint()));
    source.create_bucket("broken").await.unwrap();
    target.create_bucket("broken-copies").await.unwrap();
    let world = World::of(source, target, false, to, "broken", BackupRetention::default());
    let local = filled(&world, &many()).await;
    // The first record says that it was begun; every later one fails, after all files are there.
    let mut records = 0;
    proxy.script(move |line| {
        records +=
            usize::from(line.starts_with("PUT") && line.contains("bucketwise-copies/") && line.contains(".json"));
        if records > 1 { Act::Fail } else { Act::Pass }
    });
    let ended = world.run(7).await;
    assert!(matches!(ended, Err(Halt::Failed(_))), "{ended:?}");
    world.holds("2026/03/07", local.path());
    proxy.heal();
    assert_eq!(world.good().await, Vec::<String>::new());
    // Nothing is copied twice: it is all there, and only has to be verified.
    let uploads = std::sync::Arc::new(AtomicUsize::new(0));
    let seen = std::sync::Arc::clone(&uploads);
    proxy.script(move |line| {
        seen.fetch_add(usize::from(line.starts_with("PUT") && line.contains("/data/")), Ordering::SeqCst);
        Act::Pass
    });
    world.run(7).await.unwrap();
    assert_eq!((world.good().await, uploads.load(Ordering::SeqCst)), (vec!["2026-03-07".to_owned()], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_of_one_backup_exclude_each_other() {
    let world = World::between(Kind::Practice, Kind::SeaweedFs, "twice", BackupRetention::default()).await;
    filled(&world, &many()).await;
    // Another process, as far as files can tell.
    let other = opened(world.home.path());
    let met = std::sync::Mutex::new(None);
    let handle = tokio::runtime::Handle::current();
    let (route, id) = (&world.route, &world.backup.id);
    let meet = |tick: RunTick| {
        if tick.phase == Phase::Checking && met.lock().unwrap().is_none() {
            let clock = || jiff::civil::date(2026, 3, 7).at(3, 0, 0, 0).in_tz("UTC").unwrap();
            let second = std::thread::scope(|scope| {
                let run = || handle.block_on(other.run(route, id, Default::default(), &clock, &|_| {}));
                scope.spawn(run).join().unwrap()
            });
            *met.lock().unwrap() = Some(second);
        }
    };
    world.run_watched(7, &meet).await.unwrap();
    match met.lock().unwrap().take() {
        Some(Err(Halt::Failed(fault))) => assert_eq!(fault.code, "backup_running"),
        other => panic!("{other:?}"),
    }
    // Once the first has ended the way is free.
    assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
}
