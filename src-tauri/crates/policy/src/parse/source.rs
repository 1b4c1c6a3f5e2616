//! Where the elements of a policy stand in its text.

use std::collections::BTreeMap;

use words::Words;

use crate::finding::Repair;
use crate::json::Node;
use crate::span::Span;

/// A text and the places of its elements by path.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    places: BTreeMap<String, (usize, usize)>,
    /// What goes with an element when it is taken out: its name and a comma.
    parts: BTreeMap<String, (usize, usize)>,
}

impl Source {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.into(), places: BTreeMap::new(), parts: BTreeMap::new() }
    }

    pub(super) fn note(&mut self, path: impl Into<String>, node: &Node) {
        self.places.insert(path.into(), (node.start, node.end));
    }

    pub(super) fn note_at(&mut self, path: String, start: usize, end: usize) {
        self.places.insert(path, (start, end));
    }

    /// Notes the parts of an object or list: each path with where it begins and ends.
    pub(super) fn note_parts(&mut self, parts: &[(String, usize, usize)]) {
        for (nth, (path, start, end)) in parts.iter().enumerate() {
            let around = match (parts.get(nth + 1), nth.checked_sub(1).and_then(|before| parts.get(before))) {
                (Some((_, next, _)), _) => (*start, *next),
                (None, Some((.., before))) => (*before, *end),
                // The last of its kind cannot go without leaving something empty.
                (None, None) => continue,
            };
            self.parts.insert(path.clone(), around);
        }
    }

    /// Takes the element out of the text, if something is left beside it.
    pub(crate) fn removal(&self, path: &str, label: Words) -> Option<Repair> {
        let &(start, end) = self.parts.get(path)?;
        Some(Repair::new(label, start, end, ""))
    }

    /// Puts `text` in the place of a text.
    pub(crate) fn replacement(&self, path: &str, text: &str) -> Option<Repair> {
        let &(start, end) = self.places.get(path)?;
        Some(Repair::write(start, end, text))
    }

    /// The place of `path`, or of the nearest element around it.
    pub fn place(&self, path: &str) -> Span {
        let mut path = path;
        loop {
            if let Some(&(start, end)) = self.places.get(path) {
                return Span::of(&self.text, start, end);
            }
            match path.rfind(['.', '[']) {
                Some(at) => path = &path[..at],
                None if path.is_empty() => return Span::of(&self.text, 0, self.text.len()),
                None => path = "",
            }
        }
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }
}
