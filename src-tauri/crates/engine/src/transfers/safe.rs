//! Names of objects as names of files: pure, the same answer for the same name every time.
//!
//! A key's segment may be empty, `..`, a device of Windows or a thousand bytes long. [`safe_name`]
//! gives a visible name that stays inside its folder on any system; two segments may come out
//! alike, which [`super::plan::names`] sorts out. Rules: Windows,
//! <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>; length, `NAME_MAX` of Linux
//! and macOS.

use jiff::{Timestamp, tz::TimeZone};
use unicode_normalization::UnicodeNormalization;

/// The most bytes of a file's name on Linux, macOS and (as UTF-16 units, never more than bytes)
/// Windows.
pub const NAME_BYTES: usize = 255;
const STAND_IN: char = '_';

/// A name that this computer can keep, never empty and never leaving its folder.
#[must_use]
pub fn safe_name(segment: &str) -> String {
    let drive = is_drive(segment);
    let mut name: String =
        segment.char_indices().map(|(at, c)| if is_unsafe(c) || (drive && at == 1) { STAND_IN } else { c }).collect();
    name = tame_end(shorten(&name, NAME_BYTES));
    if name.is_empty() {
        name.push(STAND_IN);
    }
    if is_device(&name) {
        name = tame_end(shorten(&name, NAME_BYTES - 1));
        name.insert(name.find('.').unwrap_or(name.len()), STAND_IN);
    }
    name
}

/// Windows drops dots and spaces at the end silently, so `a.` and `a` would be one file; `.` and
/// `..` end so too.
fn tame_end(mut name: String) -> String {
    let kept = name.trim_end_matches(['.', ' ']).len();
    let tail = STAND_IN.to_string().repeat(name.len() - kept);
    name.replace_range(kept.., &tail);
    name
}

/// `name` with a number before its extension: `report (2).pdf`.
#[must_use]
pub fn numbered(name: &str, number: u32) -> String {
    noted(name, &number.to_string())
}

/// `name` with a note before its extension: `report (changed on 2026-11-29).pdf`.
#[must_use]
pub fn noted(name: &str, note: &str) -> String {
    let (stem, extension) = split(name);
    let tail = format!(" ({note}){extension}");
    format!("{}{tail}", cut(stem, NAME_BYTES.saturating_sub(tail.len())))
}

/// A moment in milliseconds since 1970 as a name can have it, by this computer's clock:
/// `2026-11-29 14.05`.
pub(super) fn time_in_name(moment: i64) -> String {
    // No colon: Windows keeps no name that has one.
    let at = Timestamp::from_millisecond(moment).unwrap_or_default().to_zoned(TimeZone::system());
    at.strftime("%Y-%m-%d %H.%M").to_string()
}

/// At most `most` bytes of `name`, its extension kept.
#[must_use]
pub fn shorten(name: &str, most: usize) -> String {
    if name.len() <= most {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    format!("{}{extension}", cut(stem, most.saturating_sub(extension.len())))
}

/// Stem and extension with its dot; a leading dot or a very long tail is no extension.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= 20 => name.split_at(at),
        _ => (name, ""),
    }
}

fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\')
        || turns(c)
        || (cfg!(windows) && matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'))
}

/// What turns the direction of the letters behind it, so that an ending is read as another:
/// `invoice\u{202e}fdp.exe`. Languages that are written from the right do without.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `C:` at the start means another disk to Windows.
fn is_drive(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// Names that Windows takes for devices, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word).is_some_and(|rest| {
            matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "0" | "¹" | "²" | "³")
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

/// A name as the most forgiving disk compares it: by Unicode's folding, which takes more for one
/// than lower case does (`ς` and `σ`, `ſ` and `s`, `ß` and `ss`), and without characters that
/// nobody sees. No disk joins names that differ here.
/// <https://www.unicode.org/Public/UNIDATA/CaseFolding.txt>
pub(crate) fn folded(name: &str) -> String {
    let lower = |letter: char| letter.to_lowercase();
    let upper = |letter: char| letter.to_uppercase();
    let unseen = |letter: &char| {
        matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    let seen = name.nfd().filter(|letter| !unseen(letter));
    seen.flat_map(lower).flat_map(upper).flat_map(lower).nfd().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::{NAME_BYTES, numbered, safe_name};

    #[test]
    fn hostile_names_become_plain_ones() {
        let pairs = [
            ("", "_"),
            (".", "_"),
            ("..", "__"),
            ("...", "___"),
            ("C:", "C_"),
            ("c:evil", "c_evil"),
            ("a\\b", "a_b"),
            ("CON", "CON_"),
            ("con.txt", "con_.txt"),
            ("LPT1.tar.gz", "LPT1_.tar.gz"),
            ("console", "console"),
            ("end. ", "end__"),
            ("tab\there", "tab_here"),
            ("\u{1}", "_"),
            ("emoji 🪣.png", "emoji 🪣.png"),
            (".bashrc", ".bashrc"),
            ("invoice\u{202e}fdp.exe", "invoice_fdp.exe"),
            ("\u{2067}gpj.exe", "_gpj.exe"),
            ("דוח\u{200f}.pdf", "דוח\u{200f}.pdf"),
        ];
        for (segment, safe) in pairs {
            assert_eq!(safe_name(segment), safe, "{segment:?}");
        }
    }

    #[test]
    fn numbers_and_length_keep_the_extension() {
        assert_eq!(numbered("report.pdf", 2), "report (2).pdf");
        assert_eq!(numbered("Makefile", 3), "Makefile (3)");
        let long = safe_name(&format!("{}.jpeg", "ü".repeat(600)));
        assert!(long.len() <= NAME_BYTES && long.ends_with("ü.jpeg"));
        assert!(numbered(&long, 12).len() <= NAME_BYTES && numbered(&long, 12).ends_with(" (12).jpeg"));
    }

    proptest! {
        #[test]
        fn any_segment_is_one_plain_component(segment in "(\\PC|[./\\\\: \\x00-\\x1f]|CON|\\.\\.){0,400}") {
            let name = safe_name(&segment);
            let parts: Vec<_> = Path::new(&name).components().collect();
            prop_assert!(matches!(parts.as_slice(), [Component::Normal(only)] if **only == *name), "{name:?}");
            prop_assert!(name.len() <= NAME_BYTES && !name.ends_with(['.', ' ']) && !name.contains(['\\', '\0']));
            prop_assert_eq!(safe_name(&name), name);
        }
    }
}
