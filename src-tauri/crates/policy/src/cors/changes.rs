//! The difference of two configurations in sentences, for somebody who is about to save.

use serde::Serialize;
use ts_rs::TS;

use super::{Config, Rule, merge::same_but_for_id, words};

/// What saving would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether something is given, taken away, or only rearranged.
    pub kind: ChangeKind,
    /// In a sentence.
    pub text: String,
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "SettingChangeKind")]
pub enum ChangeKind {
    /// Somebody may do more.
    Add,
    /// Somebody may do less.
    Remove,
    /// Something else.
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
                    told.push(change(format!("{} gets another name.", upper(&words::called(at, old)))));
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
            None => told.push(add(format!("{} may {}.", upper(&words::sites(rule)), words::deeds(rule)))),
        }
    }
    told.extend(left.iter().map(|(_, old)| {
        remove(format!("{} may no longer {} (by this rule).", upper(&words::sites(old)), words::deeds(old)))
    }));
    if told.is_empty() && !before.same(after) {
        told.push(change("The rules are tried in another order.".to_owned()));
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
    let called = words::called(at, new);
    let (gone, came) = (missing(&old.origins, &new.origins), missing(&new.origins, &old.origins));
    if !came.is_empty() {
        told.push(add(format!("{} may {}.", upper(&named(&came)), words::deeds(new))));
    }
    if !gone.is_empty() {
        told.push(remove(format!("{} may no longer {} (by {called}).", upper(&named(&gone)), words::deeds(old))));
    }
    let sites = upper(&words::sites(new));
    let deeds = |list: &[String]| words::and(&list.iter().map(|method| words::does(method)).collect::<Vec<_>>());
    let (gone, came) = (missing(&old.methods, &new.methods), missing(&new.methods, &old.methods));
    if !came.is_empty() {
        told.push(add(format!("{sites} may also {}.", deeds(&came))));
    }
    if !gone.is_empty() {
        told.push(remove(format!("{sites} may no longer {}.", deeds(&gone))));
    }
    let (gone, came) = (missing(&old.headers, &new.headers), missing(&new.headers, &old.headers));
    if !came.is_empty() {
        told.push(add(format!("{sites} may also send {}.", headers(&came))));
    }
    if !gone.is_empty() {
        told.push(remove(format!("{sites} may no longer send {}.", headers(&gone))));
    }
    let (gone, came) = (missing(&old.expose, &new.expose), missing(&new.expose, &old.expose));
    if !came.is_empty() {
        told.push(add(format!("Scripts of {} may also see {}.", words::sites(new), words::and(&came))));
    }
    if !gone.is_empty() {
        told.push(remove(format!("Scripts of {} may no longer see {}.", words::sites(new), words::and(&gone))));
    }
    let told_for = |rule: &Rule| rule.max_age.filter(|seconds| *seconds != 0);
    if told_for(old) != told_for(new) {
        let after =
            told_for(new).map_or("as long as they like by themselves".to_owned(), |s| format!("for {s} seconds"));
        told.push(change(format!("Browsers remember the answer of {called} {after}.")));
    }
}

fn named(origins: &[String]) -> String {
    if origins.iter().any(|origin| origin == "*") { "every website".to_owned() } else { words::and(origins) }
}

fn headers(names: &[String]) -> String {
    match names {
        [one] if one == "*" => "any header".to_owned(),
        [one] => format!("the header {one}"),
        many => format!("the headers {}", words::and(many)),
    }
}

/// What `all` has and `others` has not.
fn missing(all: &[String], others: &[String]) -> Vec<String> {
    all.iter().filter(|one| !others.contains(one)).cloned().collect()
}

/// A sentence begins with a capital, unless it begins with a site, which keeps its letters.
fn upper(text: &str) -> String {
    let ours = ["every", "no website", "rule"].iter().any(|word| text.starts_with(word));
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if ours => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

fn add(text: String) -> Change {
    Change { kind: ChangeKind::Add, text }
}

fn remove(text: String) -> Change {
    Change { kind: ChangeKind::Remove, text }
}

fn change(text: String) -> Change {
    Change { kind: ChangeKind::Change, text }
}
