//! Paths in backticks, in comments and on pages: each leads somewhere.

use bucketwise_tests::root;

use super::line;

/// The first line with a path that is not there.
pub(super) fn leads_nowhere(path: &str, text: &str) -> Option<String> {
    let page = path.ends_with(".md");
    let code = [".rs", ".ts", ".svelte", ".toml", ".ftl"].iter().any(|end| path.ends_with(end));
    let told = |line: &str| {
        let line = line.trim_start();
        page || code && ["//", "* ", "/*", "#"].iter().any(|mark| line.starts_with(mark))
    };
    line(text, |line| told(line) && named(line).any(|path| !root().join(path).exists()))
}

/// What stands in backticks and begins as a path of this project does.
fn named(line: &str) -> impl Iterator<Item = &str> {
    const TOPS: [&str; 5] = ["tests/", "src-tauri/", "ui/", "icons/", ".ci/"];
    let quoted = line.split('`').skip(1).step_by(2);
    // `a/{b,c}` and `a/*.rs` are several.
    let plain = |path: &&str| path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    quoted.filter(|path| TOPS.iter().any(|top| path.starts_with(top))).filter(plain)
}

#[test]
fn paths_are_found_where_they_are_told_and_nowhere_else() {
    for (path, text, nowhere) in [
        ("a.rs", "//! See `tests/nowhere.rs`.", true),
        ("a.rs", "    /// See `src-tauri/nowhere/`.", true),
        ("a.ts", " * See `ui/nowhere.ts`.", true),
        ("a.md", "And `tests/nowhere`, too.", true),
        ("a.rs", "let text = \"`tests/nowhere.rs`\";", false),
        ("a.rs", "// See `tests/tests/house/main.rs`, `ui/` and `cargo test x/y`.", false),
        ("a.md", "`tests/*.rs` and tests/nowhere.rs", false),
    ] {
        assert_eq!(leads_nowhere(path, text).is_some(), nowhere, "{path}: {text}");
    }
}
