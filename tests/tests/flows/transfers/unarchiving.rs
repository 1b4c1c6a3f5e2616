//! Archived files of a selection are asked for, those and no others. The server takes seconds where
//! Amazon takes hours; that the times and prices told are Amazon's is not proved here.

use std::sync::{Arc, Mutex};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::aws,
};
use engine::{
    listing::Selected,
    transfers::{ArchivedCount, ArchivedPlan, GroupState, JobFilter, OnConflict, Options, Work},
};
use store::{ObjectAt, RestoreTier};

use super::world::World;

/// Puts a file there with a client nobody here wrote.
pub(super) fn put(server: &Server, bucket: &str, key: &str, class: &str) {
    aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", key, "--storage-class", class]);
}

pub(super) fn file(key: &str) -> Selected {
    Selected::File { key: key.into(), size: 0, modified: None, etag: None }
}

pub(super) fn folder(prefix: &str) -> Selected {
    Selected::Folder { prefix: prefix.into() }
}

pub(super) async fn counted(world: &World, picked: Vec<Selected>) -> ArchivedPlan {
    let counts = Mutex::new(Vec::new());
    let sink = |count: ArchivedCount| counts.lock().unwrap().push(count);
    let plan = world.transfers.plan_archived(world.store.clone(), world.place(""), picked, sink).await.unwrap();
    assert_eq!(counts.lock().unwrap().last(), Some(&plan.count), "what is shown is what is planned");
    plan
}

/// The same, asked for like this.
pub(super) fn at(mut plan: ArchivedPlan, tier: RestoreTier, days: i32) -> ArchivedPlan {
    plan.at(tier, days).unwrap();
    plan
}

/// Whether the storage was asked for it.
pub(super) async fn asked(world: &World, key: &str) -> bool {
    world.store.archive(&ObjectAt::new(world.bucket.clone(), key)).await.unwrap().restore.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_archived_is_counted_by_class_and_asked_for() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "unarchive").await;
    for (key, class) in [
        ("old/a", "GLACIER"),
        ("old/in/b", "DEEP_ARCHIVE"),
        ("old/warm", "STANDARD"),
        ("old/tiered", "INTELLIGENT_TIERING"),
        ("alone", "DEEP_ARCHIVE"),
        ("other", "GLACIER"),
    ] {
        put(server, "unarchive", key, class);
    }
    let plan = counted(&world, vec![folder("old/"), file("alone"), file("gone")]).await;
    let ArchivedCount { files, restoring, there, unsure, gone, classes, tiers, for_days, .. } = plan.count.clone();
    assert_eq!((files, restoring, there, unsure, gone, for_days), (3, 0, 1, 1, 1, true));
    assert_eq!(tiers, [RestoreTier::Bulk, RestoreTier::Standard, RestoreTier::Expedited], "the cheapest first");
    let by_class: Vec<_> = classes.iter().map(|of| (of.class.as_str(), of.files)).collect();
    assert_eq!(by_class, [("GLACIER", 1), ("DEEP_ARCHIVE", 2)]);
    let deep: Vec<_> = classes[1].ways.iter().map(|way| way.tier).collect();
    assert_eq!(deep, [RestoreTier::Bulk, RestoreTier::Standard, RestoreTier::Standard], "it has none quicker");

    for days in [0, 3_651] {
        let mut again = counted(&world, vec![file("alone")]).await;
        assert_eq!(again.at(RestoreTier::Bulk, days).err().map(|fault| fault.code), Some("days_unfit"));
    }
    // What is stored after the count is not paid for.
    crate::browse::past::a_later_second(&world.store).await;
    put(server, "unarchive", "old/late", "GLACIER");
    let work = Work::RestoreArchived(at(plan, RestoreTier::Expedited, 2));
    let group = world.done(&world.add(work, OnConflict::Ask).await).await;
    assert_eq!((group.files_done, group.files_skipped), (3, 1), "{group:#?}");
    assert_eq!(group.title.to_string(), "Restore 3 items from the archive");
    for key in ["old/a", "old/in/b", "alone"] {
        assert!(asked(&world, key).await, "{key}");
    }
    for key in ["old/late", "old/warm", "other"] {
        assert!(!asked(&world, key).await, "{key}");
    }
}

