//! Cancel, cuts, busy answers: through a proxy that breaks the connection.

use std::time::Duration;

use bucketwise_tests::{
    faults::{Fault, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{GroupState, OnConflict, Wait};

use super::world::{World, bytes, tree, write};

const MIB: usize = 1024 * 1024;

fn slow() -> Fault {
    Fault { delay: Duration::from_millis(10), ..Fault::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_upload_leaves_nothing() {
    for kind in [Kind::SeaweedFs, Kind::Rclone] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::over(server, &proxy.endpoint(), "up-cancelled").await;
        let from = tempfile::tempdir().unwrap();
        let path = write(from.path(), "large.bin", bytes(64 * MIB, 3));
        proxy.set(slow());
        let id = world.upload(&[&path], "", OnConflict::Ask).await;
        world.when(&id, |group| group.bytes_done > MIB as u64).await;
        assert_eq!(world.store.list_uploads("up-cancelled", "").await.unwrap().len(), 1);
        world.transfers.cancel(id.clone(), None).await;
        assert_eq!(world.end(&id).await.state, GroupState::Cancelled);
        assert!(world.store.list_uploads("up-cancelled", "").await.unwrap().is_empty());
        assert!(world.keys().await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_download_leaves_nothing() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &proxy.endpoint(), "down-cancelled").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "large.bin", bytes(32 * MIB, 4));
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    proxy.set(slow());
    let id = world.download("", to.path(), OnConflict::Ask).await;
    let running = world.when(&id, |group| group.bytes_done > MIB as u64).await;
    assert!(tree(to.path())[0].ends_with(".part"));
    world.transfers.cancel(id.clone(), Some(running.shown[0].id)).await;
    assert_eq!(world.end(&id).await.state, GroupState::Cancelled);
    assert!(tree(to.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_cut_goes_on_from_its_bytes() {
    for kind in [Kind::Rclone, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::over(server, &proxy.endpoint(), "body-cut").await;
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = write(from.path(), "ten.bin", bytes(10 * MIB, 5));
        world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
        let picked = world.rows("").await;
        let before = proxy.connections();
        // Ten from the start would never fit: only going on can finish.
        proxy.set(Fault { cut_download_after: Some(3 * MIB), ..Fault::default() });
        let (store, from_place, folder) = (world.store.clone(), world.place(""), to.path().to_path_buf());
        let work = engine::transfers::Work::Download { store, picked: picked.into(), from: from_place, folder };
        world.done(&world.add(work, OnConflict::Ask).await).await;
        assert!(proxy.connections() - before >= 3, "{kind:?}");
        rclone_check(server, "body-cut", to.path());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_outlives_a_line_that_breaks_and_heals() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &proxy.endpoint(), "up-cut").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 6));
    proxy.set(slow());
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > MIB as u64).await;
    // Everything open breaks and nothing new gets through, the abort of the upload included.
    proxy.set(Fault { refuse: true, cut_upload_after: Some(1), cut_download_after: Some(1), ..Fault::default() });
    let waiting = world.when(&id, |group| group.state == GroupState::Waiting && group.shown.is_empty()).await;
    assert_eq!(waiting.waits_for, Some(Wait::Network));
    proxy.heal();
    assert_eq!(world.store.list_uploads("up-cut", "").await.unwrap().len(), 1);
    world.done(&id).await;
    rclone_check(server, "up-cut", from.path());
    assert!(world.store.list_uploads("up-cut", "").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn shutting_down_leaves_nothing() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &proxy.endpoint(), "shut-down").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 12));
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    proxy.set(slow());
    let up = world.upload(&[&path], "again/", OnConflict::Ask).await;
    let down = world.download("", to.path(), OnConflict::Ask).await;
    for id in [&up, &down] {
        world.when(id, |group| group.bytes_done > MIB as u64).await;
    }
    world.transfers.shut_down().await;
    assert!(world.store.list_uploads("shut-down", "").await.unwrap().is_empty());
    assert_eq!(world.keys().await, ["large.bin"]);
    assert!(tree(to.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn busy_answers_are_waited_out() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &proxy.endpoint(), "busy").await;
    let from = tempfile::tempdir().unwrap();
    (0..20).for_each(|at| drop(write(from.path(), &format!("all/{at}"), bytes(5_000, at))));
    proxy.answer_busy(30);
    world.done(&world.upload(&[&from.path().join("all")], "", OnConflict::Ask).await).await;
    assert_eq!(proxy.busy_answers_left(), 0);
    rclone_check(server, "busy", from.path());
}

/// Nobody answers any more, and nothing is closed: no speed of before and no end are told.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_said_to_be_waited_for() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "stalled").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "large.bin", bytes(60_000_000, 71));
    world.done(&world.upload(&[&path], "there/", OnConflict::Ask).await).await;
    proxy.set(Fault { delay: Duration::from_millis(10), ..Fault::default() });
    let ids = [
        world.upload(&[&path], "up/", OnConflict::Ask).await,
        world.download("there/", to.path(), OnConflict::Ask).await,
    ];
    for id in &ids {
        let group = world.when(id, |group| group.bytes_done > 2_000_000 && group.bytes_per_second > 0).await;
        assert!(!group.stalled, "{group:#?}");
    }
    proxy.fall_silent();
    for id in &ids {
        let group = world.when(id, |group| group.stalled).await;
        assert_eq!((group.state, group.bytes_per_second, group.seconds_left), (GroupState::Running, 0, None));
    }
    // What is paused waits for a person and for nobody else.
    world.transfers.pause(None).await;
    for id in &ids {
        assert!(!world.when(id, |group| group.state == GroupState::Waiting).await.stalled);
    }
    for id in &ids {
        world.transfers.cancel(id.clone(), None).await;
    }
    proxy.speak();
}
