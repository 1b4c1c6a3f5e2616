//! The steps of a plan in sentences: what was, what will be, and the way back.

use serde::Serialize;
use ts_rs::TS;

use super::plan::{DocumentKind, KmsGrant, PlanDocument};
use super::preset::WayKind;
use super::resolved::{Resolved, sid_of};

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
            steps.push(make(StepKind::MakeUser, "user", name, "The user has no permissions yet.", &[]));
            steps.extend(access.map(|document| set_access(document, "user", name)));
            steps.push(Step {
                undo: "Delete the key. Anything that uses it stops working at once.".into(),
                ..make(StepKind::MakeKey, "access key of", name, "The product signs in with this key.", &[])
            });
        }
        WayKind::Role | WayKind::Oidc => {
            let after = match waiting {
                true => "Until you enter the partner’s values, only your own account can assume this role.",
                false => "Only principals named in its trust policy can assume this role.",
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
            DocumentKind::BucketPolicy => Some(bucket_policy(document, bucket, &resolved.name)),
            DocumentKind::Cors => {
                Some(cors(document, bucket, known.map_or(0, |bucket| bucket.cors.len()), &resolved.name))
            }
            _ => None,
        });
    }
    steps
}

fn make(kind: StepKind, what: &str, name: &str, after: &str, files: &[&str]) -> Step {
    Step {
        kind,
        title: format!("Create the {what} {name}"),
        before: format!("There is no {what} {name} yet."),
        after: after.into(),
        undo: format!("Delete the {what} {name}."),
        files: files.iter().map(|file| (*file).into()).collect(),
    }
}

fn set_access(document: &PlanDocument, what: &str, name: &str) -> Step {
    let own = document.size.is_some_and(|(_, limit)| limit == policy::Kind::Managed.limit());
    Step {
        kind: if own { StepKind::MakePolicy } else { StepKind::SetAccess },
        title: format!("Set the permissions of the {what} {name}"),
        before: format!("The {what} {name} has no permissions from this integration yet."),
        after: format!("The {what} {name} gets exactly the permissions in the access policy."),
        undo: "Remove this policy. Other policies stay.".into(),
        files: vec![document.file.clone()],
    }
}

fn bucket_policy(document: &PlanDocument, bucket: &str, name: &str) -> Step {
    let before = match document.before {
        Some(_) => "The bucket has a policy. Every statement in it stays unchanged.",
        None => "The bucket has no policy.",
    };
    Step {
        kind: StepKind::SetBucketPolicy,
        title: format!("Add statements to the bucket policy of {bucket}"),
        before: before.into(),
        after: format!("Bucketwise adds its own statements. Their Sids start with {}.", sid_of(name)),
        undo: "Remove these statements, or the whole policy if it has no others.".into(),
        files: vec![document.file.clone()],
    }
}

fn grant_key(document: &PlanDocument, bucket: &str, grant: &KmsGrant) -> Step {
    let who = grant.grantee_principal.rsplit(['/', ':']).next().unwrap_or_default();
    let who = if who == "root" { &grant.grantee_principal } else { who };
    let writes = grant.operations.iter().any(|operation| operation != "Decrypt");
    let what = if writes { "open files and encrypt new ones" } else { "open files" };
    Step {
        kind: StepKind::GrantKey,
        title: format!("Give {who} access to the KMS key of {bucket}"),
        before: format!("This integration has no grant on the KMS key {} yet.", grant.key_id),
        after: format!("{who} can use the key to {what}, even if the key policy does not name {who}."),
        undo: "Revoke the grant.".into(),
        files: vec![document.file.clone()],
    }
}

fn cors(document: &PlanDocument, bucket: &str, rules: usize, name: &str) -> Step {
    let before = match rules {
        0 => "The bucket has no CORS rules.".into(),
        1 => "The bucket has 1 CORS rule, which stays.".into(),
        more => format!("The bucket has {more} CORS rules. All others stay."),
    };
    Step {
        kind: StepKind::SetCors,
        title: format!("Add a CORS rule to {bucket}"),
        before,
        after: format!("Bucketwise adds its own rule, named {name}."),
        undo: "Remove this rule.".into(),
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
            "Confirm with the vendor that the account is still {arns}. Source: {}, read {}.",
            preset.source.at,
            preset.source.when()
        ));
    }
    if let Some(retired) = &preset.retired {
        caveats.push(retired.clone());
    }
    if holds("kms") && way.kind == WayKind::Service {
        caveats.push(
            "Files are encrypted with your own KMS key. The key policy must allow the service to use the key.".into(),
        );
    } else if holds("kms") && way.kind != WayKind::Nothing {
        caveats.push("Files are encrypted with your own KMS key, so setup creates a grant on it. That needs the permission kms:CreateGrant, which the key policy gives.".into());
    }
    if holds("requester_pays") && way.kind != WayKind::Nothing {
        caveats.push(
            "Requester Pays is on for this bucket. Most products cannot accept the request costs, and are denied."
                .into(),
        );
    }
    if holds("folder") && way.kind != WayKind::Nothing {
        caveats.push("Access is limited to a folder. Products that check whether the bucket exists are denied. Point them to the folder itself.".into());
    }
    if preset.permissions.iter().any(|it| it.setup_only && resolved.hold(&it.when)) {
        caveats.push(
            "Some permissions are needed only while the product is set up. You can remove them afterwards.".into(),
        );
    }
}
