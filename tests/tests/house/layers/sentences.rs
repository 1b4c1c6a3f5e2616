//! What a person reads is a message of the catalogue: no sentence stands in the code of a module
//! that speaks to people. Logs and details for support begin with a small letter and end without a
//! full stop.

use super::line;

/// The modules, below `src-tauri`.
const MODULES: [&str; 13] = [
    "crates/import/src/",
    "crates/plans/src/",
    "crates/engine/src/backups/",
    "crates/engine/src/connections/",
    "crates/engine/src/fault/",
    "crates/engine/src/files/",
    "crates/engine/src/finding.rs",
    "crates/engine/src/integrations",
    "crates/engine/src/listing/",
    "crates/engine/src/mounts/",
    "crates/engine/src/settings/",
    "crates/engine/src/transfers/",
    "src/",
];

/// What is written for other programs stays English, as does what is wrong with the file of a
/// preset.
const BESIDE: [&str; 5] = ["script.rs", "identity.rs", "grants.rs", "terraform.rs", "shelf.rs"];

/// What stands in objects that are written to check a server: whoever finds one there may have any
/// language.
const IN_OBJECTS: [&str; 2] = ["Bucketwise writes this file", "Bucketwise wrote this file"];

pub(super) fn says_a_sentence(path: &str, text: &str) -> Option<String> {
    let within = path.strip_prefix("src-tauri/").filter(|within| within.ends_with(".rs"))?;
    // What writes the contract writes TypeScript.
    let speaks = MODULES.iter().any(|module| within.starts_with(module)) && !within.starts_with("src/contract/");
    let beside = BESIDE.iter().any(|file| within.ends_with(file));
    if !speaks || beside || within.ends_with("/tests.rs") || within.contains("/tests/") {
        return None;
    }
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    line(code, |line| {
        let comment = line.trim_start().starts_with("//");
        // Between quotation marks is every other piece.
        !comment && line.split('"').skip(1).step_by(2).any(is_sentence)
    })
}

fn is_sentence(literal: &str) -> bool {
    if IN_OBJECTS.iter().any(|begin| literal.starts_with(begin)) {
        return false;
    }
    let first = literal.split(' ').next().unwrap_or_default();
    let begins = first.starts_with(|c: char| c.is_uppercase() || c == '“') && first.contains(char::is_lowercase);
    let goes_on = literal.split(' ').skip(1).any(|word| word.starts_with(char::is_lowercase));
    let ends = literal.trim_end_matches("\\n").ends_with(['.', '…']) && literal.matches(' ').count() > 2;
    begins && goes_on || ends
}
