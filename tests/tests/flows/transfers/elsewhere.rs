//! A connection is edited and leads to another server: what still waits of its transfers goes there
//! only when a person says so.

use std::{path::Path, time::Duration};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
};
use engine::{
    at::Place,
    ids::GroupId,
    listing::Selected,
    transfers::{Copies, GroupState, GroupView, JobFilter, OnConflict, Options, Wait, Work},
};
use store::{ListRequest, ObjectAt, Payload, Put, Store};

use super::world::{World, bytes, fetched, login, write};

/// A login of a server of which nothing is known but its address.
fn login_of(server: &Server) -> Store {
    login("other", &server.endpoint, server.region, (&server.access_key, &server.secret_key))
}

/// Two servers with a bucket of the same name, as where a person moves house, and the proxy to the
/// old one.
async fn houses(bucket: &str) -> (Proxy, Store, Store) {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let old = login("other", &proxy.endpoint(), server.region, (&server.access_key, &server.secret_key));
    let new = login_of(Server::shared(Kind::SeaweedFs));
    for house in [&old, &new] {
        house.create_bucket(bucket).await.unwrap();
    }
    (proxy, old, new)
}

async fn start(here: &Store, there: &Store, bucket: &str, home: &Path) -> World {
    let options = Options { journal: Some(home.join("journal")), ..Options::default() };
    World::between(here.clone(), there.clone(), bucket, options).await
}

/// An upload to the old server that could not begin, since the server was away; the program ended.
/// With what was to be sent.
async fn waiting(proxy: &Proxy, old: &Store, bucket: &str, home: &Path) -> (GroupId, Vec<u8>) {
    let world = start(old, old, bucket, home).await;
    let content = bytes(300_000, 3);
    proxy.shut();
    let path = write(home, "up/a.bin", &content);
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    world.transfers.shut_down().await;
    proxy.reopen().await;
    (id, content)
}

async fn held(world: &World, id: &GroupId) -> GroupView {
    let group = world.when(id, |group| group.waits_for == Some(Wait::OtherServer)).await;
    let fault = group.fault.clone().unwrap();
    assert_eq!((fault.code, group.state), ("other_server", GroupState::Waiting), "{group:#?}");
    group
}

