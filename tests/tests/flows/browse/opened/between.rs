//! What comes between a look and what is sent: another server, another save, a link, somebody else.

use std::{
    fs,
    os::unix::fs::symlink,
    sync::atomic::{AtomicBool, Ordering},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools,
};
use engine::opened::OpenedState;

use super::{World, get, login, put, save};

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_connection_sends_nothing_to_another_server() {
    let mut world = World::new(Kind::MiniStack, "aws", "opened-elsewhere");
    let (server, other, bucket) = (world.server, Server::shared(Kind::Practice), world.bucket.clone());
    tools::aws(other, ["s3", "mb", &format!("s3://{bucket}")]);
    for server in [server, other] {
        put(server, &bucket, "a.txt", b"first");
    }
    let (id, path) = world.open("a.txt").await;
    world.files.always(&id).unwrap();
    save(&path, b"mine");
    world.store = login(other, &other.endpoint, "other", false);
    world.restart();
    let state = world.looked(&id).await;
    assert!(matches!(&state, OpenedState::Failed { fault } if fault.code == "opened_elsewhere"), "{state:?}");
    for server in [server, other] {
        assert_eq!(get(server, &bucket, "a.txt"), b"first", "{}", server.name);
    }
    let (anew, beside) = world.open("a.txt").await;
    assert!(anew != id && fs::read(beside).unwrap() == b"first" && fs::read(path).unwrap() == b"mine");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_saved_since_the_look_is_looked_at_before_it_is_sent() {
    let world = World::new(Kind::MiniStack, "aws", "opened-again");
    let (server, bucket) = (world.server, &world.bucket);
    put(server, bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    save(&path, b"second");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    save(&path, b"ha");
    world.files.send(&id, false).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Changed), "{:?}", world.one(&id));
    assert_eq!(get(server, bucket, "a.txt"), b"first");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    world.files.send(&id, false).await.unwrap();
    assert_eq!(get(server, bucket, "a.txt"), b"ha");
    // What is being written has been seen by nobody: the look notes that it moves, and no more.
    for beside in [false, true] {
        save(&path, b"half");
        world.files.look().await;
        save(&path, b"half a sa");
        world.files.send(&id, beside).await.unwrap();
        assert!(matches!(world.one(&id).state, OpenedState::Changed), "{:?}", world.one(&id));
    }
    assert_eq!(get(server, bucket, "a.txt"), b"ha");
    // An empty one is not sent by itself; and whoever says not now is asked about the next.
    world.files.always(&id).unwrap();
    save(&path, b"");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed) && world.one(&id).emptied);
    world.files.leave(&id).unwrap();
    assert!(!world.one(&id).always);
    assert_eq!(get(server, bucket, "a.txt"), b"ha");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_the_place_of_a_copy_sends_no_other_file() {
    let world = World::new(Kind::Practice, "practice", "opened-link");
    let (server, bucket) = (world.server, &world.bucket);
    put(server, bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    world.files.always(&id).unwrap();
    let private = tempfile::NamedTempFile::new().unwrap();
    fs::write(private.path(), "private").unwrap();
    fs::remove_file(&path).unwrap();
    symlink(private.path(), &path).unwrap();
    assert!(matches!(world.looked(&id).await, OpenedState::Same), "as if it were gone");
    world.files.send(&id, false).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Failed { .. }), "{:?}", world.one(&id));
    assert_eq!(get(server, bucket, "a.txt"), b"first");
    let (anew, _) = world.open("a.txt").await;
    assert_ne!(anew, id);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_deleted_between_the_look_and_the_upload_is_gone() {
    let mut world = World::new(Kind::MiniStack, "aws", "opened-gone-between");
    let (server, bucket) = (world.server, world.bucket.clone());
    put(server, &bucket, "a.txt", b"first");
    let proxy = Proxy::start(&server.endpoint).await;
    world.store = login(server, &proxy.endpoint(), "aws", false);
    world.restart();
    let (id, path) = world.open("a.txt").await;
    save(&path, b"mine");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    proxy.script(move |first| {
        if first.starts_with("PUT ") {
            tools::aws(Server::shared(Kind::MiniStack), ["s3", "rm", &format!("s3://{bucket}/a.txt")]);
        }
        Act::Pass
    });
    world.files.send(&id, false).await.unwrap();
    let state = world.files.list().remove(0).state;
    assert!(matches!(state, OpenedState::Conflict { gone: true }), "{state:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_replaced_while_its_parts_go_up_stays_where_no_condition_is_heeded() {
    let mut world = World::new(Kind::Rclone, "rclone", "opened-parts");
    let (server, bucket) = (world.server, world.bucket.clone());
    put(server, &bucket, "a.txt", b"first");
    let proxy = Proxy::start(&server.endpoint).await;
    world.store = login(server, &proxy.endpoint(), "rclone", false);
    world.restart();
    let (id, path) = world.open("a.txt").await;
    save(&path, &vec![7; 20 << 20]);
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    let (of, replaced) = (bucket.clone(), AtomicBool::new(false));
    proxy.script(move |first| {
        if first.starts_with("PUT ") && first.contains("partNumber") && !replaced.swap(true, Ordering::SeqCst) {
            put(Server::shared(Kind::Rclone), &of, "a.txt", b"theirs");
        }
        Act::Pass
    });
    world.files.send(&id, false).await.unwrap();
    let state = world.files.list().remove(0).state;
    assert!(matches!(state, OpenedState::Conflict { gone: false }), "{state:?}");
    assert_eq!(get(server, &bucket, "a.txt"), b"theirs");
}
