//! Programs of this computer that are asked something. Such a program may print without end, or
//! hang: `umount` does, where a server is away. What it prints is bounded, it is ended when its
//! time is over, and so is whatever it started.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{TOOL, TOOL_TIME};

/// How often it is looked whether a program that prints nothing any more has ended.
const LOOK: Duration = Duration::from_millis(5);

/// Runs a program to its end, without anything to read, and answers what it printed. Blocks; a
/// program has a minute.
///
/// # Errors
/// It cannot be started, prints more than [`TOOL`] bytes ([`io::ErrorKind::FileTooLarge`]), or does
/// not end ([`io::ErrorKind::TimedOut`]); it is ended then.
pub fn output(command: &mut Command) -> io::Result<Output> {
    output_within(command, TOOL, TOOL_TIME)
}

fn output_within(command: &mut Command, most: usize, time: Duration) -> io::Result<Output> {
    let end = Instant::now() + time;
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn()?;
    let printed = (child.stdout.take().map(|it| gather(it, most)), child.stderr.take().map(|it| gather(it, most)));
    let ended = ended(&mut child, printed, end);
    if ended.is_err() {
        end_group(Some(child.id()));
        let _ = child.kill();
        let _ = child.wait();
    }
    ended
}

type Printed = Option<Receiver<io::Result<Vec<u8>>>>;

fn ended(child: &mut Child, (stdout, stderr): (Printed, Printed), end: Instant) -> io::Result<Output> {
    let all = |printed: Printed| match printed.map(|it| it.recv_timeout(end.saturating_duration_since(Instant::now())))
    {
        None => Ok(Vec::new()),
        Some(Ok(read)) => read,
        Some(Err(RecvTimeoutError::Timeout)) => Err(io::ErrorKind::TimedOut.into()),
        Some(Err(RecvTimeoutError::Disconnected)) => Err(io::ErrorKind::BrokenPipe.into()),
    };
    Ok(Output { stdout: all(stdout)?, stderr: all(stderr)?, status: status(child, end)? })
}

/// Waits for the end of a program that prints nothing any more.
fn status(child: &mut Child, end: Instant) -> io::Result<ExitStatus> {
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(status),
            None if Instant::now() >= end => return Err(io::ErrorKind::TimedOut.into()),
            None => thread::sleep(LOOK),
        }
    }
}

/// Reads on a thread of its own: a program that waits until one stream is read would never end the
/// other.
fn gather(from: impl Read + Send + 'static, most: usize) -> Receiver<io::Result<Vec<u8>>> {
    let (say, heard) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = from.take(most as u64 + 1).read_to_end(&mut bytes);
        let _ = say.send(read.and_then(|_| super::within(bytes, most)));
    });
    heard
}

/// Ends a program that was started in a process group of its own, and whatever it started. On
/// Windows nothing: there the program alone can be ended.
pub(crate) fn end_group(id: Option<u32>) {
    #[cfg(unix)]
    if let Some(group) = id.and_then(|id| rustix::process::Pid::from_raw(i32::try_from(id).ok()?)) {
        // Fails only when all of them have ended by themselves.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = id;
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LONG: Duration = Duration::from_secs(30);
    const SHORT: Duration = Duration::from_millis(200);

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn what_a_program_prints_is_answered_with_its_end() {
        let said = output(&mut sh("echo out; echo err >&2; exit 3")).unwrap();
        assert_eq!((said.stdout.as_slice(), said.stderr.as_slice()), (&b"out\n"[..], &b"err\n"[..]));
        assert_eq!(said.status.code(), Some(3));
        // What is typed at this program is not its.
        assert_eq!(output(&mut sh("cat; echo end")).unwrap().stdout, b"end\n");
        assert_eq!(output(&mut Command::new("/nowhere/at-all")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn more_than_the_bound_is_an_error_on_either_stream() {
        let exact = output_within(&mut sh("printf 12345"), 5, LONG).unwrap();
        assert_eq!(exact.stdout, b"12345");
        for script in ["printf 123456", "printf 123456 >&2", "yes", "yes >&2", "yes & yes >&2"] {
            let refused = output_within(&mut sh(script), 5, LONG).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::FileTooLarge, "{script}");
        }
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_whatever_it_started() {
        for script in ["sleep 1000", "exec >&- 2>&-; sleep 1000", "sleep 1000 & wait", "echo x; sleep 1000 >/dev/null"]
        {
            let began = Instant::now();
            assert_eq!(
                output_within(&mut sh(script), 5, SHORT).unwrap_err().kind(),
                io::ErrorKind::TimedOut,
                "{script}"
            );
            assert!(began.elapsed() < LONG, "{script}");
        }
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("pid");
        let script = format!("sleep 1000 & echo $! > {}; wait", note.display());
        output_within(&mut sh(&script), 5, Duration::from_secs(2)).unwrap_err();
        let pid: i32 = std::fs::read_to_string(&note).unwrap().trim().parse().unwrap();
        let pid = rustix::process::Pid::from_raw(pid).unwrap();
        // It is gone once whoever it was left to has looked; until then it is a name without a
        // program.
        let gone = || {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
            rustix::process::test_kill_process(pid).is_err() || stat.contains(") Z ")
        };
        let end = Instant::now() + LONG;
        while !gone() {
            assert!(Instant::now() < end, "what it started lives on");
            thread::yield_now();
        }
    }
}
