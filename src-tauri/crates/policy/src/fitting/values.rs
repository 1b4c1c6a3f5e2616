//! What a request can carry under a key so that conditions hold: the values that they name, and
//! some that they do not.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::askers::Asker;
use super::clues::Clues;
use crate::condition::{Compare, Quantifier, date_seconds, network};
use crate::document::{Condition, Statement};
use crate::key;
use crate::pattern::{self, Piece};
use crate::request::Context;

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

/// The values that are tried under the key; an empty list stands for a request without it. What
/// compares with the texts and numbers of all its conditions at once comes first.
pub(super) fn candidates(key: &str, asker: &Asker, clues: &Clues, context: &Context) -> Vec<Vec<String>> {
    let conditions: Vec<&Condition> = clues.on(key).collect();
    let forms = asker.forms(key).or_else(|| key::forms(key)).unwrap_or_else(|| vec![vec![Piece::Any]]);
    let far = asker.far && key == "aws:sourceip";
    let fitting = |conditions: &mut dyn Iterator<Item = &Condition>| {
        let mut wanted = clues.wanted(conditions, context, false);
        wanted.all.push(forms.clone());
        clues.texts(wanted, 4)
    };
    let mut singles = fitting(&mut conditions.iter().copied());
    singles.extend(clues.hinted(key).iter().cloned().chain(clues.brought_by(key, context)));
    singles.extend(compared(&conditions));
    singles.extend(forms.iter().filter_map(|form| pattern::common(&[Piece::Any], form)));
    singles.retain(|value| forms.iter().any(|form| pattern::meet(&pattern::literal(value), form)));
    if key::forms(key).is_none() {
        singles.push(example(key));
        singles.extend(["", "x", "0", "true", "false"].map(str::to_owned));
        singles.extend(ADDRESSES.map(str::to_owned));
    }
    if far {
        let networks: Vec<&str> = conditions.iter().flat_map(|c| &c.values).map(|value| value.text()).collect();
        singles.retain(|address| is_anywhere(address, &networks));
    }
    let mut seen = std::collections::BTreeSet::new();
    singles.retain(|value| seen.insert(value.clone()));
    let mut all: Vec<Vec<String>> = singles.into_iter().map(|value| vec![value]).collect();
    if key::holds_many(key) {
        // For each condition that any value may fulfil one that does, and all of them as the others
        // want every value.
        let some = |condition: &&&Condition| condition.operator.quantifier == Some(Quantifier::Any);
        let every = || conditions.iter().filter(|condition| !some(condition)).copied();
        let each =
            conditions.iter().filter(some).flat_map(|one| fitting(&mut every().chain([*one])).into_iter().next());
        all.push(each.collect());
    }
    if !(ALWAYS.contains(&key) || far) {
        all.push(Vec::new());
    }
    all
}

/// Values on both sides of each bound that conditions compare numbers, points in time and addresses
/// with, and between any two of them.
fn compared(conditions: &[&Condition]) -> Vec<String> {
    let (mut found, mut numbers) = (Vec::new(), Vec::new());
    for (condition, value) in conditions.iter().flat_map(|c| c.values.iter().map(move |value| (c, value.text()))) {
        match condition.operator.test.map(|test| test.compare) {
            Some(Compare::Numeric(_)) => numbers.extend(value.trim().parse::<f64>()),
            Some(Compare::Date(_)) => numbers.extend(date_seconds(value)),
            Some(Compare::Bool | Compare::Null) => found.extend(["true", "false"].map(str::to_owned)),
            Some(Compare::Binary) => found.push(value.to_owned()),
            Some(Compare::IpAddress) => found.extend(beside(value)),
            _ => {}
        }
    }
    numbers.sort_by(f64::total_cmp);
    let ends = numbers.first().map(|least| least - 1.0).into_iter().chain(numbers.last().map(|most| most + 1.0));
    let between = numbers.windows(2).map(|two| (two[0] + two[1]) / 2.0);
    found.extend(numbers.iter().copied().chain(ends).chain(between).map(|number| number.to_string()));
    found
}

/// The first address of a network, and the ones before and after it.
fn beside(text: &str) -> Vec<String> {
    let Some((address, bits)) = network(text) else { return Vec::new() };
    match address {
        IpAddr::V4(address) => {
            let size = 1_u64 << (32 - bits);
            let start = u64::from(address.to_bits()) / size * size;
            let all = [Some(start), start.checked_sub(1), Some(start + size)].into_iter().flatten();
            all.filter_map(|one| u32::try_from(one).ok()).map(|one| Ipv4Addr::from_bits(one).to_string()).collect()
        }
        IpAddr::V6(address) => {
            let rest = u128::MAX.checked_shr(bits).unwrap_or_default();
            let start = address.to_bits() & !rest;
            let all = [Some(start), start.checked_sub(1), (start | rest).checked_add(1)].into_iter().flatten();
            all.map(|one| Ipv6Addr::from_bits(one).to_string()).collect()
        }
    }
}

/// Whether an address is one that nobody chose: public, and in no range that AWS takes for one
/// network. Wider ranges, of less than 8 bits or 32 bits of IPv6, count as the Internet (“The
/// meaning of public”).
pub(super) fn is_anywhere(address: &str, networks: &[&str]) -> bool {
    let Ok(ip) = address.parse::<IpAddr>() else { return false };
    let narrow = |text: &&&str| network(text).is_some_and(|(at, bits)| bits >= if at.is_ipv4() { 8 } else { 32 });
    let inside = |text: &&str| crate::condition::lies_in(address, text) == Some(true);
    !is_private(ip) && !networks.iter().filter(narrow).any(inside)
}

/// Whether an address is of a private network, and so never the one that a request comes from over
/// the Internet.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || first == 100 && second & 0xc0 == 64
        }
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}
