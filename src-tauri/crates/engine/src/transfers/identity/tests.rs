//! What addresses and answers prove, without a server; the notes are tried on real ones in
//! `tests/tests/flows/transfers/one_object.rs`.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use store::{ObjectAt, ObjectHead};

use super::{Identity, at_sight, below, by_heads, folded_key, notes, pair};

fn at(bucket: &str, key: &str) -> ObjectAt {
    ObjectAt::new(bucket, key)
}

fn head(etag: &str, modified: i64, version: Option<&str>) -> ObjectHead {
    ObjectHead {
        size: 1,
        etag: Some(etag.into()),
        modified: Some(modified),
        written: None,
        content_type: None,
        checksum: None,
        etag_is_md5: None,
        version: version.map(Into::into),
    }
}

#[test]
fn addresses_prove_only_what_no_server_takes_for_one() {
    let sight = |one, a: (&str, &str), b: (&str, &str)| at_sight(one, &at(a.0, a.1), &at(b.0, b.1));
    let [same, apart] = [Some(Identity::Same), Some(Identity::Different)];
    assert_eq!(sight(true, ("b", "a/x"), ("b", "a/x")), same);
    assert_eq!(sight(true, ("b", "a/x"), ("b", "c/x")), apart);
    assert_eq!(sight(true, ("b", "a/x"), ("b", "a/y")), apart);
    // Another name in whatever bucket is another object.
    assert_eq!(sight(false, ("b", "a/x"), ("b", "a/y")), apart);
    // One name through another login or in a bucket of another name: nothing is known.
    assert_eq!(sight(false, ("b", "a/x"), ("b", "a/x")), None);
    assert_eq!(sight(false, ("b", "a/x"), ("b", "c/x")), None);
    assert_eq!(sight(true, ("b", "x"), ("alias", "x")), None);
    for (one, other) in [
        ("a/b", "a//b"),
        ("a/b", "/a/b"),
        ("a/b", "a/./b"),
        ("a/b", "a/c/../b"),
        ("a/b", "a\\b"),
        ("a b", "a+b"),
        ("aAb", "a%41b"),
        ("a/b", "a%2Fb"),
        ("A.txt", "a.TXT"),
        ("caf\u{e9}", "cafe\u{301}"),
        ("maß", "MASS"),
        ("name", "name."),
        ("a/b", "a/b/"),
    ] {
        assert_eq!(sight(true, ("b", one), ("b", other)), None, "{one} and {other}");
    }
}

#[test]
fn what_a_server_says_proves_through_one_login_and_versions_through_any() {
    let differ = |one, a: &ObjectHead, b: &ObjectHead| by_heads(one, a, b) == Some(Identity::Different);
    let plain = head("e", 1, None);
    assert!(!differ(true, &plain, &plain));
    assert!(differ(true, &plain, &head("e", 2, None)) && differ(true, &plain, &head("f", 1, None)));
    assert!(!differ(false, &plain, &head("f", 2, None)), "a gateway has its own words for an object");
    assert!(differ(false, &head("e", 1, Some("v1")), &head("e", 1, Some("v2"))));
    assert!(!differ(false, &head("e", 1, Some("v1")), &head("e", 1, Some("v1"))));
    assert!(!differ(false, &head("e", 1, Some("v1")), &plain));
}

#[test]
fn notes_lie_beside_both_and_differ_as_the_names_do() {
    let written = |a: &str, b: &str| notes(&at("x", a), &at("y", b)).map(|(a, b)| (a.key, b.key));
    let (one, other) = written("to/a/f", "f").unwrap();
    assert_eq!(one, format!("to/a/{other}"));
    let (one, other) = written("a/B.txt", "a/b.txt").unwrap();
    assert!(one.ends_with("-B.txt") && other.ends_with("-b.txt") && one[..40] == other[..40], "{one} {other}");
    let (one, other) = written("a\\b", "a/b").unwrap();
    assert_eq!(one.replace('\\', "/"), other);
    for (one, other) in [("a%2Fb", "a/b"), ("a/b/..", "a"), ("a/.", "a")] {
        assert_eq!(written(one, other), None, "{one} {other}");
    }
}

#[test]
fn a_folder_lies_below_another_in_any_spelling() {
    let below = |outer: &str, inner: &str| below(outer, inner);
    assert_eq!(below("a/", "a/b/").as_deref(), Some("b/"));
    assert_eq!(below("a/", "a/").as_deref(), Some(""));
    assert_eq!(below("a/", "A//B/").as_deref(), Some("B/"));
    assert_eq!(below("a//x/", "a/x/").as_deref(), Some(""));
    for (outer, inner) in [("a/", "b/a/"), ("a/b/", "a/"), ("a/", "ab/"), ("a/", "")] {
        assert_eq!(below(outer, inner), None, "{outer} {inner}");
    }
}

#[test]
fn files_of_one_move_share_what_was_found_out() {
    let pair = |a: &str, b: &str| pair(&at("x", a), &at("y", b));
    assert_eq!(pair("to/a/f", "a/f"), pair("to/a/deep/g", "a/deep/g"));
    assert_eq!(pair("to/f", "f"), pair("to/a/g", "a/g"));
    assert_eq!(pair("f", "from/f"), pair("a/g", "from/a/g"));
    assert_eq!(pair("f", "f"), pair("a/g", "a/g"));
    assert_ne!(pair("to/f", "f"), pair("f", "f"));
    assert_ne!(pair("a/F", "a/f"), pair("b/F", "b/f"));
}

proptest! {
    /// Whatever a server folds, the two are never called different at sight.
    #[test]
    fn a_spelling_is_never_taken_for_another_object(
        segments in prop::collection::vec("[a-cA-C]{1,3}", 1..4),
        how in prop::collection::vec(0..5_u8, 1..4),
    ) {
        let plain = segments.join("/");
        let mut odd = String::new();
        for (at, segment) in segments.iter().enumerate() {
            let between = match how[at % how.len()] {
                0 => "//",
                1 => "/./",
                2 => "/x/../",
                3 => "\\",
                _ => "/",
            };
            if at > 0 {
                odd.push_str(between);
            }
            odd.push_str(&segment.to_uppercase());
        }
        prop_assert_eq!(folded_key(&plain), folded_key(&odd));
        prop_assert_ne!(at_sight(true, &at("b", &plain), &at("b", &odd)), Some(Identity::Different));
        prop_assert_ne!(at_sight(false, &at("b", &plain), &at("c", &odd)), Some(Identity::Different));
    }

    /// What follows from one pair of files holds for every other of the same pair of places.
    #[test]
    fn a_pair_is_of_places(to in "([a-c]{1,2}/){0,2}", from in "([a-c]{1,2}/){0,2}", below in "([a-c]{1,2}/){0,2}x") {
        let pair = |name: &str| pair(&at("x", &format!("{to}{name}")), &at("y", &format!("{from}{name}")));
        prop_assert_eq!(pair(&below), pair("y"));
    }
}
