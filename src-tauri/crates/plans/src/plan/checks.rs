//! What is looked at afterwards: it follows from what the plan allows and changes.

use serde::Serialize;
use ts_rs::TS;

use super::{DocumentKind, PlanDocument};
use crate::answers::Answers;
use crate::preset::{Way, WayKind};

/// What is looked at afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationCheckKind")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CheckKind {
    Region,
    List,
    ListOutside,
    Read,
    Write,
    NoWrite,
    Delete,
    Trust,
    RolePolicy,
    KeyForReal,
    BucketStatement,
    CorsLive,
    Anonymous,
    Encryption,
}

pub(super) fn checks(way: &Way, actions: &[&str], documents: &[PlanDocument], answers: &Answers) -> Vec<CheckKind> {
    let may = |action: &str| actions.contains(&action);
    let folder = way.kind != WayKind::Nothing && answers.buckets.iter().any(|bucket| !bucket.path().is_empty());
    let cors = documents.iter().any(|document| document.kind == DocumentKind::Cors);
    let bucket_policy = documents.iter().any(|document| document.kind == DocumentKind::BucketPolicy);
    let checks = [
        (true, CheckKind::Region),
        (way.kind == WayKind::Role, CheckKind::Trust),
        (matches!(way.kind, WayKind::Role | WayKind::Oidc | WayKind::Existing), CheckKind::RolePolicy),
        (way.kind == WayKind::Key, CheckKind::KeyForReal),
        (bucket_policy, CheckKind::BucketStatement),
        (may("s3:ListBucket"), CheckKind::List),
        (may("s3:ListBucket") && folder, CheckKind::ListOutside),
        (may("s3:GetObject"), CheckKind::Read),
        (may("s3:PutObject"), CheckKind::Write),
        (!may("s3:PutObject") && way.kind != WayKind::Nothing, CheckKind::NoWrite),
        (may("s3:DeleteObject"), CheckKind::Delete),
        (cors, CheckKind::CorsLive),
        (true, CheckKind::Anonymous),
        (answers.buckets.iter().any(|bucket| bucket.kms_key.is_some()), CheckKind::Encryption),
    ];
    checks.into_iter().filter_map(|(wanted, check)| wanted.then_some(check)).collect()
}
