//! The history of a file, and what is done with one version of it: fetched, made the current one
//! again, deleted for good. The histories are made and judged by aws-cli, which nobody here wrote.

use std::{fs, sync::Arc};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::{aws, put},
};
use engine::{
    at::FileAt,
    files::versions::{self, FileVersion, History, VersionsKept},
    ids::{ConnectionId, GroupId},
    transfers::{CopySizes, GroupState, OnConflict, Options, Pacing, Work},
};
use store::StoreErrorKind;

use super::world::{World, bytes, fetched, login, tree};

/// The servers of the suite that keep versions.
pub(super) const KEEP: [Kind; 3] = [Kind::MiniStack, Kind::SeaweedFs, Kind::Practice];

pub(super) fn at(bucket: &str, key: &str) -> FileAt {
    FileAt { connection: ConnectionId::from("here"), bucket: bucket.into(), key: key.into() }
}

pub(super) fn keep_versions(server: &Server, bucket: &str, status: &str) {
    let how = format!("Status={status}");
    aws(server, ["s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", &how]);
}

pub(super) fn delete(server: &Server, bucket: &str, key: &str) {
    aws(server, ["s3api", "delete-object", "--bucket", bucket, "--key", key]);
}

pub(super) async fn listed(store: &store::Store, at: &FileAt) -> (Vec<FileVersion>, VersionsKept) {
    match versions::read(store, at, None).await.unwrap() {
        History::Listed { versions, more: None, keeps } => (versions, keeps),
        other => panic!("{other:?}"),
    }
}

/// Sizes tell the versions apart; a deletion has none.
pub(super) fn sizes(versions: &[FileVersion]) -> Vec<Option<u64>> {
    versions.iter().map(|version| (!version.deleted).then_some(version.size)).collect()
}

/// Makes a version current in the place of what is there now.
pub(super) async fn restore(world: &World, at: &FileAt, version: &FileVersion) -> GroupId {
    let (all, _) = listed(&world.store, at).await;
    let over = all.iter().find(|version| version.current && !version.deleted).map(Into::into);
    let over = versions::current(&world.store, at, over.as_ref()).await.unwrap();
    let work = Work::restore_version(world.store.clone(), at, version.id.clone(), version.size, over);
    world.add(work, OnConflict::Replace).await
}

