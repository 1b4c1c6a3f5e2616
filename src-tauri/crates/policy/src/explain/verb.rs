//! Actions grouped as people know them.

use serde::Serialize;
use ts_rs::TS;
use words::{Words, policy, say};

use crate::action::{Action, Level};
use crate::fitting::Fitting;

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
    SeeUploads,
    EndUploads,
    Restore,
    Upload,
    ChangeDetails,
    Replicate,
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
    UseSignIn,
    TakeRoles,
    ChangeAccess,
}

impl Verb {
    /// All of them, from harmless to grave.
    pub const ALL: [Self; 24] = [
        Self::SeeBuckets,
        Self::SeeNames,
        Self::Open,
        Self::OpenOldVersions,
        Self::SeeDetails,
        Self::SeeUploads,
        Self::EndUploads,
        Self::Restore,
        Self::Upload,
        Self::ChangeDetails,
        Self::Replicate,
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
        Self::UseSignIn,
        Self::TakeRoles,
        Self::ChangeAccess,
    ];

    /// What follows “can” in a sentence.
    pub fn phrase(self) -> Words {
        match self {
            Self::SeeBuckets => say!(policy::VerbSeeBuckets),
            Self::SeeNames => say!(policy::VerbSeeNames),
            Self::Open => say!(policy::VerbOpen),
            Self::OpenOldVersions => say!(policy::VerbOpenOld),
            Self::SeeDetails => say!(policy::VerbSeeDetails),
            Self::Upload => say!(policy::VerbUpload),
            Self::SeeUploads => say!(policy::VerbSeeUploads),
            Self::EndUploads => say!(policy::VerbEndUploads),
            Self::Restore => say!(policy::VerbRestore),
            Self::ChangeDetails => say!(policy::VerbChangeDetails),
            Self::Replicate => say!(policy::VerbReplicate),
            Self::Delete => say!(policy::VerbDelete),
            Self::DeleteForGood => say!(policy::VerbDeleteOld),
            Self::SeeSettings => say!(policy::VerbSeeSettings),
            Self::ChangeSettings => say!(policy::VerbChangeSettings),
            Self::CreateBuckets => say!(policy::VerbCreateBuckets),
            Self::DeleteBuckets => say!(policy::VerbDeleteBuckets),
            Self::UseKeys => say!(policy::VerbUseKeys),
            Self::ManageKeys => say!(policy::VerbManageKeys),
            Self::SeePeople => say!(policy::VerbSeePeople),
            Self::ManagePeople => say!(policy::VerbManagePeople),
            Self::UseSignIn => say!(policy::VerbUseSignIn),
            Self::TakeRoles => say!(policy::VerbTakeRoles),
            Self::ChangeAccess => say!(policy::VerbChangeAccess),
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
                | Self::SeeUploads
                | Self::SeeSettings
                | Self::SeePeople
        )
    }

    /// Whether it changes who may do what.
    pub fn changes_access(self) -> bool {
        matches!(self, Self::ChangeAccess | Self::ManagePeople | Self::ManageKeys)
    }

    /// The group of an action. A group's words promise no more than each of its actions brings.
    pub fn of(action: &Action) -> Self {
        match action.service {
            "kms" => key(action),
            "sts" if action.name.starts_with("AssumeRole") => Self::TakeRoles,
            "sts" => Self::UseSignIn,
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
        (_, "GetObject") => Verb::Open,
        (_, "GetObjectVersion") => Verb::OpenOldVersions,
        (_, "ListMultipartUploadParts") => Verb::SeeUploads,
        (_, "AbortMultipartUpload") => Verb::EndUploads,
        (_, "PutObject") => Verb::Upload,
        (_, "RestoreObject") => Verb::Restore,
        (_, "DeleteObject") => Verb::Delete,
        (_, "DeleteObjectVersion") => Verb::DeleteForGood,
        (_, name) if name.contains("Replicat") => Verb::Replicate,
        (Level::List | Level::Read, _) => Verb::SeeDetails,
        _ => Verb::ChangeDetails,
    }
}

fn bucket(action: &Action) -> Verb {
    match (action.level, action.name) {
        (_, "ListAllMyBuckets") => Verb::SeeBuckets,
        (_, "ListBucket" | "ListBucketVersions") => Verb::SeeNames,
        (_, "ListBucketMultipartUploads") => Verb::SeeUploads,
        (_, "CreateBucket") => Verb::CreateBuckets,
        (_, "DeleteBucket") => Verb::DeleteBuckets,
        (Level::List | Level::Read, _) => Verb::SeeSettings,
        _ => Verb::ChangeSettings,
    }
}

fn key(action: &Action) -> Verb {
    let uses = ["Decrypt", "Encrypt", "GenerateDataKey", "ReEncrypt"];
    match action.level {
        _ if uses.iter().any(|start| action.name.starts_with(start)) => Verb::UseKeys,
        Level::List | Level::Read => Verb::SeeSettings,
        _ => Verb::ManageKeys,
    }
}

/// The groups of the actions that a statement speaks of at its places and under its conditions.
pub(super) fn verbs(fitting: &Fitting) -> Vec<Verb> {
    let mut verbs: Vec<Verb> = fitting.actions().into_iter().map(Verb::of).collect();
    verbs.sort();
    verbs.dedup();
    // What is unfinished belongs to uploading, and goes without saying there.
    if verbs.contains(&Verb::Upload) {
        verbs.retain(|verb| !matches!(verb, Verb::SeeUploads | Verb::EndUploads));
    }
    verbs
}

/// Whether nothing stands in the way of what its `Action` or `NotAction` takes in: at its places,
/// and under its conditions, all of it can be done to buckets and files alike.
pub(super) fn whole(fitting: &Fitting) -> bool {
    let mut covered = fitting.covered().into_iter().filter(|action| Fitting::is_of_a_bucket(action)).peekable();
    covered.peek().is_some() && covered.all(|action| fitting.request(action).may_be())
}
