//! Backups: made, removed, and brought back.

use std::path::PathBuf;

use engine::at::Place;
use engine::backups::{BackupRequest, BackupRetention, BackupView, Backups, Halt, Route, Schedule, Timers};
use engine::ids::ConnectionId;
use engine::transfers::{OnConflict, Pacing};
use jiff::{Zoned, civil::date};
use tempfile::TempDir;

use super::{World, moving};

/// A backup of which there is one good copy.
pub(super) struct Copied {
    backups: Backups,
    backup: BackupView,
    _home: TempDir,
}

fn day(day: i8) -> Zoned {
    date(2026, 3, day).at(2, 30, 0, 0).in_tz("UTC").unwrap()
}

pub(super) async fn prepare(world: &World) -> Copied {
    let home = tempfile::tempdir().unwrap();
    let timers = Timers::here(home.path(), &home.path().join("config"), PathBuf::from("/bin/true"));
    let backups = Backups::open(&home.path().join("program"), &home.path().join("data"), timers);
    let from = world.place("in/");
    let to = Place {
        connection: ConnectionId::from("there"),
        bucket: "read-only-walk-copies".into(),
        prefix: "kept".into(),
    };
    let wanted =
        BackupRequest { name: "daily".into(), from, to, keep: BackupRetention::default(), schedule: Schedule::Never };
    let backup = backups.keep(None, wanted, true).unwrap();
    // Read through the address that is tried below: a copy is of one server.
    let (source, target) = (world.looking.clone(), world.owner.clone());
    let route = Route { source, from: backup.from.clone(), target, to: backup.to.clone() };
    backups.run(&route, &backup.id, Pacing::default(), &|| day(1), &|_| ()).await.unwrap();
    Copied { backups, backup, _home: home }
}

pub(super) async fn tried(world: &World, Copied { backups, backup, .. }: Copied) {
    let looking = || world.looking.clone();
    let route = || Route { source: looking(), from: backup.from.clone(), target: looking(), to: backup.to.clone() };
    match backups.run(&route(), &backup.id, Pacing::default(), &|| day(2), &|_| ()).await {
        Err(Halt::Failed(fault)) => world.refused("run_backup", &fault),
        other => panic!("{other:?}"),
    }
    let copies = backups.copies(&world.looking, &backup.id).await.unwrap();
    let copy = &copies.iter().find(|copy| copy.good).unwrap().copy;
    let removed = backups.remove_copy(&world.looking, &backup.id, copy, true).await;
    world.refused("remove_copy", &removed.unwrap_err());
    let accepted = backups.accept_smaller(&world.looking, &backup.id, copy).await;
    world.refused("accept_smaller", &accepted.unwrap_err());
    let work = backups.restore(route(), &backup.id, copy, None).await.unwrap();
    let moving = moving::Moving::new(world, None).await;
    moving.refused("restore_copy", work, OnConflict::Replace).await;
}
