//! From text to rules, in any of the three published forms, with the line and column of what is
//! wrong.

mod elsewhere;
mod json;
#[cfg(test)]
mod tests;
mod xml;

use serde::Serialize;
use ts_rs::TS;
use words::{Words, cors, say};

use super::{Config, Form, MOST_BYTES};

/// A CORS configuration and the form that its text had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The rules that the text holds.
    pub config: Config,
    /// The form they were written in.
    pub form: Form,
}

/// Why a text is no configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsProblem")]
pub struct Problem {
    /// The line of the text, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub text: Words,
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
        return Err(Problem::at(1, 1, say!(cors::TextLarge, size = text.len() / 1024)));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Ok(Read { config: Config::default(), form: Form::Console });
    }
    match (text.find('<'), text.find(['[', '{'])) {
        (Some(tag), brace) if brace.is_none_or(|brace| tag < brace) => xml(text, tag),
        _ if terraform(text) => {
            let problem = Problem::at(1, 1, say!(cors::FromTerraform));
            let rules = elsewhere::from_terraform(text).and_then(|json| json::read(&json).err()?.repaired);
            Err(Problem { repaired: rules, ..problem })
        }
        (_, Some(_)) => json::read(text),
        _ => Err(Problem::at(1, 1, say!(cors::Begins))),
    }
}

/// Whether rules are written as Terraform has them: `cors_rule { … = … }`.
fn terraform(text: &str) -> bool {
    let opens = |block: &str| block.trim_start().starts_with('{');
    text.split("cors_rule").skip(1).any(opens)
}

/// XML that begins at `tag`. What stands around it, and rules without their root, are mended on
/// offer.
fn xml(text: &str, tag: usize) -> Result<Read, Problem> {
    let end = text.rfind('>').map_or(text.len(), |end| end + 1).max(tag);
    let inner = &text[tag..end];
    let around = !text[..tag].trim().is_empty() || !text[end..].trim().is_empty();
    let rule = inner.find("<CORSRule").filter(|_| !inner.contains("<CORSConfiguration"));
    if !around && rule.is_none() {
        return xml::read(text);
    }
    let whole = match rule {
        Some(at) => format!("<CORSConfiguration>{}</CORSConfiguration>", &inner[at..]),
        None => inner.to_owned(),
    };
    let why = match rule {
        Some(_) => say!(cors::XmlRoot),
        None => say!(cors::TextAround),
    };
    let repaired = xml::read(&whole).is_ok().then_some(whole);
    Err(Problem { repaired, ..Problem::at(1, 1, why) })
}

/// Seconds for which a browser may remember, as a text has them.
///
/// # Errors
/// Why it is none, in a sentence.
fn seconds(text: &str) -> Result<i32, Words> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    match text.parse() {
        Ok(seconds) => Ok(seconds),
        Err(_) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Err(say!(cors::AgeLarge, value = text, most = i32::MAX))
        }
        Err(_) => Err(say!(cors::AgeWhole, value = text)),
    }
}

impl Problem {
    fn at(line: usize, column: usize, text: Words) -> Self {
        Self { line, column, text, repaired: None }
    }

    /// At a byte of a text.
    fn within(whole: &str, byte: usize, text: Words) -> Self {
        let before = &whole[..whole.floor_char_boundary(byte)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self::at(line, column, text)
    }
}
