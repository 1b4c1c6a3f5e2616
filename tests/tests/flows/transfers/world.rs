//! A server, a bucket of its own, and transfers that are watched as the page watches them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use bucketwise_tests::{patience::told, servers::Server, tools};
use engine::{
    at::Place,
    fault,
    ids::{ConnectionId, GroupId},
    listing::Selected,
    transfers::{
        GroupState, GroupView, OnConflict, Options, Request, TICK_BYTES, TransferTick, Transfers, UploadOptions, Wait,
        Work,
    },
};
use store::{Access, Credentials, Endpoint, ListRequest, Secret, Store};
use tokio::sync::watch;

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) bucket: String,
    pub(crate) transfers: Transfers,
    ticks: watch::Receiver<TransferTick>,
    /// Where the connections lead: "there", and all others.
    logins: Arc<Mutex<[Store; 2]>>,
    asked: AtomicUsize,
}

impl World {
    /// Over `server`, reached at `endpoint` (its own, or a proxy's), with a new bucket.
    pub(crate) async fn over(server: &Server, endpoint: &str, bucket: &str) -> Self {
        let keys = (server.access_key.as_str(), server.secret_key.as_str());
        let world = Self::at(endpoint, server.region, keys, bucket).await;
        world.store.create_bucket(bucket).await.unwrap();
        world
    }

    /// The same, set up as the kind of server that it is: what it keeps of each object is then
    /// known.
    pub(crate) async fn known(server: &Server, endpoint: &str, bucket: &str) -> Self {
        let keys = (server.access_key.as_str(), server.secret_key.as_str());
        let world = Self::with(server.kind.provider(), endpoint, server.region, keys, bucket);
        let world = world.await;
        world.store.create_bucket(bucket).await.unwrap();
        world
    }

    pub(crate) async fn at(endpoint: &str, region: &str, keys: (&str, &str), bucket: &str) -> Self {
        Self::with("other", endpoint, region, keys, bucket).await
    }

    pub(crate) async fn with(provider: &str, endpoint: &str, region: &str, keys: (&str, &str), bucket: &str) -> Self {
        Self::resuming(provider, endpoint, region, keys, bucket, Options::default()).await
    }

    /// With these options, and the login at hand for what a journal holds.
    pub(crate) async fn resuming(
        provider: &str,
        endpoint: &str,
        region: &str,
        keys: (&str, &str),
        bucket: &str,
        options: Options,
    ) -> Self {
        let store = login(provider, endpoint, region, keys);
        Self::between(store.clone(), store, bucket, options).await
    }

    /// The same with another login for what goes through the connection `there`.
    pub(crate) async fn between(here: Store, there: Store, bucket: &str, mut options: Options) -> Self {
        let store = here.clone();
        let logins = Arc::new(Mutex::new([there, here]));
        let known = Arc::clone(&logins);
        options.open_store = Arc::new(move |connection| {
            let [there, here] = &*known.lock().unwrap();
            let login = if connection == ConnectionId::from("there") { there.clone() } else { here.clone() };
            let gone = connection == ConnectionId::from("removed");
            Box::pin(async move { if gone { Err(fault::gone("connection")) } else { Ok(login) } })
        });
        let transfers = Transfers::new(options);
        let (sender, ticks) = watch::channel(TransferTick::default());
        let sink = move |tick: TransferTick| {
            assert!(serde_json::to_vec(&tick).unwrap().len() <= TICK_BYTES, "a tick too large");
            sender.send_replace(tick);
        };
        transfers.watch(Box::new(sink)).await;
        Self { store, bucket: bucket.into(), transfers, ticks, logins, asked: AtomicUsize::new(0) }
    }

    /// The connection is edited: it leads to where this login does.
    pub(crate) async fn lead(&self, connection: &str, to: &Store) {
        self.logins.lock().unwrap()[usize::from(connection != "there")] = to.clone();
        self.transfers.wake(connection.into()).await;
    }

    /// What the page is shown from now on.
    pub(crate) fn ticks(&self) -> watch::Receiver<TransferTick> {
        self.ticks.clone()
    }

    pub(crate) fn place(&self, prefix: &str) -> Place {
        Place { connection: ConnectionId::from("here"), bucket: self.bucket.clone(), prefix: prefix.into() }
    }

    pub(crate) async fn add(&self, work: Work, on_conflict: OnConflict) -> GroupId {
        let op_id = format!("op-{}", self.asked.fetch_add(1, Ordering::SeqCst));
        self.transfers
            .add(Request { op_id, work, on_conflict, upload_options: UploadOptions::default() })
            .await
            .unwrap()
    }

