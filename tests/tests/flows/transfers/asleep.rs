//! The lid is closed in the middle of an upload and a download, and opened somewhere else: the
//! program stood still, its connections are dead without anybody saying so, and there is no network
//! yet. Played by a child that is stopped (SIGSTOP) behind a connection that falls silent. What the
//! clocks of a real sleep do is played in the store (`wakes`).

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use bucketwise_tests::{
    faults::{Fault, Proxy},
    process::wait_until,
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{OnConflict, Wait};
use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{
    limits::{child, in_child},
    world::{World, bytes, tree, write},
};

const MIB: usize = 1024 * 1024;
/// Longer than any processor is busy. Nothing happens meanwhile that could be waited for: the time
/// itself is what passes.
const NIGHT: Duration = Duration::from_secs(9);

/// A child that is stopped and goes on; it ends with this.
struct Running {
    child: Child,
    lines: UnboundedReceiver<String>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = unbounded_channel();
        let said = BufReader::new(child.stdout.take().unwrap());
        // Another thread, so that the proxy goes on meanwhile.
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    async fn says(&mut self, word: &str) {
        let heard = async {
            while let Some(line) = self.lines.recv().await {
                if line.contains(word) {
                    return;
                }
            }
            panic!("the child ended before it said {word}");
        };
        tokio::time::timeout(Duration::from_secs(120), heard).await.unwrap_or_else(|_| panic!("never said: {word}"));
    }

    fn send(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    fn stands_still(&self) -> Option<()> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        status.lines().any(|line| line.starts_with("State:\tT")).then_some(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that ended is no longer there to be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_on_its_way_when_the_computer_slept_goes_on_when_there_is_a_network_again() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &server.endpoint, "asleep").await;
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "up/large.bin", bytes(72 * MIB, 71));
    fs::create_dir(folder.path().join("down")).unwrap();
    world.done(&world.upload(&[&path], "there/", OnConflict::Ask).await).await;

    proxy.set(Fault { delay: Duration::from_millis(50), ..Fault::default() });
    let mut command = child("asleep::working", server, "asleep", folder.path(), &[]);
    command.env("CHILD_ENDPOINT", proxy.endpoint());
    let mut running = Running::start(command);
    running.says("midway").await;
    running.send(Signal::STOP);
    wait_until("it stands still", Duration::from_secs(10), || running.stands_still());
    proxy.fall_silent();
    tokio::time::sleep(NIGHT).await;
    // In the morning there is no network at first; what was open stays silent for ever.
    proxy.set(Fault { refuse: true, ..Fault::default() });
    proxy.speak();
    let woke = Instant::now();
    running.send(Signal::CONT);
    running.says("waiting").await;
    println!("that there is no network was said {} s after waking", woke.elapsed().as_secs());
    proxy.heal();
    running.says("finished").await;
    println!("all was done {} s after waking", woke.elapsed().as_secs());
    rclone_check(server, "asleep/up", &folder.path().join("up"));
    rclone_check(server, "asleep/there", &folder.path().join("down"));
    assert_eq!(tree(&folder.path().join("down")), ["large.bin"]);
    assert!(world.store.list_uploads("asleep", "").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by what_was_on_its_way_when_the_computer_slept_goes_on_when_there_is_a_network_again, and stopped"]
async fn working() {
    let (world, folder) = in_child().await;
    let up = world.upload(&[&folder.join("up/large.bin")], "up/", OnConflict::Ask).await;
    let down = world.download("there/", &folder.join("down"), OnConflict::Ask).await;
    for id in [&up, &down] {
        world.when(id, |group| group.bytes_done > 4 * MIB as u64).await;
    }
    println!("\nmidway");
    for id in [&up, &down] {
        world.when(id, |group| group.waits_for == Some(Wait::Network)).await;
    }
    println!("\nwaiting");
    for id in [&up, &down] {
        world.done(id).await;
    }
    world.transfers.shut_down().await;
    println!("\nfinished");
}
