//! The one thing that the window can do about a fault: a button beside the words. What the words
//! ask of the person and the window cannot do for them (a name to type in the field above, a
//! program to close) has none.

use serde::Serialize;
use store::{SignInProblem as Problem, StoreError, StoreErrorKind as Kind};
use ts_rs::TS;
use words::{Value, Words, faults, say};

use super::{Fault, Letter, refusal, subject::place};
use crate::finding::LoginField;

/// What the window does when its button is pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remedy {
    /// Opens the connection's form at this field, with the value where one is known.
    Change {
        /// Where the keyboard goes.
        field: LoginField,
        /// The text to fill in; none leaves the field as it is.
        value: Option<String>,
    },
    /// Puts words for whoever manages the storage onto the clipboard.
    Ask {
        /// The words: who, what was refused, and the statement that would allow it.
        text: Letter,
    },
    /// Opens this setting of the bucket.
    Look {
        /// The bucket's name, on the connection that failed.
        bucket: String,
        /// The setting of the bucket that the window opens.
        setting: BlamedSetting,
    },
    /// Opens this bucket instead.
    Open {
        /// The bucket's name, on the connection that failed.
        bucket: String,
    },
    /// Opens the screen on which the bucket is emptied and deleted, with what is in it counted.
    Empty {
        /// The bucket's name, on the connection that failed.
        bucket: String,
    },
    /// Shows how soon a file can be had from its archive, and asks for it.
    Fetch {
        /// The bucket's name, on the connection that failed.
        bucket: String,
        /// The file's whole key.
        key: String,
    },
    /// Goes back to the answers that an integration was planned from.
    Answers,
    /// Reads the folder again.
    Refresh,
}

/// A setting that can be why storage refused, by the name that it has among all settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum BlamedSetting {
    Cors,
    Policy,
    Lifecycle,
    PublicAccess,
    Ownership,
    Lock,
}

impl Remedy {
    /// What is known from the answer, for whoever can change it; their support finds the request by
    /// its id.
    pub(super) fn ask(error: &StoreError) -> Self {
        let mut text = refusal::of(error).ask;
        if let Some(id) = &error.request_id {
            text.line("".into());
            text.line(say!(faults::LetterRequest, id));
        }
        Self::Ask { text }
    }

    /// What was answered, for whoever can do something about it, and what is asked of them.
    pub(super) fn tell(error: &StoreError, wish: Words) -> Self {
        let facts = [
            error.code.as_ref().map(|code| say!(faults::LetterCode, code)),
            error.status.map(|status| say!(faults::LetterStatus, status)),
            error.reason().map(|reason| say!(faults::LetterReason, reason)),
            error.message.as_ref().map(|message| say!(faults::LetterMessage, message)),
            error.request_id.as_ref().map(|id| say!(faults::LetterRequest, id)),
        ];
        let failed = say!(faults::LetterFailed, operation = error.operation, place = place(error));
        let lines = [failed, "".into(), wish, "".into()].into_iter();
        Self::Ask { text: lines.chain(facts.into_iter().flatten()).collect() }
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

    /// Asks whether one of these buckets was meant, and offers the nearest, which comes first.
    #[must_use]
    pub(crate) fn meant(mut self, names: &[String]) -> Self {
        let Some(nearest) = names.first() else { return self };
        let any = names.iter().map(|name| say!(faults::Named, name)).collect();
        self.next = say!(faults::DidYouMean, names = Value::Any { any });
        self.remedy(Remedy::Open { bucket: nearest.clone() })
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
        // In the form of a new bucket the name's field is there already.
        Kind::BadBucketName if error.operation != "CreateBucket" => Remedy::change(Field::Bucket),
        Kind::ReadOnly => Remedy::change(Field::ReadOnly),
        Kind::BucketNotEmpty => Remedy::Empty { bucket: error.bucket.clone()? },
        Kind::NoSuchKey | Kind::PreconditionFailed | Kind::BadRange => Remedy::Refresh,
        Kind::Archived => Remedy::Fetch { bucket: error.bucket.clone()?, key: error.key.clone()? },
        Kind::NotPermitted => Remedy::ask(error),
        Kind::BadAnswer => Remedy::tell(error, say!(faults::LetterAnswer)),
        Kind::BrokenList => Remedy::tell(error, say!(faults::LetterList)),
        Kind::TooLarge => Remedy::tell(error, say!(faults::LetterSize)),
        Kind::NotSupported => Remedy::tell(error, say!(faults::LetterFeature)),
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
            Remedy::Ask { text: [say!(faults::LetterRole, account, role)].into_iter().collect() }
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
