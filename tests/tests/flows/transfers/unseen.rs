//! A login that may write and not look: what is there is not written over unasked, on servers that
//! would.

use bucketwise_tests::{
    faults::{Act, Proxy},
    lister::{ACCESS_KEY, Lister, Manner, Mood, SECRET_KEY, Shelf},
    servers::{Kind, Server},
};
use engine::{
    at::Place,
    files::folders,
    ids::GroupId,
    listing::Selected,
    transfers::{Copies, GroupState, JobFilter, OnConflict, Work},
};
use store::{Get, ObjectAt, Payload, Put};

use super::{
    logins::narrow,
    world::{World, bytes, fetched, write},
};

const CHOICES: [OnConflict; 5] =
    [OnConflict::Ask, OnConflict::Skip, OnConflict::KeepBoth, OnConflict::IfDifferent, OnConflict::IfNewer];

/// A server, and a login of it that gets 403 where it looks at a key or a list in which one of
/// `words` stands.
async fn blind(kind: Kind, bucket: &str, words: &'static [&'static str]) -> (World, World, Proxy) {
    let server = Server::shared(kind);
    let owner = World::over(server, &server.endpoint, bucket).await;
    let proxy = Proxy::start(&server.endpoint).await;
    refuse(&proxy, words);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    (owner, World::at(&proxy.endpoint(), server.region, keys, bucket).await, proxy)
}

fn refuse(proxy: &Proxy, words: &'static [&'static str]) {
    proxy.script(move |request| {
        let looks = request.starts_with("HEAD ") || request.contains("list-type=2");
        match looks && words.iter().any(|word| request.contains(word)) {
            true => Act::Refuse("403 Forbidden", "AccessDenied"),
            false => Act::Pass,
        }
    });
}

async fn put(world: &World, key: &str, content: &'static str) {
    let at = ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, Payload::bytes(content.into()), Put::default()).await.unwrap();
}

async fn content(world: &World, key: &str) -> Vec<u8> {
    let at = ObjectAt::new(world.bucket.clone(), key);
    let mut body = world.store.get(&at, Get::default()).await.unwrap();
    let mut all = Vec::new();
    while let Some(piece) = body.chunk().await.unwrap() {
        all.extend_from_slice(&piece);
    }
    all
}

/// Why each file of the group failed.
async fn codes(world: &World, id: &GroupId) -> Vec<&'static str> {
    assert_eq!(world.end(id).await.state, GroupState::Failed);
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    failed.into_iter().map(|job| job.fault.unwrap().code).collect()
}