/// What is on its way was asked for, by whomever: it is no failure. Without capacity a quick
/// restore fails, and says so of that file.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_its_way_is_done_and_what_is_refused_says_why() {
    let server = Server::shared(Kind::MiniStack);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "unarchive-late").await;
    for key in ["f/busy", "f/under-way", "f/plain"] {
        put(server, "unarchive-late", key, "GLACIER");
    }
    let plan = counted(&world, vec![folder("f/")]).await;
    proxy.script(|line| match line {
        line if line.starts_with("POST") && line.contains("f/busy") => {
            Act::Refuse("503 Service Unavailable", "GlacierExpeditedRetrievalNotAvailable")
        }
        line if line.starts_with("POST") && line.contains("f/under-way") => {
            // Somebody else was quicker.
            let how = ["--restore-request", "Days=1"];
            let ask = ["s3api", "restore-object", "--bucket", "unarchive-late", "--key", "f/under-way"];
            aws(Server::shared(Kind::MiniStack), ask.into_iter().chain(how));
            Act::Refuse("409 Conflict", "RestoreAlreadyInProgress")
        }
        _ => Act::Pass,
    });
    let work = Work::RestoreArchived(at(plan, RestoreTier::Expedited, 1));
    let id = world.add(work, OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 2, 1), "{group:#?}");
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    let told = failed[0].fault.as_ref().map(|fault| fault.code.to_string());
    assert_eq!((failed[0].name.as_str(), told.as_deref()), ("f/busy", Some("fetch_busy")));
    proxy.heal();
    world.transfers.retry(id.clone(), None).await;
    let group = world.when(&id, |group| group.state == GroupState::Done).await;
    assert_eq!(group.files_done, 3, "{group:#?}");
    assert!(asked(&world, "f/busy").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_and_goes_on_after_a_restart() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://unarchive-restart"]);
    for key in ["f/a", "f/b"] {
        put(server, "unarchive-restart", key, "GLACIER");
    }
    let home = tempfile::tempdir().unwrap();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let proxy = Proxy::start(&server.endpoint).await;
    // Nothing is asked for before it is paused, however soon it begins.
    proxy.script(|line| if line.contains("?restore") { Act::Busy(None) } else { Act::Pass });
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        World::resuming("aws", &proxy.endpoint(), server.region, keys, "unarchive-restart", options).await
    };
    let first = start().await;
    let plan = counted(&first, vec![folder("f/")]).await;
    first.transfers.pause(None).await;
    let work = Work::RestoreArchived(at(plan, RestoreTier::Bulk, 3));
    let id = first.add(work, OnConflict::Ask).await;
    first.transfers.pause(Some(id.clone())).await;
    first.transfers.shut_down().await;
    drop(first);
    proxy.heal();
    let second = start().await;
    assert!(!asked(&second, "f/a").await, "it waited");
    second.transfers.resume(None).await;
    let group = second.when(&id, |group| group.state == GroupState::Done).await;
    assert_eq!(group.files_done, 2);
    assert!(asked(&second, "f/a").await && asked(&second, "f/b").await);
}

/// A page is asked for again after a failure that passes, and nothing is counted twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_count_outlasts_a_server_that_is_busy() {
    let server = Server::shared(Kind::MiniStack);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "unarchive-busy").await;
    put(server, "unarchive-busy", "f/a", "GLACIER");
    let seen = Arc::new(Mutex::new(false));
    let once = Arc::clone(&seen);
    proxy.script(move |line| {
        let mut seen = once.lock().unwrap();
        let list = line.contains("list-type=2") && !*seen;
        *seen |= list;
        if list { Act::Fail } else { Act::Pass }
    });
    assert_eq!(counted(&world, vec![folder("f/")]).await.count.files, 1);
    assert!(*seen.lock().unwrap(), "a page failed");
}
