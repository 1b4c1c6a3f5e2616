//! What is on this computer while a file is fetched and opened, and what is refused.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
};

use bucketwise_tests::{faults::Proxy, servers::Kind, tools};
use engine::opened::{Fetched, OpenHow, OpenedState, OpenedView};

use super::{World, at, login, put};

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_that_breaks_off_or_is_stopped_leaves_nothing() {
    let world = World::new(Kind::Rclone, "rclone", "opened-broken");
    let large = vec![7; 40 << 20];
    put(world.server, &world.bucket, "large.bin.txt", &large);
    let proxy = Proxy::start(&world.server.endpoint).await;
    proxy.set(bucketwise_tests::faults::Fault {
        delay: std::time::Duration::from_millis(50),
        drip: Some(16 << 10),
        ..Default::default()
    });
    let through = login(world.server, &proxy.endpoint(), "rclone", false);
    let file = at(&world.bucket, "large.bin.txt");
    let files = world.files.clone();
    let (tell, mut told) = tokio::sync::watch::channel(None);
    files.watch(Box::new(move |files| {
        let under_way = |one: &OpenedView| matches!(one.state, OpenedState::Fetching { done, .. } if done > 0);
        if let Some(one) = files.iter().find(|one| under_way(one)) {
            tell.send_replace(Some(one.id.clone()));
        }
    }));
    for stopped in [true, false] {
        let (files, store, asked) = (world.files.clone(), through.clone(), file.clone());
        let fetch = tokio::spawn(async move { files.fetch(store, &asked, OpenHow::default()).await });
        told.changed().await.unwrap();
        let id = told.borrow_and_update().clone().unwrap();
        let folder = world.files.path(&id).unwrap().parent().unwrap().to_owned();
        assert!(!world.files.path(&id).unwrap().exists(), "never half a file under its name");
        let again = world.files.fetch(through.clone(), &file, OpenHow::default()).await.unwrap();
        assert!(matches!(again, Fetched::Stopped) && world.files.list().len() == 1, "on its way already");
        if stopped {
            world.files.stop(&id);
            assert!(matches!(fetch.await.unwrap().unwrap(), Fetched::Stopped));
        } else {
            fetch.abort();
            assert!(fetch.await.unwrap_err().is_cancelled());
        }
        assert!(!folder.exists() && world.files.list().is_empty());
        told.mark_unchanged();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_private_and_no_program_runs_them() {
    let world = World::new(Kind::Practice, "practice", "opened-private");
    let (server, bucket) = (world.server, &world.bucket);
    for key in ["setup.exe", "run.sh", "plain", "ends/odd.txt."] {
        put(server, bucket, key, b"#!/bin/sh\necho hello\n");
    }
    for key in ["a/../CON.txt", "ends/with.txt.", "Invoice.PDF"] {
        put(server, bucket, key, b"text");
    }
    let how = OpenHow::default();
    for key in ["setup.exe", "run.sh", "plain", "ends/odd.txt."] {
        let fetched = world.files.fetch(world.store.clone(), &at(bucket, key), how).await.unwrap();
        assert!(matches!(fetched, Fetched::Runs), "{key}: {fetched:?}");
    }
    let left: Vec<_> =
        fs::read_dir(world.room.path()).unwrap().flatten().filter(|entry| entry.path().is_dir()).collect();
    assert!(left.is_empty(), "{left:?}");
    for (key, name) in [("a/../CON.txt", "CON_.txt"), ("ends/with.txt.", "with.txt_"), ("Invoice.PDF", "Invoice.PDF")] {
        let (_, path) = world.open(key).await;
        assert_eq!(path.file_name().unwrap(), name);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap()), mode(world.room.path())), (0o600, 0o700, 0o700));
    }
    // A login that may not write: nor may the program.
    let reading = login(server, &server.endpoint, "practice", true);
    let locked = OpenHow { locked: true, anew: true, ..how };
    put(server, bucket, "looked.txt", b"text");
    let Fetched::Ready { path, id } = world.files.fetch(reading, &at(bucket, "looked.txt"), locked).await.unwrap()
    else {
        panic!()
    };
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o400);
    assert!(world.one(&id).locked && fs::metadata(&path).unwrap().ino() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_opened_says_so() {
    let world = World::new(Kind::MiniStack, "aws", "opened-odd");
    let (server, bucket) = (world.server, &world.bucket);
    let open = async |key: &str| world.files.fetch(world.store.clone(), &at(bucket, key), OpenHow::default()).await;
    assert_eq!(open("gone.txt").await.unwrap_err().code, "no_such_key");
    let cold = ["--key", "cold.txt", "--storage-class", "GLACIER"];
    tools::aws(server, [&["s3api", "put-object", "--bucket", bucket][..], &cold[..]].concat());
    let fault = open("cold.txt").await.unwrap_err();
    assert!(fault.code == "archived" && fault.remedy.is_some(), "{fault:?}");
    assert!(world.files.list().is_empty());
    put(server, bucket, "empty.txt", b"");
    let (_, path) = world.open("empty.txt").await;
    assert_eq!(fs::metadata(path).unwrap().len(), 0);
}
