//! A closer look at a refusal: everything that has a say and can be read is read, and asked which
//! of it said no.

use policy::arn::Arn;
use policy::decide::{Policies, PolicySource, Why, decide, denied};
use policy::{Context, Document, Kind, Request, Statement};
use store::{Store, StoreError};
use words::{Words, faults, say};

use super::{
    cause::{Cause, sentence, told},
    encryption, people,
};
use crate::fault::{Certain, Fault, Refusal, RefusedBy};

/// Looks into it. What this login may not read stays unknown, and the answer says so.
///
/// # Errors
/// The storage did not answer at all.
pub async fn look_into(store: &Store, mut refusal: Refusal) -> Result<Refusal, Fault> {
    let mut looked = Vec::new();
    let caller = store.caller().await;
    match &caller {
        Ok(caller) => {
            looked.push(say!(faults::CheckedWho, who = &caller.arn));
            refusal.who = Some(caller.arn.clone());
        }
        Err(error) => looked.push(say!(faults::CheckedWhoUnknown, error = short(error))),
    }
    // What the storage said itself needs no guess; who it is completes it.
    let said = refusal.certain == Certain::Said;
    let found = look(store, &refusal, &mut looked).await;
    let (by, certain, cause) = match found {
        Some(found) if !said || found.0 == refusal.by => found,
        _ => (refusal.by, refusal.certain, refusal.cause.clone()),
    };
    Ok(refusal.found(by, certain, cause, looked))
}

async fn look(store: &Store, refusal: &Refusal, looked: &mut Vec<Words>) -> Option<Cause> {
    let who = refusal.who.clone()?;
    let arn = Arn::parse(&refusal.resource);
    let bucket = arn.and_then(|arn| arn.bucket()).map(|(bucket, _)| bucket.to_owned());
    let policy = match &bucket {
        Some(bucket) => bucket_policy(store, bucket, looked).await,
        None => None,
    };
    let context: Context = [("aws:SecureTransport", "true")].into_iter().collect();
    if let Some(document) = &policy {
        if let Some(found) = encryption::wanted(document, &who, refusal, &context) {
            return Some(found);
        }
        match denied(document, Some(&who), &refusal.action, &refusal.resource, &context) {
            Some(denial) => {
                let says = sentence(document, Kind::Bucket, denial.statement);
                if denial.certain {
                    return Some(told(RefusedBy::ResourceDeny, Some(says)));
                }
                looked.push(say!(faults::CheckedBucketMaybe, says));
            }
            None => looked.push(say!(faults::CheckedBucketNo)),
        }
    }
    match people::read(store, &|_| ()).await {
        Ok(everybody) => by_policies(&everybody.find(&who)?, policy.as_ref(), refusal, context, looked),
        Err(error) => {
            looked.push(say!(faults::CheckedLoginUnread, error = short(&error)));
            simulated(store, refusal, &who, looked).await
        }
    }
}

