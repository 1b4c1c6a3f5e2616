//! Documents for property tests.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::condition::Operator;
use crate::document::{Choice, Condition, Document, Effect, PrincipalType, Principals, Scalar, Statement, Texts};

const ACTIONS: &[&str] = &["*", "s3:*", "s3:Get*", "s3:GetObject", "S3:PUTOBJECT", "s3:ListBucket", "sts:AssumeRole"];
const RESOURCES: &[&str] =
    &["*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::c*"];
const WHO: &[&str] = &["*", "111122223333", "arn:aws:iam::111122223333:user/ann", "arn:aws:iam::444455556666:root"];
const OPERATORS: &[&str] = &["StringEquals", "StringNotLike", "ForAnyValue:StringLike", "BoolIfExists", "Null"];
const KEYS: &[&str] = &["aws:username", "s3:prefix", "aws:SourceIp", "aws:SecureTransport"];

fn texts(known: &'static [&'static str]) -> impl Strategy<Value = Texts> {
    let text = prop_oneof![4 => select(known).prop_map(String::from), 1 => "[ -~\u{e9}\u{65e5}]{1,8}"];
    prop_oneof![text.clone().prop_map(Texts::one), vec(text, 1..4).prop_map(|list| Texts { list, bare: false }),]
}

fn choice<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Choice<T>> {
    (proptest::bool::weighted(0.2), of).prop_map(|(except, of)| Choice { except, of })
}

fn principals() -> impl Strategy<Value = Principals> {
    prop_oneof![
        Just(Principals::Everyone),
        texts(WHO).prop_map(|texts| Principals::Listed(vec![(PrincipalType::Aws, texts)])),
    ]
}

fn conditions() -> impl Strategy<Value = Vec<Condition>> {
    let word = prop_oneof![Just("true".to_owned()), any::<u16>().prop_map(|n| n.to_string())];
    let value = prop_oneof!["[ -~]{0,6}".prop_map(Scalar::Text), word.prop_map(Scalar::Word)];
    let one =
        (select(OPERATORS), select(KEYS), vec(value, 1..3), any::<bool>()).prop_map(|(operator, key, values, bare)| {
            let bare = bare && values.len() == 1;
            Condition { operator: Operator::new(operator), key: key.into(), values, bare }
        });
    vec(one, 0..3).prop_map(|mut conditions| {
        conditions.sort_by(|a, b| a.operator.name.cmp(&b.operator.name).then(a.key.cmp(&b.key)));
        conditions.dedup_by(|a, b| a.operator == b.operator && a.key == b.key);
        conditions
    })
}

fn statement() -> impl Strategy<Value = Statement> {
    let effect = prop_oneof![3 => Just(Effect::Allow), 1 => Just(Effect::Deny)];
    let sid = option::of("[A-Za-z0-9]{1,8}");
    (
        sid,
        effect,
        option::of(choice(principals())),
        choice(texts(ACTIONS)),
        option::of(choice(texts(RESOURCES))),
        conditions(),
    )
        .prop_map(|(sid, effect, principal, action, resource, conditions)| Statement {
            sid,
            effect,
            principal,
            action,
            resource,
            conditions,
        })
}

/// Any document that can be written.
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    let version = option::of(prop_oneof![Just("2012-10-17".to_owned()), Just("2008-10-17".to_owned())]);
    (version, option::of("[a-z]{1,5}"), vec(statement(), 1..4), any::<bool>()).prop_map(
        |(version, id, statements, single)| {
            let single = single && statements.len() == 1;
            Document { version, id, statements, single }
        },
    )
}
