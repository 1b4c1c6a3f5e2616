//! Actions grouped as people know them.

use serde::Serialize;
use ts_rs::TS;

use crate::action::{self, Action, Level};
use crate::condition::{Compare, Quantifier};
use crate::document::{Condition, Statement};

/// What people do with files, buckets and access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[ts(rename = "PolicyVerb")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Verb {
    SeeBuckets,
    SeeNames,
    Open,
    OpenOldVersions,
    SeeDetails,
    Upload,
    ChangeDetails,
    Delete,
    DeleteForGood,
    SeeSettings,
    ChangeSettings,
    CreateBuckets,
    DeleteBuckets,
    UseKeys,
    ManageKeys,
    SeePeople,
    ManagePeople,
    TakeRoles,
    ChangeAccess,
}

impl Verb {
    /// All of them, from harmless to grave.
    pub const ALL: [Self; 19] = [
        Self::SeeBuckets,
        Self::SeeNames,
        Self::Open,
        Self::OpenOldVersions,
        Self::SeeDetails,
        Self::Upload,
        Self::ChangeDetails,
        Self::Delete,
        Self::DeleteForGood,
        Self::SeeSettings,
        Self::ChangeSettings,
        Self::CreateBuckets,
        Self::DeleteBuckets,
        Self::UseKeys,
        Self::ManageKeys,
        Self::SeePeople,
        Self::ManagePeople,
        Self::TakeRoles,
        Self::ChangeAccess,
    ];

    /// After “may”.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::SeeBuckets => "see the names of all buckets",
            Self::SeeNames => "see the names of files",
            Self::Open => "open files",
            Self::OpenOldVersions => "open old versions",
            Self::SeeDetails => "see details of files",
            Self::Upload => "upload and replace files",
            Self::ChangeDetails => "change labels and locks of files",
            Self::Delete => "delete files",
            Self::DeleteForGood => "delete old versions for good",
            Self::SeeSettings => "see settings",
            Self::ChangeSettings => "change settings",
            Self::CreateBuckets => "create buckets",
            Self::DeleteBuckets => "delete buckets",
            Self::UseKeys => "use the encryption key",
            Self::ManageKeys => "manage encryption keys",
            Self::SeePeople => "see users, roles and their permissions",
            Self::ManagePeople => "change users and roles",
            Self::TakeRoles => "take roles",
            Self::ChangeAccess => "change who has access",
        }
    }

    /// Whether it changes nothing.
    pub fn reads(self) -> bool {
        matches!(
            self,
            Self::SeeBuckets
                | Self::SeeNames
                | Self::Open
                | Self::OpenOldVersions
                | Self::SeeDetails
                | Self::SeeSettings
                | Self::SeePeople
        )
    }

    /// Whether it changes who may do what.
    pub fn changes_access(self) -> bool {
        matches!(self, Self::ChangeAccess | Self::ManagePeople | Self::ManageKeys)
    }

    /// The group of an action.
    pub fn of(action: &Action) -> Self {
        match action.service {
            "kms" => key(action),
            "sts" => Self::TakeRoles,
            "iam" if matches!(action.level, Level::List | Level::Read) => Self::SeePeople,
            "iam" if action.level == Level::Permissions => Self::ChangeAccess,
            "iam" => Self::ManagePeople,
            _ if action.level == Level::Permissions => Self::ChangeAccess,
            _ if action.resources.contains(&"object") => file(action),
            _ => bucket(action),
        }
    }
}

fn file(action: &Action) -> Verb {
    match (action.level, action.name) {
        (Level::List, _) => Verb::SeeNames,
        (_, "GetObject" | "GetObjectTorrent") => Verb::Open,
        (_, "GetObjectVersion" | "GetObjectVersionTorrent" | "GetObjectVersionForReplication") => Verb::OpenOldVersions,
        (Level::Read, _) => Verb::SeeDetails,
        (_, "DeleteObject") => Verb::Delete,
        (_, "DeleteObjectVersion") => Verb::DeleteForGood,
        (Level::Tagging, _) => Verb::ChangeDetails,
        (_, name) if name.contains("Retention") || name.contains("LegalHold") => Verb::ChangeDetails,
        _ => Verb::Upload,
    }
}

fn bucket(action: &Action) -> Verb {
    match (action.level, action.name) {
        (_, "ListAllMyBuckets") => Verb::SeeBuckets,
        (_, "ListBucket" | "ListBucketVersions" | "ListBucketMultipartUploads") => Verb::SeeNames,
        (_, "CreateBucket") => Verb::CreateBuckets,
        (_, "DeleteBucket") => Verb::DeleteBuckets,
        (Level::List | Level::Read, _) => Verb::SeeSettings,
        _ => Verb::ChangeSettings,
    }
}

fn key(action: &Action) -> Verb {
    let name = action.name;
    let uses = ["Decrypt", "Encrypt", "GenerateDataKey", "ReEncrypt"].iter().any(|start| name.starts_with(start));
    if uses || name == "DescribeKey" { Verb::UseKeys } else { Verb::ManageKeys }
}

/// The groups of a statement's actions, of those that can work on its resources and meet its conditions.
pub(super) fn verbs(statement: &Statement) -> Vec<Verb> {
    let listed: Vec<&Action> = statement.action.of.list.iter().flat_map(|pattern| action::matching(pattern)).collect();
    let actions: Vec<&Action> = if statement.action.except {
        action::all().filter(|action| !listed.iter().any(|own| std::ptr::eq(*own, *action))).collect()
    } else {
        listed
    };
    let at = statement.resource.as_ref().filter(|choice| !choice.except).map(|choice| &choice.of.list);
    let works = |action: &Action| at.is_none_or(|list| list.iter().any(|resource| action.works_on(resource)));
    let meets = |action: &Action| statement.conditions.iter().all(|condition| can_meet(action, condition));
    let able = actions.into_iter().filter(|action| works(action) && meets(action));
    let mut verbs: Vec<Verb> = able.map(Verb::of).collect();
    verbs.sort();
    verbs.dedup();
    verbs
}

/// Whether a request for the action can fulfil the condition: it must be able to carry the key, unless the operator
/// also holds without.
fn can_meet(action: &Action, condition: &Condition) -> bool {
    let service = condition.key.split(':').next().unwrap_or_default();
    let own = ["s3", "kms", "sts"].iter().any(|known| known.eq_ignore_ascii_case(service));
    let operator = &condition.operator;
    let needs = operator.test.is_some_and(|test| !test.not && test.compare != Compare::Null)
        && !operator.if_exists
        && operator.quantifier != Some(Quantifier::All);
    !own || !needs || action.knows_key(&condition.key)
}
