#![allow(clippy::unwrap_used)]

use crate::finding::{Code, mend};
use proptest::prelude::*;

use super::{Node, Value, read};

fn codes(text: &str) -> Vec<Code> {
    read(text).1.iter().map(|finding| finding.code).collect()
}

/// The same value as serde_json reads it.
fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => serde_json::from_str(text).unwrap(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Object(members) => members.iter().map(|m| (m.name.clone(), plain(&m.value))).collect(),
    }
}

#[test]
fn every_fault_has_its_name_and_those_with_one_safe_mend_are_mended() {
    for (text, code, mended) in [
        (r#"{"a": [1, 2,]}"#, Code::TrailingComma, Some(r#"{"a": [1, 2]}"#)),
        (r#"{"a": 1, }"#, Code::TrailingComma, Some(r#"{"a": 1 }"#)),
        (r#"{"a": "b" "c": 1}"#, Code::MissingComma, Some(r#"{"a": "b", "c": 1}"#)),
        ("{“a”: “b”}", Code::WrongQuotes, Some(r#"{"a": "b"}"#)),
        ("{'a': 'b'}", Code::WrongQuotes, Some(r#"{"a": "b"}"#)),
        ("```json\n{}\n```", Code::MarkdownFence, Some("{}\n")),
        ("s3 policy {}", Code::TextAround, Some("{}")),
        ("{} // end", Code::Comment, Some("{} ")),
        ("{/* a */}", Code::Comment, Some("{}")),
        ("\u{feff}{\u{a0}}", Code::StrangeSpace, Some(" { }")),
        (r#"{"a": 1, "a": 2}"#, Code::DuplicateKey, None),
        ("  ", Code::Empty, None),
        (r#"{"a": b}"#, Code::NotJson, None),
        (r#"{"a" 1}"#, Code::NotJson, None),
        (r#"{a: 1}"#, Code::NotJson, None),
        (r#"{"a": 01}"#, Code::NotJson, None),
        (r#"{"a": "b}"#, Code::NotJson, None),
        ("{\"a\": \"b\n\"}", Code::NotJson, None),
        (r#"{"a": "\x"}"#, Code::NotJson, None),
        (r#"{"a": "\ud800"}"#, Code::NotJson, None),
        (r#"{"a": [1}"#, Code::NotJson, None),
        (r#"{"a": 1"#, Code::NotJson, None),
        (r#"{"a": 1}}"#, Code::NotJson, None),
        (r#"{,}"#, Code::NotJson, None),
    ] {
        let (_, found) = read(text);
        assert!(found.iter().any(|finding| finding.code == code), "{text}: {found:?}");
        if let Some(mended) = mended {
            assert_eq!(mend(text, &found), mended);
            assert_eq!(codes(mended), [], "{mended}");
        }
    }
}

#[test]
fn the_place_is_that_of_the_comma() {
    let found = read("{\n  \"a\": [\n    1,\n  ]\n}").1;
    assert_eq!((found[0].place.line, found[0].place.column), (3, 6));
}

#[test]
fn depth_has_a_floor() {
    assert_eq!(codes(&"[".repeat(100_000)), [Code::NotJson]);
}

#[test]
fn a_text_of_faults_alone_is_soon_done() {
    let text = format!("[{}]", "[1,],".repeat(100_000));
    assert_eq!(read(&text).1.len(), 100);
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::hash_map(any::<String>(), inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_serde_writes_is_read_alike(value in any_json()) {
        let text = serde_json::to_string_pretty(&serde_json::json!([value])).unwrap();
        let (node, found) = read(&text);
        prop_assert_eq!(found, vec![]);
        prop_assert_eq!(plain(&node.unwrap()), serde_json::json!([value]));
    }

    #[test]
    fn without_findings_serde_takes_it_too(text in r#"[\[\]{},:"'ab1\\u0 \n/*“”.-]{0,30}"#) {
        if read(&text).1.is_empty() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        let (_, found) = read(&text);
        mend(&text, &found);
    }
}
