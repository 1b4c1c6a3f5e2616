//! Texts that a vendor's page shows and a person pastes: whether AWS would take them, and whether
//! they are about what the person chose.

use std::collections::BTreeSet;

use policy::arn::Arn;
use policy::finding::{Code, PolicyFinding, Severity};
use policy::lint::{Surroundings, mended};
use policy::{Document, Kind, PrincipalType, Principals, Statement};
use words::{Words, plans, say};

use crate::answers::Answers;
use crate::finding::Findings;

/// An access policy, for the buckets that were chosen and no others.
pub(super) fn access(field: &str, text: &str, answers: &Answers, partition: &str, findings: &mut Findings) {
    let Some(document) = read(field, text, findings) else { return };
    if document.names_principals() {
        return findings.stop(field, say!(plans::PastedTrust));
    }
    if !fits(field, text, Kind::Managed, findings) {
        return;
    }
    let chosen: BTreeSet<&str> = answers.buckets.iter().map(|bucket| bucket.name.as_str()).collect();
    let (mut named, mut lacking) = (BTreeSet::new(), BTreeSet::new());
    for resource in document.statements.iter().flat_map(resources).filter(|resource| *resource != "*") {
        let Some(arn) = Arn::parse(resource) else {
            findings.stop(field, say!(plans::PastedResource, resource));
            continue;
        };
        if arn.partition != partition {
            findings.stop(field, say!(plans::PastedPartition, resource));
        }
        match arn.bucket() {
            Some((bucket, _)) if chosen.contains(bucket) => {
                named.insert(bucket);
            }
            Some(("*", _)) if arn.resource == "*" => {}
            // Told once, though the bucket and its files are named apart.
            Some((bucket, _)) if !lacking.insert(bucket) => {}
            Some((bucket, _)) => {
                findings.lacks(field, say!(plans::PastedOther, bucket), bucket);
            }
            None => {}
        }
    }
    for bucket in chosen.difference(&named) {
        findings.warn(field, say!(plans::PastedLacks, bucket));
    }
}

/// A trust policy that lets somebody in particular take the role.
pub(super) fn trust(field: &str, text: &str, partition: &str, findings: &mut Findings) {
    let Some(document) = read(field, text, findings) else { return };
    if !document.names_principals() {
        return findings.stop(field, say!(plans::PastedAccess));
    }
    if !fits(field, text, Kind::Trust, findings) {
        return;
    }
    for statement in document.statements.iter().filter(|statement| statement.allows()) {
        match statement.principal.as_ref().map(|principal| &principal.of) {
            Some(Principals::Listed(groups)) => {
                let arns = groups.iter().filter(|(kind, _)| *kind == PrincipalType::Aws).flat_map(|(_, who)| &who.list);
                arns.for_each(|arn| super::forms::partner(field, arn, partition, findings));
            }
            _ => findings.stop(field, say!(plans::PastedEveryone)),
        }
        let agreed = |key: &str| statement.conditions.iter().any(|test| test.key.eq_ignore_ascii_case(key));
        if !agreed("sts:ExternalId") {
            findings.warn(field, say!(plans::PastedNoId));
        }
    }
}

/// What is pasted, if AWS would take it. Where every fault can be mended, the mended text comes
/// along.
fn read(field: &str, text: &str, findings: &mut Findings) -> Option<Document> {
    let read = policy::parse(text);
    let kind = read.document.as_ref().map_or(Kind::Managed, Kind::guess);
    if stopped(field, text, kind, &read.findings, findings) { None } else { read.document }
}

/// Whether AWS would take it, and it says something: actions that exist, on resources that can be,
/// without words of an example left in it. What AWS takes and people regret is said as well.
fn fits(field: &str, text: &str, kind: Kind, findings: &mut Findings) -> bool {
    let found = policy::lint::check(text, kind, &Surroundings::default());
    if stopped(field, text, kind, &found, findings) {
        return false;
    }
    // A number that AWS uses in examples may be somebody's all the same; a trust in everybody is
    // refused, not told.
    let silent = [Code::Placeholder, Code::Everyone];
    let told = found.iter().filter(|one| one.severity == Severity::Warning && !silent.contains(&one.code));
    told.for_each(|one| findings.warn(field, on_line(one)));
    true
}

/// Says the first fault, with the mended text where mending leaves no fault behind. Words of an
/// example come before the faults that they bring about.
fn stopped(field: &str, text: &str, kind: Kind, found: &[PolicyFinding], findings: &mut Findings) -> bool {
    let faults: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let example = faults.iter().find(|fault| fault.code == Code::Placeholder);
    let Some(first) = example.or(faults.first()) else { return false };
    let words = on_line(first);
    // The mended text is offered only if the same check lets it pass.
    match mended(text, kind, &Surroundings::default()) {
        Some(mended) => findings.rather(field, words, mended),
        None => findings.stop(field, words),
    }
    true
}

/// What was found, and in which line of the text.
fn on_line(found: &PolicyFinding) -> Words {
    say!(plans::Line, line = found.place.line.to_string(), problem = &found.text)
}

fn resources(statement: &Statement) -> impl Iterator<Item = &str> {
    statement.resource.iter().flat_map(|resource| &resource.of.list).map(String::as_str)
}
