//! What one of the account can do with a bucket: each thing that people do is put to all policies
//! together, for the whole bucket and for each folder that one of them names.

use policy::decide::{By, Decision, Policies, PolicySource, Verdict, Why, decide};
use policy::{Context, Document, Effect, Kind, Request, Statement, explain};

use words::{Words, reach, say};

use super::{
    ReachCan, ReachRow,
    people::Asker,
    told::{self, Deed},
};

/// The bucket that is asked about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket<'a> {
    pub(super) name: &'a str,
    pub(super) partition: &'static str,
    pub(super) policy: Option<&'a Document>,
}

/// A name that stands for any file.
const ANY: &str = "bucketwise-any-file";

/// What somebody can do; nothing for one who can do nothing.
pub(super) fn row(asker: &Asker, bucket: &Bucket<'_>) -> Option<ReachRow> {
    let mut can = Vec::new();
    let (mut changes, mut changes_access) = (false, false);
    for deed in &told::DEEDS {
        let found = reached(asker, bucket, deed);
        if !found.is_empty() {
            changes |= deed.changes;
            changes_access |= deed.changes_access;
        }
        can.extend(found);
    }
    (!can.is_empty()).then(|| ReachRow {
        side: asker.side,
        who: told::who(asker.side, &asker.name),
        arn: asker.arn.clone(),
        can,
        entry: asker.trust.iter().flat_map(told::entry).collect(),
        changes,
        changes_access,
    })
}

/// Where somebody can do this: everywhere, or in the folders that are named.
fn reached(asker: &Asker, bucket: &Bucket<'_>, deed: &Deed) -> Vec<ReachCan> {
    let everywhere = ask(asker, bucket, deed, "");
    if let Some((by, only_if)) = everywhere {
        let except: Vec<String> = folders(asker, bucket, deed, Effect::Deny)
            .into_iter()
            .filter(|folder| !folder.is_empty() && ask(asker, bucket, deed, folder).is_none())
            .collect();
        return vec![ReachCan { text: deed.everywhere(&except), by, only_if }];
    }
    let folders = folders(asker, bucket, deed, Effect::Allow).into_iter().filter(|folder| !folder.is_empty());
    folders
        .filter_map(|folder| {
            let (by, only_if) = ask(asker, bucket, deed, &folder)?;
            Some(ReachCan { text: deed.within(&folder), by, only_if })
        })
        .collect()
}

/// By which policy it is allowed there, and under which conditions that nobody here can test.
fn ask(asker: &Asker, bucket: &Bucket<'_>, deed: &Deed, folder: &str) -> Option<(Vec<Words>, Vec<Words>)> {
    let strict: Vec<&Document> = asker.policies.iter().map(|(_, document)| document).collect();
    let decision = put(asker, bucket, deed, folder, &strict, bucket.policy);
    if decision.verdict == Verdict::Allow {
        return Some((named(asker, &decision), Vec::new()));
    }
    // Whatever depends on something else than who asks for what could be fulfilled.
    let lenient: Vec<Document> = strict.iter().map(|document| without_tests(document)).collect();
    let lenient: Vec<&Document> = lenient.iter().collect();
    let policy = bucket.policy.map(without_tests);
    let maybe = put(asker, bucket, deed, folder, &lenient, policy.as_ref());
    if maybe.verdict != Verdict::Allow {
        return None;
    }
    let mut only_if = conditions(asker, bucket, maybe.by.as_ref());
    if decision.why == Why::Denied {
        only_if.extend(denies(asker, bucket, decision.by.as_ref()));
    }
    Some((named(asker, &maybe), only_if))
}

fn put(
    asker: &Asker,
    bucket: &Bucket<'_>,
    deed: &Deed,
    folder: &str,
    identity: &[&Document],
    resource: Option<&Document>,
) -> Decision {
    let arn = format!("arn:{}:s3:::{}", bucket.partition, bucket.name);
    let resource_arn = if deed.on_files { format!("{arn}/{folder}{ANY}") } else { arn };
    let prefix = (!folder.is_empty()).then_some(("s3:prefix", folder));
    // A session does not tell the path of its role, which conditions on the principal's ARN are
    // about.
    let known = [("aws:SecureTransport", "true"), ("aws:PrincipalArn", asker.arn.as_str())];
    let context: Context = known.into_iter().chain(prefix).collect();
    let policies = Policies {
        identity: identity.to_vec(),
        resource,
        boundary: asker.boundary.as_ref().map(|ceiling| vec![ceiling]),
        ..Policies::default()
    };
    decide(&policies, &Request::new(Some(&asker.asks_as), deed.action, &resource_arn, context))
}

