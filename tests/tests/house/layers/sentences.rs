//! What a person reads is a message of the catalogue: no sentence stands in the code of a module
//! that speaks to people. Logs and details for support begin with a small letter and end without a
//! full stop.

use super::line;

/// The modules, below `src-tauri`.
const MODULES: [&str; 7] = [
    "crates/engine/src/",
    "crates/ground/src/",
    "crates/import/src/",
    "crates/plans/src/",
    "crates/policy/src/",
    "crates/store/src/",
    "src/",
];

/// What is written for other programs stays English, as does what is wrong with the file of a
/// preset. Providers, their places and clouds have names, in the ground; a name that is words has a
/// message (`import::provider_name`).
const BESIDE: [&str; 8] = [
    "script.rs",
    "identity.rs",
    "grants.rs",
    "terraform.rs",
    "shelf.rs",
    "ground/src/provider.rs",
    "ground/src/provider/hosted.rs",
    "ground/src/server.rs",
];

/// Tests, and those by another name.
const TESTS: [&str; 3] = ["/tests.rs", "/tests/", "/odd_answers"];

/// What stands in objects that are written to check a server: whoever finds one there may have any
/// language.
const IN_OBJECTS: [&str; 2] = ["Bucketwise writes this file", "Bucketwise wrote this file"];

pub(super) fn says_a_sentence(path: &str, text: &str) -> Option<String> {
    let within = path.strip_prefix("src-tauri/").filter(|within| within.ends_with(".rs"))?;
    // What writes the contract writes TypeScript.
    let speaks = MODULES.iter().any(|module| within.starts_with(module)) && !within.starts_with("src/contract/");
    let beside = BESIDE.iter().any(|file| within.ends_with(file));
    if !speaks || beside || TESTS.iter().any(|tests| within.contains(tests)) {
        return None;
    }
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    line(code, |line| {
        let comment = line.trim_start().starts_with("//");
        // Between quotation marks is every other piece. What is looked for in a text is a server's.
        let pieces: Vec<&str> = line.split('"').collect();
        let said =
            |pair: &[&str]| matches!(pair, [before, literal] if !before.ends_with("contains(") && is_sentence(literal));
        !comment && pieces.chunks(2).any(said)
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

#[test]
fn a_sentence_is_found_in_every_module_that_speaks() {
    for (path, line) in [
        ("crates/engine/src/opened/x.rs", "Some(\"The copy is gone.\".into())"),
        ("crates/engine/src/places/x.rs", "Err(\"The folder is full.\".into())"),
        ("crates/engine/src/reach/x.rs", "format!(\"Nobody can read {what}\")"),
        ("crates/policy/src/x.rs", "let title = \"Anyone can read\";"),
        ("crates/store/src/sign_in/x.rs", "Some(_) => \"You are signed in. Close this page.\","),
        ("crates/store/src/x.rs", "if said.contains(\"a\") { return \"You are signed in.\" }"),
        ("src/commands/x.rs", "dialog.title(\"Choose a folder\")"),
    ] {
        assert!(says_a_sentence(&format!("src-tauri/{path}"), line).is_some(), "{path}: {line}");
    }
    for (path, line) in [
        ("crates/store/src/x.rs", "if said.contains(\"Access key id does not exist\") { return Kind::Gone; }"),
        ("crates/store/src/x.rs", "// He says \"The folder is full.\""),
        ("crates/store/src/x.rs", "log(\"the folder is full\")"),
        ("crates/practice/src/x.rs", "s3_error!(AccessDenied, \"The folder is full.\")"),
        ("crates/store/src/x/tests.rs", "say(\"The folder is full.\")"),
    ] {
        assert!(says_a_sentence(&format!("src-tauri/{path}"), line).is_none(), "{path}: {line}");
    }
}
