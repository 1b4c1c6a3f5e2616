//! A readable log of what went wrong, for whoever looks after the program. It names operations,
//! never secrets: the SDK's own lines are let through from warnings upward only, since its finer
//! ones print requests.
//!
//! `RUST_LOG` asks for more or less of our own crates (`RUST_LOG=debug`,
//! `RUST_LOG=engine=debug,store=off`), and of no other.

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

/// Ours, which print no secrets at any level.
const OURS: [&str; 4] = ["bucketwise", "engine", "store", "practice"];

/// Starts logging into `folder`, or to the terminal where no file can be opened.
pub(crate) fn start(folder: &Path) {
    let filter = filter(&std::env::var("RUST_LOG").unwrap_or_default());
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

/// What is written: from "info" upward, unless `wanted` says otherwise. What cannot be read as a
/// wish is none.
fn filter(wanted: &str) -> Targets {
    // An empty one would be read as "errors only".
    let wanted: Targets =
        Some(wanted).filter(|text| !text.is_empty()).and_then(|text| text.parse().ok()).unwrap_or_default();
    let ours = |target: &str| OURS.iter().any(|name| target == *name || target.starts_with(&format!("{name}::")));
    Targets::new()
        .with_targets(OURS.map(|name| (name, wanted.default_level().unwrap_or(LevelFilter::INFO))))
        .with_targets(wanted.into_iter().filter(|(target, _)| ours(target)))
        // It calls every refused request an error; the practice server says what matters.
        .with_target("s3s", LevelFilter::OFF)
        .with_default(LevelFilter::WARN)
}

fn open(folder: &Path) -> std::io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join("bucketwise.log");
    if fs::metadata(&path).is_ok_and(|log| log.len() > LIMIT) {
        fs::rename(&path, folder.join("bucketwise.old.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tracing_subscriber::filter::LevelFilter;

    use super::filter;

    fn level(wanted: &str, target: &str) -> Option<LevelFilter> {
        let levels = [LevelFilter::TRACE, LevelFilter::DEBUG, LevelFilter::INFO, LevelFilter::WARN, LevelFilter::ERROR];
        levels.into_iter().find(|level| filter(wanted).would_enable(target, &level.into_level().unwrap()))
    }

    #[test]
    fn a_wish_is_about_our_own_crates_alone() {
        const OTHER: &str = "hyper_util::client";
        for nothing in ["", "engine=loud"] {
            assert_eq!(level(nothing, "engine::listing"), Some(LevelFilter::INFO), "{nothing}");
            assert_eq!(level(nothing, OTHER), Some(LevelFilter::WARN), "{nothing}");
        }
        assert_eq!(level("debug", "store::client"), Some(LevelFilter::DEBUG));
        assert_eq!(level("engine::listing=trace", "engine::listing::feed"), Some(LevelFilter::TRACE));
        assert_eq!(level("engine::listing=trace", "engine::fault"), Some(LevelFilter::INFO));
        assert_eq!(level("store=off", "store"), None);
        for more in ["trace", "hyper_util=trace", "hyper=debug,trace", "engineer=trace,storeroom=trace"] {
            for other in [OTHER, "hyper::proto"] {
                assert_eq!(level(more, other), Some(LevelFilter::WARN), "{more}: {other}");
            }
            assert_eq!(level(more, "s3s"), None, "{more}");
        }
    }
}
