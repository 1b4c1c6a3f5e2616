//! Rules as others write them: parameters of a call, CloudFormation, Terraform, Google, Cloudflare;
//! and what is no rules at all. A translation is offered, and only where every word of the text has
//! its place in it.

use words::{Words, cors, say};

use super::json::{id, texts};
use crate::cors::{Config, Rule};
use crate::json::{Member, Node, Value};

/// Wrappers around a list of rules, in small letters and without underscores.
const WRAPPERS: [&str; 7] = ["corsconfiguration", "corsrules", "corsrule", "cors", "rules", "properties", "corsconfig"];

/// What stands beside the rules in the parameters of a call, and says nothing about them.
const BESIDE: [&str; 4] = ["bucket", "expectedbucketowner", "checksumalgorithm", "type"];

/// A policy or other rules, pasted into the wrong box rather than mistyped.
pub(super) fn wrong_box(node: &Node) -> Option<Words> {
    let first = match &node.value {
        Value::List(items) => items.first()?,
        _ => node,
    };
    let statement = member(first, "Statement");
    if statement.is_none() && member(first, "Effect").is_some() {
        return Some(say!(cors::IsStatements));
    }
    if let Some(statement) = statement {
        return Some(match (holds(statement, "Principal"), says(statement, "sts:Assume")) {
            (_, true) => say!(cors::IsTrustPolicy),
            (true, false) => say!(cors::IsBucketPolicy),
            (false, false) => say!(cors::IsAccessPolicy),
        });
    }
    let other = member(node, "Rules").is_some() && translated(node).is_none();
    other.then(|| say!(cors::IsOtherRules))
}

/// The rules in another's form, and what form that is where it has a name; `None` where something
/// of the text would have no place.
pub(super) fn translated(node: &Node) -> Option<(Config, Option<Words>)> {
    let mut seen = Seen::default();
    let list = rules_in(node, &mut seen)?;
    let rules = list.into_iter().map(|node| rule(node, &mut seen)).collect::<Option<Vec<_>>>()?;
    (!rules.is_empty()).then(|| (Config { rules }, seen.words()))
}

/// By what one knows whose form it is.
#[derive(Default)]
struct Seen {
    names: Vec<String>,
    bare: bool,
}

impl Seen {
    fn words(&self) -> Option<Words> {
        let has = |name: &str| self.names.iter().any(|own| own == name);
        Some(if has("allowed") {
            say!(cors::FromCloudflare)
        } else if has("responseHeader") || has("origin") && has("method") {
            say!(cors::FromGoogle)
        } else if self.names.iter().any(|name| name.contains('_')) {
            say!(cors::FromTerraformJson)
        } else if has("ExposedHeaders") || has("MaxAge") || has("CorsRules") || has("CorsConfiguration") {
            say!(cors::FromCloudformation)
        } else if has("CORSConfiguration") || has("Bucket") {
            say!(cors::FromCall)
        } else if self.bare {
            say!(cors::SingleRule)
        } else {
            return None;
        })
    }
}

/// The nodes that each are a rule.
fn rules_in<'a>(node: &'a Node, seen: &mut Seen) -> Option<Vec<&'a Node>> {
    let members = match &node.value {
        Value::List(items) => return Some(items.iter().collect()),
        Value::Object(members) => members,
        _ => return None,
    };
    let (beside, inner): (Vec<_>, Vec<_>) =
        members.iter().partition(|member| BESIDE.contains(&plain(&member.name).as_str()));
    match inner.as_slice() {
        [one] if WRAPPERS.contains(&plain(&one.name).as_str()) => {
            seen.names.extend(beside.iter().chain(&inner).map(|member| member.name.clone()));
            rules_in(&one.value, seen)
        }
        _ => {
            seen.bare = true;
            Some(vec![node])
        }
    }
}

fn rule(node: &Node, seen: &mut Seen) -> Option<Rule> {
    let mut rule = Rule::default();
    take(node, &mut rule, seen)?;
    (!rule.origins.is_empty() && !rule.methods.is_empty()).then_some(rule)
}

fn take(node: &Node, rule: &mut Rule, seen: &mut Seen) -> Option<()> {
    let Value::Object(members) = &node.value else { return None };
    for Member { name, value, .. } in members {
        seen.names.push(name.clone());
        match plain(name).as_str() {
            "allowedorigins" | "allowedorigin" | "origins" | "origin" => rule.origins.extend(texts(value).ok()?),
            "allowedmethods" | "allowedmethod" | "methods" | "method" => rule.methods.extend(texts(value).ok()?),
            "allowedheaders" | "allowedheader" | "headers" => rule.headers.extend(texts(value).ok()?),
            "exposeheaders" | "exposeheader" | "exposedheaders" => rule.expose.extend(texts(value).ok()?),
            // Google has one list for what may be sent and what may be seen; S3 takes no star for
            // the latter.
            "responseheader" => {
                let names = texts(value).ok()?;
                rule.expose.extend(names.iter().filter(|name| !name.contains('*')).cloned());
                rule.headers.extend(names);
            }
            "maxageseconds" | "maxage" => rule.max_age = seconds(value)?,
            "id" => rule.id = id(value).ok()?,
            "allowed" => take(value, rule, seen)?,
            _ => return None,
        }
    }
    Some(())
}

/// A time that is told in another way; `None` where it cannot be one.
fn seconds(node: &Node) -> Option<Option<i32>> {
    match &node.value {
        Value::Null => Some(None),
        Value::Number(text) | Value::Text(text) => {
            let whole = text.trim().strip_suffix(".0").unwrap_or(text.trim());
            Some(Some(super::seconds(whole).ok()?))
        }
        _ => None,
    }
}

/// A name without its writer's habits.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn member<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Object(members) => members.iter().find(|member| member.name == name).map(|member| &member.value),
        _ => None,
    }
}

fn holds(node: &Node, name: &str) -> bool {
    match &node.value {
        Value::Object(members) => members.iter().any(|member| member.name == name || holds(&member.value, name)),
        Value::List(items) => items.iter().any(|item| holds(item, name)),
        _ => false,
    }
}

fn says(node: &Node, words: &str) -> bool {
    match &node.value {
        Value::Text(text) => text.contains(words),
        Value::Object(members) => members.iter().any(|member| says(&member.value, words)),
        Value::List(items) => items.iter().any(|item| says(item, words)),
        _ => false,
    }
}

/// The rules of a text in Terraform's own language, as JSON; `None` where it has none.
pub(super) fn from_terraform(text: &str) -> Option<String> {
    let mut rules = Vec::new();
    for block in text.split("cors_rule").skip(1) {
        let inner = block.trim_start().strip_prefix('{')?.split('}').next()?;
        rules.push(format!("{{{}}}", assignments(inner)?.join(", ")));
    }
    (!rules.is_empty()).then(|| format!("{{\"cors_rule\": [{}]}}", rules.join(", ")))
}

/// `name = value` for each line, or up to the bracket that closes a list.
fn assignments(text: &str) -> Option<Vec<String>> {
    let (mut rest, mut found) = (text.trim(), Vec::new());
    while !rest.is_empty() {
        let line = |text: &str| text.find('\n').unwrap_or(text.len());
        if rest.starts_with('#') || rest.starts_with("//") {
            rest = rest[line(rest)..].trim_start();
            continue;
        }
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let end = if value.starts_with('[') { value.find(']')? + 1 } else { line(value) };
        let told = value[..end].split(" #").next()?.trim().trim_end_matches(',');
        found.push(format!("{:?}: {told}", name.trim()));
        rest = value[end..].trim_start();
    }
    Some(found)
}
