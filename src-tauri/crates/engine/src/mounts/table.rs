//! What the system says is mounted, and which processes live. Only the folders that this program
//! was told of are asked about.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Whether something of rclone's is mounted on this folder. On Windows there is no list of this
/// kind: the folder that rclone made is there as long as it runs.
pub(super) fn is_mounted(folder: &Path) -> bool {
    if cfg!(target_os = "linux") {
        let table = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
        mounted_linux(&table).any(|at| at == folder)
    } else if cfg!(unix) {
        let table = told("mount", &[]);
        mounted_unix(&table).any(|at| at == folder)
    } else {
        folder.exists()
    }
}

/// Folders in `/proc/self/mountinfo` on which rclone's file system lies.
/// <https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html>
fn mounted_linux(table: &[u8]) -> impl Iterator<Item = PathBuf> {
    table.split(|byte| *byte == b'\n').filter_map(|line| {
        let (before, after) = line.split_at(line.windows(3).position(|part| part == b" - ")?);
        let folder = before.split(|byte| *byte == b' ').nth(4).unwrap_or_default();
        after.starts_with(b" - fuse.rclone ").then(|| unescaped(folder))
    })
}

/// Folders in what `mount` prints: `REMOTE on FOLDER (TYPE, …)`.
fn mounted_unix(table: &str) -> impl Iterator<Item = PathBuf> {
    table.lines().filter_map(|line| {
        let (remote, rest) = line.split_once(" on ")?;
        let (folder, _) = rest.rsplit_once(" (")?;
        remote.starts_with(crate::connections::export::REMOTE).then(|| PathBuf::from(folder))
    })
}

/// Spaces and the like are written as `\040`; a name need not be text.
fn unescaped(bytes: &[u8]) -> PathBuf {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let octal = (bytes[at] == b'\\').then(|| bytes.get(at + 1..at + 4)).flatten();
        let octal = octal.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        plain.push(octal.unwrap_or(bytes[at]));
        at += if octal.is_some() { 4 } else { 1 };
    }
    named(plain)
}

#[cfg(unix)]
fn named(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn named(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Whether this process is the rclone that carries the folder: a number is given to another process
/// after a while.
pub(super) fn lives(process: u32, folder: &Path) -> bool {
    let line = if process == 0 {
        return false;
    } else if cfg!(target_os = "linux") {
        let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).replace('\0', " ")
    } else if cfg!(unix) {
        told("ps", &["-p", &process.to_string(), "-o", "command="])
    } else {
        return told("tasklist", &["/FI", &format!("PID eq {process}"), "/NH"]).contains("rclone");
    };
    line.contains(" mount ") && line.contains(&*folder.to_string_lossy())
}

/// Asks a process to end.
pub(super) fn end(process: u32) {
    if cfg!(windows) {
        told("taskkill", &["/F", "/PID", &process.to_string()]);
    } else {
        told("kill", &["-TERM", &process.to_string()]);
    }
}

fn told(program: &str, args: &[&str]) -> String {
    let output = store::bounds::output(Command::new(program).args(args));
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_rclones_mounts_are_seen_with_their_names_as_they_are() {
        let table = "22 1 0:21 / /proc rw - proc proc rw\n\
            42 27 0:39 / /home/me/Bucketwise/team\\040files\\134x rw,nosuid shared:5 - fuse.rclone bucketwise:a rw\n\
            43 27 0:40 / /home/me/other rw - fuse.sshfs x rw\n";
        // A name that is no text hides no other, and is seen as it is.
        let old = b"44 27 0:41 / /mnt/M\xe4rz rw - fuse.rclone bucketwise:b rw\n";
        let seen: Vec<_> = mounted_linux(&[&old[..], table.as_bytes()].concat()).collect();
        assert_eq!(seen, [named(b"/mnt/M\xe4rz".to_vec()), PathBuf::from("/home/me/Bucketwise/team files\\x")]);
        let table = "/dev/disk1 on / (apfs, local)\nbucketwise: on /Users/me/Bucketwise/a (b) (macfuse, nodev)\n";
        assert_eq!(mounted_unix(table).collect::<Vec<_>>(), [PathBuf::from("/Users/me/Bucketwise/a (b)")]);
    }

    #[test]
    fn another_process_under_the_same_number_is_not_ours() {
        assert!(!lives(std::process::id(), Path::new("/nowhere")));
        assert!(!lives(0, Path::new("/")));
    }
}