    pub(crate) async fn upload(&self, paths: &[&Path], prefix: &str, on_conflict: OnConflict) -> GroupId {
        let paths = paths.iter().map(|path| path.to_path_buf()).collect();
        self.add(Work::Upload { store: self.store.clone(), paths, to: self.place(prefix) }, on_conflict).await
    }

    /// Downloads what a listing of `prefix` shows, all of it.
    pub(crate) async fn download(&self, prefix: &str, folder: &Path, on_conflict: OnConflict) -> GroupId {
        let picked = self.rows(prefix).await.into();
        let (store, from) = (self.store.clone(), self.place(prefix));
        self.add(Work::Download { store, picked, from, folder: folder.into() }, on_conflict).await
    }

    /// Everything directly below `prefix`, as a person selects it.
    pub(crate) async fn rows(&self, prefix: &str) -> Vec<Selected> {
        let request = ListRequest {
            bucket: self.bucket.clone(),
            prefix: prefix.into(),
            delimiter: true,
            start_after: None,
            token: None,
            max_keys: None,
        };
        let page = self.store.list(request).await.unwrap();
        assert!(page.next.is_none(), "more rows than this test looks at");
        let folders = page.prefixes.into_iter().map(|prefix| Selected::Folder { prefix });
        let file = |store::Entry { key, size, modified, etag, .. }| Selected::File { key, size, modified, etag };
        folders.chain(page.entries.into_iter().map(file)).collect()
    }

    /// The group, once `is` holds of it.
    ///
    /// # Panics
    /// When nothing moves any more, with what was shown last.
    pub(crate) async fn when(&self, id: &GroupId, is: impl Fn(&GroupView) -> bool) -> GroupView {
        let find = |tick: &TransferTick| tick.groups.iter().find(|group| group.id == *id).cloned();
        let wanted = |tick: &TransferTick| find(tick).is_some_and(|group| is(&group));
        find(&told(&self.ticks, "a group as it was wanted", wanted).await).unwrap()
    }

    /// Pauses the group once more than so many bytes are done, and sees it stand.
    pub(crate) async fn paused_past(&self, id: &GroupId, bytes: usize) -> GroupView {
        self.when(id, |group| group.bytes_done > bytes as u64).await;
        self.transfers.pause(Some(id.clone())).await;
        self.when(id, |group| group.state == GroupState::Waiting && group.waits_for == Some(Wait::Paused)).await
    }

    /// The group, once it has ended.
    pub(crate) async fn end(&self, id: &GroupId) -> GroupView {
        let ended = [GroupState::Done, GroupState::Failed, GroupState::Cancelled];
        self.when(id, |group| ended.contains(&group.state)).await
    }

    /// The group, which must end well.
    pub(crate) async fn done(&self, id: &GroupId) -> GroupView {
        let group = self.end(id).await;
        assert_eq!(group.state, GroupState::Done, "{group:#?}");
        group
    }

    pub(crate) async fn keys(&self) -> Vec<String> {
        let request = ListRequest {
            bucket: self.bucket.clone(),
            prefix: String::new(),
            delimiter: false,
            start_after: None,
            token: None,
            max_keys: None,
        };
        self.store.list(request).await.unwrap().entries.into_iter().map(|entry| entry.key).collect()
    }
}

/// A login of such a server.
pub(crate) fn login(provider: &str, endpoint: &str, region: &str, keys: (&str, &str)) -> Store {
    let credentials =
        Credentials { access_key: keys.0.into(), secret: Secret::new(keys.1.into()), session_token: None };
    let access = Access {
        endpoint: Some(Endpoint::parse(endpoint).unwrap()),
        region: region.into(),
        path_style: true,
        sign_in: credentials.into(),
        ..Access::to(store::provider(provider).unwrap())
    };
    Store::open(access).unwrap()
}

/// Bytes that no two places share, so that pieces in the wrong order are seen.
pub(crate) fn bytes(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2).wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut all = Vec::with_capacity(len + 8);
    while all.len() < len {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all.extend_from_slice(&(state >> 16).to_le_bytes());
    }
    all.truncate(len);
    all
}

/// Writes a file below `root`, making its folders.
pub(crate) fn write(root: &Path, below: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = root.join(below);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path
}

/// Every file and folder below `root`, relative, sorted; folders end with `/`.
pub(crate) fn tree(root: &Path) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let below = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
                all.push(format!("{below}/"));
            } else {
                all.push(below);
            }
        }
    }
    all.sort();
    all
}

/// One object's bytes, fetched by aws-cli.
pub(crate) fn fetched(server: &Server, bucket: &str, key: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("object");
    tools::aws(server, ["s3api", "get-object", "--bucket", bucket, "--key", key, to.to_str().unwrap()]);
    fs::read(to).unwrap()
}
