//! Two places that are one: a bucket seen through two logins under two addresses of its server. Whatever is chosen there,
//! whatever breaks and however often the program starts again, the only copy stays.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::aws,
};
use engine::{
    ids::GroupId,
    listing::{Place, Selected},
    transfers::{Copies, GroupState, GroupView, JobFilter, OnConflict, Options, Wait, Work},
};
use futures_util::{StreamExt, stream};
use store::{ObjectAt, Payload, Put, Store, StoreErrorKind};

use crate::world::{World, bytes, fetched, login};

const CHOICES: [OnConflict; 6] = [
    OnConflict::Skip,
    OnConflict::Replace,
    OnConflict::Ask,
    OnConflict::IfDifferent,
    OnConflict::IfNewer,
    OnConflict::KeepBoth,
];
/// The queue's clock is so much quicker than a person's.
const QUICKER: u64 = 50;

/// One server under two addresses, each behind a line of its own, and a program with a journal.
struct Twice {
    server: &'static Server,
    here: Proxy,
    there: Proxy,
    bucket: String,
    home: tempfile::TempDir,
}

impl Twice {
    async fn over(kind: Kind, bucket: &str) -> Self {
        let server = Server::shared(kind);
        let (here, there) = (Proxy::start(&server.endpoint).await, Proxy::start(&server.endpoint).await);
        let home = tempfile::tempdir().unwrap();
        let twice = Self { server, here, there, bucket: bucket.into(), home };
        twice.direct().create_bucket(bucket).await.unwrap();
        twice
    }

    fn direct(&self) -> Store {
        self.login(&self.server.endpoint)
    }

    fn login(&self, endpoint: &str) -> Store {
        let keys = (self.server.access_key.as_str(), self.server.secret_key.as_str());
        login("other", endpoint, self.server.region, keys)
    }

    fn by_name(&self) -> Store {
        self.login(&self.there.endpoint().replace("127.0.0.1", "localhost"))
    }

    /// A start of the program, with the journal of this name.
    async fn start(&self, name: &str) -> World {
        let begun = Instant::now();
        let clock = Arc::new(move || u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX) * QUICKER);
        let journal = Some(self.home.path().join(name.replace('/', "-")));
        let options = Options { clock, journal, ..Options::default() };
        World::between(self.login(&self.here.endpoint()), self.by_name(), &self.bucket, options).await
    }

    async fn put(&self, key: &str, content: &[u8]) {
        let at = ObjectAt { bucket: self.bucket.clone(), key: key.into() };
        self.direct().put(&at, Payload::bytes(content.to_vec().into()), Put::default()).await.unwrap();
    }

    async fn is_there(&self, bucket: &str, key: &str) -> bool {
        match self.direct().head(&ObjectAt { bucket: bucket.into(), key: key.into() }).await {
            Ok(_) => true,
            Err(error) if error.kind == StoreErrorKind::NoSuchKey => false,
            Err(error) => panic!("{error:?}"),
        }
    }

    /// Neither login may write the small object that tells whether two places are one.
    fn forbid_notes(&self) {
        for line in [&self.here, &self.there] {
            line.script(|line| match line.starts_with("PUT") && line.contains(".bucketwise-") {
                true => Act::Refuse("403 Forbidden", "AccessDenied"),
                false => Act::Pass,
            });
        }
    }

    /// Nothing goes through from now on, to either address.
    async fn shut(&self) {
        for line in [&self.here, &self.there] {
            line.shut();
            let address = line.endpoint().replace("http://", "");
            while tokio::net::TcpStream::connect(&address).await.is_ok() {
                tokio::task::yield_now().await;
            }
        }
    }

    async fn reopen(&self) {
        self.here.reopen().await;
        self.there.reopen().await;
    }

    fn heal(&self) {
        self.here.heal();
        self.there.heal();
    }

    /// A move from the one login to the other.
    async fn moving(&self, world: &World, picked: Vec<Selected>, from: &str, to: Place) -> Work {
        let target = self.by_name();
        let copies = Copies::to((&world.store, world.place(from), picked), (&target, to), true).await.unwrap();
        // Logins without a connection that is open already.
        Work::Copy { store: self.login(&self.here.endpoint()), target: self.by_name(), copies }
    }

    fn elsewhere(&self, bucket: &str, prefix: &str) -> Place {
        Place { connection: "there".into(), bucket: bucket.into(), prefix: prefix.into() }
    }

    /// No note of a check is left.
    async fn is_tidy(&self) {
        let request = store::ListRequest { bucket: self.bucket.clone(), ..store::ListRequest::default() };
        let keys: Vec<_> = self.direct().list(request).await.unwrap().entries.into_iter().map(|one| one.key).collect();
        assert!(!keys.iter().any(|key| key.contains(".bucketwise-")), "{keys:?}");
    }
}

