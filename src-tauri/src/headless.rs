//! `bucketwise backup …`: the same program, started by a scheduler or in a terminal, without a
//! window. It prints plain lines and ends with a number that says how it went; secrets come from
//! the keychain, as in the window.

use std::{
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Mutex,
};

use engine::{
    backups::{Backup, Backups, Halt, Made, Phase, Route, RunTick, Timers},
    connections::Connections,
    fault::{self, Fault},
    transfers::Pacing,
};
use jiff::Zoned;

use crate::language;

/// The program's folder in the system's own: as Tauri has it.
const IDENTIFIER: &str = "org.bucketwise.app";
/// It was not understood what to do.
const USAGE: u8 = 2;
/// The same backup runs already.
const BUSY: u8 = 3;

const HELP: &str = "\
bucketwise                      opens the window
bucketwise backup list          lists the backups and how each last run ended
bucketwise backup run NAME      runs a backup; NAME is its name or ID
bucketwise backup copies NAME   lists the copies of a backup, newest first

A run exits with 0 when the copy is verified, 1 when there is none, 3 when the backup is already running.
";

/// Does what the arguments say without a window; `None` where they say nothing of that kind.
pub(crate) fn run(arguments: Vec<OsString>) -> Option<ExitCode> {
    let words: Vec<&str> = arguments.iter().map(|word| word.to_str().unwrap_or_default()).collect();
    let code = match words[..] {
        ["backup", "list"] => with(list),
        ["backup", "run", name] => with(|world| world.block_on(backup(world, name))),
        ["backup", "copies", name] => with(|world| world.block_on(copies(world, name))),
        ["help" | "--help" | "-h"] => {
            say(HELP);
            0
        }
        ["backup", ..] => {
            complain(HELP);
            USAGE
        }
        _ => return None,
    };
    Some(ExitCode::from(code))
}

/// What a run without a window has.
struct World {
    runtime: tokio::runtime::Runtime,
    connections: Connections,
    backups: Backups,
    config: PathBuf,
}

impl World {
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

fn with(work: impl FnOnce(&World) -> u8) -> u8 {
    language::start();
    let folders = dirs::config_dir().zip(data_folder()).zip(dirs::home_dir());
    let (Some(((config, data), home)), Ok(runtime)) = (folders, tokio::runtime::Runtime::new()) else {
        complain("This computer does not say where your settings folder is.\n");
        return 1;
    };
    let config = config.join(IDENTIFIER);
    let connections = Connections::open(&config, &data);
    work(&World { runtime, connections, backups: Backups::open(&config, &data, timers(&home)), config })
}

fn list(world: &World) -> u8 {
    match world.backups.list() {
        Ok(backups) => {
            for backup in &backups {
                let last = backup.last.as_ref().map_or("never run".to_owned(), |last| match last.good {
                    true => format!("last copy {}", last.copy),
                    false => last.title.shown(),
                });
                say(&format!("{}\t{}\t{}\t{last}\n", backup.id.as_str(), backup.name, backup.when));
            }
            0
        }
        Err(fault) => failed(&fault),
    }
}

async fn backup(world: &World, name: &str) -> u8 {
    let (backup, route) = match ends(world, name).await {
        Ok(ends) => ends,
        Err(fault) => return failed(&fault),
    };
    let told = Mutex::new(None);
    let hear = |tick: RunTick| {
        // One line a phase: a scheduler's log is not a screen.
        let mut told = told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *told != Some(tick.phase) {
            *told = Some(tick.phase);
            say(&format!("{}\n", words(tick.phase)));
        }
    };
    let run = world.backups.run(&route, &backup.id, Pacing::read(&world.config), &Zoned::now, &hear);
    tokio::pin!(run);
    let ended = tokio::select! {
        ended = &mut run => ended,
        // Ctrl+C: what is under way is cleaned up, and what is there is gone on with.
        _ = tokio::signal::ctrl_c() => {
            world.backups.stop(&backup.id);
            run.await
        }
    };
    match ended {
        Ok(made) => {
            say(&good(&made, &route));
            0
        }
        Err(Halt::Stopped) => failed(&fault::backup::stopped()),
        Err(Halt::Failed(fault)) => failed(&fault),
    }
}

fn good(made: &Made, route: &Route) -> String {
    let place = format!("s3://{}/{}{}", route.to.bucket, route.to.prefix, made.copy.folder());
    let mut words = format!("Completed: {}, {}, verified, in {place}\n", files(made.files), bytes(made.bytes));
    for copy in &made.gone {
        words.push_str(&format!("Deleted the old copy {copy}, as set for this backup.\n"));
    }
    if let Some(than) = &made.smaller {
        words.push_str(&format!(
            "This copy is much smaller than the copy {}, which has {} and {}. That copy is kept until you confirm in the window that the files were removed on purpose.\n",
            than.copy, files(than.files), bytes(than.bytes)
        ));
    }
    if let Some(fault) = &made.trouble {
        words.push_str(&format!("{} {}\n", fault::backup::older_kept(fault).shown(), fault.next.shown()));
    }
    words
}

async fn copies(world: &World, name: &str) -> u8 {
    let listed = async {
        let (backup, route) = ends(world, name).await?;
        world.backups.copies(&route.target, &backup.id).await
    };
    match listed.await {
        Ok(copies) => {
            for copy in copies {
                let state = if copy.good { "verified" } else { "incomplete" };
                say(&format!("{}\t{state}\t{}\t{}\n", copy.copy, files(copy.files), bytes(copy.bytes)));
            }
            0
        }
        Err(fault) => failed(&fault),
    }
}

/// The backup of this name, and the logins of both its ends.
async fn ends(world: &World, name: &str) -> Result<(Backup, Route), Fault> {
    let backup = world.backups.find(name)?;
    let source = world.connections.store(&backup.from.connection).await?;
    let target = world.connections.store(&backup.to.connection).await?;
    let (from, to) = (backup.from.clone(), backup.to.clone());
    Ok((backup, Route { source, from, target, to }))
}

fn words(phase: Phase) -> &'static str {
    match phase {
        Phase::Looking => "Listing files",
        Phase::Cleaning => "Deleting an incomplete copy",
        Phase::Copying => "Copying",
        Phase::Checking => "Verifying files",
        Phase::Thinning => "Deleting old copies",
    }
}

fn files(count: u64) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

fn bytes(count: u64) -> String {
    if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") }
}

fn failed(fault: &Fault) -> u8 {
    complain(&format!("{}\n{}\n{}\n", fault.title.shown(), fault.what.shown(), fault.next.shown()));
    if !fault.details.is_empty() {
        complain(&format!("({})\n", fault.details));
    }
    if fault.code == "backup_running" { BUSY } else { 1 }
}

/// Whoever closed the other end of a pipe does not want to hear the rest.
fn say(words: &str) {
    let _ = io::stdout().write_all(words.as_bytes());
}

fn complain(words: &str) {
    let _ = io::stderr().write_all(words.as_bytes());
}
