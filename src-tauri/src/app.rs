//! What the program holds while it runs, and what the page is told first.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use engine::{
    at::Place,
    backups::Backups,
    connections::{ConnectionKind, ConnectionView, Connections, ProviderView},
    fault::Fault,
    files::{look::Thumbs, picks::Picks, share::MadeLinks},
    integrations::Integrations,
    listing::Remembered,
    mounts::Mounts,
    opened::{OpenedFiles, OpenedOptions},
    pairs::Pairs,
    places::Places,
    settings::Earlier,
    transfers::{OpenStore, Options, Pacing, Transfers},
};
use serde::Serialize;
use tauri::AppHandle;
use ts_rs::TS;

use crate::{chosen::ChosenPaths, clipboard::Clipboard, headless, outside, page::Pages};

/// How long closing waits.
const PATIENCE: Duration = Duration::from_secs(5);

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// One of these lives as long as the program.
pub(crate) struct App {
    pub(crate) tauri: AppHandle,
    pub(crate) connections: Arc<Connections>,
    pub(crate) clipboard: Clipboard,
    pub(crate) places: Places,
    pub(crate) thumbs: Thumbs,
    pub(crate) opened_files: OpenedFiles,
    pub(crate) transfers: Transfers,
    pub(crate) picks: Picks,
    pub(crate) links: MadeLinks,
    pub(crate) integrations: Integrations,
    pub(crate) backups: Backups,
    pub(crate) pairs: Pairs,
    pub(crate) mounts: Mounts,
    pub(crate) chosen: ChosenPaths,
    pub(crate) pages: Pages,
    pub(crate) config: PathBuf,
}

/// What the first screen needs.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct Start {
    pub(crate) version: &'static str,
    /// As the computer names it: `de-CH`, `C`, or nothing.
    pub(crate) language: String,
    pub(crate) providers: Vec<ProviderView>,
    pub(crate) connections: Vec<ConnectionView>,
    /// The tabs of a window that was opened beside another; null: those of last time.
    pub(crate) tabs: Option<Vec<Place>>,
    pub(crate) notice: Option<Fault>,
}

impl App {
    pub(crate) fn open(config: &Path, data: &Path, home: &Path, tauri: AppHandle) -> Self {
        let connections = Arc::new(Connections::open(config, data));
        let logins = Arc::clone(&connections);
        let open_store: OpenStore = Arc::new(move |connection| {
            let logins = Arc::clone(&logins);
            Box::pin(async move { logins.store(&connection).await })
        });
        let options = Options {
            journal: Some(data.join("transfers.sqlite")),
            open_store: Arc::clone(&open_store),
            pacing: Pacing::read(config),
            on_over: {
                let tauri = tauri.clone();
                Arc::new(move |over| outside::ended(&tauri, over))
            },
            on_standing: {
                let tauri = tauri.clone();
                Arc::new(move |standing| outside::stands(&tauri, standing))
            },
            ..Options::default()
        };
        let logins = Arc::clone(&connections);
        // What a connection for one session led to ends with it.
        let stays = move |known: &ConnectionView| known.kind != ConnectionKind::Session;
        let may_keep = move |id: &_| logins.list().iter().any(|known| known.id == *id && stays(known));
        let thumbs = Thumbs::open(data.join("thumbnails"), Box::new(may_keep.clone()));
        let links = MadeLinks::open(config, Box::new(may_keep.clone()));
        let remembered = Remembered::open(data.join("last-read"), Box::new(may_keep.clone()), now);
        // Transfers run on the runtime that the commands run on.
        let transfers = tauri::async_runtime::block_on(async { Transfers::new(options) });
        let limits = config.to_owned();
        let opened_files = OpenedFiles::open(OpenedOptions {
            room: data.join("opened"),
            open_store,
            pacing: Box::new(move || Pacing::read(&limits)),
            now,
            stays: Box::new(may_keep),
        });
        tauri::async_runtime::block_on(async { opened_files.begin() });
        Self {
            tauri,
            opened_files,
            connections,
            clipboard: Clipboard::default(),
            places: Places::open(config),
            thumbs,
            transfers,
            picks: Picks::default(),
            links,
            integrations: Integrations::open(config),
            backups: Backups::open(config, data, headless::timers(home)),
            pairs: Pairs::open(config, data, headless::timers(home)),
            mounts: Mounts::open(data, home),
            chosen: ChosenPaths::default(),
            pages: Pages::new(remembered, Earlier::open(config, now)),
            config: config.to_owned(),
        }
    }

    /// Stops what runs; the next start goes on with it. What takes longer than a person waits for a
    /// window to close is found in the journal as after a crash.
    pub(crate) fn close(&self) {
        let stopped = async { tokio::time::timeout(PATIENCE, self.transfers.shut_down()).await };
        if tauri::async_runtime::block_on(stopped).is_err() {
            tracing::warn!("closed while transfers were still being stopped");
        }
        self.opened_files.end_session();
    }
}
