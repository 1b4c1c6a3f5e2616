//! The table of transfers: Bucketwise and other clients, each in a process of its own, in turn, on
//! one server, up and down. The server runs beside them and shares the machine. What each brought
//! down is compared with what went up.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use bucketwise_tests::faults::{Fault, Proxy};
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;

use tokio::runtime::Runtime;

use super::cost::{self, Cost};

const MIB: u64 = 1 << 20;

/// A delay is added to each round trip, half of it each way; the way gets longer by it, not
/// narrower. Every client goes through the same proxy then, which takes its share of the processor.
///
/// `selection` is the loads (files `x` bytes), the delays, the rounds and the other clients; each
/// may be left out, all but the rounds be several.
pub(super) fn run(selection: &[&str]) {
    let chosen = |at: usize, usual: &'static str| selection.get(at).copied().unwrap_or(usual).to_owned();
    let rounds: usize = chosen(2, "3").parse().expect("a number of rounds");
    let others = chosen(3, "s5cmd,rclone,aws");
    let clients: Vec<&str> = std::iter::once("Bucketwise").chain(others.split(',')).collect();
    let runtime = Runtime::new().expect("a runtime");
    let cores = std::thread::available_parallelism().map_or(0, Into::into);
    println!("transfers, on {cores} cores shared with the server, {rounds} rounds; medians, and the most memory\n");
    for load in chosen(0, "1x2147483648,200x8388608,10000x4096").split(',') {
        for delay in chosen(1, "0,40").split(',') {
            table(&runtime, load, delay.parse().expect("milliseconds"), rounds, &clients);
        }
    }
}

fn table(runtime: &Runtime, load: &str, delay: u64, rounds: usize, clients: &[&str]) {
    let (files, bytes) = load.split_once('x').expect("FILESxBYTES");
    let (files, bytes): (u64, u64) = (files.parse().expect("files"), bytes.parse().expect("bytes"));
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join("load"), folder.path().join("down"));
    fill(&from, files, bytes);
    let mut costs: Vec<[Vec<Cost>; 2]> = clients.iter().map(|_| [Vec::new(), Vec::new()]).collect();
    for round in 0..rounds {
        // Anew for each round: it does not give back at once what was deleted.
        let server = Server::start(Kind::SeaweedFs);
        tools::s5cmd(&server, ["mb", "s3://bench"]);
        let proxy = runtime.block_on(Proxy::start(&server.endpoint));
        proxy.set(Fault { latency: Duration::from_millis(delay) / 2, ..Fault::default() });
        let endpoint = if delay == 0 { server.endpoint.clone() } else { proxy.endpoint() };
        for at in (0..clients.len()).map(|at| (at + round) % clients.len()) {
            fs::create_dir(&to).expect("an empty folder");
            for (way, spent) in costs[at].iter_mut().enumerate() {
                let mut command = command(clients[at], way == 0, &from, &to, &server, &endpoint);
                spent.push(cost::of(command.stdout(Stdio::null()).stderr(Stdio::null())));
            }
            same(&from, &to);
            fs::remove_dir_all(&to).expect("it can be emptied");
            tools::s5cmd(&server, ["rm", "s3://bench/*"]);
        }
    }
    println!("{files} × {bytes} bytes, {delay} ms added to each round trip");
    let costs: Vec<[Cost; 2]> = costs.into_iter().map(|both| both.map(Cost::median)).collect();
    for (client, [up, down]) in clients.iter().zip(&costs) {
        println!("  {client:<12} up {}   down {}", up.words(), down.words());
    }
    let way = |way: usize| {
        let of = |at: usize| &costs[at][way];
        let fastest = (1..costs.len()).map(|at| of(at).seconds).fold(f64::INFINITY, f64::min);
        format!(
            "time {:.2} of the fastest other, processor {:.2} of s5cmd",
            of(0).seconds / fastest,
            of(0).cpu / of(1).cpu
        )
    };
    println!("  Bucketwise   up {}; down {}\n", way(0), way(1));
}

/// The command of a client that moves everything up or down.
fn command(client: &str, up: bool, from: &Path, to: &Path, server: &Server, endpoint: &str) -> Command {
    let tool = if client == "Bucketwise" { "s5cmd" } else { client };
    let mut command = tools::against(tool, endpoint, &server.access_key, &server.secret_key, server.region);
    let (from, to) = (from.display().to_string(), to.display().to_string());
    let words: Vec<String> = match (client, up) {
        ("Bucketwise", _) => {
            let envs: Vec<_> =
                command.get_envs().filter_map(|(key, value)| Some((key.to_owned(), value?.to_owned()))).collect();
            command = Command::new(std::env::current_exe().expect("this program has a path"));
            command.envs(envs).env("BUCKETWISE_BENCH_PROVIDER", "seaweedfs");
            match up {
                true => vec!["put".into(), from, "s3://bench/".into()],
                false => vec!["get".into(), "s3://bench/".into(), to],
            }
        }
        ("s5cmd", true) => vec!["cp".into(), format!("{from}/"), "s3://bench/load/".into()],
        ("s5cmd", false) => vec!["cp".into(), "s3://bench/*".into(), format!("{to}/")],
        ("rclone", true) => vec!["copy".into(), from, "s3:bench/load".into()],
        ("rclone", false) => vec!["copy".into(), "s3:bench".into(), to],
        (_, true) => vec!["s3".into(), "cp".into(), "--recursive".into(), from, "s3://bench/load/".into()],
        (_, false) => vec!["s3".into(), "cp".into(), "--recursive".into(), "s3://bench/".into(), to],
    };
    command.args(words);
    command
}

/// Files that no compression makes smaller.
fn fill(folder: &Path, files: u64, bytes: u64) {
    fs::create_dir(folder).expect("a new folder");
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for file in 0..files {
        let mut written = fs::File::create(folder.join(format!("{file:05}.bin"))).expect("a file");
        let mut left = bytes;
        while left > 0 {
            let piece = usize::try_from(left.min(MIB)).expect("a piece fits");
            let mut content = Vec::with_capacity(piece + 8);
            while content.len() < piece {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                content.extend_from_slice(&(state >> 16).to_le_bytes());
            }
            std::io::Write::write_all(&mut written, &content[..piece]).expect("it is written");
            left -= piece as u64;
        }
    }
}

/// What came down is what went up. Not part of the time.
fn same(from: &Path, to: &Path) {
    let differs = Command::new("diff").args(["-r", "-q"]).arg(from).arg(to.join("load")).output().expect("diff runs");
    assert!(differs.status.success(), "{}", String::from_utf8_lossy(&differs.stdout));
}
