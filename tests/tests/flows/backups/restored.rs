//! The way back.

use bucketwise_tests::{patience::told, servers::Kind, tools};
use engine::{
    at::Place,
    backups::BackupRetention,
    transfers::{GroupState, GroupView, OnConflict, Options, Request, TransferTick, Transfers, UploadOptions},
};
use tokio::sync::watch;

use super::world::{World, bytes, filled, put, small};

/// Restores through transfers, as the window does.
async fn restore(world: &World, copy: &str, to: Option<Place>, on_conflict: OnConflict) -> GroupView {
    let work = world.backups.restore(world.route.clone(), &world.backup.id, copy, to).await.unwrap();
    let transfers = Transfers::new(Options::default());
    let (sender, ticks) = watch::channel(TransferTick::default());
    transfers.watch(Box::new(move |tick| drop(sender.send_replace(tick)))).await;
    transfers
        .add(Request { op_id: "restore".into(), work, on_conflict, upload_options: UploadOptions::default() })
        .await
        .unwrap();
    let over = |tick: &TransferTick| {
        tick.groups.first().is_some_and(|group| matches!(group.state, GroupState::Done | GroupState::Failed))
    };
    told(&ticks, "restored", over).await.groups[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_back_to_where_it_came_from_and_to_another_place() {
    let world = World::between(Kind::Practice, Kind::SeaweedFs, "back", BackupRetention::default()).await;
    let local = filled(&world, &small()).await;
    world.run(7).await.unwrap();
    let here = bucketwise_tests::servers::Server::shared(Kind::Practice);
    // One file is lost, one is spoiled, one is new.
    let lost = store::ObjectAt::new("back", "trip/day 1/photo.jpg");
    world.route.source.delete(&lost).await.unwrap();
    world.put("notes ü+%.txt", "spoiled").await;
    world.put("new.txt", "new").await;
    let group = restore(&world, "2026-03-07", None, OnConflict::Skip).await;
    assert_eq!((group.state, group.files_done, group.files_skipped), (GroupState::Done, 1, 3), "{group:#?}");
    assert_eq!(group.title, "Restore copy 2026-03-07");
    assert_eq!(tools::rclone(here, ["cat", "s3:back/notes ü+%.txt"]), "spoiled");
    let group = restore(&world, "2026-03-07", None, OnConflict::IfDifferent).await;
    assert_eq!((group.state, group.files_done), (GroupState::Done, 1), "{group:#?}");
    tools::rclone(here, ["deletefile", "s3:back/new.txt"]);
    tools::rclone_check(here, "back", local.path());

    let elsewhere = Place { prefix: "restored/".into(), ..world.backup.from.clone() };
    let group = restore(&world, "2026-03-07", Some(elsewhere), OnConflict::Ask).await;
    assert_eq!((group.state, group.files_done), (GroupState::Done, 4), "{group:#?}");
    tools::rclone_check(here, "back/restored", local.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_not_whole_is_not_passed_off_as_such() {
    let world = World::between(Kind::Practice, Kind::Practice, "not-whole", BackupRetention::default()).await;
    filled(&world, &small()).await;
    world.run(7).await.unwrap();
    let refused = |copy: &'static str| {
        let (world, route) = (&world, world.route.clone());
        async move { world.backups.restore(route, &world.backup.id, copy, None).await.err().map(|fault| fault.code) }
    };
    assert_eq!(refused("2026-03-07").await, None);
    assert_eq!(refused("2026-03-08").await, Some("gone"));
    let file = store::ObjectAt::new("not-whole-copies", "team/data/2026/03/07/trip/empty");
    world.route.target.delete(&file).await.unwrap();
    assert_eq!(refused("2026-03-07").await, Some("backup_changed"));
    put(&world.route.target, "not-whole-copies", "team/data/2026/03/07/trip/empty", bytes(1, 0)).await;
    assert_eq!(refused("2026-03-07").await, Some("backup_changed"));

    // Stopped before its record was written.
    let stop = |tick: engine::backups::RunTick| {
        if tick.phase == engine::backups::Phase::Checking {
            world.backups.stop(&world.backup.id);
        }
    };
    world.run_watched(9, &stop).await.unwrap_err();
    assert_eq!(refused("2026-03-09").await, Some("backup_half"));
}
