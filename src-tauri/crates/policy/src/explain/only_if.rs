//! Only if, in plain words.

use words::{Value, Words, policy, say};

use super::quoted;
use crate::condition::{Compare, Order, Quantifier};
use crate::document::{Condition, Scalar, Statement};

/// What has to hold, after “if”; all of it has to.
pub(super) fn clauses(statement: &Statement) -> Vec<Words> {
    statement.conditions.iter().map(clause).collect()
}

fn clause(condition: &Condition) -> Words {
    let Some(test) = condition.operator.test else {
        return say!(policy::IfUnknown, operator = quoted(&condition.operator.name));
    };
    let is = |word: &str| condition.values.iter().all(|value| value.text().eq_ignore_ascii_case(word));
    let (key, name) = (condition.key.to_ascii_lowercase(), || quoted(&condition.key));
    let wordy = || plain(condition, test.compare, test.not);
    let told = match (test.compare, condition.operator.quantifier) {
        (Compare::Null, _) if is("true") => say!(policy::IfMissing, key = name()),
        (Compare::Null, _) if is("false") => say!(policy::IfThere, key = name()),
        (Compare::Null, _) => say!(policy::IfThereOrNot, key = name()),
        (Compare::Bool, None) if is("true") || is("false") => yes_or_no(&key, is("true")).unwrap_or_else(wordy),
        (_, None) => known(&key, condition, test.not).unwrap_or_else(wordy),
        _ => wordy(),
    };
    match (condition.operator.quantifier, condition.operator.if_exists) {
        (Some(Quantifier::All), _) => say!(policy::IfOrNone, condition = told),
        (None, true) => say!(policy::IfOrSilent, condition = told),
        _ => told,
    }
}

fn yes_or_no(key: &str, yes: bool) -> Option<Words> {
    let is = turned(!yes);
    Some(match key {
        "aws:securetransport" => say!(policy::IfEncrypted, is),
        "aws:multifactorauthpresent" => say!(policy::IfMfa, is),
        "aws:viaawsservice" => say!(policy::IfViaService, is),
        "aws:principalisawsservice" => say!(policy::IfService, is),
        _ => return None,
    })
}

/// The word by which a message chooses between a condition and its opposite.
fn turned(not: bool) -> &'static str {
    if not { "no" } else { "yes" }
}

/// Keys that have a common name.
fn known(key: &str, condition: &Condition, not: bool) -> Option<Words> {
    let (is, values) = (turned(not), values(condition));
    Some(match key {
        "aws:sourceip" => say!(policy::IfAddress, is, values, count = addresses(condition)),
        "aws:vpcsourceip" => say!(policy::IfPrivateAddress, is, values),
        "aws:sourcevpc" | "aws:sourcevpce" => say!(policy::IfNetwork, is, values),
        "s3:prefix" => say!(policy::IfLists, is, places = any(condition, listed)),
        "sts:externalid" => say!(policy::IfExternalId, is, values),
        "aws:principalorgid" => say!(policy::IfOrganization, is, values),
        "aws:principalaccount" => say!(policy::IfAccount, is, values),
        "aws:principalarn" => say!(policy::IfArn, is, values),
        "aws:username" => say!(policy::IfUserName, is, values),
        "aws:sourceaccount" => say!(policy::IfForAccount, is, values),
        "aws:sourcearn" => say!(policy::IfFor, is, values),
        "aws:requestedregion" => say!(policy::IfRegion, is, values),
        "s3:x-amz-server-side-encryption" => say!(policy::IfEncryption, is, values),
        "s3:x-amz-server-side-encryption-aws-kms-key-id" => say!(policy::IfUploadKey, is, values),
        "s3:x-amz-acl" => say!(policy::IfUploadAcl, is, values),
        _ => {
            let tag = key.strip_prefix("s3:existingobjecttag/")?;
            let tag = quoted(&condition.key[condition.key.len() - tag.len()..]);
            say!(policy::IfTag, is, tag, values)
        }
    })
}

/// How many addresses there are; a range is more than one.
fn addresses(condition: &Condition) -> usize {
    match condition.values.as_slice() {
        [range] if range.text().contains('/') => 2,
        all => all.len(),
    }
}

/// What a value of `s3:prefix` lets be listed.
fn listed(prefix: &str) -> Words {
    match prefix.strip_suffix('*') {
        Some(folder) => say!(policy::ListsIn, folder = quoted(folder)),
        None if prefix.is_empty() => say!(policy::ListsTop),
        None => say!(policy::ListsExactly, prefix = quoted(prefix)),
    }
}

fn plain(condition: &Condition, compare: Compare, not: bool) -> Words {
    let key = quoted(&condition.key);
    let subject: Words = match (condition.operator.quantifier, condition.key.eq_ignore_ascii_case("aws:CurrentTime")) {
        (_, true) => say!(policy::SubjectTime),
        (Some(Quantifier::All), _) => say!(policy::SubjectEvery, key),
        (Some(Quantifier::Any), _) => say!(policy::SubjectSome, key),
        (None, _) => key,
    };
    let values = values(condition);
    match (compare, not) {
        (Compare::StringLike | Compare::Arn, false) => say!(policy::IfLike, subject, values),
        (Compare::StringLike | Compare::Arn, true) => say!(policy::IfNotLike, subject, values),
        (Compare::Date(Order::Less), _) => say!(policy::IfBefore, subject, values),
        (Compare::Date(Order::LessOrEqual), _) => say!(policy::IfNotAfter, subject, values),
        (Compare::Date(Order::Greater), _) => say!(policy::IfAfter, subject, values),
        (Compare::Date(Order::GreaterOrEqual), _) => say!(policy::IfNotBefore, subject, values),
        (Compare::Numeric(Order::Less), _) => say!(policy::IfLess, subject, values),
        (Compare::Numeric(Order::LessOrEqual), _) => say!(policy::IfAtMost, subject, values),
        (Compare::Numeric(Order::Greater), _) => say!(policy::IfMore, subject, values),
        (Compare::Numeric(Order::GreaterOrEqual), _) => say!(policy::IfAtLeast, subject, values),
        (_, false) => say!(policy::IfIs, subject, values),
        (_, true) => say!(policy::IfIsNot, subject, values),
    }
}

fn values(condition: &Condition) -> Value {
    any(condition, quoted)
}

/// The values, each told by `tell`, with “or” between.
fn any(condition: &Condition, tell: fn(&str) -> Words) -> Value {
    let mut any: Vec<Words> = condition.values.iter().map(Scalar::text).map(tell).collect();
    if any.is_empty() {
        any.push(say!(policy::NoValue));
    }
    Value::Any { any }
}
