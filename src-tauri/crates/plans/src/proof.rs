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
    pub text: String,
    /// What was answered, and by which statement.
    pub evidence: String,
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
    let promised = |action: &str| plan.promises.get(action);
    let mut ask = |text: String, action: &str, resource: String, prefix: Option<&str>, wanted: bool| {
        let context: Context = prefix.map(|prefix| ("s3:prefix", prefix)).into_iter().collect();
        let decision = decide_alone(access, &Request::new(None, action, &resource, context));
        proofs.push(proof(text, &decision, wanted));
    };
    if promised("s3:ListBucket").is_some() {
        ask(format!("Can list files in {name}/{path}"), "s3:ListBucket", arn.clone(), Some(&path), true);
        if !path.is_empty() {
            let beside = format!("{}-beside/", path.trim_end_matches('/'));
            ask(format!("Cannot list {name}/{beside}"), "s3:ListBucket", arn.clone(), Some(&beside), false);
            ask(format!("Cannot list all of {name}"), "s3:ListBucket", arn.clone(), None, false);
        }
    }
    for (action, verb) in [("s3:GetObject", "open"), ("s3:PutObject", "add"), ("s3:DeleteObject", "delete")] {
        let wanted = promised(action).is_some();
        let file = promised(action).map_or("report.csv", String::as_str);
        let can = if wanted { "Can" } else { "Cannot" };
        ask(format!("{can} {verb} files in {name}/{path}"), action, format!("{arn}/{path}{file}"), None, wanted);
        if !path.is_empty() {
            ask(format!("Cannot {verb} files outside the folder"), action, format!("{arn}/beside/{file}"), None, false);
        }
        ask(format!("No access to another bucket ({action})"), action, format!("{arn}-2/{file}"), None, false);
    }
    for action in ["s3:PutBucketPolicy", "s3:DeleteBucket", "s3:PutBucketAcl"] {
        ask(format!("Cannot change settings of {name} ({action})"), action, arn.clone(), None, false);
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
    proofs.push(proof("The partner can assume the role".into(), &ask(&comes, id), true));
    if let Some(id) = id {
        proofs.push(proof("Denied without the external ID".into(), &ask(&comes, None), false));
        let wrong = format!("{id}-other");
        proofs.push(proof("Denied with another external ID".into(), &ask(&comes, Some(&wrong)), false));
    }
    let stranger = format!("arn:{partition}:iam::{STRANGER}:role/anybody");
    proofs.push(proof("No other account can assume the role".into(), &ask(&stranger, id), false));
}

fn proof(text: String, decision: &Decision, wanted: bool) -> Proof {
    let result = match (decision.verdict == Verdict::Allow) == wanted {
        true => ProofResult::Pass,
        false => ProofResult::Fail,
    };
    Proof { result, text, evidence: decision.to_string() }
}

#[cfg(test)]
mod tests;
