//! What a plan is made of, as it is shown, carried out, proved and handed over.

use std::collections::BTreeMap;

use policy::{Document, Kind};
use serde::Serialize;
use ts_rs::TS;
use words::{Words, plans, say};

use super::checks::CheckKind;
use crate::finding::{AnswerFinding, Findings};
use crate::preset::WayKind;
use crate::questions::Question;
use crate::steps::Step;

/// What setting up an integration would do: steps, documents, and what proves them.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationPlan")]
pub struct Plan {
    /// The id of the product's preset.
    pub preset: String,
    /// The product's name, as its vendor spells it.
    pub title: Words,
    /// Marks everything that is made: the user or role, statements and rules.
    pub name: String,
    /// How the product signs in, and so what is made for it.
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

/// The user or role that the product signs in as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationIdentity")]
pub struct Identity {
    /// `user` or `role`, as IAM's own names have it.
    pub kind: &'static str,
    /// Its name in the account, without a path.
    pub name: String,
}

/// Which of two texts is used, and how they differ.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationTextChoice")]
pub struct TextChoice {
    /// Whether the vendor's text is used.
    pub as_asked: bool,
    /// Why our text differs from the vendor's, each in a sentence.
    pub reasons: Vec<Words>,
    /// The text of the two that is not used, to be compared.
    pub other: String,
}

/// Something that is written.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationDocument")]
pub struct PlanDocument {
    /// What kind of document: a policy, a trust policy, CORS rules.
    pub kind: DocumentKind,
    /// Its file's name in the folder for an administrator.
    pub file: String,
    /// The bucket it belongs to.
    pub bucket: Option<String>,
    /// The text that is there now; none where there is none.
    pub before: Option<String>,
    /// The whole text that will be there.
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
    /// What is asked, given those answers.
    pub questions: Vec<Question>,
    /// What is done in the product before the questions can be answered.
    pub first: Vec<Words>,
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
