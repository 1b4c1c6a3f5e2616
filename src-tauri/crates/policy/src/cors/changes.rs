//! The difference of two configurations in sentences, for somebody who is about to save.

use serde::Serialize;
use ts_rs::TS;
use words::{Value, Words, cors, say};

use super::{
    Config, Rule,
    merge::same_but_for_id,
    told::{called, deeds, does, sites, texts},
};

/// What saving would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether something is given, taken away, or only rearranged.
    pub kind: ChangeKind,
    /// What changes, in one sentence.
    pub text: Words,
}

/// Whether access is opened, closed, or something else changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "SettingChangeKind")]
pub enum ChangeKind {
    /// Somebody may do more.
    Add,
    /// Somebody may do less.
    Remove,
    /// Neither opens nor closes anything by itself.
    Change,
}

/// What would be different after `after` takes the place of `before`; empty when nothing is.
#[must_use]
pub fn changes(before: &Config, after: &Config) -> Vec<Change> {
    let mut told = Vec::new();
    let mut left: Vec<(usize, &Rule)> = before.rules.iter().enumerate().collect();
    let mut new: Vec<(usize, &Rule)> = Vec::new();
    for (at, rule) in after.rules.iter().enumerate() {
        match left.iter().position(|(_, old)| same_but_for_id(old, rule)) {
            Some(same) => {
                let (_, old) = left.remove(same);
                if old.id.as_deref().unwrap_or_default() != rule.id.as_deref().unwrap_or_default() {
                    told.push(change(say!(cors::ChangeName, rule = called(at, old, "start"))));
                }
            }
            None => new.push((at, rule)),
        }
    }
    for (at, rule) in new {
        match left.iter().position(|(old_at, old)| is_successor(*old_at, old, at, rule)) {
            Some(found) => {
                let (_, old) = left.remove(found);
                within(at, old, rule, &mut told);
            }
            None => told.push(add(say!(cors::ChangeAdd, sites = sites(rule, "start"), deeds = deeds(rule)))),
        }
    }
    let gone = |old: &Rule| remove(say!(cors::ChangeRemove, sites = sites(old, "start"), deeds = deeds(old)));
    told.extend(left.iter().map(|(_, old)| gone(old)));
    if told.is_empty() && !before.same(after) {
        told.push(change(say!(cors::ChangeOrder)));
    }
    told
}

/// Whether a new rule is an old one after some change: it has its id, or its place and one of its
/// sites.
fn is_successor(old_at: usize, old: &Rule, at: usize, rule: &Rule) -> bool {
    let id = |rule: &Rule| rule.id.clone().filter(|id| !id.is_empty());
    let shares = old.origins.iter().any(|origin| rule.origins.contains(origin));
    (id(old).is_some() && id(old) == id(rule)) || shares || (old_at == at && old.methods == rule.methods)
}

/// What is different within one rule.
fn within(at: usize, old: &Rule, new: &Rule, told: &mut Vec<Change>) {
    let (gone, came) = (missing(&old.origins, &new.origins), missing(&new.origins, &old.origins));
    if !came.is_empty() {
        told.push(add(say!(cors::ChangeAdd, sites = named(&came), deeds = deeds(new))));
    }
    if !gone.is_empty() {
        let rule = called(at, new, "inner");
        told.push(remove(say!(cors::ChangeRemoveBy, sites = named(&gone), deeds = deeds(old), rule)));
    }
    let own = || sites(new, "start");
    let deeds = |list: &[String]| list.iter().map(|method| does(method)).collect::<Vec<_>>();
    let (gone, came) = (missing(&old.methods, &new.methods), missing(&new.methods, &old.methods));
    if !came.is_empty() {
        told.push(add(say!(cors::ChangeAlso, sites = own(), deeds = deeds(&came))));
    }
    if !gone.is_empty() {
        told.push(remove(say!(cors::ChangeNoLonger, sites = own(), deeds = deeds(&gone))));
    }
    let (gone, came) = (missing(&old.headers, &new.headers), missing(&new.headers, &old.headers));
    if !came.is_empty() {
        told.push(add(say!(cors::ChangeSend, sites = own(), headers = headers(&came))));
    }
    if !gone.is_empty() {
        told.push(remove(say!(cors::ChangeSendNoLonger, sites = own(), headers = headers(&gone))));
    }
    let (gone, came) = (missing(&old.expose, &new.expose), missing(&new.expose, &old.expose));
    if !came.is_empty() {
        told.push(add(say!(cors::ChangeSee, sites = sites(new, "inner"), headers = texts(&came))));
    }
    if !gone.is_empty() {
        told.push(remove(say!(cors::ChangeSeeNoLonger, sites = sites(new, "inner"), headers = texts(&gone))));
    }
    told.extend(age(at, old, new));
}

/// Whether browsers are told another time to remember the answer.
fn age(at: usize, old: &Rule, new: &Rule) -> Option<Change> {
    let told_for = |rule: &Rule| rule.max_age.filter(|seconds| *seconds != 0);
    let rule = called(at, new, "inner");
    (told_for(old) != told_for(new)).then(|| {
        change(match told_for(new) {
            Some(seconds) => say!(cors::ChangeAge, rule, count = seconds),
            None => say!(cors::ChangeAgeNone, rule),
        })
    })
}

fn named(origins: &[String]) -> Value {
    match origins.iter().any(|origin| origin == "*") {
        true => Value::Words(say!(cors::EveryWebsite, at = "start")),
        false => texts(origins).into(),
    }
}

fn headers(names: &[String]) -> Words {
    match names {
        [one] if one == "*" => say!(cors::AnyHeader),
        many => say!(cors::Headers, names = texts(many), count = many.len()),
    }
}

/// What `all` has and `others` has not.
fn missing(all: &[String], others: &[String]) -> Vec<String> {
    all.iter().filter(|one| !others.contains(one)).cloned().collect()
}

fn add(text: Words) -> Change {
    Change { kind: ChangeKind::Add, text }
}

fn remove(text: Words) -> Change {
    Change { kind: ChangeKind::Remove, text }
}

fn change(text: Words) -> Change {
    Change { kind: ChangeKind::Change, text }
}
