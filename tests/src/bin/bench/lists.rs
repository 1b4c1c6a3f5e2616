//! The table of listings: Bucketwise, a plain loop and other clients, each in a process of its own,
//! in turn, on one server that makes its keys by arithmetic. The server runs in this process and
//! shares the machine with them.

use std::process::{Command, Stdio};
use std::time::Duration;

use bucketwise_tests::lister::{ACCESS_KEY, Keys, Lister, Mood, SECRET_KEY, Shelf};
use bucketwise_tests::tools;

use super::cost::{self, Cost};

const REGION: &str = "us-east-1";
const OURS: &str = "Bucketwise";
const PLAIN: &str = "plain loop, 8 at a time";
const S5CMD: &str = "s5cmd ls";

/// `selection` is how many keys, the delay, the layout, the other clients and the rounds; each may
/// be left out, all but the rounds be several.
pub(super) fn run(selection: &[&str]) {
    let chosen = |at: usize, all: &'static str| {
        let words = selection.get(at).copied().unwrap_or(all).to_owned();
        words.split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let cores = std::thread::available_parallelism().map_or(0, Into::into);
    let others = chosen(3, "s5cmd,rclone,aws");
    let rounds: usize = chosen(4, "1")[0].parse().expect("a number of rounds");
    println!(
        "listings, on {cores} cores shared with the server, {rounds} rounds; medians, the most memory, requests\n"
    );
    for layout in chosen(2, "even") {
        let keys = Keys::ALL.into_iter().find(|keys| format!("{keys:?}").eq_ignore_ascii_case(&layout));
        let keys = keys.unwrap_or_else(|| panic!("no layout {layout}"));
        for count in chosen(0, "100000,1000000") {
            for delay in chosen(1, "0,80") {
                let (count, delay) = (count.parse().expect("a number of keys"), delay.parse().expect("milliseconds"));
                table(keys, count, delay, &others, rounds);
            }
        }
    }
}

fn table(keys: Keys, count: usize, delay: u64, others: &[String], rounds: usize) {
    let mood = Mood { delay: Duration::from_millis(delay), ..Mood::default() };
    let lister = Lister::start(Shelf::Made(keys, count), mood);
    println!("{count} keys, {keys:?}, {delay} ms before each answer");
    let ours = std::env::current_exe().expect("this program has a path");
    let bench = |word: &str| {
        let mut command = tools::against("s5cmd", &lister.endpoint, ACCESS_KEY, SECRET_KEY, REGION);
        let envs: Vec<_> =
            command.get_envs().map(|(key, value)| (key.to_owned(), value.map(ToOwned::to_owned))).collect();
        command = Command::new(&ours);
        for (key, value) in envs {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            };
        }
        command.args([word, "s3://bucket/"]);
        command
    };
    let peer = |name: &str, args: &[&str]| {
        let mut command = tools::against(name, &lister.endpoint, ACCESS_KEY, SECRET_KEY, REGION);
        // rclone asks servers it does not know in the old way, which this one does not answer.
        command.env("RCLONE_CONFIG_S3_LIST_VERSION", "2").args(args);
        command
    };
    let mut clients = vec![(OURS, bench("list"))];
    if matches!(keys, Keys::Even | Keys::Uuids) {
        clients.push((PLAIN, bench("plain")));
    }
    for other in others {
        clients.push(match other.as_str() {
            "s5cmd" => (S5CMD, peer("s5cmd", &["ls", "s3://bucket/*"])),
            "rclone" => ("rclone lsf -R", peer("rclone", &["lsf", "-R", "s3:bucket"])),
            "aws" => ("aws s3 ls --recursive", peer("aws", &["s3", "ls", "--recursive", "s3://bucket/"])),
            other => panic!("no client {other}"),
        });
    }
    let mut runs: Vec<_> = clients.iter().map(|_| (Vec::new(), 0)).collect();
    for _ in 0..rounds {
        for ((name, command), (runs, asked)) in clients.iter_mut().zip(&mut runs) {
            let before = lister.asked();
            let output = if *name == OURS { Stdio::piped() } else { Stdio::null() };
            runs.push(cost::of(command.stdout(output)));
            *asked = lister.asked() - before;
        }
    }
    let mut costs = Vec::new();
    for ((name, _), (runs, asked)) in clients.into_iter().zip(runs) {
        let cost = Cost::median(runs);
        println!("  {name:<24} {}   {asked:>5} requests", cost.words());
        costs.push((name, cost));
    }
    println!("  {}\n", beside(&costs));
}

/// Bucketwise in terms of the others of the same run.
fn beside(costs: &[(&str, Cost)]) -> String {
    let of = |name: &str| costs.iter().find(|(of, _)| *of == name).map(|(_, cost)| cost).expect("it ran");
    let (ours, s5cmd) = (of(OURS), of(S5CMD));
    let peers = costs.iter().filter(|(name, _)| !matches!(*name, OURS | PLAIN));
    let fastest = peers.map(|(_, cost)| cost.seconds).fold(f64::INFINITY, f64::min);
    let said: serde_json::Value = serde_json::from_str(&ours.said).expect("a line of JSON");
    format!(
        "{OURS}: first rows after {} ms; time 1/{:.1} of the fastest other, 1/{:.1} of s5cmd; processor 1/{:.1} of s5cmd",
        said["first_rows_ms"],
        fastest / ours.seconds,
        s5cmd.seconds / ours.seconds,
        s5cmd.cpu / ours.cpu
    )
}