/// Written before there were versions, written over twice within a second, deleted twice, written
/// again, and again while versions were suspended; beside files whose names begin alike.
#[tokio::test(flavor = "multi_thread")]
async fn a_history_is_of_one_key_and_newest_first() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "history").await;
        let key = "in/report.txt";
        put(server, "history", key, &bytes(10, 1), &[]);
        keep_versions(server, "history", "Enabled");
        for beside in ["in/report.txt.bak", "in/report.txt/below", "in/report", "in/reports.txt"] {
            if kind != Kind::SeaweedFs || !beside.contains("txt/") {
                put(server, "history", beside, b"beside", &[]);
            }
        }
        put(server, "history", key, &bytes(20, 2), &[]);
        put(server, "history", key, &bytes(30, 3), &[]);
        delete(server, "history", key);
        delete(server, "history", key);
        put(server, "history", key, &bytes(40, 4), &[]);

        let (versions, keeps) = listed(&world.store, &at("history", key)).await;
        assert_eq!(keeps, VersionsKept::On);
        assert_eq!(sizes(&versions), [Some(40), None, None, Some(30), Some(20), Some(10)], "{kind:?}: {versions:#?}");
        let current: Vec<_> = versions.iter().map(|version| version.current).collect();
        assert_eq!(current, [true, false, false, false, false, false], "{kind:?}");
        assert_eq!(versions[5].id, "null", "{kind:?}: from before there were versions");
        let (none, _) = listed(&world.store, &at("history", "in/rep")).await;
        assert_eq!(none, [], "{kind:?}: a beginning of a key is no file");

        keep_versions(server, "history", "Suspended");
        delete(server, "history", key);
        let (versions, keeps) = listed(&world.store, &at("history", key)).await;
        assert_eq!(keeps, VersionsKept::Suspended);
        assert_eq!(sizes(&versions)[0], None, "{kind:?}: {versions:#?}");
        assert!(versions[0].current && versions[0].deleted && versions[0].id == "null", "{kind:?}: {versions:#?}");
        assert!(!sizes(&versions).contains(&Some(10)), "{kind:?}: a null version is gone for good");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_over_is_the_current_one_again_and_its_history_stays() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "restored").await;
        keep_versions(server, "restored", "Enabled");
        let (first, second) = (bytes(900_000, 5), bytes(70_000, 6));
        let key = "in/ą plan (1).txt";
        let more = ["--content-type", "text/x-plan", "--metadata", "who=ann", "--tagging", "year=2026"];
        put(server, "restored", key, &first, &more);
        put(server, "restored", key, &second, &[]);
        let (before, _) = listed(&world.store, &at("restored", key)).await;
        assert_eq!(sizes(&before), [Some(70_000), Some(900_000)]);

        let group = world.done(&restore(&world, &at("restored", key), &before[1]).await).await;
        assert_eq!(group.title.to_string(), "Restore version of ą plan (1).txt");
        assert_eq!((group.files_done, group.files_verified), (1, 1), "{kind:?}: {group:#?}");
        assert_eq!(fetched(server, "restored", key), first, "{kind:?}");
        let (after, _) = listed(&world.store, &at("restored", key)).await;
        assert_eq!(sizes(&after), [Some(900_000), Some(70_000), Some(900_000)], "{kind:?}: {after:#?}");
        assert_eq!(
            &after[1..].iter().map(|v| &v.id).collect::<Vec<_>>(),
            &before.iter().map(|v| &v.id).collect::<Vec<_>>()
        );
        let head = ["s3api", "head-object", "--bucket", "restored", "--key", key];
        let head = aws(server, head.into_iter().chain(["--query", "[ContentType,Metadata.who]", "--output", "text"]));
        assert_eq!(head.trim(), "text/x-plan\tann", "{kind:?}");
        let tags = ["s3api", "get-object-tagging", "--bucket", "restored", "--key", key];
        let tags = aws(server, tags.into_iter().chain(["--query", "TagSet[].Value", "--output", "text"]));
        assert_eq!(tags.trim(), "2026", "{kind:?}");

        // Back again: the one that was current before.
        world.done(&restore(&world, &at("restored", key), &before[0]).await).await;
        assert_eq!(fetched(server, "restored", key), second, "{kind:?}");

        // Deleted meanwhile: nothing is there that could be written over.
        delete(server, "restored", key);
        world.done(&restore(&world, &at("restored", key), &before[1]).await).await;
        assert_eq!(fetched(server, "restored", key), first, "{kind:?}");
        let (all, _) = listed(&world.store, &at("restored", key)).await;
        assert_eq!(all.len(), 6, "{kind:?}: {all:#?}");
    }
}

/// What is larger than a server copies at once goes in parts, with what goes with its bytes. Tags
/// are not proved here: this server keeps none of what comes in parts.
#[tokio::test(flavor = "multi_thread")]
async fn a_large_version_is_restored_in_parts() {
    let server = Server::shared(Kind::MiniStack);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let options = Options { copy_sizes: CopySizes { one_copy: 6 << 20, copy_part: 5 << 20 }, ..Options::default() };
    let world = World::resuming("aws", &server.endpoint, server.region, keys, "restored-parts", options).await;
    world.store.create_bucket("restored-parts").await.unwrap();
    keep_versions(server, "restored-parts", "Enabled");
    let first = bytes(20 << 20, 7);
    put(server, "restored-parts", "large", &first, &["--metadata", "who=ann"]);
    put(server, "restored-parts", "large", b"small", &[]);
    let (before, _) = listed(&world.store, &at("restored-parts", "large")).await;
    let group = world.done(&restore(&world, &at("restored-parts", "large"), &before[1]).await).await;
    assert_eq!(group.files_done, 1, "{group:#?}");
    assert!(fetched(server, "restored-parts", "large") == first);
    let about = ["s3api", "head-object", "--bucket", "restored-parts", "--key", "large"];
    let about = aws(server, about.into_iter().chain(["--query", "[Metadata.who,ETag]", "--output", "text"]));
    assert!(about.starts_with("ann\t") && about.contains('-'), "in parts: {about}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_fetched_under_a_name_with_its_time() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "fetched").await;
        keep_versions(server, "fetched", "Enabled");
        // Larger than what is held in memory, so that it goes the long way as well.
        let old = [bytes(300, 8), bytes(2_000_000, 9)];
        for (key, old) in ["in/small.tar.gz", "in/large.bin"].into_iter().zip(&old) {
            put(server, "fetched", key, old, &[]);
            put(server, "fetched", key, b"now", &[]);
            let (versions, _) = listed(&world.store, &at("fetched", key)).await;
            let FileVersion { id, size, modified, .. } = versions[1].clone();
            let folder = tempfile::tempdir().unwrap();
            let to = || {
                let (store, at) = (world.store.clone(), at("fetched", key));
                Work::download_version(store, at, id.clone(), size, modified, folder.path().into())
            };
            let group = world.done(&world.add(to(), OnConflict::Ask).await).await;
            assert_eq!(group.files_verified, 1, "{kind:?}: {group:#?}");
            let [saved] = &tree(folder.path())[..] else { panic!("{:?}", tree(folder.path())) };
            let (name, ending) = key.rsplit_once('/').unwrap().1.rsplit_once('.').unwrap();
            let time =
                saved.strip_prefix(&format!("{name} (")).and_then(|rest| rest.strip_suffix(&format!(").{ending}")));
            let shape = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
            assert_eq!(time.map(shape).as_deref(), Some("0000-00-00 00.00"), "{saved}");
            assert!(&fs::read(folder.path().join(saved)).unwrap() == old, "{kind:?}");
            // The same again is the same name, which is asked about.
            let again = world.add(to(), OnConflict::Ask).await;
            world.when(&again, |group| group.state == GroupState::Asking).await;
        }
    }
}

