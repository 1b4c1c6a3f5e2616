//! Mixed work over a connection that fails at random, the same way for the same seed: whatever
//! happens, every file is identical on both sides in the end, by rclone's word, and nothing is left
//! over: no part on the disk, no unfinished upload.
//!
//! Each seed uploads a tree, copies it on the server, moves the copy, deletes a folder of that, and
//! brings everything down, with about one request in five meeting something of what [`Act`] has;
//! some seeds are paused midway, in some the server is gone for a minute of the queue's clock, and
//! in some the program is started a second time on the same journal, while the first is at work.
//! `BUCKETWISE_SEEDS=500` runs so many (`make faults`), without it a few.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
    tools::{self, rclone_check},
};
use engine::{
    ids::GroupId,
    listing::Selected,
    transfers::{Copies, CopySizes, GroupState, OnConflict, Options, Work},
};
use futures_util::{StreamExt, stream};

use super::{
    limits::{child, in_child_that_remembers, told, went_well},
    world::{World, bytes, tree, write},
};

const SEEDS: u64 = 4;
/// Seeds under way at once.
const ABREAST: usize = 3;
const BUCKET: &str = "seeds";

/// What happened how often, over all seeds.
type Met = Arc<Mutex<BTreeMap<String, usize>>>;

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// About one request in five meets something.
    fn act(&mut self) -> Act {
        // Most bodies are short.
        let most = if self.roll(2) == 0 { 400 } else { 200_000 };
        let at = self.roll(most) as usize;
        match self.roll(64) {
            0 => Act::Busy(None),
            1 => Act::Busy(Some(1)),
            2 => Act::TooMany(None),
            3 => Act::TooMany(Some(1)),
            4 => Act::Fail,
            5 | 6 => Act::LoseAnswer,
            7 => Act::CutUpload(at),
            8 => Act::CutDownload(at),
            9 => Act::FlipUpload(at),
            10 => Act::FlipDownload(at),
            11 => Act::WrongSum,
            12 | 13 => Act::HalfXml,
            _ => Act::Pass,
        }
    }

    fn line(&mut self) -> Fault {
        match self.roll(4) {
            0 => Fault { delay: Duration::from_millis(2), ..Fault::default() },
            1 => Fault { delay: Duration::from_millis(1), drip: Some(16 * 1024), ..Fault::default() },
            2 => Fault { latency: Duration::from_millis(10), ..Fault::default() },
            _ => Fault::default(),
        }
    }
}

/// One seed's world, and what it goes through.
struct Play {
    world: World,
    proxy: Proxy,
    dice: Dice,
    prefix: String,
    met: Met,
    seen: Vec<GroupId>,
    /// Where the program keeps its journal.
    home: tempfile::TempDir,
    /// Programs that were started beside it.
    beside: Vec<Child>,
}

impl Play {
    /// From now on requests meet things.
    fn fail(&mut self) {
        let (mut dice, met) = (Dice(self.dice.roll(u64::MAX)), Arc::clone(&self.met));
        self.proxy.set(self.dice.line());
        self.proxy.script(move |line| {
            // A changed byte in a list is seen by nobody: S3 sends no sum with one. Bytes of files
            // have theirs.
            let act = match dice.act() {
                Act::FlipDownload(_) if !line.contains("x-id=GetObject") => Act::HalfXml,
                act => act,
            };
            if act != Act::Pass {
                let name = format!("{act:?}");
                let name = if name.contains("Some") { name } else { name.split('(').next().unwrap_or_default().into() };
                *met.lock().unwrap().entry(name).or_default() += 1;
            }
            act
        });
    }

    fn note(&self, what: &str) {
        *self.met.lock().unwrap().entry(what.into()).or_default() += 1;
    }

