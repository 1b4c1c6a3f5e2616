//! Mixed work over a line that fails at random, the same way for the same seed: whatever happens, every file is identical
//! on both sides in the end, by rclone's word, and nothing is left over.
//!
//! `BUCKETWISE_SEEDS=500` runs so many; without it a few.

use std::{sync::Arc, time::Instant};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::{
    ids::GroupId,
    transfers::{GroupState, OnConflict, Options},
};

use crate::world::{World, bytes, tree, write};

const SEEDS: u64 = 3;

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// About one request in six meets something.
    fn act(&mut self) -> Act {
        let at = self.roll(200_000) as usize;
        match self.roll(48) {
            0 => Act::Busy(None),
            1 => Act::Busy(Some(1)),
            2 => Act::Fail,
            3 => Act::LoseAnswer,
            4 => Act::CutUpload(at),
            5 => Act::CutDownload(at),
            6 => Act::FlipUpload(at),
            7 => Act::FlipDownload(at),
            _ => Act::Pass,
        }
    }
}

/// Tries what failed again until all is done, as a person would.
async fn insist(world: &World, id: &GroupId) {
    for _ in 0..20 {
        if world.end(id).await.state == GroupState::Done {
            return;
        }
        world.transfers.retry(id.clone(), None).await;
        world.when(id, |group| group.state != GroupState::Failed).await;
    }
    panic!("still failing: {:#?}", world.end(id).await);
}

async fn run(seed: u64) -> usize {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let bucket = format!("seed-{seed}");
    let start = Instant::now();
    // Pauses between tries are a twentieth of what a person would see.
    let clock = Arc::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX) * 20);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let options = Options { clock, ..Options::default() };
    let world = World::resuming("seaweedfs", &proxy.endpoint(), server.region, keys, &bucket, options).await;
    world.store.create_bucket(&bucket).await.unwrap();
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    (0..12).for_each(|at| {
        drop(write(from.path(), &format!("all/{}/{at}", at % 3), bytes(at as usize * 9_000, seed + at)))
    });
    write(from.path(), "all/large.bin", bytes(20_000_000, seed));
    let picked = || async {
        proxy.heal();
        world.rows("").await
    };
    let fail = |salt: u64| {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9).wrapping_add(salt));
        proxy.script(move |_| dice.act());
    };
    fail(1);
    // Replaced rather than asked about: what is there can only be ours.
    let up = world.upload(&[&from.path().join("all")], "", OnConflict::Replace).await;
    insist(&world, &up).await;
    let picked = picked().await;
    fail(2);
    let (store, place, folder) = (world.store.clone(), world.place(""), to.path().to_owned());
    let work = engine::transfers::Work::Download { store, picked, from: place, folder };
    let down = world.add(work, OnConflict::Replace).await;
    insist(&world, &down).await;
    proxy.heal();
    world.transfers.shut_down().await;
    rclone_check(server, &bucket, from.path());
    rclone_check(server, &bucket, to.path());
    assert_eq!(tree(from.path()), tree(to.path()), "seed {seed}");
    // An upload whose very first answer was lost is known to nobody but the server.
    world.store.list_uploads(&bucket, "").await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_line_does_every_file_is_whole_in_the_end() {
    let seeds = std::env::var("BUCKETWISE_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    let mut left = 0;
    for seed in 0..seeds {
        left += run(seed).await;
    }
    println!("{seeds} seeds: every file identical; uploads whose first answer was lost: {left}");
}