/// The program ends in the middle of fetching a version: the next start goes on with that version,
/// and not with what is current.
#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_gone_on_with_after_a_restart() {
    let server = Server::shared(Kind::MiniStack);
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let slow = || Options {
        journal: Some(home.path().join("journal")),
        pacing: Pacing { down: Some(6_000_000), ..Pacing::default() },
        ..Options::default()
    };
    let world = World::resuming("aws", &server.endpoint, server.region, keys, "gone-on-with", slow()).await;
    world.store.create_bucket("gone-on-with").await.unwrap();
    keep_versions(server, "gone-on-with", "Enabled");
    let old = bytes(24_000_000, 10);
    put(server, "gone-on-with", "a.bin", &old, &[]);
    put(server, "gone-on-with", "a.bin", &bytes(24_000_000, 11), &[]);
    let (versions, _) = listed(&world.store, &at("gone-on-with", "a.bin")).await;
    let FileVersion { id, size, .. } = versions[1].clone();
    let (store, file) = (world.store.clone(), at("gone-on-with", "a.bin"));
    let work = Work::download_version(store, file, id, size, None, folder.path().into());
    let group = world.add(work, OnConflict::Ask).await;
    world.when(&group, |group| group.bytes_done > 3_000_000).await;
    world.transfers.shut_down().await;

    let login = login("aws", &server.endpoint, server.region, keys);
    let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
    let again = World::between(login.clone(), login, "gone-on-with", options).await;
    let group = again.done(&group).await;
    assert_eq!(group.files_verified, 1, "{group:#?}");
    assert!(fs::read(folder.path().join("a.bin")).unwrap() == old);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_version_goes_for_good_and_only_by_name() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "for-good").await;
        keep_versions(server, "for-good", "Enabled");
        let file = at("for-good", "in/a.txt");
        for size in [1, 2, 3] {
            put(server, "for-good", "in/a.txt", &bytes(size, 1), &[]);
        }
        let (before, _) = listed(&world.store, &file).await;
        for typed in [None, Some(""), Some("in/a.txt"), Some("A.TXT"), Some("a.txt ")] {
            let refused = versions::delete(&world.store, &file, &(&before[1]).into(), typed, false).await.unwrap_err();
            assert_eq!(refused.code, "name_differs", "{kind:?}: {typed:?}");
        }
        versions::delete(&world.store, &file, &(&before[1]).into(), Some("a.txt"), false).await.unwrap();
        // Gone by then is gone.
        versions::delete(&world.store, &file, &(&before[1]).into(), Some("a.txt"), false).await.unwrap();
        let (after, _) = listed(&world.store, &file).await;
        assert_eq!(sizes(&after), [Some(3), Some(1)], "{kind:?}");

        // A delete marker that goes brings the file back: nothing is lost, and nothing is typed.
        delete(server, "for-good", "in/a.txt");
        let (deleted, _) = listed(&world.store, &file).await;
        assert!(deleted[0].deleted && deleted[0].current);
        versions::delete(&world.store, &file, &(&deleted[0]).into(), None, false).await.unwrap();
        assert_eq!(fetched(server, "for-good", "in/a.txt").len(), 3, "{kind:?}");
        assert_eq!(listed(&world.store, &file).await.0, after, "{kind:?}");
    }
}

