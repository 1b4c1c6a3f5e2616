//! How the world is faked, so that the project can be tested on a machine with no cloud account and
//! no screen: real S3 servers on loopback, clients nobody here wrote, faults on the wire between
//! them, and the built window driven by keyboard and mouse on a display of its own.
//!
//! This crate tests nothing by itself; the tests are in `tests/tests/`. Everything in it fails by
//! panicking with a sentence that says what was awaited and what was seen instead, because its only
//! callers are tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod aws_cli;
pub mod faults;
pub mod large;
pub mod lister;
pub mod patience;
pub mod process;
pub mod recorded;
pub mod servers;
mod serving;
pub mod tools;
pub mod tree;

#[cfg(target_os = "linux")]
pub mod app;
#[cfg(target_os = "linux")]
pub mod desktop;
#[cfg(target_os = "linux")]
pub mod dialogs;
#[cfg(target_os = "linux")]
pub mod driver;
#[cfg(target_os = "linux")]
mod leaks;
#[cfg(target_os = "linux")]
pub mod mounted;
#[cfg(target_os = "linux")]
pub mod picture;
#[cfg(target_os = "linux")]
pub mod reader;

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the root").to_path_buf()
}

/// Says that this computer cannot prove `what`, and fails the test: a check that nobody made must
/// not count as passed. Whoever works on such a computer sets `BUCKETWISE_UNPROVED=accept`; the
/// test then ends as if it had passed.
///
/// # Panics
/// Without that variable.
pub fn unproved(what: &str, missing: &str) {
    let accepted = std::env::var_os("BUCKETWISE_UNPROVED").is_some_and(|value| value == "accept");
    assert!(
        accepted,
        "{what}: cannot be proved here, {missing} is missing (BUCKETWISE_UNPROVED=accept goes on without it)"
    );
    eprintln!("{what}: not proved, {missing} is missing");
}

/// A program of this workspace, as built beside the running test: `target/debug/NAME`.
///
/// # Panics
/// When it has not been built; `make test` builds every program before it runs a test.
pub fn built(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("the running test has a path");
    let dir = here.parent().expect("it lies in a folder");
    let dir = if dir.ends_with("deps") || dir.ends_with("examples") {
        dir.parent().expect("which lies in another")
    } else {
        dir
    };
    let path = dir.join(name);
    assert!(path.exists(), "{} is not built yet: cargo build --workspace --bins --tests", path.display());
    path
}
