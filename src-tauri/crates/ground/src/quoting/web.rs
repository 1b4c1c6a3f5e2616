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
/// writing round or ends the line becomes `_` or a space, so that the name is one name.
pub fn disposition(kind: &str, name: &str) -> String {
    let name = line(name).replace(['/', '\\'], "_");
    let name = name.trim();
    if name.is_empty() {
        return kind.to_owned();
    }
    let plain = |letter: char| letter.is_ascii_alphanumeric() || " -_.()+,=@".contains(letter);
    let ascii: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    match ascii == name {
        true => format!("{kind}; filename=\"{ascii}\""),
        // Old readers take the first; all others the second.
        false => format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTRIBUTE)),
    }
}

/// One field of a CSV table (RFC 4180), in quotation marks. Spreadsheets calculate what begins like
/// a formula, whoever wrote it: such a field begins with `'`, which they show as text.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
pub fn csv(field: &str) -> String {
    let calculates = field.trim_start().starts_with(['=', '+', '-', '@']) || field.starts_with(['\t', '\r']);
    format!("\"{}{}\"", if calculates { "'" } else { "" }, field.replace('"', "\"\""))
}
