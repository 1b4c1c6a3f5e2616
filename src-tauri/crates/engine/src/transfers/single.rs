//! One file outside of the queue, for somebody who waits for it: fetched into a folder of the
//! program's own, or sent back in the place of what it was. Its bytes go the same way as those of a
//! transfer, and are proved as those are; what fails is told and not tried again by itself.
//!
//! Left behind: a dropped future and a stop, nothing under the file's name; what a crash leaves is
//! a `.part` file beside it, or an unfinished upload.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use store::{About, Store};

use super::{
    context::{Context, Plan, Progress, Try},
    down,
    job::{Action, Outcome, Task},
    journal::{Journal, Ledger},
    limits::{CopySizes, Pacing, Throttle},
    plan::Planner,
    terms::{JobId, OnConflict, Proof},
    up::edited::{self, Replaces},
    upload_options::UploadOptions,
};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::GroupId,
    stop::Stop,
};

/// How it ended, short of done.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It was asked to stop.
    Stopped,
    /// Something else has the name.
    Taken,
    Failed(Fault),
}

/// One file on its way.
pub(crate) struct Single {
    context: Context,
    key: String,
    progress: Arc<Progress>,
    stop: Stop,
    ledger: Ledger,
}

impl Single {
    /// The file `at`; one that is fetched goes below `root`.
    pub(crate) async fn of(store: Store, at: &FileAt, root: &Path, pacing: Pacing, stop: Stop) -> Result<Self, Fault> {
        let opened = tokio::task::spawn_blocking(|| Journal::open(None)).await;
        let (journal, _) = opened.map_err(|_| fault::defect("opening a file"))?;
        let context = Context {
            store,
            connection: at.connection.clone(),
            bucket: at.bucket.clone(),
            originals: None,
            edits: None,
            root: Some(root.to_owned()),
            plan: Arc::new(Plan::new(Planner::Local(None))),
            journal: journal.clone(),
            copy_sizes: CopySizes::default(),
            upload_options: UploadOptions::default(),
            throttle: Throttle::new(pacing),
            restored: false,
            begun: std::sync::Mutex::default(),
            locks: tokio::sync::OnceCell::new(),
            versions: tokio::sync::OnceCell::new(),
        };
        let ledger = journal.ledger(GroupId::fresh(), JobId(0));
        Ok(Self { context, key: at.key.clone(), progress: Arc::default(), stop, ledger })
    }

    /// Bytes done, and in all.
    pub(crate) fn done(&self) -> (u64, u64) {
        self.progress.read()
    }

    /// Fetches it to the name `target`; `size` is what is expected.
    pub(crate) async fn fetch(&self, size: u64, target: &str) -> Result<Proof, Ended> {
        let action = Action::Download { target: target.to_owned(), version: None, seen: None };
        let task = Task { key: self.key.clone(), bytes: size, action };
        let root = self.context.root.clone().unwrap_or_default();
        Ok(Box::pin(down::file(self.as_try(), &root, &task, target)).await?)
    }

    /// Sends the file at `path` to `key`, and answers how it was proved and its ETag.
    pub(crate) async fn send(
        &self,
        path: PathBuf,
        key: &str,
        about: About,
        replaces: Replaces,
    ) -> Result<(Proof, Option<String>), Ended> {
        Ok(Box::pin(edited::file(self.as_try(), &path, key, about, replaces)).await?)
    }

    fn as_try(&self) -> Try<'_> {
        let Self { context, progress, stop, ledger, .. } = self;
        Try { context, on_conflict: OnConflict::Ask, progress, stop, ledger, held: None }
    }
}

impl From<Outcome> for Ended {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Cancelled | Outcome::Paused => Self::Stopped,
            Outcome::Taken | Outcome::TakenByCharged(_) | Outcome::Skipped => Self::Taken,
            Outcome::Failed { fault, .. } => Self::Failed(fault),
            Outcome::SignIn => Self::Failed(fault::signed_out()),
            Outcome::Done(_) => Self::Failed(fault::defect("one file")),
        }
    }
}
