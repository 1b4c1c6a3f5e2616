//! The practice server of this project, in this process.

use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{Kind, Life, REGION, Server};

/// The thread that runs the server with a runtime of its own, because tests start servers with and
/// without one.
pub(super) struct Running {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end.take();
        // A server that failed to stop has said so on its thread.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

pub(super) fn start(dir: TempDir) -> Result<Server, String> {
    let (end, ended) = channel::<()>();
    let (tell, told) = channel();
    let path = dir.path().join("data");
    std::fs::create_dir(&path).map_err(|e| e.to_string())?;
    let thread = thread::spawn(move || {
        let runtime = Runtime::new().expect("a runtime");
        match runtime.block_on(::practice::start(&path)) {
            Ok(practice) => {
                let keys = [practice.endpoint(), practice.access_key(), practice.secret_key()].map(str::to_string);
                let _ = tell.send(Ok(keys));
                // Answers when the other half is dropped.
                let _ = ended.recv();
                runtime.block_on(practice.stop());
            }
            Err(e) => drop(tell.send(Err(format!("the practice server did not start: {e}")))),
        }
    });
    let [endpoint, access_key, secret_key] = told.recv().map_err(|e| e.to_string())??;
    Ok(Server {
        name: "practice",
        kind: Kind::Practice,
        endpoint,
        access_key,
        secret_key,
        region: REGION,
        _life: Life::Practice(Running { end: Some(end), thread: Some(thread) }),
        _dir: dir,
    })
}
