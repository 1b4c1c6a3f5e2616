//! Archived files that were asked for are waited for, also over a restart, and then downloaded
//! where that was chosen. The server takes seconds where Amazon takes hours; that the waiting is as
//! seldom as it says over hours is not proved here.

use std::fs;

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools,
};
use engine::{
    at::Place,
    transfers::{GroupState, GroupView, OnConflict, Options, TransferKind, TransferTick, Wait, Work},
};
use store::{ObjectAt, RestoreTier};

use super::{
    unarchiving::{asked, at, counted, file, folder},
    world::{World, login, tree},
};

fn put(server: &Server, bucket: &str, key: &str, class: &str) {
    tools::put(server, bucket, key, key.as_bytes(), &["--storage-class", class]);
}

fn downloaded(tick: &TransferTick) -> bool {
    tick.groups.iter().any(|group| group.kind == TransferKind::Download && group.state == GroupState::Done)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_when_all_files_are_there_and_then_they_are_downloaded() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "unarchived").await;
    for (key, class) in [("f/a", "GLACIER"), ("f/in/b", "DEEP_ARCHIVE"), ("f/warm", "STANDARD"), ("alone", "GLACIER")] {
        put(server, "unarchived", key, class);
    }
    let home = tempfile::tempdir().unwrap();
    let plan = counted(&world, vec![folder("f/"), file("alone")]).await;
    let mut plan = at(plan, RestoreTier::Standard, 1);
    plan.then_download(Some(home.path().into()));
    let id = world.add(Work::RestoreArchived(plan), OnConflict::Ask).await;
    let group = world.done(&id).await;
    assert_eq!(group.files_done, 3, "{group:#?}");
    let tick = bucketwise_tests::patience::told(&world.ticks(), "they are downloaded", downloaded).await;
    let follows: Vec<_> = tick.groups.iter().filter(|group| group.kind == TransferKind::Download).collect();
    assert_eq!((follows.len(), follows[0].title.to_string().as_str()), (1, "Download 2 items"));
    let files: Vec<_> = tree(home.path()).into_iter().filter(|name| !name.ends_with('/')).collect();
    assert_eq!(files, ["alone", "f/a", "f/in/b", "f/warm"]);
    assert_eq!(fs::read_to_string(home.path().join("f/in/b")).unwrap(), "f/in/b");
}

/// The practice server takes ten seconds.
#[tokio::test(flavor = "multi_thread")]
async fn a_wait_goes_on_after_a_restart() {
    let server = Server::shared(Kind::Practice);
    let home = tempfile::tempdir().unwrap();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        World::resuming("aws", &server.endpoint, server.region, keys, "unarchived-restart", options).await
    };
    let first = start().await;
    first.store.create_bucket("unarchived-restart").await.unwrap();
    put(server, "unarchived-restart", "f/a", "GLACIER");
    let to = home.path().join("to");
    fs::create_dir(&to).unwrap();
    let mut plan = at(counted(&first, vec![folder("f/")]).await, RestoreTier::Expedited, 1);
    plan.then_download(Some(to.clone()));
    let id = first.add(Work::RestoreArchived(plan), OnConflict::Ask).await;
    first.when(&id, |group| group.waits_for == Some(Wait::Archive)).await;
    assert!(asked(&first, "f/a").await && tree(&to).is_empty(), "it waits");
    first.transfers.shut_down().await;
    drop(first);
    let second = start().await;
    second.when(&id, |group| group.waits_for == Some(Wait::Archive)).await;
    let tick = bucketwise_tests::patience::told(&second.ticks(), "it is downloaded", downloaded).await;
    assert!(tick.groups.iter().any(|group| group.id == id && group.state == GroupState::Done), "{tick:#?}");
    assert_eq!(fs::read_to_string(to.join("f/a")).unwrap(), "f/a");
}

