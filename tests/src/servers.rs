//! Real S3 servers on loopback, for one test or shared by all tests of a program.
//!
//! Each has free ports and a folder of its own, is ready when a client nobody here wrote has stored
//! and removed an object on it, and ends with the test. What each server is good for and how it
//! differs from AWS is the business of the store suite.

mod localstack;
mod ministack;
mod moto;
mod practice;
mod rclone;
mod seaweedfs;

use std::collections::BTreeMap;
use std::io::Write;
use std::panic::Location;
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tempfile::TempDir;

use crate::process::Process;
use crate::tools;

/// The servers the suites run over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The practice server of this project, started in this process.
    Practice,
    /// MiniStack: S3, IAM and STS, with signatures and permissions enforced.
    MiniStack,
    /// SeaweedFS in one process.
    SeaweedFs,
    /// `rclone serve s3` over a folder.
    Rclone,
    /// moto, which the product does not know: it is met as a server of which nothing was told. It
    /// looks at no signature.
    Moto,
    /// LocalStack's S3, met in the same way, for another one that nobody told anything of.
    LocalStack,
}

impl Kind {
    /// The entry of [`store::providers`] by which it is met. MiniStack stands in for AWS, so it
    /// gets what AWS gets.
    #[must_use]
    pub const fn provider(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::MiniStack => "aws",
            Self::SeaweedFs => "seaweedfs",
            Self::Rclone => "rclone",
            Self::Moto | Self::LocalStack => "other",
        }
    }

    /// Every kind that looks at signatures, in the order they are reported.
    pub const ALL: [Self; 4] = [Self::Practice, Self::MiniStack, Self::SeaweedFs, Self::Rclone];
}

/// A running server and the keys of its administrator. Dropping it ends it and removes its folder.
pub struct Server {
    /// What the reports call it.
    pub name: &'static str,
    /// Which it is.
    pub kind: Kind,
    /// `http://127.0.0.1:PORT`
    pub endpoint: String,
    /// Access key ID.
    pub access_key: String,
    /// Secret access key.
    pub secret_key: String,
    /// The region to sign for.
    pub region: &'static str,
    // In this order: the server ends before its folder goes.
    _life: Life,
    _dir: TempDir,
}

/// The region all of them sign for.
const REGION: &str = "us-east-1";

/// What keeps a server running; held only for its drop.
#[allow(dead_code)]
enum Life {
    Process(Process),
    Practice(practice::Running),
}

impl Server {
    /// Starts a server of this kind and waits until it truly answers.
    ///
    /// # Panics
    /// When it does not come up in three tries (another process may take a port between), with its
    /// log.
    pub fn start(kind: Kind) -> Self {
        let mut why = String::new();
        for _ in 0..3 {
            let dir = tempfile::Builder::new().prefix("bucketwise-server-").tempdir().expect("a temporary folder");
            let started = match kind {
                Kind::Practice => practice::start(dir),
                Kind::MiniStack => ministack::start(dir),
                Kind::SeaweedFs => seaweedfs::start(dir),
                Kind::Rclone => rclone::start(dir),
                Kind::Moto => moto::start(dir),
                Kind::LocalStack => localstack::start(dir),
            };
            match started {
                Ok(server) => {
                    keep_secret(&server.secret_key);
                    return server;
                }
                Err(failure) => why = failure,
            }
        }
        panic!("{why}");
    }

    /// The one server of this kind that the tests of a program share, in `flows` those of one
    /// folder, by the file that asks; it ends with the process. Tests that share a server keep
    /// apart by making buckets of their own.
    #[track_caller]
    pub fn shared(kind: Kind) -> &'static Self {
        static SHARED: Mutex<BTreeMap<(&str, usize), &OnceLock<Server>>> = Mutex::new(BTreeMap::new());
        let of = (folder(Location::caller().file()), kind as usize);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let server = *shared.entry(of).or_insert_with(|| Box::leak(Box::default()));
        drop(shared);
        server.get_or_init(|| Self::start(kind))
    }

    /// Whether a bucket can be made and an object stored and removed: some servers take
    /// connections, or even list buckets, well before that.
    fn stores(&self) -> bool {
        let bucket = "s3://ready-or-not";
        let run = |args: &[&str], stdin: &str| {
            let mut command = tools::command(self, "s5cmd");
            command.args(["--retry-count", "0", "--log", "error"]).args(args);
            feed(&mut command, stdin)
        };
        // Made in an earlier round already, perhaps: what counts is that the object goes in.
        run(&["mb", bucket], "");
        let object = format!("{bucket}/object");
        run(&["pipe", &object], "ready") && run(&["rm", &object], "") && run(&["rb", bucket], "")
    }

    /// Waits until it [`stores`](Self::stores).
    fn ready(self) -> Result<Self, String> {
        if let Life::Process(process) = &self._life {
            process.wait_ready(Duration::from_secs(90), || self.stores().then_some(()))?;
        }
        Ok(self)
    }
}

/// What `flows` is divided into: `backups` for `tests/tests/flows/backups/world.rs` and for
/// `tests/tests/flows/backups.rs`. The tests of another program share one set of servers.
fn folder(file: &'static str) -> &'static str {
    let below = file.rsplit_once("tests/flows/").map_or("", |(_, below)| below);
    below.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

#[test]
fn tests_of_one_folder_share_their_servers() {
    assert_eq!(folder("tests/tests/flows/backups/world.rs"), "backups");
    assert_eq!(folder("tests/flows/backups.rs"), "backups");
    assert_eq!(folder("tests/tests/flows/transfers/copying.rs"), "transfers");
    assert_eq!(folder("tests/tests/window/tabs.rs"), folder("tests/tests/window/rows.rs"));
}

/// Secrets that nothing but the keychain and the program's memory may hold; see [`secrets`].
static SECRETS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Counts a secret of a test's own among those that are looked for.
pub fn keep_secret(secret: &str) {
    let mut secrets = SECRETS.lock().unwrap_or_else(PoisonError::into_inner);
    if secret.len() >= 8 && !secrets.iter().any(|known| known == secret) {
        secrets.push(secret.to_owned());
    }
}

/// The secrets of every server that this process started, and what tests added.
pub fn secrets() -> Vec<String> {
    SECRETS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Runs `command` with `text` on its standard input; whether it went well.
fn feed(command: &mut Command, text: &str) -> bool {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("s5cmd starts");
    let written = child.stdin.take().expect("it was piped").write_all(text.as_bytes());
    child.wait().expect("it ends").success() && written.is_ok()
}
