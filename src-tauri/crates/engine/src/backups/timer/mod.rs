//! Backups and pairs of places that run without the window: each system's own scheduler starts
//! `bucketwise backup run ID` or `bucketwise sync run ID` at the time.
//!
//! The descriptions in it are English whatever language is shown: the files of a schedule are held
//! against what should stand in them, and a run has another language than the window.
//!
//! What the scheduler reads is text made here ([`systemd`], [`launchd`], [`tasks`]: pure, judged in
//! the tests by the systems' own tools where those are at hand). No text has a secret: the run
//! reads it from the keychain. Left behind by a crash in the middle: files that the next change of
//! the schedule writes again, or takes away.

mod launchd;
mod systemd;
mod tasks;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Serialize;
use store::bounds;
use ts_rs::TS;

use super::schedule::Schedule;
use crate::{
    fault::{self, Fault},
    ids::{BackupId, PairId},
};

/// Which scheduler a computer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Linux: timers of the person's own systemd.
    Systemd,
    /// macOS: an agent of launchd.
    Launchd,
    /// Windows: a task of Task Scheduler.
    Tasks,
}

/// Whether it runs by itself: it has no schedule, it is set, or its files are missing or of
/// another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimerState {
    Off,
    Set,
    Missing,
}

/// What runs by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduled<'a> {
    /// A backup.
    Backup(&'a BackupId),
    /// A pair of places that is synchronized.
    Pair(&'a PairId),
}

impl<'a> Scheduled<'a> {
    /// The command that it is an argument of, and a part of the names in a scheduler.
    fn command(self) -> &'static str {
        match self {
            Self::Backup(_) => "backup",
            Self::Pair(_) => "sync",
        }
    }

    fn id(self) -> &'a str {
        match self {
            Self::Backup(id) => id.as_str(),
            Self::Pair(id) => id.as_str(),
        }
    }

    /// What is started, for whoever looks into the scheduler.
    fn kind(self) -> &'static str {
        match self {
            Self::Backup(_) => "backup",
            Self::Pair(_) => "synchronization",
        }
    }
}

impl<'a> From<&'a BackupId> for Scheduled<'a> {
    fn from(id: &'a BackupId) -> Self {
        Self::Backup(id)
    }
}

impl<'a> From<&'a PairId> for Scheduled<'a> {
    fn from(id: &'a PairId) -> Self {
        Self::Pair(id)
    }
}

/// What is to be started, and when.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// What it starts.
    pub of: Scheduled<'a>,
    /// Its name, for whoever looks into the scheduler.
    pub name: &'a str,
    /// The program to start, by its whole path.
    pub program: &'a Path,
    /// When it starts, in the time of this computer.
    pub schedule: Schedule,
}

/// A file that a scheduler reads, below the person's home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerFile {
    /// The file's whole path.
    pub path: PathBuf,
    /// All that is in the file.
    pub content: Vec<u8>,
}

/// Where schedulers look for files, and what starts.
#[derive(Clone, Debug)]
pub struct Timers {
    system: System,
    /// The folder for them: systemd's and launchd's own, on Windows one of the program's.
    folder: PathBuf,
    program: PathBuf,
    /// Whether the scheduler is told at once; else it reads the files when the person signs in
    /// next.
    tells: bool,
}

impl Timers {
    /// Those of this computer. `home` is the person's, `config` the folder for settings of all
    /// programs.
    #[must_use]
    pub fn here(home: &Path, config: &Path, program: PathBuf) -> Self {
        let (system, folder) = if cfg!(target_os = "macos") {
            (System::Launchd, home.join("Library/LaunchAgents"))
        } else if cfg!(windows) {
            (System::Tasks, config.join("org.bucketwise.app"))
        } else {
            (System::Systemd, config.join("systemd/user"))
        };
        Self { system, folder, program, tells: true }
    }

