#![allow(clippy::unwrap_used)]
use std::collections::HashMap;

use proptest::prelude::*;
use store::{Retained, RetentionMode};

use super::*;

fn now() -> About {
    let text = |text: &str| Some(text.to_owned());
    About {
        content_type: text("text/plain"),
        content_encoding: text("gzip"),
        content_language: text("de"),
        content_disposition: text("inline"),
        cache_control: text("max-age=60"),
        expires: text("0"),
        redirect: text("/x"),
        metadata: HashMap::from([("colour".into(), "=?UTF-8?B?Z3LDvG4=?=".into()), ("Size".into(), "1".into())]),
        class: text("STANDARD_IA"),
        tags: None,
        encryption: text("aws:kms"),
        kms_key: text("arn:aws:kms:eu-west-1:1:key/k"),
        bucket_key: Some(true),
        retained: Some(Retained { mode: RetentionMode::Governance, until: 1_801_404_300_000 }),
        held: true,
    }
}

fn set(text: &str) -> Edit {
    Edit::Set { value: text.to_owned() }
}

fn tag(name: &str, value: &str) -> Tag {
    Tag { name: name.into(), value: value.into() }
}

#[test]
fn without_edits_everything_is_sent_as_it_was() {
    let edits = PropertyEdits::default();
    assert!(edits.is_empty());
    let sent = edits.about(&now());
    assert_eq!(differs(&sent, &now()), [""; 0]);
    assert_eq!((sent.retained, sent.held, sent.bucket_key), (now().retained, true, Some(true)));
}

#[test]
fn each_edit_changes_its_own_property_and_no_other() {
    let class = Some("GLACIER_IR".to_owned());
    let pair =
        |set, remove: &[&str]| PairEdits { replace: false, set, remove: remove.iter().map(|&n| n.into()).collect() };
    let kms = Some(EncryptionEdit { method: "aws:kms".into(), key: Some("other".into()) });
    let none = PropertyEdits::default;
    for (changed, edits) in [
        ("type", PropertyEdits { content_type: set("text/css"), ..none() }),
        ("encoding", PropertyEdits { content_encoding: Edit::Remove, ..none() }),
        ("language", PropertyEdits { content_language: set("fr"), ..none() }),
        ("disposition", PropertyEdits { content_disposition: set("attachment; filename=\"ü.txt\""), ..none() }),
        ("cache", PropertyEdits { cache_control: set("no-store"), ..none() }),
        ("expires", PropertyEdits { expires: set("2027-01-31"), ..none() }),
        ("metadata", PropertyEdits { metadata: pair(vec![tag("owner", "José")], &["size"]), ..none() }),
        ("class", PropertyEdits { class, ..none() }),
        ("key", PropertyEdits { encryption: kms, ..none() }),
    ] {
        assert!(edits.copies(), "{changed}");
        assert_eq!(differs(&edits.about(&now()), &now()), [changed]);
    }
}

#[test]
fn metadata_that_nobody_edits_keeps_its_spelling() {
    let spelled = [("a", "x=?y"), ("b", "=?ISO-8859-1?Q?gr=FC?="), ("c", "=?UTF-8?Q?gr=C3=BCn?=")];
    let metadata = spelled.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let now = About { metadata, ..now() };
    let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
    assert_eq!(edits.about(&now).metadata, now.metadata);
}

#[test]
fn a_retention_is_compared_as_storage_keeps_it() {
    let none = || About { retained: None, ..now() };
    let until = |until| About { retained: Some(Retained { mode: RetentionMode::Governance, until }), ..now() };
    for (sent, shown, same) in [
        (until(1_500), until(2_000), true),
        (until(2_000), until(2_000), true),
        (until(2_000), until(1_000), false),
        // The bucket's default.
        (none(), until(2_000), true),
        (until(2_000), none(), false),
    ] {
        assert_eq!(differs(&sent, &shown).is_empty(), same, "{:?} {:?}", sent.retained, shown.retained);
    }
}

#[test]
fn names_and_values_are_merged_removed_or_replaced() {
    let edits = |replace, set: Vec<Tag>, remove: &[&str]| PropertyEdits {
        tags: PairEdits { replace, set, remove: remove.iter().map(|&name| name.into()).collect() },
        ..PropertyEdits::default()
    };
    let now = [tag("b", "1"), tag("a", "2")];
    assert_eq!(edits(false, vec![tag("b", "3"), tag("c", "")], &["a"]).tags(&now), [tag("b", "3"), tag("c", "")]);
    assert_eq!(edits(true, vec![tag("c", "4")], &[]).tags(&now), [tag("c", "4")]);
    assert_eq!(edits(false, Vec::new(), &["none"]).tags(&now), [tag("a", "2"), tag("b", "1")]);
    assert!(!edits(false, Vec::new(), &["a"]).copies(), "tags alone never copy");
}

#[test]
fn a_file_name_of_other_letters_is_spelled_for_a_header() {
    let edits =
        PropertyEdits { content_disposition: set("attachment; filename=\"Übersicht.pdf\""), ..Default::default() };
    let sent = edits.about(&now()).content_disposition.unwrap();
    assert_eq!(sent, "attachment; filename=\"_bersicht.pdf\"; filename*=UTF-8''%C3%9Cbersicht.pdf");
}

fn any_about() -> impl Strategy<Value = About> {
    let text = || proptest::option::of("[a-z0-9 =;/-]{1,20}");
    let pairs = proptest::collection::hash_map("[a-z][a-z0-9-]{0,9}", "[ -~äöü€🦀]{0,30}", 0..5);
    (text(), text(), text(), text(), text(), text(), pairs, any::<bool>()).prop_map(
        |(content_type, content_encoding, content_language, cache_control, expires, class, metadata, held)| About {
            content_type,
            content_encoding,
            content_language,
            cache_control,
            expires,
            class,
            metadata: metadata.into_iter().map(|(name, value)| (name, encoded(&value))).collect(),
            held,
            ..About::default()
        },
    )
}

proptest! {
    /// A change of one property keeps every other, whatever the file has.
    #[test]
    fn one_change_keeps_every_other(about in any_about(), which in 0..5_usize) {
        let mut edits = PropertyEdits::default();
        let changed = [
            ("type", &mut edits.content_type),
            ("encoding", &mut edits.content_encoding),
            ("language", &mut edits.content_language),
            ("cache", &mut edits.cache_control),
            ("disposition", &mut edits.content_disposition),
        ];
        let (name, edit) = changed.into_iter().nth(which).unwrap();
        *edit = set("changed/value");
        let found = differs(&edits.about(&about), &about);
        prop_assert!(found.is_empty() || found == [name], "{:?}", found);
    }
}
