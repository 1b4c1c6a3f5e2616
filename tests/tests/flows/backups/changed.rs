//! A backup that copies another place than before: what it made of the old one is kept, and never
//! passed off as the new one's.

use bucketwise_tests::servers::{Kind, Server};
use engine::{
    at::Place,
    backups::{BackupRequest, BackupRetention, Schedule},
};

use super::world::{World, filled, login, put, small};

/// Changes what it copies.
fn change(world: &mut World, from: Place) {
    let keep = world.backup.keep;
    let (name, to) = (world.backup.name.clone(), world.backup.to.clone());
    let wanted = BackupRequest { name, from, to, keep, schedule: Schedule::Never };
    world.backup = world.backups.keep(Some(world.backup.id.clone()), wanted, true).unwrap();
    world.route.from = world.backup.from.clone();
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_another_bucket_are_neither_thinned_out_nor_restored_into_the_new_one() {
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let mut world = World::between(Kind::Practice, Kind::Practice, "first-source", keep).await;
    let local = filled(&world, &small()).await;
    world.run(1).await.unwrap();
    world.route.source.create_bucket("second-source").await.unwrap();
    put(&world.route.source, "second-source", "other.txt", "other").await;
    let old = world.backup.from.clone();
    change(&mut world, Place { bucket: "second-source".into(), ..old.clone() });
    assert!(world.backup.last.is_none(), "how the last run of another bucket ended says nothing of this one");
    for day in [2, 3] {
        world.run(day).await.unwrap();
    }
    world.holds("2026/03/01", local.path());
    assert_eq!(world.good().await, ["2026-03-03", "2026-03-01"], "of its own it keeps as many as it should");
    let restore = |copy: &'static str, to: Option<Place>| {
        let world = &world;
        async move {
            let work = world.backups.restore(world.route.clone(), &world.backup.id, copy, to).await;
            work.map(|_| ()).map_err(|fault| fault.code)
        }
    };
    assert_eq!(restore("2026-03-01", None).await, Err("backup_other_source"));
    assert_eq!(restore("2026-03-01", Some(old.clone())).await, Ok(()), "knowing where to");
    assert_eq!(restore("2026-03-03", None).await, Ok(()));
    // Each is the last of its source.
    for copy in ["2026-03-01", "2026-03-03"] {
        let refused = world.backups.remove_copy(&world.route.target, &world.backup.id, copy, false).await;
        assert_eq!(refused.map_err(|fault| fault.code), Err("backup_last_copy"), "{copy}");
    }
    // Back at the first bucket its copy is its own again.
    change(&mut world, old);
    world.run(4).await.unwrap();
    assert_eq!(world.good().await, ["2026-03-04", "2026-03-03"]);
}

/// The connection was edited: it has the same id, and leads to another server with a bucket of the
/// same name.
#[tokio::test(flavor = "multi_thread")]
async fn copies_of_another_server_behind_one_connection_are_another_sources() {
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let mut world = World::between(Kind::Practice, Kind::SeaweedFs, "moved-server", keep).await;
    let local = filled(&world, &small()).await;
    world.run(1).await.unwrap();
    let moved = Server::shared(Kind::MiniStack);
    let old = std::mem::replace(&mut world.route.source, login(moved, &moved.endpoint));
    world.route.source.create_bucket("moved-server").await.unwrap();
    // Nothing was copied from there yet, and the old files are no part of it.
    let restored = world.backups.restore(world.route.clone(), &world.backup.id, "2026-03-01", None).await;
    assert_eq!(restored.map(drop).map_err(|fault| fault.code), Err("backup_other_source"));
    filled(&world, &small()).await;
    for day in [2, 3] {
        world.run(day).await.unwrap();
    }
    world.holds("2026/03/01", local.path());
    assert_eq!(world.good().await, ["2026-03-03", "2026-03-01"]);
    world.route.source = old;
    let restored = world.backups.restore(world.route.clone(), &world.backup.id, "2026-03-03", None).await;
    assert_eq!(restored.map(drop).map_err(|fault| fault.code), Err("backup_other_source"));
}

/// A bucket of the same name on another server.
#[tokio::test(flavor = "multi_thread")]
async fn copies_through_another_connection_are_another_sources() {
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let mut world = World::between(Kind::Practice, Kind::Practice, "same-name", keep).await;
    let local = filled(&world, &small()).await;
    world.run(1).await.unwrap();
    let elsewhere = Place { connection: "elsewhere".into(), ..world.backup.from.clone() };
    change(&mut world, elsewhere);
    world.run(2).await.unwrap();
    world.holds("2026/03/01", local.path());
    let copies = world.copies().await;
    let from: Vec<_> = copies.iter().map(|copy| copy.elsewhere.as_deref()).collect();
    assert_eq!(from, [None, Some("s3://same-name/")]);
}

/// A folder of the bucket instead of all of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_half_copy_of_the_old_source_is_not_gone_on_with() {
    let mut world = World::between(Kind::Practice, Kind::Practice, "half-source", BackupRetention::default()).await;
    filled(&world, &small()).await;
    let stop = |tick: engine::backups::RunTick| {
        if tick.phase == engine::backups::Phase::Checking {
            world.backups.stop(&world.backup.id);
        }
    };
    world.run_watched(7, &stop).await.unwrap_err();
    let folder = Place { prefix: "trip/".into(), ..world.backup.from.clone() };
    change(&mut world, folder);
    assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
    assert_eq!(world.good().await, ["2026-03-07-2"]);
}
