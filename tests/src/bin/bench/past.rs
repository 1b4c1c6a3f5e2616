//! The table of folders as they were: Bucketwise and other clients, each in a process of its own,
//! in turn, on one server that makes keys with five versions each. The server runs in this process
//! and shares the machine with them.

use std::process::{Command, Stdio};
use std::time::Duration;

use bucketwise_tests::lister::{ACCESS_KEY, Keys, Lister, Mood, SECRET_KEY, Shelf};
use bucketwise_tests::tools;

use super::cost::{self, Cost};

const REGION: &str = "us-east-1";
const OURS: &str = "Bucketwise";
/// Versions of each key.
const EACH: usize = 5;
/// Half a day after the third of them, in milliseconds since 1970, and as rclone takes it.
const MOMENT: (&str, &str) = ("1700216000000", "2023-11-17T10:13:20Z");

/// `selection` is how many versions, the delay, the other clients and the rounds; each may be left
/// out, the first two be several.
pub(super) fn run(selection: &[&str]) {
    let chosen = |at: usize, all: &'static str| {
        let words = selection.get(at).copied().unwrap_or(all).to_owned();
        words.split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let others = chosen(2, "rclone,aws");
    let rounds: usize = chosen(3, "1")[0].parse().expect("a number of rounds");
    let cores = std::thread::available_parallelism().map_or(0, Into::into);
    println!(
        "a folder as of a date, on {cores} cores shared with the server, {rounds} rounds; medians, the most memory\n"
    );
    for versions in chosen(0, "20000") {
        for delay in chosen(1, "0,80") {
            let (versions, delay) = (versions.parse().expect("versions"), delay.parse().expect("milliseconds"));
            table(versions, delay, &others, rounds);
        }
    }
}

fn table(versions: usize, delay: u64, others: &[String], rounds: usize) {
    let mood = Mood { delay: Duration::from_millis(delay), versions: EACH, ..Mood::default() };
    let keys = versions / EACH;
    let lister = Lister::start(Shelf::Made(Keys::Even, keys), mood);
    println!("{versions} versions of {keys} keys, {delay} ms before each answer");
    let ours = std::env::current_exe().expect("this program has a path");
    let mut clients = vec![(OURS, client(&lister, &ours.to_string_lossy(), &["as-of", "s3://bucket/", MOMENT.0]))];
    for other in others {
        clients.push(match other.as_str() {
            "rclone" => {
                let args = ["lsf", "--files-only", "--s3-version-at", MOMENT.1, "s3:bucket"];
                ("rclone lsf --s3-version-at", client(&lister, "rclone", &args))
            }
            // It tells all versions, and leaves it to others to find those of a date.
            "aws" => {
                let args = ["s3api", "list-object-versions", "--bucket", "bucket", "--output", "json"];
                ("aws s3api list-object-versions", client(&lister, "aws", &args))
            }
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
        println!("  {name:<32} {}   {asked:>5} requests", cost.words());
        costs.push(cost);
    }
    let said: serde_json::Value = serde_json::from_str(&costs[0].said).expect("a line of JSON");
    assert_eq!(said["keys"], keys, "every key was there then");
    let fastest = costs[1..].iter().map(|cost| cost.seconds).fold(f64::INFINITY, f64::min);
    println!(
        "  {OURS}: first rows after {} ms; time 1/{:.1} of the fastest other\n",
        said["first_rows_ms"],
        fastest / costs[0].seconds
    );
}

/// A client with the login of the server in its environment; `name` may be a path.
fn client(lister: &Lister, name: &str, args: &[&str]) -> Command {
    let known = if name.contains('/') { "s5cmd" } else { name };
    let mut command = tools::against(known, &lister.endpoint, ACCESS_KEY, SECRET_KEY, REGION);
    if known != name {
        let mut own = Command::new(name);
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => own.env(key, value),
                None => own.env_remove(key),
            };
        }
        command = own;
    }
    command.env("RCLONE_CONFIG_S3_LIST_VERSION", "2").args(args);
    command
}
