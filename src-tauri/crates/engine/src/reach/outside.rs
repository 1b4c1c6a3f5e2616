//! Those whom the bucket itself lets in: the public, other accounts and services, by its policy or
//! its ACL.

use policy::arn::Arn;
use policy::{Choice, Document, Kind, PrincipalType, Principals, Statement, Texts, explain};
use store::Store;
use words::{Words, reach, say};

use super::{ReachCan, ReachRow, ReachSide, hidden, judge::Bucket};
use crate::fault::Fault;

pub(super) async fn rows(
    store: &Store,
    bucket: &Bucket<'_>,
    account: &str,
    unseen: &mut Vec<Words>,
) -> Result<Vec<ReachRow>, Fault> {
    let locks = match store.get_public_access(bucket.name).await {
        Ok(locks) => locks.unwrap_or_default(),
        Err(error) => {
            unseen.push(hidden("block", &error)?);
            store::PublicAccess::default()
        }
    };
    let mut rows = bucket.policy.map(|policy| named(policy, account, locks.restrict)).unwrap_or_default();
    match store.visibility(bucket.name).await {
        Ok(seen) if seen.by_acl && !locks.ignore_acls => rows.push(by_list()),
        Ok(_) => {}
        Err(error) => unseen.push(hidden("acl", &error)?),
    }
    Ok(rows)
}

/// Everybody whom statements of the policy name and who is not of the account.
pub(super) fn named(document: &Document, account: &str, locked: bool) -> Vec<ReachRow> {
    let mut rows: Vec<ReachRow> = Vec::new();
    let takes_back = document.statements.iter().any(|statement| !statement.allows());
    for statement in document.statements.iter().filter(|statement| statement.allows()) {
        for (side, name, alone) in strangers(statement, account) {
            if side == ReachSide::Public && locked && policy::public(&alone).len() == 1 {
                continue;
            }
            for row in explain::table(&alone, Kind::Bucket) {
                let (changes, changes_access) = (row.changes, row.changes_access);
                let can = row.verbs.iter().map(|verb| ReachCan {
                    text: at(verb.phrase(), row.place.clone()),
                    by: vec![say!(reach::ByBucketPolicy)],
                    only_if: conditions(&row.only_if, takes_back),
                });
                let can: Vec<ReachCan> = can.collect();
                match rows.iter_mut().find(|known| known.arn == name && known.side == side) {
                    Some(known) => {
                        known.can.extend(can);
                        known.changes |= changes;
                        known.changes_access |= changes_access;
                    }
                    None => rows.push(ReachRow {
                        side,
                        who: match side {
                            ReachSide::Public => say!(reach::Anyone),
                            _ => row.who,
                        },
                        arn: name.clone(),
                        can,
                        entry: Vec::new(),
                        changes,
                        changes_access,
                    }),
                }
            }
        }
    }
    rows
}

/// What is done, and where.
fn at(what: Words, place: Option<Words>) -> Words {
    match place {
        Some(place) => say!(words::policy::DoesAt, what, places = place),
        None => what,
    }
}

fn conditions(only_if: &[Words], takes_back: bool) -> Vec<Words> {
    let denied = takes_back.then(|| say!(reach::IfNotDenied));
    only_if.iter().cloned().chain(denied).collect()
}

/// Each stranger of a statement, with a document that is about them alone.
fn strangers(statement: &Statement, account: &str) -> Vec<(ReachSide, String, Document)> {
    let alone = |principal: Choice<Principals>| {
        Document::new(vec![Statement { principal: Some(principal), ..statement.clone() }])
    };
    let Some(principal) = &statement.principal else { return Vec::new() };
    let groups = match &principal.of {
        _ if principal.except => return vec![(ReachSide::Public, String::new(), alone(principal.clone()))],
        Principals::Everyone => return vec![(ReachSide::Public, String::new(), alone(principal.clone()))],
        Principals::Listed(groups) => groups,
    };
    let each = groups.iter().flat_map(|(kind, who)| who.list.iter().map(|name| (*kind, name)));
    each.filter_map(|(kind, name)| {
        let side = match kind {
            PrincipalType::Aws if name == "*" => ReachSide::Public,
            PrincipalType::Aws if is_own(name, account) => return None,
            PrincipalType::Service => ReachSide::Service,
            _ => ReachSide::Outside,
        };
        let only = Choice::only(Principals::Listed(vec![(kind, Texts::one(name.clone()))]));
        let arn = if side == ReachSide::Public { String::new() } else { name.clone() };
        Some((side, arn, alone(only)))
    })
    .collect()
}

/// Those of the account are judged with all their policies together.
fn is_own(name: &str, account: &str) -> bool {
    !account.is_empty() && (name == account || Arn::parse(name).is_some_and(|arn| arn.account == account))
}

fn by_list() -> ReachRow {
    ReachRow {
        side: ReachSide::Public,
        who: say!(reach::Anyone),
        arn: String::new(),
        can: vec![ReachCan { text: say!(reach::DoesAcl), by: vec![say!(reach::ByAcl)], only_if: Vec::new() }],
        entry: Vec::new(),
        changes: true,
        changes_access: false,
    }
}
