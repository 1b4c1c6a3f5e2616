//! Texts in quotation marks, and the marks that word processors put in their place.

use words::{policy, say};

use super::read::{Reader, Stop};
use crate::finding::{Code, Edit, Repair};

/// Marks that open a text; all but the first are faults.
const MARKS: [char; 9] = ['"', '“', '”', '„', '‟', '«', '»', '\'', '‘'];

/// Whether `mark` opens a text.
pub(super) fn opens(mark: char) -> bool {
    MARKS.contains(&mark) || mark == '’'
}

/// What closes a text that `open` opened.
fn closes(open: char, mark: char) -> bool {
    match open {
        '"' => mark == '"',
        '\'' | '‘' | '’' => matches!(mark, '\'' | '‘' | '’'),
        _ => MARKS[..7].contains(&mark),
    }
}

/// The text that opens where the reader stands.
pub(super) fn read(reader: &mut Reader) -> Result<String, Stop> {
    let start = reader.at;
    let Some(open) = reader.peek() else { return Err(reader.stop(say!(policy::TextExpected))) };
    reader.at += open.len_utf8();
    let mut text = String::new();
    loop {
        let Some(mark) = reader.peek() else {
            reader.at = start;
            return Err(reader.stop(say!(policy::QuoteMissing)));
        };
        match mark {
            _ if closes(open, mark) => break,
            '\\' => text.push(escape(reader)?),
            '\n' | '\r' => return Err(reader.stop(say!(policy::OneLine))),
            '\0'..='\u{1f}' => return Err(reader.stop(say!(policy::ControlCharacter))),
            _ => {
                text.push(mark);
                reader.at += mark.len_utf8();
            }
        }
    }
    let close = reader.at;
    let Some(mark) = reader.peek() else { return Ok(text) };
    reader.at += mark.len_utf8();
    if open != '"' {
        let straight = |at: usize, mark: char| Edit { start: at, end: at + mark.len_utf8(), with: "\"".into() };
        let edits = vec![straight(start, open), straight(close, mark)];
        let repair = Repair { label: say!(policy::StraightQuotesButton), edits };
        let words = say!(policy::WrongQuotes, text = &text);
        let safe = !text.contains('"');
        reader.fault(Code::WrongQuotes, start, reader.at, words, safe.then_some(repair));
    }
    Ok(text)
}

fn escape(reader: &mut Reader) -> Result<char, Stop> {
    let code = reader.text[reader.at + 1..].chars().next();
    let plain = match code {
        Some(mark @ ('"' | '\\' | '/')) => mark,
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return unicode(reader),
        _ => return Err(reader.stop(say!(policy::Backslash))),
    };
    reader.at += 2;
    Ok(plain)
}

/// `\uXXXX`, or two of them for a character outside the basic plane.
fn unicode(reader: &mut Reader) -> Result<char, Stop> {
    let unit = |at: usize| {
        let digits = reader.text.get(at..at + 6)?.strip_prefix("\\u")?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let units: Vec<u16> = [unit(reader.at), unit(reader.at + 6)].into_iter().map_while(|unit| unit).collect();
    match char::decode_utf16(units.iter().copied()).next() {
        Some(Ok(mark)) => {
            reader.at += 6 * mark.len_utf16();
            Ok(mark)
        }
        _ => Err(reader.stop(say!(policy::NoCharacter))),
    }
}
