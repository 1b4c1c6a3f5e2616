//! Headers, addresses and tables.

use super::line;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// RFC 3986, 2.3: what stands for itself in every part of an address.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// RFC 8187, 3.2.1 (`attr-char`).
const ATTRIBUTE: &AsciiSet =
    &UNRESERVED.remove(b'!').remove(b'#').remove(b'$').remove(b'&').remove(b'+').remove(b'^').remove(b'`').remove(b'|');

/// A value in the query of an address: `mailto:?body=…`.
pub fn query(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// The header `Content-Disposition` for a file of this name: `kind` is `attachment` or `inline`. It
/// is ASCII: servers refuse other letters (RFC 6266, RFC 8187). What separates folders, turns the
/// writing round or ends the line becomes `_` or a space, so that the name is one name. A name that
/// no file system takes is shortened before its ending; as a whole it would also make the longest
/// links longer than servers read.
pub fn disposition(kind: &str, name: &str) -> String {
    let name = line(name).replace(['/', '\\'], "_");
    let name = shortened(name.trim());
    if name.is_empty() {
        return kind.to_owned();
    }
    let plain = |letter: char| letter.is_ascii_alphanumeric() || " -_.()+,=@".contains(letter);
    let ascii: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    match ascii == name {
        true => format!("{kind}; filename=\"{ascii}\""),
        // Old readers take the first; all others the second.
        false => format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(&name, ATTRIBUTE)),
    }
}

/// The longest name of a file, in bytes, that file systems take.
const LONGEST_NAME: usize = 255;
/// The longest ending of a name, in bytes, that is kept when the name is shortened.
const LONGEST_ENDING: usize = 16;

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let dot = name.rfind('.').filter(|dot| name.len() - dot <= LONGEST_ENDING).unwrap_or(name.len());
    let (stem, ending) = name.split_at(dot);
    format!("{}{ending}", stem.get(..stem.floor_char_boundary(LONGEST_NAME - ending.len())).unwrap_or_default())
}

/// What a formula begins with; the wide forms are read as the narrow ones in East Asia.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// One field of a CSV table (RFC 4180), in quotation marks. Spreadsheets calculate what begins like
/// a formula, whoever wrote it: such a field begins with `'`, which they show as text.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
pub fn csv(field: &str) -> String {
    let calculates = field.trim_start().starts_with(FORMULA) || field.starts_with(['\t', '\r', '\n']);
    format!("\"{}{}\"", if calculates { "'" } else { "" }, field.replace('"', "\"\""))
}
