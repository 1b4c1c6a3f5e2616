//! Whether what a person wants different can be at all, before anything is asked of a server.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html>
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html>

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date, fmt::rfc2822, tz::TimeZone};
use serde::Serialize;
use store::{About, Tag};
use ts_rs::TS;
use words::{Words, files, say};

use super::{
    edits::{Edit, PropertyEdits},
    spelled::encoded,
};

/// Bytes of user metadata that a file can have, names and values as they are sent.
pub(crate) const MOST_METADATA: usize = 2 * 1024;
/// Tags that a file can have.
pub(crate) const MOST_TAGS: usize = 10;
/// Letters of a tag's name and of its value.
const LONGEST_TAG: (usize, usize) = (128, 256);
/// Bytes of one header. All of them together may have 8 KB.
const LONGEST_HEADER: usize = 4 * 1024;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PropertyField {
    ContentType,
    ContentEncoding,
    ContentLanguage,
    ContentDisposition,
    CacheControl,
    Expires,
    Metadata,
    Tags,
    Class,
    Encryption,
}

/// Why a field cannot be as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PropertyFinding {
    /// The field that it is about.
    pub field: PropertyField,
    /// What is wrong, for beside the field.
    pub text: Words,
}

/// What stands in the way; nothing where the edits can be carried out.
#[must_use]
pub fn check(edits: &PropertyEdits) -> Vec<PropertyFinding> {
    use PropertyField::{
        CacheControl, Class, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Encryption, Expires,
        Metadata, Tags,
    };
    let headers = [
        (ContentType, header(&edits.content_type).or_else(|| media_type(&edits.content_type))),
        (ContentEncoding, header(&edits.content_encoding)),
        (ContentLanguage, header(&edits.content_language)),
        (ContentDisposition, shown_name(edits)),
        (CacheControl, header(&edits.cache_control)),
        (Expires, header(&edits.expires).or_else(|| date(&edits.expires))),
        (Metadata, metadata(edits)),
        (Tags, tags(edits)),
        (Class, edits.class.as_deref().and_then(token)),
        (Encryption, encryption(edits)),
    ];
    headers.into_iter().filter_map(|(field, wrong)| Some(PropertyFinding { field, text: wrong? })).collect()
}

/// A date as HTTP has it: one that is typed so already, or a day, which begins at midnight UTC.
pub(super) fn http_date(text: &str) -> Option<String> {
    let text = text.trim();
    let at = match text.parse::<Date>() {
        Ok(day) => day.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        Err(_) => rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?,
    };
    spelled(at)
}

fn spelled(at: Timestamp) -> Option<String> {
    jiff::fmt::strtime::format("%a, %d %b %Y %H:%M:%S GMT", &at.to_zoned(TimeZone::UTC)).ok()
}

fn value(edit: &Edit) -> Option<&str> {
    let Edit::Set { value } = edit else { return None };
    Some(value.trim())
}

fn header(edit: &Edit) -> Option<Words> {
    let value = value(edit)?;
    match value {
        "" => Some(say!(files::PropertyEmpty)),
        _ if value.chars().any(char::is_control) => Some(say!(files::PropertyLines)),
        _ if !value.is_ascii() => Some(say!(files::PropertyLetters)),
        _ if value.len() > LONGEST_HEADER => Some(say!(files::PropertyLong, most = LONGEST_HEADER)),
        _ => None,
    }
}

/// `type/subtype`, and perhaps more behind it.
fn media_type(edit: &Edit) -> Option<Words> {
    let (kind, rest) = value(edit)?.split_once('/').unwrap_or_default();
    let subtype = rest.split(';').next().unwrap_or_default().trim();
    (!is_token(kind) || !is_token(subtype)).then(|| say!(files::PropertyNoType))
}

fn shown_name(edits: &PropertyEdits) -> Option<Words> {
    let about = edits.about(&About::default());
    header(&about.content_disposition.map_or(Edit::Leave, |value| Edit::Set { value })).or_else(|| {
        value(&edits.content_disposition)
            .filter(|value| value.chars().any(char::is_control))
            .map(|_| say!(files::PropertyLines))
    })
}

fn date(edit: &Edit) -> Option<Words> {
    http_date(value(edit)?).is_none().then(|| say!(files::PropertyNoDate))
}

fn metadata(edits: &PropertyEdits) -> Option<Words> {
    let set = &edits.metadata.set;
    if let Some(wrong) = twice(set.iter().map(|pair| pair.name.to_ascii_lowercase())) {
        return Some(wrong);
    }
    for Tag { name, value } in set {
        if !is_token(name) || name.chars().any(|letter| letter.is_ascii_uppercase()) {
            return Some(say!(files::PropertyMetadataName, name = name.as_str()));
        }
        if value.chars().any(char::is_control) {
            return Some(say!(files::PropertyLines));
        }
    }
    let bytes = set.iter().map(|pair| pair.name.len() + encoded(&pair.value).len()).sum();
    over_metadata(bytes)
}

/// More metadata than a file can have.
pub(crate) fn over_metadata(bytes: usize) -> Option<Words> {
    (bytes > MOST_METADATA).then(|| say!(files::PropertyMetadataLarge, bytes, most = MOST_METADATA))
}

