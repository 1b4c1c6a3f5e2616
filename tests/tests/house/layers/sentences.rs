//! What people read is in the catalogue: code that was moved into it has no sentence of its own.

use super::bounds::without_tests;
use super::line;

/// Where every text that a person reads is a message.
const MOVED: [&str; 2] = ["src-tauri/crates/plans/src/", "src-tauri/crates/engine/src/integrations"];
/// What is written for other programs stays English, as does what is wrong with the file of a
/// preset.
const BESIDE: [&str; 5] = ["script.rs", "identity.rs", "grants.rs", "terraform.rs", "shelf.rs"];

pub(super) fn says_a_sentence(path: &str, text: &str) -> Option<String> {
    let moved = path.ends_with(".rs") && MOVED.iter().any(|room| path.starts_with(room));
    let beside = BESIDE.iter().any(|file| path.ends_with(file)) || path.contains("/tests");
    line(&without_tests(text), |line| moved && !beside && texts(line).any(is_sentence))
}

/// The texts in quotes; comments have none.
fn texts(line: &str) -> impl Iterator<Item = &str> {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    code.split('"').skip(1).step_by(2)
}

/// Whether it begins as a sentence and goes on or ends as one, or has three words after each other.
fn is_sentence(text: &str) -> bool {
    let word = |word: &str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
    let words: Vec<&str> = text.split(' ').collect();
    let begins = text.starts_with(|letter: char| letter.is_ascii_uppercase());
    let goes_on = words.iter().skip(1).any(|next| word(next.trim_end_matches(['.', ',', ':'])));
    begins && (goes_on || text.ends_with('.')) || words.windows(3).any(|three| three.iter().all(|one| word(one)))
}

#[test]
fn a_sentence_is_told_from_names_and_code() {
    for text in
        ["Not found.", "Choose a bucket", "The user {name} has no keys", "is allowed by", "for the whole bucket"]
    {
        assert!(is_sentence(text), "{text}");
    }
    for text in
        ["s3:GetObject", "AWS", "Role ARN", "{name}/{path}", "trust-policy.json", "managed-by", "%H:%M", "<p>{}</p>"]
    {
        assert!(!is_sentence(text), "{text}");
    }
}
