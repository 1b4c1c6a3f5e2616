//! Where each object of one download lands: whole relative paths of safe names, no two objects at
//! one path.
//!
//! Keeps a hash per file, not its name, so a million files cost some tens of megabytes. What the
//! target disk takes for the same name (`A` and `a`, `é` written in two ways) is asked of the disk
//! itself: see [`crate::transfers::folder::folds`].

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::{BuildHasher, Hash},
};

use unicode_normalization::UnicodeNormalization;

use crate::transfers::{
    folder::Folds,
    safe::{folded, numbered, safe_name},
};

/// Names given out so far in one download.
#[derive(Debug)]
pub(crate) struct Names {
    folds: Folds,
    /// (folder, name as the disk sees it) → the segment that has it. Keyed hashes: nobody can make
    /// them collide.
    taken: HashMap<(u64, u64), u64>,
    hasher: RandomState,
    /// Objects that got another name than they have in the bucket.
    pub(crate) changed: u64,
}

impl Names {
    pub(crate) fn new(folds: Folds) -> Self {
        Self { folds, taken: HashMap::new(), hasher: RandomState::new(), changed: 0 }
    }

    /// The local path of `below` (a key below the place), its parts joined with `/`. A key that
    /// ends with `/` names a folder. The same key gets the same path again.
    pub(crate) fn path(&mut self, below: &str) -> String {
        let (folders, file) = match below.strip_suffix('/') {
            Some(folder) => (folder, None),
            None => below.rsplit_once('/').map_or(("", Some(below)), |(folders, file)| (folders, Some(file))),
        };
        let mut path = String::new();
        let mut changed = false;
        let is_top = file.is_some() && !below.contains('/');
        for segment in folders.split('/').filter(|_| !is_top) {
            changed |= self.push(&mut path, segment, true);
        }
        if let Some(file) = file {
            changed |= self.push(&mut path, file, false);
        }
        self.changed += u64::from(changed);
        path
    }

    /// Adds the name for `segment` to `path`; true when it differs from the segment.
    fn push(&mut self, path: &mut String, segment: &str, is_folder: bool) -> bool {
        let safe = safe_name(segment);
        let folder = self.hasher.hash_one(path.as_str());
        let own = self.hasher.hash_one((segment, is_folder));
        let mut name = safe.clone();
        for number in 2.. {
            let seen = self.hasher.hash_one(self.as_seen(&name));
            if *self.taken.entry((folder, seen)).or_insert(own) == own {
                break;
            }
            name = numbered(&safe, number);
        }
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&name);
        name != segment
    }

    /// The name as the target disk compares it.
    fn as_seen(&self, name: &str) -> impl Hash + use<> {
        match (self.folds.case, self.folds.forms) {
            (true, _) => folded(name),
            (false, true) => name.nfd().collect(),
            (false, false) => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{Folds, Names, folded};

    const EXACT: Folds = Folds { case: false, forms: false };
    const BLIND: Folds = Folds { case: true, forms: true };

    #[test]
    fn odd_keys_land_inside_and_apart() {
        let mut names = Names::new(EXACT);
        let paths = ["../../x", "/x", "a//b", "a/b", "a", "CON", "a/", "x"].map(|key| names.path(key));
        assert_eq!(paths, ["__/__/x", "_/x", "a/_/b", "a/b", "a (2)", "CON_", "a", "x"]);
        assert_eq!(names.changed, 5);
        assert_eq!(names.path("a//b"), "a/_/b");
    }

    #[test]
    fn twins_part_only_where_the_disk_is_blind() {
        let keys = ["Read.me", "read.me", "caf\u{e9}", "cafe\u{301}"];
        let mut exact = Names::new(EXACT);
        assert_eq!(keys.map(|key| exact.path(key)), keys);
        let mut blind = Names::new(BLIND);
        assert_eq!(keys.map(|key| blind.path(key)), ["Read.me", "read (2).me", "caf\u{e9}", "cafe\u{301} (2)"]);
    }

    #[test]
    fn disks_fold_more_than_lower_case() {
        let same = [
            ("λόγος", "ΛΌΓΟΣ"),
            ("λόγος", "λόγοσ"),
            ("ſeen", "seen"),
            ("maß", "MASS"),
            ("maẞ", "mass"),
            ("\u{212a}elvin", "kelvin"),
            ("ﬁle", "FILE"),
            ("ǅ", "ǆ"),
            ("caf\u{e9}", "CAFE\u{301}"),
            ("\u{1f80}", "\u{1f88}"),
            ("ﬃ", "FFI"),
            ("ϐ", "Β"),
            ("so\u{200d}ft", "soft"),
        ];
        for (one, other) in same {
            let mut names = Names::new(BLIND);
            assert_ne!(folded(&names.path(one)), folded(&names.path(other)), "{one} and {other} meet");
            assert_eq!(folded(one), folded(other), "{one} and {other}");
        }
        assert_ne!(folded("a"), folded("ä"));
    }

    #[test]
    fn every_letter_folds_with_its_cases() {
        for letter in (0..=0x10_ffff).filter_map(char::from_u32) {
            let own = folded(&letter.to_string());
            let cases = [letter.to_lowercase().collect::<String>(), letter.to_uppercase().collect()];
            for case in cases {
                assert_eq!(folded(&case), own, "{letter:?} {:x}", letter as u32);
            }
        }
    }

    proptest! {
        #[test]
        fn no_two_keys_share_a_path(keys in prop::collection::hash_set("[aAbé./\\\\ :]{1,8}", 1..40)) {
            let mut names = Names::new(BLIND);
            let mut seen = HashSet::new();
            for key in keys.iter().filter(|key| !key.ends_with('/')) {
                let path = names.path(key);
                prop_assert!(path.split('/').all(|part| !part.is_empty() && part != "." && part != ".."));
                prop_assert!(seen.insert(path.to_lowercase()), "{path} twice");
            }
        }
    }
}
