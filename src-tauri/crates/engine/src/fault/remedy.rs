//! The one thing that the window can do about a fault: a button beside the words. What the words ask of the person and
//! the window cannot do for them (a name to type in the field above, a program to close) has none.

use serde::Serialize;
use store::{SignInProblem as Problem, StoreError, StoreErrorKind as Kind};
use ts_rs::TS;

use super::{Fault, refusal};
use crate::{finding::LoginField, settings::SettingKind};

/// What the window does when its button is pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remedy {
    /// Opens the connection's form at this field, with the value where one is known.
    Change {
        /// Where the keyboard goes.
        field: LoginField,
        /// What to fill in.
        value: Option<String>,
    },
    /// Puts words for whoever manages the storage onto the clipboard.
    Ask {
        /// The words: who, what was refused, and the statement that would allow it.
        text: String,
    },
    /// Opens this setting of the bucket.
    Look {
        /// The bucket.
        bucket: String,
        /// Its setting.
        setting: SettingKind,
    },
    /// Opens the screen on which the bucket is emptied and deleted, with what is in it counted.
    Empty {
        /// The bucket.
        bucket: String,
    },
    /// Reads the folder again.
    Refresh,
}

impl Remedy {
    /// What is known from the answer, for whoever can change it; their support finds the request by its id.
    pub(super) fn ask(error: &StoreError) -> Self {
        let ask = refusal::of(error).ask;
        let id = error.request_id.as_ref().map(|id| format!("\nRequest id: {id}\n")).unwrap_or_default();
        Self::Ask { text: format!("{ask}{id}") }
    }

    pub(super) fn change(field: LoginField) -> Self {
        Self::Change { field, value: None }
    }
}

impl Fault {
    /// Adds what the window can do.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: impl Into<Option<Remedy>>) -> Self {
        self.remedy = remedy.into().map(Box::new);
        self
    }
}

/// The remedy of a kind of failure, where its reason is not told apart further.
pub(super) fn of(error: &StoreError) -> Option<Remedy> {
    use LoginField as Field;
    Some(match error.kind {
        Kind::NameNotFound | Kind::ConnectionRefused | Kind::NotS3 | Kind::PlainHttp => Remedy::change(Field::Endpoint),
        Kind::Certificate => Remedy::change(Field::Trust),
        Kind::AccessKeyUnknown => Remedy::change(Field::AccessKey),
        Kind::SignatureMismatch => Remedy::change(Field::SecretKey),
        Kind::TokenExpired | Kind::TokenUnknown => Remedy::change(Field::SessionToken),
        Kind::WrongRegion => Remedy::Change { field: Field::Region, value: error.region.clone() },
        Kind::NoSuchBucket => Remedy::change(Field::Bucket),
        Kind::ReadOnly => Remedy::change(Field::ReadOnly),
        Kind::BucketNotEmpty => Remedy::Empty { bucket: error.bucket.clone()? },
        Kind::NoSuchKey | Kind::PreconditionFailed | Kind::BadRange => Remedy::Refresh,
        Kind::NotPermitted | Kind::Archived => Remedy::ask(error),
        _ => return None,
    })
}

/// The remedy of a sign-in that came to nothing; trying again is always on offer besides.
pub(super) fn of_sign_in(problem: &Problem) -> Option<Remedy> {
    use LoginField as Field;
    Some(match problem {
        Problem::EnvironmentLacks { .. }
        | Problem::FileUnreadable { .. }
        | Problem::TokenFileMissing { .. }
        | Problem::NotOnAmazon
        | Problem::MachineWithoutRole => Remedy::change(Field::Method),
        Problem::ProfileMissing { .. }
        | Problem::ProfileLoop { .. }
        | Problem::SourceMissing { .. }
        | Problem::SessionMissing { .. }
        | Problem::ProfileEmpty { .. } => Remedy::change(Field::Profile),
        Problem::CompanyRefused { account, role } => {
            let text = format!(
                "I need the role {role} in the AWS account {account}, for signing in with our company’s sign-in page (IAM Identity Center). It is not assigned to me.\n"
            );
            Remedy::Ask { text }
        }
        Problem::CompanyUnknown { .. } => Remedy::change(Field::StartUrl),
        Problem::RoleRefused { .. } => Remedy::change(Field::ExternalId),
        Problem::RoleMalformed { .. } | Problem::NoRoles => Remedy::change(Field::RoleArn),
        Problem::RoleTooLong { .. } => Remedy::change(Field::SessionMinutes),
        Problem::NoSessionsHere { .. } => Remedy::change(Field::Region),
        Problem::ProcessHung { .. }
        | Problem::ProcessFailed { .. }
        | Problem::ProcessGarbage { .. }
        | Problem::CompanyTooLate
        | Problem::CodeRefused
        | Problem::Declined => return None,
    })
}
