//! Two places that are one: a bucket seen through two logins under two addresses of its server.
//! Whatever is chosen there, and also where the program starts again in between, the only copy
//! stays; what seeds make of it is in `plays`.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use bucketwise_tests::{faults::Act, servers::Kind, tools::aws};
use engine::{
    ids::GroupId,
    listing::Selected,
    transfers::{Copies, GroupState, OnConflict, Wait, Work},
};
use store::{ObjectAt, Payload, Put};

use super::{
    twice::{CHOICES, Twice, code, file, settled},
    world::{World, fetched},
};

/// The move waits for the connection, the program ends, and the next start goes on with it.
async fn restarted(twice: &Twice, key: &str, picked: Selected, choice: OnConflict) -> (World, GroupId) {
    let folder = &key[..key.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1)];
    let world = twice.start(key).await;
    // What would have been told when it was asked for is found out when it is done.
    twice.forbid_notes();
    let work = twice.moving(&world, vec![picked], folder, twice.elsewhere(&twice.bucket, folder)).await;
    twice.shut().await;
    let id = world.add(work, choice).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    world.transfers.shut_down().await;
    drop(world);
    twice.heal();
    twice.reopen().await;
    (twice.start(key).await, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_onto_itself_that_goes_on_after_a_restart_leaves_the_only_copy() {
    for (at, kind) in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs].into_iter().enumerate() {
        let twice = Twice::over(kind, &format!("one-object-{at}")).await;
        for choice in CHOICES {
            let key = format!("{choice:?}/precious.txt");
            twice.put(&key, b"precious").await;
            let (world, id) = restarted(&twice, &key, file(&key, 8), choice).await;
            let group = settled(&world, &id, OnConflict::Skip).await;
            if choice == OnConflict::KeepBoth {
                // Kept under the next number, so that there are two, and one of them goes.
                let beside = format!("{choice:?}/precious (2).txt");
                let there = [twice.is_there(&twice.bucket, &key).await, twice.is_there(&twice.bucket, &beside).await];
                assert!(there.contains(&true), "{kind:?} {choice:?}: {group:#?}");
            } else {
                assert!(twice.is_there(&twice.bucket, &key).await, "{kind:?} {choice:?} lost it: {group:#?}");
                assert_eq!(fetched(twice.server, &twice.bucket, &key), b"precious", "{kind:?} {choice:?}");
                let told = code(&world, &id).await;
                assert!(group.files_skipped == 1 || told == Some("same_object"), "{kind:?} {choice:?}: {told:?}");
            }
            world.transfers.shut_down().await;
        }
        twice.is_tidy().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_moved_onto_itself_through_another_login_stays() {
    for kind in [Kind::Practice, Kind::MiniStack] {
        let twice = Twice::over(kind, "one-marker").await;
        for choice in CHOICES {
            let key = format!("{choice:?}/empty/");
            twice.put(&key, b"").await;
            let (world, id) = restarted(&twice, &key, file(&key, 0), choice).await;
            let group = settled(&world, &id, OnConflict::Skip).await;
            assert!(twice.is_there(&twice.bucket, &key).await, "{kind:?} {choice:?} lost it: {group:#?}");
            world.transfers.shut_down().await;
            // And without any restart.
            twice.forbid_notes();
            let world = twice.start(&format!("{choice:?}")).await;
            let to = twice.elsewhere(&twice.bucket, &format!("{choice:?}/"));
            let work = twice.moving(&world, vec![file(&key, 0)], &format!("{choice:?}/"), to).await;
            twice.heal();
            let id = world.add(work, choice).await;
            settled(&world, &id, OnConflict::Skip).await;
            assert!(twice.is_there(&twice.bucket, &key).await, "{kind:?} {choice:?} lost it");
            world.transfers.shut_down().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leads_to_where_it_is_through_another_login_is_told_before_it_begins() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let twice = Twice::over(kind, "one-bucket-planned").await;
        twice.put("a/b/deep.txt", b"deep").await;
        twice.put("a.txt", b"a").await;
        let (world, target) = (twice.start("journal").await, twice.by_name());
        let folder = || Selected::Folder { prefix: "a/".into() };
        let to = async |picked: Vec<Selected>, from: &str, to: &str, leave| {
            let to = (&target, twice.elsewhere(&twice.bucket, to));
            Copies::to((&world.store, world.place(from), picked), to, leave).await
        };
        let code = |refused: Result<Copies, engine::fault::Fault>| refused.map(drop).unwrap_err().code;
        assert_eq!(code(to(vec![folder()], "", "a/b/", false).await), "into_itself", "{kind:?}");
        assert_eq!(code(to(vec![folder()], "", "a/", true).await), "into_itself", "{kind:?}");
        assert_eq!(code(to(vec![folder()], "", "", true).await), "already_here", "{kind:?}");
        assert_eq!(code(to(vec![file("a.txt", 1)], "", "", true).await), "already_here", "{kind:?}");
        // A hit of a search in `a/`.
        assert_eq!(code(to(vec![file("a/b/deep.txt", 4)], "a/", "a/", true).await), "already_here", "{kind:?}");
        // A copy beside the original gets a number, as within one login.
        let copies = to(vec![folder(), file("a.txt", 1)], "", "", false).await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: target.clone(), copies };
        let group = world.done(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(group.files_done, 2, "{kind:?}");
        let mut keys = world.keys().await;
        keys.sort();
        assert_eq!(keys, ["a (2).txt", "a (2)/b/deep.txt", "a.txt", "a/b/deep.txt"], "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_proves_that_there_are_two_the_original_stays_and_the_person_is_told() {
    let twice = Twice::over(Kind::MiniStack, "unproved").await;
    let other = "unproved-too";
    twice.direct().create_bucket(other).await.unwrap();
    let put_there = async |key: &str| {
        let at = ObjectAt::new(other, key);
        twice.direct().put(&at, Payload::bytes("older".into()), Put::default()).await.unwrap();
    };
    let world = twice.start("journal").await;
    // What is not there before the copy cannot be the original.
    twice.put("new.txt", b"new").await;
    twice.forbid_notes();
    let work = twice.moving(&world, vec![file("new.txt", 3)], "", twice.elsewhere(other, "")).await;
    world.done(&world.add(work, OnConflict::Ask).await).await;
    assert!(!twice.is_there(&twice.bucket, "new.txt").await && twice.is_there(other, "new.txt").await);

    // What is there may be.
    twice.put("precious.txt", b"precious").await;
    put_there("precious.txt").await;
    let work = twice.moving(&world, vec![file("precious.txt", 8)], "", twice.elsewhere(other, "")).await;
    let id = world.add(work, OnConflict::Replace).await;
    assert_eq!(world.end(&id).await.state, GroupState::Failed);
    assert_eq!(code(&world, &id).await, Some("original_kept"));
    assert!(twice.is_there(&twice.bucket, "precious.txt").await && twice.is_there(other, "precious.txt").await);
    // Once it may be found out, the move goes on where it was.
    twice.heal();
    world.transfers.retry(id.clone(), None).await;
    world.when(&id, |group| group.state == GroupState::Done).await;
    assert!(!twice.is_there(&twice.bucket, "precious.txt").await);
    assert_eq!(fetched(twice.server, other, "precious.txt"), b"precious");

    // The ids of versions prove it too.
    for bucket in [&twice.bucket, other] {
        let on = "Status=Enabled";
        aws(twice.server, ["s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", on]);
    }
    twice.put("kept.txt", b"kept").await;
    put_there("kept.txt").await;
    twice.forbid_notes();
    let work = twice.moving(&world, vec![file("kept.txt", 4)], "", twice.elsewhere(other, "")).await;
    world.done(&world.add(work, OnConflict::Replace).await).await;
    assert!(!twice.is_there(&twice.bucket, "kept.txt").await);
    assert_eq!(fetched(twice.server, other, "kept.txt"), b"kept");
    twice.is_tidy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn skip_after_a_restart_leaves_an_original_beside_somebody_elses_file_of_the_same_bytes() {
    let twice = Twice::over(Kind::Practice, "skipped-twin").await;
    twice.put("from/a.txt", b"the same").await;
    twice.put("to/a.txt", b"the same").await;
    let world = twice.start("journal").await;
    let work = twice.moving(&world, vec![file("from/a.txt", 8)], "from/", twice.elsewhere(&twice.bucket, "to/")).await;
    twice.shut().await;
    let id = world.add(work, OnConflict::Skip).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    world.transfers.shut_down().await;
    twice.reopen().await;
    let world = twice.start("journal").await;
    assert_eq!(world.done(&id).await.files_skipped, 1);
    assert!(twice.is_there(&twice.bucket, "from/a.txt").await, "skipped, and gone all the same");
}

/// A name in other letters is another object on servers that tell them apart, and is found to be
/// one without a request that writes.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_other_letters_and_odd_slashes_lose_nothing() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let twice = Twice::over(kind, "spelled").await;
        let world = twice.start("journal").await;
        twice.put("Report.TXT", b"report").await;
        let picked = file("Report.TXT", 6);
        let copies = Copies::rename(&world.store, world.place(""), picked, "report.txt").await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
        world.done(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(world.keys().await, ["report.txt"], "{kind:?}");
        // `odd//x` and `odd/x` are one on SeaweedFS and two elsewhere.
        twice.put("odd//x", b"odd").await;
        let copies = Copies::to(
            (&world.store, world.place("odd//"), vec![file("odd//x", 3)]),
            (&world.store, world.place("odd/")),
            true,
        );
        if let Ok(copies) = copies.await {
            let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
            let id = world.add(work, OnConflict::Replace).await;
            settled(&world, &id, OnConflict::Replace).await;
        }
        let left = [twice.is_there("spelled", "odd/x").await, twice.is_there("spelled", "odd//x").await];
        assert!(left.contains(&true), "{kind:?} lost it");
        assert_eq!(fetched(twice.server, "spelled", if left[0] { "odd/x" } else { "odd//x" }), b"odd", "{kind:?}");
        twice.is_tidy().await;
    }
}

/// Whether there are two is found out by requests that take their time.
#[tokio::test(flavor = "multi_thread")]
async fn an_original_that_is_written_while_the_two_are_told_apart_stays() {
    let twice = Twice::over(Kind::MiniStack, "written-meanwhile").await;
    let other = "written-meanwhile-too";
    twice.direct().create_bucket(other).await.unwrap();
    twice.put("precious.txt", b"precious").await;
    let at = ObjectAt::new(other, "precious.txt");
    twice.direct().put(&at, Payload::bytes("older".into()), Put::default()).await.unwrap();
    let world = twice.start("journal").await;
    let work = twice.moving(&world, vec![file("precious.txt", 8)], "", twice.elsewhere(other, "")).await;
    let newer = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(newer.path(), "PRECIOUS").unwrap();
    let (server, bucket, body) = (twice.server, twice.bucket.clone(), newer.path().to_str().unwrap().to_owned());
    let mut copied = false;
    twice.there.script(move |line| {
        let note = line.contains(".bucketwise-");
        copied |= line.starts_with("PUT") && !note;
        match line.starts_with("PUT") && note {
            true if copied => {
                let put = ["s3api", "put-object", "--bucket", &bucket, "--key", "precious.txt", "--body", &body];
                aws(server, put);
                Act::Pass
            }
            // Not found out before the copy is there.
            true => Act::Refuse("403 Forbidden", "AccessDenied"),
            false => Act::Pass,
        }
    });
    let id = world.add(work, OnConflict::Replace).await;
    assert_eq!(world.end(&id).await.state, GroupState::Failed);
    assert_eq!(code(&world, &id).await, Some("original_changed"));
    assert_eq!(fetched(twice.server, &twice.bucket, "precious.txt"), b"PRECIOUS");
    assert_eq!(fetched(twice.server, other, "precious.txt"), b"precious");
}

/// Nothing was noted of a copy: whoever took the original, what has its name at the other end is
/// somebody else's.
#[tokio::test(flavor = "multi_thread")]
async fn an_original_that_went_before_it_was_copied_is_not_said_to_be_moved() {
    let twice = Twice::over(Kind::Practice, "gone-before").await;
    twice.put("from/a.txt", b"mine").await;
    twice.put("to/a.txt", b"else").await;
    let world = twice.start("journal").await;
    let work = twice.moving(&world, vec![file("from/a.txt", 4)], "from/", twice.elsewhere(&twice.bucket, "to/")).await;
    twice.shut().await;
    let id = world.add(work, OnConflict::Replace).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    world.transfers.shut_down().await;
    drop(world);
    twice.direct().delete(&ObjectAt::new(twice.bucket.clone(), "from/a.txt")).await.unwrap();
    twice.reopen().await;
    let world = twice.start("journal").await;
    let group = settled(&world, &id, OnConflict::Skip).await;
    assert_eq!((group.state, code(&world, &id).await), (GroupState::Failed, Some("original_gone")), "{group:#?}");
    assert_eq!(fetched(twice.server, &twice.bucket, "to/a.txt"), b"else");
}

/// The answer to the deletion is lost with all that follow, and the next start finds the copy by
/// its note.
#[tokio::test(flavor = "multi_thread")]
async fn a_move_whose_end_was_not_heard_is_done_after_a_restart() {
    for (kind, near) in
        [(Kind::Practice, true), (Kind::Practice, false), (Kind::MiniStack, true), (Kind::Rclone, false)]
    {
        let bucket = format!("unheard-end-{kind:?}-{near}").to_lowercase();
        let twice = Twice::over(kind, &bucket).await;
        twice.put("from/a.txt", b"mine").await;
        let world = twice.start("journal").await;
        let work = if near {
            let ends =
                ((&world.store, world.place("from/"), vec![file("from/a.txt", 4)]), (&world.store, world.place("to/")));
            let copies = Copies::to(ends.0, ends.1, true).await.unwrap();
            Work::Copy { store: world.store.clone(), target: world.store.clone(), copies }
        } else {
            twice.moving(&world, vec![file("from/a.txt", 4)], "from/", twice.elsewhere(&bucket, "to/")).await
        };
        let mut deleted = false;
        twice.here.script(move |line| {
            deleted |= line.starts_with("DELETE") && line.contains("a.txt");
            if deleted { Act::LoseAnswer } else { Act::Pass }
        });
        let id = world.add(work, OnConflict::Ask).await;
        world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
        world.transfers.shut_down().await;
        drop(world);
        assert!(!twice.is_there(&bucket, "from/a.txt").await, "{kind:?}");
        twice.heal();
        let world = twice.start("journal").await;
        let group = settled(&world, &id, OnConflict::Skip).await;
        assert_eq!((group.state, group.files_done), (GroupState::Done, 1), "{kind:?}: {:?}", code(&world, &id).await);
        assert_eq!(fetched(twice.server, &bucket, "to/a.txt"), b"mine");
    }
}

/// SeaweedFS takes `odd//x` and `odd/x` for one.
#[tokio::test(flavor = "multi_thread")]
async fn an_object_is_not_written_over_itself_through_another_login() {
    let twice = Twice::over(Kind::SeaweedFs, "over-itself").await;
    twice.put("odd/x", b"odd").await;
    let world = twice.start("journal").await;
    for leave in [false, true] {
        for choice in [OnConflict::Replace, OnConflict::IfNewer, OnConflict::IfDifferent] {
            twice.forbid_notes();
            let target = twice.by_name();
            let ends = (
                (&world.store, world.place("odd//"), vec![file("odd//x", 3)]),
                (&target, twice.elsewhere("over-itself", "odd/")),
            );
            let copies = Copies::to(ends.0, ends.1, leave).await.unwrap();
            let work = Work::Copy { store: world.store.clone(), target: target.clone(), copies };
            twice.heal();
            let written = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&written);
            twice.there.script(move |line| {
                let writes = line.starts_with("PUT") && !line.contains(".bucketwise-");
                count.fetch_add(usize::from(writes), Ordering::SeqCst);
                Act::Pass
            });
            let id = world.add(work, choice).await;
            let group = settled(&world, &id, OnConflict::Skip).await;
            let told = code(&world, &id).await;
            let right = if leave { told == Some("same_object") } else { group.files_skipped == 1 };
            assert!(right, "{leave} {choice:?}: {told:?} {group:#?}");
            assert_eq!(written.load(Ordering::SeqCst), 0, "{leave} {choice:?}");
            assert_eq!(fetched(twice.server, "over-itself", "odd/x"), b"odd");
        }
    }
    twice.is_tidy().await;
}