    /// Sets the schedule, or takes it away where it is [`Schedule::Never`].
    ///
    /// # Errors
    /// The files could not be written, or Windows did not take the task.
    pub fn set<'a>(&self, of: impl Into<Scheduled<'a>>, name: &str, schedule: Schedule) -> Result<(), Fault> {
        let of = of.into();
        let schedule = schedule.sound();
        if schedule == Schedule::Never {
            return self.remove(of);
        }
        let files = self.files(of, name, schedule);
        files.iter().try_for_each(write).map_err(|error| fault::backup::timer_unwritten(&error.to_string()))?;
        if self.system == System::Systemd {
            self.enable(of).map_err(|error| fault::backup::timer_unwritten(&error.to_string()))?;
        }
        self.tell(of, true)
    }

    /// Takes the schedule away.
    ///
    /// # Errors
    /// A file could not be removed.
    pub fn remove<'a>(&self, of: impl Into<Scheduled<'a>>) -> Result<(), Fault> {
        let of = of.into();
        let paths: Vec<PathBuf> =
            self.files(of, "", Schedule::Day { hour: 0, minute: 0 }).into_iter().map(|file| file.path).collect();
        if !paths.iter().any(|path| path.exists()) {
            return Ok(());
        }
        // Told while the files are there: the schedulers know a job by them.
        self.tell(of, false)?;
        let linked = (self.system == System::Systemd).then(|| self.wanted(of));
        for path in paths.into_iter().chain(linked) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(fault::backup::timer_unwritten(&error.to_string()));
                }
                _ => {}
            }
        }
        self.reread();
        Ok(())
    }

    /// Whether the schedule stands as it should.
    #[must_use]
    pub fn state<'a>(&self, of: impl Into<Scheduled<'a>>, name: &str, schedule: Schedule) -> TimerState {
        let of = of.into();
        if schedule == Schedule::Never {
            return TimerState::Off;
        }
        let files = self.files(of, name, schedule);
        let same =
            |file: &TimerFile| bounds::read_file(&file.path, bounds::KEPT).is_ok_and(|found| found == file.content);
        let linked = self.system != System::Systemd || self.wanted(of).exists();
        if linked && files.iter().all(same) { TimerState::Set } else { TimerState::Missing }
    }

    fn files(&self, of: Scheduled<'_>, name: &str, schedule: Schedule) -> Vec<TimerFile> {
        let job = Job { of, name, program: &self.program, schedule };
        files(self.system, &job)
            .into_iter()
            .map(|file| TimerFile { path: self.folder.join(file.path), ..file })
            .collect()
    }

    /// The link by which systemd starts a timer at sign-in; `systemctl enable` would make the same.
    fn wanted(&self, of: Scheduled<'_>) -> PathBuf {
        self.folder.join("timers.target.wants").join(systemd::timer_name(of))
    }

    fn enable(&self, of: Scheduled<'_>) -> io::Result<()> {
        let link = self.wanted(of);
        fs::create_dir_all(link.parent().unwrap_or(&self.folder))?;
        let target = Path::new("..").join(systemd::timer_name(of));
        match fs::read_link(&link) {
            Ok(found) if found == target => return Ok(()),
            Ok(_) => fs::remove_file(&link)?,
            Err(_) => {}
        }
        make_link(&target, &link)
    }

    /// Tells the scheduler of a job. systemd and launchd read their folder at the next sign-in all
    /// the same, so that their refusal (nobody is signed in, as in a container) is no failure;
    /// Windows has no such folder.
    fn tell(&self, of: Scheduled<'_>, on: bool) -> Result<(), Fault> {
        if !self.tells {
            return Ok(());
        }
        match self.system {
            System::Systemd => {
                self.reread();
                let (verb, unit) = (if on { "restart" } else { "stop" }, systemd::timer_name(of));
                let _ = run("systemctl", &["--user", verb, &unit]);
            }
            System::Launchd => {
                let user = run("id", &["-u"]).unwrap_or_default();
                let domain = format!("gui/{}", user.trim());
                let file = self.folder.join(launchd::file_name(of));
                let _ = run("launchctl", &["bootout", &domain, &file.to_string_lossy()]);
                if on {
                    let _ = run("launchctl", &["bootstrap", &domain, &file.to_string_lossy()]);
                }
            }
            System::Tasks => {
                let (task, file) = (tasks::task_name(of), self.folder.join(tasks::file_name(of)));
                let told = if on {
                    run("schtasks", &["/Create", "/F", "/TN", &task, "/XML", &file.to_string_lossy()])
                } else {
                    run("schtasks", &["/Delete", "/F", "/TN", &task])
                };
                told.map(drop).map_err(|why| fault::backup::timer_refused(&why))?;
            }
        }
        Ok(())
    }

    fn reread(&self) {
        if self.tells && self.system == System::Systemd {
            let _ = run("systemctl", &["--user", "daemon-reload"]);
        }
    }
}

/// The files that a scheduler reads for a job, by their names.
#[must_use]
pub fn files(system: System, job: &Job<'_>) -> Vec<TimerFile> {
    match system {
        System::Systemd => systemd::files(job),
        System::Launchd => launchd::files(job),
        System::Tasks => tasks::files(job),
    }
}

/// What a scheduler starts.
fn arguments(of: Scheduled<'_>) -> [&str; 3] {
    [of.command(), "run", of.id()]
}

fn write(file: &TimerFile) -> io::Result<()> {
    let folder = file.path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut part, &file.content)?;
    part.persist(&file.path)?;
    Ok(())
}

/// Runs a tool of the system; what it printed, or why not.
fn run(program: &str, args: &[&str]) -> Result<String, String> {
    let output = bounds::output(Command::new(program).args(args)).map_err(|error| format!("{program}: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}

#[cfg(unix)]
fn make_link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn make_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests;
