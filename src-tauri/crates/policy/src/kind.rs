//! Where a policy is used, and what AWS takes there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{Words, policy, say};

/// Where a policy is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "PolicyKind")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A policy of its own, attached to users, groups or roles.
    Managed,
    /// An inline policy of a user; all of one user have 2,048 characters at most together.
    User,
    /// Written into a group.
    Group,
    /// An inline policy of a role; all of one role have 10,240 characters at most together.
    Role,
    /// Handed over when a session begins.
    Session,
    /// A role's trust policy: who may take the role.
    Trust,
    /// A bucket policy: 20 KB at most.
    Bucket,
}

impl Kind {
    /// In the order in which they are declared.
    pub const ALL: [Self; 7] =
        [Self::Managed, Self::User, Self::Group, Self::Role, Self::Session, Self::Trust, Self::Bucket];

    /// Whether it belongs to whoever asks, and so names nobody.
    pub fn is_identity(self) -> bool {
        !matches!(self, Self::Trust | Self::Bucket)
    }

    /// What AWS takes, in bytes for buckets and in characters for the rest.
    pub fn limit(self) -> usize {
        match self {
            Self::Managed => 6_144,
            Self::User | Self::Session | Self::Trust => 2_048,
            Self::Group => 5_120,
            Self::Role => 10_240,
            Self::Bucket => 20_480,
        }
    }

    /// What of a text counts towards the limit. IAM leaves white space out; a session policy and a
    /// bucket policy count as they are sent, which is the compact form when this program sends
    /// them.
    pub fn size(self, compact: &str) -> usize {
        match self {
            Self::Bucket => compact.len(),
            Self::Session => compact.chars().count(),
            _ => compact.chars().filter(|letter| !letter.is_whitespace()).count(),
        }
    }

    /// The kind that a document seems to have, for a text of which nothing is known.
    pub fn guess(document: &crate::Document) -> Self {
        if !document.names_principals() {
            return Self::Managed;
        }
        let assumes = |action: &String| action.to_ascii_lowercase().starts_with("sts:");
        let trust =
            |statement: &crate::Statement| statement.resource.is_none() && statement.action.of.list.iter().all(assumes);
        if document.statements.iter().all(trust) { Self::Trust } else { Self::Bucket }
    }

    /// In a sentence: “in …”.
    pub(crate) fn name(self) -> Words {
        match self {
            Self::Managed => say!(policy::KindManaged),
            Self::User => say!(policy::KindUser),
            Self::Group => say!(policy::KindGroup),
            Self::Role => say!(policy::KindRole),
            Self::Session => say!(policy::KindSession),
            Self::Trust => say!(policy::KindTrust),
            Self::Bucket => say!(policy::KindBucket),
        }
    }
}
