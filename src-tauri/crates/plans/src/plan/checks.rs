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
pub enum Check {
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

pub(super) fn checks(way: &Way, actions: &[&str], documents: &[PlanDocument], answers: &Answers) -> Vec<Check> {
    let may = |action: &str| actions.contains(&action);
    let folder = way.kind != WayKind::Nothing && answers.buckets.iter().any(|bucket| !bucket.path().is_empty());
    let cors = documents.iter().any(|document| document.kind == DocumentKind::Cors);
    let bucket_policy = documents.iter().any(|document| document.kind == DocumentKind::BucketPolicy);
    let checks = [
        (true, Check::Region),
        (way.kind == WayKind::Role, Check::Trust),
        (matches!(way.kind, WayKind::Role | WayKind::Oidc | WayKind::Existing), Check::RolePolicy),
        (way.kind == WayKind::Key, Check::KeyForReal),
        (bucket_policy, Check::BucketStatement),
        (may("s3:ListBucket"), Check::List),
        (may("s3:ListBucket") && folder, Check::ListOutside),
        (may("s3:GetObject"), Check::Read),
        (may("s3:PutObject"), Check::Write),
        (!may("s3:PutObject") && way.kind != WayKind::Nothing, Check::NoWrite),
        (may("s3:DeleteObject"), Check::Delete),
        (cors, Check::CorsLive),
        (true, Check::Anonymous),
        (answers.buckets.iter().any(|bucket| bucket.kms_key.is_some()), Check::Encryption),
    ];
    checks.into_iter().filter_map(|(wanted, check)| wanted.then_some(check)).collect()
}
