//! What a group is called on screen.

use std::path::PathBuf;

use crate::listing::Choice;

/// `Upload report.pdf`, `Upload 12 items`.
pub(super) fn of(verb: &str, alone: Option<&str>, items: u64) -> String {
    match alone {
        Some(name) => format!("{verb} {name}"),
        None if items == 0 => verb.to_owned(),
        None => format!("{verb} {items} items"),
    }
}

/// The same of files and folders of this computer.
pub(super) fn of_paths(verb: &str, paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
    let alone = names.first().filter(|_| names.len() == 1);
    of(verb, alone.map(AsRef::as_ref), names.len() as u64)
}

/// The same of rows that were picked in the folder `prefix`.
pub(super) fn of_picked(verb: &str, picked: &Choice, prefix: &str) -> String {
    let (files, folders) = picked.count();
    let alone = picked.alone();
    let name = alone.as_ref().map(|alone| alone.key().strip_prefix(prefix).unwrap_or(alone.key()));
    of(verb, name.map(|name| name.trim_end_matches('/')), files + folders)
}
