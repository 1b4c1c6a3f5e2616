//! The version `null` is whatever was stored last while a bucket kept no versions: what was listed
//! under that id and is another by now is neither downloaded nor copied for it.

use std::{collections::BTreeMap, fs};

use engine::{
    ids::GroupId,
    listing::Selected,
    transfers::{Copies, JobFilter, OnConflict, Work},
};
use store::Versioning;

use super::{
    restoring::{KEEP, contents, picked, put, versioned},
    world::{World, tree},
};
use crate::browse::past::a_later_second;

async fn suspended(world: &World) {
    world.store.put_versioning(&world.bucket, Versioning::Suspended).await.unwrap();
}

async fn failed(world: &World, id: &GroupId) -> BTreeMap<String, &'static str> {
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    failed.into_iter().map(|job| (job.name, job.fault.unwrap().code)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_null_version_that_was_overwritten_since_it_was_listed_is_not_taken_for_it() {
    for kind in KEEP {
        let world = versioned(kind, "nulls").await;
        suspended(&world).await;
        let large = "then".repeat(100_000);
        for (key, text) in [("f/over", "then"), ("f/large", large.as_str()), ("f/kept", "then")] {
            put(&world, key, text).await;
        }
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        let names = ["over", "large", "kept"];
        let listed = picked(&world, "f/", moment, &names).await;
        for (key, text) in [("f/over", "now!"), ("f/large", "more".repeat(100_000).as_str())] {
            put(&world, key, text).await;
        }

        let home = tempfile::tempdir().unwrap();
        let (store, from, folder) = (world.store.clone(), world.place("f/"), home.path().into());
        let work = Work::Download { store, picked: listed.clone(), from, folder };
        let id = world.add(work, OnConflict::Ask).await;
        let group = world.end(&id).await;
        assert_eq!((group.files_done, group.files_failed), (1, 2), "{kind:?}: {group:#?}");
        let changed = |keys: [&str; 2]| keys.map(|key| (key.to_owned(), "changed_since_listed")).into();
        assert_eq!(failed(&world, &id).await, changed(["large", "over"]), "{kind:?}");
        assert_eq!(tree(home.path()), ["kept"], "{kind:?}: nothing of the others is there");
        assert_eq!(fs::read_to_string(home.path().join("kept")).unwrap(), "then", "{kind:?}");

        let copies = Copies::to((&world.store, world.place("f/"), listed), (&world.store, world.place("to/")), false);
        let copies = copies.await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
        let id = world.add(work, OnConflict::Ask).await;
        world.end(&id).await;
        assert_eq!(failed(&world, &id).await, changed(["large", "over"]), "{kind:?}");
        let copied: Vec<_> = contents(&world).await.into_keys().filter(|key| key.starts_with("to/")).collect();
        assert_eq!(copied, ["to/kept"], "{kind:?}");
    }
}

/// What was in a folder then and was overwritten since cannot be had: that is said.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_folder_of_then_has_lost_since_is_said() {
    for kind in KEEP {
        let world = versioned(kind, "nulls-folder").await;
        suspended(&world).await;
        for key in ["f/over", "f/kept"] {
            put(&world, key, "then").await;
        }
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        put(&world, "f/over", "now").await;

        let home = tempfile::tempdir().unwrap();
        let folder_of_then = Selected::FolderAt { prefix: "f/".into(), moment };
        let (store, from, folder) = (world.store.clone(), world.place(""), home.path().into());
        let work = Work::Download { store, picked: folder_of_then.clone().into(), from, folder };
        let group = world.done(&world.add(work, OnConflict::Ask).await).await;
        let said = "1 file was overwritten without versioning, so it is not known whether it was there at that \
                    time. It was left out.";
        let notes: Vec<_> = group.notes.iter().map(ToString::to_string).collect();
        assert_eq!((group.files_done, notes), (1, vec![said.to_owned()]), "{kind:?}");

        let copies =
            Copies::to((&world.store, world.place(""), folder_of_then), (&world.store, world.place("to/")), false);
        let copies = copies.await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
        let group = world.done(&world.add(work, OnConflict::Ask).await).await;
        let notes: Vec<_> = group.notes.iter().map(ToString::to_string).collect();
        assert_eq!((group.files_done, notes), (1, vec![said.to_owned()]), "{kind:?}");
    }
}
