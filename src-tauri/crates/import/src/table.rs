//! The `accessKeys.csv` and `credentials.csv` that the AWS console offers for download, with old
//! and new heads, and as a spreadsheet program writes them again.

use super::{
    fact::{self, Fact, Sure},
    found::{Found, From},
};

/// Rows read at most; a console's file has one.
const ROWS: usize = 200;

/// The logins of a table in `text`: from the line that names an access key and a secret to the end.
pub(super) fn read(text: &str) -> Vec<Found> {
    let Some((at, mark)) = head(text) else { return Vec::new() };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(&text.as_bytes()[at..]);
    let Ok(head) = reader.headers().cloned() else { return Vec::new() };
    let facts: Vec<Option<Fact>> = head.iter().map(|name| fact::of(name).map(|(fact, _)| fact)).collect();
    let name = head.iter().position(|name| name.eq_ignore_ascii_case("user name"));
    let mut found = Vec::new();
    for row in reader.records().take(ROWS).map_while(Result::ok) {
        let mut login = Found::new(From::AccessKeyTable, name.and_then(|at| row.get(at)).unwrap_or_default());
        for (value, fact) in row.iter().zip(&facts) {
            // "User name" is a person here, not a key.
            match fact {
                Some(fact) if *fact != Fact::AccessKey || value.len() >= 16 => {
                    _ = login.put((*fact, Sure::Strong), value)
                }
                _ => {}
            }
        }
        // A table ends where its rows stop naming a key.
        if !login.has(Fact::AccessKey) {
            break;
        }
        found.push(login);
    }
    found
}

/// The columns that the aws command prints with `--output text`: temporary keys, and a new key of a
/// user.
pub(super) fn columns(text: &str) -> Vec<Found> {
    let one = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (key, secret, rest) = match words[..] {
            ["CREDENTIALS", key, expires, secret, token] => {
                (key, secret, [(Fact::Expires, expires), (Fact::Token, token)])
            }
            ["ACCESSKEY", key, _, secret, _, _] => (key, secret, [(Fact::Expires, ""), (Fact::Token, "")]),
            _ => return None,
        };
        let name = if words[0] == "ACCESSKEY" { words[5] } else { "" };
        let mut found = Found::new(From::AwsCommand, name);
        found.set(Fact::AccessKey, key);
        found.set(Fact::SecretKey, secret);
        rest.into_iter().for_each(|(fact, value)| found.set(fact, value));
        Some(found)
    };
    text.lines().filter(|line| line.len() < 8_000).filter_map(|line| one(line.trim())).take(ROWS).collect()
}

/// Where the head begins, and what separates its names.
fn head(text: &str) -> Option<(usize, u8)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.len() < 1_000 {
            for mark in [b',', b';', b'\t'] {
                let names = || line.split(mark as char).map(|name| fact::of(name.trim().trim_matches('"')));
                let has = |wanted: Fact| names().flatten().any(|(fact, sure)| fact == wanted && sure == Sure::Strong);
                if has(Fact::AccessKey) && has(Fact::SecretKey) {
                    return Some((at, mark));
                }
            }
        }
        at += line.len();
    }
    None
}
