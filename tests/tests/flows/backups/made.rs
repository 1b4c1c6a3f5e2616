//! Copies that come to be, and those that must not count.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools,
};
use engine::backups::{BackupRetention, Halt, Phase, RunTick};

use super::world::{World, bytes, filled, login, put, small};

fn code(ended: Result<engine::backups::Made, Halt>) -> &'static str {
    match ended {
        Err(Halt::Failed(fault)) => fault.code,
        other => panic!("{other:?}"),
    }
}

/// Everything of a round is copied; before it is planned, nothing of nothing is.
fn copied(tick: &RunTick) -> bool {
    tick.phase == Phase::Copying && tick.files > 0 && tick.files_done == tick.files
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_is_copied_to_the_folder_of_the_day_and_verified() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let world = World::between(kind, kind, "dated", BackupRetention::default()).await;
        let local = filled(&world, &small()).await;
        let made = world.run(7).await.unwrap();
        assert_eq!((made.copy.to_string().as_str(), made.files), ("2026-03-07", 4), "{kind:?}");
        world.holds("2026/03/07", local.path());
        let record = tools::rclone(world.to, ["cat", "s3:dated-copies/team/bucketwise-copies/2026-03-07.json"]);
        let record: serde_json::Value = serde_json::from_str(&record).unwrap();
        assert_eq!((&record["state"], &record["files"]), (&"good".into(), &4.into()), "{kind:?}");

        // The next of the day has a folder of its own, and the first stays what it was.
        world.put("late.txt", "later").await;
        assert_eq!(world.run(7).await.unwrap().copy.to_string(), "2026-03-07-2");
        world.holds("2026/03/07", local.path());
        std::fs::write(local.path().join("late.txt"), "later").unwrap();
        world.holds("2026/03/07-2", local.path());
        assert_eq!(world.good().await, ["2026-03-07-2", "2026-03-07"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_go_to_another_account() {
    for (from, to) in
        [(Kind::Practice, Kind::SeaweedFs), (Kind::SeaweedFs, Kind::Rclone), (Kind::Rclone, Kind::MiniStack)]
    {
        let name = format!("backups-over-{}", format!("{from:?}").to_lowercase());
        let world = World::between(from, to, &name, BackupRetention::default()).await;
        let local = filled(&world, &[small(), vec![("parts.bin", bytes(20 << 20, 9))]].concat()).await;
        let made = world.run(7).await.unwrap();
        assert_eq!((made.files, made.trouble), (5, None), "{from:?} to {to:?}");
        // rclone writes over what is there whatever it is asked: the folder has this computer's
        // mark.
        let day = made.copy.to_string().replacen('-', "/", 2);
        assert!(if to == Kind::Rclone { day.starts_with("2026/03/07-b") } else { day == "2026/03/07" }, "{day}");
        world.holds(&day, local.path());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changes_meanwhile_is_copied_again_and_one_that_never_rests_is_no_copy() {
    let world = World::between(Kind::Practice, Kind::Practice, "moving", BackupRetention::default()).await;
    let local = filled(&world, &small()).await;
    let handle = tokio::runtime::Handle::current();
    let write = |key: &'static str, content: Vec<u8>| {
        let (store, handle) = (world.route.source.clone(), handle.clone());
        // Not on this thread: it waits for the answer of the server.
        std::thread::spawn(move || handle.block_on(async move { put(&store, "moving", key, content).await }))
            .join()
            .unwrap();
    };
    // Changed after the copying, in the same length.
    let once = AtomicBool::new(false);
    let change = |tick: RunTick| {
        if copied(&tick) && !once.swap(true, Ordering::SeqCst) {
            write("trip/day 1/photo.jpg", bytes(70_000, 77));
        }
    };
    world.run_watched(7, &change).await.unwrap();
    std::fs::write(local.path().join("trip/day 1/photo.jpg"), bytes(70_000, 77)).unwrap();
    world.holds("2026/03/07", local.path());

    let times = AtomicU32::new(100);
    let always = |tick: RunTick| {
        if copied(&tick) {
            write("notes ü+%.txt", bytes(5, times.fetch_add(100_000, Ordering::SeqCst)));
        }
    };
    assert_eq!(code(world.run_watched(8, &always).await), "backup_never_still");
    assert_eq!(world.good().await, ["2026-03-07"]);
    let last = world.backups.list().unwrap().remove(0).last.unwrap();
    assert_eq!((last.good, last.code.as_str()), (false, "backup_never_still"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_somebody_spoils_while_it_is_made_does_not_count() {
    let world = World::between(Kind::Practice, Kind::Practice, "spoiled", BackupRetention::default()).await;
    let local = filled(&world, &small()).await;
    let handle = tokio::runtime::Handle::current();
    let meddle = |key: &'static str| {
        let (store, handle) = (world.route.target.clone(), handle.clone());
        let once = AtomicBool::new(false);
        move |tick: RunTick| {
            if copied(&tick) && !once.swap(true, Ordering::SeqCst) {
                let (store, handle) = (store.clone(), handle.clone());
                let key = format!("team/data/2026/03/{key}");
                std::thread::spawn(move || {
                    handle.block_on(async move { put(&store, "spoiled-copies", &key, "NOTES").await })
                })
                .join()
                .unwrap();
            }
        }
    };
    // Other bytes of the same length under a file's name: found by its sum, and mended.
    world.run_watched(7, &meddle("07/notes ü+%.txt")).await.unwrap();
    world.holds("2026/03/07", local.path());
    // A file that was never in the original is nobody's to remove.
    assert_eq!(code(world.run_watched(8, &meddle("08/stranger.txt")).await), "backup_disturbed");
    assert_eq!(world.good().await, ["2026-03-07"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_already_by_another_hand_is_left_alone() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "by-hand",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    let local = filled(&world, &small()).await;
    let theirs = "team/data/2026/03/07/theirs.txt";
    put(&world.route.target, "by-hand-copies", theirs, "mine").await;
    // A text under a record's name that is none, and another backup's record.
    put(&world.route.target, "by-hand-copies", "team/bucketwise-copies/2026-03-07-2.json", "{").await;
    let other = r#"{"program":"bucketwise","backup":"other","state":"begun","from":"","begun":0,"ended":null,"files":0,"bytes":0,"seal":"","run":"x"}"#;
    put(&world.route.target, "by-hand-copies", "team/bucketwise-copies/2026-03-06.json", other).await;
    put(&world.route.target, "by-hand-copies", "team/data/2026/03/06/half.txt", "half of somebody else’s").await;
    let made = world.run(7).await.unwrap();
    assert_eq!(made.copy.to_string(), "2026-03-07-3");
    world.holds("2026/03/07-3", local.path());
    world.run(8).await.unwrap();
    let keys = world.keys();
    assert!(
        keys.contains(&theirs.to_owned()) && keys.contains(&"team/data/2026/03/06/half.txt".to_owned()),
        "{keys:#?}"
    );
    assert_eq!(world.good().await, ["2026-03-08"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_and_itself_are_not_copied() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "nothing",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    assert_eq!(code(world.run(7).await), "backup_nothing");
    assert_eq!(world.keys(), Vec::<String>::new());

    // The same bucket, seen under another address of its server.
    let server = Server::shared(Kind::Practice);
    let by_name = login(server, &server.endpoint.replace("127.0.0.1", "localhost"));
    let itself = World::of(
        login(server, &server.endpoint),
        by_name,
        false,
        server,
        "backups-itself",
        BackupRetention::default(),
    );
    itself.route.source.create_bucket("backups-itself").await.unwrap();
    itself.put("a.txt", "a").await;
    let mut route = itself.route.clone();
    route.to.bucket = "backups-itself".into();
    let clock = || jiff::civil::date(2026, 3, 7).at(2, 0, 0, 0).in_tz("UTC").unwrap();
    let ended = itself.backups.run(&route, &itself.backup.id, Default::default(), &clock, &|_| {}).await;
    assert_eq!(code(ended), "backup_same_bucket");
    assert_eq!(tools::rclone(server, ["lsf", "-R", "--files-only", "s3:backups-itself"]), "a.txt\n");
}
