//! What a process costs, from /proc: seconds of processor, and the most memory it held.

use std::fs;
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// What a run took.
pub(super) struct Cost {
    pub(super) seconds: f64,
    pub(super) cpu: f64,
    pub(super) peak: u64,
    /// What it printed, if its output was a pipe; short, or the pipe would fill up.
    pub(super) said: String,
}

impl Cost {
    /// The medians of some runs, the most memory, and what the one in the middle printed.
    pub(super) fn median(mut runs: Vec<Self>) -> Self {
        let peak = runs.iter().map(|run| run.peak).max().unwrap_or_default();
        let middle = runs.len() / 2;
        runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
        let cpu = runs[middle].cpu;
        runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        Self { cpu, peak, ..runs.swap_remove(middle) }
    }

    pub(super) fn words(&self) -> String {
        format!("{:>7.2} s {:>7.2} s cpu {:>5.0} MB", self.seconds, self.cpu, self.peak as f64 / 1e6)
    }
}

/// Seconds of processor that this process has used.
pub(super) fn own_cpu() -> f64 {
    ticks(11) + ticks(12)
}

/// The most memory that this process has held, in bytes.
pub(super) fn own_peak() -> u64 {
    peak("self")
}

/// Runs a command to its end; where its output goes is up to whoever made it.
pub(super) fn of(command: &mut Command) -> Cost {
    let (began, before) = (Instant::now(), children());
    let mut child = command.spawn().expect("it starts");
    let (id, (alive, ended)) = (child.id(), mpsc::channel());
    let (seconds, went_well, peak) = thread::scope(|scope| {
        let most = scope.spawn(move || watch(id, &ended));
        let status = child.wait().expect("it can be waited for");
        let seconds = began.elapsed().as_secs_f64();
        drop(alive);
        (seconds, status.success(), most.join().expect("its memory was watched"))
    });
    assert!(went_well, "{command:?} failed");
    let said = child.stdout.take().and_then(|out| std::io::read_to_string(out).ok()).unwrap_or_default();
    Cost { seconds, cpu: children() - before, peak, said }
}

/// The most memory a process held until it ended; looked at all the while, because it is gone with
/// the process.
fn watch(id: u32, ended: &mpsc::Receiver<()>) -> u64 {
    let (id, mut most) = (id.to_string(), 0);
    loop {
        most = most.max(peak(&id));
        if ended.recv_timeout(Duration::from_millis(5)) == Err(mpsc::RecvTimeoutError::Disconnected) {
            return most;
        }
    }
}

/// Of all children that have ended.
fn children() -> f64 {
    ticks(13) + ticks(14)
}

/// A field of /proc/self/stat behind the name of the program, in seconds: Linux counts in
/// hundredths.
fn ticks(field: usize) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    fields.split(' ').nth(field).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0) / 100.0
}

fn peak(id: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    peak.unwrap_or(0_u64) * 1024
}
