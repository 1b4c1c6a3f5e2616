//! A restoration whose ground moves between its count and its run: versions that expire, files that
//! are stored, and what cannot be known.

use std::{collections::BTreeMap, sync::atomic::Ordering};

use bucketwise_tests::{
    faults::Proxy,
    servers::{Kind, Server},
};
use engine::{
    ids::GroupId,
    listing::{AsListed, Selected},
    transfers::{GroupState, JobFilter, OnConflict, Options, Work},
};
use store::Versioning;

use super::{
    restoring::{KEEP, contents, delete, plan, put, told, versioned, versions},
    world::World,
};
use crate::browse::past::a_later_second;

fn folder(moment: i64) -> Selected {
    Selected::FolderAt { prefix: "f/".into(), moment }
}

/// Files of then, since when others have their names; some new ones.
async fn changed(world: &World) -> i64 {
    for key in ["f/expired", "f/gone", "f/kept"] {
        put(world, key, "then").await;
    }
    let moment = a_later_second(&world.store).await;
    a_later_second(&world.store).await;
    for key in ["f/expired", "f/gone", "f/kept", "f/new"] {
        put(world, key, "now").await;
    }
    moment
}

/// Versions go as by a lifecycle rule: all of the key, or all but the newest.
async fn expire(world: &World, key: &str, all: bool) {
    let of_key = versions(world).await.into_iter().filter(|version| version.key == key);
    let doomed = of_key.skip(usize::from(!all)).map(|version| (version.key, version.id)).collect();
    assert!(world.store.delete_versions(&world.bucket, doomed).await.unwrap().is_empty());
}

