//! What a task asks of the storage, which bills each request: counted on the wire for a thousand
//! files in one folder, and held to the table in `src-tauri/docs/measured.md`.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    patience::told,
    servers::{Kind, Server},
};
use engine::{
    listing::{ListingKind, ListingTick, Listings, Selected, SelectionChange},
    transfers::{Copies, OnConflict, Work},
};
use tokio::sync::watch;

use super::world::{World, write};

/// As many as a page of a listing holds, and as one request deletes.
const FILES: usize = 1_000;

/// Requests by what Amazon bills them as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    lists: usize,
    writes: usize,
    reads: usize,
    /// They cost nothing.
    deletions: usize,
}

impl Asked {
    fn count(&mut self, line: &str) {
        let (method, address) = line.split_once(' ').unwrap_or((line, ""));
        let kind = match method {
            "DELETE" => &mut self.deletions,
            "POST" if address.contains("?delete") => &mut self.deletions,
            "PUT" | "POST" => &mut self.writes,
            "GET" if address.contains("list-type=2") => &mut self.lists,
            _ => &mut self.reads,
        };
        *kind += 1;
    }

    /// US dollars for a million files: $0.005 for a thousand lists or writes, $0.0004 for a
    /// thousand reads. <https://aws.amazon.com/s3/pricing/> (us-east-1, S3 Standard, November 2026)
    fn dollars(self) -> f64 {
        let thousands = |count: usize| (count * (1_000_000 / FILES)) as f64 / 1_000.0;
        thousands(self.lists + self.writes) * 0.005 + thousands(self.reads) * 0.0004
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lists, writes, reads, deletions } = self;
        write!(f, "{lists}, {writes}, {reads}, {deletions} | ${:.2}", self.dollars())
    }
}

/// A bucket on a server whose requests are counted.
struct Priced {
    world: World,
    asked: Arc<Mutex<Asked>>,
    _proxy: Proxy,
    files: tempfile::TempDir,
}

impl Priced {
    async fn bucket() -> Self {
        let server = Server::shared(Kind::SeaweedFs);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::known(server, &proxy.endpoint(), "priced").await;
        let files = tempfile::tempdir().unwrap();
        (0..FILES).for_each(|at| drop(write(files.path(), &format!("all/{at:04}"), format!("file {at}"))));
        let asked = Arc::new(Mutex::new(Asked::default()));
        let counted = Arc::clone(&asked);
        proxy.script(move |line| {
            counted.lock().unwrap().count(line);
            Act::Pass
        });
        Self { world, asked, _proxy: proxy, files }
    }

    /// What was asked since the last time.
    fn asked(&self) -> Asked {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// What each task asks, in the order in which it is done.
async fn asked(priced: &Priced) -> Vec<(&'static str, Asked)> {
    let world = &priced.world;
    let mut all = Vec::new();
    priced.asked();
    let up = world.upload(&[&priced.files.path().join("all")], "", OnConflict::Ask).await;
    assert_eq!(world.done(&up).await.files_verified as usize, FILES);
    all.push(("upload", priced.asked()));

    let listings = Listings::default();
    let (say, heard) = watch::channel(None::<ListingTick>);
    let sink = Box::new(move |tick| drop(say.send_replace(Some(tick))));
    let id = listings.open(world.store.clone(), world.place("all/"), ListingKind::Folder, sink);
    let read = told(&heard, "all rows", |tick| tick.as_ref().is_some_and(|tick| tick.complete)).await.unwrap();
    all.push(("open the folder", priced.asked()));
    let listing = listings.get(&id).unwrap();
    let rows: usize = (0..FILES).step_by(500).map(|at| listing.rows(at, 500).rows.len()).sum();
    let files = listing.select(read.revision, SelectionChange::All).files;
    assert_eq!((rows, files as usize), (FILES, FILES));
    all.push(("scroll, select all", priced.asked()));
    listing.refresh();
    told(&heard, "fresh rows", |tick| tick.as_ref().is_some_and(|tick| tick.complete && tick.revision > read.revision))
        .await;
    all.push(("refresh", priced.asked()));

    let to = tempfile::tempdir().unwrap();
    let down = world.done(&world.download("all/", to.path(), OnConflict::Ask).await).await;
    assert_eq!(down.files_verified as usize, FILES);
    all.push(("download", priced.asked()));

    let store = &world.store;
    for (task, to, leave) in [("copy", "copied/", false), ("move", "moved/", true)] {
        let picked = vec![Selected::Folder { prefix: "all/".into() }];
        let copies = Copies::to((store, world.place(""), picked), (store, world.place(to)), leave).await.unwrap();
        let copying = Work::Copy { store: store.clone(), target: store.clone(), copies };
        assert_eq!(world.done(&world.add(copying, OnConflict::Ask).await).await.files_done as usize, FILES);
        all.push((task, priced.asked()));
    }

    let picked = vec![Selected::Folder { prefix: "moved/".into() }];
    let plan = world.transfers.plan_delete(store.clone(), world.place(""), picked, |_| {}).await.unwrap();
    all.push(("count before deleting", priced.asked()));
    world.done(&world.add(Work::Delete(plan), OnConflict::Ask).await).await;
    all.push(("delete", priced.asked()));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_asks_what_the_table_says() {
    let priced = Priced::bucket().await;
    let written = std::fs::read_to_string(bucketwise_tests::root().join("src-tauri/docs/measured.md")).unwrap();
    let lines = asked(&priced).await.into_iter().map(|(task, asked)| format!("| {task} | {asked} |"));
    let missing = lines.filter(|line| !written.contains(line)).collect::<Vec<_>>();
    assert!(missing.is_empty(), "not in the table: {missing:#?}");
}
