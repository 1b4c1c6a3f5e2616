//! Folder markers: an object without bytes whose key ends with `/`. One with bytes is a file, and
//! nobody's folder.

use bucketwise_tests::servers::{Kind, Server};
use engine::{
    files::folders,
    listing::Selected,
    transfers::{Copies, GroupState, OnConflict, Work},
};
use store::{ObjectAt, Payload, Put};

use super::world::{World, fetched};

async fn put(world: &World, key: &str, content: &'static str) {
    let at = ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, Payload::bytes(content.into()), Put::default()).await.unwrap();
}

fn file(key: &str, size: u64) -> Selected {
    Selected::File { key: key.into(), size, modified: None, etag: None }
}

/// What became of an object `about/` with bytes when an empty folder of that name comes under this
/// choice.
async fn after(world: &World, choice: OnConflict, copied: bool) -> (GroupState, u32, Vec<u8>) {
    put(world, "about/", "bytes").await;
    let id = if copied {
        put(world, "from/about/", "").await;
        let picked = vec![file("from/about/", 0)];
        let copies = Copies::to((&world.store, world.place("from/"), picked), (&world.store, world.place("")), false);
        let work =
            Work::Copy { store: world.store.clone(), target: world.store.clone(), copies: copies.await.unwrap() };
        world.add(work, choice).await
    } else {
        let local = tempfile::tempdir().unwrap();
        let empty = local.path().join("about");
        std::fs::create_dir(&empty).unwrap();
        let id = world.upload(&[&empty], "", choice).await;
        world.when(&id, |group| !matches!(group.state, GroupState::Planning | GroupState::Running)).await;
        id
    };
    let settled = |state| matches!(state, GroupState::Done | GroupState::Failed | GroupState::Asking);
    let group = world.when(&id, |group| settled(group.state)).await;
    let server = Server::shared(Kind::Practice);
    (group.state, group.files_skipped, fetched(server, &world.bucket, "about/"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_never_takes_the_place_of_bytes_unless_that_was_chosen() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "marker-choice").await;
    for copied in [false, true] {
        let skipped = (GroupState::Done, 1, b"bytes".to_vec());
        assert_eq!(after(&world, OnConflict::Skip, copied).await, skipped, "copied: {copied}");
        assert_eq!(after(&world, OnConflict::IfNewer, copied).await, skipped, "copied: {copied}");
        assert_eq!(after(&world, OnConflict::IfDifferent, copied).await, skipped, "copied: {copied}");
        let asked = after(&world, OnConflict::Ask, copied).await;
        assert_eq!(asked, (GroupState::Asking, 0, b"bytes".to_vec()), "copied: {copied}");
        // The folder is there by the file that lies in it.
        let kept = after(&world, OnConflict::KeepBoth, copied).await;
        assert_eq!(kept, (GroupState::Done, 0, b"bytes".to_vec()), "copied: {copied}");
        assert_eq!(after(&world, OnConflict::Replace, copied).await, (GroupState::Done, 0, Vec::new()));
    }
    put(&world, "new/", "bytes").await;
    let fault = folders::make(&world.store, &world.place(""), "new").await.unwrap_err();
    assert_eq!(fault.code, "folder_exists");
    assert_eq!(fetched(server, &world.bucket, "new/"), b"bytes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marker_that_has_gained_bytes_is_moved_as_the_file_that_it_is() {
    for kind in [Kind::Practice, Kind::MiniStack] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "marker-gained").await;
        put(&world, "from/a/", "gained").await;
        // As the row had it that was picked.
        let picked = vec![file("from/a/", 0)];
        let copies = Copies::to((&world.store, world.place("from/"), picked), (&world.store, world.place("to/")), true);
        let work =
            Work::Copy { store: world.store.clone(), target: world.store.clone(), copies: copies.await.unwrap() };
        let group = world.end(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(world.keys().await, ["to/a/"], "{kind:?} {group:#?}");
        assert_eq!(fetched(server, &world.bucket, "to/a/"), b"gained", "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_folders_move_and_copy_with_their_files() {
    for kind in [Kind::Practice, Kind::MiniStack] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "marker-moved").await;
        put(&world, "from/a/", "").await;
        put(&world, "from/a/empty/", "").await;
        put(&world, "from/a/file", "file").await;
        let picked = || vec![Selected::Folder { prefix: "from/a/".into() }];
        for (to, leave) in [("copied/", false), ("moved/", true)] {
            let to = (&world.store, world.place(to));
            let copies = Copies::to((&world.store, world.place("from/"), picked()), to, leave).await.unwrap();
            let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
            world.done(&world.add(work, OnConflict::Ask).await).await;
        }
        let keys = ["a/", "a/empty/", "a/file"];
        let all: Vec<_> =
            ["copied/", "moved/"].into_iter().flat_map(|to| keys.map(|key| format!("{to}{key}"))).collect();
        assert_eq!(world.keys().await, all, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_counts_a_file_whose_key_ends_with_a_slash() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "marker-counted").await;
    put(&world, "a/", "").await;
    put(&world, "a/b/", "bytes").await;
    let picked = vec![Selected::Folder { prefix: "a/".into() }];
    let plan = world.transfers.plan_delete(world.store.clone(), world.place(""), picked, drop).await.unwrap();
    assert_eq!((plan.count.files, plan.count.bytes), (1, 5));
}
