//! What a group is called on screen.

use crate::listing::Selected;

/// `Upload report.pdf`, `Upload 12 items`.
pub(super) fn of<'a>(verb: &str, mut names: impl Iterator<Item = &'a str>) -> String {
    match (names.next(), names.count()) {
        (Some(name), 0) => format!("{verb} {name}"),
        (None, _) => verb.to_owned(),
        (Some(_), more) => format!("{verb} {} items", more + 1),
    }
}

/// The same of rows that were picked in the folder `prefix`.
pub(super) fn of_picked(verb: &str, picked: &[Selected], prefix: &str) -> String {
    of(verb, picked.iter().map(|picked| name(picked, prefix)))
}

fn name<'a>(picked: &'a Selected, prefix: &str) -> &'a str {
    let (Selected::File { key, .. } | Selected::Folder { prefix: key }) = picked;
    key.strip_prefix(prefix).unwrap_or(key).trim_end_matches('/')
}
