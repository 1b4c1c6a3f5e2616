//! A readable log of what went wrong, for whoever looks after the program. It names operations, never secrets: the
//! SDK's own lines are let through from warnings upward only, since its finer ones print requests.

use std::{
    fs::{self, File, OpenOptions},
    path::Path,
    sync::Mutex,
};

use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// In bytes; past it the log starts anew and the old one is kept once.
const LIMIT: u64 = 1024 * 1024;

/// Starts logging into `folder`, or to the terminal where no file can be opened.
pub(crate) fn start(folder: &Path) {
    let filter = Targets::new()
        .with_target("bucketwise", LevelFilter::INFO)
        .with_target("engine", LevelFilter::INFO)
        .with_target("store", LevelFilter::INFO)
        .with_target("practice", LevelFilter::INFO)
        // It calls every refused request an error; the practice server says what matters.
        .with_target("s3s", LevelFilter::OFF)
        .with_default(LevelFilter::WARN);
    let lines = tracing_subscriber::registry().with(filter);
    match open(folder) {
        Ok(file) => {
            let file = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Mutex::new(file));
            lines.with(file).init();
        }
        Err(error) => {
            lines.with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr)).init();
            tracing::warn!("no log file: {error}");
        }
    }
    // Where it happened, not what it said: a panic's text may quote what it was working on.
    std::panic::set_hook(Box::new(|panic| tracing::error!("panic at {:?}", panic.location().map(ToString::to_string))));
}

fn open(folder: &Path) -> std::io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join("bucketwise.log");
    if fs::metadata(&path).is_ok_and(|log| log.len() > LIMIT) {
        fs::rename(&path, folder.join("bucketwise.old.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}
