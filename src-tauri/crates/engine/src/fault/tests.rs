//! What Rust says of the catalogue is used whole, and each fault is told in three.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

const ENGLISH: &str = include_str!("../../../../locales/en/faults.ftl");
/// The files whose messages Rust says, and how many messages at least are to be found in each.
const MODULES: [(&str, usize); 13] = [
    ("faults", 300),
    ("bucket", 200),
    ("checks", 150),
    ("cors", 100),
    ("files", 10),
    ("import", 50),
    ("jobs", 25),
    ("plans", 150),
    ("policy", 200),
    ("probe", 90),
    ("reach", 20),
    ("shell", 25),
    ("types", 42),
];

/// A message: its name, and its attributes with their text.
struct Message<'a> {
    name: &'a str,
    own: String,
    parts: Vec<(&'a str, String)>,
}

fn messages<'a>(module: &str, text: &'a str) -> Vec<Message<'a>> {
    let mut found: Vec<Message> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, rest) = line.split_once(" =").unwrap_or(("", line));
        if let Some(name) = name.strip_prefix(module).and_then(|name| name.strip_prefix('-')) {
            found.push(Message { name, own: rest.trim().to_owned(), parts: Vec::new() });
            continue;
        }
        let message = found.last_mut().unwrap();
        match name.strip_prefix("    .") {
            Some(part) => message.parts.push((part, rest.trim().to_owned())),
            None => {
                let text = message.parts.last_mut().map_or(&mut message.own, |(_, text)| text);
                *text = format!("{text}\n{line}");
            }
        }
    }
    found
}

/// The longest form of a title; a value counts as eight letters.
fn longest(title: &str) -> usize {
    let form = |line: &str| {
        let text = line.trim().trim_start_matches('*');
        let text = if text.starts_with('[') { text.split_once(']').map_or("", |(_, text)| text) } else { text };
        let mut pieces = text.trim().split('{');
        let first = pieces.next().unwrap_or_default().chars().count();
        first
            + pieces.map(|piece| 8 + piece.split_once('}').map_or(0, |(_, after)| after.chars().count())).sum::<usize>()
    };
    title.lines().map(form).max().unwrap_or_default()
}

/// All Rust that says messages.
fn said() -> String {
    let mut said = String::new();
    for folder in ["src", "../import/src", "../plans/src", "../policy/src", "../../src"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut said);
    }
    said
}

fn english(module: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/en/{module}.ftl"));
    fs::read_to_string(file).unwrap()
}

fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// `backup-place` → `BackupPlace`.
fn camel(name: &str) -> String {
    name.split(['-', '_']).map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

#[test]
fn each_fault_has_a_title_what_happened_and_what_to_do_next() {
    for Message { name, own, parts } in messages("faults", ENGLISH) {
        let told: Vec<_> = parts.iter().map(|(part, _)| *part).collect();
        let whole = if own.is_empty() { told == ["title", "what", "next"] } else { told.is_empty() };
        assert!(whole, "{name}: {told:?}");
        for (part, text) in parts {
            assert!(part != "title" || (longest(&text) <= 64 && !text.ends_with('.')), "{name}: {text}");
        }
    }
}

#[test]
fn each_message_is_said_somewhere() {
    let said = said();
    for (module, least) in MODULES {
        let text = english(module);
        let is_said = |name: &str| {
            let path = format!("{module}::{}", camel(name));
            said.match_indices(&path).any(|(at, _)| !said[at + path.len()..].starts_with(char::is_alphanumeric))
        };
        let lines = text.lines().filter_map(|line| line.strip_prefix(module)?.strip_prefix('-')?.split_once(" ="));
        let names: Vec<_> = lines.map(|(name, _)| name).collect();
        assert!(names.len() >= least, "{module}: only {} messages found", names.len());
        assert_eq!(names.into_iter().filter(|name| !is_said(name)).collect::<Vec<_>>(), [""; 0], "{module}");
    }
}

/// A word that a message chooses by and does not know would be said as another one.
#[test]
fn each_word_that_is_chosen_by_has_its_form() {
    let said = said();
    let words = |call: &str| -> Vec<String> {
        let after = said.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
        after.map(|(word, _)| word.to_owned()).collect()
    };
    for (call, module, name) in [
        (" fault::gone(\"", "faults", "gone"),
        (" seen(\"", "faults", "integration-unseen"),
        ("is_ours(&thing, \"", "faults", "iam-elsewhere"),
        ("push(hidden(\"", "reach", "not-permitted"),
        ("push(hidden(\"", "reach", "not-shown"),
    ] {
        let text = english(module);
        let messages = messages(module, &text);
        let message = messages.iter().find(|message| message.name == name).unwrap();
        let parts: String = message.parts.iter().map(|(_, text)| text.as_str()).collect();
        let forms = parts + &message.own;
        let (words, unknown) = (words(call), |word: &String| !forms.contains(&format!("[{word}]")));
        assert!(words.len() > 3, "{call}: {words:?}");
        assert_eq!(words.iter().filter(|word| unknown(word)).collect::<Vec<_>>(), [""; 0], "{name}");
    }
}

#[test]
fn a_message_that_lacks_a_part_or_is_too_long_is_seen() {
    let read = messages(
        "faults",
        "faults-a =\n    .title = T { $x } { $y ->\n            [one] long form\n           *[other] f\n        }\n    .what = W\nfaults-b = B\n",
    );
    assert_eq!(read.iter().map(|message| message.name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(read[0].parts.iter().map(|(part, _)| *part).collect::<Vec<_>>(), ["title", "what"]);
    assert_eq!(longest("A { $x } b"), "A  b".len() + 8);
    assert_eq!(longest("{ $x ->\n [one] long form\n *[other] f\n}"), "long form".len().max(8));
    assert_eq!(camel("backup-place"), "BackupPlace");
}
