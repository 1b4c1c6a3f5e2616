//! A policy in plain words: a sentence for each statement, and a table of who can do what.
//!
//! Names that come from the policy stand in backticks, so that a page can set them apart. Nothing
//! here decides whether a policy is good; that is [`crate::lint`].

mod only_if;
mod place;
mod table;
mod verb;
mod who;

use serde::Serialize;
use ts_rs::TS;

use crate::action;
use crate::document::{Document, Statement};
use crate::fitting::Fitting;
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

/// Each statement of a policy of this kind in plain words. Each is put to [`crate::decide`] first:
/// what it says that somebody may do is what some request of theirs is allowed.
pub fn explain(document: &Document, kind: Kind) -> Vec<Sentence> {
    document
        .statements
        .iter()
        .zip(0..)
        .map(|(statement, nth)| Sentence {
            statement: nth,
            sid: statement.sid.clone(),
            allows: statement.allows(),
            text: sentence(document, statement, kind),
            unknown: unknown(&Fitting::new(document, statement, kind), statement),
        })
        .collect()
}

fn sentence(document: &Document, statement: &Statement, kind: Kind) -> String {
    let coming = who::each(document, statement, kind);
    let who: Vec<String> = coming.iter().filter(|(_, fitting)| fitting.any()).map(|(who, _)| who.clone()).collect();
    let parts = place::parts(document, statement, kind);
    let done: Vec<String> = told(document, &parts, kind);
    if who.is_empty() || done.is_empty() {
        let nobody = coming.iter().all(|(_, fitting)| fitting.is_for_nobody());
        let why = if nobody {
            "it names nobody who can come"
        } else {
            "none of its actions meets its resources and conditions"
        };
        return format!("This statement does nothing: {why}.");
    }
    let everybody = statement.principal.as_ref().is_some_and(everyone);
    let who = match (statement.allows(), everybody) {
        (true, _) => words::join(&who, "and") + " may",
        (false, true) => "nobody may".into(),
        (false, false) => words::join(&who, "and") + " may never",
    };
    let mut text = format!("{who} {}{}.", words::join(&done, "and"), only_if::phrase(statement));
    if coming.iter().any(|(_, fitting)| fitting.is_unsettled()) {
        text.push_str(
            " Perhaps less: its conditions depend on each other in a way that this program cannot fully check.",
        );
    }
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}

/// What is done and where, once for all places at which it is the same.
fn told(document: &Document, parts: &[(String, Statement)], kind: Kind) -> Vec<String> {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for (place, statement) in parts {
        let fitting = Fitting::new(document, statement, kind);
        let Some(what) = what(&fitting, statement, kind) else { continue };
        // Seeing the names of all buckets happens nowhere in particular.
        let nowhere = kind == Kind::Trust || place.is_empty() || verb::verbs(&fitting) == [Verb::SeeBuckets];
        let place = (!nowhere).then(|| place.clone());
        match told.iter_mut().find(|(known, _)| *known == what) {
            Some((_, places)) => places.extend(place),
            None => told.push((what, place.into_iter().collect())),
        }
    }
    let whole = |(what, places): (String, Vec<String>)| match places.is_empty() {
        true => what,
        false => format!("{what} {}", words::join(&places, "and")),
    };
    told.into_iter().map(whole).collect()
}

/// What may be done, as people group it; nothing if no request for it fits.
fn what(fitting: &Fitting, statement: &Statement, kind: Kind) -> Option<String> {
    let list = &statement.action.of.list;
    let verbs = verb::verbs(fitting);
    if kind == Kind::Trust {
        let takes = verbs.contains(&Verb::TakeRoles);
        let words = if takes { "take this role" } else { "describe a session of this role (tags, source identity)" };
        return (!verbs.is_empty()).then(|| words.into());
    }
    if verb::whole(fitting) {
        if statement.action.except {
            let except: Vec<String> = list.iter().map(|name| format!("`{name}`")).collect();
            return Some(format!("do anything but {}", words::join(&except, "and")));
        }
        if list.iter().any(|name| name == "*") {
            return Some("do anything".into());
        }
    }
    let known = verbs.into_iter().map(|verb| verb.phrase().to_owned());
    let unknown =
        unknown(fitting, statement).into_iter().map(|name| format!("do `{name}` (not known to this program)"));
    let parts: Vec<String> = known.chain(unknown).collect();
    (!parts.is_empty()).then(|| words::join(&parts, "and"))
}

/// The actions that no table has.
fn unknown(fitting: &Fitting, statement: &Statement) -> Vec<String> {
    if statement.action.except {
        return Vec::new();
    }
    let list = statement.action.of.list.iter();
    let strange = |name: &&String| *name != "*" && action::matching(name).is_empty() && fitting.unknown(name).may_be();
    list.filter(strange).cloned().collect()
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
