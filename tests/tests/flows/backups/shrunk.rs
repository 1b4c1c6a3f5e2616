//! A source that has lost much since its last full copy.

use bucketwise_tests::servers::Kind;
use engine::backups::BackupRetention;

use super::world::{World, bytes, filled};

const NAMES: [&str; 12] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b"];

async fn remove(world: &World, names: &[&str]) {
    for name in names {
        let at = store::ObjectAt::new(world.backup.from.bucket.clone(), *name);
        world.route.source.delete(&at).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_full_copy_stays_until_somebody_says_that_the_files_were_meant_to_go() {
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let world = World::between(Kind::Practice, Kind::Practice, "shrunk", keep).await;
    let local = filled(&world, &NAMES.map(|name| (name, bytes(100, 1)))).await;
    world.run(1).await.unwrap();
    remove(&world, &NAMES[3..]).await;
    for day in [2, 3, 4] {
        let made = world.run(day).await.unwrap();
        let than = made.smaller.map(|than| (than.copy.to_string(), than.files));
        assert_eq!(than, Some(("2026-03-01".to_owned(), 12)), "measured by the full one on day {day}");
    }
    assert_eq!(world.good().await, ["2026-03-04", "2026-03-01"]);
    world.holds("2026/03/01", local.path());
    let last = world.backups.list().unwrap().remove(0).last.unwrap();
    assert_eq!(last.smaller.map(|than| (than.copy, than.files)), Some(("2026-03-01".to_owned(), 12)));
    assert_eq!(world.copies().await.iter().map(|copy| copy.smaller).collect::<Vec<_>>(), [true, false]);
    let (target, id) = (&world.route.target, &world.backup.id);
    let refused = world.backups.remove_copy(target, id, "2026-03-01", false).await;
    assert_eq!(refused.map_err(|fault| fault.code), Err("backup_last_copy"));

    // A copy that the person has not seen is not what was confirmed.
    let refused = world.backups.accept_smaller(target, id, "2026-03-01").await;
    assert_eq!(refused.map_err(|fault| fault.code).err(), Some("backup_newer_copy"));
    let view = world.backups.accept_smaller(target, id, "2026-03-04").await.unwrap();
    assert_eq!(view.last.unwrap().smaller, None);
    assert_eq!(world.run(5).await.unwrap().smaller, None);
    assert_eq!(world.good().await, ["2026-03-05"]);
}

/// A fifth less each day is nothing sharp in any run; what adds up is asked about, before the rules
/// have pushed the fuller copies out.
#[tokio::test(flavor = "multi_thread")]
async fn a_little_less_in_each_run_adds_up() {
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let world = World::between(Kind::Practice, Kind::Practice, "less-and-less", keep).await;
    filled(&world, &NAMES.map(|name| (name, bytes(100, 1)))).await;
    world.run(1).await.unwrap();
    remove(&world, &NAMES[..2]).await;
    assert_eq!(world.run(2).await.unwrap().smaller, None);
    remove(&world, &NAMES[2..4]).await;
    for day in [3, 4] {
        let than = world.run(day).await.unwrap().smaller.map(|than| (than.copy.to_string(), than.files));
        assert_eq!(than, Some(("2026-03-02".to_owned(), 10)), "8 of 12 on day {day}");
    }
    assert_eq!(world.good().await, ["2026-03-04", "2026-03-02"]);
    // Answered, it counts from there.
    world.backups.accept_smaller(&world.route.target, &world.backup.id, "2026-03-04").await.unwrap();
    remove(&world, &NAMES[4..5]).await;
    assert_eq!(world.run(5).await.unwrap().smaller, None, "7 of 8");
    remove(&world, &NAMES[5..6]).await;
    assert!(world.run(6).await.unwrap().smaller.is_some(), "6 of 8");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_there_again_need_no_answer() {
    let keep = BackupRetention { last: 1, ..BackupRetention::default() };
    let world = World::between(Kind::Practice, Kind::Practice, "back-again", keep).await;
    let files = NAMES.map(|name| (name, bytes(100, 1)));
    filled(&world, &files).await;
    world.run(1).await.unwrap();
    remove(&world, &NAMES[1..]).await;
    assert!(world.run(2).await.unwrap().smaller.is_some());
    let local = filled(&world, &files).await;
    assert_eq!(world.run(3).await.unwrap().smaller, None);
    assert_eq!(world.good().await, ["2026-03-03"]);
    world.holds("2026/03/03", local.path());
}

/// As many files, and hardly a byte in them: what a program leaves that fails while it writes.
#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_gone_count_as_files_do() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "emptied",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    let local = filled(&world, &NAMES.map(|name| (name, bytes(1_000, 1)))).await;
    world.run(1).await.unwrap();
    for name in NAMES {
        world.put(name, "").await;
    }
    world.run(2).await.unwrap();
    world.holds("2026/03/01", local.path());
    // A little less is how buckets live.
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "tidied",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    filled(&world, &NAMES.map(|name| (name, bytes(1_000, 1)))).await;
    world.run(1).await.unwrap();
    remove(&world, &NAMES[..2]).await;
    assert_eq!(world.run(2).await.unwrap().smaller, None);
    assert_eq!(world.good().await, ["2026-03-02"]);
}
