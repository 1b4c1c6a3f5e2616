//! What somebody changed by hand in what an integration set up, found by comparing what is there
//! now with what was written. Checks tell it; taking the integration back takes what is ours and
//! leaves the rest.
//!
//! Ours are the websites and the principals that were let in, with whatever they may do by now:
//! taking them back has to end their access. What was added for anybody else stays, under no name
//! of ours. Pure.

use std::collections::BTreeSet;

use plans::{CorsRule, KmsGrant, merge::is_our_rule};
use policy::arn::is_account;
use policy::{Choice, Document, Kind, PrincipalType, Principals, Statement, Texts, explain};
use words::{Words, checks, say};

use store::Grant;

use super::same::same_statement;

/// How the rules of our name differ from those that were set up, in sentences; none if they do not.
pub(super) fn rules(now: &[CorsRule], wanted: &[CorsRule]) -> Vec<Words> {
    let mut said = Vec::new();
    for rule in wanted {
        let id = rule.id.as_deref().unwrap_or_default();
        match now.iter().find(|seen| seen.id == rule.id) {
            None => said.push(say!(checks::RuleMissing, rule = id)),
            Some(seen) => parts(seen, rule).into_iter().for_each(|part| differ(id, part, &mut said)),
        }
    }
    let known = |rule: &&CorsRule| !wanted.iter().any(|wanted| wanted.id == rule.id);
    let added = |rule: &CorsRule| {
        let (methods, websites) = (rule.allowed_methods.clone(), rule.allowed_origins.clone());
        say!(checks::RuleAdded, rule = rule.id.as_deref().unwrap_or_default(), methods, websites)
    };
    said.extend(now.iter().filter(known).map(added));
    said
}

/// A list of a rule: the word by which messages choose it, what it has now, and what it is to have.
type Part<'a> = (&'static str, &'a [String], &'a [String]);

fn parts<'a>(now: &'a CorsRule, wanted: &'a CorsRule) -> [Part<'a>; 4] {
    [
        ("websites", &now.allowed_origins, &wanted.allowed_origins),
        ("methods", &now.allowed_methods, &wanted.allowed_methods),
        ("requests", &now.allowed_headers, &wanted.allowed_headers),
        ("responses", &now.expose_headers, &wanted.expose_headers),
    ]
}

fn differ(rule: &str, (part, now, wanted): Part<'_>, said: &mut Vec<Words>) {
    let (added, missing) = (beyond(now, wanted), beyond(wanted, now));
    if !added.is_empty() {
        said.push(say!(checks::RuleWider, part, rule, what = added));
    }
    if !missing.is_empty() {
        said.push(say!(checks::RuleNarrower, part, rule, what = missing));
    }
}

/// What of the one the other does not have. Servers write headers and websites in letters of their
/// own.
fn beyond(some: &[String], of: &[String]) -> Vec<String> {
    some.iter().filter(|one| !of.iter().any(|other| other.eq_ignore_ascii_case(one))).cloned().collect()
}

/// Of the rules that a bucket has now: those of our name that were widened for other websites,
/// without ours.
pub(super) fn rules_left(now: &[CorsRule], wanted: &[CorsRule], name: &str) -> Vec<CorsRule> {
    let ours: Vec<String> = wanted.iter().flat_map(|rule| rule.allowed_origins.clone()).collect();
    let left = |rule: &CorsRule| {
        let allowed_origins = beyond(&rule.allowed_origins, &ours);
        let others = !ours.is_empty() && !allowed_origins.is_empty();
        others.then(|| CorsRule { id: None, allowed_origins, ..rule.clone() })
    };
    now.iter().filter(|rule| is_our_rule(rule, name)).filter_map(left).collect()
}

/// What stays of rules, and what goes with ours though it was added by hand, in sentences.
pub(super) fn rules_told(now: &[CorsRule], wanted: &[CorsRule], name: &str) -> Vec<Words> {
    let stays = |rule: CorsRule| -> Words {
        say!(checks::RuleStays, methods = rule.allowed_methods, websites = rule.allowed_origins)
    };
    let mut said: Vec<_> = rules_left(now, wanted, name).into_iter().map(stays).collect();
    for rule in now.iter().filter(|rule| is_our_rule(rule, name)) {
        let Some(own) = wanted.iter().find(|wanted| wanted.id == rule.id) else { continue };
        let added = beyond(&rule.allowed_methods, &own.allowed_methods);
        let sites: Vec<_> = rule.allowed_origins.iter().filter(|site| own.allowed_origins.contains(site)).collect();
        if !added.is_empty() && !sites.is_empty() {
            let websites: Vec<_> = sites.into_iter().map(String::as_str).collect();
            said.push(say!(checks::RuleGoes, methods = added, websites));
        }
    }
    said
}

/// Of statements of our name in a bucket's policy: those that were widened for others, without
/// ours.
pub(super) fn statements_left(now: &[Statement], wanted: &[Statement]) -> Vec<Statement> {
    let ours: BTreeSet<String> = wanted.iter().flat_map(named).map(|(_, who)| level(&who)).collect();
    let left = |statement: &Statement| {
        // Everybody but those whom it names: a list of the others would turn it round.
        if statement.principal.as_ref().is_some_and(|principal| principal.except) {
            return Some(Statement { sid: None, ..statement.clone() });
        }
        let others: Vec<_> = named(statement)
            .into_iter()
            // The id of somebody who is gone is nobody any more, and AWS would refuse a policy with
            // it.
            .filter(|(kind, who)| *kind != PrincipalType::Aws || who.starts_with("arn:") || is_account(who))
            .filter(|(_, who)| !ours.contains(&level(who)))
            .collect();
        let listed = grouped(&others);
        let principal = (!listed.is_empty()).then(|| Choice::only(Principals::Listed(listed)))?;
        Some(Statement { sid: None, principal: Some(principal), ..statement.clone() })
    };
    if ours.is_empty() {
        return Vec::new();
    }
    now.iter().filter_map(left).collect()
}

