//! One value of a request against one value of a policy.

use super::operator::{Compare, Order};
use super::{date, ip};
use crate::pattern::{self, Piece};
use crate::request::Context;

/// Whether `value` compares with `wanted`. Nothing if one of them cannot be read as what the
/// operator compares: then AWS holds neither the comparison nor its negation for true.
pub(super) fn compare(how: Compare, value: &str, wanted: &str, context: Option<&Context>) -> Option<bool> {
    match how {
        Compare::StringEquals => Some(is(value, &letters(wanted, context, false))),
        Compare::StringEqualsIgnoreCase => {
            let wanted: Option<Vec<Piece>> = letters(wanted, context, false).map(|pieces| lower(&pieces));
            Some(is(&value.to_lowercase(), &wanted))
        }
        Compare::StringLike => Some(is(value, &letters(wanted, context, true))),
        Compare::Arn => arn(value, &letters(wanted, context, true)),
        Compare::Numeric(order) => ordered(order, number(value)?, number(wanted)?),
        Compare::Date(order) => ordered(order, date::seconds(value)?, date::seconds(wanted)?),
        Compare::Bool => Some(boolean(value)? == boolean(wanted)?),
        Compare::Binary => Some(value.trim_end_matches('=') == wanted.trim_end_matches('=')),
        Compare::IpAddress => ip::lies_in(value, wanted),
        Compare::Null => None,
    }
}

/// Whether the operator can read this value of a policy.
pub(crate) fn readable(how: Compare, wanted: &str) -> bool {
    match how {
        Compare::Numeric(_) => number(wanted).is_some(),
        Compare::Date(_) => date::seconds(wanted).is_some(),
        Compare::Bool | Compare::Null => boolean(wanted).is_some(),
        Compare::IpAddress => ip::is_range(wanted),
        Compare::Arn => wanted == "*" || wanted.matches(':').count() >= 5,
        Compare::Binary => wanted.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)),
        _ => true,
    }
}

/// The pieces of a policy's value; nothing if a variable in it has no value, which equals nothing
/// at all. Without a context (documents of 2008) there are no variables.
fn letters(wanted: &str, context: Option<&Context>, wildcards: bool) -> Option<Vec<Piece>> {
    match context {
        Some(context) => pattern::filled(wanted, context, wildcards),
        None if wildcards => Some(pattern::plain(wanted)),
        None => Some(pattern::literal(wanted)),
    }
}

fn is(value: &str, wanted: &Option<Vec<Piece>>) -> bool {
    wanted.as_ref().is_some_and(|wanted| pattern::matches(wanted, value))
}

fn lower(pieces: &[Piece]) -> Vec<Piece> {
    let lower = |piece: &Piece| match *piece {
        Piece::Letter(letter) => letter.to_lowercase().map(Piece::Letter).collect(),
        other => vec![other],
    };
    pieces.iter().flat_map(lower).collect()
}

/// ARNs are compared part by part: a wildcard does not reach across a colon, but for the last part.
fn arn(value: &str, wanted: &Option<Vec<Piece>>) -> Option<bool> {
    let Some(wanted) = wanted else { return Some(false) };
    if wanted == &[Piece::Any] {
        return Some(true);
    }
    let wanted: Vec<&[Piece]> = wanted.splitn(6, |piece| *piece == Piece::Letter(':')).collect();
    let value: Vec<&str> = value.splitn(6, ':').collect();
    (wanted.len() == 6 && value.len() == 6)
        .then(|| wanted.iter().zip(value).all(|(wanted, value)| pattern::matches(wanted, value)))
}

fn ordered(order: Order, value: f64, wanted: f64) -> Option<bool> {
    Some(match order {
        Order::Equal => value == wanted,
        Order::Less => value < wanted,
        Order::LessOrEqual => value <= wanted,
        Order::Greater => value > wanted,
        Order::GreaterOrEqual => value >= wanted,
    })
}

fn number(text: &str) -> Option<f64> {
    let digits = text.trim();
    // `inf` and `nan` are numbers to Rust, not to AWS.
    (digits.bytes().any(|byte| byte.is_ascii_digit()) && digits.bytes().all(|byte| b"0123456789+-.eE".contains(&byte)))
        .then(|| digits.parse().ok())?
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
