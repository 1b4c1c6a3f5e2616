//! Whether the folders of a pair still answer. A network drive whose server is away answers nothing
//! at all: who asks it waits in the system until it is back, and nobody can end that waiting.
//!
//! So a question is put to each folder now and then, on a thread of its own, beside the run. One
//! that stays without an answer ends the run. Only the folder itself is asked, not a drive that is
//! mounted below it. What is left behind: a thread for each file that was being read, written or
//! removed then, until the drive is back or the process ends; it ends what it had begun with that
//! file, by what it had checked before.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

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

/// Ends once one of the folders has said nothing for `patience`, and tells which. Never, where all
/// answer, whatever they say: a folder that is gone is no silent one. May be dropped.
pub(super) async fn silent(folders: Vec<PathBuf>, patience: Duration) -> PathBuf {
    loop {
        for folder in &folders {
            let path = folder.clone();
            if tokio::time::timeout(patience, tokio::task::spawn_blocking(move || ask(&path))).await.is_err() {
                return folder.clone();
            }
        }
        tokio::time::sleep(patience / QUESTIONS).await;
    }
}

/// How much room there is: the system keeps names and times of a drive for a while, and asks for
/// this anew. To list a large folder takes long on a drive that is well. Blocking.
fn ask(folder: &Path) {
    #[cfg(unix)]
    let _ = rustix::fs::statvfs(folder);
    #[cfg(not(unix))]
    let _ = std::fs::metadata(folder);
}
