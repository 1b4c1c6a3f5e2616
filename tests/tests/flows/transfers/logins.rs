//! Logins that may do one thing and not another, on a server that enforces it.

use std::fs;

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::{aws, rclone_check},
};
use engine::{
    fault::Fault,
    files::folders,
    listing::Selected,
    transfers::{DeleteCount, GroupState, JobFilter, OnConflict, Work},
};

use super::world::{World, bytes, tree, write};

/// A bucket of the administrator's, and a user of MiniStack, which is told to be of this provider,
/// that may do `allowed` to it and its objects.
pub(crate) async fn narrow(provider: &str, bucket: &str, allowed: &str) -> (World, World) {
    let server = Server::shared(Kind::MiniStack);
    let owner = World::over(server, &server.endpoint, bucket).await;
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":[{allowed}],
            "Resource":["arn:aws:s3:::{bucket}","arn:aws:s3:::{bucket}/*"]}},
            {{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::{bucket}/locked/*"}}]}}"#
    );
    aws(server, ["iam", "create-user", "--user-name", bucket]);
    aws(
        server,
        ["iam", "put-user-policy", "--user-name", bucket, "--policy-name", "some", "--policy-document", &policy],
    );
    let made = aws(server, ["iam", "create-access-key", "--user-name", bucket, "--output", "json"]);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let text = |name: &str| made["AccessKey"][name].as_str().unwrap().to_owned();
    let keys = (text("AccessKeyId"), text("SecretAccessKey"));
    (owner, World::with(provider, &server.endpoint, server.region, (&keys.0, &keys.1), bucket).await)
}

async fn put(world: &World, key: &str, content: &'static str) {
    let at = store::ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, store::Payload::bytes(content.into()), store::Put::default()).await.unwrap();
}

async fn failures(world: &World, id: engine::ids::GroupId) -> Vec<(String, Fault)> {
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    failed.into_iter().map(|job| (job.name, job.fault.unwrap())).collect()
}

fn file(key: &str, size: u64) -> Selected {
    Selected::File { key: key.into(), size, modified: None, etag: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_box_takes_files_and_says_what_was_not_looked_at() {
    let (owner, box_) = narrow("aws", "letter-box", r#""s3:PutObject""#).await;
    let from = tempfile::tempdir().unwrap();
    let paths = [
        write(from.path(), "up/small.txt", "small"),
        write(from.path(), "up/large.bin", bytes(20_000_000, 1)),
        write(from.path(), "up/a/../deep.txt", "deep"),
    ];
    let id = box_.upload(&[&paths[0], &paths[1], &paths[2]], "", OnConflict::Ask).await;
    let group = box_.done(&id).await;
    assert_eq!(group.files_done, 3);
    let said = group.notes[0].to_string();
    assert!(said.starts_with("The server accepted 3 files.") && said.contains("not verified"), "{said}");
    fs::remove_dir(from.path().join("up/a")).unwrap();
    rclone_check(Server::shared(Kind::MiniStack), "letter-box", &from.path().join("up"));

    // What is there is not replaced unasked, though it cannot be seen: the condition goes along
    // with the upload.
    write(from.path(), "up/small.txt", "other");
    let again = box_.upload(&[&paths[0]], "", OnConflict::Ask).await;
    let asking = box_.when(&again, |group| group.state == GroupState::Asking).await;
    assert_eq!(asking.conflict_names, ["small.txt"]);
    box_.transfers.answer_conflicts(again.clone(), OnConflict::KeepBoth).await;
    box_.done(&again).await;
    let mut keys = owner.keys().await;
    keys.sort();
    assert_eq!(keys, ["deep.txt", "large.bin", "small (2).txt", "small.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_only_read_is_told_at_each_thing_it_may_not_do() {
    let (owner, reader) = narrow("other", "read-only", r#""s3:GetObject","s3:ListBucket""#).await;
    put(&owner, "a.txt", "a").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "new.txt", "new");
    for size in [3, 20_000_000] {
        fs::write(&path, bytes(size, 2)).unwrap();
        let id = reader.upload(&[&path], "", OnConflict::Ask).await;
        assert_eq!(reader.end(&id).await.state, GroupState::Failed);
        let failed = failures(&reader, id).await;
        assert_eq!((failed.len(), failed[0].1.code), (1, "not_permitted"), "{failed:?}");
        assert!(failed[0].1.details.contains("AccessDenied"), "{}", failed[0].1.details);
    }
    let fault = folders::make(&reader.store, &reader.place(""), "folder").await.unwrap_err();
    assert_eq!(fault.code, "not_permitted");
    let plan = reader.transfers.plan_delete(reader.store.clone(), reader.place(""), vec![file("a.txt", 1)], drop).await;
    let id = reader.add(Work::Delete(plan.unwrap()), OnConflict::Ask).await;
    assert_eq!(reader.end(&id).await.state, GroupState::Failed);
    assert_eq!(failures(&reader, id).await[0].1.code, "not_permitted");
    assert_eq!(owner.keys().await, ["a.txt"], "nothing was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_only_fetch_fetches_and_one_that_may_only_list_is_told() {
    let (owner, fetcher) = narrow("other", "fetch-only", r#""s3:GetObject""#).await;
    put(&owner, "p/a.txt", "content").await;
    put(&owner, "locked/b.txt", "content").await;
    let to = tempfile::tempdir().unwrap();
    let download = |picked: Vec<_>, from| Work::Download {
        store: fetcher.store.clone(),
        picked: picked.into(),
        from,
        folder: to.path().to_owned(),
    };
    let both = vec![file("p/a.txt", 7), file("locked/b.txt", 7)];
    let id = fetcher.add(download(both, fetcher.place("")), OnConflict::Ask).await;
    let group = fetcher.end(&id).await;
    assert_eq!((group.files_done, group.files_failed), (1, 1));
    let failed = failures(&fetcher, id).await;
    assert_eq!((failed[0].0.as_str(), failed[0].1.code), ("locked/b.txt", "denied_by_rule"));
    assert_eq!(tree(to.path()).into_iter().filter(|name| !name.ends_with('/')).collect::<Vec<_>>(), ["p/a.txt"]);
    let folder = vec![Selected::Folder { prefix: "p/".into() }];
    let id = fetcher.add(download(folder, fetcher.place("")), OnConflict::Ask).await;
    assert_eq!(fetcher.end(&id).await.fault.unwrap().code, "not_permitted", "a folder has to be listed");

    let (owner, lister) = narrow("other", "list-only", r#""s3:ListBucket""#).await;
    put(&owner, "a.txt", "content").await;
    let to = tempfile::tempdir().unwrap();
    let id = lister.download("", to.path(), OnConflict::Ask).await;
    assert_eq!(lister.end(&id).await.state, GroupState::Failed);
    assert_eq!(failures(&lister, id).await[0].1.code, "not_permitted");
    assert_eq!(tree(to.path()), [""; 0], "no part stays behind");
}

/// AWS answers for each key (a recorded answer proves that, in the crate `store`); this server
/// refuses a request that holds one such key as a whole.
#[tokio::test(flavor = "multi_thread")]
async fn where_one_key_may_not_go_each_is_named_and_the_others_still_can() {
    let (owner, cleaner) = narrow("other", "some-delete", r#""s3:DeleteObject","s3:ListBucket""#).await;
    for key in ["a", "b/c", "locked/d"] {
        put(&owner, key, "x").await;
    }
    let folder = |prefix: &str| Selected::Folder { prefix: prefix.into() };
    let delete = async |picked| {
        let sink = |_: DeleteCount| ();
        let plan = cleaner.transfers.plan_delete(cleaner.store.clone(), cleaner.place(""), picked, sink).await.unwrap();
        let id = cleaner.add(Work::Delete(plan), OnConflict::Ask).await;
        (cleaner.end(&id).await, failures(&cleaner, id).await)
    };
    let (group, failed) = delete(vec![file("a", 1), folder("b/"), folder("locked/")]).await;
    assert_eq!((group.state, group.files_done, failed.len()), (GroupState::Failed, 0, 3));
    assert!(failed.iter().all(|(_, fault)| fault.code == "denied_by_rule"), "{failed:?}");
    assert_eq!(owner.keys().await, ["a", "b/c", "locked/d"]);
    let (group, _) = delete(vec![file("a", 1), folder("b/")]).await;
    assert_eq!((group.state, group.files_done), (GroupState::Done, 2));
    assert_eq!(owner.keys().await, ["locked/d"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_connection_stops_its_transfers_and_no_others() {
    let server = Server::shared(Kind::Practice);
    let proxy = bucketwise_tests::faults::Proxy::start(&server.endpoint).await;
    let world = World::over(server, &proxy.endpoint(), "forgotten").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(40_000_000, 4));
    let delay = std::time::Duration::from_millis(5);
    proxy.set(bucketwise_tests::faults::Fault { delay, ..Default::default() });
    let ours = world.upload(&[&path], "", OnConflict::Ask).await;
    let elsewhere = engine::at::Place { connection: "elsewhere".into(), ..world.place("other/") };
    let work = Work::Upload { store: world.store.clone(), paths: vec![path], to: elsewhere };
    let theirs = world.add(work, OnConflict::Ask).await;
    world.when(&ours, |group| group.bytes_done > 0).await;
    world.transfers.leave("here".into()).await;
    assert_eq!(world.end(&ours).await.state, GroupState::Cancelled);
    assert!(world.store.list_uploads("forgotten", "large").await.unwrap().is_empty(), "no part is left to be paid for");
    proxy.heal();
    world.done(&theirs).await;
}
