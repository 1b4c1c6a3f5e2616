//! Moves files with the engine the window uses, checks on, and prints one line of JSON.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use engine::ids::ConnectionId;
use engine::transfers::{GroupState, OnConflict, Options, Over, Request, TransferTick, Transfers, UploadOptions, Work};
use engine::{at::Place, listing::Selected};
use store::ObjectAt;
use tokio::sync::{mpsc, watch};

use super::{cost, list};

/// Uploads a file, or a folder with its name, below a place.
pub(super) fn put(local: &str, place: &str) {
    let (to, store) = (place_of(place), list::from_environment());
    let paths = vec![whole(Path::new(local))];
    list::runtime().block_on(run(Work::Upload { store, paths, to }));
}

/// Downloads one object, or all below a place that ends with `/`, into a folder.
pub(super) fn get(place: &str, local: &str) {
    let (mut from, store) = (place_of(place), list::from_environment());
    let folder = whole(Path::new(local));
    list::runtime().block_on(async {
        let picked = if from.prefix.is_empty() || from.prefix.ends_with('/') {
            Selected::Folder { prefix: from.prefix.clone() }
        } else {
            let at = ObjectAt::new(from.bucket.clone(), std::mem::take(&mut from.prefix));
            let size = store.head(&at).await.expect("the object is there").size;
            from.prefix = at.key[..at.key.rfind('/').map_or(0, |end| end + 1)].to_owned();
            Selected::File { key: at.key, size, modified: None, etag: None }
        };
        run(Work::Download { store, picked: picked.into(), from, folder }).await;
    });
}

/// Runs it to the end, which must be a good one.
async fn run(work: Work) {
    let began = Instant::now();
    let (over, mut ended) = mpsc::unbounded_channel();
    let over = Mutex::new(over);
    let on_over = move |told: Over| {
        let sent = over.lock().expect("nobody panics here").send((told.state, began.elapsed()));
        sent.expect("somebody waits");
    };
    let transfers = Transfers::new(Options { on_over: Arc::new(on_over), ..Options::default() });
    let request = Request {
        op_id: "bench".into(),
        work,
        on_conflict: OnConflict::Replace,
        upload_options: UploadOptions::default(),
    };
    transfers.add(request).await.expect("it starts");
    let (state, took) = ended.recv().await.expect("it ends");
    let (say, mut told) = watch::channel(None);
    transfers.watch(Box::new(move |tick: TransferTick| drop(say.send_replace(Some(tick))))).await;
    let tick = told.wait_for(Option::is_some).await.expect("it is told").clone().expect("it is there");
    let group = tick.groups.first().expect("the one group");
    assert_eq!(state, GroupState::Done, "{group:#?}");
    print(group.files_done, group.bytes_done, took, group.files_verified == group.files_done);
}

fn print(files: u32, bytes: u64, took: Duration, verified: bool) {
    let line = serde_json::json!({
        "files": files,
        "bytes": bytes,
        "total_ms": took.as_secs_f64() * 1000.0,
        "cpu_s": cost::own_cpu(),
        "peak_rss_bytes": cost::own_peak(),
        "verified": verified,
    });
    println!("{line}");
}

fn place_of(place: &str) -> Place {
    let (bucket, prefix) = list::parse(place);
    Place { connection: ConnectionId::fresh(), bucket, prefix }
}

fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
