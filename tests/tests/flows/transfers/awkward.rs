//! Awkward names and awkward disks.

use std::{
    collections::BTreeSet,
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
};
use engine::transfers::{GroupState, JobFilter, OnConflict, Options};
use store::{ObjectAt, Payload, Put};

use super::world::{World, bytes, tree, write};

#[tokio::test(flavor = "multi_thread")]
async fn hostile_keys_all_land_inside() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "hostile").await;
    let long = "k".repeat(1_024);
    let deep = "d/".repeat(400) + "end";
    let keys = [
        "../../x",
        "/x",
        "//x",
        "a//b",
        "a/b",
        "a",
        "a/../../../../y",
        "./z",
        "..",
        ".",
        "CON",
        "con",
        "nul.txt",
        "C:\\windows\\z",
        "back\\slash",
        "trailing. ",
        "trailing._",
        "🪣 emoji/📁.png",
        "control\u{1}\u{7f}",
        "new\nline",
        "%2e%2e%2f",
        "plus+plus",
        "caf\u{e9}",
        "cafe\u{301}",
        &long,
        &deep,
    ];
    for key in keys {
        let at = ObjectAt::new("hostile", key);
        world.store.put(&at, Payload::bytes(key.to_owned().into()), Put::default()).await.unwrap();
    }
    let outside = tempfile::tempdir().unwrap();
    let chosen = outside.path().join("one/two/chosen");
    fs::create_dir_all(&chosen).unwrap();
    let group = world.done(&world.download("", &chosen, OnConflict::Ask).await).await;
    assert_eq!(group.files_done as usize, keys.len());
    assert!(group.notes[0].to_string().contains("names were changed"), "{:?}", group.notes);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(outside.path().join("one/two")).unwrap().count(), 1);
    // Each file holds its own key, so every object is there once.
    let files = tree(&chosen).into_iter().filter(|name| !name.ends_with('/'));
    let found: BTreeSet<_> = files.map(|name| fs::read_to_string(chosen.join(name)).unwrap()).collect();
    assert_eq!(found, keys.map(str::to_owned).into());
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_the_way_is_not_followed() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "links").await;
    let (from, to, outside) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(from.path(), "top/evil", "x");
    write(from.path(), "top2", "x");
    world.done(&world.upload(&[&from.path().join("top"), &from.path().join("top2")], "", OnConflict::Ask).await).await;
    std::os::unix::fs::symlink(outside.path(), to.path().join("top")).unwrap();
    let id = world.download("", to.path(), OnConflict::Replace).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 1));
    let jobs = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap();
    assert_eq!(jobs.jobs[0].fault.as_ref().unwrap().code, "in_the_way");
    assert!(tree(outside.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vanished_file_fails_alone_and_can_be_retried() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "vanished").await;
    let from = tempfile::tempdir().unwrap();
    let here = write(from.path(), "here", "here");
    let gone = from.path().join("gone");
    let id = world.upload(&[&here, &gone], "", OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 1));
    assert_eq!(group.shown[0].fault.as_ref().unwrap().code, "file_vanished");
    fs::write(&gone, "back").unwrap();
    world.transfers.retry(id.clone(), None).await;
    world.when(&id, |group| group.state == GroupState::Done && group.files_done == 2).await;
    assert_eq!(world.keys().await, ["gone", "here"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_vanishes_or_changes_midway_is_thrown_away() {
    let server = Server::shared(Kind::SeaweedFs);
    for (bucket, code) in [("midway-gone", "file_vanished"), ("midway-changed", "changed_while_read")] {
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::over(server, &proxy.endpoint(), bucket).await;
        let from = tempfile::tempdir().unwrap();
        let path = write(from.path(), "large.bin", bytes(64 * 1024 * 1024, 7));
        proxy.set(Fault { delay: std::time::Duration::from_millis(10), ..Fault::default() });
        let id = world.upload(&[&path], "", OnConflict::Ask).await;
        world.when(&id, |group| group.bytes_done > 1024 * 1024).await;
        if code == "file_vanished" {
            fs::remove_file(&path).unwrap();
        } else {
            fs::write(&path, bytes(64 * 1024 * 1024, 8)).unwrap();
        }
        proxy.heal();
        let group = world.end(&id).await;
        assert_eq!(group.shown[0].fault.as_ref().map(|fault| fault.code), Some(code), "{group:#?}");
        assert!(world.store.list_uploads(bucket, "").await.unwrap().is_empty());
        assert!(world.keys().await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_larger_than_the_storage_takes_is_refused_before_its_first_byte() {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "too-large").await;
    let from = tempfile::tempdir().unwrap();
    let (small, large) = (write(from.path(), "small", "small"), write(from.path(), "large", ""));
    // It holds nothing: only its length is so much.
    fs::File::options().write(true).open(&large).unwrap().set_len((5 << 40) + 1).unwrap();
    let about_large = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&about_large);
    proxy.script(move |line| {
        count.fetch_add(usize::from(line.contains("/large")), Ordering::SeqCst);
        Act::Pass
    });
    let id = world.upload(&[&small, &large], "", OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 1));
    let fault = group.shown[0].fault.as_ref().unwrap();
    assert_eq!(fault.code, "too_large");
    assert!(fault.what.to_string().contains("accepts files of up to 5.5 TB"), "{}", fault.what);
    assert_eq!(about_large.load(Ordering::SeqCst), 0, "nothing was asked of the storage");
    assert_eq!(world.keys().await, ["small"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_gone_is_said_for_the_group() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "no-folder").await;
    let from = tempfile::tempdir().unwrap();
    world.done(&world.upload(&[&write(from.path(), "a", "a")], "", OnConflict::Ask).await).await;
    let folder = from.path().join("taken-out");
    let id = world.download("", &folder, OnConflict::Ask).await;
    assert_eq!(world.end(&id).await.fault.unwrap().code, "folder_gone");
    fs::create_dir(&folder).unwrap();
    world.transfers.retry(id.clone(), None).await;
    world.when(&id, |group| group.state == GroupState::Done && group.files_done == 1).await;
    assert_eq!(tree(&folder), ["a"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_changes_a_name_is_noticed() {
    for (kind, code) in [(Kind::Practice, None), (Kind::SeaweedFs, Some("stored_elsewhere"))] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "folded").await;
        let from = tempfile::tempdir().unwrap();
        let path = write(from.path(), "file", "x");
        let group = world.end(&world.upload(&[&path], "a//b/", OnConflict::Ask).await).await;
        assert_eq!(group.shown.first().and_then(|job| job.fault.as_ref()).map(|fault| fault.code), code);
        assert_eq!(group.files_done, u32::from(code.is_none()));
    }
}

/// As an old system named it: what goes from it and to it goes on after a restart.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_whose_name_is_no_text_is_kept_over_a_restart() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt, time::Duration};

    use super::world::fetched;

    const SIZE: usize = 12 << 20;
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(OsStr::from_bytes(b"M\xe4rz"));
    let path = write(&folder, "there.bin", bytes(SIZE, 61));
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        let keys = (server.access_key.as_str(), server.secret_key.as_str());
        World::resuming(server.kind.provider(), &proxy.endpoint(), server.region, keys, "latin", options).await
    };
    let world = start().await;
    world.store.create_bucket("latin").await.unwrap();
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    proxy.set(Fault { delay: Duration::from_millis(10), ..Fault::default() });
    let to = folder.join(OsStr::from_bytes(b"n\xe4chster"));
    fs::create_dir(&to).unwrap();
    let up = world.upload(&[&path], "up/", OnConflict::Ask).await;
    world.paused_past(&up, 1 << 20).await;
    let down = world.download("", &to, OnConflict::Ask).await;
    world.paused_past(&down, 1 << 20).await;
    world.transfers.shut_down().await;

    proxy.set(Fault::default());
    let world = start().await;
    world.transfers.resume(None).await;
    for id in [up, down] {
        assert_eq!(world.done(&id).await.files_verified, 1);
    }
    assert_eq!(fetched(server, "latin", "up/there.bin"), fs::read(&path).unwrap());
    assert_eq!(fs::read(to.join("there.bin")).unwrap(), bytes(SIZE, 61));
}
