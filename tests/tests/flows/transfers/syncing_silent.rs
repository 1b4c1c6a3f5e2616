//! The folder of a saved pair is on a network drive whose server goes away: nothing answers, for as
//! long as it is away. The run is given up and holds nothing; once the server is back, the next one
//! does all of it.

use std::{
    fs,
    sync::mpsc::channel,
    time::{Duration, Instant},
};

use bucketwise_tests::{
    mounted::{Drive, missing},
    process::wait_until,
    servers::{Kind, Server},
    tools::{rclone, rclone_check},
    unproved,
};
use engine::{
    backups::{Halt, Phase, RunTick},
    pairs::PairMade,
    sync::SyncWish,
    transfers::Pacing,
};
use jiff::Zoned;

use super::{
    syncing::{BACK, Pair, UPDATE},
    syncing_saved::{Saved, filled, numbers, opened},
    world::{World, bytes, write},
};

const PATIENCE: Duration = Duration::from_secs(2);
/// The patience twice, once for the folder and once for what is stopped, and a busy processor.
const AT_MOST: Duration = Duration::from_secs(20);
const MIB: usize = 1024 * 1024;

/// A run at a pace at which the drive falls silent in the middle of its files, or before it.
async fn fallen_silent(saved: &Saved<'_>, drive: &Drive, midway: bool) -> Result<PairMade, Halt> {
    if !midway {
        drive.fall_silent();
    }
    let say = |tick: RunTick| {
        if midway && tick.phase == Phase::Copying && tick.bytes_done > 0 {
            drive.fall_silent();
        }
    };
    let pace = Some(4 * MIB as u64);
    let pacing = Pacing { up: pace, down: pace, ..Pacing::default() };
    let pairs = opened(saved.home.path()).with_patience(PATIENCE);
    let run = pairs.run_alone(&saved.view.id, Ok(saved.pair.sides()), pacing, &Zoned::now, &say);
    let begun = Instant::now();
    let ended = tokio::time::timeout(AT_MOST, run).await.expect("the run is held by the drive");
    assert!(begun.elapsed() >= PATIENCE, "{ended:?}");
    ended
}

async fn given_up_and_done_by_the_next(bucket: &str, wish: SyncWish, midway: bool) {
    let server = Server::shared(Kind::SeaweedFs);
    let world = World::known(server, &server.endpoint, bucket).await;
    let (source, large) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    filled(source.path());
    rclone(server, ["copy", source.path().to_str().unwrap(), &format!("s3:{bucket}")]);
    let drive = Drive::of(source.path());
    let saved = Saved::of(Pair { world: &world, folder: drive.path(), prefix: "" }, wish).await;
    for name in ["large-1", "large-2", "large-3"] {
        write(large.path(), name, bytes(12 * MIB, 5));
    }
    let to = if wish == UPDATE { drive.path().to_str().unwrap().to_owned() } else { format!("s3:{bucket}") };
    rclone(server, ["copy", large.path().to_str().unwrap(), &to]);

    let ended = fallen_silent(&saved, &drive, midway).await;
    let Err(Halt::Failed(fault)) = ended else { panic!("{bucket}: {ended:?}") };
    assert_eq!(fault.code, "pair_silent", "{bucket}");
    assert_eq!(saved.locked(), None, "it passes by itself");
    let (tell, told) = channel();
    tokio::spawn(async move { tell.send(()) });
    told.recv_timeout(AT_MOST).expect("what else the program does goes on");
    drive.answer_again();
    let halves = || {
        fs::read_dir(drive.path())
            .unwrap()
            .flatten()
            .filter(|file| file.file_name().to_string_lossy().ends_with(".part"))
            .count()
    };
    wait_until("what was stopped removes its parts", Duration::from_secs(30), || (halves() == 0).then_some(()));

    // Another process, as far as the lock can tell.
    let pairs = opened(saved.home.path());
    let next = pairs.run_alone(&saved.view.id, Ok(saved.pair.sides()), Pacing::default(), &Zoned::now, &|_| {});
    let made = next.await.unwrap();
    assert_eq!(numbers(&made), (3, 0, 0, 0), "{bucket}: {:?}", made.trouble);
    rclone_check(server, bucket, drive.path());
}

// Fewer workers than files that are under way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drive_that_says_nothing_any_more_is_given_up_and_the_next_run_does_it_all() {
    if let Some(missing) = missing() {
        return unproved("a drive that says nothing any more", missing);
    }
    given_up_and_done_by_the_next("silent-before", UPDATE, false).await;
    given_up_and_done_by_the_next("silent-read", UPDATE, true).await;
    given_up_and_done_by_the_next("silent-written", BACK, true).await;
}
