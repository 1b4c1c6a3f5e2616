//! CORS: which websites may open a bucket's files from inside a browser.
//!
//! A [`Config`] is a list of [`Rule`]s. [`read`] takes any of the three published forms and
//! [`write()`] gives each; [`check`] looks the rules over, [`decide`] tells whether a page may do
//! something and which line says so, [`changes`] puts the difference of two configurations into
//! sentences, [`merge`] adds rules and keeps those of others, [`templates`] are good beginnings.
//!
//! Grammar and limits: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html>

mod changes;
mod check;
mod decide;
mod merge;
mod origin;
mod read;
mod templates;
mod told;
mod wire;
mod write;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use changes::{Change, ChangeKind, changes};
pub use check::{CorsFinding, Field, Grade, check};
pub use decide::{Miss, Order, Preflight, RulePart, Verdict, decide, decide_as, header_names, may_read};
pub use merge::merge;
pub use origin::{OriginRepair, repair_origin};
pub use read::{Problem, Read, read};
pub use templates::{Template, templates};
pub use write::write;

/// The methods that a rule may name, in the order in which people are shown them.
pub const METHODS: [&str; 5] = ["GET", "HEAD", "PUT", "POST", "DELETE"];
/// Rules in one configuration, at most.
pub const MOST_RULES: usize = 100;
/// Bytes of a configuration, at most.
pub const MOST_BYTES: usize = 64 * 1024;
/// Characters of a rule's id, at most.
pub const MOST_ID: usize = 255;

/// All rules of a bucket, in the order in which S3 tries them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(rename = "CorsConfig")]
pub struct Config {
    /// The rules in their order, by which servers try them.
    pub rules: Vec<Rule>,
}

/// One rule: these sites may do these things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "CorsRule")]
pub struct Rule {
    /// A name for the rule, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<String>,
    /// The sites: `https://app.example.org`, with at most one `*` each.
    pub origins: Vec<String>,
    /// What they may do, of [`METHODS`].
    pub methods: Vec<String>,
    /// Request headers that they may send, with at most one `*` each.
    pub headers: Vec<String>,
    /// Answer headers that their scripts may see.
    pub expose: Vec<String>,
    /// Seconds for which a browser may remember the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub max_age: Option<i32>,
}

/// The published forms of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CorsForm")]
pub enum Form {
    /// A JSON array, as the console shows it.
    Console,
    /// `{"CORSRules": […]}`, as the command line takes it.
    CommandLine,
    /// `<CORSConfiguration>`, as it goes over the wire.
    Xml,
}

impl Config {
    /// The same rules with lists compared as sets, since some servers (Ceph) give them back in
    /// another order, and with no time to remember the same as none told, since SeaweedFS gives
    /// back 0.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        let plain = |config: &Self| -> Vec<Rule> { config.rules.iter().map(Rule::sorted).collect() };
        plain(self) == plain(other)
    }
}

impl Rule {
    /// Whether it answers every site.
    #[must_use]
    pub fn is_for_everyone(&self) -> bool {
        self.origins.iter().any(|origin| origin == "*")
    }

    fn sorted(&self) -> Self {
        let mut rule = self.clone();
        for list in [&mut rule.origins, &mut rule.methods, &mut rule.headers, &mut rule.expose] {
            list.sort();
            list.dedup();
        }
        rule.id = rule.id.filter(|id| !id.is_empty());
        rule.max_age = rule.max_age.filter(|seconds| *seconds != 0);
        rule
    }
}
