//! Whether the folders of a pair still answer. A network drive whose server is away answers nothing
//! at all: who asks it waits in the system until it is back, and nobody can end that waiting.
//!
//! So a question is put to each folder now and then, beside the run, and one that stays without an
//! answer ends the run. Questions and clock are on threads of their own: the tasks of the run may
//! all be waiting for the drive. Only the folder itself is asked, not a drive that is mounted below
//! it. What is left behind: a thread for each file that was being read, written or removed then,
//! until the drive is back or the process ends; it ends what it had begun with that file, by what
//! it had checked before.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, SystemTime},
};

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::book::{PairPlace, SavedPair};

/// How long a folder may say nothing: a disk that was asleep, or a server that starts again, is
/// there before.
pub(super) const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// Questions in that time.
const QUESTIONS: u32 = 5;

/// The folders of this computer that a pair is of.
pub(super) fn folders(pair: &SavedPair) -> Vec<PathBuf> {
    let folder = |place: &PairPlace| match place {
        PairPlace::Folder { path } => Some(path.clone()),
        PairPlace::Bucket { .. } => None,
    };
    [&pair.left, &pair.right].into_iter().filter_map(folder).collect()
}

/// Folders that are asked until this is dropped.
pub(super) struct Asked {
    told: UnboundedReceiver<PathBuf>,
    _until: mpsc::Sender<()>,
}

impl Asked {
    /// Asks these from now on.
    pub(super) fn now(folders: Vec<PathBuf>, patience: Duration) -> Self {
        let ((tell, told), (until, dropped)) = (unbounded_channel(), mpsc::channel::<()>());
        thread::spawn(move || {
            let pause = |long| dropped.recv_timeout(long) == Err(RecvTimeoutError::Timeout);
            while pause(patience / QUESTIONS) {
                if let Some(silent) = folders.iter().find(|folder| !answers(folder, patience)) {
                    let _ = tell.send(silent.clone());
                    pause(patience);
                    return;
                }
            }
        });
        Self { told, _until: until }
    }

    /// The folder that has said nothing for the patience. Asked once more, waits that long again.
    /// Never ends where all answer, whatever they say: a folder that is gone is no silent one. May
    /// be dropped.
    pub(super) async fn silent(&mut self) -> Option<PathBuf> {
        self.told.recv().await
    }
}

/// Whether it says anything in that time.
fn answers(folder: &Path, patience: Duration) -> bool {
    let (folder, (tell, told)) = (folder.to_owned(), mpsc::channel());
    thread::spawn(move || {
        ask(&folder);
        tell.send(())
    });
    told.recv_timeout(patience) != Err(RecvTimeoutError::Timeout)
}

/// Whether it has a name that nobody asked for before: that is kept in no memory of the system, as
/// the names and times of a drive are for a while. To list a large folder takes long on a drive
/// that is well.
fn ask(folder: &Path) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let _ = fs::symlink_metadata(folder.join(format!(".bucketwise-{}", now.as_nanos())));
}
