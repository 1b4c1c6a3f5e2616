//! Every word of error text that a person reads.
//!
//! A [`Fault`] says what happened, what it means for the files, and one thing to do. Foreign errors
//! arrive as `store::StoreError` or `std::io::Error` and become words here, once. States ("this
//! folder is empty", "cancelled") are not faults and never come through here. Secrets have no way
//! in: constructors take names, places and codes, never a login.

pub mod backup;
mod compare;
mod copying;
mod import;
mod integrate;
mod local;
mod look;
pub mod mount;
mod past;
mod places;
mod properties;
mod reasons;
mod refusal;
mod remedy;
mod report;
mod setting;
mod share;
mod sign_in;
mod sources;
mod storage;
mod subject;
pub mod sync;
#[cfg(test)]
mod tests;
pub mod transfer;
mod versions;

use serde::Serialize;
use ts_rs::TS;
use words::{Told, Words, faults, say};

pub use compare::*;
pub use import::*;
pub use integrate::*;
pub use local::*;
pub use look::*;
pub use past::*;
pub(crate) use places::*;
pub(crate) use properties::*;
pub(crate) use refusal::found;
pub use refusal::{Certain, Letter, Refusal, RefusedBy};
pub use remedy::{BlamedSetting, Remedy};
pub(crate) use report::*;
pub use setting::*;
pub use share::*;
pub use sign_in::*;
use sources::sign_in_failed;
pub use storage::from_store;
pub(crate) use versions::*;

/// Why something did not work, in words for the person; made only by `engine::fault`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Fault {
    /// Short and stable; a code exists only where the page or a test acts on it.
    #[ts(as = "String")]
    pub code: &'static str,
    /// What went wrong, in one line.
    pub title: Words,
    /// What happened and what it means for the files.
    pub what: Words,
    /// The one next step that a person can take.
    pub next: Words,
    /// What support needs: operation, place, status, S3 code, request id. Never a secret.
    pub details: String,
    /// Trying the same again may work.
    pub retry: bool,
    /// Why a login was refused, where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub refusal: Option<Box<Refusal>>,
    /// What the window can do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, as = "Option<Remedy>")]
    pub remedy: Option<Box<Remedy>>,
}

impl Fault {
    /// A fault with its message; details and retry are added with the builders below.
    pub(crate) fn told(code: &'static str, told: Told) -> Self {
        let (title, what, next) = (told.title(), told.what(), told.next());
        Self { code, title, what, next, details: String::new(), retry: false, refusal: None, remedy: None }
    }

    /// Adds the text that support needs.
    #[must_use]
    pub(crate) fn details(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }

    /// Says whether trying the same again may work.
    #[must_use]
    pub(crate) fn retry(mut self, retry: bool) -> Self {
        self.retry = retry;
        self
    }

    /// The login ended, and another is what helps: whatever meets this waits for one.
    #[must_use]
    pub(crate) fn is_signed_out(&self) -> bool {
        matches!(self.code, "token_expired" | "sign_in_needed")
    }

    /// What was named is not there any more: nothing is to be waited for.
    #[must_use]
    pub(crate) fn is_gone(&self) -> bool {
        self.code == "gone"
    }

    /// Adds why a login was refused.
    #[must_use]
    pub(crate) fn refusal(mut self, refusal: Option<Box<Refusal>>) -> Self {
        self.refusal = refusal;
        self
    }
}

/// A command stopped by a defect of the program. The panic's text goes to the log, not to the
/// person.
#[must_use]
pub fn defect(operation: &str) -> Fault {
    Fault::told("defect", say!(faults::Defect))
        .details(format!("defect in {operation}, Bucketwise {}", env!("CARGO_PKG_VERSION")))
        .retry(true)
}

/// A saved connection holds something that this version cannot read: the readable file was edited,
/// or a newer version wrote it.
#[must_use]
pub(crate) fn saved_unreadable(connection: &str, what: &str) -> Fault {
    Fault::told("connection_unreadable", say!(faults::ConnectionUnreadable, what, connection))
        .details(format!("unreadable {what} in connections.json"))
}

/// Something the page named is no longer there: a listing that was closed, a connection that was
/// forgotten.
#[must_use]
pub fn gone(what: &str) -> Fault {
    Fault::told("gone", say!(faults::Gone, what)).details(format!("unknown {what}"))
}
