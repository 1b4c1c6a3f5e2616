//! A file is read in one sitting, and a function seen whole.

use super::bounds::without_tests;

/// One line over the limit.
pub(super) const LONG: &str = {
    const LINES: [u8; 401] = [b'\n'; 401];
    match std::str::from_utf8(&LINES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

pub(super) fn too_long(path: &str, text: &str) -> Option<String> {
    let made = [
        "Cargo.lock",
        "ui/package-lock.json",
        "ui/src/lib/backend/contract.ts",
        "tests/requirements.txt",
        "tests/localstack.txt",
        "icons/icon.svg",
    ];
    // Messages are looked up by name, not read through.
    if path.ends_with(".ftl") {
        return None;
    }
    let lines = text.lines().count();
    (lines > 400 && !made.contains(&path)).then(|| format!("{lines} lines"))
}

/// A function outside of tests has 60 lines at most, from its first line to the bracket that
/// rustfmt sets below it.
pub(super) fn too_long_a_function(path: &str, text: &str) -> Option<String> {
    let tests = path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs");
    if !path.ends_with(".rs") || tests {
        return None;
    }
    let text = &without_tests(text);
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &&str| {
        let words = line.trim_start().split(' ').skip_while(|word| {
            ["pub", "const", "async", "unsafe"].contains(word) || word.starts_with("pub(") || *word == "super)"
        });
        words.take(1).any(|word| word == "fn")
    };
    lines.iter().zip(0..).filter(|(line, _)| begins(line)).find_map(|(line, start)| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let ends = |line: &&str| {
            line.strip_prefix(indent).is_some_and(|rest| !rest.starts_with(' ') && rest.ends_with(['}', ';']))
        };
        let length = 1 + lines[start..].iter().position(ends).unwrap_or_default();
        (length > 60).then(|| format!("{length} lines: {}", line.trim()))
    })
}

/// A line of comment has 100 columns at most, but for addresses and code.
pub(super) fn too_wide_a_comment(path: &str, text: &str) -> Option<String> {
    if !path.ends_with(".rs") {
        return None;
    }
    let mut code = false;
    text.lines().find_map(|line| {
        let comment = line.trim_start();
        code ^= comment.trim_start_matches(['/', '!', ' ']).starts_with("```");
        let too_wide = comment.starts_with("//") && line.chars().count() > 100;
        (too_wide && !code && !line.contains("https://")).then(|| line.trim().to_owned())
    })
}
