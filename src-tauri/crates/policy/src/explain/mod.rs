//! A policy in plain words: a sentence for each statement, and a table of who can do what.
//!
//! Names that come from the policy stand in backticks, so that a page can set them apart. Nothing here decides whether a
//! policy is good; that is [`crate::lint`].

mod only_if;
mod place;
mod table;
mod verb;
mod who;

use serde::Serialize;
use ts_rs::TS;

use crate::action;
use crate::document::{Document, Statement};
use crate::kind::Kind;
use crate::principal::everyone;
use crate::words;

pub use table::{Row, table};
pub use verb::Verb;

/// One statement in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicySentence")]
pub struct Sentence {
    /// Which statement, from 0.
    pub statement: usize,
    /// Its name.
    pub sid: Option<String>,
    /// Whether it allows rather than denies.
    pub allows: bool,
    /// The sentence.
    pub text: String,
    /// Actions that are not known here, and so are in no group of the sentence.
    pub unknown: Vec<String>,
}

/// Each statement of a policy of this kind in plain words.
pub fn explain(document: &Document, kind: Kind) -> Vec<Sentence> {
    document
        .statements
        .iter()
        .zip(0..)
        .map(|(statement, nth)| Sentence {
            statement: nth,
            sid: statement.sid.clone(),
            allows: statement.allows(),
            text: sentence(statement, kind),
            unknown: unknown(statement),
        })
        .collect()
}

fn sentence(statement: &Statement, kind: Kind) -> String {
    let Some(what) = what(statement, kind) else {
        return "This statement does nothing: none of its actions meets its resources and conditions.".into();
    };
    let everybody = statement.principal.as_ref().is_some_and(everyone);
    let who = match (statement.allows(), everybody) {
        (true, _) => words::join(&who::phrases(statement, kind), "and") + " may",
        (false, true) => "nobody may".into(),
        (false, false) => words::join(&who::phrases(statement, kind), "and") + " may never",
    };
    // Seeing the names of all buckets happens nowhere in particular.
    let nowhere = kind == Kind::Trust || verb::verbs(statement) == [Verb::SeeBuckets];
    let place = if nowhere { String::new() } else { place::phrase(statement, kind) };
    let mut text = format!("{who} {what}{place}{}.", only_if::phrase(statement));
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}

/// What may be done, as people group it; nothing if none of the actions works on the resources.
fn what(statement: &Statement, kind: Kind) -> Option<String> {
    let list = &statement.action.of.list;
    if kind == Kind::Trust {
        return Some("take this role".into());
    }
    if statement.action.except {
        let except: Vec<String> = list.iter().map(|name| format!("`{name}`")).collect();
        return Some(format!("do anything but {}", words::join(&except, "and")));
    }
    if list.iter().any(|name| name == "*") {
        return Some("do anything".into());
    }
    let known = verb::verbs(statement).into_iter().map(|verb| verb.phrase().to_owned());
    let unknown = unknown(statement).into_iter().map(|name| format!("do `{name}` (not known to this program)"));
    let parts: Vec<String> = known.chain(unknown).collect();
    (!parts.is_empty()).then(|| words::join(&parts, "and"))
}

/// The actions that no table has.
fn unknown(statement: &Statement) -> Vec<String> {
    let list = statement.action.of.list.iter();
    list.filter(|name| *name != "*" && action::matching(name).is_empty()).cloned().collect()
}

/// `text` as it stands in a sentence: in backticks, with variables in words.
fn quoted(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((inside, after)) = after.split_once('}') else { break };
        plain.push_str(before);
        plain.push_str(match inside.to_ascii_lowercase().as_str() {
            "aws:username" => "‹their user name›",
            "aws:userid" => "‹their user ID›",
            "aws:principalaccount" => "‹their account›",
            "*" => "*",
            "?" => "?",
            "$" => "$",
            _ => "‹",
        });
        if plain.ends_with('‹') {
            plain.push_str(inside.split(',').next().unwrap_or(inside));
            plain.push('›');
        }
        rest = after;
    }
    format!("`{plain}{rest}`")
}

#[cfg(test)]
mod tests;
