//! A plan proved on paper: its documents are asked what they allow, as AWS would ask them.
//!
//! What they have to allow and refuse follows from the answers, not from the documents, so a text
//! that somebody pasted, edited or broke is found out. Whether AWS holds the same documents is for
//! checks against AWS itself.

use policy::arn::Arn;
use policy::decide::{Decision, Verdict, decide_alone};
use policy::{Context, Document, Request};
use serde::Serialize;
use ts_rs::TS;
use words::{Words, plans, say};

use super::answers::{Answers, Bucket};
use super::plan::{DocumentKind, Plan};
use super::preset::WayKind;

/// One question to the documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationProof")]
pub struct Proof {
    /// Whether the answer is the one that was wanted.
    pub result: ProofResult,
    /// What was asked, and what was wanted.
    pub text: Words,
    /// What was answered, and by which statement.
    pub evidence: Words,
}

/// What came of a question. An expected refusal is a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationProofResult")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ProofResult {
    Pass,
    Fail,
}

/// The account of a stranger.
const STRANGER: &str = "999999999999";

/// Asks the documents of a plan.
pub fn prove(plan: &Plan, answers: &Answers) -> Vec<Proof> {
    let read = |kind| {
        let document = plan.document(kind)?;
        policy::parse(&document.text).document
    };
    let mut proofs = Vec::new();
    if let Some(access) = read(DocumentKind::AccessPolicy) {
        answers.buckets.iter().for_each(|bucket| reach(&access, bucket, plan, &mut proofs));
    }
    if let Some(trust) = read(DocumentKind::TrustPolicy).filter(|_| plan.kind == WayKind::Role && !plan.waiting) {
        trusts(&trust, plan, &mut proofs);
    }
    proofs
}

/// What the access policy reaches: the bucket or folder, nothing beside it, and no settings.
fn reach(access: &Document, bucket: &Bucket, plan: &Plan, proofs: &mut Vec<Proof>) {
    let partition = policy::arn::partition_of(&bucket.region);
    let arn = format!("arn:{partition}:s3:::{}", bucket.name);
    let (path, name) = (bucket.path(), &bucket.name);
    let place = &format!("{name}/{path}");
    let promised = |action: &str| plan.promises.get(action);
    let mut ask = |text: Words, action: &str, resource: String, prefix: Option<&str>, wanted: bool| {
        let context: Context = prefix.map(|prefix| ("s3:prefix", prefix)).into_iter().collect();
        let decision = decide_alone(access, &Request::new(None, action, &resource, context));
        proofs.push(proof(text, &decision, wanted));
    };
    if promised("s3:ListBucket").is_some() {
        ask(say!(plans::ProvedList, place), "s3:ListBucket", arn.clone(), Some(&path), true);
        if !path.is_empty() {
            let beside = format!("{}-beside/", path.trim_end_matches('/'));
            let other: Words = say!(plans::ProvedListNot, place = format!("{name}/{beside}"));
            ask(other, "s3:ListBucket", arn.clone(), Some(&beside), false);
            ask(say!(plans::ProvedListAllNot, bucket = name), "s3:ListBucket", arn.clone(), None, false);
        }
    }
    for (action, verb) in [("s3:GetObject", "open"), ("s3:PutObject", "add"), ("s3:DeleteObject", "delete")] {
        let wanted = promised(action).is_some();
        let file = promised(action).map_or("report.csv", String::as_str);
        let can: Words = if wanted { say!(plans::Proved, verb, place) } else { say!(plans::ProvedNot, verb, place) };
        ask(can, action, format!("{arn}/{path}{file}"), None, wanted);
        if !path.is_empty() {
            ask(say!(plans::ProvedOutsideNot, verb), action, format!("{arn}/beside/{file}"), None, false);
        }
        ask(say!(plans::ProvedOtherNot, action), action, format!("{arn}-2/{file}"), None, false);
    }
    for action in ["s3:PutBucketPolicy", "s3:DeleteBucket", "s3:PutBucketAcl"] {
        ask(say!(plans::ProvedSettingsNot, bucket = name, action), action, arn.clone(), None, false);
    }
}

/// Whom the trust policy lets in: whoever it names, with the agreed ID, and nobody else.
fn trusts(trust: &Document, plan: &Plan, proofs: &mut Vec<Proof>) {
    let Some(partner) = plan.partner.as_deref() else { return };
    let partition = Arn::parse(partner).map_or("aws", |arn| arn.partition);
    let role = format!("arn:{partition}:iam::{}:role/{}", plan.account, plan.name);
    let ask = |who: &str, id: Option<&str>| {
        let context: Context = id.map(|id| ("sts:ExternalId", id)).into_iter().collect();
        decide_alone(trust, &Request::new(Some(who), "sts:AssumeRole", &role, context))
    };
    // Somebody of an account that is named as a whole.
    let comes = partner.replace(":root", ":role/anybody");
    let id = plan.external_id.as_deref();
    proofs.push(proof(say!(plans::ProvedPartner), &ask(&comes, id), true));
    if let Some(id) = id {
        proofs.push(proof(say!(plans::ProvedNoId), &ask(&comes, None), false));
        let wrong = format!("{id}-other");
        proofs.push(proof(say!(plans::ProvedOtherId), &ask(&comes, Some(&wrong)), false));
    }
    let stranger = format!("arn:{partition}:iam::{STRANGER}:role/anybody");
    proofs.push(proof(say!(plans::ProvedOtherAccount), &ask(&stranger, id), false));
}

fn proof(text: Words, decision: &Decision, wanted: bool) -> Proof {
    let result = match (decision.verdict == Verdict::Allow) == wanted {
        true => ProofResult::Pass,
        false => ProofResult::Fail,
    };
    Proof { result, text, evidence: Words::from(decision) }
}

#[cfg(test)]
mod tests;
