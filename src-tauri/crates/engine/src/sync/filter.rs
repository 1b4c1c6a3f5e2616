//! Which names two places are compared by: patterns as in a `.gitignore` file, of what alone counts
//! and of what is left out. Pure. It decides by the name below the compared folder and nothing
//! else, so a name is left out on both sides or on neither: nothing that is left out is ever
//! removed.
//!
//! A pattern with a slash before its end is of the compared folder, another of every folder below
//! it; one that ends with a slash is of folders. What matches a folder matches all that is in it.
//! `*` and `?`, which is one byte, do not go over a slash, `**` does. There is no `!`: what counts
//! has patterns of its own, and leaving out wins. <https://git-scm.com/docs/gitignore>
//!
//! Where a disk takes two spellings of a name for one, what is left out is so in every spelling.
//! What alone counts is matched as it is spelled on every disk: a spelling too few leaves a file as
//! it is, and one too many would have it replaced.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::file::{FileKind, NamedFile};
use crate::{
    fault::{self, Fault},
    transfers::folded,
};

/// Patterns of one list, at most.
const MOST: usize = 200;
/// Bytes of one pattern, at most: as many as a key has.
const LONGEST: usize = 1_024;

/// Patterns as a person wrote them, one each; empty ones say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncFilter {
    /// What alone counts; all does where there are none.
    pub include: Vec<String>,
    /// What is left out, of that too.
    pub exclude: Vec<String>,
}

/// The patterns, ready to be asked.
#[derive(Debug, Default)]
pub(super) struct NameFilter {
    include: Option<Patterns>,
    exclude: Option<Patterns>,
    /// What is left out, for names as a disk may fold them.
    folded: Option<Patterns>,
}

/// What a list of patterns matches.
#[derive(Debug)]
struct Patterns {
    /// Whole names of files.
    files: GlobSet,
    /// Whole names of folders.
    folders: GlobSet,
}

impl NameFilter {
    /// # Errors
    /// A pattern cannot be read, or there are too many.
    pub(super) fn of(filter: &SyncFilter) -> Result<Self, Fault> {
        // Folded, a pattern may be none any more: it then holds as it is spelled.
        let folded = filter.exclude.iter().map(|pattern| folded(pattern));
        let folded: Vec<_> = folded.filter(|pattern| Patterns::of(std::slice::from_ref(pattern)).is_ok()).collect();
        Ok(Self {
            include: Patterns::of(&filter.include)?,
            exclude: Patterns::of(&filter.exclude)?,
            folded: Patterns::of(&folded)?,
        })
    }

    /// Whether nothing is to be known or done of what has this name in either place. `folds`: one
    /// of the two is on a disk that takes several spellings for one name.
    pub(super) fn leaves_out(&self, files: [Option<&NamedFile>; 2], folds: bool) -> bool {
        let found = || files.iter().copied().flatten();
        let Some(name) = found().next().map(|file| file.name.as_str()) else { return false };
        let in_any_spelling = || folds && self.folded.as_ref().is_some_and(|patterns| patterns.has(&folded(name)));
        if self.exclude.as_ref().is_some_and(|patterns| patterns.has(name)) || in_any_spelling() {
            return true;
        }
        // In a folder that could not be read may be what counts.
        let unknown = found().any(|file| file.kind == FileKind::Unread);
        !unknown && self.include.as_ref().is_some_and(|patterns| !patterns.has(name))
    }
}

impl Patterns {
    /// None where no pattern says anything.
    fn of(written: &[String]) -> Result<Option<Self>, Fault> {
        let patterns = || written.iter().map(|pattern| pattern.trim()).filter(|pattern| !pattern.is_empty());
        if patterns().count() > MOST {
            return Err(fault::sync::too_many_patterns(MOST as u64));
        }
        let (mut files, mut folders) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for pattern in patterns() {
            let bad = || fault::sync::bad_pattern(pattern);
            let body = pattern.trim_matches('/');
            if body.is_empty() || body.starts_with('!') || pattern.len() > LONGEST {
                return Err(bad());
            }
            let here = pattern.trim_end_matches('/').contains('/');
            let glob = if here { body.to_owned() } else { format!("**/{body}") };
            let glob =
                GlobBuilder::new(&with_plain_braces(&glob)).literal_separator(true).backslash_escape(true).build();
            let glob = glob.map_err(|_| bad())?;
            if !pattern.ends_with('/') {
                files.add(glob.clone());
            }
            folders.add(glob);
        }
        let built = files.build().and_then(|files| Ok(Self { files, folders: folders.build()? }));
        let built = built.map_err(|error| fault::sync::bad_pattern(error.glob().unwrap_or_default()))?;
        Ok(Some(built).filter(|_| patterns().next().is_some()))
    }

