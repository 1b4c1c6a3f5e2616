//! What starting Bucketwise costs, beside a window with nothing in it, in one run on one machine.
//!
//! Time is from the start of the process until the screen shows the program's main colour (the
//! first door, which can be clicked in the frame it is painted in; in the bare window, the page).
//! Memory is proportional (PSS) and of all processes of the program.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bucketwise_tests::app::App;
use bucketwise_tests::desktop::{Desktop, Options};
use bucketwise_tests::process::wait_until;
use bucketwise_tests::{built, tools};

const RUNS: usize = 10;
const OBJECTS: usize = 10_000;
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn run() {
    println!("{}, {} cores", machine(), std::thread::available_parallelism().map_or(0, Into::into));
    println!("release build, on an X server without a screen; median of {RUNS} starts after one that is not counted\n");
    let (ours, bare) = (built("bucketwise"), built("examples/bare"));
    // In turn, so that a machine that slows down slows both.
    let (mut start_ours, mut start_bare) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let both = [start(&bare), start(&ours)];
        if run > 0 {
            start_bare.push(both[0]);
            start_ours.push(both[1]);
        }
    }
    row("start to first screen", "ms", median(start_ours), median(start_bare));
    let bare_idle = idle(&bare);
    row("memory, idle", "MB", idle(&ours), bare_idle);
    row(&format!("memory, {OBJECTS} objects open"), "MB", with_objects(), bare_idle);
}

fn row(what: &str, unit: &str, ours: f64, bare: f64) {
    println!("{what:<32} Bucketwise {ours:>6.0} {unit}   bare window {bare:>6.0} {unit}   ratio {:.2}", ours / bare);
}

/// Milliseconds until the main colour is on the screen.
fn start(program: &Path) -> f64 {
    let desktop = Desktop::start(Options::default());
    let began = Instant::now();
    let _running = desktop.run("program", program, |_| ());
    shown(&desktop);
    began.elapsed().as_secs_f64() * 1000.0
}

/// Waits until 40 pixels in a row have the light scheme's accent, #0b67a3; on the screen blue comes
/// first.
fn shown(desktop: &Desktop) {
    let accent = [0xa3, 0x67, 0x0b];
    wait_until("the main colour on the screen", PATIENCE, || {
        let screen = fs::read(desktop.framebuffer()).ok()?;
        let mut row = 0;
        screen
            .chunks_exact(4)
            .any(|pixel| {
                row = if pixel[..3] == accent { row + 1 } else { 0 };
                row == 40
            })
            .then_some(())
    });
}

/// Megabytes once the first screen has stood for a while.
fn idle(program: &Path) -> f64 {
    let desktop = Desktop::start(Options::default());
    let _running = desktop.run("program", program, |_| ());
    shown(&desktop);
    settled(program)
}

fn with_objects() -> f64 {
    let desktop = Desktop::start(Options::default());
    fill(&desktop.home().join("../data/org.bucketwise.app/practice"));
    let app = App::open(&desktop);
    app.click("bucket-many");
    app.read("status-line", "10,000");
    settled(&built("bucketwise"))
}

/// Puts the objects into the practice folder that the program will open.
fn fill(folder: &Path) {
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let practice = runtime.block_on(practice::start(folder)).unwrap();
    let files = tempfile::tempdir().unwrap();
    for n in 0..OBJECTS {
        fs::write(files.path().join(format!("measurement-{n:05}.csv")), "1,2\n").unwrap();
    }
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(tools::tool("s5cmd"));
        command.env("AWS_ACCESS_KEY_ID", practice.access_key()).env("AWS_SECRET_ACCESS_KEY", practice.secret_key());
        command.env("S3_ENDPOINT_URL", practice.endpoint()).env("AWS_REGION", practice.region());
        assert!(command.args(["--log", "error"]).args(args).status().unwrap().success());
    };
    run(&["mb", "s3://many"]);
    run(&["cp", &format!("{}/", files.path().display()), "s3://many/"]);
    runtime.block_on(practice.stop());
}

/// The proportional memory of all processes of `program`, in megabytes, once it has stopped
/// changing.
fn settled(program: &Path) -> f64 {
    let mut last = 0.0;
    wait_until("memory stands still", PATIENCE, || {
        std::thread::sleep(Duration::from_millis(500));
        let now = memory(program);
        let still = (now - last).abs() < now * 0.01;
        last = now;
        still.then_some(now)
    })
}

fn memory(program: &Path) -> f64 {
    memory_of(program, |_| true)
}

/// The proportional memory of those processes of `program` whose own program `counts`, in
/// megabytes.
pub(super) fn memory_of(program: &Path, counts: impl Fn(&Path) -> bool) -> f64 {
    let parents: HashMap<u32, u32> = processes().filter_map(|id| Some((id, parent(id)?))).collect();
    let is_ours = |mut id: u32| loop {
        if fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program) {
            return true;
        }
        match parents.get(&id) {
            Some(up) if *up > 1 => id = *up,
            _ => return false,
        }
    };
    let chosen = |id: &&u32| is_ours(**id) && fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| counts(&exe));
    parents.keys().filter(chosen).map(|id| proportional(*id)).sum::<f64>() / 1024.0
}

fn processes() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn parent(id: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok())
}

/// In kilobytes.
fn proportional(id: u32) -> f64 {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let pss =
        rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB")?.trim().parse().ok());
    pss.unwrap_or(0.0)
}

pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name.to_owned()));
    model.unwrap_or_else(|| "unknown processor".into())
}
