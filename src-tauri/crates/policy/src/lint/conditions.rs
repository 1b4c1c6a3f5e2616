//! Only if: operators, and the values they can read.

use words::{policy, say};

use super::{At, Check, Vendor};
use crate::condition::{Compare, Operator, Quantifier, network, readable};
use crate::document::Condition;
use crate::finding::{Code, Repair, Severity};
use crate::fitting::is_private;
use crate::spelling;

pub(super) fn check(check: &mut Check, at: At) {
    for condition in &at.statement.conditions {
        let operator = format!("{}.{}", at.path("Condition"), condition.operator.name);
        let path = format!("{operator}.{}", condition.key);
        if condition.operator.test.is_none() {
            unknown(check, &operator, &condition.operator.name);
            continue;
        }
        values(check, &path, condition);
        wildcards(check, at, &operator, condition);
        missing(check, at, &path, condition);
        prefix(check, &path, condition);
        addresses(check, &path, condition);
    }
}

fn unknown(check: &mut Check, path: &str, name: &str) {
    let base = name.rsplit(':').next().unwrap_or(name);
    let meant = spelling::nearest(base, &crate::condition::names());
    let text = match meant {
        Some(meant) => say!(policy::UnknownOperatorMeant, name, meant),
        None => say!(policy::UnknownOperator, name),
    };
    check.say(Code::UnknownOperator, Severity::Error, path, text);
}

fn values(check: &mut Check, path: &str, condition: &Condition) {
    let Some(test) = condition.operator.test else { return };
    if condition.values.is_empty() {
        check.say(Code::EmptyElement, Severity::Error, path, say!(policy::NoValues));
    }
    for (value, nth) in condition.values.iter().zip(0..) {
        let text = value.text();
        let (path, variable) = (format!("{path}[{nth}]"), text.contains("${"));
        let string = matches!(
            test.compare,
            Compare::StringEquals | Compare::StringEqualsIgnoreCase | Compare::StringLike | Compare::Arn
        );
        if variable && !string {
            check.say(Code::BadVariable, Severity::Error, &path, say!(policy::OperatorVariable));
        } else if !variable && !readable(test.compare, text) {
            let (value, turned) = (text, if test.not { "yes" } else { "no" });
            let says = match test.compare {
                Compare::Numeric(_) => say!(policy::NotNumber, value, turned),
                Compare::Date(_) => say!(policy::NotDate, value, turned),
                Compare::Bool | Compare::Null => say!(policy::NotBool, value, turned),
                Compare::IpAddress => say!(policy::NotAddress, value, turned),
                Compare::Arn => say!(policy::NotArn, value, turned),
                _ => say!(policy::NotBase64, value, turned),
            };
            match readable(test.compare, text.trim()) {
                true => check.rewrite(Code::BadValue, Severity::Error, &path, says, text.trim()),
                false => check.say(Code::BadValue, Severity::Error, &path, says),
            }
        }
    }
}

fn wildcards(check: &mut Check, at: At, path: &str, condition: &Condition) {
    let Operator { test: Some(test), quantifier: None, if_exists: false, .. } = condition.operator else { return };
    let star = |value: &crate::document::Scalar| crate::action::without_variables(value.text()).contains(['*', '?']);
    // `${*}` is a plain star; what is left after variables are taken out may come from one.
    let plain = condition.values.iter().any(|value| !value.text().contains("${") && star(value));
    if test.compare != Compare::StringEquals || !plain {
        return;
    }
    let name = if test.not { "StringNotLike" } else { "StringLike" };
    let alone = at.statement.conditions.iter().filter(|other| other.operator.name == condition.operator.name).count()
        == 1
        && at.statement.conditions.iter().all(|other| other.operator.name != name);
    let place = check.source.place(path);
    let repair = Repair::new(say!(policy::UseButton, name), place.start, place.end, format!("\"{name}\""));
    let text = say!(policy::WildcardPlain, operator = &condition.operator.name, instead = name);
    check.offer(Code::WildcardNotRead, Severity::Warning, path, text, alone.then_some(repair));
}

fn missing(check: &mut Check, at: At, path: &str, condition: &Condition) {
    let guarded = at.statement.conditions.iter().any(|other| {
        other.operator.is(Compare::Null)
            && other.key.eq_ignore_ascii_case(&condition.key)
            && other.values.iter().all(|value| value.text() == "false")
    });
    if at.statement.allows() && condition.operator.quantifier == Some(Quantifier::All) && !guarded {
        let text = say!(policy::TrueWhenMissing, key = &condition.key);
        check.say(Code::TrueWhenMissing, Severity::Warning, path, text);
    }
}

/// Amazon sees the public address of a network, and none of a request through a VPC endpoint.
fn addresses(check: &mut Check, path: &str, condition: &Condition) {
    if !condition.key.eq_ignore_ascii_case("aws:SourceIp") || check.surroundings.vendor != Vendor::Amazon {
        return;
    }
    for (value, nth) in condition.values.iter().zip(0..) {
        let text = value.text();
        if network(text).is_some_and(|(address, bits)| bits > 0 && is_private(address)) {
            let says = say!(policy::PrivateAddress, value = text);
            check.say(Code::PrivateAddress, Severity::Warning, &format!("{path}[{nth}]"), says);
        }
    }
}

/// `reports` and `reports*` also list `reports-2025/`.
fn prefix(check: &mut Check, path: &str, condition: &Condition) {
    if !condition.key.eq_ignore_ascii_case("s3:prefix") || condition.operator.test.is_some_and(|test| test.not) {
        return;
    }
    for (value, nth) in condition.values.iter().zip(0..) {
        let folder = value.text().trim_end_matches('*');
        let wild = folder.len() < value.text().len() || condition.operator.is(Compare::StringEquals);
        if wild && !folder.is_empty() && !folder.ends_with(['/', '}']) {
            let text = say!(policy::PrefixSlash, value = value.text(), folder);
            check.say(Code::PrefixWithoutSlash, Severity::Warning, &format!("{path}[{nth}]"), text);
        }
    }
}
