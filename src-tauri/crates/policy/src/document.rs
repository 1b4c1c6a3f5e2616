//! A policy as typed values.
//!
//! The order of statements, lists and conditions is kept, and whether something was written as one
//! value or as a list, so that printing changes nothing that a person would miss.

use std::borrow::Cow;

use crate::condition::Operator;

/// A policy: access of a person or role, trust of a role, or a bucket policy. Which of them it is,
/// is said by where it is used ([`crate::Kind`]); the language is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The policy language's version as written: `2012-10-17`.
    pub version: Option<String>,
    /// `Id`, as written; it decides nothing.
    pub id: Option<String>,
    /// `Statement`, in the order of the text.
    pub statements: Vec<Statement>,
    /// Whether `Statement` is an object rather than a list.
    pub single: bool,
}

impl Document {
    /// The version that AWS recommends, and the only one with variables.
    pub const VERSION: &str = "2012-10-17";

    /// A document of the current version.
    pub fn new(statements: Vec<Statement>) -> Self {
        Self { version: Some(Self::VERSION.into()), id: None, statements, single: false }
    }

    /// Whether `${…}` is a variable. A document without a version has the one of 2008.
    pub fn has_variables(&self) -> bool {
        self.version.as_deref() == Some(Self::VERSION)
    }

    /// The version of Scaleway's own policies.
    pub const SCALEWAY_VERSION: &str = "2023-04-17";

    /// Whether it is written in Scaleway's grammar: a version of its own, principals called `SCW`,
    /// buckets by their names.
    pub fn is_scaleways(&self) -> bool {
        let named = |statement: &Statement| match &statement.principal {
            Some(Choice { of: Principals::Listed(groups), .. }) => {
                groups.iter().any(|(kind, _)| *kind == PrincipalType::Scw)
            }
            _ => false,
        };
        self.version.as_deref() == Some(Self::SCALEWAY_VERSION) || self.statements.iter().any(named)
    }

    /// A resource as an ARN: Scaleway's policies name buckets and files without one.
    pub(crate) fn arn_of<'a>(&self, resource: &'a str) -> Cow<'a, str> {
        match resource != "*" && !resource.starts_with("arn:") && self.is_scaleways() {
            true => Cow::Owned(format!("arn:*:s3:::{resource}")),
            false => Cow::Borrowed(resource),
        }
    }

    /// Whether any statement says whom it is about, as bucket and trust policies do.
    pub fn names_principals(&self) -> bool {
        self.statements.iter().any(|statement| statement.principal.is_some())
    }
}

/// What a statement does when it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Effect {
    Allow,
    Deny,
}

/// One rule of a policy: it allows or denies some actions on some resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// `Sid`, by which people and findings name it.
    pub sid: Option<String>,
    /// `Effect`: whether it allows or denies.
    pub effect: Effect,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<Choice<Principals>>,
    /// `Action` or `NotAction`.
    pub action: Choice<Texts>,
    /// `Resource` or `NotResource`.
    pub resource: Option<Choice<Texts>>,
    /// `Condition`, one for each operator and key.
    pub conditions: Vec<Condition>,
}

impl Statement {
    /// Whether its effect is `Allow`; a misspelled effect does neither.
    pub fn allows(&self) -> bool {
        self.effect == Effect::Allow
    }
}

/// One of a pair such as `Action` and `NotAction`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// Whether it is the one with `Not`: all but these.
    pub except: bool,
    /// What is named: these, or with `except` all but these.
    pub of: T,
}

impl<T> Choice<T> {
    /// These, and no others.
    pub fn only(of: T) -> Self {
        Self { except: false, of }
    }
}

/// One text or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// In the order of the text.
    pub list: Vec<String>,
    /// Whether it is one text without brackets.
    pub bare: bool,
}

impl Texts {
    /// One text without brackets.
    pub fn one(text: impl Into<String>) -> Self {
        Self { list: vec![text.into()], bare: true }
    }

    /// A list in brackets, also if it has one text or none.
    pub fn many<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self { list: texts.into_iter().map(Into::into).collect(), bare: false }
    }
}

/// Whom a statement is about: its `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principals {
    /// `"*"`: also whoever is not signed in.
    Everyone,
    /// `{"AWS": …}` and so on, in order.
    Listed(Vec<(PrincipalType, Texts)>),
}

/// The names in a `Principal` object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalType {
    /// Accounts, users, roles and sessions.
    Aws,
    /// Services of AWS, such as `logging.s3.amazonaws.com`.
    Service,
    /// People who signed in elsewhere.
    Federated,
    /// Accounts, by the older name that S3 gives them.
    CanonicalUser,
    /// Users, applications and projects of Scaleway.
    Scw,
}

impl PrincipalType {
    /// In the order in which they are declared.
    pub const ALL: [Self; 5] = [Self::Aws, Self::Service, Self::Federated, Self::CanonicalUser, Self::Scw];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
            Self::Scw => "SCW",
        }
    }
}

/// One test: `{"StringLike": {"s3:prefix": ["a/*"]}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// How it compares: `StringLike`.
    pub operator: Operator,
    /// What of the request it looks at: `s3:prefix`.
    pub key: String,
    /// What it compares with, any of them: `a/*`.
    pub values: Vec<Scalar>,
    /// Whether the value stands without brackets.
    pub bare: bool,
}

/// A value in a condition: texts, and what people write without quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// In quotation marks.
    Text(String),
    /// `true`, `false` or a number, as written.
    Word(String),
}

impl Scalar {
    /// As written, without quotation marks.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Word(text) => text,
        }
    }
}
