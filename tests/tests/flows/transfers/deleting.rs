//! Deleting what was counted, and nothing else.

use std::sync::Mutex;

use bucketwise_tests::{
    servers::{Kind, Server},
    tools,
};
use engine::{
    listing::{ListingKind, Selected, SelectionChange},
    transfers::{DeleteCount, OnConflict, Remains, Work},
};
use store::{ObjectAt, Payload, Put};

use super::world::{World, write};
use crate::browse::past::past;

pub(super) async fn put(world: &World, key: &str) {
    let at = ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, Payload::bytes("12345".into()), Put::default()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_counted_goes() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "counted").await;
    for key in ["old/a", "old/in/b", "old/in/control\u{1}", "kept/c", "single"] {
        put(&world, key).await;
    }
    let picked = vec![
        Selected::Folder { prefix: "old/".into() },
        Selected::File { key: "single".into(), size: 5, modified: None, etag: None },
    ];
    let counts = Mutex::new(Vec::new());
    let sink = |count: DeleteCount| counts.lock().unwrap().push(count);
    let plan = world.transfers.plan_delete(world.store.clone(), world.place(""), picked, sink).await.unwrap();
    let count = counts.lock().unwrap().last().unwrap().clone();
    assert_eq!((count.files, count.folders, count.bytes, count.complete), (4, 2, 20, true));
    put(&world, "old/added-since").await;

    let group = world.done(&world.add(Work::Delete(plan), OnConflict::Ask).await).await;
    assert_eq!((group.files_done, group.title.to_string().as_str()), (4, "Delete 2 items"));
    assert_eq!(world.keys().await, ["kept/c", "old/added-since"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_remains_is_told_by_what_the_bucket_does_and_is_so() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "remains").await;
        let api = |args: &[&str]| tools::aws(server, [&["s3api"], args, &["--bucket", "remains"]].concat());
        let versioning = |status: &str| {
            api(&["put-bucket-versioning", "--versioning-configuration", &format!("Status={status}")]);
        };
        let told = async |key: &str| {
            put(&world, key).await;
            let picked = vec![Selected::File { key: key.into(), size: 5, modified: None, etag: None }];
            let plan = world.transfers.plan_delete(world.store.clone(), world.place(""), picked, |_| {}).await.unwrap();
            let remains = plan.count.remains.unwrap();
            world.done(&world.add(Work::Delete(plan), OnConflict::Ask).await).await;
            let left = api(&["list-object-versions", "--prefix", key, "--query", "length(Versions || `[]`)"]);
            (remains, left.trim().to_owned())
        };
        assert_eq!(told("never").await, (Remains::Nothing, "0".into()), "{}", server.name);
        versioning("Enabled");
        assert_eq!(told("kept").await, (Remains::Versions { days: None }, "1".into()), "{}", server.name);
        let rules = r#"{"Rules":[{"ID":"a","Status":"Enabled","Filter":{"Prefix":""},"NoncurrentVersionExpiration":{"NoncurrentDays":9}}]}"#;
        api(&["put-bucket-lifecycle-configuration", "--lifecycle-configuration", rules]);
        assert_eq!(told("cleaned").await, (Remains::Versions { days: Some(9) }, "1".into()), "{}", server.name);
        put(&world, "before").await;
        versioning("Suspended");
        assert_eq!(told("since").await, (Remains::OlderVersions, "0".into()), "{}", server.name);
        assert_eq!(told("before").await, (Remains::OlderVersions, "1".into()), "{}", server.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_go_on_rclone() {
    let server = Server::shared(Kind::Rclone);
    let world = World::over(server, &server.endpoint, "thousands").await;
    let from = tempfile::tempdir().unwrap();
    (0..2_300).for_each(|at| drop(write(from.path(), &format!("{at}"), "x")));
    tools::rclone(server, ["copy", from.path().to_str().unwrap(), "s3:thousands/all"]);
    let picked = world.rows("").await;
    let plan = world.transfers.plan_delete(world.store.clone(), world.place(""), picked, |_| {}).await.unwrap();
    assert_eq!((plan.count.files, plan.count.bytes), (2_300, 2_300));
    assert_eq!(world.done(&world.add(Work::Delete(plan), OnConflict::Ask).await).await.files_done, 2_300);
    assert_eq!(tools::aws(server, ["s3", "ls", "--recursive", "s3://thousands"]), "");
}

/// What is billed on is told where nothing is left of the files: of those below folders, and of
/// rows that were picked by themselves.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_billed_is_told_before_it_is_gone_for_good() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "owed").await;
    for (key, class, bytes) in [
        ("f/small", "STANDARD_IA", 5),
        ("f/in/large", "STANDARD_IA", 200_000),
        ("alone", "DEEP_ARCHIVE", 7),
        ("free", "STANDARD", 9),
    ] {
        tools::put(server, "owed", key, &vec![b'x'; bytes], &["--storage-class", class]);
    }
    let counted = async || {
        let mut listing = past(&world.store, "owed", "", ListingKind::Folder);
        let tick = listing.until("the end", |tick| tick.complete).await;
        let open = listing.listings.get(&listing.id).unwrap();
        open.select(tick.revision, SelectionChange::All);
        let picked = open.selected_now().unwrap();
        world.transfers.plan_delete(world.store.clone(), world.place(""), picked, |_| {}).await.unwrap().count
    };
    let count = counted().await;
    let told: Vec<_> =
        count.early.iter().map(|of| (of.class.as_str(), of.files, of.bytes, of.days, of.small)).collect();
    assert_eq!((count.files, count.remains), (4, Some(Remains::Nothing)));
    assert_eq!(told, [("DEEP_ARCHIVE", 1, 7, 180, 0), ("STANDARD_IA", 2, 200_000 + 131_072, 30, 1)]);

    let on = ["s3api", "put-bucket-versioning", "--bucket", "owed", "--versioning-configuration", "Status=Enabled"];
    tools::aws(server, on);
    assert_eq!(counted().await.early, [], "a marker hides them, and they stay");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_that_fails_cannot_be_run() {
    let server = Server::shared(Kind::Practice);
    let mut world = World::over(server, &server.endpoint, "no-count").await;
    world.bucket = "not-there-at-all".into();
    let counts = Mutex::new(Vec::new());
    let sink = |count: DeleteCount| counts.lock().unwrap().push(count);
    let picked = vec![Selected::Folder { prefix: "old/".into() }];
    let counted = world.transfers.plan_delete(world.store.clone(), world.place(""), picked, sink).await;
    assert_eq!(counted.err().unwrap().code, "no_such_bucket");
    let last = counts.lock().unwrap().last().unwrap().clone();
    assert!(!last.complete && last.fault.is_some());
}
