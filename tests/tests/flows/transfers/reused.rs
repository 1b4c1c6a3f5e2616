//! The version `null`: an id that a storage gives again and again while it keeps no versions. What
//! has it now need not be what somebody saw, and what a copy takes its place of is lost.

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::put,
};
use engine::{
    files::versions::{self, FileVersion, SeenVersion},
    ids::GroupId,
    transfers::{GroupState, JobFilter, OnConflict, Work},
};

use super::{
    versions::{KEEP, at, keep_versions, listed, restore, sizes},
    world::{World, bytes, fetched},
};

/// The code of what a transfer of one file failed with.
async fn failed(world: &World, group: &GroupId) -> String {
    let ended = world.when(group, |group| matches!(group.state, GroupState::Failed | GroupState::Done)).await;
    let jobs = world.transfers.jobs(group.clone(), JobFilter::Failed, 0, 1).await.unwrap().jobs;
    jobs.first().and_then(|job| job.fault.as_ref()).unwrap_or_else(|| panic!("{ended:#?}")).code.to_string()
}

fn is_null(version: &&FileVersion) -> bool {
    version.id == "null"
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_version_never_takes_the_place_of_one_that_would_be_lost() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let bucket = "reused-restored";
        let world = World::known(server, &server.endpoint, bucket).await;
        // From before there were versions, and from after.
        put(server, bucket, "before", &bytes(10, 1), &[]);
        keep_versions(server, bucket, "Enabled");
        for key in ["before", "after", "none"] {
            put(server, bucket, key, &bytes(20, 2), &[]);
            put(server, bucket, key, &bytes(30, 3), &[]);
        }
        keep_versions(server, bucket, "Suspended");
        put(server, bucket, "after", &bytes(40, 4), &[]);
        for key in ["before", "after"] {
            let (all, _) = listed(&world.store, &at(bucket, key)).await;
            let old = all.iter().find(|version| version.size == 20).unwrap();
            let group = restore(&world, &at(bucket, key), old).await;
            assert_eq!(failed(&world, &group).await, "restore_would_lose", "{kind:?}: {key}");
            assert_eq!(listed(&world.store, &at(bucket, key)).await.0, all, "{kind:?}: {key}");
        }
        // Nothing has that id: the copy gets it, and all others stay. (SeaweedFS refuses to copy a
        // version over its own key while versions are suspended.)
        if kind == Kind::MiniStack {
            let (all, _) = listed(&world.store, &at(bucket, "none")).await;
            world.done(&restore(&world, &at(bucket, "none"), &all[1]).await).await;
            assert_eq!(sizes(&listed(&world.store, &at(bucket, "none")).await.0), [Some(20), Some(30), Some(20)]);
        }

        keep_versions(server, bucket, "Enabled");
        let (all, _) = listed(&world.store, &at(bucket, "after")).await;
        let old = all.iter().find(|version| version.size == 20).unwrap();
        world.done(&restore(&world, &at(bucket, "after"), old).await).await;
        let (after, _) = listed(&world.store, &at(bucket, "after")).await;
        assert_eq!(sizes(&after)[0], Some(20), "{kind:?}");
        assert_eq!(after.iter().find(is_null).map(|version| version.size), Some(40), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_since_somebody_looked_is_not_replaced() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let bucket = "reused-since";
        let world = World::known(server, &server.endpoint, bucket).await;
        keep_versions(server, bucket, "Enabled");
        let file = at(bucket, "a");
        for size in [10, 20] {
            put(server, bucket, "a", &bytes(size, 1), &[]);
        }
        let (seen, _) = listed(&world.store, &file).await;
        let over = versions::current(&world.store, &file, Some(&(&seen[0]).into())).await.unwrap();
        // A colleague was quicker: before it is asked for, and before it runs.
        put(server, bucket, "a", &bytes(30, 2), &[]);
        for seen in [Some(SeenVersion::from(&seen[0])), None] {
            let changed = versions::current(&world.store, &file, seen.as_ref()).await.unwrap_err();
            assert_eq!(changed.code, "version_changed", "{kind:?}");
        }
        let work = Work::restore_version(world.store.clone(), &file, seen[1].id.clone(), seen[1].size, over);
        let group = world.add(work, OnConflict::Replace).await;
        assert_eq!(failed(&world, &group).await, "version_changed", "{kind:?}");
        assert_eq!(fetched(server, bucket, "a").len(), 30, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_goes_for_good_and_not_what_has_its_id_by_now() {
    for kind in KEEP {
        let server = Server::shared(kind);
        let bucket = "reused-deleted";
        let world = World::known(server, &server.endpoint, bucket).await;
        keep_versions(server, bucket, "Enabled");
        keep_versions(server, bucket, "Suspended");
        let file = at(bucket, "a");
        put(server, bucket, "a", &bytes(10, 1), &[]);
        let seen = SeenVersion::from(&listed(&world.store, &file).await.0[0]);
        assert_eq!(seen.id, "null", "{kind:?}");
        put(server, bucket, "a", &bytes(20, 2), &[]);
        for typed in [Some("a"), None] {
            let kept = versions::delete(&world.store, &file, &seen, typed, false).await.unwrap_err();
            assert_eq!(kept.code, "version_changed", "{kind:?}");
        }
        assert_eq!(fetched(server, bucket, "a").len(), 20, "{kind:?}");
        let now = SeenVersion::from(&listed(&world.store, &file).await.0[0]);
        versions::delete(&world.store, &file, &now, Some("a"), false).await.unwrap();
        assert_eq!(listed(&world.store, &file).await.0, [], "{kind:?}");
    }
}
