//! From text to rules, in any of the three published forms, with the line and column of what is wrong.

mod json;
mod xml;

use serde::Serialize;
use ts_rs::TS;

use super::{Config, Form, MOST_BYTES};

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The rules.
    pub config: Config,
    /// The form they were written in.
    pub form: Form,
}

/// Why a text is no configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsProblem")]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub text: String,
    /// The text mended, where that is beyond doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub repaired: Option<String>,
}

/// Reads rules from any of the published forms. An empty text is no rules, in the console's form.
///
/// # Errors
/// The text is larger than S3 takes, is in none of the forms, or breaks their grammar.
pub fn read(text: &str) -> Result<Read, Problem> {
    if text.len() > MOST_BYTES {
        return Err(Problem::at(1, 1, format!("S3 takes 64 KB of rules at most; this is {} KB.", text.len() / 1024)));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        None => Ok(Read { config: Config::default(), form: Form::Console }),
        Some('<') => xml::read(text),
        Some('[' | '{') => json::read(text),
        Some(_) => Err(Problem::at(1, 1, "The rules begin with [ or { (JSON) or < (XML).")),
    }
}

impl Problem {
    fn at(line: usize, column: usize, text: impl Into<String>) -> Self {
        Self { line, column, text: text.into(), repaired: None }
    }

    /// At a byte of a text.
    fn within(whole: &str, byte: usize, text: impl Into<String>) -> Self {
        let before = &whole[..whole.floor_char_boundary(byte)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self::at(line, column, text)
    }
}