/// The document without what cannot be tested here: conditions of what it allows, and what it
/// denies under conditions. Which folder is listed can be tested, and stays.
fn without_tests(document: &Document) -> Document {
    let known = |key: &str| {
        ["s3:prefix", "aws:securetransport", "aws:principalarn", "aws:principalaccount", "aws:username"]
            .contains(&key.to_ascii_lowercase().as_str())
    };
    let mut document = document.clone();
    document.statements.retain(|statement| statement.allows() || statement.conditions.iter().all(|c| known(&c.key)));
    for statement in document.statements.iter_mut().filter(|statement| statement.allows()) {
        statement.conditions.retain(|condition| known(&condition.key));
    }
    document
}

/// The policy that decided, in words.
fn named(asker: &Asker, decision: &Decision) -> Vec<Words> {
    let Some(by) = &decision.by else { return Vec::new() };
    match by.place {
        PolicySource::Identity => asker.policies.get(by.policy).map(|(name, _)| name.clone()).into_iter().collect(),
        _ => vec![say!(reach::ByBucketPolicy)],
    }
}

fn statement_of<'a>(asker: &'a Asker, bucket: &Bucket<'a>, by: &By) -> Option<(&'a Document, Kind)> {
    match by.place {
        PolicySource::Identity => asker.policies.get(by.policy).map(|(_, document)| (document, Kind::Managed)),
        PolicySource::Resource => bucket.policy.map(|document| (document, Kind::Bucket)),
        _ => None,
    }
}

/// The conditions of what allows it. Dropping a statement moved the others up, so it is found by
/// what it says.
fn conditions(asker: &Asker, bucket: &Bucket<'_>, by: Option<&By>) -> Vec<Words> {
    let Some((by, (document, kind))) = by.and_then(|by| Some((by, statement_of(asker, bucket, by)?))) else {
        return Vec::new();
    };
    let kept: Vec<usize> = without_dropped(document);
    let Some(nth) = kept.get(by.statement) else { return Vec::new() };
    let rows = explain::table(document, kind);
    rows.into_iter().find(|row| row.statements.contains(nth)).map(|row| row.only_if).unwrap_or_default()
}

/// The numbers of the statements that [`without_tests`] keeps.
fn without_dropped(document: &Document) -> Vec<usize> {
    let slim = without_tests(document);
    let mut rest = slim.statements.iter();
    let mut next = rest.next();
    let mut kept = Vec::new();
    for (statement, nth) in document.statements.iter().zip(0..) {
        let same = |slim: &&Statement| {
            slim.effect == statement.effect
                && slim.action == statement.action
                && slim.resource == statement.resource
                && slim.principal == statement.principal
        };
        if next.filter(same).is_some() {
            kept.push(nth);
            next = rest.next();
        }
    }
    kept
}

/// What denies it unless a condition says otherwise.
fn denies(asker: &Asker, bucket: &Bucket<'_>, by: Option<&By>) -> Vec<Words> {
    let Some((by, (document, kind))) = by.and_then(|by| Some((by, statement_of(asker, bucket, by)?))) else {
        return Vec::new();
    };
    let said = explain::explain(document, kind).into_iter().nth(by.statement);
    said.into_iter().map(|said| say!(reach::IfNotApplied, statement = said.text)).collect()
}

/// The folders of this bucket that statements of one kind name, as far as they can be filled in.
fn folders(asker: &Asker, bucket: &Bucket<'_>, deed: &Deed, effect: Effect) -> Vec<String> {
    let all = asker.policies.iter().map(|(_, document)| document).chain(bucket.policy);
    let mut found = Vec::new();
    for statement in all.flat_map(|document| &document.statements).filter(|statement| statement.effect == effect) {
        let patterns: Vec<&str> = match deed.on_files {
            true => {
                statement.resource.iter().flat_map(|resource| &resource.of.list).filter_map(|arn| key_of(arn)).collect()
            }
            false => prefixes(statement).collect(),
        };
        for pattern in patterns {
            let filled = pattern.replace("${aws:username}", &asker.name);
            let folder = filled.trim_end_matches('*');
            let settled = !folder.contains(['*', '?', '$']) && (folder.ends_with('/') || folder.is_empty());
            if settled && !found.iter().any(|known| known == folder) {
                found.push(folder.to_owned());
            }
        }
    }
    found
}

/// What stands behind the bucket in an ARN.
fn key_of(arn: &str) -> Option<&str> {
    let (_, resource) = arn.split_once(":s3:::")?;
    resource.split_once('/').map(|(_, key)| key)
}

fn prefixes(statement: &Statement) -> impl Iterator<Item = &str> {
    let tests = statement.conditions.iter().filter(|test| test.key.eq_ignore_ascii_case("s3:prefix"));
    tests.flat_map(|test| &test.values).map(|value| value.text())
}