fn tags(edits: &PropertyEdits) -> Option<Words> {
    let set = &edits.tags.set;
    if let Some(wrong) = twice(set.iter().map(|pair| pair.name.clone())) {
        return Some(wrong);
    }
    for Tag { name, value } in set {
        let (longest_name, longest_value) = LONGEST_TAG;
        let long = name.chars().count() > longest_name || value.chars().count() > longest_value;
        match () {
            () if name.trim().is_empty() => return Some(say!(files::PropertyTagUnnamed)),
            () if long => return Some(say!(files::PropertyTagLong, name = longest_name, value = longest_value)),
            () if name.starts_with("aws:") => return Some(say!(files::PropertyTagReserved)),
            () if name.chars().chain(value.chars()).any(char::is_control) => return Some(say!(files::PropertyLines)),
            () => {}
        }
    }
    (set.len() > MOST_TAGS).then(|| say!(files::PropertyTagsMany, count = set.len(), most = MOST_TAGS))
}

fn twice(names: impl Iterator<Item = String>) -> Option<Words> {
    let mut seen = HashSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone())).map(|name| say!(files::PropertyTwice, name))
}

fn token(text: &str) -> Option<Words> {
    (!is_token(text)).then(|| say!(files::PropertyLetters))
}

fn encryption(edits: &PropertyEdits) -> Option<Words> {
    let chosen = edits.encryption.as_ref()?;
    let key = chosen.key.as_deref().unwrap_or_default();
    (key.chars().any(char::is_control) || !key.is_ascii()).then(|| say!(files::PropertyLetters))
}

/// What HTTP allows in a name.
fn is_token(text: &str) -> bool {
    let part = |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
    !text.is_empty() && text.bytes().all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Edit {
        Edit::Set { value: text.to_owned() }
    }

    fn fields(edits: &PropertyEdits) -> Vec<PropertyField> {
        check(edits).into_iter().map(|finding| finding.field).collect()
    }

    fn pairs(count: usize, name: &str, value: &str) -> Vec<Tag> {
        (0..count).map(|at| Tag { name: format!("{name}{at}"), value: value.to_owned() }).collect()
    }

    #[test]
    fn a_header_has_no_line_break_and_no_letters_that_none_carries() {
        use PropertyField::{CacheControl, ContentDisposition, ContentLanguage, ContentType, Expires};
        for (text, wrong) in [
            ("text/plain", false),
            ("text/plain; charset=utf-8", false),
            ("text", true),
            ("", true),
            ("text/plain\r\nX-Evil: 1", true),
            ("text/plüsch", true),
        ] {
            let edits = PropertyEdits { content_type: set(text), ..PropertyEdits::default() };
            assert_eq!(fields(&edits) == [ContentType], wrong, "{text}");
        }
        let edits = PropertyEdits {
            content_language: set("dé"),
            cache_control: set("no-store\n"),
            expires: set("soon"),
            content_disposition: set("attachment; filename=\"a\r\nb\""),
            ..PropertyEdits::default()
        };
        // A line break at the end is no part of what was typed.
        assert_eq!(fields(&edits), [ContentLanguage, ContentDisposition, Expires]);
        let edits = PropertyEdits { cache_control: set(&"x".repeat(5_000)), ..PropertyEdits::default() };
        assert_eq!(fields(&edits), [CacheControl]);
    }

    #[test]
    fn a_day_and_a_date_of_http_are_dates() {
        let midnight = Some("Sun, 31 Jan 2027 00:00:00 GMT".to_owned());
        assert_eq!(http_date("2027-01-31"), midnight);
        assert_eq!(http_date(" Sun, 31 Jan 2027 00:00:00 GMT "), midnight);
        assert_eq!(http_date("0"), None);
    }

    #[test]
    fn metadata_has_two_kilobytes_and_not_one_byte_more() {
        let value = |bytes: usize| PropertyEdits {
            metadata: super::super::edits::PairEdits { set: pairs(1, "n", &"v".repeat(bytes)), ..Default::default() },
            ..PropertyEdits::default()
        };
        assert_eq!(fields(&value(MOST_METADATA - 2)), []);
        assert_eq!(fields(&value(MOST_METADATA - 1)), [PropertyField::Metadata]);
        for (name, text) in [("a b", "x"), ("ü", "x"), ("Upper", "x"), ("", "x"), ("n", "a\nb")] {
            let set = vec![Tag { name: name.into(), value: text.into() }];
            let metadata = super::super::edits::PairEdits { set, ..Default::default() };
            let edits = PropertyEdits { metadata, ..PropertyEdits::default() };
            assert_eq!(fields(&edits), [PropertyField::Metadata], "{name}");
        }
    }

    #[test]
    fn ten_tags_of_128_and_256_letters() {
        let edits = |set: Vec<Tag>| {
            let tags = super::super::edits::PairEdits { set, ..Default::default() };
            PropertyEdits { tags, ..PropertyEdits::default() }
        };
        let tag = |name: String, value: String| vec![Tag { name, value }];
        for (set, right) in [
            (pairs(10, "t", "v"), true),
            (pairs(11, "t", "v"), false),
            (tag("ä".repeat(128), "é".repeat(256)), true),
            (tag("ä".repeat(129), String::new()), false),
            (tag("n".into(), "é".repeat(257)), false),
            (tag(" ".into(), String::new()), false),
            (tag("aws:mine".into(), String::new()), false),
            ([pairs(1, "t", "1"), pairs(1, "t", "2")].concat(), false),
        ] {
            assert_eq!(fields(&edits(set.clone())).is_empty(), right, "{set:?}");
        }
    }
}
