//! Pause, quit, kill: what goes on afterwards, and that it goes on from where it was.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::{
    ids::GroupId,
    transfers::{GroupState, OnConflict, Options, Pacing, Request, UploadOptions, Wait, Work},
};

use super::{
    limits::{self, child},
    world::{World, bytes, tree, write},
};

const MIB: usize = 1024 * 1024;

fn slow() -> Fault {
    Fault { delay: Duration::from_millis(10), ..Fault::default() }
}

/// Four parts at once, so that it can be said how many are on their way.
fn four() -> Pacing {
    Pacing { parts: Some(4), ..Pacing::default() }
}

/// A program that keeps its journal in `home`.
async fn begun(server: &Server, endpoint: &str, bucket: &str, home: &Path) -> World {
    let options = Options { journal: Some(home.join("journal")), pacing: four(), ..Options::default() };
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    World::resuming(server.kind.provider(), endpoint, server.region, keys, bucket, options).await
}

/// Counts the parts that are sent from now on.
fn count_parts(proxy: &Proxy) -> Arc<AtomicUsize> {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    proxy.script(move |line| {
        if line.starts_with("PUT") && line.contains("partNumber=") {
            count.fetch_add(1, Ordering::SeqCst);
        }
        Act::Pass
    });
    sent
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_upload_goes_on_with_the_parts_that_are_there() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "paused-up").await;
    world.transfers.pace(four()).await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(96 * MIB, 51));
    let sent = count_parts(&proxy);
    proxy.set(slow());
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    assert!(world.paused_past(&id, 56 * MIB).await.bytes_done > 0);
    assert_eq!(world.store.list_uploads("paused-up", "").await.unwrap().len(), 1);
    proxy.set(Fault::default());
    world.transfers.resume(Some(id.clone())).await;
    assert_eq!(world.done(&id).await.files_verified, 1);
    // Twelve parts, and again those that were on their way: four at once.
    let sent = sent.load(Ordering::SeqCst);
    assert!((12..=16).contains(&sent), "{sent} parts were sent");
    rclone_check(server, "paused-up", from.path());
}

/// A server in trouble says that it has no such upload: the file goes up anew, and what is there
/// after all is ended.
#[tokio::test(flavor = "multi_thread")]
async fn a_paused_upload_that_the_server_denies_is_sent_anew_and_ended() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "paused-denied").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 54));
    proxy.set(slow());
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.paused_past(&id, MIB).await;
    let mut denied = false;
    proxy.script(move |line| {
        let lists_parts = line.starts_with("GET") && line.contains("uploadId=");
        if lists_parts && !std::mem::replace(&mut denied, true) {
            return Act::Refuse("404 Not Found", "NoSuchUpload");
        }
        Act::Pass
    });
    proxy.set(Fault::default());
    world.transfers.resume(Some(id.clone())).await;
    assert_eq!(world.done(&id).await.files_verified, 1);
    assert!(world.store.list_uploads("paused-denied", "").await.unwrap().is_empty());
    rclone_check(server, "paused-denied", from.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_transfer_that_is_cancelled_leaves_nothing() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "paused-off").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 52));
    world.done(&world.upload(&[&path], "there/", OnConflict::Ask).await).await;
    proxy.set(slow());
    let up = world.upload(&[&path], "", OnConflict::Ask).await;
    let down = world.download("there/", to.path(), OnConflict::Ask).await;
    for id in [&up, &down] {
        world.when(id, |group| group.bytes_done > MIB as u64).await;
    }
    world.transfers.pause(None).await;
    for id in [&up, &down] {
        world.when(id, |group| group.waits_for == Some(Wait::Paused)).await;
    }
    assert!(tree(to.path())[0].ends_with(".part"));
    proxy.set(Fault::default());
    for id in [&up, &down] {
        world.transfers.cancel(id.clone(), None).await;
        assert_eq!(world.end(id).await.state, GroupState::Cancelled);
    }
    world.transfers.shut_down().await;
    assert!(tree(to.path()).is_empty());
    assert!(world.store.list_uploads("paused-off", "").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_quit_goes_on_at_the_next_start() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let (home, from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "large.bin", bytes(96 * MIB, 53));
    let world = World::known(server, &proxy.endpoint(), "quit").await;
    world.done(&world.upload(&[&path], "there/", OnConflict::Ask).await).await;
    let world = begun(server, &proxy.endpoint(), "quit", home.path()).await;
    proxy.set(slow());
    let up = world.upload(&[&path], "up/", OnConflict::Ask).await;
    let down = world.download("there/", to.path(), OnConflict::Ask).await;
    world.when(&up, |group| group.bytes_done > 24 * MIB as u64).await;
    world.when(&down, |group| group.bytes_done > 48 * MIB as u64).await;
    world.transfers.pause(Some(down.clone())).await;
    world.when(&down, |group| group.waits_for == Some(Wait::Paused)).await;
    world.transfers.shut_down().await;
    drop(world);
    proxy.set(Fault::default());
    let sent = count_parts(&proxy);
    let before = fs::metadata(to.path().join(&tree(to.path())[0])).unwrap().len();
    // What was ahead of the file's end, 32 MiB at most, was thrown away.
    assert!(before >= 16 * MIB as u64, "{before}");

    let world = begun(server, &proxy.endpoint(), "quit", home.path()).await;
    assert_eq!(world.done(&up).await.files_verified, 1);
    let sent = sent.load(Ordering::SeqCst);
    assert!(sent < 12, "{sent} of 12 parts were sent again");
    // What was paused stays so until it is told.
    assert_eq!(world.when(&down, |group| group.state == GroupState::Waiting).await.waits_for, Some(Wait::Paused));
    world.transfers.resume(Some(down.clone())).await;
    assert_eq!(world.done(&down).await.files_verified, 1);
    assert_eq!(tree(to.path()), ["large.bin"]);
    rclone_check(server, "quit/up", from.path());
    rclone_check(server, "quit/there", to.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changed_meanwhile_begins_anew_and_is_told() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "anew").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 54));
    world.done(&world.upload(&[&path], "there/", OnConflict::Ask).await).await;
    proxy.set(slow());
    let up = world.upload(&[&path], "", OnConflict::Ask).await;
    let down = world.download("there/", to.path(), OnConflict::Ask).await;
    for id in [&up, &down] {
        world.paused_past(id, 9 * MIB).await;
    }
    proxy.set(Fault::default());
    fs::write(&path, bytes(41 * MIB, 55)).unwrap();
    world.done(&world.upload(&[&path], "there/", OnConflict::Replace).await).await;
    world.transfers.resume(None).await;
    for id in [&up, &down] {
        let group = world.done(id).await;
        let said: Vec<_> = group.notes.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|note| note.contains("changed while the transfer was stopped")), "{said:?}");
    }
    world.transfers.shut_down().await;
    fs::copy(&path, to.path().join("expected")).unwrap();
    assert_eq!(fs::read(to.path().join("large.bin")).unwrap(), fs::read(&path).unwrap());
    assert!(world.store.list_uploads("anew", "").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_is_away_is_waited_for_and_said() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "away").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "small.bin", bytes(MIB, 56));
    // New connections and those that are open.
    proxy.set(Fault { refuse: true, cut_upload_after: Some(1), ..Fault::default() });
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
    proxy.heal();
    world.transfers.resume(Some(id.clone())).await;
    world.done(&id).await;
    rclone_check(server, "away", from.path());
}

