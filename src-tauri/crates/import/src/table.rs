//! The `accessKeys.csv` and `credentials.csv` that the AWS console offers for download, with old
//! and new heads, and as a spreadsheet program writes them again.

use super::{
    field::{self, ImportField, Sure},
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
    let fields: Vec<Option<ImportField>> = head.iter().map(|name| field::of(name).map(|(field, _)| field)).collect();
    let name = head.iter().position(|name| name.eq_ignore_ascii_case("user name"));
    let mut found = Vec::new();
    for row in reader.records().take(ROWS).map_while(Result::ok) {
        let mut login = Found::new(From::AccessKeyTable, name.and_then(|at| row.get(at)).unwrap_or_default());
        for (value, field) in row.iter().zip(&fields) {
            // "User name" is a person here, not a key.
            match field {
                Some(field) if *field != ImportField::AccessKey || value.len() >= 16 => {
                    _ = login.put((*field, Sure::Strong), value)
                }
                _ => {}
            }
        }
        // A table ends where its rows stop naming a key.
        if !login.has(ImportField::AccessKey) {
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
                (key, secret, [(ImportField::Expires, expires), (ImportField::Token, token)])
            }
            ["ACCESSKEY", key, _, secret, _, _] => {
                (key, secret, [(ImportField::Expires, ""), (ImportField::Token, "")])
            }
            _ => return None,
        };
        let name = if words[0] == "ACCESSKEY" { words[5] } else { "" };
        let mut found = Found::new(From::AwsCommand, name);
        found.set(ImportField::AccessKey, key);
        found.set(ImportField::SecretKey, secret);
        rest.into_iter().for_each(|(field, value)| found.set(field, value));
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
                let names = || line.split(mark as char).map(|name| field::of(name.trim().trim_matches('"')));
                let has = |wanted: ImportField| {
                    names().flatten().any(|(field, sure)| field == wanted && sure == Sure::Strong)
                };
                if has(ImportField::AccessKey) && has(ImportField::SecretKey) {
                    return Some((at, mark));
                }
            }
        }
        at += line.len();
    }
    None
}
