//! The two JSON forms, read by the reader of policies ([`crate::json`]): strict, and with one click
//! for what people and web pages put in between.

use super::{Problem, Read, elsewhere};
use crate::cors::{Config, Form, Rule, write};
use crate::finding::{Code, PolicyFinding, mend};
use crate::json::{self, Member, Node, Value};

/// Repairs on top of one another: quotation marks, then names, then the form.
const MOST_REPAIRS: usize = 4;

pub(super) fn read(text: &str) -> Result<Read, Problem> {
    once(text).map_err(|mut problem| {
        for _ in 0..MOST_REPAIRS {
            let Some(mended) = &problem.repaired else { break };
            match once(mended) {
                Ok(_) => return problem,
                // The first thing that is wrong is told; the button mends all of it.
                Err(next) => problem.repaired = next.repaired,
            }
        }
        Problem { repaired: None, ..problem }
    })
}

fn once(text: &str) -> Result<Read, Problem> {
    let (node, found) = json::read(text);
    if let Some(first) = found.first() {
        let safe = found.iter().all(|finding| finding.repair.is_some());
        let repaired = safe.then(|| mend(text, &found));
        return Err(Problem { repaired, ..Problem::at(first.place.line, first.place.column, words(first)) });
    }
    let Some(node) = node else { return Err(Problem::at(1, 1, super::BEGINS)) };
    if let Some(what) = elsewhere::wrong_box(&node) {
        let text = format!("This is {what}. Website rules begin with [ or {{\"CORSRules\".");
        return Err(Problem::at(1, 1, text));
    }
    document(&node).map_err(|Wrong { at, why }| {
        let plain = Problem::within(text, at, why);
        match elsewhere::translated(&node) {
            Some((config, what)) => {
                let repaired = Some(write(&config, Form::Console));
                Problem { repaired, text: what.unwrap_or(plain.text), ..plain }
            }
            None => plain,
        }
    })
}

/// Something that is not as the forms have it: where it begins, and why.
pub(super) struct Wrong {
    at: usize,
    why: String,
}

fn wrong<T>(node: &Node, why: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { at: node.start, why: why.into() })
}

fn document(node: &Node) -> Result<Read, Wrong> {
    let (rules, form) = match &node.value {
        Value::List(rules) => (rules, Form::Console),
        Value::Object(members) => match members.iter().find(|member| member.name != "CORSRules") {
            Some(other) => return Err(Wrong { at: other.start, why: not_part(&other.name) }),
            None => match members.first().map(|member| &member.value.value) {
                Some(Value::List(rules)) => (rules, Form::CommandLine),
                Some(_) => return wrong(node, "The rules stand in a list: [ … ]."),
                None => return wrong(node, "A configuration has “CORSRules”, a list of rules."),
            },
        },
        _ => return wrong(node, super::BEGINS),
    };
    let rules = rules.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
    Ok(Read { config: Config { rules }, form })
}

fn not_part(name: &str) -> String {
    let known = "ID, AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders and MaxAgeSeconds";
    format!("“{name}” is not part of a rule. A rule has {known}.")
}

fn rule(node: &Node) -> Result<Rule, Wrong> {
    let Value::Object(members) = &node.value else {
        return wrong(node, "Each rule stands in curly brackets: { … }.");
    };
    let mut rule = Rule::default();
    for Member { name, start, value, .. } in members {
        match name.as_str() {
            "ID" | "Id" => rule.id = id(value)?,
            "AllowedOrigins" => rule.origins = texts(value)?,
            "AllowedMethods" => rule.methods = texts(value)?,
            "AllowedHeaders" => rule.headers = texts(value)?,
            "ExposeHeaders" => rule.expose = texts(value)?,
            "MaxAgeSeconds" => rule.max_age = seconds(value)?,
            _ => return Err(Wrong { at: *start, why: not_part(name) }),
        }
    }
    let missing = ["AllowedOrigins", "AllowedMethods"].into_iter().find(|need| members.iter().all(|m| m.name != *need));
    match missing {
        Some(name) => wrong(node, format!("A rule here has no “{name}”, which each rule needs.")),
        None => Ok(rule),
    }
}

pub(super) fn id(node: &Node) -> Result<Option<String>, Wrong> {
    match &node.value {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text.clone())),
        _ => wrong(node, "A text in quotation marks belongs here."),
    }
}

/// A list, or one text that stands for a list of one, as elsewhere in Amazon's JSON.
pub(super) fn texts(node: &Node) -> Result<Vec<String>, Wrong> {
    let why = "A text in quotation marks belongs here, or a list of such texts: [\"…\"].";
    match &node.value {
        Value::Text(text) => Ok(vec![text.clone()]),
        Value::List(items) => items
            .iter()
            .map(|item| match &item.value {
                Value::Text(text) => Ok(text.clone()),
                _ => wrong(item, "A text in quotation marks belongs here."),
            })
            .collect(),
        _ => wrong(node, why),
    }
}

fn seconds(node: &Node) -> Result<Option<i32>, Wrong> {
    match &node.value {
        Value::Null => Ok(None),
        Value::Number(text) => match super::seconds(text) {
            Ok(seconds) => Ok(Some(seconds)),
            Err(why) => wrong(node, why),
        },
        _ => wrong(node, "MaxAgeSeconds is a whole number of seconds, without quotation marks."),
    }
}

/// What is wrong with the text, in words for rules: the reader's own are for policies.
fn words(finding: &PolicyFinding) -> String {
    match finding.code {
        Code::TrailingComma => "There is a comma before a closing bracket, which JSON does not allow.".to_owned(),
        Code::Comment => "There is a comment here, which JSON does not allow.".to_owned(),
        Code::StrangeSpace => {
            "There is an invisible character here, as web pages have them, which JSON does not allow.".to_owned()
        }
        Code::MarkdownFence => "The marks ``` belong to the page this was copied from, not to the rules.".to_owned(),
        Code::TextAround => "There are words around the rules, which are no part of them.".to_owned(),
        _ => finding
            .text
            .replace("any policy", "any rules")
            .replace("policies", "configurations")
            .replace("policy", "configuration"),
    }
}
