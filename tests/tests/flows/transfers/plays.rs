//! Moves between two logins that may be of one bucket, as seeds have them: whatever is chosen,
//! whatever breaks and however often the program starts again, the file is somewhere in the end.
//! `BUCKETWISE_SEEDS=500` runs so many.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::Kind,
};
use engine::{
    at::Place,
    transfers::{Copies, GroupState, OnConflict, Work},
};
use futures_util::{StreamExt, stream};
use store::{ObjectAt, Store};

use super::{
    twice::{CHOICES, Twice, file, settled},
    world::bytes,
};

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn choice(&mut self) -> OnConflict {
        CHOICES[self.roll(CHOICES.len() as u64) as usize]
    }

    /// From now on some answers are lost, some requests fail, and perhaps no note may be written.
    fn trouble(&mut self, proxy: &Proxy) {
        let mut dice = Self(self.roll(u64::MAX));
        let forbidden = dice.roll(3) == 0;
        proxy.script(move |line| match dice.roll(10) {
            _ if forbidden && line.starts_with("PUT") && line.contains(".bucketwise-") => {
                Act::Refuse("403 Forbidden", "AccessDenied")
            }
            0 | 1 => Act::LoseAnswer,
            2 => Act::Fail,
            _ => Act::Pass,
        });
    }
}

/// Whether an object with this content is anywhere in the two buckets. What moves meanwhile is
/// looked for again.
async fn is_anywhere(twice: &Twice, other: &str, content: &[u8]) -> bool {
    for _ in 0..3 {
        for bucket in [&twice.bucket, other] {
            let request = store::ListRequest { bucket: (*bucket).to_owned(), ..store::ListRequest::default() };
            for entry in twice.direct().list(request).await.unwrap().entries {
                if read(&twice.direct(), bucket, &entry.key).await.as_deref() == Some(content) {
                    return true;
                }
            }
        }
    }
    false
}

async fn read(store: &Store, bucket: &str, key: &str) -> Option<Vec<u8>> {
    let at = ObjectAt::new(bucket, key);
    let mut body = store.get(&at, store::Get::default()).await.ok()?;
    let mut read = Vec::new();
    while let Some(piece) = body.chunk().await.ok()? {
        read.extend_from_slice(&piece);
    }
    Some(read)
}

/// One move of one file: to where it is or to where it is not, seen through one login or two, over
/// lines that lose answers, with other choices, retries and starts of the program in between.
async fn play(seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1));
    let kind = [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs][dice.roll(3) as usize];
    let twice = Twice::over(kind, &format!("plays-{seed}")).await;
    let other = format!("plays-{seed}-too");
    twice.direct().create_bucket(&other).await.unwrap();
    let content = bytes(100 + dice.roll(1_000) as usize, seed);
    twice.put("a/precious.bin", &content).await;
    if dice.roll(3) == 0 {
        twice.put("b/precious.bin", &content).await;
    }
    let picked = || vec![file("a/precious.bin", content.len())];
    let to = [
        twice.elsewhere(&twice.bucket, "a/"),
        twice.elsewhere(&twice.bucket, "b/"),
        twice.elsewhere(&other, "a/"),
        twice.elsewhere(&other, "b/"),
        Place { connection: "here".into(), ..twice.elsewhere(&other, "a/") },
        Place { connection: "here".into(), ..twice.elsewhere(&twice.bucket, "b/") },
    ][dice.roll(6) as usize]
        .clone();
    let mut world = twice.start("journal").await;
    twice.forbid_notes();
    let target = if to.connection == "there".into() { twice.by_name() } else { world.store.clone() };
    let copies = Copies::to((&world.store, world.place("a/"), picked()), (&target, to.clone()), true).await.unwrap();
    dice.trouble(&twice.here);
    dice.trouble(&twice.there);
    let work = Work::Copy { store: world.store.clone(), target, copies };
    let id = world.add(work, dice.choice()).await;
    for step in 0..4 {
        match dice.roll(4) {
            0 => {
                world.transfers.shut_down().await;
                drop(world);
                world = twice.start("journal").await;
            }
            1 => {
                dice.trouble(&twice.here);
                dice.trouble(&twice.there);
            }
            _ => {
                let group = settled(&world, &id, dice.choice()).await;
                if group.state == GroupState::Done {
                    break;
                }
                world.transfers.retry(id.clone(), None).await;
            }
        }
        assert!(is_anywhere(&twice, &other, &content).await, "seed {seed}, step {step}: lost on the way to {to:?}");
    }
    twice.heal();
    let group = settled(&world, &id, dice.choice()).await;
    world.transfers.shut_down().await;
    assert!(is_anywhere(&twice, &other, &content).await, "seed {seed}: lost on the way to {to:?}: {group:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_of_starts_lost_answers_and_choices_ends_without_a_copy() {
    let told = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let (seeds, first) = (told("BUCKETWISE_SEEDS").unwrap_or(24), told("BUCKETWISE_FIRST_SEED").unwrap_or(0));
    let ended = Arc::new(AtomicBool::new(true));
    let mut plays = stream::iter(first..first + seeds).map(|seed| tokio::spawn(play(seed))).buffer_unordered(4);
    while let Some(played) = tokio::time::timeout(Duration::from_secs(300), plays.next()).await.unwrap() {
        if let Err(error) = played {
            eprintln!("{error}");
            ended.store(false, Ordering::SeqCst);
        }
    }
    assert!(ended.load(Ordering::SeqCst));
}
