//! One word for one thing (`src-tauri/docs/glossary.md`): a word that once had several meanings is
//! defined in one file, or nowhere any more. Tests may have a `World` or a `Place` of their own; of
//! names inside a function, and of variants, only those that are gone are looked for.

use super::bounds::without_tests;

/// A word that may name a type, and the one file that defines it.
const DEFINED: [(&str, &str); 14] = [
    ("Check", "src-tauri/crates/policy/src/lint/mod.rs"),
    ("CheckLine", "src-tauri/crates/engine/src/integrations/report.rs"),
    ("Fact", "src-tauri/crates/engine/src/settings/overview.rs"),
    ("Finding", "src-tauri/crates/engine/src/finding.rs"),
    ("Found", "src-tauri/crates/import/src/found.rs"),
    ("Grant", "src-tauri/crates/store/src/iam/grants.rs"),
    ("Kept", "src-tauri/crates/engine/src/files/look/mod.rs"),
    ("LifecycleRule", "src-tauri/crates/store/src/setting/lifecycle.rs"),
    ("LoginField", "src-tauri/crates/engine/src/finding.rs"),
    ("Place", "src-tauri/crates/engine/src/at.rs"),
    ("RestoreTier", "src-tauri/crates/ground/src/restore.rs"),
    ("Sheet", "src-tauri/crates/engine/src/integrations/shown.rs"),
    ("Told", "src-tauri/crates/words/src/value.rs"),
    ("Wanted", "src-tauri/crates/policy/src/fitting/texts.rs"),
];

/// Words that name no type, because each meant several things: what stands for them is in the
/// glossary.
const UNDEFINED: [&str; 6] = ["Facts", "Keep", "Limits", "Line", "Speed", "World"];

/// Words that are no name at all any more, of a variant neither.
const GONE: [&str; 14] = [
    "Asleep",
    "Awake",
    "Coming",
    "DatedCopies",
    "GrantId",
    "Granted",
    "Haste",
    "KeepCopies",
    "Keeping",
    "LetIn",
    "LimitsForm",
    "RuleOfAge",
    "asleep",
    "letIn",
];

pub(super) fn has_a_second_meaning(path: &str, text: &str) -> Option<String> {
    let rust = path.starts_with("src-tauri/") && path.ends_with(".rs");
    // What is generated has the names of Rust; the host in memory is of tests.
    let page = path.starts_with("ui/src/") && !path.starts_with("ui/src/lib/backend/");
    let tests = path.contains("/tests/") || path.ends_with("tests.rs") || path.contains(".test.");
    if !(rust || page) || tests {
        return None;
    }
    let text = if rust { &without_tests(text) } else { text };
    let code = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//") && !line.starts_with('*'));
    code.map(|line| line.split("// ").next().unwrap_or_default()).find_map(|line| {
        let defined = defines(line);
        let elsewhere = |word: &str| DEFINED.iter().any(|(known, file)| *known == word && *file != path);
        let second = defined.is_some_and(|word| UNDEFINED.contains(&word) || rust && elsewhere(word));
        (second || names(line).any(|name| GONE.contains(&name))).then(|| line.trim().to_owned())
    })
}

/// The type that a line begins to define.
fn defines(line: &str) -> Option<&str> {
    let mut words = match line.strip_prefix("pub(") {
        Some(rest) => rest.split_once(") ")?.1,
        None => line,
    }
    .split(|c: char| !c.is_alphanumeric() && c != '_')
    .filter(|word| !["", "pub", "export", "abstract", "declare"].contains(word));
    let kind = words.next()?;
    ["struct", "enum", "trait", "type", "class", "interface"].contains(&kind).then(|| words.next())?
}

/// The names in a line, without what stands between quotation marks.
fn names(line: &str) -> impl Iterator<Item = &str> {
    let outside = line.split('"').step_by(2);
    outside.flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

#[test]
fn a_word_is_found_where_it_is_defined_or_named() {
    let broken = |path: &str, text: &str| has_a_second_meaning(path, text).is_some();
    let engine = "src-tauri/crates/engine/src/x.rs";
    for text in [
        "pub(in crate::transfers) struct Place<'a> {\n",
        "    enum Told {\n",
        "type Line = String;\n",
        "struct Keep;\n",
        "match haste { Haste::Most => {} }\n",
        "    Asleep {\n",
    ] {
        assert!(broken(engine, text), "{text}");
    }
    for text in [
        "pub struct Places;\n",
        "use crate::at::Place;\n",
        "// Told twice: struct Place\n",
        "Effect::Keep(id)\n",
        "say(\"Coming\")\n",
        "#[cfg(test)]\nmod tests {\n    struct World;\n}\n",
    ] {
        assert!(!broken(engine, text), "{text}");
    }
    assert!(!broken("src-tauri/crates/engine/src/at.rs", "pub struct Place {\n"));
    assert!(!broken("tests/tests/flows/transfers/world.rs", "pub struct World {\n"));
    assert!(broken("ui/src/lib/kit/Records.svelte", "  interface Line {\n"));
    assert!(!broken("ui/src/lib/kit/x.ts", "import { type Line } from \"./y\";\n"));
}

#[test]
fn each_word_is_defined_in_its_file() {
    for (word, file) in DEFINED {
        let text = std::fs::read_to_string(bucketwise_tests::root().join(file)).unwrap_or_default();
        assert!(text.lines().any(|line| defines(line) == Some(word)), "{word} is not defined in {file}");
    }
}