    /// Whether one of them matches the name, or a folder that it is in.
    fn has(&self, name: &str) -> bool {
        self.files.is_match(name)
            || name.match_indices('/').any(|(end, _)| end > 0 && self.folders.is_match(&name[..end]))
    }
}

/// The same pattern with braces as the letters that they are to git; `globset` has them part ways.
fn with_plain_braces(pattern: &str) -> String {
    let (mut plain, mut escaped, mut class) = (String::with_capacity(pattern.len()), false, None);
    for letter in pattern.chars() {
        match (letter, class) {
            ('{' | '}', None) if !escaped => plain.extend(['[', letter, ']']),
            _ => plain.push(letter),
        }
        class = match (letter, class) {
            ('[', None) if !escaped => Some(0),
            // First in a class it is one of its letters.
            (']', Some(members)) if members > 0 => None,
            ('!' | '^', Some(0)) => Some(0),
            (_, Some(members)) => Some(members + 1),
            (_, None) => None,
        };
        escaped = letter == '\\' && !escaped;
    }
    plain
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::transfers::FileSeen;

    fn file(name: &str, kind: FileKind) -> NamedFile {
        NamedFile { name: name.into(), kind, seen: FileSeen::default() }
    }

    fn filter(include: &[&str], exclude: &[&str]) -> NameFilter {
        let [include, exclude] = [include, exclude].map(|all| all.iter().map(|one| (*one).to_owned()).collect());
        NameFilter::of(&SyncFilter { include, exclude }).unwrap()
    }

    fn left(include: &[&str], exclude: &[&str], name: &str) -> bool {
        filter(include, exclude).leaves_out([Some(&file(name, FileKind::File)), None], false)
    }

    #[test]
    fn what_is_left_out_is_so_in_every_spelling_where_a_disk_folds_them() {
        let out = |include: &[&str], exclude: &[&str], name: &str, folds| {
            filter(include, exclude).leaves_out([Some(&file(name, FileKind::File)), None], folds)
        };
        for (pattern, name) in [
            ("*.tmp", "a/b.TMP"),
            ("Cache/", "x/cACHE/y"),
            ("/[A-C]1", "b1"),
            ("caf\u{e9}.txt", "cafe\u{301}.TXT"),
            (r"\A*", "abc"),
        ] {
            assert!(!out(&[], &[pattern], name, false) && out(&[], &[pattern], name, true), "{pattern}");
        }
        assert!(out(&[], &["[!A]"], "a", true), "and as it is spelled");
        assert!(!out(&[], &["[Z-a]"], "z", true) && out(&[], &["[Z-a]"], "Z", true), "folded, it is no pattern");
        assert!(out(&["*.jpg"], &[], "a.JPG", true), "what alone counts is spelled as it is");
    }

    #[test]
    fn patterns_mean_what_they_mean_to_git() {
        for (pattern, out, kept) in [
            ("*.tmp", &["a.tmp", "b/c.tmp", ".tmp"][..], &["a.tmp.txt", "tmp", "a.TMP"][..]),
            ("cache", &["cache", "cache/a", "x/cache/y/z"], &["caches/a", "x/cached"]),
            ("cache/", &["cache/a", "x/cache/y"], &["cache", "x/cache"]),
            ("/cache", &["cache", "cache/a"], &["x/cache", "x/cache/a"]),
            ("a/b", &["a/b", "a/b/c"], &["x/a/b", "a/c"]),
            ("a/*.txt", &["a/x.txt"], &["a/b/x.txt", "x.txt"]),
            ("a/**/x", &["a/x", "a/b/c/x", "a/x/y"], &["x", "b/a/x"]),
            ("a/**", &["a/x", "a/b/c"], &["a", "b/a/x"]),
            ("**/x.txt", &["x.txt", "a/b/x.txt"], &["ax.txt"]),
            ("?.bin", &["a.bin", "b/c.bin"], &["ab.bin", ".bin"]),
            ("[a-c]1", &["a1", "x/c1"], &["d1"]),
            ("{4D-E9}/", &["{4D-E9}/a", "x/{4D-E9}/b"], &["4D-E9/a"]),
            ("{a,b}.txt", &["{a,b}.txt"], &["a.txt", "b.txt"]),
            ("a{b", &["a{b"], &["ab"]),
            (r"[{}]\{[]}]", &["{{]", "}{}"], &["a{]"]),
            (r"\*", &["*", "a/*"], &["a"]),
        ] {
            assert!(out.iter().all(|name| left(&[], &[pattern], name)), "{pattern}");
            assert!(!kept.iter().any(|name| left(&[], &[pattern], name)), "{pattern}");
            assert!(!out.iter().any(|name| left(&[pattern], &[], name)), "{pattern}");
            assert!(kept.iter().all(|name| left(&[pattern], &[], name)), "{pattern}");
        }
        assert!(!left(&[], &["", "  "], "a") && !left(&[" "], &[], "a"), "an empty line says nothing");
        assert!(left(&["*.txt"], &["old/"], "old/a.txt"), "leaving out wins");
    }

    #[test]
    fn what_a_folder_holds_that_could_not_be_read_may_count() {
        let unread = file("closed/", FileKind::Unread);
        let out =
            |include: &[&str], exclude: &[&str]| filter(include, exclude).leaves_out([None, Some(&unread)], false);
        assert!(!out(&["*.txt"], &[]) && !out(&[], &["*.txt"]));
        assert!(out(&[], &["closed"]) && out(&["*.txt"], &["closed/"]));
    }

    #[test]
    fn what_is_no_pattern_is_said() {
        let code = |exclude: Vec<String>| NameFilter::of(&SyncFilter { exclude, ..SyncFilter::default() }).err();
        let code = |exclude| code(exclude).map(|fault| fault.code);
        for bad in ["[a", "!keep", "/", &"x".repeat(LONGEST + 1)] {
            assert_eq!(code(vec![bad.to_owned()]), Some("sync_bad_pattern"), "{bad}");
        }
        assert_eq!(code(vec!["a".into(); MOST + 1]), Some("sync_too_many_patterns"));
        assert_eq!(code(vec!["a".into(); MOST]), None);
    }

    /// A plain reading of the rules, folder by folder and letter by letter.
    fn model(pattern: &str, name: &str) -> bool {
        fn letters(pattern: &[u8], name: &[u8]) -> bool {
            match (pattern.split_first(), name.split_first()) {
                (None, None) => true,
                (Some((b'*', rest)), _) => letters(rest, name) || !name.is_empty() && letters(pattern, &name[1..]),
                (Some((b'?', rest)), Some((_, more))) => letters(rest, more),
                (Some((one, rest)), Some((other, more))) => one == other && letters(rest, more),
                _ => false,
            }
        }
        fn folders(pattern: &[&str], name: &[&str]) -> bool {
            match (pattern.split_first(), name.split_first()) {
                (None, None) => true,
                (Some((&"**", [])), _) => !name.is_empty(),
                (Some((&"**", rest)), _) => folders(rest, name) || !name.is_empty() && folders(pattern, &name[1..]),
                (Some((one, rest)), Some((other, more))) => {
                    letters(one.as_bytes(), other.as_bytes()) && folders(rest, more)
                }
                _ => false,
            }
        }
        let parts: Vec<_> = name.split('/').collect();
        let body: Vec<_> = pattern.trim_matches('/').split('/').collect();
        let anywhere = !pattern.trim_end_matches('/').contains('/');
        (1..=parts.len()).any(|end| {
            let is_file = end == parts.len();
            let from = if anywhere { 0..end } else { 0..1 };
            !(is_file && pattern.ends_with('/')) && from.into_iter().any(|from| folders(&body, &parts[from..end]))
        })
    }

    proptest! {
        #[test]
        fn names_are_left_out_as_a_plain_reading_of_the_patterns_has_it(
            include in prop::collection::vec("/?([ab*?]|[ab][b*]|\\*\\*/[ab*]|[ab]/\\*\\*)(/[ab?]){0,2}/?", 0..3),
            exclude in prop::collection::vec("/?([ab*?]|[ab][b*]|\\*\\*/[ab*]|[ab]/\\*\\*)(/[ab?]){0,2}/?", 0..3),
            names in prop::collection::vec("[abc]{1,2}(/[abc]{1,2}){0,3}", 1..12),
        ) {
            let filter = NameFilter::of(&SyncFilter { include: include.clone(), exclude: exclude.clone() }).unwrap();
            for name in &names {
                let any = |patterns: &[String]| patterns.iter().any(|pattern| model(pattern, name));
                let expected = any(&exclude) || !include.is_empty() && !any(&include);
                let found = file(name, FileKind::File);
                for sides in [[Some(&found), None], [None, Some(&found)], [Some(&found), Some(&found)]] {
                    let out = filter.leaves_out(sides, false);
                    prop_assert_eq!(out, expected, "{} by {:?} {:?}", name, include, exclude);
                    prop_assert!(!out || filter.leaves_out(sides, true), "{} by {:?} {:?}", name, include, exclude);
                }
            }
        }
    }
}
