//! The text of a file that the AWS tools share, made so that Amazon's parser takes it: that parser
//! refuses a whole file for one line. What a person meant by indenting is kept, and a line that
//! means nothing is left out and named.

use std::fmt;
use std::path::PathBuf;

/// A line that was passed over. It is never quoted, since a key may stand in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OddLine {
    /// The file that the line is in.
    pub file: PathBuf,
    /// Its number in the file, counted from 1.
    pub line: usize,
}

impl fmt::Display for OddLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file.display(), self.line)
    }
}

/// A text that the parser takes.
pub(super) struct Tidy {
    pub(super) text: String,
    /// The lines that are not in it.
    pub(super) odd: Vec<usize>,
}

/// What stands above a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// No head yet, or one that is none: what follows belongs to nobody.
    Nothing,
    Head,
    Value,
    /// A name without a value, under which others are nested; how far they are indented once that
    /// is known.
    Nest(usize, Option<usize>),
}

/// Goes over the lines as the parser will.
pub(super) fn tidy(text: &str) -> Tidy {
    let mut tidy = Tidy { text: String::with_capacity(text.len()), odd: Vec::new() };
    let mut above = Above::Nothing;
    for (at, line) in text.lines().enumerate() {
        let bare = line.trim();
        let indent = line.len() - line.trim_start().len();
        if bare.is_empty() || bare.starts_with(['#', ';']) {
            continue;
        }
        if bare.starts_with('[') {
            let head = bare.split(['#', ';']).next().unwrap_or_default().trim_end();
            above = if head.ends_with(']') { Above::Head } else { Above::Nothing };
            tidy.keep(above == Above::Head, "", head, at);
            continue;
        }
        let named = bare.split_once('=').filter(|(name, _)| !name.trim().is_empty());
        let nested = match above {
            Above::Nest(outer, None) => indent > outer,
            Above::Nest(_, Some(inner)) => indent >= inner,
            _ => false,
        };
        match (above, named) {
            (Above::Nothing, _) | (_, None) => tidy.odd.push(at + 1),
            (Above::Nest(outer, inner), Some(_)) if nested => {
                above = Above::Nest(outer, inner.or(Some(indent)));
                tidy.keep(true, "  ", bare, at);
            }
            (_, Some((_, value))) => {
                let empty = value.trim().is_empty() || value.trim_start().starts_with(['#', ';']);
                above = if empty { Above::Nest(indent, None) } else { Above::Value };
                tidy.keep(true, "", bare, at);
            }
        }
    }
    tidy
}

impl Tidy {
    fn keep(&mut self, good: bool, indent: &str, line: &str, at: usize) {
        if !good {
            self.odd.push(at + 1);
            return;
        }
        self.text.push_str(indent);
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A value out of those nested in a property, as the parser hands them on: a line each.
pub(super) fn nested(property: &str, name: &str) -> Option<String> {
    let pairs = property.lines().filter_map(|line| line.split_once('='));
    let value = pairs.filter(|(key, _)| key.trim() == name).map(|(_, value)| value).next()?;
    let comment = [" #", "\t#", " ;", "\t;"].iter().filter_map(|mark| value.find(mark)).min();
    let value = value[..comment.unwrap_or(value.len())].trim();
    (!value.is_empty()).then(|| value.to_owned())
}
