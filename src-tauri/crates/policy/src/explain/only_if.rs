//! Only if, in plain words.

use super::quoted;
use crate::condition::{Compare, Order, Quantifier};
use crate::document::{Condition, Statement};
use crate::words;

/// `, only if …` for what is allowed and `, if …` for what is denied; nothing without conditions.
pub(super) fn phrase(statement: &Statement) -> String {
    let clauses = clauses(statement);
    match clauses.as_slice() {
        [] => String::new(),
        [one] if statement.allows() && one.starts_with("the request comes from") => {
            format!(", only{}", one.trim_start_matches("the request comes"))
        }
        many if statement.allows() => format!(", only if {}", words::join(many, "and")),
        many => format!(", if {}", words::join(many, "and")),
    }
}

/// Each condition as half a sentence.
pub(super) fn clauses(statement: &Statement) -> Vec<String> {
    statement.conditions.iter().map(clause).collect()
}

fn clause(condition: &Condition) -> String {
    let Some(test) = condition.operator.test else {
        return format!("a test is passed that nobody knows (`{}`)", condition.operator.name);
    };
    let is = |word: &str| condition.values.iter().all(|value| value.text().eq_ignore_ascii_case(word));
    let key = condition.key.to_ascii_lowercase();
    let wordy = || plain(condition, test.compare, test.not);
    let text = match (test.compare, condition.operator.quantifier) {
        (Compare::Null, _) if is("true") => format!("the request does not carry `{}`", condition.key),
        (Compare::Null, _) if is("false") => format!("the request carries `{}`", condition.key),
        (Compare::Null, _) => format!("`{}` is there or not", condition.key),
        (Compare::Bool, None) if is("true") || is("false") => yes_or_no(&key, is("true")).unwrap_or_else(wordy),
        (_, None) => known(&key, condition, test.not).unwrap_or_else(wordy),
        _ => wordy(),
    };
    match (condition.operator.quantifier, condition.operator.if_exists) {
        (Some(Quantifier::All), _) => format!("{text} (or the request has none)"),
        (None, true) => format!("{text} (or the request does not say)"),
        _ => text,
    }
}

fn yes_or_no(key: &str, yes: bool) -> Option<String> {
    let not = if yes { "" } else { "not " };
    Some(match key {
        "aws:securetransport" => format!("the connection is {not}encrypted"),
        "aws:multifactorauthpresent" if yes => "they signed in with a second factor".into(),
        "aws:multifactorauthpresent" => "they signed in without a second factor".into(),
        "aws:viaawsservice" => format!("the request is {not}made by a service of AWS for them"),
        "aws:principalisawsservice" => format!("it is {not}a service of AWS that asks"),
        _ => return None,
    })
}

/// Keys that have a common name.
fn known(key: &str, condition: &Condition, not: bool) -> Option<String> {
    let values = values(condition);
    let (is, does) = if not { ("is not", "does not come") } else { ("is", "comes") };
    let belongs = if not { "do not belong" } else { "belong" };
    Some(match key {
        "aws:sourceip" => {
            format!("the request {does} from {} {values}", plural(condition, "the address", "the addresses"))
        }
        "aws:vpcsourceip" => format!("the request {does} from the private addresses {values}"),
        "aws:sourcevpc" | "aws:sourcevpce" => format!("the request {does} through the private network {values}"),
        "s3:prefix" => prefix(condition, not),
        "sts:externalid" => format!("the external ID {is} the agreed one ({values})"),
        "aws:principalorgid" => format!("they {belongs} to the organisation {values}"),
        "aws:principalaccount" => format!("they {belongs} to the account {values}"),
        "aws:principalarn" if not => format!("they are none of {values}"),
        "aws:principalarn" => format!("they are {values}"),
        "aws:username" => format!("their user name {is} {values}"),
        "aws:sourceaccount" => format!("it {is} done for the account {values}"),
        "aws:sourcearn" => format!("it {is} done for {values}"),
        "aws:requestedregion" => format!("the region {is} {values}"),
        "s3:x-amz-server-side-encryption" => format!("the upload {is} encrypted with {values}"),
        "s3:x-amz-server-side-encryption-aws-kms-key-id" => format!("the key of the upload {is} {values}"),
        "s3:x-amz-acl" => format!("the access set with the upload {is} {values}"),
        _ => {
            let label = key.strip_prefix("s3:existingobjecttag/")?;
            let label = &condition.key[condition.key.len() - label.len()..];
            format!("the label `{label}` of the file {is} {values}")
        }
    })
}

fn prefix(condition: &Condition, not: bool) -> String {
    let (is, lies) = if not { ("is not", "does not lie in") } else { ("is", "lies in") };
    let place = |value: &str| match value.strip_suffix('*') {
        Some(folder) => format!("{lies} {}", quoted(folder)),
        None if value.is_empty() => format!("{is} the top of the bucket"),
        None => format!("{is} {}", quoted(value)),
    };
    let places: Vec<String> = condition.values.iter().map(|value| place(value.text())).collect();
    format!("what they list {}", words::join(&places, if not { "and" } else { "or" }))
}

fn plain(condition: &Condition, compare: Compare, not: bool) -> String {
    let relation = match (compare, not) {
        (Compare::StringLike | Compare::Arn, false) => "is like",
        (Compare::StringLike | Compare::Arn, true) => "is not like",
        (Compare::Numeric(order) | Compare::Date(order), not) => {
            ordered(order, matches!(compare, Compare::Date(_)), not)
        }
        (_, false) => "is",
        (_, true) => "is not",
    };
    let subject = match (condition.operator.quantifier, condition.key.eq_ignore_ascii_case("aws:CurrentTime")) {
        (_, true) => "the time".into(),
        (Some(Quantifier::All), _) => format!("every value of `{}`", condition.key),
        (Some(Quantifier::Any), _) => format!("one of the values of `{}`", condition.key),
        (None, _) => format!("`{}`", condition.key),
    };
    format!("{subject} {relation} {}", values(condition))
}

fn ordered(order: Order, date: bool, not: bool) -> &'static str {
    match (order, date) {
        (Order::Equal, _) if not => "is not",
        (Order::Equal, _) => "is",
        (Order::Less, true) => "is before",
        (Order::LessOrEqual, true) => "is not after",
        (Order::Greater, true) => "is after",
        (Order::GreaterOrEqual, true) => "is not before",
        (Order::Less, false) => "is less than",
        (Order::LessOrEqual, false) => "is at most",
        (Order::Greater, false) => "is more than",
        (Order::GreaterOrEqual, false) => "is at least",
    }
}

fn values(condition: &Condition) -> String {
    words::join(&condition.values.iter().map(|value| quoted(value.text())).collect::<Vec<_>>(), "or")
}

fn plural(condition: &Condition, one: &'static str, many: &'static str) -> &'static str {
    let single = matches!(condition.values.as_slice(), [value] if !value.text().contains('/'));
    if single { one } else { many }
}
