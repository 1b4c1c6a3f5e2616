//! The values of a rule's lists, one by one.

use super::{CorsFinding, Field};
use crate::cors::{METHODS, Rule, repair_origin};

pub(super) fn origins(rule: &Rule) -> Vec<CorsFinding> {
    if rule.origins.is_empty() {
        return vec![CorsFinding::stop(Field::Origins, "Add at least one website, such as https://app.example.org.")];
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
                CorsFinding::warn(Field::Origins, "This website is listed twice.").mend("Remove one", mended)
            }
            None => CorsFinding::warn(Field::Origins, loose(origin)?),
        };
        Some(finding.value(at))
    };
    rule.origins.iter().enumerate().filter_map(each).collect()
}

fn label(instead: &[String]) -> String {
    match instead {
        [one] => format!("Use {one}"),
        [one, two] => format!("Use {one} and {two}"),
        many => format!("Make {} lines of it", many.len()),
    }
}

/// What a site lets in that its writer may not have meant.
fn loose(origin: &str) -> Option<String> {
    let (scheme, host) = origin.split_once("://")?;
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if let Some((_, tail)) = name.split_once('*') {
        // Of `*.co` or `*` nobody owns every name.
        if !tail.starts_with('.') || tail.matches('.').count() < 2 {
            return Some(format!(
                "{origin} also matches websites that belong to others. A * is safe in https://*.your-site.org."
            ));
        }
    }
    let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    let plain = "Pages over http:// can be changed in transit. Use https:// if the website supports it.";
    (scheme == "http" && !here).then(|| plain.to_owned())
}

pub(super) fn methods(rule: &Rule) -> Vec<CorsFinding> {
    if rule.methods.is_empty() {
        return vec![CorsFinding::stop(
            Field::Methods,
            "Choose what the websites can do: open, upload or delete files.",
        )];
    }
    let each = |(at, method): (usize, &String)| {
        let upper = method.trim().to_uppercase();
        if METHODS.contains(&method.as_str()) {
            return None;
        }
        let finding = if METHODS.contains(&upper.as_str()) {
            let mut mended = rule.clone();
            mended.methods[at].clone_from(&upper);
            CorsFinding::stop(Field::Methods, "Methods are written in capitals.").mend(format!("Use {upper}"), mended)
        } else {
            let mut mended = rule.clone();
            mended.methods.remove(at);
            let text = if upper == "OPTIONS" {
                "Browsers send OPTIONS themselves and it needs no rule. S3 rejects it here.".to_owned()
            } else {
                format!("S3 has no rule for {method}. It knows {}.", METHODS.join(", "))
            };
            CorsFinding::stop(Field::Methods, text).mend(format!("Remove {method}"), mended)
        };
        Some(finding.value(at))
    };
    rule.methods.iter().enumerate().filter_map(each).collect()
}

pub(super) fn headers(rule: &Rule) -> Vec<CorsFinding> {
    let mut found = Vec::new();
    for (at, header) in rule.headers.iter().enumerate() {
        if header.matches('*').count() > 1 {
            found.push(CorsFinding::stop(Field::Headers, "A header may have one * at most.").value(at));
        } else if !is_header(header) {
            found.push(odd(Field::Headers, rule, at, header, |rule| &mut rule.headers));
        }
    }
    for (at, header) in rule.expose.iter().enumerate() {
        if header.contains('*') {
            let text = "S3 takes no * here: name each header that scripts may see.";
            found.push(CorsFinding::stop(Field::Expose, text).value(at));
        } else if !is_header(header) {
            found.push(odd(Field::Expose, rule, at, header, |rule| &mut rule.expose));
        }
    }
    found
}

fn odd(field: Field, rule: &Rule, at: usize, header: &str, list: fn(&mut Rule) -> &mut Vec<String>) -> CorsFinding {
    let names: Vec<String> = header.split([',', ' ', ':']).filter(|name| is_header(name)).map(str::to_owned).collect();
    let finding = CorsFinding::stop(field, "That is not a header’s name: letters, digits and hyphens.").value(at);
    if names.is_empty() {
        return finding;
    }
    let mut mended = rule.clone();
    let label = format!("Use {}", names.join(" and "));
    list(&mut mended).splice(at..=at, names);
    finding.mend(label, mended)
}

/// A header's name as HTTP has it (RFC 9110, token); `*` is one of its characters.
fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
