//! Names that are there: ask, skip, replace, keep both; and work asked for twice.

use std::fs;

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools,
};
use engine::transfers::{Copies, GroupState, JobFilter, OnConflict, Request, Work};
use store::Versioning;

use super::world::{World, fetched, tree, write};

#[tokio::test(flavor = "multi_thread")]
async fn uploads_ask_and_keep_both() {
    for kind in [Kind::Practice, Kind::Rclone] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "up-choices").await;
        let from = tempfile::tempdir().unwrap();
        let (a, b) = (write(from.path(), "a.txt", "old a"), write(from.path(), "b.txt", "b"));
        world.done(&world.upload(&[&a], "", OnConflict::Ask).await).await;
        fs::write(&a, "new a").unwrap();

        let id = world.upload(&[&a, &b], "", OnConflict::Ask).await;
        let asking = world.when(&id, |group| group.state == GroupState::Asking && group.files_done == 1).await;
        assert_eq!((asking.conflicts, asking.conflict_names.as_slice()), (1, &["a.txt".to_owned()][..]));
        assert_eq!(fetched(server, "up-choices", "a.txt"), b"old a");
        world.transfers.answer_conflicts(id.clone(), OnConflict::KeepBoth).await;
        world.done(&id).await;
        assert_eq!(world.keys().await, ["a (2).txt", "a.txt", "b.txt"]);
        assert_eq!(fetched(server, "up-choices", "a (2).txt"), b"new a");

        let skipped = world.done(&world.upload(&[&a], "", OnConflict::Skip).await).await;
        assert_eq!((skipped.files_skipped, skipped.bytes), (1, 0));
        assert_eq!(fetched(server, "up-choices", "a.txt"), b"old a");
        world.done(&world.upload(&[&a], "", OnConflict::Replace).await).await;
        assert_eq!(fetched(server, "up-choices", "a.txt"), b"new a");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_never_replace_unasked() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "down-choices").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "a.txt", "from the bucket");
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    let here = write(to.path(), "a.txt", "mine");

    let id = world.download("", to.path(), OnConflict::Ask).await;
    world.when(&id, |group| group.state == GroupState::Asking).await;
    world.transfers.answer_conflicts(id.clone(), OnConflict::KeepBoth).await;
    world.done(&id).await;
    assert_eq!(tree(to.path()), ["a (2).txt", "a.txt"]);
    assert_eq!(fs::read(&here).unwrap(), b"mine");
    world.done(&world.download("", to.path(), OnConflict::Skip).await).await;
    assert_eq!(fs::read(&here).unwrap(), b"mine");
    world.done(&world.download("", to.path(), OnConflict::Replace).await).await;
    assert_eq!(fs::read(&here).unwrap(), b"from the bucket");
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_twice_is_done_once() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "asked-twice").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "a.txt", "a");
    let request = || Request {
        op_id: "the same".into(),
        work: Work::Upload { store: world.store.clone(), paths: vec![path.clone()], to: world.place("") },
        on_conflict: OnConflict::KeepBoth,
        upload_options: engine::transfers::UploadOptions::default(),
    };
    let first = world.transfers.add(request()).await.unwrap();
    let again = world.transfers.add(request()).await.unwrap();
    assert_eq!((&again, world.transfers.known("the same").await.unwrap()), (&first, Some(first.clone())));
    world.done(&first).await;
    assert_eq!(world.keys().await, ["a.txt"]);
    world.transfers.dismiss(first.clone()).await;
    assert!(world.transfers.jobs(first, JobFilter::All, 0, 10).await.is_err());
}

