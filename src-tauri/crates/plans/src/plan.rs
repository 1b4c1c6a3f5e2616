//! From answers to a plan: exact documents, the steps that put them in place, and what to give back
//! to the product.
//!
//! Pure: the same answers give the same plan, with no network. Doing it is left to others, as is
//! asking.

use policy::Kind;
use words::{Words, say};

pub use checks::CheckKind;
pub use keys::KmsGrant;
pub use parts::{DocumentKind, Identity, Outcome, PasteBack, Plan, PlanDocument, TextChoice};

use crate::answers::Answers;
use crate::check::check;
use crate::finding::Findings;
use crate::preset::{Preset, Return, WayKind};
use crate::resolved::Resolved;
use crate::texts::NoteKind;
use crate::{denies, permissions, questions, steps, verbs};
use access::Access;

mod access;
mod buckets;
mod checks;
mod keys;
mod parts;

/// Checks the answers, and makes what follows from them: documents, steps and values, and what is
/// asked besides. There is no plan where a finding stops.
#[must_use]
pub fn plan(preset: &Preset, answers: &Answers) -> Outcome {
    let resolved = Resolved::of(preset, answers);
    let mut findings = check(&resolved);
    let made = (!findings.stopped()).then(|| make(&resolved, &mut findings));
    let plan = made.filter(|_| !findings.stopped());
    let questions = questions::asked(&resolved);
    let first = preset.notes(NoteKind::First, &resolved.values);
    Outcome { findings: findings.0, plan, questions, first }
}

fn make(resolved: &Resolved<'_>, findings: &mut Findings) -> Plan {
    let Resolved { preset, answers, way, values, who, .. } = resolved;
    let access = Access::of(resolved, findings);
    let documents = documents(resolved, &access, findings);
    let actions = access.actions(resolved);
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let mut caveats = preset.notes(NoteKind::Caveat, values);
    steps::warn(resolved, &mut caveats);
    let cannot = preset.closed().unwrap_or_else(|| verbs::cannot(who, &actions));
    let (partner, external_id) = resolved.trusted.clone();
    let mut plan = Plan {
        preset: preset.id.clone(),
        title: preset.title(),
        name: resolved.name.clone(),
        kind: way.kind,
        own_key: preset.own_key,
        account: answers.account.clone(),
        identity: resolved.identity.clone(),
        asker: asker(resolved),
        partner,
        external_id,
        promises: permissions::promises(preset, values),
        sentences: vec![verbs::can(who, &actions, &resolved.place), cannot],
        caveats,
        choice: access.choice,
        waiting: resolved.waiting,
        steps: steps::steps(resolved, &documents),
        by_hand: by_hand(resolved),
        values: values_back(resolved),
        checks: checks::checks(way, &actions, &documents, answers),
        documents,
    };
    plan.caveats.extend(denies::caveats(&plan, answers));
    plan
}

fn documents(resolved: &Resolved<'_>, access: &Access, findings: &mut Findings) -> Vec<PlanDocument> {
    let mut documents = access.documents(resolved.way, findings);
    if let Some(trust) = &resolved.trust {
        let (kind, file) = (DocumentKind::TrustPolicy, "trust-policy.json");
        documents.push(PlanDocument::policy(kind, file, trust, Kind::Trust, findings));
    }
    if matches!(resolved.way.kind, WayKind::BucketPolicy | WayKind::Service) {
        documents.extend(buckets::bucket_policies(resolved, findings));
    }
    documents.extend(keys::key_grants(resolved));
    documents.extend(buckets::cors(resolved, findings));
    for file in resolved.preset.files.iter().filter(|file| resolved.hold(&file.when)) {
        documents.push(PlanDocument {
            kind: DocumentKind::ClientFile,
            file: file.name.clone(),
            bucket: None,
            before: None,
            text: resolved.values.fill_file(&file.name, &file.text),
            size: None,
        });
    }
    documents
}

fn asker(resolved: &Resolved<'_>) -> Option<String> {
    let (partition, account, name) = (resolved.partition(), &resolved.answers.account, &resolved.name);
    match resolved.way.kind {
        WayKind::Service | WayKind::Nothing => None,
        WayKind::BucketPolicy => resolved.partner.clone(),
        WayKind::Existing => Some(resolved.values.get("person").to_owned()),
        WayKind::Key => Some(format!("arn:{partition}:iam::{account}:user/bucketwise/{name}")),
        WayKind::Role | WayKind::Oidc => Some(format!("arn:{partition}:sts::{account}:assumed-role/{name}/product")),
    }
}

fn by_hand(resolved: &Resolved<'_>) -> Vec<Words> {
    let Resolved { preset, values, .. } = resolved;
    let files = preset.files.iter().filter(|file| resolved.hold(&file.when));
    let files = files.map(|file| say!(words::plans::PutFile, file = &file.name, place = preset.place(file)));
    files.chain(preset.notes(NoteKind::Manual, values)).collect()
}

fn values_back(resolved: &Resolved<'_>) -> Vec<PasteBack> {
    let one = |back: &Return| {
        let unknown = back.value.contains("{access_key}")
            || back.value.contains("{secret_key}")
            || back.value.contains("{role_arn}") && resolved.values.get("account").is_empty();
        PasteBack {
            label: resolved.preset.value_label(back),
            value: Some(resolved.values.fill(&back.value)).filter(|value| !unknown && !value.is_empty()),
            secret: back.value.contains("{secret_key}"),
            key_id: back.value == "{access_key}",
        }
    };
    resolved.preset.returns.iter().filter(|back| resolved.hold(&back.when)).map(one).collect()
}

#[cfg(test)]
pub(super) mod tests;
