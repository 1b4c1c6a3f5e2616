//! Uploads that nobody ended: found with who, when and how much, and cleaned up, but for those that
//! are at work; and limits that hold while something is on its way.

use std::{collections::HashSet, sync::Mutex, time::Instant};

use bucketwise_tests::servers::{Kind, Server};
use engine::{
    files::unfinished::{self, Unfinished},
    transfers::{OnConflict, Pacing},
};
use store::{ObjectAt, Payload, Put};

use super::world::{World, bytes, write};

const MIB: usize = 1 << 20;

async fn found(world: &World, ours: &HashSet<String>) -> (Vec<Unfinished>, usize) {
    let told = Mutex::new(Vec::new());
    let say = |one| told.lock().unwrap().push(one);
    let all = unfinished::look(&world.store, &world.bucket, ours, &say).await.unwrap();
    (told.into_inner().unwrap(), all)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_ended_is_found_and_cleaned() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "unfinished").await;
        for (key, size) in [("a ü+.bin", 6 * MIB), ("b", 5 * MIB)] {
            let at = ObjectAt::new(world.bucket.clone(), key);
            let upload = world.store.create_upload(&at, Put::default()).await.unwrap();
            world.store.upload_part(&upload, 1, Payload::bytes(bytes(size, 4).into())).await.unwrap();
        }
        let (all, total) = found(&world, &HashSet::new()).await;
        let seen = |key: &str| all.iter().find(|one| one.at.key == key).unwrap();
        assert_eq!(total, 2, "{kind:?}");
        assert_eq!((seen("a ü+.bin").bytes, seen("b").bytes), (Some(6 << 20), Some(5 << 20)), "{kind:?}");
        assert!(all.iter().all(|one| one.begun.is_some() && !one.ours), "{kind:?}: {all:?}");

        let ours = HashSet::from([seen("b").at.upload.clone()]);
        assert!(found(&world, &ours).await.0.iter().any(|one| one.ours));
        let chosen = all.iter().map(|one| one.at.clone()).collect();
        let cleaned = unfinished::clean(&world.store, &world.bucket, chosen, &ours).await;
        assert_eq!((cleaned.gone.len(), cleaned.fault), (1, None), "{kind:?}");
        let (left, _) = found(&world, &ours).await;
        assert_eq!(left.iter().map(|one| one.at.key.as_str()).collect::<Vec<_>>(), ["b"], "{kind:?}");
        unfinished::clean(&world.store, &world.bucket, vec![seen("b").at.clone()], &HashSet::new()).await;
        assert_eq!(found(&world, &ours).await.1, 0, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_transfer_works_on_is_known_and_a_limit_holds_at_once() {
    let server = Server::shared(Kind::Practice);
    let world = World::known(server, &server.endpoint, "at-work").await;
    let local = tempfile::tempdir().unwrap();
    let path = write(local.path(), "large.bin", bytes(40 * MIB, 5));
    // A minute of it at this speed.
    world.transfers.pace(Pacing { up: Some(700_000), ..Pacing::default() }).await;
    let began = Instant::now();
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 1_400_000).await;
    assert!(began.elapsed().as_secs_f64() > 1.0, "{:?}", began.elapsed());
    let (seen, _) = found(&world, &world.transfers.uploads_under_way().await.unwrap()).await;
    assert!(seen.len() == 1 && seen[0].ours, "{seen:?}");
    assert!(world.transfers.is_at_work().await);
    world.transfers.pace(Pacing::default()).await;
    world.done(&id).await;
    assert!(began.elapsed().as_secs_f64() < 45.0, "the limit stayed: {:?}", began.elapsed());
    assert!(!world.transfers.is_at_work().await);
    assert!(world.transfers.uploads_under_way().await.unwrap().is_empty());
    // Down again, at 10 MB a second.
    world.transfers.pace(Pacing { down: Some(10_000_000), ..Pacing::default() }).await;
    let began = Instant::now();
    let to = tempfile::tempdir().unwrap();
    world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
    assert!(began.elapsed().as_secs_f64() > 3.5, "{:?}", began.elapsed());
}
