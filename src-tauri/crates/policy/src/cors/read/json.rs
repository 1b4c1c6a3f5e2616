//! The two JSON forms, read by the reader of policies ([`crate::json`]): strict, and with one click
//! for what people and web pages put in between.

use words::{Words, cors, say};

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
    let Some(node) = node else { return Err(Problem::at(1, 1, say!(cors::Begins))) };
    if let Some(text) = elsewhere::wrong_box(&node) {
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
    why: Words,
}

fn wrong<T>(node: &Node, why: Words) -> Result<T, Wrong> {
    Err(Wrong { at: node.start, why })
}

fn document(node: &Node) -> Result<Read, Wrong> {
    let (rules, form) = match &node.value {
        Value::List(rules) => (rules, Form::Console),
        Value::Object(members) => match members.iter().find(|member| member.name != "CORSRules") {
            Some(other) => return Err(Wrong { at: other.start, why: say!(cors::NotPart, name = &other.name) }),
            None => match members.first().map(|member| &member.value.value) {
                Some(Value::List(rules)) => (rules, Form::CommandLine),
                Some(_) => return wrong(node, say!(cors::ListNeeded)),
                None => return wrong(node, say!(cors::RulesMissing)),
            },
        },
        _ => return wrong(node, say!(cors::Begins)),
    };
    let rules = rules.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
    Ok(Read { config: Config { rules }, form })
}

fn rule(node: &Node) -> Result<Rule, Wrong> {
    let Value::Object(members) = &node.value else {
        return wrong(node, say!(cors::RuleBrackets));
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
            _ => return Err(Wrong { at: *start, why: say!(cors::NotPart, name) }),
        }
    }
    let missing = ["AllowedOrigins", "AllowedMethods"].into_iter().find(|need| members.iter().all(|m| m.name != *need));
    match missing {
        Some(name) => wrong(node, say!(cors::PartMissing, name)),
        None => Ok(rule),
    }
}

pub(super) fn id(node: &Node) -> Result<Option<String>, Wrong> {
    match &node.value {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text.clone())),
        _ => wrong(node, say!(cors::TextExpected)),
    }
}

/// A list, or one text that stands for a list of one, as elsewhere in Amazon's JSON.
pub(super) fn texts(node: &Node) -> Result<Vec<String>, Wrong> {
    match &node.value {
        Value::Text(text) => Ok(vec![text.clone()]),
        Value::List(items) => items
            .iter()
            .map(|item| match &item.value {
                Value::Text(text) => Ok(text.clone()),
                _ => wrong(item, say!(cors::TextExpected)),
            })
            .collect(),
        _ => wrong(node, say!(cors::TextsExpected)),
    }
}

fn seconds(node: &Node) -> Result<Option<i32>, Wrong> {
    match &node.value {
        Value::Null => Ok(None),
        Value::Number(text) => match super::seconds(text) {
            Ok(seconds) => Ok(Some(seconds)),
            Err(why) => wrong(node, why),
        },
        _ => wrong(node, say!(cors::AgeNumber)),
    }
}

/// What is wrong with the text, in words for rules where the reader's own are for policies.
fn words(finding: &PolicyFinding) -> Words {
    match finding.code {
        Code::TrailingComma => say!(cors::TrailingComma),
        Code::Comment => say!(cors::Comment),
        Code::StrangeSpace => say!(cors::StrangeSpace),
        Code::MarkdownFence => say!(cors::Markdown),
        Code::TextAround => say!(cors::TextAround),
        _ => finding.text.clone(),
    }
}
