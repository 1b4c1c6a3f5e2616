//! How a copy goes: thrown away by a person, with the session, or stopped before it was here. And
//! what is seen of a copy that somebody else made read-only, or whose program hides that it saved.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc, time::Duration};

use bucketwise_tests::{faults::Proxy, servers::Kind};
use engine::opened::{Fetched, OpenHow, OpenedFiles, OpenedOptions, OpenedState};
use engine::transfers::Pacing;
use store::Store;

use super::{World, at, get, keys, login, put, save};

fn is_empty(room: &Path) -> bool {
    fs::read_dir(room).unwrap().flatten().all(|entry| entry.file_name() == "held.lock")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_thrown_away_goes_with_its_copy_and_nothing_else_does() {
    let mut world = World::new(Kind::MiniStack, "aws", "opened-discarded");
    let (server, bucket) = (world.server, world.bucket.clone());
    put(server, &bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    save(&path, b"mine");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    // Saved once more behind the back of the question.
    save(&path, b"mine, and more");
    world.files.discard(&id).unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Changed));
    assert_eq!(fs::read(&path).unwrap(), b"mine, and more", "nobody said anything of that");
    // An editor has it open.
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    let lock = path.with_file_name(".~lock.a.txt#");
    fs::write(&lock, "somebody").unwrap();
    assert_eq!(world.files.discard(&id).unwrap_err().code, "opened_beside");
    assert!(path.exists() && lock.exists() && world.files.list().len() == 1);
    fs::remove_file(&lock).unwrap();
    world.files.discard(&id).unwrap();
    assert!(world.files.list().is_empty() && is_empty(world.room.path()));
    assert_eq!(get(server, &bucket, "a.txt"), b"first");
    assert_eq!(world.files.discard(&id).unwrap_err().code, "gone");
    // Nor does a later start know of it; and opened again it is what the bucket has.
    world.restart();
    assert!(world.files.list().is_empty());
    let (other, path) = world.open("a.txt").await;
    assert!(other != id && fs::read(&path).unwrap() == b"first");
    // One whose copy somebody removed, and one that is deleted there.
    tokio::task::yield_now().await;
    save(&path, b"mine");
    assert!(matches!(world.looked(&other).await, OpenedState::Changed));
    fs::remove_file(&path).unwrap();
    world.files.discard(&other).unwrap();
    assert!(is_empty(world.room.path()));
    assert_eq!(keys(server, &bucket), ["a.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_editor_saves_after_its_copy_went_is_found_and_told() {
    let mut world = World::new(Kind::Practice, "practice", "opened-stray");
    put(world.server, &world.bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    world.files.discard(&id).unwrap();
    assert!(is_empty(world.room.path()));
    // Editors make a folder that is gone again when they save.
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::write(&path, b"the work of a day").unwrap();
    for _ in 0..2 {
        world.restart();
        let [one] = &world.files.list()[..] else { panic!("{:?}", world.files.list()) };
        assert!(one.id == id && one.name == "a.txt" && matches!(one.state, OpenedState::Stray), "{one:?}");
        assert_eq!(world.files.path(&id).unwrap(), path, "where the person can find it");
        // It is of no file that it could be sent to.
        world.files.always(&id).unwrap();
        for beside in [false, true] {
            world.files.send(&id, beside).await.unwrap();
        }
        assert!(matches!(world.looked(&id).await, OpenedState::Stray));
        world.files.leave(&id).unwrap();
        assert!(world.files.list().is_empty(), "not now");
    }
    assert_eq!(fs::read(&path).unwrap(), b"the work of a day");
    assert_eq!(get(world.server, &world.bucket, "a.txt"), b"first");
    // Opened again, the bucket's is beside it.
    let (other, _) = world.open("a.txt").await;
    assert_ne!(other, id);
    world.restart();
    assert!(matches!(world.looked(&id).await, OpenedState::Stray));
    save(&path, b"and of another");
    world.files.discard(&id).unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Stray) && path.exists(), "nobody said anything of that");
    world.looked(&id).await;
    world.files.discard(&id).unwrap();
    assert!(!path.parent().unwrap().exists());
    // What the person moved away leaves nothing.
    fs::create_dir(path.parent().unwrap()).unwrap();
    world.restart();
    assert!(!path.parent().unwrap().exists() && world.files.list().len() == 1);
}

fn begin_for_session(room: &Path, store: &Store) -> OpenedFiles {
    let store = store.clone();
    OpenedFiles::open(OpenedOptions {
        room: room.to_owned(),
        open_store: Arc::new(move |_| {
            let store = store.clone();
            Box::pin(async move { Ok(store) })
        }),
        pacing: Box::new(Pacing::default),
        now: || 1_764_400_000_000,
        stays: Box::new(|_| false),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_a_session_go_with_it_but_for_changes_that_are_nowhere_else() {
    for ended_well in [true, false] {
        let mut world = World::new(Kind::Practice, "practice", &format!("opened-session-{ended_well}"));
        let (server, bucket) = (world.server, world.bucket.clone());
        for key in ["same.txt", "changed.txt", "open.txt"] {
            put(server, &bucket, key, b"first");
        }
        let empty = tempfile::tempdir().unwrap();
        world.files = begin_for_session(empty.path(), &world.store);
        world.files = begin_for_session(world.room.path(), &world.store);
        let (_, same) = world.open("same.txt").await;
        let (_, changed) = world.open("changed.txt").await;
        let (_, open) = world.open("open.txt").await;
        save(&changed, b"mine");
        let lock = open.with_file_name(".open.txt.swp");
        fs::write(&lock, "an editor").unwrap();
        if ended_well {
            world.files.end_session();
            assert!(!same.exists() && changed.exists() && open.exists());
        }
        world.files = begin_for_session(empty.path(), &world.store);
        world.files = begin_for_session(world.room.path(), &world.store);
        assert!(!same.exists() && !same.parent().unwrap().exists(), "what a crash left goes with the next start");
        assert!(changed.exists() && open.exists() && lock.exists());
        let left: Vec<_> = world.files.list().into_iter().map(|one| one.name).collect();
        assert!(left.contains(&"changed.txt".to_owned()), "{left:?}");
        let id = world.files.list().into_iter().find(|one| one.name == "changed.txt").unwrap().id;
        assert!(matches!(world.looked(&id).await, OpenedState::Changed));
        world.files.discard(&id).unwrap();
        assert!(!changed.exists());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_sets_back_the_time_is_seen_to_have_saved() {
    let world = World::new(Kind::Practice, "practice", "opened-time");
    put(world.server, &world.bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    assert!(matches!(world.looked(&id).await, OpenedState::Same));
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    // In place, of the same length, and with the time that it had.
    fs::write(&path, "other").unwrap();
    fs::File::options().append(true).open(&path).unwrap().set_modified(before).unwrap();
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_opened_again_may_be_written_as_the_connection_may_now() {
    let world = World::new(Kind::Practice, "practice", "opened-locked-again");
    put(world.server, &world.bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    let reading = login(world.server, &world.server.endpoint, "practice", true);
    for (locked, mode) in [(true, 0o400), (false, 0o600), (true, 0o400)] {
        let how = OpenHow { locked, ..OpenHow::default() };
        let again = world.files.fetch(reading.clone(), &at(&world.bucket, "a.txt"), how).await.unwrap();
        assert!(matches!(&again, Fetched::Ready { id: same, .. } if *same == id), "{again:?}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        assert_eq!(world.one(&id).locked, locked);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_can_be_stopped_before_storage_has_said_anything() {
    let world = World::new(Kind::Practice, "practice", "opened-stopped");
    put(world.server, &world.bucket, "a.txt", b"first");
    let proxy = Proxy::start(&world.server.endpoint).await;
    proxy.set(bucketwise_tests::faults::Fault { latency: Duration::from_secs(3_600), ..Default::default() });
    let through = login(world.server, &proxy.endpoint(), "practice", false);
    let (tell, mut told) = tokio::sync::watch::channel(None);
    world.files.watch(Box::new(move |files| {
        let under_way = files.iter().find(|one| matches!(one.state, OpenedState::Fetching { .. }));
        tell.send_replace(under_way.map(|one| one.id.clone()));
    }));
    let (files, file) = (world.files.clone(), at(&world.bucket, "a.txt"));
    let fetch = tokio::spawn(async move { files.fetch(through, &file, OpenHow::default()).await });
    let id = told.wait_for(Option::is_some).await.unwrap().clone().unwrap();
    world.files.stop(&id);
    assert!(matches!(fetch.await.unwrap().unwrap(), Fetched::Stopped));
    assert!(world.files.list().is_empty() && is_empty(world.room.path()));
}
