//! A saved pair with a folder on a network drive whose server goes away in the middle: whoever asks
//! such a drive waits in the system, and nobody can end that. Played by rclone, which carries a
//! folder of this computer as another, and is stopped (SIGSTOP).

use std::{fs, path::Path, process::Command, sync::Once, time::Duration};

use bucketwise_tests::{
    faults::{Fault, Proxy},
    process::Process,
    servers::{Kind, Server},
    tools::{self, rclone_check},
    unproved,
};
use engine::{
    backups::{Halt, Phase, RunTick},
    transfers::Pacing,
};
use jiff::Zoned;
use rustix::process::Signal;
use tempfile::TempDir;

use super::{
    syncing::{BACK, Pair, UPDATE},
    syncing_saved::{Saved, filled, opened},
    world::{World, bytes, tree, write},
};

/// Long enough for a drive that answers, on a busy computer.
const PATIENCE: Duration = Duration::from_secs(3);

/// A folder that rclone carries; taken off with this.
struct Drive {
    at: TempDir,
    carrier: Option<Process>,
}

impl Drive {
    fn of(behind: &Path, logs: &Path) -> Self {
        let at = tempfile::tempdir().unwrap();
        let carrier = Process::start(logs, "drive", tools::tool("rclone"), |command| {
            command.arg("mount").args([behind, at.path()]);
            command.args([
                "--config",
                "",
                "--vfs-cache-mode",
                "writes",
                "--dir-cache-time",
                "0s",
                "--attr-timeout",
                "0s",
            ]);
            command.arg("--cache-dir").arg(logs.join("cache"));
        });
        let is_mounted = || {
            let table = fs::read_to_string("/proc/self/mountinfo").unwrap();
            table.lines().any(|line| line.split(' ').nth(4).map(Path::new) == Some(at.path())).then_some(())
        };
        carrier.wait_ready(Duration::from_secs(30), is_mounted).unwrap();
        Self { at, carrier: Some(carrier) }
    }

    fn signal(&self, signal: Signal) {
        self.carrier.as_ref().unwrap().signal(signal);
    }
}

impl Drop for Drive {
    fn drop(&mut self) {
        // Whoever still waits for it is told that it is gone.
        self.carrier = None;
        let _ = Command::new("fusermount3").arg("-uz").arg(self.at.path()).output();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drive_that_answers_nothing_ends_a_run_and_the_next_one_does_the_rest() {
    if let Some(missing) = tools::no_mounts() {
        return unproved("a drive that answers nothing", missing);
    }
    let server = Server::shared(Kind::Rclone);
    let proxy = Proxy::start(&server.endpoint).await;
    for (bucket, wish) in [("silent-source", UPDATE), ("silent-target", BACK)] {
        let world = World::known(server, &proxy.endpoint(), bucket).await;
        let [behind, logs] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        filled(behind.path());
        write(behind.path(), "large.bin", bytes(12 << 20, 81));
        if wish.to_left {
            tools::rclone(server, ["move", behind.path().to_str().unwrap(), &format!("s3:{bucket}")]);
            filled(&behind.path().join("own"));
        }
        let drive = Drive::of(behind.path(), logs.path());
        let saved = Saved::of(Pair { world: &world, folder: drive.at.path(), prefix: "" }, wish).await;
        let impatient = opened(saved.home.path()).with_patience(PATIENCE);
        let stopped = Once::new();
        // In the middle of a file, and of others.
        proxy.set(Fault { delay: Duration::from_millis(10), ..Fault::default() });
        let say = |tick: RunTick| {
            if tick.phase == Phase::Copying && tick.bytes_done > 1 << 20 {
                stopped.call_once(|| drive.signal(Signal::STOP));
            }
        };
        let run = impatient.run_alone(&saved.view.id, Ok(saved.pair.sides()), Pacing::default(), &Zoned::now, &say);
        let ended = run.await.map_err(|halt| match halt {
            Halt::Failed(fault) => fault.code,
            Halt::Stopped => "stopped",
        });
        assert_eq!(ended.err(), Some("pair_silent"), "{bucket}");
        assert_eq!(saved.locked(), None, "{bucket}: it passes by itself");
        drive.signal(Signal::CONT);
        proxy.set(Fault::default());
        // Nothing holds the pair, and nothing is lost or there twice.
        saved.run().await.unwrap();
        if wish.to_left {
            let names = tree(drive.at.path());
            assert_eq!(names.iter().filter(|name| !name.starts_with("own/")).count(), 31, "{bucket}: {names:?}");
        } else {
            rclone_check(server, bucket, behind.path());
        }
    }
}