/// One is refused at first; then the program is ended and started again, or not.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_retried_is_waited_for_and_then_all_of_it_is_downloaded() {
    let server = Server::shared(Kind::Practice);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    for (bucket, restarts) in [("unarchived-retry", false), ("unarchived-retry-later", true)] {
        let (home, proxy) = (tempfile::tempdir().unwrap(), Proxy::start(&server.endpoint).await);
        let start = async || {
            let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
            World::resuming("aws", &proxy.endpoint(), server.region, keys, bucket, options).await
        };
        let mut world = start().await;
        world.store.create_bucket(bucket).await.unwrap();
        for key in ["f/a", "f/b"] {
            put(server, bucket, key, "GLACIER");
        }
        let to = home.path().join("to");
        fs::create_dir(&to).unwrap();
        let mut plan = at(counted(&world, vec![folder("f/")]).await, RestoreTier::Expedited, 1);
        proxy.script(|line| match line.starts_with("POST") && line.contains("f/b") {
            true => Act::Refuse("503 Service Unavailable", "GlacierExpeditedRetrievalNotAvailable"),
            false => Act::Pass,
        });
        plan.then_download(Some(to.clone()));
        let id = world.add(Work::RestoreArchived(plan), OnConflict::Ask).await;
        let group = world.end(&id).await;
        assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 1), "{group:#?}");
        if restarts {
            world.transfers.shut_down().await;
            drop(world);
            world = start().await;
        }
        proxy.heal();
        world.transfers.retry(id.clone(), None).await;
        world.when(&id, |group| group.waits_for == Some(Wait::Archive)).await;
        assert!(asked(&world, "f/b").await && tree(&to).is_empty(), "it waits");
        let tick = bucketwise_tests::patience::told(&world.ticks(), "they are downloaded", downloaded).await;
        let first = tick.groups.iter().find(|group| group.id == id).unwrap();
        assert_eq!((first.state, first.files, first.files_done), (GroupState::Done, 2, 2), "{first:#?}");
        assert_eq!(tree(&to), ["f/", "f/a", "f/b"]);
    }
}

/// To another folder through the same connection, and through another, which leads to a server of
/// its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_restored_is_copied_where_that_was_chosen() {
    let (server, other) = (Server::shared(Kind::MiniStack), Server::shared(Kind::Practice));
    let store = |server: &Server| {
        let keys = (server.access_key.as_str(), server.secret_key.as_str());
        login("aws", &server.endpoint, server.region, keys)
    };
    let (here, there) = (store(server), store(other));
    let kept = tempfile::tempdir().unwrap();
    let start = || {
        let options = Options { journal: Some(kept.path().join("journal")), ..Options::default() };
        World::between(here.clone(), there.clone(), "unarchived-copy", options)
    };
    let world = start().await;
    for store in [&here, &there] {
        store.create_bucket("unarchived-copy").await.unwrap();
    }
    for key in ["f/a", "f/in/b"] {
        put(server, "unarchived-copy", key, "GLACIER");
    }
    for (connection, target, to) in [("here", &here, "near/"), ("there", &there, "far/")] {
        let plan = counted(&world, vec![folder("f/")]).await;
        // What the first restored can be read.
        let mut plan = if plan.count.files > 0 { at(plan, RestoreTier::Standard, 1) } else { plan };
        let to = Place { connection: connection.into(), bucket: "unarchived-copy".into(), prefix: to.into() };
        plan.then_copy(target, to.clone()).await.unwrap();
        let id = world.add(Work::RestoreArchived(plan), OnConflict::Ask).await;
        world.done(&id).await;
        let copied = |tick: &TransferTick| {
            let follows = |group: &&GroupView| group.kind == TransferKind::Copy && group.to.as_ref() == Some(&to);
            tick.groups.iter().find(follows).is_some_and(|group| group.state == GroupState::Done)
        };
        let tick = bucketwise_tests::patience::told(&world.ticks(), "they are copied", copied).await;
        let follows = tick.groups.iter().find(|group| group.to.as_ref() == Some(&to)).unwrap();
        assert_eq!((follows.title.to_string().as_str(), follows.files_done), ("Copy f", 2), "{follows:#?}");
        for name in ["f/a", "f/in/b"] {
            let at = ObjectAt::new("unarchived-copy", format!("{}{name}", to.prefix));
            let (head, about, _) = target.head_with_about(&at).await.unwrap();
            let class = about.class.filter(|class| class != "STANDARD");
            assert_eq!((head.size, class), (name.len() as u64, None), "{connection}: {name} can be read");
        }
    }
    // The connection was removed before the files were there.
    let mut plan = counted(&world, vec![folder("f/")]).await;
    let to = Place { connection: "removed".into(), bucket: "unarchived-copy".into(), prefix: "gone/".into() };
    plan.then_copy(&there, to.clone()).await.unwrap();
    world.done(&world.add(Work::RestoreArchived(plan), OnConflict::Ask).await).await;
    let ended = |tick: &TransferTick| {
        let of_it = tick.groups.iter().find(|group| group.to.as_ref() == Some(&to));
        of_it.and_then(|group| Some((group.state, group.fault.as_ref()?.code)))
    };
    let tick = bucketwise_tests::patience::told(&world.ticks(), "it ends", |tick| ended(tick).is_some()).await;
    assert_eq!(ended(&tick), Some((GroupState::Failed, "gone")));
    world.transfers.shut_down().await;
    let again = start().await;
    let tick = bucketwise_tests::patience::told(&again.ticks(), "it ends again", |tick| ended(tick).is_some()).await;
    assert_eq!(ended(&tick), Some((GroupState::Failed, "gone")), "and does not wait for a login");
}
