//! Words of an example that were to be replaced, and variables with a fault in them.

use words::{Words, policy, say};

use super::{Check, frame};
use crate::finding::{Code, Severity};

/// Account numbers that AWS uses in its examples.
const EXAMPLE_ACCOUNTS: [&str; 6] =
    ["123456789012", "111122223333", "444455556666", "777788889999", "000000000000", "111111111111"];

/// What examples call a bucket and other things, in any case.
const EXAMPLE_NAMES: [&str; 10] = [
    "doc-example-bucket",
    "amzn-s3-demo",
    "example-bucket-name",
    "customerbucketarn",
    "bucket-name",
    "bucket_name",
    "bucketname",
    "account-id",
    "account_id",
    "accountid",
];

pub(super) fn check(check: &mut Check) {
    for (path, text) in frame::elements(check.document) {
        if path.contains(".Action") || path.contains(".NotAction") || path.ends_with(".Sid") {
            continue;
        }
        if let Some((word, certain)) = placeholder(text) {
            let severity = if certain { Severity::Error } else { Severity::Warning };
            let says = say!(policy::Placeholder, word);
            check.say(Code::Placeholder, severity, &path, says);
        }
        if let Some(says) = variable_fault(text).filter(|_| check.document.has_variables()) {
            check.say(Code::BadVariable, Severity::Error, &path, says);
        }
        let early = path.contains("Resource[") && text.splitn(6, ':').take(5).any(|part| part.contains("${"));
        if early && text.starts_with("arn:") {
            check.say(Code::BadVariable, Severity::Error, &path, say!(policy::VariableEarly));
        }
        if path.contains("Principal.") && text.contains("${") {
            check.say(Code::BadVariable, Severity::Error, &path, say!(policy::VariablePrincipal));
        }
    }
}

/// The word that was to be replaced, and whether nothing else can be meant.
fn placeholder(text: &str) -> Option<(&str, bool)> {
    for (open, close) in [("<", ">"), ("{{", "}}"), ("[", "]")] {
        if let Some((start, rest)) = text.split_once(open)
            && let Some(length) = rest.find(close)
            && rest[..length].chars().any(char::is_alphabetic)
        {
            return Some((&text[start.len()..start.len() + open.len() + length + close.len()], open != "["));
        }
    }
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
    words.find_map(|word| {
        let lower = word.to_ascii_lowercase();
        if lower.starts_with("your-")
            || lower.starts_with("your_")
            || EXAMPLE_NAMES.iter().any(|name| lower.contains(name))
        {
            return Some((word, true));
        }
        let shouted =
            word.len() > 3 && word.chars().all(|letter| letter.is_ascii_uppercase() || "-_0123456789".contains(letter));
        let example =
            ["BUCKET", "PREFIX", "ACCOUNT", "EXTERNAL", "FOLDER", "REGION", "USER", "ROLE", "REPLACE", "NAME"];
        if shouted && example.iter().any(|example| word.contains(example)) {
            return Some((word, word.contains("BUCKET")));
        }
        EXAMPLE_ACCOUNTS.contains(&word).then_some((word, false))
    })
}

fn variable_fault(text: &str) -> Option<Words> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("${") {
        let Some((inside, after)) = after.split_once('}') else { return Some(say!(policy::VariableOpen)) };
        let (name, default) = inside.split_once(',').map_or((inside, None), |(name, default)| (name, Some(default)));
        let quoted = |text: &str| text.len() > 1 && text.starts_with('\'') && text.ends_with('\'');
        if name.trim().is_empty() {
            return Some(say!(policy::VariableEmpty));
        }
        if name.contains(' ') {
            return Some(say!(policy::VariableSpaces));
        }
        if !matches!(name, "*" | "?" | "$") && !name.contains(':') {
            return Some(say!(policy::VariableKey));
        }
        if default.is_some_and(|default| !quoted(default.trim())) {
            return Some(say!(policy::VariableDefault));
        }
        rest = after;
    }
    None
}
