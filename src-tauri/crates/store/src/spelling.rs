//! Keys of lists as they are. Some servers announce encoded keys (`EncodingType`) and send them
//! plain, others encode and do not say so; of `a+b` nobody can tell by the look of it. So lists are
//! asked for plain, which leaves nothing to guess, and once more with `encoding-type=url` only
//! where XML cannot hold a key of the page: control characters, and U+FFFD, which some servers
//! write in their place.

use crate::error::{StoreError, StoreErrorKind};
use crate::list::decode;
use crate::names::xml_can_carry;
use aws_sdk_s3::types::EncodingType;
use std::future::Future;

/// A page of a list, as the server sent it.
pub(crate) trait Page {
    /// The keys and folders on it, in order.
    fn keys(&self) -> impl Iterator<Item = &str>;
    /// Whether it says that they are encoded.
    fn announces(&self) -> bool;
}

/// Asks for a page, and again where its keys cannot be told otherwise. With whether its keys are
/// encoded.
pub(crate) async fn exactly<P, F>(ask: impl Fn(Option<EncodingType>) -> F) -> Result<(P, bool), StoreError>
where
    P: Page,
    F: Future<Output = Result<P, StoreError>>,
{
    let plain = match ask(None).await {
        // Some encode without being asked to, and say so.
        Ok(page) if page.announces() && page.keys().all(can_be_encoded) => return Ok((page, true)),
        Ok(page) if page.keys().all(is_held) => return Ok((page, false)),
        Ok(page) => Some(page),
        Err(error) if is_about_a_key(&error) => None,
        Err(error) => return Err(error),
    };
    match (ask(Some(EncodingType::Url)).await, plain) {
        (Ok(page), plain) => {
            let encoded = is_encoded(plain.as_ref(), &page);
            Ok((page, encoded))
        }
        // A server that encodes nothing may say so.
        (Err(error), Some(plain)) if !error.is_temporary() => Ok((plain, false)),
        (Err(error), _) => Err(error),
    }
}

/// A server may fail over a key that it cannot write down.
fn is_about_a_key(error: &StoreError) -> bool {
    use StoreErrorKind::{BadAnswer, ServerFault};
    matches!(error.kind, BadAnswer | ServerFault)
}

/// Whether the page's keys are encoded: what both pages have tells, and where that says nothing,
/// the server does.
fn is_encoded<P: Page>(plain: Option<&P>, page: &P) -> bool {
    let same = |(before, now): (&str, &str)| match (before == now, decode(now) == before) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    };
    let proof = plain.and_then(|plain| plain.keys().zip(page.keys()).find_map(same));
    proof.unwrap_or_else(|| page.announces() && page.keys().all(can_be_encoded))
}

/// Whether a key that came in XML is what it was.
fn is_held(key: &str) -> bool {
    // Most keys are ASCII without controls.
    key.bytes().all(|byte| matches!(byte, b' '..=b'~')) || xml_can_carry(key) && !key.contains('\u{fffd}')
}

/// Whether an encoder may have left a text like this: nothing but signs of ASCII, and `%` before
/// two digits alone.
fn can_be_encoded(text: &str) -> bool {
    let hex = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    text.bytes().enumerate().all(|(at, byte)| match byte {
        b'%' => hex(at + 1) && hex(at + 2),
        byte => byte.is_ascii_graphic(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Keys(&'static [&'static str], bool);

    impl Page for Keys {
        fn keys(&self) -> impl Iterator<Item = &str> {
            self.0.iter().copied()
        }

        fn announces(&self) -> bool {
            self.1
        }
    }

    #[test]
    fn the_pages_tell_whether_keys_are_encoded_before_the_server_does() {
        for (plain, now, announced, encoded) in [
            (&["a+b", "\u{fffd}"][..], &["a%2Bb", "%01"][..], false, true),
            (&["a+b", "\u{fffd}"], &["a+b", "\u{1}"], true, false),
            (&["a", "\u{fffd}"], &["a", "%01"], true, true),
            (&["a", "\u{fffd}"], &["a", "%01"], false, false),
            (&["a b", "\u{1}"], &["a+b", "%01"], false, true),
            (&["\u{1}"], &["\u{1}"], true, false),
        ] {
            assert_eq!(is_encoded(Some(&Keys(plain, false)), &Keys(now, announced)), encoded, "{now:?}");
        }
    }

    #[test]
    fn a_key_is_held_by_xml_or_not() {
        for key in ["a", "a+b %41", "ü🦀", "<&>\"'", ""] {
            assert!(is_held(key), "{key}");
        }
        for key in ["\u{1}", "a\tb", "a\r\nb", "\u{fffd}", "\u{7f}", "\u{ffff}"] {
            assert!(!is_held(key), "{key:?}");
        }
        for (text, can) in [("a%2Bb+c/", true), ("100%", false), ("a b", false), ("ü", false), ("%zz", false)] {
            assert_eq!(can_be_encoded(text), can, "{text}");
        }
    }
}