/// All policies of the account that have a say, asked together. What hangs on more than is known
/// stays unknown.
fn by_policies(
    asker: &people::Asker,
    resource: Option<&Document>,
    refusal: &Refusal,
    mut context: Context,
    looked: &mut Vec<Words>,
) -> Option<Cause> {
    context.set("aws:PrincipalArn", [asker.arn.as_str()]);
    let request = Request::new(refusal.who.as_deref(), &refusal.action, &refusal.resource, context.clone());
    let ask = |identity: Vec<&Document>| {
        let boundary = asker.boundary.as_ref().map(|ceiling| vec![ceiling]);
        decide(&Policies { identity, resource, boundary, ..Policies::default() }, &request)
    };
    let decision = ask(asker.policies.iter().map(|(_, document)| document).collect());
    looked.push(listed(asker));
    let open: Vec<Document> = asker.policies.iter().map(|(_, document)| without_conditions(document)).collect();
    match (decision.why, decision.by) {
        (Why::Denied, Some(by)) if by.place == PolicySource::Identity => {
            let (name, document) = asker.policies.get(by.policy)?;
            let says = sentence(document, Kind::Managed, by.statement);
            let denial = denied(document, refusal.who.as_deref(), &refusal.action, &refusal.resource, &context);
            if denial.is_some_and(|denial| denial.certain) {
                return Some(told(RefusedBy::OwnDeny, Some(say!(faults::FoundOwnDeny, name, says))));
            }
            looked.push(say!(faults::CheckedOwnMaybe, policy = name, says));
            None
        }
        (Why::Denied, Some(by)) if by.place == PolicySource::Resource => None,
        (Why::Denied, _) | (Why::LeftOutBy(PolicySource::Boundary), _) => Some(told(RefusedBy::Boundary, None)),
        (Why::NothingAllows, _) if ask(open.iter().collect()).why == Why::NothingAllows => {
            Some(told(RefusedBy::NothingAllows, None))
        }
        (Why::NothingAllows, _) => {
            looked.push(say!(faults::CheckedConditions));
            None
        }
        _ => {
            looked.push(say!(faults::CheckedAllAllow));
            None
        }
    }
}

/// What a policy allows, whatever the conditions.
fn without_conditions(document: &Document) -> Document {
    let mut open = document.clone();
    open.statements.retain(Statement::allows);
    open.statements.iter_mut().for_each(|statement| statement.conditions.clear());
    open
}

async fn bucket_policy(store: &Store, bucket: &str, looked: &mut Vec<Words>) -> Option<Document> {
    match store.get_policy(bucket).await {
        Ok(Some(text)) => match policy::parse(&text).sound() {
            Ok(document) => Some(document),
            Err(_) => {
                looked.push(say!(faults::CheckedBucketOdd));
                None
            }
        },
        Ok(None) => {
            looked.push(say!(faults::CheckedBucketNone));
            None
        }
        Err(error) => {
            looked.push(say!(faults::CheckedBucketUnread, error = short(&error)));
            None
        }
    }
}

/// The storage's own simulation: of AWS it also knows the organisation's rules.
async fn simulated(store: &Store, refusal: &Refusal, who: &str, looked: &mut Vec<Words>) -> Option<Cause> {
    let arn = role_of(who);
    match store.simulate(&arn, &refusal.action, &refusal.resource, &[]).await {
        Ok(Some(came)) if came.allowed => {
            looked.push(say!(faults::CheckedSimulation));
            None
        }
        Ok(Some(came)) => Some(match (came.organisation, came.boundary, came.denied) {
            (true, ..) => told(RefusedBy::Organisation, None),
            (_, true, _) => told(RefusedBy::Boundary, None),
            (_, _, true) => told(RefusedBy::OwnDeny, None),
            _ => told(RefusedBy::NothingAllows, None),
        }),
        Ok(None) => None,
        Err(error) => {
            looked.push(say!(faults::CheckedNotSimulated, error = short(&error)));
            None
        }
    }
}

fn listed(asker: &people::Asker) -> Words {
    let policies: Vec<Words> = asker.policies.iter().map(|(name, _)| name.clone()).collect();
    let name = &asker.name;
    if policies.is_empty() {
        say!(faults::CheckedNoPolicies, name)
    } else {
        say!(faults::CheckedPolicies, name, policies)
    }
}

/// The role behind a session: a simulation is asked about that.
fn role_of(who: &str) -> String {
    let Some(arn) = Arn::parse(who).filter(|arn| arn.resource.starts_with("assumed-role/")) else {
        return who.to_owned();
    };
    let name = arn.resource.split('/').nth(1).unwrap_or_default();
    format!("arn:{}:iam::{}:role/{name}", arn.partition, arn.account)
}

fn short(error: &StoreError) -> String {
    match (error.status, &error.code) {
        (Some(status), Some(code)) => format!("{} {status} {code}", error.operation),
        (Some(status), None) => format!("{} {status}", error.operation),
        (None, _) => error.operation.to_owned(),
    }
}
