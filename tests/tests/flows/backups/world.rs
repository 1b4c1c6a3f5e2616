//! Two buckets, a backup from one to the other, and a calendar that a test sets.

use std::path::{Path, PathBuf};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools,
};
use engine::{
    at::Place,
    backups::{
        BackupRequest, BackupRetention, BackupView, Backups, CopyView, Halt, Made, Route, RunTick, Schedule, Timers,
    },
    ids::ConnectionId,
    transfers::Pacing,
};
use jiff::{Zoned, civil::date};
use store::{Access, Credentials, Endpoint, ObjectAt, Payload, Put, Secret, Store};
use tempfile::TempDir;

pub(crate) struct World {
    pub(crate) route: Route,
    pub(crate) backups: Backups,
    pub(crate) backup: BackupView,
    pub(crate) to: &'static Server,
    pub(crate) home: TempDir,
}

/// A login of this server, as the kind of server that it is.
pub(crate) fn login(server: &Server, endpoint: &str) -> Store {
    with_keys(server.kind.provider(), server, endpoint, (&server.access_key, &server.secret_key))
}

pub(crate) fn with_keys(provider: &str, server: &Server, endpoint: &str, keys: (&str, &str)) -> Store {
    let secret = Secret::new(keys.1.into());
    let credentials = Credentials { access_key: keys.0.into(), secret, session_token: None };
    Store::open(Access {
        endpoint: Some(Endpoint::parse(endpoint).unwrap()),
        region: server.region.into(),
        path_style: true,
        sign_in: credentials.into(),
        ..Access::to(store::provider(provider).unwrap())
    })
    .unwrap()
}

pub(crate) fn opened(home: &Path) -> Backups {
    let timers = Timers::here(home, &home.join("config"), PathBuf::from("/bin/true"));
    Backups::open(&home.join("program"), &home.join("data"), timers)
}

impl World {
    /// From a new bucket of one server to a new bucket of another, or of the same.
    pub(crate) async fn between(from: Kind, to: Kind, name: &str, keep: BackupRetention) -> Self {
        let (from, to) = (Server::shared(from), Server::shared(to));
        let (source, target) = (login(from, &from.endpoint), login(to, &to.endpoint));
        let target = if from.kind == to.kind { source.clone() } else { target };
        source.create_bucket(name).await.unwrap();
        target.create_bucket(&format!("{name}-copies")).await.unwrap();
        Self::of(source, target, from.kind == to.kind, to, name, keep)
    }

    pub(crate) fn of(
        source: Store,
        target: Store,
        near: bool,
        to: &'static Server,
        name: &str,
        keep: BackupRetention,
    ) -> Self {
        let place = |connection: &str, bucket: String, prefix: &str| Place {
            connection: ConnectionId::from(connection),
            bucket,
            prefix: prefix.into(),
        };
        let from_place = place("here", name.into(), "");
        let to_place = place(if near { "here" } else { "there" }, format!("{name}-copies"), "team");
        let home = tempfile::tempdir().unwrap();
        let backups = opened(home.path());
        let wanted =
            BackupRequest { name: name.into(), from: from_place, to: to_place, keep, schedule: Schedule::Never };
        let backup = backups.keep(None, wanted, true).unwrap();
        let route = Route { source, from: backup.from.clone(), target, to: backup.to.clone() };
        Self { route, backups, backup, to, home }
    }

    /// Runs it on a day of March 2026.
    pub(crate) async fn run(&self, day: i8) -> Result<Made, Halt> {
        self.run_watched(day, &|_| {}).await
    }

    pub(crate) async fn run_watched(&self, day: i8, say: &(dyn Fn(RunTick) + Send + Sync)) -> Result<Made, Halt> {
        let clock = move || -> Zoned { date(2026, 3, day).at(2, 30, 0, 0).in_tz("UTC").unwrap() };
        self.backups.run(&self.route, &self.backup.id, Pacing::default(), &clock, say).await
    }

    pub(crate) async fn copies(&self) -> Vec<CopyView> {
        self.backups.copies(&self.route.target, &self.backup.id).await.unwrap()
    }

    /// The copies that count, newest first.
    pub(crate) async fn good(&self) -> Vec<String> {
        self.copies().await.into_iter().filter(|copy| copy.good).map(|copy| copy.copy).collect()
    }

    pub(crate) async fn put(&self, key: &str, content: impl AsRef<[u8]>) {
        put(&self.route.source, &self.backup.from.bucket, key, content).await;
    }

    /// The folder of a copy holds exactly what is in `local`, says rclone.
    pub(crate) fn holds(&self, copy: &str, local: &Path) {
        tools::rclone_check(self.to, &format!("{}/team/data/{copy}", self.backup.to.bucket), local);
    }

    /// All keys of the bucket of copies.
    pub(crate) fn keys(&self) -> Vec<String> {
        let listed = tools::rclone(self.to, ["lsf", "-R", "--files-only", &format!("s3:{}", self.backup.to.bucket)]);
        let mut keys: Vec<String> = listed.lines().map(str::to_owned).collect();
        keys.sort();
        keys
    }
}

pub(crate) async fn put(store: &Store, bucket: &str, key: &str, content: impl AsRef<[u8]>) {
    let at = ObjectAt::new(bucket, key);
    store.put(&at, Payload::bytes(content.as_ref().to_vec().into()), Put::default()).await.unwrap();
}

/// Files here and in the bucket.
pub(crate) async fn filled(world: &World, files: &[(&str, Vec<u8>)]) -> TempDir {
    let local = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = local.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        world.put(name, content).await;
    }
    local
}

/// Bytes that differ from place to place.
pub(crate) fn bytes(len: usize, seed: u32) -> Vec<u8> {
    (0..len as u32).map(|at| (at.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 13) as u8).collect()
}

pub(crate) fn small() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("notes ü+%.txt", b"notes".to_vec()),
        ("trip/empty", Vec::new()),
        ("trip/day 1/photo.jpg", bytes(70_000, 3)),
        ("trip/day 1/large.bin", bytes(9 << 20, 4)),
    ]
}
