//! A folder of an earlier time taken out of its bucket: downloaded, copied beside, and made current
//! again, on servers that keep versions. What it is held against was put there by the test.

use std::{collections::BTreeMap, fs, sync::Mutex};

use bucketwise_tests::servers::{Kind, Server};
use engine::{
    listing::{Choice, ListingKind, Selected, SelectionChange, Since},
    transfers::{Copies, GroupState, JobFilter, OnConflict, Options, RestoreCount, RestorePlan, Work},
};
use store::{Get, ObjectAt, Payload, Put, StoreErrorKind, Version, VersionRequest, Versioning};

use super::world::{World, tree};
use crate::browse::past::{a_later_second, past};

pub(super) const KEEP: [Kind; 3] = [Kind::MiniStack, Kind::SeaweedFs, Kind::Practice];

pub(super) async fn versioned(kind: Kind, bucket: &str) -> World {
    let server = Server::shared(kind);
    let world = World::known(server, &server.endpoint, bucket).await;
    world.store.put_versioning(bucket, Versioning::On).await.unwrap();
    world
}

pub(super) async fn put(world: &World, key: &str, text: &str) {
    let at = ObjectAt::new(world.bucket.clone(), key);
    world.store.put(&at, Payload::bytes(text.to_owned().into()), Put::default()).await.unwrap();
}

pub(super) async fn delete(world: &World, key: &str) {
    world.store.delete(&ObjectAt::new(world.bucket.clone(), key)).await.unwrap();
}

/// Every key that is there, with what is in it.
pub(super) async fn contents(world: &World) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for key in world.keys().await {
        let at = ObjectAt::new(world.bucket.clone(), key.as_str());
        let mut body = match world.store.get(&at, Get::default()).await {
            // A request of what was killed may end after it was.
            Err(error) if error.kind == StoreErrorKind::NoSuchKey => continue,
            body => body.unwrap(),
        };
        let mut text = Vec::new();
        while let Some(chunk) = body.chunk().await.unwrap() {
            text.extend_from_slice(&chunk);
        }
        all.insert(key, String::from_utf8(text).unwrap());
    }
    all
}

pub(super) async fn versions(world: &World) -> Vec<Version> {
    let page = world.store.versions(VersionRequest::below(&world.bucket, "")).await.unwrap();
    assert!(page.next.is_none(), "more versions than this test looks at");
    page.entries
}

/// What a person selects in the folder of a moment; all of it without names.
pub(super) async fn picked(world: &World, prefix: &str, moment: i64, names: &[&str]) -> Choice {
    let mut listing = past(&world.store, &world.bucket, prefix, ListingKind::AsOf { moment });
    let tick = listing.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    assert_eq!(tick.fault, None);
    let open = listing.listings.get(&listing.id).unwrap();
    if names.is_empty() {
        open.select(tick.revision, SelectionChange::All);
    }
    for name in names {
        let at = listing.names().iter().position(|shown| shown == name).unwrap();
        open.select(tick.revision, SelectionChange::Toggle { at });
    }
    open.selected()
}

/// What was added to the folder of a moment since then: so many rows, all of them selected.
pub(super) async fn added(world: &World, prefix: &str, moment: i64, rows: usize) -> Choice {
    let mut listing = past(&world.store, &world.bucket, prefix, ListingKind::AsOf { moment });
    listing.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    let open = listing.listings.get(&listing.id).unwrap();
    open.filter_since(Some(Since::Added)).await;
    let tick = listing.until("what was added", |tick| tick.shown == rows).await;
    assert_eq!(open.select(tick.revision, SelectionChange::All).files, rows as u64 - 1);
    open.selected()
}

pub(super) async fn plan(world: &World, picked: impl Into<Choice>, moment: i64) -> RestorePlan {
    let (store, place) = (world.store.clone(), world.place(""));
    world.transfers.plan_restore(store, place, picked, moment, |_| {}).await.unwrap()
}

