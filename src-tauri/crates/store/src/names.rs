//! Names that must not reach the wire, because a server would take them for something else.
//! What AWS says about good bucket names is for the engine to teach; this is only the safety net.

use crate::Quirks;
use crate::error::{StoreError, StoreErrorKind, Subject};

/// Refuses a bucket name that would change the path of a request: an empty one (the path would
/// name another bucket or the list of buckets), one with `/`, and anything outside the letters,
/// digits, `.`, `-`, `_` and 255 bytes that the oldest buckets of us-east-1 may have.
pub(crate) fn check_bucket(subject: Subject<'_>) -> Result<(), StoreError> {
    let name = subject.bucket.unwrap_or_default();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let only_dots = name.bytes().all(|b| b == b'.');
    if name.len() > 255 || only_dots || !name.bytes().all(plain) {
        return Err(subject.refuse(StoreErrorKind::BadBucketName, "not a name that a bucket can have"));
    }
    Ok(())
}

/// Refuses a key that several servers take for the bucket itself: no key at all, and, unless the
/// provider is known to be safe, a key of slashes only (`DELETE /bucket//` deletes the bucket on
/// Garage, SeaweedFS, rclone and LocalStack, and succeeds).
pub(crate) fn check_key(subject: Subject<'_>, quirks: &Quirks) -> Result<(), StoreError> {
    let key = subject.key.unwrap_or_default();
    if key.is_empty() {
        return Err(subject.refuse(StoreErrorKind::RefusedKey, "an object needs a key"));
    }
    if quirks.delete_slash_key_is_deadly && names_the_bucket(key) {
        return Err(
            subject.refuse(StoreErrorKind::RefusedKey, "servers take a key of slashes only for the bucket itself")
        );
    }
    Ok(())
}

fn names_the_bucket(key: &str) -> bool {
    key.bytes().all(|b| b == b'/')
}

/// Whether XML 1.0 can carry every character of a key (section 2.2, production `Char`), and carry
/// it unchanged: tab, line feed and carriage return are legal but parsers fold them. A key that
/// fails here cannot be named in a DeleteObjects request.
pub(crate) fn xml_can_carry(key: &str) -> bool {
    key.chars().all(|c| !matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn subject<'a>(bucket: &'a str, key: &'a str) -> Subject<'a> {
        Subject::new("PutObject").bucket(bucket).key(key)
    }

    #[test]
    fn a_bucket_name_that_bends_the_path_is_refused() {
        for name in ["", ".", "..", "a/b", "a b", "ä", "a%2f", "a?x", &"x".repeat(256)] {
            assert_eq!(check_bucket(subject(name, "k")).unwrap_err().kind, StoreErrorKind::BadBucketName, "{name}");
        }
        for name in ["abc", "My_Old.Bucket", "0-9"] {
            check_bucket(subject(name, "k")).unwrap();
        }
    }

    #[test]
    fn a_key_of_slashes_is_refused_unless_the_provider_is_safe() {
        let deadly = &crate::provider("other").unwrap().quirks;
        let safe = &crate::provider("aws").unwrap().quirks;
        for key in ["/", "//", "///"] {
            assert_eq!(check_key(subject("b", key), deadly).unwrap_err().kind, StoreErrorKind::RefusedKey);
            check_key(subject("b", key), safe).unwrap();
        }
        assert_eq!(check_key(subject("b", ""), safe).unwrap_err().kind, StoreErrorKind::RefusedKey);
        check_key(subject("b", "/a"), deadly).unwrap();
    }

    #[test]
    fn xml_carries_words_and_emoji_but_no_controls() {
        for key in ["a b", "ü/🦀", "a&b<c>\"'", "e\u{301}"] {
            assert!(xml_can_carry(key), "{key}");
        }
        for key in ["a\u{1}", "a\tb", "a\nb", "a\rb", "\u{7f}", "\u{85}", "\u{ffff}", "\u{2028}"] {
            assert!(!xml_can_carry(key), "{key:?}");
        }
    }
}
