//! JSON wherever it stands in a text: in the noise of a terminal, in quotations of a shell, cut off
//! at its end.
//!
//! Finds each outermost object, reads it with `serde_json` (which goes 128 levels deep and no
//! further), and mends one that the text breaks off by closing it after its last whole value. What
//! is in it is left to [`super::document`].

use std::ops::Range;

use serde_json::Value;

/// An object and where it stood.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) value: Value,
    pub(super) at: Range<usize>,
    /// The text broke off within it.
    pub(super) cut: bool,
}

/// Objects read from one text at most.
const OBJECTS: usize = 1_000;
/// How often the text may be gone over in vain, so that braces which are no JSON cost little.
const VAIN: usize = 8;

/// Every outermost object of `text`, in order.
pub(super) fn objects(text: &str) -> Vec<Object> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut patience = text.len().saturating_mul(VAIN);
    while let Some(start) = text[from..].find('{').map(|at| from + at) {
        if found.len() == OBJECTS {
            break;
        }
        let span = Span::of(&text[start..]);
        let object = span.read(&text[start..]);
        match object {
            Some((value, cut)) => {
                from = start + span.len;
                found.push(Object { value, at: start..from, cut });
            }
            None => {
                from = start + 1;
                match patience.checked_sub(span.len) {
                    Some(left) => patience = left,
                    None => break,
                }
            }
        }
    }
    found
}

/// The text without the objects that were read.
pub(super) fn rest(text: &str, objects: &[Object]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for object in objects {
        out.push_str(&text[from..object.at.start]);
        from = object.at.end;
    }
    out.push_str(&text[from..]);
    out
}

/// How far an object reaches, and where it could be closed if the text ends before it does.
struct Span {
    len: usize,
    whole: bool,
    /// After the last whole value, and the brackets open there.
    mend: Option<(usize, String)>,
}

impl Span {
    /// `text` begins with `{`.
    fn of(text: &str) -> Self {
        let mut open: Vec<u8> = Vec::new();
        let (mut quoted, mut escaped) = (false, false);
        // (position, how many brackets are open there): brackets after it only open, or it would
        // have moved.
        let mut last = None;
        for (at, byte) in text.bytes().enumerate() {
            match (quoted, byte) {
                (true, _) if escaped => escaped = false,
                (true, b'\\') => escaped = true,
                (_, b'"') => quoted = !quoted,
                (true, _) => {}
                (false, b'{' | b'[') => open.push(byte),
                (false, b'}' | b']') => {
                    open.pop();
                    if open.is_empty() {
                        return Self { len: at + 1, whole: true, mend: None };
                    }
                    last = Some((at + 1, open.len()));
                }
                (false, b',') => last = Some((at, open.len())),
                _ => {}
            }
        }
        let mend = last.map(|(at, depth)| {
            let close = open[..depth.min(open.len())].iter().rev();
            (at, close.map(|bracket| if *bracket == b'{' { '}' } else { ']' }).collect())
        });
        Self { len: text.len(), whole: false, mend }
    }

    fn read(&self, text: &str) -> Option<(Value, bool)> {
        if self.whole {
            return serde_json::from_str(&text[..self.len]).ok().map(|value| (value, false));
        }
        let (at, close) = self.mend.as_ref()?;
        let mended = zeroize::Zeroizing::new(format!("{}{close}", &text[..*at]));
        serde_json::from_str(&mended).ok().map(|value| (value, true))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn objects_are_found_in_noise_and_nowhere_else() {
        let text = "$ awk '{print $1}' x\n{\"a\": \"}{\"} and [{\"b\":[1]},{\"c\":2}] }";
        let found: Vec<_> = objects(text).into_iter().map(|object| object.value.to_string()).collect();
        assert_eq!(found, [r#"{"a":"}{"}"#, r#"{"b":[1]}"#, r#"{"c":2}"#]);
        assert_eq!(rest("x {\"a\":1} y", &objects("x {\"a\":1} y")), "x  y");
    }

    #[test]
    fn an_object_that_breaks_off_keeps_its_whole_values_alone() {
        let text = r#"{"a":{"id":"AKIA","list":["x","y"],"secret":"wJal"#;
        let found = objects(text);
        assert_eq!(found[0].value.to_string(), r#"{"a":{"id":"AKIA","list":["x","y"]}}"#);
        assert!(found[0].cut);
        assert!(objects(r#"{"a":"wJal"#).is_empty());
    }

    #[test]
    fn braces_that_are_no_json_end_soon() {
        for text in ["{".repeat(100_000), "{\"a\":".repeat(50_000), "{]".repeat(50_000), "{\"".repeat(50_000)] {
            objects(&text);
        }
    }
}
