//! What a check found in something that a person typed: the field, how serious, the words, and the
//! mends on offer.

pub use ground::Severity;
use serde::Serialize;
use ts_rs::TS;
use words::Words;

/// A field of the connect form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum LoginField {
    Provider,
    Endpoint,
    Region,
    AccessKey,
    SecretKey,
    SessionToken,
    Profile,
    StartUrl,
    SsoRegion,
    Account,
    AccountRole,
    RoleArn,
    ExternalId,
    SessionName,
    SessionMinutes,
    MfaSerial,
    Proxy,
    Trust,
    Bucket,
    Prefix,
    PathStyle,
    Method,
    ReadOnly,
    RequesterPays,
}

/// A change to the form that the person can accept with one click; the page applies it to its own
/// text, so that a secret need not come back from Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Repair {
    /// A verb and its object, for the button.
    pub label: Words,
    /// What the page changes.
    pub change: RepairChange,
}

/// What a [`Repair`] changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RepairChange {
    /// Puts `value` into a field that holds no secret.
    Set {
        /// The field that is changed, or that the cursor goes to.
        field: LoginField,
        /// The text that takes the place of what was typed.
        value: String,
    },
    /// Takes spaces and line breaks off both ends.
    Trim {
        /// The field that is changed, or that the cursor goes to.
        field: LoginField,
    },
    /// Exchanges access key and secret.
    SwapKeys,
    /// Goes on with the bucket though its list is refused, and checks again.
    Unlisted,
    /// Says in every request that its cost is accepted, and checks again.
    AcceptCost,
    /// Signs in at another address, by another proxy or with another certificate than before, and
    /// checks again.
    AcceptWay,
    /// Asks for the file with the organisation's certificate.
    ChooseCertificate,
    /// Sets how the bucket is put into addresses.
    PathStyle {
        /// `https://host/bucket` when true, `https://bucket.host` when false.
        value: bool,
    },
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// The field of the form that it is about.
    pub field: LoginField,
    /// Whether it stops the form, or is only worth knowing.
    pub severity: Severity,
    /// What is wrong or worth knowing, for beside the field.
    pub text: Words,
    /// Mends on offer, best first.
    pub repairs: Vec<Repair>,
}

impl Finding {
    pub(crate) fn stop(field: LoginField, text: Words) -> Self {
        Self { field, severity: Severity::Stop, text, repairs: Vec::new() }
    }

    pub(crate) fn warn(field: LoginField, text: Words) -> Self {
        Self { severity: Severity::Warn, ..Self::stop(field, text) }
    }

    pub(crate) fn repair(mut self, label: Words, change: RepairChange) -> Self {
        self.repairs.push(Repair { label, change });
        self
    }
}