/// rclone writes over what is there, whatever it is asked.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_may_not_be_seen_is_not_written_over() {
    let server = Server::shared(Kind::Rclone);
    let (owner, world, _line) = blind(Kind::Rclone, "unseen", &["unseen"]).await;
    put(&owner, "taken.bin", "precious").await;
    let from = tempfile::tempdir().unwrap();
    // Held in memory, in one request, and in parts.
    for size in [5, 200_000, 17_500_000] {
        let path = write(from.path(), "taken.bin", bytes(size, 1));
        for choice in CHOICES {
            let id = world.upload(&[&path], "", choice).await;
            assert_eq!(codes(&world, &id).await, ["name_unseen"], "{choice:?}, {size}");
            assert_eq!(content(&owner, "taken.bin").await, b"precious", "{choice:?}, {size}");
        }
    }
    assert_eq!(owner.keys().await, ["taken.bin"]);
    let path = write(from.path(), "taken.bin", "chosen");
    world.done(&world.upload(&[&path], "", OnConflict::Replace).await).await;
    assert_eq!(fetched(server, "unseen", "taken.bin"), b"chosen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_by_the_server_writes_over_nothing_unseen_either() {
    let (owner, world, _line) = blind(Kind::Rclone, "unseen-copy", &["/to/", "to%2F"]).await;
    for (key, text) in [("from/a", "new"), ("to/a", "precious")] {
        put(&owner, key, text).await;
    }
    for leave in [false, true] {
        for choice in CHOICES {
            let picked = vec![Selected::File { key: "from/a".into(), size: 3, modified: None, etag: None }];
            let (from, to) = (world.place("from/"), world.place("to/"));
            let copies = Copies::to((&world.store, from, picked), (&world.store, to), leave).await.unwrap();
            let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
            let id = world.add(work, choice).await;
            codes(&world, &id).await;
            assert_eq!(content(&owner, "to/a").await, b"precious", "{choice:?}, {leave}");
            assert_eq!(content(&owner, "from/a").await, b"new", "{choice:?}, {leave}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_not_made_of_a_file_that_may_not_be_seen() {
    let server = Server::shared(Kind::Moto);
    let (owner, world, _line) = blind(Kind::Moto, "unseen-folder", &["unseen-folder"]).await;
    put(&owner, "about/", "a page").await;
    let from = tempfile::tempdir().unwrap();
    std::fs::create_dir(from.path().join("about")).unwrap();
    for choice in CHOICES {
        let id = world.upload(&[&from.path().join("about")], "", choice).await;
        assert_eq!(codes(&world, &id).await, ["name_unseen"], "{choice:?}");
    }
    assert!(!folders::make(&world.store, &world.place(""), "about").await.unwrap_err().code.is_empty());
    assert_eq!(fetched(server, "unseen-folder", "about/"), b"a page");
}

/// Whoever may list may see what is there, and so may go on; on a server that enforces what a login
/// may.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_shows_what_may_not_be_opened() {
    let server = Server::shared(Kind::MiniStack);
    let (owner, lister) = narrow("other", "may-list", r#""s3:PutObject","s3:ListBucket""#).await;
    put(&owner, "taken.txt", "precious").await;
    put(&owner, "about/", "a page").await;
    let from = tempfile::tempdir().unwrap();
    let paths = [write(from.path(), "new.txt", "new"), write(from.path(), "taken.txt", "mine")];
    std::fs::create_dir(from.path().join("about")).unwrap();
    let folder = from.path().join("about");
    let group = lister.end(&lister.upload(&[&paths[0], &paths[1], &folder], "", OnConflict::Skip).await).await;
    assert_eq!((group.state, group.files_done, group.files_skipped), (GroupState::Done, 1, 2), "{group:#?}");
    assert_eq!(fetched(server, "may-list", "new.txt"), b"new");
    assert_eq!(fetched(server, "may-list", "about/"), b"a page");
    let asked = lister.upload(&[&paths[1]], "", OnConflict::Ask).await;
    let group = lister.when(&asked, |group| group.state == GroupState::Asking).await;
    assert_eq!(group.conflict_names, ["taken.txt"]);
    lister.transfers.answer_conflicts(asked.clone(), OnConflict::KeepBoth).await;
    lister.done(&asked).await;
    assert_eq!(fetched(server, "may-list", "taken.txt"), b"precious");
    assert_eq!(fetched(server, "may-list", "taken (2).txt"), b"mine");
}

/// A server that lists in no known order may show `a.txt.bak` before `a.txt`, whatever the page.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_not_listed_first_is_taken_all_the_same() {
    let behind = (0..2_500).map(|nth| format!("taken.txt.{nth}"));
    let too_many = (0..12_000).map(|nth| format!("many.txt.{nth}"));
    let names = ["taken.txt", "many.txt", "short.txt", "short.txt.bak"].map(str::to_owned);
    let shelf = Shelf::given(names.into_iter().chain(behind).chain(too_many));
    let lister = Lister::start(shelf, Mood { manner: Manner::Backwards, ..Mood::default() });
    let proxy = Proxy::start(&lister.endpoint).await;
    proxy.script(|request| match request.starts_with("HEAD ") {
        true => Act::Refuse("403 Forbidden", "AccessDenied"),
        false => Act::Pass,
    });
    let world = World::at(&proxy.endpoint(), "us-east-1", (ACCESS_KEY, SECRET_KEY), "bucket").await;
    let from = tempfile::tempdir().unwrap();
    for name in ["taken.txt", "short.txt"] {
        let path = write(from.path(), name, "mine");
        let id = world.upload(&[&path], "", OnConflict::Skip).await;
        let group = world.end(&id).await;
        assert_eq!((group.state, group.files_skipped), (GroupState::Done, 1), "{name}: {group:#?}");
        let asked = world.upload(&[&path], "", OnConflict::Ask).await;
        world.when(&asked, |group| group.state == GroupState::Asking).await;
        let error = folders::make(&world.store, &world.place(""), name).await.unwrap_err();
        assert_eq!(error.title, "A file with this name already exists", "{name}");
    }
    // Nobody reads a list of a million for one name: then it counts as unseen.
    let path = write(from.path(), "many.txt", "mine");
    assert_eq!(codes(&world, &world.upload(&[&path], "", OnConflict::Skip).await).await, ["name_unseen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_box_of_a_server_nobody_knows_takes_nothing_unproved() {
    let server = Server::shared(Kind::MiniStack);
    let (owner, box_) = narrow("other", "unknown-box", r#""s3:PutObject""#).await;
    put(&owner, "taken.txt", "precious").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "taken.txt", "mine");
    for choice in CHOICES {
        let id = box_.upload(&[&path], "", choice).await;
        assert_eq!(codes(&box_, &id).await, ["name_unseen"], "{choice:?}");
    }
    assert_eq!(fetched(server, "unknown-box", "taken.txt"), b"precious");
    // What the panel offers: the same files again, replacing what is there.
    let id = box_.upload(&[&path], "", OnConflict::Ask).await;
    codes(&box_, &id).await;
    box_.transfers.replace_unseen(id.clone()).await;
    box_.when(&id, |group| group.files_done == 1).await;
    assert_eq!(fetched(server, "unknown-box", "taken.txt"), b"mine");
}

/// A login that sees some names and not others: what it can see is not replaced because of what it
/// cannot.
#[tokio::test(flavor = "multi_thread")]
async fn what_could_be_seen_is_not_replaced_with_what_could_not() {
    let server = Server::shared(Kind::Rclone);
    let (owner, world, proxy) = blind(Kind::Rclone, "half-seen", &["half-seen"]).await;
    put(&owner, "hidden.txt", "precious").await;
    let from = tempfile::tempdir().unwrap();
    let paths = ["hidden.txt", "seen.txt"].map(|name| write(from.path(), name, "mine"));
    // One fails since its name cannot be seen, the other for a reason of its own.
    proxy.script(|request| match request.starts_with("HEAD ") || request.contains("list-type=2") {
        true if request.contains("seen.txt") => Act::Refuse("405 Method Not Allowed", "MethodNotAllowed"),
        true => Act::Refuse("403 Forbidden", "AccessDenied"),
        false => Act::Pass,
    });
    let id = world.upload(&[&paths[0], &paths[1]], "", OnConflict::Skip).await;
    assert_eq!(world.end(&id).await.files_failed, 2);
    // Meanwhile somebody writes under the name that can be seen.
    put(&owner, "seen.txt", "theirs").await;
    refuse(&proxy, &["hidden.txt"]);
    world.transfers.replace_unseen(id.clone()).await;
    let group = world.when(&id, |group| group.files_done == 1 && group.state == GroupState::Failed).await;
    assert_eq!((group.files_failed, group.files_skipped), (1, 0), "{group:#?}");
    assert_eq!(fetched(server, "half-seen", "hidden.txt"), b"mine");
    assert_eq!(fetched(server, "half-seen", "seen.txt"), b"theirs");
    // Nor is the choice of the group another one since.
    world.transfers.retry(id.clone(), None).await;
    let group = world.when(&id, |group| group.state == GroupState::Done).await;
    assert_eq!((group.files_done, group.files_skipped), (1, 1), "{group:#?}");
    assert_eq!(fetched(server, "half-seen", "seen.txt"), b"theirs");
}

/// What the table of providers says of a server is so, in one request and in parts.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_known_to_refuse_does_so() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let bucket = "known-to-refuse";
        let (owner, _, proxy) = blind(kind, bucket, &["known-to-refuse"]).await;
        put(&owner, "taken.bin", "precious").await;
        let keys = (server.access_key.as_str(), server.secret_key.as_str());
        let world = World::with(kind.provider(), &proxy.endpoint(), server.region, keys, bucket).await;
        let from = tempfile::tempdir().unwrap();
        for size in [5, 200_000, 17_500_000] {
            let path = write(from.path(), "taken.bin", bytes(size, 1));
            let group = world.end(&world.upload(&[&path], "", OnConflict::Skip).await).await;
            assert_eq!(content(&owner, "taken.bin").await, b"precious", "{kind:?}, {size}: {group:#?}");
            assert_eq!(group.files_skipped, 1, "{kind:?}, {size}: {group:#?}");
            // What is there can be held against nothing: it is sent once, and not for ever.
            for choice in [OnConflict::IfDifferent, OnConflict::IfNewer] {
                let id = world.upload(&[&path], "", choice).await;
                assert_eq!(codes(&world, &id).await, ["name_unseen"], "{kind:?}, {size}, {choice:?}");
                assert_eq!(content(&owner, "taken.bin").await, b"precious", "{kind:?}, {size}, {choice:?}");
            }
        }
    }
}

/// The server refused once: from then on its word is enough, for writes of that kind.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_seen_to_refuse_is_believed() {
    let server = Server::shared(Kind::MiniStack);
    let (owner, world, proxy) = blind(Kind::MiniStack, "proved", &["proved"]).await;
    put(&owner, "taken.txt", "precious").await;
    let from = tempfile::tempdir().unwrap();
    let [taken, new] = ["taken.txt", "new.txt"].map(|name| write(from.path(), name, "mine"));
    let large = write(from.path(), "large.bin", bytes(17_500_000, 2));
    let id = world.upload(&[&new], "", OnConflict::Skip).await;
    assert_eq!(codes(&world, &id).await, ["name_unseen"]);
    // Somebody was quicker: nothing was there when it was looked.
    proxy.script(|request| match request.starts_with("HEAD ") {
        true => Act::Refuse("404 Not Found", "NoSuchKey"),
        false => Act::Pass,
    });
    assert_eq!(world.end(&world.upload(&[&taken], "", OnConflict::Skip).await).await.files_skipped, 1);
    refuse(&proxy, &["proved"]);
    let group = world.end(&world.upload(&[&new, &taken], "", OnConflict::Skip).await).await;
    assert_eq!((group.state, group.files_done, group.files_skipped), (GroupState::Done, 1, 1), "{group:#?}");
    assert_eq!(fetched(server, "proved", "taken.txt"), b"precious");
    let id = world.upload(&[&large], "", OnConflict::Skip).await;
    assert_eq!(codes(&world, &id).await, ["name_unseen"], "of uploads in parts nothing is proved by that");
    let place = Place { prefix: String::new(), ..world.place("") };
    assert_eq!(folders::make(&world.store, &place, "folder").await.unwrap_err().code, "not_permitted");
}
