//! Deleting a bucket: what is counted, what stops it, and that on a server which is not like S3
//! nothing goes.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use bucketwise_tests::faults::{Act, Proxy};
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::ids::RemovalId;
use engine::settings::{BucketCount, Removals, Removed};

use store::Store;

use super::{bucket, store, store_at};

/// Counts to the end.
fn counted(removals: &Removals, server: &Server, bucket: &str) -> (RemovalId, BucketCount) {
    counted_by(removals, store(server), bucket)
}

fn counted_by(removals: &Removals, store: Store, bucket: &str) -> (RemovalId, BucketCount) {
    let (tell, told) = channel();
    let id = removals.count(store, bucket.to_owned(), move |count: BucketCount| {
        let _ = tell.send(count);
    });
    let end = |count: &BucketCount| count.complete || count.fault.is_some();
    let limit = Duration::from_secs(60);
    loop {
        let count = tokio::task::block_in_place(|| told.recv_timeout(limit)).expect("the count ends");
        if end(&count) {
            return (id, count);
        }
    }
}

fn put(server: &Server, bucket: &str, key: &str, times: usize) {
    for _ in 0..times {
        tools::aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", key, "--body", "/etc/hostname"]);
    }
}

fn is_there(server: &Server, bucket: &str) -> bool {
    tools::aws(server, ["s3", "ls"]).lines().any(|line| line.ends_with(&format!(" {bucket}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_markers_and_unfinished_uploads_are_counted_and_go_with_the_bucket() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let name = "removal-versions";
        let server = bucket(kind, name);
        let api = |args: &[&str]| tools::aws(server, [&["s3api"], args, &["--bucket", name]].concat());
        put(server, name, "plain.txt", 1);
        api(&["put-bucket-versioning", "--versioning-configuration", "Status=Enabled"]);
        put(server, name, "kept.txt", 3);
        put(server, name, "deleted.txt", 1);
        api(&["delete-object", "--key", "deleted.txt"]);
        api(&["create-multipart-upload", "--key", "half.bin"]);

        let removals = Removals::default();
        let (id, count) = counted(&removals, server, name);
        let told = (count.files, count.old_versions, count.markers, count.uploads, count.complete);
        assert_eq!(told, (2, 3, 1, 1, true), "{}: {count:?}", server.name);
        println!("{}: 2 files, 3 old versions, 1 delete marker, 1 unfinished upload counted", server.name);
        let refused = removals.run(&id, "removal-version", |_| ()).await.unwrap_err();
        assert_eq!(refused.code, "name_differs");
        assert!(is_there(server, name));
        assert_eq!(removals.run(&id, name, |_| ()).await.unwrap(), Removed::Gone, "{}", server.name);
        assert!(!is_there(server, name), "{}", server.name);
        assert_eq!(removals.run(&id, name, |_| ()).await.unwrap_err().code, "gone", "a second press runs nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_after_the_count_is_not_deleted() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let name = "removal-changed";
        let server = bucket(kind, name);
        put(server, name, "one.txt", 1);
        let removals = Removals::default();
        let (id, count) = counted(&removals, server, name);
        assert_eq!((count.files, count.uploads, count.complete), (1, 0, true), "{}: {count:?}", server.name);
        put(server, name, "two.txt", 1);
        let refused = removals.run(&id, name, |_| ()).await.unwrap_err();
        assert_eq!(refused.code, "bucket_changed", "{}", server.name);
        let listed = tools::aws(server, ["s3", "ls", &format!("s3://{name}")]);
        assert!(listed.contains("one.txt") && listed.contains("two.txt"), "{}: {listed}", server.name);
        let (id, _) = counted(&removals, server, name);
        assert_eq!(removals.run(&id, name, |_| ()).await.unwrap(), Removed::Gone, "{}", server.name);
        assert!(!is_there(server, name));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_stopped_and_gone_on_with() {
    let name = "removal-stopped";
    let server = bucket(Kind::SeaweedFs, name);
    let folder = tempfile::tempdir().unwrap();
    for n in 0..1_300 {
        std::fs::write(folder.path().join(format!("{n}.txt")), b"x").unwrap();
    }
    tools::s5cmd(server, ["cp", &format!("{}/", folder.path().display()), &format!("s3://{name}/")]);
    let removals = Arc::new(Removals::default());
    let (id, count) = counted(&removals, server, name);
    assert_eq!(count.files, 1_300);
    let (stopping, its) = (removals.clone(), id.clone());
    let ended = removals.run(&id, name, move |_| stopping.stop(&its)).await.unwrap();
    assert_eq!(ended, Removed::Stopped { removed: 1_000 });
    assert!(is_there(server, name));
    let (id, count) = counted(&removals, server, name);
    assert_eq!(count.files, 300);
    assert_eq!(removals.run(&id, name, |_| ()).await.unwrap(), Removed::Gone);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_server_that_is_not_like_s3_nothing_is_deleted() {
    let name = "removal-rclone";
    let server = bucket(Kind::Rclone, name);
    put(server, name, "one.txt", 1);
    let removals = Removals::default();
    let (id, count) = counted(&removals, server, name);
    assert_eq!(count.fault.as_ref().map(|fault| fault.code), Some("bucket_not_counted"), "{count:?}");
    assert_eq!(removals.run(&id, name, |_| ()).await.unwrap_err().code, "gone");
    assert!(is_there(server, name));
    assert!(tools::aws(server, ["s3", "ls", &format!("s3://{name}")]).contains("one.txt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_storage_keeps_though_it_said_yes_is_named() {
    for (kind, versions) in [(Kind::Practice, false), (Kind::SeaweedFs, true)] {
        let name = "removal-held";
        let server = bucket(kind, name);
        if versions {
            let on = ["put-bucket-versioning", "--versioning-configuration", "Status=Enabled", "--bucket", name];
            tools::aws(server, [&["s3api"][..], &on].concat());
        }
        ["a.txt", "b.txt", "c.txt"].iter().for_each(|key| put(server, name, key, 1));
        let proxy = Proxy::start(&server.endpoint).await;
        let removals = Removals::default();
        let (id, count) = counted_by(&removals, store_at(server, &proxy.endpoint()), name);
        assert_eq!((count.files, count.complete), (3, true), "{}: {count:?}", server.name);
        proxy.script(
            |line| if line.starts_with("POST") && line.contains("delete") { Act::AsIfDeleted } else { Act::Pass },
        );
        let told = removals.run(&id, name, |_| ()).await.unwrap_err();
        assert_eq!(told.code, "still_there", "{}: {told:?}", server.name);
        assert!(
            told.what.to_string().contains("a.txt") && told.what.to_string().contains("2 more files"),
            "{}",
            told.what
        );
        assert!(told.what.to_string().contains("Nothing was deleted"), "{}", told.what);
        proxy.heal();
        let (id, _) = counted(&removals, server, name);
        assert_eq!(removals.run(&id, name, |_| ()).await.unwrap(), Removed::Gone, "{}", server.name);
    }
}
