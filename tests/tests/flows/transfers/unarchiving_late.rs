//! What is stored between the count of archived files and their turn is not asked for, since every
//! restore is paid for; and it is said of each.

use std::collections::BTreeMap;

use bucketwise_tests::{
    servers::{Kind, Server},
    tools,
};
use engine::{
    ids::GroupId,
    transfers::{JobFilter, OnConflict, Options, Work},
};
use store::RestoreTier;

use super::{
    unarchiving::{asked, at, counted, file, folder},
    world::World,
};
use crate::browse::past::a_later_second;

const GLACIER: [&str; 2] = ["--storage-class", "GLACIER"];

fn put(server: &Server, bucket: &str, key: &str, text: &str) {
    tools::put(server, bucket, key, text.as_bytes(), &GLACIER);
}

async fn failed(world: &World, id: &GroupId) -> BTreeMap<String, &'static str> {
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    failed.into_iter().map(|job| (job.name, job.fault.unwrap().code)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_overwritten_after_the_count_is_named_and_not_asked_for() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "unarchive-over").await;
    for key in ["alone", "alone-kept", "f/over", "f/kept"] {
        put(server, "unarchive-over", key, "then");
    }
    let plan = counted(&world, vec![file("alone"), file("alone-kept"), folder("f/")]).await;
    assert_eq!((plan.count.files, plan.count.bytes), (4, 16));
    a_later_second(&world.store).await;
    for key in ["alone", "f/over", "f/new"] {
        put(server, "unarchive-over", key, "later");
    }
    let id = world.add(Work::RestoreArchived(at(plan, RestoreTier::Standard, 1)), OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.files_done, group.files_failed), (2, 2), "{group:#?}");
    let changed = ["alone", "f/over"].map(|key| (key.to_owned(), "changed_since_listed"));
    assert_eq!(failed(&world, &id).await, changed.into());
    for (key, expected) in
        [("alone", false), ("f/over", false), ("f/new", false), ("alone-kept", true), ("f/kept", true)]
    {
        assert_eq!(asked(&world, key).await, expected, "{key}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_what_was_stored_later_is_known_by_its_time() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://unarchive-over-later"]);
    for key in ["alone", "f/kept"] {
        put(server, "unarchive-over-later", key, "then");
    }
    let home = tempfile::tempdir().unwrap();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        World::resuming("aws", &server.endpoint, server.region, keys, "unarchive-over-later", options).await
    };
    let first = start().await;
    let plan = counted(&first, vec![file("alone"), folder("f/")]).await;
    first.transfers.pause(None).await;
    let work = Work::RestoreArchived(at(plan, RestoreTier::Bulk, 3));
    let id = first.add(work, OnConflict::Ask).await;
    first.transfers.pause(Some(id.clone())).await;
    first.transfers.shut_down().await;
    a_later_second(&first.store).await;
    drop(first);
    for key in ["alone", "f/new"] {
        put(server, "unarchive-over-later", key, "later");
    }
    let second = start().await;
    second.transfers.resume(None).await;
    let group = second.end(&id).await;
    assert_eq!((group.files_done, group.files_failed), (1, 1), "{group:#?}");
    assert_eq!(failed(&second, &id).await, [("alone".to_owned(), "changed_since_listed")].into());
    let notes: Vec<_> = group.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["1 file was saved after the files were counted, so it was left out."]);
    assert!(asked(&second, "f/kept").await && !asked(&second, "f/new").await && !asked(&second, "alone").await);
}
