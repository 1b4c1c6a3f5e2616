//! `bucketwise backup …` and `bucketwise sync …`: the same program, started by a scheduler or in a
//! terminal, without a window. It prints plain lines and ends with a number that says how it went;
//! secrets come from the keychain, as in the window.

use std::{
    ffi::OsString,
    io::{self, Write},
    iter,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Mutex,
    time::Duration,
};

use engine::{
    backups::{Backup, Backups, Halt, Made, Phase, Route, RunTick, Timers},
    connections::Connections,
    fault::{self, Fault},
    pairs::{LastSync, PairMade, Pairs},
    places::Places,
    transfers::Pacing,
};
use jiff::Zoned;
use words::{Words, say, shell};

use crate::{language, outside};

/// The program's folder in the system's own: as Tauri has it.
const IDENTIFIER: &str = "org.bucketwise.app";
/// How long what is left may take to end.
const GOODBYE: Duration = Duration::from_secs(1);
/// It was not understood what to do.
const USAGE: u8 = 2;
/// The same backup or pair runs already.
const BUSY: u8 = 3;

/// Does what the arguments say without a window; `None` where they say nothing of that kind.
pub(crate) fn run(arguments: Vec<OsString>) -> Option<ExitCode> {
    let words: Vec<&str> = arguments.iter().map(|word| word.to_str().unwrap_or_default()).collect();
    let code = match words[..] {
        ["backup", "list"] => with(list),
        ["backup", "run", name] => with(|parts| parts.block_on(backup(parts, name))),
        ["backup", "copies", name] => with(|parts| parts.block_on(copies(parts, name))),
        ["sync", "list"] => with(list_pairs),
        ["sync", "run", name] => with(|parts| parts.block_on(synchronize(parts, name))),
        ["help" | "--help" | "-h"] => {
            language::start();
            print(&say!(shell::Help));
            0
        }
        ["backup" | "sync", ..] => {
            language::start();
            complain(&say!(shell::Help));
            USAGE
        }
        _ => return None,
    };
    Some(ExitCode::from(code))
}

/// The window did not open; the terminal is all there is.
pub(crate) fn no_window(why: &str) {
    language::start();
    complain(&say!(shell::NoWindow, why));
}

/// What a run without a window has.
struct Parts {
    runtime: tokio::runtime::Runtime,
    connections: Connections,
    backups: Backups,
    pairs: Pairs,
    config: PathBuf,
}

impl Parts {
    fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }
}

/// Where this person's schedules are kept.
pub(crate) fn timers(home: &Path) -> Timers {
    // An AppImage unpacks itself somewhere else each time: what starts again is the file that was
    // started.
    let image = std::env::var_os("APPIMAGE").map(PathBuf::from);
    let program = image.or_else(|| std::env::current_exe().ok()).unwrap_or_else(|| "bucketwise".into());
    Timers::here(home, &dirs::config_dir().unwrap_or_else(|| home.join(".config")), program)
}

/// Where the program keeps what is this computer's own: as Tauri has it.
pub(crate) fn data_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|data| data.join(IDENTIFIER))
}

fn with(work: impl FnOnce(&Parts) -> u8) -> u8 {
    language::start();
    let folders = dirs::config_dir().zip(data_folder()).zip(dirs::home_dir());
    let (Some(((config, data), home)), Ok(runtime)) = (folders, tokio::runtime::Runtime::new()) else {
        complain(&say!(shell::NoSettingsFolder));
        return 1;
    };
    let config = config.join(IDENTIFIER);
    if let Ok(kept) = Places::open(&config).read(&[]) {
        language::choose(&kept.look.language);
    }
    let connections = Connections::open(&config, &data);
    let backups = Backups::open(&config, &data, timers(&home));
    let pairs = Pairs::open(&config, &data, timers(&home));
    let parts = Parts { runtime, connections, backups, pairs, config };
    let code = work(&parts);
    let_go(parts.runtime);
    code
}

/// Ends the tasks that are left. A thread that waits for a drive which answers nothing cannot be
/// ended, and does not keep the process: the scheduler would not start the next run.
fn let_go(runtime: tokio::runtime::Runtime) {
    runtime.shutdown_timeout(GOODBYE);
}

fn list(parts: &Parts) -> u8 {
    match parts.backups.list() {
        Ok(backups) => {
            for backup in &backups {
                let last = match &backup.last {
                    None => say!(shell::NeverRun),
                    Some(last) if last.good => say!(shell::LastCopy, copy = &last.copy),
                    Some(last) => last.title.clone(),
                };
                columns(&[backup.id.as_str(), &backup.name, &backup.when.shown(), &last.shown()]);
            }
            0
        }
        Err(fault) => failed(&fault),
    }
}

