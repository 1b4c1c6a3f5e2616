//! Children of a test: started with a log of their own, and never left behind.
//!
//! A child is ended with its whole process group when its [`Process`] is dropped, and by the kernel
//! when the test process dies in any other way (`setpriv --pdeathsig`). The kernel counts the death
//! of the *thread* that started the child, so all are started from one thread that lives as long as
//! the process.

use std::fs::File;
use std::io;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

/// A running child.
pub struct Process {
    name: String,
    child: Mutex<Child>,
    log: PathBuf,
}

impl Process {
    /// Starts `program` as `name`, its output going to `dir/name.log`; `with` adds arguments and
    /// environment.
    pub fn start(dir: &Path, name: &str, program: impl AsRef<Path>, with: impl FnOnce(&mut Command)) -> Self {
        let log = dir.join(format!("{name}.log"));
        let out = File::options().create(true).append(true).open(&log).expect("a log can be written");
        let mut command = if cfg!(target_os = "linux") {
            let mut wrapped = Command::new("setpriv");
            wrapped.args(["--pdeathsig", "KILL", "--"]).arg(program.as_ref());
            wrapped
        } else {
            Command::new(program.as_ref())
        };
        command.stdin(Stdio::null());
        with(&mut command);
        command.stdout(out.try_clone().expect("a second handle")).stderr(out).process_group(0);
        let child = Mutex::new(spawn(command).unwrap_or_else(|e| panic!("{name} did not start: {e}")));
        Self { name: name.into(), child, log }
    }

    /// What it has printed so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Whether it still runs.
    pub fn alive(&self) -> bool {
        matches!(self.child.lock().expect("not poisoned").try_wait(), Ok(None))
    }

    /// Sends it and all of its own a signal; nothing where they are gone already.
    pub fn signal(&self, signal: Signal) {
        let child = self.child.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, signal);
        }
    }

    /// Waits until `ready` answers; fails with the log when the child ends first or the time is
    /// over.
    ///
    /// # Errors
    /// A sentence with the end of the log.
    pub fn wait_ready<T>(&self, at_most: Duration, mut ready: impl FnMut() -> Option<T>) -> Result<T, String> {
        let end = Instant::now() + at_most;
        loop {
            if let Some(answer) = ready() {
                return Ok(answer);
            }
            let late = Instant::now() >= end;
            if late || !self.alive() {
                let why = if late { format!("gave no answer in {at_most:?}") } else { "ended".into() };
                let log = self.log();
                let tail: Vec<&str> = log.lines().rev().take(30).collect();
                let tail: Vec<&str> = tail.into_iter().rev().collect();
                return Err(format!("{} {why}; its log ends:\n{}", self.name, tail.join("\n")));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
        let _ = self.child.lock().unwrap_or_else(std::sync::PoisonError::into_inner).wait();
    }
}

type Order = (Command, Sender<io::Result<Child>>);

/// Starts `command` from the thread that outlives every test.
fn spawn(command: Command) -> io::Result<Child> {
    static KEEPER: OnceLock<Mutex<Sender<Order>>> = OnceLock::new();
    let keeper = KEEPER.get_or_init(|| {
        let (sender, orders) = channel::<Order>();
        thread::spawn(move || {
            for (mut command, reply) in orders {
                let _ = reply.send(command.spawn());
            }
        });
        Mutex::new(sender)
    });
    let (reply, answer) = channel();
    keeper.lock().expect("not poisoned").send((command, reply)).expect("the keeper lives as long as the process");
    answer.recv().expect("the keeper answers every order")
}

/// `N` ports of loopback that were free just now, all different, and that stay free until a server
/// takes them: they are below those that the kernel gives to connections, and each process counts
/// on from a place of its own.
pub fn free_ports<const N: usize>() -> [u16; N] {
    static TAKEN: AtomicU32 = AtomicU32::new(0);
    const FIRST: u32 = 10_000;
    let range = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    let end = range.split_whitespace().next().and_then(|low| low.parse().ok()).unwrap_or(32_768);
    let span = u32::max(end, FIRST + 1_000) - FIRST;
    let next = || {
        let count = std::process::id().wrapping_mul(101).wrapping_add(TAKEN.fetch_add(1, Ordering::Relaxed));
        u16::try_from(FIRST + count % span).expect("a port is below 65,536")
    };
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    std::array::from_fn(|_| std::iter::repeat_with(next).find(free).expect("it goes on for ever"))
}

/// Asks until `answer` gives something; polls, and never waits longer than needed.
///
/// # Panics
/// When the time is over, saying `what` was awaited.
pub fn wait_until<T>(what: &str, at_most: Duration, mut answer: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + at_most;
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert!(Instant::now() < end, "waited {at_most:?} in vain: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
