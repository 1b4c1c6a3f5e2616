//! Where in a text something stands.
//!
//! Offsets are for programs that edit the text; line and column are for people. What stands there
//! is said by the finding that carries the span.

use serde::Serialize;
use ts_rs::TS;

/// A stretch of a text. Lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "TextPlace")]
pub struct Span {
    /// The first byte of it, counted from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
}

impl Span {
    /// The span of the bytes `start..end` of `text`. Offsets past the end or inside a character are
    /// moved back.
    pub fn of(text: &str, start: usize, end: usize) -> Self {
        let start = text.floor_char_boundary(start);
        let end = text.floor_char_boundary(end).max(start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self { start, end, line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "a\nbéc\n";
        let span = Span::of(text, text.find('c').unwrap_or_default(), text.len());
        assert_eq!((span.line, span.column), (2, 3));
        assert_eq!(Span::of("", 9, 9), Span { start: 0, end: 0, line: 1, column: 1 });
    }
}
