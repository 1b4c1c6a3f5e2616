//! The values of a rule's lists, one by one.

use words::{Words, cors, say};

use super::{CorsFinding, Field};
use crate::cors::{METHODS, Rule, repair_origin, told::texts};

pub(super) fn origins(rule: &Rule) -> Vec<CorsFinding> {
    if rule.origins.is_empty() {
        return vec![CorsFinding::stop(Field::Origins, say!(cors::NoWebsites))];
    }
    let each = |(at, origin): (usize, &String)| {
        let finding = match repair_origin(origin) {
            Some(repair) if repair.instead.is_empty() => CorsFinding::stop(Field::Origins, repair.why),
            Some(repair) => {
                let mut mended = rule.clone();
                let mut sites: Vec<String> = repair.instead.clone();
                sites.retain(|site| !rule.origins.contains(site));
                mended.origins.splice(at..=at, sites);
                let found = if repair.stops { CorsFinding::stop } else { CorsFinding::warn };
                found(Field::Origins, repair.why).mend(label(&repair.instead), mended)
            }
            None if rule.origins[..at].contains(origin) => {
                let mut mended = rule.clone();
                mended.origins.remove(at);
                CorsFinding::warn(Field::Origins, say!(cors::ListedTwice)).mend(say!(cors::RemoveOneButton), mended)
            }
            None => CorsFinding::warn(Field::Origins, loose(origin)?),
        };
        Some(finding.value(at))
    };
    rule.origins.iter().enumerate().filter_map(each).collect()
}

fn label(instead: &[String]) -> Words {
    match instead {
        [_] | [_, _] => say!(cors::UseButton, names = texts(instead)),
        many => say!(cors::SplitButton, count = many.len()),
    }
}

/// What a site lets in that its writer may not have meant.
fn loose(origin: &str) -> Option<Words> {
    let (scheme, host) = origin.split_once("://")?;
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if let Some((_, tail)) = name.split_once('*') {
        // Of `*.co` or `*` nobody owns every name.
        if !tail.starts_with('.') || tail.matches('.').count() < 2 {
            return Some(say!(cors::LooseStar, origin));
        }
    }
    let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    (scheme == "http" && !here).then(|| say!(cors::PlainHttp))
}

pub(super) fn methods(rule: &Rule) -> Vec<CorsFinding> {
    if rule.methods.is_empty() {
        return vec![CorsFinding::stop(Field::Methods, say!(cors::NoMethods))];
    }
    let each = |(at, method): (usize, &String)| {
        let upper = method.trim().to_uppercase();
        if METHODS.contains(&method.as_str()) {
            return None;
        }
        let finding = if METHODS.contains(&upper.as_str()) {
            let mut mended = rule.clone();
            mended.methods[at].clone_from(&upper);
            let finding = CorsFinding::stop(Field::Methods, say!(cors::MethodCapitals));
            finding.mend(say!(cors::UseButton, names = upper), mended)
        } else {
            let mut mended = rule.clone();
            mended.methods.remove(at);
            let text = if upper == "OPTIONS" {
                say!(cors::MethodOptions)
            } else {
                say!(cors::MethodUnknown, method, known = METHODS.to_vec())
            };
            CorsFinding::stop(Field::Methods, text).mend(say!(cors::RemoveButton, name = method), mended)
        };
        Some(finding.value(at))
    };
    rule.methods.iter().enumerate().filter_map(each).collect()
}

pub(super) fn headers(rule: &Rule) -> Vec<CorsFinding> {
    let mut found = Vec::new();
    for (at, header) in rule.headers.iter().enumerate() {
        if header.matches('*').count() > 1 {
            found.push(CorsFinding::stop(Field::Headers, say!(cors::HeaderStars)).value(at));
        } else if !is_header(header) {
            found.push(odd(Field::Headers, rule, at, header, |rule| &mut rule.headers));
        }
    }
    for (at, header) in rule.expose.iter().enumerate() {
        if header.contains('*') {
            found.push(CorsFinding::stop(Field::Expose, say!(cors::ExposeStar)).value(at));
        } else if !is_header(header) {
            found.push(odd(Field::Expose, rule, at, header, |rule| &mut rule.expose));
        }
    }
    found
}

fn odd(field: Field, rule: &Rule, at: usize, header: &str, list: fn(&mut Rule) -> &mut Vec<String>) -> CorsFinding {
    let names: Vec<String> = header.split([',', ' ', ':']).filter(|name| is_header(name)).map(str::to_owned).collect();
    let finding = CorsFinding::stop(field, say!(cors::HeaderName)).value(at);
    if names.is_empty() {
        return finding;
    }
    let mut mended = rule.clone();
    let label = say!(cors::UseButton, names = texts(&names));
    list(&mut mended).splice(at..=at, names);
    finding.mend(label, mended)
}

/// A header's name as HTTP has it (RFC 9110, token); `*` is one of its characters.
fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
