//! A policy in plain words: a sentence for each statement, and a table of who can do what.
//!
//! A sentence is a message of the catalogue; who, what, where and under which conditions are its
//! values, messages themselves. Names that come from the policy are quoted. Nothing here decides
//! whether a policy is good; that is [`crate::lint`].

mod only_if;
mod place;
mod table;
mod verb;
mod who;

use serde::Serialize;
use ts_rs::TS;
use words::{Value, Words, policy, say};

use crate::action;
use crate::document::{Document, Statement};
use crate::fitting::Fitting;
use crate::kind::Kind;
use crate::principal::everyone;

pub use table::{Row, table};
pub use verb::Verb;

/// One statement in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicySentence")]
pub struct Sentence {
    /// Which statement, from 0.
    pub statement: usize,
    /// The statement's own name, `Sid`, where it has one.
    pub sid: Option<String>,
    /// Whether it allows rather than denies.
    pub allows: bool,
    /// What the statement does, in a sentence.
    pub text: Words,
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

fn sentence(document: &Document, statement: &Statement, kind: Kind) -> Words {
    let coming = who::each(document, statement, kind);
    let able = coming.iter().filter(|(_, fitting)| fitting.any());
    let who: Vec<Words> = able.zip(0..).map(|((who, _), nth)| who.words(nth == 0)).collect();
    let does = told(document, &place::parts(document, statement, kind), kind);
    if who.is_empty() || does.is_empty() {
        let nobody = coming.iter().all(|(_, fitting)| fitting.is_for_nobody());
        return if nobody { say!(policy::SaysNobody) } else { say!(policy::SaysNothing) };
    }
    let everybody = statement.principal.as_ref().is_some_and(everyone);
    let conditions = Some(only_if::clauses(statement)).filter(|clauses| !clauses.is_empty());
    let says = match (statement.allows(), everybody, conditions) {
        (true, _, None) => say!(policy::SaysAllow, who, does),
        (true, _, Some(conditions)) => say!(policy::SaysAllowIf, who, does, conditions),
        (false, true, None) => say!(policy::SaysNoOne, does),
        (false, true, Some(conditions)) => say!(policy::SaysNoOneIf, does, conditions),
        (false, false, None) => say!(policy::SaysDeny, who, does),
        (false, false, Some(conditions)) => say!(policy::SaysDenyIf, who, does, conditions),
    };
    match coming.iter().any(|(_, fitting)| fitting.is_unsettled()) {
        true => say!(policy::SaysPerhaps, says = Value::Words(says)),
        false => says,
    }
}

/// What is done and where, once for all places at which it is the same.
fn told(document: &Document, parts: &[(Option<Words>, Statement)], kind: Kind) -> Vec<Words> {
    let mut told: Vec<(Vec<Words>, Vec<Words>)> = Vec::new();
    for (place, statement) in parts {
        let fitting = Fitting::new(document, statement, kind);
        let what = what(&fitting, statement, kind);
        if what.is_empty() {
            continue;
        }
        // Seeing the names of all buckets happens nowhere in particular.
        let nowhere = kind == Kind::Trust || verb::verbs(&fitting) == [Verb::SeeBuckets];
        let place = place.clone().filter(|_| !nowhere);
        match told.iter_mut().find(|(known, _)| *known == what) {
            Some((_, places)) => places.extend(place),
            None => told.push((what, place.into_iter().collect())),
        }
    }
    let whole = |(what, places): (Vec<Words>, Vec<Words>)| match places.is_empty() {
        true => what,
        false => vec![say!(policy::DoesAt, what, places)],
    };
    told.into_iter().flat_map(whole).collect()
}

/// What can be done, as people group it; nothing if no request for it fits.
fn what(fitting: &Fitting, statement: &Statement, kind: Kind) -> Vec<Words> {
    let list = &statement.action.of.list;
    let verbs = verb::verbs(fitting);
    if kind == Kind::Trust {
        let takes = verbs.contains(&Verb::TakeRoles);
        let does = if takes { say!(policy::DoesRole) } else { say!(policy::DoesSession) };
        return Some(does).filter(|_| !verbs.is_empty()).into_iter().collect();
    }
    if verb::whole(fitting) {
        if statement.action.except {
            let actions: Vec<Words> = list.iter().map(|name| quoted(name)).collect();
            return vec![say!(policy::DoesAllBut, actions)];
        }
        if list.iter().any(|name| name == "*") {
            return vec![say!(policy::DoesEverything)];
        }
    }
    let unknown = unknown(fitting, statement).into_iter();
    let unknown = unknown.map(|name| say!(policy::DoesUnknown, action = quoted(&name)));
    verbs.into_iter().map(Verb::phrase).chain(unknown).collect()
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

/// Of the variables in one text so many are told in words; the rest is left as it is written.
const VARIABLES: usize = 8;

/// A text of the policy as a sentence has it: in quotation marks, with variables in words.
fn quoted(text: &str) -> Words {
    say!(policy::Name, name = filled(text, VARIABLES))
}

fn filled(text: &str, most: usize) -> Words {
    let (mut before, mut rest) = (String::new(), text);
    while let Some((plain, after)) = rest.split_once("${").filter(|_| most > 0) {
        let Some((inside, after)) = after.split_once('}') else { break };
        before.push_str(plain);
        rest = after;
        let variable: Words = match inside.to_ascii_lowercase().as_str() {
            "*" | "?" | "$" => {
                before.push_str(inside);
                continue;
            }
            "aws:username" => say!(policy::VariableUserName),
            "aws:userid" => say!(policy::VariableUserId),
            "aws:principalaccount" => say!(policy::VariableAccount),
            _ => inside.split(',').next().unwrap_or(inside).into(),
        };
        return say!(policy::Variable, before, variable, after = filled(rest, most - 1));
    }
    (before + rest).into()
}

#[cfg(test)]
mod tests;
