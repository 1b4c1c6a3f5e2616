//! What a plan is made of, as it is shown, carried out, proved and handed over.

use std::collections::BTreeMap;

use policy::{Document, Kind};
use serde::Serialize;
use ts_rs::TS;
use words::{Words, plans, say};

use super::checks::CheckKind;
use crate::finding::{AnswerFinding, Findings};
use crate::preset::WayKind;
use crate::steps::Step;

/// What would be done.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationPlan")]
pub struct Plan {
    /// The product.
    pub preset: String,
    /// As people know it.
    pub title: Words,
    /// Marks everything that is made: the user or role, statements and rules.
    pub name: String,
    /// What is made.
    pub kind: WayKind,
    /// The key is the connection's own.
    pub own_key: bool,
    /// The number of the account, if it is known.
    pub account: String,
    /// The user or role that the access policy is for.
    pub identity: Option<Identity>,
    /// The ARN of who comes from outside, if it is known.
    pub partner: Option<String>,
    /// The external ID that was agreed.
    pub external_id: Option<String>,
    /// Who will stand before the bucket, as its policy sees it; nobody that is known where only a
    /// service comes.
    #[serde(skip)]
    #[ts(skip)]
    pub asker: Option<String>,
    /// What the answers promise: each action, and a file below the folder that it is for.
    pub promises: BTreeMap<String, String>,
    /// Who will be able to do what, and what not.
    pub sentences: Vec<Words>,
    /// What to know beforehand.
    pub caveats: Vec<Words>,
    /// Ours and the vendor's text, where they differ.
    pub choice: Option<TextChoice>,
    /// Whether it waits for values that the partner gives later.
    pub waiting: bool,
    /// Everything that is written, word for word.
    pub documents: Vec<PlanDocument>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// What a person does in the product.
    pub by_hand: Vec<Words>,
    /// What the product is told.
    pub values: Vec<PasteBack>,
    /// What is looked at afterwards.
    pub checks: Vec<CheckKind>,
}

/// A user or role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationIdentity")]
pub struct Identity {
    /// `user` or `role`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
}

/// Which of two texts is used, and how they differ.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationTextChoice")]
pub struct TextChoice {
    /// Whether the vendor's text is used.
    pub as_asked: bool,
    /// Why ours differs.
    pub reasons: Vec<Words>,
    /// The other one.
    pub other: String,
}

/// Something that is written.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationDocument")]
pub struct PlanDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Its name as a file.
    pub file: String,
    /// The bucket it belongs to.
    pub bucket: Option<String>,
    /// What was there.
    pub before: Option<String>,
    /// What will be there.
    pub text: String,
    /// How much of what AWS takes, in letters.
    pub size: Option<(usize, usize)>,
}

/// The kinds of [`PlanDocument`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationDocumentKind")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DocumentKind {
    AccessPolicy,
    TrustPolicy,
    BucketPolicy,
    /// For the key that the bucket's files are encrypted with.
    KeyGrant,
    Cors,
    /// For the product; where it goes is part of the steps by hand.
    ClientFile,
}

/// A value for the product.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PasteBack {
    /// As the product calls it.
    pub label: Words,
    /// The value; nothing for one that is known only when it is made.
    pub value: Option<String>,
    /// Whether it has to be kept secret.
    pub secret: bool,
    /// Whether it is the id of the key that is made.
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) key_id: bool,
}

/// What came of the answers.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// What was found in them.
    pub findings: Vec<AnswerFinding>,
    /// The plan; none when a finding stops it.
    pub plan: Option<Plan>,
}

impl PlanDocument {
    /// A policy, and how much of what AWS takes it fills.
    pub(crate) fn policy(
        kind: DocumentKind,
        file: &str,
        document: &Document,
        size: Kind,
        findings: &mut Findings,
    ) -> Self {
        let (length, limit) = (size.size(&document.compact()), size.limit());
        if length > limit {
            findings.stop("buckets", say!(plans::PolicyLong, length, limit));
        }
        let (file, text) = (file.to_owned(), document.pretty());
        Self { kind, file, bucket: None, before: None, text, size: Some((length, limit)) }
    }
}

impl Plan {
    /// The first document of a kind.
    pub(crate) fn document(&self, kind: DocumentKind) -> Option<&PlanDocument> {
        self.documents.iter().find(|document| document.kind == kind)
    }

    /// The values for the product, with the id of the key that was made.
    #[must_use]
    pub fn values_with_key(&self, key: Option<&str>) -> Vec<PasteBack> {
        let with = |back: &PasteBack| match key.filter(|_| back.key_id) {
            Some(key) => PasteBack { value: Some(key.to_owned()), ..back.clone() },
            None => back.clone(),
        };
        self.values.iter().map(with).collect()
    }
}
