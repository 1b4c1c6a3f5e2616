//! What tests may not do: pass without a proof, and know which server they are run on.

use super::line;

/// `unproved` is the one way out of a test that this computer cannot run: that of
/// [`bucketwise_tests`], and the engine's own for its unit tests.
pub(super) fn passes_unproved(path: &str, text: &str) -> Option<String> {
    const WAYS: [&str; 7] =
        ["skipped", "skipping ", "not proved", "is missing", "not on this computer", "not installed", "was not asked"];
    let unit = path.starts_with("src-tauri/") && (path.ends_with("/tests.rs") || path.contains("/tests/"));
    let test = unit || path.starts_with("tests/tests/") && !path.starts_with("tests/tests/house/layers");
    line(text, |line| test && line.contains("println!(") && WAYS.iter().any(|way| line.to_lowercase().contains(way)))
}

/// A server is named once, where it is started: `Kind::provider` says by which entry of the table
/// it is met. The others have names that are words of something else as well.
pub(super) fn names_a_server(path: &str, text: &str) -> Option<String> {
    const NAMES: [&str; 3] = ["seaweedfs", "ministack", "moto"];
    let test = path.starts_with("tests/tests/") && !path.starts_with("tests/tests/house/");
    line(text, |line| test && NAMES.iter().any(|name| line.contains(&format!("\"{name}\""))))
}
