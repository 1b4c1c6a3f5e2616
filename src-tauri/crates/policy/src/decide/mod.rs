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
    /// The answer.
    pub verdict: Verdict,
    /// Why.
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
    /// Nothing allows it.
    NothingAllows,
    /// Policies of one of these places do not allow it, though others do.
    LeftOutBy(PolicySource),
}

/// Where a policy takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyPlace")]
#[serde(rename_all = "snake_case")]
pub enum PolicySource {
    /// With whoever asks.
    Identity,
    /// At the resource: a bucket policy or the trust policy of a role.
    Resource,
    /// The boundary of a user or role.
    Boundary,
    /// The session.
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
    /// Its name.
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

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.by.as_ref().map(|by| match &by.sid {
            Some(sid) => format!("Statement {} (“{sid}”) of {}", by.statement + 1, by.place),
            None => format!("Statement {} of {}", by.statement + 1, by.place),
        });
        match (self.why, by) {
            (Why::Denied, Some(by)) => write!(f, "{by} denies it, and a Deny always wins."),
            (Why::Denied, None) => f.write_str("A statement denies it, and a Deny always wins."),
            (Why::Allowed, Some(by)) => write!(f, "{by} allows it, and nothing denies it."),
            (Why::Allowed, None) => f.write_str("It is allowed, and nothing denies it."),
            (Why::NothingAllows, _) => f.write_str("No statement allows it."),
            (Why::LeftOutBy(place), _) => write!(f, "It would also have to be allowed by {place}, and is not."),
        }
    }
}

impl fmt::Display for PolicySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PolicySource::Identity => "the policies of whoever asks",
            PolicySource::Resource => "the policy of the resource",
            PolicySource::Boundary => "the permissions boundary",
            PolicySource::Session => "the session policy",
            PolicySource::ServiceControl => "the organisation's service control policies",
            PolicySource::ResourceControl => "the organisation's resource control policies",
        })
    }
}

#[cfg(test)]
mod tests;