async fn keys(store: &Store, bucket: &str) -> Vec<String> {
    let request = ListRequest { bucket: bucket.into(), ..ListRequest::default() };
    store.list(request).await.unwrap().entries.into_iter().map(|entry| entry.key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_waited_goes_to_another_server_only_when_a_person_says_so() {
    let (proxy, old, new) = houses("moved-house").await;
    let home = tempfile::tempdir().unwrap();
    let (id, content) = waiting(&proxy, &old, "moved-house", home.path()).await;

    let world = start(&new, &new, "moved-house", home.path()).await;
    let fault = held(&world, &id).await.fault.unwrap();
    assert!(
        fault.what.to_string().contains(&old.server()) && fault.what.to_string().contains(&new.server()),
        "{}",
        fault.what
    );
    // "Resume all", a login that opens again and another start are nobody's word for it.
    world.transfers.resume(None).await;
    world.transfers.wake("here".into()).await;
    world.transfers.first(id.clone(), None).await;
    // Nor is what is said of one file.
    for job in world.transfers.jobs(id.clone(), JobFilter::All, 0, 10).await.unwrap().jobs {
        world.transfers.retry(id.clone(), Some(job.id)).await;
        world.transfers.free(id.clone(), job.id).await;
    }
    held(&world, &id).await;
    world.transfers.shut_down().await;
    let world = start(&new, &new, "moved-house", home.path()).await;
    held(&world, &id).await;
    assert!(!world.transfers.is_at_work().await, "the window may close");
    assert!(keys(&new, "moved-house").await.is_empty() && keys(&old, "moved-house").await.is_empty());

    world.transfers.resume(Some(id.clone())).await;
    let group = world.done(&id).await;
    assert_eq!((group.files_done, group.fault), (1, None));
    assert_eq!(fetched(Server::shared(Kind::SeaweedFs), "moved-house", "a.bin"), content);
    assert!(keys(&old, "moved-house").await.is_empty());
    world.transfers.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn led_back_it_goes_on_where_it_was_begun() {
    let (proxy, old, new) = houses("back-home").await;
    let home = tempfile::tempdir().unwrap();
    let (id, content) = waiting(&proxy, &old, "back-home", home.path()).await;
    let world = start(&new, &new, "back-home", home.path()).await;
    held(&world, &id).await;
    world.lead("here", &old).await;
    world.done(&id).await;
    assert_eq!(fetched(Server::shared(Kind::Practice), "back-home", "a.bin"), content);
    assert!(keys(&new, "back-home").await.is_empty());
    world.transfers.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_discarded() {
    let (proxy, old, new) = houses("given-up").await;
    let home = tempfile::tempdir().unwrap();
    let (id, _) = waiting(&proxy, &old, "given-up", home.path()).await;
    let world = start(&new, &new, "given-up", home.path()).await;
    held(&world, &id).await;
    world.transfers.cancel(id.clone(), None).await;
    assert_eq!(world.end(&id).await.state, GroupState::Cancelled);
    world.transfers.dismiss(id.clone()).await;
    world.transfers.shut_down().await;
    assert!(keys(&new, "given-up").await.is_empty() && keys(&old, "given-up").await.is_empty());
}

/// Where bucket names belong to a key, another key may lead to another bucket of the same name; a
/// rotated one does not.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_other_buckets_on_the_same_server_is_asked_about_and_a_rotated_one_is_not() {
    for (namespace, asks) in [("ours", false), ("theirs", true)] {
        let bucket = format!("namespace-{namespace}");
        let (proxy, old, _) = houses(&bucket).await;
        let server = Server::shared(Kind::Practice);
        let new = login("other", &proxy.endpoint(), server.region, (&server.access_key, &server.secret_key));
        old.set_namespace("ours".into());
        new.set_namespace(namespace.into());
        let home = tempfile::tempdir().unwrap();
        let (id, content) = waiting(&proxy, &old, &bucket, home.path()).await;
        let world = start(&new, &new, &bucket, home.path()).await;
        if asks {
            let fault = held(&world, &id).await.fault.unwrap();
            assert!(
                fault.what.to_string().contains("another key") && !fault.what.to_string().contains("theirs"),
                "{}",
                fault.what
            );
            assert!(keys(&new, &bucket).await.is_empty());
            world.transfers.resume(Some(id.clone())).await;
        }
        world.done(&id).await;
        assert_eq!(fetched(server, &bucket, "a.bin"), content);
        world.transfers.shut_down().await;
    }
}

/// Parts that the old server has are nothing to the new one.
#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_under_way_stops_and_begins_anew_there() {
    let (proxy, old, new) = houses("midway").await;
    let home = tempfile::tempdir().unwrap();
    let world = start(&old, &old, "midway", home.path()).await;
    proxy.set(Fault { delay: Duration::from_millis(5), ..Fault::default() });
    let content = bytes(40_000_000, 9);
    let id = world.upload(&[&write(home.path(), "large.bin", &content)], "", OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 10_000_000).await;
    world.lead("here", &new).await;
    held(&world, &id).await;
    proxy.heal();
    assert!(keys(&old, "midway").await.is_empty() && keys(&new, "midway").await.is_empty());
    world.transfers.retry(id.clone(), None).await;
    world.done(&id).await;
    assert_eq!(fetched(Server::shared(Kind::SeaweedFs), "midway", "large.bin"), content);
    assert!(keys(&old, "midway").await.is_empty());
    world.transfers.shut_down().await;
}

/// A file that failed while others still wait has a Retry of its own: it says nothing of where the
/// others go.
#[tokio::test(flavor = "multi_thread")]
async fn one_failed_file_tried_again_takes_none_of_them_to_another_server() {
    let (proxy, old, new) = houses("one-file").await;
    let home = tempfile::tempdir().unwrap();
    let world = start(&old, &old, "one-file", home.path()).await;
    proxy.set(Fault { delay: Duration::from_millis(5), ..Fault::default() });
    proxy.script(|request| match request.starts_with("PUT ") && request.contains("refused.txt") {
        true => Act::Refuse("403 Forbidden", "AccessDenied"),
        false => Act::Pass,
    });
    let paths = [write(home.path(), "refused.txt", "a"), write(home.path(), "large.bin", bytes(40_000_000, 9))];
    let id = world.upload(&[&paths[0], &paths[1]], "", OnConflict::Ask).await;
    world.when(&id, |group| group.files_failed == 1 && group.bytes_done > 1_000_000).await;
    world.lead("here", &new).await;
    held(&world, &id).await;
    let [failed] = &world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs[..] else {
        panic!()
    };
    world.transfers.retry(id.clone(), Some(failed.id)).await;
    world.when(&id, |group| group.files_failed == 0).await;
    held(&world, &id).await;
    assert!(keys(&new, "one-file").await.is_empty());
    // Where the connection leads back, it goes with the others.
    proxy.heal();
    proxy.script(|_| Act::Pass);
    world.lead("here", &old).await;
    assert_eq!(world.done(&id).await.files_done, 2);
    assert!(keys(&new, "one-file").await.is_empty());
    world.transfers.shut_down().await;
}

/// A move reads from one connection and deletes there: neither side may become another server
/// unasked.
#[tokio::test(flavor = "multi_thread")]
async fn either_side_of_a_move_may_have_moved_house() {
    let (proxy, old, new) = houses("both-sides").await;
    let target = login_of(Server::shared(Kind::MiniStack));
    target.create_bucket("both-sides").await.unwrap();
    let (key, file) = ("a.txt", Selected::File { key: "a.txt".into(), size: 7, modified: None, etag: None });
    for (house, text) in [(&old, "the one"), (&new, "another")] {
        let at = ObjectAt::new("both-sides", key);
        house.put(&at, Payload::bytes(text.into()), Put::default()).await.unwrap();
    }
    for (here, there) in [(&new, &target), (&old, &new)] {
        let home = tempfile::tempdir().unwrap();
        let world = start(&old, &target, "both-sides", home.path()).await;
        let to = Place { connection: "there".into(), ..world.place("moved/") };
        let copies = Copies::to((&old, world.place(""), file.clone()), (&target, to), true).await.unwrap();
        proxy.shut();
        let id = world.add(Work::Copy { store: old.clone(), target: target.clone(), copies }, OnConflict::Skip).await;
        world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
        world.transfers.shut_down().await;
        proxy.reopen().await;
        let world = start(here, there, "both-sides", home.path()).await;
        held(&world, &id).await;
        world.transfers.cancel(id.clone(), None).await;
        world.end(&id).await;
        world.transfers.shut_down().await;
        for store in [&old, &new] {
            assert_eq!(keys(store, "both-sides").await, [key]);
        }
        assert!(keys(&target, "both-sides").await.is_empty());
    }
}
