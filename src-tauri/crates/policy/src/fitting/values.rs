//! What a request can carry under a key so that conditions hold: the values that they name, and some that they do not.

use std::net::IpAddr;

use crate::condition::{Compare, date_seconds, network};
use crate::document::{Condition, Statement};
use crate::key;
use crate::pattern::{self, Piece};
use crate::request::Context;

/// More values than these are never tried for one key.
const MOST: usize = 64;

/// Addresses anywhere on the Internet.
const ADDRESSES: [&str; 4] = ["8.8.8.8", "151.101.1.140", "193.0.6.139", "2a00:1450:4001:80f::200e"];

/// Keys that every request carries.
const ALWAYS: [&str; 4] = ["aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:userid"];

/// The keys that stand in variables of the statement, in lower case.
pub(super) fn variables(statement: &Statement) -> Vec<String> {
    let resources = statement.resource.iter().flat_map(|resource| &resource.of.list).map(String::as_str);
    let values = statement.conditions.iter().flat_map(|condition| &condition.values).map(|value| value.text());
    resources.chain(values).flat_map(pattern::variables).map(str::to_ascii_lowercase).collect()
}

/// A value that a request may carry under the key.
pub(super) fn example(key: &str) -> String {
    let form = key::forms(key).and_then(|forms| forms.iter().find_map(|form| pattern::common(&[Piece::Any], form)));
    form.unwrap_or_else(|| "somewhat".into())
}

/// The values that are tried under the key; an empty list stands for a request without it. `far` says that the address is
/// one of the Internet's, outside of every range that names a network.
pub(super) fn candidates(
    key: &str,
    conditions: &[&Condition],
    context: &Context,
    variables: bool,
    far: bool,
) -> Vec<Vec<String>> {
    let mut singles: Vec<String> = Vec::new();
    for (condition, value) in conditions.iter().flat_map(|c| c.values.iter().map(move |value| (c, value.text()))) {
        let Some(test) = condition.operator.test else { continue };
        if singles.len() < MOST {
            singles.extend(near(key, test.compare, value, context, variables));
        }
    }
    singles.extend(together(conditions, context, variables));
    for form in key::forms(key).unwrap_or_default() {
        let example = pattern::common(&[Piece::Any], &form);
        let others = example.into_iter().flat_map(|one| [format!("{one}x7"), one]);
        singles.extend(others.filter(|one| pattern::meet(&pattern::literal(one), &form)));
    }
    if key::forms(key).is_none() {
        singles.push(example(key));
        singles.extend(["", "x", "0", "true", "false"].map(str::to_owned));
        singles.extend(ADDRESSES.map(str::to_owned));
    }
    if far && key == "aws:sourceip" {
        let networks: Vec<&str> = conditions.iter().flat_map(|c| &c.values).map(|value| value.text()).collect();
        singles.retain(|address| is_anywhere(address, &networks));
    }
    let mut seen = std::collections::BTreeSet::new();
    singles.retain(|value| seen.insert(value.clone()));
    let mut all: Vec<Vec<String>> = singles.iter().map(|value| vec![value.clone()]).collect();
    if key::holds_many(key) {
        let few = &singles[..singles.len().min(8)];
        let pairs = few.iter().flat_map(|one| few.iter().map(move |other| vec![one.clone(), other.clone()]));
        all.extend(pairs.filter(|pair| pair[0] < pair[1]));
    }
    if !(ALWAYS.contains(&key) || far && key == "aws:sourceip") {
        all.push(Vec::new());
    }
    all
}

/// Values that compare with `wanted`, and such as are just beside it.
fn near(key: &str, compare: Compare, wanted: &str, context: &Context, variables: bool) -> Vec<String> {
    match compare {
        Compare::Numeric(_) => {
            let Ok(number) = wanted.trim().parse::<f64>() else { return Vec::new() };
            [number, number - 1.0, number + 1.0].map(|number| number.to_string()).into()
        }
        Compare::Date(_) => {
            let Some(seconds) = date_seconds(wanted) else { return Vec::new() };
            [seconds, seconds - 1.0, seconds + 1.0].map(|second| second.to_string()).into()
        }
        Compare::Bool | Compare::Null => vec!["true".into(), "false".into()],
        Compare::Binary => vec![wanted.into()],
        Compare::IpAddress => network(wanted).map(|(address, _)| address.to_string()).into_iter().collect(),
        Compare::StringEquals | Compare::StringEqualsIgnoreCase | Compare::StringLike | Compare::Arn => {
            let Some(pieces) = pieces(compare, wanted, context, variables) else { return Vec::new() };
            match key::forms(key) {
                Some(forms) => forms.iter().filter_map(|form| pattern::common(&pieces, form)).collect(),
                None => pattern::common(&pieces, &[Piece::Any]).into_iter().flat_map(longer).collect(),
            }
        }
    }
}

/// A value, and one that goes on.
fn longer(value: String) -> [String; 2] {
    let more = format!("{value}x");
    [value, more]
}

/// Values that fit two patterns of different conditions at once.
fn together(conditions: &[&Condition], context: &Context, variables: bool) -> Vec<String> {
    let mut found = Vec::new();
    let each = |condition: &Condition| -> Vec<Vec<Piece>> {
        let Some(test) = condition.operator.test else { return Vec::new() };
        let values = condition.values.iter().take(8);
        values.filter_map(|value| pieces(test.compare, value.text(), context, variables)).collect()
    };
    for (nth, one) in conditions.iter().enumerate() {
        for other in &conditions[nth + 1..] {
            let others = each(other);
            let pairs = each(one)
                .into_iter()
                .flat_map(|one| others.iter().filter_map(|other| pattern::common(&one, other)).collect::<Vec<_>>());
            found.extend(pairs.flat_map(longer).take(MOST));
        }
    }
    found
}

fn pieces(compare: Compare, wanted: &str, context: &Context, variables: bool) -> Option<Vec<Piece>> {
    let wildcards = match compare {
        Compare::StringLike | Compare::Arn => true,
        Compare::StringEquals | Compare::StringEqualsIgnoreCase => false,
        _ => return None,
    };
    let wanted: String = wanted.chars().take(512).collect();
    match (variables, wildcards) {
        (true, _) => pattern::filled(&wanted, context, wildcards),
        (false, true) => Some(pattern::plain(&wanted)),
        (false, false) => Some(pattern::literal(&wanted)),
    }
}

/// Whether an address is one that nobody chose: public, and in no range that AWS takes for one network. Wider ranges, of
/// less than 8 bits or 32 bits of IPv6, count as the Internet (“The meaning of public”).
pub(super) fn is_anywhere(address: &str, networks: &[&str]) -> bool {
    let Ok(ip) = address.parse::<IpAddr>() else { return false };
    let narrow = |text: &&&str| network(text).is_some_and(|(at, bits)| bits >= if at.is_ipv4() { 8 } else { 32 });
    let inside = |text: &&str| crate::condition::lies_in(address, text) == Some(true);
    !is_private(ip) && !networks.iter().filter(narrow).any(inside)
}

/// Whether an address is of a private network, and so never the one that a request comes from over the Internet.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || first == 100 && second & 0xc0 == 64
        }
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}
