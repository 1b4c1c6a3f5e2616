//! What a plan is made from: the buckets with what is known of them, and what the person answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything a plan is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// The number of the account that owns the buckets, as far as it is known.
    pub account: String,
    /// The name of the user or role that is made; empty for one that follows from product and
    /// bucket.
    pub name: String,
    /// The buckets it is about.
    pub buckets: Vec<Bucket>,
    /// Where they are, as other programs have to be told.
    #[serde(skip_serializing_if = "Storage::is_plain")]
    pub storage: Storage,
    /// The external ID of a role whose partner has not shown one yet. Nobody is told it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub interim_id: String,
    /// By the name of the question. `way`, `level`, `site` and `text` are questions of every
    /// product.
    pub answers: BTreeMap<String, Given>,
}

/// The server that the buckets are on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Storage {
    /// Of [`ground::providers`]; empty for Amazon.
    pub provider: String,
    /// Its address; empty where the region says it all.
    pub endpoint: String,
    /// Whether the bucket's name stands in the path.
    pub path_style: bool,
}

/// How much of a bucket is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[ts(rename = "IntegrationScope")]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of the bucket.
    #[default]
    Whole,
    /// One folder, and all below it.
    Folder,
    /// Nobody has said so far.
    Unanswered,
}

/// Whether the bucket was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is there, or the server did not answer.
    #[default]
    There,
    /// The server knows no bucket of this name.
    Missing,
    /// There is one, and this login may not look at it.
    Shut,
}

/// A bucket, and what the program read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bucket {
    /// The name alone, without an ARN.
    pub name: String,
    /// How much of it is opened.
    pub scope: Scope,
    /// The folder that is opened; empty for all of it.
    pub folder: String,
    /// Whether it was found.
    pub standing: Standing,
    /// Where it lies; empty if unknown.
    pub region: String,
    /// Whether ACLs are switched off; unknown if it could not be read.
    pub acls_off: Option<bool>,
    /// Whether old versions are kept.
    pub versions_kept: Option<bool>,
    /// The ARN of the key of the customer's own that files are encrypted with.
    pub kms_key: Option<String>,
    /// Whether whoever reads pays.
    pub requester_pays: bool,
    /// The bucket's policy, word for word.
    pub policy: Option<String>,
    /// The bucket's rules for websites.
    pub cors: Vec<CorsRule>,
}

/// One rule for websites, in the names that AWS gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub struct CorsRule {
    /// The rule's name; ours are found again by it.
    #[serde(rename = "ID", default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Request headers that a page may send; `*` is any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_headers: Vec<String>,
    /// HTTP methods that a page may use: `GET`, `PUT`.
    pub allowed_methods: Vec<String>,
    /// The websites whose pages it is for.
    pub allowed_origins: Vec<String>,
    /// Response headers that a script of the page may read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expose_headers: Vec<String>,
    /// How long browsers may remember it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_seconds: Option<i32>,
}

/// What a person answered, by the kind of the question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[ts(rename = "IntegrationAnswer")]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Given {
    Yes(bool),
    Text(String),
    List(Vec<String>),
}

impl Answers {
    /// The text of an answer; empty if there is none.
    pub fn text(&self, question: &str) -> &str {
        match self.answers.get(question) {
            Some(Given::Text(text)) => text.trim(),
            Some(Given::List(list)) => list.first().map_or("", |text| text.trim()),
            _ => "",
        }
    }

    /// The lines of an answer.
    pub(super) fn list(&self, question: &str) -> Vec<&str> {
        let lines: Vec<&str> = match self.answers.get(question) {
            Some(Given::Text(text)) => text.split([',', '\n', ' ']).collect(),
            Some(Given::List(list)) => list.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        lines.into_iter().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
}

impl Storage {
    fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Bucket {
    /// The folder with a slash behind it, or nothing.
    #[must_use]
    pub fn path(&self) -> String {
        let folder = self.folder.trim().trim_end_matches('/');
        if folder.is_empty() { String::new() } else { format!("{folder}/") }
    }
}
