//! Old and new that must never be put together, and evidence that was of another file: what changes
//! while a transfer waits.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
    tools::aws,
};
use engine::{
    at::Place,
    listing::Selected,
    transfers::{Copies, GroupState, JobFilter, OnConflict, Options, Pacing, Work},
};
use store::{ObjectAt, Payload, Put};

use super::world::{World, bytes, fetched, login, tree, write};

const MIB: usize = 1 << 20;

fn slow() -> Fault {
    Fault { delay: Duration::from_millis(10), ..Fault::default() }
}

async fn put(world: &World, key: &str, content: &[u8]) {
    let at = ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, Payload::bytes(content.to_vec().into()), Put::default()).await.unwrap();
}

fn file(key: &str, size: usize) -> Selected {
    Selected::File { key: key.into(), size: size as u64, modified: None, etag: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changed_while_its_upload_was_paused_is_not_mixed_though_size_and_time_are_the_same() {
    for kind in [Kind::SeaweedFs, Kind::Practice] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::known(server, &proxy.endpoint(), "mixed-up").await;
        world.transfers.pace(Pacing { parts: Some(2), ..Pacing::default() }).await;
        let from = tempfile::tempdir().unwrap();
        let path = write(from.path(), "large.bin", bytes(48 * MIB, 61));
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        proxy.set(slow());
        let id = world.upload(&[&path], "", OnConflict::Ask).await;
        world.paused_past(&id, 20 * MIB).await;
        // Saved by a program that keeps times.
        let new = bytes(48 * MIB, 62);
        fs::write(&path, &new).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
        proxy.set(Fault::default());
        world.transfers.resume(Some(id.clone())).await;
        world.done(&id).await;
        assert!(fetched(server, "mixed-up", "large.bin") == new, "{kind:?}: old and new were put together");
        assert!(world.store.list_uploads("mixed-up", "").await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_grew_while_the_download_was_paused_leaves_no_hole() {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "grown-part").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let content = bytes(24 * MIB, 63);
    let path = write(from.path(), "large.bin", &content);
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    proxy.set(slow());
    let id = world.download("", to.path(), OnConflict::Ask).await;
    world.paused_past(&id, 4 * MIB).await;
    let part = to.path().join(&tree(to.path())[0]);
    fs::write(&part, bytes(25 * MIB, 64)).unwrap();
    proxy.set(Fault::default());
    world.transfers.resume(Some(id.clone())).await;
    world.done(&id).await;
    assert!(fs::read(to.path().join("large.bin")).unwrap() == content, "the file has a hole");
}

/// The copy of a move is made, and its original cannot be deleted for a while: in between somebody
/// replaces the copy.
async fn overwritten(bucket: &str, new: &[u8], provider: &str) -> (World, Proxy) {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let options = Options::default();
    let world = World::resuming(provider, &proxy.endpoint(), server.region, keys, bucket, options).await;
    world.store.create_bucket(bucket).await.unwrap();
    put(&world, "from/a", b"precious").await;
    let (held, tried) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
    let (holds, tries) = (Arc::clone(&held), Arc::clone(&tried));
    proxy.script(move |line| match line.starts_with("DELETE") && holds.load(Ordering::SeqCst) {
        true => {
            tries.fetch_add(1, Ordering::SeqCst);
            Act::Fail
        }
        false => Act::Pass,
    });
    let from = (&world.store, world.place("from/"), vec![file("from/a", 8)]);
    let copies = Copies::to(from, (&world.store, world.place("to/")), true).await.unwrap();
    let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
    let id = world.add(work, OnConflict::Replace).await;
    while tried.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    world.transfers.pause(Some(id.clone())).await;
    world.when(&id, |group| group.state == GroupState::Waiting).await;
    let direct = login("other", &server.endpoint, server.region, keys);
    let at = ObjectAt::new(bucket, "to/a");
    direct.put(&at, Payload::bytes(new.to_vec().into()), Put::default()).await.unwrap();
    held.store(false, Ordering::SeqCst);
    world.transfers.resume(Some(id.clone())).await;
    world.end(&id).await;
    (world, proxy)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_somebody_replaced_before_its_original_went_is_made_again() {
    let server = Server::shared(Kind::Practice);
    for (provider, bucket) in [("practice", "replaced-known"), ("other", "replaced-unknown")] {
        let (world, _line) = overwritten(bucket, b"somebody", provider).await;
        assert_eq!(world.keys().await, ["to/a"], "{provider}");
        assert_eq!(fetched(server, bucket, "to/a"), b"precious", "{provider}: the only copy went");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_that_may_not_be_read_keep_a_move_from_beginning() {
    let server = Server::shared(Kind::MiniStack);
    let bucket = "tags-unread";
    let owner = World::known(server, &server.endpoint, bucket).await;
    put(&owner, "tagged.txt", b"tagged").await;
    let tags = "TagSet=[{Key=class,Value=secret}]";
    aws(server, ["s3api", "put-object-tagging", "--bucket", bucket, "--key", "tagged.txt", "--tagging", tags]);
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",
            "Action":["s3:GetObject","s3:ListBucket","s3:PutObject","s3:DeleteObject"],
            "Resource":["arn:aws:s3:::{bucket}","arn:aws:s3:::{bucket}/*"]}}]}}"#
    );
    aws(server, ["iam", "create-user", "--user-name", bucket]);
    let put_policy = ["iam", "put-user-policy", "--user-name", bucket, "--policy-name", "some", "--policy-document"];
    aws(server, put_policy.into_iter().chain([policy.as_str()]));
    let made = aws(server, ["iam", "create-access-key", "--user-name", bucket, "--output", "json"]);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let text = |name: &str| made["AccessKey"][name].as_str().unwrap().to_owned();
    let (key, secret) = (text("AccessKeyId"), text("SecretAccessKey"));
    let narrow = login("aws", &server.endpoint, server.region, (&key, &secret));
    let other = Server::shared(Kind::Practice);
    let target = World::known(other, &other.endpoint, bucket).await;
    let world = World::between(narrow, target.store.clone(), bucket, Options::default()).await;
    let work = async |leave| {
        let to = Place { connection: "there".into(), ..world.place("") };
        let from = (&world.store, world.place(""), vec![file("tagged.txt", 6)]);
        let copies = Copies::to(from, (&target.store, to), leave).await.unwrap();
        Work::Copy { store: world.store.clone(), target: target.store.clone(), copies }
    };
    let id = world.add(work(true).await, OnConflict::Ask).await;
    assert_eq!(world.end(&id).await.state, GroupState::Failed);
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 1).await.unwrap().jobs;
    assert_eq!(failed[0].fault.as_ref().unwrap().code, "tags_unread");
    assert_eq!(owner.keys().await, ["tagged.txt"], "its tags went with it");
    assert!(target.keys().await.is_empty());
    // A copy takes nothing away.
    world.done(&world.add(work(false).await, OnConflict::Ask).await).await;
    assert_eq!(target.keys().await, ["tagged.txt"]);
}
