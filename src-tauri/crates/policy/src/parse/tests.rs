#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::parse;
use crate::finding::{Code, mend};
use crate::testing::any_document;

/// A statement with `inside` added.
fn with(inside: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",{inside}}}]}}"#)
}

#[test]
fn every_shape_is_read() {
    for text in [
        r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#.to_owned(),
        with(r#""Action":["s3:GetObject"],"Resource":["*"]"#),
        with(r#""NotAction":"s3:GetObject","NotResource":"*""#),
        with(r#""Principal":"*","Action":"s3:GetObject","Resource":"*""#),
        with(r#""NotPrincipal":{"AWS":["111122223333"],"Service":"x.amazonaws.com"},"Action":"*","Resource":"*""#),
        with(
            r#""Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"s3:max-keys":[10,"5"]}}"#,
        ),
        with(r#""Action":"*","Resource":"*","Condition":{}"#),
    ] {
        let parsed = parse(&text);
        assert_eq!(parsed.findings, [], "{text}");
        let document = parsed.document.unwrap();
        assert_eq!(parse(&document.compact()).document, Some(document.clone()));
        assert_eq!(parse(&document.pretty()).document, Some(document));
    }
}

#[test]
fn each_fault_of_the_shape_has_its_code_and_its_place() {
    for (text, code, path) in [
        ("[]".to_owned(), Code::NotAPolicy, ""),
        (r#"[{"AllowedOrigins":["*"]}]"#.to_owned(), Code::NotAPolicy, ""),
        (r#"{"CORSRules":[]}"#.to_owned(), Code::NotAPolicy, ""),
        (r#"{"Effect":"Allow"}"#.to_owned(), Code::NotAPolicy, ""),
        (r#"{"Version":"2012-10-17"}"#.to_owned(), Code::MissingElement, ""),
        (r#"{"Statement":[]}"#.to_owned(), Code::EmptyElement, "Statement"),
        (r#"{"Statement":["x"]}"#.to_owned(), Code::WrongType, "Statement[0]"),
        (r#"{"Version":1,"Statement":[]}"#.to_owned(), Code::WrongType, "Version"),
        (r#"{"Statement":{"Action":"*","Resource":"*"}}"#.to_owned(), Code::MissingElement, "Statement[0]"),
        (r#"{"Statement":{"Effect":"allow","Action":"*"}}"#.to_owned(), Code::BadEffect, "Statement[0].Effect"),
        (r#"{"Statement":{"Effect":"Maybe","Action":"*"}}"#.to_owned(), Code::BadEffect, "Statement[0].Effect"),
        (with(r#""Resource":"*""#), Code::MissingElement, "Statement[0]"),
        (with(r#""Actions":"*""#), Code::UnknownElement, "Statement[0].Actions"),
        (with(r#""Action":"*","NotAction":"*""#), Code::BothOfPair, "Statement[0]"),
        (with(r#""Action":[]"#), Code::EmptyElement, "Statement[0].Action"),
        (with(r#""Action":["*",""]"#), Code::EmptyElement, "Statement[0].Action[1]"),
        (with(r#""Action":[1]"#), Code::WrongType, "Statement[0].Action[0]"),
        (with(r#""Action":"*","Principal":"111122223333""#), Code::BadPrincipal, "Statement[0].Principal"),
        (with(r#""Action":"*","Principal":{}"#), Code::EmptyElement, "Statement[0].Principal"),
        (with(r#""Action":"*","Principal":{"aws":"*"}"#), Code::UnknownElement, "Statement[0].Principal.aws"),
        (with(r#""Action":"*","Condition":[]"#), Code::WrongType, "Statement[0].Condition"),
        (with(r#""Action":"*","Condition":{"Bool":"true"}"#), Code::WrongType, "Statement[0].Condition.Bool"),
        (
            with(r#""Action":"*","Condition":{"Bool":{"a:b":null}}"#),
            Code::WrongType,
            "Statement[0].Condition.Bool.a:b[0]",
        ),
    ] {
        let findings = parse(&text).findings;
        assert!(findings.iter().any(|f| f.code == code && f.path == path), "{text}: {findings:?}");
    }
}

#[test]
fn what_is_far_too_large_is_not_read() {
    let findings = parse(&" ".repeat(300_000)).findings;
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::TooLarge]);
}

#[test]
fn slips_are_mended() {
    let text = r#"{"Statement":{"effect":"Allow","Actions":"*","Ressource":"*"}}"#;
    let mended = mend(text, &parse(text).findings);
    assert_eq!(mended, r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#);
    let text = r#"{"Statement":{"Effect":"ALLOW","Action":"*","Resource":"*"}}"#;
    assert_eq!(parse(&mend(text, &parse(text).findings)).findings, []);
}

#[test]
fn the_place_of_a_fault_is_that_of_the_element() {
    let text = "{\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": [\"*\", 7]\n  }]\n}";
    let finding = &parse(text).findings[0];
    assert_eq!((finding.place.line, finding.place.column), (4, 21));
    assert_eq!(&text[finding.place.start..finding.place.end], "7");
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(document in any_document()) {
        for text in [document.compact(), document.pretty()] {
            let parsed = parse(&text);
            prop_assert_eq!(&parsed.findings, &vec![]);
            prop_assert_eq!(parsed.document.as_ref(), Some(&document));
        }
    }

    #[test]
    fn no_bytes_are_too_much(bytes in any::<Vec<u8>>()) {
        let text = String::from_utf8_lossy(&bytes);
        mend(&text, &parse(&text).findings);
    }

    #[test]
    fn nor_is_a_policy_with_a_hole_in_it(document in any_document(), from in 0usize..200, length in 0usize..20) {
        let text = document.pretty();
        let (from, to) = (text.floor_char_boundary(from), text.floor_char_boundary(from + length));
        let text = format!("{}{}", &text[..from], &text[to..]);
        mend(&text, &parse(&text).findings);
    }
}
