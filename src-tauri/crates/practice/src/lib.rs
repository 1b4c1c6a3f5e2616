//! The practice server: a real S3 endpoint on this computer, over a folder, where nothing that goes
//! wrong matters.
//!
//! It speaks the S3 protocol (crate `s3s`) on a random port of 127.0.0.1 with random keys, and
//! keeps every key exactly. A new folder opens with two small buckets to try things on. What it
//! promises about crashes stands at the head of `store`.
//!
//! | Module   | Holds                                                                      |
//! |----------|----------------------------------------------------------------------------|
//! | `server` | the listener and its connections                                           |
//! | `front`  | what stands before S3: host names, preflights, request ids                 |
//! | `access` | the keys, and which signatures count                                       |
//! | `s3`     | one function for each operation                                            |
//! | `store`  | buckets, objects and uploads on disk                                       |
//! | `seed`   | the first files                                                            |
//!
//! Left to others: which folder, when to start and stop, and every word on a screen.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), practice::PracticeError> {
//! # let scratch = tempfile::tempdir().expect("a folder");
//! # let folder = scratch.path().join("practice");
//! let server = practice::start(&folder).await?;
//! // Any S3 client may use it now, with its keys and its region.
//! assert!(server.endpoint().starts_with("http://127.0.0.1:"));
//! assert!(!server.access_key().is_empty() && !server.secret_key().is_empty());
//! server.stop().await;
//! practice::erase(&folder).await
//! # }
//! ```

mod access;
mod checksum;
mod cors;
mod error;
mod front;
mod s3;
mod seed;
mod server;
mod store;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use s3s::service::S3ServiceBuilder;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use self::access::{Keys, Rules};
pub use self::error::PracticeError;
use self::front::Front;
use self::s3::{Endpoint, REGION};
use self::store::Store;

/// Starts the server over `folder`, which is made and filled with the first files when absent.
///
/// # Errors
/// See [`PracticeError`].
pub async fn start(folder: &Path) -> Result<Practice, PracticeError> {
    let path = folder.to_owned();
    let opened = tokio::task::spawn_blocking(move || {
        let store = Store::open(&path)?;
        seed::lay_out(&store).map_err(|source| PracticeError::folder(&path, source))?;
        Ok(Arc::new(store))
    });
    let store = opened.await.map_err(|error| PracticeError::folder(folder, error.into()))??;
    let (listener, port) = server::bind().await?;
    let keys = Keys::random();
    let mut service = S3ServiceBuilder::new(Endpoint { store: Arc::clone(&store) });
    service.set_auth(keys.clone());
    service.set_access(Rules);
    let front = Arc::new(Front::new(service.build(), Arc::clone(&store)));
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(server::serve(listener, front, stopped));
    Ok(Practice {
        endpoint: format!("http://127.0.0.1:{port}"),
        folder: folder.to_owned(),
        keys,
        store,
        stop: Some(stop),
        task: Some(task),
    })
}

/// Removes `folder` with every bucket in it; absent is as good. A crash in the middle leaves a
/// folder that opens anew.
///
/// # Errors
/// [`PracticeError::InUse`] while any server holds it, [`PracticeError::Foreign`] where it is
/// something else.
pub async fn erase(folder: &Path) -> Result<(), PracticeError> {
    let path = folder.to_owned();
    let erased = tokio::task::spawn_blocking(move || Store::erase(&path)).await;
    erased.map_err(|error| PracticeError::folder(folder, error.into()))?
}

/// A running practice server. Dropping it stops accepting, ends the open connections and lets go of
/// the folder; what was answered is on the disk.
pub struct Practice {
    endpoint: String,
    folder: PathBuf,
    keys: Keys,
    store: Arc<Store>,
    /// Dropping it stops the task.
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<()>>,
}

impl Practice {
    /// `http://127.0.0.1:PORT`, another port at each start. Address buckets in the path, not in the
    /// host name.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The access key id of this start.
    pub fn access_key(&self) -> &str {
        &self.keys.access
    }

    /// The secret access key of this start.
    pub fn secret_key(&self) -> &str {
        &self.keys.secret
    }

    /// The region to sign for.
    pub fn region(&self) -> &str {
        REGION
    }

    /// The folder whose files are served and written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder is still there: somebody may have deleted it under the server.
    pub fn has_folder(&self) -> bool {
        Store::is_at(&self.folder)
    }

    /// Stops, and returns when no connection is left.
    pub async fn stop(mut self) {
        self.stop = None;
        if let Some(task) = self.task.take()
            && let Err(error) = task.await
        {
            tracing::warn!(%error, "the practice server ended badly");
        }
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        self.stop = None;
        self.store.close();
    }
}

impl fmt::Debug for Practice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, folder, .. } = self;
        f.debug_struct("Practice").field("endpoint", endpoint).field("folder", folder).finish_non_exhaustive()
    }
}
