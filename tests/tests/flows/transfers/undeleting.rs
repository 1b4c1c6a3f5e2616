//! Bringing deleted files back: what was counted, and nothing else, by the ids of their markers.

use std::sync::Mutex;

use bucketwise_tests::servers::{Kind, Server};
use engine::{
    listing::Selected,
    transfers::{GroupState, JobFilter, OnConflict, Options, Remains, UndeleteCount, Work},
};
use store::{ObjectAt, Versioning};

use super::{deleting::put, world::World};
use crate::browse::past::a_later_second;

async fn versioned(kind: Kind, bucket: &str) -> World {
    let server = Server::shared(kind);
    let world = World::over(server, &server.endpoint, bucket).await;
    world.store.put_versioning(bucket, Versioning::On).await.unwrap();
    world
}

async fn delete(world: &World, key: &str) {
    world.store.delete(&ObjectAt::new(world.bucket.clone(), key)).await.unwrap();
}

fn file(key: &str) -> Selected {
    Selected::File { key: key.into(), size: 5, modified: None, etag: None }
}

fn folder(prefix: &str) -> Selected {
    Selected::Folder { prefix: prefix.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_counted_comes_back_and_what_cannot_is_counted_too() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let world = versioned(kind, "undelete").await;
        for key in ["old/a", "old/in/b", "old/there", "alone", "twice", "again", "not-picked", "lost"] {
            put(&world, key).await;
        }
        for key in ["old/a", "old/in/b", "alone", "twice", "twice", "again", "not-picked", "lost"] {
            delete(&world, key).await;
        }
        put(&world, "again").await;
        let lost = world.store.first_versions(&world.bucket, "lost").await.unwrap();
        let old = lost.into_iter().filter(|version| !version.marker).map(|version| (version.key, version.id)).collect();
        assert!(world.store.delete_versions(&world.bucket, old).await.unwrap().is_empty());

        let picked = vec![folder("old/"), file("alone"), file("twice"), file("again"), file("lost")];
        let counts = Mutex::new(Vec::new());
        let sink = |count: UndeleteCount| counts.lock().unwrap().push(count);
        let plan = world.transfers.plan_undelete(world.store.clone(), world.place(""), picked, sink).await.unwrap();
        let count = counts.lock().unwrap().last().unwrap().clone();
        let name = kind.provider();
        assert_eq!((count.files, count.bytes, count.lost, count.there), (4, 20, 1, 1), "{name}");
        assert!(count.complete);

        let group = world.done(&world.add(Work::Undelete(plan), OnConflict::Ask).await).await;
        assert_eq!((group.files_done, group.title.to_string().as_str()), (4, "Undelete 5 items"), "{name}");
        assert_eq!(world.keys().await, ["again", "alone", "old/a", "old/in/b", "old/there", "twice"], "{name}");
        let versions = world.store.first_versions(&world.bucket, "twice").await.unwrap();
        assert!(versions.iter().all(|version| !version.marker), "{name}: no marker was added: {versions:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_the_count_is_left_as_it_is_and_said() {
    let world = versioned(Kind::MiniStack, "undelete-late").await;
    for key in ["f/a", "f/b", "f/c", "f/late"] {
        put(&world, key).await;
    }
    for key in ["f/a", "f/b", "f/c"] {
        delete(&world, key).await;
    }
    let picked = vec![folder("f/")];
    let plan = world.transfers.plan_undelete(world.store.clone(), world.place(""), picked, |_| {}).await.unwrap();
    assert_eq!(plan.count.files, 3);
    a_later_second(&world.store).await;
    put(&world, "f/b").await;
    delete(&world, "f/c").await;
    delete(&world, "f/late").await;
    let id = world.add(Work::Undelete(plan), OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 2), "{group:#?}");
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    let mut codes: Vec<_> = failed.iter().map(|job| (job.name.as_str(), job.fault.as_ref().unwrap().code)).collect();
    codes.sort_unstable();
    assert_eq!(codes, [("f/b", "exists_again"), ("f/c", "deleted_again")]);
    assert_eq!(world.keys().await, ["f/a", "f/b"], "c and late were deleted after the count");
    let versions = world.store.first_versions(&world.bucket, "f/b").await.unwrap();
    assert_eq!(versions.iter().filter(|version| version.marker).count(), 1, "its history stays");
}

/// What a deletion says of itself is so: every file that it hid comes back.
#[tokio::test(flavor = "multi_thread")]
async fn thousands_that_were_deleted_come_back_in_a_few_requests() {
    let world = versioned(Kind::MiniStack, "undelete-many").await;
    for at in 0..2_300 {
        put(&world, &format!("all/{at:04}")).await;
    }
    let picked = || vec![folder("all/")];
    let plan = world.transfers.plan_delete(world.store.clone(), world.place(""), picked(), |_| {}).await.unwrap();
    assert!(matches!(plan.count.remains, Some(Remains::Versions { .. })));
    world.done(&world.add(Work::Delete(plan), OnConflict::Ask).await).await;
    assert!(world.keys().await.is_empty());
    let plan = world.transfers.plan_undelete(world.store.clone(), world.place(""), picked(), |_| {}).await.unwrap();
    assert_eq!((plan.count.files, plan.count.bytes), (2_300, 11_500));
    assert_eq!(world.done(&world.add(Work::Undelete(plan), OnConflict::Ask).await).await.files_done, 2_300);
    let there =
        world.store.list(store::ListRequest { bucket: world.bucket.clone(), ..Default::default() }).await.unwrap();
    assert_eq!((there.entries.len(), there.next.is_some()), (1_000, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_and_goes_on_after_a_restart() {
    let server = Server::shared(Kind::MiniStack);
    let world = versioned(Kind::MiniStack, "undelete-restart").await;
    for key in ["f/a", "f/b"] {
        put(&world, key).await;
        delete(&world, key).await;
    }
    let home = tempfile::tempdir().unwrap();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        World::resuming("other", &server.endpoint, server.region, keys, "undelete-restart", options).await
    };
    let first = start().await;
    let plan = first.transfers.plan_undelete(first.store.clone(), first.place(""), vec![folder("f/")], |_| {}).await;
    first.transfers.pause(None).await;
    let id = first.add(Work::Undelete(plan.unwrap()), OnConflict::Ask).await;
    first.transfers.pause(Some(id.clone())).await;
    first.transfers.shut_down().await;
    drop(first);
    let second = start().await;
    second.transfers.resume(None).await;
    let group = second.when(&id, |group| group.state == GroupState::Done).await;
    assert_eq!(group.files_done, 2);
    assert_eq!(second.keys().await, ["f/a", "f/b"]);
    assert_eq!(second.transfers.jobs(id, JobFilter::All, 0, 10).await.unwrap().total, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_is_undone_by_its_own_markers_also_once_nobody_looks_at_it() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let world = versioned(kind, "undo-delete").await;
        for key in ["f/a", "f/b", "f/c", "f/earlier"] {
            put(&world, key).await;
        }
        delete(&world, "f/earlier").await;
        let plan = world
            .transfers
            .plan_delete(world.store.clone(), world.place(""), vec![folder("f/")], |_| {})
            .await
            .unwrap();
        let deletion = world.add(Work::Delete(plan), OnConflict::Ask).await;
        assert_eq!(world.done(&deletion).await.files_done, 3);
        world.transfers.dismiss(deletion.clone()).await;
        put(&world, "f/b").await;
        let (store, place) = (world.store.clone(), world.place(""));
        let undo = Work::UndoDelete { store, place, group: Some(deletion) };
        let id = world.add(undo, OnConflict::Ask).await;
        let group = world.when(&id, |group| matches!(group.state, GroupState::Failed | GroupState::Done)).await;
        assert_eq!(
            (group.state, group.files_done, group.files_failed),
            (GroupState::Failed, 2, 1),
            "{}",
            kind.provider()
        );
        let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
        assert_eq!(failed[0].fault.as_ref().unwrap().code, "exists_again");
        assert_eq!(world.keys().await, ["f/a", "f/b", "f/c"], "what was deleted earlier stays deleted");
    }
}

/// A key that goes by itself, since XML cannot carry it, tells its marker too; while versions are
/// suspended none has an id that is sure.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_deletion_does_not_tell_is_not_said_to_be_undone() {
    let world = versioned(Kind::MiniStack, "undo-untold").await;
    let undone = async || {
        let picked = vec![folder("f/")];
        let plan = world.transfers.plan_delete(world.store.clone(), world.place(""), picked, |_| {}).await.unwrap();
        let deletion = world.add(Work::Delete(plan), OnConflict::Ask).await;
        world.done(&deletion).await;
        let undo = Work::UndoDelete { store: world.store.clone(), place: world.place(""), group: Some(deletion) };
        let id = world.add(undo, OnConflict::Ask).await;
        world.when(&id, |group| matches!(group.state, GroupState::Failed | GroupState::Done)).await
    };
    for key in ["f/a", "f/with\ttab"] {
        put(&world, key).await;
    }
    let group = undone().await;
    assert_eq!((group.state, group.files_done), (GroupState::Done, 2), "{group:#?}");
    world.store.put_versioning(&world.bucket, Versioning::Suspended).await.unwrap();
    let group = undone().await;
    let code = group.fault.as_ref().map(|fault| fault.code.to_string());
    assert_eq!((group.state, code.as_deref()), (GroupState::Failed, Some("nothing_hidden")), "{group:#?}");
}
