//! What a synchronization must never lose, where a server shows one bucket under two names, writes
//! between a look and the deed, or a file of this computer that cannot be read.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::{python, rclone},
};
use engine::{
    sync::{CompareBy, Comparison, SyncFilter, SyncSide, SyncState},
    transfers::{GroupState, JobFilter},
};
use store::{ObjectAt, Payload, Put};

use super::{
    syncing::{BACK, MIRROR, Pair, UPDATE, begun, compared, filtered, states},
    world::{World, fetched, login, write},
};

async fn put(world: &World, key: &str, content: &'static str) {
    let at = ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, Payload::bytes(content.into()), Put::default()).await.unwrap();
}

/// A bucket of a server that looks at no signature, and the same one under another name behind a
/// proxy.
async fn twice(bucket: &'static str, alias: &'static str) -> (World, Proxy, SyncSide) {
    let server = Server::shared(Kind::Moto);
    let world = World::over(server, &server.endpoint, bucket).await;
    let proxy = Proxy::start(&server.endpoint).await;
    proxy.script(move |line| if line.contains(alias) { Act::InBucket(bucket) } else { Act::Pass });
    let other = login("other", &proxy.endpoint(), server.region, (&server.access_key, &server.secret_key));
    world.lead("there", &other).await;
    let mut place = world.place("");
    (place.connection, place.bucket) = ("there".into(), alias.into());
    (world, proxy, SyncSide::Bucket { store: other, place })
}

fn below(side: &SyncSide, folder: &str) -> SyncSide {
    let SyncSide::Bucket { store, place } = side else { unreachable!("a bucket") };
    let mut place = place.clone();
    place.prefix = folder.into();
    SyncSide::Bucket { store: store.clone(), place }
}

