//! The steps of a plan in sentences: what was, what will be, and the way back.

use serde::Serialize;
use ts_rs::TS;

use super::plan::{DocumentKind, KmsGrant, PlanDocument};
use super::preset::WayKind;
use super::resolved::Resolved;

/// One step.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationPlanStep")]
pub struct Step {
    /// What is done.
    pub kind: StepKind,
    /// A verb and its object.
    pub title: String,
    /// How it is now.
    pub before: String,
    /// How it will be.
    pub after: String,
    /// How it is undone.
    pub undo: String,
    /// The files that are put in place.
    pub files: Vec<String>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationStepKind")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum StepKind {
    MakeUser,
    MakeRole,
    SetAccess,
    /// A policy of its own, where a user has no room.
    MakePolicy,
    /// On the key that files are encrypted with.
    GrantKey,
    MakeKey,
    SetBucketPolicy,
    SetCors,
}

/// What is done, in the order in which it is done.
pub(super) fn steps(resolved: &Resolved<'_>, documents: &[PlanDocument]) -> Vec<Step> {
    let Resolved { answers, way, identity, waiting, .. } = resolved;
    let name = identity.as_ref().map_or("", |identity| &identity.name);
    let access = documents.iter().find(|document| document.kind == DocumentKind::AccessPolicy);
    let mut steps = Vec::new();
    match way.kind {
        WayKind::Key => {
            steps.push(make(StepKind::MakeUser, "user", name, "It can do nothing yet.", &[]));
            steps.extend(access.map(|document| set_access(document, "user", name)));
            steps.push(Step {
                undo: "Delete the key: whatever uses it stops working at once.".into(),
                ..make(StepKind::MakeKey, "access key of", name, "The product signs in with it.", &[])
            });
        }
        WayKind::Role | WayKind::Oidc => {
            let after = match waiting {
                true => "Until the partner's values are there, only your own account may take it.",
                false => "Only the side named in its trust policy may take it.",
            };
            steps.push(make(StepKind::MakeRole, "role", name, after, &["trust-policy.json"]));
            steps.extend(access.map(|document| set_access(document, "role", name)));
        }
        WayKind::Existing => {
            if let Some(identity) = identity {
                steps.extend(access.map(|document| set_access(document, identity.kind, &identity.name)));
            }
        }
        WayKind::BucketPolicy | WayKind::Service | WayKind::Nothing => {}
    }
    for document in documents {
        let Some(bucket) = &document.bucket else { continue };
        if let Some(grant) = KmsGrant::of(document) {
            steps.push(grant_key(document, bucket, &grant));
        }
        let known = answers.buckets.iter().find(|known| known.name == *bucket);
        steps.extend(match document.kind {
            DocumentKind::BucketPolicy => Some(bucket_policy(document, bucket)),
            DocumentKind::Cors => Some(cors(document, bucket, known.map_or(0, |bucket| bucket.cors.len()))),
            _ => None,
        });
    }
    steps
}

fn make(kind: StepKind, what: &str, name: &str, after: &str, files: &[&str]) -> Step {
    Step {
        kind,
        title: format!("Make the {what} {name}"),
        before: format!("There is no {what} {name}."),
        after: after.into(),
        undo: format!("Delete the {what} {name}."),
        files: files.iter().map(|file| (*file).into()).collect(),
    }
}

fn set_access(document: &PlanDocument, what: &str, name: &str) -> Step {
    let own = document.size.is_some_and(|(_, limit)| limit == policy::Kind::Managed.limit());
    Step {
        kind: if own { StepKind::MakePolicy } else { StepKind::SetAccess },
        title: format!("Say what the {what} {name} may do"),
        before: format!("Nothing of this integration is allowed to the {what} {name}."),
        after: "It may do what stands in the access policy, and nothing more.".into(),
        undo: "Remove this policy; others stay.".into(),
        files: vec![document.file.clone()],
    }
}

fn bucket_policy(document: &PlanDocument, bucket: &str) -> Step {
    let before = match document.before {
        Some(_) => "The bucket has a policy. Every statement in it stays as it is.",
        None => "The bucket has no policy.",
    };
    Step {
        kind: StepKind::SetBucketPolicy,
        title: format!("Add to the policy of {bucket}"),
        before: before.into(),
        after: "It has our statements as well, under a name of their own.".into(),
        undo: "Take our statements out, or the whole policy if nothing else is in it.".into(),
        files: vec![document.file.clone()],
    }
}

fn grant_key(document: &PlanDocument, bucket: &str, grant: &KmsGrant) -> Step {
    let who = grant.grantee_principal.rsplit(['/', ':']).next().unwrap_or_default();
    let who = if who == "root" { &grant.grantee_principal } else { who };
    let writes = grant.operations.iter().any(|operation| operation != "Decrypt");
    let what = if writes { "open files and to encrypt new ones" } else { "open files" };
    Step {
        kind: StepKind::GrantKey,
        title: format!("Let {who} use the key of {bucket}"),
        before: format!("This integration has no grant on the key {}.", grant.key_id),
        after: format!("{who} may use the key to {what}, also where its policy does not name it."),
        undo: "Take the grant back.".into(),
        files: vec![document.file.clone()],
    }
}

fn cors(document: &PlanDocument, bucket: &str, rules: usize) -> Step {
    let before = match rules {
        0 => "No website may use files of the bucket from its pages.".into(),
        1 => "The bucket has 1 rule for websites, which stays.".into(),
        more => format!("The bucket has {more} rules for websites; all others stay."),
    };
    Step {
        kind: StepKind::SetCors,
        title: format!("Let websites use {bucket}"),
        before,
        after: "It has our rule as well, under a name of its own.".into(),
        undo: "Take our rule out.".into(),
        files: vec![document.file.clone()],
    }
}

/// What follows from the way in and the buckets, whatever the product.
pub(super) fn warn(resolved: &Resolved<'_>, caveats: &mut Vec<String>) {
    let Resolved { preset, way, .. } = resolved;
    let holds = |condition: &str| resolved.hold(&[condition.to_owned()]);
    if !way.partners.is_empty() {
        let arns = way.partners.iter().map(|partner| partner.arn.as_str()).collect::<Vec<_>>().join(", ");
        caveats.push(format!(
            "Check with the vendor: the account {arns} was read on {} at {}.",
            preset.source.read, preset.source.at
        ));
    }
    if let Some(retired) = &preset.retired {
        caveats.push(retired.clone());
    }
    if holds("kms") && way.kind == WayKind::Service {
        caveats
            .push("Files are encrypted with a key of your own. The key's policy has to let the service use it.".into());
    } else if holds("kms") && way.kind != WayKind::Nothing {
        caveats.push("Files are encrypted with a key of your own. A grant on the key is part of this; making one takes the right to it (kms:CreateGrant), which the key's policy gives.".into());
    }
    if holds("requester_pays") && way.kind != WayKind::Nothing {
        caveats.push(
            "Whoever reads from this bucket pays. Most products cannot say that they accept it, and are refused."
                .into(),
        );
    }
    if holds("folder") && way.kind != WayKind::Nothing {
        caveats.push("Access is to a folder only. Products that ask whether the bucket is there are refused; point them to the folder itself.".into());
    }
    if preset.permissions.iter().any(|it| it.setup_only && resolved.hold(&it.when)) {
        caveats.push(
            "Part of the access is needed only while the product is set up, and can be taken away afterwards.".into(),
        );
    }
}
