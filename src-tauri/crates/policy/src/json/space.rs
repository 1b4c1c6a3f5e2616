//! What stands between the parts of a document: space, and what should not be there but can be
//! taken out.

use super::read::{Reader, Stop};
use crate::finding::{Code, Repair};

/// Skips white space, and reports and skips comments and spaces that JSON does not know.
pub(super) fn skip(reader: &mut Reader) -> Result<(), Stop> {
    while let Some(mark) = reader.peek() {
        let start = reader.at;
        match mark {
            ' ' | '\t' | '\n' | '\r' => reader.at += 1,
            '/' if reader.text[start..].starts_with("//") => {
                comment(reader, reader.text[start..].find('\n').unwrap_or(reader.text.len() - start));
            }
            '/' if reader.text[start..].starts_with("/*") => {
                let Some(length) = reader.text[start..].find("*/") else {
                    return Err(reader.stop("This comment has no end."));
                };
                comment(reader, length + 2);
            }
            _ if strange(mark) => {
                reader.at += mark.len_utf8();
                let repair = Repair::new("Use a plain space", start, reader.at, " ");
                let text = "There is an invisible character here that AWS does not take, as web pages have them.";
                reader.fault(Code::StrangeSpace, start, reader.at, text, Some(repair));
            }
            _ => break,
        }
    }
    Ok(())
}

fn comment(reader: &mut Reader, length: usize) {
    let start = reader.at;
    reader.at += length;
    let repair = Repair::new("Remove the comment", start, reader.at, "");
    reader.fault(Code::Comment, start, reader.at, "AWS takes no comments in a policy.", Some(repair));
}

fn strange(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Goes to the first bracket, and reports what stands before it.
pub(super) fn before(reader: &mut Reader) -> Result<(), Stop> {
    skip(reader)?;
    let start = reader.at;
    let rest = &reader.text[start..];
    if rest.is_empty() {
        reader.fault(Code::Empty, start, start, "There is nothing here yet.", None);
        return Err(Stop);
    }
    match rest.find(['{', '[']) {
        Some(0) => Ok(()),
        Some(length) => {
            reader.at += length;
            around(reader, start, start + length);
            Ok(())
        }
        None => Err(reader.stop("A policy begins with “{”.")),
    }
}

/// Reports what stands after the document.
pub(super) fn after(reader: &mut Reader) {
    if skip(reader).is_ok() && reader.at < reader.text.len() {
        around(reader, reader.at, reader.text.len());
    }
}

fn around(reader: &mut Reader, start: usize, end: usize) {
    let words = reader.text[start..end].trim();
    let brackets = words.contains(['{', '}', '[', ']']);
    let (code, text) = if words.starts_with("```") {
        (Code::MarkdownFence, "The marks ``` belong to the page this was copied from, not to the policy.".to_owned())
    } else if brackets {
        (Code::NotJson, "The policy ends before this. Is a bracket one too many, or are these two policies?".to_owned())
    } else {
        let words: String = words.chars().take(40).collect();
        (Code::TextAround, format!("“{words}” is not part of the policy: it begins with “{{” and ends with “}}”."))
    };
    let repair = (!brackets).then(|| Repair::new("Remove it", start, end, ""));
    reader.fault(code, start, end, text, repair);
}
