//! What stands between the parts of a document: space, and what should not be there but can be
//! taken out.

use words::{policy, say};

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
                    return Err(reader.stop(say!(policy::CommentOpen)));
                };
                comment(reader, length + 2);
            }
            _ if strange(mark) => {
                reader.at += mark.len_utf8();
                let repair = Repair::new(say!(policy::PlainSpaceButton), start, reader.at, " ");
                let text = say!(policy::StrangeSpace);
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
    let repair = Repair::new(say!(policy::RemoveCommentButton), start, reader.at, "");
    reader.fault(Code::Comment, start, reader.at, say!(policy::Comment), Some(repair));
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
        reader.fault(Code::Empty, start, start, say!(policy::Empty), None);
        return Err(Stop);
    }
    match rest.find(['{', '[']) {
        Some(0) => Ok(()),
        Some(length) => {
            reader.at += length;
            around(reader, start, start + length);
            Ok(())
        }
        None => Err(reader.stop(say!(policy::Begins))),
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
        (Code::MarkdownFence, say!(policy::Markdown))
    } else if brackets {
        (Code::NotJson, say!(policy::TwoDocuments))
    } else {
        (Code::TextAround, say!(policy::TextAround, text = words.chars().take(40).collect::<String>()))
    };
    let repair = (!brackets).then(|| Repair::new(say!(policy::RemoveButton), start, end, ""));
    reader.fault(code, start, end, text, repair);
}