pub(super) fn told(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

/// A folder that was changed, emptied and added to since the moment that is answered.
async fn history(world: &World) -> i64 {
    for (key, text) in [("f/same", "same"), ("f/changed", "old"), ("f/gone", "gone"), ("f/in/deep/a", "a then")] {
        put(world, key, text).await;
    }
    put(world, "f/went/x", "x").await;
    put(world, "f/before", "never seen").await;
    delete(world, "f/before").await;
    let moment = a_later_second(&world.store).await;
    a_later_second(&world.store).await;
    for (key, text) in [("f/changed", "new!"), ("f/in/deep/a", "a now"), ("f/in/added", "b"), ("f/new", "n")] {
        put(world, key, text).await;
    }
    for key in ["f/gone", "f/went/x"] {
        delete(world, key).await;
    }
    moment
}

const THEN: [(&str, &str); 5] =
    [("f/changed", "old"), ("f/gone", "gone"), ("f/in/deep/a", "a then"), ("f/same", "same"), ("f/went/x", "x")];

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_downloaded_as_it_was() {
    for kind in KEEP {
        let world = versioned(kind, "past-down").await;
        let moment = history(&world).await;
        let folder = tempfile::tempdir().unwrap();
        let work = |picked| {
            let (store, from) = (world.store.clone(), world.place("f/"));
            Work::Download { store, picked, from, folder: folder.path().into() }
        };
        let all = picked(&world, "f/", moment, &[]).await;
        world.done(&world.add(work(all), OnConflict::Ask).await).await;
        let files: Vec<_> = tree(folder.path()).into_iter().filter(|name| !name.ends_with('/')).collect();
        let saved =
            files.iter().map(|name| (format!("f/{name}"), fs::read_to_string(folder.path().join(name)).unwrap()));
        assert_eq!(saved.collect::<BTreeMap<_, _>>(), told(&THEN), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_then_is_current_again_and_every_version_stays() {
    for kind in KEEP {
        let world = versioned(kind, "past-restore").await;
        let moment = history(&world).await;
        let before = versions(&world).await;
        let counts = Mutex::new(Vec::new());
        let sink = |count: RestoreCount| counts.lock().unwrap().push(count);
        let all = picked(&world, "", moment, &["f/"]).await;
        let (store, place) = (world.store.clone(), world.place(""));
        let counted = world.transfers.plan_restore(store, place, all, moment, sink).await.unwrap();
        let count = counts.lock().unwrap().last().unwrap().clone();
        assert_eq!((count.files, count.bytes, count.same, count.added), (4, 14, 1, 2), "{kind:?}");
        assert_eq!((count.archived, count.unkept, count.complete), (0, 0, true), "{kind:?}");

        let group = world.done(&world.add(Work::Restore(counted), OnConflict::Ask).await).await;
        assert_eq!((group.files_done, group.title.to_string().as_str()), (4, "Restore f"), "{kind:?}: {group:#?}");
        let mut expected = told(&THEN);
        expected.extend(told(&[("f/in/added", "b"), ("f/new", "n")]));
        assert_eq!(contents(&world).await, expected, "{kind:?}: what was added stays");
        let after = versions(&world).await;
        let lost = before.iter().filter(|one| !after.iter().any(|two| (&one.key, &one.id) == (&two.key, &two.id)));
        assert_eq!(lost.count(), 0, "{kind:?}");

        // Again, and what was added goes: the rest is left alone.
        let all = picked(&world, "", moment, &["f/"]).await;
        let again = plan(&world, all, moment).await.exactly(true);
        world.done(&world.add(Work::Restore(again), OnConflict::Ask).await).await;
        assert_eq!(contents(&world).await, told(&THEN), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn single_files_are_restored_and_those_that_are_as_they_were_are_left() {
    for kind in KEEP {
        let world = versioned(kind, "past-files").await;
        let moment = history(&world).await;
        let some = picked(&world, "f/", moment, &["changed", "gone", "same"]).await;
        let counted = plan(&world, some, moment).await;
        assert_eq!((counted.count.files, counted.count.same), (2, 1), "{kind:?}");
        let before = versions(&world).await.len();
        world.done(&world.add(Work::Restore(counted), OnConflict::Ask).await).await;
        let now = contents(&world).await;
        assert_eq!([&now["f/changed"], &now["f/gone"], &now["f/in/deep/a"]], ["old", "gone", "a now"], "{kind:?}");
        assert_eq!(versions(&world).await.len(), before + 2, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_of_an_earlier_time_is_copied_beside_and_elsewhere() {
    for kind in KEEP {
        let world = versioned(kind, "past-beside").await;
        let moment = history(&world).await;
        let copy = async |names: &[&str], to: &str, leave| {
            let some = picked(&world, "f/", moment, names).await;
            let (store, from) = (world.store.clone(), world.place("f/"));
            Copies::to((&store, from, some), (&store, world.place(to)), leave).await
        };
        let work = |copies| Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
        let copies = copy(&["changed", "in/"], "else/", false).await.unwrap();
        world.done(&world.add(work(copies), OnConflict::Ask).await).await;
        let now = contents(&world).await;
        assert_eq!([&now["else/changed"], &now["else/in/deep/a"]], ["old", "a then"], "{kind:?}");
        assert!(!now.contains_key("else/in/added") && now["f/changed"] == "new!", "{kind:?}: {now:?}");

        // In its own folder it gets the time into its name.
        let copies = copy(&["changed", "went/"], "f/", false).await.unwrap();
        world.done(&world.add(work(copies), OnConflict::Ask).await).await;
        let now = contents(&world).await;
        let shape = |key: &str| key.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
        let beside: Vec<_> = now.iter().map(|(key, text)| (shape(key), text.as_str())).collect();
        assert!(beside.contains(&("f/changed (0000-00-00 00.00)".into(), "old")), "{kind:?}: {beside:?}");
        assert!(beside.contains(&("f/went (0000-00-00 00.00)/x".into(), "x")), "{kind:?}: {beside:?}");

        assert_eq!(copy(&["changed"], "else/", true).await.unwrap_err().code, "of_the_past", "nothing is moved");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_the_count_is_left_and_said() {
    for kind in KEEP {
        let world = versioned(kind, "past-late").await;
        for key in ["f/a", "f/b", "f/c"] {
            put(&world, key, "then").await;
        }
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        for key in ["f/a", "f/b", "f/c"] {
            put(&world, key, "now").await;
        }
        let folder = Selected::FolderAt { prefix: "f/".into(), moment };
        let counted = plan(&world, folder, moment).await;
        assert_eq!(counted.count.files, 3);
        a_later_second(&world.store).await;
        put(&world, "f/b", "later").await;
        delete(&world, "f/c").await;
        let id = world.add(Work::Restore(counted), OnConflict::Ask).await;
        let group = world.end(&id).await;
        assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 2), "{kind:?}");
        let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
        let codes: BTreeMap<_, _> =
            failed.iter().map(|job| (job.name.as_str(), job.fault.as_ref().unwrap().code)).collect();
        let expected = [("f/b", "version_changed"), ("f/c", "version_changed")];
        assert_eq!(codes, expected.into(), "{kind:?}");
        assert_eq!(contents(&world).await, told(&[("f/a", "then"), ("f/b", "later")]), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bucket_would_not_keep_is_not_written_over() {
    for kind in KEEP {
        let world = versioned(kind, "past-suspended").await;
        world.store.put_versioning(&world.bucket, Versioning::Suspended).await.unwrap();
        put(&world, "f/back", "not kept").await;
        world.store.put_versioning(&world.bucket, Versioning::On).await.unwrap();
        delete(&world, "f/back").await;
        for key in ["f/a", "f/b"] {
            put(&world, key, "then").await;
        }
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        for key in ["f/b", "f/back"] {
            put(&world, key, "kept").await;
        }
        world.store.put_versioning(&world.bucket, Versioning::Suspended).await.unwrap();
        put(&world, "f/a", "not kept").await;
        put(&world, "f/new", "not kept").await;
        let folder = Selected::FolderAt { prefix: "f/".into(), moment };
        let counted = plan(&world, folder, moment).await;
        let RestoreCount { files, unkept, added, undeletable, unsure, .. } = counted.count;
        assert_eq!((files, unkept, added, undeletable, unsure), (2, 1, 0, 1, 1), "{kind:?}");
        let id = world.add(Work::Restore(counted.exactly(true)), OnConflict::Ask).await;
        let group = world.end(&id).await;
        let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
        let mut codes: BTreeMap<_, _> =
            failed.iter().map(|job| (job.name.as_str(), job.fault.as_ref().unwrap().code)).collect();
        // SeaweedFS copies no version over its own key in such a bucket, and says so.
        let copies = kind != Kind::SeaweedFs;
        assert_eq!(codes.remove("f/b"), (!copies).then_some("refused"), "{kind:?}");
        assert_eq!(
            (codes, group.files_done),
            ([("f/a", "restore_would_lose")].into(), u32::from(copies)),
            "{kind:?}: what was counted to stay is no failure"
        );
        let b = if copies { "then" } else { "kept" };
        let now = [("f/a", "not kept"), ("f/b", b), ("f/back", "kept"), ("f/new", "not kept")];
        assert_eq!(contents(&world).await, told(&now), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_version_is_said_and_the_others_are_restored() {
    let world = versioned(Kind::MiniStack, "past-archived").await;
    let server = Server::shared(Kind::MiniStack);
    bucketwise_tests::tools::put(server, "past-archived", "f/cold", b"cold", &["--storage-class", "GLACIER"]);
    put(&world, "f/warm", "warm").await;
    let moment = a_later_second(&world.store).await;
    a_later_second(&world.store).await;
    for key in ["f/cold", "f/warm"] {
        put(&world, key, "now").await;
    }
    let counted = plan(&world, Selected::FolderAt { prefix: "f/".into(), moment }, moment).await;
    assert_eq!((counted.count.files, counted.count.archived), (2, 1));
    let id = world.add(Work::Restore(counted), OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.files_done, group.files_failed), (1, 1));
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    assert_eq!(failed[0].fault.as_ref().unwrap().code, "version_archived");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_and_goes_on_after_a_restart() {
    let server = Server::shared(Kind::MiniStack);
    let world = versioned(Kind::MiniStack, "past-restart").await;
    let moment = history(&world).await;
    let home = tempfile::tempdir().unwrap();
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let start = async || {
        let options = Options { journal: Some(home.path().join("journal")), ..Options::default() };
        World::resuming("other", &server.endpoint, server.region, keys, "past-restart", options).await
    };
    let first = start().await;
    let counted = plan(&first, Selected::FolderAt { prefix: "f/".into(), moment }, moment).await.exactly(true);
    first.transfers.pause(None).await;
    let id = first.add(Work::Restore(counted), OnConflict::Ask).await;
    first.transfers.pause(Some(id.clone())).await;
    first.transfers.shut_down().await;
    drop(first);
    let second = start().await;
    second.transfers.resume(None).await;
    second.when(&id, |group| group.state == GroupState::Done).await;
    assert_eq!(contents(&second).await, told(&THEN));
}
