//! Who may do what, and by which statement.
//!
//! A request is allowed if something allows it and nothing denies it; what has to allow it depends
//! on whose the resource is. The rules are those of “Policy evaluation logic” in the IAM user
//! guide.

mod combine;
mod lock_out;
mod statement;

use std::fmt;

use serde::Serialize;
use ts_rs::TS;
use words::{Words, policy, say};

use crate::document::{Document, Effect};
use crate::request::Request;
pub use lock_out::{Denial, denied, shuts_out};
pub(crate) use statement::applies;

/// The answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyVerdict")]
#[allow(missing_docs)]
pub enum Verdict {
    Allow,
    Deny,
}

/// An answer and its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyDecision")]
pub struct Decision {
    /// Whether the request is allowed.
    pub verdict: Verdict,
    /// The statement that decides, or that there is none.
    pub why: Why,
    /// The statement that decided; none when no statement did.
    pub by: Option<By>,
}

/// Why a request is allowed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyWhy")]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A statement denies it, which nothing overrides.
    Denied,
    /// A statement allows it, and whatever else has to.
    Allowed,
    /// No statement allows it, which denies it.
    NothingAllows,
    /// Policies of one of these places do not allow it, though others do.
    LeftOutBy(PolicySource),
}

/// Where a policy takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyPlace")]
#[serde(rename_all = "snake_case")]
pub enum PolicySource {
    /// A policy of the user or role that asks.
    Identity,
    /// At the resource: a bucket policy or the trust policy of a role.
    Resource,
    /// The boundary of a user or role.
    Boundary,
    /// The policy that the session was given.
    Session,
    /// What the organisation permits its accounts to do.
    ServiceControl,
    /// What the organisation permits to be done to its resources.
    ResourceControl,
}

/// The statement that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyBy")]
pub struct By {
    /// Where its policy takes effect.
    pub place: PolicySource,
    /// Which policy there, from 0.
    pub policy: usize,
    /// Which statement, from 0.
    pub statement: usize,
    /// The statement's own name, `Sid`, where it has one.
    pub sid: Option<String>,
}

/// All policies that have a say. What is not there has none: no boundary, for example, is no limit.
#[derive(Clone, Debug, Default)]
pub struct Policies<'a> {
    /// Attached to whoever asks, directly or through groups.
    pub identity: Vec<&'a Document>,
    /// A bucket policy, or the trust policy of the role that is taken.
    pub resource: Option<&'a Document>,
    /// The account that owns the resource; nothing if it is that of whoever asks.
    pub owner: Option<&'a str>,
    /// The boundary of the user or role.
    pub boundary: Option<Vec<&'a Document>>,
    /// The policies of the session.
    pub session: Option<Vec<&'a Document>>,
    /// Service control policies, by level from the root of the organisation down.
    pub service_control: Vec<Vec<&'a Document>>,
    /// Resource control policies, by level from the root of the organisation down.
    pub resource_control: Vec<Vec<&'a Document>>,
}

/// Decides about `request` with everything that has a say.
pub fn decide(policies: &Policies, request: &Request) -> Decision {
    combine::decide(policies, request)
}

/// What one policy alone says about `request`. A policy that names principals is asked about who
/// asks; to be named through one's account counts here, where nobody knows what the account itself
/// allows.
pub fn decide_alone(document: &Document, request: &Request) -> Decision {
    let place = if document.names_principals() { PolicySource::Resource } else { PolicySource::Identity };
    let mut allowed = None;
    for (statement, nth) in document.statements.iter().zip(0..) {
        if applies(document, statement, request, place, false).is_none() {
            continue;
        }
        let by = By { place, policy: 0, statement: nth, sid: statement.sid.clone() };
        match statement.effect {
            Effect::Deny => return Decision { verdict: Verdict::Deny, why: Why::Denied, by: Some(by) },
            Effect::Allow => allowed = allowed.or(Some(by)),
        }
    }
    match allowed {
        Some(by) => Decision { verdict: Verdict::Allow, why: Why::Allowed, by: Some(by) },
        None => Decision { verdict: Verdict::Deny, why: Why::NothingAllows, by: None },
    }
}

impl From<&Decision> for Words {
    fn from(decision: &Decision) -> Self {
        let Some(By { place, statement, sid, .. }) = &decision.by else {
            return match decision.why {
                Why::Denied => say!(policy::WhyDenied),
                Why::Allowed => say!(policy::WhyAllowed),
                Why::NothingAllows => say!(policy::WhyNothing),
                Why::LeftOutBy(place) => say!(policy::WhyLeftOut, source = place.words()),
            };
        };
        let (number, source) = (statement + 1, place.words());
        match (decision.why, sid) {
            (Why::Denied, Some(sid)) => say!(policy::WhyDeniedByNamed, number, sid, source),
            (Why::Denied, None) => say!(policy::WhyDeniedBy, number, source),
            (Why::Allowed, Some(sid)) => say!(policy::WhyAllowedByNamed, number, sid, source),
            (Why::Allowed, None) => say!(policy::WhyAllowedBy, number, source),
            (Why::NothingAllows, _) => say!(policy::WhyNothing),
            (Why::LeftOutBy(place), _) => say!(policy::WhyLeftOut, source = place.words()),
        }
    }
}

/// In English, for logs and examples.
impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Words::from(self).fmt(f)
    }
}

impl PolicySource {
    /// In a sentence: “of …”, “by …”.
    fn words(self) -> Words {
        match self {
            Self::Identity => say!(policy::SourceIdentity),
            Self::Resource => say!(policy::SourceResource),
            Self::Boundary => say!(policy::SourceBoundary),
            Self::Session => say!(policy::SourceSession),
            Self::ServiceControl => say!(policy::SourceServiceControl),
            Self::ResourceControl => say!(policy::SourceResourceControl),
        }
    }
}

#[cfg(test)]
mod tests;
