//! Letters outside ASCII in metadata. A header carries none, so S3 has them as RFC 2047 spells
//! them: `=?UTF-8?B?…?=`. Storage sends back what it was sent, or that spelling of it; a person
//! reads and types the letters.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// Bytes of text in one encoded word, so that the word has no more than the 75 letters of RFC 2047.
const WORD: usize = 45;

/// The value as a header carries it.
pub(crate) fn encoded(text: &str) -> String {
    let plain = |letter: char| letter == ' ' || letter.is_ascii_graphic();
    // What looks like an encoded word would be read as one, and a header loses the space at its
    // ends.
    if text.chars().all(plain) && !text.contains("=?") && text.trim() == text {
        return text.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = (0..=WORD.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        words.push(format!("=?UTF-8?B?{}?=", STANDARD.encode(word)));
        rest = behind;
    }
    words.join(" ")
}

/// The value as a person reads it; what is no encoded word, or one of another alphabet, stays.
pub(crate) fn decoded(value: &str) -> String {
    let (mut text, mut rest, mut after_word) = (String::new(), value, false);
    while let Some(start) = rest.find("=?") {
        let (before, from) = rest.split_at(start);
        let Some((letters, behind)) = word(from) else {
            text += before;
            text += "=?";
            (rest, after_word) = (&from[2..], false);
            continue;
        };
        // The space between two words only separates them.
        if !(after_word && before.trim().is_empty()) {
            text += before;
        }
        text += &letters;
        (rest, after_word) = (behind, true);
    }
    text + rest
}

/// The letters of the encoded word that the text begins with, and what comes behind it.
fn word(from: &str) -> Option<(String, &str)> {
    let mut parts = from.strip_prefix("=?")?.splitn(3, '?');
    let (alphabet, way, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (encoded, behind) = rest.split_once("?=")?;
    let bytes = match way {
        "B" | "b" => STANDARD.decode(encoded).ok()?,
        "Q" | "q" => quoted(encoded)?,
        _ => return None,
    };
    let ascii_or_utf8 = ["utf-8", "us-ascii"].iter().any(|known| alphabet.eq_ignore_ascii_case(known));
    let text = String::from_utf8(bytes).ok().filter(|_| ascii_or_utf8)?;
    Some((text, behind))
}

fn quoted(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut letters) = (Vec::new(), text.bytes());
    while let Some(letter) = letters.next() {
        bytes.push(match letter {
            b'_' => b' ',
            b'=' => {
                let pair = [letters.next()?, letters.next()?];
                let mut byte = [0];
                hex::decode_to_slice(pair, &mut byte).ok()?;
                byte[0]
            }
            plain => plain,
        });
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded};

    #[test]
    fn every_text_comes_back_and_ascii_goes_as_it_is() {
        let long = "Straße ".repeat(30);
        for text in
            ["", "plain text, with = and ?", "grün", "日本語のメモ", "🦀", "=?UTF-8?B?eA==?=", "a =?", " x ", &long]
        {
            let sent = encoded(text);
            assert_eq!(decoded(&sent), text, "{sent}");
            assert_eq!(sent.trim(), sent, "a header loses the space at its ends");
            assert!(sent.is_ascii() && sent.split(' ').all(|word| !word.starts_with("=?") || word.len() <= 75));
        }
        assert_eq!(encoded("plain"), "plain");
        assert_eq!(encoded("grün"), "=?UTF-8?B?Z3LDvG4=?=");
    }

    #[test]
    fn what_others_spelled_is_read_and_what_is_broken_stays() {
        for (value, text) in [
            ("=?UTF-8?Q?gr=C3=BCn_und_blau?=", "grün und blau"),
            ("=?utf-8?b?Z3LDvG4=?= =?UTF-8?Q?_x?=", "grün x"),
            ("before =?UTF-8?B?w7w=?= after", "before ü after"),
            ("=?KOI8-R?B?w7w=?=", "=?KOI8-R?B?w7w=?="),
            ("=?UTF-8?B?%%%?=", "=?UTF-8?B?%%%?="),
            ("=?UTF-8?Q?=C3?=", "=?UTF-8?Q?=C3?="),
            ("=?UTF-8?Q?=ZZ?=", "=?UTF-8?Q?=ZZ?="),
            ("=?", "=?"),
        ] {
            assert_eq!(decoded(value), text);
        }
    }
}