/// Kills at random moments until the work is done; `BUCKETWISE_KILLS` asks for more of them.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_killed_again_and_again_finishes_its_work() {
    let kills: usize = std::env::var("BUCKETWISE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    proxy.set(Fault { delay: Duration::from_millis(4), ..Fault::default() });
    let sent = Arc::new(Mutex::new(HashMap::<String, usize>::new()));
    let seen = Arc::clone(&sent);
    proxy.script(move |line| {
        if line.starts_with("PUT") && line.contains("partNumber=") {
            *seen.lock().unwrap().entry(line.to_owned()).or_default() += 1;
        }
        Act::Pass
    });
    let world = World::known(server, &server.endpoint, "killed-often").await;
    let mut seed = 57_u64;
    let (mut killed, mut round, mut started_twice) = (0, 0, 0);
    while killed < kills {
        let folder = tempfile::tempdir().unwrap();
        (0..40).for_each(|at| drop(write(folder.path(), &format!("up/all/{at}"), bytes(20_000, at))));
        write(folder.path(), "up/all/large.bin", bytes(40 * MIB, 58 + round));
        write(folder.path(), "up/all/middle.bin", bytes(5 * MIB, 59 + round));
        fs::create_dir(folder.path().join("down")).unwrap();
        let (src, up) = (format!("{round}/src/"), format!("killed-often/{round}/up"));
        world.done(&world.upload(&[&folder.path().join("up/all")], &src, OnConflict::Ask).await).await;
        let mut finished = false;
        while !finished {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // After so many ticks; the last one is left to finish.
            let ticks = if killed < kills { (seed >> 33) % 14 } else { u64::MAX };
            // Every other time somebody starts the program twice.
            let beside = (seed >> 20 & 1 == 1).then_some((seed >> 50) % 8);
            started_twice += usize::from(beside.is_some());
            finished = run_and_kill(server, &proxy.endpoint(), folder.path(), round, ticks, beside).await;
            killed += usize::from(!finished);
        }
        rclone_check(server, &up, &folder.path().join("up"));
        rclone_check(server, &format!("killed-often/{round}/src"), &folder.path().join("down"));
        let parts: Vec<_> = tree(folder.path()).into_iter().filter(|name| name.ends_with(".part")).collect();
        assert_eq!(parts, [""; 0]);
        round += 1;
    }
    let left = world.store.list_uploads("killed-often", "").await.unwrap().len();
    let sent = sent.lock().unwrap();
    let (parts, again) = (sent.values().sum::<usize>(), sent.values().map(|times| times - 1).sum::<usize>());
    println!(
        "killed {killed} times over {round} rounds, started twice {started_twice} times; parts sent: {parts}, of these again: {again}; unfinished uploads left: {left}"
    );
    assert_eq!(left, 0, "uploads were left by {killed} kills");
    // At most what was on its way at each kill.
    assert!(again <= killed * 8, "{again} parts were sent again after {killed} kills");
}