/// Whom statements of `now` name that those of `wanted` do not.
pub(super) fn others(now: &[Statement], wanted: &[Statement]) -> Vec<Words> {
    let ours: BTreeSet<String> = wanted.iter().flat_map(named).map(|(_, who)| level(&who)).collect();
    let everyone = |statement: &&Statement| {
        matches!(statement.principal.as_ref().map(|principal| &principal.of), Some(Principals::Everyone))
    };
    let mut others: Vec<Words> = Vec::new();
    for statement in now.iter().filter(|statement| statement.allows()) {
        if statement.principal.as_ref().is_some_and(|principal| principal.except) {
            others.push(say!(checks::EveryoneElse));
            continue;
        }
        let named = named(statement).into_iter().map(|(_, who)| who).filter(|who| !ours.contains(&level(who)));
        others.extend(named.map(Words::from));
    }
    if now.iter().any(|one| everyone(&one)) && !wanted.iter().any(|one| everyone(&one)) {
        others.push(say!(checks::Everyone));
    }
    others
}

/// External IDs with which the role is let be taken now, besides those that it was set up for.
/// Where it was set up without one, asking for one is a condition like any other ([`conditions`]).
pub(super) fn ids(now: &[Statement], wanted: &[Statement]) -> Vec<String> {
    let named = |all: &[Statement]| -> Vec<String> {
        let allowing = all.iter().filter(|statement| statement.allows());
        let tests = allowing.flat_map(|statement| &statement.conditions).filter(|test| is_id(&test.key));
        tests.flat_map(|test| &test.values).map(|value| value.text().to_owned()).collect()
    };
    let (found, ours) = (named(now), named(wanted));
    let others: BTreeSet<String> = found.into_iter().filter(|id| !ours.is_empty() && !ours.contains(id)).collect();
    others.into_iter().collect()
}

/// What is asked for now, and was not when it was set up: keys of conditions.
pub(super) fn conditions(now: &[Statement], wanted: &[Statement]) -> Vec<String> {
    let keys = |all: &[Statement]| -> BTreeSet<String> {
        all.iter().flat_map(|statement| &statement.conditions).map(|test| test.key.clone()).collect()
    };
    let ours = keys(wanted);
    keys(now).into_iter().filter(|key| !ours.iter().any(|own| own.eq_ignore_ascii_case(key))).collect()
}

fn is_id(key: &str) -> bool {
    key.eq_ignore_ascii_case("sts:ExternalId")
}

/// Of a policy of our name in somebody who was there before: the statements that were added to it.
pub(super) fn added(now: &[Statement], wanted: &[Statement]) -> Vec<Statement> {
    let ours = |statement: &Statement| {
        wanted.iter().any(|own| own.sid.is_some() && own.sid == statement.sid || same_statement(own, statement))
    };
    now.iter().filter(|statement| !ours(statement)).cloned().collect()
}

/// What was added by hand to a policy that goes, in sentences; a statement of ours that was changed
/// as it is now.
pub(super) fn goes(now: &[Statement], wanted: &[Statement]) -> Vec<Words> {
    let known = |statement: &&Statement| wanted.iter().any(|own| same_statement(own, statement));
    let changed: Vec<_> = now.iter().filter(|statement| !known(statement)).cloned().collect();
    said(&changed, Kind::User).into_iter().map(|statement| say!(checks::StatementGoes, statement)).collect()
}

/// What somebody lets a grant of our name do besides. A grant cannot be changed, so it is another
/// one.
pub(super) fn operations_too(grant: &Grant, wanted: Option<&KmsGrant>) -> Option<Words> {
    let more = |one: &&String| !wanted.is_some_and(|wanted| wanted.operations.contains(one));
    let added: Vec<_> = grant.operations.iter().filter(more).map(String::as_str).collect();
    let who = grant.grantee.as_str();
    (!added.is_empty()).then(|| say!(checks::OperationsGo, what = added, who))
}

/// Statements in sentences.
pub(super) fn said(statements: &[Statement], kind: Kind) -> Vec<Words> {
    let sentences = explain::explain(&Document::new(statements.to_vec()), kind);
    sentences.into_iter().map(|sentence| sentence.text).collect()
}

fn named(statement: &Statement) -> Vec<(PrincipalType, String)> {
    match statement.principal.as_ref().map(|principal| &principal.of) {
        Some(Principals::Listed(groups)) => {
            groups.iter().flat_map(|(kind, who)| who.list.iter().map(|one| (*kind, one.clone()))).collect()
        }
        _ => Vec::new(),
    }
}

fn grouped(all: &[(PrincipalType, String)]) -> Vec<(PrincipalType, Texts)> {
    let mut groups: Vec<(PrincipalType, Vec<String>)> = Vec::new();
    for (kind, who) in all {
        match groups.iter_mut().find(|(known, _)| known == kind) {
            Some((_, list)) => list.push(who.clone()),
            None => groups.push((*kind, vec![who.clone()])),
        }
    }
    groups.into_iter().map(|(kind, list)| (kind, Texts::many(list))).collect()
}

/// A whole account is written by its number or by the ARN of its root.
fn level(who: &str) -> String {
    match who.strip_suffix(":root").and_then(|arn| arn.rsplit(':').next()) {
        Some(account) if is_account(account) => account.to_owned(),
        _ => who.to_owned(),
    }
}

#[cfg(test)]
mod tests;
