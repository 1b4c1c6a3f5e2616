use super::{Operator, holds};
use crate::document::{Condition, Scalar};
use crate::request::Context;

fn condition(operator: &str, values: &[&str]) -> Condition {
    let values = values.iter().map(|value| Scalar::Text((*value).into())).collect();
    Condition { operator: Operator::new(operator), key: "test:Key".into(), values, bare: false }
}

/// With the key's values, or without the key.
fn check(operator: &str, values: &[&str], given: Option<&[&str]>) -> Option<bool> {
    let mut context = Context::from_iter([("aws:username", "ann")]);
    if let Some(given) = given {
        context.set("TEST:key", given.iter().copied());
    }
    holds(&condition(operator, values), &context, true)
}

#[test]
fn each_operator_with_a_value_that_fits_and_one_that_does_not() {
    for (operator, wanted, fits, fails) in [
        ("StringEquals", "a", "a", "A"),
        ("StringNotEquals", "a", "A", "a"),
        ("StringEqualsIgnoreCase", "a", "A", "b"),
        ("StringNotEqualsIgnoreCase", "a", "b", "A"),
        ("StringLike", "a*", "abc", "ba"),
        ("StringNotLike", "a*", "ba", "abc"),
        ("stringequals", "${aws:username}", "ann", "bob"),
        ("StringEquals", "*", "*", "x"),
        ("NumericEquals", "10", "10.0", "11"),
        ("NumericNotEquals", "10", "11", "10"),
        ("NumericLessThan", "10", "9", "10"),
        ("NumericLessThanEquals", "10", "10", "11"),
        ("NumericGreaterThan", "10", "11", "10"),
        ("NumericGreaterThanEquals", "10", "10", "9"),
        ("DateEquals", "2020-01-01T00:00:00Z", "1577836800", "1577836801"),
        ("DateNotEquals", "2020-01-01T00:00:00Z", "1577836801", "1577836800"),
        ("DateLessThan", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59Z", "2020-01-01T00:00:00Z"),
        ("DateLessThanEquals", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z"),
        ("DateGreaterThan", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z", "2020-01-01T00:00:00Z"),
        ("DateGreaterThanEquals", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59Z"),
        ("Bool", "true", "TRUE", "false"),
        ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", "qmluYXJ5"),
        ("IpAddress", "203.0.113.0/24", "203.0.113.9", "203.0.114.9"),
        ("NotIpAddress", "203.0.113.0/24", "203.0.114.9", "203.0.113.9"),
        ("ArnEquals", "arn:aws:s3:::b*", "arn:aws:s3:::bcd", "arn:aws:sns:::bcd"),
        ("ArnLike", "arn:aws:iam::*:role/x", "arn:aws:iam::1:role/x", "arn:aws:iam::1:2:role/x"),
        ("ArnNotLike", "arn:aws:s3:::b", "arn:aws:s3:::c", "arn:aws:s3:::b"),
        ("ArnNotEquals", "arn:aws:s3:::b", "arn:aws:s3:::c", "arn:aws:s3:::b"),
        ("Null", "false", "x", ""),
    ] {
        assert_eq!(check(operator, &[wanted], Some(&[fits])), Some(true), "{operator} {wanted} {fits}");
        if operator != "Null" {
            assert_eq!(check(operator, &[wanted], Some(&[fails])), Some(false), "{operator} {wanted} {fails}");
        }
    }
}

#[test]
fn a_missing_key_fails_unless_the_operator_says_otherwise() {
    for (operator, wanted, expected) in [
        ("StringEquals", "a", Some(false)),
        ("StringNotEquals", "a", Some(true)),
        ("StringEqualsIfExists", "a", Some(true)),
        ("NotIpAddress", "203.0.113.0/24", Some(true)),
        ("Bool", "true", Some(false)),
        ("BoolIfExists", "true", Some(true)),
        ("Null", "true", Some(true)),
        ("Null", "false", Some(false)),
        ("ForAllValues:StringEquals", "a", Some(true)),
        ("ForAnyValue:StringEquals", "a", Some(false)),
        ("ForAnyValue:StringNotEquals", "a", Some(false)),
        ("ForAnyValue:StringEqualsIfExists", "a", Some(false)),
        ("NullIfExists", "true", None),
        ("StringIs", "a", None),
    ] {
        assert_eq!(check(operator, &[wanted], None), expected, "{operator}");
        assert_eq!(check(operator, &[wanted], Some(&[])), expected, "{operator}, no values");
    }
}

#[test]
fn values_of_a_list_are_taken_as_any_and_negated_as_none() {
    for (operator, given, expected) in [
        ("StringEquals", &["b"][..], true),
        ("StringNotEquals", &["b"], false),
        ("StringNotEquals", &["c"], true),
        ("ForAllValues:StringEquals", &["a", "b"], true),
        ("ForAllValues:StringEquals", &["a", "c"], false),
        ("ForAnyValue:StringEquals", &["c", "b"], true),
        ("ForAnyValue:StringEquals", &["c", "d"], false),
        ("ForAllValues:StringNotEquals", &["c", "d"], true),
        ("ForAllValues:StringNotEquals", &["c", "a"], false),
        ("ForAnyValue:StringNotEquals", &["a", "c"], true),
        ("ForAnyValue:StringNotEquals", &["a", "b"], false),
        ("StringEquals", &["a", "b"], false),
    ] {
        assert_eq!(check(operator, &["a", "b"], Some(given)), Some(expected), "{operator} {given:?}");
    }
}

#[test]
fn what_cannot_be_read_is_neither_equal_nor_unequal() {
    for operator in ["NumericEquals", "NumericNotEquals", "DateNotEquals", "NotIpAddress", "ArnNotLike"] {
        assert_eq!(check(operator, &["soon"], Some(&["x"])), Some(false), "{operator}");
    }
}

/// AWS, “Policy variables with no value”: the value is null, nothing equals it, and so
/// `StringNotEquals` holds.
#[test]
fn a_variable_without_a_value_equals_nothing() {
    assert_eq!(check("StringEquals", &["${aws:PrincipalTag/x}"], Some(&["x"])), Some(false));
    assert_eq!(check("StringNotEquals", &["${aws:PrincipalTag/x}"], Some(&["x"])), Some(true));
    assert_eq!(check("StringEquals", &["${aws:PrincipalTag/x, 'x'}"], Some(&["x"])), Some(true));
}

#[test]
fn documents_of_2008_have_no_variables() {
    let mut context = Context::from_iter([("aws:username", "ann")]);
    context.set("test:Key", ["${aws:username}"]);
    assert_eq!(holds(&condition("StringEquals", &["${aws:username}"]), &context, false), Some(true));
    assert_eq!(holds(&condition("StringEquals", &["${aws:username}"]), &context, true), Some(false));
}