/// Runs the work as a child, and kills it after so many ticks; whether it came to its end first.
/// `beside`: after so many ticks the program is started once more, on the same journal.
async fn run_and_kill(
    server: &'static Server,
    endpoint: &str,
    folder: &Path,
    round: u64,
    ticks: u64,
    beside: Option<u64>,
) -> bool {
    let (say, heard) = std::sync::mpsc::channel();
    let start = || {
        let mut command = child("resumed::working", server, "killed-often", folder, &[]);
        command.env("CHILD_ENDPOINT", endpoint).env("CHILD_ROUND", round.to_string()).stdout(Stdio::piped());
        let mut running = command.spawn().unwrap();
        let (said, say) = (BufReader::new(running.stdout.take().unwrap()), say.clone());
        std::thread::spawn(move || said.lines().map_while(Result::ok).for_each(|line| say.send(line).unwrap_or(())));
        running
    };
    let mut running = vec![start()];
    let (mut left, mut beside, end) = (ticks, beside, Instant::now() + Duration::from_secs(180));
    let finished = loop {
        // Off this thread, so that the proxy goes on meanwhile.
        let next = tokio::task::block_in_place(|| heard.recv_timeout(end.saturating_duration_since(Instant::now())));
        let line = next.expect("the work goes on");
        // The whole line: the harness of a child that found the journal taken says when it
        // finished, too.
        if line == "finished" {
            break true;
        }
        if line.contains("tick") {
            beside = match beside {
                Some(0) => {
                    running.push(start());
                    None
                }
                more => more.map(|ticks| ticks - 1),
            };
            match left.checked_sub(1) {
                Some(less) => left = less,
                None => break false,
            }
        }
    };
    for child in &mut running {
        // One that found the journal taken has ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
    }
    finished
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_program_killed_again_and_again_finishes_its_work, and killed"]
async fn working() {
    let (world, folder) = limits::in_child_that_remembers(&limits::told("CHILD_PROVIDER")).await;
    if let Some(fault) = world.transfers.trouble().await {
        assert_eq!(fault.code, "journal_taken");
        println!("\ntaken");
        return;
    }
    let round = limits::told("CHILD_ROUND");
    let mut ticks = world.ticks();
    tokio::spawn(async move {
        while ticks.changed().await.is_ok() {
            println!("\ntick");
        }
    });
    let add = async |op_id: &str, work| -> GroupId {
        let request = Request {
            op_id: op_id.into(),
            work,
            on_conflict: OnConflict::Ask,
            upload_options: UploadOptions::default(),
        };
        world.transfers.add(request).await.unwrap()
    };
    let up = Work::Upload {
        store: world.store.clone(),
        paths: vec![folder.join("up/all")],
        to: world.place(&format!("{round}/up/")),
    };
    let src = format!("{round}/src/");
    let down = Work::Download {
        store: world.store.clone(),
        picked: world.rows(&src).await.into(),
        from: world.place(&src),
        folder: folder.join("down"),
    };
    // Asked again at every start, and counted once: the journal knows.
    let (up, down) = (add("up", up).await, add("down", down).await);
    for id in [up, down] {
        assert_eq!(world.end(&id).await.state, GroupState::Done);
    }
    world.transfers.shut_down().await;
    println!("\nfinished");
}

/// A pause comes after the server has the file and before its answer is here.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_arrived_during_a_pause_is_known_to_be_ours() {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "arrived").await;
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let direct = World::at(&server.endpoint, server.region, keys, "arrived").await;
    let local = tempfile::tempdir().unwrap();
    let path = write(local.path(), "one.bin", bytes(1_000, 8));
    proxy.set(Fault { delay: Duration::from_millis(500), ..Fault::default() });
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    while direct.keys().await.is_empty() {
        tokio::task::yield_now().await;
    }
    world.transfers.pause(None).await;
    world.when(&id, |group| group.waits_for == Some(Wait::Paused)).await;
    proxy.heal();
    world.transfers.resume(None).await;
    let group = world.when(&id, |group| group.waits_for.is_none() && group.state != GroupState::Running).await;
    assert_eq!((group.state, group.files_verified), (GroupState::Done, 1), "{group:#?}");
}
