//! Objects that come over several connections at once: broken connections, another version midway,
//! a pause, and servers that know no ranges.

use std::{
    fs,
    sync::{Arc, Mutex},
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{GroupState, OnConflict};

use super::world::{World, bytes, tree, write};

const MIB: usize = 1024 * 1024;
const LARGE: usize = 80 * MIB + 17;

/// A bucket behind a proxy, with one large object.
async fn with_a_large_object(bucket: &str, seed: u64) -> (Proxy, World, tempfile::TempDir) {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), bucket).await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(LARGE, seed));
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    (proxy, world, from)
}

/// Many pieces under way, none of them done.
fn narrow() -> Fault {
    Fault { delay: Duration::from_millis(20), ..Fault::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_connection_breaks_and_the_bytes_are_whole_and_verified() {
    let (proxy, world, _from) = with_a_large_object("large-cut", 31).await;
    let to = tempfile::tempdir().unwrap();
    // No piece comes through whole.
    proxy.set(Fault { cut_download_after: Some(5 * MIB), ..Fault::default() });
    let group = world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
    // A little more than that goes through before the proxy sees it.
    assert!(proxy.connections() >= LARGE / (6 * MIB), "{}", proxy.connections());
    assert_eq!((group.files_verified, group.bytes_done), (1, LARGE as u64));
    rclone_check(Server::shared(Kind::SeaweedFs), "large-cut", to.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_version_midway_is_not_mixed_in() {
    let (proxy, world, from) = with_a_large_object("large-replaced", 32).await;
    let to = tempfile::tempdir().unwrap();
    let server = Server::shared(Kind::SeaweedFs);
    let beside = World::at(&server.endpoint, server.region, (&server.access_key, &server.secret_key), "large-replaced");
    let beside = beside.await;
    proxy.set(narrow());
    let id = world.download("", to.path(), OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 2 * MIB as u64).await;
    let path = write(from.path(), "large.bin", bytes(LARGE, 33));
    beside.done(&beside.upload(&[&path], "", OnConflict::Replace).await).await;
    proxy.heal();
    world.done(&id).await;
    assert!(fs::read(to.path().join("large.bin")).unwrap() == bytes(LARGE, 33), "the bytes of the second version");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_keeps_what_is_written_and_goes_on_from_there() {
    let (proxy, world, _from) = with_a_large_object("large-paused", 34).await;
    let to = tempfile::tempdir().unwrap();
    proxy.set(narrow());
    let id = world.download("", to.path(), OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 40 * MIB as u64).await;
    world.transfers.pause(Some(id.clone())).await;
    world.when(&id, |group| group.state == GroupState::Waiting && group.shown.is_empty()).await;
    let part = to.path().join(&tree(to.path())[0]);
    let kept = fs::read(&part).unwrap();
    assert!(kept.len() >= 8 * MIB, "no more than eight pieces were ahead: {}", kept.len());
    assert!(kept == bytes(LARGE, 34)[..kept.len()], "what was written is the object's beginning");
    proxy.heal();
    world.transfers.resume(Some(id.clone())).await;
    let group = world.done(&id).await;
    assert_eq!(group.files_verified, 1);
    rclone_check(Server::shared(Kind::SeaweedFs), "large-paused", to.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_knows_no_ranges_is_asked_for_everything() {
    let (proxy, world, _from) = with_a_large_object("large-plain", 35).await;
    let to = tempfile::tempdir().unwrap();
    let gets = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&gets);
    proxy.script(move |line: &str| {
        if !line.starts_with("GET /large-plain/large.bin") {
            return Act::Pass;
        }
        let mut gets = counted.lock().unwrap();
        *gets += 1;
        // The first of the pieces beside one another; the others are given up with it.
        if *gets == 1 { Act::Refuse("501 Not Implemented", "NotImplemented") } else { Act::Pass }
    });
    world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
    // Eight pieces at most, some perhaps over a connection that was closed under them, then all in
    // one; not piece by piece.
    let gets = *gets.lock().unwrap();
    assert!(gets < LARGE / (4 * MIB), "{gets}");
    rclone_check(Server::shared(Kind::SeaweedFs), "large-plain", to.path());
}