fn file(key: &str, size: usize) -> Selected {
    Selected::File { key: key.into(), size: size as u64, modified: None }
}

/// As a test sees it that answers what is asked.
async fn settled(world: &World, id: &GroupId, answer: OnConflict) -> GroupView {
    let ended = |group: &GroupView| {
        matches!(group.state, GroupState::Done | GroupState::Failed | GroupState::Cancelled | GroupState::Asking)
    };
    let group = world.when(id, ended).await;
    if group.state != GroupState::Asking {
        return group;
    }
    world.transfers.answer_conflicts(id.clone(), answer).await;
    world.end(id).await
}

async fn code(world: &World, id: &GroupId) -> Option<&'static str> {
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    Some(failed.first()?.fault.clone()?.code)
}

/// The move waits for the line, the program ends, and the next start goes on with it.
async fn restarted(twice: &Twice, key: &str, picked: Selected, choice: OnConflict) -> (World, GroupId) {
    let folder = &key[..key.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1)];
    let world = twice.start(key).await;
    // What would have been told when it was asked for is found out when it is done.
    twice.forbid_notes();
    let work = twice.moving(&world, vec![picked], folder, twice.elsewhere(&twice.bucket, folder)).await;
    twice.shut().await;
    let id = world.add(work, choice).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    world.transfers.shut_down().await;
    drop(world);
    twice.heal();
    twice.reopen().await;
    (twice.start(key).await, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_onto_itself_that_goes_on_after_a_restart_leaves_the_only_copy() {
    for (at, kind) in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs].into_iter().enumerate() {
        let twice = Twice::over(kind, &format!("one-object-{at}")).await;
        for choice in CHOICES {
            let key = format!("{choice:?}/precious.txt");
            twice.put(&key, b"precious").await;
            let (world, id) = restarted(&twice, &key, file(&key, 8), choice).await;
            let group = settled(&world, &id, OnConflict::Skip).await;
            if choice == OnConflict::KeepBoth {
                // Kept under the next number, so that there are two, and one of them goes.
                let beside = format!("{choice:?}/precious (2).txt");
                let there = [twice.is_there(&twice.bucket, &key).await, twice.is_there(&twice.bucket, &beside).await];
                assert!(there.contains(&true), "{kind:?} {choice:?}: {group:#?}");
            } else {
                assert!(twice.is_there(&twice.bucket, &key).await, "{kind:?} {choice:?} lost it: {group:#?}");
                assert_eq!(fetched(twice.server, &twice.bucket, &key), b"precious", "{kind:?} {choice:?}");
                let told = code(&world, &id).await;
                assert!(group.files_skipped == 1 || told == Some("same_object"), "{kind:?} {choice:?}: {told:?}");
            }
            world.transfers.shut_down().await;
        }
        twice.is_tidy().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_moved_onto_itself_through_another_login_stays() {
    for kind in [Kind::Practice, Kind::MiniStack] {
        let twice = Twice::over(kind, "one-marker").await;
        for choice in CHOICES {
            let key = format!("{choice:?}/empty/");
            twice.put(&key, b"").await;
            let (world, id) = restarted(&twice, &key, file(&key, 0), choice).await;
            let group = settled(&world, &id, OnConflict::Skip).await;
            assert!(twice.is_there(&twice.bucket, &key).await, "{kind:?} {choice:?} lost it: {group:#?}");
            world.transfers.shut_down().await;
            // And without any restart.
            twice.forbid_notes();
            let world = twice.start(&format!("{choice:?}")).await;
            let to = twice.elsewhere(&twice.bucket, &format!("{choice:?}/"));
            let work = twice.moving(&world, vec![file(&key, 0)], &format!("{choice:?}/"), to).await;
            twice.heal();
            let id = world.add(work, choice).await;
            settled(&world, &id, OnConflict::Skip).await;
            assert!(twice.is_there(&twice.bucket, &key).await, "{kind:?} {choice:?} lost it");
            world.transfers.shut_down().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leads_to_where_it_is_through_another_login_is_told_before_it_begins() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let twice = Twice::over(kind, "one-bucket-planned").await;
        twice.put("a/b/deep.txt", b"deep").await;
        twice.put("a.txt", b"a").await;
        let (world, target) = (twice.start("journal").await, twice.by_name());
        let folder = || Selected::Folder { prefix: "a/".into() };
        let to = async |picked: Vec<Selected>, from: &str, to: &str, leave| {
            let to = (&target, twice.elsewhere(&twice.bucket, to));
            Copies::to((&world.store, world.place(from), picked), to, leave).await
        };
        let code = |refused: Result<Copies, engine::fault::Fault>| refused.map(drop).unwrap_err().code;
        assert_eq!(code(to(vec![folder()], "", "a/b/", false).await), "into_itself", "{kind:?}");
        assert_eq!(code(to(vec![folder()], "", "a/", true).await), "into_itself", "{kind:?}");
        assert_eq!(code(to(vec![folder()], "", "", true).await), "already_here", "{kind:?}");
        assert_eq!(code(to(vec![file("a.txt", 1)], "", "", true).await), "already_here", "{kind:?}");
        // A hit of a search in `a/`.
        assert_eq!(code(to(vec![file("a/b/deep.txt", 4)], "a/", "a/", true).await), "already_here", "{kind:?}");
        // A copy beside the original gets a number, as within one login.
        let copies = to(vec![folder(), file("a.txt", 1)], "", "", false).await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: target.clone(), copies };
        let group = world.done(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(group.files_done, 2, "{kind:?}");
        let mut keys = world.keys().await;
        keys.sort();
        assert_eq!(keys, ["a (2).txt", "a (2)/b/deep.txt", "a.txt", "a/b/deep.txt"], "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_proves_that_there_are_two_the_original_stays_and_the_person_is_told() {
    let twice = Twice::over(Kind::MiniStack, "unproved").await;
    let other = "unproved-too";
    twice.direct().create_bucket(other).await.unwrap();
    let put_there = async |key: &str| {
        let at = ObjectAt { bucket: other.into(), key: key.into() };
        twice.direct().put(&at, Payload::bytes("older".into()), Put::default()).await.unwrap();
    };
    let world = twice.start("journal").await;
    // What is not there before the copy cannot be the original.
    twice.put("new.txt", b"new").await;
    twice.forbid_notes();
    let work = twice.moving(&world, vec![file("new.txt", 3)], "", twice.elsewhere(other, "")).await;
    world.done(&world.add(work, OnConflict::Ask).await).await;
    assert!(!twice.is_there(&twice.bucket, "new.txt").await && twice.is_there(other, "new.txt").await);

    // What is there may be.
    twice.put("precious.txt", b"precious").await;
    put_there("precious.txt").await;
    let work = twice.moving(&world, vec![file("precious.txt", 8)], "", twice.elsewhere(other, "")).await;
    let id = world.add(work, OnConflict::Replace).await;
    assert_eq!(world.end(&id).await.state, GroupState::Failed);
    assert_eq!(code(&world, &id).await, Some("original_kept"));
    assert!(twice.is_there(&twice.bucket, "precious.txt").await && twice.is_there(other, "precious.txt").await);
    // Once it may be found out, the move goes on where it was.
    twice.heal();
    world.transfers.retry(id.clone(), None).await;
    world.when(&id, |group| group.state == GroupState::Done).await;
    assert!(!twice.is_there(&twice.bucket, "precious.txt").await);
    assert_eq!(fetched(twice.server, other, "precious.txt"), b"precious");

    // The ids of versions prove it too.
    for bucket in [&twice.bucket, other] {
        let on = "Status=Enabled";
        aws(twice.server, ["s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", on]);
    }
    twice.put("kept.txt", b"kept").await;
    put_there("kept.txt").await;
    twice.forbid_notes();
    let work = twice.moving(&world, vec![file("kept.txt", 4)], "", twice.elsewhere(other, "")).await;
    world.done(&world.add(work, OnConflict::Replace).await).await;
    assert!(!twice.is_there(&twice.bucket, "kept.txt").await);
    assert_eq!(fetched(twice.server, other, "kept.txt"), b"kept");
    twice.is_tidy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn skip_after_a_restart_leaves_an_original_beside_somebody_elses_file_of_the_same_bytes() {
    let twice = Twice::over(Kind::Practice, "skipped-twin").await;
    twice.put("from/a.txt", b"the same").await;
    twice.put("to/a.txt", b"the same").await;
    let world = twice.start("journal").await;
    let work = twice.moving(&world, vec![file("from/a.txt", 8)], "from/", twice.elsewhere(&twice.bucket, "to/")).await;
    twice.shut().await;
    let id = world.add(work, OnConflict::Skip).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    world.transfers.shut_down().await;
    twice.reopen().await;
    let world = twice.start("journal").await;
    assert_eq!(world.done(&id).await.files_skipped, 1);
    assert!(twice.is_there(&twice.bucket, "from/a.txt").await, "skipped, and gone all the same");
}

/// A name in other letters is another object on servers that tell them apart, and is found to be one without a request that
/// writes.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_other_letters_and_odd_slashes_lose_nothing() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let twice = Twice::over(kind, "spelled").await;
        let world = twice.start("journal").await;
        twice.put("Report.TXT", b"report").await;
        let picked = file("Report.TXT", 6);
        let copies = Copies::rename(&world.store, world.place(""), picked, "report.txt").await.unwrap();
        let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
        world.done(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(world.keys().await, ["report.txt"], "{kind:?}");
        // `odd//x` and `odd/x` are one on SeaweedFS and two elsewhere.
        twice.put("odd//x", b"odd").await;
        let copies = Copies::to(
            (&world.store, world.place("odd//"), vec![file("odd//x", 3)]),
            (&world.store, world.place("odd/")),
            true,
        );
        if let Ok(copies) = copies.await {
            let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
            let id = world.add(work, OnConflict::Replace).await;
            settled(&world, &id, OnConflict::Replace).await;
        }
        let left = [twice.is_there("spelled", "odd/x").await, twice.is_there("spelled", "odd//x").await];
        assert!(left.contains(&true), "{kind:?} lost it");
        assert_eq!(fetched(twice.server, "spelled", if left[0] { "odd/x" } else { "odd//x" }), b"odd", "{kind:?}");
        twice.is_tidy().await;
    }
}

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
    fn trouble(&mut self, line: &Proxy) {
        let mut dice = Self(self.roll(u64::MAX));
        let forbidden = dice.roll(3) == 0;
        line.script(move |line| match dice.roll(10) {
            _ if forbidden && line.starts_with("PUT") && line.contains(".bucketwise-") => {
                Act::Refuse("403 Forbidden", "AccessDenied")
            }
            0 | 1 => Act::LoseAnswer,
            2 => Act::Fail,
            _ => Act::Pass,
        });
    }
}

/// Whether an object with this content is anywhere in the two buckets. What moves meanwhile is looked for again.
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
    let at = ObjectAt { bucket: bucket.into(), key: key.into() };
    let mut body = store.get(&at, store::Get::default()).await.ok()?;
    let mut read = Vec::new();
    while let Some(piece) = body.chunk().await.ok()? {
        read.extend_from_slice(&piece);
    }
    Some(read)
}

/// One move of one file: to where it is or to where it is not, seen through one login or two, over lines that lose answers,
/// with other choices, retries and starts of the program in between.
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
