//! Whether a disk takes two spellings of a name for one, found out by looking alone: a name that is
//! there is asked for in another spelling. Where a transfer finds that out it makes a file
//! ([`crate::transfers`]); a comparison changes nothing.

use std::{collections::HashSet, fs, path::Path};

use unicode_normalization::UnicodeNormalization;

/// Names of the folder that are held in memory, at most.
const MOST: usize = 10_000;
/// Names that have to be found in another spelling: each of those could be a file of its own.
const ENOUGH: usize = 3;

/// Whether the disk under `root` does. A folder without a name to try folds nothing. Blocking.
pub(super) fn folds(root: &Path) -> bool {
    let Ok(entries) = fs::read_dir(root) else { return false };
    let names = entries.take(MOST).filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    takes(&names.collect(), |name| root.join(name).symlink_metadata().is_ok())
}

/// Whether names are there in another spelling as well, in which nothing was made. A disk that
/// takes either other case or other form counts as one that takes both.
fn takes(names: &HashSet<String>, is_there: impl Fn(&str) -> bool) -> bool {
    let all_there = |other: fn(&str) -> String| {
        let others = names.iter().map(|name| other(name)).filter(|other| !names.contains(other));
        let found: Vec<_> = others.take(ENOUGH).map(|other| is_there(&other)).collect();
        !found.is_empty() && found.into_iter().all(|found| found)
    };
    all_there(other_case) || all_there(other_form)
}

fn other_case(name: &str) -> String {
    let other =
        |letter: char| if letter.is_lowercase() { letter.to_uppercase().next() } else { letter.to_lowercase().next() };
    name.chars().map(|letter| other(letter).unwrap_or(letter)).collect()
}

fn other_form(name: &str) -> String {
    let composed: String = name.nfc().collect();
    if composed == name { name.nfd().collect() } else { composed }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::transfers::folded;

    fn names(all: &[&str]) -> HashSet<String> {
        all.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_disk_folds_where_what_is_there_answers_to_another_spelling() {
        let all = names(&["Photos", "12", "readme.txt", "caf\u{e9}"]);
        let (exact, folding) =
            (|name: &str| all.contains(name), |name: &str| all.iter().any(|one| folded(one) == folded(name)));
        assert!(!takes(&all, exact) && takes(&all, folding));
        assert!(takes(&all, |name| name.nfc().eq("caf\u{e9}".chars())), "forms alone");
        // Both spellings are files: neither says anything of the disk.
        let both = names(&["a", "A"]);
        assert!(!takes(&both, |name| both.contains(name)));
        assert!(!takes(&names(&["12", "3.4"]), |_| true) && !takes(&names(&[]), |_| true));
        let mixed = names(&["a", "A", "b"]);
        assert!(!takes(&mixed, |name| mixed.contains(name)));
    }

    #[test]
    fn a_folder_is_only_looked_at() {
        let root = tempfile::tempdir().unwrap();
        assert!(!folds(root.path()) && !folds(&root.path().join("nowhere")));
        fs::write(root.path().join("a"), "").unwrap();
        let here = root.path().join("A").exists();
        assert_eq!(folds(root.path()), here);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