    /// Perhaps somebody starts the program a second time.
    fn start_beside(&mut self) {
        if self.dice.roll(6) > 0 {
            return;
        }
        let server = Server::shared(Kind::SeaweedFs);
        let mut second = child("seeded::second", server, BUCKET, self.home.path(), &[]);
        second.env("CHILD_ENDPOINT", self.proxy.endpoint()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.beside.push(second.spawn().unwrap());
        self.note("started twice");
    }

    /// Sees a group through: tries what failed again until all is done, as a person would. Perhaps
    /// pauses it, perhaps the server goes away for a minute of the queue's clock.
    async fn insist(&mut self, id: &GroupId) {
        self.seen.push(id.clone());
        self.start_beside();
        match self.dice.roll(8) {
            0 => {
                self.world.transfers.pause(Some(id.clone())).await;
                self.world.transfers.resume(Some(id.clone())).await;
                self.note("paused");
            }
            1 => {
                self.proxy.shut();
                tokio::time::sleep(Duration::from_secs(60 / QUICKER)).await;
                self.proxy.reopen().await;
                self.note("refused for a minute");
            }
            _ => {}
        }
        let end = Instant::now() + Duration::from_secs(300);
        while Instant::now() < end {
            if self.world.end(id).await.state == GroupState::Done {
                return;
            }
            self.note("tried again by hand");
            self.start_beside();
            let mut ticks = self.world.ticks();
            ticks.mark_unchanged();
            self.world.transfers.retry(id.clone(), None).await;
            // It may fail again before anybody saw it go.
            let _ = tokio::time::timeout(Duration::from_secs(1), ticks.changed()).await;
        }
        panic!("still failing: {:#?}", self.world.end(id).await);
    }

    /// Copies or moves a folder below the seed's prefix to another name.
    async fn carry(&mut self, from: &str, name: &str, to: &str, leave: bool) {
        let (from, to) = (format!("{}{from}", self.prefix), format!("{}{to}", self.prefix));
        let picked = vec![Selected::Folder { prefix: format!("{from}{name}") }];
        self.proxy.heal();
        let store = &self.world.store;
        let copies = Copies::to((store, self.world.place(&from), picked), (store, self.world.place(&to)), leave);
        let copies = copies.await.unwrap();
        self.fail();
        let (store, target) = (self.world.store.clone(), self.world.store.clone());
        let id = self.world.add(Work::Copy { store, target, copies }, OnConflict::Replace).await;
        self.insist(&id).await;
    }

    async fn delete(&mut self, folder: &str) {
        self.proxy.heal();
        let picked = vec![Selected::Folder { prefix: format!("{}{folder}", self.prefix) }];
        let (store, place) = (self.world.store.clone(), self.world.place(&self.prefix));
        let plan = self.world.transfers.plan_delete(store, place, picked, |_| {}).await.unwrap();
        self.fail();
        let id = self.world.add(Work::Delete(plan), OnConflict::Ask).await;
        self.insist(&id).await;
    }
}

/// The queue's clock is so much quicker than a person's.
const QUICKER: u64 = 20;

async fn run(seed: u64, met: Met) {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let start = Instant::now();
    let clock = Arc::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX) * QUICKER);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    // The larger file is copied in parts as one of more than 5 GB would be.
    let copy_sizes = CopySizes { one_copy: 16 << 20, copy_part: 8 << 20 };
    let home = tempfile::tempdir().unwrap();
    let journal = Some(home.path().join("journal"));
    let options = Options { clock, copy_sizes, journal, ..Options::default() };
    let world = World::resuming(server.kind.provider(), &proxy.endpoint(), server.region, keys, BUCKET, options).await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1));
    for at in 0..9_u64 {
        let size = usize::try_from(dice.roll(60_000)).unwrap() * usize::from(at > 0);
        drop(write(from.path(), &format!("all/{}/ä {at}+.bin", at % 3), bytes(size, seed + at)));
    }
    write(from.path(), "all/middle.bin", bytes(1_500_000, seed));
    write(from.path(), "all/large.bin", bytes(17_500_000, seed));
    let prefix = format!("{seed}/");
    let mut play = Play { world, proxy, dice, prefix: prefix.clone(), met, seen: Vec::new(), home, beside: Vec::new() };

    play.fail();
    // Replaced rather than asked about: what is there can only be ours.
    let up = play.world.upload(&[&from.path().join("all")], &prefix, OnConflict::Replace).await;
    play.insist(&up).await;
    play.carry("", "all/", "copied/", false).await;
    play.carry("copied/", "all/", "moved/", true).await;
    play.delete("moved/all/1/").await;
    play.proxy.heal();
    let picked = play.world.rows(&prefix).await;
    play.fail();
    let (store, place, folder) = (play.world.store.clone(), play.world.place(&prefix), to.path().to_owned());
    let down =
        play.world.add(Work::Download { store, picked: picked.into(), from: place, folder }, OnConflict::Replace).await;
    play.insist(&down).await;
    play.proxy.heal();
    // What the connection kept from being ended is ended once the groups are taken off the panel.
    for id in std::mem::take(&mut play.seen) {
        play.world.transfers.dismiss(id).await;
    }
    let end = Instant::now() + Duration::from_secs(60);
    while Instant::now() < end && !play.world.store.list_uploads(BUCKET, &prefix).await.unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // While the first still has its journal.
    for second in std::mem::take(&mut play.beside) {
        went_well(&tokio::task::spawn_blocking(move || second.wait_with_output().unwrap()).await.unwrap());
    }
    play.world.transfers.shut_down().await;

    let moved = from.path().join("moved");
    fs::create_dir_all(&moved).unwrap();
    linked(&from.path().join("all"), &moved.join("all"));
    fs::remove_dir_all(moved.join("all/1")).unwrap();
    rclone_check(server, &format!("{BUCKET}/{seed}"), from.path());
    let differs = Command::new("diff").args(["-r", "-q"]).arg(from.path()).arg(to.path()).output().unwrap();
    assert!(differs.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&differs.stdout));
    assert_eq!(tree(from.path()), tree(to.path()), "seed {seed}");
    let left = play.world.store.list_uploads(BUCKET, &prefix).await.unwrap();
    for upload in &left {
        eprintln!("seed {seed}: {:?}", play.world.store.list_parts(upload).await);
    }
    assert!(left.is_empty(), "seed {seed}: {left:?}");
    tools::s5cmd(server, ["rm", &format!("s3://{BUCKET}/{seed}/*")]);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by whatever_the_line_does_every_file_is_whole_in_the_end, while its program is at work"]