async fn keys(world: &World) -> Vec<String> {
    let mut keys = world.keys().await;
    keys.sort();
    keys
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bucket_behind_two_names_keeps_the_originals_of_a_folder_within_it() {
    let (world, _proxy, alias) = twice("one-bucket", "two-bucket").await;
    let direct = SyncSide::Bucket { store: world.store.clone(), place: world.place("") };
    for (key, content) in [("a", "1"), ("in/a", "22"), ("in/old", "333")] {
        put(&world, key, content).await;
    }
    let before = keys(&world).await;
    // The target has the source within it, and the source the target; of the second an update would
    // replace what is an original as well.
    let cases = [
        (below(&alias, "in/"), direct.clone(), MIRROR),
        (alias.clone(), below(&direct, "in/"), MIRROR),
        (alias, below(&direct, "in/"), UPDATE),
    ];
    for (source, target, wish) in cases {
        let comparison = compared(source, target, CompareBy::Time).await;
        let id = begun(&world, &comparison, wish).await.unwrap();
        let ended = world.end(&id).await;
        assert_eq!(ended.state, GroupState::Failed);
        assert_eq!(ended.fault.map(|fault| fault.code), Some("sync_one_bucket"));
        assert_eq!(keys(&world).await, before, "nothing was removed, and no note is left");
        let server = Server::shared(Kind::Moto);
        assert_eq!(fetched(server, "one-bucket", "in/a"), b"22");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_folder_of_one_bucket_behind_two_names_is_no_second_copy() {
    let (world, _proxy, alias) = twice("same-bucket", "also-bucket").await;
    put(&world, "a", "1").await;
    let direct = SyncSide::Bucket { store: world.store.clone(), place: world.place("") };
    let maybe_one = async |left: SyncSide, right: SyncSide| {
        let comparison = compared(left, right, CompareBy::Time).await;
        assert_eq!(states(&comparison)["a"], SyncState::Same);
        comparison.count().maybe_one
    };
    assert!(maybe_one(direct.clone(), alias).await);
    // A copy is stored at another moment, and servers count seconds.
    let server = Server::shared(Kind::Moto);
    let other = World::over(server, &server.endpoint, "real-copy").await;
    put(&other, "a", "1").await;
    let stored = async |world: &World| {
        let at = ObjectAt::new(world.bucket.clone(), "a");
        world.store.head(&at).await.unwrap().modified
    };
    while stored(&other).await == stored(&world).await {
        put(&other, "a", "1").await;
    }
    let mut place = other.place("");
    place.connection = "there".into();
    assert!(!maybe_one(direct, SyncSide::Bucket { store: other.store.clone(), place }).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_may_have_a_bucket_of_one_name_and_one_server_two_addresses() {
    let (server, other) = (Server::shared(Kind::MiniStack), Server::shared(Kind::SeaweedFs));
    let world = World::known(server, &server.endpoint, "nested-names").await;
    let there = World::known(other, &other.endpoint, "nested-names").await;
    put(&world, "a", "1").await;
    let nested = async |store: &store::Store| {
        world.lead("there", store).await;
        let mut place = world.place("in/");
        place.connection = "there".into();
        let left = SyncSide::Bucket { store: world.store.clone(), place: world.place("") };
        let right = SyncSide::Bucket { store: store.clone(), place };
        let comparison = compared(left, right, CompareBy::Time).await;
        begun(&world, &comparison, UPDATE).await.unwrap()
    };
    let id = nested(&there.store).await;
    world.done(&id).await;
    assert_eq!(keys(&there).await, ["in/a"]);
    // The same server behind another address: no file is added to the folder that it is of.
    let proxy = Proxy::start(&server.endpoint).await;
    let keyed = (server.access_key.as_str(), server.secret_key.as_str());
    let id = nested(&login(server.kind.provider(), &proxy.endpoint(), server.region, keyed)).await;
    assert_eq!(world.end(&id).await.fault.map(|fault| fault.code), Some("sync_one_bucket"));
    assert_eq!(keys(&world).await, ["a"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_buckets_are_told_apart_and_where_that_is_not_allowed_nothing_is_removed() {
    let (world, proxy, alias) = twice("apart-one", "apart-two").await;
    put(&world, "in/a", "1").await;
    put(&world, "in/gone", "2").await;
    let target = SyncSide::Bucket { store: world.store.clone(), place: world.place("in/") };
    // Another bucket by now.
    let server = Server::shared(Kind::Moto);
    let other = World::over(server, &server.endpoint, "apart-two").await;
    put(&other, "a", "another").await;
    let noted = |refused: bool| {
        move |line: &str| match refused && line.contains(".bucketwise-") {
            true => Act::Refuse("403 Forbidden", "AccessDenied"),
            false => Act::Pass,
        }
    };
    proxy.script(noted(true));
    let comparison = compared(alias.clone(), target.clone(), CompareBy::Time).await;
    let id = begun(&world, &comparison, MIRROR).await.unwrap();
    let ended = world.end(&id).await;
    assert_eq!(ended.fault.map(|fault| fault.code), Some("sync_maybe_one_bucket"));
    assert_eq!(keys(&world).await, ["in/a", "in/gone"]);
    proxy.script(noted(false));
    let comparison = compared(alias, target, CompareBy::Time).await;
    let id = begun(&world, &comparison, MIRROR).await.unwrap();
    world.done(&id).await;
    assert_eq!(keys(&world).await, ["in/a"], "and no note is left");
    assert_eq!(fetched(server, "apart-one", "in/a"), b"another");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_is_not_said_to_differ() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &server.endpoint, "syncing-unreadable").await;
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a", b"first");
    let through =
        login(server.kind.provider(), &proxy.endpoint(), server.region, (&server.access_key, &server.secret_key));
    put(&world, "a", "other").await;
    let object = SyncSide::Bucket { store: through, place: world.place("") };
    for by in [CompareBy::Checksum, CompareBy::Time] {
        fs::write(&path, b"first").unwrap();
        let taken = path.clone();
        // It becomes a folder once its size was seen: its bytes cannot be read any more.
        proxy.script(move |line| {
            if line.starts_with("HEAD") && taken.is_file() {
                fs::remove_file(&taken).unwrap();
            }
            Act::Pass
        });
        let comparison = compared(SyncSide::Folder(folder.path().into()), object.clone(), by).await;
        assert_eq!(states(&comparison)["a"], SyncState::Unreadable, "{by:?}");
        let count = comparison.plan(MIRROR).unwrap();
        assert_eq!((count.replace.files, count.remove.files, count.held), (0, 0, 1), "{by:?}");
    }
}

/// As one under a key of KMS that the login may not use, or under a key of the customer.
#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_is_refused_costs_no_comparison_and_a_session_that_ends_does() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &server.endpoint, "syncing-refused").await;
    let folder = tempfile::tempdir().unwrap();
    for (name, theirs) in [("a", "other"), ("b", "b is longer"), ("c", "third")] {
        write(folder.path(), name, name.repeat(5).as_bytes());
        put(&world, name, theirs).await;
    }
    let through =
        login(server.kind.provider(), &proxy.endpoint(), server.region, (&server.access_key, &server.secret_key));
    let object = SyncSide::Bucket { store: through, place: world.place("") };
    let of = |line: &str, key: &str| {
        line.contains(&format!("/syncing-refused/{key} ")) || line.contains(&format!("/{key}?"))
    };
    for (by, refusal) in [
        (CompareBy::Time, Act::Refuse("403 Forbidden", "AccessDenied")),
        (CompareBy::Checksum, Act::Refuse("400 Bad Request", "InvalidRequest")),
    ] {
        proxy.script(move |line| if of(line, "a") { refusal } else { Act::Pass });
        let comparison = compared(SyncSide::Folder(folder.path().into()), object.clone(), by).await;
        let found = states(&comparison);
        assert_eq!(found["a"], SyncState::Unreadable, "{by:?}");
        assert!(found.values().filter(|state| **state == SyncState::Unreadable).count() == 1, "{by:?}: {found:?}");
        assert!(comparison.count().refused.is_some(), "{by:?}");
        let count = comparison.plan(MIRROR).unwrap();
        assert_eq!((count.remove.files, count.held), (0, 1), "{by:?}");
        let beside = tempfile::tempdir().unwrap();
        let table = beside.path().join("compared.csv");
        comparison.save_table(&table).unwrap();
        let read = "import csv, sys\n\
            rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[1:]\n\
            print([row[0] for row in rows], rows[0][1:4], all(row[4].endswith('Z') and row[6].endswith('Z') for row in rows))";
        let told = python(read, [&table]);
        assert_eq!(told.trim(), "['a', 'b', 'c'] ['Could not be read', 'by size', '5'] True", "{by:?}");
    }
    // From the first file on, no request is taken any more: none of the files is to blame for it.
    let mut ended = false;
    proxy.script(move |line| {
        ended |= line.starts_with("HEAD");
        if ended { Act::Refuse("400 Bad Request", "ExpiredToken") } else { Act::Pass }
    });
    let sides = (SyncSide::Folder(folder.path().into()), object);
    let comparison = Arc::new(Comparison::new(sides.0, sides.1, CompareBy::Time, &SyncFilter::default()).unwrap());
    comparison.run(|_| {}).await;
    let count = comparison.count();
    assert!(!count.complete && count.fault.is_some(), "{count:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_between_the_last_look_and_the_removal_stays() {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "syncing-raced").await;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "here/stays", b"1");
    let newer = write(folder.path(), "newer", b"saved meanwhile");
    put(&world, "stays", "1").await;
    put(&world, "gone", "before").await;
    let here = folder.path().join("here");
    let pair = Pair { world: &world, folder: &here, prefix: "" };
    let comparison = pair.compared().await;
    let deletions = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&deletions);
    proxy.script(move |line| {
        if line.starts_with("DELETE") && counted.fetch_add(1, Ordering::SeqCst) == 0 {
            rclone(server, ["copyto", newer.to_str().unwrap(), "s3:syncing-raced/gone"]);
        }
        Act::Pass
    });
    let id = begun(&world, &comparison, MIRROR).await.unwrap();
    assert_eq!(world.end(&id).await.state, GroupState::Failed);
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    let codes: Vec<_> = failed.iter().map(|job| job.fault.as_ref().unwrap().code).collect();
    assert_eq!(codes, ["sync_changed"]);
    assert_eq!(fetched(server, "syncing-raced", "gone"), b"saved meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_filter_leaves_out_stays_in_both_places() {
    let server = Server::shared(Kind::Rclone);
    let world = World::known(server, &server.endpoint, "syncing-filtered").await;
    let filter = SyncFilter { include: vec!["*.txt".into()], exclude: vec!["cache/".into()] };
    for (prefix, wish, kept) in [("up/", MIRROR, "d.txt"), ("down/", BACK, "g.txt")] {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.bin", "cache/c.txt", "d.txt"] {
            write(folder.path(), name, b"1");
        }
        for key in ["a.txt", "e.bin", "cache/f.txt", "g.txt"] {
            put(&world, &format!("{prefix}{key}"), "1").await;
        }
        put(&world, &format!("{prefix}b.bin"), "theirs").await;
        let (left, right) = Pair { world: &world, folder: folder.path(), prefix }.sides();
        let comparison = filtered(left, right, CompareBy::Checksum, &filter).await;
        let out: Vec<_> = states(&comparison).into_iter().filter(|(_, state)| *state == SyncState::Filtered).collect();
        let names: Vec<_> = out.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b.bin", "cache/c.txt", "cache/f.txt", "e.bin"]);
        let count = comparison.plan(wish).unwrap();
        assert_eq!((count.add.files, count.replace.files, count.remove.files), (1, 0, 1), "{prefix}");
        let id = begun(&world, &comparison, wish).await.unwrap();
        world.done(&id).await;
        let there: Vec<_> = keys(&world).await.into_iter().filter(|key| key.starts_with(prefix)).collect();
        let mut expected = ["a.txt", "b.bin", "cache/f.txt", "e.bin", kept].map(|name| format!("{prefix}{name}"));
        expected.sort();
        assert_eq!(there, expected);
        let here = ["a.txt", "b.bin", "cache/c.txt", "d.txt", "g.txt"].map(|name| folder.path().join(name).is_file());
        assert_eq!(here, [true, true, true, kept == "d.txt", kept == "g.txt"], "{prefix}");
        assert_eq!(fs::read(folder.path().join("b.bin")).unwrap(), b"1", "{prefix}");
        assert_eq!(fetched(server, "syncing-filtered", &format!("{prefix}b.bin")), b"theirs", "{prefix}");
    }
}