async fn failed(world: &World, id: &GroupId) -> BTreeMap<String, &'static str> {
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    failed.into_iter().map(|job| (job.name, job.fault.unwrap().code)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_expired_since_the_count_is_said_and_its_file_is_not_deleted_as_added() {
    for kind in KEEP {
        let world = versioned(kind, "late-expired").await;
        let moment = changed(&world).await;
        let counted = plan(&world, folder(moment), moment).await.exactly(true);
        assert_eq!((counted.count.files, counted.count.added), (3, 1), "{kind:?}");
        expire(&world, "f/expired", false).await;
        expire(&world, "f/gone", true).await;
        put(&world, "f/late", "later").await;
        let id = world.add(Work::Restore(counted), OnConflict::Ask).await;
        let group = world.end(&id).await;
        assert_eq!((group.state, group.files_failed), (GroupState::Failed, 2), "{kind:?}");
        let codes = [("f/expired", "version_gone"), ("f/gone", "version_gone")];
        assert_eq!(failed(&world, &id).await, codes.map(|(key, code)| (key.into(), code)).into(), "{kind:?}");
        let now = [("f/expired", "now"), ("f/kept", "then"), ("f/late", "later")];
        assert_eq!(contents(&world).await, told(&now), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_expired_while_the_program_was_off_is_said_too() {
    let server = Server::shared(Kind::MiniStack);
    let world = versioned(Kind::MiniStack, "late-restart").await;
    let moment = changed(&world).await;
    let home = tempfile::tempdir().unwrap();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        World::resuming("other", &server.endpoint, server.region, keys, "late-restart", options).await
    };
    let first = start().await;
    let counted = plan(&first, folder(moment), moment).await.exactly(true);
    first.transfers.pause(None).await;
    let id = first.add(Work::Restore(counted), OnConflict::Ask).await;
    first.transfers.pause(Some(id.clone())).await;
    first.transfers.shut_down().await;
    drop(first);
    expire(&world, "f/expired", false).await;
    let second = start().await;
    second.transfers.resume(None).await;
    let group = second.end(&id).await;
    assert!(!group.notes.is_empty() || failed(&second, &id).await.contains_key("f/expired"), "{group:#?}");
    let now = contents(&second).await;
    assert_eq!((now["f/expired"].as_str(), now["f/kept"].as_str()), ("now", "then"), "{now:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picked_file_whose_version_is_gone_is_counted_as_lost() {
    for kind in KEEP {
        let world = versioned(kind, "late-picked").await;
        let moment = changed(&world).await;
        let then = versions(&world).await;
        let picked = ["f/expired", "f/gone", "f/kept"].map(|key| {
            let then = then.iter().rfind(|version| version.key == key).unwrap();
            Selected::Version {
                key: key.into(),
                size: then.size,
                id: then.id.clone(),
                saved_as: None,
                listed: AsListed::default(),
            }
        });
        expire(&world, "f/expired", false).await;
        expire(&world, "f/gone", true).await;
        let counted = plan(&world, Vec::from(picked), moment).await.exactly(true);
        assert_eq!((counted.count.files, counted.count.lost, counted.count.added), (1, 2, 0), "{kind:?}");
        world.done(&world.add(Work::Restore(counted), OnConflict::Ask).await).await;
        let now = [("f/expired", "now"), ("f/kept", "then"), ("f/new", "now")];
        assert_eq!(contents(&world).await, told(&now), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_there_then_is_not_deleted_as_added() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "late-unsure").await;
        put(&world, "f/a", "then").await;
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        put(&world, "f/a", "now").await;
        world.store.put_versioning(&world.bucket, Versioning::On).await.unwrap();
        put(&world, "f/new", "now").await;
        let counted = plan(&world, folder(moment), moment).await.exactly(true);
        assert_eq!((counted.count.files, counted.count.added, counted.count.unsure), (0, 1, 1), "{kind:?}");
        world.done(&world.add(Work::Restore(counted), OnConflict::Ask).await).await;
        assert_eq!(contents(&world).await, told(&[("f/a", "now")]), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_while_versions_were_not_kept_can_come_back_and_is_counted_so() {
    let world = versioned(Kind::MiniStack, "late-null-marker").await;
    put(&world, "f/a", "then").await;
    let moment = a_later_second(&world.store).await;
    a_later_second(&world.store).await;
    world.store.put_versioning(&world.bucket, Versioning::Suspended).await.unwrap();
    delete(&world, "f/a").await;
    let counted = plan(&world, folder(moment), moment).await;
    assert_eq!((counted.count.files, counted.count.unkept), (1, 0));
    world.done(&world.add(Work::Restore(counted), OnConflict::Ask).await).await;
    assert_eq!(contents(&world).await, told(&[("f/a", "then")]));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_file_that_is_gone_the_others_that_begin_like_it_are_not_read() {
    let server = Server::shared(Kind::MiniStack);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "late-long").await;
    for at in 0..1_010 {
        put(&world, &format!("a/{at}"), "x").await;
    }
    let gone =
        Selected::Version { key: "a".into(), size: 1, id: "gone".into(), saved_as: None, listed: AsListed::default() };
    let requests = proxy.count();
    let counted = plan(&world, gone, 1).await;
    assert_eq!((counted.count.lost, requests.load(Ordering::Relaxed)), (1, 2), "versioning, and one page");
}

/// Counted while the bucket kept versions, run when it does not any more.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_deletion_would_lose_by_now_stays_and_is_said() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "late-suspended").await;
        put(&world, "f/back", "not kept").await;
        world.store.put_versioning(&world.bucket, Versioning::On).await.unwrap();
        delete(&world, "f/back").await;
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        put(&world, "f/back", "kept").await;
        let counted = plan(&world, folder(moment), moment).await.exactly(true);
        assert_eq!((counted.count.added, counted.count.undeletable), (1, 0), "{kind:?}");
        world.store.put_versioning(&world.bucket, Versioning::Suspended).await.unwrap();
        let id = world.add(Work::Restore(counted), OnConflict::Ask).await;
        world.end(&id).await;
        assert_eq!(failed(&world, &id).await, [("f/back".into(), "would_be_lost")].into(), "{kind:?}");
        assert_eq!(contents(&world).await, told(&[("f/back", "kept")]), "{kind:?}");
    }
}