async fn second() {
    let (world, _) = in_child_that_remembers(&told("CHILD_PROVIDER")).await;
    assert_eq!(world.transfers.trouble().await.unwrap().code, "journal_taken");
    let shown = world.ticks().borrow().groups.len();
    assert_eq!(shown, 0, "what is the first's is not the second's to show or run");
    world.transfers.shut_down().await;
}

/// The same tree once more, without its bytes once more.
fn linked(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-rl").args([from, to]).status().unwrap();
    assert!(copied.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_line_does_every_file_is_whole_in_the_end() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let (seeds, first) = (asked("BUCKETWISE_SEEDS").unwrap_or(SEEDS), asked("BUCKETWISE_FIRST_SEED").unwrap_or(0));
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", &format!("s3://{BUCKET}")]);
    let (met, began) = (Met::default(), Instant::now());
    let mut runs = stream::iter(first..first + seeds)
        .map(|seed| {
            let met = Arc::clone(&met);
            async move { (seed, tokio::spawn(run(seed, met)).await) }
        })
        .buffer_unordered(ABREAST);
    let (mut done, mut failed) = (0, Vec::new());
    while let Some((seed, ended)) = runs.next().await {
        done += 1;
        if let Err(error) = ended {
            failed.push((seed, error.to_string()));
        }
        if done % 25 == 0 {
            println!("{done} seeds after {} s, {} failed", began.elapsed().as_secs(), failed.len());
        }
    }
    let met = met.lock().unwrap().iter().map(|(what, count)| format!("{what} {count}")).collect::<Vec<_>>().join(", ");
    println!("{seeds} seeds in {} s, {} failed. Met: {met}", began.elapsed().as_secs(), failed.len());
    assert!(failed.is_empty(), "{failed:#?}");
}