/// The condition decides where it is known; where a server refuses it after all, somebody has to
/// look.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_the_condition_has_nothing_replaced_unasked() {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "no-conditions").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "a.txt", "theirs");
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    fs::write(&path, "mine").unwrap();
    let refuse_once = || {
        let mut refused = false;
        proxy.script(move |proxy| match proxy.starts_with("PUT") && !std::mem::replace(&mut refused, true) {
            true => Act::Refuse("501 Not Implemented", "NotImplemented"),
            false => Act::Pass,
        });
    };
    refuse_once();
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    let asking = world.when(&id, |group| matches!(group.state, GroupState::Asking | GroupState::Done)).await;
    assert_eq!((asking.state, asking.conflicts), (GroupState::Asking, 1));
    assert_eq!(fetched(server, "no-conditions", "a.txt"), b"theirs");
    world.transfers.answer_conflicts(id.clone(), OnConflict::Skip).await;
    world.done(&id).await;
    refuse_once();
    assert_eq!(world.done(&world.upload(&[&path], "", OnConflict::Skip).await).await.files_skipped, 1);
    // What is free is taken without the condition.
    refuse_once();
    world.done(&world.upload(&[&path], "new/", OnConflict::Ask).await).await;
    assert_eq!(fetched(server, "no-conditions", "new/a.txt"), b"mine");
    assert_eq!(fetched(server, "no-conditions", "a.txt"), b"theirs");
}

/// Whoever is asked is told what replacing costs, by a copy as by an upload; a bucket that keeps
/// versions loses nothing.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_billed_for_a_taken_name_is_told_with_the_question() {
    let server = Server::shared(Kind::MiniStack);
    for (keeps, bucket) in [(false, "up-billed"), (true, "up-billed-kept")] {
        let world = World::known(server, &server.endpoint, bucket).await;
        for (key, class) in [("a.txt", "GLACIER"), ("b.txt", "STANDARD_IA"), ("c.txt", "STANDARD")] {
            tools::put(server, bucket, key, key.as_bytes(), &["--storage-class", class]);
        }
        if keeps {
            world.store.put_versioning(bucket, Versioning::On).await.unwrap();
        }
        let expected: Vec<(String, u64, u64, i64)> = match keeps {
            true => Vec::new(),
            false => vec![("GLACIER".into(), 1, 5, 90), ("STANDARD_IA".into(), 1, 128 * 1024, 30)],
        };
        let home = tempfile::tempdir().unwrap();
        let paths = ["a.txt", "b.txt", "c.txt"].map(|name| write(home.path(), name, "new"));
        let [a, b, c] = &paths;
        let upload = world.upload(&[a, b, c], "", OnConflict::Ask).await;
        tools::put(server, bucket, "from/a.txt", b"new", &[]);
        tools::put(server, bucket, "from/b.txt", b"new", &[]);
        let picked = world.rows("from/").await;
        let copies = Copies::to((&world.store, world.place("from/"), picked), (&world.store, world.place("")), false);
        let copies = copies.await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
        let copy = world.add(work, OnConflict::Ask).await;
        for (id, conflicts) in [(upload, 3), (copy, 2)] {
            let group = world.when(&id, |group| group.conflicts == conflicts).await;
            let early: Vec<_> = group.early.into_iter().map(|of| (of.class, of.files, of.bytes, of.days)).collect();
            assert_eq!(early, expected, "{bucket}");
            // What is not replaced any more is not billed either.
            let jobs = world.transfers.jobs(id.clone(), JobFilter::All, 0, 10).await.unwrap().jobs;
            let of_a = jobs.iter().find(|job| job.name.ends_with("a.txt")).unwrap();
            world.transfers.cancel(id.clone(), Some(of_a.id)).await;
            let group = world.when(&id, |group| group.conflicts == conflicts - 1).await;
            let early: Vec<_> = group.early.into_iter().map(|of| of.class).collect();
            assert_eq!(early, if keeps { vec![] } else { vec!["STANDARD_IA"] }, "{bucket}");
            world.transfers.answer_conflicts(id.clone(), OnConflict::Skip).await;
            assert!(world.end(&id).await.early.is_empty(), "{bucket}: nothing is asked any more");
        }
    }
}
