//! Text that is changed in the program's own window: it is sent by the way of all opened files.

use engine::{files::look::Readings, opened::Seen};

use super::*;

/// What a person sees who looks at the file now.
async fn read(world: &World, key: &str) -> Seen {
    let readings = Readings::default();
    let view = readings.open(world.store.clone(), &at(&world.bucket, key), None).await.unwrap();
    let reading = readings.get(&view.id).unwrap();
    let (at, server, head) = reading.seen();
    let bytes = Some(reading.read(0, view.size).await.unwrap());
    Seen { at, server, head, bytes, locked: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_was_changed_here_takes_the_place_of_what_was_read() {
    for (kind, provider, how) in everywhere() {
        let world = World::new(kind, provider, "written-saved");
        let (server, bucket, name) = (world.server, &world.bucket, format!("{} {how}", world.server.name));
        put(server, bucket, "in/run me.sh", b"#!/bin/sh\necho first\n");
        let seen = read(&world, "in/run me.sh").await;
        // The text goes as Base64.
        let id = world.files.write(seen, "IyEvYmluL3NoCmVjaG8gc2Vjb25kCg==").await.unwrap();
        assert_eq!(get(server, bucket, "in/run me.sh"), b"#!/bin/sh\necho first\n", "{name}: nothing is sent unasked");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}: asked about");
        world.files.send(&id, false).await.unwrap();
        let state = world.files.view(&id).unwrap().state;
        assert!(matches!(state, OpenedState::Saved { beside: None, .. }), "{name}: {state:?}");
        assert_eq!(get(server, bucket, "in/run me.sh"), b"#!/bin/sh\necho second\n", "{name}");
        let head = ["s3api", "head-object", "--bucket", bucket, "--key", "in/run me.sh", "--query", "ContentType"];
        assert!(tools::aws(server, head).contains("text/x-kept"), "{name}: what goes with the bytes stays");
        // And once more, from what is there now.
        world.files.rewrite(&id, "dGhpcmQ=").await.unwrap();
        world.files.send(&id, false).await.unwrap();
        assert_eq!(get(server, bucket, "in/run me.sh"), b"third", "{name}");
        assert!(matches!(world.looked(&id).await, OpenedState::Saved { .. }), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_was_changed_here_and_there_is_written_over_on_no_server() {
    for (kind, provider, how) in everywhere() {
        let mut world = World::new(kind, provider, "written-conflict");
        let (server, bucket, name) = (world.server, world.bucket.clone(), format!("{} {how}", world.server.name));
        put(server, &bucket, "report.txt", b"first");
        let mut seen = read(&world, "report.txt").await;
        put(server, &bucket, "report.txt", b"theirs");
        // It was replaced before its bytes could be had once more.
        seen.bytes = None;
        let id = world.files.write(seen, "bWluZQ==").await.unwrap();
        world.files.send(&id, false).await.unwrap();
        assert!(matches!(world.one(&id).state, OpenedState::Conflict { gone: false }), "{name}");
        assert_eq!(get(server, &bucket, "report.txt"), b"theirs", "{name}");
        world.restart();
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}: what was written is still here");
        world.files.send(&id, true).await.unwrap();
        let state = world.one(&id).state;
        let OpenedState::Saved { beside: Some(beside), .. } = state else { panic!("{name}: {state:?}") };
        assert_eq!(get(server, &bucket, &beside), b"mine", "{name}");
        assert_eq!(get(server, &bucket, "report.txt"), b"theirs", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_comes_to_what_was_there_is_not_sent_and_what_is_no_text_leaves_nothing() {
    let world = World::new(Kind::MiniStack, Kind::MiniStack.provider(), "written-same");
    put(world.server, &world.bucket, "report.txt", b"first");
    let id = world.files.write(read(&world, "report.txt").await, "Zmlyc3Q=").await.unwrap();
    world.files.send(&id, false).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Same), "{:?}", world.one(&id));
    let before = fs::read_dir(world.room.path()).unwrap().count();
    world.files.write(read(&world, "report.txt").await, "no Base64").await.unwrap_err();
    assert_eq!(fs::read_dir(world.room.path()).unwrap().count(), before);
    assert_eq!(world.files.list().len(), 1);
}
