//! One page of a listing: keys in byte order, rolled up at a delimiter.
//!
//! A page costs its own length: what is rolled up is jumped over, not walked. Encoding and tokens
//! are left to `s3::list`.

use std::collections::BTreeMap;
use std::ops::Bound;

/// Which keys a page lists, and how many at most.
#[derive(Debug)]
pub(crate) struct Query<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) delimiter: Option<&'a str>,
    /// The first key that may be listed.
    pub(crate) from: String,
    /// Entries at most.
    pub(crate) limit: usize,
}

/// A line of the listing: a key with what it holds, or everything below a common prefix.
#[derive(Debug, PartialEq)]
pub(crate) enum Entry<V> {
    Key(String, V),
    Prefix(String),
}

/// The lines found, and where the next page begins if there is more.
#[derive(Debug, PartialEq)]
pub(crate) struct Page<V> {
    pub(crate) entries: Vec<Entry<V>>,
    pub(crate) next: Option<String>,
}

impl Query<'_> {
    /// The page of `table` that this asks for.
    pub(crate) fn page<V: Clone>(&self, table: &BTreeMap<String, V>) -> Page<V> {
        let mut entries = Vec::new();
        let mut at = Some(self.from.clone().max(self.prefix.to_owned()));
        while let Some(from) = at {
            let found = table.range::<str, _>((Bound::Included(from.as_str()), Bound::Unbounded)).next();
            let Some((key, value)) = found.filter(|(key, _)| key.starts_with(self.prefix)) else {
                break;
            };
            if entries.len() >= self.limit {
                let next = (self.limit > 0).then(|| key.clone());
                return Page { entries, next };
            }
            if let Some(common) = self.common_prefix(key) {
                at = after_prefix(common);
                entries.push(Entry::Prefix(common.to_owned()));
            } else {
                at = Some(after_key(key));
                entries.push(Entry::Key(key.clone(), value.clone()));
            }
        }
        Page { entries, next: None }
    }

    pub(super) fn common_prefix<'k>(&self, key: &'k str) -> Option<&'k str> {
        let delimiter = self.delimiter.filter(|delimiter| !delimiter.is_empty())?;
        let at = key.get(self.prefix.len()..)?.find(delimiter)?;
        key.get(..self.prefix.len() + at + delimiter.len())
    }
}

/// The least string after `key`.
pub(crate) fn after_key(key: &str) -> String {
    format!("{key}\0")
}

/// The least string after everything that begins with `prefix`; `None` if there is none.
pub(crate) fn after_prefix(prefix: &str) -> Option<String> {
    let mut kept = prefix.to_owned();
    while let Some(last) = kept.pop() {
        // Steps over the gap that Unicode keeps for surrogates.
        if let Some(next) = (last..=char::MAX).nth(1) {
            kept.push(next);
            return Some(kept);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_prefix_comes_what_does_not_begin_with_it() {
        assert_eq!(after_prefix("a/"), Some("a0".to_owned()));
        assert_eq!(after_prefix("a\u{d7ff}"), Some("a\u{e000}".to_owned()));
        assert_eq!(after_prefix("a\u{10ffff}"), Some("b".to_owned()));
        assert_eq!(after_prefix("\u{10ffff}"), None);
    }

    #[test]
    fn a_prefix_at_the_very_end_of_the_order_ends_the_listing() {
        let table = BTreeMap::from([("\u{10ffff}a".to_owned(), ()), ("\u{10ffff}b".to_owned(), ())]);
        let query = Query { prefix: "", delimiter: Some("\u{10ffff}"), from: String::new(), limit: 9 };
        let page = query.page(&table);
        assert_eq!(page, Page { entries: vec![Entry::Prefix("\u{10ffff}".to_owned())], next: None });
    }

    #[test]
    fn a_full_page_says_where_to_go_on_only_if_there_is_more() {
        let table = BTreeMap::from(["a", "b", "p/1", "p/2"].map(|key| (key.to_owned(), ())));
        let page =
            |from: &str, limit| Query { prefix: "", delimiter: Some("/"), from: from.to_owned(), limit }.page(&table);
        assert_eq!(page("", 2).next.as_deref(), Some("p/1"));
        assert_eq!(page("p/1", 1), Page { entries: vec![Entry::Prefix("p/".to_owned())], next: None });
        assert_eq!(page("", 0), Page { entries: vec![], next: None });
    }
}
