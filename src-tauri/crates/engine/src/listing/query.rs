//! What a search below a folder looks for: words, a pattern, sizes, dates.

use serde::Deserialize;
use store::Entry;
use ts_rs::TS;

/// Everything that is given has to fit. `words` are looked for in the key below the folder, each
/// somewhere, capital and small letters alike. `pattern` is held against the file's own name, or
/// against the key below the folder when there is a `/` in it: `*` is any number of letters, `?`
/// one. Sizes are in bytes, times in milliseconds since 1970; ends are included.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Query {
    pub words: String,
    pub pattern: String,
    #[ts(type = "number | null")]
    pub min_size: Option<u64>,
    #[ts(type = "number | null")]
    pub max_size: Option<u64>,
    #[ts(type = "number | null")]
    pub changed_from: Option<i64>,
    #[ts(type = "number | null")]
    pub changed_until: Option<i64>,
}

impl Query {
    /// Whether an object below `prefix` is looked for.
    pub(super) fn matches(&self, prefix: &str, entry: &Entry) -> bool {
        let name = entry.key.strip_prefix(prefix).unwrap_or(&entry.key);
        self.min_size.is_none_or(|least| entry.size >= least)
            && self.max_size.is_none_or(|most| entry.size <= most)
            && self.changed_from.is_none_or(|from| entry.modified.is_some_and(|at| at >= from))
            && self.changed_until.is_none_or(|until| entry.modified.is_some_and(|at| at <= until))
            && self.has_words(name)
            && self.fits_pattern(name)
    }

    fn has_words(&self, name: &str) -> bool {
        if self.words.trim().is_empty() {
            return true;
        }
        let name = name.to_lowercase();
        self.words.split_whitespace().all(|word| name.contains(&word.to_lowercase()))
    }

    fn fits_pattern(&self, name: &str) -> bool {
        let pattern = self.pattern.trim();
        if pattern.is_empty() {
            return true;
        }
        let own = name.trim_end_matches('/').rsplit('/').next().unwrap_or(name);
        let held = if pattern.contains('/') { name } else { own };
        fits(&letters(pattern), &letters(held))
    }
}

fn letters(text: &str) -> Vec<char> {
    text.to_lowercase().chars().collect()
}

/// One pass with one step back: the last `*` takes one letter more whenever the rest does not fit.
fn fits(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[n] => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, n) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, size: u64, modified: Option<i64>) -> Entry {
        Entry { key: key.into(), size, modified, etag: None, class: None, restore: None }
    }

    #[test]
    fn everything_given_has_to_fit() {
        let file = entry("p/2026/Report ÄÖ final.PDF", 500, Some(1000));
        let found = |query: Query| query.matches("p/", &file);
        assert!(found(Query::default()));
        assert!(found(Query { words: " final äö 2026".into(), pattern: "*.pdf".into(), ..Query::default() }));
        assert!(!found(Query { words: "final p/".into(), ..Query::default() }), "the folder itself is not looked at");
        assert!(found(Query { min_size: Some(500), max_size: Some(500), ..Query::default() }));
        assert!(!found(Query { min_size: Some(501), ..Query::default() }));
        assert!(found(Query { changed_from: Some(1000), changed_until: Some(1000), ..Query::default() }));
        assert!(!found(Query { changed_until: Some(999), ..Query::default() }));
        let untold = entry("p/x", 1, None);
        assert!(!Query { changed_from: Some(0), ..Query::default() }.matches("p/", &untold), "a time nobody told");
    }

    #[test]
    fn patterns_are_held_against_the_own_name_or_the_whole_way() {
        let fits = |pattern: &str, key: &str| {
            Query { pattern: pattern.into(), ..Query::default() }.matches("", &entry(key, 0, None))
        };
        for (pattern, key) in [
            ("*.jpg", "a/b/harbour.JPG"),
            ("harbour-04??.jpg", "x/harbour-0412.jpg"),
            ("2026/*", "2026/a/b"),
            ("*a*b*c", "xxaxxbxxbxxc"),
            ("?", "港"),
            ("folder", "x/folder/"),
            ("**", ""),
        ] {
            assert!(fits(pattern, key), "{pattern} should fit {key}");
        }
        for (pattern, key) in [("*.jpg", "a.jpg/b"), ("?", ""), ("a", "ab"), ("*a*b", "ba"), ("2026/*", "x/2026/a")] {
            assert!(!fits(pattern, key), "{pattern} should not fit {key}");
        }
    }
}
