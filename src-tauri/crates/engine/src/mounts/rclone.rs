//! The rclone that a person has installed: where it is, whether the system can carry a mount, and
//! how it is started.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Serialize;
use store::bounds;
use ts_rs::TS;
use words::{Words, faults, say};

use crate::connections::export::{REMOTE, Remote};

/// Where programs lie that a desktop's own search path may not name.
const ELSEWHERE: &[&str] = &["/usr/local/bin", "/opt/homebrew/bin", "/usr/bin", "/snap/bin"];

/// Whether buckets can be folders here: the version of rclone, none where it is not installed;
/// whether the system can carry it; and what to do where one is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Readiness {
    pub rclone: Option<String>,
    pub carries: bool,
    pub how: Option<Words>,
}

/// What is mounted, and how.
#[derive(Clone, Debug)]
pub(super) struct Order<'a> {
    /// The bucket; `None` for all.
    pub(super) bucket: Option<&'a str>,
    pub(super) folder: &'a Path,
    pub(super) read_only: bool,
    /// What was written and is not sent yet lies here.
    pub(super) cache: &'a Path,
    pub(super) log: &'a Path,
}

/// Looks for rclone on the search path, and where installers put it besides.
pub(super) fn find() -> Option<PathBuf> {
    let name = if cfg!(windows) { "rclone.exe" } else { "rclone" };
    let path = env::var_os("PATH").unwrap_or_default();
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/bin"));
    let elsewhere = ELSEWHERE.iter().map(PathBuf::from).chain(home);
    env::split_paths(&path).chain(elsewhere).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// What is here, and what is missing.
pub(super) fn readiness(program: Option<&Path>) -> Readiness {
    let version = program.and_then(|program| {
        let output = bounds::output(Command::new(program).args(["version", "--config", "/notfound"]));
        let text = String::from_utf8_lossy(&output.ok()?.stdout).into_owned();
        Some(text.lines().next()?.trim_start_matches("rclone v").trim().to_owned())
    });
    let carries = carries();
    let [rclone, fuse, both] = MISSING;
    let missing = match (&version, carries) {
        (Some(_), true) => None,
        (None, true) => Some(rclone),
        (Some(_), false) => Some(fuse),
        (None, false) => Some(both),
    };
    let how = missing.map(|missing| say!(faults::MountInstall, missing));
    Readiness { rclone: version, carries, how }
}

// What is missing, by the names that the message chooses by.
#[cfg(target_os = "linux")]
const MISSING: [&str; 3] = ["linux-rclone", "linux-fuse", "linux-both"];
#[cfg(target_os = "macos")]
const MISSING: [&str; 3] = ["mac-rclone", "mac-fuse", "mac-both"];
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
const MISSING: [&str; 3] = ["windows-rclone", "windows-fuse", "windows-both"];

/// Whether the system can carry a mount.
fn carries() -> bool {
    if cfg!(target_os = "linux") {
        Path::new("/dev/fuse").exists() && unmounter().is_some()
    } else if cfg!(target_os = "macos") {
        ["/Library/Filesystems/macfuse.fs", "/Library/Application Support/fuse-t"]
            .iter()
            .any(|at| Path::new(at).exists())
    } else {
        let programs = ["ProgramFiles(x86)", "ProgramFiles"].iter().filter_map(env::var_os);
        programs.map(|folder| PathBuf::from(folder).join("WinFsp")).any(|folder| folder.exists())
    }
}

/// FUSE's own tool on Linux, by which a person without special rights takes a mount off.
pub(super) fn unmounter() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).chain(ELSEWHERE.iter().map(PathBuf::from)).collect();
    let file = |name: &str| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    file("fusermount3").or_else(|| file("fusermount"))
}

/// The command line. No secret is in it: the process list shows it to everybody.
pub(super) fn arguments(order: &Order<'_>) -> Vec<OsString> {
    let remote = format!("{REMOTE}:{}", order.bucket.unwrap_or_default());
    let mut all: Vec<OsString> = ["mount", &remote].map(OsString::from).into();
    all.push(order.folder.into());
    // Keeps no settings of its own, nor reads those of the person.
    all.extend(["--config", "/notfound"].map(OsString::from));
    // Any program can write: what it writes is gathered here and sent a second after it is closed.
    all.extend(["--vfs-cache-mode", "writes", "--vfs-write-back", "1s"].map(OsString::from));
    // Times as the storage has them; rclone's own would take a question for every file of a folder.
    all.extend(["--use-server-modtime", "--dir-cache-time", "30s", "--umask", "077"].map(OsString::from));
    all.extend(["--log-level", "NOTICE", "--log-file"].map(OsString::from));
    all.push(order.log.into());
    all.push("--cache-dir".into());
    all.push(order.cache.into());
    if order.read_only {
        all.push("--read-only".into());
    }
    all
}

/// rclone, ready to start: in a process group of its own, so that what ends this program does not
/// end it.
pub(super) fn command(program: &Path, order: &Order<'_>, remote: &Remote) -> Command {
    let mut command = Command::new(program);
    command.args(arguments(order)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("RCLONE_") || text.starts_with("AWS_") && !remote.inherits {
            command.env_remove(&name);
        }
    }
    command.envs(remote.environment.iter().map(|(name, value)| (name, value.expose())));
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use store::Secret;

    use super::*;

    #[test]
    fn secrets_are_in_the_environment_and_not_in_the_command_line() {
        let secret = "wJalrXUtnFEMI/K7MDENG";
        let remote = Remote {
            name: "x".into(),
            server: "aws".into(),
            read_only: true,
            environment: vec![("RCLONE_CONFIG_BUCKETWISE_SECRET_ACCESS_KEY".into(), Secret::new(secret.into()))],
            trust: String::new(),
            inherits: false,
        };
        let (folder, cache, log) = (Path::new("/mnt/a b"), Path::new("/c"), Path::new("/l"));
        let order = Order { bucket: Some("photos"), folder, read_only: true, cache, log };
        let command = command(Path::new("/bin/rclone"), &order, &remote);
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(words[..3], ["mount", "bucketwise:photos", "/mnt/a b"]);
        assert!(words.contains(&"--read-only".to_owned()) && !words.iter().any(|word| word.contains(secret)));
        let told = command.get_envs().any(|(name, value)| {
            name == "RCLONE_CONFIG_BUCKETWISE_SECRET_ACCESS_KEY" && value.is_some_and(|value| value == secret)
        });
        assert!(told);
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(readiness(None).rclone, None);
        assert!(readiness(None).how.unwrap().to_string().contains("rclone"));
    }
}
