//! The steps of a plan in sentences: what was, what will be, and the way back.

use serde::Serialize;
use ts_rs::TS;
use words::{Words, plans, say};

use super::plan::{DocumentKind, KmsGrant, PlanDocument};
use super::preset::WayKind;
use super::resolved::{Resolved, sid_of};

/// One step of a plan, with what it changes and how it is undone.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationPlanStep")]
pub struct Step {
    /// What kind of thing it makes or changes.
    pub kind: StepKind,
    /// A verb and its object.
    pub title: Words,
    /// What is there now, in a sentence.
    pub before: Words,
    /// What will be there after it, in a sentence.
    pub after: Words,
    /// How it is undone when the integration is removed.
    pub undo: Words,
    /// The files that are put in place.
    pub files: Vec<String>,
}

/// What kind of thing a step makes or changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationStepKind")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum StepKind {
    MakeUser,
    MakeRole,
    SetAccess,
    /// A policy of its own, where a user cannot hold it.
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
            steps.push(make_principal(StepKind::MakeUser, "user", name, say!(plans::UserMade), &[]));
            steps.extend(access.map(|document| set_access(document, "user", name)));
            steps.push(make_key(name));
        }
        WayKind::Role | WayKind::Oidc => {
            let after = if *waiting { say!(plans::RoleWaiting) } else { say!(plans::RoleMade) };
            steps.push(make_principal(StepKind::MakeRole, "role", name, after, &["trust-policy.json"]));
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

/// A user or role; `what` is the word by which messages choose.
fn make_principal(kind: StepKind, what: &str, name: &str, after: Words, files: &[&str]) -> Step {
    Step {
        kind,
        title: say!(plans::MakePrincipal, what, name),
        before: say!(plans::NoPrincipal, what, name),
        after,
        undo: say!(plans::DeletePrincipal, what, name),
        files: files.iter().map(|file| (*file).into()).collect(),
    }
}

fn make_key(user: &str) -> Step {
    Step {
        kind: StepKind::MakeKey,
        title: say!(plans::MakeKey, user),
        before: say!(plans::NoKey, user),
        after: say!(plans::KeyMade),
        undo: say!(plans::DeleteKey),
        files: Vec::new(),
    }
}

fn set_access(document: &PlanDocument, what: &str, name: &str) -> Step {
    let own = document.size.is_some_and(|(_, limit)| limit == policy::Kind::Managed.limit());
    Step {
        kind: if own { StepKind::MakePolicy } else { StepKind::SetAccess },
        title: say!(plans::SetAccess, what, name),
        before: say!(plans::NoAccess, what, name),
        after: say!(plans::AccessSet, what, name),
        undo: say!(plans::RemoveAccess),
        files: vec![document.file.clone()],
    }
}

fn bucket_policy(document: &PlanDocument, bucket: &str, name: &str) -> Step {
    Step {
        kind: StepKind::SetBucketPolicy,
        title: say!(plans::SetBucketPolicy, bucket),
        before: match document.before {
            Some(_) => say!(plans::BucketPolicyThere),
            None => say!(plans::NoBucketPolicy),
        },
        after: say!(plans::BucketPolicySet, sid = sid_of(name)),
        undo: say!(plans::RemoveStatements),
        files: vec![document.file.clone()],
    }
}

fn grant_key(document: &PlanDocument, bucket: &str, grant: &KmsGrant) -> Step {
    let who = grant.grantee_principal.rsplit(['/', ':']).next().unwrap_or_default();
    let who = if who == "root" { &grant.grantee_principal } else { who };
    let writes = grant.operations.iter().any(|operation| operation != "Decrypt");
    Step {
        kind: StepKind::GrantKey,
        title: say!(plans::GrantKey, who, bucket),
        before: say!(plans::NoGrant, key = &grant.key_id),
        after: if writes { say!(plans::KeyGrantedBoth, who) } else { say!(plans::KeyGranted, who) },
        undo: say!(plans::RevokeGrant),
        files: vec![document.file.clone()],
    }
}

fn cors(document: &PlanDocument, bucket: &str, rules: usize, name: &str) -> Step {
    Step {
        kind: StepKind::SetCors,
        title: say!(plans::SetCors, bucket),
        before: if rules == 0 { say!(plans::NoCors) } else { say!(plans::CorsThere, count = rules) },
        after: say!(plans::CorsSet, name),
        undo: say!(plans::RemoveRule),
        files: vec![document.file.clone()],
    }
}

/// What follows from the way in and the buckets, whatever the product.
pub(super) fn warn(resolved: &Resolved<'_>, caveats: &mut Vec<Words>) {
    let Resolved { preset, way, .. } = resolved;
    let holds = |condition: &str| resolved.hold(&[condition.to_owned()]);
    if let Some(arn) = resolved.partner.as_ref().filter(|_| !way.partners.is_empty()) {
        let (exact, date) = preset.source.date();
        caveats.push(say!(plans::CaveatVendor, arn, source = &preset.source.at, exact, date));
    }
    caveats.extend(preset.warning());
    if holds("kms") && way.kind == WayKind::Service {
        caveats.push(say!(plans::CaveatKmsService));
    } else if holds("kms") && way.kind != WayKind::Nothing {
        caveats.push(say!(plans::CaveatKms));
    }
    if holds("requester_pays") && way.kind != WayKind::Nothing {
        caveats.push(say!(plans::CaveatPayer));
    }
    if holds("folder") && way.kind != WayKind::Nothing {
        caveats.push(say!(plans::CaveatFolder));
    }
    if preset.permissions.iter().any(|it| it.setup_only && resolved.hold(&it.when)) {
        caveats.push(say!(plans::CaveatSetup));
    }
}
