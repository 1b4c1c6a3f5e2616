//! `src-tauri/docs/architecture.md` walks through the program by the names of its code; here each
//! name in backticks is looked up in the source. Whether the steps come in that order is left to
//! readers.
//!
//! A name with a slash is a file or folder from the root. `Type::function` and `module::function`
//! are looked up in the files that implement the type or that are the module; `Enum::Variant` where
//! the enum is. Any other name is one that some file defines, and a name with a dot is a text that
//! some file has.

use std::collections::BTreeSet;

use bucketwise_tests::root;
use bucketwise_tests::tree::{Source, sources};

const PAGE: &str = "src-tauri/docs/architecture.md";

/// What is in backticks.
fn names(page: &str) -> BTreeSet<&str> {
    page.split('`').skip(1).step_by(2).collect()
}

/// Whether `text` has `word` with nothing of a name on either side.
fn has(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// Whether one of these words comes before the name.
fn defines(text: &str, words: &[&str], name: &str) -> bool {
    words.iter().any(|word| has(text, &format!("{word} {name}")))
}

/// Whether `owner::name` is in this file.
fn holds(Source { path, text }: &Source, owner: &str, name: &str) -> bool {
    if !path.ends_with(".rs") {
        return false;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    match (capital(owner), capital(name)) {
        (true, true) => defines(text, &["enum"], owner) && has(text, name),
        (true, false) => {
            let of = text.lines().any(|line| line.starts_with("impl") && has(line, owner));
            of && defines(text, &["fn"], name)
        }
        (false, _) => {
            let module = path.ends_with(&format!("/{owner}.rs")) || path.contains(&format!("/{owner}/"));
            module && defines(text, &["fn"], name)
        }
    }
}

fn known(name: &str, sources: &[Source]) -> bool {
    const WORDS: [&str; 9] = ["fn", "struct", "enum", "trait", "type", "class", "mod", "const", "interface"];
    if name.contains('/') {
        return root().join(name).exists();
    }
    if let Some(name) = name.strip_suffix('!') {
        return sources.iter().any(|source| defines(&source.text, &["macro_rules!"], name));
    }
    if let Some((owner, name)) = name.split_once("::") {
        return sources.iter().any(|source| holds(source, owner, name));
    }
    let code = sources.iter().filter(|source| [".rs", ".ts"].iter().any(|end| source.path.ends_with(end)));
    let mut code = code.map(|source| source.text.as_str());
    match name.contains('.') {
        true => code.any(|text| text.contains(name)),
        // A crate by its folder, a field by its colon.
        false => {
            root().join("src-tauri/crates").join(name).is_dir()
                || root().join(name).is_dir()
                || code.any(|text| defines(text, &WORDS, name) || has(text, &format!("{name}: ")))
        }
    }
}

fn unknown<'a>(page: &'a str, sources: &[Source]) -> Vec<&'a str> {
    names(page).into_iter().filter(|name| !known(name, sources)).collect()
}

/// The project without its pages and without this file, which names what is not there.
fn code() -> Vec<Source> {
    sources().into_iter().filter(|source| !source.path.ends_with("house/architecture.rs")).collect()
}

#[test]
fn every_name_of_the_walks_is_in_the_source() {
    let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
    let found = names(&page);
    assert!(found.len() > 80, "only {} names were found", found.len());
    assert_eq!(page.matches("\n## ").count(), 7, "six ways, and what happens when something fails");
    assert_eq!(unknown(&page, &code()), Vec::<&str>::new());
}

#[test]
fn a_name_that_is_gone_is_seen() {
    let fine = "`Listings::open` `feed::read_on` `Event::Planned` `open_listing` `Transfers` `contract!` `op_id` `.part` \
        `connections.json` `src-tauri/src/commands` `store`";
    let gone = [
        "Listings::close_everything",
        "Owner::read_on",
        "feed::open_listing",
        "Event::Forgiven",
        "open_no_listing",
        "Transfer_s",
        "contracts!",
        "src-tauri/src/nowhere.rs",
        "connections.yaml",
    ];
    let page: String = gone.iter().map(|name| format!("`{name}` ")).collect();
    let code = code();
    assert_eq!(unknown(fine, &code), Vec::<&str>::new());
    assert_eq!(unknown(&page, &code), names(&page).into_iter().collect::<Vec<_>>());
}
