//! Text that is changed in the program's own window: it is sent by the way of all opened files.

use engine::{
    files::look::Readings,
    opened::{Seen, Written},
};

use super::*;

/// A text as Base64, in the encoding of its file.
fn text(text: &str) -> Written<'_> {
    Written { text, recoded: false }
}

/// What a person sees who looks at the file now.
async fn read(world: &World, key: &str) -> Seen {
    let readings = Readings::default();
    let view = readings.open(world.store.clone(), &at(&world.bucket, key), None).await.unwrap();
    let (at, server, head) = readings.seen(&view.id).unwrap();
    Seen { at, server, head, locked: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_was_changed_here_takes_the_place_of_what_was_read() {
    for (kind, provider, how) in everywhere() {
        let world = World::new(kind, provider, "written-saved");
        let (server, bucket, name) = (world.server, &world.bucket, format!("{} {how}", world.server.name));
        put(server, bucket, "in/run me.sh", b"#!/bin/sh\necho first\n");
        let seen = read(&world, "in/run me.sh").await;
        // The text goes as Base64.
        let id = world.files.write(seen, text("IyEvYmluL3NoCmVjaG8gc2Vjb25kCg==")).await.unwrap();
        assert_eq!(get(server, bucket, "in/run me.sh"), b"#!/bin/sh\necho first\n", "{name}: nothing is sent unasked");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}: asked about");
        world.files.send(&id, false).await.unwrap();
        let state = world.files.view(&id).unwrap().state;
        assert!(matches!(state, OpenedState::Saved { beside: None, .. }), "{name}: {state:?}");
        assert_eq!(get(server, bucket, "in/run me.sh"), b"#!/bin/sh\necho second\n", "{name}");
        let head = ["s3api", "head-object", "--bucket", bucket, "--key", "in/run me.sh", "--query", "ContentType"];
        assert!(tools::aws(server, head).contains("text/x-kept"), "{name}: what goes with the bytes stays");
        // And once more, from what is there now.
        assert!(world.files.rewrite(&id, text("dGhpcmQ=")).await.unwrap(), "{name}: the same copy");
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
        let seen = read(&world, "report.txt").await;
        put(server, &bucket, "report.txt", b"theirs");
        let id = world.files.write(seen, text("bWluZQ==")).await.unwrap();
        world.files.send(&id, false).await.unwrap();
        assert!(matches!(world.one(&id).state, OpenedState::Conflict { gone: false }), "{name}");
        assert_eq!(get(server, &bucket, "report.txt"), b"theirs", "{name}");
        world.restart();
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}: what was written is still here");
        world.files.send(&id, true).await.unwrap();
        let OpenedView { name: beside, state, .. } = world.one(&id);
        assert!(matches!(state, OpenedState::Saved { beside: Some(_), .. }), "{name}: {state:?}");
        assert_eq!(get(server, &bucket, &beside), b"mine", "{name}");
        assert_eq!(get(server, &bucket, "report.txt"), b"theirs", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_comes_to_what_was_there_is_not_sent_and_what_is_no_text_leaves_nothing() {
    let world = World::new(Kind::MiniStack, Kind::MiniStack.provider(), "written-same");
    put(world.server, &world.bucket, "report.txt", b"first");
    let id = world.files.write(read(&world, "report.txt").await, text("Zmlyc3Q=")).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Changed), "the words are in the copy first");
    world.files.began_with(&id, b"first");
    assert!(matches!(world.one(&id).state, OpenedState::Same), "{:?}", world.one(&id));
    world.files.send(&id, false).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Same), "{:?}", world.one(&id));
    let before = fs::read_dir(world.room.path()).unwrap().count();
    world.files.write(read(&world, "report.txt").await, text("no Base64")).await.unwrap_err();
    assert_eq!(fs::read_dir(world.room.path()).unwrap().count(), before);
    assert_eq!(world.files.list().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_program_saved_to_the_same_copy_is_lost_nowhere() {
    for uploaded in [true, false] {
        let world = World::new(Kind::MiniStack, "aws", if uploaded { "written-shared" } else { "written-shared-2" });
        let (server, bucket) = (world.server, &world.bucket);
        put(server, bucket, "report.txt", b"first");
        let id = world.files.write(read(&world, "report.txt").await, text("bWluZQ==")).await.unwrap();
        world.files.send(&id, false).await.unwrap();
        let path = world.files.path(&id).unwrap();
        // An editor has the same copy, and saves a page of work.
        save(&path, b"theirs");
        if uploaded {
            assert!(matches!(world.looked(&id).await, OpenedState::Changed));
            world.files.send(&id, false).await.unwrap();
        }
        let there = if uploaded { &b"theirs"[..] } else { b"mine" };
        assert_eq!(get(server, bucket, "report.txt"), there);
        assert!(!world.files.rewrite(&id, text("bW9yZQ==")).await.unwrap(), "the copy is not the window's any more");
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(get(server, bucket, "report.txt"), there);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_after_another_program_saved_meets_a_conflict() {
    let world = World::new(Kind::MiniStack, "aws", "written-second");
    let (server, bucket) = (world.server, &world.bucket);
    put(server, bucket, "report.txt", b"first");
    let seen = || read(&world, "report.txt");
    let (first, again) = (seen().await, seen().await);
    let id = world.files.write(first, text("bWluZQ==")).await.unwrap();
    world.files.send(&id, false).await.unwrap();
    save(&world.files.path(&id).unwrap(), b"theirs");
    assert!(!world.files.rewrite(&id, text("bW9yZQ==")).await.unwrap());
    // As the window has read it; also where that text is what was there once.
    for words in ["bW9yZQ==", "Zmlyc3Q="] {
        let again =
            Seen { at: again.at.clone(), server: again.server.clone(), head: again.head.clone(), locked: false };
        let other = world.files.write(again, text(words)).await.unwrap();
        world.files.send(&other, false).await.unwrap();
        assert!(matches!(world.one(&other).state, OpenedState::Conflict { gone: false }), "{:?}", world.one(&other));
    }
    assert_eq!(get(server, bucket, "report.txt"), b"mine");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_keep_both_what_is_written_does_not_go_to_the_other_file() {
    let world = World::new(Kind::MiniStack, "aws", "written-both");
    let (server, bucket) = (world.server, &world.bucket);
    put(server, bucket, "report.txt", b"first");
    let seen = read(&world, "report.txt").await;
    put(server, bucket, "report.txt", b"theirs");
    let id = world.files.write(seen, text("bWluZQ==")).await.unwrap();
    world.files.send(&id, false).await.unwrap();
    world.files.send(&id, true).await.unwrap();
    let beside = "report (changed on 2025-11-29).txt";
    assert_eq!(world.one(&id).name, beside, "it is of that file from now on, and called so");
    assert!(!world.files.rewrite(&id, text("bW9yZQ==")).await.unwrap());
    assert_eq!(fs::read(world.files.path(&id).unwrap()).unwrap(), b"mine");
    assert_eq!((get(server, bucket, beside), get(server, bucket, "report.txt")), (b"mine".into(), b"theirs".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_for_text_that_was_written_here_holds() {
    let world = World::new(Kind::MiniStack, "aws", "written-answers");
    put(world.server, &world.bucket, "report.txt", b"first");
    let seen = read(&world, "report.txt").await;
    put(world.server, &world.bucket, "report.txt", b"theirs");
    let id = world.files.write(seen, text("bWluZQ==")).await.unwrap();
    for words in [None, Some("bW9yZQ==")] {
        if let Some(words) = words {
            assert!(world.files.rewrite(&id, text(words)).await.unwrap());
        }
        world.files.send(&id, false).await.unwrap();
        assert!(matches!(world.looked(&id).await, OpenedState::Conflict { gone: false }), "{:?}", world.one(&id));
        world.files.leave(&id).unwrap();
        assert!(matches!(world.looked(&id).await, OpenedState::Left), "{:?}", world.one(&id));
    }
    assert!(world.files.rewrite(&id, text("bW9zdA==")).await.unwrap());
    world.files.discard(&id).unwrap();
    assert_eq!(world.files.list().len(), 0, "it was said of these very words");
    // What is uploaded without asking is so also after the window wrote it.
    let id = world.files.write(read(&world, "report.txt").await, text("bWluZQ==")).await.unwrap();
    world.files.always(&id).unwrap();
    assert!(world.files.rewrite(&id, text("bW9yZQ==")).await.unwrap());
    assert!(matches!(world.looked(&id).await, OpenedState::Saved { .. }), "{:?}", world.one(&id));
    assert_eq!(get(world.server, &world.bucket, "report.txt"), b"more");
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_became_utf8_is_stored_as_that() {
    let world = World::new(Kind::MiniStack, "aws", "written-utf8");
    let (server, bucket) = (world.server, &world.bucket);
    let kept = ["--content-type", "text/csv; charset=windows-1252; header=present"];
    tools::put(server, bucket, "report.csv", b"caf\xe9", &kept);
    let stored = || {
        let head = ["s3api", "head-object", "--bucket", bucket, "--key", "report.csv", "--query", "ContentType"];
        serde_json::from_str::<String>(&tools::aws(server, head)).unwrap()
    };
    // In its own encoding it stays what it is.
    let id = world.files.write(read(&world, "report.csv").await, text("dGjp")).await.unwrap();
    world.files.send(&id, false).await.unwrap();
    assert_eq!(stored(), "text/csv; charset=windows-1252; header=present");
    let recoded = Written { text: "5pel", recoded: true };
    assert!(world.files.rewrite(&id, recoded).await.unwrap());
    assert!(world.one(&id).recoded, "and that is said before it is uploaded");
    world.files.send(&id, false).await.unwrap();
    assert_eq!(stored(), "text/csv; charset=utf-8; header=present");
    assert_eq!(get(server, bucket, "report.csv"), "日".as_bytes());
    assert!(!world.one(&id).recoded, "the bucket has it now");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_a_script_here_is_handed_to_no_program() {
    let world = World::new(Kind::MiniStack, "aws", "written-runs");
    put(world.server, &world.bucket, "report", b"words");
    let id = world.files.write(read(&world, "report").await, text("IyEvYmluL3NoCg==")).await.unwrap();
    assert!(world.files.runs(&id).unwrap());
    let how = OpenHow::default();
    let again = world.files.fetch(world.store.clone(), &at(&world.bucket, "report"), how).await.unwrap();
    assert!(matches!(again, Fetched::Runs), "{again:?}");
    assert!(world.files.rewrite(&id, text("d29yZHM=")).await.unwrap());
    assert!(!world.files.runs(&id).unwrap());
    assert_eq!(world.open("report").await.0, id);
}

#[tokio::test(flavor = "multi_thread")]
async fn text_of_a_connection_that_is_forgotten_in_another_window_can_still_be_kept() {
    let world = World::new(Kind::MiniStack, "aws", "written-forgotten");
    put(world.server, &world.bucket, "report.txt", b"first");
    let readings = Readings::default();
    let file = at(&world.bucket, "report.txt");
    let open = async || readings.open(world.store.clone(), &file, None).await.unwrap().id;
    let (id, closed) = (open().await, open().await);
    readings.close(&closed);
    let before = readings.seen(&id).unwrap();
    readings.close_of(&ConnectionId::from("here"));
    assert_eq!(readings.get(&id).err().unwrap().code, "gone");
    let (at, server, head) = readings.seen(&id).unwrap();
    assert_eq!((&at, &server, &head.etag), (&before.0, &before.1, &before.2.etag));
    assert_eq!(readings.seen(&closed).unwrap_err().code, "gone", "its page was done with it");
    let kept = world.files.write(Seen { at, server, head, locked: false }, text("bWluZQ==")).await.unwrap();
    assert_eq!(fs::read(world.files.path(&kept).unwrap()).unwrap(), b"mine");
    // Forgetting removes what the person was told of, and not what is kept just then.
    let here = ConnectionId::from("here");
    let told = world.files.told_of(&here);
    assert!(world.files.rewrite(&kept, text("bW9yZQ==")).await.unwrap());
    let late = world.files.write(read(&world, "report.txt").await, text("bWluZQ==")).await.unwrap();
    world.files.forget_of(&here, &told);
    assert_eq!(fs::read(world.files.path(&kept).unwrap()).unwrap(), b"more");
    assert_eq!(fs::read(world.files.path(&late).unwrap()).unwrap(), b"mine");
    world.files.forget_of(&here, &world.files.told_of(&here));
    assert_eq!(world.files.list().len(), 0);
    // Nor is it lost to the readings that come after it.
    let one = open().await;
    for _ in 0..20 {
        open().await;
    }
    assert!(readings.get(&one).is_err() && readings.seen(&one).is_ok());
    // Its page is done with it, or begins anew.
    readings.close(&one);
    assert!(readings.seen(&one).is_err());
    readings.close_all();
    assert!(readings.seen(&id).is_err());
}
