//! What it costs to see what a large file is: the built window looks at it over a server that
//! makes its bytes when they are asked for and notes each request; beside that, s5cmd fetches the
//! whole of it.
//!
//! The clock is the page's own, from the press of Space until the viewer has drawn something of
//! the file; requests and bytes are those of the server until then, and after three seconds more
//! in brackets. A round trip is a request that began when another one had ended; it is counted with
//! a delay before each answer, where what goes side by side is not taken for a chain. Memory is
//! what the program held at most above what it held before, and what the page's process holds more
//! at the end.

mod files;
mod parquet;
mod tiles;

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use bucketwise_tests::app::{App, row};
use bucketwise_tests::desktop::{Desktop, Options};
use bucketwise_tests::large::{ACCESS_KEY, Depot, Large, SECRET_KEY, Since, chain};
use bucketwise_tests::tools;
use serde_json::json;

use super::cost;
use super::rows::page_memory;
use super::window::median;

const ESCAPE: &str = "\u{E00C}";
/// What is read of a file that is shown already counts for so long.
const AFTER: Duration = Duration::from_secs(3);

/// A kind of file: what the viewer is called, and what is seen once there is something of the file.
struct Kind {
    make: fn() -> Large,
    viewer: &'static str,
    seen: &'static str,
}

const KINDS: [(&str, Kind); 8] = [
    ("csv", Kind { make: files::csv, viewer: "table", seen: "return viewer.innerText.includes('Pier 4')" }),
    ("parquet", Kind { make: parquet::file, viewer: "parquet", seen: "return viewer.innerText.includes('Pier 4')" }),
    (
        "pdf",
        Kind {
            make: files::pdf,
            viewer: "pdf",
            seen: "return [...viewer.querySelectorAll('canvas')].some(c => c.width > 1)",
        },
    ),
    (
        "jpeg",
        Kind {
            make: files::photo,
            viewer: "image",
            seen: "return [...viewer.querySelectorAll('img')].some(i => i.complete && i.naturalWidth > 0)",
        },
    ),
    (
        "film",
        Kind { make: files::film, viewer: "video", seen: "return viewer.querySelector('video')?.readyState >= 2" },
    ),
    ("zip", Kind { make: files::zip, viewer: "zip", seen: "return viewer.innerText.includes('measured')" }),
    ("tar", Kind { make: files::tar, viewer: "tar", seen: "return viewer.innerText.includes('measured')" }),
    ("xlsx", Kind { make: files::xlsx, viewer: "sheet", seen: "return viewer.innerText.includes('Pier 5')" }),
];

/// `selection` is the kinds, the delays, the rounds and whether s5cmd fetches the whole of each
/// (`whole`); each may be left out.
pub(super) fn run(selection: &[&str]) {
    let chosen = |at: usize, usual: &'static str| selection.get(at).copied().unwrap_or(usual);
    let kinds: Vec<&str> = chosen(0, "csv,parquet,pdf,jpeg,film,zip,tar,xlsx,tiles").split(',').collect();
    let delays: Vec<u64> = chosen(1, "0,80").split(',').map(|ms| ms.parse().expect("milliseconds")).collect();
    let rounds: usize = chosen(2, "3").parse().expect("a number of rounds");
    let whole = chosen(3, "whole") == "whole";
    let cores = thread::available_parallelism().map_or(0, Into::into);
    println!(
        "files looked at, on {cores} cores shared with the server, {rounds} rounds; median times, the most of the rest\n"
    );
    for (name, kind) in KINDS.iter().filter(|(name, _)| kinds.contains(name)) {
        let file = (kind.make)();
        let (key, size) = (file.key.clone(), file.size());
        println!("{name}, {:.0} MB", size as f64 / 1e6);
        let depot = Depot::start(vec![file]);
        for delay in &delays {
            depot.delays(Duration::from_millis(*delay));
            println!("  {delay:>3} ms before each answer: {}", looked_at(&depot, &key, kind, rounds));
            if whole {
                println!("  {:>26}: {}", "s5cmd, the whole", fetched(&depot, &key));
            }
        }
    }
    if kinds.contains(&"tiles") {
        for delay in &delays {
            tiles::run(*delay);
        }
    }
}

/// What one look took.
struct Look {
    ms: f64,
    first: Since,
    after: Since,
    memory: f64,
    page: f64,
}

fn looked_at(depot: &Depot, key: &str, kind: &Kind, rounds: usize) -> String {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    depot.connect(&app);
    app.click("bucket-bucket");
    // A first look that does not count loads the viewer into the page.
    let looks: Vec<Look> = (0..=rounds).map(|_| look(&app, depot, key, kind)).skip(1).collect();
    let most = |of: fn(&Look) -> f64| looks.iter().map(of).fold(0.0, f64::max);
    let ms = median(looks.iter().map(|look| look.ms).collect());
    format!(
        "first after {ms:>6.0} ms, {:>3.0} requests in {:.0} round trips, {:>6.2} MB (then {:.0}, {:.2} MB); program +{:.0} MB, page +{:.0} MB",
        most(|look| look.first.asked.len() as f64),
        most(|look| chain(&look.first.asked) as f64),
        most(|look| look.first.bytes as f64 / 1e6),
        most(|look| look.after.asked.len() as f64),
        most(|look| look.after.bytes as f64 / 1e6),
        most(|look| look.memory),
        most(|look| look.page),
    )
}

fn look(app: &App<'_>, depot: &Depot, key: &str, kind: &Kind) -> Look {
    app.click(&row(key));
    app.forget_most();
    let (before, page) = (app.memory(), page_memory());
    depot.asked();
    let script = format!(
        "const seen = viewer => {{ {} }};
        const began = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: ' ', code: 'Space', bubbles: true, cancelable: true }}));
        return new Promise(done => {{
          const look = () => {{
            const viewer = document.querySelector('[data-testid=viewer]');
            const now = performance.now();
            if (viewer?.dataset.kind === arguments[0] && seen(viewer)) done(now - began);
            else if (now - began > 25000) done(viewer ? `${{viewer.dataset.kind}}: ${{viewer.innerText}}` : 'no viewer');
            else requestAnimationFrame(look);
          }};
          look();
        }})",
        kind.seen
    );
    let answer = app.execute(&script, &[json!(kind.viewer)]);
    let first = depot.asked();
    let ms = answer.as_f64().unwrap_or_else(|| panic!("{key} is not seen: {answer}"));
    thread::sleep(AFTER);
    let after = depot.asked();
    let memory = app.most_memory().saturating_sub(before) as f64 / 1e6;
    let page = (page_memory() - page).max(0.0);
    app.press(&[ESCAPE]);
    app.see_gone("quick-look");
    Look { ms, first, after, memory, page }
}

fn fetched(depot: &Depot, key: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = tools::against("s5cmd", depot.endpoint(), ACCESS_KEY, SECRET_KEY, "us-east-1");
    command.args(["--log", "error", "cp", &format!("s3://bucket/{key}")]).arg(folder.path().join(key));
    depot.asked();
    let cost = cost::of(command.stdout(Stdio::null()));
    let asked = depot.asked();
    format!("{}, {} requests, {:.0} MB", cost.words(), asked.asked.len(), asked.bytes as f64 / 1e6)
}