async fn backup(parts: &Parts, name: &str) -> u8 {
    let (backup, route) = match ends(parts, name).await {
        Ok(ends) => ends,
        Err(fault) => return failed(&fault),
    };
    let hear = phases();
    let run = parts.backups.run(&route, &backup.id, Pacing::read(&parts.config), &Zoned::now, &hear);
    tokio::pin!(run);
    let ended = tokio::select! {
        ended = &mut run => ended,
        () = interrupted() => {
            parts.backups.stop(&backup.id);
            run.await
        }
    };
    match ended {
        Ok(made) => {
            good(&made, &route).iter().for_each(print);
            0
        }
        Err(Halt::Stopped) => failed(&fault::backup::stopped()),
        Err(Halt::Failed(fault)) => failed(&fault),
    }
}

/// Waits for Ctrl+C, or for the end of the session: what is under way is cleaned up then, and what
/// is there is gone on with.
async fn interrupted() {
    #[cfg(unix)]
    if let Ok(mut ends) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = ends.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Prints a line for each phase: a scheduler's log is not a screen.
fn phases() -> impl Fn(RunTick) + Send + Sync {
    let told = Mutex::new(None);
    move |tick: RunTick| {
        let mut told = told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *told != Some(tick.phase) {
            *told = Some(tick.phase);
            print(&words(tick.phase));
        }
    }
}

fn list_pairs(parts: &Parts) -> u8 {
    match parts.pairs.list() {
        Ok(pairs) => {
            for pair in &pairs {
                let left = pair.last.as_ref().and_then(|last| held(last.held));
                let last = match (&pair.locked, &pair.last) {
                    (Some(why), _) => say!(shell::PairLocked, why = &why.title),
                    (None, None) => say!(shell::NeverRun),
                    (None, Some(LastSync { trouble: Some(why), .. })) => why.title.clone(),
                    (None, Some(last)) => synchronized(last.copied, last.removed, last.spared),
                };
                let last = [Some(last), left].into_iter().flatten().map(|words| words.shown().to_string());
                let last = last.collect::<Vec<_>>().join(" ");
                columns(&[pair.id.as_str(), &pair.name, &pair.when.shown(), &last]);
            }
            0
        }
        Err(fault) => failed(&fault),
    }
}

/// Runs a pair with nobody at the window; the desktop is told how it ended, wherever the terminal
/// is.
async fn synchronize(parts: &Parts, name: &str) -> u8 {
    let pair = match parts.pairs.find(name) {
        Ok(pair) => pair,
        // Nobody is there to read it where a schedule runs it.
        Err(fault) => {
            outside::notify(name, &fault.title.shown());
            return failed(&fault);
        }
    };
    let (sides, hear) = (pair.open(&parts.connections).await, phases());
    let run = parts.pairs.run_alone(&pair.id, sides, Pacing::read(&parts.config), &Zoned::now, &hear);
    tokio::pin!(run);
    let ended = tokio::select! {
        ended = &mut run => ended,
        () = interrupted() => {
            parts.pairs.stop(&pair.id);
            run.await
        }
    };
    let (code, lines) = match ended {
        Ok(made) => came_to(&made),
        Err(Halt::Stopped) => return failed(&fault::sync::stopped()),
        Err(Halt::Failed(fault)) => (failed(&fault), vec![fault.title]),
    };
    lines.iter().for_each(|line| if code == 0 { print(line) } else { complain(line) });
    if code != BUSY {
        let lines: Vec<_> = lines.iter().map(|line| line.shown().to_string()).collect();
        outside::notify(&pair.name, &lines.join("\n"));
    }
    code
}

/// How a run ends the process, and what it came to, a line each.
fn came_to(made: &PairMade) -> (u8, Vec<Words>) {
    let why = made.trouble.as_ref().or(made.refused.as_ref());
    let mut lines: Vec<_> = why.map(|why| why.title.clone()).into_iter().collect();
    lines.push(match made.failed {
        0 => synchronized(made.copied, made.removed, made.spared),
        failed => say!(shell::PartlySynchronized, copied = files(made.copied), failed = files(failed)),
    });
    lines.extend(held(made.held));
    (why.map_or(0, failed), lines)
}

/// That files were left as they are, where some were.
fn held(held: u64) -> Option<Words> {
    (held > 0).then(|| say!(shell::SyncHeld, held))
}

/// What a run did, in a line.
fn synchronized(copied: u64, removed: u64, spared: u64) -> Words {
    say!(shell::Synchronized, copied = files(copied), removed = files(removed), spared)
}

/// What came of it, a line each.
fn good(made: &Made, route: &Route) -> Vec<Words> {
    let place = format!("s3://{}/{}{}", route.to.bucket, route.to.prefix, made.copy.folder());
    let completed = say!(shell::Completed, files = files(made.files), bytes = bytes(made.bytes), place);
    let deleted = made.gone.iter().map(|copy| say!(shell::OldCopyDeleted, copy = copy.to_string()));
    let smaller = made.smaller.as_ref().map(|than| {
        say!(shell::MuchSmaller, copy = than.copy.to_string(), files = files(than.files), bytes = bytes(than.bytes))
    });
    let trouble = made.trouble.as_ref().map(|fault| [fault::backup::older_kept(fault), fault.next.clone()]);
    iter::once(completed).chain(deleted).chain(smaller).chain(trouble.into_iter().flatten()).collect()
}

async fn copies(parts: &Parts, name: &str) -> u8 {
    let listed = async {
        let (backup, route) = ends(parts, name).await?;
        parts.backups.copies(&route.target, &backup.id).await
    };
    match listed.await {
        Ok(copies) => {
            for copy in copies {
                let state: Words = if copy.good { say!(shell::CopyVerified) } else { say!(shell::CopyIncomplete) };
                let (files, bytes) = (files(copy.files), bytes(copy.bytes));
                columns(&[&copy.copy, &state.shown(), &files.shown(), &bytes.shown()]);
            }
            0
        }
        Err(fault) => failed(&fault),
    }
}

/// The backup of this name, and the logins of both its ends.
async fn ends(parts: &Parts, name: &str) -> Result<(Backup, Route), Fault> {
    let backup = parts.backups.find(name)?;
    let source = parts.connections.store(&backup.from.connection).await?;
    let target = parts.connections.store(&backup.to.connection).await?;
    let (from, to) = (backup.from.clone(), backup.to.clone());
    Ok((backup, Route { source, from, target, to }))
}

fn words(phase: Phase) -> Words {
    match phase {
        Phase::Looking => say!(shell::Listing),
        Phase::Cleaning => say!(shell::Cleaning),
        Phase::Copying => say!(shell::Copying),
        Phase::Checking => say!(shell::Checking),
        Phase::Thinning => say!(shell::Thinning),
    }
}

fn files(count: u64) -> Words {
    say!(shell::Files, count)
}

fn bytes(count: u64) -> Words {
    say!(shell::Bytes, count)
}

fn failed(fault: &Fault) -> u8 {
    [&fault.title, &fault.what, &fault.next].into_iter().for_each(complain);
    if !fault.details.is_empty() {
        write(io::stderr(), &format!("({})", fault.details));
    }
    if matches!(fault.code, "backup_running" | "pair_running") { BUSY } else { 1 }
}

/// A line for other programs to take apart.
fn columns(columns: &[&str]) {
    write(io::stdout(), &columns.join("\t"));
}

fn print(words: &Words) {
    write(io::stdout(), &words.shown());
}

fn complain(words: &Words) {
    write(io::stderr(), &words.shown());
}

/// Whoever closed the other end of a pipe does not want to hear the rest.
fn write(mut to: impl Write, line: &str) {
    let _ = writeln!(to, "{line}");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::{sync::mpsc, thread};

    use super::*;

    #[test]
    fn a_thread_that_waits_for_ever_does_not_keep_the_process() {
        let (begun, waits) = (mpsc::channel(), mpsc::channel::<()>());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.spawn_blocking(move || {
            begun.0.send(()).unwrap();
            waits.1.recv()
        });
        begun.1.recv().unwrap();
        let (ended, end) = mpsc::channel();
        thread::spawn(move || {
            let_go(runtime);
            ended.send(())
        });
        end.recv_timeout(GOODBYE * 10).unwrap();
        drop(waits.0);
    }

    #[test]
    fn the_help_has_a_line_for_each_command_and_says_how_a_run_ends() {
        let help: Words = say!(shell::Help);
        let help = help.to_string();
        let lines: Vec<&str> = help.lines().collect();
        for command in [
            "bucketwise ",
            "bucketwise backup list ",
            "bucketwise backup run NAME ",
            "bucketwise backup copies NAME ",
            "bucketwise sync list ",
            "bucketwise sync run NAME ",
        ] {
            assert!(lines.iter().any(|line| line.starts_with(command)), "{command}: {help}");
        }
        let column = |line: &str| line.find("   ").map(|gap| line.len() - line[gap..].trim_start().len());
        assert!(lines[..6].iter().all(|line| column(line) == column(lines[0])), "{help}");
        assert!(lines[6].is_empty() && lines[7].starts_with("A run exits with 0 "), "{help}");
    }
}
