//! A network drive: a folder that is another folder behind a real rclone and the system's own FUSE,
//! and that says nothing any more while rclone is stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::process::Process;
use crate::tools::tool;

/// Why a folder cannot be mounted on this computer at all.
#[must_use]
pub fn missing() -> Option<&'static str> {
    if !Path::new("/dev/fuse").exists() {
        Some("/dev/fuse")
    } else if fs::OpenOptions::new().read(true).write(true).open("/dev/fuse").is_err() {
        Some("the right to open /dev/fuse")
    } else {
        None
    }
}

/// The drive; taken off however the test ends.
pub struct Drive {
    rclone: Process,
    folder: PathBuf,
    _home: TempDir,
}

impl Drive {
    /// `source` as a drive.
    ///
    /// # Panics
    /// When it cannot be mounted, with rclone's words.
    #[must_use]
    pub fn of(source: &Path) -> Self {
        let home = tempfile::tempdir().expect("a folder for the drive");
        let folder = home.path().join("drive");
        fs::create_dir(&folder).expect("a place for the drive");
        let rclone = Process::start(home.path(), "rclone", tool("rclone"), |command| {
            command.args(["--config", "/dev/null", "mount", "--vfs-cache-mode", "writes", "--vfs-write-back", "0s"]);
            command.arg("--cache-dir").arg(home.path().join("cache")).arg(source).arg(&folder);
        });
        let drive = Self { rclone, folder, _home: home };
        let table = || fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let place = format!(" {} ", drive.folder.display());
        let mounted = || table().contains(&place).then_some(());
        drive.rclone.wait_ready(Duration::from_secs(60), mounted).unwrap_or_else(|why| panic!("{why}"));
        drive
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// From now on it says nothing: who asks it waits.
    pub fn fall_silent(&self) {
        self.rclone.signal(Signal::STOP);
    }

    /// Whoever waits is answered now.
    pub fn answer_again(&self) {
        self.rclone.signal(Signal::CONT);
    }
}

impl Drop for Drive {
    fn drop(&mut self) {
        // First rclone, with which the system refuses whatever waits.
        self.rclone.signal(Signal::KILL);
        let _ = Command::new("fusermount3").arg("-uz").arg(&self.folder).output();
    }
}