/// Rclone's server has no versions, and the practice server shows each file as the only one: that
/// is said, and nothing has failed.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_versions_says_so() {
    for kind in [Kind::Practice, Kind::Rclone] {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "no-versions").await;
        put(server, "no-versions", "a.txt", b"one", &[]);
        put(server, "no-versions", "a.txt", b"other", &[]);
        match versions::read(&world.store, &at("no-versions", "a.txt"), None).await.unwrap() {
            History::NotSupported => {}
            History::Listed { versions, more: None, keeps: VersionsKept::Never } => {
                assert_eq!(sizes(&versions), [Some(5)], "{kind:?}");
            }
            other => panic!("{kind:?}: {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_never_kept_versions_shows_the_file_as_it_is() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "never-kept").await;
    put(server, "never-kept", "a.txt", b"one", &[]);
    let (versions, keeps) = listed(&world.store, &at("never-kept", "a.txt")).await;
    assert_eq!((keeps, sizes(&versions)), (VersionsKept::Never, vec![Some(3)]));
    assert!(versions[0].current && versions[0].id == "null");
}

/// A login that may list a folder, and not its versions.
#[tokio::test(flavor = "multi_thread")]
async fn listing_is_allowed_and_versions_are_not() {
    let server = Server::shared(Kind::MiniStack);
    World::known(server, &server.endpoint, "versions-unseen").await;
    keep_versions(server, "versions-unseen", "Enabled");
    put(server, "versions-unseen", "a.txt", b"one", &[]);
    let iam = |args: &[&str]| {
        let args = ["iam"].iter().chain(&args[..1]).chain(&["--user-name", "versions-unseen"]).chain(&args[1..]);
        aws(server, args.copied().chain(["--output", "json"]))
    };
    iam(&["create-user"]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:GetObject"],"Resource":"*"}]}"#;
    iam(&["put-user-policy", "--policy-name", "p", "--policy-document", policy]);
    let key: serde_json::Value = serde_json::from_str(&iam(&["create-access-key"])).unwrap();
    let key = |name: &str| key["AccessKey"][name].as_str().unwrap().to_owned();
    let (id, secret) = (key("AccessKeyId"), key("SecretAccessKey"));
    let store = login("aws", &server.endpoint, server.region, (&id, &secret));
    let told = versions::read(&store, &at("versions-unseen", "a.txt"), None).await.unwrap();
    let History::NotPermitted { fault } = told else { panic!("{told:?}") };
    assert_eq!(fault.code, "not_permitted");
    assert!(fault.details.contains("ListObjectVersions"), "{}", fault.details);
}

/// What lies in an archive is neither fetched nor made the current one: it has to come out first.
#[tokio::test(flavor = "multi_thread")]
async fn an_archived_version_has_to_come_out_first() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "versions-archived").await;
    keep_versions(server, "versions-archived", "Enabled");
    put(server, "versions-archived", "a.txt", b"one", &["--storage-class", "DEEP_ARCHIVE"]);
    put(server, "versions-archived", "a.txt", b"two!", &[]);
    let file = at("versions-archived", "a.txt");
    let (versions, _) = listed(&world.store, &file).await;
    let refused = versions::check_readable(&world.store, &file, &versions[1].id).await.unwrap_err();
    assert_eq!(refused.code, "version_archived");
    versions::check_readable(&world.store, &file, &versions[0].id).await.unwrap();
}

/// A history of more versions than one answer has goes on behind the last.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_history_comes_a_thousand_at_a_time() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "long-history").await;
    keep_versions(server, "long-history", "Enabled");
    let (store, all) = (Arc::new(world.store.clone()), 1_205_u64);
    let object = store::ObjectAt::new("long-history", "a");
    for size in 0..all {
        let payload = store::Payload::bytes(vec![7; usize::try_from(size).unwrap()].into());
        store.put(&object, payload, store::Put::default()).await.unwrap();
    }
    let file = at("long-history", "a");
    let History::Listed { versions, more: Some(more), .. } = versions::read(&store, &file, None).await.unwrap() else {
        panic!("it ends too early")
    };
    assert_eq!(versions.len(), 1_000);
    let History::Listed { versions: rest, more: None, .. } = versions::read(&store, &file, Some(more)).await.unwrap()
    else {
        panic!("it does not end")
    };
    let told: Vec<_> = versions.iter().chain(&rest).map(|version| version.size).collect();
    assert_eq!(told, (0..all).rev().collect::<Vec<_>>());
    assert_eq!(store.head(&object.clone().version("no-such")).await.unwrap_err().kind, StoreErrorKind::NoSuchKey);
}
